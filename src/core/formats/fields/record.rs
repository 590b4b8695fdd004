//! An article as our own files hold it: one object in a project file, one line of a dataset.

use super::meta::other_fields;
use super::source_text::{SourceText, is_quoted};
use crate::core::Extra;
use crate::core::annotation::{Annotation, AnnotationSet, Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta};
use crate::core::formats::error::{Fault, FormatError};
use crate::core::schema::LabelId;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

/// An article in a file.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema), schemars(rename = "Article"))]
pub struct ArticleRecord {
    /// What identifies the article in its project or dataset. Without one, articles are numbered.
    #[serde(default, deserialize_with = "id_or_number")]
    #[cfg_attr(feature = "json-schema", schemars(with = "Option<String>"))]
    id: Option<ArticleId>,
    /// The text. Lines end in LF.
    text: String,
    /// What is known about the article.
    #[serde(default)]
    meta: Meta,
    /// How far the work on it has come.
    #[serde(default)]
    status: ArticleStatus,
    /// The labels on the text, by start, then the longest first, then by label.
    #[serde(default)]
    annotations: Vec<AnnotationRecord>,
    /// What was suggested and refused, so that it is not suggested again. In project files only: it is no data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    refused: Vec<AnnotationRecord>,
    /// Fields that Postil does not know, kept.
    #[serde(flatten)]
    extra: Extra,
}

/// An annotation in a file.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema), schemars(rename = "Annotation"))]
struct AnnotationRecord {
    /// The first code point.
    #[serde(deserialize_with = "offset")]
    start: u32,
    /// The code point after the last.
    #[serde(deserialize_with = "offset")]
    end: u32,
    /// The id of the label.
    #[serde(deserialize_with = "label")]
    label: LabelId,
    /// What the span covers, word for word.
    text: Option<String>,
    /// Whether a person has confirmed it.
    #[serde(default)]
    status: FileStatus,
    /// Who made it.
    #[serde(default = "import")]
    origin: Origin,
    /// How sure a machine is, 0 to 1 with four decimals.
    #[cfg_attr(feature = "json-schema", schemars(range(min = 0, max = 1)))]
    confidence: Option<f64>,
    /// Fields that Postil does not know, kept.
    #[serde(flatten)]
    extra: Extra,
}

/// What has been decided about an annotation that is not refused.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
enum FileStatus {
    /// A machine proposes it.
    Suggested,
    /// A person made or accepted it.
    #[default]
    Confirmed,
}

fn import() -> Origin {
    Origin::Import
}

impl ArticleRecord {
    pub fn of(article: &Article) -> Self {
        let annotations = article.annotations.visible().map(|annotation| AnnotationRecord::of(article, annotation));
        Self {
            id: Some(article.id.clone()),
            text: article.text.as_str().to_owned(),
            meta: article.meta.clone(),
            status: article.status,
            annotations: annotations.collect(),
            refused: Vec::new(),
            extra: other_fields(article, &[]),
        }
    }

    /// The same with what was refused.
    pub fn of_project(article: &Article) -> Self {
        let refused = article.annotations.iter().filter(|annotation| !annotation.is_visible());
        Self {
            refused: refused.map(|annotation| AnnotationRecord::of(article, annotation)).collect(),
            ..Self::of(article)
        }
    }

    /// The article.
    pub fn into_article(self) -> Result<Article, FormatError> {
        let source = SourceText::new("text", &self.text)?;
        let read = |(index, record): (usize, AnnotationRecord), field: &str| {
            record.into_annotation(&source).map_err(|error| error.under(&format!("{field}[{index}]")))
        };
        let refused = self.refused.into_iter().enumerate().map(|record| {
            read(record, "refused").map(|annotation| Annotation { status: Status::Rejected, ..annotation })
        });
        // Of the same, what is there comes before what was refused.
        let annotations = self.annotations.into_iter().enumerate().map(|record| read(record, "annotations"));
        let annotations: AnnotationSet = refused.chain(annotations).collect::<Result<_, _>>()?;
        Ok(Article {
            id: self.id.unwrap_or_else(unnamed),
            annotations,
            text: source.into_text(),
            meta: self.meta,
            status: self.status,
            extra: self.extra,
        })
    }
}

impl AnnotationRecord {
    fn of(article: &Article, annotation: &Annotation) -> Self {
        let (start, end) = article.text.to_code_points(annotation.range);
        Self {
            start: start.get(),
            end: end.get(),
            label: annotation.label.clone(),
            text: Some(article.text.slice(annotation.range).to_owned()),
            status: if annotation.status == Status::Confirmed { FileStatus::Confirmed } else { FileStatus::Suggested },
            origin: annotation.origin,
            confidence: annotation.confidence.map(four_decimals),
            extra: annotation.extra.clone(),
        }
    }

    fn into_annotation(self, source: &SourceText) -> Result<Annotation, FormatError> {
        let range = source.range(self.start, self.end).map_err(|fault| fault.at("start"))?;
        let found = source.text().slice(range);
        if let Some(quoted) = self.text.filter(|quoted| !is_quoted(quoted, found)) {
            let (start, end) = (self.start, self.end);
            return Err(Fault::QuoteDiffers { start, end, quoted, found: found.to_owned() }.at("text"));
        }
        if let Some(confidence) = self.confidence.filter(|confidence| !(0.0..=1.0).contains(confidence)) {
            return Err(Fault::Confidence(confidence).at("confidence"));
        }
        Ok(Annotation {
            range,
            label: self.label,
            status: match self.status {
                FileStatus::Suggested => Status::Suggested,
                FileStatus::Confirmed => Status::Confirmed,
            },
            origin: self.origin,
            // The files' four decimals are within the precision of f32.
            confidence: self.confidence.map(|confidence| confidence as f32),
            extra: self.extra,
        })
    }
}

/// The id of an article that has none yet: who knows the other articles of its file names it.
pub fn unnamed() -> ArticleId {
    "".into()
}

/// The id that an article without one gets, by its number from 1.
pub fn numbered(number: usize) -> ArticleId {
    format!("a{number}").into()
}

/// Whether an id is one that an article without one gets.
pub fn is_numbered(id: &ArticleId) -> bool {
    let number = id.as_str().strip_prefix('a');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// More digits would differ from one machine to the next and mean nothing.
pub fn four_decimals(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}

/// An offset, in whatever unit.
pub fn offset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    struct Offset;
    impl Visitor<'_> for Offset {
        type Value = u32;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an offset (a whole number from 0)")
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<u32, E> {
            u32::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
        }
    }
    deserializer.deserialize_u32(Offset)
}

/// An id: text, or a whole number as other tools write it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an id must be text or a whole number")]
enum Id {
    Text(String),
    Number(i64),
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        }
    }
}

/// The id of an article, if it has one.
pub fn id_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ArticleId>, D::Error> {
    Ok(Option::<Id>::deserialize(deserializer)?.map(|id| String::from(id).into()))
}

/// The id of a label.
pub fn label<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LabelId, D::Error> {
    named(String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// The id of a label; a number is its name.
pub fn label_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LabelId, D::Error> {
    named(String::from(Id::deserialize(deserializer)?)).map_err(D::Error::custom)
}

/// The id of the label that a span has in a file.
pub fn named(label: impl Into<LabelId>) -> Result<LabelId, Fault> {
    let label = label.into();
    if label.as_str().is_empty() { Err(Fault::NoLabel) } else { Ok(label) }
}
