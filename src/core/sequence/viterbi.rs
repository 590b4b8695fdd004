//! Decoding: the best legal sequence of tags, and how likely a span is.
//!
//! Viterbi (A. Viterbi, 1967) and forward-backward (L. Baum, 1972; with the scaling of L. Rabiner, 1989) over
//! a chain. All sums are taken in the same order and all functions are our own, so that every machine finds
//! the same spans with the same confidences.

use super::lanes::{LANES, Lanes, blocks};
use super::math::exp;
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

    /// The numbers of what may follow a tag; `from` is `None` at the start of a sentence.
    fn after(&self, from: Option<usize>) -> &[Lanes<f32>] {
        let blocks = blocks(self.tags);
        &self.rows[from.unwrap_or(self.tags) * blocks..][..blocks]
    }

    /// The number of going from one tag to another.
    pub fn get(&self, from: usize, to: usize) -> f32 {
        self.after(Some(from))[to / LANES][to % LANES]
    }

    /// Adds a share of others to what is legal.
    pub fn add(&mut self, others: &Self, share: f32) {
        for (number, other) in self.rows.as_flattened_mut().iter_mut().zip(others.rows.as_flattened()) {
            *number += other * share;
        }
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
#[inline(never)] // Inlined, its block does not stay in registers.
fn best_into(block: usize, before: &[f32], transitions: &Transitions) -> Lanes<f32> {
    before.iter().enumerate().fold([f32::NEG_INFINITY; LANES], |best, (from, score)| {
        let step = &transitions.after(Some(from))[block];
        std::array::from_fn(|lane| if score + step[lane] > best[lane] { score + step[lane] } else { best[lane] })
    })
}

/// Transitions as likelihoods.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likelihoods {
    steps: Transitions,
    /// The same by tag after, then tag before.
    steps_back: Transitions,
}

impl Likelihoods {
    /// The likelihoods of scores that are multiplied by `sharpness` before.
    pub fn new(scores: &Transitions, sharpness: f32) -> Self {
        let likelihood = |score: f32| likelihood(score, sharpness);
        let steps = Transitions { rows: scores.rows.iter().map(|row| row.map(likelihood)).collect(), ..*scores };
        let mut steps_back = Transitions { rows: vec![[0.0; LANES]; steps.rows.len()], ..steps };
        for (from, to) in (0..steps.tags).flat_map(|from| (0..steps.tags).map(move |to| (from, to))) {
            *steps_back.get_mut(to, from) = steps.get(from, to);
        }
        Self { steps, steps_back }
    }

    /// Takes another score of one transition, where scores are not multiplied by anything.
    pub fn set(&mut self, from: usize, to: usize, score: f32) {
        let likelihood = likelihood(score, 1.0);
        *self.steps.get_mut(from, to) = likelihood;
        *self.steps_back.get_mut(to, from) = likelihood;
    }
}

fn likelihood(score: f32, sharpness: f32) -> f32 {
    if score == f32::NEG_INFINITY { 0.0 } else { exp(score * sharpness) }
}

/// The sums of forward-backward over one sentence, each token's divided by its `total`.
pub(super) struct Sums<'a> {
    likelihoods: &'a Likelihoods,
    /// The likelihood of each tag for each token, divided by the token's total.
    emissions: Vec<Lanes<f32>>,
    forward: Vec<Lanes<f32>>,
    /// How likely what follows each tag of a token makes it.
    backward: Vec<Lanes<f32>>,
    /// The same with what the token itself says, from the second one on.
    inward: Vec<Lanes<f32>>,
}

impl<'a> Sums<'a> {
    /// The sums for scores of tags, multiplied by `sharpness`, and likelihoods of transitions.
    pub fn new(scores: &[Lanes<f32>], sharpness: f32, likelihoods: &'a Likelihoods) -> Self {
        let tags = likelihoods.steps.tags;
        let mut emissions = Vec::with_capacity(scores.len());
        for token in scores.chunks_exact(blocks(tags)) {
            // Not `f32::max`, which is a call on wasm.
            let larger = |best: f32, &score: &f32| if score > best { score } else { best };
            let best = token.as_flattened()[..tags].iter().fold(f32::MIN, larger);
            emissions.extend(token.iter().map(|block| block.map(|score| exp((score - best) * sharpness))));
        }
        let forward = Vec::with_capacity(scores.len());
        let [backward, inward] = [(); 2].map(|()| vec![[1.0; LANES]; scores.len()]);
        let mut sums = Self { likelihoods, emissions, forward, backward, inward };
        (0..sums.tokens()).for_each(|token| sums.push_forward(token));
        (1..sums.tokens()).rev().for_each(|token| sums.set_backward(token));
        sums
    }

    fn tokens(&self) -> usize {
        self.emissions.len() / blocks(self.likelihoods.steps.tags)
    }

    fn push_forward(&mut self, token: usize) {
        let steps = &self.likelihoods.steps;
        let width = blocks(steps.tags);
        let start = token * width;
        let mut total = [0.0; LANES];
        for block in 0..width {
            let into = match token {
                0 => steps.after(None)[block],
                _ => sum_over(steps, block, of_token(&self.forward, token - 1, steps.tags)),
            };
            let sum = product(into, self.emissions[start + block]);
            total = std::array::from_fn(|lane| total[lane] + sum[lane]);
            self.forward.push(sum);
        }
        let share = 1.0 / sum(total);
        for numbers in [&mut self.forward, &mut self.emissions] {
            numbers[start..start + width].as_flattened_mut().iter_mut().for_each(|number| *number *= share);
        }
    }

    /// Sets the sums before a token.
    fn set_backward(&mut self, token: usize) {
        let steps_back = &self.likelihoods.steps_back;
        let width = blocks(steps_back.tags);
        for index in token * width..(token + 1) * width {
            self.inward[index] = product(self.backward[index], self.emissions[index]);
        }
        let inward = of_token(&self.inward, token, steps_back.tags);
        for (block, before) in self.backward[(token - 1) * width..][..width].iter_mut().enumerate() {
            *before = sum_over(steps_back, block, inward);
        }
    }

    /// How likely each tag of a token is, 0 to 1, in blocks.
    pub fn marginals(&self, token: usize) -> Vec<Lanes<f32>> {
        let width = blocks(self.likelihoods.steps.tags);
        let of_token = token * width..(token + 1) * width;
        let both = self.forward[of_token.clone()].iter().zip(&self.backward[of_token]);
        both.map(|(forward, backward)| product(*forward, *backward)).collect()
    }

    /// Whether what came before a token leaves a tag at least this likely (0 to 1).
    pub fn may_be(&self, token: usize, tag: usize, least: f32) -> bool {
        of_token(&self.forward, token, self.likelihoods.steps.tags)[tag] >= least
    }

    /// How likely it is (0 to 1) that a token has tag `from` and the next one tag `to`.
    pub fn step_probability(&self, token: usize, from: usize, to: usize) -> f32 {
        let steps = &self.likelihoods.steps;
        let (before, after) =
            (of_token(&self.forward, token, steps.tags), of_token(&self.inward, token + 1, steps.tags));
        before[from] * steps.get(from, to) * after[to]
    }

    /// How likely it is (0 to 1) that exactly the tokens `start..end` are a span of the label whose first tag
    /// is `begin`.
    pub fn span_probability(&self, start: usize, end: usize, begin: usize) -> f32 {
        let steps = &self.likelihoods.steps;
        let inside = begin + 1;
        let mut probability = of_token(&self.forward, start, steps.tags)[begin];
        let mut last = begin;
        for token in start + 1..end {
            probability *= steps.get(last, inside) * of_token(&self.emissions, token, steps.tags)[inside];
            last = inside;
        }
        if end < self.tokens() {
            let after = of_token(&self.inward, end, steps.tags).iter().enumerate();
            let others = after.filter(|&(tag, _)| tag != inside);
            probability *= others.map(|(tag, after)| steps.get(last, tag) * after).sum::<f32>();
        }
        probability.clamp(0.0, 1.0)
    }
}

/// The sum over all tags of their numbers times those of their steps, for each tag of a block.
#[inline(never)] // Inlined, its block does not stay in registers.
fn sum_over(steps: &Transitions, block: usize, numbers: &[f32]) -> Lanes<f32> {
    let numbers = numbers.iter().enumerate();
    numbers.fold([0.0; LANES], |sums, (tag, number)| {
        let step = &steps.after(Some(tag))[block];
        std::array::from_fn(|lane| sums[lane] + number * step[lane])
    })
}

fn product(a: Lanes<f32>, b: Lanes<f32>) -> Lanes<f32> {
    std::array::from_fn(|lane| a[lane] * b[lane])
}

/// The sum of a block, by halves.
fn sum(block: Lanes<f32>) -> f32 {
    let half: [f32; LANES / 2] = std::array::from_fn(|lane| block[lane] + block[lane + LANES / 2]);
    (half[0] + half[2]) + (half[1] + half[3])
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

            let likelihoods = Likelihoods::new(&transitions, 0.7);
            let sums = Sums::new(&emissions, 0.7, &likelihoods);
            let weight = |path: &[usize; 3]| f64::from(score(path) * 0.7).exp();
            let all: f64 = paths(width).map(|path| weight(&path)).sum();
            // Exactly tokens 0 and 1 are an A: tags 1, 2, then anything but 2.
            let wanted = paths(width).filter(|path| path[0] == 1 && path[1] == 2 && path[2] != 2);
            let expected = wanted.map(|path| weight(&path)).sum::<f64>() / all;
            prop_assert!((f64::from(sums.span_probability(0, 2, 1)) - expected).abs() < 1e-5);
            // Token 0 is a C, and then token 1 its inside; either, whatever the other is.
            let expected = paths(width).filter(|path| path[..2] == [5, 6]).map(|path| weight(&path)).sum::<f64>() / all;
            prop_assert!((f64::from(sums.step_probability(0, 5, 6)) - expected).abs() < 1e-5);
            for token in 0..3 {
                let expected = paths(width).filter(|path| path[token] == 5).map(|path| weight(&path)).sum::<f64>() / all;
                prop_assert!((f64::from(sums.marginals(token).as_flattened()[5]) - expected).abs() < 1e-5);
            }
            // The last token alone is a B.
            let expected = paths(width).filter(|path| path[2] == 3).map(|path| weight(&path)).sum::<f64>() / all;
            prop_assert!((f64::from(sums.span_probability(2, 3, 3)) - expected).abs() < 1e-5);
        }
    }

    #[test]
    fn scores_that_are_far_apart_keep_their_probabilities() {
        let tags = TagSet::new(vec!["A".into()]);
        let emissions = in_blocks(&[0.0, 900.0, 0.0, 0.0, 0.0, 900.0, 900.0, 0.0, 0.0], 3);
        let likelihoods = Likelihoods::new(&Transitions::new(&tags), 1.0);
        let sums = Sums::new(&emissions, 1.0, &likelihoods);
        assert!((sums.span_probability(0, 2, 1) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn no_tokens_have_no_tags() {
        assert!(best_path(&[], &Transitions::new(&TagSet::new(vec!["A".into()]))).is_empty());
    }
}
