//! Clusters: groups of words that are used alike, so that what is learned of one word serves its like.
//!
//! They come from outside, for example from a neural network's word embeddings. The model keeps hashes of
//! the words, not the words: with 32 bits, twenty thousand words clash about once in twenty such lists.

use super::hash::lower_hash;
use rustc_hash::FxHashMap;

/// The groups that some words belong to, each word to three: a large, a middling and a small one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    by_word: FxHashMap<u32, [u32; 3]>,
}

impl Clusters {
    /// The clusters of a table: a line a word, the word in small letters and the numbers of its three groups,
    /// with tabs between. The first line of a word counts.
    ///
    /// # Errors
    /// The number of the first line, from 1, that is not so.
    pub fn from_table(table: &str) -> Result<Self, usize> {
        let mut clusters = Self::default();
        for (number, line) in (1usize..).zip(table.lines()) {
            let (word, groups) = read_line(line).ok_or(number)?;
            clusters.by_word.entry(lower_hash(word)).or_insert(groups);
        }
        Ok(clusters)
    }

    /// Whether no word has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }

    /// The groups of a word, by the hash of its small letters; zeros if it has none.
    pub(super) fn of(&self, word: u32) -> [u32; 3] {
        self.by_word.get(&word).copied().unwrap_or_default()
    }

    /// The hashes of the words and their groups, by rising hash.
    pub(super) fn sorted(&self) -> Vec<(u32, [u32; 3])> {
        let mut entries: Vec<_> = self.by_word.iter().map(|(&word, &groups)| (word, groups)).collect();
        entries.sort_unstable();
        entries
    }
}

impl FromIterator<(u32, [u32; 3])> for Clusters {
    fn from_iter<I: IntoIterator<Item = (u32, [u32; 3])>>(entries: I) -> Self {
        Self { by_word: entries.into_iter().collect() }
    }
}

/// A word and its groups, counted from 1: 0 is for words that have none.
fn read_line(line: &str) -> Option<(&str, [u32; 3])> {
    let mut fields = line.split('\t');
    let word = fields.next().filter(|word| !word.is_empty())?;
    let mut group = || fields.next()?.parse::<u16>().ok().map(|group| u32::from(group) + 1);
    let groups = [group()?, group()?, group()?];
    fields.next().is_none().then_some((word, groups))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() {
        let clusters = Clusters::from_table("seoul\t3\t40\t500\noslo\t3\t0\t7\nseoul\t1\t1\t1\n").unwrap();
        assert_eq!(clusters.of(lower_hash("SEOUL")), [4, 41, 501]);
        assert_eq!(clusters.of(lower_hash("Rome")), [0; 3]);
        assert_eq!(clusters.sorted().into_iter().collect::<Clusters>(), clusters);
    }

    #[test]
    fn a_line_that_is_no_entry_is_told() {
        for line in ["oslo\t3\t40", "oslo\t3\t40\t-1", "oslo\t3\t40\t5\t6", "\t3\t40\t5", ""] {
            assert_eq!(Clusters::from_table(&format!("seoul\t3\t40\t500\n{line}\n")), Err(2), "{line}");
        }
    }
}
