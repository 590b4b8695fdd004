//! Transactions: changes that hold their own inverse.

use super::rivalry::{Rivalry, replace, standing};
use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta};
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use crate::core::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// One step: what it was for, who took it, and what changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Who took it: for readers of the journal, and to tell a tagger's step from a person's.
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
    /// An article's status was changed; in older journals also what is said of it.
    Mark,
    /// What is said of an article was changed.
    Describe,
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
    /// Two annotations were made of one.
    Split,
    /// One was made of two.
    Join,
    /// Annotations were put right.
    Mend,
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
        before: Option<Gone>,
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

/// An article that goes out. Only its id is kept: that is all that it takes, and what the article was stands in the
/// project, or in the step that brought it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gone {
    id: ArticleId,
    /// The article, once it has gone out.
    #[serde(skip)]
    article: Option<Arc<Article>>,
}

impl Gone {
    /// An article that is to go out.
    pub(super) fn to_be(id: ArticleId) -> Self {
        Self { id, article: None }
    }

    /// The article, if it has gone out.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.article.as_deref()
    }
}

impl Transaction {
    /// The step that takes this one back, which must be as [`Transaction::apply`] gave it.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let changes = self.changes.iter().rev().cloned().map(Change::inverse).collect();
        Self { origin: self.origin, summary: self.summary.clone(), changes }
    }

    /// Whether a tagger took it by itself: it is not part of undo, and can be taken again.
    #[must_use]
    pub fn is_of_tagger(&self) -> bool {
        self.summary.verb == Verb::Suggest && self.origin != Origin::Human
    }

    /// The article whose note it changes, if it changes nothing else, and what is said of it then.
    pub(super) fn note(&self) -> Option<(&ArticleId, &Meta)> {
        let [Change::Meta { article, before, after }] = &self.changes[..] else { return None };
        (Meta { note: after.note.clone(), ..Meta::clone(before) } == **after).then_some((article, after))
    }

    /// The articles that it touches.
    pub fn articles(&self) -> impl Iterator<Item = &ArticleId> {
        self.changes.iter().filter_map(Change::article)
    }

    /// The articles that it brings in.
    pub fn brought(&self) -> impl Iterator<Item = &ArticleId> {
        self.changes.iter().filter_map(|change| match change {
            Change::Article { after: Some(article), .. } => Some(&article.id),
            _ => None,
        })
    }

    /// The articles that it takes out.
    pub fn took(&self) -> impl Iterator<Item = &ArticleId> {
        self.changes.iter().filter_map(|change| match change {
            Change::Article { before: Some(gone), after: None, .. } => Some(&gone.id),
            _ => None,
        })
    }

    /// Whether it changes marks alone.
    #[must_use]
    pub fn is_of_marks(&self) -> bool {
        self.changes.iter().all(|change| matches!(change, Change::Annotations { .. }))
    }

    /// Whether taggers suggest otherwise after it: the preset is another, or labels were put away or taken up again. A label
    /// that is added is one that no tagger knows.
    #[must_use]
    pub fn has_suggested_otherwise(&self) -> bool {
        self.changes.iter().any(|change| {
            let Change::Schema { before, after } = change else { return false };
            let same = || before.active().map(|label| &label.id).eq(after.active().map(|label| &label.id));
            before.name != after.name || before.labels.len() == after.labels.len() && !same()
        })
    }

    /// What was marked by confirmed marks of an article in the place of which it labelled something by hand.
    #[must_use]
    pub fn overridden<'a>(&self, article: &'a Article) -> Vec<&'a str> {
        let Some(Change::Annotations { article: id, removed, added }) = self.changes.first() else { return Vec::new() };
        if self.summary.verb != Verb::Label || *id != article.id {
            return Vec::new();
        }
        let stays = |old: &Annotation| added.iter().any(|new| new.range == old.range);
        let is_gone = |old: &&Annotation| old.status == Status::Confirmed && !stays(old);
        removed.iter().filter(is_gone).map(|old| article.text.slice(old.range)).collect()
    }

    /// Whether what it marks is in the texts of the articles that there are, which become those after it. Where an article
    /// is gone, another may come by its id; of what is marked in one that is lost, nothing is known.
    pub fn fits(&self, texts: &mut HashMap<ArticleId, Text>) -> bool {
        self.changes.iter().all(|change| match change {
            Change::Article { after: Some(article), .. } => {
                texts.insert(article.id.clone(), article.text.clone());
                article.annotations.iter().all(|it| it.is_in(&article.text))
            }
            Change::Article { before: Some(gone), after: None, .. } => {
                texts.remove(&gone.id);
                true
            }
            Change::Annotations { article, removed, added } => {
                texts.get(article).is_none_or(|text| removed.iter().chain(added).all(|it| it.is_in(text)))
            }
            _ => true,
        })
    }

    /// Makes it one of a project that is not the one in which it was taken, since steps before it are lost: an article
    /// that comes in takes the place of the one with its id, which must have gone; an annotation that the text does not
    /// have is of an article that was there before; and a decision that stands where another comes must have been taken
    /// back.
    pub(super) fn fit(&mut self, project: &Project) {
        for change in &mut self.changes {
            match change {
                Change::Article { before: before @ None, after: Some(article), .. } => {
                    *before = project.article(&article.id).map(|there| Gone::to_be(there.id.clone()));
                }
                Change::Annotations { article, removed, added } => {
                    if let Some(there) = project.article(article) {
                        added.retain(|it| it.is_in(&there.text));
                        let decided = added.iter().filter(|it| it.is_decided() && !project.schema.overlaps);
                        let in_the_way = decided.flat_map(|it| standing(&there.annotations, it));
                        removed.extend(in_the_way.filter(|it| it.is_decided()).cloned());
                    }
                }
                _ => {}
            }
        }
    }

    /// Applies the step as far as the project's state allows, and gives back what really changed, which
    /// inverts exactly.
    ///
    /// Usually that is the step itself. It differs when a tagger's suggestions came in between a step and
    /// its undo: a suggestion is put back only where nothing else stands by now, and gives way where a
    /// person's annotation is put back.
    #[must_use]
    pub fn apply(self, project: &mut Project) -> Self {
        self.apply_as(project, Rivalry::Forth)
    }

    /// The same for a step that puts back what was there, by undo or redo.
    #[must_use]
    pub(super) fn put_back(self, project: &mut Project) -> Self {
        self.apply_as(project, Rivalry::Back)
    }

    fn apply_as(self, project: &mut Project, rivalry: Rivalry) -> Self {
        let mut place = 0;
        // Other labels change nothing of where marks stand: what is put in together stood together before.
        let rivalry = if self.summary.verb == Verb::Schema { Rivalry::Back } else { rivalry };
        let forbids = |change: &Change| matches!(change, Change::Schema { after, .. } if !after.overlaps);
        let mut changes = Vec::new();
        if project.schema.overlaps && self.changes.iter().any(forbids) {
            changes.extend(project.articles.iter_mut().filter_map(without_overlaps));
        }
        changes.extend(self.changes.into_iter().filter_map(|change| change.apply(project, &mut place, rivalry)));
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
            Self::Article { index, before, after } => Self::Article {
                index,
                before: after.map(|article| Gone::to_be(article.id.clone())),
                after: before.and_then(|gone| gone.article),
            },
            Self::Schema { before, after } => Self::Schema { before: after, after: before },
        }
    }

    fn article(&self) -> Option<&ArticleId> {
        match self {
            Self::Annotations { article, .. } | Self::Status { article, .. } | Self::Meta { article, .. } => {
                Some(article)
            }
            Self::Article { before, after, .. } => {
                before.as_ref().map(|gone| &gone.id).or(after.as_ref().map(|article| &article.id))
            }
            Self::Schema { .. } => None,
        }
    }

    /// Applies the change; `None` if nothing changed. `place` is the place in the queue of the article that was
    /// changed before, and becomes that of this one.
    fn apply(self, project: &mut Project, place: &mut usize, rivalry: Rivalry) -> Option<Self> {
        match self {
            Self::Annotations { removed, added, .. } if removed.is_empty() && added.is_empty() => None,
            Self::Annotations { article, removed, added } => {
                let rivalry = if project.schema.overlaps { Rivalry::None } else { rivalry };
                let target = article_mut(project, &article, place)?;
                let (removed, added) = replace(&mut target.annotations, removed, added, rivalry);
                (!removed.is_empty() || !added.is_empty()).then_some(Self::Annotations { article, removed, added })
            }
            Self::Status { article, after, .. } => {
                let before = std::mem::replace(&mut article_mut(project, &article, place)?.status, after);
                (before != after).then_some(Self::Status { article, before, after })
            }
            Self::Meta { article, after, .. } => {
                let target = article_mut(project, &article, place)?;
                let before = Box::new(std::mem::replace(&mut target.meta, (*after).clone()));
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

/// The article with that id, looked for near `place`, which becomes its place.
fn article_mut<'a>(project: &'a mut Project, id: &ArticleId, place: &mut usize) -> Option<&'a mut Article> {
    *place = project.position_near(id, *place)?;
    Some(Arc::make_mut(&mut project.articles[*place]))
}

fn apply_article(
    project: &mut Project,
    index: usize,
    before: Option<Gone>,
    after: Option<Arc<Article>>,
) -> Option<Change> {
    let place = before.and_then(|gone| project.position_near(&gone.id, index));
    let gone = place.map(|at| (at, project.articles.remove(at)));
    let index = gone.as_ref().map_or(index.min(project.articles.len()), |&(at, _)| at);
    if let Some(article) = &after {
        project.articles.insert(index, article.clone());
    }
    let before = gone.map(|(_, article)| Gone { id: article.id.clone(), article: Some(article) });
    (before.is_some() || after.is_some()).then_some(Change::Article { index, before, after })
}

/// What makes way in an article where overlaps are forbidden: where that is undone or replayed, there may be suggestions of
/// taggers that were not there when it was allowed.
fn without_overlaps(article: &mut Arc<Article>) -> Option<Change> {
    if !article.annotations.overlap() {
        return None;
    }
    let suggested = article.annotations.iter().filter(|it| !Rivalry::Back.settles(it));
    let suggested: Vec<Annotation> = suggested.cloned().collect();
    let annotations = &mut Arc::make_mut(article).annotations;
    let (removed, added) = replace(annotations, suggested.clone(), suggested, Rivalry::Forth);
    (!removed.is_empty()).then(|| Change::Annotations { article: article.id.clone(), removed, added })
}
