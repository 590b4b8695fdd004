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
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many names are enough: who leaves more behind in articles without finishing one does not wait for them.
const MOST: usize = 500;

/// What was decided of some words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedWords {
    /// The words.
    pub words: String,
    /// The label that they got, or `None` where they were refused.
    pub label: Option<LabelId>,
    /// Whether it was given by hand: no tagger had suggested it.
    pub by_hand: bool,
}

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
            let it = DecidedWords {
                words: article.text.slice(it.range).to_owned(),
                label: (it.status == Status::Confirmed).then(|| it.label.clone()),
                by_hand: it.origin == Origin::Human,
            };
            // They are few, and a set of them would be more of the page.
            if !decided.contains(&it) {
                decided.push(it);
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
        for DecidedWords { words, label, by_hand } in decided {
            let label = label.as_ref().map(|label| schema.nearest(label).unwrap_or(label));
            elsewhere.memory.add_words(words, label);
            if *by_hand {
                elsewhere.memory.correct(words);
            }
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
        let told = |words: &str, label: Option<&str>, by_hand| DecidedWords {
            words: words.to_owned(),
            label: label.map(LabelId::from),
            by_hand,
        };
        let told = [told("Oslo", Some("ORG"), true), told("Bonn", None, false), told("Oslo", Some("ORG"), false)];
        assert_eq!(decided_elsewhere(&project, Some(&"a1".into())), told);
        assert_eq!(decided_elsewhere(&project, None), told);
        Arc::make_mut(&mut project.articles[1]).status = ArticleStatus::Skipped;
        assert_eq!(decided_elsewhere(&project, Some(&"a1".into())), []);
    }
}
