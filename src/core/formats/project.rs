//! `postil`: a project file, with the schema and all articles.
//!
//! One JSON value, written with one article a line, so that a version control system shows which article
//! changed.

use super::error::{Fault, FormatError};
use super::fields::ids::UniqueIds;
use super::fields::record::ArticleRecord;
use super::labels::fit_own_schema_in_place;
use super::streams::json::{line_of, parse};
use crate::core::Extra;
use crate::core::article::Article;
use crate::core::project::Project;
use crate::core::schema::{GrowingSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

/// What `format` says in a project file.
const FORMAT: &str = "postil-project";
/// What `offset_unit` says in a project file.
const OFFSET_UNIT: &str = "codepoint";
/// The newest version of the project file.
const VERSION: u32 = 1;

// Reading takes the articles as raw values first, because a raw value tells its line in the file.
/// A project: a schema and the articles annotated with it.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema), schemars(rename = "Project"))]
pub(super) struct ProjectFile<A> {
    /// What this file is.
    #[cfg_attr(feature = "json-schema", schemars(extend("const" = FORMAT)))]
    format: String,
    /// The version of the format.
    #[cfg_attr(feature = "json-schema", schemars(extend("const" = VERSION)))]
    version: u32,
    /// What offsets count: Unicode code points.
    #[cfg_attr(feature = "json-schema", schemars(extend("const" = OFFSET_UNIT)))]
    offset_unit: String,
    /// The labels.
    schema: Schema,
    /// The articles, in the order of the queue.
    articles: Vec<A>,
    /// Fields that Postil does not know, kept.
    #[serde(flatten)]
    extra: Extra,
}

/// What tells whether the rest of a file can be understood. One of a later version need not be a [`ProjectFile`].
#[derive(Deserialize)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
    offset_unit: Option<Value>,
}

impl<A> ProjectFile<A> {
    fn head(&self) -> Head {
        let (format, unit) = (self.format.as_str().into(), self.offset_unit.as_str().into());
        Head { format: Some(format), version: Some(self.version.into()), offset_unit: Some(unit) }
    }
}

/// Reads a project file.
pub(super) fn read(content: &str) -> Result<Project, FormatError> {
    let file = parse::<ProjectFile<&RawValue>>(content);
    check_head(&file.as_ref().map_or_else(|_| parse(content), |file| Ok(file.head()))?)?;
    let file = file?;
    file.schema.validate().map_err(|error| Fault::Schema(error).at("schema"))?;
    let mut schema = GrowingSchema::from(file.schema);
    let mut articles = Vec::new();
    let mut ids = UniqueIds::default();
    for (index, raw) in file.articles.into_iter().enumerate() {
        let path = format!("articles[{index}]");
        let article = read_article(raw)
            .and_then(|article| {
                let article = ids.named(article, index + 1, index, |index| format!("articles[{index}]"))?;
                fit_own_schema_in_place(&mut schema, &article)?;
                Ok(article)
            })
            .map_err(|error| error.under(&path).in_part_from_line(line_of(content, raw)))?;
        articles.push(Arc::new(article));
    }
    Ok(Project { schema: schema.finish(), articles, extra: file.extra })
}

/// Reads a schema: that of a project file, or one that is a file of its own.
pub(super) fn read_schema(content: &str) -> Result<Schema, FormatError> {
    let fields: Extra = parse(content)?;
    if fields.contains_key("format") {
        return Ok(read(content)?.schema);
    }
    let schema: Schema = parse(content)?;
    schema.validate().map_err(Fault::from)?;
    Ok(schema)
}

fn read_article(raw: &RawValue) -> Result<Article, FormatError> {
    parse::<ArticleRecord>(raw.get())?.into_article()
}

fn check_head(head: &Head) -> Result<(), FormatError> {
    let says = |value: &Option<Value>| value.as_ref().map_or("nothing".to_owned(), ToString::to_string);
    if head.format.as_ref().is_none_or(|format| format != FORMAT) {
        return Err(Fault::WrongFormat(says(&head.format)).at("format"));
    }
    match head.version.as_ref().and_then(Value::as_u64) {
        Some(found) if found > u64::from(VERSION) => {
            return Err(Fault::LaterVersion { found, newest: VERSION.into() }.at("version"));
        }
        Some(1..) => {}
        _ => return Err(Fault::Shape(format!("{} is no version", says(&head.version))).at("version")),
    }
    match &head.offset_unit {
        Some(unit) if unit == OFFSET_UNIT => Ok(()),
        unit => Err(Fault::OffsetUnit(says(unit)).at("offset_unit")),
    }
}

/// Writes a part of a project file, one article a line: the articles at some places, after the head if the first is
/// among them, and before the end if the last is.
///
/// # Errors
/// If the stream cannot be written.
///
/// # Panics
/// If the project has no such places.
pub fn write_project_part(project: &Project, places: Range<usize>, out: &mut impl Write) -> std::io::Result<()> {
    if places.start == 0 {
        writeln!(out, r#"{{"format":"{FORMAT}","version":{VERSION},"offset_unit":"{OFFSET_UNIT}","#)?;
        write!(out, "\"schema\":{},\n\"articles\":[", serde_json::to_string(&project.schema)?)?;
    }
    let last = places.end == project.articles.len();
    for (index, article) in places.clone().zip(&project.articles[places]) {
        let separator = if index == 0 { "\n" } else { ",\n" };
        write!(out, "{separator}{}", serde_json::to_string(&ArticleRecord::of_project(article))?)?;
    }
    if last { write_end(project, out) } else { Ok(()) }
}

fn write_end(project: &Project, out: &mut impl Write) -> std::io::Result<()> {
    write!(out, "\n]")?;
    for (field, value) in &project.extra {
        write!(out, ",\n{}:{}", serde_json::to_string(field)?, serde_json::to_string(value)?)?;
    }
    writeln!(out, "}}")
}
