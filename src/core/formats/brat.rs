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
//! which nothing is marked. A span with words between its parts is left out, because no span here has a gap, and that is
//! told before the article. One that covers other words than it quotes is refused, because then its offsets count something
//! else.

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
/// If the folder cannot be read, or has no file of annotations; an article's own faults stand in its place, and before it
/// what of it is left out.
pub(super) fn articles<'a>(
    folder: impl ReadFolder + 'a,
) -> Result<impl Iterator<Item = Result<Article, FileError>> + 'a, FileError> {
    folder.names_with(ENDING)?;
    let files = folder.names().map_err(FileError::in_folder)?;
    let stems = files.iter().filter_map(|file| file.strip_suffix(ENDING).or(file.strip_suffix(TEXT_ENDING)));
    let stems: BTreeSet<String> = stems.map(ToOwned::to_owned).collect();
    Ok(stems.into_iter().flat_map(move |stem| {
        let (article, left_out) = match marked_text(&folder, &files, stem) {
            Ok((article, left_out)) => (Ok(article), left_out),
            Err(error) => (Err(error), None),
        };
        left_out.map(Err).into_iter().chain([article])
    }))
}

/// The article of that name, and what of it is left out; `files` are the names of all, in order.
fn marked_text(
    folder: &impl ReadFolder,
    files: &[String],
    stem: String,
) -> Result<(Article, Option<FileError>), FileError> {
    let (file, text_file) = (format!("{stem}{ENDING}"), format!("{stem}{TEXT_ENDING}"));
    if files.binary_search(&text_file).is_err() {
        let what = format!("there is no {text_file} beside it, the text that it is about");
        return Err(FileError::of(&file, Fault::Shape(what)));
    }
    let whole = folder.bytes_in(&text_file).and_then(decoded).map_err(|error| FileError::of(&text_file, error))?;
    let source =
        SourceText::new("text", without_byte_order_mark(&whole)).map_err(|error| FileError::of(&text_file, error))?;
    let read = |source: &SourceText| match files.binary_search(&file) {
        Ok(_) => annotations(source, folder.open(&file)?),
        Err(_) => Ok((AnnotationSet::new(), None)),
    };
    // Tools differ in whether offsets count a byte order mark, and only the words that are quoted tell.
    let counted = || read(&SourceText::new("text", &whole)?);
    let marked = read(&source).or_else(|error| counted().map_err(|_| error));
    let (annotations, left_out) = marked.map_err(|error| FileError::of(&file, error))?;
    let article = Article { annotations, ..Article::new(stem, source.into_text(), Meta::default()) };
    Ok((article, left_out.map(|error| FileError::of(&file, error))))
}

/// What is marked, and what of it is left out.
fn annotations(
    source: &SourceText,
    content: impl BufRead,
) -> Result<(AnnotationSet, Option<FormatError>), FormatError> {
    let (mut annotations, mut gaps) = (AnnotationSet::new(), Vec::new());
    for line in Lines::new(content) {
        let (number, line) = line?;
        if line.starts_with('T') {
            match annotation(source, &line).map_err(|error| error.in_part_from_line(number))? {
                Some(annotation) => drop(annotations.insert(annotation)),
                None => gaps.push(number),
            }
        }
    }
    let left_out = |&first| Fault::Gaps(gaps.len()).at("offsets").in_part_from_line(first);
    Ok((annotations, gaps.first().map(left_out)))
}

/// What is marked on a line; `None` if it has a gap with words in it.
fn annotation(source: &SourceText, line: &str) -> Result<Option<Annotation>, FormatError> {
    let shape =
        || Fault::Shape("a text-bound annotation is its id, label and offsets, and text, with tabs between".into());
    // Its words may have tabs in them.
    let mut columns = line.splitn(3, '\t');
    let (_, place) = (columns.next(), columns.next().ok_or_else(shape)?);
    let (label, offsets) = place.split_once(' ').ok_or_else(shape)?;
    let label = named(label).map_err(|fault| fault.at("label"))?;
    let (parts, start, end) = span(source, offsets).map_err(|fault| fault.at("offsets"))?;
    let text = source.text();
    let found = parts.iter().map(|part| text.slice(*part)).collect::<Vec<_>>().join(" ");
    if let Some(quoted) = columns.next().filter(|quoted| !is_quoted(quoted, &found)) {
        return Err(Fault::QuoteDiffers { start, end, quoted: quoted.to_owned(), found }.at("text"));
    }
    Ok(joined(text, &parts).map(|range| Annotation::confirmed(range, label, Origin::Import)))
}

/// Whether the words are those that a span covers; white space is not kept as it is.
fn is_quoted(quoted: &str, found: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| !c.is_whitespace())
    }
    letters(quoted).eq(letters(found))
}

/// The parts of a span, which have semicolons between, and its start and end as the file counts them.
fn span(source: &SourceText, offsets: &str) -> Result<(Vec<TextRange>, u32, u32), Fault> {
    let shape = || Fault::Shape(format!("\"{offsets}\" are no offsets: a start and an end, with a space between"));
    let (mut parts, mut edges) = (Vec::new(), Vec::new());
    for part in offsets.split(';') {
        let (start, end) = part.split_once(' ').ok_or_else(shape)?;
        let offset = |text: &str| text.parse().map_err(|_| shape());
        let (start, end) = (offset(start)?, offset(end)?);
        parts.push(source.range(start, end)?);
        edges.extend([start, end]);
    }
    Ok((parts, edges[0], edges[edges.len() - 1]))
}

/// The parts of a span as one, if nothing but white space is between them.
fn joined(text: &Text, parts: &[TextRange]) -> Option<TextRange> {
    let follows = |pair: &[TextRange]| {
        let gap = TextRange::try_new(pair[0].end(), pair[1].start());
        gap.is_some_and(|gap| text.slice(gap).trim().is_empty())
    };
    parts.windows(2).all(follows).then(|| parts[0].cover(parts[parts.len() - 1]))
}
