//! `postil train`

use super::error::CliError;
use super::folding::schema_named;
use super::input::{Input, or_stdin};
use super::model::{is_built_in, model_to_go_on_from};
use super::output::Output;
use crate::core::formats::{self, Fault, Format, FormatError};
use crate::core::schema::Schema;
use crate::core::sequence::{Clusters, ClustersError, Epoch, Example, Start, TrainOptions};
use crate::core::tagger::{CorpusSentence, article_examples, train_names};
use clap::Args;
use std::io::BufRead;
use std::path::PathBuf;

/// Trains a model like the built-in one. The same data and seed give the same model.
///
/// Learns from what was confirmed in articles that are finished, or that were not begun and hold no suggestion, as those of
/// most formats. Reads datasets in any format, files and folders, and lines of tokens, {"tokens":[…],"tags":["B-ORG",
/// "I-ORG","O","-",…]}, in which "-" is a tag that is not known. Files that end in .gz are unpacked.
#[derive(Args)]
pub(super) struct Train {
    /// The model to write.
    #[arg(long, value_name = "MODEL")]
    out: PathBuf,
    /// What is known of words beforehand: lines of a word in small letters and the numbers of its three groups,
    /// from large to small, with tabs between (a small group lies in one larger one); or "built-in", for what the
    /// built-in model knows. It goes into the model.
    #[arg(long, value_name = "FILE")]
    clusters: Option<Input>,
    /// Labelled datasets that are not among those to learn from: confidences are made honest by them. Without
    /// any, one in twenty sentences is not learned from but kept for that.
    #[arg(long, value_name = "IN")]
    calibrate: Vec<Input>,
    /// A model to go on from, "built-in" or a file: what it knows stays where the data do not contradict it, under
    /// the labels of the data.
    #[arg(long, value_name = "MODEL", conflicts_with_all = ["clusters", "rows_log2"])]
    from: Option<Input>,
    /// With --from, what the data are labelled by: ontonotes, conll, news, or a project file. What has none of its
    /// labels in the data is none of them. Without it, only the labels that occur count.
    #[arg(long, value_name = "NAME|FILE", requires = "from")]
    schema: Option<String>,
    /// How often each sentence is seen.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..))]
    epochs: u16,
    /// The logarithm to base 2 of the number of rows of weights: larger models know more and weigh more.
    #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u32).range(8..=24))]
    rows_log2: u32,
    /// How many times to do all of that, each time in other orders; the weights are the mean, which takes out
    /// the luck of one order.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    committee: u16,
    /// Decides the orders of the sentences.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Datasets, files or folders; - is standard input.
    #[arg(value_name = "IN")]
    inputs: Vec<Input>,
}

impl Train {
    pub(super) fn run(&self) -> Result<(), CliError> {
        // First of all, so that hours of training do not end with a model that cannot be written.
        let mut output = Output::create(&self.out)?;
        let examples = read_all(&or_stdin(&self.inputs))?;
        let kept = read_all(&self.calibrate)?;
        let schema = self.schema.as_deref().map_or_else(|| Ok(Schema::empty("")), schema_named)?;
        let options = TrainOptions {
            start: self.start()?,
            epochs: usize::from(self.epochs),
            committee: usize::from(self.committee),
            seed: self.seed,
        };
        let mut training = train_names(examples, kept, &schema, options)?;
        while let Some(Epoch { number, of, wrong, tokens }) = training.next_epoch() {
            let share = 100.0 * wrong as f64 / (tokens as f64).max(1.0);
            eprintln!("epoch {number} of {of}: {share:.2} % of {tokens} tokens were wrong");
        }
        let model = training.into_model();
        output.write(|out| out.write_all(&model.to_bytes()))?;
        output.finish()
    }

    fn start(&self) -> Result<Start, CliError> {
        if let Some(input) = &self.from {
            return model_to_go_on_from(input).map(Box::new).map(Start::Model);
        }
        let clusters = self.clusters.as_ref().map(read_clusters).transpose()?.unwrap_or_default();
        Ok(Start::Nothing { clusters, rows_log2: self.rows_log2 })
    }
}

fn read_clusters(input: &Input) -> Result<Clusters, CliError> {
    if is_built_in(input) {
        return Ok(model_to_go_on_from(input)?.clusters().clone());
    }
    let table = formats::text_of(input.bytes()?).map_err(CliError::format(input))?;
    let fault =
        |(line, why): (usize, ClustersError)| FormatError { line: Some(line), ..Fault::Shape(why.to_string()).into() };
    Clusters::from_table(&table).map_err(|error| CliError::format(input)(fault(error)))
}

fn read_all(inputs: &[Input]) -> Result<Vec<Example>, CliError> {
    let mut examples = Vec::new();
    inputs.iter().try_for_each(|input| read(input, &mut examples))?;
    Ok(examples)
}

/// Adds the sentences of a file or folder to `examples`.
fn read(input: &Input, examples: &mut Vec<Example>) -> Result<(), CliError> {
    let articles = if input.folder(None).is_some() {
        input.articles(None)?
    } else {
        let (format, content) = input.dataset(None)?;
        // As articles, they could have no tag that is not known.
        if format == Format::Autotrain {
            return read_sentences(content, examples).map_err(CliError::format(input));
        }
        input.articles_in(content, format, false)
    };
    examples.extend(input.finished(articles)?.iter().flat_map(article_examples));
    Ok(())
}

fn read_sentences(content: impl BufRead, examples: &mut Vec<Example>) -> Result<(), FormatError> {
    for line in formats::Lines::new(content) {
        let (number, line) = line?;
        let at = |error: FormatError| FormatError { line: Some(number), ..error };
        let sentence: CorpusSentence = formats::parse(&line).map_err(at)?;
        let example = sentence.into_example().map_err(|error| at(Fault::Shape(error.to_string()).into()))?;
        examples.push(example);
    }
    Ok(())
}
