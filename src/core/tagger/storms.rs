//! Storms: "Hurricane Ida", "Super Typhoon Fung-wong".
//!
//! The model takes their names for people, places or works, without the word that says what they are, with the rest of a
//! headline, or does not know them.

use super::kinds::{TOLD, is_place_or_person, is_work};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// What stands before the name of a storm, and is part of it.
const STORMS: &[&str] = &["Cyclone", "Hurricane", "Storm", "Superstorm", "Typhoon"];

/// What may stand before that.
const STRENGTHS: &[&str] = &["Severe", "Super", "Tropical", "Winter"];

/// What stands where the name of a storm does, and is none.
const NO_NAMES: &[&str] = &[
    "Alley",
    "Center",
    "Centre",
    "Committee",
    "Creek",
    "Deliveries",
    "Fence",
    "Force",
    "Harbor",
    "Heist",
    "Hunter",
    "Hunters",
    "Jet",
    "King",
    "Lagoon",
    "Lake",
    "Memorial",
    "Preparedness",
    "Racing",
    "Recovery",
    "Relief",
    "Ridge",
    "Season",
    "Signal",
    "Squadron",
    "Taskforce",
    "Warning",
    "Watch",
];

/// The spans of a sentence, in order and none overlapping another, with each storm whole as an event. What is an
/// organisation or a building is none: "Hurricane Center".
pub(super) fn with_storms(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "EVENT") else { return spans };
    for says in 0..words.len().saturating_sub(1) {
        let Some(storm) = storm(words, says) else { continue };
        let which = which_overlap(&spans, &storm);
        let over = &spans[which.clone()];
        let may_be = |span: &Span| {
            let label = span.label.as_str();
            span.tokens.start >= storm.start && (is_place_or_person(label) || is_work(label))
        };
        let is_named = over.iter().any(|span| span.tokens.contains(&(says + 1)));
        if over.iter().all(may_be) && (is_named || over.is_empty() && is_clear(words, says, &storm)) {
            let confidence = over.iter().map(|span| span.confidence).fold(TOLD, f32::max);
            spans.splice(which, [Span { tokens: storm, label: label.clone(), confidence }]);
        }
    }
    spans
}

/// The name, with what stands before it, of a storm of which a word says that it is one.
fn storm(words: &[&str], says: usize) -> Option<Range<usize>> {
    let name = says + 1;
    // Most words have no capital, and it is quick to see.
    let are_capitalised = words[says..=name].iter().all(|word| word.starts_with(char::is_uppercase));
    let is_storm = are_capitalised && STORMS.contains(&words[says]) && !NO_NAMES.contains(&words[name]);
    is_storm.then_some(())?;
    let first = says - words[..says].iter().rev().take_while(|word| STRENGTHS.contains(word)).count();
    // "Fung-wong"
    let goes_on = words.get(name + 1) == Some(&"-")
        && words.get(name + 2).is_some_and(|word| word.starts_with(char::is_lowercase) && !is_done(word));
    Some(first..if goes_on { name + 3 } else { name + 1 })
}

/// Whether a word says what a storm does behind its name: "Ida-hit", "Ida-affected".
fn is_done(word: &str) -> bool {
    word.ends_with("ed") || matches!(word, "hit" | "like" | "prone" | "stricken" | "struck")
}

/// Whether these words name a storm where the model sees nothing: in a headline they may be any.
fn is_clear(words: &[&str], says: usize, storm: &Range<usize>) -> bool {
    let name = words[says + 1];
    let is_kind = !words[says].ends_with("torm") || words[..says].last() == Some(&"Tropical");
    let ends = words.get(storm.end).is_none_or(|next| !next.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    is_kind && ends && name.contains(char::is_lowercase)
}

/// What a storm is called for short: "Ida" for "Hurricane Ida".
pub(super) fn name_of_storm<'a>(storm: &'a str, label: &LabelId) -> Option<&'a str> {
    let (says, name) = storm.rsplit_once(' ')?;
    (label.as_str() == "EVENT" && STORMS.contains(&says.rsplit(' ').next()?)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> [LabelId; 2] {
        ["EVENT", "GPE"].map(LabelId::from)
    }

    #[test]
    fn a_name_that_cannot_grow_takes_none_away() {
        let words = ["Gulf", "Tropical", "Storm", "Ida"];
        let span = |tokens| Span { tokens, label: "GPE".into(), confidence: 0.9 };
        let spans = vec![span(0..2), span(2..3), span(3..4)];
        assert_eq!(with_storms(&words, &labels(), spans.clone()), spans);
    }

    #[test]
    fn storms_are_events_with_the_word_that_says_so() {
        let words = ["Tropical", "Storm", "Ida", "and", "Hurricane", "Gus", "left", "the", "Hurricane", "Center"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.5 };
        let storm = |tokens| Span { tokens, label: "EVENT".into(), confidence: TOLD };
        let office = span(8..10, "FAC");
        let expected = [storm(0..3), storm(4..6), office.clone()];
        let apart = vec![span(0..2, "GPE"), span(2..3, "PERSON"), span(5..6, "GPE"), office.clone()];
        assert_eq!(with_storms(&words, &labels(), apart), expected);
        let whole = vec![span(0..3, "PERSON"), span(4..6, "WORK_OF_ART"), office];
        assert_eq!(with_storms(&words, &labels(), whole), expected);
        let other = vec![span(2..3, "SHIP"), span(4..5, "GPE")];
        assert_eq!(with_storms(&words, &labels(), other.clone()), other);
    }

    /// The storms of a sentence, its tokens apart, in which the model found some of the words under a label.
    fn storms(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let span = |(tokens, label): &(Range<usize>, &str)| Span {
            tokens: tokens.clone(),
            label: (*label).into(),
            confidence: 0.5,
        };
        let spans = with_storms(&words, &labels(), found.iter().map(span).collect());
        let storms = spans.into_iter().filter(|span| span.label.as_str() == "EVENT");
        storms.map(|span| words[span.tokens].join(" ")).collect()
    }

    #[test]
    fn storms_are_known_where_the_model_knows_none() {
        assert_eq!(storms("Super Typhoon Fung - wong hit Luzon", &[]), ["Super Typhoon Fung - wong"]);
        assert_eq!(storms("Cyclone Ditwah 's winds", &[]), ["Cyclone Ditwah"]);
        assert_eq!(storms("Tropical Storm Bualoi moved", &[]), ["Tropical Storm Bualoi"]);
        let headline = "Typhoon Uwan Leaves 18 Dead";
        assert_eq!(storms(headline, &[(0..5, "WORK_OF_ART")]), ["Typhoon Uwan"]);
        for sentence in [
            headline,
            "The Storm Ended",
            "a Typhoon jet",
            "the Hurricane Season begins",
            "the Typhoon Jet Company",
            "Carolina Hurricanes won",
        ] {
            assert_eq!(storms(sentence, &[]), [""; 0], "{sentence}");
        }
        assert_eq!(storms("Hurricane Center said", &[(0..2, "ORG")]), [""; 0]);
        assert_eq!(storms("Tropical Storm Watch", &[(0..3, "GPE")]), [""; 0]);
        assert_eq!(with_storms(&["Cyclone", "Ida", "hit"], &["GPE".into()], Vec::new()), [], "no label of the model");
    }
}
