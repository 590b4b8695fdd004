//! What all plans are made of: looking up what a command names, and the step that comes of its changes.

use crate::core::annotation::{Annotation, Key, Origin};
use crate::core::article::Article;
use crate::core::edit::command::EditError;
use crate::core::edit::swap::Swap;
use crate::core::edit::transaction::{Change, Summary, Transaction, Verb};
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use crate::core::text::TextRange;

pub(super) fn find_annotation<'a>(article: &'a Article, key: &Key) -> Result<&'a Annotation, EditError> {
    article
        .annotations
        .get(key.0, &key.1)
        .filter(|annotation| annotation.is_visible())
        .ok_or(EditError::UnknownAnnotation)
}

pub(super) fn check_label(schema: &Schema, id: &LabelId) -> Result<(), EditError> {
    let usable = schema.label(id).is_some_and(|label| !label.archived);
    usable.then_some(()).ok_or_else(|| EditError::UnknownLabel(id.clone()))
}

pub(super) fn check_range(article: &Article, range: TextRange) -> Result<(), EditError> {
    let bad = || EditError::BadRange { start: range.start().get(), end: range.end().get() };
    article.text.get(range).filter(|words| !words.trim().is_empty()).map(|_| ()).ok_or_else(bad)
}

/// What stands in the way of a visible annotation at `range`.
pub(super) fn in_the_way<'a>(
    project: &Project,
    article: &'a Article,
    range: TextRange,
) -> impl Iterator<Item = &'a Annotation> {
    let overlapping = article.annotations.overlapping(range).filter(|annotation| annotation.is_visible());
    overlapping.filter(move |annotation| project.schema.are_rivals(annotation.range, range))
}

/// A step of a person. Of marks it counts those that are put in: what makes way for one is no second.
pub(super) fn step(verb: Verb, object: &str, label: Option<&LabelId>, changes: Vec<Change>) -> Transaction {
    let count = changes
        .iter()
        .map(|change| match change {
            Change::Annotations { added, .. } => added.len(),
            _ => 1,
        })
        .sum();
    let summary = Summary { verb, object: object.to_owned(), label: label.cloned(), count };
    Transaction { origin: Origin::Human, summary, changes }
}

/// A step of a person in one article, about the words at `range`.
pub(super) fn annotations_step(
    verb: Verb,
    article: &Article,
    (range, label): (TextRange, &LabelId),
    swap: Swap,
) -> Transaction {
    // What is taken out to make way for a decision does not count as decided, nor do suggestions of shorter forms.
    let count = swap.added.iter().filter(|annotation| annotation.is_decided()).count();
    let mut step = step(verb, article.text.slice(range), Some(label), vec![swap.in_article(&article.id)]);
    step.summary.count = count;
    step
}
