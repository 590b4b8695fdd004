//! What the taggers and the memory say of each token of an article.

use super::memory::{Memory, Recollection};
use super::reading::Reading;
use crate::core::schema::LabelId;
use crate::core::sequence::{Hint, Hinted, NO_TAG, Overlay};
use crate::core::tagger::Suggestion;
use crate::core::text::{TextRange, Token};
use rustc_hash::FxHashMap;

/// What was decided in the article itself is trusted most.
const OWN: u8 = 3;

/// The sentences of an article with what is said of their tokens. `base` is what the taggers suggest, in order,
/// none overlapping another; `memory` is that of the project, `own` that of the article itself.
pub(super) fn hinted(
    overlay: &Overlay,
    reading: &Reading,
    base: &[Suggestion],
    memory: &Memory,
    own: &Memory,
) -> Vec<Hinted> {
    let spans: Vec<_> = base.iter().map(|suggestion| (suggestion.range, &suggestion.label)).collect();
    let sentence = |index: usize| {
        let tokens = reading.sentence(index);
        let tags = tags(overlay, tokens, &spans);
        let hint = |(token, tag)| Hint { base: tag, sure: sure(base, token), memory: NO_TAG, trust: 0, majority: tag };
        let mut hints: Vec<Hint> = tokens.iter().zip(tags).map(hint).collect();
        for found in memory.recall(reading, index) {
            recollect(overlay, &found, trust(&found), &mut hints);
        }
        for found in own.recall(reading, index) {
            recollect(overlay, &found, OWN, &mut hints);
        }
        let words = tokens.iter().map(|token| reading.text().slice(token.range).to_owned());
        Hinted { words: words.collect(), hints }
    };
    let mut sentences: Vec<Hinted> = (0..reading.len()).map(sentence).collect();
    set_majorities(&mut sentences);
    sentences
}

/// The tag of each token of a sentence under spans in order that do not overlap. Those of a label that the
/// overlay does not know are outside.
pub(super) fn tags(overlay: &Overlay, tokens: &[Token], spans: &[(TextRange, &LabelId)]) -> Vec<u8> {
    let mut before = None;
    let tag = |token: &Token| {
        let next = spans.partition_point(|(range, _)| range.end() <= token.range.start());
        let over = spans.get(next).filter(|(range, _)| range.overlaps(token.range));
        let begins = over.map(|it| it.0) != before;
        before = over.map(|it| it.0);
        over.and_then(|(_, label)| overlay.tag_of(label, begins)).unwrap_or(0)
    };
    tokens.iter().map(tag).collect()
}

/// How sure the taggers are of what they say of a token, in steps. They do not tell how sure they are that
/// there is nothing.
fn sure(base: &[Suggestion], token: &Token) -> u8 {
    let next = base.partition_point(|suggestion| suggestion.range.end() <= token.range.start());
    let over = base.get(next).filter(|suggestion| suggestion.range.overlaps(token.range));
    match over.map(|suggestion| suggestion.confidence) {
        Some(0.9..) => 3,
        None | Some(0.7..) => 2,
        Some(0.5..) => 1,
        Some(_) => 0,
    }
}

/// How far the memory can be trusted, in steps.
fn trust(found: &Recollection) -> u8 {
    match (found.times, found.share) {
        (3.., 0.9..) => 3,
        (2.., 0.75..) => 2,
        (_, 0.5..) => 1,
        _ => 0,
    }
}

/// Notes what the memory says, unless its tokens are only a part of what the taggers found: a part of a name
/// says little of the name.
fn recollect(overlay: &Overlay, found: &Recollection, trust: u8, hints: &mut [Hint]) {
    let tag = |begins| match found.label {
        Some(label) => overlay.tag_of(label, begins),
        None => Some(0),
    };
    let (Some(first), Some(later)) = (tag(true), tag(false)) else { return };
    let is_inside = |at: usize| hints.get(at).is_some_and(|hint| overlay.goes_on(hint.base));
    let is_part = is_inside(found.tokens.start) || is_inside(found.tokens.end);
    for (at, hint) in hints[found.tokens.clone()].iter_mut().enumerate() {
        hint.memory = if at == 0 { first } else { later };
        hint.trust = if is_part { 0 } else { trust };
    }
}

/// Sets for each token the tag that the taggers give its word most often in the article.
fn set_majorities(sentences: &mut [Hinted]) {
    let mut counts: FxHashMap<String, Vec<(u8, u32)>> = FxHashMap::default();
    for sentence in sentences.iter() {
        for (word, hint) in sentence.words.iter().zip(&sentence.hints) {
            if !counts.contains_key(word) {
                counts.insert(word.clone(), Vec::new());
            }
            let Some(tags) = counts.get_mut(word) else { continue };
            match tags.iter_mut().find(|(tag, _)| *tag == hint.base) {
                Some((_, times)) => *times += 1,
                None => tags.push((hint.base, 1)),
            }
        }
    }
    for sentence in sentences {
        for (word, hint) in sentence.words.iter().zip(&mut sentence.hints) {
            // Of tags as frequent, the one that came first.
            let most = counts[word].iter().rev().max_by_key(|(_, times)| times);
            hint.majority = most.map_or(NO_TAG, |(tag, _)| *tag);
        }
    }
}
