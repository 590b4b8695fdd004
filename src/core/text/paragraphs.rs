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
/// text whose lines were broken by a margin (e-mail, wire copy), where only one behind a short line or a blank line does.
#[must_use]
pub fn paragraphs(text: &Text) -> Vec<TextRange> {
    let content = text.as_str();
    let is_wrapped = is_hard_wrapped(content);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(newline) = content[at..].find('\n').map(|i| at + i) {
        let gap = content[newline..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        let gap_end = content[newline..newline + gap].rfind('\n').map_or(newline, |i| newline + i + 1);
        let is_of_margin = is_wrapped && is_long(&content[at..newline]);
        if !is_of_margin || content[newline..gap_end].matches('\n').count() > 1 {
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

/// Whether most line breaks look like those of a margin: lines of similar, moderate length that end within sentences.
fn is_hard_wrapped(content: &str) -> bool {
    let lines: Vec<&str> = content.lines().map(str::trim_end).collect();
    if lines.iter().any(|line| is_over_margin(line)) {
        return false;
    }
    let broken = || lines.windows(2).filter(|pair| pair.iter().all(|line| !line.is_empty())).map(|pair| pair[0]);
    let long: Vec<&str> = broken().filter(|line| is_long(line)).collect();
    let ended = long.iter().filter(|line| line.ends_with(['.', '!', '?', '"', '”', '。', '！', '？', '」'])).count();
    // Heads of messages and signatures have short lines as well.
    long.len() >= 3 && long.len() * 2 >= broken().count() && ended * 2 < long.len()
}

/// Whether a line may have been broken by a margin.
fn is_long(line: &str) -> bool {
    line.trim_end().chars().count() >= WRAPPED_LINE_MIN
}

/// Whether there was no margin for a line: an address of the web has no place to be broken, writing without spaces has one
/// everywhere.
fn is_over_margin(line: &str) -> bool {
    let addresses = line.split_whitespace().filter(|word| word.is_ascii() && is_long(word));
    line.chars().count() > WRAPPED_LINE_MAX + addresses.map(str::len).max().unwrap_or_default()
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
    fn long_lines_without_spaces_are_paragraphs() {
        let chinese = format!("{}\n", "市长昨天在议会宣布了新的预算".repeat(11));
        assert_eq!(split(&chinese.repeat(5)).len(), 5);
        let with_an_address = format!("{} https://example.org/{}\n", "It was said again. ".repeat(20), "a".repeat(60));
        assert_eq!(split(&with_an_address.repeat(5)).len(), 5);
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

    /// A paragraph as a margin breaks it.
    const WRAPPED: &str = "The ministers of the two countries met on Monday, said Angela\n\
                           Merkel, to discuss the future of the canal, which carries\n\
                           a tenth of the trade of the region every year, and they\n\
                           parted without a word.\n\n";

    #[test]
    fn in_a_message_lines_of_its_head_and_foot_are_paragraphs() {
        let head = "From: Ann Li\nTo: Bo Ek\nSubject: The canal\n\n";
        let found = split(&format!("{head}{WRAPPED}{WRAPPED}Best wishes,\nAnn\n"));
        let expected =
            ["From: Ann Li\n", "To: Bo Ek\n", "Subject: The canal\n\n", WRAPPED, WRAPPED, "Best wishes,\n", "Ann\n"];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_may_be_longer_than_the_margin() {
        let address = format!("See https://example.org/{}\n\n", "a".repeat(100));
        assert_eq!(split(&format!("{WRAPPED}{address}{WRAPPED}")), [WRAPPED, &address, WRAPPED]);
    }

    #[test]
    fn short_paragraphs_of_whole_sentences_are_no_broken_lines() {
        let lines = ["The ministers of the two countries met on Monday.\n"; 5];
        assert_eq!(split(&lines.concat()), lines);
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
