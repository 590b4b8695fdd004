//! Ids of articles as names of files.

use crate::core::article::ArticleId;
use std::collections::{HashMap, HashSet};

/// How many characters of an id go into a name, of which 255 bytes are the most, with a number and an ending.
const MOST_CHARACTERS: usize = 50;

/// The names that are taken in a folder.
#[derive(Default)]
pub struct FileNames {
    /// In small letters: some file systems take capitals for such.
    taken: HashSet<String>,
    /// The last number that was given to names that would be the same, by that name: ids of which many begin alike would
    /// otherwise be compared with all before them.
    numbers: HashMap<String, u32>,
}

impl FileNames {
    /// A name that every file system takes and no other article has: the id itself where that is one, or its beginning, and
    /// a number where several begin so.
    pub fn take(&mut self, id: &ArticleId) -> String {
        let safe = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
        let mut stem: String = id.as_str().chars().map(safe).take(MOST_CHARACTERS).collect();
        if stem.starts_with('.') || stem.is_empty() {
            stem.insert(0, '_');
        }
        let number = self.numbers.entry(stem.to_lowercase()).or_default();
        loop {
            *number += 1;
            let name = if *number == 1 { stem.clone() } else { format!("{stem}-{number}") };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_different_and_no_folders() {
        let mut names = FileNames::default();
        let mut take = |id: &str| names.take(&id.into());
        assert_eq!(["a", "A", "a-2", "../b", ""].map(&mut take), ["a", "A-2", "a-2-2", "_.._b", "_"]);
        let long: HashSet<String> =
            (0..2000).map(|n| take(&format!("https://example.com/{}/{n}", "é".repeat(90)))).collect();
        assert_eq!(long.len(), 2000);
        assert!(long.iter().all(|name| name.len() < 110), "{long:?}");
    }
}
