//! The bounds of a name: what of a span that a model marks belongs to it.
//!
//! Every model's spans lose what by our rules stands outside of a name: articles, titles, a trailing possessive. Our
//! own kind of model errs at the ends of names in ways that a rule can mend, too: brackets, what a possessive binds,
//! bylines, and what each kind of name has of its own, in a file each.

use super::Suggestion;
use super::branches::with_branches;
use super::companies::as_company;
use super::handles::is_handle;
use super::kinds::{is_person, is_place_or_body};
use super::ministries::with_lists;
use super::owners::is_possessive;
use super::particles::with_particles;
use super::peoples::{as_people, with_first_words};
use super::places::as_place;
use super::tickers::is_ticker;
use super::titles::{LETTERS, after_office, as_person, begins_with_title, is_bare_title, is_degree, is_of_place};
use crate::core::annotation::Origin;
use crate::core::sequence::Span;
use crate::core::text::{Text, TextRange, Token};

/// Spans with the bounds that our own kind of model should have given them, in order. None overlaps another.
pub(super) fn mended(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let spans = with_first_words(words, with_particles(words, spans));
    let mut names: Vec<Span> = Vec::with_capacity(spans.len());
    for name in spans.into_iter().filter_map(|span| name_in(words, span)) {
        // What the name of a company ends in may have been marked by itself.
        let is_free = |before: &Span| before.tokens.end <= name.tokens.start && !is_degree(words, before, &name);
        if names.last().is_none_or(is_free) {
            names.push(name);
        }
    }
    with_branches(words, with_lists(words, names))
}

/// The name in a span, under the label that its last word or what follows tells, if one does; `None` if there is none.
fn name_in(words: &[&str], span: Span) -> Option<Span> {
    let span = as_person(words, span);
    let label = span.label.as_str();
    let is_place_or_body = is_place_or_body(label);
    let marked = &words[span.tokens.clone()];
    let marked = &marked[..unpaired_bracket(marked).unwrap_or(marked.len())];
    let remark = remark_start(marked).filter(|_| is_person(label));
    let marked = &marked[..remark.unwrap_or(marked.len())];
    let is_byline = is_byline(marked, label);
    let start = usize::from(is_possessive(marked[0]) || is_byline);
    let start = if is_person(label) { after_office(marked).unwrap_or(start) } else { start };
    let owner = owner_end(marked).filter(|_| is_place_or_body);
    let mut name = marked.get(start..owner.unwrap_or(marked.len()))?;
    while let [rest @ .., "of" | "the" | "The" | "and" | "for" | "-" | "–" | "—"] = name {
        name = rest;
    }
    if let [rest @ .., "Correspondent" | "Correspondents" | "Reporter" | "Reporters" | "Staff"] = name
        && is_byline
    {
        name = rest;
    }
    let is_name = match name {
        [word] => word.contains(char::is_alphanumeric) && !(is_place_or_body && is_plural_acronym(word)),
        _ => !name.is_empty(),
    };
    let first = span.tokens.start + start;
    let name = Span { tokens: first..first + name.len(), ..span };
    let is_name = is_name && !(is_person(name.label.as_str()) && is_bare_title(words, &name));
    is_name.then(|| as_people(words, as_company(words, as_place(words, name))))
}

/// Whether these words of a name say whose story it is: "By Associated Press".
fn is_byline(words: &[&str], label: &str) -> bool {
    matches!(words, ["By" | "BY" | "With" | "WITH", _, ..]) && (is_person(label) || label == "ORG")
}

/// Where the name ends in "Ann Barlow, the mayor of Oslo" and "Ann Barlow of Oslo".
fn remark_start(words: &[&str]) -> Option<usize> {
    (1..words.len()).find(|&at| words[at..].starts_with(&[",", "the"]) || is_of_place(words, at))
}

/// A span of some tokens of a text, without what does not belong to a name; `None` if nothing is left.
#[must_use]
pub fn suggestion(text: &Text, tokens: &[Token], span: Span) -> Option<Suggestion> {
    let tokens = &tokens[span.tokens];
    let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
    let (mut start, mut end) = (0, words.len());
    let is_person = is_person(span.label.as_str());
    // "A-10"
    let is_letter = |start: usize| words[start] == "A" && words[start + 1..end].first() == Some(&"-");
    while start < end
        && (is_before_name(words[start]) && !is_letter(start) || is_person && begins_with_title(&words, start))
    {
        start += 1;
    }
    let are_letters = |start: usize, last: usize| is_person && start + 1 < last && LETTERS.contains(&words[last]);
    while start < end && (is_after_name(words[end - 1]) || are_letters(start, end - 1)) {
        end -= 1;
    }
    let range = tokens[start..end].iter().map(|token| token.range).reduce(TextRange::cover)?;
    (!is_handle(text, range) && !is_ticker(text, range)).then_some(Suggestion {
        range,
        label: span.label,
        origin: Origin::Model,
        confidence: span.confidence,
    })
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

/// "CEOs", "TVs": many things of a kind, and no name.
fn is_plural_acronym(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|acronym| acronym.len() > 1 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn is_before_name(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "," | "\"" | "“" | "'" | "(" | "-")
}

fn is_after_name(word: &str) -> bool {
    is_possessive(word) || matches!(word, "'" | "’" | "," | ";" | ":" | "\"" | "”" | ")" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::tagger::kinds::TOLD;
    use crate::core::text::tokens;

    fn cleaned(content: &str, label: &str) -> Option<String> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
        let span =
            mended(&words, vec![Span { tokens: 0..tokens.len(), label: label.into(), confidence: 0.9 }]).pop()?;
        suggestion(&text, &tokens, span).map(|suggestion| text.slice(suggestion.range).to_owned())
    }

    #[test]
    fn spans_leave_out_what_is_no_part_of_the_name() {
        assert_eq!(cleaned("The Bank of Korea's", "ORG").as_deref(), Some("Bank of Korea"));
        assert_eq!(cleaned("Prime Minister Kim Min-seok,", "PERSON").as_deref(), Some("Kim Min-seok"));
        assert_eq!(cleaned("President", "PERSON").as_deref(), Some("President"));
        assert_eq!(cleaned("King Charles Street", "FAC").as_deref(), Some("King Charles Street"));
        assert_eq!(cleaned("the", "ORG"), None);
        assert_eq!(cleaned("A-10 Warthog", "PRODUCT").as_deref(), Some("A-10 Warthog"));
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
            ("Sultan Bo bin Li", "Bo bin Li"),
            ("Sultan Al Li", "Sultan Al Li"),
            ("Mullah Bo Li", "Bo Li"),
            ("Detective Inspector Bo Li", "Bo Li"),
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
    fn people_have_more_titles_and_degrees_in_some_countries() {
        for (span, name) in [
            ("Datuk Seri Bo Li", "Bo Li"),
            ("Tan Sri Bo Li", "Bo Li"),
            ("Tun Dr Bo Li", "Bo Li"),
            ("Engr Bo Li", "Bo Li"),
            ("SP Ann Barlow", "Ann Barlow"),
            ("SP Barlow", "SP Barlow"),
            ("Tan Barlow", "Tan Barlow"),
            ("Sri Barlow", "Sri Barlow"),
        ] {
            assert_eq!(cleaned(span, "PERSON").as_deref(), Some(name));
        }
        assert_eq!(cleaned("Gov. Ann Barlow", "WORK_OF_ART").as_deref(), Some("Ann Barlow"));
        let behind = |label: &str| Span { tokens: 1..2, label: label.into(), confidence: 0.9 };
        assert_eq!(mended(&["Mr.", "McDonald", "left"], vec![behind("ORG")]), [behind("PERSON")]);
        assert_eq!(mended(&["Dr.", "Martens", "rose"], vec![behind("ORG")]), [behind("ORG")]);
        assert_eq!(cleaned("Mr. Robot", "WORK_OF_ART").as_deref(), Some("Mr. Robot"));
        let words = ["Ann", "Barlow", ",", "MD", ",", "left", "Bethesda", ",", "MD"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.9 };
        let found = vec![span(0..2, "PERSON"), span(3..4, "GPE"), span(6..7, "GPE"), span(8..9, "GPE")];
        assert_eq!(mended(&words, found), [span(0..2, "PERSON"), span(6..7, "GPE"), span(8..9, "GPE")]);
    }

    #[test]
    fn where_somebody_is_from_is_no_part_of_the_name() {
        for (span, name) in [
            ("Mayor Ann Barlow of Oslo", "Ann Barlow"),
            ("Prince Bo Li of Oslo", "Bo Li of Oslo"),
            ("Bo Li II of Oslo", "Bo Li II of Oslo"),
            ("Ann of Oslo", "Ann of Oslo"),
            ("Prime Minister of France Ann Barlow", "Ann Barlow"),
        ] {
            assert_eq!(cleaned(span, "PERSON").as_deref(), Some(name));
        }
    }

    #[test]
    fn a_title_alone_names_nobody() {
        let is_name = |sentence: &str, at: usize| {
            let words: Vec<&str> = sentence.split(' ').collect();
            !mended(&words, vec![Span { tokens: at..at + 1, label: "PERSON".into(), confidence: 0.9 }]).is_empty()
        };
        assert!(!is_name("the Pope said", 1) && !is_name("long Sultan of Oman", 1) && !is_name("The Dean left", 1));
        assert!(is_name("that Dean left", 1) && is_name("singer Prince of Oslo", 1) && is_name("Sultan Qaboos", 0));
    }

    #[test]
    fn bylines_and_the_start_of_a_story_are_no_part_of_a_name() {
        assert_eq!(cleaned("By Associated Press", "ORG").as_deref(), Some("Associated Press"));
        assert_eq!(cleaned("By Press Association Reporters", "ORG").as_deref(), Some("Press Association"));
        assert_eq!(cleaned("With Acme", "ORG").as_deref(), Some("Acme"));
        assert_eq!(cleaned("Joint Chiefs of Staff", "ORG").as_deref(), Some("Joint Chiefs of Staff"));
        assert_eq!(cleaned("By the Sea", "WORK_OF_ART").as_deref(), Some("By the Sea"));
        assert_eq!(cleaned("TESLA - The", "ORG").as_deref(), Some("TESLA"));
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
