//! One decision, carried to the identical mentions of the article, and suggested for shorter forms of the name.
//!
//! The main decision: what is carried is weaker than what is decided. It goes to what has not been read yet, the
//! next decision about the same words takes its place, and with one copy that is refused those after it go. To have
//! copies wherever the words stand, and to refuse each by hand, was rejected: who annotates texts in which a word
//! does not always mean the same made up to a third more corrections (`postil simulate` on GUM and Wikinews).

use super::swap::Swap;
use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use crate::core::tagger::short_forms;
use crate::core::text::{Text, TextRange, may_be_part_of_word, mentions_of};
use std::collections::BinaryHeap;

/// How sure a shorter form is: by the gold of three corpora nine in ten are right (training/README.md).
const SHORT_FORM: f32 = 0.9;

/// Where else in the text the words at `range` stand, as whole words and in the same letters; nowhere if they are signs
/// alone, which mean nothing by themselves.
fn identical_mentions(text: &Text, range: TextRange) -> Vec<TextRange> {
    if !text.slice(range).contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let mut mentions = mentions_of(text, text.slice(range));
    mentions.retain(|&other| other != range && !may_be_part_of_word(text, other));
    mentions
}

/// Where else the words at `decided` stand, without what was read by then and left as it is.
fn unread_mentions(article: &Article, decided: TextRange) -> Vec<TextRange> {
    let is_unread = unread(article, decided);
    let mut mentions = identical_mentions(&article.text, decided);
    mentions.retain(|&mention| is_unread(mention));
    mentions
}

/// Tells what was not read when the words at `decided` were: who reads from the top has seen what stands before an
/// earlier decision by hand, and what an earlier decision was carried to.
fn unread(article: &Article, decided: TextRange) -> impl Fn(TextRange) -> bool {
    let before = article.annotations.iter().take_while(|it| it.range < decided);
    let read_to = before.filter(|it| it.is_read()).last();
    let was_carried =
        |mention| article.annotations.overlapping(mention).any(|it| it.range == mention && it.is_decided());
    move |mention| decided < mention || !(read_to.is_some_and(|it| mention <= it.range) || was_carried(mention))
}

/// What labelling the words at `range` changes at their other mentions.
///
/// `replaced` is the label that the decided annotation had before, if it had one: copies of that earlier
/// decision follow this one. A mention is left alone if a person decided it or has read it, or if it is part of
/// something longer.
pub(super) fn spread_label(article: &Article, range: TextRange, label: &LabelId, replaced: Option<&LabelId>) -> Swap {
    spread(article, range, label, |annotation, mention| gives_way(annotation, mention, label, replaced))
}

/// What accepting a suggestion of the words at `range` changes at their other mentions. Who agrees with a tagger has not said that
/// it is wrong elsewhere: a mention that it gives another label is left alone, such as the month in "Mr May left in May".
pub(super) fn spread_accepted(article: &Article, range: TextRange, label: &LabelId) -> Swap {
    let is_told_apart =
        |it: &Annotation, mention| it.status == Status::Suggested && it.range == mention && it.label != *label;
    spread(article, range, label, |annotation, mention| {
        !is_told_apart(annotation, mention) && gives_way(annotation, mention, label, None)
    })
}

/// What moving the edges of an annotation to `range` changes at the other mentions of the words there: they get its label,
/// also where the same words had the same wrong edges.
pub(super) fn spread_resize(article: &Article, resized: &Annotation, range: TextRange) -> Swap {
    let (label, words) = (&resized.label, article.text.slice(resized.range));
    spread(article, range, label, |annotation, mention| {
        let same = annotation.label == *label && article.text.slice(annotation.range) == words;
        let by_machine = annotation.status == Status::Suggested || annotation.origin == Origin::Propagation;
        same && by_machine && annotation.is_visible() || gives_way(annotation, mention, label, None)
    })
}

/// Labels the other mentions of the words at `range` where everything gives way.
fn spread(
    article: &Article,
    range: TextRange,
    label: &LabelId,
    gives_way: impl Fn(&Annotation, TextRange) -> bool,
) -> Swap {
    let mut swap = Swap::default();
    for mention in unread_mentions(article, range) {
        if mention.overlaps(range) {
            continue;
        }
        let there: Vec<&Annotation> = article.annotations.overlapping(mention).collect();
        if there.iter().all(|annotation| gives_way(annotation, mention)) {
            let same = |it: &Annotation| (it.range, &it.label) == (mention, label);
            swap.removed.extend(there.into_iter().filter(|it| it.is_visible() || same(it)).cloned());
            swap.added.push(Annotation::confirmed(mention, label.clone(), Origin::Propagation));
        }
    }
    swap.added.extend(shorter_mentions(article, range, label));
    swap
}

/// Suggestions of a label for the shorter forms of the name at `range`, where nothing was said of these words yet.
/// What stands in small letters too is no short form but a common word: "the" is no part of "Theatre Guild".
fn shorter_mentions(article: &Article, range: TextRange, label: &LabelId) -> Vec<Annotation> {
    let text = &article.text;
    let forms = short_forms(text.slice(range), label);
    if forms.is_empty() {
        // Most names are one word: the text need not be looked through for them.
        return Vec::new();
    }
    let is_unread = unread(article, range);
    let is_free = |mention: &TextRange| article.annotations.overlapping(*mention).next().is_none();
    // In order, none overlapping another.
    let names = identical_mentions(text, range);
    let is_part = |mention: &TextRange| {
        let before = names.partition_point(|name| name.start() < mention.end());
        mention.overlaps(range) || names[..before].last().is_some_and(|name| name.overlaps(*mention))
    };
    // An acronym is in capitals, which no common word is.
    let is_common = |form: &String| {
        // Of capitals only ASCII's are known: the tables of the others are 9 kB of the page.
        let small = form.to_ascii_lowercase();
        small != *form && form.to_ascii_uppercase() != *form && !mentions_of(text, &small).is_empty()
    };
    let forms = forms.into_iter().filter(|form| !is_common(form));
    let found: BinaryHeap<TextRange> = forms.flat_map(|form| mentions_of(text, &form)).collect();
    let mut found = found.into_sorted_vec();
    found.dedup();
    found.retain(|mention| is_unread(*mention) && is_free(mention) && !is_part(mention));
    let suggest = |mention| Annotation::suggested(mention, label.clone(), Origin::Learner, SHORT_FORM);
    found.into_iter().map(suggest).collect()
}

fn gives_way(annotation: &Annotation, mention: TextRange, label: &LabelId, replaced: Option<&LabelId>) -> bool {
    match annotation.status {
        Status::Suggested => mention.contains(annotation.range),
        Status::Confirmed => {
            let is_copy = annotation.origin == Origin::Propagation && Some(&annotation.label) == replaced;
            is_copy && mention.contains(annotation.range)
        }
        Status::Rejected => annotation.is_carried() || (annotation.range, &annotation.label) != (mention, label),
    }
}

/// What refusing an annotation changes at the other mentions of its words. Where the same
/// was suggested, that is refused too, with propagation as its origin and the confidence it had, or 1. If what was
/// refused is a copy of a label, those after it are taken back.
pub(super) fn spread_rejection(article: &Article, refused: &Annotation) -> Swap {
    let follows = |other: &Annotation| match refused.status {
        Status::Suggested => other.status == Status::Suggested,
        _ => refused.is_carried() && other.is_carried() && other.is_visible() && refused.range < other.range,
    };
    let mentions = unread_mentions(article, refused.range).into_iter();
    let others = mentions.filter_map(|mention| article.annotations.get(mention, &refused.label));
    let removed: Vec<Annotation> = others.filter(|other| follows(other)).cloned().collect();
    // By its confidence it is told from what was refused by hand, also if its file gave none.
    let refuse = |other: Annotation| {
        let confidence = other.confidence.or(Some(1.0));
        Annotation { status: Status::Rejected, origin: Origin::Propagation, confidence, ..other }
    };
    let suggested = removed.iter().filter(|other| other.status == Status::Suggested);
    let added = suggested.cloned().map(refuse).collect();
    Swap { removed, added }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{ArticleId, Meta};
    use crate::core::edit::{Command, Editor};
    use crate::core::project::Project;
    use crate::core::schema::Schema;
    use std::sync::Arc;

    #[test]
    fn whole_words_only() {
        let text = Text::new("Lee met Lee's aide; Leeds and SLee did not. Lee.");
        let starts: Vec<u32> =
            identical_mentions(&text, TextRange::from_usize(0..3)).iter().map(|range| range.start().get()).collect();
        assert_eq!(starts, [8, 44]);
    }

    #[test]
    fn signs_are_not_carried() {
        let text = Text::new("Lee. Bo. Ann.");
        assert_eq!(identical_mentions(&text, TextRange::from_usize(3..4)), []);
    }

    #[test]
    fn what_is_refused_along_is_told_from_what_was_refused_by_hand_whatever_a_file_said_of_it() {
        let mut article = Article::new("a1", Text::new(TEXT), Meta::default());
        let of_file =
            |nth| Annotation { confidence: None, ..Annotation::suggested(lee(nth), "ORG".into(), Origin::Import, 0.9) };
        article.annotations = (0..3).map(of_file).collect();
        let refused = spread_rejection(&article, &of_file(0)).added;
        assert!(refused.len() == 2 && refused.iter().all(Annotation::is_carried), "{refused:?}");
    }

    #[test]
    fn who_accepts_a_suggestion_leaves_the_same_words_that_are_suggested_otherwise() {
        let mut article = Article::new("a1", Text::new(TEXT), Meta::default());
        let suggested = |nth, label: &str| Annotation::suggested(lee(nth), label.into(), Origin::Model, 0.9);
        article.annotations = [suggested(0, "ORG"), suggested(1, "PERSON"), suggested(2, "ORG")].into_iter().collect();
        let accepted = spread_accepted(&article, lee(0), &"ORG".into());
        assert_eq!(accepted.added.iter().map(|it| it.range).collect::<Vec<_>>(), [lee(2), lee(3)]);
        assert_eq!(
            spread_label(&article, lee(0), &"ORG".into(), None).added.len(),
            3,
            "who labels them says it of all"
        );
    }

    #[test]
    fn a_copy_that_holds_the_words_and_more_stays_whole() {
        let text = Text::new("A Bank fell. The Bank of Korea rose.");
        let mut article = Article::new("a1", text, Meta::default());
        let copy = Annotation::confirmed(TextRange::from_usize(17..30), "ORG".into(), Origin::Propagation);
        article.annotations = [copy].into_iter().collect();
        let swap = spread_label(&article, TextRange::from_usize(2..6), &"FAC".into(), Some(&"ORG".into()));
        assert!(swap.removed.is_empty() && swap.added.is_empty(), "{swap:?}");
    }

    #[test]
    fn shorter_forms_of_a_name_are_suggested_where_nothing_was_said() {
        let text =
            Text::new("Ann Lee of the Federal Bank of Korea met Sam. Lee, Ann Lee, Lee and Ann: the FBK, a fed.");
        let mut article = Article::new("a1", text, Meta::default());
        let said = article.text.as_str().rfind("Lee").unwrap();
        let said = TextRange::from_usize(said..said + 3);
        article.annotations = [Annotation::suggested(said, "ORG".into(), Origin::Model, 0.9)].into_iter().collect();
        let suggested = |range: std::ops::Range<usize>, label: &str| -> Vec<(usize, &str)> {
            let swap = spread_label(&article, TextRange::from_usize(range), &label.into(), None);
            let suggested = swap.added.into_iter().filter(|it| it.status == Status::Suggested);
            suggested.map(|it| (it.range.as_usize().start, article.text.slice(it.range))).collect()
        };
        assert_eq!(suggested(0..7, "PERSON"), [(46, "Lee"), (68, "Ann")]);
        assert_eq!(suggested(15..36, "ORG"), [(77, "FBK")]);
        assert_eq!(suggested(51..54, "PERSON"), []);
    }

    #[test]
    fn a_name_with_an_accented_initial_has_shorter_forms() {
        let text = Text::new("Mesut Özil met John Smith: a smith. Özil left, Smith too.");
        let article = Article::new("a1", text, Meta::default());
        let added = |range| spread_label(&article, TextRange::from_usize(range), &"PERSON".into(), None).added;
        let suggested = |range| -> Vec<String> {
            added(range).into_iter().map(|it| article.text.slice(it.range).to_owned()).collect()
        };
        assert_eq!(suggested(0..11), ["Özil"]);
        assert_eq!(suggested(16..26), [""; 0], "a common word");
    }

    const TEXT: &str = "Lee, Lee, Lee, Lee.";

    fn lee(nth: usize) -> TextRange {
        TextRange::from_usize(5 * nth..5 * nth + 3)
    }

    /// What stands at each of four mentions after some commands: the first letter of its label, small if it is only
    /// suggested.
    fn after(suggested: &[usize], commands: &[fn(ArticleId) -> Command]) -> String {
        let mut article = Article::new("a1", Text::new(TEXT), Meta::default());
        let suggest = |&nth: &usize| Annotation::suggested(lee(nth), "ORG".into(), Origin::Model, 0.9);
        article.annotations = suggested.iter().map(suggest).collect();
        let project = Project { articles: vec![Arc::new(article)], ..Project::new(Schema::ontonotes()) };
        let mut editor = Editor::new(project);
        for command in commands {
            editor.execute(command("a1".into()), 0).unwrap();
        }
        let article = &editor.project().articles[0];
        let there = |nth| article.annotations.visible().find(|it| it.range == lee(nth));
        let letter = |it: &Annotation| if it.is_decided() { it.label.to_string() } else { "o".to_owned() };
        (0..4).map(|nth| there(nth).map_or('-', |it| letter(it).remove(0))).collect()
    }

    fn annotate(article: ArticleId, nth: usize) -> Command {
        Command::Annotate { article, range: lee(nth), label: "PERSON".into(), propagate: true }
    }

    fn reject(article: ArticleId, nth: usize, label: &str) -> Command {
        Command::Reject { article, key: (lee(nth), label.into()), propagate: true }
    }

    #[test]
    fn what_was_read_stays_as_it_is() {
        assert_eq!(after(&[], &[|id| annotate(id, 1)]), "PPPP");
        assert_eq!(after(&[1], &[|id| reject(id, 1, "ORG"), |id| annotate(id, 2)]), "--PP");
        assert_eq!(after(&[0, 1, 2, 3], &[|id| reject(id, 2, "ORG")]), "----");
        let accept = |article| Command::Accept { article, keys: vec![(lee(1), "ORG".into())], propagate: false };
        assert_eq!(after(&[0, 1, 2, 3], &[accept, |id| reject(id, 2, "ORG")]), "oO--");
    }

    #[test]
    fn the_next_decision_takes_the_place_of_what_was_carried() {
        assert_eq!(after(&[0, 1, 2, 3], &[|id| reject(id, 0, "ORG"), |id| annotate(id, 2)]), "--PP");
        assert_eq!(after(&[], &[|id| annotate(id, 0), |id| reject(id, 2, "PERSON")]), "PP--");
        let both: [fn(ArticleId) -> Command; 3] =
            [|id| annotate(id, 0), |id| reject(id, 1, "PERSON"), |id| annotate(id, 2)];
        assert_eq!(after(&[], &both), "P-PP");
    }
}
