//! What can be tagged: plain text, HTML, and lines of JSON with a text.

use super::error::CliError;
use super::input::Input;
use crate::core::Extra;
use crate::core::article::{Article, from_html};
use crate::core::formats::{self, FileKind, Format, FormatError, Role, Table, UniqueIds};
use serde::de::IgnoredAny;
use std::io::{BufRead, Read};

/// One article before it is tagged.
pub(super) enum Source {
    /// A file of its own, or a row of a table.
    Whole(Box<Article>),
    /// A line of a file: its number, and its fields.
    Line(usize, Extra),
}

/// The articles of a file. `.txt` is text and `.html` HTML, one article a file; `.json`, `.jsonl` and other datasets are
/// lines of JSON, `.csv` and `.tsv` a row an article; in other files and on standard input, the first lines tell. Standard
/// input may hold nothing.
pub(super) fn sources(input: &Input) -> Result<Box<dyn Iterator<Item = Result<Source, CliError>>>, CliError> {
    let kind = input.kind();
    let mut opened = input.open()?;
    let beginning = opened.fill_buf().map_err(CliError::io(input))?;
    if kind == Some(FileKind::Dataset) && Format::detect_binary(beginning).is_some() {
        return Err(CliError::NoLines { file: input.to_string() });
    }
    let (first, mut content) = match input.peek(opened, &|_| true) {
        // An engine hands its workers parts without a record too; an empty file is a mistake of somebody's.
        Err(error) if error.is_empty() && input.path().is_none() => return Ok(Box::new(std::iter::empty())),
        opened => opened?,
    };
    let is_of_lines = match kind {
        Some(FileKind::Text | FileKind::Html) => false,
        Some(FileKind::Dataset) => true,
        Some(FileKind::Table) => begins_json(&first) || Format::detect(&first).is_ok(),
        Some(FileKind::Zip) | None => begins_json(&first),
    };
    if is_of_lines {
        if !is_article(&first) {
            return Err(CliError::NoLines { file: input.to_string() });
        }
        let name = input.to_string();
        let lines = formats::Lines::new(content);
        return Ok(Box::new(lines.map(move |line| line.and_then(source_of).map_err(CliError::format(&name)))));
    }
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes).map_err(CliError::io(input))?;
    let text = formats::text_of(bytes).map_err(CliError::format(input))?;
    if matches!(kind, Some(FileKind::Zip) | None) && Format::detect_among_prose(&text).is_some() {
        return Err(CliError::NoLines { file: input.to_string() });
    }
    if kind == Some(FileKind::Table) {
        return Ok(Box::new(rows(input, &text)?.into_iter().map(|row| Ok(Source::Whole(Box::new(row))))));
    }
    let id = input.stem().unwrap_or_else(|| "a1".to_owned());
    let article = if kind.unwrap_or_else(|| FileKind::of_first_line(&first)) == FileKind::Html {
        let (text, meta) = from_html(&text).map_err(CliError::html(input))?;
        Article::new(id, text, meta)
    } else {
        Article::from_paste(id, &text)
    };
    Ok(Box::new(std::iter::once(Ok(Source::Whole(Box::new(article))))))
}

/// The articles of a table; of one that leaves in doubt which column holds the texts, it is said which was taken.
fn rows(input: &Input, text: &str) -> Result<Vec<Article>, CliError> {
    let table = Table::read(text).map_err(CliError::format(input))?;
    let columns = table.columns();
    if !table.is_clear() {
        let texts = columns.iter().filter(|column| column.role == Role::Text).map(|column| column.name.as_str());
        eprintln!("postil: {input}: the texts are taken from the column \"{}\"", texts.collect::<String>());
    }
    Ok(table.articles(&columns.iter().map(|column| column.role).collect::<Vec<_>>()))
}

/// Whether a line holds an object of JSON, an array of objects, or the beginning of one, be it broken: prose may begin
/// with a bracket, but not with that of an object and the quotation mark of a field.
fn begins_json(line: &str) -> bool {
    let line = line.trim();
    let inside = line.strip_prefix('[').unwrap_or(line).trim_start();
    let has_field = inside.strip_prefix('{').is_some_and(|fields| fields.trim_start().starts_with('"'));
    let may_be = inside.is_empty() || inside.starts_with('{');
    let is_json = || serde_json::from_str::<IgnoredAny>(line).map_or_else(|error| error.is_eof(), |_| true);
    has_field || may_be && is_json()
}

/// Whether the first line of a dataset is an article, not a part of one or the beginning of an array or a project file.
fn is_article(first: &str) -> bool {
    let has_text = || serde_json::from_str::<Extra>(first).is_ok_and(|fields| fields.contains_key("text"));
    first.trim_start().starts_with('{') && (Format::detect(first) != Ok(Format::Project) || has_text())
}

fn source_of((number, line): (usize, String)) -> Result<Source, FormatError> {
    let fields = formats::parse(&line).map_err(|error| FormatError { line: Some(number), ..error })?;
    Ok(Source::Line(number, fields))
}

impl Source {
    /// The article without annotations. Among all articles it is the one with this `number` (from 1), which names it if
    /// it has no id, or if another file of the same name was before it.
    pub(super) fn article(&self, number: usize, ids: &mut UniqueIds) -> Result<Article, FormatError> {
        match self {
            Self::Whole(article) => {
                let article = Article::clone(article);
                Ok(Article { id: ids.take_free(article.id, number), ..article })
            }
            Self::Line(at, fields) => {
                let article = formats::read_text(fields.clone());
                let named = article.and_then(|it| ids.named(it, number, number, |number| format!("article {number}")));
                named.map_err(|error| FormatError { line: Some(*at), ..error })
            }
        }
    }

    /// What is said of the article besides its annotations; nothing for one that is no line of JSON.
    pub(super) fn into_fields(self) -> Extra {
        match self {
            Self::Whole(_) => Extra::new(),
            Self::Line(_, mut fields) => {
                formats::drop_annotations(&mut fields);
                fields
            }
        }
    }
}
