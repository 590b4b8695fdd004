//! `ner-annotator`: what NER Annotator exports, a JSON object with the labels and a text an entry. Offsets are UTF-16
//! units.
//! `{"classes":["PERSON"],"annotations":[["Ann left.",{"entities":[[0,3,"PERSON"]]}],null]}`
//!
//! It holds no overlaps, no ids, and not what was decided; of annotations that overlap, the longest are written. The
//! labels are written last, so that articles stream through. Entries of nothing (`null`) are texts that were passed
//! over there, and are none. A file is read as a whole.

use super::error::FormatError;
use super::fields::record::{label, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::{line_of, parse};
use crate::core::annotation::{Annotation, Origin};
use crate::core::article::{Article, Meta};
use crate::core::schema::LabelId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// What a file begins with.
pub(super) const BEGIN: &str = "{\"annotations\":[\n";

#[derive(Deserialize)]
struct File<'a> {
    // A raw value tells its line.
    #[serde(borrow)]
    annotations: Vec<&'a RawValue>,
}

#[derive(Serialize, Deserialize)]
struct Entry(String, Entities);

#[derive(Serialize, Deserialize)]
struct Entities {
    entities: Vec<Entity>,
}

/// Start and end, and the label.
#[derive(Serialize, Deserialize)]
struct Entity(
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "label")] LabelId,
);

/// Whether a file begins like this.
pub(super) fn is_beginning(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).take(20).collect();
    line.starts_with("{\"classes\":[")
        || line.starts_with("{\"annotations\":[") && !line.starts_with("{\"annotations\":[{")
}

/// Reads the articles of a file.
pub(super) fn read(content: &str) -> Result<Vec<Article>, FormatError> {
    let File { annotations } = parse(content)?;
    let mut articles = Vec::new();
    for (index, raw) in annotations.into_iter().enumerate() {
        let article = parse::<Option<Entry>>(raw.get())
            .and_then(|entry| entry.map(article).transpose())
            .map_err(|error| error.under(&format!("annotations[{index}]")).in_part_from_line(line_of(content, raw)))?;
        articles.extend(article);
    }
    Ok(articles)
}

fn article(Entry(text, Entities { entities }): Entry) -> Result<Article, FormatError> {
    let source = SourceText::new("[0]", &text)?;
    let annotation = |(entity, Entity(start, end, label)): (usize, Entity)| {
        let range = source.range_utf16(start, end).map_err(|fault| fault.at(format!("[1].entities[{entity}]")))?;
        Ok(Annotation::confirmed(range, label, Origin::Import))
    };
    let annotations = entities.into_iter().enumerate().map(annotation).collect::<Result<_, FormatError>>()?;
    Ok(Article { annotations, ..Article::new(unnamed(), source.into_text(), Meta::default()) })
}

/// Writes an article as an entry.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let entity = |annotation: &Annotation| {
        let (start, end) = article.text.to_utf16(annotation.range);
        Entity(start.get(), end.get(), annotation.label.clone())
    };
    let entities = article.annotations.without_overlaps().into_iter().map(entity).collect();
    serde_json::to_string(&Entry(article.text.as_str().to_owned(), Entities { entities }))
}

/// What ends a file with these labels.
pub(super) fn end(labels: &BTreeSet<LabelId>) -> Result<String, serde_json::Error> {
    Ok(format!("\n],\"classes\":{}}}\n", serde_json::to_string(labels)?))
}
