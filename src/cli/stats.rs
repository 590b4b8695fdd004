//! `postil stats`

use super::columns::Columns;
use super::error::CliError;
use super::input::{Input, or_stdin};
use super::output::Output;
use crate::core::dataset::Statistics;
use clap::Args;
use std::io::{self, Write};

/// Counts articles, words and annotations.
#[derive(Args)]
pub(super) struct Stats {
    /// Datasets in any format; - is standard input.
    #[arg(value_name = "IN")]
    inputs: Vec<Input>,
    /// Write the counts as JSON.
    #[arg(long)]
    json: bool,
}

impl Stats {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut statistics = Statistics::default();
        for input in or_stdin(&self.inputs) {
            for article in input.articles(None)? {
                statistics.add(&article?);
            }
        }
        let mut output = Output::stdout();
        if self.json {
            output.write(|out| writeln!(out, "{}", serde_json::to_string(&statistics)?))?;
        } else {
            output.write(|out| write_table(&statistics, out))?;
        }
        output.finish()
    }
}

fn write_table(statistics: &Statistics, out: &mut dyn Write) -> io::Result<()> {
    let Statistics { articles, status, words, annotations, labels, origins } = statistics;
    let mut columns = Columns::default();
    for (name, count) in [
        ("articles", *articles),
        ("  new", status.new),
        ("  open", status.open),
        ("  done", status.done),
        ("  skipped", status.skipped),
        ("words", *words),
        ("annotations", *annotations),
        ("  human", origins.human),
        ("  propagation", origins.propagation),
        ("  model", origins.model),
        ("  grammar", origins.grammar),
        ("  learner", origins.learner),
        ("  import", origins.import),
    ] {
        columns.row([&name, &count]);
    }
    columns.row([&"labels", &"confirmed", &"suggested"]);
    for (label, counts) in labels {
        columns.row([&format!("  {label}"), &counts.confirmed, &counts.suggested]);
    }
    columns.write(out)
}
