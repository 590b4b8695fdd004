//! What the taggers and the memory say of each token of an article.

use super::memory::{Memory, Recollection};
use crate::core::schema::LabelId;
use crate::core::sequence::{Hint, Hinted, NO_TAG, Overlay};
use crate::core::tagger::Suggestion;
use crate::core::text::{Reading, TextRange, Token, spans_over};
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
    let sentence = |index: usize| {
        let tokens = reading.sentence(index);
        let hint = |over: Option<(&Suggestion, bool)>| {
            let base = tag(overlay, over.map(|(suggestion, begins)| (&suggestion.label, begins)));
            let sure = sure(over.map(|(suggestion, _)| suggestion.confidence));
            Hint { base, sure, memory: NO_TAG, trust: 0, majority: base }
        };
        let mut hints: Vec<Hint> = spans_over(tokens, base, |suggestion| suggestion.range).map(hint).collect();
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

/// The tag of each token of a sentence under what is right, in order.
pub(super) fn tags(overlay: &Overlay, tokens: &[Token], right: &[(TextRange, LabelId)]) -> Vec<u8> {
    let over = spans_over(tokens, right, |(range, _)| *range);
    over.map(|over| tag(overlay, over.map(|((_, label), begins)| (label, begins)))).collect()
}

/// The tag of a token under a label, which begins there or not. One that the overlay does not know is outside.
fn tag(overlay: &Overlay, over: Option<(&LabelId, bool)>) -> u8 {
    over.and_then(|(label, begins)| overlay.tag_of(label, begins)).unwrap_or(0)
}

/// How sure the taggers are of what they say of a token, in steps. They do not tell how sure they are that
/// there is nothing.
fn sure(confidence: Option<f32>) -> u8 {
    match confidence {
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
