//! What the tagger has said of texts, so that they are tagged again at once.

use crate::core::learner::Heard;
use crate::core::tagger::Suggestion;
use crate::core::text::Text;
use rustc_hash::FxHashMap;

/// Of how many bytes of texts it is kept: more than a thousand articles of 600 words, with which some 20 MB are kept.
pub(super) const REMEMBERED: usize = 5_000_000;

/// What the tagger says of some texts.
#[derive(Default)]
pub(super) struct Remembered {
    heard: FxHashMap<String, Heard>,
    /// How many bytes the texts have.
    bytes: usize,
}

impl Remembered {
    /// What it says of a text, if that is known.
    pub(super) fn of(&mut self, text: &Text) -> Option<&mut Heard> {
        self.heard.get_mut(text.as_str())
    }

    /// Adds what it says of a text of which that is not known. What makes room for it goes by chance: articles are tagged
    /// anew in the same order again and again, so that the oldest is the next to be wanted.
    pub(super) fn add(&mut self, text: &Text, suggested: Vec<Suggestion>) {
        self.bytes += text.as_str().len();
        while self.bytes > REMEMBERED
            && let Some(other) = self.heard.keys().next().cloned()
        {
            self.heard.remove(&other);
            self.bytes -= other.len();
        }
        self.heard.insert(text.as_str().to_owned(), Heard::new(suggested));
    }
}
