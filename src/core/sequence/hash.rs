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

/// The characters of a word without the accents that stand behind their letters, as some systems and PDFs write them.
pub(super) fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c))
}

/// A word's hash in small letters: by it clusters know words.
pub(super) fn lower_hash(word: &str) -> u32 {
    hash(word.chars().map(small))
}

/// The same without accents.
pub(super) fn plain_hash(word: &str) -> u32 {
    hash(letters(word).map(small).map(plain))
}

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(Hash::START, Hash::with).value()
}

/// A capital as a small letter: one for one, so that no letter moves.
pub(super) fn small(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Accented small letters from some on, as Unicode has them, and what they are without.
const ACCENTED: [(char, &[u8]); 3] = [
    ('à', b"aaaaaaaceeeeiiiidnooooo/ouuuuyty"),
    (
        'ā',
        b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssss\
        ttttttuuuuuuuuuuuuwwyyyzzzzzzs",
    ),
    ('ạ', b"aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy"),
];

/// A small letter of the Latin alphabet without its accent, one for one; any other character as it is.
fn plain(c: char) -> char {
    let in_range = |(first, letters): &(char, &[u8])| {
        let place = u32::from(c).checked_sub(u32::from(*first))?;
        letters.get(place as usize).copied().map(char::from)
    };
    ACCENTED.iter().find_map(in_range).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_left_out() {
        for (accented, without) in [("Erdoğan", "ERDOGAN"), ("Łódź", "lodz"), ("São", "sao"), ("Nguyễn", "nguyen")]
        {
            assert_eq!(plain_hash(accented), lower_hash(without), "{accented}");
        }
        assert_eq!(plain_hash("Zoe\u{308}"), lower_hash("zoe"));
        assert_eq!(plain_hash("Ångström ÿ"), lower_hash("angstrom y"));
        assert_eq!(plain_hash("北京 Ωz"), lower_hash("北京 ωz"));
    }
}
