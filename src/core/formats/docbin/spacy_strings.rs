//! The numbers that stand for strings in spaCy: a small one for each name that it reserves, MurmurHash for all others.
//!
//! A word of a text may be such a name ("dep", "agent", "X"), and then has its small number too. The names and the
//! hash are those of spaCy 3.8 (`symbols.pyx`, `strings.pyx`); `scripts/consumers` holds them to spaCy itself.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The reserved names, by number from 1. A name with numbers stands for as many.
const RESERVED: &str = "\
    IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL IS_STOP \
    IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY FLAG:19-63 ID ORTH LOWER NORM \
    SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START SPACY PROB LANG ADJ ADP ADV \
    AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE DEPRECATED:001-276 PERSON NORP \
    FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL \
    acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj csubjpass dep det dobj expl \
    hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis \
    partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH \
    ENT_ID IDX _";

/// The reserved names by their numbers; that of 0 is empty.
static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| std::iter::once(String::new()).chain(RESERVED.split_whitespace().flat_map(numbered)).collect());

/// The numbers of the reserved names.
static NUMBERS: LazyLock<HashMap<&str, u64>> =
    LazyLock::new(|| NAMES.iter().zip(0..).map(|(name, number)| (name.as_str(), number)).collect());

/// `FLAG:19-63` as FLAG19 to FLAG63; any other name as it is.
fn numbered(name: &str) -> Vec<String> {
    let several = || {
        let (stem, numbers) = name.split_once(':')?;
        let (first, last) = numbers.split_once('-')?;
        let width = first.len();
        let numbers = first.parse::<u32>().ok()?..=last.parse().ok()?;
        Some(numbers.map(|number| format!("{stem}{number:0width$}")).collect())
    };
    several().unwrap_or_else(|| vec![name.to_owned()])
}

/// The number of a string.
pub fn number_of(text: &str) -> u64 {
    NUMBERS.get(text).copied().unwrap_or_else(|| murmur_hash(text.as_bytes()))
}

/// The reserved name of a number.
pub fn reserved(number: u64) -> Option<&'static str> {
    NAMES.get(usize::try_from(number).ok()?).map(String::as_str)
}

/// MurmurHash64A by Austin Appleby (public domain), with the seed 1.
fn murmur_hash(bytes: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;
    const SHIFT: u32 = 47;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut key = u64::from_le_bytes(*block).wrapping_mul(MULTIPLIER);
        key ^= key >> SHIFT;
        hash = (hash ^ key.wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(MULTIPLIER);
    }
    hash = (hash ^ (hash >> SHIFT)).wrapping_mul(MULTIPLIER);
    hash ^ (hash >> SHIFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_spacy() {
        let numbers = [
            ("", 0),
            ("FLAG20", 20),
            ("X", 101),
            ("DEPRECATED001", 104),
            ("PERSON", 380),
            ("agent", 401),
            ("_", 456),
            ("coffee", 3_197_928_453_018_144_401),
            ("ü", 12_942_299_606_800_070_975),
            ("12345678", 9_871_996_032_675_327_904),
            ("123456789", 2_056_675_840_866_671_865),
        ];
        for (text, number) in numbers {
            assert_eq!(number_of(text), number, "{text}");
        }
        assert_eq!((NAMES.len(), reserved(383), reserved(457)), (457, Some("ORG"), None));
    }
}
