//! The order in which a queue shows the articles of a project: a view, the project's own order stays.

use super::{QueueFilter, expected_corrections};
use crate::core::article::{Article, ArticleId};
use serde::{Deserialize, Serialize};
use std::collections::BinaryHeap;
use std::sync::Arc;

/// An order of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// As the articles were added.
    #[default]
    Added,
    /// Those with the most corrections to expect first, what is finished at the end.
    MostFirst,
    /// Those with the fewest first, what is finished at the end.
    FewestFirst,
}

/// The places of the articles that fit a filter, from 0, in the order in which the queue shows them.
#[must_use]
pub fn queue_places(articles: &[Arc<Article>], filter: &QueueFilter, order: QueueOrder) -> Vec<usize> {
    let rank = |article: &Article| {
        // The bits of floats that are not negative sort as the floats do.
        let expected = || expected_corrections(article).to_bits();
        let by_expected = match order {
            QueueOrder::Added => return (false, 0),
            QueueOrder::MostFirst => !expected(),
            QueueOrder::FewestFirst => expected(),
        };
        (!article.status.is_left(), by_expected)
    };
    // By heap: a sort would be 1 kB more of the page. The place in the project keeps equals as they were added.
    let shown = articles.iter().enumerate().filter(|(_, article)| filter.fits(article));
    let ranked: BinaryHeap<_> = shown.map(|(place, article)| (rank(article), place)).collect();
    ranked.into_sorted_vec().into_iter().map(|(_, place)| place).collect()
}

/// The next article in a queue after `current` (or the first, for `None`) that is neither done nor skipped,
/// going round at the end.
#[must_use]
pub fn next_unfinished<'a>(queue: &'a [Arc<Article>], current: Option<&ArticleId>) -> Option<&'a Arc<Article>> {
    let here = current.and_then(|id| queue.iter().position(|article| article.id == *id));
    let (before, rest) = queue.split_at(here.map_or(0, |index| index + 1));
    rest.iter().chain(before).find(|article| article.status.is_left() && Some(&article.id) != current)
}

/// The article before `current` in a queue; without one, the last.
#[must_use]
pub fn previous<'a>(queue: &'a [Arc<Article>], current: Option<&ArticleId>) -> Option<&'a Arc<Article>> {
    let here = current.and_then(|id| queue.iter().position(|article| article.id == *id));
    queue[..here.unwrap_or(queue.len())].last()
}

/// The article that is looked at when one is taken out of a queue: the one behind it, or else the one before it; the first
/// if it is not there. `None` if there is no other.
#[must_use]
pub fn neighbour<'a>(queue: &'a [Arc<Article>], id: &ArticleId) -> Option<&'a Arc<Article>> {
    let Some(here) = queue.iter().position(|article| article.id == *id) else { return queue.first() };
    queue.get(here + 1).or(queue[..here].last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::project::Stage;
    use crate::core::text::{Text, TextRange};
    use proptest::prelude::*;

    /// An article with one suggestion.
    fn article((id, status, confidence): (&str, ArticleStatus, f32)) -> Arc<Article> {
        let mut article = Article::new(id, Text::new("x"), Meta::default());
        let range = TextRange::from_usize(0..1);
        article.annotations.insert(Annotation::suggested(range, "ORG".into(), Origin::Model, confidence));
        Arc::new(Article { status, ..article })
    }

    #[test]
    fn the_next_unfinished_goes_round() {
        use ArticleStatus::{Done, New, Open, Skipped};
        let queue = [("a1", Open, 0.5), ("a2", Done, 0.5), ("a3", Skipped, 0.5), ("a4", New, 0.5)].map(article);
        let next = |current: &str| next_unfinished(&queue, Some(&current.into())).map(|article| article.id.to_string());
        assert_eq!(next("a1").as_deref(), Some("a4"));
        assert_eq!(next("a4").as_deref(), Some("a1"));
        assert_eq!(next_unfinished(&queue, None).unwrap().id.as_str(), "a1");
    }

    #[test]
    fn the_previous_is_the_one_before_and_the_first_has_none() {
        use ArticleStatus::{Done, Open};
        let queue = [("a1", Done, 0.5), ("a2", Open, 0.5)].map(article);
        let before = |current: Option<&str>| {
            previous(&queue, current.map(ArticleId::from).as_ref()).map(|article| article.id.to_string())
        };
        assert_eq!((before(Some("a2")).as_deref(), before(Some("a1"))), (Some("a1"), None));
        assert_eq!(before(None).as_deref(), Some("a2"));
    }

    #[test]
    fn the_only_unfinished_article_has_no_next() {
        let queue = [article(("a1", ArticleStatus::Open, 0.5))];
        assert_eq!(next_unfinished(&queue, Some(&"a1".into())), None);
    }

    #[test]
    fn an_article_with_nothing_to_decide_takes_the_fewest_corrections() {
        let mut decided = Article::new("a1", Text::new("x"), Meta::default());
        decided.annotations.insert(Annotation::confirmed(TextRange::from_usize(0..1), "ORG".into(), Origin::Human));
        let articles = [Arc::new(decided), article(("a2", ArticleStatus::Open, 0.5))];
        let places = |order| queue_places(&articles, &QueueFilter::default(), order);
        assert_eq!(places(QueueOrder::MostFirst), [1, 0]);
        assert_eq!(places(QueueOrder::FewestFirst), [0, 1]);
    }

    proptest! {
        #[test]
        fn an_order_moves_articles_and_neither_loses_nor_doubles_one(
            sure in prop::collection::vec((0..4_u8, any::<bool>()), 0..12),
        ) {
            let status = |is_done| if is_done { ArticleStatus::Done } else { ArticleStatus::Open };
            let made = |&(sure, is_done): &(u8, bool)| article(("a", status(is_done), f32::from(sure) / 4.0));
            let articles: Vec<_> = sure.iter().map(made).collect();
            let places = |order| queue_places(&articles, &QueueFilter::default(), order);
            prop_assert!(places(QueueOrder::Added).into_iter().eq(0..articles.len()));
            // A stable sort says the same.
            let expected = |place: &usize| (!articles[*place].status.is_left(), expected_corrections(&articles[*place]));
            let mut fewest: Vec<usize> = (0..articles.len()).collect();
            fewest.sort_by(|one, other| expected(one).partial_cmp(&expected(other)).unwrap());
            prop_assert_eq!(places(QueueOrder::FewestFirst), fewest.clone());
            let most = |place: &usize| (expected(place).0, -expected(place).1);
            fewest.sort_by(|one, other| most(one).partial_cmp(&most(other)).unwrap().then(one.cmp(other)));
            prop_assert_eq!(places(QueueOrder::MostFirst), fewest);
        }
    }

    #[test]
    fn orders_put_what_is_finished_last_and_keep_equals_as_added() {
        use ArticleStatus::{Done, Open};
        let articles = [("a0", Done, 0.1), ("a1", Open, 0.5), ("a2", Open, 0.2), ("a3", Open, 0.9), ("a4", Open, 0.5)]
            .map(article);
        let places = |order| queue_places(&articles, &QueueFilter::default(), order);
        assert_eq!(places(QueueOrder::Added), [0, 1, 2, 3, 4]);
        assert_eq!(places(QueueOrder::MostFirst), [2, 1, 4, 3, 0]);
        assert_eq!(places(QueueOrder::FewestFirst), [3, 1, 4, 2, 0]);
        let unfinished = QueueFilter { stage: Some(Stage::Unfinished), ..QueueFilter::default() };
        assert_eq!(queue_places(&articles, &unfinished, QueueOrder::MostFirst), [2, 1, 4, 3]);
    }
}
