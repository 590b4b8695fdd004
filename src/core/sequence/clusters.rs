//! Clusters: groups of words that are used alike, so that what is learned of one word serves its like.
//!
//! They come from outside, for example from word vectors. Small groups lie in larger ones, so that a word needs the
//! number of its small group only; groups of each size by themselves are no better and weigh three times as much. The
//! model keeps hashes of the words, not the words: of a hundred words that have no group, fewer than one gets that of
//! another word.

use super::hash::lower_hash;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The groups that some words belong to, each word to three: a large, a middling and a small one. A copy shares them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters(Arc<Table>);

#[derive(Debug, Default, PartialEq)]
struct Table {
    /// The number of a word's small group, by the word's key.
    by_word: FxHashMap<u32, u16>,
    groups: Vec<Group>,
}

/// A small group, as the numbers of a large one, a middling one and itself, from 1: 0 is for words that have none.
pub(super) type Group = [u32; 3];

/// Why a line of a table is no word with its groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClustersError {
    /// It has other fields.
    #[error("not a word and three numbers with tabs between")]
    NotAnEntry,
    /// Its small group was in others before.
    #[error("the small group of this word lies in other groups than it did before")]
    NotNested,
}

impl Clusters {
    /// The clusters of a table: a line a word, the word in small letters and the numbers of its three groups, from
    /// large to small, with tabs between. The first line of a word counts.
    ///
    /// # Errors
    /// The number of the first line, from 1, that is not so, or that has a small group in other groups than before.
    pub fn from_table(table: &str) -> Result<Self, (usize, ClustersError)> {
        let mut groups: FxHashMap<u32, (u16, Group)> = FxHashMap::default();
        let mut by_word = FxHashMap::default();
        for (line, text) in (1usize..).zip(table.lines()) {
            let (word, group) = read_line(text).ok_or((line, ClustersError::NotAnEntry))?;
            // No more than there are numbers of 16 bits.
            let next = groups.len() as u16;
            let (number, known) = groups.entry(group[2]).or_insert((next, group));
            if *known != group {
                return Err((line, ClustersError::NotNested));
            }
            by_word.entry(key(lower_hash(word))).or_insert(*number);
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        groups.sort_unstable();
        Ok(Self::new(groups.into_iter().map(|(_, group)| group).collect(), by_word))
    }

    /// Of words by their keys, as places in `groups`.
    pub(super) fn new(groups: Vec<Group>, by_word: FxHashMap<u32, u16>) -> Self {
        Self(Arc::new(Table { by_word, groups }))
    }

    /// Whether no word has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.by_word.is_empty()
    }

    /// The groups of a word, by the hash of its small letters; zeros if it has none.
    pub(super) fn of(&self, word: u32) -> Group {
        self.0
            .by_word
            .get(&key(word))
            .and_then(|&number| self.groups().get(usize::from(number)))
            .copied()
            .unwrap_or_default()
    }

    /// All small groups.
    pub(super) fn groups(&self) -> &[Group] {
        &self.0.groups
    }

    /// The keys of the words, and the places of their small groups among all, by rising key.
    pub(super) fn words(&self) -> Vec<(u32, u16)> {
        let mut words: Vec<_> = self.0.by_word.iter().map(|(&key, &group)| (key, group)).collect();
        words.sort_unstable();
        words
    }
}

/// What a word is known by: the first 24 bits of its hash.
fn key(word: u32) -> u32 {
    word >> 8
}

fn read_line(line: &str) -> Option<(&str, Group)> {
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
        let clusters =
            Clusters::from_table("seoul\t3\t40\t500\noslo\t3\t0\t7\nbonn\t3\t0\t7\nseoul\t3\t0\t7\n").unwrap();
        assert_eq!(clusters.of(lower_hash("SEOUL")), [4, 41, 501]);
        assert_eq!(clusters.of(lower_hash("Bonn")), [4, 1, 8]);
        assert_eq!(clusters.of(lower_hash("Rome")), [0; 3]);
        assert_eq!(clusters.groups(), [[4, 41, 501], [4, 1, 8]]);
        assert_eq!(Clusters::new(clusters.groups().to_vec(), clusters.words().into_iter().collect()), clusters);
    }

    #[test]
    fn a_line_that_is_no_entry_is_told() {
        for line in ["oslo\t3\t40", "oslo\t3\t40\t-1", "oslo\t3\t40\t5\t6", "\t3\t40\t5", ""] {
            let table = format!("seoul\t3\t40\t500\n{line}\n");
            assert_eq!(Clusters::from_table(&table), Err((2, ClustersError::NotAnEntry)), "{line}");
        }
        let elsewhere = Clusters::from_table("seoul\t3\t40\t500\noslo\t3\t41\t500\n");
        assert_eq!(elsewhere, Err((2, ClustersError::NotNested)));
    }
}
