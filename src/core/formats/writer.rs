//! Articles written one at a time.

use super::format::Format;
use super::tags::Scheme;
use super::{conll, jsonl, spacy};
use crate::core::article::Article;
use std::io::Write;

/// Writes a dataset article by article. A project file cannot be written that way, and takes `postil-jsonl`'s
/// lines.
pub struct ArticleWriter {
    format: Format,
}

impl ArticleWriter {
    /// A writer of a dataset that has no article yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format }
    }

    /// Writes the next article.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn write(&mut self, article: &Article, out: &mut impl Write) -> std::io::Result<()> {
        out.write_all(record(article, self.format)?.as_bytes())
    }

    /// Ends the dataset.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn finish(self, _out: &mut impl Write) -> std::io::Result<()> {
        Ok(())
    }
}

/// What holds one article.
fn record(article: &Article, format: Format) -> std::io::Result<String> {
    Ok(match format {
        Format::Project | Format::Jsonl => jsonl::write(article)? + "\n",
        Format::Spacy => spacy::write(article)? + "\n",
        Format::Conll => conll::write(article, Scheme::Iob2),
        Format::Bilou => conll::write(article, Scheme::Bilou),
    })
}
