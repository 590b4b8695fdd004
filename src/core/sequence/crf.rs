//! Weights that learn from one sentence after another: a linear-chain conditional random field (J. Lafferty,
//! A. McCallum, F. Pereira, 2001), by `AdaGrad` (J. Duchi, E. Hazan, Y. Singer, 2011).
//!
//! The averaged perceptron that makes the built-in model was rejected here: replayed on documents of three
//! corpora, its users need a twentieth more corrections, and its scores are no probabilities.

use super::lanes::{LANES, Lanes, blocks};
use super::tags::{NO_TAG, TagSet};
use super::viterbi::{Likelihoods, Sums, Transitions};
use super::weights::TokenRows;
use rustc_hash::FxHashMap;

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
    /// By their place in the table.
    rows: FxHashMap<usize, [Lanes<f32>; 2]>,
    transitions: [Transitions; 2],
}

impl Crf {
    /// Weights of 0 in 2^`rows_log2` rows.
    pub fn new(tags: TagSet, rows_log2: u32) -> Self {
        let zeros = || vec![[0.0; LANES]; blocks(tags.len()) << rows_log2];
        let transitions = Transitions::new(&tags);
        Self {
            weights: zeros(),
            squares: zeros(),
            likelihoods: Likelihoods::new(&transitions, 1.0),
            transition_squares: transitions.clone(),
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

    /// The score of each tag for each token, in blocks: `share` of what the weights say (all of it for a tag that is
    /// learned in haste), and `prior`, which has a number a tag for each token.
    pub fn scores(&self, sentence: TokenRows, share: f32, prior: &[Lanes<f32>]) -> Vec<Lanes<f32>> {
        let mut scores = sentence.scores(&self.weights, self.tags.len());
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
        self.before = Some(Before { rows: FxHashMap::default(), transitions });
    }

    /// Takes back, to the last bit, what was learned since [`Crf::note_changes`].
    pub fn take_back(&mut self) {
        let Some(Before { rows, transitions }) = self.before.take() else { return };
        for (index, [weights, squares]) in rows {
            (self.weights[index], self.squares[index]) = (weights, squares);
        }
        [self.transitions, self.transition_squares] = transitions;
        self.likelihoods = Likelihoods::new(&self.transitions, 1.0);
    }

    /// Learns from one sentence with the right tags, where one is [`NO_TAG`], it is not known; `speed` times as fast as
    /// usual.
    pub fn learn(&mut self, sentence: TokenRows, prior: &[Lanes<f32>], gold: &[u8], speed: f32) {
        let scores = self.scores(sentence, 1.0, prior);
        let sums = self.sums(&scores);
        let of_tokens: Vec<Vec<Lanes<f32>>> =
            gold.iter().enumerate().map(|(token, &gold)| gradient(&sums, token, gold)).collect();
        let steps = gold.windows(2).enumerate().filter(|(_, pair)| !pair.contains(&NO_TAG));
        let of_steps: Vec<(usize, usize, f32)> =
            steps.flat_map(|(token, pair)| step_gradient(&self.tags, &sums, token, pair)).collect();
        for (token, gradient) in of_tokens.iter().enumerate() {
            for (block, gradient) in gradient.iter().enumerate().filter(|(_, it)| it.iter().any(|it| it.abs() >= LEAST))
            {
                self.change(sentence.of(token), block, gradient, speed);
            }
        }
        if of_steps.is_empty() {
            return;
        }
        for (from, to, gradient) in of_steps {
            let squares = self.transition_squares.get_mut(from, to);
            *squares += gradient * gradient;
            let change = RATE * speed * gradient / (SQUARES + *squares).sqrt();
            *self.transitions.get_mut(from, to) += change;
        }
        self.likelihoods = Likelihoods::new(&self.transitions, 1.0);
    }

    /// Moves the weights of some rows along a gradient.
    fn change(&mut self, rows: &[u32], block: usize, gradient: &Lanes<f32>, speed: f32) {
        let blocks = blocks(self.tags.len());
        let rates = self.haste[block].map(|haste| RATE * haste * speed);
        for &row in rows {
            let index = row as usize * blocks + block;
            if let Some(before) = &mut self.before {
                before.rows.entry(index).or_insert([self.weights[index], self.squares[index]]);
            }
            let (weights, squares) = (&mut self.weights[index], &mut self.squares[index]);
            for lane in 0..LANES {
                squares[lane] += gradient[lane] * gradient[lane];
                weights[lane] += rates[lane] * gradient[lane] / (SQUARES + squares[lane]).sqrt();
            }
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

/// For each tag of a token, how much likelier it should be; empty if that is not known.
fn gradient(sums: &Sums, token: usize, gold: u8) -> Vec<Lanes<f32>> {
    if gold == NO_TAG {
        return Vec::new();
    }
    let mut gradient = sums.marginals(token);
    let flat = gradient.as_flattened_mut();
    flat.iter_mut().for_each(|probability| *probability = -*probability);
    flat[usize::from(gold)] += 1.0;
    gradient
}

/// For each step from a token to the next, how much likelier it should be, if that is worth a change.
fn step_gradient(tags: &TagSet, sums: &Sums, token: usize, gold: &[u8]) -> Vec<(usize, usize, f32)> {
    let [right_from, right_to] = [gold[0], gold[1]].map(usize::from);
    let likely: Vec<usize> =
        (0..tags.len()).filter(|&tag| tag == right_from || sums.may_be(token, tag, LEAST)).collect();
    let pairs = likely.into_iter().flat_map(|from| (0..tags.len()).map(move |to| (from, to)));
    let gradient = |(from, to)| {
        let right = if (from, to) == (right_from, right_to) { 1.0 } else { 0.0 };
        (from, to, right - sums.step_probability(token, from, to))
    };
    let legal = pairs.filter(|&(from, to)| tags.may_follow(Some(from), to));
    legal.map(gradient).filter(|(.., gradient)| gradient.abs() >= LEAST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(labels: &[&str]) -> TagSet {
        TagSet::new(labels.iter().map(|&label| label.into()).collect())
    }

    /// Two tokens of two features.
    const SENTENCE: TokenRows = TokenRows { rows: &[0, 1, 2, 1], width: 2 };

    #[test]
    fn what_is_right_becomes_likely() {
        let mut crf = Crf::new(tags(&["A"]), 2);
        let prior = [[0.0; LANES]; 2];
        for _ in 0..3_000 {
            crf.learn(SENTENCE, &prior, &[1, 2], 1.0);
        }
        let scores = crf.scores(SENTENCE, 1.0, &prior);
        assert!(crf.sums(&scores).span_probability(0, 2, 1) > 0.9);
    }

    #[test]
    fn a_step_follows_the_gradient_of_the_likelihood() {
        let crf = Crf::new(tags(&["A", "B"]), 2);
        let prior = [[0.3, 0.1, -0.2, 0.4, 0.0, 0.0, 0.0, 0.0], [0.0, 0.5, 0.1, -0.3, 0.2, 0.0, 0.0, 0.0]];
        let log_likelihood = |crf: &Crf| {
            let scores = crf.scores(SENTENCE, 1.0, &prior);
            f64::from(crf.sums(&scores).step_probability(0, 3, 4)).ln()
        };
        let scores = crf.scores(SENTENCE, 1.0, &prior);
        let gradient = gradient(&crf.sums(&scores), 0, 3);
        for tag in 0..5 {
            let mut moved = crf.clone();
            moved.weights[0][tag] += 1e-2;
            let slope = (log_likelihood(&moved) - log_likelihood(&crf)) / 1e-2;
            assert!((slope - f64::from(gradient[0][tag])).abs() < 5e-3, "{tag}: {slope} {gradient:?}");
        }
    }

    #[test]
    fn what_was_learned_stays_when_tags_are_added() {
        let mut crf = Crf::new(tags(&["A"]), 2);
        for _ in 0..20 {
            crf.learn(SENTENCE, &[[0.0; LANES]; 2], &[0, 1], 1.0);
        }
        let before = crf.scores(SENTENCE, 1.0, &[[0.0; LANES]; 2]);
        crf.grow(tags(&["A", "B", "C", "D"]));
        let after = crf.scores(SENTENCE, 1.0, &[[0.0; LANES]; 4]);
        assert_eq!(before[0][..3], after[0][..3]);
        assert_eq!(before[1][..3], after[2][..3]);
    }
}
