//! The laws of tagging: an article is tagged the same whether the worker takes it in slices or all at once, and the
//! same natively as in a browser (tests/web_tagging.rs).
#![cfg(not(target_arch = "wasm32"))]

mod parity;

use parity::{GOLDEN, MODEL, said};
use postil::core::learner::Decisions;
use postil::core::schema::{LabelChoices, Schema};
use postil::core::tagger::{Blend, Names, Suggestion, Tagger};
use postil::core::text::{ByteOffset, Text};
use postil::worker::mind::Mind;
use postil::worker::protocol::{Labels, Request, Response, Untagged};
use postil::worker::session::Session;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../static/sample.txt");

fn tagger() -> Blend<Names> {
    Blend::from_bytes(MODEL).expect("the built-in model is read")
}

/// What the worker says last of a text.
fn in_slices(text: &str, slice: u32) -> Vec<Suggestion> {
    in_slices_decided(text, Decisions::default(), slice)
}

/// The same where something was decided.
fn in_slices_decided(text: &str, decisions: Decisions, slice: u32) -> Vec<Suggestion> {
    let mut session = Session::new(tagger(), slice);
    let labels = Labels { schema: Schema::ontonotes(), choices: LabelChoices::default() };
    let untagged = Untagged { text: text.to_owned(), decisions, from: ByteOffset::default() };
    session.handle(Request::Tag { id: 1, urgent: false, texts: vec![untagged], elsewhere: Vec::new(), labels });
    let mut last = Vec::new();
    while !session.is_idle() {
        for response in session.step() {
            if let Response::Tagged { parts, .. } = response {
                last = parts.into_iter().flat_map(|part| part.suggestions).collect();
            }
        }
    }
    last
}

/// What is suggested of a text, as words and labels, once some words of it were confirmed as they are suggested.
fn after_accepting(text: &str, accepted: &str) -> Vec<(String, String)> {
    let text = Text::new(text);
    let suggested = tagger().tag(&text);
    let it = suggested.iter().find(|it| text.slice(it.range) == accepted).expect("it is suggested");
    let right = vec![(it.range, it.label.clone())];
    let decided = Decisions { read_to: it.range.end(), right, ..Decisions::default() };
    as_words(text.as_str(), &in_slices_decided(text.as_str(), decided, 8_000))
}

fn as_words(text: &str, suggestions: &[Suggestion]) -> Vec<(String, String)> {
    let words = |it: &Suggestion| text[it.range.start().as_usize()..it.range.end().as_usize()].to_owned();
    suggestions.iter().map(|it| (words(it), it.label.to_string())).collect()
}

#[test]
fn a_decision_about_something_else_leaves_the_month_a_month_and_the_person_a_person() {
    for text in [
        "He lives in Paris. It ended in May. Mr. May left. Mr. May spoke.",
        "He lives in Paris. It ended in May. Mr. May left.",
        "He lives in Paris. It ended in April. April Jones left. Ms. April spoke. In August Mr. August left.",
    ] {
        assert_eq!(after_accepting(text, "Paris"), as_words(text, &tagger().tag(&Text::new(text))));
    }
}

#[test]
fn every_label_of_the_default_schema_may_be_suggested() {
    let labels = tagger().labels();
    let unknown: Vec<_> = Schema::ontonotes().labels.into_iter().filter(|label| !labels.contains(&label.id)).collect();
    assert_eq!(unknown, []);
}

/// `UPDATE_GOLDEN=1` writes it anew, as a new model wants it.
#[test]
fn what_is_said_natively_is_checked_in() {
    let said = said();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity/golden.txt"), &said).unwrap();
        return;
    }
    assert!(GOLDEN == said, "tests/parity/golden.txt differs: run with UPDATE_GOLDEN=1 and look at the diff");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn slices_change_nothing(order in prop::collection::vec(0usize..6, 1..30), slice in 1u32..8_000) {
        let paragraphs: Vec<&str> = SAMPLE.lines().filter(|line| !line.is_empty()).collect();
        let chosen = std::iter::once(0).chain(order).map(|index| paragraphs[index % paragraphs.len()]);
        let text = chosen.collect::<Vec<_>>().join("\n");
        let at_once = tagger().tag(&Text::new(&text));
        prop_assert!(!at_once.is_empty());
        prop_assert!(at_once.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()));
        prop_assert_eq!(in_slices(&text, slice), at_once);
    }
}
