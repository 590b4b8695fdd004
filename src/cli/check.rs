//! `postil check`

use super::choice::ChoiceArguments;
use super::error::CliError;
use super::input::{Input, format_named, or_stdin};
use super::output::Output;
use crate::core::article::{Article, ArticleId};
use crate::core::formats::{self, Difference, Finding, Format, PreflightCounts, Span};
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};

/// Tells what a format would do to a dataset before it is written: every annotation that would be left out, moved
/// or refused, and why. Then every article is written, read back and compared.
///
/// The exit status is 1 if something would be lost or is not trainable. Offsets are code points.
#[derive(Args)]
pub(super) struct Check {
    /// The format to check for.
    #[arg(long = "for", value_name = "FORMAT", value_parser = format_named)]
    target: Format,
    /// The format of IN; told by its first line if not given.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    from: Option<Format>,
    #[command(flatten)]
    choice: ChoiceArguments,
    /// Datasets; - is standard input.
    #[arg(value_name = "IN")]
    inputs: Vec<Input>,
    /// Write what is found as JSON, an object a line, the counts last.
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let choice = self.choice.read(self.target)?;
        let mut counts = PreflightCounts::default();
        let mut output = Output::stdout();
        for input in or_stdin(&self.inputs) {
            for article in input.articles(self.from)? {
                if let Some(article) = choice.apply(article?) {
                    self.check(&article, &mut counts, &mut output)?;
                }
            }
            choice.tell(&input);
        }
        choice.tell_unmet();
        output.write(|out| if self.json { write_json(&counts, out) } else { writeln!(out, "{counts}") })?;
        output.finish()?;
        if counts.nothing_lost() { Ok(()) } else { Err(CliError::Losses { format: self.target }) }
    }

    fn check(&self, article: &Article, counts: &mut PreflightCounts, output: &mut Output) -> Result<(), CliError> {
        output.write(|out| {
            let found = formats::preflight(article, self.target)?;
            *counts += found.counts;
            for finding in &found.findings {
                self.write_finding(&article.id, finding, out)?;
            }
            found.unforeseen.iter().try_for_each(|difference| self.write_difference(&article.id, difference, out))
        })
    }

    fn write_finding(&self, id: &ArticleId, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return write_json(&InArticle { article: id, what: finding }, out);
        }
        let kind = match finding.loss {
            true if finding.problem.is_of_training(self.target) => "not trainable",
            true => "lost",
            false => "changed",
        };
        writeln!(out, "{kind}: {id}, {}: {}", place(&finding.span), finding.problem.advice(self.target))
    }

    fn write_difference(&self, id: &ArticleId, difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return write_json(&InArticle { article: id, what: difference }, out);
        }
        let place = difference.span().map(|span| format!(", {}", place(span))).unwrap_or_default();
        writeln!(out, "different: {id}{place}: {difference}")
    }
}

/// A line of JSON about an article.
#[derive(Serialize)]
struct InArticle<'a, T> {
    article: &'a ArticleId,
    #[serde(flatten)]
    what: &'a T,
}

fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", serde_json::to_string(value)?)
}

/// Where an annotation is and what it says.
fn place(span: &Span) -> String {
    format!("code points {} to {}, {span}", span.start, span.end)
}
