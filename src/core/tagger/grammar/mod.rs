//! The grammar: DATE, TIME, MONEY, PERCENT, QUANTITY, ORDINAL, CARDINAL and LAW by rules over tokens.
//!
//! Dates, sums and the titles of laws follow patterns that a page of rules says better than a model learns them, and a rule
//! can be read and mended. Regular expressions over the text were rejected: they cut tokens, they cannot
//! ask what a word means without listing every word in every pattern, and an engine for them weighs more
//! than the rules.
//!
//! # How it works
//! 1. Each token gets its [senses](senses) from a [lexicon] or from the shape of its [figures](numerals).
//! 2. At each token all rules are tried: the longest match wins, then the rule that stands first. The next match
//!    starts where the last ended, so matches never overlap.
//!
//! # What a span holds
//! The labels and most boundaries are those of OntoNotes, as spaCy users know them, with two differences:
//! a leading "the" or "a" is left out, and so are "about" and "more than", "early" and "late": in openly
//! licensed corpora the former stand outside seven times as often as inside, the latter twice. A
//! confidence is the precision of the rule on those corpora, or an estimate where they do not annotate
//! what it finds.

#![allow(clippy::wildcard_imports, reason = "the senses are the words that rules are written in")]

mod ages;
mod dates;
mod laws;
mod lexicon;
mod measures;
mod money;
mod numbers;
mod numerals;
mod periods;
mod rule;
mod scores;
mod senses;
mod times;
mod words;

#[cfg(test)]
mod tests;

use super::tickers::is_ticker;
use super::{Suggestion, Tagger};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, tokens_in};
use lexicon::Lexicon;
use rule::{LABELS, Rule};
use words::Words;

/// All rules. Of equally long matches the first wins: "in 2025" is a date before it is a number.
const FAMILIES: [&[Rule]; 9] = [
    dates::RULES,
    periods::RULES,
    ages::RULES,
    times::RULES,
    money::RULES,
    measures::RULES,
    laws::RULES,
    scores::RULES,
    numbers::RULES,
];

/// Suggests dates, times, sums, numbers and laws.
pub struct Grammar {
    lexicon: Lexicon,
    labels: [LabelId; LABELS.len()],
}

impl Grammar {
    /// The grammar of English news.
    #[must_use]
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new(), labels: LABELS.map(LabelId::from) }
    }
}

impl Default for Grammar {
    fn default() -> Self {
        Self::new()
    }
}

impl Tagger for Grammar {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        let words = Words::new(text, &tokens_in(text, paragraph), &self.lexicon);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((rule, end)) = longest_match(&words, at) else {
                at += 1;
                continue;
            };
            let (range, label) = (words.range(at, end), self.labels[rule.family as usize].clone());
            if !is_ticker(text, range) {
                found.push(Suggestion { range, label, origin: Origin::Grammar, confidence: rule.confidence });
            }
            at = end;
        }
        found
    }

    fn settle(&self, _: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        suggestions
    }

    fn labels(&self) -> Vec<LabelId> {
        self.labels.to_vec()
    }
}

/// The rule that matches the most words from `at` on, and the end of its match.
fn longest_match(words: &Words, at: usize) -> Option<(&'static Rule, usize)> {
    if !words.may_start(at) {
        return None;
    }
    let mut best: Option<(&Rule, usize)> = None;
    for rule in FAMILIES.into_iter().flatten() {
        let Some(end) = (rule.find)(words, at) else { continue };
        if best.is_none_or(|(_, longest)| end > longest) {
            best = Some((rule, end));
        }
    }
    best
}
