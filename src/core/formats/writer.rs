//! Articles written one at a time.

use super::format::Format;
use super::not_a_file;
use super::tags::Scheme;
use super::{autotrain, conll, doccano, gliner, jsonl, label_studio, prodigy, spacy, spacy_json, spans_csv};
use crate::core::article::Article;
use std::io::Write;

/// Writes a dataset article by article. A project file cannot be written that way, and takes `postil-jsonl`'s
/// lines. A format of several files gives an error: see [`super::FolderWriter`].
pub struct ArticleWriter {
    format: Format,
    begun: bool,
}

impl ArticleWriter {
    /// A writer of a dataset that has no article yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format, begun: false }
    }

    /// Writes the next article.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn write(&mut self, article: &Article, out: &mut impl Write) -> std::io::Result<()> {
        let frame = Frame::of(self.format);
        let before = if self.begun { frame.between } else { frame.begin };
        self.begun = true;
        write!(out, "{before}{}", record(article, self.format)?)
    }

    /// Ends the dataset.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn finish(self, out: &mut impl Write) -> std::io::Result<()> {
        let frame = Frame::of(self.format);
        let begin = if self.begun { "" } else { frame.begin };
        write!(out, "{begin}{}", frame.end)
    }
}

/// What stands around the articles of a file.
struct Frame {
    begin: &'static str,
    between: &'static str,
    end: &'static str,
}

impl Frame {
    const fn of(format: Format) -> Self {
        match format {
            Format::Gliner | Format::LabelStudio | Format::SpacyJson => Self { begin: "[", between: ",\n", end: "]\n" },
            Format::Csv => Self { begin: spans_csv::HEADER, between: "", end: "" },
            _ => Self { begin: "", between: "", end: "" },
        }
    }
}

/// What holds one article.
fn record(article: &Article, format: Format) -> std::io::Result<String> {
    Ok(match format {
        Format::Project | Format::Jsonl => jsonl::write(article)? + "\n",
        Format::Spacy => spacy::write(article)? + "\n",
        Format::Doccano => doccano::write(article)? + "\n",
        Format::Prodigy => prodigy::write(article)? + "\n",
        Format::LabelStudio => label_studio::write(article)?,
        Format::Autotrain => autotrain::write(article)?,
        Format::Gliner => gliner::write(article)?,
        Format::Csv => spans_csv::write(article)?,
        Format::SpacyJson => spacy_json::write(article)?,
        Format::Conll => conll::write(article, Scheme::Iob2),
        Format::Bilou => conll::write(article, Scheme::Bilou),
        Format::Hf | Format::Brat => return Err(std::io::Error::other(not_a_file(format))),
    })
}
