//! Ids of articles as names of files.

use crate::core::article::ArticleId;
use std::collections::HashSet;

/// The names that are taken in a folder.
#[derive(Default)]
pub struct FileNames(HashSet<String>);

impl FileNames {
    /// A name that every file system takes and no other article has: the id itself where that is one.
    pub fn take(&mut self, id: &ArticleId) -> String {
        let safe = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
        // 255 bytes are the most that a name may have.
        let mut name: String = id.as_str().chars().map(safe).take(50).collect();
        if name.starts_with('.') || name.is_empty() {
            name.insert(0, '_');
        }
        // Some file systems take capitals for small letters.
        while !self.0.insert(name.to_lowercase()) {
            name.push('_');
        }
        name
    }
}
