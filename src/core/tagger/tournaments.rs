//! Tournaments that their last word tells: "the Wuhan Open", "the WTA Finals", "the 2025 Boston Marathon".
//!
//! The model knows the largest, and takes others for places, or only who or what stands before that word. In headlines
//! such a word is a verb or stands for anything; "the" tells that it is part of a name, and so does a people before "Open" or
//! "Grand Prix".

use super::kinds::{TOLD, is_place_or_body};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// Last words of the names of tournaments. "Masters" is not among them: they paint as well.
const TOURNAMENTS: &[&str] =
    &["Championship", "Championships", "Cup", "Finals", "Marathon", "Olympics", "Open", "Prix"];

/// The most words before that.
const LONGEST: usize = 4;

/// The spans of a sentence, in order and none overlapping another, with each tournament whole as an event.
pub(super) fn with_tournaments(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "EVENT") else { return spans };
    for says in 1..words.len() {
        let Some(tournament) = tournament(words, says) else { continue };
        let which = which_overlap(&spans, &tournament);
        let over = &spans[which.clone()];
        let may_be = |span: &Span| {
            let label = span.label.as_str();
            span.tokens.start >= tournament.start && (is_place_or_body(label) && label != "EVENT" || label == "NORP")
        };
        let before = tournament.start.checked_sub(1).map(|at| words[at]);
        // "The Shops Open" is a headline.
        let is_clear = before == Some("the")
            || before == Some("The") && !over.is_empty()
            || is_of_people(words, &tournament, over.first());
        if is_clear && over.iter().all(may_be) {
            spans.splice(which, [Span { tokens: tournament, label: label.clone(), confidence: TOLD }]);
        }
    }
    spans
}

/// Whether a people stands before "Open" or "Grand Prix": "Australian Open", not "Australians Open".
fn is_of_people(words: &[&str], tournament: &Range<usize>, first: Option<&Span>) -> bool {
    let is_people = |span: &Span| span.label.as_str() == "NORP" && span.tokens.start == tournament.start;
    matches!(words[tournament.clone()], [people, "Open"] | [people, "Grand", "Prix"] if !people.ends_with('s'))
        && first.is_some_and(is_people)
}

/// The name that ends in a word for a tournament, and goes on neither with a capital nor with "of".
fn tournament(words: &[&str], says: usize) -> Option<Range<usize>> {
    // Most words have no capital, and it is quick to see.
    let is_named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ends = words[says].starts_with(|c: char| c.is_ascii_uppercase())
        && TOURNAMENTS.contains(&words[says])
        && words.get(says + 1).is_none_or(|next| !is_named(next) && *next != "of");
    ends.then_some(())?;
    let before = words[..says].iter().rev().take(LONGEST).take_while(|word| is_named(word) && **word != "The").count();
    let start = says - before;
    (before > 0).then_some(start..says + 1)
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The names of a sentence, its tokens apart, in which the model found some.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, |words, spans| with_tournaments(words, &["EVENT".into()], spans))
    }

    #[test]
    fn tournaments_are_events() {
        assert_eq!(names("She won the Wuhan Open .", &[(3..5, "GPE")]), ["EVENT Wuhan Open"]);
        assert_eq!(names("The Australian Open begins", &[(1..2, "NORP")]), ["EVENT Australian Open"]);
        assert_eq!(names("the WTA Finals in Riyadh", &[(4..5, "GPE")]), ["EVENT WTA Finals", "GPE Riyadh"]);
        assert_eq!(names("the 2025 Boston Marathon", &[(2..3, "GPE")]), ["EVENT 2025 Boston Marathon"]);
        assert_eq!(names("his Australian Open title", &[(1..2, "NORP")]), ["EVENT Australian Open"]);
        assert_eq!(names("week 's British Grand Prix", &[(2..3, "NORP")]), ["EVENT British Grand Prix"]);
        assert_eq!(names("the German Grand Prix", &[(1..2, "NORP")]), ["EVENT German Grand Prix"]);
    }

    #[test]
    fn such_words_may_be_part_of_others() {
        for sentence in [
            "the Cup is full",
            "Shops in Oslo Open",
            "the Wuhan Open Society",
            "the African Cup of Nations",
            "the door is Open",
            "The Shops Open",
            "the Dutch Masters",
            "the Great Wide Open",
        ] {
            let of_work: &[(Range<usize>, &str)] =
                if sentence.ends_with("Wide Open") { &[(1..4, "WORK_OF_ART")] } else { &[] };
            assert!(names(sentence, of_work).iter().all(|name| !name.starts_with("EVENT")), "{sentence}");
        }
        for headline in ["Australians Open Fire", "Australian Shops Open", "Australians Open talks"] {
            assert_eq!(names(headline, &[(0..1, "NORP")]).len(), 1);
            assert!(names(headline, &[(0..1, "NORP")])[0].starts_with("NORP"), "{headline}");
        }
        assert_eq!(with_tournaments(&["the", "US", "Open"], &["ORG".into()], Vec::new()), [], "no label of the model");
    }
}
