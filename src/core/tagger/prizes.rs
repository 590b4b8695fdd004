//! Prizes: "the Berwick Prize", "Nobel Peace Prize", "Nemmers Prize in Mathematics". OntoNotes calls them works.
//!
//! The model takes those whom they are named after for people, places or events, and leaves the last word out.

use super::kinds::{TOLD, may_be_body};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// Last words of the names of prizes. "Awards" is not among them: it is a show as well.
const PRIZES: &[&str] = &["Award", "Medal", "Prize"];

/// What prizes are given in or for.
const FIELDS: &[&str] = &["Chemistry", "Economics", "Fiction", "Literature", "Mathematics", "Medicine", "Physics"];

/// The most words before the one that says so.
const LONGEST: usize = 5;

/// The spans of a sentence, in order and none overlapping another, with each prize whole as a work.
pub(super) fn with_prizes(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "WORK_OF_ART") else { return spans };
    for says in 1..words.len() {
        let Some(prize) = prize(words, says) else { continue };
        let which = which_overlap(&spans, &prize);
        let may_be = |span: &Span| {
            span.tokens.start >= prize.start && span.tokens.end <= prize.end && may_be_body(span.label.as_str())
        };
        if spans[which.clone()].iter().all(may_be) {
            spans.splice(which, [Span { tokens: prize, label: label.clone(), confidence: TOLD }]);
        }
    }
    spans
}

/// The name that ends in a word for a prize, behind a small word: in headlines a verb may stand before it. "Nobel" alone
/// tells, too.
fn prize(words: &[&str], says: usize) -> Option<Range<usize>> {
    // Most words have no capital, and it is quick to see.
    let is_named = |word: &str| word.starts_with(char::is_uppercase) && !matches!(word, "A" | "An" | "The");
    let says_so = words[says].starts_with(|c: char| c.is_ascii_uppercase()) && PRIZES.contains(&words[says]);
    says_so.then_some(())?;
    let before = words[..says].iter().rev().take(LONGEST).take_while(|word| is_named(word)).count();
    let start = says - before;
    let is_told = match words[..start].last() {
        // "Defender of Democracy Award"
        Some(&"of") => false,
        Some(&("The" | "'s" | "’s")) => true,
        Some(small) if small.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) => true,
        _ => words[start] == "Nobel",
    };
    let end = match words[says + 1..] {
        ["in" | "for", field, ..] if FIELDS.contains(&field) => says + 3,
        [next, ..] if is_named(next) => return None,
        _ => says + 1,
    };
    (before > 0 && is_told).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The names of a sentence, its tokens apart, in which the model found some.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, |words, spans| with_prizes(words, &["WORK_OF_ART".into()], spans))
    }

    #[test]
    fn prizes_are_works_with_the_word_that_says_so() {
        assert_eq!(names("the Berwick Prize .", &[(1..2, "GPE")]), ["WORK_OF_ART Berwick Prize"]);
        assert_eq!(names("the 2003 Nobel Peace Prize", &[(1..4, "EVENT")]), ["EVENT 2003 Nobel Peace"]);
        assert_eq!(names("in 2003 Nobel Peace Prize", &[(2..4, "EVENT")]), ["WORK_OF_ART Nobel Peace Prize"]);
        let maths = "the Nemmers Prize in Mathematics";
        assert_eq!(names(maths, &[]), ["WORK_OF_ART Nemmers Prize in Mathematics"]);
        assert_eq!(names("Nobel Prize in Oslo", &[(3..4, "GPE")]), ["WORK_OF_ART Nobel Prize", "GPE Oslo"]);
    }

    #[test]
    fn such_words_may_be_part_of_others() {
        for sentence in [
            "the Prize was",
            "Li Wins Prize",
            "the Nobel Prize Committee",
            "Friend of Peace Award",
            "a Gold Medal Winner",
        ] {
            assert_eq!(names(sentence, &[]), [""; 0], "{sentence}");
        }
        assert_eq!(names("the Oslo Prize", &[(1..3, "CUP")]), ["CUP Oslo Prize"], "a label of the user's own");
        assert_eq!(with_prizes(&["the", "Li", "Prize"], &["ORG".into()], Vec::new()), [], "no label of the model");
    }
}
