//! Damage to files, as chance has it: to bytes anywhere, which tries what a reader says of broken syntax, and to whole
//! fields of a file that stays well formed, which gets past the syntax to what the fields mean.

use std::ops::Range;

/// What readers look out for.
const PIECES: [&str; 36] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\0",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{feff}",
    "🍎",
    "\u{2028}",
    "0",
    "-1",
    "1.5",
    "4294967295",
    "4294967296",
    "1e99",
    "null",
    "true",
    "\"id\":\"a0\",",
    "\"text\":\"\",",
    "-DOCSTART- -X- O O\n",
    "# newdoc id = a0\n",
    "# global.columns = ID FORM NER\n",
    "B-",
    "O",
    "_",
    "\\u0000",
    "\\ud83c",
    "[[[[[[[[",
];

/// What stands around the fields of a file, in one format or another.
const MARKS: &[u8] = b"{}[]()<>,:;|=\"\t\n\r ";

/// What can stand in a field, and often should not.
const VALUES: [&str; 20] = [
    "",
    "0",
    "1",
    "-1",
    "0.5",
    "007",
    "65536",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "null",
    "true",
    "[]",
    "{}",
    "\"x\"",
    "x",
    "\u{feff}",
    "\r",
    "e\u{301}",
    "\\ud83c\\udf4e",
];

/// Chance that is the same in every run with the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u8) -> Self {
        Self((u64::from(seed) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// Damages a text, with parts of another one.
    pub fn damage(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        if self.below(2) == 0 { self.damage_bytes(bytes, other) } else { self.damage_fields(bytes, other) }
    }

    /// Damages what is packed, with parts of another one.
    pub fn damage_packed(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        if self.below(2) == 0 { self.damage_bytes(bytes, other) } else { self.damage_numbers(bytes) }
    }

    fn damage_bytes(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(2) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(12)).min(bytes.len());
            match self.below(7) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 if at < bytes.len() => bytes[at] = self.below(256) as u8,
                3 => {
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
                4 => {
                    let from = self.below(other.len());
                    bytes.splice(at..end, other[from..].iter().copied());
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    bytes.splice(at..end, piece.bytes());
                }
            }
        }
    }

    /// Puts something else into a few fields: another field's content, a number next to its own, any value.
    fn damage_fields(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(3) {
            let field = self.field(bytes);
            let content = match self.below(5) {
                0 => bytes[self.field(bytes)].to_vec(),
                1 => other[self.field(other)].to_vec(),
                2 => self.near(&bytes[field.clone()]),
                _ => VALUES[self.below(VALUES.len())].into(),
            };
            bytes.splice(field, content);
        }
    }

    /// Any field of a file.
    fn field(&mut self, bytes: &[u8]) -> Range<usize> {
        let at = self.below(bytes.len() + 1);
        let is_mark = |byte: &u8| MARKS.contains(byte);
        let start = bytes[..at].iter().rposition(is_mark).map_or(0, |mark| mark + 1);
        let end = bytes[at..].iter().position(is_mark).map_or(bytes.len(), |length| at + length);
        start..end
    }

    /// A number that is a little more or less; what is none, twice.
    fn near(&mut self, field: &[u8]) -> Vec<u8> {
        let number = std::str::from_utf8(field).ok().and_then(|field| field.parse::<i64>().ok());
        let step = [-2, -1, 0, 1, 2][self.below(5)];
        number.map_or_else(|| field.repeat(2), |number| number.saturating_add(step).to_string().into())
    }

    /// Writes a number of one, four or eight bytes over some, or what stands elsewhere.
    fn damage_numbers(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(3) {
            let width = [1, 4, 8][self.below(3)].min(bytes.len());
            let [at, from] = [(); 2].map(|()| self.below(bytes.len() - width + 1));
            match self.below(3) {
                0 => bytes[at..at + width].fill(if self.below(2) == 0 { 0 } else { 0xff }),
                1 => bytes[at..at + width].copy_from_slice(&(self.below(4) as u64).to_le_bytes()[..width]),
                _ => bytes.copy_within(from..from + width, at),
            }
        }
    }
}
