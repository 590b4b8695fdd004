//! The parts of a data set: what a model is trained on, and what is kept to choose and to judge it.
//!
//! The main decision: the part that an article belongs to is one of its own fields, so it goes along through
//! every format that keeps fields, and articles need not be sorted.

use crate::core::article::Article;

/// A part of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Split {
    /// What a model is trained on.
    Train,
    /// What the best of several models is chosen by.
    Validation,
    /// What it is judged by in the end.
    Test,
}

/// The field of an article for its part.
const FIELD: &str = "split";

impl Split {
    /// All parts.
    pub const ALL: [Self; 3] = [Self::Train, Self::Validation, Self::Test];

    /// What files and Hugging Face call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }

    /// The part that an article says it belongs to.
    #[must_use]
    pub fn of(article: &Article) -> Option<Self> {
        let named = article.extra.get(FIELD)?.as_str()?;
        Self::ALL.into_iter().find(|split| split.name() == named)
    }

    /// The part that a file is named after, as others name it too: `train.conll`, `news-train-00000.jsonl`.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let named = |word: &str| Self::ALL.into_iter().find(|split| split.name() == word);
        name.split(['/', '.', '-', '_']).find_map(named)
    }

    /// Puts an article into this part.
    pub fn take(self, article: &mut Article) {
        article.extra.insert(FIELD.to_owned(), self.name().into());
    }
}
