//! `conll` and `bilou`: CoNLL-2003's columns, one token a line, a blank line after each sentence. The columns
//! of part of speech and chunk say nothing.
//! ```text
//! -DOCSTART- -X- O O
//!
//! Apple -X- _ B-ORG
//! hired -X- _ O
//! Ann -X- _ B-PERSON
//! ```
//!
//! `conll` is written with IOB2 tags, `bilou` with BILOU; both read any scheme, and any number of columns of
//! which the first is the token and the last its tag. The line that begins a document is written as spaCy
//! wants it, to the letter, so ids are lost. Tokens: see [`super::tokens::tokenized`]. Of annotations that overlap,
//! the longest are written, and not what was decided about them. White space in a label is written as an
//! underscore.

use super::error::{Fault, FormatError};
use super::streams::documents::DOCUMENT;
use super::tokens::tags::{self, Scheme};
use super::tokens::tokenized::{Joined, Tokenized};
use crate::core::article::Article;

/// The line before each document.
const DOCUMENT_LINE: &str = "-DOCSTART- -X- O O";

/// How many lines tell a file of tokens from prose.
const LOOKED_AT: usize = 20;

/// Whether a line of a file is one of this format.
pub(super) fn is_line(line: &str) -> bool {
    line.starts_with(DOCUMENT) || columns(line).is_ok_and(|(_, tag)| tags::parse(tag).is_ok())
}

/// Whether a text is surely of this format, by its first lines: a line of prose may end in what looks like a tag ("a
/// B-52"), and so may each in a list of such, but none of these is "O".
pub(super) fn is_beginning(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOKED_AT).collect();
    let is_outside = |line: &&str| columns(line).is_ok_and(|(_, tag)| tags::parse(tag) == Ok(None));
    let is_of_tokens = || lines.len() > 1 && lines.iter().all(|line| is_line(line)) && lines.iter().any(is_outside);
    lines.first().is_some_and(|line| line.starts_with(DOCUMENT)) || is_of_tokens()
}

/// Reads the article of a document.
pub(super) fn read(document: &str) -> Result<Article, FormatError> {
    let mut joined = Joined::default();
    let mut spans = Vec::new();
    let mut sentence: Vec<(usize, &str)> = Vec::new();
    for (line, content) in (1..).zip(document.lines().chain([""])) {
        if content.trim().is_empty() {
            let before = joined.len() - sentence.len();
            let found = tags::spans(sentence.iter().map(|&(_, tag)| tag));
            let found = found.map_err(|(index, fault)| fault.at("tag").in_part_from_line(sentence[index].0))?;
            spans.extend(found.into_iter().map(|(span, label)| (before + span.start..before + span.end, label)));
            sentence.clear();
        } else {
            let (token, tag) = columns(content).map_err(|fault| FormatError::from(fault).in_part_from_line(line))?;
            joined.push(if sentence.is_empty() { "\n" } else { " " }, token);
            sentence.push((line, tag));
        }
    }
    joined.into_article(None, spans)
}

/// The token and the tag of a line. Columns are separated by tabs, or by any white space.
fn columns(line: &str) -> Result<(&str, &str), Fault> {
    let separator: fn(char) -> bool = if line.contains('\t') { |c| c == '\t' } else { char::is_whitespace };
    let parts = line.split_once(separator).and_then(|(token, rest)| Some((token, rest.rsplit(separator).next()?)));
    match parts {
        Some((token, tag)) if !token.is_empty() => Ok((token, tag)),
        _ => Err(Fault::Shape("a token and its tag are wanted, with white space between".to_owned())),
    }
}

/// Writes an article as a document.
pub(super) fn write(article: &Article, scheme: Scheme) -> String {
    let (tokenized, sentences) = Tokenized::in_sentences(article);
    let words: Vec<&str> = tokenized.words().collect();
    let tags = scheme.tags_in_columns(words.len(), &tokenized.spans);
    let mut document = format!("{DOCUMENT_LINE}\n\n");
    for sentence in sentences {
        for index in sentence {
            document.extend([words[index], " -X- _ ", &tags[index], "\n"]);
        }
        document.push('\n');
    }
    document
}
