//! The bounds of a name: what of a span that a model marks belongs to it.
//!
//! Every model's spans lose what by our rules stands outside of a name: articles, titles, a trailing possessive. Our
//! own kind of model errs at the ends of names in ways that a rule can mend, too: brackets, what a possessive binds,
//! what companies end in. What says how names look holds for the labels that names have, and not for those that a user
//! made up.

use super::Suggestion;
use crate::core::annotation::Origin;
use crate::core::sequence::Span;
use crate::core::text::{Text, TextRange, Token};

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "adm.",
    "ambassador",
    "archbishop",
    "bishop",
    "brig.",
    "capt.",
    "captain",
    "cardinal",
    "ceo",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "col.",
    "colonel",
    "congressman",
    "congresswoman",
    "coach",
    "dr",
    "dr.",
    "doctor",
    "executive",
    "father",
    "first",
    "foreign",
    "former",
    "gen",
    "gen.",
    "general",
    "gov.",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt.",
    "madam",
    "maj.",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "officer",
    "pope",
    "president",
    "prime",
    "prince",
    "princess",
    "prof.",
    "professor",
    "queen",
    "rep.",
    "representative",
    "rev.",
    "reverend",
    "secretary",
    "sen.",
    "senator",
    "sgt.",
    "sheikh",
    "sir",
    "spokesman",
    "spokeswoman",
    "vice",
];

/// Last words of the names of companies. "AG" is not among them: it is an attorney general as well.
const COMPANIES: &[&str] =
    &["Inc", "Inc.", "Corp", "Corp.", "Co.", "Ltd", "Ltd.", "LLC", "LLP", "PLC", "plc", "GmbH", "Pty", "Bhd", "S.p.A."];

/// How sure it is that what ends so is a company.
const COMPANY: f32 = 0.9;

/// First words of the names of groups: the model may take them for a name of their own, or for none.
const GROUPS: &[&str] = &[
    "African", "Asian", "Central", "Costa", "East", "Eastern", "Latin", "Native", "North", "Northern", "Puerto",
    "Roman", "Saudi", "Shia", "Shi'a", "Sierra", "South", "Southern", "Sri", "Sunni", "West", "Western",
];

/// Spans with the bounds that our own kind of model should have given them, in order. None overlaps another.
pub(super) fn mended(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::with_capacity(spans.len());
    for name in join_groups(words, spans).into_iter().filter_map(|span| name_in(words, span)) {
        // What the name of a company ends in may have been marked by itself.
        if names.last().is_none_or(|before| before.tokens.end <= name.tokens.start) {
            names.push(name);
        }
    }
    names
}

/// Joins the names of groups with their first words: "Native" and "American".
fn join_groups(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        let first = span.tokens.start.checked_sub(1).filter(|&at| GROUPS.contains(&words[at]));
        if let Some(first) = first.filter(|_| span.label.as_str() == "NORP") {
            let before = joined.pop_if(|before| before.tokens == (first..first + 1));
            if before.is_some() || joined.last().is_none_or(|last| last.tokens.end <= first) {
                span.tokens.start = first;
            }
        }
        joined.push(span);
    }
    joined
}

/// The name in a span, under the label that its last word tells, if it does; `None` if there is none.
fn name_in(words: &[&str], span: Span) -> Option<Span> {
    let label = span.label.as_str();
    let is_place_or_body = is_person(label) || matches!(label, "ORG" | "GPE" | "LOC" | "FAC" | "EVENT");
    let marked = &words[span.tokens.clone()];
    let marked = &marked[..unpaired_bracket(marked).unwrap_or(marked.len())];
    let start = usize::from(is_possessive(marked[0]));
    let of_person = || after_office(marked).or_else(|| after_owner(marked));
    let start = if is_person(label) { of_person().unwrap_or(start) } else { start };
    let owner = owner_end(marked).filter(|_| is_place_or_body);
    let mut name = marked.get(start..owner.unwrap_or(marked.len()))?;
    while let [rest @ .., "of" | "the" | "and" | "for"] = name {
        name = rest;
    }
    let is_name = match name {
        [word] => word.contains(char::is_alphanumeric) && !(is_place_or_body && is_plural_acronym(word)),
        _ => !name.is_empty(),
    };
    let first = span.tokens.start + start;
    let name = Span { tokens: first..first + name.len(), ..span };
    is_name.then(|| if is_place_or_body { as_company(words, name) } else { name })
}

/// A name whose last word, or the next, says that it is of a company: all of it is.
fn as_company(words: &[&str], name: Span) -> Span {
    let says = |at: usize| words.get(at).is_some_and(|word| COMPANIES.contains(word));
    let end = name.tokens.end + usize::from(says(name.tokens.end));
    if name.tokens.start + 1 >= end || !says(end - 1) {
        return name;
    }
    Span { tokens: name.tokens.start..end, label: "ORG".into(), confidence: name.confidence.max(COMPANY) }
}

fn is_person(label: &str) -> bool {
    matches!(label, "PERSON" | "PER")
}

/// Where the name begins in "President of France Ann Barlow": what somebody is head of has one word, mostly.
fn after_office(words: &[&str]) -> Option<usize> {
    let of = words.iter().position(|word| !is_title(word)).filter(|&at| words[at] == "of")?;
    (of + 2 < words.len()).then_some(of + 2)
}

/// Where the name begins in "Acme's Ann Barlow": of 30,000 people in the corpora three have an owner in their names.
fn after_owner(words: &[&str]) -> Option<usize> {
    let begins = words.iter().rposition(|word| is_possessive(word))? + 1;
    words.get(begins).filter(|word| word.starts_with(char::is_uppercase)).map(|_| begins)
}

/// A span of some tokens of a text, without what does not belong to a name; `None` if nothing is left.
#[must_use]
pub fn suggestion(text: &Text, tokens: &[Token], span: Span) -> Option<Suggestion> {
    let word = |at: usize| text.slice(tokens[at].range);
    let (mut start, mut end) = (span.tokens.start, span.tokens.end);
    while start < end && is_before_name(word(start), is_person(span.label.as_str()) && start + 1 < end) {
        start += 1;
    }
    while start < end && is_after_name(word(end - 1)) {
        end -= 1;
    }
    let range = tokens[start..end].iter().map(|token| token.range).reduce(TextRange::cover)?;
    Some(Suggestion { range, label: span.label, origin: Origin::Model, confidence: span.confidence })
}

/// Where the first bracket stands that has no partner in the span: "UN" in "UN) General Assembly".
fn unpaired_bracket(words: &[&str]) -> Option<usize> {
    let mut open = None;
    for (at, &word) in words.iter().enumerate().skip(1) {
        match word {
            "(" | "[" => open = Some(at),
            ")" | "]" if open.take().is_none() && !matches!(words[0], "(" | "[") => return Some(at),
            _ => {}
        }
    }
    open
}

/// The end of the owner if what is owned has no name: "Acme" in "Acme's death", not in "Lloyd's of London".
fn owner_end(words: &[&str]) -> Option<usize> {
    let owner = words.iter().skip(1).rposition(|word| is_possessive(word))? + 1;
    let rest = &words[owner + 1..];
    (!rest.is_empty() && !rest.iter().any(|word| word.contains(char::is_uppercase))).then_some(owner)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}

/// "CEOs", "TVs": many things of a kind, and no name.
fn is_plural_acronym(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|acronym| acronym.len() > 1 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn is_before_name(word: &str, may_be_title: bool) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "," | "\"" | "“" | "'" | "(" | "-")
        || may_be_title && is_title(word)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

fn is_after_name(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "'" | "’" | "," | ";" | ":" | "\"" | "”" | ")" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::tokens;

    fn cleaned(content: &str, label: &str) -> Option<String> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
        let span = name_in(&words, Span { tokens: 0..tokens.len(), label: label.into(), confidence: 0.9 })?;
        suggestion(&text, &tokens, span).map(|suggestion| text.slice(suggestion.range).to_owned())
    }

    #[test]
    fn spans_leave_out_what_is_no_part_of_the_name() {
        assert_eq!(cleaned("The Bank of Korea's", "ORG").as_deref(), Some("Bank of Korea"));
        assert_eq!(cleaned("Prime Minister Kim Min-seok,", "PERSON").as_deref(), Some("Kim Min-seok"));
        assert_eq!(cleaned("President", "PERSON").as_deref(), Some("President"));
        assert_eq!(cleaned("King Charles Street", "FAC").as_deref(), Some("King Charles Street"));
        assert_eq!(cleaned("the", "ORG"), None);
    }

    #[test]
    fn a_title_may_say_of_what() {
        assert_eq!(cleaned("President of France Ann Barlow", "PERSON").as_deref(), Some("Ann Barlow"));
        assert_eq!(cleaned("Bank of France", "ORG").as_deref(), Some("Bank of France"));
        assert_eq!(cleaned("University of Oslo of the", "ORG").as_deref(), Some("University of Oslo"));
    }

    #[test]
    fn brackets_without_a_partner_end_a_name() {
        assert_eq!(cleaned("European Union (", "ORG").as_deref(), Some("European Union"));
        assert_eq!(cleaned("UN) General Assembly", "ORG").as_deref(), Some("UN"));
        assert_eq!(cleaned("Washington (D.C.", "GPE").as_deref(), Some("Washington"));
        assert_eq!(cleaned("Bank (Asia) Ltd.", "ORG").as_deref(), Some("Bank (Asia) Ltd."));
    }

    #[test]
    fn what_a_name_owns_is_no_part_of_it_unless_it_is_named_and_no_person() {
        assert_eq!(cleaned("Barlow's death", "FAC").as_deref(), Some("Barlow"));
        assert_eq!(cleaned("Lloyd's of London", "ORG").as_deref(), Some("Lloyd's of London"));
        assert_eq!(cleaned("Acme's Ann Barlow", "PERSON").as_deref(), Some("Ann Barlow"));
        assert_eq!(cleaned("Alzheimer's disease", "DISEASE").as_deref(), Some("Alzheimer's disease"));
    }

    #[test]
    fn plural_acronyms_and_marks_are_no_names() {
        assert_eq!(cleaned("CEOs", "ORG"), None);
        let span = |tokens| Span { tokens, label: "ORG".into(), confidence: 0.9 };
        assert_eq!(name_in(&["'s", "Fed"], span(0..2)), Some(span(1..2)));
        assert_eq!(cleaned("@", "PERSON"), None);
        assert_eq!(cleaned("GPUs", "CHIP").as_deref(), Some("GPUs"));
    }

    #[test]
    fn companies_are_known_by_their_last_word() {
        let words = ["Hyundai", "Motor", "Co.", "and", "Acme", "Ltd", "sued", "Corp."];
        let span = |tokens, label: &str, confidence| Span { tokens, label: label.into(), confidence };
        assert_eq!(name_in(&words, span(0..2, "PERSON", 0.4)), Some(span(0..3, "ORG", COMPANY)));
        assert_eq!(name_in(&words, span(4..6, "GPE", 0.95)), Some(span(4..6, "ORG", 0.95)));
        assert_eq!(name_in(&words, span(7..8, "ORG", 0.4)), Some(span(7..8, "ORG", 0.4)), "it has no name");
        assert_eq!(
            name_in(&words, span(4..5, "SHIP", 0.4)),
            Some(span(4..5, "SHIP", 0.4)),
            "a label of the user's own"
        );
        let apart = vec![span(0..2, "PERSON", 0.4), span(2..3, "ORG", 0.4), span(4..5, "ORG", 0.95)];
        assert_eq!(mended(&words, apart), [span(0..3, "ORG", COMPANY), span(4..6, "ORG", 0.95)]);
    }

    #[test]
    fn groups_have_their_first_word() {
        let words = ["A", "Native", "American", "and", "South", "African", "choir"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.9 };
        let spans = vec![span(1..2, "GPE"), span(2..3, "NORP"), span(5..6, "NORP")];
        assert_eq!(join_groups(&words, spans), [span(1..3, "NORP"), span(4..6, "NORP")]);
        let spans = vec![span(0..2, "ORG"), span(2..3, "NORP")];
        assert_eq!(join_groups(&words, spans.clone()), spans);
    }
}
