//! The bounds of a name: what of a span that a model marks belongs to it.
//!
//! Every model's spans lose what by our rules stands outside of a name: articles, titles, a trailing possessive. Our
//! own kind of model errs at the ends of names in ways that a rule can mend, too: brackets, what a possessive binds,
//! what companies end in. What says how names look holds for the labels that names have, and not for those that a user
//! made up.

use super::Suggestion;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use crate::core::text::{Text, TextRange, Token};

/// Words before a name that are no part of it, a full stop behind them or none. In the midst of one they may be: "Ann
/// King Barlow".
const TITLES: &[&str] = &[
    "adm",
    "alhaji",
    "archbishop",
    "ayatollah",
    "baroness",
    "bishop",
    "brig",
    "capt",
    "captain",
    "cardinal",
    "ch",
    "chief",
    "cllr",
    "cmdr",
    "coach",
    "col",
    "colonel",
    "cpl",
    "dame",
    "dci",
    "det",
    "doctor",
    "dr",
    "drs",
    "executive",
    "father",
    "first",
    "foreign",
    "former",
    "gen",
    "general",
    "imam",
    "insp",
    "judge",
    "justice",
    "justices",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "major",
    "messrs",
    "miss",
    "mr",
    "mrs",
    "ms",
    "officer",
    "pope",
    "prime",
    "prince",
    "princess",
    "prof",
    "professor",
    "profs",
    "pte",
    "pvt",
    "queen",
    "reps",
    "rev",
    "reverend",
    "sens",
    "sgt",
    "sheikh",
    "shri",
    "sir",
    "smt",
    "supt",
    "vice",
];

/// A title behind others, and a first name without them: "Det Con Ann Barlow", "Con Barlow".
const LATER_TITLE: &str = "Con";

/// Letters behind the name of a person that are no part of it.
const LETTERS: &[&str] = &["CBE", "KC", "MBE", "MEP", "MP", "MSP", "OBE", "PhD", "QC", "TD"];

/// Words before a name that are no part of it, and what stands before them is none either: "Oslo Mayor Ann Barlow".
const OFFICES: &[&str] = &[
    "ambassador",
    "ceo",
    "chairman",
    "chairwoman",
    "chancellor",
    "congressman",
    "congresswoman",
    "gov.",
    "governor",
    "mayor",
    "minister",
    "mp",
    "president",
    "rep.",
    "representative",
    "secretary",
    "sen.",
    "senator",
    "spokesman",
    "spokeswoman",
];

/// Last words of the names of companies. "AG" is not among them: it is an attorney general as well.
const COMPANIES: &[&str] =
    &["Inc", "Inc.", "Corp", "Corp.", "Co.", "Ltd", "Ltd.", "LLC", "LLP", "PLC", "plc", "GmbH", "Pty", "Bhd", "S.p.A."];

/// Where the shares of companies are listed: "(NYSE: F)" follows the name of one.
const EXCHANGES: &[&str] = &["ASX", "LON", "LSE", "NASDAQ", "Nasdaq", "NSE", "NYSE", "TSE", "TSX"];

/// How sure a label is that the words around it tell.
pub(super) const TOLD: f32 = 0.9;

/// First words of the names of groups: the model may take them for a name of their own, or for none.
const GROUPS: &[&str] = &[
    "African", "Asian", "Central", "Costa", "East", "Eastern", "Latin", "Native", "North", "Northern", "Puerto",
    "Roman", "Saudi", "Shia", "Shi'a", "Sierra", "South", "Southern", "Sri", "Sunni", "West", "Western",
];

/// What stands before the name of a storm, and is part of it.
const STORMS: &[&str] = &["Cyclone", "Hurricane", "Storm", "Superstorm", "Typhoon"];

/// Spans with the bounds that our own kind of model should have given them, in order. None overlaps another.
pub(super) fn mended(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::with_capacity(spans.len());
    for name in with_first_words(words, spans).into_iter().filter_map(|span| name_in(words, span)) {
        // What the name of a company ends in may have been marked by itself.
        if names.last().is_none_or(|before| before.tokens.end <= name.tokens.start) {
            names.push(name);
        }
    }
    names
}

/// Joins the names of groups and storms with their first words: "Native" and "American", "Hurricane" and "Ida".
fn with_first_words(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let whole = group(words, &span).or_else(|| storm(words, &span)).unwrap_or_else(|| span.clone());
        let before = joined.partition_point(|it| it.tokens.start < whole.tokens.start);
        if joined[..before].last().is_none_or(|it| it.tokens.end <= whole.tokens.start) {
            joined.truncate(before);
            joined.push(whole);
        } else {
            joined.push(span);
        }
    }
    joined
}

/// The group whose name ends in a span, if it begins before.
fn group(words: &[&str], span: &Span) -> Option<Span> {
    let first = span.tokens.start.checked_sub(1)?;
    let is_group = span.label.as_str() == "NORP" && GROUPS.contains(&words[first]);
    is_group.then(|| Span { tokens: first..span.tokens.end, ..span.clone() })
}

/// The storm that a span names, with or without the word that says so. What is an organisation or a building is none:
/// "Hurricane Center".
fn storm(words: &[&str], span: &Span) -> Option<Span> {
    let label = span.label.as_str();
    let may_be = is_place_or_person(label) || is_work(label);
    let says = span.tokens.end.checked_sub(2).filter(|&at| may_be && STORMS.contains(&words[at]))?;
    let first = says - usize::from(words[..says].last() == Some(&"Tropical"));
    let is_named = first <= span.tokens.start && words[says + 1].starts_with(char::is_uppercase);
    let (tokens, confidence) = (first..span.tokens.end, span.confidence.max(TOLD));
    is_named.then(|| Span { tokens, label: "EVENT".into(), confidence })
}

/// What a storm is called for short: "Ida" for "Hurricane Ida".
pub(super) fn name_of_storm<'a>(storm: &'a str, label: &LabelId) -> Option<&'a str> {
    let (says, name) = storm.rsplit_once(' ')?;
    (label.as_str() == "EVENT" && STORMS.contains(&says.rsplit(' ').next()?)).then_some(name)
}

/// The name in a span, under the label that its last word or what follows tells, if one does; `None` if there is none.
fn name_in(words: &[&str], span: Span) -> Option<Span> {
    let label = span.label.as_str();
    let is_place_or_body = is_place_or_body(label);
    let marked = &words[span.tokens.clone()];
    let marked = &marked[..unpaired_bracket(marked).unwrap_or(marked.len())];
    let remark = remark_start(marked).filter(|_| is_person(label));
    let marked = &marked[..remark.unwrap_or(marked.len())];
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
    let name = is_name.then(|| if is_place_or_body { as_company(words, name) } else { name })?;
    Some(as_listed(words, name))
}

/// A name behind which stands where shares are listed: it is of a company.
fn as_listed(words: &[&str], name: Span) -> Span {
    let label = name.label.as_str();
    let may_be = is_place_or_body(label) || is_work(label);
    match words[name.tokens.end..] {
        ["(", exchange, ":", ..] if may_be && EXCHANGES.contains(&exchange) => {
            Span { label: "ORG".into(), confidence: name.confidence.max(TOLD), ..name }
        }
        _ => name,
    }
}

/// A name whose last word, or the next, says that it is of a company: all of it is.
fn as_company(words: &[&str], name: Span) -> Span {
    let says = |at: usize| words.get(at).is_some_and(|word| COMPANIES.contains(word));
    let end = name.tokens.end + usize::from(says(name.tokens.end));
    if name.tokens.start + 1 >= end || !says(end - 1) {
        return name;
    }
    Span { tokens: name.tokens.start..end, label: "ORG".into(), confidence: name.confidence.max(TOLD) }
}

fn is_place_or_body(label: &str) -> bool {
    is_place_or_person(label) || matches!(label, "ORG" | "FAC")
}

/// Whether what the model calls so may be an organisation or a place after all: no label that a user made up.
pub(super) fn may_be_body(label: &str) -> bool {
    is_place_or_body(label) || is_work(label) || label == "NORP"
}

fn is_place_or_person(label: &str) -> bool {
    is_person(label) || matches!(label, "GPE" | "LOC" | "EVENT")
}

fn is_work(label: &str) -> bool {
    matches!(label, "PRODUCT" | "WORK_OF_ART")
}

pub(super) fn is_person(label: &str) -> bool {
    matches!(label, "PERSON" | "PER")
}

/// Where the name begins in "Oslo Mayor Ann Barlow" and "President of France Ann Barlow": what somebody is head of has
/// one word, mostly.
fn after_office(words: &[&str]) -> Option<usize> {
    let is_named = |at: &usize| words.get(*at).is_some_and(|word| word.starts_with(char::is_uppercase));
    let begins = |office: usize| office + 1 + usize::from(words.get(office + 1) == Some(&","));
    let of = words.iter().position(|word| !is_title(word)).filter(|&at| words[at] == "of");
    let last = (0..words.len()).rev().filter(|&at| is_office(words[at])).map(begins).find(is_named);
    last.or(of.map(|of| of + 2).filter(is_named))
}

/// Where the name begins in "Acme's Ann Barlow" and "Acme's founder Ann Barlow": of 30,000 people in the corpora three
/// have an owner in their names. A saint owns what is named after him: "St James's Park".
fn after_owner(words: &[&str]) -> Option<usize> {
    let owned = words.iter().rposition(|word| is_possessive(word)).filter(|_| !matches!(words[0], "St" | "St."))? + 1;
    words[owned..].iter().position(|word| word.starts_with(char::is_uppercase)).map(|at| owned + at)
}

/// Where the name ends in "Ann Barlow, the mayor of Oslo".
fn remark_start(words: &[&str]) -> Option<usize> {
    (1..words.len()).find(|&at| words[at..].starts_with(&[",", "the"]))
}

/// A span of some tokens of a text, without what does not belong to a name; `None` if nothing is left.
#[must_use]
pub fn suggestion(text: &Text, tokens: &[Token], span: Span) -> Option<Suggestion> {
    let word = |at: usize| text.slice(tokens[at].range);
    let (mut start, mut end) = (span.tokens.start, span.tokens.end);
    let is_person = is_person(span.label.as_str());
    let is_later_title = |at: usize| at > span.tokens.start && word(at) == LATER_TITLE;
    let is_title = |at: usize| is_person && at + 1 < end && (is_title(word(at)) || is_later_title(at));
    while start < end && (is_before_name(word(start)) || is_title(start)) {
        start += 1;
    }
    let are_letters = |start: usize, last: usize| is_person && start + 1 < last && LETTERS.contains(&word(last));
    while start < end && (is_after_name(word(end - 1)) || are_letters(start, end - 1)) {
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

fn is_before_name(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "," | "\"" | "“" | "'" | "(" | "-")
}

fn is_title(word: &str) -> bool {
    is_office(word) || TITLES.contains(&word.to_lowercase().trim_end_matches('.'))
}

fn is_office(word: &str) -> bool {
    OFFICES.contains(&word.to_lowercase().as_str())
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
    fn people_are_named_behind_their_office_and_before_what_is_said_of_them() {
        for (span, name) in [
            ("Peruvian Foreign Minister Ann Barlow", "Ann Barlow"),
            ("Oslo MP Bo Li", "Bo Li"),
            ("Peruvian trade minister, Bo Li", "Bo Li"),
            ("Peruvian President Bo Li and Deputy Prime Minister", "Bo Li and Deputy Prime Minister"),
            ("Acme Secretary General Bo Li", "Bo Li"),
            ("Bo Li, the Minister of Trade", "Bo Li"),
            ("Ann King Barlow", "Ann King Barlow"),
            ("Bo Judge", "Bo Judge"),
            ("Bo Li, minister", "Bo Li, minister"),
        ] {
            assert_eq!(cleaned(span, "PERSON").as_deref(), Some(name));
        }
        assert_eq!(cleaned(", the", "PERSON"), None);
        assert_eq!(cleaned("President Lincoln Hotel", "FAC").as_deref(), Some("President Lincoln Hotel"));
    }

    #[test]
    fn titles_and_letters_are_no_part_of_a_person() {
        for (span, name) in [
            ("Dame Ann Barlow", "Ann Barlow"),
            ("Sgt Bo Li", "Bo Li"),
            ("Sgt. Bo Li", "Bo Li"),
            ("Justices Ann Barlow", "Ann Barlow"),
            ("Det Ch Insp Bo Li", "Bo Li"),
            ("Det Con Bo Li", "Bo Li"),
            ("Con Barlow", "Con Barlow"),
            ("Imam Bo Li", "Bo Li"),
            ("Ann Barlow KC", "Ann Barlow"),
            ("Sir Bo Li CBE QC", "Bo Li"),
            ("Bo KC", "Bo KC"),
            ("KC Bo Li", "KC Bo Li"),
        ] {
            assert_eq!(cleaned(span, "PERSON").as_deref(), Some(name));
        }
        assert_eq!(cleaned("Imam Ali Mosque", "FAC").as_deref(), Some("Imam Ali Mosque"));
        assert_eq!(cleaned("Kansas City KC", "ORG").as_deref(), Some("Kansas City KC"));
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
        assert_eq!(cleaned("Acme's first founder Ann Barlow", "PERSON").as_deref(), Some("Ann Barlow"));
        assert_eq!(cleaned("St James's Park", "PERSON").as_deref(), Some("St James's Park"));
        assert_eq!(cleaned("St. Peter’s Academy", "PERSON").as_deref(), Some("St. Peter’s Academy"));
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
        assert_eq!(name_in(&words, span(0..2, "PERSON", 0.4)), Some(span(0..3, "ORG", TOLD)));
        assert_eq!(name_in(&words, span(4..6, "GPE", 0.95)), Some(span(4..6, "ORG", 0.95)));
        assert_eq!(name_in(&words, span(7..8, "ORG", 0.4)), Some(span(7..8, "ORG", 0.4)), "it has no name");
        assert_eq!(
            name_in(&words, span(4..5, "SHIP", 0.4)),
            Some(span(4..5, "SHIP", 0.4)),
            "a label of the user's own"
        );
        let apart = vec![span(0..2, "PERSON", 0.4), span(2..3, "ORG", 0.4), span(4..5, "ORG", 0.95)];
        assert_eq!(mended(&words, apart), [span(0..3, "ORG", TOLD), span(4..6, "ORG", 0.95)]);
    }

    #[test]
    fn groups_have_their_first_word() {
        let words = ["A", "Native", "American", "and", "South", "African", "choir"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.9 };
        let spans = vec![span(1..2, "GPE"), span(2..3, "NORP"), span(5..6, "NORP")];
        assert_eq!(with_first_words(&words, spans), [span(1..3, "NORP"), span(4..6, "NORP")]);
        let spans = vec![span(0..2, "ORG"), span(2..3, "NORP")];
        assert_eq!(with_first_words(&words, spans.clone()), spans);
    }

    #[test]
    fn a_name_that_cannot_grow_takes_none_away() {
        let words = ["Gulf", "Tropical", "Storm", "Ida"];
        let span = |tokens| Span { tokens, label: "GPE".into(), confidence: 0.9 };
        let spans = vec![span(0..2), span(2..3), span(3..4)];
        assert_eq!(with_first_words(&words, spans.clone()), spans);
    }

    #[test]
    fn storms_are_events_with_the_word_that_says_so() {
        let words = ["Tropical", "Storm", "Ida", "and", "Hurricane", "Gus", "left", "the", "Hurricane", "Center"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.5 };
        let storm = |tokens| Span { tokens, label: "EVENT".into(), confidence: TOLD };
        let office = span(8..10, "FAC");
        let expected = [storm(0..3), storm(4..6), office.clone()];
        let apart = vec![span(0..2, "GPE"), span(2..3, "PERSON"), span(5..6, "GPE"), office.clone()];
        assert_eq!(mended(&words, apart), expected);
        let whole = vec![span(0..3, "PERSON"), span(4..6, "WORK_OF_ART"), office];
        assert_eq!(mended(&words, whole), expected);
        let other = vec![span(2..3, "SHIP"), span(4..5, "GPE")];
        assert_eq!(mended(&words, other.clone()), other);
    }

    #[test]
    fn companies_are_known_by_where_they_are_listed() {
        let text = Text::new("Barlow (NYSE: B) and Acme (Oslo: 5) rose.");
        let tokens = tokens(&text);
        let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
        let span = |tokens, label: &str, confidence| Span { tokens, label: label.into(), confidence };
        assert_eq!(name_in(&words, span(0..1, "WORK_OF_ART", 0.4)), Some(span(0..1, "ORG", TOLD)));
        assert_eq!(name_in(&words, span(0..1, "SHIP", 0.4)), Some(span(0..1, "SHIP", 0.4)));
        let acme = words.iter().position(|word| *word == "Acme").unwrap();
        let acme = span(acme..acme + 1, "GPE", 0.4);
        assert_eq!(name_in(&words, acme.clone()), Some(acme));
    }
}
