//! Weights that learn from one sentence after another: a linear-chain conditional random field (J. Lafferty,
//! A. McCallum, F. Pereira, 2001), by `AdaGrad` (J. Duchi, E. Hazan, Y. Singer, 2011). Where a token may have several
//! tags, they become likelier together (Y. Tsuboi et al., "Training conditional random fields using incomplete
//! annotations", 2008).
//!
//! The averaged perceptron was rejected: its scores are no probabilities, so that its users need more corrections, and
//! each of its mistakes moves it as far, so that a model that goes on from another one forgets what that one knew.

use super::gold::Gold;
use super::lanes::{LANES, Lanes, blocks};
use super::tags::TagSet;
use super::viterbi::{Likelihoods, Sums, Transitions};
use super::weights::TokenRows;

/// How far a weight goes at most with its first gradient.
const RATE: f32 = 0.03;
/// What the sum of squares starts with: the larger, the less the first gradients count.
const SQUARES: f32 = 1.0;
/// Gradients below this are not worth a change.
const LEAST: f32 = 0.01;

/// Weights, and how much each has been changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crf {
    tags: TagSet,
    weights: Vec<Lanes<f32>>,
    /// The sums of the squares of the gradients of each weight.
    squares: Vec<Lanes<f32>>,
    transitions: Transitions,
    transition_squares: Transitions,
    /// The transitions as likelihoods.
    likelihoods: Likelihoods,
    /// How much faster than others the weights of each tag learn.
    haste: Vec<Lanes<f32>>,
    /// What is to be taken back, while that is noted.
    before: Option<Before>,
}

/// Weights as they were before some sentences were learned, with their sums of squares.
#[derive(Clone, Debug, PartialEq)]
struct Before {
    /// Of those that were changed, the places in the table and what stood there.
    changed: Vec<(usize, [Lanes<f32>; 2])>,
    /// By place in the table, whether it is among these.
    is_changed: Vec<bool>,
    transitions: [Transitions; 2],
}

impl Crf {
    /// Weights of 0 in 2^`rows_log2` rows.
    pub fn new(tags: TagSet, rows_log2: u32) -> Self {
        let weights = vec![[0.0; LANES]; blocks(tags.len()) << rows_log2];
        let transitions = Transitions::new(&tags);
        Self::going_on(tags, weights, transitions)
    }

    /// Weights that were learned before, as logarithms of odds, by row and then tag in blocks.
    pub fn going_on(tags: TagSet, weights: Vec<Lanes<f32>>, transitions: Transitions) -> Self {
        Self {
            squares: vec![[0.0; LANES]; weights.len()],
            weights,
            likelihoods: Likelihoods::new(&transitions, 1.0),
            transition_squares: Transitions::new(&tags),
            transitions,
            haste: vec![[1.0; LANES]; blocks(tags.len())],
            before: None,
            tags,
        }
    }

    /// Has the weights of a tag learn so many times as fast as others. What is learned in haste counts in full at once.
    pub fn set_haste(&mut self, tag: usize, haste: f32) {
        self.haste[tag / LANES][tag % LANES] = haste;
    }

    /// The tags whose weights learn faster than others.
    pub fn in_haste(&self) -> impl Iterator<Item = usize> {
        (0..self.tags.len()).filter(|tag| self.haste[tag / LANES][tag % LANES] > 1.0)
    }

    pub fn tags(&self) -> &TagSet {
        &self.tags
    }

    /// Takes more tags, the first of which are those that there were.
    pub fn grow(&mut self, tags: TagSet) {
        let (before, after) = (blocks(self.tags.len()), blocks(tags.len()));
        if after > before {
            self.weights = widened(&self.weights, before, after);
            self.squares = widened(&self.squares, before, after);
        }
        for transitions in [&mut self.transitions, &mut self.transition_squares] {
            let mut more = Transitions::new(&tags);
            for (from, to) in self.tags.legal_pairs() {
                *more.get_mut(from, to) = transitions.get(from, to);
            }
            *transitions = more;
        }
        self.haste.resize(blocks(tags.len()), [1.0; LANES]);
        self.tags = tags;
        self.likelihoods = Likelihoods::new(&self.transitions, 1.0);
    }

    /// The weights, by row and then tag in blocks.
    pub fn weights(&self) -> &[Lanes<f32>] {
        &self.weights
    }

    /// The score of each tag for each token, in blocks.
    pub fn scores(&self, sentence: TokenRows) -> Vec<Lanes<f32>> {
        sentence.scores(&self.weights, self.tags.len())
    }

    /// The same with what others say: `share` of what the weights say (all of it for a tag that is learned in haste),
    /// and `prior`, which has a number a tag for each token.
    pub fn scores_with(&self, sentence: TokenRows, share: f32, prior: &[Lanes<f32>]) -> Vec<Lanes<f32>> {
        let mut scores = self.scores(sentence);
        let shares: Vec<Lanes<f32>> =
            self.haste.iter().map(|block| block.map(|haste| if haste > 1.0 { 1.0 } else { share })).collect();
        for ((score, prior), share) in scores.iter_mut().zip(prior).zip(shares.iter().cycle()) {
            *score = std::array::from_fn(|lane| score[lane] * share[lane] + prior[lane]);
        }
        scores
    }

    /// The scores of going from tag to tag.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// What the scores of a sentence make likely.
    pub fn sums(&self, scores: &[Lanes<f32>]) -> Sums<'_> {
        Sums::new(scores, 1.0, &self.likelihoods)
    }

    /// Notes from now on what [`Crf::take_back`] takes back.
    pub fn note_changes(&mut self) {
        let transitions = [&self.transitions, &self.transition_squares].map(Clone::clone);
        self.before = Some(Before { changed: Vec::new(), is_changed: vec![false; self.weights.len()], transitions });
    }

    /// Takes back, to the last bit, what was learned since [`Crf::note_changes`].
    pub fn take_back(&mut self) {
        let Some(Before { changed, transitions, .. }) = self.before.take() else { return };
        for (index, [weights, squares]) in changed {
            (self.weights[index], self.squares[index]) = (weights, squares);
        }
        [self.transitions, self.transition_squares] = transitions;
        self.likelihoods = Likelihoods::new(&self.transitions, 1.0);
    }

    /// Learns from one sentence, whose tokens have these scores now, `speed` times as fast as usual.
    pub fn learn(&mut self, sentence: TokenRows, scores: &[Lanes<f32>], gold: &Gold, speed: f32) {
        let sums = self.sums(scores);
        let right = gold.has_choices().then(|| self.sums(&gold.fitting(scores)));
        let lesson = Gradient { tags: &self.tags, gold, sums: &sums, right: right.as_ref() };
        let of_tokens: Vec<Vec<Lanes<f32>>> = (0..gold.len()).map(|token| lesson.of_token(token)).collect();
        let of_steps: Vec<(usize, usize, f32)> = (1..gold.len()).flat_map(|next| lesson.of_step_to(next)).collect();
        for (token, gradient) in of_tokens.iter().enumerate() {
            for (block, gradient) in gradient.iter().enumerate().filter(|(_, it)| it.iter().any(|it| it.abs() >= LEAST))
            {
                self.change(sentence.of(token), block, gradient, speed);
            }
        }
        for (from, to, gradient) in of_steps {
            let squares = self.transition_squares.get_mut(from, to);
            *squares += gradient * gradient;
            let change = RATE * speed * gradient / (SQUARES + *squares).sqrt();
            let score = self.transitions.get_mut(from, to);
            *score += change;
            self.likelihoods.set(from, to, *score);
        }
    }

    /// Moves the weights of some rows along a gradient.
    fn change(&mut self, rows: &[u32], block: usize, gradient: &Lanes<f32>, speed: f32) {
        let blocks = blocks(self.tags.len());
        let step: Lanes<f32> = std::array::from_fn(|lane| RATE * self.haste[block][lane] * speed * gradient[lane]);
        let square = gradient.map(|gradient| gradient * gradient);
        for &row in rows {
            let index = row as usize * blocks + block;
            if let Some(before) = &mut self.before
                && !std::mem::replace(&mut before.is_changed[index], true)
            {
                before.changed.push((index, [self.weights[index], self.squares[index]]));
            }
            let (weights, squares) = (&mut self.weights[index], &mut self.squares[index]);
            *squares = std::array::from_fn(|lane| squares[lane] + square[lane]);
            *weights = std::array::from_fn(|lane| weights[lane] + step[lane] / (SQUARES + squares[lane]).sqrt());
        }
    }
}

/// Rows of `before` blocks with room for `after`.
fn widened(rows: &[Lanes<f32>], before: usize, after: usize) -> Vec<Lanes<f32>> {
    let mut wide = vec![[0.0; LANES]; rows.len() / before * after];
    for (row, wide) in rows.chunks_exact(before).zip(wide.chunks_exact_mut(after)) {
        wide[..before].copy_from_slice(row);
    }
    wide
}

/// How much likelier tags should be.
struct Gradient<'a> {
    tags: &'a TagSet,
    gold: &'a Gold,
    sums: &'a Sums<'a>,
    /// The sums over the right tags alone, where these are not all known.
    right: Option<&'a Sums<'a>>,
}

impl Gradient<'_> {
    /// For each tag of a token, how much likelier it should be; empty if nothing is known of that.
    fn of_token(&self, token: usize) -> Vec<Lanes<f32>> {
        if !self.gold.is_known(token) {
            return Vec::new();
        }
        let mut gradient = self.sums.marginals(token);
        let flat = gradient.as_flattened_mut();
        flat.iter_mut().for_each(|probability| *probability = -*probability);
        match (self.gold.only(token), self.right) {
            (None, Some(right)) => {
                let right = right.marginals(token);
                flat.iter_mut().zip(right.as_flattened()).for_each(|(number, right)| *number += right);
            }
            (only, _) => only.into_iter().for_each(|tag| flat[tag] += 1.0),
        }
        gradient
    }

    /// For each step to a token from the one before, how much likelier it should be, if that is worth a change.
    fn of_step_to(&self, token: usize) -> Vec<(usize, usize, f32)> {
        let before = token - 1;
        if !self.gold.is_known(before) || !self.gold.is_known(token) {
            return Vec::new();
        }
        let may_be = |tag: &usize| self.gold.fits(before, *tag) || self.sums.may_be(before, *tag, LEAST);
        let pairs = (0..self.tags.len()).filter(may_be).flat_map(|from| (0..self.tags.len()).map(move |to| (from, to)));
        let legal = pairs.filter(|&(from, to)| self.tags.may_follow(Some(from), to));
        let gradient =
            |(from, to)| (from, to, self.right_step(before, from, to) - self.sums.step_probability(before, from, to));
        legal.map(gradient).filter(|(.., gradient)| gradient.abs() >= LEAST).collect()
    }

    /// How likely a step from a token to the next one should be.
    fn right_step(&self, token: usize, from: usize, to: usize) -> f32 {
        match (self.gold.only(token), self.gold.only(token + 1), self.right) {
            (Some(right_from), Some(right_to), _) => f32::from((right_from, right_to) == (from, to)),
            (.., Some(right)) => right.step_probability(token, from, to),
            (.., None) => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::sequence::tags::NO_TAG;

    fn tags(labels: &[&str]) -> TagSet {
        TagSet::new(labels.iter().map(|&label| label.into()).collect())
    }

    /// Two tokens of two features.
    const SENTENCE: TokenRows = TokenRows { rows: &[0, 1, 2, 1], width: 2 };

    fn learn(crf: &mut Crf, gold: &[u8], times: usize) {
        let gold = Gold::of_numbers(gold, &crf.tags);
        for _ in 0..times {
            crf.learn(SENTENCE, &crf.scores(SENTENCE), &gold, 1.0);
        }
    }

    #[test]
    fn what_is_right_becomes_likely() {
        let mut crf = Crf::new(tags(&["A"]), 2);
        learn(&mut crf, &[1, 2], 3_000);
        assert!(crf.sums(&crf.scores(SENTENCE)).span_probability(0, 2, 1) > 0.9);
    }

    /// Steps along the gradient of the likelihood of what the gold allows, which is known from sums over all paths.
    #[test]
    fn a_step_follows_the_gradient_of_the_likelihood() {
        for written in [["B-A", "B-B"], ["B-A|B-B", "B-B"], ["O|B-A", "O|I-A|B-B"]] {
            let crf = Crf::new(tags(&["A", "B"]), 2);
            let gold = Gold::of_written(&written.map(str::to_owned), &crf.tags);
            let prior = [[0.3, 0.1, -0.2, 0.4, 0.0, 0.0, 0.0, 0.0], [0.0, 0.5, 0.1, -0.3, 0.2, 0.0, 0.0, 0.0]];
            let log_likelihood = |crf: &Crf| {
                let scores = crf.scores_with(SENTENCE, 1.0, &prior);
                let sums = crf.sums(&scores);
                let pairs = (0..5).flat_map(|from| (0..5).map(move |to| (from, to)));
                let right = pairs.filter(|&(from, to)| gold.fits(0, from) && gold.fits(1, to));
                right.map(|(from, to)| f64::from(sums.step_probability(0, from, to))).sum::<f64>().ln()
            };
            let scores = crf.scores_with(SENTENCE, 1.0, &prior);
            let (sums, right) = (crf.sums(&scores), crf.sums(&gold.fitting(&scores)));
            let gradient = Gradient { tags: &crf.tags, gold: &gold, sums: &sums, right: Some(&right) }.of_token(0);
            for tag in 0..5 {
                let mut moved = crf.clone();
                moved.weights[0][tag] += 1e-2;
                let slope = (log_likelihood(&moved) - log_likelihood(&crf)) / 1e-2;
                let expected = f64::from(gradient[0][tag]);
                assert!((slope - expected).abs() < 5e-3, "{written:?} {tag}: {slope} {gradient:?}");
            }
        }
    }

    #[test]
    fn what_is_not_known_teaches_nothing() {
        let mut crf = Crf::new(tags(&["A"]), 2);
        learn(&mut crf, &[NO_TAG, NO_TAG], 20);
        assert_eq!(crf, Crf::new(tags(&["A"]), 2));
    }

    #[test]
    fn what_was_learned_stays_when_tags_are_added() {
        let mut crf = Crf::new(tags(&["A"]), 2);
        learn(&mut crf, &[0, 1], 20);
        let before = crf.scores(SENTENCE);
        crf.grow(tags(&["A", "B", "C", "D"]));
        let after = crf.scores(SENTENCE);
        assert_eq!(before[0][..3], after[0][..3]);
        assert_eq!(before[1][..3], after[2][..3]);
    }
}
