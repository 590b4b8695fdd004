//! `postil simulate`

use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::Input;
use super::model::ModelArgument;
use super::output::Output;
use super::progress::Progress;
use crate::core::article::Article;
use crate::core::counted;
use crate::core::formats;
use crate::core::learner::{Outcome, Simulation, Suggesting};
use crate::core::schema::{GrowingSchema, Schema};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::io::{self, Write};

/// Counts the corrections that an annotator needs, replayed on articles whose right annotations are known.
///
/// A simulated annotator goes through each article from left to right and makes it like the gold with the
/// fewest actions: one for adding, deleting or relabelling an annotation or moving its edges, two for moving
/// and relabelling. What is suggested, carried to other mentions and learned is what the page does. --map and --labels
/// count for suggestions, too, which then get the nearest label of the gold.
#[derive(Args)]
pub(super) struct Simulate {
    /// The dataset with the right annotations, in the order in which they are annotated; - is standard input.
    #[arg(long, value_name = "FILE")]
    gold: Input,
    /// What is suggested.
    #[arg(long, value_enum, default_value_t = Suggest::Learn)]
    suggest: Suggest,
    /// Whether a decision is carried to the identical mentions of the article.
    #[arg(long, value_enum, default_value_t = Switch::On)]
    propagate: Switch,
    #[command(flatten)]
    model: ModelArgument,
    #[command(flatten)]
    folding: FoldingArguments,
    /// Write a line of JSON for each article, and one with the totals.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Suggest {
    /// Nothing.
    None,
    /// What the model and the grammar say.
    Static,
    /// What was learned from the articles before, too.
    Learn,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Simulate {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let folding = self.folding.read()?;
        let (all, is_finished) = self.gold.decided()?;
        let relabelled = |article: Article| article.relabelled(&|label| folding.compared(label));
        let gold: Vec<Article> = all.into_iter().filter(is_finished).map(relabelled).collect();
        let schema = folding.schema().cloned().unwrap_or_else(|| Schema::empty("gold"));
        let mut schema = GrowingSchema::from(schema);
        gold.iter()
            .try_for_each(|article| formats::fit_schema(&mut schema, article))
            .map_err(CliError::format(&self.gold))?;
        let suggesting = match self.suggest {
            Suggest::None => Suggesting::Nothing,
            Suggest::Static => Suggesting::Static,
            Suggest::Learn => Suggesting::Learning,
        };
        let tagger = self.model.tagger()?;
        let labels = folding.choices(tagger.labels());
        let mut simulation =
            Simulation::new(&*tagger, schema.finish(), labels, suggesting, self.propagate == Switch::On);
        let mut output = Output::stdout();
        let (mut spans, mut actions) = (0, 0);
        let mut progress = Progress::new();
        for article in &gold {
            let outcome = simulation.annotate(article).map_err(|error| CliError::Argument(error.to_string()))?;
            spans += outcome.gold;
            actions += outcome.actions;
            progress.step();
            output.write(|out| self.write(&outcome, out))?;
        }
        let share = 100.0 * actions as f64 / f64::max(spans as f64, 1.0);
        output.write(|out| {
            if self.json {
                writeln!(out, "{}", json!({"articles": gold.len(), "gold": spans, "actions": actions}))
            } else {
                let articles = counted(gold.len(), "article");
                writeln!(out, "{articles}, {}: {share:.1} %", work(spans, actions))
            }
        })?;
        folding.tell_unmet();
        output.finish()
    }

    fn write(&self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return writeln!(out, "{}", serde_json::to_string(outcome)?);
        }
        let Outcome { id, gold, actions, precision, recall, labels } = outcome;
        let work = work(*gold, *actions);
        // Of nothing, no share is right.
        let share = |share: &f64, of: usize| if of > 0 { format!("{share:.2}") } else { "-".to_owned() };
        let suggested = labels.values().map(|label| label.suggested).sum();
        let (precision, recall) = (share(precision, suggested), share(recall, *gold));
        writeln!(out, "{id}: {work}; suggested with precision {precision}, recall {recall}")
    }
}

/// How many annotations there are, and how many actions they took.
fn work(annotations: usize, actions: usize) -> String {
    counted(annotations, "annotation") + ", " + &counted(actions, "action")
}
