//! Conversion between bytes and the units of the outside world.
//!
//! ASCII text needs no table at all. Other text keeps one checkpoint every [`STRIDE`] bytes, so a
//! conversion is a binary search and a scan of at most one stride; a full table would cost 8 bytes for
//! each character of every article in a project.

use super::offset::{ByteOffset, CodePointOffset, Utf16Offset};

/// The least distance between checkpoints, in bytes.
const STRIDE: usize = 256;

/// The same position counted in three units.
#[derive(Clone, Copy, Default)]
struct Checkpoint {
    byte: u32,
    code_point: u32,
    utf16: u32,
}

/// Converts positions of one text between bytes, code points and UTF-16 code units.
///
/// Methods take the text itself, because the map does not hold it; passing another text gives nonsense.
/// Positions that lie on no boundary of the target unit, or out of bounds, give `None`.
pub(super) struct OffsetMap {
    /// Empty for ASCII text, where every unit counts alike. Otherwise sorted, the first at zero.
    checkpoints: Vec<Checkpoint>,
}

impl OffsetMap {
    /// The map of `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { checkpoints: Vec::new() };
        }
        let mut checkpoints = vec![Checkpoint::default()];
        let mut at = Checkpoint::default();
        let mut next = STRIDE;
        for byte in text.bytes() {
            if at.byte as usize >= next && is_start(byte) {
                checkpoints.push(at);
                next = at.byte as usize + STRIDE;
            }
            at.pass(byte);
        }
        Self { checkpoints }
    }

    /// The position in code points of a byte position on a `char` boundary.
    ///
    /// # Panics
    /// If `offset` is out of bounds or inside a character.
    pub fn code_point(&self, text: &str, offset: ByteOffset) -> CodePointOffset {
        CodePointOffset::new(self.at_byte(text, offset).code_point)
    }

    /// The position in UTF-16 code units of a byte position on a `char` boundary.
    ///
    /// # Panics
    /// If `offset` is out of bounds or inside a character.
    pub fn utf16(&self, text: &str, offset: ByteOffset) -> Utf16Offset {
        Utf16Offset::new(self.at_byte(text, offset).utf16)
    }

    /// The byte position of a position in code points.
    pub fn byte_of_code_point(&self, text: &str, offset: CodePointOffset) -> Option<ByteOffset> {
        self.byte_of(text, offset.get(), |checkpoint| checkpoint.code_point)
    }

    /// The byte position of a position in UTF-16 code units.
    pub fn byte_of_utf16(&self, text: &str, offset: Utf16Offset) -> Option<ByteOffset> {
        self.byte_of(text, offset.get(), |checkpoint| checkpoint.utf16)
    }

    fn at_byte(&self, text: &str, offset: ByteOffset) -> Checkpoint {
        assert!(text.is_char_boundary(offset.as_usize()), "no character starts at byte {offset}");
        if self.checkpoints.is_empty() {
            let same = offset.get();
            return Checkpoint { byte: same, code_point: same, utf16: same };
        }
        let mut at = self.last_checkpoint(|checkpoint| checkpoint.byte <= offset.get());
        let between = &text.as_bytes()[at.byte as usize..offset.as_usize()];
        between.iter().for_each(|&byte| at.pass(byte));
        at
    }

    fn byte_of(&self, text: &str, target: u32, unit: impl Fn(&Checkpoint) -> u32) -> Option<ByteOffset> {
        if self.checkpoints.is_empty() {
            return (target as usize <= text.len()).then(|| ByteOffset::new(target));
        }
        let mut at = self.last_checkpoint(|checkpoint| unit(checkpoint) <= target);
        while unit(&at) < target || !text.is_char_boundary(at.byte as usize) {
            at.pass(*text.as_bytes().get(at.byte as usize)?);
        }
        (unit(&at) == target).then(|| ByteOffset::new(at.byte))
    }

    fn last_checkpoint(&self, reached: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        self.checkpoints[self.checkpoints.partition_point(reached) - 1]
    }
}

impl Checkpoint {
    /// Goes on by a byte.
    fn pass(&mut self, byte: u8) {
        self.byte += 1;
        // A character counts where it begins; one of four bytes is two UTF-16 units.
        let start = u32::from(is_start(byte));
        self.code_point += start;
        self.utf16 += start + u32::from(byte >= 0b1111_0000);
    }
}

/// Whether a character starts with a byte of a text.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text of every width: ASCII, accents, combining marks, Hebrew, Chinese, emoji and a ZWJ family.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec!["a", " ", "\n", "é", "e\u{301}", "שלום", "中", "🍎", "👨‍👩‍👧", "\u{a0}"]);
        prop::collection::vec(piece, 0..600).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(text in any_text()) {
            let map = OffsetMap::new(&text);
            for (code_points, byte) in text.char_indices().map(|(i, _)| i).chain([text.len()]).enumerate() {
                let byte = ByteOffset::from_usize(byte);
                let code_point = map.code_point(&text, byte);
                let utf16 = map.utf16(&text, byte);
                prop_assert_eq!(code_point.as_usize(), code_points);
                prop_assert_eq!(utf16.as_usize(), text[..byte.as_usize()].encode_utf16().count());
                prop_assert_eq!(map.byte_of_code_point(&text, code_point), Some(byte));
                prop_assert_eq!(map.byte_of_utf16(&text, utf16), Some(byte));
            }
        }
    }

    #[test]
    fn positions_beyond_the_end_or_inside_a_pair_have_no_byte() {
        let text = "a🍎b";
        let map = OffsetMap::new(text);
        assert_eq!(map.byte_of_utf16(text, Utf16Offset::new(2)), None);
        assert_eq!(map.byte_of_utf16(text, Utf16Offset::new(5)), None);
        assert_eq!(map.byte_of_code_point(text, CodePointOffset::new(4)), None);
        assert_eq!(OffsetMap::new("ab").byte_of_code_point("ab", CodePointOffset::new(3)), None);
    }
}
