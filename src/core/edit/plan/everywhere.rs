//! One step over marks of many articles: mentions that are decided together, and what is mended before an export.

use super::step::{check_label, check_range, find_annotation, in_the_way, step};
use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::{Article, ArticleId};
use crate::core::edit::command::{EditError, Mending};
use crate::core::edit::swap::Swap;
use crate::core::edit::transaction::{Transaction, Verb};
use crate::core::project::Project;
use crate::core::schema::LabelId;
use crate::core::text::TextRange;
use std::collections::HashSet;

pub(super) fn decide(
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
        let mut swap = Swap::default();
        let mut seen = HashSet::with_capacity(ranges.len());
        for &range in ranges {
            check_range(article, range)?;
            if !seen.insert(range) {
                continue;
            }
            object = article.text.slice(range);
            match label {
                Some(label) => decide_label(project, article, range, label, &mut swap),
                None => decide_nothing(article, range, &mut swap),
            }
        }
        changes.push(swap.in_article(id));
    }
    Ok(step(if label.is_some() { Verb::Label } else { Verb::Reject }, object, label, changes))
}

/// Labels one mention: what a machine has suggested so is accepted, what a person has is left alone.
fn decide_label(project: &Project, article: &Article, range: TextRange, label: &LabelId, swap: &mut Swap) {
    let there = article.annotations.get(range, label);
    let decided = match there.map(|annotation| annotation.status) {
        Some(Status::Confirmed) => return,
        Some(Status::Suggested) => there.cloned().map(|it| it.decided(Status::Confirmed)),
        Some(Status::Rejected) | None => None,
    };
    swap.removed.extend(in_the_way(project, article, range).cloned());
    swap.added.push(decided.unwrap_or_else(|| Annotation::confirmed(range, label.clone(), Origin::Human)));
}

/// Refuses what stands on one mention.
fn decide_nothing(article: &Article, range: TextRange, swap: &mut Swap) {
    let visible = article.annotations.overlapping(range).filter(|it| it.is_visible() && it.range == range);
    visible.for_each(|annotation| swap.extend(Swap::decided(annotation, Status::Rejected)));
}

pub(super) fn mend(project: &Project, mended: &[Mending]) -> Result<Transaction, EditError> {
    let mut changes = Vec::with_capacity(mended.len());
    let (mut count, mut place) = (0, 0);
    for Mending { article: id, marks } in mended {
        let Some(found) = project.position_near(id, place) else { continue };
        place = found;
        let article = &project.articles[place];
        let mut swap = Swap::default();
        for (key, range) in marks {
            let Ok(annotation) = find_annotation(article, key) else { continue };
            if let Some(range) = *range {
                check_range(article, range)?;
                let decided = |other: &Annotation| other.status == Status::Confirmed && other.key() != *key;
                if !project.schema.overlaps && article.annotations.overlapping(range).any(decided) {
                    continue;
                }
                swap.added.push(Annotation { range, ..annotation.clone() });
            }
            swap.removed.push(annotation.clone());
        }
        count += swap.removed.len();
        changes.push(swap.in_article(id));
    }
    let mut step = step(Verb::Mend, "", None, changes);
    step.summary.count = count;
    Ok(step)
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
