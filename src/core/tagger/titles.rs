//! What stands before and behind the name of a person, and is no part of it: titles, offices, letters.

use super::kinds::{is_person, is_place_or_body, is_work};
use crate::core::sequence::Span;

/// Words before a name that are no part of it, a full stop behind them or none. In the midst of one they may be: "Ann
/// King Barlow".
const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "alhaji",
    "archbishop",
    "ayatollah",
    "baroness",
    "barr",
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
    "commander",
    "commissioner",
    "comrade",
    "constable",
    "councillor",
    "councilor",
    "cpl",
    "dame",
    "datuk",
    "dci",
    "det",
    "detective",
    "doctor",
    "dr",
    "drs",
    "emperor",
    "empress",
    "engr",
    "executive",
    "father",
    "first",
    "foreign",
    "former",
    "gen",
    "general",
    "hajia",
    "imam",
    "insp",
    "inspector",
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
    "mallam",
    "messrs",
    "miss",
    "monsignor",
    "mr",
    "mrs",
    "ms",
    "mufti",
    "mullah",
    "officer",
    "otunba",
    "pollster",
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
    "rabbi",
    "reps",
    "rev",
    "reverend",
    "sens",
    "sergeant",
    "sgt",
    "sheikh",
    "shri",
    "sir",
    "sister",
    "smt",
    "sultan",
    "superintendent",
    "supt",
    "taoiseach",
    "tun",
    "vice",
];

/// Titles behind others, and first names without them: "Det Con Ann Barlow", "Con Barlow"; "Datuk Seri Bo Li".
const LATER_TITLES: &[&str] = &["Con", "Seri", "Sri"];

/// Ranks of the police, and initials of somebody who has a family name only: "SP Ann Barlow".
const RANKS: &[&str] = &["ASP", "CSP", "DSP", "SP"];

/// What makes a person of a work: "Gov. Ann Barlow". "Mr. Robot" and "Dr. Strange" are works.
const OF_PEOPLE: &[&str] = &["Gov.", "Lt.", "Rep.", "Sen."];

/// Titles that everybody has, and nothing else.
const MR: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."];

/// Degrees behind a person and a comma, which the model takes for another, or for Maryland.
const DEGREES: &[&str] = &["M.D.", "MBA", "MD", "Ph.D.", "PhD"];

/// Words before those who are named after a place: "Duke Ann of Oslo".
const NOBLE: &[&str] = &[
    "Archbishop",
    "Baron",
    "Baroness",
    "Bishop",
    "Count",
    "Countess",
    "Duchess",
    "Duke",
    "Earl",
    "Emperor",
    "Empress",
    "King",
    "Lady",
    "Lord",
    "Marquess",
    "Our",
    "Prince",
    "Princess",
    "Queen",
    "Saint",
    "Sheikh",
    "St",
    "St.",
    "Sultan",
    "Viscount",
];

/// Letters behind the name of a person that are no part of it.
pub(super) const LETTERS: &[&str] = &["CBE", "KC", "MBE", "MEP", "MP", "MSP", "OBE", "PhD", "QC", "TD"];

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

pub(super) fn is_title(word: &str) -> bool {
    is_office(word) || is_among(TITLES, word.trim_end_matches('.'))
}

fn is_office(word: &str) -> bool {
    is_among(OFFICES, word)
}

/// Whether a word is one of a list, in small letters or capitals. Not by lowering it: the letters of all scripts are some
/// kilobytes of the page, which looks for titles, too.
fn is_among(list: &[&str], word: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether a title stands there in the words of a person, before the name.
pub(super) fn begins_with_title(words: &[&str], at: usize) -> bool {
    match words[at..] {
        // "Sultan" is a first name, too.
        [] | [_] | ["Sultan", "Ahmed" | "Al" | "al" | "bin", ..] => false,
        ["Tan", "Sri", ..] => true,
        [title, _, ref more @ ..] => {
            is_title(title) || at > 0 && LATER_TITLES.contains(&title) || !more.is_empty() && RANKS.contains(&title)
        }
    }
}

/// Whether a name is only a title, of which what stands around it says that it names nobody: "the Pope", "Sultan of
/// Oman".
pub(super) fn is_bare_title(words: &[&str], name: &Span) -> bool {
    let before = words[..name.tokens.start].last();
    let is_bare = matches!(before, Some(&("a" | "the" | "The"))) || words.get(name.tokens.end) == Some(&"of");
    is_bare && matches!(words[name.tokens.clone()], ["Dean" | "Pope" | "Sultan" | "Taoiseach"])
}

/// A span that begins with what makes a person of a work, or stands behind "Mr", as a person.
pub(super) fn as_person(words: &[&str], span: Span) -> Span {
    let (label, first) = (span.label.as_str(), span.tokens.start);
    let is_of_person = is_work(label) && span.tokens.len() > 1 && OF_PEOPLE.contains(&words[first]);
    let has_title = is_place_or_body(label) && words[..first].last().is_some_and(|before| MR.contains(before));
    if is_of_person || has_title && !is_person(label) { Span { label: "PERSON".into(), ..span } } else { span }
}

/// Whether a span is the degree of the person before it.
pub(super) fn is_degree(words: &[&str], before: &Span, span: &Span) -> bool {
    let is_behind = words[before.tokens.end..span.tokens.start] == [","] && is_person(before.label.as_str());
    is_behind && words[span.tokens.clone()].iter().all(|word| DEGREES.contains(word) || *word == ",")
}

/// Whether "of" stands there, between somebody's names and a place: "Ann Barlow of Oslo". Not in "Prince Bo Li of
/// Oslo", "Bo II of Oslo", "Prime Minister of Peru".
pub(super) fn is_of_place(words: &[&str], at: usize) -> bool {
    let is_numeral = |word: &str| word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    words[at] == "of"
        && words.get(at + 1).is_some_and(|place| place.starts_with(char::is_uppercase))
        && !is_numeral(words[at - 1])
        && !words[..at].iter().any(|word| NOBLE.contains(word))
        && words[..at].iter().filter(|word| !is_title(word)).nth(1).is_some()
}

/// Where the name begins in "Oslo Mayor Ann Barlow" and "President of France Ann Barlow": what somebody is head of has
/// one word, mostly.
pub(super) fn after_office(words: &[&str]) -> Option<usize> {
    let is_named = |at: &usize| words.get(*at).is_some_and(|word| word.starts_with(char::is_uppercase));
    let begins = |office: usize| office + 1 + usize::from(words.get(office + 1) == Some(&","));
    let of = words.iter().position(|word| !is_title(word)).filter(|&at| words[at] == "of");
    let last = (0..words.len()).rev().filter(|&at| is_office(words[at])).map(begins).find(is_named);
    last.or(of.map(|of| of + 2).filter(is_named))
}
