//! What differs between an article and what a file says about it once it is written and read.
//!
//! The main decision: the bytes that would be exported are read, by the reader that an import uses, one article
//! at a time. What a format never holds (confidence, who made an annotation, and where it has tokens only, the
//! spaces between them) is no difference.

use super::check::{Finding, Problem, Span};
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::formats::error::FormatError;
use crate::core::formats::folder_formats::{FolderWriter, folder_articles};
use crate::core::formats::folders::folder::{FileError, MemoryFolder};
use crate::core::formats::format::Format;
use crate::core::formats::{ArticleWriter, articles};
use crate::core::schema::LabelId;
use crate::core::text::CodePointOffset;
use serde::Serialize;
use std::collections::HashSet;

/// Something that is not the same after an article is written and read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "difference", rename_all = "kebab-case")]
pub enum Difference {
    /// What was written cannot be read.
    Unreadable {
        /// Why, in a sentence.
        why: String,
    },
    /// It was written as so many articles.
    Articles {
        /// Their number.
        count: usize,
    },
    /// The text.
    Text,
    /// An annotation is no longer there, or not with the same label and decision.
    Missing(Span),
    /// An annotation is there that was not.
    Added(Span),
}

impl Difference {
    /// Whether findings about the article tell of it: what is named there as lost or changed differs.
    #[must_use]
    pub fn is_foreseen(&self, findings: &[Finding]) -> bool {
        let tells = |Finding { span: told, problem, .. }: &Finding, span: &Span| {
            let is_named =
                told.label == span.label || matches!(problem, Problem::Renamed { becomes } if *becomes == span.label);
            told.start < span.end && span.start < told.end && is_named
        };
        self.span().is_some_and(|span| findings.iter().any(|finding| tells(finding, span)))
    }

    /// The annotation that it is about; `None` if it is about the whole article.
    #[must_use]
    pub fn span(&self) -> Option<&Span> {
        match self {
            Self::Missing(span) | Self::Added(span) => Some(span),
            Self::Unreadable { .. } | Self::Articles { .. } | Self::Text => None,
        }
    }
}

/// Writes an article in `format`, reads it, and tells what differs.
///
/// # Errors
/// If it cannot be written.
pub fn read_back(article: &Article, format: Format) -> std::io::Result<Vec<Difference>> {
    let read = match FolderWriter::new(format) {
        Some(writer) => in_folder(article, format, writer)?,
        None => in_file(article, format)?,
    };
    Ok(match read.as_deref() {
        Err(why) => vec![Difference::Unreadable { why: why.clone() }],
        Ok([read]) => differences(article, read, format),
        Ok(several) => vec![Difference::Articles { count: several.len() }],
    })
}

fn in_file(article: &Article, format: Format) -> std::io::Result<Result<Vec<Article>, String>> {
    // A project file is made of the lines that this writes for one.
    let format = if format == Format::Project { Format::Jsonl } else { format };
    let mut bytes = Vec::new();
    let mut writer = ArticleWriter::fleeting(format);
    writer.write(article, &mut bytes)?;
    writer.finish(&mut bytes)?;
    let read: Result<_, FormatError> = articles(bytes.as_slice(), format).collect();
    Ok(read.map_err(|error| error.to_string()))
}

fn in_folder(
    article: &Article,
    format: Format,
    mut writer: FolderWriter,
) -> std::io::Result<Result<Vec<Article>, String>> {
    let mut folder = MemoryFolder::default();
    writer.write(article, &mut folder)?;
    writer.finish(&mut folder)?;
    let read: Result<_, FileError> = folder_articles(folder, Some(format)).and_then(Iterator::collect);
    Ok(read.map_err(|error| error.to_string()))
}

fn differences(article: &Article, read: &Article, format: Format) -> Vec<Difference> {
    let (before, after) = (Side::of(article, format), Side::of(read, format));
    let text = (!before.text().eq(after.text())).then_some(Difference::Text);
    let missing = before.without(&after).map(|(_, span)| Difference::Missing(span.clone()));
    let added = after.without(&before).map(|(place, span)| Difference::Added(before.span_at(place, span)));
    text.into_iter().chain(missing).chain(added).collect()
}

/// An article as the format can hold it.
struct Side<'a> {
    article: &'a Article,
    holds_text: bool,
    /// How much of the text that the format holds stands before each code point, and before the end.
    held: Vec<u32>,
    spans: Vec<(Place, Span)>,
}

/// Start and end in what the format holds of a text, the label, and whether it was decided.
type Place = (u32, u32, LabelId, bool);

impl<'a> Side<'a> {
    fn of(article: &'a Article, format: Format) -> Self {
        let holds_text = format.holds_text();
        let mut held = vec![0];
        let mut length = 0;
        for c in article.text.as_str().chars() {
            length += u32::from(holds_text || !c.is_whitespace());
            held.push(length);
        }
        let place = |annotation: &Annotation| {
            let span = Span::of(article, annotation);
            let (start, end) = (held[span.start.as_usize()], held[span.end.as_usize()]);
            ((start, end, span.label.clone(), annotation.is_decided()), span)
        };
        let spans = article.annotations.visible().map(place).collect();
        Self { article, holds_text, held, spans }
    }

    /// What the format holds of the text.
    fn text(&self) -> impl Iterator<Item = char> {
        self.article.text.as_str().chars().filter(|c| self.holds_text || !c.is_whitespace())
    }

    /// The spans that the other side does not have.
    fn without(&self, other: &Self) -> impl Iterator<Item = &(Place, Span)> {
        let others: HashSet<&Place> = other.spans.iter().map(|(place, _)| place).collect();
        self.spans.iter().filter(move |(place, _)| !others.contains(place))
    }

    /// A span of the other side where it stands in this one's text.
    fn span_at(&self, (start, end, label, _): &Place, span: &Span) -> Span {
        let before = |count: u32| self.held.partition_point(|&held| held < count) as u32;
        // White space before a span is not in it.
        let start = CodePointOffset::new(before(start + 1).saturating_sub(1));
        let end = CodePointOffset::new(before(*end));
        let Some(range) = self.article.text.range_from_code_points(start, end) else { return span.clone() };
        Span { start, end, label: label.clone(), text: self.article.text.slice(range).to_owned() }
    }
}
