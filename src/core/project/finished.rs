//! In which order articles were finished.

use super::Project;
use crate::core::article::{Article, ArticleStatus};
use std::collections::BinaryHeap;
use std::sync::Arc;

/// The finished articles that are wanted, in the order in which they were finished; those of which that is not known
/// first, as in the project.
pub fn as_finished(project: &Project, is_wanted: impl Fn(&Article) -> bool) -> impl Iterator<Item = &Arc<Article>> {
    let is_listed = |article: &Article| article.status == ArticleStatus::Done && is_wanted(article);
    let listed = project.articles.iter().enumerate().filter(|(_, article)| is_listed(article));
    // By heap, as the queue; the place in the project keeps equals in its order.
    let in_order: BinaryHeap<_> = listed.map(|(place, article)| (&article.meta.finished, place)).collect();
    in_order.into_sorted_vec().into_iter().map(|(_, place)| &project.articles[place])
}
