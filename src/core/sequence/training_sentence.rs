//! Sentences to learn from.

use super::clusters::Clusters;
use super::features::Sentence;
use super::gold::Gold;
use super::tags::TagSet;

/// A sentence to learn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The tokens, cut as [`crate::core::text::tokens`] cuts them.
    pub tokens: Vec<String>,
    /// What may be the tag of each, as [`TagSet::parse`] reads it. What it cannot read is not known.
    pub tags: Vec<String>,
}

/// A sentence ready to learn from.
pub(super) struct TrainingSentence {
    pub words: Sentence,
    pub gold: Gold,
}

impl TrainingSentence {
    pub fn new(example: &Example, tags: &TagSet, clusters: &Clusters) -> Self {
        let gold = Gold::of_written(&example.tags, tags);
        Self { words: Sentence::new(&example.tokens, clusters), gold }
    }
}
