//! A project: a schema and the articles annotated with it; and what is seen of it by those who work on it.

mod attention;
mod concordance;
mod filter;
mod finished;
mod lexicon;
mod mentions;
mod overview;
mod progress;
mod queue;
mod remaining;
mod renewal;

pub use attention::{DOUBT, expected_corrections, is_doubt, least_sure, sure_suggestions};
pub use concordance::{ConcordanceLine, concordance};
pub use filter::{QueueFilter, Stage};
pub use finished::as_finished;
pub use lexicon::{LexiconEntry, lexicon};
pub use mentions::{MentionGroup, mention_groups};
pub use overview::{FinishedDay, Overview, Slice, TENTHS};
pub use progress::{ArticleProgress, both_ends, corrections_per_100, moving_means};
pub use queue::{QueueOrder, neighbour, next_unfinished, previous, queue_places};
pub use remaining::Remaining;
pub use renewal::{has_suggestion_of_file, keeps_up};

use crate::core::Extra;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::schema::{LabelId, Schema};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A schema and the articles annotated with it, in the order of the queue. A clone shares the articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The labels.
    pub schema: Schema,
    /// The articles; their ids are unique.
    pub articles: Vec<Arc<Article>>,
    /// Fields of the file that Postil does not know, kept.
    pub extra: Extra,
}

impl Project {
    /// A project without articles.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self { schema, articles: Vec::new(), extra: Extra::new() }
    }

    /// The article with that id.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == *id)
    }

    /// The place of an article in the queue, from 0.
    #[must_use]
    pub fn position(&self, id: &ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == *id)
    }

    /// The place of each article in the queue, from 0, by its id: for what asks for many.
    #[must_use]
    pub fn places(&self) -> HashMap<&str, usize> {
        self.articles.iter().map(|article| article.id.as_str()).zip(0..).collect()
    }

    /// The place of an article in the queue, looked for from `near` on outwards. What takes many articles takes
    /// them in order: each is found beside the one before it, where [`Project::position`] would pass all others.
    #[must_use]
    pub fn position_near(&self, id: &ArticleId, near: usize) -> Option<usize> {
        let outwards = (0..=self.articles.len().max(near)).flat_map(|away| [near + away, near.wrapping_sub(away)]);
        outwards.into_iter().find(|&place| self.articles.get(place).is_some_and(|article| article.id == *id))
    }

    /// An id that no article has: "a1", "a2" and so on.
    #[must_use]
    pub fn free_id(&self) -> ArticleId {
        let free = self.next_ids().find(|id| self.position(id).is_none());
        free.expect("there are more numbers than articles")
    }

    /// The ids behind those that are numbered. One of a number that is larger than any project counts may be taken.
    fn next_ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        let number = |article: &Arc<Article>| article.id.as_str().strip_prefix('a')?.parse::<u32>().ok();
        let last = self.articles.iter().filter_map(number).max().unwrap_or(0);
        (u64::from(last) + 1..).map(|number| format!("a{number}").into())
    }

    /// Articles, those whose ids are taken, here or by one before them, under free ones.
    #[must_use]
    pub fn with_free_ids(&self, mut articles: Vec<Article>) -> Vec<Article> {
        let mut taken: HashSet<ArticleId> = self.articles.iter().map(|article| article.id.clone()).collect();
        let mut wanted: HashSet<ArticleId> = articles.iter().map(|article| article.id.clone()).collect();
        let mut free = self.next_ids();
        for article in &mut articles {
            if !taken.insert(article.id.clone())
                && let Some(id) = free.find(|id| !taken.contains(id) && wanted.insert(id.clone()))
            {
                article.id = id;
            }
        }
        articles
    }

    /// The project without the articles that are not finished.
    #[must_use]
    pub fn finished(&self) -> Self {
        let mut project = self.clone();
        project.articles.retain(|article| article.status == ArticleStatus::Done);
        project
    }

    /// The project without what waits for a decision: for formats that cannot tell a suggestion from a decision.
    #[must_use]
    pub fn confirmed(&self) -> Self {
        let mut project = self.clone();
        for article in &mut project.articles {
            *article = Arc::new(Article::clone(article).confirmed());
        }
        project
    }
}

/// How many of some annotations each label has, in order of first use.
#[must_use]
pub fn label_counts<'a>(annotations: impl Iterator<Item = &'a Annotation>) -> Vec<(LabelId, usize)> {
    let mut counts: Vec<(LabelId, usize)> = Vec::new();
    for annotation in annotations {
        match counts.iter_mut().find(|(label, _)| *label == annotation.label) {
            Some((_, count)) => *count += 1,
            None => counts.push((annotation.label.clone(), 1)),
        }
    }
    counts
}

/// How many suggestions of an article wait for a decision.
#[must_use]
pub fn undecided(article: &Article) -> usize {
    article.annotations.iter().filter(|annotation| annotation.status == Status::Suggested).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::text::{Text, TextRange};
    use proptest::prelude::*;

    fn project(ids_and_status: &[(&str, ArticleStatus)]) -> Project {
        let mut project = Project::new(Schema::news());
        for &(id, status) in ids_and_status {
            let article = Article::new(id, Text::new("x"), Meta::default());
            project.articles.push(Arc::new(Article { status, ..article }));
        }
        project
    }

    #[test]
    fn articles_are_found_from_anywhere() {
        let ids = ["a1", "a2", "a3", "a4"];
        let project = project(&ids.map(|id| (id, ArticleStatus::New)));
        for near in 0..9 {
            let found = ids.map(|id| project.position_near(&id.into(), near));
            assert_eq!(found, [0, 1, 2, 3].map(Some), "near {near}");
            assert_eq!(project.position_near(&"a5".into(), near), None);
        }
    }

    #[test]
    fn ids_are_free() {
        use ArticleStatus::New;
        assert_eq!(project(&[]).free_id().as_str(), "a1");
        let project = project(&[("a7", New), ("x9", New), ("a2", New)]);
        assert_eq!(project.free_id().as_str(), "a8");
        let large =
            super::tests::project(&[("a18446744073709551615", New), ("a4294967296", New), ("a4294967295", New)]);
        assert_eq!(large.free_id().as_str(), "a4294967297", "of numbers that are larger than any project counts");
        assert!(project.next_ids().take(2).eq(["a8", "a9"].map(ArticleId::from)));
    }

    #[test]
    fn an_article_whose_id_is_taken_takes_none_from_others() {
        let project = project(&[("a1", ArticleStatus::Open)]);
        let articles = ["a1", "a2", "x", "x", "a3"].map(|id| Article::new(id, Text::new(id), Meta::default()));
        let ids: Vec<ArticleId> = project.with_free_ids(articles.into()).into_iter().map(|it| it.id).collect();
        assert_eq!(ids, ["a4", "a2", "x", "a5", "a3"].map(ArticleId::from));
    }

    proptest! {
        #[test]
        fn free_ids_are_free_and_only_what_is_taken_gets_one(
            there in prop::collection::btree_set("a[1-4]|x", 0..4),
            wanted in prop::collection::vec("a[1-6]|x|y", 0..8),
        ) {
            let there: Vec<(&str, ArticleStatus)> = there.iter().map(|id| (id.as_str(), ArticleStatus::Open)).collect();
            let new = |id: &String| Article::new(id.as_str(), Text::new("."), Meta::default());
            let got = project(&there).with_free_ids(wanted.iter().map(new).collect());
            let taken: HashSet<&str> = there.iter().map(|it| it.0).collect();
            let mut all = taken.clone();
            for (index, (article, id)) in got.iter().zip(&wanted).enumerate() {
                prop_assert!(all.insert(article.id.as_str()), "{} is taken", article.id);
                let is_first = !taken.contains(id.as_str()) && !wanted[..index].contains(id);
                prop_assert!(!is_first || article.id.as_str() == id, "{id} was free");
            }
            prop_assert_eq!(got.len(), wanted.len());
        }
    }

    #[test]
    fn the_confirmed_project_has_no_suggestions() {
        let range = TextRange::from_usize(0..1);
        let mut project = project(&[("a1", ArticleStatus::Open)]);
        let annotations = [
            Annotation::suggested(range, "ORG".into(), Origin::Model, 0.9),
            Annotation::confirmed(range, "PERSON".into(), Origin::Human),
        ];
        Arc::make_mut(&mut project.articles[0]).annotations = annotations.iter().cloned().collect();
        let confirmed = project.confirmed();
        assert_eq!(confirmed.articles[0].annotations.iter().collect::<Vec<_>>(), [&annotations[1]]);
        assert_eq!(project.articles[0].annotations.len(), 2);
    }
}
