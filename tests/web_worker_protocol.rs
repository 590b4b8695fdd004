//! Every message survives the way between page and worker: as JavaScript has it, cloned as `postMessage` clones.
#![cfg(target_arch = "wasm32")]

use js_sys::{Object, Uint8Array};
use postil::core::Extra;
use postil::core::annotation::{Annotation, Origin};
use postil::core::article::{Article, Meta};
use postil::core::dataset::Shares;
use postil::core::formats::{Column, FilePiece, Format, Remark, Role};
use postil::core::import::{Found, GivenFile};
use postil::core::learner::Decisions;
use postil::core::schema::{Label, LabelChoices, Schema};
use postil::core::tagger::Suggestion;
use postil::core::text::{ByteOffset, Text, TextRange};
use postil::worker::protocol::{Labels, PROTOCOL, Report, Request, Response, TaggedPart, Target, Untagged};
use postil::worker::wire::{from_js, to_js};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    /// Copies a value as `postMessage` does. web-sys has no binding of it.
    #[wasm_bindgen(js_name = structuredClone, catch)]
    fn structured_clone(value: &JsValue) -> Result<JsValue, JsValue>;
}

/// A letter of every width and kind, and what JSON and JavaScript treat specially.
const TEXT: &str = "Ann\u{301} 🍎 👨‍👩‍👧 שלום 北京\n\t\"'\\\u{0} \u{2028}\u{feff}\u{7f} é ß \u{10ffff}";

/// What comes out at the other side.
fn sent<T: Serialize + DeserializeOwned>(message: &T) -> T {
    let value = to_js(message).expect("every message has a form");
    let cloned = structured_clone(&value).expect("every message can be posted");
    from_js(&cloned).expect("what was sent is read")
}

/// Fields that Postil does not know: any JSON, with numbers that JavaScript does not have.
fn extra() -> Extra {
    serde_json::from_value(json!({
        "kept": TEXT, "none": null, "yes": true, "small": -1, "whole": 1.0, "half": 0.5, "large": u64::MAX,
        "least": i64::MIN, "odd": 9_007_199_254_740_993u64, "nested": {"list": [1, [], {}, {"deep": [null]}]},
    }))
    .expect("it is an object")
}

/// A schema with everything that one can have.
fn schema() -> Schema {
    let mut schema = Schema::ontonotes();
    schema.overlaps = true;
    schema.extra = extra();
    let mut court = Label::new("COURT", TEXT, "#123456", None);
    court.archived = true;
    court.extra = extra();
    schema.labels.push(court);
    schema
}

/// Labels with everything that they can have.
fn labels() -> Labels {
    let mut choices = LabelChoices::default();
    choices.choose("PER".into(), Some("PERSON".into()));
    choices.choose(TEXT.into(), None);
    Labels { schema: schema(), choices }
}

fn untagged(text: &str) -> Untagged {
    Untagged { text: text.to_owned(), decisions: decisions(), from: ByteOffset::new(300) }
}

fn decisions() -> Decisions {
    let range = TextRange::from_usize;
    let right = vec![(range(0..5), "PERSON".into())];
    Decisions {
        right,
        wrong: vec![range(6..10)],
        open: vec![range(3..900)],
        read_to: range(0..u32::MAX as usize).end(),
    }
}

/// An article with everything that one can have.
fn article() -> Article {
    let meta = Meta {
        title: Some(TEXT.to_owned()),
        date: None,
        source: Some(String::new()),
        byline: None,
        url: Some("https://example.com/?q=é#北".to_owned()),
        extra: extra(),
        flagged: true,
        note: Some("Ask Ann.".into()),
        categories: vec!["Sport".into()],
        finished: Some("2025-02-03T09:30:00.000Z".into()),
    };
    let mut article = Article::new("a\"1", Text::new(TEXT), meta);
    article.extra = extra();
    let mut annotation = Annotation::suggested(TextRange::from_usize(0..5), "PERSON".into(), Origin::Import, 0.1);
    annotation.extra = extra();
    article.annotations.insert(annotation);
    article.annotations.insert(Annotation::confirmed(TextRange::from_usize(6..10), "ORG".into(), Origin::Human));
    article
}

#[wasm_bindgen_test]
fn requests_arrive_as_they_were_sent() {
    let dealt = Some((u64::MAX, Shares::new([80.0, 12.5, 0.0]).expect("they can be")));
    let choices = labels().choices;
    let target = Target { format: Format::ConlluPlus, schema: schema(), dealt, suggestions: true, labels: choices };
    let file = |name: &str, bytes: &[u8]| GivenFile { name: name.to_owned(), bytes: bytes.to_vec() };
    let all: Vec<u8> = (0..=255).collect();
    let requests = [
        Request::Tag { id: 0, urgent: true, texts: Vec::new(), elsewhere: Vec::new(), labels: labels() },
        Request::Tag {
            id: u32::MAX,
            urgent: false,
            texts: vec![untagged(TEXT), untagged("")],
            elsewhere: Vec::new(),
            labels: labels(),
        },
        Request::Learn { id: 4, anew: true, articles: vec![(TEXT.to_owned(), decisions())], labels: labels() },
        Request::Train { id: 5, articles: vec![(TEXT.to_owned(), decisions())], labels: labels() },
        Request::Read { id: 1, files: vec![file(TEXT, &all), file("", &[])], columns: Vec::new() },
        Request::Read { id: 2, files: vec![file(TEXT, &[])], columns: vec![Role::Text, Role::Other] },
        Request::Write { id: 1, begin: Some(target), articles: (0..=255).collect(), last: false },
        Request::Write { id: 2, begin: None, articles: Vec::new(), last: true },
        Request::Cancel { id: 3 },
    ];
    for request in requests {
        assert_eq!(sent(&request), request);
    }
}

#[wasm_bindgen_test]
fn responses_arrive_as_they_were_sent() {
    let tagged = |parts| Response::Tagged { id: 3, parts, done: 1, total: u32::MAX };
    let part = |text, within, suggestions| TaggedPart { text, within: TextRange::from_usize(0..within), suggestions };
    let column = Column { name: TEXT.to_owned(), cells: vec![TEXT.to_owned(), String::new()], role: Role::Byline };
    let pieces = [0, u32::MAX].map(|place| FilePiece { place, bytes: (0..=255).collect() }).into();
    let remark = Remark { article: TEXT.into(), key: None, sentence: TEXT.to_owned(), remedy: None };
    let report = Report { counts: TEXT.to_owned(), loss: true, remarks: vec![remark] };
    let responses = [
        Response::Loading { received: 0, total: None },
        Response::Loading { received: u32::MAX, total: Some(u32::MAX) },
        Response::ModelWanted,
        Response::ModelRefused { why: TEXT.to_owned() },
        Response::Ready { protocol: PROTOCOL, labels: vec!["PERSON".into(), TEXT.into()] },
        Response::Ready { protocol: PROTOCOL, labels: Vec::new() },
        tagged(Vec::new()),
        tagged(vec![part(0, 0, Vec::new()), part(u32::MAX, u32::MAX as usize, suggestions())]),
        Response::Finished { id: u32::MAX },
        Response::Learned { id: 7, finished: u32::MAX },
        Response::Training { id: 5, done: 0, total: u32::MAX },
        Response::Trained { id: 5, model: (0..=255).collect() },
        Response::Columns { id: 8, columns: vec![column], bytes: (0..=255).collect() },
        Response::Written { id: 9, pieces, report },
        Response::Failed { id: 6, why: TEXT.to_owned() },
        Response::Fatal { why: String::new() },
    ];
    for response in responses {
        assert_eq!(sent(&response), response);
    }
}

#[wasm_bindgen_test]
fn what_was_in_a_file_arrives_as_it_was_read() {
    let articles = vec![article(), Article::new("a2", Text::new(""), Meta::default())];
    let files = [Found { articles, schema: Some(schema()), adopt: true, unread: TEXT.to_owned() }, Found::default()];
    for file in files {
        let response = Response::Read { id: 5, part: u32::MAX, found: Box::new(file) };
        assert_eq!(sent(&response), response);
    }
}

/// Suggestions of every origin, with confidences that a double could round, and whole ones that JavaScript
/// cannot tell from integers.
fn suggestions() -> Vec<Suggestion> {
    let origins = [Origin::Human, Origin::Propagation, Origin::Model, Origin::Grammar, Origin::Learner, Origin::Import];
    let sure = [0.0, 1.0, 0.1, f32::MIN_POSITIVE, 1.0 - f32::EPSILON, 1.0 / 3.0];
    let suggest = |(index, (origin, confidence))| {
        let start = index * 1000;
        Suggestion { range: TextRange::from_usize(start..start + 3), label: "WORK_OF_ART".into(), origin, confidence }
    };
    origins.into_iter().zip(sure).enumerate().map(suggest).collect()
}

#[wasm_bindgen_test]
fn what_is_no_message_is_refused() {
    let cut = |message: &Request| {
        let message: Uint8Array = to_js(message).expect("every message has a form").unchecked_into();
        message.slice(0, message.length() - 1).into()
    };
    let cancel = Request::Cancel { id: u32::MAX };
    let tag =
        Request::Tag { id: 0, urgent: true, texts: vec![untagged(TEXT)], elsewhere: Vec::new(), labels: labels() };
    let bytes = |bytes: &[u8]| Uint8Array::from(bytes).into();
    let unknown = bytes(&[99]);
    for value in [JsValue::NULL, "tag".into(), Object::new().into(), bytes(&[]), unknown, cut(&cancel), cut(&tag)] {
        assert!(from_js::<Request>(&value).is_err(), "{value:?}");
    }
}
