//! Bodies that have a place in their names: "al-Qaeda in Iraq", "Islamic State of Iraq and the Levant", "University of
//! Texas at Austin", "University of the South Pacific".
//!
//! The model ends them before the place, or takes the two for one each.

use super::kinds::is_place_or_body;
use crate::core::sequence::Span;

/// The spans of a sentence, in order and none overlapping another, with each such body whole.
pub(super) fn with_branches(words: &[&str], mut spans: Vec<Span>) -> Vec<Span> {
    let mut at = 0;
    while at + 1 < spans.len() {
        let (body, place) = (&spans[at], &spans[at + 1]);
        let between = &words[body.tokens.end..place.tokens.start];
        if body.label.as_str() == "ORG"
            && is_place_or_body(place.label.as_str())
            && has_place(&words[body.tokens.clone()], between, &words[place.tokens.clone()])
        {
            spans[at].tokens.end = spans[at + 1].tokens.end;
            spans.remove(at + 1);
        } else {
            at += 1;
        }
    }
    spans
}

/// Whether a place is part of the name of the body before it, by what stands between the two.
fn has_place(body: &[&str], between: &[&str], place: &[&str]) -> bool {
    match (body, between) {
        ([.., "Qaeda" | "Qaida" | "Qa'ida"], ["in"] | ["in", "the"])
        | (["University", "of", ..], ["at"])
        | (["University"], ["of"] | ["of", "the"]) => true,
        ([.., "Islamic", "State"], ["of"]) => place == ["Iraq"],
        ([.., "Islamic", "State", _, "Iraq"], ["and"] | ["and", "the"]) => {
            matches!(place, ["Levant" | "Syria" | "Sham"])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;
    use std::ops::Range;

    /// The names of a sentence, its tokens apart, in which the model found some.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, with_branches)
    }

    #[test]
    fn a_place_is_part_of_the_body() {
        assert_eq!(names("al - Qaeda in Iraq said", &[(0..3, "ORG"), (4..5, "GPE")]), ["ORG al - Qaeda in Iraq"]);
        let state = "Islamic State of Iraq and the Levant";
        assert_eq!(names(state, &[(0..4, "ORG"), (6..7, "LOC")]), [format!("ORG {state}")]);
        assert_eq!(names(state, &[(0..2, "ORG"), (3..4, "GPE"), (6..7, "GPE")]), [format!("ORG {state}")]);
        let austin = "University of Texas at Austin";
        assert_eq!(names(austin, &[(0..3, "ORG"), (4..5, "GPE")]), [format!("ORG {austin}")]);
        let pacific = "University of the South Pacific";
        assert_eq!(names(pacific, &[(0..1, "ORG"), (3..5, "LOC")]), [format!("ORG {pacific}")]);
    }

    #[test]
    fn a_place_may_be_where_it_is() {
        let two = |sentence, found: [(Range<usize>, &str); 2]| names(sentence, &found).len() == 2;
        assert!(two("Acme in Iraq", [(0..1, "ORG"), (2..3, "GPE")]));
        assert!(two("Islamic State in Iraq", [(0..2, "ORG"), (3..4, "GPE")]));
        assert!(two("University of Oslo in Norway", [(0..3, "ORG"), (4..5, "GPE")]));
        assert!(two("Oslo University of the Arts", [(0..2, "ORG"), (4..5, "ORG")]));
        assert!(two("al - Qaeda in Iraq", [(0..3, "GANG"), (4..5, "GPE")]), "a label of the user's own");
    }
}
