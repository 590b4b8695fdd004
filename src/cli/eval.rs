//! `postil eval`

use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::Input;
use super::output::Output;
use crate::core::article::Article;
use crate::core::evaluation::{Counts, Scores, evaluate};
use clap::Args;
use std::io::{self, Write};

/// Scores predicted annotations against gold ones: a span counts if it and its label are exactly right.
///
/// Articles are paired by id, or in order if no id is in both. Both files may be in any format that holds the same
/// texts. What is only suggested in the gold, and articles that are not finished there, do not count.
#[derive(Args)]
pub(super) struct Eval {
    /// The dataset with the right annotations; - is standard input.
    #[arg(long, value_name = "FILE")]
    gold: Input,
    /// The dataset with the annotations to score; - is standard input.
    #[arg(long, value_name = "FILE")]
    predicted: Input,
    #[command(flatten)]
    folding: FoldingArguments,
    /// Write the scores as JSON.
    #[arg(long)]
    json: bool,
}

impl Eval {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let folding = self.folding.read()?;
        let gold = self.gold.gold()?;
        let predicted: Vec<Article> = self.predicted.articles(None)?.collect::<Result<_, _>>()?;
        let scores = evaluate(&gold, &predicted, |label| folding.apply(label))?;
        let mut output = Output::stdout();
        if self.json {
            output.write(|out| writeln!(out, "{}", serde_json::to_string(&scores)?))?;
        } else {
            output.write(|out| write_table(&scores, out))?;
        }
        output.finish()
    }
}

fn write_table(scores: &Scores, out: &mut dyn Write) -> io::Result<()> {
    let Scores { documents, missing, unjudged, .. } = scores;
    writeln!(out, "{documents} articles, {missing} of them without predictions; {unjudged} predicted without gold")?;
    writeln!(
        out,
        "{:<16}{:>10}{:>8}{:>8}{:>9}{:>11}{:>7}",
        "", "precision", "recall", "F1", "correct", "predicted", "gold"
    )?;
    for (label, counts) in &scores.labels {
        write_row(label.as_str(), *counts, out)?;
    }
    write_row("all", scores.micro, out)
}

fn write_row(name: &str, counts: Counts, out: &mut dyn Write) -> io::Result<()> {
    let Counts { correct, predicted, gold } = counts;
    let (precision, recall, f1) = (counts.precision(), counts.recall(), counts.f1());
    writeln!(out, "{name:<16}{precision:>10.3}{recall:>8.3}{f1:>8.3}{correct:>9}{predicted:>11}{gold:>7}")
}
