//! `csv`: a table for spreadsheets. A row without a span is an article with its whole text; the rows below it
//! are its spans, in code points, with what they cover.
//! ```text
//! id,start,end,label,text
//! a1,,,,Ann left.
//! a1,0,3,PERSON,Ann
//! ```
//!
//! The main decision: the whole text stands once, above its spans. A column with it in every row was rejected:
//! an article of 600 words with 60 spans would take 200 kB. Columns may stand in any order. Spans may overlap.
//! What was decided about an annotation is not written.

use super::error::{Fault, FormatError};
use super::record::numbered;
use super::source_text::SourceText;
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use crate::core::schema::LabelId;
use crate::core::text::Text;
use csv::{Reader, StringRecord, StringRecordsIntoIter, Writer};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// The first line.
pub(super) const HEADER: &str = "id,start,end,label,text\n";

#[derive(Serialize, Deserialize)]
struct Row {
    id: String,
    start: Option<u32>,
    end: Option<u32>,
    label: Option<LabelId>,
    text: String,
}

/// Whether a line is the first of such a table.
pub(super) fn is_header(line: &str) -> bool {
    let columns: Vec<&str> = line.split(',').collect();
    HEADER.trim_end().split(',').all(|column| columns.contains(&column))
}

/// The articles of a table, each with the line on which it begins.
pub(super) struct Articles<R> {
    header: Result<StringRecord, Option<csv::Error>>,
    rows: StringRecordsIntoIter<R>,
    /// The row of the next article, and its line.
    next: Option<(usize, Row)>,
    number: usize,
}

impl<R: Read> Articles<R> {
    pub(super) fn new(input: R) -> Self {
        let mut reader = Reader::from_reader(input);
        let header = reader.headers().cloned().map_err(Some);
        Self { header, rows: reader.into_records(), next: None, number: 0 }
    }

    fn article(&mut self) -> Result<Option<(usize, Article)>, FormatError> {
        let first = self.next.take().map_or_else(|| self.row(), |row| Ok(Some(row)))?;
        let Some((line, article)) = first else { return Ok(None) };
        if article.start.is_some() {
            let why = "the row of an article, with its whole text and no span, must stand above its spans";
            return Err(at_line(line, Fault::Shape(why.to_owned()).into()));
        }
        let source = SourceText::new(&article.text);
        let mut annotations = AnnotationSet::new();
        while let Some((at, row)) = self.row()? {
            let Some(start) = row.start else {
                self.next = Some((at, row));
                break;
            };
            if row.id != article.id {
                let why = format!("this is a span of \"{}\" below the article \"{}\"", row.id, article.id);
                return Err(at_line(at, Fault::Shape(why).at("id")));
            }
            annotations.insert(annotation(&source, start, row).map_err(|error| at_line(at, error))?);
        }
        self.number += 1;
        let id = if article.id.is_empty() { numbered(self.number) } else { ArticleId::from(article.id) };
        Ok(Some((line, Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })))
    }

    fn row(&mut self) -> Result<Option<(usize, Row)>, FormatError> {
        let header = match &mut self.header {
            Ok(header) => header,
            Err(error) => return error.take().map_or(Ok(None), |error| Err(fault(error, &StringRecord::new()))),
        };
        let Some(row) = self.rows.next() else { return Ok(None) };
        let row = row.map_err(|error| fault(error, header))?;
        let line = row.position().map_or(0, |position| position.line() as usize);
        Ok(Some((line, row.deserialize(Some(header)).map_err(|error| fault(error, header))?)))
    }
}

fn annotation(source: &SourceText, start: u32, row: Row) -> Result<Annotation, FormatError> {
    let missing = |field: &str| Fault::Shape("a span has a start, an end and a label".to_owned()).at(field);
    let end = row.end.ok_or_else(|| missing("end"))?;
    let label = row.label.ok_or_else(|| missing("label"))?;
    let range = source.range(start, end).map_err(|fault| fault.at("start"))?;
    let found = source.text().slice(range);
    if !row.text.is_empty() && Text::new(&row.text).as_str() != found {
        return Err(Fault::QuoteDiffers { start, end, quoted: row.text, found: found.to_owned() }.at("text"));
    }
    Ok(Annotation::confirmed(range, label, Origin::Import))
}

impl<R: Read> Iterator for Articles<R> {
    type Item = Result<(usize, Article), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.article().transpose()
    }
}

fn at_line(line: usize, error: FormatError) -> FormatError {
    FormatError { line: Some(line), ..error }
}

/// The crate's error, with its place taken out of its sentence.
fn fault(error: csv::Error, header: &StringRecord) -> FormatError {
    let line = error.position().map(|position| position.line() as usize);
    let mut field = None;
    let fault = match error.into_kind() {
        csv::ErrorKind::Io(error) => Fault::Read(error.to_string()),
        csv::ErrorKind::Utf8 { err, .. } => Fault::NotUtf8(err.valid_up_to()),
        csv::ErrorKind::Deserialize { err, .. } => {
            field = err.field().and_then(|column| header.get(column as usize)).map(str::to_owned);
            Fault::Shape(err.kind().to_string())
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::Shape(format!("this row has {len} cells, but the first has {expected_len}"))
        }
        _ => Fault::Shape("this is no table".to_owned()),
    };
    FormatError { line, column: None, field, fault }
}

/// Writes an article as rows.
pub(super) fn write(article: &Article) -> std::io::Result<String> {
    let mut rows = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let id = article.id.to_string();
    let text = article.text.as_str().to_owned();
    serialize(&mut rows, &Row { id: id.clone(), start: None, end: None, label: None, text })?;
    for annotation in article.annotations.visible() {
        let (start, end) = article.text.to_code_points(annotation.range);
        let text = article.text.slice(annotation.range).to_owned();
        let label = Some(annotation.label.clone());
        serialize(&mut rows, &Row { id: id.clone(), start: Some(start.get()), end: Some(end.get()), label, text })?;
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn serialize(rows: &mut Writer<Vec<u8>>, row: &Row) -> std::io::Result<()> {
    rows.serialize(row).map_err(std::io::Error::from)
}
