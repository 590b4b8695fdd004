//! From what a hand selects to what it means: whole words, without white space and punctuation at the edges.

use super::tokens::stands_alone;
use super::{ByteOffset, Text, TextRange, Token, TokenKind, paragraphs, tokens_in};

/// The range widened to the words that it cuts and trimmed of white space and punctuation at both edges;
/// `None` if no word or sign is left.
#[must_use]
pub fn snap_to_words(text: &Text, range: TextRange) -> Option<TextRange> {
    let touched = tokens_around(text, range);
    let inside: Vec<&Token> = touched.iter().filter(|token| token.range.overlaps(range)).collect();
    let means = |token: &&&Token| token.kind != TokenKind::Punctuation;
    let first = inside.iter().find(means)?;
    let last = inside.iter().rfind(means)?;
    Some(first.range.cover(last.range))
}

/// The range without white space at its edges, cut nowhere else; `None` if nothing is left.
#[must_use]
pub fn trim_white_space(text: &Text, range: TextRange) -> Option<TextRange> {
    let words = text.get(range)?;
    let start = words.len() - words.trim_start().len();
    let trimmed = words.trim();
    let at = range.start().as_usize() + start;
    (!trimmed.is_empty()).then(|| TextRange::from_usize(at..at + trimmed.len()))
}

/// Whether a word could start or end at `offset`: the characters around it do not both belong to one word.
///
/// # Panics
/// If `offset` is out of bounds or inside a character.
#[must_use]
pub fn is_word_edge(text: &Text, offset: ByteOffset) -> bool {
    let (before, after) = text.as_str().split_at(offset.as_usize());
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !stands_alone(c));
    !(inside(before.chars().next_back()) && inside(after.chars().next()))
}

/// The token after a position (the first that starts at or after it), or `None` at the end of the text.
#[must_use]
pub fn next_token(text: &Text, at: ByteOffset) -> Option<TextRange> {
    let rest = TextRange::new(at, text.end());
    let paragraph = paragraph_of(text, first_non_space(text, rest)?);
    let tokens = tokens_in(text, paragraph);
    tokens.iter().map(|token| token.range).find(|range| range.start() >= at).or_else(|| {
        let after = first_non_space(text, TextRange::new(paragraph.end(), text.end()))?;
        tokens_in(text, paragraph_of(text, after)).first().map(|token| token.range)
    })
}

/// The token before a position (the last that ends at or before it), or `None` at the start of the text.
#[must_use]
pub fn previous_token(text: &Text, at: ByteOffset) -> Option<TextRange> {
    let before = |paragraph: &TextRange| paragraph.start() < at;
    let last = |paragraph| tokens_in(text, paragraph).iter().map(|token| token.range).rfind(|range| range.end() <= at);
    paragraphs(text).into_iter().rev().filter(before).find_map(last)
}

fn first_non_space(text: &Text, range: TextRange) -> Option<ByteOffset> {
    trim_white_space(text, range).map(TextRange::start)
}

fn paragraph_of(text: &Text, at: ByteOffset) -> TextRange {
    paragraphs(text).into_iter().find(|paragraph| paragraph.contains_offset(at)).unwrap_or_else(|| text.range())
}

/// The tokens of the words that `range` touches: it is widened to white space first, because a token is
/// only known by what stands around it.
pub(super) fn tokens_around(text: &Text, range: TextRange) -> Vec<Token> {
    let content = text.as_str();
    let before = content[..range.start().as_usize()].char_indices();
    let start = before.rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(i, space)| i + space.len_utf8());
    let end = content[range.end().as_usize()..]
        .find(char::is_whitespace)
        .map_or(content.len(), |i| range.end().as_usize() + i);
    tokens_in(text, TextRange::from_usize(start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapped(content: &str, range: std::ops::Range<usize>) -> Option<String> {
        let text = Text::new(content);
        snap_to_words(&text, TextRange::from_usize(range)).map(|range| text.slice(range).to_owned())
    }

    #[test]
    fn words_have_edges() {
        let text = Text::new("Lee's 北京");
        let edges: Vec<u32> = (0..text.end().get())
            .filter(|&i| text.as_str().is_char_boundary(i as usize) && is_word_edge(&text, ByteOffset::new(i)))
            .collect();
        assert_eq!(edges, [0, 3, 4, 5, 6, 9]);
    }

    #[test]
    fn a_selection_is_widened_to_words_and_trimmed() {
        assert_eq!(snapped("met Ann Li, who", 5..11).as_deref(), Some("Ann Li"));
        assert_eq!(snapped("met \"Ann Li\" who", 3..12).as_deref(), Some("Ann Li"));
        assert_eq!(snapped("Samsung's deal", 1..4).as_deref(), Some("Samsung"));
        assert_eq!(snapped("paid $175 billion.", 5..18).as_deref(), Some("$175 billion"));
        assert_eq!(snapped("He, she", 2..4), None);
        assert_eq!(snapped("a\u{3000}北京 b", 4..7).as_deref(), Some("北"));
    }

    #[test]
    fn walking_by_token_crosses_paragraphs() {
        let text = Text::new("One two.\n\nThree");
        let mut at = ByteOffset::ZERO;
        let mut seen = Vec::new();
        while let Some(range) = next_token(&text, at) {
            seen.push(text.slice(range));
            at = range.end();
        }
        assert_eq!(seen, ["One", "two", ".", "Three"]);
        let mut back = Vec::new();
        let mut at = text.end();
        while let Some(range) = previous_token(&text, at) {
            back.push(text.slice(range));
            at = range.start();
        }
        back.reverse();
        assert_eq!(back, seen);
    }
}
