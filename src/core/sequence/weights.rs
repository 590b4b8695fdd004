//! Scores of tags from weights, while these are learned.

use super::lanes::{LANES, Lanes, blocks};

/// The rows of weights that the features of the tokens of a sentence have, `width` a token.
#[derive(Clone, Copy)]
pub(super) struct TokenRows<'a> {
    pub rows: &'a [u32],
    pub width: usize,
}

impl TokenRows<'_> {
    /// The rows of one token.
    pub fn of(&self, token: usize) -> &[u32] {
        &self.rows[token * self.width..][..self.width]
    }

    /// The score of each tag for each token, in blocks: the sums of the weights of its rows.
    pub fn scores(&self, weights: &[Lanes<f32>], tags: usize) -> Vec<Lanes<f32>> {
        let blocks = blocks(tags);
        let mut scores = vec![[0.0; LANES]; self.rows.len() / self.width * blocks];
        for (token, sums) in self.rows.chunks_exact(self.width).zip(scores.chunks_exact_mut(blocks)) {
            for (block, sum) in sums.iter_mut().enumerate() {
                *sum = sum_of(token, weights, blocks, block);
            }
        }
        scores
    }
}

/// The sum of one block of some rows of weights.
#[inline(never)] // Inlined, its block does not stay in registers.
fn sum_of(rows: &[u32], weights: &[Lanes<f32>], blocks: usize, block: usize) -> Lanes<f32> {
    rows.iter().fold([0.0; LANES], |sum, &row| {
        let weights = &weights[row as usize * blocks + block];
        std::array::from_fn(|lane| sum[lane] + weights[lane])
    })
}
