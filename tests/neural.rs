//! Token classifiers give the same pieces, scores and spans here as in Python. What Python said was recorded
//! by tests/fixtures/neural/make.py.
#![cfg(feature = "neural")]

use postil::core::tagger::Tagger;
use postil::core::text::{Text, TextRange};
use postil::neural::{Classifier, Export, NeuralError, Onnx};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What Python says about a text. Offsets are in code points.
#[derive(Deserialize)]
struct Golden {
    text: String,
    /// With the pieces that mark the start and the end.
    ids: Vec<u32>,
    offsets: Vec<(usize, usize)>,
    /// Left out for long texts.
    logits: Option<Vec<Vec<f32>>>,
    spans: Vec<(usize, usize, String, f32)>,
}

const FAMILIES: [&str; 3] = ["wordpiece", "bpe", "unigram"];

fn folder(family: &str) -> PathBuf {
    Path::new("tests/fixtures/neural").join(family)
}

fn file(family: &str, name: &str) -> (String, Vec<u8>) {
    (name.to_owned(), fs::read(folder(family).join(name)).unwrap())
}

fn files(family: &str) -> Vec<(String, Vec<u8>)> {
    ["model.onnx", "tokenizer.json", "config.json"].map(|name| file(family, name)).into()
}

fn classifier(family: &str) -> Classifier<Onnx> {
    Classifier::from_export(Export::from_files(files(family)).unwrap()).unwrap()
}

fn golden(family: &str) -> Vec<Golden> {
    serde_json::from_slice(&file(family, "golden.json").1).unwrap()
}

/// The error for an export in which one file is replaced.
fn error(family: &str, name: &str, content: Vec<u8>) -> NeuralError {
    let replaced =
        |(other, bytes): (String, Vec<u8>)| if other == name { (other, content.clone()) } else { (other, bytes) };
    let export = Export::from_files(files(family).into_iter().map(replaced)).unwrap();
    Classifier::from_export(export).err().unwrap()
}

#[test]
fn pieces_and_their_places_are_the_same() {
    for family in FAMILIES {
        let classifier = classifier(family);
        for golden in golden(family) {
            let pieces = classifier.read(&golden.text).unwrap().pieces;
            let ids: Vec<u32> = pieces.iter().map(|piece| piece.id).collect();
            assert_eq!(ids, golden.ids[1..golden.ids.len() - 1], "{family}: {}", golden.text);
            let text = Text::new(&golden.text);
            let place = |range: std::ops::Range<usize>| {
                let (start, end) = text.to_code_points(TextRange::from_usize(range));
                (start.as_usize(), end.as_usize())
            };
            let places: Vec<_> = pieces.into_iter().map(|piece| place(piece.range)).collect();
            assert_eq!(places, golden.offsets, "{family}: {}", golden.text);
        }
    }
}

#[test]
fn scores_are_the_same() {
    for family in FAMILIES {
        let classifier = classifier(family);
        for golden in golden(family) {
            let Some(expected) = golden.logits else { continue };
            let logits = classifier.read(&golden.text).unwrap().logits;
            let expected = expected.concat();
            assert_eq!(logits.len(), expected.len());
            for (ours, theirs) in logits.iter().zip(expected) {
                assert!((ours - theirs).abs() < 1e-3, "{family}: {}: {ours} for {theirs}", golden.text);
            }
        }
    }
}

#[test]
fn spans_are_the_same() {
    for family in FAMILIES {
        let classifier = classifier(family);
        let mut found = 0;
        for golden in golden(family) {
            let text = Text::new(&golden.text);
            let suggestions = classifier.tag(&text);
            let mut spans = Vec::new();
            for (suggestion, theirs) in suggestions.iter().zip(&golden.spans) {
                let (start, end) = text.to_code_points(suggestion.range);
                assert!((suggestion.confidence - theirs.3).abs() < 1e-3, "{family}: {suggestion:?} for {theirs:?}");
                spans.push((start.as_usize(), end.as_usize(), suggestion.label.to_string()));
            }
            let expected: Vec<_> =
                golden.spans.iter().map(|(start, end, label, _)| (*start, *end, label.clone())).collect();
            assert_eq!(spans, expected, "{family}: {}", golden.text);
            assert_eq!(suggestions.len(), expected.len(), "{family}: {}", golden.text);
            found += spans.len();
        }
        assert!(found > 50, "{family}: {found} spans prove little");
    }
}

#[test]
fn places_are_those_of_the_whole_text() {
    let classifier = classifier("wordpiece");
    let text = Text::new("Nobody came — 🍎.\nAnn flew to Rome.");
    let names: Vec<&str> = classifier.tag(&text).iter().map(|it| text.slice(it.range)).collect();
    assert!(names.ends_with(&["Ann", "Rome"]), "{names:?}");
    assert_eq!(classifier.failure(), None);
}

#[test]
fn files_that_do_not_belong_together_are_refused() {
    let (_, labels) = file("bpe", "config.json");
    let shape = error("wordpiece", "config.json", labels);
    let expected = "model.onnx answers with 1 × 3 × 7 scores where the labels of config.json need 1 × 3 × 13";
    assert_eq!(shape.to_string(), expected);
    let (_, tokenizer) = file("bpe", "tokenizer.json");
    assert!(matches!(error("unigram", "tokenizer.json", tokenizer), NeuralError::Run(_)));
}

#[test]
fn what_is_no_network_is_refused() {
    assert!(matches!(error("wordpiece", "model.onnx", b"{}".to_vec()), NeuralError::Network(_)));
    assert!(matches!(error("wordpiece", "tokenizer.json", b"{}".to_vec()), NeuralError::Tokenizer { .. }));
    assert!(matches!(error("wordpiece", "config.json", b"{}".to_vec()), NeuralError::NoLabels));
}

/// A file in which a name is written over with one as long.
fn patched(name: &[u8], with: &[u8]) -> Vec<u8> {
    let (_, mut bytes) = file("wordpiece", "model.onnx");
    let at: Vec<usize> = (0..bytes.len() - name.len()).filter(|&at| bytes[at..].starts_with(name)).collect();
    assert!(!at.is_empty());
    at.into_iter().for_each(|at| bytes[at..at + with.len()].copy_from_slice(with));
    bytes
}

#[test]
fn an_operator_that_is_not_known_is_named() {
    let error = error("wordpiece", "model.onnx", patched(b"\x22\x03Erf", b"\x22\x03Zyx"));
    assert!(matches!(&error, NeuralError::Operator(detail) if detail.contains("Zyx")), "{error}");
}

#[test]
fn an_input_that_is_not_known_is_named() {
    let error = error("wordpiece", "model.onnx", patched(b"token_type_ids", b"token_type_idz"));
    assert_eq!(error, NeuralError::Input("token_type_idz".to_owned()));
}
