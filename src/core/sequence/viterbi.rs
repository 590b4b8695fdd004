//! Decoding: the best legal sequence of tags, and how likely a span is.
//!
//! Viterbi (A. Viterbi, 1967) and forward-backward (L. Baum, 1972; with the scaling of L. Rabiner, 1989) over
//! a chain. All sums are taken in the same order and all functions are our own, so that every machine finds
//! the same spans with the same confidences.

use super::lanes::{LANES, Lanes, blocks};
use super::tags::TagSet;

/// A number for going from each tag to each other: a score, or a likelihood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Transitions {
    tags: usize,
    /// By tag before, then tag after in blocks. The last row is for the start of a sentence.
    rows: Vec<Lanes<f32>>,
}

impl Transitions {
    /// The score 0 for all that is legal, and minus infinity where a tag may not follow.
    pub fn new(tags: &TagSet) -> Self {
        let count = tags.len();
        let score = |from: usize, to: usize| {
            let legal = to < count && tags.may_follow((from < count).then_some(from), to);
            if legal { 0.0 } else { f32::NEG_INFINITY }
        };
        let block = |from: usize, block: usize| std::array::from_fn(|lane| score(from, block * LANES + lane));
        let rows = (0..=count).flat_map(|from| (0..blocks(count)).map(move |at| block(from, at))).collect();
        Self { tags: count, rows }
    }

    /// Scores as likelihoods, with the scores multiplied by `sharpness` before.
    pub fn likelihoods(&self, sharpness: f32) -> Self {
        let likelihood = |score: f32| if score == f32::NEG_INFINITY { 0.0 } else { exp(score * sharpness) };
        Self { tags: self.tags, rows: self.rows.iter().map(|row| row.map(likelihood)).collect() }
    }

    /// The numbers of what may follow a tag; `from` is `None` at the start of a sentence.
    fn after(&self, from: Option<usize>) -> &[Lanes<f32>] {
        let blocks = blocks(self.tags);
        &self.rows[from.unwrap_or(self.tags) * blocks..][..blocks]
    }

    /// The number of going from one tag to another.
    pub fn get(&self, from: usize, to: usize) -> f32 {
        self.after(Some(from))[to / LANES][to % LANES]
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, from: usize, to: usize) -> &mut f32 {
        &mut self.rows[from * blocks(self.tags) + to / LANES][to % LANES]
    }
}

/// The best legal sequence of tags. `emissions` holds the scores of each tag for each token.
pub(super) fn best_path(emissions: &[Lanes<f32>], transitions: &Transitions) -> Vec<usize> {
    let blocks = blocks(transitions.tags);
    let tokens = emissions.len() / blocks;
    let mut scores: Vec<Lanes<f32>> = Vec::with_capacity(emissions.len());
    for (index, emission) in emissions.iter().enumerate() {
        let (token, block) = (index / blocks, index % blocks);
        let into = match token {
            0 => transitions.after(None)[block],
            _ => best_into(block, of_token(&scores, token - 1, transitions.tags), transitions),
        };
        scores.push(std::array::from_fn(|lane| into[lane] + emission[lane]));
    }
    let mut path = vec![0; tokens];
    for token in (0..tokens).rev() {
        let step = |from: usize| path.get(token + 1).map_or(0.0, |&to| transitions.get(from, to));
        let scores = of_token(&scores, token, transitions.tags).iter().enumerate();
        let through = scores.map(|(tag, score)| (tag, score + step(tag)));
        path[token] = through.reduce(|best, next| if next.1 > best.1 { next } else { best }).map_or(0, |best| best.0);
    }
    path
}

/// The numbers of one token, a tag each.
fn of_token(numbers: &[Lanes<f32>], token: usize, tags: usize) -> &[f32] {
    &numbers[token * blocks(tags)..].as_flattened()[..tags]
}

/// The best score of any tag before, for each tag of a block. The trace back finds out which one it was, and
/// only along the best path.
fn best_into(block: usize, before: &[f32], transitions: &Transitions) -> Lanes<f32> {
    let mut best = [f32::NEG_INFINITY; LANES];
    for (from, &score) in before.iter().enumerate() {
        let step = &transitions.after(Some(from))[block];
        for lane in 0..LANES {
            let next = score + step[lane];
            best[lane] = if next > best[lane] { next } else { best[lane] };
        }
    }
    best
}

/// The sums of forward-backward over one sentence, each token's divided by its `total`.
pub(super) struct Sums<'a> {
    likelihoods: &'a Transitions,
    emissions: Vec<Lanes<f32>>,
    forward: Vec<Lanes<f32>>,
    backward: Vec<Lanes<f32>>,
    totals: Vec<f32>,
}

impl<'a> Sums<'a> {
    /// The sums for scores of tags, multiplied by `sharpness`, and likelihoods of transitions.
    pub fn new(scores: &[Lanes<f32>], sharpness: f32, likelihoods: &'a Transitions) -> Self {
        let blocks = blocks(likelihoods.tags);
        let emissions =
            scores.chunks_exact(blocks).flat_map(|token| emissions(token, likelihoods.tags, sharpness)).collect();
        let mut sums = Self { likelihoods, emissions, forward: Vec::new(), backward: Vec::new(), totals: Vec::new() };
        let tokens = scores.len() / blocks;
        sums.forward.reserve(scores.len());
        for token in 0..tokens {
            sums.push_forward(token);
        }
        sums.backward = vec![[1.0; LANES]; scores.len()];
        for token in (0..tokens.saturating_sub(1)).rev() {
            sums.set_backward(token);
        }
        sums
    }

    fn push_forward(&mut self, token: usize) {
        let tags = self.likelihoods.tags;
        let start = self.forward.len();
        let mut total = [0.0; LANES];
        for block in 0..blocks(tags) {
            let into = match token {
                0 => self.likelihoods.after(None)[block],
                _ => sum_into(block, of_token(&self.forward, token - 1, tags), self.likelihoods),
            };
            let emission = self.emissions[start + block];
            let sum: Lanes<f32> = std::array::from_fn(|lane| into[lane] * emission[lane]);
            total = std::array::from_fn(|lane| total[lane] + sum[lane]);
            self.forward.push(sum);
        }
        let total = sum(total);
        for number in self.forward[start..].as_flattened_mut() {
            *number /= total;
        }
        self.totals.push(total);
    }

    fn set_backward(&mut self, token: usize) {
        let tags = self.likelihoods.tags;
        let width = blocks(tags);
        let after: Vec<Lanes<f32>> = (0..width).map(|block| self.after(token + 1, block)).collect();
        let backward = &mut self.backward[token * width..][..width];
        for (from, number) in backward.as_flattened_mut()[..tags].iter_mut().enumerate() {
            let mut total = [0.0; LANES];
            for (step, after) in self.likelihoods.after(Some(from)).iter().zip(&after) {
                total = std::array::from_fn(|lane| total[lane] + step[lane] * after[lane]);
            }
            *number = sum(total);
        }
    }

    /// What the tags of a block at `token` and all that follows make likely.
    fn after(&self, token: usize, block: usize) -> Lanes<f32> {
        let at = token * blocks(self.likelihoods.tags) + block;
        let (emission, backward, total) = (self.emissions[at], self.backward[at], self.totals[token]);
        std::array::from_fn(|lane| emission[lane] * backward[lane] / total)
    }

    /// How likely it is (0 to 1) that exactly the tokens `start..end` are a span of the label whose first tag
    /// is `begin`.
    pub fn span_probability(&self, start: usize, end: usize, begin: usize) -> f32 {
        let tags = self.likelihoods.tags;
        let inside = begin + 1;
        let mut probability = of_token(&self.forward, start, tags)[begin];
        let mut last = begin;
        for token in start + 1..end {
            let emission = of_token(&self.emissions, token, tags)[inside];
            probability *= self.likelihoods.get(last, inside) * emission / self.totals[token];
            last = inside;
        }
        if end < self.totals.len() {
            let after = (0..blocks(tags)).map(|block| self.after(end, block)).collect::<Vec<_>>();
            let others = after.as_flattened()[..tags].iter().enumerate().filter(|&(tag, _)| tag != inside);
            probability *= others.map(|(tag, after)| self.likelihoods.get(last, tag) * after).sum::<f32>();
        }
        probability.clamp(0.0, 1.0)
    }
}

/// The likelihoods of the tags of one token; that of the best is 1.
fn emissions(scores: &[Lanes<f32>], tags: usize, sharpness: f32) -> impl Iterator<Item = Lanes<f32>> {
    let best = scores.as_flattened()[..tags].iter().fold(f32::NEG_INFINITY, |best, &score| best.max(score));
    scores.iter().map(move |block| block.map(|score| exp((score - best) * sharpness)))
}

/// The sum over all tags before, for each tag of a block.
fn sum_into(block: usize, before: &[f32], likelihoods: &Transitions) -> Lanes<f32> {
    let mut total = [0.0; LANES];
    for (from, &sum) in before.iter().enumerate() {
        let step = &likelihoods.after(Some(from))[block];
        for lane in 0..LANES {
            total[lane] += sum * step[lane];
        }
    }
    total
}

/// The sum of a block, by halves.
fn sum(block: Lanes<f32>) -> f32 {
    let half: [f32; LANES / 2] = std::array::from_fn(|lane| block[lane] + block[lane + LANES / 2]);
    (half[0] + half[2]) + (half[1] + half[3])
}

/// The exponential function, the same to the last bit on every machine, and to seven digits right. From -40
/// down it stays at that value: so little is nothing, and zero would divide.
fn exp(x: f32) -> f32 {
    /// Added to a number below 2^22, leaves its whole part in the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    let power = x.clamp(-40.0, 40.0) * std::f32::consts::LOG2_E;
    let whole = power + WHOLE;
    let part = (power - (whole - WHOLE)) * std::f32::consts::LN_2;
    let terms = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let series = terms.into_iter().fold(0.0, |sum, term| sum * part + term);
    series * f32::from_bits((whole.to_bits() << 23).wrapping_add(127 << 23))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Scores of tags for each token as blocks; those of the padding are not looked at.
    fn in_blocks(scores: &[f32], tags: usize) -> Vec<Lanes<f32>> {
        let pad = |token: &[f32], block: usize| {
            std::array::from_fn(|lane| token.get(block * LANES + lane).copied().unwrap_or(0.0))
        };
        scores.chunks(tags).flat_map(|token| (0..blocks(tags)).map(move |block| pad(token, block))).collect()
    }

    fn transitions(tags: &TagSet, scores: &[f32]) -> Transitions {
        let mut transitions = Transitions::new(tags);
        for (index, score) in scores.iter().enumerate() {
            *transitions.get_mut(index / tags.len(), index % tags.len()) += score;
        }
        transitions
    }

    /// Every path of three tokens.
    fn paths(width: usize) -> impl Iterator<Item = [usize; 3]> {
        (0..width.pow(3)).map(move |n| [n % width, n / width % width, n / width / width])
    }

    proptest! {
        #[test]
        fn the_best_path_and_the_sums_are_those_of_brute_force(
            scores in prop::collection::vec(-3.0..3.0f32, 27), steps in prop::collection::vec(-2.0..2.0f32, 81),
        ) {
            // Nine tags, so that there is more than one block.
            let tags = TagSet::new(["A", "B", "C", "D"].map(Into::into).into());
            let (width, emissions, transitions) = (tags.len(), in_blocks(&scores, 9), transitions(&tags, &steps));
            let score = |path: &[usize]| {
                let emission: f32 = path.iter().enumerate().map(|(token, &tag)| scores[token * width + tag]).sum();
                let legal = tags.may_follow(None, path[0]);
                let start = if legal { 0.0 } else { f32::NEG_INFINITY };
                start + emission + path.windows(2).map(|pair| transitions.get(pair[0], pair[1])).sum::<f32>()
            };
            let top = paths(width).map(|path| score(&path)).fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((score(&best_path(&emissions, &transitions)) - top).abs() < 1e-4);

            let likelihoods = transitions.likelihoods(0.7);
            let sums = Sums::new(&emissions, 0.7, &likelihoods);
            let weight = |path: &[usize; 3]| f64::from(score(path) * 0.7).exp();
            let all: f64 = paths(width).map(|path| weight(&path)).sum();
            // Exactly tokens 0 and 1 are an A: tags 1, 2, then anything but 2.
            let wanted = paths(width).filter(|path| path[0] == 1 && path[1] == 2 && path[2] != 2);
            let expected = wanted.map(|path| weight(&path)).sum::<f64>() / all;
            prop_assert!((f64::from(sums.span_probability(0, 2, 1)) - expected).abs() < 1e-5);
            // The last token alone is a B.
            let expected = paths(width).filter(|path| path[2] == 3).map(|path| weight(&path)).sum::<f64>() / all;
            prop_assert!((f64::from(sums.span_probability(2, 3, 3)) - expected).abs() < 1e-5);
        }

        #[test]
        fn the_exponential_function_is_right(x in -39.0..39.0f32) {
            let right = f64::from(x).exp();
            prop_assert!((f64::from(exp(x)) - right).abs() < right * 1e-5, "{} {right}", exp(x));
        }
    }

    #[test]
    fn scores_that_are_far_apart_keep_their_probabilities() {
        let tags = TagSet::new(vec!["A".into()]);
        let emissions = in_blocks(&[0.0, 900.0, 0.0, 0.0, 0.0, 900.0, 900.0, 0.0, 0.0], 3);
        let likelihoods = Transitions::new(&tags).likelihoods(1.0);
        let sums = Sums::new(&emissions, 1.0, &likelihoods);
        assert!((sums.span_probability(0, 2, 1) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn no_tokens_have_no_tags() {
        assert!(best_path(&[], &Transitions::new(&TagSet::new(vec!["A".into()]))).is_empty());
    }
}
