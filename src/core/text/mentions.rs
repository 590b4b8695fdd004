//! Where some words stand in a text.

use super::clusters::cluster_len;
use super::snap::tokens_around;
use super::tokens::stands_alone;
use super::{ByteOffset, Text, TextRange, Token};

/// Where `words` stand in a text: as whole tokens and in the same letters, with any white space between them
/// but the end of a paragraph. In order, none overlapping another. A possessive ending stays outside.
#[must_use]
pub fn mentions_of(text: &Text, words: &str) -> Vec<TextRange> {
    let content = text.as_str();
    let mut words = words.split_whitespace();
    let Some((first, initial)) = words.next().and_then(|first| Some((first, first.chars().next()?))) else {
        return Vec::new();
    };
    let rest: Vec<&str> = words.collect();
    let mut found: Vec<TextRange> = Vec::new();
    let mut edges = Edges { text, tokens: Vec::new() };
    // By its first letter: for that the standard library has a fast search, in a small program too.
    let starts = content.match_indices(initial).filter(|(start, _)| content[*start..].starts_with(first));
    for (start, _) in starts {
        let end = rest.iter().try_fold(start + first.len(), |end, word| end_of_next(content, end, word));
        let Some(end) = end else { continue };
        let mention = TextRange::from_usize(start..end);
        let whole = edges.has(mention.start()) && edges.has(mention.end());
        if whole && found.last().is_none_or(|last| last.end() <= mention.start()) {
            found.push(mention);
        }
    }
    found
}

/// Whether what stands somewhere in a script without spaces, where each letter is a token, may be a part of a word: a single
/// letter, or katakana that goes on. Of longer stretches in other scripts that cannot be told without a dictionary.
#[must_use]
pub fn may_be_part_of_word(text: &Text, range: TextRange) -> bool {
    let words = text.slice(range);
    let is_letter = words.starts_with(stands_alone) && cluster_len(words) == words.len();
    let (before, after) = (&text.as_str()[..range.start().as_usize()], &text.as_str()[range.end().as_usize()..]);
    let goes_on = words.starts_with(is_katakana) && before.ends_with(is_katakana)
        || words.ends_with(is_katakana) && after.starts_with(is_katakana);
    is_letter || goes_on
}

/// Without the dot between words.
fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}')
}

/// Where tokens begin and end. A text without white space is cut once, however often the words stand in it.
struct Edges<'a> {
    text: &'a Text,
    /// Those of the stretch without white space that was asked about last.
    tokens: Vec<Token>,
}

impl Edges<'_> {
    /// Whether a token begins or ends there, beside something that is no white space.
    fn has(&mut self, at: ByteOffset) -> bool {
        let ends = self.tokens.first().zip(self.tokens.last());
        if ends.is_none_or(|(first, last)| at < first.range.start() || last.range.end() < at) {
            self.tokens = tokens_around(self.text, TextRange::new(at, at));
        }
        let is_start = self.tokens.binary_search_by_key(&at, |token| token.range.start()).is_ok();
        is_start || self.tokens.last().is_some_and(|last| last.range.end() == at)
    }
}

/// Where `word` ends, if it is what follows after white space.
fn end_of_next(content: &str, end: usize, word: &str) -> Option<usize> {
    let after = content[end..].trim_start();
    let space = &content[end..content.len() - after.len()];
    let follows = !space.is_empty() && space.matches('\n').count() < 2 && after.starts_with(word);
    follows.then(|| end + space.len() + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(content: &str, words: &str) -> Vec<u32> {
        mentions_of(&Text::new(content), words).iter().map(|range| range.start().get()).collect()
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(starts("Lee met Lee's aide; Leeds and SLee did not. Lee.", "Lee"), [0, 8, 44]);
        assert!(starts("Lee", "").is_empty());
    }

    #[test]
    fn no_token_is_cut() {
        assert_eq!(starts("3 of 3.5 and 3rd, 3-3: 3.", "3"), [0, 18, 20, 23]);
        assert_eq!(starts("O and O'Neill", "O"), [0]);
        assert_eq!(starts("Neill met O’Neill's aide", "Neill"), [0]);
        assert_eq!(starts("AT&T, not AT or T", "AT"), [10]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(starts("北京和北京", "北京"), [0, 9]);
        assert_eq!(starts(&"北京和".repeat(50_000), "北京").len(), 50_000);
    }

    #[test]
    fn a_letter_or_katakana_that_goes_on_may_be_a_part_of_a_word() {
        let text = Text::new("アンは東京でアンケートに答えた。ดีใจ Ann A");
        let is_part = |words: &str, nth: usize| {
            let (start, found) = text.as_str().match_indices(words).nth(nth).unwrap();
            may_be_part_of_word(&text, TextRange::from_usize(start..start + found.len()))
        };
        let parts = [("アン", 1), ("ケート", 0), ("京", 0), ("ดี", 0)];
        let words = [("アン", 0), ("アンケート", 0), ("東京", 0), ("Ann", 0), ("A", 1)];
        assert!(parts.iter().all(|(words, nth)| is_part(words, *nth)));
        assert!(words.iter().all(|(words, nth)| !is_part(words, *nth)));
    }

    #[test]
    fn words_are_the_same_across_a_line_but_not_a_paragraph() {
        assert_eq!(starts("New York, New\n  York, New\n\nYork, NewYork, New Yorkers", "New York"), [0, 10]);
    }

    #[test]
    fn none_overlaps_another() {
        assert_eq!(starts("no no no no no", "no no"), [0, 6]);
    }
}
