//! What a model says of some texts, written so that two machines can be compared: for tests/tagging.rs and
//! tests/web_tagging.rs.

use postil::core::learner::{Decisions, Elsewhere, Learner, Said};
use postil::core::tagger::{Blend, Names, Suggestion, Tagger};
use postil::core::text::{ByteOffset, Text, TextRange};
use std::fmt::Write;

pub const MODEL: &[u8] = include_bytes!("../../static/models/names-5.postil");
/// What was said natively.
pub const GOLDEN: &str = include_str!("golden.txt");

/// Texts in several scripts; each is tagged, then learned from, so that the next ones are suggested by all there is.
const TEXTS: [&str; 5] = [
    include_str!("../../static/sample.txt"),
    "Zoë Núñez-Łukasz of São Paulo paid €3.5bn — or ₹21 lakh — to Ångström AB on 3 März. 🍎 Zoë left.",
    "رئيس شركة Acme، محمد علي، زار القاهرة يوم الاثنين. Mohamed Ali of Acme met reporters in Cairo.",
    "習近平は月曜日に東京でトヨタの社長と会談した。Xi Jinping met Toyota's chief executive in Tokyo on Monday.",
    "ХЕЛЬСИНКИ — Президент Финляндии Александр Стубб. HELSINKI — PRESIDENT ALEXANDER STUBB MET NATO's Mark Rutte.",
];

/// A suggestion a line: offsets in bytes, the label, and every bit of the confidence.
pub fn said() -> String {
    let tagger: Blend<Names> = Blend::from_bytes(MODEL).expect("the built-in model is read");
    let mut learner = Learner::over(&tagger, &|label| Some(label.clone()), std::iter::empty());
    let mut said = String::new();
    for text in TEXTS {
        let text = Text::new(text);
        let base = tagger.tag(&text);
        note(&mut said, "base", &base);
        let possible = tagger.possible(&text, &base);
        let told = Said { suggested: &base, possible: &possible };
        let (nothing, half) = (Decisions::default(), every_other(&base[..base.len() / 2]));
        let elsewhere = Elsewhere::default();
        note(&mut said, "learned", &learner.suggest(&text, told, &nothing, &elsewhere, ByteOffset::default()));
        note(&mut said, "half decided", &learner.suggest(&text, told, &half, &elsewhere, ByteOffset::default()));
        note(&mut said, "the other half", &learner.suggest(&text, told, &half, &elsewhere, half.read_to));
        learner.learn(&text, told, &every_other(&base));
    }
    said
}

fn note(said: &mut String, who: &str, suggestions: &[Suggestion]) {
    for Suggestion { range, label, confidence, .. } in suggestions {
        let (start, end, bits) = (range.start().get(), range.end().get(), confidence.to_bits());
        writeln!(said, "{who} {start}-{end} {label} {bits:08x}").expect("a text can be written to");
    }
}

/// The decisions of somebody who takes every other suggestion and refuses the rest.
fn every_other(base: &[Suggestion]) -> Decisions {
    let (mut right, mut wrong): (Vec<_>, Vec<TextRange>) = Default::default();
    for (index, suggestion) in base.iter().enumerate() {
        if index % 2 == 0 {
            right.push((suggestion.range, suggestion.label.clone()));
        } else {
            wrong.push(suggestion.range);
        }
    }
    let read_to = base.last().map(|last| last.range.end()).unwrap_or_default();
    Decisions { right, wrong, open: Vec::new(), read_to }
}
