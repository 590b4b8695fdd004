//! What the model sees of one word, gathered in one pass over its characters.

use super::clusters::Clusters;
use super::hash::{Hash, letters, plain_hash, small};

/// One word: hashes of its letters and of parts of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub exact: u32,
    /// In small letters.
    pub lower: u32,
    /// Runs of capitals, small letters and digits: "Xx", "X", "x", "d".
    pub shape: u32,
    /// The first 2, 3 and 4 letters, in small letters; fewer if it is shorter.
    pub prefixes: [u32; 3],
    /// The last 2, 3 and 4.
    pub suffixes: [u32; 3],
    /// The groups of words that it belongs to, from large to small; 0 if none.
    pub clusters: [u32; 3],
    pub case: Case,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Title,
    Upper,
    Mixed,
    Number,
    Other,
}

impl Word {
    /// Stands before the first word and after the last.
    pub const EDGE: Self = Self {
        exact: 1,
        lower: 1,
        shape: 1,
        prefixes: [1; 3],
        suffixes: [1; 3],
        clusters: [u32::MAX; 3],
        case: Case::Other,
    };

    pub fn new(word: &str, clusters: &Clusters) -> Self {
        // What owns a name stands out as well with the apostrophe of a typewriter: the news that models learn from
        // write the other.
        let word = match word {
            "'s" => "’s",
            "'S" => "’S",
            _ => word,
        };
        let (mut exact, mut lower, mut shape) = (Hash::START, Hash::START, Hash::START);
        let mut prefixes = [Hash::START; 3];
        // The last letters, the latest first.
        let mut ends = ['\0'; 4];
        let mut seen = Letters::default();
        let mut last_kind = None;
        for (index, c) in letters(word).enumerate() {
            let (small, kind) = (small(c), Kind::of(c));
            exact = exact.with(c);
            lower = lower.with(small);
            for (prefix, length) in prefixes.iter_mut().zip(2..) {
                *prefix = if index < length { lower } else { *prefix };
            }
            ends = [small, ends[0], ends[1], ends[2]];
            if last_kind != Some(kind) {
                shape = shape.with(kind.mark());
                last_kind = Some(kind);
            }
            seen.see(kind);
        }
        let two = Hash::START.with(ends[0]).with(ends[1]);
        let suffixes = [two, two.with(ends[2]), two.with(ends[2]).with(ends[3])];
        Self {
            exact: exact.value(),
            lower: lower.value(),
            shape: shape.value(),
            prefixes: prefixes.map(Hash::value),
            suffixes: suffixes.map(Hash::value),
            clusters: groups(word, lower.value(), clusters),
            case: seen.case(word),
        }
    }
}

/// The groups of a word whose small letters have some hash. One with accents that has none is looked for without
/// them: word vectors of English texts write "Erdogan".
fn groups(word: &str, lower: u32, clusters: &Clusters) -> [u32; 3] {
    let known = clusters.of(lower);
    if known == [0; 3] && !word.is_ascii() { clusters.of(plain_hash(word)) } else { known }
}

/// What a character counts as in a shape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Capital,
    Small,
    Digit,
    Other(char),
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Small,
            'A'..='Z' => Self::Capital,
            '0'..='9' => Self::Digit,
            _ if c.is_ascii() => Self::Other(c),
            _ if c.is_uppercase() => Self::Capital,
            _ if c.is_alphabetic() => Self::Small,
            _ if c.is_numeric() => Self::Digit,
            _ => Self::Other(c),
        }
    }

    fn mark(self) -> char {
        match self {
            Self::Capital => 'X',
            Self::Small => 'x',
            Self::Digit => 'd',
            Self::Other(c) => c,
        }
    }
}

/// The letters of a word, as far as they tell its case.
#[derive(Default)]
struct Letters {
    first_is_capital: Option<bool>,
    more_capitals: bool,
    more_small: bool,
}

impl Letters {
    fn see(&mut self, kind: Kind) {
        let capital = kind == Kind::Capital;
        if !capital && kind != Kind::Small {
            return;
        }
        if self.first_is_capital.is_none() {
            self.first_is_capital = Some(capital);
        } else {
            self.more_capitals |= capital;
            self.more_small |= !capital;
        }
    }

    fn case(&self, word: &str) -> Case {
        match (self.first_is_capital, self.more_capitals, self.more_small) {
            (None, ..) if word.starts_with(char::is_numeric) => Case::Number,
            (None, ..) => Case::Other,
            (Some(false), false, _) => Case::Lower,
            (Some(true), false, _) => Case::Title,
            (Some(true), true, false) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

impl Case {
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper | Self::Mixed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::lower_hash;
    use super::*;

    fn word(word: &str) -> Word {
        Word::new(word, &Clusters::default())
    }

    #[test]
    fn shapes_forget_lengths() {
        assert_eq!(word("Samsung").shape, word("Li").shape);
        assert_eq!(word("U.S.").shape, word("A.B.").shape);
        assert_ne!(word("iPhone").shape, word("Iphone").shape);
    }

    #[test]
    fn parts_are_those_of_the_small_letters() {
        assert_eq!(word("SEOUL").lower, lower_hash("seoul"));
        assert_eq!(word("Seoul").prefixes, word("seoUX").prefixes);
        assert_eq!(word("Seoul").suffixes, word("XEOUL").suffixes);
        assert_eq!(word("Éa").prefixes[2], word("éA").lower);
        assert_ne!(word("Seoul").suffixes[2], word("Peoul").suffixes[1]);
    }

    #[test]
    fn owners_look_the_same_with_both_apostrophes() {
        assert_eq!([word("'s").exact, word("'s").shape], [word("’s").exact, word("’s").shape]);
        assert_eq!([word("'S").exact, word("'S").lower], [word("’S").exact, word("’s").lower]);
        assert_ne!(word("'t").exact, word("’t").exact);
    }

    #[test]
    fn accents_behind_their_letters_are_left_out() {
        let (apart, plain) = (word("Mu\u{308}LLe\u{301}r"), word("MuLLer"));
        assert_eq!([apart.exact, apart.shape], [plain.exact, plain.shape]);
        assert_eq!((apart.prefixes, apart.suffixes), (plain.prefixes, plain.suffixes));
        assert_eq!(word("Zoe\u{308}").case, Case::Title);
    }

    #[test]
    fn accents_do_not_hide_a_word_from_its_groups() {
        let clusters = Clusters::from_table("erdogan\t1\t2\t3\nsao\t1\t2\t4\nsão\t1\t2\t5").unwrap();
        let groups = |word: &str| Word::new(word, &clusters).clusters;
        assert_eq!([groups("Erdoğan"), groups("SÃO"), groups("Sao")], [[2, 3, 4], [2, 3, 6], [2, 3, 5]]);
        assert_eq!(groups("Erdöğüm"), [0; 3]);
    }

    #[test]
    fn cases() {
        use Case::{Lower, Mixed, Number, Other, Title, Upper};
        let cases = ["of", "Rome", "A", "UN", "O'Neill", "iPhone", "2025", "$"].map(|it| word(it).case);
        assert_eq!(cases, [Lower, Title, Title, Upper, Mixed, Mixed, Number, Other]);
    }
}
