//! Sentences of tokens with a tag each, for formats with a sentence a line.
//!
//! Sentences, because a trainer cuts off what is longer than its network reads. Lines that follow each other
//! and have one id are one article; its sentences are then joined by newlines. Tokens: see
//! [`super::tokenized`]. Of annotations that overlap, the longest are written, and not what was decided.

use super::tags::{self, Scheme};
use super::tokenized::{Joined, Tokenized};
use crate::core::article::{Article, ArticleId};
use crate::core::formats::error::{Fault, FormatError};
use crate::core::formats::fields::record::id_or_number;
use serde::{Deserialize, Serialize};

/// A sentence of an article.
#[derive(Serialize, Deserialize)]
pub struct TaggedSentence {
    #[serde(default, deserialize_with = "id_or_number")]
    pub id: Option<ArticleId>,
    pub tokens: Vec<String>,
    pub tags: Vec<String>,
}

/// The sentences of an article; one without words has an empty one.
pub fn tagged_sentences(article: &Article) -> Vec<TaggedSentence> {
    let (tokenized, mut sentences) = Tokenized::in_sentences(article);
    let words: Vec<&str> = tokenized.words().collect();
    let tags = Scheme::Iob2.tags(words.len(), &tokenized.spans);
    if sentences.is_empty() {
        sentences.push(0..0);
    }
    let sentence = |range: std::ops::Range<usize>| TaggedSentence {
        id: Some(article.id.clone()),
        tokens: words[range.clone()].iter().map(|&word| word.to_owned()).collect(),
        tags: tags[range].to_vec(),
    };
    sentences.into_iter().map(sentence).collect()
}

/// Reads an article from its lines. `parse` reads a line, whose tags
/// are called `field`.
pub fn read(
    lines: &str,
    field: &str,
    parse: impl Fn(&str) -> Result<TaggedSentence, FormatError>,
) -> Result<Article, FormatError> {
    let mut joined = Joined::default();
    let mut spans = Vec::new();
    let mut id = None;
    for (line, sentence) in (1..).zip(lines.lines()) {
        let at_line = |error: FormatError| error.in_part_from_line(line);
        let sentence = parse(sentence).map_err(at_line)?;
        let (tokens, tags) = (sentence.tokens.len(), sentence.tags.len());
        if tokens != tags {
            return Err(at_line(Fault::Tags { tokens, tags }.at(field)));
        }
        let found = tags::spans(sentence.tags.iter().map(String::as_str));
        let found = found.map_err(|(index, fault)| at_line(fault.at(format!("{field}[{index}]"))))?;
        let before = joined.len();
        spans.extend(found.into_iter().map(|(span, label)| (before + span.start..before + span.end, label)));
        joined.push_words(&sentence.tokens);
        id = sentence.id;
    }
    joined.into_article(id, spans)
}
