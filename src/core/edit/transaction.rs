//! Transactions: changes that hold their own inverse.

use crate::core::annotation::Origin;
use crate::core::annotation::{Annotation, AnnotationSet, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta};
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One step: what it was for, who took it, and what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Who took it.
    pub origin: Origin,
    /// What it was for.
    pub summary: Summary,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

/// What a step was for, to be put in words at the edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What was done.
    pub verb: Verb,
    /// The words, the article or the label that it was done to.
    pub object: String,
    /// The label that was given, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelId>,
    /// To how many it was done.
    pub count: usize,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Articles came in.
    Add,
    /// An article went out.
    Remove,
    /// An article's status or metadata was changed.
    Mark,
    /// A range was labelled.
    Label,
    /// A suggestion was accepted.
    Accept,
    /// An annotation was deleted.
    Reject,
    /// An annotation got another label.
    Relabel,
    /// An annotation's edges moved.
    Resize,
    /// A tagger made suggestions.
    Suggest,
    /// The schema changed.
    Schema,
}

/// One reversible change: what was there and what is there now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Annotations of one article.
    Annotations {
        /// Which article.
        article: ArticleId,
        /// What was there.
        removed: Vec<Annotation>,
        /// What is there now.
        added: Vec<Annotation>,
    },
    /// The status of one article.
    Status {
        /// Which article.
        article: ArticleId,
        /// What it was.
        before: ArticleStatus,
        /// What it is now.
        after: ArticleStatus,
    },
    /// What is known about one article.
    Meta {
        /// Which article.
        article: ArticleId,
        /// What it was.
        before: Box<Meta>,
        /// What it is now.
        after: Box<Meta>,
    },
    /// An article comes in (`before` is none) or goes out (`after` is none).
    Article {
        /// Its place in the queue, from 0.
        index: usize,
        /// What was there.
        before: Option<Arc<Article>>,
        /// What is there now.
        after: Option<Arc<Article>>,
    },
    /// The schema.
    Schema {
        /// What it was.
        before: Box<Schema>,
        /// What it is now.
        after: Box<Schema>,
    },
}

impl Transaction {
    /// The step that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().cloned().map(Change::inverse).collect();
        Self { origin: self.origin, summary: self.summary.clone(), changes }
    }

    /// The articles that it touches.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleId> {
        self.changes.iter().filter_map(Change::article)
    }

    /// Applies the step as far as the project's state allows, and gives back what really changed, which
    /// inverts exactly.
    ///
    /// Usually that is the step itself. It differs when a tagger's suggestions came in between a step and
    /// its undo: a suggestion is put back only where nothing else stands by now, and gives way where a
    /// person's annotation is put back.
    #[must_use]
    pub fn apply(self, project: &mut Project) -> Self {
        let changes = self.changes.into_iter().filter_map(|change| change.apply(project)).collect();
        Self { changes, ..self }
    }
}

impl Change {
    fn inverse(self) -> Self {
        match self {
            Self::Annotations { article, removed, added } => {
                Self::Annotations { article, removed: added, added: removed }
            }
            Self::Status { article, before, after } => Self::Status { article, before: after, after: before },
            Self::Meta { article, before, after } => Self::Meta { article, before: after, after: before },
            Self::Article { index, before, after } => Self::Article { index, before: after, after: before },
            Self::Schema { before, after } => Self::Schema { before: after, after: before },
        }
    }

    fn article(&self) -> Option<&ArticleId> {
        match self {
            Self::Annotations { article, .. } | Self::Status { article, .. } | Self::Meta { article, .. } => {
                Some(article)
            }
            Self::Article { before, after, .. } => before.as_ref().or(after.as_ref()).map(|article| &article.id),
            Self::Schema { .. } => None,
        }
    }

    /// Applies the change; `None` if nothing changed.
    fn apply(self, project: &mut Project) -> Option<Self> {
        match self {
            Self::Annotations { article, removed, added } => {
                let overlaps = project.schema.overlaps;
                let target = article_mut(project, &article)?;
                let (removed, added) = replace(&mut target.annotations, &removed, added, overlaps);
                (!removed.is_empty() || !added.is_empty()).then_some(Self::Annotations { article, removed, added })
            }
            Self::Status { article, after, .. } => {
                let before = std::mem::replace(&mut article_mut(project, &article)?.status, after);
                (before != after).then_some(Self::Status { article, before, after })
            }
            Self::Meta { article, after, .. } => {
                let before = Box::new(std::mem::replace(&mut article_mut(project, &article)?.meta, (*after).clone()));
                (before != after).then_some(Self::Meta { article, before, after })
            }
            Self::Article { index, before, after } => apply_article(project, index, before, after),
            Self::Schema { after, .. } => {
                let before = Box::new(std::mem::replace(&mut project.schema, (*after).clone()));
                (before != after).then_some(Self::Schema { before, after })
            }
        }
    }
}

fn article_mut<'a>(project: &'a mut Project, id: &ArticleId) -> Option<&'a mut Article> {
    project.articles.iter_mut().find(|article| article.id == *id).map(Arc::make_mut)
}

fn apply_article(
    project: &mut Project,
    index: usize,
    before: Option<Arc<Article>>,
    after: Option<Arc<Article>>,
) -> Option<Change> {
    let gone = before.and_then(|article| project.position(&article.id)).map(|at| (at, project.articles.remove(at)));
    let index = gone.as_ref().map_or(index.min(project.articles.len()), |&(at, _)| at);
    if let Some(article) = &after {
        project.articles.insert(index, article.clone());
    }
    let before = gone.map(|(_, article)| article);
    (before.is_some() || after.is_some()).then_some(Change::Article { index, before, after })
}

/// Takes `removed` out of a set and puts `added` in, and says what really went and came.
fn replace(
    set: &mut AnnotationSet,
    removed: &[Annotation],
    added: Vec<Annotation>,
    overlaps: bool,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let mut gone: Vec<Annotation> = removed.iter().filter_map(|annotation| set.remove(&annotation.key())).collect();
    let mut come = Vec::new();
    for annotation in added {
        let rivals = if overlaps { Vec::new() } else { rivals(set, &annotation) };
        if rivals.iter().any(|rival| rival.is_decided() || !annotation.is_decided()) {
            continue;
        }
        gone.extend(rivals.iter().filter_map(|rival| set.remove(&rival.key())));
        gone.extend(set.insert(annotation.clone()));
        come.push(annotation);
    }
    let same = |annotation: &Annotation, others: &[Annotation]| others.contains(annotation);
    let unchanged: Vec<Annotation> = gone.iter().filter(|annotation| same(annotation, &come)).cloned().collect();
    gone.retain(|annotation| !same(annotation, &unchanged));
    come.retain(|annotation| !same(annotation, &unchanged));
    (gone, come)
}

/// The visible annotations that stand where a visible one is to be put.
fn rivals(set: &AnnotationSet, annotation: &Annotation) -> Vec<Annotation> {
    if annotation.status == Status::Rejected {
        return Vec::new();
    }
    let key = annotation.key();
    set.overlapping(annotation.range).filter(|other| other.is_visible() && other.key() != key).cloned().collect()
}
