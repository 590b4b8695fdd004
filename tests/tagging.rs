//! The laws of tagging: an article is tagged the same whether the worker takes it in slices or all at once.
#![cfg(not(target_arch = "wasm32"))]

use postil::core::learner::Decisions;
use postil::core::schema::{LabelChoices, Schema};
use postil::core::tagger::{Blend, Names, Suggestion, Tagger};
use postil::core::text::Text;
use postil::worker::mind::Mind;
use postil::worker::protocol::{Labels, Request, Response};
use postil::worker::session::Session;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../static/sample.txt");
const MODEL: &[u8] = include_bytes!("../static/models/names-1.postil");

fn tagger() -> Blend<Names> {
    Blend::from_bytes(MODEL).expect("the built-in model is read")
}

/// What the worker says last of a text.
fn in_slices(text: &str, slice: u32) -> Vec<Suggestion> {
    let mut session = Session::new(tagger(), slice);
    let labels = Labels { schema: Schema::ontonotes(), choices: LabelChoices::default() };
    session.handle(Request::Tag { id: 1, text: text.to_owned(), decisions: Decisions::default(), labels });
    let mut last = Vec::new();
    while !session.is_idle() {
        for response in session.step() {
            if let Response::Tagged { suggestions, .. } = response {
                last = suggestions;
            }
        }
    }
    last
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
