//! `postil-jsonl`: one article a line, all that a project file says about it but what was refused.

use super::error::{Fault, FormatError};
use super::fields::record::ArticleRecord;
use super::streams::json::parse;
use crate::core::Extra;
use crate::core::article::Article;
use serde_json::Value;

/// Fields in which other tools keep lists of annotations, each of them a list or an object; words are about the article.
const OTHER_LISTS: [&str; 7] = ["spans", "ents", "entities", "label", "labels", "ner", "tags"];

/// Reads an article from a line.
pub(super) fn read(line: &str) -> Result<Article, FormatError> {
    parse::<ArticleRecord>(line)?.into_article()
}

/// The same from a file that nobody said to be ours: its first line may have been a bare text before those that another
/// tool has annotated. What would be lost of them is an error; a line of ours has annotations, be it none.
pub(super) fn read_detected(line: &str) -> Result<Article, FormatError> {
    let article = read(line)?;
    let is_annotation = |value: &Value| value.is_array() || value.is_object();
    let has_some = |value: &Value| value.as_array().is_some_and(|list| list.iter().any(is_annotation));
    match OTHER_LISTS.into_iter().find(|&field| article.extra.get(field).is_some_and(has_some)) {
        Some(field) if !parse::<Extra>(line)?.contains_key("annotations") => {
            let why = "these may be annotations of another tool, and the first line of the file does not tell how to read \
                       them; put a line first that does";
            Err(Fault::Unclear(why.to_owned()).at(field))
        }
        _ => Ok(article),
    }
}

/// Writes an article as a line, without the newline.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    serde_json::to_string(&ArticleRecord::of(article))
}
