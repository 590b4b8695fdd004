//! What was decided about each surface form, and which of it is looked at.

use crate::core::project::LexiconEntry;

/// The lexicon, as it was when it was opened, and which entries are wanted.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// All entries.
    pub entries: Vec<LexiconEntry>,
    /// A part of the words, whatever the case of its ASCII letters: that of others would take tables into the page.
    pub filter: String,
    /// Whether only that is wanted which was decided in more than one way.
    pub only_disputed: bool,
}

impl Lexicon {
    /// The entries that are wanted.
    pub fn found(&self) -> impl Iterator<Item = &LexiconEntry> {
        let part = self.filter.trim().to_ascii_lowercase();
        let fits = move |entry: &&LexiconEntry| {
            (!self.only_disputed || entry.is_disputed()) && entry.surface.to_ascii_lowercase().contains(&part)
        };
        self.entries.iter().filter(fits)
    }
}
