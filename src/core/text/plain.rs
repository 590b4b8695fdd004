//! What text from outside may hold, wherever it comes from: a paste, a file, a line of one, or a text inside it.
//!
//! The one rule: byte order marks at its start say how it was stored, belong to nothing, and are left out; further in,
//! they are characters like others. NUL is in no text: what holds one is binary, or was broken on its way, and is
//! refused with the place. To leave NUL out as well was rejected: it would change texts in silence.

/// What stands at the start of some files.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text without byte order marks at its start.
#[must_use]
pub fn without_byte_order_mark(content: &str) -> &str {
    content.trim_start_matches(BYTE_ORDER_MARK)
}

/// Where the first NUL stands, in bytes from 0: what has one is no text.
#[must_use]
pub fn nul_in(content: &[u8]) -> Option<usize> {
    content.iter().position(|&byte| byte == 0)
}

/// How many characters that stand for what could not be read are none too many.
const REPLACED: usize = 8;

/// Where what was pasted shows that it is no text, in bytes from 0: at NUL, or at the first of many characters that stand
/// for what could not be read.
#[must_use]
pub fn no_text_at(pasted: &str) -> Option<usize> {
    let replaced = || pasted.match_indices(char::REPLACEMENT_CHARACTER).map(|(at, _)| at);
    nul_in(pasted.as_bytes()).or_else(|| replaced().next().filter(|_| replaced().count() > REPLACED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_left_begins_with_another_character(content in "[\u{feff}\r\na]{0,12}") {
            let text = without_byte_order_mark(&content);
            prop_assert!(!text.starts_with(BYTE_ORDER_MARK));
            let marks = (content.len() - text.len()) / BYTE_ORDER_MARK.len();
            prop_assert_eq!(BYTE_ORDER_MARK.repeat(marks) + text, content.clone());
        }

        #[test]
        fn before_the_first_nul_there_is_none(content in "[\0a🍎]{0,12}") {
            let before = &content.as_bytes()[..nul_in(content.as_bytes()).unwrap_or(content.len())];
            prop_assert!(content.as_bytes().get(before.len()).is_none_or(|&byte| byte == 0));
            prop_assert_eq!(nul_in(before), None);
        }
    }

    #[test]
    fn a_few_characters_that_could_not_be_read_are_text() {
        let replaced = |count: usize| format!("Zo{}", "\u{fffd}".repeat(count));
        assert_eq!([8, 9].map(|count| no_text_at(&replaced(count))), [None, Some(2)]);
        assert_eq!(no_text_at("Zoë\0"), Some(4));
    }
}
