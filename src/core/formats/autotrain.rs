//! `autotrain`: what Hugging Face's AutoTrain takes for token classification, a sentence a line with its tokens
//! and their IOB2 tags. Sentences: see [`super::tokens::tagged`].
//! `{"id":"a1","tokens":["Ann","Li","left","."],"tags":["B-PERSON","I-PERSON","O","O"]}`

use super::error::FormatError;
use super::streams::json::parse;
use super::tokens::tagged::{self, tagged_sentences};
use crate::core::article::Article;

/// Reads an article from its lines.
pub(super) fn read(lines: &str) -> Result<Article, FormatError> {
    tagged::read(lines, "tags", |line| parse(line))
}

/// Writes an article as lines.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let line = |sentence| Ok(serde_json::to_string(&sentence)? + "\n");
    tagged_sentences(article).into_iter().map(line).collect()
}
