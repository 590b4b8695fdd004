//! `postil convert`

use super::error::CliError;
use super::input::{Input, format_named};
use super::output::Output;
use crate::core::formats::{self, ArticleWriter, Format};
use clap::Args;
use std::io::Read;
use std::path::PathBuf;

/// Converts a dataset from one format to another.
///
/// Formats: postil (project file), postil-jsonl (an article a line), spacy (offsets JSONL), spacy-json (JSON for
/// `spacy convert`), conll (a token a line, IOB2; read in any scheme), bilou (the same with BILOU), autotrain (a
/// sentence a line, tokens and tags), gliner (array of tokens and spans), prodigy, doccano, label-studio (array of
/// tasks), csv (a table of spans).
#[derive(Args)]
pub(super) struct Convert {
    /// The format of IN; told by its first line if not given.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    from: Option<Format>,
    /// The format of OUT.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    to: Format,
    /// Leave out what is only suggested.
    #[arg(long)]
    decided: bool,
    /// The dataset; - is standard input.
    #[arg(value_name = "IN", default_value = "-")]
    input: Input,
    /// The file to write; - is standard output.
    #[arg(value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let (from, mut content) = self.input.dataset(self.from)?;
        let mut output = Output::create(&self.output)?;
        if from == Format::Project || self.to == Format::Project {
            let mut bytes = Vec::new();
            content.read_to_end(&mut bytes).map_err(CliError::io(&self.input))?;
            let project = formats::read(bytes, Some(from)).map_err(CliError::format(&self.input))?;
            let project = if self.decided { project.confirmed() } else { project };
            output.write(|mut out| formats::write(&project, self.to, &mut out))?;
        } else {
            let mut writer = ArticleWriter::new(self.to);
            for article in formats::articles(content, from) {
                let article = article.map_err(CliError::format(&self.input))?;
                let article = if self.decided { article.confirmed() } else { article };
                output.write(|mut out| writer.write(&article, &mut out))?;
            }
            output.write(|mut out| writer.finish(&mut out))?;
        }
        output.finish()
    }
}
