//! `postil train`

use super::error::CliError;
use super::input::{Input, or_stdin};
use super::output::Output;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::{Article, ArticleStatus};
use crate::core::formats::{self, Fault, Format, FormatError};
use crate::core::schema::LabelId;
use crate::core::sequence::{Example, TrainOptions, train};
use crate::core::text::{Token, paragraphs, sentences, tokens_in};
use clap::Args;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::path::PathBuf;

/// Trains a model like the built-in one. The same data and seed give the same model.
///
/// Learns from confirmed annotations; where there is only a suggestion, nothing is learned, and skipped
/// articles are left out. Reads datasets in any format, and lines of tokens, {"tokens":[…],"tags":["B-ORG",
/// "I-ORG","O","-",…]}, in which "-" is a tag that is not known. Files that end in .gz are unpacked.
#[derive(Args)]
pub(super) struct Train {
    /// The model to write.
    #[arg(long, value_name = "MODEL")]
    out: PathBuf,
    /// The labels to learn: PERSON,ORG; all that occur if not given.
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    labels: Vec<String>,
    /// How often each sentence is seen.
    #[arg(long, value_name = "N", default_value_t = 8)]
    epochs: usize,
    /// The logarithm to base 2 of the number of rows of weights: larger models know more and weigh more.
    #[arg(long, value_name = "N", default_value_t = 18, value_parser = clap::value_parser!(u32).range(8..=24))]
    rows_log2: u32,
    /// Decides the order of the sentences.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Datasets; - is standard input.
    #[arg(value_name = "IN")]
    inputs: Vec<Input>,
}

/// A sentence whose tokens are tagged already.
#[derive(Deserialize)]
struct TokenLine {
    tokens: Vec<String>,
    #[serde(alias = "ner_tags")]
    tags: Vec<String>,
}

impl Train {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut examples = Vec::new();
        for input in or_stdin(&self.inputs) {
            read(&input, &mut examples)?;
        }
        let options = TrainOptions {
            labels: self.labels(&examples),
            epochs: self.epochs,
            rows_log2: self.rows_log2,
            seed: self.seed,
        };
        let mut progress = |epoch, wrong, tokens| {
            let share = 100.0 * wrong as f64 / (tokens as f64).max(1.0);
            eprintln!("epoch {epoch} of {}: {share:.2} % of {tokens} tokens were wrong", self.epochs);
        };
        let model = train(&examples, &options, &mut progress)?;
        let mut output = Output::create(&self.out)?;
        output.write(|out| out.write_all(&model.to_bytes()))?;
        output.finish()
    }

    fn labels(&self, examples: &[Example]) -> Vec<LabelId> {
        if !self.labels.is_empty() {
            return self.labels.iter().map(|label| label.as_str().into()).collect();
        }
        let tags = examples.iter().flat_map(|example| example.tags.iter().flatten());
        let labels: BTreeSet<&str> = tags.filter_map(|tag| Some(tag.split_once('-')?.1)).collect();
        labels.into_iter().map(LabelId::from).collect()
    }
}

/// Adds the sentences of a file to `examples`.
fn read(input: &Input, examples: &mut Vec<Example>) -> Result<(), CliError> {
    let (first, content) = input.open_and_peek()?;
    if serde_json::from_str::<TokenLine>(&first).is_ok() {
        return read_tokens(content, examples).map_err(CliError::format(input));
    }
    let format = Format::detect(&first).map_err(CliError::format(input))?;
    for article in formats::articles(content, format) {
        let article = article.map_err(CliError::format(input))?;
        if article.status != ArticleStatus::Skipped {
            examples_of(&article, examples);
        }
    }
    Ok(())
}

fn read_tokens(content: impl BufRead, examples: &mut Vec<Example>) -> Result<(), FormatError> {
    for line in formats::Lines::new(content) {
        let (number, line) = line?;
        let TokenLine { tokens, tags } =
            formats::parse(&line).map_err(|error| FormatError { line: Some(number), ..error })?;
        let fault = |field: String, sentence: String| FormatError {
            line: Some(number),
            column: None,
            field: Some(field),
            fault: Fault::Shape(sentence),
        };
        if tokens.len() != tags.len() {
            return Err(fault("tags".into(), format!("there are {} tags for {} tokens", tags.len(), tokens.len())));
        }
        if let Some(index) = tags.iter().position(|tag| !is_tag(tag)) {
            let sentence = format!("\"{}\" is no tag: write B-LABEL, I-LABEL, O, or - if it is not known", tags[index]);
            return Err(fault(format!("tags[{index}]"), sentence));
        }
        let tags = tags.into_iter().map(|tag| (tag != "-").then_some(tag)).collect();
        examples.push(Example { tokens, tags });
    }
    Ok(())
}

fn is_tag(tag: &str) -> bool {
    matches!(tag, "O" | "-") || tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-")).is_some_and(|l| !l.is_empty())
}

/// The sentences of an article, tagged by its annotations.
fn examples_of(article: &Article, examples: &mut Vec<Example>) {
    let text = &article.text;
    let annotations = article.annotations.without_overlaps();
    for paragraph in paragraphs(text) {
        let tokens = tokens_in(text, paragraph);
        for sentence in sentences(text, &tokens) {
            let tokens = &tokens[sentence];
            examples.push(Example {
                tokens: tokens.iter().map(|token| text.slice(token.range).to_owned()).collect(),
                tags: tags(tokens, &annotations),
            });
        }
    }
}

/// The tags of one sentence. `annotations` are sorted and do not overlap.
fn tags(sentence: &[Token], annotations: &[&Annotation]) -> Vec<Option<String>> {
    let mut before: Option<&Annotation> = None;
    let mut tag = |token: &Token| {
        let next = annotations.partition_point(|annotation| annotation.range.end() <= token.range.start());
        let over = annotations.get(next).copied().filter(|annotation| annotation.range.overlaps(token.range));
        let begins = over.map(Annotation::key) != before.map(Annotation::key);
        before = over;
        match over {
            None => Some("O".to_owned()),
            Some(annotation) if annotation.status == Status::Suggested => None,
            Some(annotation) => Some(format!("{}-{}", if begins { "B" } else { "I" }, annotation.label)),
        }
    };
    sentence.iter().map(&mut tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn an_article_as_tagged_sentences() {
        let mut article = Article::new("a1", Text::new("Ann Li met Bo. Rome and Oslo Pass won."), Meta::default());
        let range = |found: &str| {
            let start = article.text.as_str().find(found).unwrap();
            TextRange::from_usize(start..start + found.len())
        };
        let annotations = [
            Annotation::confirmed(range("Ann Li"), "PERSON".into(), Origin::Human),
            Annotation::suggested(range("Bo"), "PERSON".into(), Origin::Model, 0.5),
            Annotation::confirmed(range("Rome"), "GPE".into(), Origin::Human),
            Annotation::confirmed(range("Oslo Pass"), "FAC".into(), Origin::Human),
        ];
        article.annotations = annotations.into_iter().collect();
        let mut examples = Vec::new();
        examples_of(&article, &mut examples);
        let written = |example: &Example| {
            let tag = |tag: &Option<String>| tag.clone().unwrap_or("-".into());
            example.tokens.iter().zip(&example.tags).map(|(word, t)| format!("{word}/{}", tag(t))).collect::<Vec<_>>()
        };
        assert_eq!(written(&examples[0]), ["Ann/B-PERSON", "Li/I-PERSON", "met/O", "Bo/-", "./O"]);
        assert_eq!(written(&examples[1]), ["Rome/B-GPE", "and/O", "Oslo/B-FAC", "Pass/I-FAC", "won/O", "./O"]);
    }
}
