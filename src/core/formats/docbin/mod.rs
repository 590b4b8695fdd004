//! `docbin`: spaCy's binary dataset, a `.spacy` file, which `spacy train` reads.
//!
//! It is zlib around MessagePack: one table with a row of numbers for each token of all documents, the strings that
//! the numbers stand for, and what there is to say of each document (`spacy/tokens/_serialize.py` of spaCy 3.8). So it
//! is read in one piece. The table, which is by far the most of it, is packed as it grows and stands last in what is
//! written; the rest is packed in the end, when it is known. The tokens are spaCy's own, cut finer where an annotation
//! wants it (see [`super::tokens::tokenized`]). As in [`super::spacy`], entities are the longest annotations that do not
//! overlap; where some do, all stand in the group `sc`, which the span categoriser reads. An article has no id.

mod spacy_strings;
mod zlib_parts;

use super::error::{Fault, FormatError};
use super::fields::categories::{self, CATS};
use super::fields::record::named;
use super::streams::lines::MAX_BYTES;
use super::tokens::tags::TokenSpan;
use super::tokens::tokenized::{Joined, Tokenized};
use crate::core::Extra;
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::schema::LabelId;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use spacy_strings::{number_of, reserved};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Error, Read, Write};
use zlib_parts::ZlibPart;

/// The number of the column with the token's string, of that with its place in an entity, and of that with the
/// entity's label.
const ORTH: u64 = 65;
const ENT_IOB: u64 = 77;
const ENT_TYPE: u64 = 78;

/// What stands in the second of these columns.
const INSIDE: u64 = 1;
const OUTSIDE: u64 = 2;
const BEGIN: u64 = 3;

/// The group of spans that the span categoriser reads.
const GROUP: &str = "sc";
/// No file is larger once it is unpacked, in bytes.
const MAX_UNPACKED: usize = 4 * MAX_BYTES;

/// What is packed in a file.
#[derive(Serialize, Deserialize)]
struct Bin {
    #[serde(default)]
    version: String,
    attrs: Vec<u64>,
    /// For each token, a number of 8 bytes for each of `attrs`. Written behind the others, by [`DocBin`].
    #[serde(with = "serde_bytes", skip_serializing)]
    tokens: Vec<u8>,
    /// For each token, whether a space follows.
    #[serde(with = "serde_bytes")]
    spaces: Vec<u8>,
    /// For each document, how many tokens it has, in 4 bytes.
    #[serde(with = "serde_bytes")]
    lengths: Vec<u8>,
    strings: BTreeSet<String>,
    #[serde(default)]
    cats: Vec<Extra>,
    #[serde(default)]
    flags: Vec<Flags>,
    #[serde(default)]
    span_groups: Vec<ByteBuf>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Flags {
    /// Whether `spaces` says nothing.
    #[serde(default)]
    has_unknown_spaces: bool,
}

/// Spans of a document, packed in it: the groups that are the same, by what they are called.
type SpanGroups = BTreeMap<ByteBuf, Vec<String>>;

#[derive(Serialize, Deserialize)]
struct SpanGroup {
    name: String,
    #[serde(default)]
    attrs: Extra,
    /// Each three numbers of 8 bytes (an id, an id in a knowledge base, the label) and four of 4 bytes (start and end
    /// in tokens, then in code points), the most significant byte first.
    spans: Vec<ByteBuf>,
}

/// Whether a file begins as these do, and as no text does: a zlib stream.
pub(super) fn is_beginning(bytes: &[u8]) -> bool {
    matches!(bytes, [0x78, 0x01 | 0x9c | 0xda, ..])
}

/// DocBin that are put together.
pub(super) struct DocBin {
    /// All but the table of tokens.
    bin: Bin,
    tokens: ZlibPart,
    /// The strings so far and their numbers: most words have been there before.
    numbers: HashMap<String, u64, FxBuildHasher>,
    compression: Compression,
}

impl DocBin {
    /// One without articles, packed with so much effort.
    pub(super) fn new(compression: Compression) -> Self {
        let bin = Bin {
            version: "0.1".to_owned(),
            attrs: vec![ORTH, ENT_IOB, ENT_TYPE],
            tokens: Vec::new(),
            spaces: Vec::new(),
            lengths: Vec::new(),
            strings: BTreeSet::new(),
            cats: Vec::new(),
            flags: Vec::new(),
            span_groups: Vec::new(),
        };
        Self { bin, tokens: ZlibPart::new(compression), numbers: HashMap::default(), compression }
    }

    /// Adds an article.
    pub(super) fn push(&mut self, article: &Article) -> std::io::Result<()> {
        let annotations: Vec<&Annotation> = article.annotations.visible().collect();
        let tokenized = Tokenized::as_spacy(&article.text, &annotations);
        let entities = tokenized.spans_of(&article.annotations.without_overlaps());
        self.push_tokens(&tokenized, &entities)?;
        let overlaps = entities.len() < tokenized.spans.len();
        let groups = if overlaps { self.packed_groups(article, &tokenized)? } else { packed(&[(); 0])? };
        self.bin.span_groups.push(ByteBuf::from(groups));
        let mut categories = article.extra.clone();
        categories::put(&mut categories, article, categories::numbers);
        let categories = categories.get(CATS).and_then(|value| value.as_object());
        self.bin.cats.push(categories.cloned().unwrap_or_default());
        self.bin.flags.push(Flags::default());
        Ok(())
    }

    fn push_tokens(&mut self, tokenized: &Tokenized, entities: &[TokenSpan]) -> std::io::Result<()> {
        let words: Vec<&str> = tokenized.words().collect();
        let mut rows: Vec<[u64; 3]> = words.iter().map(|word| [self.number(word), OUTSIDE, 0]).collect();
        for (span, label) in entities {
            let label = self.number(label.as_str());
            for index in span.clone() {
                rows[index][1..].copy_from_slice(&[if index == span.start { BEGIN } else { INSIDE }, label]);
            }
        }
        self.bin.lengths.extend((rows.len() as u32).to_le_bytes());
        self.bin.spaces.extend((0..words.len()).map(|index| u8::from(tokenized.space_after(index))));
        let rows: Vec<u8> = rows.into_iter().flatten().flat_map(u64::to_le_bytes).collect();
        self.tokens.push(&rows)
    }

    fn packed_groups(&mut self, article: &Article, tokenized: &Tokenized) -> std::io::Result<Vec<u8>> {
        let span = |(tokens, label): &TokenSpan| {
            let range = tokenized.range(tokens.start).cover(tokenized.range(tokens.end - 1));
            let (start, end) = article.text.to_code_points(range);
            let numbers = [0, 0, self.number(label.as_str())].map(u64::to_be_bytes).concat();
            let places = [tokens.start as u32, tokens.end as u32, start.get(), end.get()].map(u32::to_be_bytes);
            ByteBuf::from([numbers, places.concat()].concat())
        };
        let spans = tokenized.spans.iter().map(span).collect();
        let group = packed(&SpanGroup { name: GROUP.to_owned(), attrs: Extra::new(), spans })?;
        packed(&SpanGroups::from([(ByteBuf::from(group), vec![GROUP.to_owned()])]))
    }

    /// The number of a string, which is noted.
    fn number(&mut self, text: &str) -> u64 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = number_of(text);
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// Writes all of them.
    pub(super) fn write(mut self, out: &mut impl Write) -> std::io::Result<()> {
        self.bin.strings = self.numbers.into_keys().collect();
        let mut rest = packed(&self.bin)?;
        // One field more than those that are here, and the head of its bytes.
        rest[0] += 1;
        let length = u32::try_from(self.tokens.length()).map_err(|_| Error::other("a DocBin holds no more tokens"))?;
        rest.extend(b"\xa6tokens\xc6");
        rest.extend(length.to_be_bytes());
        let mut first = ZlibPart::new(self.compression);
        first.push(&rest)?;
        first.write_with(self.tokens, out)
    }
}

fn packed(value: &impl Serialize) -> std::io::Result<Vec<u8>> {
    rmp_serde::to_vec_named(value).map_err(std::io::Error::other)
}

fn unpacked<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Fault> {
    rmp_serde::from_slice(bytes).map_err(|error| wrong(&error))
}

fn wrong(why: &impl ToString) -> Fault {
    Fault::Unknown(format!("this is no DocBin of spaCy: {}", why.to_string()))
}

/// Reads the articles of a file.
///
/// # Errors
/// If it is none, or what it says of a token or a span cannot be.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Article>, FormatError> {
    let mut message = Vec::new();
    let mut zlib = ZlibDecoder::new(bytes).take(MAX_UNPACKED as u64 + 1);
    zlib.read_to_end(&mut message).map_err(|error| wrong(&error))?;
    if message.len() > MAX_UNPACKED {
        return Err(Fault::TooLarge(MAX_UNPACKED).into());
    }
    let bin: Bin = unpacked(&message)?;
    let table = Table::of(&bin)?;
    let mut start = 0;
    let document = |(index, length): (usize, usize)| {
        let rows = start..start + length;
        start = rows.end;
        let article = table.article(rows, index);
        article.map_err(|error| error.under(&format!("docs[{index}]")))
    };
    table.lengths.iter().copied().enumerate().map(document).collect()
}

/// The table of a file, looked at as one.
struct Table<'a> {
    bin: &'a Bin,
    /// The tokens of each document.
    lengths: Vec<usize>,
    /// By row, then by column.
    numbers: Vec<u64>,
    orth: usize,
    /// The columns for entities; without them there are none.
    entities: Option<(usize, usize)>,
    strings: HashMap<u64, &'a str>,
}

impl<'a> Table<'a> {
    fn of(bin: &'a Bin) -> Result<Self, Fault> {
        let (lengths, lengths_rest) = bin.lengths.as_chunks::<4>();
        let (numbers, numbers_rest) = bin.tokens.as_chunks::<8>();
        let lengths: Vec<usize> = lengths.iter().map(|bytes| u32::from_le_bytes(*bytes) as usize).collect();
        // More than a `usize` of 32 bits holds, if the file says so.
        let rows: u64 = lengths.iter().map(|&length| length as u64).sum();
        let whole = lengths_rest.is_empty() && numbers_rest.is_empty();
        if !whole || numbers.len() as u64 != rows * bin.attrs.len() as u64 || bin.spaces.len() as u64 != rows {
            return Err(wrong(&"its tables are of different lengths"));
        }
        let column = |attribute| bin.attrs.iter().position(|&it| it == attribute);
        Ok(Self {
            bin,
            lengths,
            numbers: numbers.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect(),
            orth: column(ORTH).ok_or_else(|| wrong(&"it has no words"))?,
            entities: column(ENT_IOB).zip(column(ENT_TYPE)),
            strings: bin.strings.iter().map(|text| (number_of(text), text.as_str())).collect(),
        })
    }

    fn article(&self, rows: std::ops::Range<usize>, document: usize) -> Result<Article, FormatError> {
        let unknown = self.bin.flags.get(document).is_some_and(|flags| flags.has_unknown_spaces);
        let mut joined = Joined::default();
        for row in rows.clone() {
            joined.push("", self.string(self.number(row, self.orth))?);
            let space = if unknown { row + 1 < rows.end } else { self.bin.spaces[row] != 0 };
            joined.push_text(if space { " " } else { "" });
        }
        let mut spans = self.entities(rows.clone())?;
        spans.extend(self.group(document, rows.len())?);
        let mut article = joined.into_article(None, spans)?;
        if let Some(categories) = self.bin.cats.get(document).filter(|categories| !categories.is_empty()) {
            article.extra.insert(CATS.into(), categories.clone().into());
            categories::take(&mut article.extra, &mut article.meta);
        }
        Ok(article)
    }

    fn entities(&self, rows: std::ops::Range<usize>) -> Result<Vec<TokenSpan>, Fault> {
        let Some((iob, label)) = self.entities else { return Ok(Vec::new()) };
        let mut spans: Vec<TokenSpan> = Vec::new();
        for (index, row) in rows.enumerate() {
            match (self.number(row, iob), self.number(row, label), spans.last_mut()) {
                (INSIDE, _, Some((span, _))) if span.end == index => span.end += 1,
                // Where no entity may be, as spaCy calls it, one begins that is none.
                (INSIDE | BEGIN, 0, _) => {}
                (INSIDE | BEGIN, label, _) => spans.push((index..index + 1, self.label(label)?)),
                _ => {}
            }
        }
        Ok(spans)
    }

    /// The spans in the group of the span categoriser, of a document with so many tokens.
    fn group(&self, document: usize, tokens: usize) -> Result<Vec<TokenSpan>, Fault> {
        // Without groups, spaCy writes an empty list or nothing.
        let Some(bytes) = self.bin.span_groups.get(document).filter(|bytes| bytes.len() > 1) else {
            return Ok(Vec::new());
        };
        let groups: SpanGroups = unpacked(bytes)?;
        let Some((group, _)) = groups.iter().find(|(_, names)| names.iter().any(|name| name == GROUP)) else {
            return Ok(Vec::new());
        };
        let group: SpanGroup = unpacked(group)?;
        group.spans.iter().map(|span| self.span(span, tokens)).collect()
    }

    fn span(&self, bytes: &[u8], tokens: usize) -> Result<TokenSpan, Fault> {
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        let label = bytes.get(16..24).and_then(|it| it.try_into().ok()).map(u64::from_be_bytes);
        let place = number(24).zip(number(28)).filter(|&(start, end)| start < end && end <= tokens);
        let ((start, end), label) = place.zip(label).ok_or_else(|| wrong(&"a span is out of its text"))?;
        Ok((start..end, self.label(label)?))
    }

    fn number(&self, row: usize, column: usize) -> u64 {
        self.numbers[row * self.bin.attrs.len() + column]
    }

    fn label(&self, number: u64) -> Result<LabelId, Fault> {
        self.string(number).and_then(named)
    }

    fn string(&self, number: u64) -> Result<&str, Fault> {
        let found = reserved(number).or_else(|| self.strings.get(&number).copied());
        found.ok_or_else(|| wrong(&format!("no string has the number {number}")))
    }
}
