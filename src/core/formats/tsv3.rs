//! `tsv3`: WebAnno TSV 3, which WebAnno and INCEpTION export; a folder with a file for each article. Offsets are
//! UTF-16 units.
//! ```text
//! #FORMAT=WebAnno TSV 3.3
//! #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
//!
//! #Text=Ann Li left.
//! 1-1    0-3    Ann    *[1]    PERSON[1]
//! 1-2    4-6    Li     *[1]    PERSON[1]
//! ```
//!
//! Wider gaps are tabs. Tokens: see [`super::tokens::tokenized`]; of annotations that overlap, the longest are written, and not
//! what was decided. Reading takes the layer of named entities or, if there is none, every layer of spans, and of a
//! layer the feature `value` or the first that says something; relations and chains are passed over. What stands
//! between sentences is in no such file: a line break and spaces are put there, so that offsets stay.

use super::error::{Fault, FormatError};
use super::fields::record::named;
use super::fields::source_text::{SourceText, is_quoted};
use super::folders::article_files::ArticleFile;
use super::tokens::tokenized::Tokenized;
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a file of the folder is written and read.
pub(super) const FILE: ArticleFile = ArticleFile { ending: ".tsv", write: tsv, read };

const HEADER: &str = "#FORMAT=WebAnno TSV 3.3\n\
                      #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n";

/// What begins the line of a sentence's text.
const TEXT: &str = "#Text=";
/// What begins the line of a layer of spans.
const LAYER: &str = "#T_SP=";
/// No more stands between the sentences of a file, in UTF-16 units: a line of a few bytes must not make a large text.
const WIDEST_GAPS: u32 = 1 << 20;
/// What marks one of the two characters that an escaped character is written as.
const ESCAPE: char = '\\';

/// An article as a file.
fn tsv(article: &Article) -> String {
    let (tokenized, sentences) = Tokenized::in_sentences(article);
    let text = &article.text;
    let mut file = HEADER.to_owned();
    for (number, sentence) in (1..).zip(sentences) {
        let whole = tokenized.range(sentence.start).cover(tokenized.range(sentence.end - 1));
        // Writing to a string cannot fail.
        let _ = writeln!(file, "{TEXT}{}", escaped(text.slice(whole), "\t\n\r\\"));
        for (place, token) in (1..).zip(sentence) {
            let (start, end) = text.to_utf16(tokenized.range(token));
            let next = tokenized.spans.partition_point(|(span, _)| span.end <= token);
            let found = tokenized.spans.get(next).filter(|(span, _)| span.contains(&token));
            let cells = found.map_or_else(
                || "_\t_".to_owned(),
                |(span, label)| {
                    let id = if span.len() > 1 { format!("[{}]", next + 1) } else { String::new() };
                    format!("*{id}\t{}{id}", escaped(label.as_str(), "\t\n\r\\[]|_;*"))
                },
            );
            let word = escaped(text.slice(tokenized.range(token)), "\t\n\r\\");
            let _ = writeln!(file, "{number}-{place}\t{start}-{end}\t{word}\t{cells}\t");
        }
        file.push('\n');
    }
    file
}

/// A text with these of its characters escaped.
fn escaped(text: &str, special: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if special.contains(c) {
            escaped.push(ESCAPE);
        }
        escaped.push(match c {
            '\t' => 't',
            '\n' => 'n',
            '\r' => 'r',
            c => c,
        });
    }
    escaped
}

fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        unescaped.push(match (c, c == ESCAPE) {
            (_, true) => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or(ESCAPE),
            },
            (c, false) => c,
        });
    }
    unescaped
}

/// Reads an article from a file.
fn read(content: &str, id: ArticleId) -> Result<Article, FormatError> {
    let mut file = File::default();
    for (number, line) in (1..).zip(content.lines()) {
        file.take(line, number).map_err(|fault| FormatError::from(fault).in_part_from_line(number))?;
    }
    file.end_sentence().map_err(FormatError::from)?;
    let source = SourceText::new("text", &file.text)?;
    let mut annotations = AnnotationSet::new();
    for Row { line, start, end, word, .. } in &file.rows {
        let at = |fault: Fault, field: &str| fault.at(field).in_part_from_line(*line);
        let range = source.range_utf16(*start, *end).map_err(|fault| at(fault, "offsets"))?;
        let found = source.text().slice(range);
        if !is_quoted(word, found) {
            let differs = Fault::TokenDiffers { token: word.clone(), found: found.to_owned() };
            return Err(at(differs, "token"));
        }
    }
    for rows in file.rows.chunk_by(|row, next| row.sentence == next.sentence) {
        refuse_cut_off(rows, &source)?;
    }
    for Span { line, start, end, label } in file.spans.into_values() {
        let range = source.range_utf16(start, end);
        let range = range.map_err(|fault| fault.at("offsets").in_part_from_line(line))?;
        let label = named(label).map_err(|fault| fault.at("label").in_part_from_line(line))?;
        annotations.insert(Annotation::confirmed(range, label, Origin::Import));
    }
    Ok(Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })
}

/// Refuses a sentence whose rows break off within a span of several tokens, as in a file that was cut off. Not every file
/// has a token for every word, so a word without one is no fault elsewhere.
fn refuse_cut_off(rows: &[Row], source: &SourceText) -> Result<(), FormatError> {
    let Some(last) = rows.iter().max_by_key(|row| row.end) else { return Ok(()) };
    match source.range_utf16(last.end, last.sentence).map(|rest| source.text().slice(rest)) {
        Ok(rest) if last.in_span && rest.contains(char::is_alphanumeric) => {
            Err(FormatError::from(Fault::no_token(rest)).in_part_from_line(last.line))
        }
        _ => Ok(()),
    }
}

/// A file that is being read.
#[derive(Default)]
struct File {
    layers: Vec<Layer>,
    text: String,
    /// The length of `text`, in UTF-16 units.
    length: u32,
    /// How much of it stands between sentences, in UTF-16 units.
    gaps: u32,
    /// The text of the sentence, until its first token tells where it stands.
    sentence: Option<String>,
    rows: Vec<Row>,
    /// By layer and number; what has none is numbered by its line and place.
    spans: BTreeMap<(usize, String), Span>,
}

/// The columns of a layer of spans.
struct Layer {
    name: String,
    features: Vec<String>,
}

struct Row {
    line: usize,
    start: u32,
    end: u32,
    word: String,
    /// Where its sentence ends.
    sentence: u32,
    /// Whether it has a numbered span, as all of several tokens are.
    in_span: bool,
}

struct Span {
    line: usize,
    start: u32,
    end: u32,
    label: String,
}

impl File {
    fn take(&mut self, line: &str, number: usize) -> Result<(), Fault> {
        if let Some(layer) = line.strip_prefix(LAYER) {
            let mut names = layer.split('|').map(str::to_owned);
            let name = names.next().unwrap_or_default();
            self.layers.push(Layer { name, features: names.collect() });
            return Ok(());
        }
        if let Some(text) = line.strip_prefix(TEXT) {
            // Older files have a line for each line of a sentence.
            self.sentence = Some(match self.sentence.take() {
                Some(before) => before + "\n" + &unescaped(text),
                None => unescaped(text),
            });
            return Ok(());
        }
        if line.is_empty() {
            return self.end_sentence();
        }
        if line.starts_with('#') { Ok(()) } else { self.row(line, number) }
    }

    /// A sentence without tokens stands where it can.
    fn end_sentence(&mut self) -> Result<(), Fault> {
        match self.sentence.take() {
            Some(text) => self.push(&text, self.length),
            None => Ok(()),
        }
    }

    /// Adds a sentence that starts so many UTF-16 units into the text.
    fn push(&mut self, sentence: &str, start: u32) -> Result<(), Fault> {
        let gap = start.checked_sub(self.length);
        let gap =
            gap.ok_or_else(|| Fault::Shape(format!("the sentence cannot stand at {start}, behind the one before")))?;
        self.gaps = self.gaps.saturating_add(gap);
        if self.gaps > WIDEST_GAPS {
            return Err(Fault::GapsTooWide { start, most: WIDEST_GAPS });
        }
        for place in 0..gap {
            self.text.push(if place == 0 { '\n' } else { ' ' });
        }
        self.text.push_str(sentence);
        self.length = start + sentence.encode_utf16().count() as u32;
        Ok(())
    }

    fn row(&mut self, line: &str, number: usize) -> Result<(), Fault> {
        let shape = || Fault::Shape("a token is its number, offsets and text, with tabs between".to_owned());
        let mut cells = line.split('\t').skip(1);
        let (offsets, word) = (cells.next().ok_or_else(shape)?, cells.next().ok_or_else(shape)?);
        let (start, end) = offsets.split_once('-').ok_or_else(shape)?;
        let offset = |text: &str| text.parse::<u32>().map_err(|_| shape());
        let (start, end, word) = (offset(start)?, offset(end)?, unescaped(word));
        if let Some(sentence) = self.sentence.take() {
            let before = sentence.find(&word).map_or(0, |at| sentence[..at].encode_utf16().count() as u32);
            self.push(&sentence, start.saturating_sub(before))?;
        }
        let mut in_span = false;
        let cells: Vec<&str> = cells.collect();
        let mut column = 0;
        let named = self.layers.iter().any(Layer::is_of_names);
        for (index, layer) in self.layers.iter().enumerate() {
            let width = layer.features.len().max(1);
            let values = cells.get(column..column + width).unwrap_or_default();
            column += width;
            if named && !layer.is_of_names() {
                continue;
            }
            for (place, (value, id)) in layer.values(values).into_iter().enumerate() {
                in_span |= id.is_some();
                let key = (index, id.unwrap_or_else(|| format!("{number}.{place}")));
                let span = self.spans.entry(key).or_insert(Span { line: number, start, end, label: value });
                span.end = end;
            }
        }
        self.rows.push(Row { line: number, start, end, word, sentence: self.length, in_span });
        Ok(())
    }
}

impl Layer {
    fn is_of_names(&self) -> bool {
        self.name.ends_with("NamedEntity")
    }

    /// The labels in a row's cells of this layer, each with its number if it has one.
    fn values(&self, cells: &[&str]) -> Vec<(String, Option<String>)> {
        let value = self.features.iter().position(|feature| feature == "value");
        let says = |cell: &&&str| !matches!(cell.chars().next(), None | Some('_' | '*'));
        let cell = value.and_then(|at| cells.get(at)).filter(|cell| says(cell)).or_else(|| cells.iter().find(says));
        // A span without a value is called after its layer.
        let unnamed = || self.name.rsplit('.').next().unwrap_or_default().to_owned();
        let cell = cell.or_else(|| cells.iter().find(|cell| cell.starts_with('*')));
        let stacked = cell.map(|cell| split_unescaped(cell, '|')).unwrap_or_default();
        let entry = |part: String| {
            let pieces = split_unescaped(&part, '[');
            let id = pieces.get(1).map(|id| id.trim_end_matches(']').to_owned());
            let label = unescaped(&pieces[0]);
            (if label == "*" { unnamed() } else { label }, id)
        };
        stacked.into_iter().map(entry).collect()
    }
}

/// The parts of a cell between separators that are not escaped, still escaped; at least one.
fn split_unescaped(cell: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for c in cell.chars() {
        if c == separator && !is_escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        is_escaped = c == ESCAPE && !is_escaped;
    }
    parts
}
