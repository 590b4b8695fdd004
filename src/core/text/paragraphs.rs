//! Paragraphs: what the page paints and the worker tags one at a time.

use super::{Text, TextRange};

/// A line at least this long (in characters) may have been broken by a margin rather than by its author.
const WRAPPED_LINE_MIN: usize = 45;
/// No line of hard-wrapped text is longer than this (in characters).
const WRAPPED_LINE_MAX: usize = 100;

/// The paragraphs of a text, in order. Each takes along the newlines after it, so together they cover
/// the text once.
///
/// A newline ends a paragraph, because articles copied from a page have one line a paragraph, except in
/// text whose lines were broken by a margin (e-mail, wire copy), where only a blank line does.
#[must_use]
pub fn paragraphs(text: &Text) -> Vec<TextRange> {
    let content = text.as_str();
    let least_newlines = if is_hard_wrapped(content) { 2 } else { 1 };
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(newline) = content[at..].find('\n').map(|i| at + i) {
        let gap = content[newline..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        let gap_end = content[newline..newline + gap].rfind('\n').map_or(newline, |i| newline + i + 1);
        if content[newline..gap_end].matches('\n').count() >= least_newlines {
            found.push(TextRange::from_usize(start..gap_end));
            start = gap_end;
        }
        at = gap_end;
    }
    if start < content.len() {
        found.push(TextRange::from_usize(start..content.len()));
    }
    found
}

/// Whether most line breaks look like those of a margin: lines of similar, moderate length.
fn is_hard_wrapped(content: &str) -> bool {
    let lines: Vec<usize> = content.lines().map(|line| line.trim_end().chars().count()).collect();
    if lines.iter().any(|&length| length > WRAPPED_LINE_MAX) {
        return false;
    }
    let broken: Vec<usize> = lines.windows(2).filter(|pair| pair[0] > 0 && pair[1] > 0).map(|pair| pair[0]).collect();
    let long = broken.iter().filter(|&&length| length >= WRAPPED_LINE_MIN).count();
    broken.len() >= 3 && long * 10 >= broken.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(content: &str) -> Vec<String> {
        let text = Text::new(content);
        paragraphs(&text).into_iter().map(|range| text.slice(range).to_owned()).collect()
    }

    #[test]
    fn a_newline_ends_a_paragraph() {
        assert_eq!(split("One.\nTwo.\n\n \nThree."), ["One.\n", "Two.\n\n \n", "Three."]);
    }

    #[test]
    fn in_hard_wrapped_text_a_blank_line_does() {
        let wrapped = "The ministers of the two countries met on Monday\n\
                       to discuss the future of the canal, which carries\n\
                       a tenth of the trade of the region every year, and\n\
                       parted without a word.\n\nNobody was surprised by that.\n";
        assert_eq!(split(wrapped).len(), 2);
    }

    #[test]
    fn no_text_has_no_paragraphs() {
        assert!(split("").is_empty());
    }

    proptest! {
        #[test]
        fn they_cover_the_text_once_in_order(content in "[a-z \n\u{3000}é]{0,200}") {
            prop_assert_eq!(split(&content).concat(), content);
        }
    }
}
