//! Training: averaged structured perceptron, sentence by sentence (Collins 2002).
//!
//! A token may allow several tags: then the best path among those that fit stands in for the gold one, so a
//! corpus that lacks a class teaches nothing wrong about it.

use super::calibration::Calibration;
use super::clusters::Clusters;
use super::features;
use super::honesty::make_honest;
use super::lanes::{LANES, Lanes, blocks};
use super::lesson::{Example, Lesson};
use super::math::random;
use super::model::Model;
use super::tags::{MOST_LABELS, TagSet};
use super::viterbi::{Transitions, best_path};
use super::weights::TokenRows;
use crate::core::schema::LabelId;

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOptions {
    /// What is known of words beforehand; it goes into the model.
    pub clusters: Clusters,
    /// How often each sentence is seen.
    pub epochs: usize,
    /// The logarithm to base 2 of the number of rows of weights.
    pub rows_log2: u32,
    /// How many times all of that is done, each time in other orders; the weights are the mean. One order's luck
    /// is worth half a point of F1.
    pub committee: usize,
    /// Decides the orders of the sentences.
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

/// Trains a model to find `labels`, at most [`MOST_LABELS`]; tags of others are not known. Its confidences are made honest by the sentences `kept` apart; if there are none, one in
/// twenty of the examples is kept apart. Deterministic for the same sentences and options. `progress` hears
/// after each epoch how many tokens had a wrong tag, of how many.
///
/// # Errors
/// If there is nothing to learn.
pub fn train(
    examples: &[Example],
    kept: &[Example],
    labels: Vec<LabelId>,
    options: &TrainOptions,
    progress: &mut dyn FnMut(usize, usize, usize),
) -> Result<Model, TrainError> {
    if labels.len() > MOST_LABELS {
        return Err(TrainError::TooManyLabels(labels.len()));
    }
    let tags = TagSet::new(labels);
    let has_entity = |example: &Example| example.tags.iter().any(|tag| tags.parse(tag).is_some_and(|tag| tag & 1 == 0));
    if !examples.iter().any(has_entity) {
        return Err(TrainError::NoEntities);
    }
    let lesson = |example: &Example| Lesson::new(example, &tags, &options.clusters);
    let (mut taught, mut kept): (Vec<_>, Vec<_>) =
        (examples.iter().map(lesson).collect(), kept.iter().map(lesson).collect());
    if kept.is_empty() {
        (kept, taught) = keep_apart(taught);
    }
    let mut order: Vec<&Lesson> = taught.iter().collect();
    let mut random = options.seed;
    let mut mean = Averaged::none(&tags, options.rows_log2);
    for member in 0..options.committee {
        let mut learner = Learner::new(tags.clone(), options);
        for epoch in 0..options.epochs {
            shuffle(&mut order, &mut random);
            let (wrong, tokens) = order
                .iter()
                .fold((0, 0), |(wrong, tokens), lesson| (wrong + learner.learn(lesson), tokens + lesson.allowed.len()));
            progress(member * options.epochs + epoch + 1, wrong, tokens);
        }
        mean.add(&learner.averaged(), 1.0 / options.committee as f32);
    }
    let mut model = mean.into_model(tags, options.clusters.clone());
    make_honest(&mut model, &kept);
    Ok(model)
}

/// One in twenty, and the others; in stretches, so that what is kept apart comes from other articles.
fn keep_apart(lessons: Vec<Lesson>) -> (Vec<Lesson>, Vec<Lesson>) {
    let stretch = (lessons.len() / 400).max(1);
    let (kept, others): (Vec<_>, Vec<_>) =
        lessons.into_iter().enumerate().partition(|(index, _)| index / stretch % 20 == 19);
    let plain = |lessons: Vec<(usize, Lesson)>| lessons.into_iter().map(|(_, lesson)| lesson).collect();
    (plain(kept), plain(others))
}

/// Weights while they are learned. Averages are kept the lazy way: `late` sums each change times the step
/// at which it was made.
struct Learner {
    tags: TagSet,
    rows_log2: u32,
    /// How many features of a token count.
    used: usize,
    weights: Vec<Lanes<f32>>,
    late: Vec<Lanes<f32>>,
    transitions: Transitions,
    transitions_late: Transitions,
    step: f32,
}

impl Learner {
    fn new(tags: TagSet, options: &TrainOptions) -> Self {
        let zeros = || vec![[0.0; LANES]; blocks(tags.len()) << options.rows_log2];
        Self {
            rows_log2: options.rows_log2,
            used: features::used(&options.clusters),
            weights: zeros(),
            late: zeros(),
            transitions: Transitions::new(&tags),
            transitions_late: Transitions::new(&tags),
            step: 1.0,
            tags,
        }
    }

    /// Learns from one sentence, and says how many of its tags were wrong.
    fn learn(&mut self, lesson: &Lesson) -> usize {
        let mut rows = Vec::with_capacity(lesson.sentence.len() * self.used);
        for at in 0..lesson.sentence.len() {
            rows.extend_from_slice(&lesson.sentence.rows(at, self.rows_log2)[..self.used]);
        }
        let rows = TokenRows { rows: &rows, width: self.used };
        let scores = rows.scores(&self.weights, self.tags.len());
        let guess = best_path(&scores, &self.transitions);
        self.step += 1.0;
        if guess.iter().enumerate().all(|(token, &tag)| lesson.fits(token, tag)) {
            return 0;
        }
        let gold = best_path(&fitting(scores, lesson, self.tags.len()), &self.transitions);
        let wrong = gold.iter().zip(&guess).filter(|(gold, guess)| gold != guess).count();
        for (token, (&gold, &guess)) in gold.iter().zip(&guess).enumerate().filter(|(_, (gold, guess))| gold != guess) {
            for &row in rows.of(token) {
                self.change(row as usize, gold, 1.0);
                self.change(row as usize, guess, -1.0);
            }
        }
        self.change_transitions(&gold, 1.0);
        self.change_transitions(&guess, -1.0);
        wrong
    }

    fn change(&mut self, row: usize, tag: usize, by: f32) {
        let index = row * blocks(self.tags.len()) + tag / LANES;
        self.weights[index][tag % LANES] += by;
        self.late[index][tag % LANES] += by * self.step;
    }

    fn change_transitions(&mut self, path: &[usize], by: f32) {
        for pair in path.windows(2) {
            *self.transitions.get_mut(pair[0], pair[1]) += by;
            *self.transitions_late.get_mut(pair[0], pair[1]) += by * self.step;
        }
    }

    fn averaged(self) -> Averaged {
        let average = |now: f32, late: f32| now - late / self.step;
        let averages = |(now, late): (&Lanes<f32>, &Lanes<f32>)| -> Lanes<f32> {
            std::array::from_fn(|lane| average(now[lane], late[lane]))
        };
        let weights = self.weights.iter().zip(&self.late).map(averages).collect();
        let mut transitions = Transitions::new(&self.tags);
        for (from, to) in self.tags.legal_pairs() {
            *transitions.get_mut(from, to) =
                average(self.transitions.get(from, to), self.transitions_late.get(from, to));
        }
        Averaged { weights, transitions }
    }
}

/// Weights that were learned.
struct Averaged {
    weights: Vec<Lanes<f32>>,
    transitions: Transitions,
}

impl Averaged {
    fn none(tags: &TagSet, rows_log2: u32) -> Self {
        Self { weights: vec![[0.0; LANES]; blocks(tags.len()) << rows_log2], transitions: Transitions::new(tags) }
    }

    /// Adds a share of others.
    fn add(&mut self, others: &Self, share: f32) {
        for (weight, other) in self.weights.as_flattened_mut().iter_mut().zip(others.weights.as_flattened()) {
            *weight += other * share;
        }
        self.transitions.add(&others.transitions, share);
    }

    /// In 8 bits with one scale. Nothing is clipped: the largest weights matter most.
    fn into_model(self, tags: TagSet, clusters: Clusters) -> Model {
        let largest = self.weights.as_flattened().iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = largest / 127.0;
        let weights = self.weights.iter().map(|block| block.map(|weight| (weight / scale).round() as i8)).collect();
        let calibrations = vec![Calibration::NONE; tags.labels().len()];
        Model::new(tags, clusters, weights, scale, self.transitions, 1.0, calibrations)
    }
}

/// The scores of the tags that fit; minus infinity for all others.
fn fitting(mut scores: Vec<Lanes<f32>>, lesson: &Lesson, tags: usize) -> Vec<Lanes<f32>> {
    for (token, scores) in scores.chunks_mut(blocks(tags)).enumerate() {
        let scores = scores.as_flattened_mut()[..tags].iter_mut().enumerate();
        scores.filter(|&(tag, _)| !lesson.fits(token, tag)).for_each(|(_, score)| *score = f32::NEG_INFINITY);
    }
    scores
}

/// Fisher and Yates.
fn shuffle<T>(items: &mut [T], state: &mut u64) {
    for last in (1..items.len()).rev() {
        items.swap(last, (random(state) % (last as u64 + 1)) as usize);
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

    fn trained(examples: &[Example], committee: usize) -> Result<Model, TrainError> {
        let labels = vec!["PERSON".into(), "GPE".into()];
        let options = TrainOptions { clusters: Clusters::default(), epochs: 8, committee, rows_log2: 12, seed: 7 };
        train(examples, &[], labels, &options, &mut |_, _, _| {})
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
        for committee in [1, 3] {
            let model = trained(&corpus(), committee).unwrap();
            let spans = model.tag(&["Ms", "Zoe", "Lee", "flew", "to", "Quito", "."]);
            let seen: Vec<_> = spans.iter().map(|span| (span.tokens.clone(), span.label.as_str())).collect();
            assert_eq!(seen, [(1..3, "PERSON"), (5..6, "GPE")]);
            assert!(spans.iter().all(|span| span.confidence > 0.5));
            assert!(model.tag(&[]).is_empty());
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_model() {
        assert_eq!(trained(&corpus(), 2), trained(&corpus(), 2));
        assert_ne!(trained(&corpus(), 2), trained(&corpus(), 1));
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
        let model = trained(&examples, 1).unwrap();
        assert_eq!(model.tag(&["Ms", "Ann", "Lee", "flew", "to", "Rome", "."])[1].label.as_str(), "GPE");
    }

    #[test]
    fn without_entities_there_is_nothing_to_learn() {
        let examples = [example("It/O rains/O")];
        assert_eq!(trained(&examples, 1), Err(TrainError::NoEntities));
    }
}
