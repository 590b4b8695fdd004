//! Immutable text and positions in it.
//!
//! The main decision: in memory a position is a [`ByteOffset`] on a `char` boundary, because that is what
//! Rust slices by; code points and UTF-16 units exist only at the edges (files, the browser), each as its
//! own type, converted by its [`Text`]. Plain `usize` positions were rejected: every peer that used
//! them ships wrong spans after an emoji.

mod any_case;
mod clusters;
mod context;
mod coverage;
mod direction;
mod edges;
mod mentions;
mod offset;
mod offset_map;
mod paragraphs;
mod plain;
mod reading;
mod sentences;
mod snap;
mod tokens;

pub use any_case::holds_in_any_case;
pub(in crate::core) use clusters::is_mark;
pub use context::Context;
pub use coverage::Coverage;
pub use direction::runs_leftwards;
pub use edges::{Side, Unit, dragged, in_two, resized};
pub use mentions::{may_be_part_of_word, mentions_of};
pub use offset::{ByteOffset, CodePointOffset, TextRange, Utf16Offset};
pub use paragraphs::paragraphs;
pub use plain::{BYTE_ORDER_MARK, no_text_at, nul_in, without_byte_order_mark};
pub use reading::{Reading, spans_over};
pub use sentences::sentences;
pub use snap::{is_word_edge, next_token, previous_token, snap_to_words, trim_white_space};
pub use tokens::{Token, TokenKind, tokens, tokens_in};

use offset_map::OffsetMap;
use std::sync::Arc;

/// The text of an article: what was pasted, with CRLF turned into LF and a leading BOM removed, and
/// nothing else changed. It never changes afterwards, and a clone is cheap.
#[derive(Clone)]
pub struct Text {
    content: Arc<str>,
    map: Arc<OffsetMap>,
    had_crlf: bool,
}

impl Text {
    /// Takes text as it was pasted or read: strips byte order marks at the start and turns CRLF into LF
    /// (and CRCRLF, which broken conversions leave, so that doing it twice changes nothing more).
    /// Lone CR and every other character stay. Unicode is never normalised, because that moves offsets. What
    /// holds NUL ([`nul_in`]) is no text, and is refused by who takes it from outside.
    ///
    /// # Panics
    /// If the text is longer than `u32::MAX` bytes; readers refuse such files long before.
    #[must_use]
    pub fn new(pasted: &str) -> Self {
        let body = without_byte_order_mark(pasted);
        let had_crlf = body.contains("\r\n");
        let content: Arc<str> = if had_crlf { lf_only(body).into() } else { body.into() };
        let map = Arc::new(OffsetMap::new(&content));
        Self { content, map, had_crlf }
    }

    /// Whether it was taken from one with CRLF, in which offsets are others.
    #[must_use]
    pub fn had_crlf(&self) -> bool {
        self.had_crlf
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The length, as the offset just past the last byte.
    #[must_use]
    pub fn end(&self) -> ByteOffset {
        ByteOffset::at_end_of(&self.content)
    }

    /// The range of the whole text.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::new(ByteOffset::ZERO, self.end())
    }

    /// The text inside `range`, or `None` if it is out of bounds or cuts a character.
    #[must_use]
    pub fn get(&self, range: TextRange) -> Option<&str> {
        self.content.get(range.as_usize())
    }

    /// The text inside a range that is known to belong to this text.
    ///
    /// # Panics
    /// If the range is out of bounds or cuts a character: the caller mixed up two texts.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        &self.content[range.as_usize()]
    }

    /// A range given in code points (end exclusive), as our files and the page write it;
    /// `None` if it is out of bounds or ends before it starts.
    #[must_use]
    pub fn range_from_code_points(&self, start: CodePointOffset, end: CodePointOffset) -> Option<TextRange> {
        let start = self.map.byte_of_code_point(&self.content, start)?;
        let end = self.map.byte_of_code_point(&self.content, end)?;
        TextRange::try_new(start, end)
    }

    /// The range in code points (end exclusive).
    #[must_use]
    pub fn to_code_points(&self, range: TextRange) -> (CodePointOffset, CodePointOffset) {
        (self.map.code_point(&self.content, range.start()), self.map.code_point(&self.content, range.end()))
    }

    /// A range given in UTF-16 code units (end exclusive), as the DOM counts;
    /// `None` if it is out of bounds, cuts a surrogate pair or ends before it starts.
    #[must_use]
    pub fn range_from_utf16(&self, start: Utf16Offset, end: Utf16Offset) -> Option<TextRange> {
        let start = self.map.byte_of_utf16(&self.content, start)?;
        let end = self.map.byte_of_utf16(&self.content, end)?;
        TextRange::try_new(start, end)
    }

    /// The range in UTF-16 code units (end exclusive).
    #[must_use]
    pub fn to_utf16(&self, range: TextRange) -> (Utf16Offset, Utf16Offset) {
        (self.map.utf16(&self.content, range.start()), self.map.utf16(&self.content, range.end()))
    }
}

/// Every LF with the CRs before it becomes one LF.
fn lf_only(body: &str) -> String {
    let mut lines = body.split('\n').peekable();
    let mut content = String::with_capacity(body.len());
    while let Some(line) = lines.next() {
        if lines.peek().is_some() {
            content.push_str(line.trim_end_matches('\r'));
            content.push('\n');
        } else {
            content.push_str(line);
        }
    }
    content
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.content)
    }
}

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|content| Self::new(&content))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.content, &other.content) || self.content == other.content
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Text").field(&self.content).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_loses_only_its_bom_and_carriage_returns() {
        let text = Text::new("\u{feff}One\r\ntwo\rthree\u{a0}e\u{301}");
        assert_eq!(text.as_str(), "One\ntwo\rthree\u{a0}e\u{301}");
        assert!(text.had_crlf() && !Text::new(text.as_str()).had_crlf());
    }

    proptest::proptest! {
        #[test]
        fn taking_text_twice_changes_nothing_more(pasted in "[\u{feff}\r\na]{0,12}") {
            let once = Text::new(&pasted);
            proptest::prop_assert_eq!(&Text::new(once.as_str()), &once);
        }
    }

    #[test]
    fn a_range_in_the_units_of_the_outside_world() {
        let text = Text::new("Apple 🍎 hired Ann Li in New York.");
        let ann = text.range_from_code_points(CodePointOffset::new(14), CodePointOffset::new(20)).unwrap();
        assert_eq!(text.slice(ann), "Ann Li");
        assert_eq!(text.to_utf16(ann), (Utf16Offset::new(15), Utf16Offset::new(21)));
        assert_eq!(text.range_from_utf16(Utf16Offset::new(7), Utf16Offset::new(8)), None, "inside a surrogate pair");
        assert_eq!(text.range_from_code_points(CodePointOffset::new(3), CodePointOffset::new(99)), None);
    }
}
