//! Sentences to learn from.

use super::clusters::Clusters;
use super::features::Sentence;
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
pub(super) struct Lesson {
    pub sentence: Sentence,
    /// The tags that each token may have, a bit a tag.
    pub allowed: Vec<u64>,
}

impl Lesson {
    pub fn new(example: &Example, tags: &TagSet, clusters: &Clusters) -> Self {
        let allowed = example.tags.iter().map(|tag| tags.parse(tag).unwrap_or(u64::MAX)).collect();
        Self { sentence: Sentence::new(&example.tokens, clusters), allowed }
    }

    /// Whether a token may have a tag.
    pub fn fits(&self, token: usize, tag: usize) -> bool {
        self.allowed[token] >> tag & 1 == 1
    }

    /// Whether a token can have a tag only.
    pub fn is_sure(&self, token: usize, tag: usize) -> bool {
        self.allowed[token] == 1 << tag
    }
}
