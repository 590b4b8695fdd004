//! Positions that name their unit, and ranges of them.

use serde::{Deserialize, Serialize};

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The start of the text.
            pub const ZERO: Self = Self(0);

            /// The position `value` units after the start of the text.
            #[must_use]
            pub const fn new(value: u32) -> Self {
                Self(value)
            }

            /// The number of units from the start of the text.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0
            }

            /// The number of units from the start of the text, for indexing.
            #[must_use]
            pub const fn as_usize(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

offset! {
    /// A position in UTF-8 bytes. Inside the core it always lies on a `char` boundary of its text.
    ByteOffset
}
offset! {
    /// A position in Unicode code points: what our files, Python and the page's `data-start` count.
    CodePointOffset
}
offset! {
    /// A position in UTF-16 code units: what JavaScript strings, the DOM and Java count.
    Utf16Offset
}

impl ByteOffset {
    /// The position just past the last byte of `text`.
    ///
    /// # Panics
    /// If `text` is longer than `u32::MAX` bytes.
    #[must_use]
    pub fn at_end_of(text: &str) -> Self {
        Self::from_usize(text.len())
    }

    /// A position found by slicing or searching a text.
    ///
    /// # Panics
    /// If `value` is above `u32::MAX`, which no text reaches.
    #[must_use]
    pub fn from_usize(value: usize) -> Self {
        Self(u32::try_from(value).expect("texts are shorter than 4 GiB"))
    }
}

/// A stretch of text in bytes, end exclusive. Invariant: `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds")]
pub struct TextRange {
    start: ByteOffset,
    end: ByteOffset,
}

/// A range as it is read, of which nothing is known yet.
#[derive(Deserialize)]
struct Bounds {
    start: ByteOffset,
    end: ByteOffset,
}

impl TryFrom<Bounds> for TextRange {
    type Error = &'static str;

    fn try_from(Bounds { start, end }: Bounds) -> Result<Self, Self::Error> {
        Self::try_new(start, end).ok_or("a range ends before it starts")
    }
}

impl TextRange {
    /// The range from `start` up to but not including `end`.
    ///
    /// # Panics
    /// If `end` lies before `start`.
    #[must_use]
    pub fn new(start: ByteOffset, end: ByteOffset) -> Self {
        assert!(start <= end, "a range that ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The range from `start` up to but not including `end`, or `None` if `end` lies before `start`.
    #[must_use]
    pub fn try_new(start: ByteOffset, end: ByteOffset) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// A range from byte positions found by slicing or searching a text.
    ///
    /// # Panics
    /// If it ends before it starts, or lies beyond 4 GiB.
    #[must_use]
    pub fn from_usize(range: std::ops::Range<usize>) -> Self {
        Self::new(ByteOffset::from_usize(range.start), ByteOffset::from_usize(range.end))
    }

    /// The first byte.
    #[must_use]
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// The byte after the last.
    #[must_use]
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// The number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// Whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start.0 == self.end.0
    }

    /// For slicing a `str`.
    #[must_use]
    pub const fn as_usize(self) -> std::ops::Range<usize> {
        self.start.as_usize()..self.end.as_usize()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    pub fn contains_offset(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// What both cover, or `None` if they share no byte.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Self { start, end })
    }

    /// The smallest range that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range with both ends moved `by` bytes to the right: from positions in a part of a text
    /// to positions in the whole.
    #[must_use]
    pub fn shifted(self, by: ByteOffset) -> Self {
        Self { start: ByteOffset(self.start.0 + by.0), end: ByteOffset(self.end.0 + by.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_range_that_is_read_ends_before_it_starts() {
        let read = |json: &str| serde_json::from_str::<TextRange>(json);
        assert_eq!(read(r#"{"start":3,"end":5}"#).unwrap(), TextRange::from_usize(3..5));
        assert!(read(r#"{"start":5,"end":3}"#).is_err());
    }
}
