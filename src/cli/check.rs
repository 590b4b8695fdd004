//! `postil check`

use super::choice::ChoiceArguments;
use super::error::CliError;
use super::input::{Input, format_named, or_stdin};
use super::output::Output;
use crate::core::article::{Article, ArticleId};
use crate::core::formats::{self, Difference, Finding, Format, LimitUnit, Problem, Span};
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};

/// Tells what a format would do to a dataset before it is written: every annotation that would be left out, moved
/// or refused, and why. Then every article is written, read back and compared.
///
/// The exit status is 1 if something would be lost. Offsets are code points.
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

/// What was looked at and what was found.
#[derive(Default, Serialize)]
struct Counts {
    articles: usize,
    annotations: usize,
    losses: usize,
    changes: usize,
    /// After writing and reading; all of them, and those that are not told of above.
    differences: usize,
    unforeseen: usize,
}

impl Check {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let choice = self.choice.read()?;
        let mut counts = Counts::default();
        let mut output = Output::stdout();
        for input in or_stdin(&self.inputs) {
            for article in input.articles(self.from)? {
                if let Some(article) = choice.apply(article?) {
                    self.check(&article, &mut counts, &mut output)?;
                }
            }
        }
        output.write(|out| if self.json { write_json(&counts, out) } else { write_counts(&counts, out) })?;
        output.finish()?;
        match counts.losses + counts.unforeseen {
            0 => Ok(()),
            _ => Err(CliError::Losses { format: self.target }),
        }
    }

    fn check(&self, article: &Article, counts: &mut Counts, output: &mut Output) -> Result<(), CliError> {
        let findings = formats::check(article, self.target);
        let mut differences = Vec::new();
        output.write(|_| {
            differences = formats::read_back(article, self.target)?;
            Ok(())
        })?;
        counts.differences += differences.len();
        differences.retain(|difference| !difference.is_foreseen(&findings));
        counts.unforeseen += differences.len();
        counts.articles += 1;
        counts.annotations += article.annotations.visible().count();
        counts.losses += findings.iter().filter(|finding| finding.loss).count();
        counts.changes += findings.iter().filter(|finding| !finding.loss).count();
        output.write(|out| {
            for finding in &findings {
                self.write_finding(&article.id, finding, out)?;
            }
            differences.iter().try_for_each(|difference| self.write_difference(&article.id, difference, out))
        })
    }

    fn write_finding(&self, id: &ArticleId, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return write_json(&InArticle { article: id, what: finding }, out);
        }
        let kind = if finding.loss { "lost" } else { "changed" };
        writeln!(out, "{kind}: {id}, {}: {}", place(&finding.span), sentence(&finding.problem, self.target))
    }

    fn write_difference(&self, id: &ArticleId, difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
        if self.json {
            return write_json(&InArticle { article: id, what: difference }, out);
        }
        let format = self.target.name();
        match difference {
            Difference::Unreadable { why } => writeln!(out, "different: {id}: what {format} holds is not read: {why}"),
            Difference::Articles { count } => writeln!(out, "different: {id}: {format} holds it as {count} articles"),
            Difference::Text => writeln!(out, "different: {id}: the text is another one"),
            Difference::Missing(span) => writeln!(out, "different: {id}, {}: it is not read back", place(span)),
            Difference::Added(span) => writeln!(out, "different: {id}, {}: it is read back, but not here", place(span)),
        }
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

fn write_counts(counts: &Counts, out: &mut dyn Write) -> io::Result<()> {
    let Counts { articles, annotations, losses, changes, differences, unforeseen } = counts;
    writeln!(out, "{articles} articles, {annotations} annotations: {losses} lost, {changes} changed")?;
    match (differences, unforeseen) {
        (0, _) => writeln!(out, "written and read back: 0 differences"),
        (all, 0) => writeln!(out, "written and read back: {all} differences, all of them told above"),
        (all, new) => writeln!(out, "written and read back: {all} differences, {new} of them not foreseen"),
    }
}

/// Where an annotation is and what it says.
fn place(span: &Span) -> String {
    let Span { start, end, label, text } = span;
    format!("code points {start} to {end}, {label} \"{}\"", on_a_line(text))
}

/// A text on a line of its own, and not too long for one.
fn on_a_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// What is wrong and what to do.
fn sentence(problem: &Problem, target: Format) -> String {
    let format = target.name();
    match problem {
        Problem::Overlap { with } if target.holds_overlaps() => format!(
            "it overlaps {}, so entities has only that, and this stands in spans; train a span categoriser, or delete one",
            place(with)
        ),
        Problem::Overlap { with } => format!(
            "it overlaps {}, and {format} holds no overlaps: it is left out; delete one, or take another format",
            place(with)
        ),
        Problem::Blank => "it is nothing but white space; delete it".to_owned(),
        Problem::WhiteSpace if target == Format::Spacy => {
            "white space is at its edge, which spaCy refuses; leave it out of the annotation".to_owned()
        }
        Problem::WhiteSpace => "white space is at its edge and is cut off; leave it out of the annotation".to_owned(),
        Problem::CutsToken { token } if matches!(target, Format::Spacy | Format::SpacyJson) => {
            format!("it cuts the token \"{}\", and spaCy trains on whole tokens only; move its edge", on_a_line(token))
        }
        Problem::CutsToken { token } => {
            format!(
                "it cuts the token \"{}\", which is written as two; move its edge if that is wrong",
                on_a_line(token)
            )
        }
        Problem::CrossesSentence => "it reaches over the end of a sentence; the two are written as one".to_owned(),
        Problem::Undecided => format!(
            "it is only suggested, and {format} cannot say so; accept or delete it, or leave it out (--decided)"
        ),
        Problem::OpenArticle => {
            "Prodigy accepts whole articles, and this one has suggestions; decide about them first".to_owned()
        }
        Problem::SkippedArticle => format!("its article is skipped, of which {format} takes nothing; open it again"),
        Problem::Label => format!("its label cannot be written in {format}; rename it, without white space (--map)"),
        Problem::TooFar { limit, unit } => {
            let why = match unit {
                LimitUnit::CodePoints => format!("the text has more than {limit} characters, and spaCy takes no more"),
                LimitUnit::TokensOfText => format!("it lies behind the {limit} tokens of a text that GLiNER reads"),
                LimitUnit::TokensOfSentence => {
                    format!("it lies behind the {limit} tokens of a sentence that a network reads")
                }
            };
            why + "; cut the article into shorter ones"
        }
    }
}
