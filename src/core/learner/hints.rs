//! What the taggers and the memory say of each token of an article.

use super::heard::Said;
use super::memory::{Memory, Recollection};
use super::possible::Possible;
use crate::core::schema::LabelId;
use crate::core::sequence::{Hint, Hinted, NO_TAG, Overlay};
use crate::core::tagger::Suggestion;
use crate::core::text::{Reading, TextRange, Token, spans_over};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What was decided in the article itself is trusted most, as is what was decided often.
pub(super) const OWN: u8 = 3;
/// How sure taggers are, in steps, who tell two meanings of a name apart.
const SURE: u8 = 2;

/// The sentences of an article with what is said of their tokens. `labels` are the taggers' own with those of the
/// project; `memory` is that of the project, `elsewhere` that of other open articles, `own` that of the article itself.
pub(super) fn hinted(
    overlay: &Overlay,
    labels: &[(LabelId, LabelId)],
    reading: &Reading,
    said: Said,
    memory: &Memory,
    elsewhere: &Memory,
    own: &Memory,
) -> Vec<Hinted> {
    let sentence = |index: usize| {
        let tokens = reading.sentence(index);
        let possible = Possible::new(tokens, said.possible);
        let hint = |(over, at): (Option<(&Suggestion, bool)>, usize)| {
            let base = over.and_then(|(suggestion, begins)| overlay.tag_of(&suggestion.label, begins)).unwrap_or(0);
            let sure = sure(over.map(|(suggestion, _)| suggestion.confidence));
            let (likely, clear, second) = possible.ranking(at);
            Hint { sure, likely, clear, second, ..Hint::of_tag(base) }
        };
        let over = spans_over(tokens, said.suggested, |suggestion| suggestion.range);
        let mut hints: Vec<Hint> = over.zip(0..).map(hint).collect();
        let mut remembered = Vec::new();
        for memory in [memory, elsewhere] {
            let mut found = memory.recall(reading, index);
            found.retain(|it| !is_in_longer(it, &remembered));
            for it in found.iter().filter(|it| !is_told_apart(reading, index, it, said)) {
                recollect(overlay, it, trust(it), &mut hints);
            }
            remembered.extend(found);
        }
        let mut found = own.recall(reading, index);
        found.retain(|it| !is_in_longer(it, &remembered) && !is_told_apart(reading, index, it, said));
        found.iter().for_each(|it| recollect(overlay, it, OWN, &mut hints));
        let words = tokens.iter().map(|token| reading.text().slice(token.range).to_owned());
        Hinted { words: words.collect(), hints, odds: possible.odds(overlay, labels) }
    };
    let mut sentences: Vec<Hinted> = (0..reading.len()).map(sentence).collect();
    set_majorities(&mut sentences);
    sentences
}

/// The tag of each token of a sentence under what is right, in order. That of a label that the overlay does not know
/// is not known either.
pub(super) fn tags(overlay: &Overlay, tokens: &[Token], right: &[(TextRange, LabelId)]) -> Vec<u8> {
    let over = spans_over(tokens, right, |(range, _)| *range);
    let tag = |((_, label), begins): (&(_, LabelId), bool)| overlay.tag_of(label, begins).unwrap_or(NO_TAG);
    over.map(|over| over.map_or(0, tag)).collect()
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

/// How far the memory can be trusted, in steps. Who has put the taggers right about a name, and never said otherwise, expects
/// it to be right from then on.
fn trust(found: &Recollection) -> u8 {
    match (found.times, found.share) {
        (3.., 0.9..) => 3,
        (2.., 0.75..) => 2,
        (_, 1.0..) if found.corrected => 2,
        (_, 0.5..) => 1,
        _ => 0,
    }
}

/// Whether the taggers are sure of another label for a name, and nobody has put them right about it: who agrees with them
/// has not said that they are wrong elsewhere. So is the month in "Mr May left in May".
fn is_told_apart(reading: &Reading, sentence: usize, found: &Recollection, said: Said) -> bool {
    let other = || said.at(reading.range(sentence, found.tokens.clone())).filter(|it| Some(&it.label) != found.label);
    !found.corrected && found.label.is_some() && other().is_some_and(|it| sure(Some(it.confidence)) >= SURE)
}

/// Whether some words are a part of a longer name that is remembered.
fn is_in_longer(words: &Recollection, remembered: &[Recollection]) -> bool {
    let Range { start, end } = words.tokens;
    let holds = |it: &Range<usize>| it.start <= start && end <= it.end && *it != words.tokens;
    remembered.iter().any(|it| it.label.is_some() && holds(&it.tokens))
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
    let mut counts: FxHashMap<&str, Vec<(u8, u32)>> = FxHashMap::default();
    let tokens = sentences.iter_mut().flat_map(|Hinted { words, hints, .. }| words.iter().zip(hints));
    let tokens: Vec<(&str, &mut Hint)> = tokens.map(|(word, hint)| (word.as_str(), hint)).collect();
    for (word, hint) in &tokens {
        let tags = counts.entry(word).or_default();
        match tags.iter_mut().find(|(tag, _)| *tag == hint.base) {
            Some((_, times)) => *times += 1,
            None => tags.push((hint.base, 1)),
        }
    }
    for (word, hint) in tokens {
        // Of tags as frequent, the one that came first.
        let most = counts[word].iter().rev().max_by_key(|(_, times)| times);
        hint.majority = most.map_or(NO_TAG, |(tag, _)| *tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_puts_the_taggers_right_is_trusted_at_once_and_until_it_is_said_otherwise() {
        let trust = |times, share, corrected| {
            super::trust(&Recollection { tokens: 0..1, label: None, times, share, corrected })
        };
        assert_eq!([trust(1, 1.0, false), trust(1, 1.0, true), trust(1, 0.5, true)], [1, 2, 1]);
        assert_eq!([trust(2, 0.8, false), trust(3, 1.0, false), trust(1, 0.3, true)], [2, 3, 0]);
    }
}
