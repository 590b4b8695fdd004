//! What taggers suggest. They never take the place of a decision.

use super::step::{check_range, in_the_way, step};
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::Article;
use crate::core::edit::command::SuggestedPart;
use crate::core::edit::swap::Swap;
use crate::core::edit::transaction::{Change, Transaction, Verb};
use crate::core::project::Project;
use crate::core::text::TextRange;

/// A suggestion is about as sure as before if its confidence differs by no more.
const ABOUT: f32 = 0.05;

/// The same as [`Command::Suggest`], but what is suggested about as surely as before stays as it is.
pub(in crate::core::edit) fn suggest_anew(project: &Project, parts: Vec<SuggestedPart>) -> Transaction {
    suggest(project, parts, ABOUT)
}

/// Suggestions; one whose confidence differs by no more than so much from that before stays as it was.
pub(super) fn suggest(project: &Project, parts: Vec<SuggestedPart>, about: f32) -> Transaction {
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
    Swap { removed, added }.in_article(&article.id)
}

/// Whether a suggestion is said again, with a confidence that differs by no more than so much.
fn is_same(old: &Annotation, new: &Annotation, about: f32) -> bool {
    let change = old.confidence.zip(new.confidence).map_or(0.0, |(old, new)| (old - new).abs());
    change <= about && *old == Annotation { confidence: old.confidence, ..new.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Meta;
    use crate::core::edit::command::Command;
    use crate::core::edit::plan::plan;
    use crate::core::schema::Schema;
    use crate::core::text::Text;
    use std::sync::Arc;

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
}
