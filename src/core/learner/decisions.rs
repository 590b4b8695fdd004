//! What a person has decided about an article.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use crate::core::text::TextRange;
use serde::{Deserialize, Serialize};

/// What a person has decided about an article. All ranges are in bytes of its text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// What was confirmed; none overlaps another.
    pub right: Vec<(TextRange, LabelId)>,
    /// What was refused.
    pub wrong: Vec<TextRange>,
    /// What is suggested and waits for a decision.
    pub open: Vec<TextRange>,
}

impl From<&Article> for Decisions {
    /// Of annotations that overlap, the longest count.
    fn from(article: &Article) -> Self {
        let ranges = |status: Status| {
            article.annotations.iter().filter(move |it| it.status == status).map(|it| it.range).collect()
        };
        let confirmed = |it: &&Annotation| it.status == Status::Confirmed;
        let flat = article.annotations.without_overlaps().into_iter();
        Self {
            right: flat.filter(confirmed).map(Annotation::key).collect(),
            wrong: ranges(Status::Rejected),
            open: ranges(Status::Suggested),
        }
    }
}
