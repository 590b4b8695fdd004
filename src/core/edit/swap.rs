//! What changes among the annotations of an article.

use super::transaction::Change;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::ArticleId;

/// Annotations that go, and those that come in their place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Swap {
    /// What is there and goes.
    pub removed: Vec<Annotation>,
    /// What comes.
    pub added: Vec<Annotation>,
}

impl Swap {
    /// The decision about something that is suggested.
    pub(super) fn decided(suggestion: &Annotation, status: Status) -> Self {
        Self { removed: vec![suggestion.clone()], added: vec![suggestion.clone().decided(status)] }
    }

    /// Both together.
    #[must_use]
    pub(super) fn and(mut self, other: Self) -> Self {
        self.extend(other);
        self
    }

    /// Takes another one in.
    pub(super) fn extend(&mut self, other: Self) {
        self.removed.extend(other.removed);
        self.added.extend(other.added);
    }

    /// The change of the article with this id.
    pub(super) fn in_article(self, article: &ArticleId) -> Change {
        Change::Annotations { article: article.clone(), removed: self.removed, added: self.added }
    }
}
