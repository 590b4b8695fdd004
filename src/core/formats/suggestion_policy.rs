//! What becomes in a file of what is only suggested.

use super::format::Format;
use super::prodigy;
use crate::core::article::Article;

/// What becomes in a file of what is only suggested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SuggestionPolicy {
    /// It goes in where the format tells it from what was decided: nobody should train on what nobody has looked at.
    #[default]
    WhereTold,
    /// It goes in, and looks like what was decided where the format cannot tell.
    TakenIn,
    /// It is left out.
    LeftOut,
}

impl SuggestionPolicy {
    /// What of an article goes into a file. Prodigy has one answer for all of a task, so there what is taken in counts as
    /// decided; other formats tell it apart, or say nothing about it.
    #[must_use]
    pub fn apply(self, article: Article, format: Format) -> Article {
        let goes_in = match self {
            Self::WhereTold => format.holds_suggestions(),
            Self::TakenIn => true,
            Self::LeftOut => false,
        };
        match format {
            _ if !goes_in => article.confirmed(),
            Format::Prodigy => prodigy::decided(article),
            _ => article,
        }
    }
}
