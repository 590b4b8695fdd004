//! Files in and out, one file a format.
//!
//! The main decision: a stream is cut into records, each of which holds one article (a line, the lines of a
//! document), and they are read and written one at a time, so the command line takes datasets of any size, and
//! the page uses the same functions on what it holds. Only a project file is one piece. A reader gives what the
//! file says or an error that names line and field; it never repairs in silence.
//!
//! What several formats need is in folders: `streams` cuts into records, `fields` and `tokens` hold what articles have in
//! common, `folders` are for formats of several files. `preflight` stands above the formats: it writes and reads back.

mod autotrain;
mod brat;
mod cas_json;
mod conll;
mod conllu_plus;
mod datasheet;
mod docbin;
mod doccano;
mod error;
mod fields;
mod file_kind;
mod file_sets;
mod folder_formats;
mod folders;
mod format;
mod gliner;
mod hf;
#[cfg(feature = "json-schema")]
mod json_schema;
mod jsonl;
mod label_studio;
mod labelling_config;
mod labels;
mod ner_annotator;
mod part_files;
mod preflight;
mod prodigy;
mod project;
mod spacy;
mod spacy_json;
mod spans_csv;
mod streams;
mod suggestion_policy;
mod table;
mod tokens;
mod tsv3;
mod web_annotation;
mod writer;

pub use datasheet::{About, Datasheet};
pub use error::{Fault, FormatError};
pub use fields::ids::UniqueIds;
pub use file_kind::{FileKind, id_of_file};
pub use file_sets::file_sets;
pub use folder_formats::{FolderWriter, folder_articles, folder_articles_by_file, folder_format};
pub use folders::folder::{FileError, MemoryFolder, ReadFolder, WriteFolder};
pub use folders::unzip::{Unzipped, unzip};
pub use folders::zip::{FilePiece, ZipFolder};
pub use format::Format;
#[cfg(feature = "json-schema")]
pub use json_schema::{article_schema, project_schema};
pub use labelling_config::labelling_config;
pub use labels::{fit_own_schema, fit_schema, fitted, schema_of_labels};
pub use preflight::{
    Difference, Finding, LimitUnit, Preflight, PreflightCounts, Problem, Remark, Remedy, RemedyKind, Span, Unheld,
    check, losses, preflight, read_back,
};
pub use project::write_project_part;
pub use streams::json::parse;
pub use streams::lines::{Lines, MAX_BYTES, in_utf8, is_utf16, text_of};
pub use suggestion_policy::SuggestionPolicy;
pub use table::{Column, Role, Table};
pub use writer::ArticleWriter;

use crate::core::Extra;
use crate::core::article::Article;
use crate::core::project::Project;
use crate::core::schema::Schema;
use crate::core::text::without_byte_order_mark;
use serde_json::Value;
use std::io::{BufRead, Read, Write};
use std::sync::Arc;
use streams::documents::Documents;
use streams::elements::Elements;
use streams::groups::Groups;

/// The articles of a stream, and what is wrong with some in their place.
type Articles<'a> = Box<dyn Iterator<Item = Result<Article, FormatError>> + 'a>;

/// The articles of a stream, one at a time; a project file is read as a whole. Ids are unique: an article
/// without one gets one, see [`UniqueIds`].
pub fn articles<'a>(input: impl BufRead + 'a, format: Format) -> Articles<'a> {
    articles_of(input, format, true)
}

/// The same of a stream whose format was not told but detected. Where a bare text was all there was to tell it by, a line
/// that looks like another tool's is an error.
pub fn detected_articles<'a>(input: impl BufRead + 'a, format: Format) -> Articles<'a> {
    articles_of(input, format, false)
}

fn articles_of<'a>(input: impl BufRead + 'a, format: Format, is_told: bool) -> Articles<'a> {
    if format == Format::Project {
        return match read_project(input) {
            Ok(project) => Box::new(project.articles.into_iter().map(|article| Ok(Arc::unwrap_or_clone(article)))),
            Err(error) => Box::new(std::iter::once(Err(error))),
        };
    }
    let mut ids = UniqueIds::default();
    Box::new(with_lines(input, format, is_told).zip(1..).map(move |(article, number)| {
        let (line, article) = article?;
        let named = ids.named(article, number, line, |line| format!("line {line}"));
        named.map_err(|error| error.in_part_from_line(line))
    }))
}

/// Reads a project file.
///
/// # Errors
/// If it is none, or an article in it is not as it should be.
pub fn read_project(mut input: impl BufRead) -> Result<Project, FormatError> {
    project::read(&text_of(read_all(&mut input)?)?)
}

/// The articles of a stream, each with the line on which it begins. Those without an id have an empty one.
fn with_lines<'a>(
    input: impl BufRead + 'a,
    format: Format,
    is_told: bool,
) -> Box<dyn Iterator<Item = Result<(usize, Article), FormatError>> + 'a> {
    let read = match format {
        Format::Csv => return Box::new(spans_csv::Articles::new(input)),
        Format::ConlluPlus => return Box::new(conllu_plus::Articles::new(input)),
        Format::NerAnnotator => return in_one_piece(input, |bytes| ner_annotator::read(&text_of(bytes)?)),
        Format::Docbin => return in_one_piece(input, |bytes| docbin::read(&bytes)),
        Format::WebAnnotation => web_annotation::read,
        Format::Brat | Format::CasJson | Format::Tsv3 => {
            return Box::new(std::iter::once(Err(format.not_a_file())));
        }
        Format::Jsonl if !is_told => jsonl::read_detected,
        Format::Project | Format::Jsonl => jsonl::read,
        Format::Spacy => spacy::read,
        Format::SpacyJson => spacy_json::read,
        Format::Prodigy => prodigy::read,
        Format::Doccano => doccano::read,
        Format::LabelStudio => label_studio::read,
        Format::Conll | Format::Bilou => conll::read,
        Format::Autotrain => autotrain::read,
        Format::Hf => hf::read,
        Format::Gliner => gliner::read,
    };
    Box::new(records(input, format).map(move |record| {
        let (line, record) = record?;
        let article = read(&record).map_err(|error| error.in_part_from_line(line))?;
        Ok((line, article))
    }))
}

/// What holds one article each, with the line on which it begins.
fn records<'a>(
    input: impl BufRead + 'a,
    format: Format,
) -> Box<dyn Iterator<Item = Result<(usize, String), FormatError>> + 'a> {
    match format {
        Format::Conll | Format::Bilou => Box::new(Documents::new(input)),
        Format::Autotrain | Format::Hf => Box::new(Groups::new(Lines::new(input))),
        Format::Gliner => Box::new(Groups::new(Elements::new(input))),
        Format::LabelStudio | Format::SpacyJson | Format::WebAnnotation => Box::new(Elements::new(input)),
        _ => Box::new(Lines::new(input)),
    }
}

/// The articles of a stream that is one value.
fn in_one_piece<'a>(
    mut input: impl BufRead + 'a,
    read: fn(Vec<u8>) -> Result<Vec<Article>, FormatError>,
) -> Box<dyn Iterator<Item = Result<(usize, Article), FormatError>> + 'a> {
    match read_all(&mut input).and_then(read) {
        Ok(articles) => Box::new(articles.into_iter().map(|article| Ok((1, article)))),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// Takes the annotations out of a line of JSON that has a `text`, whatever tool wrote it. Other fields stay.
pub fn drop_annotations(fields: &mut Extra) {
    let of_tokens = fields.contains_key("tokens");
    let is_list_of_lists = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_array));
    fields.retain(|field, value| match field.as_str() {
        "annotations" | "entities" | "spans" => false,
        // Where these hold something else, they say what an article is about.
        "label" | "labels" => !is_list_of_lists(value),
        "tags" | "ner_tags" => !of_tokens,
        _ => true,
    });
}

/// Reads the article of a line of JSON that has a `text`, whatever tool wrote it, without the annotations
/// that it has. Without an id, it has an empty one: see [`UniqueIds::named`].
///
/// # Errors
/// If it has no text.
pub fn read_text(mut fields: Extra) -> Result<Article, FormatError> {
    let ours = fields.contains_key("annotations");
    drop_annotations(&mut fields);
    if ours {
        return jsonl::read(&Value::Object(fields).to_string());
    }
    fields.insert("entities".into(), Value::Array(Vec::new()));
    spacy::read(&Value::Object(fields).to_string())
}

/// Reads a whole file in the format that its beginning tells. Datasets have no schema: the project's is made of the labels
/// that occur.
///
/// # Errors
/// If the file is empty, or not as its format wants it.
pub fn read(bytes: Vec<u8>) -> Result<(Format, Project), FormatError> {
    if let Some(format) = Format::detect_binary(&bytes) {
        return Ok((format, collect(articles(bytes.as_slice(), format))?));
    }
    let content = text_of(bytes)?;
    let first = content.lines().find(|line| !line.trim().is_empty()).ok_or(Fault::Empty)?;
    let format = Format::detect(if begins_value(first) { &content } else { first })?;
    let project = match format {
        Format::Project => project::read(&content),
        format => collect(detected_articles(content.as_bytes(), format)),
    }?;
    Ok((format, project))
}

/// Whether a file that begins so is, if it is JSON, a value of which the first line tells little: an array, or an object
/// of several lines.
#[must_use]
pub fn begins_value(first_line: &str) -> bool {
    let line = without_byte_order_mark(first_line).trim();
    line.starts_with('[') || line == "{"
}

/// Reads a schema: that of a project file, or a file that holds nothing but what `schema` holds there.
///
/// # Errors
/// If the file is neither.
pub fn read_schema(bytes: Vec<u8>) -> Result<Schema, FormatError> {
    project::read_schema(&text_of(bytes)?)
}

/// Makes a project of articles, with a schema of the labels that occur.
///
/// # Errors
/// The first error of the stream, or a label that cannot be one.
pub fn collect(articles: impl Iterator<Item = Result<Article, FormatError>>) -> Result<Project, FormatError> {
    let mut schema = schema_of_labels();
    let articles = articles.map(|article| fitted(&mut schema, article?).map(Arc::new)).collect::<Result<_, _>>()?;
    Ok(Project { articles, ..Project::new(schema.finish()) })
}

/// Writes a project.
///
/// # Errors
/// If the stream cannot be written.
pub fn write(project: &Project, format: Format, out: &mut impl Write) -> std::io::Result<()> {
    if format == Format::Project {
        return write_project_part(project, 0..project.articles.len(), out);
    }
    let mut writer = ArticleWriter::new(format);
    project.articles.iter().try_for_each(|article| writer.write(article, out))?;
    writer.finish(out)
}

/// Writes articles as lines of `postil-jsonl`.
///
/// # Errors
/// If the stream cannot be written.
pub fn write_lines(articles: &[Arc<Article>], out: &mut impl Write) -> std::io::Result<()> {
    articles.iter().try_for_each(|article| writeln!(out, "{}", jsonl::write(article)?))
}

/// The whole of a stream.
fn read_all(input: &mut impl BufRead) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES { Err(Fault::TooLarge(MAX_BYTES).into()) } else { Ok(bytes) }
}
