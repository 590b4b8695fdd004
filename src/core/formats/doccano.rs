//! `doccano`: what doccano imports and exports for sequence labelling, a text a line.
//! `{"id":"a1","text":"Apple hired Ann.","label":[[0,5,"ORG"]]}`
//!
//! The main decision: offsets are written in UTF-16 units, because doccano's editor saves and shows what the
//! browser counts. Files that programs wrote for doccano may count in code points and do not say so. The two
//! differ only behind an emoji or the like; there, the offsets are read as code points if more of them then
//! fall on the edges of words. A line of ours for which that would be wrong says its unit. Spans may overlap. What was
//! decided about an annotation is not written. Old dumps have the numbers of labels, which are read as their names.
//! Relations are kept as a field, but the ids that they name are not written again.

use super::error::{Fault, FormatError};
use super::fields::categories;
use super::fields::meta::{meta_of, meta_value, other_fields};
use super::fields::record::{id_or_number, label_or_number, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::parse;
use crate::core::Extra;
use crate::core::annotation::{Annotation, Origin};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::schema::LabelId;
use crate::core::text::{TextRange, is_word_edge};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    text: String,
    #[serde(default, alias = "labels")]
    label: Vec<Span>,
    /// What projects with relations have instead.
    #[serde(default, skip_serializing)]
    entities: Vec<Entity>,
    /// What old dumps have instead.
    #[serde(default, skip_serializing)]
    annotations: Vec<Entity>,
    /// What the offsets count, where it is said; doccano keeps it as it keeps other fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<OffsetUnit>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    meta: Value,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OffsetUnit {
    CodePoint,
    Utf16,
}

/// Start and end, and the label.
#[derive(Serialize, Deserialize)]
struct Span(
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "label_or_number")] LabelId,
);

#[derive(Deserialize)]
struct Entity {
    #[serde(deserialize_with = "offset")]
    start_offset: u32,
    #[serde(deserialize_with = "offset")]
    end_offset: u32,
    #[serde(deserialize_with = "label_or_number")]
    label: LabelId,
}

impl From<Entity> for Span {
    fn from(entity: Entity) -> Self {
        Self(entity.start_offset, entity.end_offset, entity.label)
    }
}

/// Reads an article from a line. Its annotations count as
/// confirmed.
pub(super) fn read(line: &str) -> Result<Article, FormatError> {
    let line: Line = parse(line)?;
    let source = SourceText::new("text", &line.text)?;
    let spans = |entities: Vec<Entity>| entities.into_iter().map(Span::from).collect();
    let fields = [("label", line.label), ("entities", spans(line.entities)), ("annotations", spans(line.annotations))];
    let (field, spans) = fields.into_iter().find(|(_, spans)| !spans.is_empty()).unwrap_or_default();
    let unit = line.offset_unit.unwrap_or_else(|| likely_unit(&source, &spans));
    let annotation = |(index, Span(start, end, label)): (usize, Span)| {
        let range = unit.range(&source, start, end).map_err(|fault| fault.at(format!("{field}[{index}]")))?;
        Ok(Annotation::confirmed(range, label, Origin::Import))
    };
    let annotations = spans.into_iter().enumerate().map(annotation).collect::<Result<_, FormatError>>()?;
    let mut extra = line.extra;
    let mut meta = meta_of(line.meta, &mut extra);
    categories::take(&mut extra, &mut meta);
    let id = line.id.unwrap_or_else(unnamed);
    Ok(Article { id, text: source.into_text(), meta, status: ArticleStatus::New, annotations, extra })
}

impl OffsetUnit {
    /// The span between two of a line's offsets.
    fn range(self, source: &SourceText, start: u32, end: u32) -> Result<TextRange, Fault> {
        match self {
            Self::CodePoint => source.range(start, end),
            Self::Utf16 => source.range_utf16(start, end),
        }
    }
}

/// The unit in which more spans are whole words, UTF-16 if that is even.
fn likely_unit(source: &SourceText, spans: &[Span]) -> OffsetUnit {
    let edges = |unit: OffsetUnit| {
        let ranges = spans.iter().filter_map(|Span(start, end, _)| unit.range(source, *start, *end).ok());
        ranges.flat_map(|range| [range.start(), range.end()]).filter(|&at| is_word_edge(source.text(), at)).count()
    };
    let more = edges(OffsetUnit::CodePoint) > edges(OffsetUnit::Utf16);
    if more { OffsetUnit::CodePoint } else { OffsetUnit::Utf16 }
}

/// Writes an article as a line, without the newline.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let span = |annotation: &Annotation| {
        let (start, end) = article.text.to_utf16(annotation.range);
        Span(start.get(), end.get(), annotation.label.clone())
    };
    let label: Vec<Span> = article.annotations.visible().map(span).collect();
    let mut extra = other_fields(article, &["label", "labels", "entities", "offset_unit"]);
    categories::put(&mut extra, article, categories::list);
    let unit = OffsetUnit::Utf16;
    let is_guessed = likely_unit(&SourceText::from(article.text.clone()), &label) == unit;
    serde_json::to_string(&Line {
        id: Some(article.id.clone()),
        text: article.text.as_str().to_owned(),
        label,
        entities: Vec::new(),
        annotations: Vec::new(),
        offset_unit: (!is_guessed).then_some(unit),
        meta: meta_value(&article.meta)?,
        extra,
    })
}
