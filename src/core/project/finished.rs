//! Which articles are finished, and in which order they were.

use super::{Project, undecided};
use crate::core::article::{Article, ArticleStatus};
use std::borrow::Borrow;
use std::collections::BinaryHeap;
use std::sync::Arc;

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

/// The finished articles that are wanted, in the order in which they were finished; those of which that is not known
/// first, as in the project.
pub fn as_finished(project: &Project, is_wanted: impl Fn(&Article) -> bool) -> impl Iterator<Item = &Arc<Article>> {
    let is_listed = |article: &Article| article.status == ArticleStatus::Done && is_wanted(article);
    let listed = project.articles.iter().enumerate().filter(|(_, article)| is_listed(article));
    // By heap, as the queue; the place in the project keeps equals in its order.
    let in_order: BinaryHeap<_> = listed.map(|(place, article)| (&article.meta.finished, place)).collect();
    in_order.into_sorted_vec().into_iter().map(|(_, place)| &project.articles[place])
}
