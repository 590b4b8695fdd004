//! What was decided in articles that are open and not finished, for all others.
//!
//! The main decision: of these articles the names are remembered and no more. To teach their sentences, too, was
//! rejected: who still works on an article has not said yet what in it is no name, and with each decision taken back all
//! would have to be learned anew.

use super::memory::Memory;
use crate::core::annotation::{Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many names are enough: who leaves more behind in articles without finishing one does not wait for them.
const MOST: usize = 500;

/// Some words and the label that they got, or `None` where they were refused.
pub type DecidedWords = (String, Option<LabelId>);

/// What a learner remembers of what was decided elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Elsewhere {
    pub(super) memory: Memory,
    /// The labels that were given.
    pub(super) labels: BTreeSet<LabelId>,
}

/// What a person has decided in the open articles of a project but one, each once. Of too much, what the last articles
/// have counts.
#[must_use]
pub fn decided_elsewhere(project: &Project, than: Option<&ArticleId>) -> Vec<DecidedWords> {
    let mut decided: Vec<DecidedWords> = Vec::new();
    let is_open = |article: &&Arc<Article>| article.status == ArticleStatus::Open && Some(&article.id) != than;
    for article in project.articles.iter().rev().filter(is_open) {
        // What a file brought is no decision of this reader's.
        for it in article.annotations.iter().filter(|it| it.is_decided() && it.origin != Origin::Import) {
            let label = (it.status == Status::Confirmed).then_some(&it.label);
            let words = article.text.slice(it.range);
            // They are few, and a set of them would be more of the page.
            let is_known = decided.iter().any(|known| known.0 == words && known.1.as_ref() == label);
            if !is_known {
                decided.push((words.to_owned(), label.cloned()));
            }
            if decided.len() == MOST {
                return decided;
            }
        }
    }
    decided
}

impl Elsewhere {
    /// Remembers some words under the labels that a schema uses now.
    #[must_use]
    pub fn new(decided: &[DecidedWords], schema: &Schema) -> Self {
        let mut elsewhere = Self::default();
        for (words, label) in decided {
            let label = label.as_ref().map(|label| schema.nearest(label).unwrap_or(label));
            elsewhere.memory.add_words(words, label);
            elsewhere.labels.extend(label.cloned());
        }
        elsewhere
    }

    /// Whether nothing was decided.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Annotation;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn what_the_reader_decided_in_other_open_articles_is_told_once() {
        let mark = |range: std::ops::Range<usize>, label: &str, status: Status, origin: Origin| {
            let mark = Annotation::confirmed(TextRange::from_usize(range), label.into(), origin);
            Annotation { status, ..mark }
        };
        let mut project = Project::new(Schema::news());
        for (id, status) in [("a1", ArticleStatus::Open), ("a2", ArticleStatus::Open), ("a3", ArticleStatus::Done)] {
            let mut article = Article::new(id, Text::new("Oslo met Bonn and Oslo, Rome or Kiel."), Meta::default());
            article.status = status;
            for mark in [
                mark(0..4, "ORG", Status::Confirmed, Origin::Human),
                mark(9..13, "GPE", Status::Rejected, Origin::Model),
                mark(18..22, "ORG", Status::Confirmed, Origin::Propagation),
                mark(24..28, "GPE", Status::Confirmed, Origin::Import),
                mark(32..36, "GPE", Status::Suggested, Origin::Model),
            ] {
                article.annotations.insert(mark);
            }
            project.articles.push(Arc::new(article));
        }
        let told = [("Oslo".to_owned(), Some("ORG".into())), ("Bonn".to_owned(), None)];
        assert_eq!(decided_elsewhere(&project, Some(&"a1".into())), told);
        assert_eq!(decided_elsewhere(&project, None), told);
        Arc::make_mut(&mut project.articles[1]).status = ArticleStatus::Skipped;
        assert_eq!(decided_elsewhere(&project, Some(&"a1".into())), []);
    }
}
