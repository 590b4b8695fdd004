//! One decision, carried to the identical mentions of the article.

use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, mentions_of};

/// Where else in the text the words at `range` stand, as whole words and in the same letters.
#[must_use]
pub fn identical_mentions(text: &Text, range: TextRange) -> Vec<TextRange> {
    let mut mentions = mentions_of(text, text.slice(range));
    mentions.retain(|&other| other != range);
    mentions
}

/// What labelling the words at `range` changes at their other mentions, as (removed, added).
///
/// `replaced` is the label that the decided annotation had before, if it had one: copies of that earlier
/// decision follow this one. A mention is left alone if a person decided it, or if it is part of
/// something longer.
pub(super) fn spread_label(
    article: &Article,
    range: TextRange,
    label: &LabelId,
    replaced: Option<&LabelId>,
) -> (Vec<Annotation>, Vec<Annotation>) {
    spread(article, range, label, |annotation, mention| gives_way(annotation, mention, label, replaced))
}

/// What moving the edges of an annotation to `range` changes at the other mentions of the words there, as
/// (removed, added): they get its label, also where the same words had the same wrong edges.
pub(super) fn spread_resize(
    article: &Article,
    resized: &Annotation,
    range: TextRange,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let (label, words) = (&resized.label, article.text.slice(resized.range));
    spread(article, range, label, |annotation, mention| {
        let same = annotation.label == *label && article.text.slice(annotation.range) == words;
        let by_machine = annotation.status == Status::Suggested || annotation.origin == Origin::Propagation;
        same && by_machine && annotation.is_visible() || gives_way(annotation, mention, label, None)
    })
}

/// Labels the other mentions of the words at `range` where everything gives way, as (removed, added).
fn spread(
    article: &Article,
    range: TextRange,
    label: &LabelId,
    gives_way: impl Fn(&Annotation, TextRange) -> bool,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for mention in identical_mentions(&article.text, range) {
        if mention.overlaps(range) {
            continue;
        }
        let there: Vec<&Annotation> = article.annotations.overlapping(mention).collect();
        if there.iter().all(|annotation| gives_way(annotation, mention)) {
            removed.extend(there.into_iter().filter(|annotation| annotation.is_visible()).cloned());
            added.push(Annotation::confirmed(mention, label.clone(), Origin::Propagation));
        }
    }
    (removed, added)
}

fn gives_way(annotation: &Annotation, mention: TextRange, label: &LabelId, replaced: Option<&LabelId>) -> bool {
    match annotation.status {
        Status::Suggested => mention.contains(annotation.range),
        Status::Confirmed => annotation.origin == Origin::Propagation && Some(&annotation.label) == replaced,
        Status::Rejected => (annotation.range, &annotation.label) != (mention, label),
    }
}

/// What refusing a suggestion changes at its other mentions, as (removed, added): those that are
/// suggested with the same label are refused too, with it as their origin. They keep their confidence, which
/// tells them from a copy of a label that was refused by hand.
pub(super) fn spread_rejection(article: &Article, refused: &Annotation) -> (Vec<Annotation>, Vec<Annotation>) {
    let suggested = |range| {
        let found = article.annotations.get(range, &refused.label)?;
        (found.status == Status::Suggested).then_some(found)
    };
    let removed: Vec<Annotation> =
        identical_mentions(&article.text, refused.range).into_iter().filter_map(suggested).cloned().collect();
    let refuse = |mention| Annotation { status: Status::Rejected, origin: Origin::Propagation, ..mention };
    let added = removed.iter().cloned().map(refuse).collect();
    (removed, added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        let text = Text::new("Lee met Lee's aide; Leeds and SLee did not. Lee.");
        let starts: Vec<u32> =
            identical_mentions(&text, TextRange::from_usize(0..3)).iter().map(|range| range.start().get()).collect();
        assert_eq!(starts, [8, 44]);
    }
}
