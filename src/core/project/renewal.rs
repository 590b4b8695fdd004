//! Which suggestions give way to newer ones without being asked.

use crate::core::annotation::{Annotation, Origin};
use crate::core::article::Article;

/// Whether an article's suggestions keep up with what is learned. What a file suggests stays, until it is decided or the
/// reader has the article tagged again; nothing is suggested beside what a file says until the reader has decided
/// something there.
#[must_use]
pub fn keeps_up(article: &Article) -> bool {
    let is_all_of_file = || !article.annotations.is_empty() && article.annotations.iter().all(is_of_file);
    article.status.is_left() && !has_suggestion_of_file(article) && !is_all_of_file()
}

/// Whether something waits for a decision that a file suggests.
#[must_use]
pub fn has_suggestion_of_file(article: &Article) -> bool {
    article.annotations.visible().any(|it| !it.is_decided() && is_of_file(it))
}

fn is_of_file(annotation: &Annotation) -> bool {
    annotation.origin == Origin::Import
}
