//! `postil eval`

use super::columns::Columns;
use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::Input;
use super::output::Output;
use crate::core::article::Article;
use crate::core::counted;
use crate::core::evaluation::{Counts, Scores, evaluate};
use clap::Args;
use std::io::{self, Write};

/// Scores predicted annotations against gold ones: a span counts if it and its label are exactly right.
///
/// Articles are paired by id and text, and those that are left by their text alone; in order if nothing can be paired. Both
/// files may be in any format that holds the same texts. What is only suggested in the gold, and articles that are not
/// finished there, do not count.
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
        let (gold, is_finished) = self.gold.decided()?;
        let predicted: Vec<Article> = self.predicted.articles(None)?.collect::<Result<_, _>>()?;
        let scores = evaluate(&gold, &predicted, is_finished, |label| folding.compared(label)).map_err(|source| {
            let (gold, predicted) = (self.gold.to_string(), self.predicted.to_string());
            CliError::Evaluation { gold, predicted, source }
        })?;
        folding.tell_unmet();
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
    let articles = counted(*documents, "article");
    writeln!(out, "{articles}, {missing} of them without predictions; {unjudged} predicted without gold")?;
    let mut columns = Columns::default();
    columns.row([&"", &"precision", &"recall", &"F1", &"correct", &"predicted", &"gold"]);
    let all = scores.labels.iter().map(|(label, counts)| (label.as_str(), *counts)).chain([("all", scores.micro)]);
    for (name, counts) in all {
        let Counts { correct, predicted, gold } = counts;
        let [precision, recall, f1] = [counts.precision(), counts.recall(), counts.f1()].map(|it| format!("{it:.3}"));
        columns.row([&name, &precision, &recall, &f1, &correct, &predicted, &gold]);
    }
    columns.write(out)
}
