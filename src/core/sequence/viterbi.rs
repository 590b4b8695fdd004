//! Decoding: the best legal sequence of tags, and how likely a span is.
//!
//! Viterbi (A. Viterbi, 1967) and forward-backward (L. Baum, 1972) over a chain.

use super::tags::TagSet;

/// Scores of one sentence: `emissions[token][tag]`, and `transitions[from][to]`.
pub(super) struct Chain<'a> {
    pub tags: &'a TagSet,
    /// One row a token, a column a tag, flat.
    pub emissions: &'a [f32],
    /// One row a tag before, a column a tag after, flat.
    pub transitions: &'a [f32],
}

impl Chain<'_> {
    fn len(&self) -> usize {
        self.emissions.len() / self.tags.len()
    }

    fn emission(&self, token: usize, tag: usize) -> f32 {
        self.emissions[token * self.tags.len() + tag]
    }

    /// The score of going from one tag to the next; `-inf` if it may not follow.
    fn transition(&self, from: Option<usize>, to: usize) -> f32 {
        if !self.tags.may_follow(from, to) {
            return f32::NEG_INFINITY;
        }
        from.map_or(0.0, |from| self.transitions[from * self.tags.len() + to])
    }

    /// The best legal sequence of tags in which each token has an allowed one.
    pub fn best(&self, allowed: impl Fn(usize, usize) -> bool) -> Vec<usize> {
        let (tokens, width) = (self.len(), self.tags.len());
        if tokens == 0 {
            return Vec::new();
        }
        let step = self.step_table();
        let mut score: Vec<f32> =
            (0..width)
                .map(|tag| {
                    if allowed(0, tag) { self.transition(None, tag) + self.emission(0, tag) } else { f32::NEG_INFINITY }
                })
                .collect();
        let mut back = vec![0u8; tokens * width];
        for token in 1..tokens {
            let mut next = vec![f32::NEG_INFINITY; width];
            for to in (0..width).filter(|&to| allowed(token, to)) {
                let (from, best) = best_of(&score, &step[to * width..(to + 1) * width]);
                next[to] = best + self.emission(token, to);
                // There are far fewer than 256 tags.
                back[token * width + to] = from as u8;
            }
            score = next;
        }
        let mut tag = best_of(&score, &vec![0.0; width]).0;
        let mut path = vec![tag; tokens];
        for token in (1..tokens).rev() {
            tag = usize::from(back[token * width + tag]);
            path[token - 1] = tag;
        }
        path
    }

    /// Transitions by tag after, then tag before, with `-inf` where it may not be.
    fn step_table(&self) -> Vec<f32> {
        let width = self.tags.len();
        (0..width * width).map(|index| self.transition(Some(index % width), index / width)).collect()
    }

    /// The natural logarithms of the forward and backward sums, flat like the emissions, and of the total.
    pub fn forward_backward(&self) -> Sums {
        let (tokens, width) = (self.len(), self.tags.len());
        let step = self.step_table();
        let mut forward = vec![f32::NEG_INFINITY; tokens * width];
        let mut backward = vec![0.0; tokens * width];
        for tag in 0..width {
            forward[tag] = self.transition(None, tag) + self.emission(0, tag);
        }
        for token in 1..tokens {
            for to in 0..width {
                let into = (0..width).map(|from| forward[(token - 1) * width + from] + step[to * width + from]);
                forward[token * width + to] = log_sum(into) + self.emission(token, to);
            }
        }
        for token in (0..tokens - 1).rev() {
            for from in 0..width {
                let out = (0..width).map(|to| {
                    step[to * width + from] + self.emission(token + 1, to) + backward[(token + 1) * width + to]
                });
                backward[token * width + from] = log_sum(out);
            }
        }
        let total = log_sum((0..width).map(|tag| forward[(tokens - 1) * width + tag]));
        Sums { forward, backward, total }
    }

    /// How likely it is (0 to 1) that exactly the tokens `start..end` are a span of the label whose first tag
    /// is `begin`.
    pub fn span_probability(&self, sums: &Sums, start: usize, end: usize, begin: usize) -> f32 {
        let width = self.tags.len();
        let inside = begin + 1;
        let mut log = sums.forward[start * width + begin];
        let mut last = begin;
        for token in start + 1..end {
            log += self.transition(Some(last), inside) + self.emission(token, inside);
            last = inside;
        }
        if end < self.len() {
            let others = (0..width).filter(|&tag| tag != inside);
            log += log_sum(others.map(|tag| {
                self.transition(Some(last), tag) + self.emission(end, tag) + sums.backward[end * width + tag]
            }));
        }
        (log - sums.total).exp().clamp(0.0, 1.0)
    }
}

/// The sums of forward-backward, as natural logarithms.
pub(super) struct Sums {
    forward: Vec<f32>,
    backward: Vec<f32>,
    total: f32,
}

fn best_of(score: &[f32], step: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (from, (score, step)) in score.iter().zip(step).enumerate() {
        if score + step > best.1 {
            best = (from, score + step);
        }
    }
    best
}

fn log_sum(logs: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = logs.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + logs.map(|log| (log - most).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(chain: &Chain<'_>, path: &[usize]) -> f32 {
        let mut from = None;
        let mut sum = 0.0;
        for (token, &tag) in path.iter().enumerate() {
            sum += chain.transition(from, tag) + chain.emission(token, tag);
            from = Some(tag);
        }
        sum
    }

    /// Every path of three tokens.
    fn paths(width: usize) -> impl Iterator<Item = Vec<usize>> {
        (0..width.pow(3)).map(move |n| vec![n % width, n / width % width, n / width / width])
    }

    proptest! {
        #[test]
        fn the_best_path_and_the_sums_are_those_of_brute_force(
            emissions in prop::collection::vec(-3.0..3.0f32, 15), transitions in prop::collection::vec(-2.0..2.0f32, 25),
        ) {
            let tags = TagSet::new(vec!["A".into(), "B".into()]);
            let chain = Chain { tags: &tags, emissions: &emissions, transitions: &transitions };
            let best = chain.best(|_, _| true);
            let all: Vec<(Vec<usize>, f32)> = paths(5).map(|path| { let s = score(&chain, &path); (path, s) }).collect();
            let top = all.iter().map(|(_, score)| *score).fold(f32::NEG_INFINITY, f32::max);
            prop_assert!((score(&chain, &best) - top).abs() < 1e-4);

            let sums = chain.forward_backward();
            let weight: f32 = all.iter().map(|(_, score)| score.exp()).sum();
            prop_assert!((sums.total - weight.ln()).abs() < 1e-3);
            // Exactly tokens 0 and 1 are an A: tags 1, 2, then anything but 2.
            let wanted = all.iter().filter(|(path, _)| path[0] == 1 && path[1] == 2 && path[2] != 2);
            let expected = wanted.map(|(_, score)| score.exp()).sum::<f32>() / weight;
            prop_assert!((chain.span_probability(&sums, 0, 2, 1) - expected).abs() < 1e-3);
        }
    }

    #[test]
    fn what_is_not_allowed_is_not_taken() {
        let tags = TagSet::new(vec!["A".into()]);
        let emissions = [0.0, 5.0, 0.0, 0.0, 0.0, 5.0];
        let chain = Chain { tags: &tags, emissions: &emissions, transitions: &[0.0; 9] };
        assert_eq!(chain.best(|_, _| true), [1, 2]);
        assert_eq!(chain.best(|token, tag| token != 0 || tag == 0), [0, 0]);
    }
}
