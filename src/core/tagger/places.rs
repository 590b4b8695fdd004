//! Mountains, waters and islands that their own words tell: "Mount Apo", "Gulf of Oman", "Kilauea volcano".
//!
//! The model takes them for places that have a government. What towns and states are called after as well is not on
//! the lists: "River", "Valley", "Islands".

use super::is_among;
use super::kinds::TOLD;
use super::particles::WATERS;
use crate::core::sequence::Span;

/// Last words.
const LAST: &[&str] =
    &["Delta", "Desert", "Gulf", "Mountains", "Ocean", "Peninsula", "Sea", "Strait", "Trench", "Volcano"];

/// Islands and regions that have no government, or that are known for their nature.
const WILD: &str = "Azores Balkans Borneo Caucasus Himalayas Java Levant Luzon Mindanao Patagonia Sahara Sahel Siberia Sinai \
    Sumatra Yucatan";

/// What stands behind a name without a capital.
const BEHIND: &[&str] = &["desert", "island", "mountains", "volcano"];

/// A name under the label of the kind of place that the words tell, if they do.
pub(super) fn as_place(words: &[&str], name: Span) -> Span {
    if name.label.as_str() == "GPE" && is_of_nature(words, &name) {
        Span { label: "LOC".into(), confidence: name.confidence.max(TOLD), ..name }
    } else {
        name
    }
}

fn is_of_nature(words: &[&str], name: &Span) -> bool {
    let behind = &words[name.tokens.end..];
    let is_told = behind.first().is_some_and(|word| BEHIND.contains(word));
    match words[name.tokens.clone()] {
        // "Mount Vernon, Washington" is a town.
        ["Mount" | "Mt" | "Mt.", _, ..] => !matches!(behind, [",", state, ..] if state.starts_with(char::is_uppercase)),
        [first, "of", ..] => first == "Isle" || WATERS.contains(&first),
        [_, .., last] => LAST.contains(&last) || is_told,
        [word] => is_told || is_among(WILD, word),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The label of a name that a sentence, its tokens apart, begins with.
    fn label(sentence: &str, length: usize, label: &str) -> String {
        let words: Vec<&str> = sentence.split(' ').collect();
        as_place(&words, Span { tokens: 0..length, label: label.into(), confidence: 0.5 }).label.to_string()
    }

    #[test]
    fn what_has_no_government_is_told_by_its_words() {
        assert_eq!(label("Mount Apo in Davao", 2, "GPE"), "LOC");
        assert_eq!(label("Gulf of Oman", 3, "GPE"), "LOC");
        assert_eq!(label("Niger Delta states", 2, "GPE"), "LOC");
        assert_eq!(label("Kilauea volcano", 1, "GPE"), "LOC");
        assert_eq!(label("Siberia is cold", 1, "GPE"), "LOC");
        assert_eq!(label("North Java island", 2, "GPE"), "LOC");
    }

    #[test]
    fn other_places_have_one() {
        assert_eq!(label("Mount Vernon , Washington", 2, "GPE"), "GPE");
        assert_eq!(label("Delta state", 1, "GPE"), "GPE");
        assert_eq!(label("Republic of Congo", 3, "GPE"), "GPE");
        assert_eq!(label("Cyprus , Malta", 1, "GPE"), "GPE");
        assert_eq!(label("Marshall Islands", 2, "GPE"), "GPE");
        assert_eq!(label("Gulf of Oman", 3, "PORT"), "PORT", "a label of the user's own");
    }
}
