//! Hashes of words, by which the model and its clusters know them.

/// Multiplicative hashing of characters (D. Knuth, The Art of Computer Programming 3, 6.4): the upper half of
/// the state depends on every character.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub const START: Self = Self(0xcbf2_9ce4_8422_2325);

    pub fn with(self, c: char) -> Self {
        Self((self.0 ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn value(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// A word's hash in small letters: by it clusters know words.
pub(super) fn lower_hash(word: &str) -> u32 {
    word.chars().map(small).fold(Hash::START, Hash::with).value()
}

/// A capital as a small letter: one for one, so that no letter moves.
pub(super) fn small(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}
