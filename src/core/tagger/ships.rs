//! Ships, by what stands before their names: "USS Cole", "the frigate Absalon", "space shuttle Discovery".
//!
//! The model takes them for people, mostly without their first word.

use super::told::{may_be_added, put};
use super::{is_among, is_capitalised, span_over, which_overlap};
use crate::core::schema::LabelId;
use crate::core::sequence::Span;

/// What stands before the name and is part of it. What means something else as well is not on the list: "INS", "MS".
const PREFIXES: &str = "BRP H.M.S. HMAS HMCS HMNZS HMS KRI MV RMS ROKS U.S.S. USCGC USNS USS";

/// What a ship is.
const KINDS: &str = "battleship carrier cruiser destroyer frigate icebreaker ship submarine trawler warship";

/// What stands before "ship" or "carrier" where a name may follow.
const OF_KINDS: &str = "aircraft cargo combat container cruise hospital rescue research survey";

/// The space shuttles.
const SHUTTLES: &str = "Atlantis Challenger Columbia Discovery Endeavour";

/// Capitals behind the kind, or a name, that are part of none.
const NO_NAMES: &str = "Capt. Captain Carrier Commander Friday I Monday Saturday Sunday Thursday Tuesday Wednesday";

/// The most words of a name.
const LONGEST: usize = 4;

/// The spans of a sentence, in order and none overlapping another, with each ship as a product.
pub(super) fn with_ships(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    if !may_be_added(labels) {
        return spans;
    }
    for says in 0..words.len().saturating_sub(1) {
        // Most words have no capital before or behind them, and it is quick to see.
        if !is_capitalised(words[says + 1]) {
            continue;
        }
        let ship = if is_among(PREFIXES, words[says]) {
            Some(says..name_end(words, says + 1, &spans))
        } else if is_shuttle(words, says) {
            Some(says + 1..says + 2)
        } else {
            is_kind(words, says, &spans).then(|| says + 1..name_end(words, says + 1, &spans))
        };
        // "the USS Monday" has no name.
        if let Some(ship) = ship.filter(|ship| ship.end > says + 1) {
            put(&mut spans, ship, "PRODUCT");
        }
    }
    spans
}

fn is_shuttle(words: &[&str], says: usize) -> bool {
    matches!(words[says], "shuttle" | "shuttles") && is_among(SHUTTLES, words[says + 1])
}

/// Whether a word says what a ship is whose name follows: not "the frigate China built".
fn is_kind(words: &[&str], says: usize, spans: &[Span]) -> bool {
    let is_ship = is_among(KINDS, words[says])
        && (!matches!(words[says], "carrier" | "ship") || says > 0 && is_among(OF_KINDS, words[says - 1]));
    let name = words[says + 1];
    let may_be = |span: &Span| matches!(span.label.as_str(), "PERSON" | "WORK_OF_ART");
    is_ship && !is_among(NO_NAMES, name) && !is_among(PREFIXES, name) && span_over(spans, says + 1).is_none_or(may_be)
}

/// Where the name ends that begins at a token: with the first span in it, or, if there is none, after two words.
fn name_end(words: &[&str], at: usize, spans: &[Span]) -> usize {
    let is_part = |word: &&&str| is_capitalised(word) && !is_among(NO_NAMES, word);
    let run = words[at..].iter().take(LONGEST).take_while(is_part).count();
    let marked = spans[which_overlap(spans, &(at..at + run))].first();
    // The span of "USS Cole Carrier Strike Group" is none of a ship.
    let marked = marked.filter(|span| !words[at..span.tokens.end].iter().any(|word| is_among(NO_NAMES, word)));
    let mut end = marked.map_or(if run > 2 { at + 1 } else { at + run }, |span| span.tokens.end);
    while let ["-", next, ..] = words[end..]
        && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    {
        end += 2;
    }
    if words[end..].starts_with(&["the", "Great"]) { end + 2 } else { end }
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;
    use std::ops::Range;

    /// The names of a sentence, its tokens apart, in which the model found some.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, |words, spans| with_ships(words, &["NORP".into()], spans))
    }

    #[test]
    fn ships_are_told_by_the_words_before() {
        assert_eq!(names("the USS Ronald Reagan with", &[(2..4, "PERSON")]), ["PRODUCT USS Ronald Reagan"]);
        assert_eq!(names("the USNS Mercy , left", &[]), ["PRODUCT USNS Mercy"]);
        let officer = "USS Carl Vinson Captain Bo Li";
        assert_eq!(names(officer, &[(1..3, "PERSON"), (4..6, "PERSON")]), ["PRODUCT USS Carl Vinson", "PERSON Bo Li"]);
        assert_eq!(names("HMS Prince of Wales sailed", &[(0..4, "ORG")]), ["PRODUCT HMS Prince of Wales"]);
        assert_eq!(names("KRI Nanggala - 402 sank", &[]), ["PRODUCT KRI Nanggala - 402"]);
        assert_eq!(names("the destroyer Admiral Lind and", &[(3..4, "PERSON")]), ["PRODUCT Admiral Lind"]);
        assert_eq!(names("a cruise ship Ann Li docked", &[(3..5, "PERSON")]), ["PRODUCT Ann Li"]);
        assert_eq!(names("research ship Ka'imikai - O - Kanaloa sank", &[]), ["PRODUCT Ka'imikai - O - Kanaloa"]);
        assert_eq!(names("battle cruiser Peter the Great led", &[(2..3, "PERSON")]), ["PRODUCT Peter the Great"]);
        assert_eq!(names("space shuttle Discovery 's", &[]), ["PRODUCT Discovery"]);
    }

    #[test]
    fn what_stands_behind_a_ship_may_be_another() {
        for sentence in [
            "the destroyer Monday",
            "the USS was",
            "the USS Monday",
            "the ship Estonia",
            "the carrier Lufthansa",
            "the shuttle Service",
            "the frigate Capt. Lind",
        ] {
            assert_eq!(names(sentence, &[]), [""; 0], "{sentence}");
        }
        assert_eq!(names("the frigate China built", &[(2..3, "GPE")]), ["GPE China"]);
        let group = "USS Cole Carrier Strike Group";
        assert_eq!(names(group, &[(0..5, "ORG")]), [format!("ORG {group}")]);
        assert_eq!(names("a USS Cole", &[(1..3, "SHIP")]), ["SHIP USS Cole"], "a label of the user's own");
        let spans = marked::spans("the USS Cole", &[], |words, spans| with_ships(words, &["ORG".into()], spans));
        assert_eq!(spans, [""; 0], "a model with other labels");
    }
}
