//! The states behind the parties of American politicians: "Ky." in "Ann Lee, R-Ky.", "S.C." in "Bo Li (D-S.C.)".
//!
//! The model takes the party's letter into the name, leaves the state's full stop out, or does not know them.

use super::is_among;
use super::kinds::{TOLD, is_person, may_be_body};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// The states as news cuts them short; a full stop that follows belongs to them.
const SHORT: &str = "Ala Alas Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Mass Md Mich Minn Miss Mo \
    Mont Neb Nebr Nev Okla Ore Pa Tenn Tex Va Vt W.Va Wash Wis Wyo";

/// Those that are written in full, or with a full stop behind each letter.
const WHOLE: &str = "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii \
    Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi \
    Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia \
    Washington Wisconsin Wyoming D.C. N.C. N.D. N.H. N.J. N.M. N.Y. R.I. S.C. S.D.";

/// First words of those in two words.
const FIRST: &str = "New North Rhode South West";

/// The spans of a sentence, in order and none overlapping another, with each state behind a party by itself.
pub(super) fn with_states(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "GPE") else { return spans };
    for party in (1..words.len()).filter(|&at| matches!(words[at], "D" | "I" | "R")) {
        let Some(state) = state(words, party) else { continue };
        let which = which_overlap(&spans, &(party..state.end));
        let over = &spans[which.clone()];
        let person =
            spans[..which.end].last().filter(|span| is_person(span.label.as_str()) && span.tokens.end >= party);
        let is_of_person = person.is_some_and(|person| person.tokens.start < party);
        if !(is_of_person || matches!(words[party - 1], "," | "("))
            || !over.iter().all(|span| may_be_body(span.label.as_str()))
        {
            continue;
        }
        let name = over.first().filter(|span| span.tokens.start < party).cloned();
        let name = name.map(|name| Span { tokens: name.tokens.start..party, ..name });
        let state = Span { tokens: state, label: label.clone(), confidence: TOLD };
        spans.splice(which, name.into_iter().chain([state]));
    }
    spans
}

/// The state behind the letter of a party.
fn state(words: &[&str], party: usize) -> Option<Range<usize>> {
    let [hyphen, first, rest @ ..] = words.get(party + 1..)? else { return None };
    let has_stop = is_among(SHORT, first) && rest.first() == Some(&".");
    let has_more = is_among(FIRST, first) && rest.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let is_code = first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_state = *hyphen == "-" && (is_among(SHORT, first) || is_among(WHOLE, first) || has_more || is_code);
    let start = party + 2;
    is_state.then(|| start..start + 1 + usize::from(has_stop || has_more))
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The names of a sentence, its tokens apart, in which the model found some of them.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        let labels = ["PERSON", "GPE", "PARTY"].map(LabelId::from);
        marked::spans(sentence, found, |words, spans| with_states(words, &labels, spans))
    }

    #[test]
    fn states_stand_behind_the_letter_of_a_party() {
        let person = (0..2, "PERSON");
        for (sentence, state) in [
            ("Bo Li , R - Ky . , spoke", "Ky ."),
            ("Bo Li ( D - Va . ) spoke", "Va ."),
            ("Bo Li , D - Ill .", "Ill ."),
            ("Bo Li , R - Texas .", "Texas"),
            ("Bo Li , I - N.H. , spoke", "N.H."),
            ("Bo Li ( D - MN ) spoke", "MN"),
            ("Bo Li , D - New York , spoke", "New York"),
        ] {
            assert_eq!(names(sentence, std::slice::from_ref(&person)), ["PERSON Bo Li", &format!("GPE {state}")]);
        }
        assert_eq!(names("Bo Li ( D - Va . )", &[person.clone(), (3..6, "GPE")]), ["PERSON Bo Li", "GPE Va ."]);
        assert_eq!(names("Bo Li D - S.C. spoke", &[(0..5, "PERSON")]), ["PERSON Bo Li", "GPE S.C."]);
        assert_eq!(names("Bo Li D - S.C. spoke", &[person]), ["PERSON Bo Li", "GPE S.C."]);
    }

    #[test]
    fn other_letters_are_no_parties() {
        for sentence in ["On D - Day , we", "the way , I - 95 , is", "a film , R - rated , is", "the D - La car"] {
            assert_eq!(names(sentence, &[]), [""; 0], "{sentence}");
        }
        assert_eq!(names("Bo Li ( D - Va . )", &[(3..6, "PARTY")]), ["PARTY D - Va"]);
    }
}
