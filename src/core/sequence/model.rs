//! A trained model, and tagging with it.

use super::calibration::Calibration;
use super::clusters::Clusters;
use super::crf::Crf;
use super::features::{self, Sentence};
use super::lanes::{LANES, Lanes, blocks};
use super::tags::{Tag, TagSet};
use super::viterbi::{Likelihoods, Sums, Transitions, best_path};
use crate::core::schema::LabelId;
use std::ops::Range;

/// A trained model: a table of small weights, one row a feature, one column a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(super) tags: TagSet,
    pub(super) clusters: Clusters,
    pub(super) table: Table,
    pub(super) transitions: Transitions,
    pub(super) confidences: Confidences,
    /// The transitions as likelihoods.
    likelihoods: Likelihoods,
}

/// The weights of a model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Weights by row, then tag in blocks; the number of rows is a power of two.
    pub weights: Vec<Lanes<i8>>,
    /// What a weight of 1 is worth.
    pub scale: f32,
}

/// How a model makes confidences of its scores.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Confidences {
    /// What scores are multiplied by before they are read as logarithms of odds.
    pub sharpness: f32,
    /// What makes an honest confidence of a probability, for each label.
    pub calibrations: Vec<Calibration>,
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

/// A span of more tokens than this is not among the possible ones.
const LONGEST_POSSIBLE: usize = 10;

/// A span that the model found, before calibration.
pub(super) struct ProbableSpan {
    /// Its tokens, as indexes in the sentence.
    pub tokens: Range<usize>,
    /// The place of its label.
    pub label: usize,
    /// What the sequence model alone says, 0 to 1.
    pub probability: f32,
}

impl Model {
    pub(super) fn new(
        tags: TagSet,
        clusters: Clusters,
        table: Table,
        transitions: Transitions,
        confidences: Confidences,
    ) -> Self {
        let likelihoods = Likelihoods::new(&transitions, confidences.sharpness);
        Self { tags, clusters, table, transitions, confidences, likelihoods }
    }

    pub(super) fn set_sharpness(&mut self, sharpness: f32) {
        self.confidences.sharpness = sharpness;
        self.likelihoods = Likelihoods::new(&self.transitions, sharpness);
    }

    /// Its weights, to be learned further.
    pub(super) fn to_crf(&self) -> Crf {
        let worth = self.table.scale * self.confidences.sharpness;
        let weights = self.table.weights.iter().map(|block| block.map(|steps| f32::from(steps) * worth)).collect();
        let mut transitions = Transitions::new(&self.tags);
        transitions.add(&self.transitions, self.confidences.sharpness);
        Crf::going_on(self.tags.clone(), weights, transitions)
    }

    /// Takes the confidences of the model that it went on from, whose labels are the first of its own.
    pub(super) fn take_confidences(&mut self, start: &Self) {
        let known = &start.confidences.calibrations;
        self.confidences.calibrations[..known.len()].copy_from_slice(known);
    }

    /// The labels that the model knows.
    #[must_use]
    pub fn labels(&self) -> &[LabelId] {
        self.tags.labels()
    }

    /// What it knows of words beforehand.
    #[must_use]
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// The number of rows of weights.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.weights.len() / blocks(self.tags.len())
    }

    /// The spans of a sentence, in order.
    #[must_use]
    pub fn tag(&self, sentence: &[&str]) -> Vec<Span> {
        let found = self.probable_spans(&Sentence::new(sentence, &self.clusters));
        let span = |ProbableSpan { tokens, label, probability }| {
            let confidence = self.confidences.calibrations[label].apply(probability);
            Span { tokens, label: self.tags.labels()[label].clone(), confidence }
        };
        found.into_iter().map(span).collect()
    }

    /// All spans of a sentence that are at least this likely, before calibration. They may overlap.
    #[must_use]
    pub fn possible(&self, sentence: &[&str], least: f32) -> Vec<Span> {
        let scores = self.scores(&Sentence::new(sentence, &self.clusters));
        let sums = Sums::new(&scores, self.confidences.sharpness, &self.likelihoods);
        let tags: Vec<Vec<Lanes<f32>>> = (0..sentence.len()).map(|token| sums.marginals(token)).collect();
        let may_be = |token: usize, tag: usize| tags[token].as_flattened()[tag] >= least;
        let mut found = Vec::new();
        for (start, label) in (0..sentence.len()).flat_map(|start| (0..self.labels().len()).map(move |it| (start, it)))
        {
            let [begin, inside] = [Tag::Begin(label), Tag::Inside(label)].map(|tag| self.tags.number(tag));
            if !may_be(start, begin) {
                continue;
            }
            let mut ends = start + 1..=sentence.len().min(start + LONGEST_POSSIBLE);
            while let Some(end) = ends.next().filter(|&end| end == start + 1 || may_be(end - 1, inside)) {
                let confidence = sums.span_probability(start, end, begin);
                if confidence >= least {
                    found.push(Span { tokens: start..end, label: self.labels()[label].clone(), confidence });
                }
            }
        }
        found
    }

    /// The spans of a sentence, before calibration.
    pub(super) fn probable_spans(&self, sentence: &Sentence) -> Vec<ProbableSpan> {
        let scores = self.scores(sentence);
        let found = spans(&self.tags, &best_path(&scores, &self.transitions));
        if found.is_empty() {
            return Vec::new();
        }
        let sums = Sums::new(&scores, self.confidences.sharpness, &self.likelihoods);
        let span = |(tokens, label): (Range<usize>, usize)| {
            let begin = self.tags.number(Tag::Begin(label));
            let probability = sums.span_probability(tokens.start, tokens.end, begin);
            ProbableSpan { tokens, label, probability }
        };
        found.into_iter().map(span).collect()
    }

    /// The score of each tag for each token, in blocks.
    fn scores(&self, sentence: &Sentence) -> Vec<Lanes<f32>> {
        let blocks = blocks(self.tags.len());
        let rows_log2 = self.rows().ilog2();
        let used = features::used(&self.clusters);
        let mut scores = Vec::with_capacity(sentence.len() * blocks);
        for at in 0..sentence.len() {
            let rows = &sentence.rows(at, rows_log2)[..used];
            // Up to eleven labels make three blocks, and each row is read once.
            if blocks == 3 {
                scores.extend(self.sum::<3>(rows, 0).map(|sums| self.scaled(sums)));
            } else {
                scores.extend((0..blocks).flat_map(|block| self.sum::<1>(rows, block)).map(|sums| self.scaled(sums)));
            }
        }
        scores
    }

    fn scaled(&self, sums: Lanes<i16>) -> Lanes<f32> {
        sums.map(|sum| f32::from(sum) * self.table.scale)
    }

    /// The sums of the weights of some rows, for some blocks of tags; far below what 16 bits hold.
    #[inline(never)] // Inlined, it is cut into blocks of four, as the scores need them.
    fn sum<const N: usize>(&self, rows: &[u32], block: usize) -> [Lanes<i16>; N] {
        let blocks = blocks(self.tags.len());
        rows.iter().fold([[0; LANES]; N], |sums, &row| {
            let weights: &[Lanes<i8>; N] =
                self.table.weights[row as usize * blocks + block..].first_chunk().unwrap_or(&[[0; LANES]; N]);
            std::array::from_fn(|at| std::array::from_fn(|lane| sums[at][lane] + i16::from(weights[at][lane])))
        })
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
