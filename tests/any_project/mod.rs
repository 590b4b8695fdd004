//! Projects with what goes wrong in peers, and their files.

use postil::core::Extra;
use postil::core::annotation::{Annotation, Origin, Status};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::formats::{self, Format, FormatError};
use postil::core::project::Project;
use postil::core::schema::Schema;
use postil::core::text::{Text, TextRange};
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;

/// Pieces that go wrong in peers: surrogate pairs, joined emoji, combining marks, right to left, no spaces,
/// odd white space, JSON's own marks.
const PIECES: &[&str] = &[
    "Ann Li",
    " ",
    "🍎",
    "👨‍👩‍👧",
    "e\u{301}",
    "שלום",
    "北京",
    "\u{a0}",
    "\n",
    "\"quoted\"",
    "\\",
    "\t",
    "\u{2028}",
    "ß",
    "a",
];

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..20).prop_map(|pieces| pieces.concat())
}

fn any_extra() -> impl Strategy<Value = Extra> {
    let value = prop::sample::select(vec![json!(null), json!(3), json!("x"), json!({"deep": [1.5, "é"]})]);
    prop::collection::vec((prop::sample::select(vec!["remark", "x-tool", "Δ"]), value), 0..3)
        .prop_map(|fields| fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn any_annotation(text: &str) -> impl Strategy<Value = Annotation> + use<> {
    let edges: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let range = (0..edges.len() - 1, 1usize..8)
        .prop_map(move |(start, len)| TextRange::from_usize(edges[start]..edges[(start + len).min(edges.len() - 1)]));
    let label = prop::sample::select(vec!["PERSON", "ORG", "PUPPET"]);
    let status = prop::sample::select(vec![Status::Suggested, Status::Confirmed]);
    let origin = prop::sample::select(vec![
        Origin::Human,
        Origin::Propagation,
        Origin::Model,
        Origin::Grammar,
        Origin::Learner,
        Origin::Import,
    ]);
    (range, label, status, origin, prop::option::of(0.0f32..=1.0), any_extra()).prop_map(
        |(range, label, status, origin, confidence, extra)| Annotation {
            range,
            label: label.into(),
            status,
            origin,
            confidence,
            extra,
        },
    )
}

fn any_annotated_text() -> impl Strategy<Value = (String, Vec<Annotation>)> {
    any_text().prop_flat_map(|text| {
        let annotations = prop::collection::vec(any_annotation(&text), 0..8);
        (Just(text), annotations)
    })
}

fn any_meta() -> impl Strategy<Value = Meta> {
    let field = || prop::option::of(any_text());
    let categories = prop::sample::subsequence(vec!["Sport", "北京"], 0..=2);
    let said = (any::<bool>(), field(), categories, field());
    (field(), field(), field(), field(), field(), said, any_extra()).prop_map(
        |(title, date, source, byline, url, (flagged, note, categories, finished), extra)| {
            let categories = categories.into_iter().map(str::to_owned).collect();
            Meta { title, date, source, byline, url, flagged, note, categories, finished, extra }
        },
    )
}

prop_compose! {
    fn any_article()(
        (text, annotations) in any_annotated_text(),
        meta in any_meta(),
        status in prop::sample::select(vec![ArticleStatus::New, ArticleStatus::Open, ArticleStatus::Done, ArticleStatus::Skipped]),
        extra in any_extra(),
    ) -> Article {
        Article { id: "".into(), text: Text::new(&text), meta, status, annotations: annotations.into(), extra }
    }
}

prop_compose! {
    pub fn any_project()(articles in prop::collection::vec(any_article(), 0..4), extra in any_extra()) -> Project {
        let number = |(index, article)| Arc::new(Article { id: format!("a{index}").into(), ..article });
        let articles = articles.into_iter().enumerate().map(number).collect();
        Project { schema: Schema::ontonotes(), articles, extra }
    }
}

/// A project as a file.
pub fn export(project: &Project, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    formats::write(project, format, &mut bytes).unwrap();
    bytes
}

/// A file read in a format that is told.
pub fn read_as(file: &[u8], format: Format) -> Result<Project, FormatError> {
    match format {
        Format::Project => formats::read_project(file),
        format => formats::collect(formats::articles(file, format)),
    }
}
