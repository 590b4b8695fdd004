//! Training: averaged structured perceptron, sentence by sentence (Collins 2002).
//!
//! A token may allow several tags: then the best path among those that fit stands in for the gold one, so a
//! corpus that lacks a class teaches nothing wrong about it.

use super::features::{self, Rows};
use super::model::{Model, spans};
use super::tags::{MOST_LABELS, TagSet};
use super::viterbi::Chain;
use crate::core::schema::LabelId;

/// A sentence to learn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The tokens, cut as [`crate::core::text::tokens`] cuts them.
    pub tokens: Vec<String>,
    /// What may be the tag of each, as [`TagSet::parse`] reads it. What it cannot read is not known.
    pub tags: Vec<String>,
}

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOptions {
    /// The labels to learn, at most [`MOST_LABELS`]. Tags of others are not known.
    pub labels: Vec<LabelId>,
    /// How often each sentence is seen.
    pub epochs: usize,
    /// The logarithm to base 2 of the number of rows of weights.
    pub rows_log2: u32,
    /// Decides the order of the sentences.
    pub seed: u64,
}

/// Why nothing can be trained.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// No sentence has a span of a label that is to be learned.
    #[error("there is nothing to learn: no sentence has an entity of the labels asked for")]
    NoEntities,
    /// More labels than a model can have.
    #[error("{0} labels are too many: a model can have {MOST_LABELS}")]
    TooManyLabels(usize),
}

/// A sentence ready for training.
struct Sentence {
    rows: Vec<Rows>,
    /// The tags that each token may have, a bit a tag.
    allowed: Vec<u64>,
}

/// Trains a model. Every twentieth sentence is kept apart to make confidences honest. Deterministic for the
/// same examples and options. `progress` hears after each epoch how many tokens had a wrong tag, of how many.
///
/// # Errors
/// If there is nothing to learn.
pub fn train(
    examples: &[Example],
    options: &TrainOptions,
    progress: &mut dyn FnMut(usize, usize, usize),
) -> Result<Model, TrainError> {
    let tags = TagSet::new(options.labels.clone());
    let rows = 1 << options.rows_log2;
    if options.labels.len() > MOST_LABELS {
        return Err(TrainError::TooManyLabels(options.labels.len()));
    }
    let has_entity = |example: &Example| example.tags.iter().any(|tag| tags.parse(tag).is_some_and(|tag| tag & 1 == 0));
    if !examples.iter().any(has_entity) {
        return Err(TrainError::NoEntities);
    }
    let sentences: Vec<Sentence> = examples.iter().map(|example| Sentence::new(example, &tags, rows)).collect();
    let (kept, taught): (Vec<_>, Vec<_>) = sentences.iter().enumerate().partition(|(index, _)| index % 20 == 19);
    let mut learner = Learner::new(tags, rows);
    let mut order: Vec<&Sentence> = taught.into_iter().map(|(_, sentence)| sentence).collect();
    let mut random = options.seed;
    for epoch in 0..options.epochs {
        shuffle(&mut order, &mut random);
        let (wrong, tokens) = order
            .iter()
            .fold((0, 0), |(wrong, tokens), sentence| (wrong + learner.learn(sentence), tokens + sentence.rows.len()));
        progress(epoch + 1, wrong, tokens);
    }
    let mut model = learner.into_model();
    let kept: Vec<(&Example, &Sentence)> = kept.into_iter().map(|(index, kept)| (&examples[index], kept)).collect();
    model.sharpness = honest_sharpness(&model, &kept);
    Ok(model)
}

impl Sentence {
    fn new(example: &Example, tags: &TagSet, rows: usize) -> Self {
        let tokens: Vec<&str> = example.tokens.iter().map(String::as_str).collect();
        let allowed = example.tags.iter().map(|tag| tags.parse(tag).unwrap_or(u64::MAX)).collect();
        Self { rows: features::rows(&tokens, rows), allowed }
    }
}

/// Weights while they are learned. Averages are kept the lazy way: `late` sums each change times the step
/// at which it was made.
struct Learner {
    tags: TagSet,
    weights: Vec<f32>,
    late: Vec<f32>,
    transitions: Vec<f32>,
    transitions_late: Vec<f32>,
    step: f32,
}

impl Learner {
    fn new(tags: TagSet, rows: usize) -> Self {
        let width = tags.len();
        let zeros = |count: usize| vec![0.0; count];
        Self {
            weights: zeros(rows * width),
            late: zeros(rows * width),
            transitions: zeros(width * width),
            transitions_late: zeros(width * width),
            step: 1.0,
            tags,
        }
    }

    /// Learns from one sentence, and says how many of its tags were wrong.
    fn learn(&mut self, sentence: &Sentence) -> usize {
        let emissions = self.emissions(&sentence.rows);
        let chain = Chain { tags: &self.tags, emissions: &emissions, transitions: &self.transitions };
        let guess = chain.best(|_, _| true);
        let fits = |token: usize, tag: usize| sentence.allowed[token] >> tag & 1 == 1;
        self.step += 1.0;
        if guess.iter().enumerate().all(|(token, &tag)| fits(token, tag)) {
            return 0;
        }
        let gold = chain.best(fits);
        let wrong = gold.iter().zip(&guess).filter(|(gold, guess)| gold != guess).count();
        for (token, (&gold, &guess)) in gold.iter().zip(&guess).enumerate().filter(|(_, (gold, guess))| gold != guess) {
            for &row in &sentence.rows[token] {
                self.change(row as usize, gold, 1.0);
                self.change(row as usize, guess, -1.0);
            }
        }
        self.change_transitions(&gold, 1.0);
        self.change_transitions(&guess, -1.0);
        wrong
    }

    fn emissions(&self, rows: &[Rows]) -> Vec<f32> {
        let width = self.tags.len();
        let mut emissions = vec![0.0; rows.len() * width];
        for (token, sums) in rows.iter().zip(emissions.chunks_mut(width)) {
            for &row in token {
                let weights = &self.weights[row as usize * width..][..width];
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        emissions
    }

    fn change(&mut self, row: usize, tag: usize, by: f32) {
        let index = row * self.tags.len() + tag;
        self.weights[index] += by;
        self.late[index] += by * self.step;
    }

    fn change_transitions(&mut self, path: &[usize], by: f32) {
        for pair in path.windows(2) {
            let index = pair[0] * self.tags.len() + pair[1];
            self.transitions[index] += by;
            self.transitions_late[index] += by * self.step;
        }
    }

    /// The averaged weights, in 8 bits with one scale. Nothing is clipped: the largest weights matter most.
    fn into_model(self) -> Model {
        let averaged = |now: &[f32], late: &[f32]| -> Vec<f32> {
            now.iter().zip(late).map(|(now, late)| now - late / self.step).collect()
        };
        let weights = averaged(&self.weights, &self.late);
        let largest = weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs())).max(f32::MIN_POSITIVE);
        let scale = largest / 127.0;
        let weights = weights.iter().map(|weight| (weight / scale).round() as i8).collect();
        let transitions = averaged(&self.transitions, &self.transitions_late);
        Model { tags: self.tags, weights, transitions, scale, sharpness: 1.0 }
    }
}

/// The sharpness at which confidences of sentences kept apart fit best with how often they are right
/// (the least logarithmic loss).
fn honest_sharpness(model: &Model, kept: &[(&Example, &Sentence)]) -> f32 {
    let candidates = (1..=30).map(|step| step as f32 * 0.04);
    let loss = |sharpness: f32| {
        let model = Model { sharpness, ..model.clone() };
        kept.iter().map(|(example, sentence)| log_loss(&model, example, sentence)).sum::<f32>()
    };
    candidates
        .map(|sharpness| (sharpness, loss(sharpness)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(1.0, |best| best.0)
}

fn log_loss(model: &Model, example: &Example, sentence: &Sentence) -> f32 {
    if sentence.allowed.iter().any(|allowed| allowed.count_ones() != 1) {
        return 0.0;
    }
    let tokens: Vec<&str> = example.tokens.iter().map(String::as_str).collect();
    let gold: Vec<usize> = sentence.allowed.iter().map(|allowed| allowed.trailing_zeros() as usize).collect();
    let gold = spans(&model.tags, &gold);
    let label = |id: &LabelId| model.labels().iter().position(|label| label == id);
    let right =
        |span: &super::Span| gold.iter().any(|(tokens, at)| *tokens == span.tokens && label(&span.label) == Some(*at));
    let likelihood = |span: &super::Span| if right(span) { span.confidence } else { 1.0 - span.confidence };
    model.tag(&tokens).iter().map(|span| -likelihood(span).max(1e-4).ln()).sum()
}

/// Fisher and Yates, with `SplitMix64` (G. Steele et al., 2014).
fn shuffle<T>(items: &mut [T], state: &mut u64) {
    for last in (1..items.len()).rev() {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        items.swap(last, ((mixed ^ (mixed >> 31)) % (last as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(written: &str) -> Example {
        let pairs = written.split(' ').map(|pair| pair.rsplit_once('/').unwrap());
        let (tokens, tags) = pairs.map(|(token, tag)| (token.to_owned(), tag.to_owned())).unzip();
        Example { tokens, tags }
    }

    fn options() -> TrainOptions {
        let labels = vec!["PERSON".into(), "GPE".into()];
        TrainOptions { labels, epochs: 8, rows_log2: 12, seed: 7 }
    }

    fn corpus() -> Vec<Example> {
        let names = ["Ann", "Bob", "Eve", "Kim", "Lea", "Max"];
        let places = ["Rome", "Oslo", "Bonn", "Lima", "Kyiv", "Riga"];
        let pairs = names.iter().flat_map(|name| places.map(|place| (name, place)));
        pairs
            .map(|(name, place)| example(&format!("Ms/O {name}/B-PERSON Lee/I-PERSON flew/O to/O {place}/B-GPE ./O")))
            .collect()
    }

    #[test]
    fn a_pattern_is_learned_and_carried_to_new_words() {
        let model = train(&corpus(), &options(), &mut |_, _, _| {}).unwrap();
        let spans = model.tag(&["Ms", "Zoe", "Lee", "flew", "to", "Quito", "."]);
        let seen: Vec<_> = spans.iter().map(|span| (span.tokens.clone(), span.label.as_str())).collect();
        assert_eq!(seen, [(1..3, "PERSON"), (5..6, "GPE")]);
        assert!(spans.iter().all(|span| span.confidence > 0.5));
        assert!(model.tag(&[]).is_empty());
    }

    #[test]
    fn the_same_seed_gives_the_same_model() {
        let first = train(&corpus(), &options(), &mut |_, _, _| {});
        assert_eq!(first, train(&corpus(), &options(), &mut |_, _, _| {}));
    }

    #[test]
    fn what_is_unknown_teaches_nothing() {
        // Half of the corpus does not know about places: were "unknown" read as "outside", it would outvote.
        let mut examples = corpus();
        for _ in 0..3 {
            let blind = corpus().into_iter().map(|mut example| {
                example.tags[5] = "-".to_owned();
                example
            });
            examples.extend(blind);
        }
        let model = train(&examples, &options(), &mut |_, _, _| {}).unwrap();
        assert_eq!(model.tag(&["Ms", "Ann", "Lee", "flew", "to", "Rome", "."])[1].label.as_str(), "GPE");
    }

    #[test]
    fn without_entities_there_is_nothing_to_learn() {
        let examples = [example("It/O rains/O")];
        assert_eq!(train(&examples, &options(), &mut |_, _, _| {}), Err(TrainError::NoEntities));
    }
}
