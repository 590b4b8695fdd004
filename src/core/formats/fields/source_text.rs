//! Texts as files hold them. Ours have no CRLF and no byte order mark, but others' may, and then their
//! offsets count characters that our texts do not have.

use crate::core::formats::error::{Fault, FormatError};
use crate::core::text::{CodePointOffset, Text, TextRange, Utf16Offset, nul_in, without_byte_order_mark};

/// A text from a file, and the way from the file's offsets to ours.
pub struct SourceText {
    text: Text,
    /// The characters of the file's text that [`Text::new`] drops, in order.
    dropped: Vec<Dropped>,
}

/// Where a character stood in the file's text.
struct Dropped {
    code_point: u32,
    utf16: u32,
}

impl SourceText {
    /// The text that stands in a field of a file.
    pub fn new(field: &str, content: &str) -> Result<Self, FormatError> {
        if let Some(at) = nul_in(content.as_bytes()) {
            return Err(Fault::Binary(at).at(field));
        }
        let text = Text::new(content);
        let dropped = if text.as_str().len() == content.len() { Vec::new() } else { dropped(content) };
        Ok(Self { text, dropped })
    }

    /// The span between two code point offsets of the file's text, end exclusive.
    pub fn range(&self, start: u32, end: u32) -> Result<TextRange, Fault> {
        if start >= end {
            return Err(Fault::EmptySpan { start, end });
        }
        let ours = |offset| {
            let before = self.dropped.partition_point(|dropped| dropped.code_point < offset);
            CodePointOffset::new(offset - before as u32)
        };
        let range = self.text.range_from_code_points(ours(start), ours(end)).ok_or_else(|| {
            let (_, length) = self.text.to_code_points(self.text.range());
            Fault::OutOfBounds { start, end, length: length.get() + self.dropped.len() as u32 }
        })?;
        held(range, start, end)
    }

    /// The span between two offsets in UTF-16 units of the file's text, end exclusive.
    pub fn range_utf16(&self, start: u32, end: u32) -> Result<TextRange, Fault> {
        if start >= end {
            return Err(Fault::EmptySpan { start, end });
        }
        let ours = |offset| {
            let before = self.dropped.partition_point(|dropped| dropped.utf16 < offset);
            Utf16Offset::new(offset - before as u32)
        };
        let range = self.text.range_from_utf16(ours(start), ours(end)).ok_or_else(|| {
            let (_, length) = self.text.to_utf16(self.text.range());
            Fault::OutOfBoundsUtf16 { start, end, length: length.get() + self.dropped.len() as u32 }
        })?;
        held(range, start, end)
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    pub fn into_text(self) -> Text {
        self.text
    }
}

impl From<Text> for SourceText {
    /// A text of ours, of which nothing is dropped.
    fn from(text: Text) -> Self {
        Self { text, dropped: Vec::new() }
    }
}

/// A span of nothing but what was dropped holds nothing.
fn held(range: TextRange, start: u32, end: u32) -> Result<TextRange, Fault> {
    if range.is_empty() { Err(Fault::EmptySpan { start, end }) } else { Ok(range) }
}

/// Whether what a file quotes is this part of one of our texts, but for what [`Text::new`] drops.
pub fn is_quoted(quoted: &str, found: &str) -> bool {
    Text::new(quoted).as_str() == without_byte_order_mark(found)
}

/// Byte order marks at the start, and carriage returns before a newline.
fn dropped(content: &str) -> Vec<Dropped> {
    let start = content.len() - without_byte_order_mark(content).len();
    let (mut dropped, mut returns) = (Vec::new(), Vec::new());
    let mut utf16 = 0;
    for (code_point, (at, c)) in (0u32..).zip(content.char_indices()) {
        match c {
            _ if at < start => dropped.push(Dropped { code_point, utf16 }),
            '\r' => returns.push(Dropped { code_point, utf16 }),
            '\n' => dropped.append(&mut returns),
            _ => returns.clear(),
        }
        utf16 += c.len_utf16() as u32;
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_a_text_with_crlf_and_a_bom() {
        let source = SourceText::new("text", "\u{feff}One\r\ntwo 🍎\r\nthree").unwrap();
        let text = |start, end| source.range(start, end).map(|range| source.text().slice(range).to_owned());
        assert_eq!(text(1, 4).as_deref(), Ok("One"));
        assert_eq!(text(6, 9).as_deref(), Ok("two"));
        assert_eq!(text(13, 18).as_deref(), Ok("three"));
        assert_eq!(text(13, 19), Err(Fault::OutOfBounds { start: 13, end: 19, length: 18 }));
        let utf16 = |start, end| source.range_utf16(start, end).map(|range| source.text().slice(range).to_owned());
        assert_eq!(utf16(14, 19).as_deref(), Ok("three"));
        assert_eq!(utf16(14, 20), Err(Fault::OutOfBoundsUtf16 { start: 14, end: 20, length: 19 }));
        assert_eq!(text(4, 4), Err(Fault::EmptySpan { start: 4, end: 4 }));
        assert_eq!(text(4, 5), Err(Fault::EmptySpan { start: 4, end: 5 }), "nothing but a carriage return");
        assert_eq!(utf16(0, 1), Err(Fault::EmptySpan { start: 0, end: 1 }), "nothing but a byte order mark");
    }

    proptest::proptest! {
        #[test]
        fn what_is_dropped_is_what_the_text_has_not(content in "[\u{feff}\r\na🍎]{0,12}") {
            let source = SourceText::new("text", &content).unwrap();
            let is_dropped = |at: usize| source.dropped.iter().any(|it| it.code_point as usize == at);
            let kept: String = content.chars().enumerate().filter(|&(at, _)| !is_dropped(at)).map(|(_, c)| c).collect();
            proptest::prop_assert_eq!(source.text().as_str(), kept);
            for it in &source.dropped {
                let before: String = content.chars().take(it.code_point as usize).collect();
                proptest::prop_assert_eq!(before.encode_utf16().count(), it.utf16 as usize);
            }
        }
    }

    #[test]
    fn nul_is_in_no_text() {
        let error = SourceText::new("data.text", "Ann\0").err().unwrap();
        assert_eq!(error.to_string(), "field data.text: it is not text: byte 3 is NUL");
    }

    #[test]
    fn quotations_may_have_what_was_dropped() {
        assert!(is_quoted("One\r\ntwo", "One\ntwo") && is_quoted("\u{feff}One", "One"));
        assert!(is_quoted("\u{feff}_", "\u{feff}_"), "a mark inside the text is kept");
        assert!(!is_quoted("One", "one"));
    }
}
