//! `postil-jsonl`: one article a line, all that a project file says about it but what was refused.

use super::error::FormatError;
use super::json::parse;
use super::record::ArticleRecord;
use crate::core::article::Article;

/// Reads an article from a line; `number` (from 1) names it if it has no id.
pub(super) fn read(line: &str, number: usize) -> Result<Article, FormatError> {
    parse::<ArticleRecord>(line)?.into_article(number)
}

/// Writes an article as a line, without the newline.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    serde_json::to_string(&ArticleRecord::of(article))
}
