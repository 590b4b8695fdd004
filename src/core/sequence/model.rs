//! A trained model, and tagging with it.

use super::features::{self, Rows};
use super::tags::{Tag, TagSet};
use super::viterbi::Chain;
use crate::core::schema::LabelId;
use std::ops::Range;

/// A trained model: a table of small weights, one row a feature, one column a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(super) tags: TagSet,
    /// Weights by row and tag, flat; the number of rows is a power of two.
    pub(super) weights: Vec<i8>,
    /// Scores of going from one tag to the next, by tag before and tag after, flat.
    pub(super) transitions: Vec<f32>,
    /// What a weight of 1 is worth.
    pub(super) scale: f32,
    /// What scores are multiplied by before they are read as logarithms of odds: makes confidences honest.
    pub(super) sharpness: f32,
}

/// A span that the model found.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Its tokens, as indexes in the sentence.
    pub tokens: Range<usize>,
    /// Its label.
    pub label: LabelId,
    /// How likely it is, 0 to 1.
    pub confidence: f32,
}

impl Model {
    /// The labels that the model knows.
    #[must_use]
    pub fn labels(&self) -> &[LabelId] {
        self.tags.labels()
    }

    /// The number of rows of weights.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.weights.len() / self.tags.len()
    }

    /// The spans of a sentence, in order.
    #[must_use]
    pub fn tag(&self, sentence: &[&str]) -> Vec<Span> {
        let emissions = self.emissions(&features::rows(sentence, self.rows()));
        let chain = Chain { tags: &self.tags, emissions: &emissions, transitions: &self.transitions };
        let path = chain.best(|_, _| true);
        let found = spans(&self.tags, &path);
        if found.is_empty() {
            return Vec::new();
        }
        let sharpened = |scores: &[f32]| scores.iter().map(|score| score * self.sharpness).collect::<Vec<_>>();
        let (emissions, transitions) = (sharpened(&emissions), sharpened(&self.transitions));
        let chain = Chain { tags: &self.tags, emissions: &emissions, transitions: &transitions };
        let sums = chain.forward_backward();
        found
            .into_iter()
            .map(|(tokens, label)| {
                let begin = self.tags.number(Tag::Begin(label));
                let confidence = chain.span_probability(&sums, tokens.start, tokens.end, begin);
                Span { tokens, label: self.tags.labels()[label].clone(), confidence }
            })
            .collect()
    }

    /// The score of each tag for each token, flat.
    fn emissions(&self, rows: &[Rows]) -> Vec<f32> {
        let width = self.tags.len();
        let mut emissions = Vec::with_capacity(rows.len() * width);
        let mut sums = vec![0i32; width];
        for token in rows {
            sums.fill(0);
            for &row in token {
                let weights = &self.weights[row as usize * width..][..width];
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(weight);
                }
            }
            emissions.extend(sums.iter().map(|&sum| sum as f32 * self.scale));
        }
        emissions
    }
}

/// The spans that a sequence of tags marks: their tokens, and the place of their label.
pub(super) fn spans(tags: &TagSet, path: &[usize]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (token, &tag) in path.iter().enumerate() {
        match tags.tag(tag) {
            Tag::Outside => {}
            Tag::Begin(label) => found.push((token..token + 1, label)),
            Tag::Inside(_) => {
                if let Some((tokens, _)) = found.last_mut() {
                    tokens.end = token + 1;
                }
            }
        }
    }
    found
}
