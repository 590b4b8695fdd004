//! Sentences: the unit the sequence model reads.
//!
//! A few rules over tokens. A trained splitter was rejected: a wrong break costs the tagger one context,
//! not a wrong span, and the rules need no data.

use super::{Text, Token, TokenKind};
use std::ops::Range;

/// Words that open a sentence often enough to end the one before, even after an abbreviation.
const OPENERS: &[&str] = &[
    "A", "After", "An", "And", "As", "At", "But", "By", "For", "He", "Her", "His", "However", "I", "If", "In", "It",
    "Its", "Mr.", "Mrs.", "Ms.", "No", "On", "Our", "She", "So", "That", "The", "Their", "There", "These", "They",
    "This", "Those", "To", "We", "What", "When", "While", "With", "You",
];

/// The sentences of one paragraph, as ranges of indexes into its `tokens`; together they cover all tokens
/// in order.
#[must_use]
pub fn sentences(text: &Text, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let end = sentence_end(text, tokens, at);
        if end > at {
            found.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// The index after the sentence that token `at` ends (its closing quotes and brackets included), or 0.
fn sentence_end(text: &Text, tokens: &[Token], at: usize) -> usize {
    let word = text.slice(tokens[at].range);
    if matches!(word, "。" | "！" | "？") {
        return at + 1;
    }
    let abbreviated = tokens[at].kind == TokenKind::Word && word.ends_with('.');
    let stopped = tokens[at].kind == TokenKind::Punctuation && word.starts_with(['.', '!', '?', '…']);
    if !abbreviated && !stopped {
        return 0;
    }
    let mut end = at + 1;
    while end < tokens.len() && closes(text, tokens, end) {
        end += 1;
    }
    let Some(next) = tokens.get(end) else { return end };
    let spaced = tokens[end - 1].range.end() < next.range.start();
    let next_word = text.slice(next.range);
    let opens = if abbreviated {
        OPENERS.contains(&next_word)
    } else {
        !next_word.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ':'))
    };
    if spaced && opens { end } else { 0 }
}

/// Whether token `index` is a closing quote or bracket stuck to the token before it.
fn closes(text: &Text, tokens: &[Token], index: usize) -> bool {
    let stuck = tokens[index - 1].range.end() == tokens[index].range.start();
    stuck && matches!(text.slice(tokens[index].range), "\"" | "”" | "'" | "’" | ")" | "]" | "»")
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn split(content: &str) -> Vec<String> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let join =
            |range: Range<usize>| text.slice(tokens[range.start].range.cover(tokens[range.end - 1].range)).to_owned();
        sentences(&text, &tokens).into_iter().map(join).collect()
    }

    #[test]
    fn a_full_stop_and_a_capital() {
        assert_eq!(split("He left. She stayed! Why? 3 of them."), ["He left.", "She stayed!", "Why?", "3 of them."]);
    }

    #[test]
    fn quotes_belong_to_the_sentence_they_close() {
        assert_eq!(split("He said \"no.\" Then he left."), ["He said \"no.\"", "Then he left."]);
    }

    #[test]
    fn an_abbreviation_ends_one_only_before_an_opener() {
        assert_eq!(split("Mr. Lee of Acme Corp. Korea met J. Smith."), ["Mr. Lee of Acme Corp. Korea met J. Smith."]);
        assert_eq!(split("She runs Acme Inc. The firm grew."), ["She runs Acme Inc.", "The firm grew."]);
    }

    #[test]
    fn chinese_needs_no_space() {
        assert_eq!(split("他走了。她来了。"), ["他走了。", "她来了。"]);
    }

    #[test]
    fn what_is_not_a_break() {
        assert_eq!(split("It rose 3.5 percent vs. 2.1 in May... and fell.").len(), 1);
    }
}
