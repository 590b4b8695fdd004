//! `postil split`

use super::choice::{Choice, ChoiceArguments};
use super::error::CliError;
use super::folder::OutputFolder;
use super::input::{Input, format_named};
use crate::core::article::Article;
use crate::core::dataset::{Dealer, Shares, Split};
use crate::core::evaluation::{Agreement, agreement};
use crate::core::formats::{About, FolderWriter, Format};
use crate::core::schema::Schema;
use clap::Args;
use std::path::PathBuf;

/// Splits a dataset into train, validation and test, with a README that says what there is.
///
/// Whole articles are dealt, but none that was skipped, near-duplicates to one side, so that each label is in each part
/// in its share. The same seed gives the same parts, in whatever order the articles stand. With `--to hf`, the folder is
/// one that Hugging Face's `load_dataset` loads; other formats give a file for each part.
#[derive(Args)]
pub(super) struct SplitCommand {
    /// Another number gives other parts.
    #[arg(long, value_name = "N")]
    seed: u64,
    /// How much goes into train, validation and test.
    #[arg(long, value_name = "A,B,C", value_parser = shares, default_value = "80,10,10")]
    shares: Shares,
    /// The format of IN; told by its first line if not given.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    from: Option<Format>,
    /// The format of the parts.
    #[arg(long, value_name = "FORMAT", value_parser = part_format_named, default_value = "postil-jsonl")]
    to: Format,
    /// The same articles by another annotator, in any format: how far the two agree (as `postil agree` counts it) is told
    /// in the README. For that, both are held in memory.
    #[arg(long, value_name = "IN")]
    second: Option<Input>,
    #[command(flatten)]
    choice: ChoiceArguments,
    /// The dataset, a file or a folder. It is read twice, so that it need not fit into memory.
    #[arg(value_name = "IN")]
    input: Input,
    /// The folder to write, which must not be there yet.
    #[arg(value_name = "OUTDIR")]
    output: PathBuf,
}

impl SplitCommand {
    pub(super) fn run(&self) -> Result<(), CliError> {
        if self.input.is_stream() {
            return Err(CliError::Argument("split reads its input twice: name a file, not a pipe".to_owned()));
        }
        let mut dealer = Dealer::new(self.seed, self.shares);
        let choice = self.choice.read(self.to)?.without_skipped();
        let agreement = self.second.as_ref().map(|second| self.agreement(second, &choice)).transpose()?;
        let (articles, schema) = chosen(&self.input, self.from, &choice)?;
        for article in articles {
            dealer.add(&article?);
        }
        choice.tell(&self.input);
        choice.tell_unmet();
        let splits = dealer.deal();
        self.tell_empty(&splits);
        let about = About { schema, dealt: Some((self.seed, self.shares)), agreement };
        let Some(mut writer) = FolderWriter::with_about(self.to, about) else {
            return Err(CliError::Argument(without_parts(self.to)));
        };
        let mut output = OutputFolder::create(&self.output)?;
        let (articles, _) = chosen(&self.input, self.from, &choice)?;
        for (article, split) in articles.zip(splits) {
            let mut article = article?;
            split.take(&mut article);
            output.write(|folder| writer.write(&article, folder))?;
        }
        output.write(|folder| writer.finish(folder))?;
        output.finish()
    }

    /// Says which parts get nothing, though they should have a share.
    fn tell_empty(&self, splits: &[Split]) {
        let parts = Split::ALL.into_iter().zip(self.shares.get());
        let empty = parts.filter(|(part, share)| *share > 0.0 && !splits.contains(part));
        let names: Vec<&str> = empty.map(|(part, _)| part.name()).collect();
        if !names.is_empty() {
            let input = &self.input;
            eprintln!("postil: {input}: too few articles for all parts: nothing is in {}", names.join(", "));
        }
    }

    /// How far the two annotators agree on the articles that go in and that both have finished.
    fn agreement(&self, second: &Input, choice: &Choice) -> Result<Agreement, CliError> {
        let mut projects = [self.input.project(self.from)?, second.project(None)?];
        projects[0].articles.retain(|article| choice.takes(article));
        let agreement = agreement(&projects, |label| choice.compared(label));
        let why = match agreement {
            Agreement { articles: 1.., .. } => return Ok(agreement),
            Agreement { unfinished: 1.., .. } => "of the articles that it has, none is finished in both",
            _ => "it has none of the articles",
        };
        Err(CliError::Argument(format!("--second {second}: {why}")))
    }
}

/// What of a dataset goes in, and its schema if it has one.
fn chosen<'a>(
    input: &Input,
    format: Option<Format>,
    choice: &'a Choice,
) -> Result<(impl Iterator<Item = Result<Article, CliError>> + use<'a>, Option<Schema>), CliError> {
    let (articles, schema) = input.articles_and_schema(format)?;
    let schema = schema.map(|schema| choice.apply_to_schema(&schema));
    Ok((articles.filter_map(|article| article.map(|it| choice.apply(it)).transpose()), schema))
}

/// Three shares with commas between.
fn shares(list: &str) -> Result<Shares, String> {
    let numbers: Option<Vec<f64>> = list.split(',').map(|number| number.trim().parse().ok()).collect();
    if numbers.iter().any(|numbers| numbers.iter().sum::<f64>() > 100.5) {
        return Err("together they are more than 100".to_owned());
    }
    let shares = numbers.and_then(|numbers| Shares::new(numbers.try_into().ok()?));
    shares.ok_or_else(|| "three numbers from 0 up are wanted, not all 0, with commas between: 80,10,10".to_owned())
}

/// A format that parts can be written in.
fn part_format_named(name: &str) -> Result<Format, String> {
    let format = format_named(name)?;
    if format.has_parts() { Ok(format) } else { Err(without_parts(format)) }
}

/// Why a format cannot hold parts.
fn without_parts(format: Format) -> String {
    match format {
        Format::Project => "a project file holds all parts; take postil-jsonl".to_owned(),
        _ => format!("{} is a folder without parts; take a format of files, or hf", format.name()),
    }
}
