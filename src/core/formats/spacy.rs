//! `spacy`: what people call spaCy's format, one text a line with its entities as offsets in code points.
//! `{"text":"Apple hired Ann.","entities":[[0,5,"ORG"]]}`
//!
//! spaCy refuses entities that overlap (E103). Where ours do, `entities` holds the longest ones and
//! `spans.sc`, which spaCy's span categoriser reads, holds all. What was decided about an annotation is
//! not written.

use super::error::FormatError;
use super::fields::categories;
use super::fields::meta::{meta_of, meta_value, other_fields};
use super::fields::record::{id_or_number, label, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::parse;
use crate::core::Extra;
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::schema::LabelId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The field of an article for spaCy's other span groups.
const SPANS: &str = "spans";
/// The field of an annotation for the id of what it names in a knowledge base.
const KNOWLEDGE: &str = "kb_id";

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    text: String,
    entities: Vec<Entity>,
    #[serde(default, skip_serializing_if = "SpanGroups::is_empty")]
    spans: SpanGroups,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    meta: Value,
    #[serde(flatten)]
    extra: Extra,
}

/// Start and end in code points, and the label.
#[derive(Serialize, Deserialize)]
struct Entity(
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "label")] LabelId,
);

#[derive(Default, Serialize, Deserialize)]
struct SpanGroups {
    #[serde(default)]
    sc: Vec<Span>,
    #[serde(flatten)]
    extra: Extra,
}

/// Start and end in code points, the label, and the id of what it names in a knowledge base.
#[derive(Serialize, Deserialize)]
struct Span(
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "label")] LabelId,
    #[serde(default)] String,
);

impl SpanGroups {
    fn is_empty(&self) -> bool {
        self.sc.is_empty() && self.extra.is_empty()
    }
}

/// Reads an article from a line. Its annotations count as
/// confirmed.
pub(super) fn read(line: &str) -> Result<Article, FormatError> {
    let line: Line = parse(line)?;
    let source = SourceText::new("text", &line.text)?;
    let mut annotations = AnnotationSet::new();
    for (index, Entity(start, end, label)) in line.entities.into_iter().enumerate() {
        let range = source.range(start, end).map_err(|fault| fault.at(format!("entities[{index}]")))?;
        annotations.insert(Annotation::confirmed(range, label, Origin::Import));
    }
    for (index, Span(start, end, label, knowledge)) in line.spans.sc.into_iter().enumerate() {
        let range = source.range(start, end).map_err(|fault| fault.at(format!("spans.sc[{index}]")))?;
        let mut annotation = Annotation::confirmed(range, label, Origin::Import);
        if !knowledge.is_empty() {
            annotation.extra.insert(KNOWLEDGE.into(), knowledge.into());
        }
        annotations.insert(annotation);
    }
    let mut extra = line.extra;
    if !line.spans.extra.is_empty() {
        extra.insert(SPANS.into(), line.spans.extra.into());
    }
    let mut meta = meta_of(line.meta, &mut extra);
    categories::take(&mut extra, &mut meta);
    let id = line.id.unwrap_or_else(unnamed);
    Ok(Article { id, text: source.into_text(), meta, status: ArticleStatus::New, annotations, extra })
}

/// Writes an article as a line, without the newline.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let all: Vec<&Annotation> = article.annotations.visible().collect();
    let flat = article.annotations.without_overlaps();
    let span = |annotation: &&Annotation| {
        let (start, end) = article.text.to_code_points(annotation.range);
        (start.get(), end.get(), annotation.label.clone())
    };
    let mut extra = other_fields(article, &["entities"]);
    categories::put(&mut extra, article, categories::numbers);
    let mut spans = SpanGroups::default();
    if let Some(Value::Object(groups)) = extra.shift_remove(SPANS) {
        spans.extra = groups;
    }
    if flat.len() < all.len() {
        let knowledge = |annotation: &Annotation| annotation.extra.get(KNOWLEDGE)?.as_str().map(str::to_owned);
        let span = |annotation| {
            let (start, end, label) = span(annotation);
            Span(start, end, label, knowledge(annotation).unwrap_or_default())
        };
        spans.sc = all.iter().map(span).collect();
    }
    let entity = |annotation| {
        let (start, end, label) = span(annotation);
        Entity(start, end, label)
    };
    serde_json::to_string(&Line {
        id: Some(article.id.clone()),
        text: article.text.as_str().to_owned(),
        entities: flat.iter().map(entity).collect(),
        spans,
        meta: meta_value(&article.meta)?,
        extra,
    })
}
