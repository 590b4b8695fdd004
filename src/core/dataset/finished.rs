//! Which articles of a dataset are finished, where most formats do not tell.

use crate::core::article::{Article, ArticleStatus};
use crate::core::project::undecided;
use std::borrow::Borrow;

/// Tells of each article of a dataset whether it is finished, so that what is not marked there is meant to be no annotation.
///
/// Most formats do not tell: then all articles are, if any is annotated, but those that were skipped.
pub fn finished_of<A: Borrow<Article>>(dataset: &[A]) -> impl Fn(&Article) -> bool + use<A> {
    let articles = || dataset.iter().map(Borrow::borrow);
    let is_telling = |it: &Article| matches!(it.status, ArticleStatus::Done | ArticleStatus::Open) || undecided(it) > 0;
    let tells = articles().any(is_telling) || articles().all(|article| article.annotations.is_empty());
    move |article| match article.status {
        ArticleStatus::Done => true,
        ArticleStatus::New => !tells,
        ArticleStatus::Open | ArticleStatus::Skipped => false,
    }
}
