//! `autotrain`: what Hugging Face's AutoTrain takes for token classification, a sentence a line with its tokens
//! and their IOB2 tags.
//! `{"id":"a1","tokens":["Ann","Li","left","."],"tags":["B-PERSON","I-PERSON","O","O"]}`
//!
//! Sentences, because a trainer cuts off what is longer than its network reads. Lines that follow each other
//! and have one id are one article; its sentences are then joined by newlines. Tokens: see
//! [`super::tokenized`]. Of annotations that overlap, the longest are written, and not what was decided.

use super::error::{Fault, FormatError};
use super::json::parse;
use super::record::id_or_number;
use super::tags::{self, Scheme};
use super::tokenized::{Joined, Tokenized};
use crate::core::article::{Article, ArticleId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Sentence {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// Reads an article from its lines; `number` (from 1) names it if it has no id.
pub(super) fn read(lines: &str, number: usize) -> Result<Article, FormatError> {
    let mut joined = Joined::default();
    let mut spans = Vec::new();
    let mut id = None;
    for (line, sentence) in (1..).zip(lines.lines()) {
        let at_line = |error: FormatError| error.in_part_from_line(line);
        let sentence: Sentence = parse(sentence).map_err(at_line)?;
        let (tokens, tags) = (sentence.tokens.len(), sentence.tags.len());
        if tokens != tags {
            return Err(at_line(Fault::Tags { tokens, tags }.at("tags")));
        }
        let found = tags::spans(sentence.tags.iter().map(String::as_str));
        let found = found.map_err(|(index, fault)| at_line(fault.at(format!("tags[{index}]"))))?;
        let before = joined.len();
        spans.extend(found.into_iter().map(|(span, label)| (before + span.start..before + span.end, label)));
        joined.push_words(&sentence.tokens);
        id = sentence.id;
    }
    joined.into_article(id, number, spans)
}

/// Writes an article as lines.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let (tokenized, mut sentences) = Tokenized::in_sentences(article);
    let words: Vec<&str> = tokenized.words().collect();
    let tags = Scheme::Iob2.tags(words.len(), &tokenized.spans);
    let mut lines = String::new();
    if sentences.is_empty() {
        // An article without words is a line too.
        sentences.push(0..0);
    }
    for sentence in sentences {
        lines += &serde_json::to_string(&Sentence {
            id: Some(article.id.clone()),
            tokens: words[sentence.clone()].iter().map(|&word| word.to_owned()).collect(),
            tags: tags[sentence].to_vec(),
        })?;
        lines.push('\n');
    }
    Ok(lines)
}
