//! Texts of tests with names marked in them: "[ORG Acme] grew".

use super::Suggestion;
use crate::core::annotation::Origin;
use crate::core::sequence::Span;
use crate::core::text::{Text, TextRange};
use std::ops::Range;

/// What becomes of the suggestions that are marked in a text: each with its label and its words.
pub(super) fn suggested(marked: &str, becomes: impl FnOnce(&Text, Vec<Suggestion>) -> Vec<Suggestion>) -> Vec<String> {
    let mut content = String::new();
    let mut found = Vec::new();
    for piece in marked.split_inclusive(']') {
        let (before, name) = piece.split_once('[').unwrap_or((piece, ""));
        content.push_str(before);
        if let Some((label, name)) = name.trim_end_matches(']').split_once(' ') {
            let range = TextRange::from_usize(content.len()..content.len() + name.len());
            found.push(Suggestion { range, label: label.into(), origin: Origin::Model, confidence: 0.9 });
            content.push_str(name);
        }
    }
    let text = Text::new(&content);
    becomes(&text, found).iter().map(|it| format!("{} {}", it.label, text.slice(it.range))).collect()
}

/// What becomes of spans of a sentence, its tokens apart: each with its label and its words.
pub(super) fn spans(
    sentence: &str,
    found: &[(Range<usize>, &str)],
    becomes: impl FnOnce(&[&str], Vec<Span>) -> Vec<Span>,
) -> Vec<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let span = |(tokens, label): &(Range<usize>, &str)| Span {
        tokens: tokens.clone(),
        label: (*label).into(),
        confidence: 0.5,
    };
    let spans = becomes(&words, found.iter().map(span).collect());
    spans.iter().map(|span| format!("{} {}", span.label, words[span.tokens.clone()].join(" "))).collect()
}
