//! Elements of a JSON array in a stream, one at a time: however long the array, one element is in memory.

use super::lines::{MAX_BYTES, decoded};
use crate::core::formats::error::{Fault, FormatError};
use crate::core::text::BYTE_ORDER_MARK;
use std::io::{BufRead, Bytes};

/// The elements of an array, each as JSON, with the number of the line on which it begins.
pub struct Elements<R> {
    bytes: Bytes<R>,
    /// The line of the next byte, from 1.
    line: usize,
    state: State,
}

#[derive(PartialEq)]
enum State {
    /// Before the array.
    Before,
    /// An element follows, or the array's end if there is none yet.
    First,
    /// An element follows.
    Next,
    /// Behind the array.
    Behind,
}

impl<R: BufRead> Elements<R> {
    pub fn new(input: R) -> Self {
        Self { bytes: input.bytes(), line: 1, state: State::Before }
    }

    fn element(&mut self) -> Result<Option<(usize, String)>, FormatError> {
        if self.state == State::Before {
            match self.next_sign()? {
                Some(b'[') => self.state = State::First,
                _ => return Err(self.fault("an array is wanted: [")),
            }
        }
        if self.state == State::Behind {
            return match self.next_sign()? {
                None => Ok(None),
                Some(_) => Err(self.fault("something follows the array")),
            };
        }
        let (line, element, end) = self.value()?;
        let is_first = self.state == State::First;
        self.state = if end == b']' { State::Behind } else { State::Next };
        match element.is_empty() {
            true if is_first && end == b']' => self.element(),
            true => Err(self.fault("an element is missing")),
            false => Ok(Some((line, element))),
        }
    }

    /// The bytes up to the comma or bracket behind an element, the line of the first, and that comma or bracket.
    fn value(&mut self) -> Result<(usize, String, u8), FormatError> {
        let mut element = Vec::new();
        let mut depth = 0;
        let (mut in_string, mut escaped) = (false, false);
        let mut sign = self.next_sign()?;
        let line = self.line;
        while let Some(byte) = sign {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                _ if in_string => {}
                b'{' | b'[' if depth == 0 && !element.is_empty() => {
                    return Err(self.fault("a comma is missing between two elements"));
                }
                b'{' | b'[' => depth += 1,
                b',' | b']' if depth == 0 => {
                    let text = decoded(element).map_err(|error| error.in_part_from_line(line))?;
                    return Ok((line, text.trim_end().to_owned(), byte));
                }
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            element.push(byte);
            if element.len() > MAX_BYTES {
                return Err(Fault::TooLarge(MAX_BYTES).into());
            }
            sign = self.next_byte()?;
        }
        Err(self.fault("it ends inside an array"))
    }

    /// The next byte that is not white space, nor of a byte order mark.
    fn next_sign(&mut self) -> Result<Option<u8>, FormatError> {
        loop {
            match self.next_byte()? {
                Some(byte)
                    if byte.is_ascii_whitespace()
                        || self.state == State::Before && BYTE_ORDER_MARK.as_bytes().contains(&byte) => {}
                byte => return Ok(byte),
            }
        }
    }

    fn next_byte(&mut self) -> Result<Option<u8>, FormatError> {
        let byte = self.bytes.next().transpose()?;
        self.line += usize::from(byte == Some(b'\n'));
        Ok(byte)
    }

    fn fault(&self, what: &str) -> FormatError {
        FormatError { line: Some(self.line), ..Fault::Json(what.to_owned()).into() }
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Result<(usize, String), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.element().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn elements(content: &str) -> Result<Vec<(usize, String)>, String> {
        Elements::new(content.as_bytes()).collect::<Result<_, _>>().map_err(|error| error.to_string())
    }

    #[test]
    fn each_with_its_line() {
        let found = elements("\u{feff}\n[ {\"a\": \"]}\\\"\"},\n\n[1,\n2] ,3\n]\n").unwrap();
        assert_eq!(found, [(2, r#"{"a": "]}\""}"#.into()), (4, "[1,\n2]".into()), (5, "3".into())]);
        assert_eq!(elements("[ ]").unwrap(), []);
    }

    #[test]
    fn what_is_no_array() {
        assert_eq!(elements("{}").unwrap_err(), "line 1: it is not JSON: an array is wanted: [");
        assert_eq!(elements("[1,\n2").unwrap_err(), "line 2: it is not JSON: it ends inside an array");
        assert_eq!(elements("[1]\n]").unwrap_err(), "line 2: it is not JSON: something follows the array");
    }

    #[test]
    fn each_comma_stands_between_two() {
        for missing in ["[{},\n]", "[{},\n,{}]", "[\n,{}]", "[\n,]"] {
            assert_eq!(elements(missing).unwrap_err(), "line 2: it is not JSON: an element is missing", "{missing}");
        }
        for merged in ["[{}\n{}]", "[[]\n {}]", "[1\n[]]"] {
            let error = "line 2: it is not JSON: a comma is missing between two elements";
            assert_eq!(elements(merged).unwrap_err(), error, "{merged}");
        }
    }

    proptest! {
        #[test]
        fn any_array(strings in prop::collection::vec("[\\[\\]{}\",:\\\\ \n🍎a]{0,8}", 0..4)) {
            let values: Vec<Value> = strings.iter().map(|it| json!({"k": [it, {it: 1}]})).collect();
            for content in [json!(values).to_string(), serde_json::to_string_pretty(&values).unwrap()] {
                let read = elements(&content).unwrap();
                let read: Vec<Value> = read.iter().map(|(_, it)| serde_json::from_str(it).unwrap()).collect();
                prop_assert_eq!(&read, &values);
            }
        }
    }
}
