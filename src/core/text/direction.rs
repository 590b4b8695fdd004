//! Which way text runs.

use super::{ByteOffset, Text, paragraphs};

/// Whether the paragraph at a place runs from right to left: as its first letter does, as browsers have it (Unicode's
/// bidirectional algorithm, rules P2 and P3). To ask the word instead was rejected: where directions mix, an arrow
/// that points by it turns back at the next word.
#[must_use]
pub fn runs_leftwards(text: &Text, at: ByteOffset) -> bool {
    let paragraph = paragraphs(text).into_iter().find(|paragraph| at < paragraph.end());
    paragraph.and_then(|paragraph| first_letter(text.slice(paragraph))).is_some_and(is_of_the_right)
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
    fn a_paragraph_runs_as_its_first_letter_does() {
        let text = Text::new("12 אתמול IBM בתל 7.\nAnna met דוד in 2025\n12");
        let at = |words: &str| runs_leftwards(&text, ByteOffset::new(text.as_str().find(words).unwrap() as u32));
        assert_eq!(["12", "אתמול", "IBM", "7."].map(at), [true; 4]);
        assert_eq!(["Anna", "דוד", "2025", "\n12"].map(at), [false; 4]);
        assert!(!runs_leftwards(&Text::new(""), ByteOffset::ZERO));
    }
}
