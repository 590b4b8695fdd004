//! Where some words stand in a text.

use super::{Text, TextRange, is_word_edge};

/// Where `words` stand in a text: as whole words and in the same letters, with any white space between them
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
    // By its first letter: for that the standard library has a fast search, in a small program too.
    let starts = content.match_indices(initial).filter(|(start, _)| content[*start..].starts_with(first));
    for (start, _) in starts {
        let end = rest.iter().try_fold(start + first.len(), |end, word| end_of_next(content, end, word));
        let Some(end) = end else { continue };
        let mention = TextRange::from_usize(start..end);
        let whole = is_word_edge(text, mention.start()) && is_word_edge(text, mention.end());
        if whole && found.last().is_none_or(|last| last.end() <= mention.start()) {
            found.push(mention);
        }
    }
    found
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
    fn scripts_without_spaces() {
        assert_eq!(starts("北京和北京", "北京"), [0, 9]);
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
