//! Documents of a stream of lines, one at a time, for formats that begin each with a line of its own.

use super::lines::{Lines, MAX_BYTES};
use crate::core::formats::error::{Fault, FormatError};
use std::io::BufRead;

/// What a line begins with that begins a document.
pub const DOCUMENT: &str = "-DOCSTART-";

/// The documents of a stream, each with the number of its first line, without the line that begins it. A
/// stream without such lines is one document.
pub struct Documents<R> {
    lines: Lines<R>,
    /// Whether the line that begins the next document is read.
    begun: bool,
}

impl<R: BufRead> Documents<R> {
    pub fn new(input: R) -> Self {
        Self { lines: Lines::new(input), begun: false }
    }

    fn document(&mut self) -> Result<Option<(usize, String)>, FormatError> {
        let mut document = String::new();
        let mut first = None;
        while let Some(line) = self.lines.next_line().transpose()? {
            let (number, line) = line;
            if line.starts_with(DOCUMENT) {
                if std::mem::replace(&mut self.begun, true) || !document.trim().is_empty() {
                    return Ok(Some((first.unwrap_or(number), document)));
                }
                document.clear();
                first = None;
            } else {
                first.get_or_insert(number);
                document.push_str(&line);
                document.push('\n');
                if document.len() > MAX_BYTES {
                    return Err(FormatError { line: first, ..Fault::TooLarge(MAX_BYTES).into() });
                }
            }
        }
        let found = std::mem::take(&mut self.begun) || !document.trim().is_empty();
        Ok(found.then(|| (first.unwrap_or(1), document)))
    }
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<(usize, String), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.document().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(content: &str) -> Vec<(usize, String)> {
        Documents::new(content.as_bytes()).map(Result::unwrap).collect()
    }

    #[test]
    fn a_line_begins_each() {
        let found = documents("\n-DOCSTART- -X- O O\n\na O\n\nb O\n-DOCSTART-\n-DOCSTART-\nc O");
        assert_eq!(found, [(3, "\na O\n\nb O\n".into()), (8, String::new()), (9, "c O\n".into())]);
    }

    #[test]
    fn lines_before_the_first_are_one_too() {
        assert_eq!(documents("a O\n-DOCSTART-\nb O\n"), [(1, "a O\n".into()), (3, "b O\n".into())]);
        assert_eq!(documents(" \n\n"), []);
    }
}
