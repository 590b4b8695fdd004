//! Decisions on the marks of one article, with what they do to identical mentions.

use super::step::{annotations_step, check_label, check_range, find_annotation, in_the_way, step};
use crate::core::annotation::{Annotation, Key, Origin, Status};
use crate::core::article::Article;
use crate::core::edit::command::EditError;
use crate::core::edit::propagation::{spread_accepted, spread_label, spread_rejection, spread_resize};
use crate::core::edit::swap::Swap;
use crate::core::edit::transaction::{Transaction, Verb};
use crate::core::project::{Project, sure_suggestions};
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, in_two, tokens_in};

/// At most so many words and signs stand between annotations that are joined.
const MOST_BETWEEN: usize = 3;

pub(super) fn annotate(
    project: &Project,
    article: &Article,
    range: TextRange,
    label: &LabelId,
    propagate: bool,
) -> Result<Transaction, EditError> {
    check_label(&project.schema, label)?;
    check_range(article, range)?;
    let spread = if propagate { spread_label(article, range, label, None) } else { Swap::default() };
    let made = Annotation::confirmed(range, label.clone(), Origin::Human);
    let swap = standing(project, article, made).and(spread);
    Ok(annotations_step(Verb::Label, article, (range, label), swap))
}

/// What an annotation changes that is made by hand where it stands.
fn standing(project: &Project, article: &Article, made: Annotation) -> Swap {
    let removed = in_the_way(project, article, made.range).cloned().collect();
    Swap { removed, added: vec![made] }
}

/// What a person makes of an annotation. What a file said of it besides stays true.
fn changed(annotation: &Annotation, range: TextRange, label: &LabelId) -> Annotation {
    let extra = annotation.extra.clone();
    Annotation { extra, ..Annotation::confirmed(range, label.clone(), Origin::Human) }
}

pub(super) fn accept(
    project: &Project,
    article: &Article,
    keys: &[Key],
    propagate: bool,
) -> Result<Transaction, EditError> {
    let suggestions: Vec<&Annotation> =
        keys.iter().map(|key| find_annotation(article, key)).collect::<Result<_, _>>()?;
    let mut swap = accepted(project, article, suggestions.into_iter());
    if propagate {
        keys.iter().for_each(|(range, label)| swap.extend(spread_accepted(article, *range, label)));
    }
    let Some((range, label)) = keys.first() else { return Err(EditError::UnknownAnnotation) };
    Ok(annotations_step(Verb::Accept, article, (*range, label), swap))
}

pub(super) fn accept_all(project: &Project, article: &Article, threshold: f32) -> Transaction {
    let swap = accepted(project, article, sure_suggestions(article, &project.schema, threshold));
    step(Verb::Accept, article.id.as_str(), None, vec![swap.in_article(&article.id)])
}

/// What accepting suggestions changes. Those of a file may overlap: what cannot stand beside one makes way for it.
fn accepted<'a>(project: &Project, article: &Article, suggestions: impl Iterator<Item = &'a Annotation>) -> Swap {
    let suggestions: Vec<&Annotation> = suggestions.collect();
    let removed = suggestions.iter().flat_map(|it| in_the_way(project, article, it.range)).cloned().collect();
    Swap { removed, added: suggestions.into_iter().cloned().map(|it| it.decided(Status::Confirmed)).collect() }
}

pub(super) fn reject(article: &Article, key: &Key, propagate: bool) -> Result<Transaction, EditError> {
    let refused = find_annotation(article, key)?;
    let spread = if propagate { spread_rejection(article, refused) } else { Swap::default() };
    let swap = Swap::decided(refused, Status::Rejected).and(spread);
    Ok(annotations_step(Verb::Reject, article, (key.0, &key.1), swap))
}

pub(super) fn relabel(
    project: &Project,
    article: &Article,
    key: &Key,
    label: &LabelId,
    propagate: bool,
) -> Result<Transaction, EditError> {
    check_label(&project.schema, label)?;
    let relabelled = changed(find_annotation(article, key)?, key.0, label);
    let spread = if propagate { spread_label(article, key.0, label, Some(&key.1)) } else { Swap::default() };
    let swap = standing(project, article, relabelled).and(spread);
    Ok(annotations_step(Verb::Relabel, article, (key.0, label), swap))
}

pub(super) fn resize(
    project: &Project,
    article: &Article,
    key: &Key,
    range: TextRange,
    propagate: bool,
) -> Result<Transaction, EditError> {
    let resized = find_annotation(article, key)?;
    check_range(article, range)?;
    let mut swap = standing(project, article, changed(resized, range, &key.1));
    if !swap.removed.contains(resized) {
        swap.removed.push(resized.clone());
    }
    let spread = if propagate { spread_resize(article, resized, range) } else { Swap::default() };
    Ok(annotations_step(Verb::Resize, article, (range, &key.1), swap.and(spread)))
}

/// Of neither half is known that it is what a file said of the whole.
pub(super) fn split(article: &Article, key: &Key) -> Result<Transaction, EditError> {
    let whole = find_annotation(article, key)?.clone();
    let halves = in_two(&article.text, whole.range).ok_or(EditError::SingleWord)?;
    let added = halves.map(|range| Annotation::confirmed(range, key.1.clone(), Origin::Human)).into();
    let swap = Swap { removed: vec![whole], added };
    Ok(step(Verb::Split, article.text.slice(key.0), Some(&key.1), vec![swap.in_article(&article.id)]))
}

pub(super) fn join(project: &Project, article: &Article, key: &Key, next: &Key) -> Result<Transaction, EditError> {
    let both = [find_annotation(article, key)?, find_annotation(article, next)?];
    if !is_beside(&article.text, key.0, next.0) {
        return Err(EditError::FarApart);
    }
    let range = key.0.cover(next.0);
    let mut swap = standing(project, article, Annotation::confirmed(range, key.1.clone(), Origin::Human));
    for joined in both {
        if !swap.removed.contains(joined) {
            swap.removed.push(joined.clone());
        }
    }
    Ok(step(Verb::Join, article.text.slice(range), Some(&key.1), vec![swap.in_article(&article.id)]))
}

/// Whether what stands behind an annotation may be a part of the same name: in its paragraph, a few words on.
#[must_use]
pub fn is_beside(text: &Text, range: TextRange, next: TextRange) -> bool {
    let between = TextRange::try_new(range.end(), next.start());
    between.is_some_and(|it| !text.slice(it).contains('\n') && tokens_in(text, it).len() <= MOST_BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::Extra;
    use crate::core::article::{ArticleId, Meta};
    use crate::core::edit::command::{Command, SuggestedPart};
    use crate::core::edit::plan::{plan, suggest};
    use crate::core::edit::transaction::Change;
    use crate::core::schema::Schema;
    use crate::core::text::Text;
    use std::sync::Arc;

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
    fn what_a_file_says_of_a_mark_stays_when_it_is_changed() {
        let extra = Extra::from_iter([("kb_id".to_owned(), "Q42".into())]);
        let mark = Annotation::confirmed(TextRange::from_usize(0..3), "ORG".into(), Origin::Import);
        let mark = Annotation { extra: extra.clone(), ..mark };
        let mut article = Article::new("a1", Text::new("Ann Lee left."), Meta::default());
        article.annotations.insert(mark.clone());
        let mut project = Project::new(Schema::news());
        project.articles.push(Arc::new(article));
        let (article, key): (ArticleId, Key) = ("a1".into(), mark.key());
        let range = TextRange::from_usize(0..7);
        for command in [
            Command::Relabel { article: article.clone(), key: key.clone(), label: "PERSON".into(), propagate: true },
            Command::Resize { article, key, range, propagate: true },
        ] {
            let mut project = project.clone();
            let _ = plan(&project, command, 0).unwrap().apply(&mut project);
            let kept: Vec<&Extra> = project.articles[0].annotations.visible().map(|it| &it.extra).collect();
            assert_eq!(kept, [&extra]);
        }
    }

    #[test]
    fn what_is_far_apart_is_not_joined() {
        let joined = |content: &str, first: &str, next: &str| -> Result<Vec<String>, EditError> {
            let mut article = Article::new("a1", Text::new(content), Meta::default());
            let mark = |words: &str| {
                let at = content.find(words).unwrap();
                let range = TextRange::from_usize(at..at + words.len());
                Annotation::confirmed(range, "PERSON".into(), Origin::Human)
            };
            let keys = [first, next].map(|words| mark(words).key());
            article.annotations = [mark(first), mark(next)].into_iter().collect();
            let mut project = Project::new(Schema { overlaps: true, ..Schema::news() });
            project.articles.push(Arc::new(article));
            let [key, next] = keys;
            let step = plan(&project, Command::Join { article: "a1".into(), key, next }, 0)?;
            let _ = step.apply(&mut project);
            Ok(project.articles[0].annotations.iter().map(|it| content[it.range.as_usize()].to_owned()).collect())
        };
        assert_eq!(joined("Ann Lee left.", "Ann", "Lee"), Ok(vec!["Ann Lee".to_owned()]));
        assert_eq!(joined("Ann (or \"Lee\")", "Ann", "Lee"), Ok(vec!["Ann (or \"Lee".to_owned()]));
        for (text, first, next) in [
            ("Ann\nLee left.", "Ann", "Lee"),
            ("Ann had not yet met Lee.", "Ann", "Lee"),
            ("Ann Lee left.", "Lee", "Ann"),
            ("Ann Lee left.", "Ann Lee", "Lee"),
        ] {
            assert_eq!(joined(text, first, next), Err(EditError::FarApart), "{text}: {first}, {next}");
        }
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
}
