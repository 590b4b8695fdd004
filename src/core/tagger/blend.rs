//! Names and grammar together: what the page and the command line use.

use super::{Names, Suggestion, Tagger};
use crate::core::sequence::ModelError;
use crate::core::text::{Text, TextRange};

/// The built-in tagger: names by the sequence model; dates, sums and numbers by the grammar.
pub struct Blend {
    names: Names,
}

impl Blend {
    /// The tagger with the names model of a file.
    ///
    /// # Errors
    /// If the file is no model, of a later version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Names::from_bytes(bytes).map(|names| Self { names })
    }
}

impl Tagger for Blend {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        self.names.tag_paragraph(text, paragraph)
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        self.names.settle(text, suggestions)
    }
}
