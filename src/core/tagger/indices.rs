//! Stock indices: "FTSE 100", "Nasdaq Composite", "KSE-100", "Nikkei"; and companies that have two halves.
//!
//! The model ends them before their number, takes each half or all for a person, or does not know them. They are few, so that
//! lists can name them.

use super::kinds::{TOLD, may_be_body};
use super::which_overlap;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use std::ops::Range;

/// The indices, their tokens apart. Hyphens may stand between: "KSE-100".
const INDICES: &[&str] = &[
    "ASX 200",
    "BEL 20",
    "BSE 500",
    "CAC 40",
    "CSI 300",
    "DAX 40",
    "Dow Jones Industrial Average",
    "Euro Stoxx 50",
    "FTSE 100",
    "FTSE 250",
    "FTSE 350",
    "FTSE All Share",
    "FTSE MIB",
    "Ibex 35",
    "Kosdaq",
    "Kospi",
    "Kospi 200",
    "KSE 100",
    "Nasdaq 100",
    "Nasdaq Composite",
    "Nifty 50",
    "Nifty 500",
    "Nikkei",
    "Nikkei 225",
    "NYSE Composite",
    "Russell 1000",
    "Russell 2000",
    "Russell 3000",
    "S&P / ASX 200",
    "S&P / TSX Composite",
    "S&P 100",
    "S&P 400",
    "S&P 500",
    "S&P 600",
    "Sensex",
    "Shanghai Composite",
    "Stoxx 50",
    "Stoxx 600",
    "Stoxx Europe 600",
    "Topix",
    "TSX 60",
    "TSX Composite",
];

/// The companies, their tokens apart.
const COMPANIES: &[&str] = &[
    "Abercrombie & Fitch",
    "Bang & Olufsen",
    "Barnes & Noble",
    "Black & Decker",
    "Ernst & Young",
    "Johnson & Johnson",
    "Legal & General",
    "Marks & Spencer",
    "Procter & Gamble",
    "SK hynix",
    "Smith & Nephew",
    "Smith & Wesson",
    "Standard & Poor",
];

/// The spans of a sentence, in order and none overlapping another, with each index and company whole as an
/// organisation.
pub(super) fn with_indices(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    let Some(label) = labels.iter().find(|label| label.as_str() == "ORG") else { return spans };
    let mut at = 0;
    while at < words.len() {
        let Some(index) = index(words, at) else {
            at += 1;
            continue;
        };
        at = index.end;
        let which = which_overlap(&spans, &index);
        let over = &spans[which.clone()];
        if over.iter().all(|span| may_be_body(span.label.as_str())) {
            let start = over.first().map_or(index.start, |span| span.tokens.start.min(index.start));
            let end = over.last().map_or(index.end, |span| span.tokens.end.max(index.end));
            let confidence = over.iter().map(|span| span.confidence).fold(TOLD, f32::max);
            spans.splice(which, [Span { tokens: start..end, label: label.clone(), confidence }]);
        }
    }
    spans
}

/// The longest of them that begins at a word.
fn index(words: &[&str], at: usize) -> Option<Range<usize>> {
    let end = |index: &&str| {
        index.split(' ').try_fold(at, |end, word| {
            let next = end + usize::from(end > at && words.get(end) == Some(&"-"));
            words.get(next).is_some_and(|it| it.eq_ignore_ascii_case(word)).then_some(next + 1)
        })
    };
    // Most begin with another letter, and it is quick to see.
    let first = words[at].bytes().next().filter(u8::is_ascii_uppercase)?;
    let alike = INDICES.iter().chain(COMPANIES).filter(|name| name.as_bytes()[0].to_ascii_uppercase() == first);
    alike.filter_map(end).max().map(|end| at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::{Text, tokens};

    /// The names of a sentence in which the model found some words under a label.
    fn names(content: &str, found: &[(&str, &str)]) -> Vec<String> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
        let span = |&(surface, label): &(&str, &str)| {
            let start = content.find(surface).unwrap();
            let inside = |at: &usize| (start..start + surface.len()).contains(&tokens[*at].range.start().as_usize());
            let inside: Vec<usize> = (0..tokens.len()).filter(inside).collect();
            Span { tokens: inside[0]..inside[inside.len() - 1] + 1, label: label.into(), confidence: 0.5 }
        };
        let labels = ["ORG", "INDEX"].map(LabelId::from);
        let spans = with_indices(&words, &labels, found.iter().map(span).collect());
        spans.iter().map(|span| format!("{} {}", span.label, words[span.tokens.clone()].join(" "))).collect()
    }

    #[test]
    fn indices_are_whole() {
        let found = [("FTSE", "ORG"), ("Japan", "GPE"), ("Russell", "PERSON"), ("Dow Jones", "ORG")];
        let text = "The FTSE 100, Japan's Nikkei 225, the Russell 2000 and the Dow Jones Industrial Average rose.";
        let expected =
            ["ORG FTSE 100", "GPE Japan", "ORG Nikkei 225", "ORG Russell 2000", "ORG Dow Jones Industrial Average"];
        assert_eq!(names(text, &found), expected);
        let expected =
            ["ORG NSE Nifty 50", "ORG S&P 500 Index", "ORG EURO STOXX 50", "ORG KSE - 100", "ORG FTSE All - Share"];
        let text = "The NSE Nifty 50, the S&P 500 Index, the EURO STOXX 50, the KSE-100 and the FTSE All-Share rose.";
        assert_eq!(names(text, &[("NSE Nifty", "GPE"), ("S&P 500 Index", "ORG")]), expected);
        let expected = ["ORG Nikkei", "ORG KOSPI", "ORG Nikkei Asia"];
        assert_eq!(
            names(
                "Yen bites; Nikkei slips, KOSPI too, Nikkei Asia said.",
                &[("Nikkei", "PERSON"), ("Nikkei Asia", "ORG")]
            ),
            expected
        );
    }

    #[test]
    fn companies_in_two_halves_are_one() {
        let found = [("Spencer", "PERSON"), ("Ann", "PERSON"), ("Bo", "PERSON")];
        let expected = ["ORG Marks & Spencer", "PERSON Ann", "PERSON Bo"];
        assert_eq!(names("Shares of Marks & Spencer rose, Ann & Bo said.", &found), expected);
        assert_eq!(names("SK hynix fell.", &[("SK", "ORG")]), ["ORG SK hynix"]);
    }

    #[test]
    fn what_only_looks_like_an_index_stays() {
        let found = [("FTSE", "ORG"), ("BBC Radio", "ORG"), ("Bertrand Russell", "PERSON")];
        let expected = ["ORG FTSE", "ORG BBC Radio", "PERSON Bertrand Russell"];
        assert_eq!(names("The FTSE rose 100 points on BBC Radio 4, Bertrand Russell said.", &found), expected);
        assert_eq!(names("The FTSE 100 rose.", &[("FTSE", "INDEX")]), ["INDEX FTSE"]);
    }
}
