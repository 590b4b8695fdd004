//! Training a model, sentence by sentence, some times over.
//!
//! The same [`Crf`] learns here as in the overlay. A model that goes on from another one starts with that one's weights,
//! and is moved no further than its sentences surprise it; what few sentences say does not drown what many said.

use super::calibration::Calibration;
use super::clusters::Clusters;
use super::crf::Crf;
use super::features;
use super::honesty::make_honest;
use super::lanes::{LANES, Lanes, blocks};
use super::math::random;
use super::model::{Confidences, Model, Table};
use super::tags::{LONGEST_LABEL, MOST_LABELS, TagSet};
use super::training_sentence::{Example, TrainingSentence};
use super::viterbi::{Transitions, best_path};
use super::weights::TokenRows;
use crate::core::schema::LabelId;

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOptions {
    /// What it starts from.
    pub start: Start,
    /// How often each sentence is seen.
    pub epochs: usize,
    /// How many times all of that is done, each time in other orders; the weights are the mean.
    pub committee: usize,
    /// Decides the orders of the sentences.
    pub seed: u64,
}

/// What a training starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// From nothing.
    Nothing {
        /// What is known of words beforehand; it goes into the model.
        clusters: Clusters,
        /// The logarithm to base 2 of the number of rows of weights.
        rows_log2: u32,
    },
    /// From a model, which goes on learning: what it knows stays where nothing contradicts it.
    Model(Box<Model>),
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
    /// A label that the file of a model cannot hold.
    #[error("the label {0} is too long: a model can have labels of {LONGEST_LABEL} bytes")]
    LongLabel(LabelId),
}

/// Weights of fewer steps of the 8 bits are left out of a model that starts from nothing: they are most of all, and F1 is
/// the same without them.
const LEAST: i8 = 5;

/// From so many sentences on, a model that goes on learning gets new confidences; those of fewer would say less than
/// the ones that it has.
const ENOUGH_FOR_CONFIDENCES: usize = 1_000;

/// A training, which goes on an epoch at a time: a worker can tell how far it is, and stop. Deterministic for the same
/// sentences and options.
pub struct Training {
    options: TrainOptions,
    tags: TagSet,
    taught: Vec<TrainingSentence>,
    kept: Vec<TrainingSentence>,
    /// The order in which the sentences are seen, as places in `taught`.
    order: Vec<usize>,
    random: u64,
    /// The member of the committee that is learning.
    learner: Option<Crf>,
    mean: Mean,
    /// How many epochs are done.
    done: usize,
}

/// An epoch that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// Its number, from 1.
    pub number: usize,
    /// How many there will be.
    pub of: usize,
    /// How many tokens had a wrong tag.
    pub wrong: usize,
    /// How many tokens there are.
    pub tokens: usize,
}

impl Training {
    /// A training to find `labels`, at most [`MOST_LABELS`] with those of the model that it starts from; tags of others
    /// are not known. Confidences are made honest by the sentences `kept` apart; if there are none, one in twenty of
    /// the examples is kept apart.
    ///
    /// # Errors
    /// If there is nothing to learn, or a model cannot have all these labels.
    pub fn new(
        examples: &[Example],
        kept: &[Example],
        labels: Vec<LabelId>,
        options: TrainOptions,
    ) -> Result<Self, TrainError> {
        let tags = TagSet::new(options.start.labels_with(labels));
        if tags.labels().len() > MOST_LABELS {
            return Err(TrainError::TooManyLabels(tags.labels().len()));
        }
        if let Some(label) = tags.labels().iter().find(|label| label.as_str().len() > LONGEST_LABEL) {
            return Err(TrainError::LongLabel(label.clone()));
        }
        let begins = |tag: u64| tag & 1 == 0;
        let has_entity = |example: &Example| example.tags.iter().any(|tag| tags.parse(tag).is_some_and(begins));
        if !examples.iter().any(has_entity) {
            return Err(TrainError::NoEntities);
        }
        let sentence = |example: &Example| TrainingSentence::new(example, &tags, options.start.clusters());
        let (mut taught, mut kept): (Vec<_>, Vec<_>) =
            (examples.iter().map(sentence).collect(), kept.iter().map(sentence).collect());
        let has_confidences = matches!(options.start, Start::Model(_)) && taught.len() < ENOUGH_FOR_CONFIDENCES;
        if kept.is_empty() && !has_confidences {
            (kept, taught) = keep_apart(taught);
        }
        Ok(Self {
            order: (0..taught.len()).collect(),
            random: options.seed,
            learner: None,
            mean: Mean::none(&tags, options.start.rows_log2()),
            done: 0,
            options,
            tags,
            taught,
            kept,
        })
    }

    /// Goes through all sentences once; `None` when that was done as often as was asked for.
    pub fn next_epoch(&mut self) -> Option<Epoch> {
        let TrainOptions { epochs, committee, .. } = self.options;
        if self.done == epochs * committee {
            return None;
        }
        shuffle(&mut self.order, &mut self.random);
        let start = &self.options.start;
        let learner = self.learner.get_or_insert_with(|| start.crf(&self.tags));
        let sentences = self.order.iter().map(|&place| &self.taught[place]);
        let (wrong, tokens) = sentences.fold((0, 0), |(wrong, tokens), sentence| {
            (wrong + learn(learner, sentence, start), tokens + sentence.gold.len())
        });
        self.done += 1;
        if let Some(learner) = self.learner.take_if(|_| self.done.is_multiple_of(epochs)) {
            self.mean.add(&learner, 1.0 / committee as f32);
        }
        Some(Epoch { number: self.done, of: epochs * committee, wrong, tokens })
    }

    /// The model, when all epochs are done.
    #[must_use]
    pub fn into_model(self) -> Model {
        let (clusters, least) = (self.options.start.clusters().clone(), self.options.start.least_weight());
        let mut model = self.mean.into_model(self.tags, clusters, least);
        if let Start::Model(start) = &self.options.start {
            model.take_confidences(start);
        }
        if !self.kept.is_empty() {
            make_honest(&mut model, &self.kept);
        }
        model
    }
}

impl Start {
    fn clusters(&self) -> &Clusters {
        match self {
            Self::Nothing { clusters, .. } => clusters,
            Self::Model(model) => model.clusters(),
        }
    }

    fn rows_log2(&self) -> u32 {
        match self {
            Self::Nothing { rows_log2, .. } => *rows_log2,
            Self::Model(model) => model.rows().ilog2(),
        }
    }

    /// The weights to begin with, for these tags, of which the model's are the first.
    fn crf(&self, tags: &TagSet) -> Crf {
        match self {
            Self::Nothing { rows_log2, .. } => Crf::new(tags.clone(), *rows_log2),
            Self::Model(model) => {
                let mut crf = model.to_crf();
                crf.grow(tags.clone());
                crf
            }
        }
    }

    /// Of how many steps of the 8 bits a weight must be to be kept. A model has lost its small ones already; those that
    /// there are besides are new.
    fn least_weight(&self) -> i8 {
        match self {
            Self::Nothing { .. } => LEAST,
            Self::Model(_) => 1,
        }
    }

    /// The labels of the model, and then the others.
    fn labels_with(&self, labels: Vec<LabelId>) -> Vec<LabelId> {
        let mut all = match self {
            Self::Nothing { .. } => Vec::new(),
            Self::Model(model) => model.labels().to_vec(),
        };
        for label in labels {
            if !all.contains(&label) {
                all.push(label);
            }
        }
        all
    }
}

/// One in twenty, and the others; in stretches, so that what is kept apart comes from other articles.
fn keep_apart(sentences: Vec<TrainingSentence>) -> (Vec<TrainingSentence>, Vec<TrainingSentence>) {
    let stretch = (sentences.len() / 400).max(1);
    let (kept, others): (Vec<_>, Vec<_>) =
        sentences.into_iter().enumerate().partition(|(index, _)| index / stretch % 20 == 19);
    let plain =
        |sentences: Vec<(usize, TrainingSentence)>| sentences.into_iter().map(|(_, sentence)| sentence).collect();
    (plain(kept), plain(others))
}

/// Learns from one sentence, and says how many of its tags were wrong.
fn learn(crf: &mut Crf, sentence: &TrainingSentence, start: &Start) -> usize {
    let width = features::used(start.clusters());
    let rows: Vec<u32> = (0..sentence.gold.len())
        .flat_map(|at| sentence.words.rows(at, start.rows_log2()).into_iter().take(width))
        .collect();
    let rows = TokenRows { rows: &rows, width };
    let scores = crf.scores(rows);
    let guess = best_path(&scores, crf.transitions());
    crf.learn(rows, &scores, &sentence.gold, 1.0);
    guess.iter().enumerate().filter(|&(token, &tag)| !sentence.gold.fits(token, tag)).count()
}

/// The mean of what the members of a committee learned.
struct Mean {
    weights: Vec<Lanes<f32>>,
    transitions: Transitions,
}

impl Mean {
    fn none(tags: &TagSet, rows_log2: u32) -> Self {
        Self { weights: vec![[0.0; LANES]; blocks(tags.len()) << rows_log2], transitions: Transitions::new(tags) }
    }

    /// Adds a share of the weights of a member.
    fn add(&mut self, member: &Crf, share: f32) {
        for (weight, other) in self.weights.as_flattened_mut().iter_mut().zip(member.weights().as_flattened()) {
            *weight += other * share;
        }
        self.transitions.add(member.transitions(), share);
    }

    /// In 8 bits with one scale, where they are of `least` steps. Nothing is clipped: the largest weights matter most.
    fn into_model(self, tags: TagSet, clusters: Clusters, least: i8) -> Model {
        let largest = self.weights.as_flattened().iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = largest / 127.0;
        let in_steps = |weight: f32| Some((weight / scale).round() as i8).filter(|steps| steps.abs() >= least);
        let weights = self.weights.iter().map(|block| block.map(|weight| in_steps(weight).unwrap_or(0))).collect();
        let calibrations = vec![Calibration::NONE; tags.labels().len()];
        let (table, confidences) = (Table { weights, scale }, Confidences { sharpness: 1.0, calibrations });
        Model::new(tags, clusters, table, self.transitions, confidences)
    }
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
    use crate::core::sequence::Span;

    fn example(written: &str) -> Example {
        let pairs = written.split(' ').map(|pair| pair.rsplit_once('/').unwrap());
        let (tokens, tags) = pairs.map(|(token, tag)| (token.to_owned(), tag.to_owned())).unzip();
        Example { tokens, tags }
    }

    fn trained(examples: &[Example], committee: usize) -> Result<Model, TrainError> {
        let start = Start::Nothing { clusters: Clusters::default(), rows_log2: 12 };
        train(examples, &["PERSON", "GPE"], TrainOptions { start, epochs: 8, committee, seed: 7 })
    }

    fn train(examples: &[Example], labels: &[&str], options: TrainOptions) -> Result<Model, TrainError> {
        let labels = labels.iter().map(|&label| label.into()).collect();
        let mut training = Training::new(examples, &[], labels, options)?;
        while training.next_epoch().is_some() {}
        Ok(training.into_model())
    }

    fn found(model: &Model, words: &str) -> Vec<String> {
        let words: Vec<&str> = words.split(' ').collect();
        let name = |span: &Span| format!("{} {}", span.label, words[span.tokens.clone()].join(" "));
        model.tag(&words).iter().map(name).collect()
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
            assert_eq!(found(&model, "Ms Zoe Lee flew to Quito ."), ["PERSON Zoe Lee", "GPE Quito"]);
            let spans = model.tag(&["Ms", "Zoe", "Lee", "flew", "to", "Quito", "."]);
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
    fn a_model_goes_on_learning_and_keeps_what_nothing_contradicts() {
        let start = trained(&corpus(), 1).unwrap();
        let ships = ["Kea", "Nora", "Elba", "Tern"].map(|ship| example(&format!("MV/O {ship}/B-SHIP sank/O ./O")));
        let options = TrainOptions { start: Start::Model(Box::new(start)), epochs: 8, committee: 1, seed: 7 };
        let model = train(&ships, &["SHIP"], options).unwrap();
        assert_eq!(model.labels(), ["PERSON", "GPE", "SHIP"].map(LabelId::from));
        assert_eq!(found(&model, "MV Petrel sank ."), ["SHIP Petrel"]);
        assert_eq!(found(&model, "Ms Zoe Lee flew to Quito ."), ["PERSON Zoe Lee", "GPE Quito"]);
    }

    #[test]
    fn a_label_must_fit_the_file() {
        let train_on = |label: &str| {
            let examples = [example(&format!("Ann/B-{label} left/O"))];
            let start = Start::Nothing { clusters: Clusters::default(), rows_log2: 8 };
            train(&examples, &[label], TrainOptions { start, epochs: 1, committee: 1, seed: 7 })
        };
        let (fits, long) = ("L".repeat(LONGEST_LABEL), "L".repeat(LONGEST_LABEL + 1));
        let model = train_on(&fits).unwrap();
        assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
        assert_eq!(train_on(&long), Err(TrainError::LongLabel(long.as_str().into())));
    }

    #[test]
    fn without_entities_there_is_nothing_to_learn() {
        let examples = [example("It/O rains/O")];
        assert_eq!(trained(&examples, 1), Err(TrainError::NoEntities));
    }
}
