//! Offices with a list in their names: "Ministry of Trade, Industry and Resources", "Food and Drug Administration"; and
//! with "of": "Office of Civil Defense".
//!
//! The model ends them at the first comma or "and", or begins them behind "of". What they are for has words of its own, so
//! that a list can tell it from the next name.

use super::is_among;
use super::kinds::may_be_body;
use crate::core::sequence::Span;
use std::ops::Range;

/// First words of the names of such offices, before "of", "for" or "on".
const OFFICES: &[&str] = &["Bureau", "Committee", "Department", "Ministry", "Office"];

/// What offices are for.
const MATTERS: &str = "Accountability Affairs Ageing Aging Agriculture Arts Aviation Budget Business Care Chemicals \
    Children Climate Commerce Communications Communities Construction Consumer Crime Culture Customs Defence Defense \
    Development Digital Disability Economy Education Electronics Employment Energy Environment Ethics Explosives \
    Families Family Finance Firearms Fisheries Food Foreign Forestry Forests Government Health Heritage Highways \
    Housing Human Immigration Industrial Industries Industry Information Infrastructure Innovation Intelligence \
    International Investment Irrigation Justice Labor Labour Land Livestock Logistics Manpower Marine Media Mineral \
    Mines Mining Natural Net Oversight Parliamentary Pensions Petroleum Planning Ports Power Prices Public Railways \
    Reform Regional Rehabilitation Relations Religious Research Resources Revenue Rights Road Rural Science Sciences \
    Security Services Shipping Skills Small Social Space Sport Sports State Statistics Steel Strategy Tax Taxation \
    Technology Telecommunications Textiles Tobacco Tourism Trade Transport Transportation Up Urban Utilities \
    Veterans Water Welfare Women Works Youth Zero";

/// The spans of a sentence, in order and none overlapping another, with each office whole.
pub(super) fn with_lists(words: &[&str], mut spans: Vec<Span>) -> Vec<Span> {
    let mut at = 0;
    while at < spans.len() {
        if let Some(tokens) = whole(words, &spans[at]) {
            let last = spans.partition_point(|span| span.tokens.start < tokens.end);
            if spans[at..last].iter().all(|over| may_be_body(over.label.as_str())) {
                let whole = Span { tokens, ..spans[at].clone() };
                spans.splice(at..last, [whole]);
            }
        }
        at += 1;
    }
    spans
}

/// All of the office that a span begins or ends, if it has more.
fn whole(words: &[&str], span: &Span) -> Option<Range<usize>> {
    (span.label.as_str() == "ORG").then_some(())?;
    let tokens = first_word(words, span)..list_end(words, span).unwrap_or(span.tokens.end);
    (tokens != span.tokens).then_some(tokens)
}

/// Where an office begins: "Food and" is part of the "Drug Administration", "Office of" of "Civil Defense".
fn first_word(words: &[&str], span: &Span) -> usize {
    let start = span.tokens.start;
    match words[..start] {
        [.., "Food", "and"] if words[start] == "Drug" => start - 2,
        [.., office, "of" | "on"] if OFFICES.contains(&office) => start - 2,
        _ => start,
    }
}

/// Where the list ends that begins in the name of an office, if one does.
fn list_end(words: &[&str], span: &Span) -> Option<usize> {
    let is_office = |pair: &[&str]| OFFICES.contains(&pair[0]) && matches!(pair[1], "of" | "for" | "on");
    words[span.tokens.clone()].windows(2).any(is_office).then_some(())?;
    let past = |at: usize| at + words[at..].iter().take_while(|word| is_among(MATTERS, word)).count();
    let item = |end: usize| (words.get(end) == Some(&",")).then(|| past(end + 1)).filter(|&next| next > end + 1);
    let end = std::iter::successors(Some(span.tokens.end), |&end| item(end)).last()?;
    let and = end + usize::from(words.get(end) == Some(&","));
    let last = matches!(words.get(and), Some(&("and" | "&"))).then(|| past(and + 1))?;
    // "the Ministry of Finance and Trade Minister Ann Barlow"
    let goes_on = words.get(last).is_some_and(|next| next.starts_with(char::is_uppercase));
    (last > and + 1 && !goes_on).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The names of a sentence, its tokens apart, in which the model found some of them.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, with_lists)
    }

    #[test]
    fn offices_have_their_lists() {
        let trade = "Ministry of Trade , Industry and Resources";
        assert_eq!(names(&format!("{trade} said"), &[(0..3, "ORG")]), [format!("ORG {trade}")]);
        let arms = "Bureau of Alcohol , Tobacco , Firearms , and Explosives";
        assert_eq!(names(arms, &[(0..3, "ORG"), (4..5, "GPE")]), [format!("ORG {arms}")]);
        let media = "UK Department for Culture , Media and Sport";
        assert_eq!(names(&format!("The {media} ."), &[(1..5, "ORG"), (6..9, "ORG")]), [format!("ORG {media}")]);
        let drugs = "The Food and Drug Administration and Ann";
        let expected = ["ORG Food and Drug Administration", "PERSON Ann"];
        assert_eq!(names(drugs, &[(3..5, "ORG"), (6..7, "PERSON")]), expected);
        let defense = "Office of Civil Defense spokesman Bo";
        let expected = ["ORG Office of Civil Defense", "PERSON Bo"];
        assert_eq!(names(defense, &[(2..4, "ORG"), (5..6, "PERSON")]), expected);
        assert_eq!(names("Office for Mac", &[(0..1, "ORG"), (2..3, "ORG")]), ["ORG Office", "ORG Mac"]);
        let expected = ["ORG Office", "GPE Oslo"];
        assert_eq!(names("Office of Oslo said", &[(0..1, "ORG"), (2..3, "GPE")]), expected);
    }

    #[test]
    fn other_names_behind_an_office_are_none_of_it() {
        for sentence in [
            "Ministry of Finance , Acme and Bolt said",
            "Ministry of Finance and Trade Minister Ann Barlow",
            "Ministry of Finance , Industry said",
            "Ministry of Finance and the Treasury",
            "University of Trade , Industry and Resources",
        ] {
            let first: Vec<&str> = sentence.split(' ').take(3).collect();
            assert_eq!(names(sentence, &[(0..3, "ORG")]), [format!("ORG {}", first.join(" "))]);
        }
        let expected = ["ORG Ministry of Trade", "MATTER Industry"];
        let sentence = "Ministry of Trade , Industry and Resources said";
        assert_eq!(names(sentence, &[(0..3, "ORG"), (4..5, "MATTER")]), expected);
    }
}
