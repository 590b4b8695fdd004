//! A second model over the first: it sees the words and what others say of them, and learns from one article
//! after another.
//!
//! Others are the taggers, and the memory of what was decided. What they say is a score from the start, so
//! that a model that has learned nothing repeats them, and a feature, so that it learns whom to believe when.
//! Going on to train the weights of the first model was rejected: they would have to be kept twice, and a
//! model of the user's own may have none.

use super::clusters::Clusters;
use super::crf::Crf;
use super::features::{self, Sentence, join, row};
use super::gold::Gold;
use super::hash::Hash;
use super::lanes::{LANES, Lanes, blocks};
use super::math::ln;
use super::model::{Span, spans};
use super::tags::{MOST_LABELS, NO_TAG, Tag, TagSet};
use super::viterbi::best_path;
use super::weights::TokenRows;
use super::word::Word;
use crate::core::schema::LabelId;
use std::ops::Range;

/// What others say of a token, as numbers of tags, and how sure they are, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The taggers' tag.
    pub base: u8,
    /// How sure they are, 0 to 3.
    pub sure: u8,
    /// The tag that the memory gives, or [`NO_TAG`].
    pub memory: u8,
    /// How far that can be trusted, 0 to 3.
    pub trust: u8,
    /// The tag that the taggers give this word most often in the article.
    pub majority: u8,
    /// The tag that they think likeliest, as a number that [`tagger_tag`] gives.
    pub likely: u32,
    /// How much likelier than others that is, 0 to 2.
    pub clear: u8,
    /// The next in likelihood, if it is likely at all.
    pub second: u32,
}

impl Hint {
    /// What is said beyond either end of a sentence.
    const EDGE: Self = Self { likely: NO_TAGGER_TAG, ..Self::of_tag(NO_TAG) };

    /// What is said if taggers give a tag and nobody says anything else.
    #[must_use]
    pub const fn of_tag(base: u8) -> Self {
        Self { base, sure: 0, memory: NO_TAG, trust: 0, majority: base, likely: 0, clear: 0, second: NO_TAGGER_TAG }
    }
}

/// A sentence with what others say of its tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Hinted {
    /// The tokens.
    pub words: Vec<String>,
    /// What is said of each.
    pub hints: Vec<Hint>,
    /// What the taggers think possible, by token.
    pub odds: Vec<Odds>,
}

/// How likely the taggers think a tag of a token. They think none likely that is not told of, but outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Odds {
    /// The token, as its index in the sentence.
    pub token: u32,
    /// The number of the tag; not outside.
    pub tag: u8,
    /// 0 to 1; those of a token add up to 1 at most.
    pub probability: f32,
}

/// Stands for no tag of the taggers', where 0 says that there is nothing.
pub const NO_TAGGER_TAG: u32 = 1;

/// A number for a tag of the taggers' own, whatever the project calls it or if it has no such label: "ORG" says
/// much of what may be a court.
#[must_use]
pub fn tagger_tag(label: &LabelId, begins: bool) -> u32 {
    label.as_str().chars().fold(Hash::START, Hash::with).value() << 1 | u32::from(begins)
}

/// What the taggers' tag is worth, as a logarithm of odds, by how sure they are.
const BASE: [f32; 4] = [1.0, 1.4, 1.8, 2.2];
/// What the memory's tag is worth, by how far it can be trusted.
const MEMORY: [f32; 4] = [0.0, 1.0, 2.0, 3.0];

/// What the logarithm of a likelihood is worth that the taggers give a tag.
const ODDS: f32 = 0.4;
/// Less likely is as good as impossible.
const LEAST: f32 = 0.02;

/// How much less likely than nothing a label is that no tagger knows, as a logarithm of odds, to who has learned nothing.
const RARE: f32 = 2.0;

/// How much faster than others a label is learned that no tagger knows.
const HASTE: f32 = 2.0;
/// How much faster than from finished articles is learned from the open one.
const SPEED_OF_OPEN: f32 = 2.0;

/// How many look at hints.
const OF_HINTS: usize = 24;

/// The second model.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    crf: Crf,
    rows_log2: u32,
    /// What is known of words beforehand.
    clusters: Clusters,
    /// The first model's features that count here, as their places there.
    of_words: Vec<usize>,
}

/// A sentence as the weights see it.
struct Seen {
    /// The rows of the features of each token.
    rows: Vec<u32>,
    /// What others say, as scores.
    prior: Vec<Lanes<f32>>,
}

impl Overlay {
    /// One that has learned nothing and knows no label, with 2^`rows_log2` rows of weights.
    #[must_use]
    pub fn new(rows_log2: u32, clusters: Clusters) -> Self {
        let of_words = features::of_few_articles(&clusters).collect();
        Self { crf: Crf::new(TagSet::new(Vec::new()), rows_log2), rows_log2, clusters, of_words }
    }

    /// The labels that it knows.
    #[must_use]
    pub fn labels(&self) -> &[LabelId] {
        self.crf.tags().labels()
    }

    /// What is known of words beforehand.
    #[must_use]
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// Takes a label if it is new, and there are not too many. One that no tagger knows is learned in haste, from
    /// few examples.
    pub fn add_label(&mut self, label: &LabelId, is_known: bool) {
        if self.labels().len() < MOST_LABELS && !self.labels().contains(label) {
            let labels = self.labels().iter().chain([label]).cloned().collect();
            self.crf.grow(TagSet::new(labels));
            self.set_haste(label, HASTE);
        }
        if is_known {
            self.set_haste(label, 1.0);
        }
    }

    fn set_haste(&mut self, label: &LabelId, haste: f32) {
        for tag in [true, false].map(|begins| self.tag_of(label, begins)).into_iter().flatten() {
            self.crf.set_haste(tag.into(), haste);
        }
    }

    /// The tag of a token of a span of the label; `None` if the label is not known.
    #[must_use]
    pub fn tag_of(&self, label: &LabelId, begins: bool) -> Option<u8> {
        let place = self.labels().iter().position(|known| known == label)?;
        let tag = if begins { Tag::Begin(place) } else { Tag::Inside(place) };
        u8::try_from(self.crf.tags().number(tag)).ok()
    }

    /// Whether a tag says that a span goes on.
    #[must_use]
    pub fn goes_on(&self, tag: u8) -> bool {
        tag != NO_TAG && matches!(self.crf.tags().tag(tag.into()), Tag::Inside(_))
    }

    /// Learns from one sentence with the right tags; where one is [`NO_TAG`], it is not known.
    pub fn learn(&mut self, sentence: &Hinted, gold: &[u8]) {
        self.study(&self.seen(sentence), &Gold::of_numbers(gold, self.crf.tags()), 1.0);
    }

    /// What `ask` finds out when the sentences of the open article that were decided have been learned, too, so many
    /// times. Of that nothing stays: all that a decision changes is a function of the decisions that there are.
    pub fn with_open<T>(&mut self, decided: &[(Hinted, Vec<u8>)], passes: usize, ask: impl FnOnce(&Self) -> T) -> T {
        if decided.is_empty() {
            return ask(self);
        }
        let gold = |numbers: &[u8]| Gold::of_numbers(numbers, self.crf.tags());
        let seen: Vec<(Seen, Gold)> = decided.iter().map(|(it, numbers)| (self.seen(it), gold(numbers))).collect();
        self.crf.note_changes();
        for (seen, gold) in (0..passes).flat_map(|_| &seen) {
            self.study(seen, gold, SPEED_OF_OPEN);
        }
        let answer = ask(self);
        self.crf.take_back();
        answer
    }

    fn seen(&self, sentence: &Hinted) -> Seen {
        Seen { rows: self.rows(sentence), prior: self.prior(sentence, 1.0) }
    }

    fn study(&mut self, seen: &Seen, gold: &Gold, speed: f32) {
        let rows = TokenRows { rows: &seen.rows, width: self.width() };
        let scores = self.crf.scores_with(rows, 1.0, &seen.prior);
        self.crf.learn(rows, &scores, gold, speed);
    }

    /// The spans of a sentence, in order. What was learned from words and hints counts by `share`, above 0 and up to
    /// 1; the less it counts, the more the memory does.
    #[must_use]
    pub fn tag(&self, sentence: &Hinted, share: f32) -> Vec<Span> {
        let rows = self.rows(sentence);
        let scores =
            self.crf.scores_with(TokenRows { rows: &rows, width: self.width() }, share, &self.prior(sentence, share));
        let tags = self.crf.tags();
        let found = spans(tags, &best_path(&scores, self.crf.transitions()));
        if found.is_empty() {
            return Vec::new();
        }
        let sums = self.crf.sums(&scores);
        let span = |(tokens, label): (Range<usize>, usize)| {
            let confidence = sums.span_probability(tokens.start, tokens.end, tags.number(Tag::Begin(label)));
            Span { tokens, label: tags.labels()[label].clone(), confidence }
        };
        found.into_iter().map(span).collect()
    }

    /// What others say, as scores.
    fn prior(&self, sentence: &Hinted, share: f32) -> Vec<Lanes<f32>> {
        // Quickly: after a dozen articles it counts as it always will.
        let memory = |trust: u8| MEMORY[usize::from(trust)] / (share * share * share);
        let blocks = blocks(self.crf.tags().len());
        let mut prior = vec![[0.0; LANES]; sentence.words.len() * blocks];
        let unknown: Vec<usize> = self.crf.in_haste().collect();
        let mut odds = sentence.odds.as_slice();
        for (at, (scores, hint)) in prior.chunks_exact_mut(blocks).zip(&sentence.hints).enumerate() {
            let scores = scores.as_flattened_mut();
            add(scores, hint.base, BASE[usize::from(hint.sure)]);
            let here;
            (here, odds) = odds.split_at(odds.partition_point(|it| it.token as usize <= at));
            add_odds(scores, here);
            // A tagger that sees nothing says nothing of labels that no tagger knows. Most words have none of these.
            let unseen = scores[0] - RARE * (1.0 - share);
            unknown.iter().for_each(|tag| scores[*tag] += unseen);
            add(scores, hint.memory, memory(hint.trust));
        }
        prior
    }

    /// How many features a token has.
    fn width(&self) -> usize {
        self.of_words.len() + OF_HINTS
    }

    /// The rows of the features of each token, one after another.
    fn rows(&self, sentence: &Hinted) -> Vec<u32> {
        let seen = Sentence::new(&sentence.words, &self.clusters);
        let hint = |at: Option<usize>| at.and_then(|at| sentence.hints.get(at)).unwrap_or(&Hint::EDGE);
        let mut rows = Vec::with_capacity(sentence.words.len() * self.width());
        for at in 0..sentence.words.len() {
            let all = seen.rows(at, self.rows_log2);
            rows.extend(self.of_words.iter().map(|place| all[*place]));
            let around = [hint(at.checked_sub(1)), hint(Some(at)), hint(Some(at + 1))];
            // The numbers after those of the first model's templates.
            let templates = features::COUNT as u32 + 1..;
            let features = templates.zip(of_hints(around, seen.around(at)));
            rows.extend(features.map(|(template, seen)| row(seen, template, self.rows_log2)));
        }
        rows
    }
}

/// Adds what a tag is worth of which somebody speaks.
fn add(scores: &mut [f32], tag: u8, worth: f32) {
    if tag != NO_TAG {
        scores[usize::from(tag)] += worth;
    }
}

/// Adds what the taggers' likelihoods of the tags of a token are worth.
fn add_odds(scores: &mut [f32], odds: &[Odds]) {
    let worth = |probability: f32| ODDS * (ln(probability.max(LEAST)) - ln(LEAST));
    odds.iter().for_each(|it| scores[usize::from(it.tag)] += worth(it.probability));
    scores[0] += worth(1.0 - odds.iter().map(|it| it.probability).sum::<f32>());
}

/// What each feature sees of the hints for a token and its neighbours.
fn of_hints([hint_before, hint, hint_after]: [&Hint; 3], [before, word, after]: [&Word; 3]) -> [u32; OF_HINTS] {
    let [base, memory, majority] = [hint.base, hint.memory, hint.majority].map(u32::from);
    let [base_before, memory_before] = [hint_before.base, hint_before.memory].map(u32::from);
    let [base_after, memory_after] = [hint_after.base, hint_after.memory].map(u32::from);
    let [sure, trust] = [hint.sure, hint.trust].map(u32::from);
    [
        base,
        join([base, sure]),
        join([base_before, base]),
        join([base, base_after]),
        join([base_before, base, base_after]),
        join([base, word.shape]),
        join([base, word.lower]),
        join([base, before.lower]),
        join([base, after.lower]),
        join([memory, trust]),
        join([memory, base]),
        join([memory, base, trust, sure]),
        join([memory_before, memory, memory_after]),
        join([memory, word.shape]),
        join([majority, base]),
        join([majority, word.shape]),
        join([majority, base, sure, word.case as u32]),
        join([memory, majority, base]),
        join([hint.likely, hint.clear.into()]),
        join([hint.likely, hint.second]),
        join([hint.likely, word.shape]),
        join([hint.likely, hint_before.likely, hint_after.likely]),
        join([hint.likely, memory, base]),
        join([hint.likely, before.lower]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(words: &[&str], base: &[u8]) -> Hinted {
        let hints = base.iter().map(|&base| Hint { sure: 2, ..Hint::of_tag(base) }).collect();
        Hinted { words: words.iter().map(|&word| word.to_owned()).collect(), hints, odds: Vec::new() }
    }

    fn overlay() -> Overlay {
        let mut overlay = Overlay::new(12, Clusters::default());
        ["ORG", "GPE"].iter().for_each(|&label| overlay.add_label(&label.into(), true));
        overlay
    }

    fn tagged(overlay: &Overlay, sentence: &Hinted) -> Vec<(Range<usize>, String)> {
        overlay.tag(sentence, 1.0).into_iter().map(|span| (span.tokens, span.label.to_string())).collect()
    }

    #[test]
    fn before_anything_is_learned_the_taggers_are_repeated() {
        let sentence = sentence(&["The", "Acme", "Corp", "of", "Oslo"], &[0, 1, 2, 0, 3]);
        assert_eq!(tagged(&overlay(), &sentence), [(1..3, "ORG".to_owned()), (4..5, "GPE".to_owned())]);
    }

    #[test]
    fn what_was_learned_counts_by_its_share() {
        let mut overlay = overlay();
        for city in ["Oslo", "Rome", "Bonn", "Lima"].repeat(6) {
            overlay.learn(&sentence(&["in", city, "today"], &[0, 1, 0]), &[0, 3, 0]);
        }
        let labels = [0.01, 1.0].map(|share| {
            let found = overlay.tag(&sentence(&["in", "Kyiv", "today"], &[0, 1, 0]), share);
            found.iter().map(|span| span.label.to_string()).collect::<Vec<_>>()
        });
        assert_eq!(labels, [["ORG"], ["GPE"]]);
    }

    #[test]
    fn what_is_corrected_is_carried_to_like_words() {
        let mut overlay = overlay();
        for city in ["Oslo", "Rome", "Bonn", "Lima"].repeat(6) {
            overlay.learn(&sentence(&["in", city, "today"], &[0, 1, 0]), &[0, 3, 0]);
        }
        assert_eq!(tagged(&overlay, &sentence(&["in", "Kyiv", "today"], &[0, 1, 0])), [(1..2, "GPE".to_owned())]);
    }

    #[test]
    fn a_label_that_no_tagger_knows_is_learned_from_few_examples() {
        let confidence = |is_known: bool| {
            let mut overlay = Overlay::new(12, Clusters::default());
            overlay.add_label(&"COURT".into(), is_known);
            overlay.learn(&sentence(&["Leeds", "Crown", "Court", "sat"], &[0; 4]), &[1, 2, 2, 0]);
            let found = overlay.tag(&sentence(&["Derby", "Crown", "Court", "sat"], &[0; 4]), 1.0);
            found.iter().map(|span| span.confidence).fold(0.0, f32::max)
        };
        assert!(confidence(false) > confidence(true) + 0.1, "{} {}", confidence(false), confidence(true));
    }

    #[test]
    fn where_taggers_see_nothing_a_label_that_they_do_not_know_is_as_likely_as_before() {
        let found = |is_known: bool| {
            let mut overlay = Overlay::new(12, Clusters::default());
            overlay.add_label(&"COURT".into(), is_known);
            let hints = [Hint { sure: 2, memory: 1, trust: 1, ..Hint::of_tag(0) }, Hint { sure: 2, ..Hint::of_tag(0) }];
            let sentence = Hinted { hints: hints.into(), ..sentence(&["Leeds", "sat"], &[0; 2]) };
            tagged(&overlay, &sentence)
        };
        assert_eq!(found(true), []);
        assert_eq!(found(false), [(0..1, "COURT".to_owned())], "only the memory counts");
    }

    #[test]
    fn a_label_comes_once_and_not_beyond_the_most() {
        let mut overlay = overlay();
        (0..40).for_each(|number| overlay.add_label(&format!("L{}", number / 2).into(), true));
        assert_eq!(overlay.labels().len(), 22);
        (0..40).for_each(|number| overlay.add_label(&format!("M{number}").into(), true));
        assert_eq!(overlay.labels().len(), MOST_LABELS);
        assert_eq!(overlay.tag_of(&"GPE".into(), true), Some(3));
        assert!(overlay.goes_on(4) && !overlay.goes_on(3) && !overlay.goes_on(0) && !overlay.goes_on(NO_TAG));
    }
}
