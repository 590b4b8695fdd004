//! A project: a schema and the articles annotated with it.

mod mentions;
mod statistics;

pub use mentions::{MentionGroup, mention_groups};
pub use statistics::{LabelCounts, OriginCounts, Statistics, StatusCounts};

use crate::core::Extra;
use crate::core::annotation::Status;
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::schema::{LabelId, Schema};
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

    /// An id that no article has: "a1", "a2" and so on.
    #[must_use]
    pub fn free_id(&self) -> ArticleId {
        let number = |article: &Arc<Article>| article.id.as_str().strip_prefix('a')?.parse::<u64>().ok();
        let highest = self.articles.iter().filter_map(number).max().unwrap_or(0);
        format!("a{}", highest.saturating_add(1)).into()
    }

    /// The project without what waits for a decision: for formats that cannot tell a suggestion from a decision.
    #[must_use]
    pub fn confirmed(&self) -> Self {
        let mut project = self.clone();
        for article in &mut project.articles {
            let decided = article.annotations.iter().filter(|annotation| annotation.is_decided());
            let annotations = decided.cloned().collect();
            Arc::make_mut(article).annotations = annotations;
        }
        project
    }

    /// The next article after `current` (or the first, for `None`) that is neither done nor skipped,
    /// going round at the end.
    #[must_use]
    pub fn next_unfinished(&self, current: Option<&ArticleId>) -> Option<&Arc<Article>> {
        let after = current.and_then(|id| self.position(id)).map_or(0, |index| index + 1);
        let (before, rest) = self.articles.split_at(after);
        let waits = |article: &&Arc<Article>| {
            matches!(article.status, ArticleStatus::New | ArticleStatus::Open) && Some(&article.id) != current
        };
        rest.iter().chain(before).find(waits)
    }
}

/// How many visible annotations of each label an article has, in order of first use.
#[must_use]
pub fn label_counts(article: &Article) -> Vec<(LabelId, usize)> {
    let mut counts: Vec<(LabelId, usize)> = Vec::new();
    for annotation in article.annotations.visible() {
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
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    fn project(ids_and_status: &[(&str, ArticleStatus)]) -> Project {
        let mut project = Project::new(Schema::news());
        for &(id, status) in ids_and_status {
            let article = Article::new(id, Text::new("x"), Meta::default());
            project.articles.push(Arc::new(Article { status, ..article }));
        }
        project
    }

    #[test]
    fn ids_are_free() {
        use ArticleStatus::New;
        assert_eq!(project(&[]).free_id().as_str(), "a1");
        assert_eq!(project(&[("a7", New), ("x9", New), ("a2", New)]).free_id().as_str(), "a8");
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

    #[test]
    fn the_next_unfinished_goes_round() {
        use ArticleStatus::{Done, New, Open, Skipped};
        let project = project(&[("a1", Open), ("a2", Done), ("a3", Skipped), ("a4", New)]);
        let next = |current: &str| project.next_unfinished(Some(&current.into())).map(|article| article.id.to_string());
        assert_eq!(next("a1").as_deref(), Some("a4"));
        assert_eq!(next("a4").as_deref(), Some("a1"));
        assert_eq!(project.next_unfinished(None).unwrap().id.as_str(), "a1");
    }

    #[test]
    fn the_only_unfinished_article_has_no_next() {
        let project = project(&[("a1", ArticleStatus::Open)]);
        assert_eq!(project.next_unfinished(Some(&"a1".into())), None);
    }
}
