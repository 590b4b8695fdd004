//! The dateline that an article begins with: "LONDON, Nov 12 (Reuters) - ", "LAGOS, Nigeria —", "PATNA: ".
//!
//! The model learned from texts with few of them, and takes a city in capitals for anything. The pattern tells: of
//! 770 datelines in eleven forms it had missed 419.

use super::kinds::TOLD;
use super::{Suggestion, is_among};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::text::{Text, Token, TokenKind};
use std::ops::Range;

/// Words in capitals that stand where a city does, and name none.
const KICKERS: &str = "ADVERTISEMENT ALERT ANALYSIS BREAKING BUSINESS COLUMN COMMENT COMMENTARY CORRECTED \
    CORRECTION CORRECTS DEVELOPING EDIT EDITORIAL EXCLUSIVE EXPLAINER FACTBOX FACTS FEATURE FOCUS FYI INSIGHT \
    INTERVIEW LIVE MARKETS MORE NEWS NOTE NOTICE OPINION PHOTO PHOTOS PICTURES POLL PREVIEW PROFILE PS QUOTE QUOTES \
    REFILE RELATED REPEAT REVIEW SPORT SPORTS STOCKS STORY SUMMARY TIMELINE UPDATE URGENT VIDEO WARNING WATCH WORLD \
    WRAPUP";

/// Agencies: behind one of them no dash needs to stand.
const AGENCIES: &str = "AAP AFP ANI ANSA AP APA Bernama Bloomberg CNA CNN CP dpa DPA EFE IANS Interfax KUNA Kyodo NAN \
    PA PNA PTI Reuters RIA TASS UNI UPI WAM Xinhua Yonhap";

const MONTHS: &str = "January February March April May June July August September October November December";

/// The most words that a city, a region or an agency has.
const LONGEST: usize = 3;

/// What a dateline names.
struct Dateline {
    /// Tokens of the paragraph, each with its label.
    names: Vec<(Range<usize>, &'static str)>,
    /// Whether more than the city tells that it is one.
    is_told: bool,
}

/// The suggestions `found` in a paragraph of these tokens, with what its dateline names, in order. Only `labels`, those
/// of the model, are given; and what it takes for an organisation or a person stays if only a dash tells of a city:
/// "NASA — The agency".
pub(super) fn with_dateline(
    text: &Text,
    tokens: &[Token],
    labels: &[LabelId],
    mut found: Vec<Suggestion>,
) -> Vec<Suggestion> {
    let Some(dateline) = dateline(&Words { text, tokens }) else { return found };
    let range = |words: Range<usize>| tokens[words.start].range.cover(tokens[words.end - 1].range);
    let known = dateline.names.into_iter().filter_map(|(words, id)| {
        let label = labels.iter().find(|label| label.as_str() == id)?;
        Some(Suggestion { range: range(words), label: label.clone(), origin: Origin::Model, confidence: TOLD })
    });
    let names: Vec<Suggestion> = known.collect();
    let is_body = |it: &Suggestion| matches!(it.label.as_str(), "ORG" | "PERSON" | "PER");
    let is_known = |city: &Suggestion| found.iter().any(|it| it.range == city.range && is_body(it));
    if dateline.is_told || !names.iter().any(is_known) {
        found.retain(|it| !names.iter().any(|name| name.range.overlaps(it.range)));
        found.extend(names);
        found.sort_by_key(|suggestion| suggestion.range);
    }
    found
}

/// The dateline that a paragraph starts with.
fn dateline(words: &Words) -> Option<Dateline> {
    let mut city = words.city(0)?;
    let mut names = vec![(0..city, "GPE")];
    while let Some(end) = words.city(city + 1).filter(|_| words.is(city, "/")) {
        names.push((city + 1..end, "GPE"));
        city = end;
    }
    let region = words.region(city);
    names.extend(region.map(|end| (city + 1..end, "GPE")));
    let place = region.unwrap_or(city);
    let date = words.date(place).unwrap_or(place);
    let agency = words.agency(date);
    let end = agency.unwrap_or(date);
    names.extend(agency.map(|end| (date + 1..end - 1, "ORG")));
    let is_told = end > city;
    let is_known = agency == Some(date + 3) && is_among(AGENCIES, words.at(date + 1));
    let begins = is_known
        || words.dash(end) && (is_told || words.begin_the_story())
        || words.is(end, ":") && (is_told || words.begin_the_story() && is_only_one(words.text));
    begins.then_some(Dateline { names, is_told })
}

/// Whether one line of a text begins as "PATNA: " does. If more do, they tell who speaks.
fn is_only_one(text: &Text) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_lowercase() || c.is_ascii_punctuation());
    let begins = |line: &&str| line.split_once(": ").is_some_and(|(name, _)| is_name(name));
    text.as_str().lines().filter(begins).nth(1).is_none()
}

pub(super) fn ends_a_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '"', '”', ')'])
}

fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.len() >= 3 && MONTHS.split(' ').any(|month| month.starts_with(word))
}

fn is_in_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase) && !word.contains(char::is_numeric)
}

/// The tokens that a paragraph starts with, and the steps over them: each from an index to the index behind.
struct Words<'a> {
    text: &'a Text,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.text.slice(token.range))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.at(at) == word
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether white space stands before a token, or it is the first or behind the last.
    fn is_spaced(&self, at: usize) -> bool {
        let (Some(before), Some(token)) = (self.tokens.get(at.wrapping_sub(1)), self.tokens.get(at)) else {
            return true;
        };
        before.range.end() < token.range.start()
    }

    /// Past one to three words wholly in capitals, with hyphens in them: "PORT-AU-PRINCE", "ST. LOUIS".
    fn city(&self, at: usize) -> Option<usize> {
        let mut end = at;
        for _ in 0..LONGEST {
            let next = end + usize::from(end > at && self.is(end, "-") && !self.is_spaced(end + 1));
            if !self.is_word(next) || !is_in_capitals(self.at(next)) {
                break;
            }
            end = next + 1;
        }
        let is_kicker = (at..end).any(|at| is_among(KICKERS, self.at(at)));
        (end > at && !is_kicker && !(self.is_word(end) && is_in_capitals(self.at(end)))).then_some(end)
    }

    /// Past ", South Africa" or ", Ill.".
    fn region(&self, comma: usize) -> Option<usize> {
        let is_named = |at: usize| self.is_word(at) && self.at(at).starts_with(char::is_uppercase);
        let start = comma + 1;
        let words = (start..start + LONGEST).take_while(|&at| is_named(at)).count();
        let end = start + words;
        let is_region = self.is(comma, ",") && words > 0 && !is_month(self.at(start));
        is_region.then(|| end + usize::from(self.is(end, ".") && !self.is_spaced(end)))
    }

    /// Past ", Nov 12, 2025" or ", 12 November".
    fn date(&self, comma: usize) -> Option<usize> {
        let is_figure = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        let [first, second, end] = [comma + 1, comma + 2, comma + 3];
        let is_day = |month: usize, day: usize| is_month(self.at(month)) && is_figure(day);
        let is_date = self.is(comma, ",") && (is_day(first, second) || is_day(second, first));
        let has_year = self.is(end, ",") && is_figure(end + 1);
        is_date.then_some(if has_year { end + 2 } else { end })
    }

    /// Past "(Reuters)".
    fn agency(&self, open: usize) -> Option<usize> {
        let words = (open + 1..).take(LONGEST).take_while(|&at| self.is_word(at)).count();
        let close = open + 1 + words;
        (self.is(open, "(") && words > 0 && self.is(close, ")")).then_some(close + 1)
    }

    /// Whether a dash stands at a token, a short one between white space.
    fn dash(&self, at: usize) -> bool {
        let is_short = self.is(at, "-") || self.is(at, "–");
        self.is(at, "—") || self.is(at, "--") || is_short && self.is_spaced(at) && self.is_spaced(at + 1)
    }

    /// Whether they end a sentence and no line before them does: headlines and bylines do not.
    fn begin_the_story(&self) -> bool {
        let start = self.tokens.first().map_or(0, |first| first.range.start().as_usize());
        let before = &self.text.as_str()[..start];
        self.tokens.last().is_some_and(|last| ends_a_sentence(self.text.slice(last.range)))
            && !before.lines().any(ends_a_sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::{TextRange, paragraphs, tokens_in};

    /// What is suggested for a text in which the model found some words under labels.
    fn suggested(content: &str, found: &[(&str, &str)]) -> Vec<String> {
        let text = Text::new(content);
        let suggest = |&(surface, label): &(&str, &str)| {
            let start = content.find(surface).unwrap();
            let range = TextRange::from_usize(start..start + surface.len());
            Suggestion { range, label: label.into(), origin: Origin::Model, confidence: 0.5 }
        };
        let labels: Vec<LabelId> = ["GPE", "ORG", "PERSON"].map(LabelId::from).into();
        let found: Vec<Suggestion> = found.iter().map(suggest).collect();
        let in_paragraph = |paragraph: TextRange| {
            let found = found.iter().filter(|it| paragraph.contains(it.range)).cloned().collect();
            with_dateline(&text, &tokens_in(&text, paragraph), &labels, found)
        };
        let found = paragraphs(&text).into_iter().flat_map(in_paragraph);
        found.map(|it| format!("{} {}", it.label, text.slice(it.range))).collect()
    }

    #[test]
    fn datelines_name_cities_and_agencies() {
        for (dateline, names) in [
            ("LONDON (Reuters) - ", &["GPE LONDON", "ORG Reuters"] as &[&str]),
            ("NEW DELHI, Nov 12, 2025 (AP) — ", &["GPE NEW DELHI", "ORG AP"]),
            ("ABUJA, 5 January (NAN) ", &["GPE ABUJA", "ORG NAN"]),
            ("BEIJING, Dec. 4 (Xinhua) -- ", &["GPE BEIJING", "ORG Xinhua"]),
            ("ST. LOUIS (KMOV) -- ", &["GPE ST. LOUIS", "ORG KMOV"]),
            ("LONDON/NEW YORK, Sept 3 (Reuters) - ", &["GPE LONDON", "GPE NEW YORK", "ORG Reuters"]),
            ("SPRINGFIELD, Ill. (WAND) - ", &["GPE SPRINGFIELD", "GPE Ill.", "ORG WAND"]),
            ("LAGOS, Nigeria — ", &["GPE LAGOS", "GPE Nigeria"]),
            ("PORT-AU-PRINCE, Haiti (AP) — ", &["GPE PORT-AU-PRINCE", "GPE Haiti", "ORG AP"]),
            ("SÃO PAULO — ", &["GPE SÃO PAULO"]),
            ("COLOMBO - ", &["GPE COLOMBO"]),
            ("PATNA: ", &["GPE PATNA"]),
            ("COURT RULES\nBy Ann Li\nPATNA: ", &["GPE PATNA"]),
        ] {
            assert_eq!(suggested(&format!("{dateline}The NATO court ruled."), &[]), names, "{dateline}");
        }
    }

    #[test]
    fn what_a_dateline_names_is_nothing_else() {
        let found = [("KARACHI - Police", "ORG"), ("Xinhua", "PERSON"), ("Li", "PERSON")];
        let expected = ["GPE KARACHI", "PERSON Li"];
        assert_eq!(suggested("KARACHI - Police met Li.", &[found[0], found[2]]), expected);
        let expected = ["GPE BEIJING", "ORG Xinhua", "PERSON Li"];
        assert_eq!(
            suggested("BEIJING (Xinhua) - Police met Li.", &[("BEIJING", "PERSON"), found[1], found[2]]),
            expected
        );
        assert_eq!(suggested("NASA — The agency met Li.", &[("NASA", "ORG")]), ["ORG NASA"]);
    }

    #[test]
    fn what_stands_as_a_city_does_may_be_none() {
        for text in [
            "BREAKING: Police shot a man.",
            "EXCLUSIVE - The carmaker plans a plant.",
            "ANALYSIS — The euro fell.",
            "READ MORE — The euro fell.",
            "OIL FALLS: The price of a barrel",
            "OIL PRICES FALL AGAIN - The price fell.",
            "UPDATE 2-Oil prices fall.",
            "LONDON-based banks (AP) fell.",
            "LONDON, the capital, fell.",
            "A — The first letter.",
            "Dear Ann.\nPATNA: I was there.",
            "KIM: I was there.\nLEE: I was not.",
        ] {
            assert_eq!(suggested(text, &[]), [""; 0], "{text}");
        }
    }
}
