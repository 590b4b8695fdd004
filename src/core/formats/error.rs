//! What can be wrong with a file, in sentences that say what and where.

use crate::core::article::ArticleId;
use crate::core::schema::SchemaError;

/// A fault and its place in the file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}{fault}", place(*.line, *.column, .field.as_deref()))]
pub struct FormatError {
    /// The line, from 1.
    pub line: Option<usize>,
    /// The byte in that line, from 1, for broken JSON.
    pub column: Option<usize>,
    /// The field, as a path: `articles[2].annotations[0].start`.
    pub field: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file. Offsets are code points where nothing else is said.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// It could not be read at all.
    #[error("it cannot be read: {0}")]
    Read(String),
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// A line or file is larger than what can be read at once.
    #[error("it is larger than {} MB, which is the most that can be read at once", .0 >> 20)]
    TooLarge(usize),
    /// It is a document with a layout: what kind of one.
    #[error("it is not text but {0}: open it, copy its text and paste that")]
    Document(&'static str),
    /// It is a ZIP file where a text is wanted: one of files, or a document of an office program.
    #[error("it is packed, as ZIP files and office documents are: unpack it, or save it as text")]
    Packed,
    /// It holds NUL bytes.
    #[error("it is not text: byte {0} is NUL")]
    Binary(usize),
    /// It is not UTF-8.
    #[error("it is not text in UTF-8: byte {0} fits no character; save it as UTF-8")]
    NotUtf8(usize),
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    Json(String),
    /// It is JSON, but a field is missing or of the wrong kind.
    #[error("{0}")]
    Shape(String),
    /// It is no format that is known here.
    #[error("{0}")]
    Unknown(String),
    /// It may be one of several formats, or none; somebody has to say.
    #[error("{0}")]
    Unclear(String),
    /// `format` says something else.
    #[error("it says {0}, where a project of Postil says \"postil-project\"")]
    WrongFormat(String),
    /// A version that does not exist yet.
    #[error("it was written by a later version of Postil (version {found}); this one reads up to {newest}")]
    LaterVersion {
        /// The file's version.
        found: u64,
        /// The newest version that can be read.
        newest: u64,
    },
    /// Offsets count something else.
    #[error("offsets are counted in {0}; Postil's files count in \"codepoint\" (Unicode code points)")]
    OffsetUnit(String),
    /// A span that is empty or ends before it starts.
    #[error("a span from {start} to {end} holds no text: its start must lie before its end")]
    EmptySpan {
        /// The first code point.
        start: u32,
        /// The code point after the last.
        end: u32,
    },
    /// A span that reaches beyond the text.
    #[error("a span from {start} to {end} reaches beyond the text, which has {length} characters (code points)")]
    OutOfBounds {
        /// The first code point.
        start: u32,
        /// The code point after the last.
        end: u32,
        /// The number of code points in the text.
        length: u32,
    },
    /// A span that reaches beyond the text or cuts a character, in UTF-16 units.
    #[error(
        "a span from {start} to {end} cuts a character or reaches beyond the text, which has {length} UTF-16 units"
    )]
    OutOfBoundsUtf16 {
        /// The first unit.
        start: u32,
        /// The unit after the last.
        end: u32,
        /// The number of units in the text.
        length: u32,
    },
    /// A span of tokens that do not exist.
    #[error("a span from token {first} to {last} is none: there are {length} tokens, and the last is in the span")]
    Tokens {
        /// The index of the first token.
        first: u32,
        /// The index of the last.
        last: u32,
        /// The number of tokens.
        length: u32,
    },
    /// Tokens and tags that do not fit together.
    #[error("there are {tokens} tokens and {tags} tags")]
    Tags {
        /// The number of tokens.
        tokens: usize,
        /// The number of tags.
        tags: usize,
    },
    /// A token that the text does not have where it should be.
    #[error("the text goes on with \"{found}\", not with the token \"{token}\"")]
    TokenDiffers {
        /// The token.
        token: String,
        /// What stands in its place.
        found: String,
    },
    /// Text that no token covers.
    #[error("the text goes on with \"{0}\", for which there is no token")]
    NoToken(String),
    /// Sentences so far apart that the file cannot be meant so.
    #[error("the sentence cannot stand at {start}: more than {most} characters between sentences are not in the file")]
    GapsTooWide {
        /// Where the sentence starts, in UTF-16 units.
        start: u32,
        /// The most that may stand between all sentences, in UTF-16 units.
        most: u32,
    },
    /// A span with an empty label.
    #[error("a span must have a label")]
    NoLabel,
    /// An annotation that quotes something else than its span: its offsets count another unit, or the
    /// text was changed.
    #[error("it quotes \"{quoted}\", but the text from {start} to {end} is \"{found}\"")]
    QuoteDiffers {
        /// The first code point.
        start: u32,
        /// The code point after the last.
        end: u32,
        /// What the annotation says it covers.
        quoted: String,
        /// What it covers.
        found: String,
    },
    /// Spans with words between their parts, which an annotation here cannot have: how many. The rest is read.
    #[error("spans that have a gap with words in it cannot be held and are left out: {0}")]
    Gaps(usize),
    /// A tag of a token in no scheme that is known.
    #[error("\"{0}\" is no tag: it is O, or B-, I-, L-, E-, U- or S- and a label")]
    Tag(String),
    /// A confidence that is not between 0 and 1.
    #[error("{0} is no confidence: it must lie between 0 and 1")]
    Confidence(f64),
    /// Two articles with the same id.
    #[error("the id \"{id}\" belongs to {earlier} already")]
    DuplicateId {
        /// The id.
        id: ArticleId,
        /// Where it was first used: `line 3` or `articles[0]`.
        earlier: String,
    },
    /// Labels that break a rule.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}

impl From<Fault> for FormatError {
    fn from(fault: Fault) -> Self {
        Self { line: None, column: None, field: None, fault }
    }
}

impl Fault {
    /// A token that is not what the rest of the text begins with.
    pub(super) fn token_differs(token: &str, rest: &str) -> Self {
        Self::TokenDiffers { token: token.to_owned(), found: start_of(rest, token.chars().count()) }
    }

    /// A rest of the text behind the last token.
    pub(super) fn no_token(rest: &str) -> Self {
        Self::NoToken(start_of(rest, 0))
    }

    /// The fault at a field.
    pub(super) fn at(self, field: impl Into<String>) -> FormatError {
        FormatError { field: Some(field.into()), ..self.into() }
    }
}

impl FormatError {
    /// Whether it costs no more than what it names: the article that it is about is read without that.
    #[must_use]
    pub const fn is_left_out(&self) -> bool {
        matches!(self.fault, Fault::Gaps(_))
    }

    /// The same error in a part of a file that starts on line `first`.
    pub(super) fn in_part_from_line(self, first: usize) -> Self {
        Self { line: Some(self.line.map_or(first, |line| first + line - 1)), ..self }
    }

    /// The same error in a value that is the field `outer` of another.
    pub(super) fn under(self, outer: &str) -> Self {
        let field = match self.field {
            None => outer.to_owned(),
            Some(index) if index.starts_with('[') => format!("{outer}{index}"),
            Some(field) => format!("{outer}.{field}"),
        };
        Self { field: Some(field), ..self }
    }
}

impl From<std::io::Error> for FormatError {
    /// What was found wrong while reading, or why that was not possible.
    fn from(error: std::io::Error) -> Self {
        error.downcast().unwrap_or_else(|error| Fault::Read(error.to_string()).into())
    }
}

/// What a text begins with, in so many characters, or some more if that would say little.
fn start_of(text: &str, length: usize) -> String {
    text.trim_start().chars().take(length.max(10)).collect()
}

/// `line 3, column 9, field meta.date: `.
fn place(line: Option<usize>, column: Option<usize>, field: Option<&str>) -> String {
    let line = line.map(|line| format!("line {line}"));
    let column = column.map(|column| format!("column {column}"));
    let field = field.map(|field| format!("field {field}"));
    let parts: Vec<String> = [line, column, field].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { parts.join(", ") + ": " }
}
