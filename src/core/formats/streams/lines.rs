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
    if let Some(kind) = document_kind(&bytes) {
        return Err(Fault::Document(kind).into());
    }
    // What Windows calls Unicode: half of its bytes may be NUL, and yet it is text.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Fault::NotUtf8(0).into());
    }
    let content = decoded(bytes)?;
    let text = without_byte_order_mark(&content);
    Ok(if text.len() == content.len() { content } else { text.to_owned() })
}

/// What a file is called that begins like a document with a layout: some hold nothing but ASCII, and would be taken for
/// text.
fn document_kind(bytes: &[u8]) -> Option<&'static str> {
    let is_word = || bytes.windows(5).any(|name| name == b"word/");
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("PDF"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("RTF"),
        [b'P', b'K', 3, 4, ..] if is_word() => Some("Word"),
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
