//! `conllu-plus`: CoNLL-U Plus, whose first line names its columns. A token a line, with what no other format of
//! columns keeps: ids, and the white space between tokens.
//! ```text
//! # global.columns = ID FORM MISC POSTIL:NER
//! # newdoc id = a1
//! # text = Ann left.
//! 1    Ann     _                B-PERSON
//! 2    left    SpaceAfter=No    O
//! ```
//!
//! Wider gaps are tabs. Tags are IOB2; any scheme is read, from the column whose name ends in `NER`. White space
//! other than one space stands in `SpacesAfter` and `SpacesBefore`, as UDPipe writes it; only that of an article
//! without words is lost. Where tokens are cut finer, see [`super::tokens::tokenized`]. Of annotations that overlap, the
//! longest are written, and not what was decided. Reading passes over ranges of words and empty nodes. The text of a
//! sentence, where it is given, must have its tokens and nothing else, but for white space; that of a sentence with a
//! range of words need not.

use super::error::{Fault, FormatError};
use super::streams::lines::Lines;
use super::tokens::tags::{self, Scheme, TokenSpan};
use super::tokens::tokenized::{Joined, Tokenized};
use crate::core::article::{Article, ArticleId};
use crate::core::text::TextRange;
use std::fmt::Write;
use std::io::BufRead;

/// The first line.
pub(super) const HEADER: &str = "# global.columns = ID FORM MISC POSTIL:NER\n";

/// What the first line of any such file begins with.
const COLUMNS: &str = "# global.columns =";
const DOCUMENT: &str = "# newdoc";
const PARAGRAPH: &str = "# newpar";
const TEXT: &str = "# text =";

/// Whether a line is the first of such a file.
pub(super) fn is_header(line: &str) -> bool {
    line.starts_with(COLUMNS)
}

/// Where the columns stand that are read.
#[derive(Clone, Copy)]
struct Columns {
    id: usize,
    form: usize,
    misc: Option<usize>,
    tag: usize,
}

impl Columns {
    fn of(header: &str) -> Result<Self, Fault> {
        let names: Vec<&str> = header[COLUMNS.len()..].split_whitespace().collect();
        let column = |name: &str| names.iter().position(|column| *column == name);
        let wanted = |name| column(name).ok_or_else(|| Fault::Shape(format!("there is no column {name}")));
        let tag = names.iter().position(|name| name.to_ascii_uppercase().ends_with("NER"));
        let tag = tag.ok_or_else(|| Fault::Shape("there is no column whose name ends in NER".to_owned()))?;
        Ok(Self { id: wanted("ID")?, form: wanted("FORM")?, misc: column("MISC"), tag })
    }
}

/// The articles of a stream, each with the line on which it begins.
pub(super) struct Articles<R> {
    lines: Lines<R>,
    columns: Option<Columns>,
    /// The line that begins the next article.
    next: Option<(usize, String)>,
}

impl<R: BufRead> Articles<R> {
    pub(super) fn new(input: R) -> Self {
        Self { lines: Lines::new(input), columns: None, next: None }
    }

    fn article(&mut self) -> Result<Option<(usize, Article)>, FormatError> {
        let mut first = self.next.take();
        let mut document = Document::default();
        while let Some((number, line)) = self.lines.next_line().transpose()? {
            if line.starts_with(DOCUMENT) && first.is_some() {
                self.next = Some((number, line));
                break;
            }
            if line.is_empty() {
                document.end_sentence()?;
                continue;
            }
            self.take(&line, number, &mut document).map_err(|error| error.in_part_from_line(number))?;
            if line.starts_with(DOCUMENT) || document.joined.len() > 0 {
                first.get_or_insert((number, line.clone()));
            }
        }
        document.end_sentence()?;
        let Some((line, begin)) = first else { return Ok(None) };
        let id = begin.strip_prefix(DOCUMENT).and_then(|rest| rest.trim().strip_prefix("id ="));
        let id = id.map(|id| ArticleId::from(id.trim())).filter(|id| !id.as_str().is_empty());
        let Document { mut joined, spans, gap, .. } = document;
        joined.push_text(&gap.unwrap_or_default());
        let article = joined.into_article(id, spans).map_err(|error| error.in_part_from_line(line))?;
        Ok(Some((line, article)))
    }

    fn take(&mut self, line: &str, number: usize, document: &mut Document) -> Result<(), FormatError> {
        if is_header(line) {
            self.columns = Some(Columns::of(line)?);
        } else if let Some(text) = line.strip_prefix(TEXT) {
            document.said = Some(Said { line: number, text: text.to_owned(), at: 0 });
        } else if line.starts_with(PARAGRAPH) {
            document.gap.get_or_insert_with(|| "\n".to_owned());
        } else if !line.starts_with('#') {
            let unnamed = || Fault::Shape(format!("the first line must name the columns: {COLUMNS} …"));
            document.token(line, number, self.columns.ok_or_else(unnamed)?)?;
        }
        Ok(())
    }
}

/// An article that is being read.
#[derive(Default)]
struct Document {
    joined: Joined,
    spans: Vec<TokenSpan>,
    /// The line and tag of each token of the sentence so far.
    sentence: Vec<(usize, String)>,
    /// The text that is given for the sentence.
    said: Option<Said>,
    /// What stands between the last token and the next; `None` if nothing is said.
    gap: Option<String>,
}

impl Document {
    fn token(&mut self, line: &str, number: usize, columns: Columns) -> Result<(), Fault> {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| {
            let (columns, wanted) = (cells.len(), column + 1);
            let missing = || Fault::Shape(format!("there are {columns} columns, and column {wanted} is wanted"));
            cells.get(column).copied().ok_or_else(missing)
        };
        let id = cell(columns.id)?;
        if id.contains('-') {
            // The text has the range, which need not have the letters of its words.
            self.said = None;
        }
        if id.contains(['-', '.']) {
            return Ok(());
        }
        let (form, tag) = (cell(columns.form)?, cell(columns.tag)?);
        if let Some(said) = &mut self.said {
            said.take(form)?;
        }
        let misc = columns.misc.and_then(|column| cells.get(column)).copied().unwrap_or("_");
        let named = |name: &str| misc.split('|').find_map(|item| item.strip_prefix(name)?.strip_prefix('='));
        let gap = self.gap.take();
        if self.joined.len() > 0 {
            self.joined.push_text(gap.as_deref().unwrap_or(" "));
        }
        self.joined.push_text(&unescaped(named("SpacesBefore").unwrap_or_default()));
        self.joined.push("", form);
        self.sentence.push((number, if tag == "_" { "O".to_owned() } else { tag.to_owned() }));
        self.gap = match named("SpacesAfter") {
            Some(spaces) => Some(unescaped(spaces)),
            None => (named("SpaceAfter") == Some("No")).then(String::new),
        };
        Ok(())
    }

    fn end_sentence(&mut self) -> Result<(), FormatError> {
        if let Some(said) = self.said.take().filter(|said| !said.rest().trim().is_empty()) {
            return Err(FormatError::from(Fault::no_token(said.rest())).in_part_from_line(said.line));
        }
        let before = self.joined.len() - self.sentence.len();
        let found = tags::spans(self.sentence.iter().map(|(_, tag)| tag.as_str()));
        let at_line =
            |(index, fault): (usize, Fault)| FormatError { line: Some(self.sentence[index].0), ..fault.at("tag") };
        let found = found.map_err(at_line)?;
        self.spans.extend(found.into_iter().map(|(span, label)| (before + span.start..before + span.end, label)));
        self.sentence.clear();
        Ok(())
    }
}

/// The text that is given for a sentence.
struct Said {
    line: usize,
    text: String,
    /// The byte up to where it has tokens.
    at: usize,
}

impl Said {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Takes the next token, which must be what follows, but for white space.
    fn take(&mut self, token: &str) -> Result<(), Fault> {
        let mut letters = token.chars().filter(|c| !c.is_whitespace());
        let rest = letters.try_fold(self.rest(), |rest, letter| rest.trim_start().strip_prefix(letter));
        let rest = rest.ok_or_else(|| Fault::token_differs(token, self.rest()))?;
        self.at = self.text.len() - rest.len();
        Ok(())
    }
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<(usize, Article), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.article().transpose()
    }
}

/// Writes an article as a document.
pub(super) fn write(article: &Article) -> String {
    let (tokenized, sentences) = Tokenized::in_sentences(article);
    let words: Vec<&str> = tokenized.words().collect();
    let tags = Scheme::Iob2.tags_in_columns(words.len(), &tokenized.spans);
    let text = &article.text;
    let mut document = format!("{DOCUMENT} id = {}\n", article.id.as_str().replace(char::is_control, " "));
    for sentence in sentences {
        let whole = tokenized.range(sentence.start).cover(tokenized.range(sentence.end - 1));
        let on_a_line = text.slice(whole).replace(char::is_whitespace, " ");
        // Writing to a string cannot fail.
        let _ = writeln!(document, "{TEXT} {on_a_line}");
        for (id, index) in (1..).zip(sentence) {
            let token = tokenized.range(index);
            let end = if index + 1 < words.len() { tokenized.range(index + 1).start() } else { text.end() };
            let before = if index == 0 { &text.as_str()[..token.start().as_usize()] } else { "" };
            let misc = spaces(before, text.slice(TextRange::new(token.end(), end)), end == text.end());
            let _ = writeln!(document, "{id}\t{}\t{misc}\t{}", words[index], tags[index]);
        }
        document.push('\n');
    }
    document
}

/// What stands before and after a token, as its column says it; `last` is whether the text ends there.
fn spaces(before: &str, after: &str, last: bool) -> String {
    let before = (!before.is_empty()).then(|| format!("SpacesBefore={}", escaped(before)));
    let after = match after {
        "" => Some("SpaceAfter=No".to_owned()),
        " " if !last => None,
        spaces => Some(format!("SpacesAfter={}", escaped(spaces))),
    };
    let said: Vec<String> = before.into_iter().chain(after).collect();
    if said.is_empty() { "_".to_owned() } else { said.join("|") }
}

/// White space as it may stand in a column.
fn escaped(spaces: &str) -> String {
    spaces.replace(' ', "\\s").replace('\t', "\\t").replace('\r', "\\r").replace('\n', "\\n")
}

fn unescaped(spaces: &str) -> String {
    let spaces = spaces.replace("\\s", " ").replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
    spaces.replace("\\p", "|").replace("\\\\", "\\")
}
