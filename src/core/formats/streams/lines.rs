//! Lines of a stream, one at a time: however long the file, one line is in memory.

use crate::core::formats::error::{Fault, FormatError};
use crate::core::text::{nul_in, without_byte_order_mark};
use std::io::{BufRead, Read};

/// No line and no file that is read at once is longer, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// The lines of a stream that are not blank, each with its number from 1.
pub struct Lines<R> {
    input: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `input`.
    pub fn new(input: R) -> Self {
        Self { input, number: 0 }
    }

    /// The next line, blank or not, with its number from 1.
    pub(in crate::core::formats) fn next_line(&mut self) -> Option<Result<(usize, String), FormatError>> {
        self.number += 1;
        match self.read() {
            Err(error) => Some(Err(error.in_part_from_line(self.number))),
            Ok(None) => None,
            // Without the newline: what ends too early ends on this line, not on the next.
            Ok(Some(line)) => Some(Ok((self.number, line.trim_end().to_owned()))),
        }
    }

    fn read(&mut self) -> Result<Option<String>, FormatError> {
        let mut line = Vec::new();
        self.input.by_ref().take(MAX_BYTES as u64 + 1).read_until(b'\n', &mut line)?;
        match self.number {
            _ if line.is_empty() => Ok(None),
            1 => text_of(line).map(Some),
            _ => decoded(line).map(Some),
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<(usize, String), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.next_line()? {
                Ok((_, line)) if line.trim().is_empty() => {}
                line => return Some(line),
            }
        }
    }
}

/// The bytes of a file, or of its beginning, as text.
///
/// # Errors
/// If they are too many, of another kind than text, hold NUL, or are not UTF-8. Byte positions in the error count from 0.
pub fn text_of(bytes: Vec<u8>) -> Result<String, FormatError> {
    if let Some(fault) = document_fault(&bytes) {
        return Err(fault.into());
    }
    let content = decoded(in_utf8(bytes)?)?;
    let text = without_byte_order_mark(&content);
    Ok(if text.len() == content.len() { content } else { text.to_owned() })
}

/// Whether a file that begins so is text in UTF-16, which Windows calls Unicode: it has a byte order mark.
#[must_use]
pub fn is_utf16(beginning: &[u8]) -> bool {
    beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff")
}

/// The bytes of a file in UTF-8, if they are text in UTF-16; others as they are.
///
/// # Errors
/// If they begin as UTF-16, and go on as something else.
pub fn in_utf8(bytes: Vec<u8>) -> Result<Vec<u8>, FormatError> {
    if !is_utf16(&bytes) {
        return Ok(bytes);
    }
    let (units, rest) = bytes.as_chunks::<2>();
    let unit: fn([u8; 2]) -> u16 = if bytes[0] == 0xff { u16::from_le_bytes } else { u16::from_be_bytes };
    let text: Result<String, _> = char::decode_utf16(units.iter().map(|&it| unit(it))).collect();
    text.ok().filter(|_| rest.is_empty()).map(String::into_bytes).ok_or_else(|| Fault::NotUtf8(0).into())
}

/// What is wrong with a file that begins like a document with a layout, or like one that is packed: some hold nothing but
/// ASCII, and would be taken for text.
fn document_fault(bytes: &[u8]) -> Option<Fault> {
    let is_word = || bytes.windows(5).any(|name| name == b"word/");
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Fault::Document("PDF")),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some(Fault::Document("RTF")),
        [b'P', b'K', 3, 4, ..] if is_word() => Some(Fault::Document("Word")),
        [b'P', b'K', 3, 4, ..] => Some(Fault::Packed),
        _ => None,
    }
}

/// Bytes from the midst of a file as text; the errors are those of [`text_of`].
pub fn decoded(bytes: Vec<u8>) -> Result<String, FormatError> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLarge(MAX_BYTES).into());
    }
    if let Some(at) = nul_in(&bytes) {
        return Err(Fault::Binary(at).into());
    }
    String::from_utf8(bytes).map_err(|error| Fault::NotUtf8(error.utf8_error().valid_up_to()).into())
}
