//! Which way text runs.

use super::{ByteOffset, Text, paragraphs};

/// Whether text runs from right to left at a place: as the first letter from there on in its paragraph does, or else the
/// first of the paragraph, as browsers have it (Unicode's bidirectional algorithm, rules P2 and P3).
#[must_use]
pub fn runs_leftwards(text: &Text, at: ByteOffset) -> bool {
    let behind = text.as_str().get(at.as_usize()..).unwrap_or_default().lines().next().unwrap_or_default();
    let of_paragraph = || {
        let paragraph = paragraphs(text).into_iter().find(|paragraph| at < paragraph.end())?;
        first_letter(text.slice(paragraph))
    };
    first_letter(behind).or_else(of_paragraph).is_some_and(is_of_the_right)
}

fn first_letter(words: &str) -> Option<char> {
    words.chars().find(|c| c.is_alphabetic())
}

/// Whether a letter is of a script that runs from right to left: the blocks that Unicode keeps for these.
fn is_of_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_says_it_and_what_is_no_word_runs_as_the_next_or_the_paragraph() {
        let text = Text::new("אתמול 12 IBM בתל 7.\nAnna met דוד in 2025\n12");
        let at = |words: &str| runs_leftwards(&text, ByteOffset::new(text.as_str().find(words).unwrap() as u32));
        assert_eq!(["אתמול", "IBM", "בתל", "7."].map(at), [true, false, true, true]);
        assert_eq!(["Anna", "דוד", "2025", "\n12"].map(at), [false, true, false, false]);
        assert!(!runs_leftwards(&Text::new(""), ByteOffset::ZERO));
    }
}
