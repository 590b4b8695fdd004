//! `brat`: a folder for brat, with a text and a file of annotations for each article. Offsets are code points.
//! ```text
//! T1    ORG 0 5    Apple
//! T2    PERSON 14 17;18 20    Ann Li
//! ```
//!
//! Wider gaps are tabs. A span over a line break is written in parts, one a line, because brat holds none that does;
//! parts with nothing but white space between are read as one span. White space at an edge is cut off. Spans may
//! overlap. What was decided is not written, and white space in a label is as an underscore. Reading takes text-bound annotations
//! (`T`) and passes over relations, events, attributes and notes; a text without a file of annotations is an article in
//! which nothing is marked. A span with words between its parts is refused, because no span here has a gap; so is one
//! that covers other words than it quotes, because then its offsets count something else.

use super::error::{Fault, FormatError};
use super::fields::record::named;
use super::fields::source_text::SourceText;
use super::folders::file_names::FileNames;
use super::folders::folder::{FileError, ReadFolder, WriteFolder};
use super::streams::lines::{Lines, decoded};
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, Meta};
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, trim_white_space, without_byte_order_mark};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::{self, BufRead};

/// What a file of annotations ends in.
pub(super) const ENDING: &str = ".ann";
/// What brat's configuration ends in.
pub(super) const CONFIG_ENDING: &str = ".conf";
/// What a text ends in.
pub(super) const TEXT_ENDING: &str = ".txt";

/// Writes a folder article by article.
#[derive(Default)]
pub(super) struct Writer {
    labels: BTreeSet<LabelId>,
    names: FileNames,
}

impl Writer {
    pub(super) fn write(&mut self, article: &Article, folder: &mut dyn WriteFolder) -> io::Result<()> {
        let name = self.names.take(&article.id);
        let text = &article.text;
        let mut lines = String::new();
        let held = |it: &Annotation| Some((trim_white_space(text, it.range)?, it.label.spaceless()));
        let held = article.annotations.visible().filter_map(held).filter(|(_, label)| !label.as_str().is_empty());
        for (number, (range, label)) in (1..).zip(held) {
            let parts = parts(text, range);
            let offsets = |part: &TextRange| {
                let (start, end) = text.to_code_points(*part);
                format!("{start} {end}")
            };
            let offsets: Vec<String> = parts.iter().map(offsets).collect();
            let words: Vec<&str> = parts.iter().map(|part| text.slice(*part)).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "T{number}\t{label} {}\t{}", offsets.join(";"), words.join(" "));
            self.labels.insert(label);
        }
        folder.append(&format!("{name}{TEXT_ENDING}"), text.as_str().as_bytes())?;
        folder.append(&format!("{name}{ENDING}"), lines.as_bytes())
    }

    /// Writes brat's configuration, without which it shows no label.
    pub(super) fn finish(self, folder: &mut dyn WriteFolder) -> io::Result<()> {
        let labels: String = self.labels.iter().flat_map(|label| [label.as_str(), "\n"]).collect();
        let labels = format!("[entities]\n{labels}\n[relations]\n\n[events]\n\n[attributes]\n");
        folder.append("annotation.conf", labels.as_bytes())
    }
}

/// What of a span lies on each line, without white space at the edges.
fn parts(text: &Text, range: TextRange) -> Vec<TextRange> {
    let mut at = range.start().as_usize();
    let line = |line: &str| {
        let range = TextRange::from_usize(at..at + line.len());
        at = range.end().as_usize() + 1;
        trim_white_space(text, range)
    };
    text.slice(range).split('\n').filter_map(line).collect()
}

/// The articles of a folder: of each text, whether something is marked in it or not.
///
/// # Errors
/// If the folder cannot be read, or has no file of annotations; an article's own faults stand in its place.
pub(super) fn articles<'a>(
    folder: impl ReadFolder + 'a,
) -> Result<impl Iterator<Item = Result<Article, FileError>> + 'a, FileError> {
    let marked = folder.names_with(ENDING)?;
    let files = folder.names().map_err(FileError::in_folder)?;
    let stems = files.iter().filter_map(|file| file.strip_suffix(ENDING).or(file.strip_suffix(TEXT_ENDING)));
    let stems: BTreeSet<String> = stems.map(ToOwned::to_owned).collect();
    Ok(stems.into_iter().map(move |stem| {
        let (file, text_file) = (format!("{stem}{ENDING}"), format!("{stem}{TEXT_ENDING}"));
        if files.binary_search(&text_file).is_err() {
            let what = format!("there is no {text_file} beside it, the text that it is about");
            return Err(FileError::of(&file, Fault::Shape(what)));
        }
        let whole = folder.bytes_in(&text_file).and_then(decoded).map_err(|error| FileError::of(&text_file, error))?;
        let source = SourceText::new("text", without_byte_order_mark(&whole))
            .map_err(|error| FileError::of(&text_file, error))?;
        let read = |source: &SourceText| match marked.binary_search(&file) {
            Ok(_) => annotations(source, folder.open(&file)?),
            Err(_) => Ok(AnnotationSet::new()),
        };
        // Tools differ in whether offsets count a byte order mark, and only the words that are quoted tell.
        let counted = || read(&SourceText::new("text", &whole)?);
        let annotations = read(&source).or_else(|error| counted().map_err(|_| error));
        let annotations = annotations.map_err(|error| FileError::of(&file, error))?;
        Ok(Article { annotations, ..Article::new(stem, source.into_text(), Meta::default()) })
    }))
}

fn annotations(source: &SourceText, content: impl BufRead) -> Result<AnnotationSet, FormatError> {
    let mut annotations = AnnotationSet::new();
    for line in Lines::new(content) {
        let (number, line) = line?;
        if line.starts_with('T') {
            annotations.insert(annotation(source, &line).map_err(|error| error.in_part_from_line(number))?);
        }
    }
    Ok(annotations)
}

fn annotation(source: &SourceText, line: &str) -> Result<Annotation, FormatError> {
    let shape =
        || Fault::Shape("a text-bound annotation is its id, label and offsets, and text, with tabs between".into());
    // Its words may have tabs in them.
    let mut columns = line.splitn(3, '\t');
    let (_, place) = (columns.next(), columns.next().ok_or_else(shape)?);
    let (label, offsets) = place.split_once(' ').ok_or_else(shape)?;
    let label = named(label).map_err(|fault| fault.at("label"))?;
    let (range, start, end) = range(source, offsets).map_err(|fault| fault.at("offsets"))?;
    if let Some(quoted) = columns.next().filter(|quoted| !is_quoted(quoted, source.text().slice(range))) {
        let found = source.text().slice(range).to_owned();
        return Err(Fault::QuoteDiffers { start, end, quoted: quoted.to_owned(), found }.at("text"));
    }
    Ok(Annotation::confirmed(range, label, Origin::Import))
}

/// Whether the words are those that a span covers; white space is not kept as it is.
fn is_quoted(quoted: &str, found: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| !c.is_whitespace())
    }
    letters(quoted).eq(letters(found))
}

/// The range of a span, whose parts have semicolons between, and its start and end as the file counts them.
fn range(source: &SourceText, offsets: &str) -> Result<(TextRange, u32, u32), Fault> {
    let shape = || Fault::Shape(format!("\"{offsets}\" are no offsets: a start and an end, with a space between"));
    let mut range = None;
    for part in offsets.split(';') {
        let (start, end) = part.split_once(' ').ok_or_else(shape)?;
        let offset = |text: &str| text.parse().map_err(|_| shape());
        let (start, end) = (offset(start)?, offset(end)?);
        let part = source.range(start, end)?;
        range = Some(match range {
            None => (part, start, end),
            Some((before, start, _)) => (joined(source.text(), before, part)?, start, end),
        });
    }
    range.ok_or_else(shape)
}

/// Two parts of a span as one.
fn joined(text: &Text, before: TextRange, part: TextRange) -> Result<TextRange, Fault> {
    let gap = TextRange::try_new(before.end(), part.start()).map(|gap| text.slice(gap));
    match gap {
        Some(gap) if gap.trim().is_empty() => Ok(before.cover(part)),
        _ => Err(Fault::Shape("the span has a gap with words in it, which cannot be held".to_owned())),
    }
}
