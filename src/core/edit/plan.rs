//! From a command to a transaction.

use super::command::{Command, EditError, Mending, SuggestedPart};
use super::propagation::{spread_label, spread_rejection, spread_resize};
use super::transaction::{Change, Gone, Summary, Transaction, Verb};
use crate::core::annotation::{Annotation, AnnotationSet, Key, Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta, time_stamp};
use crate::core::project::{Project, sure_suggestions};
use crate::core::schema::{LabelId, Schema};
use crate::core::text::{TextRange, in_two};
use std::collections::HashSet;
use std::sync::Arc;

/// A suggestion is about as sure as before if its confidence differs by no more.
const ABOUT: f32 = 0.05;

/// Works out what a command changes. Pure: nothing is changed yet. A command that changes nothing gives a
/// transaction without changes. `now` is in milliseconds since 1970.
///
/// # Errors
/// What in the command does not fit the project.
pub fn plan(project: &Project, command: Command, now: u64) -> Result<Transaction, EditError> {
    match command {
        Command::AddArticles(articles) => add_articles(project, articles),
        Command::Import { schema, articles } => import(project, schema, articles),
        Command::RemoveArticle(id) => remove_article(project, &id),
        Command::SetStatus { article, status } => Ok(set_status(find(project, &article)?, status, now)),
        Command::SetMeta { article, meta } => {
            let before = Box::new(find(project, &article)?.meta.clone());
            let change = Change::Meta { article: article.clone(), before, after: Box::new(meta) };
            Ok(step(Verb::Describe, article.as_str(), None, vec![change]))
        }
        Command::Annotate { article, range, label, propagate } => {
            annotate(project, find(project, &article)?, range, &label, propagate)
        }
        Command::Accept { article, keys, propagate } => accept(project, find(project, &article)?, &keys, propagate),
        Command::AcceptAll { article, threshold } => Ok(accept_all(project, find(project, &article)?, threshold)),
        Command::Reject { article, key, propagate } => reject(find(project, &article)?, &key, propagate),
        Command::Relabel { article, key, label, propagate } => {
            relabel(project, find(project, &article)?, &key, &label, propagate)
        }
        Command::Resize { article, key, range, propagate } => {
            resize(project, find(project, &article)?, &key, range, propagate)
        }
        Command::Split { article, key } => split(find(project, &article)?, &key),
        Command::Join { article, key, next } => join(project, find(project, &article)?, &key, &next),
        Command::Decide { mentions, label } => decide(project, &mentions, label.as_ref()),
        Command::Mend(mended) => mend(project, &mended),
        Command::Suggest(parts) => Ok(suggest(project, parts, 0.0)),
        Command::AddLabel(label) => {
            let id = label.id.to_string();
            Ok(change_schema(project, project.schema.with_label(label)?, &id))
        }
        Command::EditLabel { id, label } => {
            let after = project.schema.with_edited(&id, |edited| *edited = label)?;
            Ok(change_schema(project, after, id.as_str()))
        }
        Command::UseSchema(schema) => use_schema(project, schema),
        Command::SetRules(schema) => set_rules(project, schema),
    }
}

fn find<'a>(project: &'a Project, id: &ArticleId) -> Result<&'a Article, EditError> {
    project.article(id).map(Arc::as_ref).ok_or_else(|| EditError::UnknownArticle(id.clone()))
}

fn find_annotation<'a>(article: &'a Article, key: &Key) -> Result<&'a Annotation, EditError> {
    article
        .annotations
        .get(key.0, &key.1)
        .filter(|annotation| annotation.is_visible())
        .ok_or(EditError::UnknownAnnotation)
}

fn check_label(schema: &Schema, id: &LabelId) -> Result<(), EditError> {
    let usable = schema.label(id).is_some_and(|label| !label.archived);
    usable.then_some(()).ok_or_else(|| EditError::UnknownLabel(id.clone()))
}

fn check_range(article: &Article, range: TextRange) -> Result<(), EditError> {
    let bad = || EditError::BadRange { start: range.start().get(), end: range.end().get() };
    article.text.get(range).filter(|words| !words.trim().is_empty()).map(|_| ()).ok_or_else(bad)
}

/// A step of a person. Of marks it counts those that are put in: what makes way for one is no second.
fn step(verb: Verb, object: &str, label: Option<&LabelId>, changes: Vec<Change>) -> Transaction {
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

fn annotations_step(
    verb: Verb,
    article: &Article,
    (range, label): (TextRange, &LabelId),
    removed: Vec<Annotation>,
    added: Vec<Annotation>,
) -> Transaction {
    // What is taken out to make way for a decision does not count as decided, nor do suggestions of shorter forms.
    let count = added.iter().filter(|annotation| annotation.is_decided()).count();
    let change = Change::Annotations { article: article.id.clone(), removed, added };
    let mut step = step(verb, article.text.slice(range), Some(label), vec![change]);
    step.summary.count = count;
    step
}

/// One that is marked done is known to be so since now.
fn set_status(article: &Article, status: ArticleStatus, now: u64) -> Transaction {
    let mut changes = vec![Change::Status { article: article.id.clone(), before: article.status, after: status }];
    if status == ArticleStatus::Done && article.status != status {
        let after = Box::new(Meta { finished: Some(time_stamp(now)), ..article.meta.clone() });
        changes.push(Change::Meta { article: article.id.clone(), before: Box::new(article.meta.clone()), after });
    }
    step(Verb::Mark, article.id.as_str(), None, changes)
}

fn add_articles(project: &Project, articles: Vec<Article>) -> Result<Transaction, EditError> {
    let mut ids: HashSet<ArticleId> = project.articles.iter().map(|article| article.id.clone()).collect();
    if let Some(twice) = articles.iter().find(|article| !ids.insert(article.id.clone())) {
        return Err(EditError::DuplicateArticle(twice.id.clone()));
    }
    let object = articles.first().map(|article| article.id.to_string()).unwrap_or_default();
    let start = project.articles.len();
    let changes = articles
        .into_iter()
        .enumerate()
        .map(|(i, article)| Change::Article { index: start + i, before: None, after: Some(Arc::new(article)) })
        .collect();
    Ok(step(Verb::Add, &object, None, changes))
}

fn import(project: &Project, schema: Schema, articles: Vec<Article>) -> Result<Transaction, EditError> {
    let mut import = add_articles(project, articles)?;
    // Most files bring no label: then there is no need to look at what is there.
    if schema != project.schema {
        import.changes.splice(0..0, use_schema(project, schema)?.changes);
    }
    Ok(import)
}

fn remove_article(project: &Project, id: &ArticleId) -> Result<Transaction, EditError> {
    let index = project.position(id).ok_or_else(|| EditError::UnknownArticle(id.clone()))?;
    let change = Change::Article { index, before: Some(Gone::to_be(id.clone())), after: None };
    Ok(step(Verb::Remove, id.as_str(), None, vec![change]))
}

/// What stands in the way of a visible annotation at `range`.
fn in_the_way<'a>(project: &Project, article: &'a Article, range: TextRange) -> impl Iterator<Item = &'a Annotation> {
    let overlapping = article.annotations.overlapping(range).filter(|annotation| annotation.is_visible());
    overlapping.filter(move |annotation| project.schema.are_rivals(annotation.range, range))
}

fn annotate(
    project: &Project,
    article: &Article,
    range: TextRange,
    label: &LabelId,
    propagate: bool,
) -> Result<Transaction, EditError> {
    check_label(&project.schema, label)?;
    check_range(article, range)?;
    let mut removed: Vec<_> = in_the_way(project, article, range).cloned().collect();
    let mut added = vec![Annotation::confirmed(range, label.clone(), Origin::Human)];
    if propagate {
        spread_into(article, range, label, None, &mut removed, &mut added);
    }
    Ok(annotations_step(Verb::Label, article, (range, label), removed, added))
}

/// Adds what propagation changes to what the decision itself does.
fn spread_into(
    article: &Article,
    range: TextRange,
    label: &LabelId,
    replaced: Option<&LabelId>,
    removed: &mut Vec<Annotation>,
    added: &mut Vec<Annotation>,
) {
    let (also_removed, also_added) = spread_label(article, range, label, replaced);
    removed.extend(also_removed);
    added.extend(also_added);
}

fn accept(project: &Project, article: &Article, keys: &[Key], propagate: bool) -> Result<Transaction, EditError> {
    let suggestions: Vec<&Annotation> =
        keys.iter().map(|key| find_annotation(article, key)).collect::<Result<_, _>>()?;
    let (mut removed, mut added) = accepted(project, article, suggestions.into_iter());
    if propagate {
        for (range, label) in keys {
            spread_into(article, *range, label, None, &mut removed, &mut added);
        }
    }
    let Some((range, label)) = keys.first() else { return Err(EditError::UnknownAnnotation) };
    Ok(annotations_step(Verb::Accept, article, (*range, label), removed, added))
}

fn accept_all(project: &Project, article: &Article, threshold: f32) -> Transaction {
    let (removed, added) = accepted(project, article, sure_suggestions(article, &project.schema, threshold));
    let change = Change::Annotations { article: article.id.clone(), removed, added };
    step(Verb::Accept, article.id.as_str(), None, vec![change])
}

/// What is removed and added when suggestions are accepted. Those of a file may overlap: what cannot stand beside one makes
/// way for it.
fn accepted<'a>(
    project: &Project,
    article: &Article,
    suggestions: impl Iterator<Item = &'a Annotation>,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let suggestions: Vec<&Annotation> = suggestions.collect();
    let removed = suggestions.iter().flat_map(|it| in_the_way(project, article, it.range)).cloned().collect();
    (removed, suggestions.into_iter().cloned().map(|it| it.decided(Status::Confirmed)).collect())
}

fn reject(article: &Article, key: &Key, propagate: bool) -> Result<Transaction, EditError> {
    let refused = find_annotation(article, key)?.clone();
    let (mut removed, mut added) = (vec![refused.clone()], vec![refused.clone().decided(Status::Rejected)]);
    if propagate {
        let (also_removed, also_added) = spread_rejection(article, &refused);
        removed.extend(also_removed);
        added.extend(also_added);
    }
    Ok(annotations_step(Verb::Reject, article, (key.0, &key.1), removed, added))
}

fn relabel(
    project: &Project,
    article: &Article,
    key: &Key,
    label: &LabelId,
    propagate: bool,
) -> Result<Transaction, EditError> {
    check_label(&project.schema, label)?;
    find_annotation(article, key)?;
    let mut removed: Vec<_> = in_the_way(project, article, key.0).cloned().collect();
    let mut added = vec![Annotation::confirmed(key.0, label.clone(), Origin::Human)];
    if propagate {
        spread_into(article, key.0, label, Some(&key.1), &mut removed, &mut added);
    }
    Ok(annotations_step(Verb::Relabel, article, (key.0, label), removed, added))
}

fn resize(
    project: &Project,
    article: &Article,
    key: &Key,
    range: TextRange,
    propagate: bool,
) -> Result<Transaction, EditError> {
    let resized = find_annotation(article, key)?.clone();
    check_range(article, range)?;
    let mut removed: Vec<_> = in_the_way(project, article, range).cloned().collect();
    if !removed.contains(&resized) {
        removed.push(resized.clone());
    }
    let mut added = vec![Annotation::confirmed(range, key.1.clone(), Origin::Human)];
    if propagate {
        let (also_removed, also_added) = spread_resize(article, &resized, range);
        removed.extend(also_removed);
        added.extend(also_added);
    }
    Ok(annotations_step(Verb::Resize, article, (range, &key.1), removed, added))
}

fn split(article: &Article, key: &Key) -> Result<Transaction, EditError> {
    let whole = find_annotation(article, key)?.clone();
    let halves = in_two(&article.text, whole.range).ok_or(EditError::SingleWord)?;
    let added = halves.map(|range| Annotation::confirmed(range, key.1.clone(), Origin::Human)).into();
    let change = Change::Annotations { article: article.id.clone(), removed: vec![whole], added };
    Ok(step(Verb::Split, article.text.slice(key.0), Some(&key.1), vec![change]))
}

fn join(project: &Project, article: &Article, key: &Key, next: &Key) -> Result<Transaction, EditError> {
    let range = key.0.cover(next.0);
    let mut removed = vec![find_annotation(article, key)?.clone(), find_annotation(article, next)?.clone()];
    let others = in_the_way(project, article, range).filter(|it| it.key() != *key && it.key() != *next);
    removed.extend(others.cloned());
    let added = vec![Annotation::confirmed(range, key.1.clone(), Origin::Human)];
    let change = Change::Annotations { article: article.id.clone(), removed, added };
    Ok(step(Verb::Join, article.text.slice(range), Some(&key.1), vec![change]))
}

fn decide(
    project: &Project,
    mentions: &[(ArticleId, Vec<TextRange>)],
    label: Option<&LabelId>,
) -> Result<Transaction, EditError> {
    label.map_or(Ok(()), |label| check_label(&project.schema, label))?;
    let mut object = "";
    let mut changes = Vec::with_capacity(mentions.len());
    let mut place = 0;
    for (id, ranges) in mentions {
        place = project.position_near(id, place).ok_or_else(|| EditError::UnknownArticle(id.clone()))?;
        let article = &project.articles[place];
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        let mut seen = HashSet::with_capacity(ranges.len());
        for &range in ranges {
            check_range(article, range)?;
            if !seen.insert(range) {
                continue;
            }
            object = article.text.slice(range);
            match label {
                Some(label) => decide_label(project, article, range, label, &mut removed, &mut added),
                None => decide_nothing(article, range, &mut removed, &mut added),
            }
        }
        changes.push(Change::Annotations { article: id.clone(), removed, added });
    }
    Ok(step(if label.is_some() { Verb::Label } else { Verb::Reject }, object, label, changes))
}

/// Labels one mention: what a machine has suggested so is accepted, what a person has is left alone.
fn decide_label(
    project: &Project,
    article: &Article,
    range: TextRange,
    label: &LabelId,
    removed: &mut Vec<Annotation>,
    added: &mut Vec<Annotation>,
) {
    let there = article.annotations.get(range, label);
    let decided = match there.map(|annotation| annotation.status) {
        Some(Status::Confirmed) => return,
        Some(Status::Suggested) => there.cloned().map(|it| it.decided(Status::Confirmed)),
        Some(Status::Rejected) | None => None,
    };
    removed.extend(in_the_way(project, article, range).cloned());
    added.push(decided.unwrap_or_else(|| Annotation::confirmed(range, label.clone(), Origin::Human)));
}

/// Refuses what stands on one mention.
fn decide_nothing(article: &Article, range: TextRange, removed: &mut Vec<Annotation>, added: &mut Vec<Annotation>) {
    let visible = article.annotations.overlapping(range).filter(|it| it.is_visible() && it.range == range);
    for annotation in visible {
        removed.push(annotation.clone());
        added.push(annotation.clone().decided(Status::Rejected));
    }
}

fn mend(project: &Project, mended: &[Mending]) -> Result<Transaction, EditError> {
    let mut changes = Vec::with_capacity(mended.len());
    let (mut count, mut place) = (0, 0);
    for Mending { article: id, marks } in mended {
        let Some(found) = project.position_near(id, place) else { continue };
        place = found;
        let article = &project.articles[place];
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        for (key, range) in marks {
            let Ok(annotation) = find_annotation(article, key) else { continue };
            if let Some(range) = *range {
                check_range(article, range)?;
                let decided = |other: &Annotation| other.status == Status::Confirmed && other.key() != *key;
                if !project.schema.overlaps && article.annotations.overlapping(range).any(decided) {
                    continue;
                }
                added.push(Annotation { range, ..annotation.clone() });
            }
            removed.push(annotation.clone());
        }
        count += removed.len();
        changes.push(Change::Annotations { article: id.clone(), removed, added });
    }
    let mut step = step(Verb::Mend, "", None, changes);
    step.summary.count = count;
    Ok(step)
}

/// The same as [`Command::Suggest`], but what is suggested about as surely as before stays as it is.
pub(super) fn suggest_anew(project: &Project, parts: Vec<SuggestedPart>) -> Transaction {
    suggest(project, parts, ABOUT)
}

/// Suggestions; one whose confidence differs by no more than so much from that before stays as it was.
fn suggest(project: &Project, parts: Vec<SuggestedPart>, about: f32) -> Transaction {
    let first = parts.first().map(|part| part.article.to_string()).unwrap_or_default();
    let tagger = parts.iter().find_map(|part| part.suggestions.first()).map_or(Origin::Model, |found| found.origin);
    let mut place = 0;
    let mut changes = Vec::with_capacity(parts.len());
    for SuggestedPart { article, within, suggestions } in parts {
        if let Some(found) = project.position_near(&article, place) {
            place = found;
            changes.push(suggest_part(project, &project.articles[place], within, suggestions, about));
        }
    }
    let is_of_file = |it: &Annotation| it.origin == Origin::Import;
    let replaces_file = changes
        .iter()
        .any(|change| matches!(change, Change::Annotations { removed, .. } if removed.iter().any(is_of_file)));
    // Only the reader has suggestions of a file replaced.
    let origin = if replaces_file { Origin::Human } else { tagger };
    Transaction { origin, ..step(Verb::Suggest, &first, None, changes) }
}

fn suggest_part(
    project: &Project,
    article: &Article,
    within: TextRange,
    suggestions: Vec<Annotation>,
    about: f32,
) -> Change {
    // The last answer to a long article says most of it again, and what is learned from another article changes little.
    let said_before =
        |it: &Annotation| article.annotations.get(it.range, &it.label).is_some_and(|old| is_same(old, it, about));
    let (same, suggestions): (Vec<Annotation>, Vec<Annotation>) = suggestions.into_iter().partition(said_before);
    let same: AnnotationSet = same.into_iter().collect();
    let stale =
        |it: &&Annotation| !it.is_decided() && within.contains(it.range) && same.get(it.range, &it.label).is_none();
    let removed: Vec<Annotation> = article.annotations.overlapping(within).filter(stale).cloned().collect();
    let free = |suggestion: &Annotation| {
        let refused =
            || article.annotations.get(suggestion.range, &suggestion.label).is_some_and(Annotation::is_decided);
        !refused() && !in_the_way(project, article, suggestion.range).any(Annotation::is_decided)
    };
    // A tagger may answer late, about a text that has been replaced.
    let fits =
        |suggestion: &Annotation| within.contains(suggestion.range) && check_range(article, suggestion.range).is_ok();
    let added = suggestions.into_iter().filter(|suggestion| fits(suggestion) && free(suggestion)).collect();
    Change::Annotations { article: article.id.clone(), removed, added }
}

/// Whether a suggestion is said again, with a confidence that differs by no more than so much.
fn is_same(old: &Annotation, new: &Annotation, about: f32) -> bool {
    let change = old.confidence.zip(new.confidence).map_or(0.0, |(old, new)| (old - new).abs());
    change <= about && *old == Annotation { confidence: old.confidence, ..new.clone() }
}

fn change_schema(project: &Project, after: Schema, object: &str) -> Transaction {
    let change = Change::Schema { before: Box::new(project.schema.clone()), after: Box::new(after) };
    step(Verb::Schema, object, None, vec![change])
}

fn set_rules(project: &Project, schema: Schema) -> Result<Transaction, EditError> {
    // Marks of a file may overlap where none by hand may: that is no reason to refuse other rules.
    let forbids = project.schema.overlaps && !schema.overlaps;
    if let Some(article) = project.articles.iter().find(|article| forbids && article.annotations.overlap()) {
        return Err(EditError::Overlaps(article.id.clone()));
    }
    let after = Schema { labels: project.schema.labels.clone(), ..schema };
    let name = after.name.clone();
    Ok(change_schema(project, after, &name))
}

fn use_schema(project: &Project, mut schema: Schema) -> Result<Transaction, EditError> {
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
        (!removed.is_empty()).then(|| Change::Annotations { article: article.id.clone(), removed, added })
    });
    let mut changes: Vec<Change> = suggestions.collect();
    changes.push(Change::Schema { before: Box::new(project.schema.clone()), after: Box::new(schema) });
    Ok(step(Verb::Schema, &name, None, changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Meta;
    use crate::core::text::Text;

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

    #[test]
    fn of_suggestions_that_overlap_one_is_accepted_and_the_others_make_way() {
        let suggested = |at, label: &str, sure| {
            Annotation::suggested(TextRange::from_usize(at), label.into(), Origin::Import, sure)
        };
        let (long, short, other) =
            (suggested(0..13, "ORG", 0.5), suggested(8..13, "PLACE", 0.7), suggested(18..21, "PERSON", 0.6));
        let mut article = Article::new("a1", Text::new("Bank of Korea and Lee"), Meta::default());
        article.annotations = [&long, &short, &other].into_iter().cloned().collect();
        let mut project = Project::new(Schema::news());
        project.articles.push(Arc::new(article));
        let after = |project: &Project, command| {
            let mut project = project.clone();
            let _ = plan(&project, command, 0).unwrap().apply(&mut project);
            project.articles[0].annotations.iter().map(|it| (it.label.to_string(), it.is_decided())).collect::<Vec<_>>()
        };
        let marks = |marks: &[(&str, bool)]| marks.iter().map(|it| (it.0.to_owned(), it.1)).collect::<Vec<_>>();
        let accept = Command::Accept { article: "a1".into(), keys: vec![long.key()], propagate: true };
        assert_eq!(after(&project, accept.clone()), marks(&[("ORG", true), ("PERSON", false)]));
        let accept_all = Command::AcceptAll { article: "a1".into(), threshold: 0.0 };
        assert_eq!(after(&project, accept_all), marks(&[("PLACE", true), ("PERSON", true)]), "the surest");
        project.schema.overlaps = true;
        assert_eq!(after(&project, accept), marks(&[("ORG", true), ("PLACE", false), ("PERSON", false)]));
    }

    #[test]
    fn what_was_confirmed_gives_way_to_one_that_is_accepted_but_not_to_all_at_once_nor_to_a_tagger() {
        let range = TextRange::from_usize(0..3);
        let mut article = Article::new("a1", Text::new("Lee left"), Meta::default());
        let (org, person) = (
            Annotation::confirmed(range, "ORG".into(), Origin::Human),
            Annotation::suggested(range, "PERSON".into(), Origin::Import, 0.9),
        );
        article.annotations.insert(org.clone());
        let mut project = Project::new(Schema { overlaps: true, ..Schema::news() });
        project.articles.push(Arc::new(article.clone()));
        let part =
            SuggestedPart { article: "a1".into(), within: article.text.range(), suggestions: vec![person.clone()] };
        assert!(suggest(&project, vec![part], 0.0).apply(&mut project.clone()).changes.is_empty());
        article.annotations.insert(person.clone());
        project.articles[0] = Arc::new(article);
        let all = Command::AcceptAll { article: "a1".into(), threshold: 0.0 };
        assert!(plan(&project, all, 0).unwrap().apply(&mut project.clone()).changes.is_empty());
        let accept = Command::Accept { article: "a1".into(), keys: vec![person.key()], propagate: false };
        let _ = plan(&project, accept, 0).unwrap().apply(&mut project);
        let left: Vec<Annotation> = project.articles[0].annotations.iter().cloned().collect();
        assert_eq!(left, [person.decided(Status::Confirmed)]);
    }

    #[test]
    fn suggestions_of_shorter_forms_do_not_count_as_decided() {
        let mut project = Project::new(Schema::news());
        let text = Text::new("Sam Altman left. Altman said so. Sam Altman nodded.");
        project.articles.push(Arc::new(Article::new("a1", text, Meta::default())));
        let (article, range) = ("a1".into(), TextRange::from_usize(0..10));
        let annotate = Command::Annotate { article, range, label: "PERSON".into(), propagate: true };
        let step = plan(&project, annotate, 0).unwrap();
        let Change::Annotations { added, .. } = &step.changes[0] else { panic!("no annotation changes") };
        assert_eq!((added.len(), step.summary.count), (3, 2));
    }

    #[test]
    fn an_import_that_brings_no_label_leaves_the_rest_alone() {
        let article = |id: &str| Article::new(id, Text::new("Lee paid"), Meta::default());
        let mut there = article("a1");
        let under_no_label = Annotation::suggested(TextRange::from_usize(0..3), "GONE".into(), Origin::Model, 0.9);
        there.annotations.insert(under_no_label);
        let mut project = Project::new(Schema::ontonotes());
        project.articles.push(Arc::new(there));
        let changes = |schema| import(&project, schema, vec![article("a2")]).unwrap().changes;
        assert!(matches!(changes(Schema::ontonotes())[..], [Change::Article { .. }]));
        let other = Schema::ontonotes().joined_with(Schema { categories: vec!["war".to_owned()], ..Schema::empty("") });
        assert!(matches!(
            changes(other)[..],
            [Change::Annotations { .. }, Change::Schema { .. }, Change::Article { .. }]
        ));
    }

    #[test]
    fn what_is_suggested_anew_about_as_surely_is_no_change() {
        let suggested = |label: &str, confidence| {
            Annotation::suggested(TextRange::from_usize(0..3), label.into(), Origin::Model, confidence)
        };
        let mut article = Article::new("a1", Text::new("Lee left."), Meta::default());
        article.annotations.insert(suggested("PERSON", 0.8));
        let mut project = Project::new(Schema::news());
        project.articles.push(Arc::new(article));
        let part = |suggestion| {
            let within = TextRange::from_usize(0..9);
            vec![SuggestedPart { article: "a1".into(), within, suggestions: vec![suggestion] }]
        };
        let count = |step: Transaction| step.apply(&mut project.clone()).changes.len();
        let changed = |suggestion| count(suggest_anew(&project, part(suggestion)));
        assert_eq!([0.8, 0.82, 0.77].map(|confidence| changed(suggested("PERSON", confidence))), [0, 0, 0]);
        assert_eq!([changed(suggested("PERSON", 0.9)), changed(suggested("ORG", 0.8))], [1, 1]);
        let learned = Annotation { origin: Origin::Learner, ..suggested("PERSON", 0.8) };
        assert_eq!(changed(learned), 1);
        let said = [0.8, 0.82].map(|confidence| {
            count(plan(&project, Command::Suggest(part(suggested("PERSON", confidence))), 0).unwrap())
        });
        assert_eq!(said, [0, 1], "what the reader asked for is taken as it is");
    }

    #[test]
    fn mending_moves_and_takes_out_in_one_step() {
        let confirmed = |range: std::ops::Range<usize>| {
            Annotation::confirmed(TextRange::from_usize(range), "PERSON".into(), Origin::Import)
        };
        let mut project = Project::new(Schema::news());
        for (id, marks) in [("a1", &[0..4, 10..12][..]), ("a2", std::slice::from_ref(&(4..8)))] {
            let mut article = Article::new(id, Text::new("Lee  met  Bo."), Meta::default());
            article.annotations = marks.iter().cloned().map(confirmed).collect();
            project.articles.push(Arc::new(article));
        }
        let key = |range: std::ops::Range<usize>| (TextRange::from_usize(range), LabelId::from("PERSON"));
        let moved = |range: std::ops::Range<usize>| Some(TextRange::from_usize(range));
        let first = vec![(key(0..4), moved(0..3)), (key(5..8), None), (key(10..12), moved(0..12))];
        let mending = |article: &str, marks| Mending { article: article.into(), marks };
        let command = Command::Mend(vec![
            mending("a1", first),
            mending("gone", vec![(key(0..4), None)]),
            mending("a2", vec![(key(4..8), None)]),
        ]);
        let mut mended = project.clone();
        let step = plan(&project, command, 0).unwrap();
        assert_eq!(
            (step.summary.verb, step.summary.count),
            (Verb::Mend, 2),
            "what is gone or has no room is passed over"
        );
        let undo = step.apply(&mut mended).inverse();
        let ranges: Vec<Vec<_>> = mended
            .articles
            .iter()
            .map(|article| article.annotations.iter().map(|it| it.range.as_usize()).collect())
            .collect();
        assert_eq!(ranges, [vec![0..3, 10..12], vec![]]);
        assert_eq!(mended.articles[0].annotations.iter().next().unwrap().origin, Origin::Import);
        let _ = undo.apply(&mut mended);
        assert_eq!(mended, project);
        let nothing = Command::Mend(vec![mending("a1", vec![(key(0..4), moved(3..4))])]);
        assert_eq!(plan(&project, nothing, 0), Err(EditError::BadRange { start: 3, end: 4 }));
    }

    #[test]
    fn deciding_accepts_relabels_adds_and_refuses_across_articles() {
        let range = TextRange::from_usize(0..3);
        let mut project = Project::new(Schema::news());
        let marks = [
            Some(Annotation::suggested(range, "PERSON".into(), Origin::Model, 0.5)),
            Some(Annotation::confirmed(range, "ORG".into(), Origin::Import)),
            Some(Annotation::confirmed(range, "PERSON".into(), Origin::Import)),
            None,
        ];
        for (n, mark) in (1..).zip(&marks) {
            let mut article = Article::new(format!("a{n}"), Text::new("Lee left."), Meta::default());
            article.annotations = mark.iter().cloned().collect();
            project.articles.push(Arc::new(article));
        }
        let mentions: Vec<_> =
            project.articles.iter().map(|article| (article.id.clone(), vec![range, range])).collect();
        let decided = |label: Option<LabelId>| {
            let mut decided = project.clone();
            let step = plan(&project, Command::Decide { mentions: mentions.clone(), label }, 0).unwrap();
            let summary = step.summary.clone();
            let undo = step.apply(&mut decided).inverse();
            let marks = |project: &Project| -> Vec<Option<Annotation>> {
                project.articles.iter().map(|article| article.annotations.iter().next().cloned()).collect()
            };
            let after = marks(&decided);
            let undone = undo.apply(&mut decided);
            assert_eq!((&decided, undone.changes.len()), (&project, summary.count));
            (summary, after)
        };

        let (summary, after) = decided(Some("PERSON".into()));
        assert_eq!((summary.verb, summary.object.as_str(), summary.count), (Verb::Label, "Lee", 3));
        let origins: Vec<_> =
            after.iter().flatten().map(|mark| (mark.label.as_str(), mark.status, mark.origin)).collect();
        let person = |origin| ("PERSON", Status::Confirmed, origin);
        assert_eq!(origins, [Origin::Model, Origin::Human, Origin::Import, Origin::Human].map(person));

        let (summary, after) = decided(None);
        assert_eq!((summary.verb, summary.count), (Verb::Reject, 3));
        assert!(after.iter().flatten().all(|mark| mark.status == Status::Rejected));
        assert_eq!(after.iter().flatten().count(), 3);
    }
}
