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
use super::fields::record::named;
use super::fields::source_text::{SourceText, is_quoted};
use super::streams::quotes::Quotes;
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, Meta};
use csv::{ReaderBuilder, StringRecord, StringRecordsIntoIter};
use std::io::Read;

/// The first line.
pub(super) const HEADER: &str = "id,start,end,label,text\n";

/// The columns, in the order in which they are written.
const COLUMNS: [&str; 5] = ["id", "start", "end", "label", "text"];

struct Row {
    id: String,
    /// What stands where the span's start, end and label do; empty for an article.
    span: [String; 3],
    text: String,
}

/// Whether a line is the first of such a table.
pub(super) fn is_header(line: &str) -> bool {
    let columns: Vec<&str> = line.split(',').collect();
    COLUMNS.iter().all(|column| columns.contains(column))
}

/// The articles of a table, each with the line on which it begins.
pub(super) struct Articles<R> {
    rows: StringRecordsIntoIter<Quotes<R>>,
    /// Where each of [`COLUMNS`] stands, once the header is read.
    columns: Option<[usize; 5]>,
    /// The row of the next article, and its line.
    next: Option<(usize, Row)>,
}

impl<R: Read> Articles<R> {
    pub(super) fn new(input: R) -> Self {
        let rows = ReaderBuilder::new().has_headers(false).from_reader(Quotes::new(input, b',')).into_records();
        Self { rows, columns: None, next: None }
    }

    fn article(&mut self) -> Result<Option<(usize, Article)>, FormatError> {
        let first = self.next.take().map_or_else(|| self.row(), |row| Ok(Some(row)))?;
        let Some((line, article)) = first else { return Ok(None) };
        if article.is_span() {
            let why = "the row of an article, with its whole text and no span, must stand above its spans";
            return Err(FormatError::from(Fault::Shape(why.to_owned())).in_part_from_line(line));
        }
        let source = SourceText::new("text", &article.text).map_err(|error| error.in_part_from_line(line))?;
        let mut annotations = AnnotationSet::new();
        while let Some((at, row)) = self.row()? {
            if !row.is_span() {
                self.next = Some((at, row));
                break;
            }
            if row.id != article.id {
                let why = format!(
                    "this is a span of \"{of}\" below the article \"{above}\"",
                    of = row.id,
                    above = article.id
                );
                return Err(Fault::Shape(why).at("id").in_part_from_line(at));
            }
            annotations.insert(annotation(&source, row).map_err(|error| error.in_part_from_line(at))?);
        }
        Ok(Some((line, Article { annotations, ..Article::new(article.id, source.into_text(), Meta::default()) })))
    }

    fn row(&mut self) -> Result<Option<(usize, Row)>, FormatError> {
        let Some((line, cells)) = self.cells()? else { return Ok(None) };
        let Some(columns) = self.columns else {
            let column = |name: &str| {
                let missing = || {
                    let fault = Fault::Shape(format!("there is no column \"{name}\""));
                    FormatError::from(fault).in_part_from_line(line)
                };
                cells.iter().position(|cell| cell == name).ok_or_else(missing)
            };
            let [id, start, end, label, text] = COLUMNS.map(column);
            self.columns = Some([id?, start?, end?, label?, text?]);
            return self.row();
        };
        // All rows have as many cells as the header.
        let [id, start, end, label, text] = columns.map(|column| cells[column].to_owned());
        Ok(Some((line, Row { id, span: [start, end, label], text })))
    }

    fn cells(&mut self) -> Result<Option<(usize, StringRecord)>, FormatError> {
        let Some(cells) = self.rows.next().transpose().map_err(fault)? else { return Ok(None) };
        let line = cells.position().map_or(0, |position| position.line() as usize);
        Ok(Some((line, cells)))
    }
}

impl Row {
    fn is_span(&self) -> bool {
        self.span.iter().any(|cell| !cell.is_empty())
    }
}

fn annotation(source: &SourceText, row: Row) -> Result<Annotation, FormatError> {
    let [start, end, label] = row.span;
    let offset = |cell: &str, column: &str| {
        let wrong = |_| Fault::Shape(format!("\"{cell}\" is no offset (a whole number from 0)")).at(column);
        cell.parse::<u32>().map_err(wrong)
    };
    let (start, end) = (offset(&start, "start")?, offset(&end, "end")?);
    let label = named(label).map_err(|fault| fault.at("label"))?;
    let range = source.range(start, end).map_err(|fault| fault.at("start"))?;
    let found = source.text().slice(range);
    if !row.text.is_empty() && !is_quoted(&row.text, found) {
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

/// The crate's error, with its place taken out of its sentence.
fn fault(error: csv::Error) -> FormatError {
    let line = error.position().map(|position| position.line() as usize);
    let fault = match error.into_kind() {
        csv::ErrorKind::Io(error) => return error.into(),
        csv::ErrorKind::Utf8 { err, .. } => Fault::NotUtf8(err.valid_up_to()),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::Shape(format!("this row has {len} cells, but the first has {expected_len}"))
        }
        _ => Fault::Shape("this is no table".to_owned()),
    };
    FormatError { line, ..fault.into() }
}

/// Writes an article as rows.
pub(super) fn write(article: &Article) -> std::io::Result<String> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    let id = article.id.as_str();
    rows.write_record([id, "", "", "", article.text.as_str()])?;
    // A row without a label is no span.
    for annotation in article.annotations.visible().filter(|it| !it.label.as_str().is_empty()) {
        let (start, end) = article.text.to_code_points(annotation.range);
        let (start, end) = (start.to_string(), end.to_string());
        let text = article.text.slice(annotation.range);
        rows.write_record([id, &start, &end, annotation.label.as_str(), text])?;
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
