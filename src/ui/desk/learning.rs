//! What the tagger has learned, and what it has not been taught yet.

use crate::core::article::ArticleId;
use crate::core::learner::Curriculum;
use std::collections::HashSet;

/// What the page knows of the tagger's learning.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// From how many articles it has learned.
    pub finished: u32,
    /// What it has been taught.
    pub(in crate::ui) curriculum: Curriculum,
    /// Whether it is learning.
    pub(in crate::ui) busy: bool,
    /// Articles whose suggestions are older than what it has learned, or than what was decided elsewhere.
    pub(in crate::ui) outdated: HashSet<ArticleId>,
    /// Whether something was decided in the open article since it was opened.
    pub(in crate::ui) decided: bool,
}

impl Learning {
    /// An article gets suggestions that are as new as what was learned. Whether it had older ones.
    pub(in crate::ui) fn renewed(&mut self, id: &ArticleId) -> bool {
        self.outdated.remove(id)
    }
}
