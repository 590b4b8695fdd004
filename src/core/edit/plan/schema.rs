//! Other labels, and other rules.

use super::step::{check_label, step};
use crate::core::annotation::{Annotation, AnnotationSet};
use crate::core::article::Article;
use crate::core::edit::command::EditError;
use crate::core::edit::swap::Swap;
use crate::core::edit::transaction::{Change, Transaction, Verb};
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use std::sync::Arc;

pub(super) fn change_schema(project: &Project, after: Schema, object: &str) -> Transaction {
    let change = Change::Schema { before: Box::new(project.schema.clone()), after: Box::new(after) };
    step(Verb::Schema, object, None, vec![change])
}

/// Another schema, under which all annotations stay as they are.
pub(super) fn with_schema(project: &Project, schema: Schema) -> Result<Transaction, EditError> {
    schema.validate()?;
    let name = schema.name.clone();
    Ok(change_schema(project, schema, &name))
}

pub(super) fn set_rules(project: &Project, schema: Schema) -> Result<Transaction, EditError> {
    // Marks of a file may overlap where none by hand may: that is no reason to refuse other rules.
    let forbids = project.schema.overlaps && !schema.overlaps;
    if let Some(article) = project.articles.iter().find(|article| forbids && article.annotations.overlap()) {
        return Err(EditError::Overlaps(article.id.clone()));
    }
    let after = Schema { labels: project.schema.labels.clone(), ..schema };
    let name = after.name.clone();
    Ok(change_schema(project, after, &name))
}

pub(super) fn merge_label(project: &Project, id: &LabelId, into: &LabelId) -> Result<Transaction, EditError> {
    check_label(&project.schema, into)?;
    if id == into {
        return Ok(step(Verb::Schema, id.as_str(), Some(into), Vec::new()));
    }
    let after = project.schema.with_merged(id, into)?;
    let becomes = |label: &LabelId| Some(if label == id { into.clone() } else { label.clone() });
    let has = |article: &&Arc<Article>| article.annotations.iter().any(|it| it.label == *id);
    let relabelled = project.articles.iter().filter(has).map(|article| relabelled(article, &becomes));
    let schema = Change::Schema { before: Box::new(project.schema.clone()), after: Box::new(after) };
    let changes = [schema].into_iter().chain(relabelled).collect();
    Ok(step(Verb::Schema, id.as_str(), Some(into), changes))
}

/// What changes in an article whose marks get other labels.
fn relabelled(article: &Article, becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Change {
    let (old, new) = (&article.annotations, article.annotations.relabelled(becomes));
    let only_in = |one: &AnnotationSet, other: &AnnotationSet| {
        let is_new = |it: &&Annotation| other.get(it.range, &it.label) != Some(it);
        one.iter().filter(is_new).cloned().collect()
    };
    Swap { removed: only_in(old, &new), added: only_in(&new, old) }.in_article(&article.id)
}

pub(super) fn use_schema(project: &Project, mut schema: Schema) -> Result<Transaction, EditError> {
    schema.validate()?;
    let uses =
        |article: &Article, id: &LabelId| article.annotations.iter().any(|it| it.is_decided() && it.label == *id);
    let is_used = |id: &LabelId| project.articles.iter().any(|article| uses(article, id));
    let missing = project.schema.labels.iter().filter(|label| schema.label(&label.id).is_none() && is_used(&label.id));
    let kept: Vec<_> = missing.cloned().collect();
    for mut label in kept {
        label.archived = true;
        schema.labels.push(label);
    }
    // A preset has labels only; and of marks that overlap, one would make way for the next decision on the other.
    schema.overlaps |= project.schema.overlaps;
    if schema.guidelines.is_empty() && schema.categories.is_empty() {
        schema.guidelines.clone_from(&project.schema.guidelines);
        schema.categories.clone_from(&project.schema.categories);
    }
    let name = schema.name.clone();
    // What waits in a finished article must go on to wait: without it, its words would be known to be no names.
    let folded = |it: &Annotation| Some(Annotation { label: schema.nearest(&it.label)?.clone(), ..it.clone() });
    let suggestions = project.articles.iter().filter_map(|article| {
        let gone = |it: &&Annotation| !it.is_decided() && schema.nearest(&it.label) != Some(&it.label);
        let removed: Vec<Annotation> = article.annotations.iter().filter(gone).cloned().collect();
        let added = removed.iter().filter_map(folded).collect();
        (!removed.is_empty()).then(|| Swap { removed, added }.in_article(&article.id))
    });
    let mut changes: Vec<Change> = suggestions.collect();
    changes.push(Change::Schema { before: Box::new(project.schema.clone()), after: Box::new(schema) });
    Ok(step(Verb::Schema, &name, None, changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Origin, Status};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn what_waits_goes_on_to_wait_under_another_schema() {
        let suggested =
            |at, label: &str| Annotation::suggested(TextRange::from_usize(at), label.into(), Origin::Model, 0.9);
        let mut article = Article::new("a1", Text::new("Lee paid $5"), Meta::default());
        article.annotations = [suggested(0..3, "PERSON"), suggested(9..11, "MONEY")].into_iter().collect();
        let mut project = Project::new(Schema::ontonotes());
        project.articles.push(Arc::new(article));
        let Change::Annotations { removed, added, .. } = &use_schema(&project, Schema::conll()).unwrap().changes[0]
        else {
            panic!("no annotation changes");
        };
        assert_eq!((removed.len(), &added[..]), (2, &[suggested(0..3, "PER")][..]));
    }

    #[test]
    fn the_marks_of_a_label_become_those_of_another() {
        let mark = |at, label: &str| Annotation::confirmed(TextRange::from_usize(at), label.into(), Origin::Human);
        let refused = |at, label: &str| Annotation { status: Status::Rejected, ..mark(at, label) };
        let mut project = Project::new(Schema::ontonotes());
        for (id, marks) in [
            ("a1", vec![mark(0..3, "GPE"), mark(4..8, "ORG"), refused(9..11, "GPE")]),
            ("a2", vec![mark(0..3, "ORG")]),
            ("a3", vec![mark(0..3, "GPE"), refused(0..3, "LOC"), mark(4..11, "GPE"), mark(9..11, "GPE")]),
        ] {
            let mut article = Article::new(id, Text::new("Lee paid $5"), Meta::default());
            article.annotations = marks.into_iter().collect();
            project.articles.push(Arc::new(article));
        }
        let before = project.clone();
        let merge = |project: &Project, id: &str, into: &str| merge_label(project, &id.into(), &into.into());
        let step = merge(&project, "GPE", "LOC").unwrap();
        assert_eq!(step.changes.len(), 3, "the second has no such mark");
        let undo = step.apply(&mut project).inverse();
        let marks = |place: usize| project.articles[place].annotations.iter().cloned().collect::<Vec<_>>();
        assert_eq!(marks(0), [mark(0..3, "LOC"), mark(4..8, "ORG"), refused(9..11, "LOC")]);
        let third = [mark(0..3, "LOC"), mark(4..11, "LOC"), mark(9..11, "LOC")];
        assert_eq!(marks(2), third, "what was confirmed comes before what was refused, and what overlaps stays");
        assert!(project.schema.label(&"GPE".into()).unwrap().archived);
        assert!(merge(&project, "ORG", "GPE").is_err(), "it is put away");
        assert!(merge(&project, "ORG", "ORG").unwrap().changes.is_empty());
        let _ = undo.apply(&mut project);
        assert_eq!(project, before);
    }

    #[test]
    fn another_schema_leaves_decisions_and_overlaps_alone() {
        let mark = |at, label: &str| Annotation::confirmed(TextRange::from_usize(at), label.into(), Origin::Human);
        let suggested = |at, label: &str| Annotation { status: Status::Suggested, ..mark(at, label) };
        let decided =
            [mark(0..3, "PER"), Annotation { status: Status::Rejected, ..mark(4..8, "PER") }, mark(0..8, "ORG")];
        let mut article = Article::new("a1", Text::new("Lee paid $5"), Meta::default());
        article.annotations =
            decided.iter().cloned().chain([suggested(0..3, "PERSON"), suggested(4..8, "PERSON")]).collect();
        let mut project = Project::new(Schema { overlaps: true, ..Schema::ontonotes() });
        project.articles.push(Arc::new(article));
        let before = project.clone();
        let undo = use_schema(&project, Schema::conll()).unwrap().apply(&mut project).inverse();
        let after: AnnotationSet = decided.into_iter().collect();
        assert_eq!((&project.articles[0].annotations, project.schema.overlaps), (&after, true));
        let _ = undo.apply(&mut project);
        assert_eq!(project, before);
    }
}
