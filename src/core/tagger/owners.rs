//! Who stands before somebody in the same span: "Acme's Ann Barlow", "Peru's founder Bo Li", "Hamas-run Ministry".
//!
//! Of 30,000 people in the corpora three have an owner in their names; the model joins them where it does not know the
//! owner. That is a name of its own, whose label the rest of the article may tell better.

use super::kinds::is_person;
use super::titles::is_title;
use super::{Alone, is_capitalised};
use crate::core::schema::LabelId;
use crate::core::sequence::Span;

/// Owners that are a part of a longer name: "Martha's Vineyard", "Lloyd's Register".
pub(super) const PARTS: &[&str] = &[
    "America",
    "Children",
    "Cox",
    "Earl",
    "Father",
    "Fisherman",
    "Hadrian",
    "Hell",
    "Jehovah",
    "King",
    "Land",
    "Lloyd",
    "Lord",
    "Martha",
    "Men",
    "Mother",
    "People",
    "Prince",
    "Princess",
    "Queen",
    "Regent",
    "Shepherd",
    "Valentine",
    "Victoria",
    "Women",
];

/// Words before "'s" that own nothing.
const VERBLESS: &[&str] = &["He", "Here", "It", "Let", "She", "That", "There", "This", "What", "Where", "Who"];

/// What stands between a body and what it does: "Hamas-run", "UN-backed".
const DONE: &[&str] = &["backed", "based", "controlled", "led", "linked", "run"];

/// How sure an owner is.
const OWNER: f32 = 0.5;

/// A span, and before it the names of its owners that stand in it, in order. What an owner is that is no person, `alone`
/// may tell: a country or a city.
pub(super) fn apart(words: &[&str], span: Span, alone: Alone) -> Vec<Span> {
    let marked = &words[span.tokens.clone()];
    let Some((end, owned)) = owned(marked, &span.label) else { return vec![span] };
    let first = span.tokens.start;
    let part = |from: usize, to: usize, label| Span { tokens: first + from..first + to, label, confidence: OWNER };
    let start = owner_start(marked, end);
    let before = marked[..start].iter().rposition(|word| is_capitalised(word)).map_or(0, |at| at + 1);
    let mut names = Vec::new();
    if before > 1 {
        names = apart(words, part(0, before, span.label.clone()), alone);
    }
    // One word beside another may be anything: "Lloyd's Register".
    let is_clear = start + 1 < end || owned + 1 < marked.len();
    if start < end && is_clear && !VERBLESS.contains(&marked[start]) {
        // What has one word is a work or a place, mostly, and who owns it no club or company.
        let is_person = owned + 1 == marked.len() || is_of_person(&marked[start..end], owned > end + 1);
        let place = || alone(&marked[start..end].join(" ")).filter(|label| label.as_str() == "GPE");
        let label = if is_person { span.label.clone() } else { place().unwrap_or_else(|| "ORG".into()) };
        names.push(part(start, end, label));
    }
    names.push(Span { tokens: first + owned..span.tokens.end, ..span });
    names
}

/// Where the owner ends in a span, and where what it owns begins, if it owns somebody.
fn owned(words: &[&str], label: &LabelId) -> Option<(usize, usize)> {
    match (label.as_str(), words) {
        ("ORG", [_, "-", done, body, ..]) => (DONE.contains(done) && is_capitalised(body)).then_some((1, 3)),
        (label, _) if is_person(label) => owned_person(words),
        _ => None,
    }
}

fn owned_person(words: &[&str]) -> Option<(usize, usize)> {
    let named = |from: usize| words[from..].iter().position(|word| is_capitalised(word)).map(|at| from + at);
    let end = (1..words.len()).rev().find(|&at| is_possessive(words[at]) && named(at + 1).is_some())?;
    // A saint owns what is named after him: "St James's Park".
    let is_part = matches!(words[0], "St" | "St.") || PARTS.contains(&words[end - 1]);
    named(end + 1).filter(|_| !is_part).map(|owned| (end, owned))
}

/// Where the name of an owner begins that ends there: "Bank of England".
fn owner_start(words: &[&str], end: usize) -> usize {
    let is_in_name = |word: &&&str| is_capitalised(word) || matches!(**word, "of" | "for" | "&" | "-");
    let start = end - words[..end].iter().rev().take_while(is_in_name).count();
    words[start..end].iter().position(|word| is_capitalised(word)).map_or(end, |at| start + at)
}

/// Whether an owner is a person, by a title, an initial, or two words and what the owned one is besides: "Ann Barlow's
/// husband Bo Li".
fn is_of_person(owner: &[&str], has_role: bool) -> bool {
    let is_initial = |word: &&str| word.len() == 2 && word.ends_with('.');
    is_title(owner[0]) || owner.iter().any(is_initial) || has_role && owner.len() > 1
}

pub(super) fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in words that are one span under a label; of Oslo is known what it is alone.
    fn names(words: &str, label: &str) -> Vec<String> {
        let words: Vec<&str> = words.split(' ').collect();
        let span = Span { tokens: 0..words.len(), label: label.into(), confidence: 0.9 };
        let spans = apart(&words, span, &|name| (name == "Oslo").then(|| "GPE".into()));
        spans.iter().map(|span| format!("{} {}", span.label, words[span.tokens.clone()].join(" "))).collect()
    }

    #[test]
    fn an_owner_is_a_name_of_its_own() {
        for (span, expected) in [
            ("Acme 's Ann Barlow", &["ORG Acme", "PERSON Ann Barlow"] as &[&str]),
            ("Oslo 's Ann Barlow", &["GPE Oslo", "PERSON Ann Barlow"]),
            ("Reform UK ’s Ann Barlow", &["ORG Reform UK", "PERSON Ann Barlow"]),
            ("Bank of Peru 's Ann Barlow 's", &["ORG Bank of Peru", "PERSON Ann Barlow 's"]),
            ("Acme 's first founder Ann Barlow", &["ORG Acme", "PERSON Ann Barlow"]),
            ("Ann Barlow 's husband Bo Li", &["PERSON Ann Barlow", "PERSON Bo Li"]),
            ("Goya 's Saturn", &["PERSON Saturn"]),
            ("Ann B. Barlow 's Bo Li", &["PERSON Ann B. Barlow", "PERSON Bo Li"]),
            ("Ann Barlow 's Peru", &["PERSON Ann Barlow", "PERSON Peru"]),
            ("President Barlow 's Bo Li", &["PERSON President Barlow", "PERSON Bo Li"]),
            ("Ann Barlow to Reform UK 's Bo Li", &["PERSON Ann Barlow", "ORG Reform UK", "PERSON Bo Li"]),
            ("ACME 'S ANN BARLOW", &["ORG ACME", "PERSON ANN BARLOW"]),
            ("It 's Ann Barlow", &["PERSON Ann Barlow"]),
        ] {
            assert_eq!(names(span, "PERSON"), expected);
        }
        assert_eq!(names("Hamas - run Ministry of Health", "ORG"), ["ORG Hamas", "ORG Ministry of Health"]);
    }

    #[test]
    fn what_is_part_of_a_longer_name_owns_nothing() {
        for span in ["St James 's Park", "Martha 's Vineyard", "Lloyd 's Register", "Ann Barlow 's", "Barlow 's death"]
        {
            assert_eq!(names(span, "PERSON"), [format!("PERSON {span}")]);
        }
        for span in ["Coca - Cola Company", "Oslo - based carmaker", "Acme 's Ann Barlow"] {
            assert_eq!(names(span, "ORG"), [format!("ORG {span}")]);
        }
        assert_eq!(names("Acme 's Ann Barlow", "ACTOR"), ["ACTOR Acme 's Ann Barlow"]);
    }
}
