//! Names of which rules alone know the label: no model of ours was taught products and languages.

use super::kinds::{TOLD, may_be_body};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// The labels that rules add to those of a model.
pub(super) const ADDED: [&str; 2] = ["LANGUAGE", "PRODUCT"];

/// Whether a model has the labels of OntoNotes, of which these are two: no other schema has groups of people.
pub(super) fn may_be_added(labels: &[LabelId]) -> bool {
    labels.iter().any(|label| label.as_str() == "NORP")
}

/// Puts a name in the place of the spans that it covers, and cuts the one that begins before it: "Kam Air" of "Kam Air
/// Boeing" stays. It gives way to what goes on behind it, or has a label of the user's own.
pub(super) fn put(spans: &mut Vec<Span>, tokens: Range<usize>, label: &str) {
    let which = which_overlap(spans, &tokens);
    let gives_way = |span: &Span| span.tokens.end <= tokens.end && may_be_body(span.label.as_str());
    if spans[which.clone()].iter().all(gives_way) {
        let before = spans[which.clone()].first().filter(|span| span.tokens.start < tokens.start).cloned();
        let before = before.map(|span| Span { tokens: span.tokens.start..tokens.start, ..span });
        let name = Span { tokens, label: label.into(), confidence: TOLD };
        spans.splice(which, before.into_iter().chain([name]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The spans of a sentence with a product put where its words 2 and 3 are.
    fn with_product(found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans("Kam Air Boeing 737 crashed", found, |_, mut spans| {
            put(&mut spans, 2..4, "PRODUCT");
            spans
        })
    }

    #[test]
    fn a_name_takes_the_place_of_what_it_covers() {
        assert_eq!(with_product(&[]), ["PRODUCT Boeing 737"]);
        assert_eq!(with_product(&[(2..3, "ORG")]), ["PRODUCT Boeing 737"]);
        assert_eq!(with_product(&[(0..3, "ORG")]), ["ORG Kam Air", "PRODUCT Boeing 737"]);
    }

    #[test]
    fn a_name_gives_way_to_longer_ones_and_to_the_labels_of_a_user() {
        assert_eq!(with_product(&[(2..5, "EVENT")]), ["EVENT Boeing 737 crashed"]);
        assert_eq!(with_product(&[(2..4, "PLANE")]), ["PLANE Boeing 737"]);
    }
}
