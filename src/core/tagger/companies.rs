//! Companies and other bodies that their own words, or what follows, tell: "Hyundai Motor Co.", "PT Vale Indonesia",
//! "Raymond James Financial", "Acme (NYSE: A)".

use super::is_among;
use super::kinds::{TOLD, is_person, is_place_or_body, is_work};
use crate::core::sequence::Span;

/// Last words of the names of companies. "AG" is not among them: it is an attorney general as well.
const COMPANIES: &[&str] =
    &["Inc", "Inc.", "Corp", "Corp.", "Co.", "Ltd", "Ltd.", "LLC", "LLP", "PLC", "plc", "GmbH", "Pty", "Bhd", "S.p.A."];

/// First words of the names of companies.
const FORMS: &[&str] = &["JSC", "OOO", "PJSC", "PT"];

/// Last words of the names of bodies that have the name of a person or a place before them.
const BODIES: &str = "Airlines Capital Energy Estates Financial Foundation Group Holdings Homes Industries Institute \
    Partners Properties Securities Society";

/// Where the shares of companies are listed: "(NYSE: F)" follows the name of one.
pub(super) const EXCHANGES: &[&str] =
    &["ASX", "BSE", "HKG", "KRX", "LON", "LSE", "NASDAQ", "Nasdaq", "NSE", "NYSE", "SHA", "SHE", "TSE", "TSX", "TYO"];

/// Companies, agencies, papers and other bodies whose names look like those of people and places.
const ALIKE: &[&str] = &[
    "Aramco",
    "Axios",
    "Bernama",
    "Cantor Fitzgerald",
    "Charles Schwab",
    "Der Spiegel",
    "Eli Lilly",
    "Goldman Sachs",
    "Hargreaves Lansdown",
    "Interfax",
    "J.P. Morgan",
    "JP Morgan",
    "JPMorgan",
    "JPMorgan Chase",
    "Kremlin",
    "Kyodo",
    "Kyodo News",
    "Le Figaro",
    "Le Monde",
    "Levi Strauss",
    "Morgan Stanley",
    "Oxfam",
    "Philip Morris",
    "Politico",
    "Reuters",
    "Saudi Aramco",
    "Standard Chartered",
    "Taylor Wimpey",
    "Wells Fargo",
    "Xinhua",
    "Yonhap",
];

/// A name under the label that its last word or what follows tells, if one does.
pub(super) fn as_company(words: &[&str], name: Span) -> Span {
    let label = name.label.as_str();
    let (is_body, may_be) = (is_place_or_body(label), is_place_or_body(label) || is_work(label));
    let is_told = has_form(&words[name.tokens.clone()])
        || is_listed(words, &name)
        || label != "ORG" && is_alike(&words[name.tokens.clone()]) && !is_somebody(words, &name);
    let whole = is_body.then(|| company_end(words, &name)).flatten();
    match whole.or((may_be && is_told).then_some(name.tokens.end)) {
        Some(end) => {
            Span { tokens: name.tokens.start..end, label: "ORG".into(), confidence: name.confidence.max(TOLD) }
        }
        None => name,
    }
}

/// "PT Halmahera Nikel Jaya"
fn has_form(name: &[&str]) -> bool {
    matches!(name, [form, second, ..] if FORMS.contains(form) && second.starts_with(char::is_uppercase))
}

/// Whether behind a name stands where its shares are listed.
fn is_listed(words: &[&str], name: &Span) -> bool {
    matches!(words[name.tokens.end..], ["(", exchange, ":", ..] if EXCHANGES.contains(&exchange))
}

/// Whether what follows tells that a name is of somebody after all: "Charles Schwab, 87", "J.P. Morgan died".
fn is_somebody(words: &[&str], name: &Span) -> bool {
    let is_age = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    match words[name.tokens.end..] {
        [",", next, ..] => matches!(next, "a" | "an" | "who") || is_age(next),
        [verb, ..] => matches!(verb, "died" | "married" | "retired"),
        [] => false,
    }
}

fn is_alike(name: &[&str]) -> bool {
    let name = if let ["The" | "the", rest @ ..] = name { rest } else { name };
    ALIKE
        .iter()
        .any(|it| name.first().is_some_and(|first| it.starts_with(first)) && it.split(' ').eq(name.iter().copied()))
}

/// Where a name ends whose last word, or the next, says that it is of a company: all of it is.
fn company_end(words: &[&str], name: &Span) -> Option<usize> {
    let says = |at: usize| words.get(at).is_some_and(|word| COMPANIES.contains(word));
    let end = name.tokens.end + usize::from(says(name.tokens.end));
    let has_more = name.tokens.start + 1 < end;
    let may_be_other = is_person(name.label.as_str()) || name.label.as_str() == "GPE";
    (has_more && (says(end - 1) || may_be_other && is_among(BODIES, words[end - 1]))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(words: &str, tokens: std::ops::Range<usize>, label: &str) -> Span {
        let words: Vec<&str> = words.split(' ').collect();
        as_company(&words, Span { tokens, label: label.into(), confidence: 0.4 })
    }

    fn span(tokens: std::ops::Range<usize>, label: &str, confidence: f32) -> Span {
        Span { tokens, label: label.into(), confidence }
    }

    #[test]
    fn bodies_are_known_by_their_last_word() {
        assert_eq!(company("Raymond James Financial rose", 0..3, "PERSON"), span(0..3, "ORG", TOLD));
        assert_eq!(company("Henry Jackson Society", 0..3, "PERSON"), span(0..3, "ORG", TOLD));
        assert_eq!(company("Barlow Homes", 1..2, "PERSON"), span(1..2, "PERSON", 0.4), "it has no name");
        assert_eq!(company("The Dead Poets Society", 1..4, "WORK_OF_ART"), span(1..4, "WORK_OF_ART", 0.4));
        assert_eq!(company("Oslo Energy", 0..2, "PLANT"), span(0..2, "PLANT", 0.4), "a label of the user's own");
    }

    #[test]
    fn companies_are_known_by_their_first_word() {
        assert_eq!(company("PT Nikel Jaya rose", 0..3, "EVENT"), span(0..3, "ORG", TOLD));
        assert_eq!(company("PJSC Gazprom", 0..2, "PERSON"), span(0..2, "ORG", TOLD));
        assert_eq!(company("PT rose", 0..1, "GPE"), span(0..1, "GPE", 0.4), "it has no name");
        assert_eq!(company("PT Barnum", 0..2, "SHOW"), span(0..2, "SHOW", 0.4), "a label of the user's own");
    }

    #[test]
    fn some_companies_are_called_as_people_are() {
        assert_eq!(company("Bloomberg left", 0..1, "PERSON"), span(0..1, "PERSON", 0.4), "he is one");
        assert_eq!(company("Eli Lilly rose", 0..2, "PERSON"), span(0..2, "ORG", TOLD));
        assert_eq!(company("The Kremlin denied", 0..2, "PERSON"), span(0..2, "ORG", TOLD));
        assert_eq!(company("The", 0..1, "PERSON"), span(0..1, "PERSON", 0.4));
        assert_eq!(company("Wells Fargo rose", 0..2, "WORK_OF_ART"), span(0..2, "ORG", TOLD));
        assert_eq!(company("Eli Barlow rose", 0..2, "PERSON"), span(0..2, "PERSON", 0.4));
        assert_eq!(company("Xinhua said", 0..1, "AGENCY"), span(0..1, "AGENCY", 0.4), "a label of the user's own");
    }
}
