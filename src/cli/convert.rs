//! `postil convert`

use super::choice::ChoiceArguments;
use super::error::CliError;
use super::folder::OutputFolder;
use super::input::{Input, format_named};
use super::losses::Losses;
use super::output::{Output, is_same_file};
use crate::core::article::Article;
use crate::core::formats::{self, About, ArticleWriter, FolderWriter, Format};
use crate::core::schema::Schema;
use clap::Args;
use std::path::PathBuf;

/// Converts a dataset from one format to another.
///
/// Formats: postil (project file), postil-jsonl (an article a line), spacy (offsets JSONL), spacy-json (JSON for
/// `spacy convert`), docbin (the .spacy file that `spacy train` reads; held in memory), hf (a folder that
/// Hugging Face's `load_dataset` loads), autotrain (a sentence a line, tokens and tags), gliner (array of tokens and
/// spans), conll (a token a line, IOB2; read in any scheme), bilou (the same with BILOU), conllu-plus (the same with ids
/// and white space), prodigy, doccano, label-studio (array of tasks), ner-annotator, brat (a folder), cas-json and tsv3
/// (folders for INCEpTION), web-annotation, csv (a table of spans). What a format does not hold is counted; `postil check`
/// tells what it is. Articles that were skipped go only into formats that say so: postil, postil-jsonl, label-studio,
/// prodigy.
#[derive(Args)]
pub(super) struct Convert {
    /// The format of IN; told by its first line if not given.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    from: Option<Format>,
    /// The format of OUT.
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    to: Format,
    /// Write Label Studio's labelling configuration to FILE as well, with the labels that occur.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    choice: ChoiceArguments,
    /// The dataset, a file or a folder; - is standard input.
    #[arg(value_name = "IN", default_value = "-")]
    input: Input,
    /// The file to write, or the folder for formats of several files; - is standard output.
    #[arg(value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

impl Convert {
    pub(super) fn run(&self) -> Result<(), CliError> {
        if self.config.is_some() && self.to != Format::LabelStudio {
            return Err(CliError::Argument(format!("--config is for label-studio, not for {}", self.to.name())));
        }
        if self.config.as_ref().is_some_and(|config| is_same_file(config, &self.output)) {
            return Err(CliError::Argument(format!("{}: the dataset goes there, not --config", self.output.display())));
        }
        if self.to == Format::Project {
            return self.to_project();
        }
        let choice = self.choice.read(self.to)?;
        let (articles, schema) = self.input.articles_and_schema(self.from)?;
        let schema = schema.map(|schema| choice.apply_to_schema(&schema));
        let articles = articles.filter_map(|article| article.map(|it| choice.apply(it)).transpose());
        let losses = Losses::new(self.to);
        let articles = articles.inspect(|article| article.iter().for_each(|article| losses.add(article)));
        match FolderWriter::with_about(self.to, About { schema, ..About::default() }) {
            Some(writer) => self.to_folder(writer, articles),
            None => self.to_file(ArticleWriter::new(self.to), articles),
        }?;
        choice.tell(&self.input);
        choice.tell_unmet();
        losses.tell();
        Ok(())
    }

    fn to_project(&self) -> Result<(), CliError> {
        let mut output = Output::create(&self.output)?;
        let choice = self.choice.read(self.to)?;
        let project = choice.apply_to_project(self.input.project(self.from)?).map_err(CliError::format(&self.input))?;
        choice.tell(&self.input);
        choice.tell_unmet();
        output.write(|mut out| formats::write(&project, self.to, &mut out))?;
        output.finish()
    }

    fn to_file(
        &self,
        mut writer: ArticleWriter,
        articles: impl Iterator<Item = Result<Article, CliError>>,
    ) -> Result<(), CliError> {
        // Neither takes its name before both are written.
        let config = self.config.as_deref().map(Output::create).transpose()?;
        let mut output = Output::create(&self.output)?;
        let mut schema = formats::schema_of_labels();
        for article in articles {
            let mut article = article?;
            if config.is_some() {
                // Both files call a label the same.
                article = formats::fitted(&mut schema, article).map_err(CliError::format(&self.input))?;
            }
            output.write(|mut out| writer.write(&article, &mut out))?;
        }
        output.write(|mut out| writer.finish(&mut out).and_then(|()| out.flush()))?;
        let config = config.map(|config| with_config(config, &schema.finish())).transpose()?;
        output.finish()?;
        config.map_or(Ok(()), Output::finish)
    }

    fn to_folder(
        &self,
        mut writer: FolderWriter,
        articles: impl Iterator<Item = Result<Article, CliError>>,
    ) -> Result<(), CliError> {
        let mut output = OutputFolder::create(&self.output)?;
        for article in articles {
            let article = article?;
            output.write(|folder| writer.write(&article, folder))?;
        }
        output.write(|folder| writer.finish(folder))?;
        output.finish()
    }
}

fn with_config(mut output: Output, schema: &Schema) -> Result<Output, CliError> {
    output.write(|out| out.write_all(formats::labelling_config(schema).as_bytes()).and_then(|()| out.flush()))?;
    Ok(output)
}
