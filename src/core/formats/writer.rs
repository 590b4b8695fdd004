//! Articles written one at a time.

use super::docbin::DocBin;
use super::format::Format;
use super::tokens::tags::Scheme;
use super::{
    autotrain, conll, conllu_plus, doccano, gliner, jsonl, label_studio, ner_annotator, prodigy, spacy, spacy_json,
    spans_csv, web_annotation,
};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use flate2::Compression;
use std::collections::BTreeSet;
use std::io::Write;

/// Writes a dataset article by article. A project file cannot be written that way, and takes `postil-jsonl`'s
/// lines. A format of several files gives an error: see [`super::FolderWriter`].
pub struct ArticleWriter {
    format: Format,
    begun: bool,
    /// For what tells them last.
    labels: BTreeSet<LabelId>,
    /// For what can be written only when it is known as a whole.
    documents: Option<DocBin>,
}

impl ArticleWriter {
    /// A writer of a dataset that has no article yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self::packing(format, Compression::default())
    }

    /// The same for what is read at once and thrown away: nothing is done to make it small.
    #[must_use]
    pub fn fleeting(format: Format) -> Self {
        Self::packing(format, Compression::none())
    }

    fn packing(format: Format, compression: Compression) -> Self {
        let documents = (format == Format::Docbin).then(|| DocBin::new(compression));
        Self { format, begun: false, labels: BTreeSet::new(), documents }
    }

    /// Writes the next article.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn write(&mut self, article: &Article, out: &mut impl Write) -> std::io::Result<()> {
        if let Some(documents) = &mut self.documents {
            return documents.push(article);
        }
        let frame = Frame::of(self.format);
        let before = if self.begun { frame.between } else { frame.begin };
        self.begun = true;
        if self.format == Format::NerAnnotator {
            self.labels.extend(article.annotations.visible().map(|annotation| annotation.label.clone()));
        }
        write!(out, "{before}{}", record(article, self.format)?)
    }

    /// Ends the dataset.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn finish(self, out: &mut impl Write) -> std::io::Result<()> {
        if let Some(documents) = self.documents {
            return documents.write(out);
        }
        let frame = Frame::of(self.format);
        let begin = if self.begun { "" } else { frame.begin };
        let end = match self.format {
            Format::NerAnnotator => ner_annotator::end(&self.labels)?,
            _ => frame.end.to_owned(),
        };
        write!(out, "{begin}{end}")
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
            Format::Gliner | Format::LabelStudio | Format::SpacyJson | Format::WebAnnotation => {
                Self { begin: "[", between: ",\n", end: "]\n" }
            }
            Format::Csv => Self { begin: spans_csv::HEADER, between: "", end: "" },
            Format::ConlluPlus => Self { begin: conllu_plus::HEADER, between: "", end: "" },
            Format::NerAnnotator => Self { begin: ner_annotator::BEGIN, between: ",\n", end: "" },
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
        Format::ConlluPlus => conllu_plus::write(article),
        Format::WebAnnotation => web_annotation::write(article),
        Format::NerAnnotator => ner_annotator::write(article)?,
        Format::Docbin => String::new(),
        Format::Hf | Format::Brat | Format::CasJson | Format::Tsv3 => {
            return Err(std::io::Error::other(format.not_a_file()));
        }
    })
}
