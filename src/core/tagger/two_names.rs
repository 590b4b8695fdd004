//! Two names in one span: "Acme's Widget Board", "Turkey and Libya", "U.S.-Iran".
//!
//! They are two if the article has the owner, or both places, by themselves elsewhere; and one if it has not: "Lloyd's
//! Register". Of 101 such owners in the corpora, what 88 of them own is marked apart. And they are two if what is owned
//! looks like somebody, "Spain's Ann Barlow", or if the model takes each place for one where it stands alone; but
//! "Trinidad and Tobago" is one.

use super::owners::PARTS;
use super::{Alone, Suggestion, is_among};
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What is no half of a longer name before or behind a hyphen, mostly, with the label that it has.
const BLOCS: &[(&str, &str)] = &[
    ("EU", "ORG"),
    ("NATO", "ORG"),
    ("U.K.", "GPE"),
    ("U.N.", "ORG"),
    ("U.S.", "GPE"),
    ("UK", "GPE"),
    ("UN", "ORG"),
    ("US", "GPE"),
];

/// Last words of names that have a hyphen or "and", though each half may be a name of its own.
const WHOLE: &[&str] = &[
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Bosnia-Herzegovina",
    "Brighton and Hove",
    "Guinea-Bissau",
    "Jammu and Kashmir",
    "Jammu-Kashmir",
    "Kensington and Chelsea",
    "Kitts and Nevis",
    "Newfoundland and Labrador",
    "Timor-Leste",
    "Tome and Principe",
    "Tomé and Príncipe",
    "Trinidad and Tobago",
    "Turks and Caicos",
    "Tyne and Wear",
    "UN-Habitat",
    "UN-Women",
];

/// Words in the names of places and bodies, and of no people.
const OF_NO_PEOPLE: &str = "Abu Academy Affairs Agency Airlines Airport American Analytics Army Art Arts Assembly Authority Banco Bank \
    Banks Bay Beach Board Brand British Broadcasting Bureau Burger Burgers Campaign Canyon Capital Cathedral \
    Center Central Centre Chamber Chicken Church City Club Coast Coffee College Commission Committee Communist \
    Company Computer Conservative Constitutional Corporation Costa Cottage Council County Court Cream Credit \
    Crossing Daily Deir Delta Democratic Department Deutsche District Division East Eastern El Electoral Electric \
    Emergency Energy Entertainment Eye Family Federal Federation Festival Financial Fire First Food Foods Force \
    Forces Forest Foundation Front Fund Gate Gold Goods Grand Great Greens Group Gulf Hall Harbor Harbour Health \
    High Hill Hills Hole Home Hospital Hotel House Ice Improvement Inner Institute Insurance International \
    Investment Investors Island Islands Judicial Justice Kitchen Labor Laboratory Labour Lago Lake Law League \
    Liberal Library Limited Love Lower Management Market Media Memorial Met Meteorological Military Ministry \
    Mission Mont Monte Motor Motors Mount Mountain Museum Music National Navy New News Nizhny Nuclear Oblast \
    Office Oil Olympic Open Outer Palace Park Parliament Party Peninsula People Petroleum Pizza Point Police Porto \
    Premier Press Pro Program Programme Project Province Public Railway Railways Real Realty Records Red Republic \
    Republican Research Reserve Revolutionary River Road Royal Saint-Germain San Santa School Science Sea Second \
    Secretariat Security Senate Service Services Side Sierra Social Socialist Society South Southern Space \
    Sporting Square Stadium Starliner State States Station Steel Stock Street Strip Studio Studios Super Supreme \
    Systems Team Technologies Technology Telecom Television Theater Theatre Theory Times Tower Town Transport \
    Treasury Trust Union Unit United University Upper Valley Village West Western Wharf White Working Works World \
    Zoo";

/// How sure it can be at most what something is of which only the owner is known.
const DOUBT: f32 = 0.5;

/// The label that each name of an article has where it stands by itself.
type ByItself<'a> = FxHashMap<&'a str, LabelId>;

/// The suggestions of a whole text, with two for each that has two names; in order if they were.
pub(super) fn split(text: &Text, suggestions: Vec<Suggestion>, alone: Alone) -> Vec<Suggestion> {
    let by_itself: ByItself = suggestions.iter().map(|it| (text.slice(it.range), it.label.clone())).collect();
    let mut names = Vec::with_capacity(suggestions.len());
    for suggestion in suggestions {
        let Some((first, second)) = two_names(text.slice(suggestion.range), &suggestion.label, &by_itself, alone)
        else {
            names.push(suggestion);
            continue;
        };
        let Range { start, end } = suggestion.range.as_usize();
        for (name, range) in [(first, start..start + first.len()), (second, end - second.len()..end)] {
            let known = by_itself.get(name).cloned().or_else(|| label_of_bloc(name));
            // Whom a club or a company has; what a country has is a place as often, and the model may tell.
            let is_owned = range.end == end && is_somebody(name);
            let is_person = || suggestion.label.as_str() == "ORG" || is_alone(alone, name, "PERSON");
            let somebody = (is_owned && is_person()).then(|| "PERSON".into());
            // What nothing but its owner tells is a question.
            let most = if known.is_none() && range.end == end { DOUBT } else { 1.0 };
            let label = known.or(somebody).unwrap_or(suggestion.label.clone());
            let confidence = suggestion.confidence.min(most);
            names.push(Suggestion { range: TextRange::from_usize(range), label, confidence, ..suggestion.clone() });
        }
    }
    names
}

/// The two names in a surface form under a label, if it has two.
fn two_names<'a>(surface: &'a str, label: &LabelId, by_itself: &ByItself, alone: Alone) -> Option<(&'a str, &'a str)> {
    let is_known = |name: &str| by_itself.contains_key(name);
    let owner = || ["'s ", "’s "].into_iter().find_map(|owns| surface.split_once(owns));
    let is_owned = |owner: &str, owned: &str| is_known(owner) || !PARTS.contains(&owner) && is_somebody(owned);
    let owner = || owner().filter(|(owner, owned)| owned.starts_with(char::is_uppercase) && is_owned(owner, owned));
    // "Castles of Peru and Chile", "Peru, Chile and Bolivia"
    let is_longer = || surface.contains(',') || surface.contains(" of ");
    let is_place = |name: &str| is_known(name) || !is_longer() && is_alone(alone, name, "GPE");
    let places = || surface.split_once(" and ").map(|(one, other)| (one, other.strip_prefix("the ").unwrap_or(other)));
    let places = || places().filter(|(one, other)| is_place(one) && is_place(other));
    let pair = || surface.split_once(['-', '–']).filter(|&(one, other)| is_pair(one, other, label, by_itself));
    match label.as_str() {
        "GPE" | "ORG" if WHOLE.iter().any(|whole| surface.ends_with(whole)) => None,
        "ORG" => owner().or_else(pair),
        "GPE" => owner().or_else(places).or_else(pair),
        _ => None,
    }
}

/// Whether a name that stands alone has this label.
fn is_alone(alone: Alone, name: &str, label: &str) -> bool {
    alone(name).is_some_and(|it| it.as_str() == label)
}

/// Whether a name looks like that of a person: two or three capitalised words, none of which is of something else.
fn is_somebody(name: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) && !is_of_no_person(word)
    };
    matches!(name.split(' ').count(), 2 | 3) && name.split(' ').all(is_name)
}

/// Whether a word is in the names of places and bodies, and of no people.
pub(super) fn is_of_no_person(word: &str) -> bool {
    is_among(OF_NO_PEOPLE, word)
}

/// Whether what stands on both sides of a hyphen are two names: one is a bloc, or the article has both by themselves.
fn is_pair(one: &str, other: &str, label: &LabelId, by_itself: &ByItself) -> bool {
    let is_known =
        |name: &str| by_itself.get(name).is_some_and(|it| matches!(it.as_str(), "GPE" | "LOC" | "NORP" | "ORG"));
    let is_bloc = |name: &str| label_of_bloc(name).is_some();
    // "US-China Business Council" is one.
    let is_short = label.as_str() == "GPE" || !one.contains(' ') && !other.contains(' ');
    let has_bloc = (is_bloc(one) || is_bloc(other)) && is_short;
    // A headline has "US-Led", with a capital, and somebody meets the "United Arab Emirates".
    let is_led = other.split(' ').next().is_some_and(|first| first.ends_with("ed") && first != "United");
    other.starts_with(char::is_uppercase) && !is_led && (has_bloc || is_known(one) && is_known(other))
}

fn label_of_bloc(name: &str) -> Option<LabelId> {
    BLOCS.iter().find(|(bloc, _)| *bloc == name).map(|&(_, label)| label.into())
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// Splits what a text, in which names are marked as "[ORG Acme]", has under them. Some names are known alone.
    fn halves(marked: &str) -> Vec<String> {
        let alone = |name: &str| match name {
            "Bosnia" | "Herzegovina" | "Italy" | "Land of Italy" | "Soviet Union" => Some("GPE".into()),
            "Santiago Barlow" => Some("PERSON".into()),
            _ => None,
        };
        marked::suggested(marked, |text, suggestions| split(text, suggestions, &alone))
    }

    #[test]
    fn an_owner_that_is_marked_elsewhere_is_a_name_of_its_own() {
        let expected = ["GPE Oslo", "ORG Water Board", "GPE Oslo"];
        assert_eq!(halves("[ORG Oslo's Water Board] is the largest in [GPE Oslo]."), expected);
        assert_eq!(
            halves("[GPE Oslo’s Water Board] is the largest in [GPE Oslo]."),
            ["GPE Oslo", "GPE Water Board", "GPE Oslo"]
        );
        assert_eq!(halves("[ORG Lloyd's Register] has moved to [GPE Oslo]."), ["ORG Lloyd's Register", "GPE Oslo"]);
        let expected = ["DISEASE Huntington's Disease", "PERSON Huntington"];
        assert_eq!(halves("[DISEASE Huntington's Disease] was described by [PERSON Huntington]."), expected);
    }

    #[test]
    fn who_owns_somebody_is_a_name_of_its_own() {
        assert_eq!(halves("[GPE Spain's Ann Barlow] scored."), ["GPE Spain", "GPE Ann Barlow"]);
        assert_eq!(halves("[ORG Acme City’s Bo Li]"), ["ORG Acme City", "PERSON Bo Li"]);
        assert_eq!(halves("[GPE Peru's Santiago Barlow] left."), ["GPE Peru", "PERSON Santiago Barlow"]);
        let expected = ["ORG Acme", "PERSON Bo Li", "ORG Acme"];
        assert_eq!(halves("[ORG Acme's Bo Li] left [ORG Acme]."), expected);
        for whole in [
            "[GPE Prince George's County]",
            "[ORG Queen's University Belfast]",
            "[GPE Cox's Bazar]",
            "[ORG Oslo's Water Board]",
            "[GPE People's Republic of Peru]",
            "[WORK_OF_ART Spain's Ann Barlow]",
        ] {
            assert_eq!(halves(whole), [whole.trim_matches(['[', ']'])]);
        }
    }

    #[test]
    fn two_places_are_two_if_both_are_marked_elsewhere() {
        let expected = ["GPE Peru", "GPE Chile", "GPE Chile", "GPE Peru"];
        assert_eq!(halves("[GPE Peru and Chile] met. [GPE Chile] had asked [GPE Peru] to."), expected);
        let expected = ["GPE Trinidad and Tobago", "GPE Trinidad", "GPE Tobago"];
        assert_eq!(halves("[GPE Trinidad and Tobago] votes, in [GPE Trinidad] today, on [GPE Tobago] too."), expected);
    }

    #[test]
    fn two_places_are_two_if_the_model_knows_both() {
        assert_eq!(halves("[GPE Italy and the Soviet Union]"), ["GPE Italy", "GPE Soviet Union"]);
        for whole in [
            "[GPE Bosnia and Herzegovina]",
            "[GPE Land of Italy and Bosnia]",
            "[GPE Italy and Sciences]",
            "[ORG Italy and Soviet Union]",
        ] {
            assert_eq!(halves(whole), [whole.trim_matches(['[', ']'])]);
        }
    }

    #[test]
    fn two_sides_of_a_hyphen_are_two_if_one_is_a_bloc_or_both_are_marked_elsewhere() {
        assert_eq!(halves("[GPE U.S.-Iran] talks"), ["GPE U.S.", "GPE Iran"]);
        assert_eq!(halves("[GPE US-United Kingdom] talks"), ["GPE US", "GPE United Kingdom"]);
        assert_eq!(halves("[GPE US–South Korea] talks"), ["GPE US", "GPE South Korea"]);
        assert_eq!(halves("The [ORG EU-Mercosur] pact"), ["ORG EU", "ORG Mercosur"]);
        assert_eq!(halves("The [ORG US-Kenya] pact with [GPE Kenya]"), ["GPE US", "GPE Kenya", "GPE Kenya"]);
        let expected = ["GPE Israel", "ORG Hamas", "GPE Israel", "ORG Hamas"];
        assert_eq!(halves("The [GPE Israel-Hamas] war: [GPE Israel] struck [ORG Hamas]."), expected);
    }

    #[test]
    fn a_name_may_have_a_hyphen() {
        for name in [
            "[ORG EU-Funded]",
            "[GPE Timor-Leste]",
            "[ORG UN-Habitat]",
            "[ORG US-China Business Council]",
            "[GPE Delhi-Mumbai]",
        ] {
            assert_eq!(halves(name), [name.trim_matches(['[', ']'])]);
        }
        let expected = ["GPE Guinea-Bissau", "GPE Guinea", "GPE Bissau"];
        assert_eq!(halves("[GPE Guinea-Bissau] is not [GPE Guinea], but [GPE Bissau]."), expected);
        let expected = ["GPE Winston-Salem", "PERSON Winston", "GPE Salem"];
        assert_eq!(halves("[GPE Winston-Salem] is not [PERSON Winston], nor [GPE Salem]."), expected);
    }
}
