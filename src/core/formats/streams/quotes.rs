//! The quotation marks of a table: a cell that begins with one ends with one.
//!
//! The crate that reads tables takes all that follows for the cell where they are not closed, up to the next quotation
//! mark or the end of the file, and says nothing. So the bytes are looked at on their way to it.

use crate::core::formats::error::{Fault, FormatError};
use std::io::{self, Read};

/// The bytes of a table, as long as its quotation marks are closed.
pub struct Quotes<R> {
    input: R,
    /// What stands between cells.
    delimiter: u8,
    place: Place,
    /// The line, from 1.
    line: usize,
    /// The line of the last cell that began with a quotation mark.
    begun: usize,
}

/// Where in a cell the next byte stands.
#[derive(Clone, Copy)]
enum Place {
    Start,
    Bare,
    Quoted,
    /// Behind a quotation mark in a quoted cell: its end, or half of one that is part of the text.
    Closed,
    /// In the white space behind its end.
    Behind,
}

impl<R> Quotes<R> {
    pub const fn new(input: R, delimiter: u8) -> Self {
        Self { input, delimiter, place: Place::Start, line: 1, begun: 1 }
    }

    fn take(&mut self, byte: u8) -> io::Result<()> {
        self.place = match (self.place, byte) {
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) | (Place::Closed, b'"') => Place::Quoted,
            (_, b'\n' | b'\r') => Place::Start,
            (_, byte) if byte == self.delimiter => Place::Start,
            (Place::Start, b'"') => {
                self.begun = self.line;
                Place::Quoted
            }
            (Place::Closed | Place::Behind, byte) if byte.is_ascii_whitespace() => Place::Behind,
            (Place::Closed | Place::Behind, _) => return Err(self.unclosed()),
            (Place::Start | Place::Bare, _) => Place::Bare,
        };
        self.line += usize::from(byte == b'\n');
        Ok(())
    }

    fn unclosed(&self) -> io::Error {
        let why = "a cell that begins with a quotation mark must end with one, and have those within it twice";
        io::Error::other(FormatError::from(Fault::Shape(why.to_owned())).in_part_from_line(self.begun))
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        match self.place {
            Place::Quoted if length == 0 => return Err(self.unclosed()),
            _ => buffer[..length].iter().try_for_each(|&byte| self.take(byte))?,
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line of the quotation mark that is not closed.
    fn unclosed(table: &str) -> Option<usize> {
        let read = io::read_to_string(Quotes::new(table.as_bytes(), b';'));
        read.err().and_then(|error| FormatError::from(error).line)
    }

    #[test]
    fn what_is_closed() {
        for table in
            ["", "a;b", "a;\"b\nc\"\n", "\"a \"\"b\"\"\" ;\"\"\r\n", "5\" disk;a\"b", "\"a;b\"\"\"\r\n\"c\"", "\"a\""]
        {
            assert_eq!(unclosed(table), None, "{table}");
        }
    }

    #[test]
    fn what_is_not() {
        assert_eq!(unclosed("a;b\nc;\"d\ne;f\n"), Some(2), "up to the end");
        assert_eq!(unclosed("\"a\nb\";\"c\"\"\n"), Some(2), "behind a cell of two lines");
        assert_eq!(unclosed("a;b\nc;\"d\ne;\"f\"\n"), Some(2), "up to the next");
        assert_eq!(unclosed("\"a\"b\""), Some(1), "once within the cell");
        assert_eq!(unclosed("a;b\n\"Won\" said Ann;c"), Some(2), "what is quoted is only the start of the cell");
    }
}
