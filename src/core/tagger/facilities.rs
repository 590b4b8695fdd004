//! Facilities that their last word tells: "Tihar Jail", "Thika Superhighway", "Dhaka-Mymensingh highway".
//!
//! The model takes them for places or works where it does not know what stands before that word. What is a family name,
//! a club or a body as well is not on the list: "Park", "Hospital", "Museum".

use super::kinds::{TOLD, is_place_or_person, is_work};
use crate::core::schema::LabelId;
use crate::core::sequence::Span;

/// What a facility is called.
const SITES: &[&str] = &[
    "Airport",
    "Boulevard",
    "Expressway",
    "Freeway",
    "Highway",
    "Jail",
    "Motorway",
    "Penitentiary",
    "Prison",
    "Stadium",
    "Superhighway",
    "Tunnel",
];

/// What a way is called between two places.
const WAYS: &[&str] = &["expressway", "highway", "motorway", "railway", "road"];

/// The spans of a sentence, in order and none overlapping another, with each facility as that.
pub(super) fn with_facilities(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "FAC") else { return spans };
    for span in &mut spans {
        if let Some(end) = facility_end(words, span) {
            span.tokens.end = end;
            *span = Span { label: label.clone(), confidence: span.confidence.max(TOLD), ..span.clone() };
        }
    }
    spans
}

/// Where the facility ends that a span names, if it names one.
fn facility_end(words: &[&str], span: &Span) -> Option<usize> {
    let (label, end) = (span.label.as_str(), span.tokens.end);
    match words[span.tokens.clone()] {
        [_, "-", _] if label == "GPE" => words.get(end).filter(|way| WAYS.contains(way)).map(|_| end + 1),
        [.., name, site] if is_place_or_person(label) || is_work(label) => {
            (name.starts_with(char::is_uppercase) && SITES.contains(&site)).then_some(end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;
    use std::ops::Range;

    /// The name of a sentence, its tokens apart, in which the model found one.
    fn name(sentence: &str, found: Range<usize>, label: &str) -> Vec<String> {
        marked::spans(sentence, &[(found, label)], |words, spans| with_facilities(words, &["FAC".into()], spans))
    }

    #[test]
    fn facilities_are_known_by_their_last_word() {
        assert_eq!(name("held in Tihar Jail", 2..4, "GPE"), ["FAC Tihar Jail"]);
        assert_eq!(name("Sing Sing Prison", 0..3, "WORK_OF_ART"), ["FAC Sing Sing Prison"]);
        let road = "Dhaka - Mymensingh highway";
        assert_eq!(name(&format!("the {road} was blocked"), 1..4, "GPE"), [format!("FAC {road}")]);
    }

    #[test]
    fn other_names_are_no_facilities() {
        assert_eq!(name("Jail", 0..1, "GPE"), ["GPE Jail"], "it has no name");
        assert_eq!(name("Poems from Prison", 0..3, "WORK_OF_ART"), ["WORK_OF_ART Poems from Prison"]);
        assert_eq!(name("Ann Park", 0..2, "PERSON"), ["PERSON Ann Park"]);
        assert_eq!(name("Tihar Jail said", 0..2, "ORG"), ["ORG Tihar Jail"]);
        assert_eq!(name("Tihar Jail", 0..2, "SITE"), ["SITE Tihar Jail"], "a label of the user's own");
        assert_eq!(name("the Dhaka road", 1..2, "GPE"), ["GPE Dhaka"]);
        assert_eq!(name("a Dhaka - Delhi deal", 1..4, "GPE"), ["GPE Dhaka - Delhi"]);
        let spans = vec![Span { tokens: 0..2, label: "GPE".into(), confidence: 0.5 }];
        assert_eq!(with_facilities(&["Tihar", "Jail"], &["GPE".into()], spans.clone()), spans, "no label of the model");
    }
}
