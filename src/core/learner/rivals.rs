//! What was learned and what the taggers say, where both have something: which of it is suggested, and how sure that is.
//!
//! The main decision: what is remembered of some words counts for these words, unless the taggers tell two meanings of them
//! apart (`is_told_apart` in hints.rs). What was learned of how names look has to be surer than they are, unless enough was
//! learned: as long as nothing is finished, and of labels that no tagger knows, one sentence teaches too much. To leave all
//! to the weights was rejected: after one "Constitutional Court" of one's own label, every "European Union" was another.

use super::heard::Said;
use super::memory::Memory;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::tagger::{Suggestion, over};
use crate::core::text::{Coverage, Text};

/// Where the taggers suggest the same, so much of how sure a suggestion is comes from what was learned in the end: by itself
/// that is too sure.
const LEARNED: f32 = 0.7;
/// A name that got its label in no larger share of the decisions about it is disputed.
const DISPUTED: f32 = 0.5;
/// What little taught must be at least so much as sure as what it takes the place of: more costs names of a label of one's
/// own of which the taggers find parts (training/README.md).
const DARING: f32 = 0.5;

/// What there is to say of a text.
pub(super) struct Rivals<'a> {
    pub text: &'a Text,
    pub said: Said<'a>,
    /// What is remembered, what was decided in this text first.
    pub memories: [&'a Memory; 3],
    /// The taggers' labels, each with that of the project.
    pub labels: &'a [(LabelId, LabelId)],
    /// The labels of which enough was learned to trust that where nothing was found there is nothing; none before anything
    /// is finished.
    pub taught: &'a [LabelId],
    /// How far what was learned counts, 0 to 1.
    pub share: f32,
}

impl<'a> Rivals<'a> {
    /// Of what was learned to be there, in order and none overlapping another, and what the taggers suggest, what is to be
    /// suggested.
    pub(super) fn met(&self, mut learned: Vec<Suggestion>) -> Vec<Suggestion> {
        let daring: Coverage = learned.iter().filter(|it| self.is_daring(it)).map(|it| it.range).collect();
        learned.retain(|it| !daring.overlaps(it.range));
        let is_unknown = |it: &Suggestion| !self.taught.contains(&it.label) || daring.overlaps(it.range);
        // What is refused is no name, unless it is learned when it is one.
        let is_refused = |it: &Suggestion| self.is_guess() && self.is_refused(it);
        let stays = self.said.suggested.iter().filter(|it| is_unknown(it) && !is_refused(it));
        let mut all = with_said(learned, stays);
        all.iter_mut().for_each(|it| it.origin = origin(self.same(it)));
        all
    }

    /// One of the suggestions with its origin, and as sure as it is in the end.
    pub(super) fn weighed(&self, mut suggestion: Suggestion) -> Suggestion {
        let (same, agreement) = (self.same(&suggestion), self.agreement(&suggestion));
        suggestion.origin = origin(same);
        suggestion.confidence = match (same, agreement) {
            (Some(it), _) => self.agreed(suggestion.confidence, it.confidence),
            // Unless it is these words that were decided.
            (None, None) if self.is_guess() => suggestion.confidence * self.share,
            _ => suggestion.confidence,
        };
        // What is said of a name in two ways is a question, however plain its words are, until this article answers it;
        // unless it is the taggers who tell them apart.
        let is_corrected = || self.memories.iter().any(|it| it.is_corrected(self.words(&suggestion)));
        if let Some(agreement @ ..=DISPUTED) = agreement.filter(|_| same.is_none() || is_corrected()) {
            suggestion.confidence = suggestion.confidence.min(agreement);
        }
        suggestion
    }

    /// What the taggers suggest that is the same, if they do.
    fn same(&self, suggestion: &Suggestion) -> Option<&'a Suggestion> {
        self.said.same(suggestion.range, &suggestion.label)
    }

    /// Whether nothing is finished.
    fn is_guess(&self) -> bool {
        self.taught.is_empty()
    }

    fn words(&self, suggestion: &Suggestion) -> &'a str {
        self.text.slice(suggestion.range)
    }

    fn agreement(&self, suggestion: &Suggestion) -> Option<f32> {
        self.memories.iter().find_map(|it| it.agreement(self.words(suggestion), &suggestion.label))
    }

    /// Whether the words are rather no entity in what is not finished.
    fn is_refused(&self, suggestion: &Suggestion) -> bool {
        let [own, elsewhere, _] = self.memories;
        [own, elsewhere].iter().any(|it| it.refuses(self.words(suggestion)))
    }

    /// Whether a suggestion follows from what was learned and nothing else: neither do the taggers say it, nor were these words
    /// decided so.
    fn is_learned(&self, suggestion: &Suggestion) -> bool {
        self.same(suggestion).is_none() && self.agreement(suggestion).is_none()
    }

    /// Whether what was learned is too little for that to be suggested in place of what the taggers suggest there.
    fn is_daring(&self, learned: &Suggestion) -> bool {
        let is_of_taggers = self.labels.iter().any(|(_, label)| *label == learned.label);
        let is_surer = |said: &Suggestion| learned.confidence < DARING * said.confidence;
        (self.is_guess() || !is_of_taggers)
            && over(self.said.suggested, learned.range).iter().any(is_surer)
            && self.is_learned(learned)
    }

    /// How sure two are who say the same, of whom the first has learned it.
    fn agreed(&self, learned: f32, said: f32) -> f32 {
        // Quickly, as the memory: see `Overlay::tag`.
        let weight = LEARNED * self.share * self.share * self.share;
        weight * learned + (1.0 - weight) * said
    }
}

/// Whose a suggestion is of which the taggers say the same, or nothing.
fn origin(same: Option<&Suggestion>) -> Origin {
    same.map_or(Origin::Learner, |it| it.origin)
}

/// What was learned, and what the taggers say besides, in order. Where both have something, what was learned, unless that is a
/// part and less sure: a number of one's own label in a sum of money.
fn with_said<'a>(learned: Vec<Suggestion>, said: impl Iterator<Item = &'a Suggestion>) -> Vec<Suggestion> {
    let gives_way = |said: &Suggestion| {
        let is_part = |it: &Suggestion| said.range.contains(it.range) && it.range != said.range;
        over(&learned, said.range).iter().any(|it| !is_part(it) || it.confidence >= said.confidence)
    };
    let said: Vec<Suggestion> = said.filter(|it| !gives_way(it)).cloned().collect();
    let taken: Coverage = said.iter().map(|it| it.range).collect();
    let mut all = learned;
    all.retain(|it| !taken.overlaps(it.range));
    all.extend(said);
    all.sort_by_key(|suggestion| suggestion.range);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::TextRange;

    #[test]
    fn a_label_of_ones_own_takes_no_part_of_what_a_tagger_is_surer_of() {
        let money = |start, end| suggestion(start, end, "MONEY", 0.9);
        let ticker = |start, end, confidence| suggestion(start, end, "TICKER", confidence);
        for (found, said, expected) in [
            (ticker(1, 4, 0.3), money(0, 9), "MONEY"),
            (ticker(1, 4, 0.95), money(0, 9), "TICKER"),
            (ticker(0, 9, 0.3), money(0, 9), "TICKER"),
            (ticker(0, 9, 0.3), money(1, 4), "TICKER"),
        ] {
            let all = with_said(vec![found.clone()], [said].iter());
            assert_eq!(all.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), [expected], "{found:?}");
        }
    }

    fn suggestion(start: usize, end: usize, label: &str, confidence: f32) -> Suggestion {
        let range = TextRange::from_usize(start..end);
        Suggestion { range, label: label.into(), origin: Origin::Model, confidence }
    }

    /// What is suggested where something was learned, and "Constitutional Court" is an organisation, the tagger says.
    fn met(learned: Suggestion, taught: &[LabelId]) -> Vec<(TextRange, String)> {
        let text = Text::new("The Constitutional Court rejected the suit.");
        let said = [suggestion(4, 24, "ORG", 0.8)];
        let nothing = Memory::default();
        let rivals = Rivals {
            text: &text,
            said: Said { suggested: &said, possible: &said },
            memories: [&nothing; 3],
            labels: &[("ORG".into(), "ORG".into()), ("LAW".into(), "LAW".into())],
            taught,
            share: 0.5,
        };
        rivals.met(vec![learned]).into_iter().map(|it| (it.range, it.label.to_string())).collect()
    }

    #[test]
    fn what_was_learned_of_little_takes_the_place_of_what_the_taggers_find_only_where_it_is_sure_enough() {
        let place = |end, label, confidence, taught: &[LabelId]| {
            let found = met(suggestion(4, end, label, confidence), taught);
            found.iter().map(|(range, label)| (range.end().as_usize(), label.clone())).collect::<Vec<_>>()
        };
        let taught: [LabelId; 3] = ["ORG".into(), "LAW".into(), "COURT".into()];
        let is = |end, label: &str| vec![(end, label.to_owned())];
        for taught in [&[], &taught[..]] {
            assert_eq!(place(24, "COURT", 0.3, taught), is(24, "ORG"));
            assert_eq!(place(24, "COURT", 0.5, taught), is(24, "COURT"));
            assert_eq!(place(37, "COURT", 0.3, taught), is(24, "ORG"), "with other edges");
        }
        assert_eq!(place(37, "LAW", 0.3, &[]), is(24, "ORG"));
        assert_eq!(place(37, "LAW", 0.3, &taught), is(37, "LAW"), "enough was learned");
    }
}
