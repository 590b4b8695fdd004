//! What is exported is read back, byte for byte, whatever the text is made of.

mod any_project;
mod squeezed;

use any_project::{any_project, export, read_as};
use postil::core::annotation::{Annotation, Origin, Status};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::formats::{self, Format};
use postil::core::project::Project;
use postil::core::schema::Schema;
use postil::core::text::{Text, TextRange};
use proptest::prelude::*;
use serde_json::{Value, json};
use squeezed::{pairs, squeezed};
use std::sync::Arc;

/// Formats whose files are the same after a round trip.
const STABLE: [Format; 5] = [Format::Project, Format::Jsonl, Format::Spacy, Format::LabelStudio, Format::Csv];
/// Formats of tokens and their tags.
const TAGS: [Format; 5] = [Format::Conll, Format::Bilou, Format::ConlluPlus, Format::Autotrain, Format::SpacyJson];

proptest! {
    #[test]
    fn export_import_export_is_byte_identical(project in any_project()) {
        for format in STABLE {
            let first = export(&project, format);
            if project.articles.is_empty() && format != Format::Project {
                continue;
            }
            let read = formats::read(first.clone()).unwrap().1;
            // A project file gains labels for annotations whose label its schema lacks; then it is stable.
            let first = if format == Format::Project {
                export(&Project { schema: read.schema.clone(), ..project.clone() }, format)
            } else {
                first
            };
            prop_assert_eq!(
                String::from_utf8(export(&read, format)).unwrap(),
                String::from_utf8(first).unwrap(),
                "{}", format.name()
            );
        }
    }

    #[test]
    fn formats_of_tags_keep_all_but_white_space(project in any_project()) {
        for format in TAGS {
            if project.articles.is_empty() {
                continue;
            }
            let read = formats::read(export(&project, format)).unwrap().1;
            for (read, article) in pairs(&read, &project) {
                let flat = article.annotations.without_overlaps();
                prop_assert_eq!(squeezed(read, &read.annotations), squeezed(article, flat), "{}", format.name());
                let words = !article.text.as_str().trim().is_empty();
                let keeps_text = format == Format::SpacyJson || format == Format::ConlluPlus && words;
                prop_assert!(!keeps_text || read.text == article.text, "this one keeps the text");
            }
        }
    }

    #[test]
    fn formats_of_spans_of_tokens_keep_what_overlaps(project in any_project()) {
        for format in [Format::Gliner, Format::Prodigy, Format::Docbin] {
            if project.articles.is_empty() {
                continue;
            }
            let read = formats::read(export(&project, format)).unwrap().1;
            for (read, article) in pairs(&read, &project) {
                prop_assert_eq!(squeezed(read, &read.annotations), squeezed(article, &article.annotations));
                prop_assert!(format == Format::Gliner || read.text == article.text, "these keep the text");
            }
        }
    }

    #[test]
    fn formats_of_spans_keep_every_one(project in any_project()) {
        for format in [Format::LabelStudio, Format::Doccano, Format::Csv, Format::WebAnnotation] {
            let mut project = project.clone();
            for article in &mut project.articles {
                let article = Arc::make_mut(article);
                let kept = |annotation: &&Annotation| match format {
                    Format::LabelStudio => article.status != ArticleStatus::Skipped || !annotation.is_decided(),
                    _ => true,
                };
                article.annotations = article.annotations.iter().filter(kept).cloned().collect();
            }
            if project.articles.is_empty() {
                continue;
            }
            let read = formats::read(export(&project, format)).unwrap().1;
            for (read, article) in pairs(&read, &project) {
                let keys = |article: &Article| article.annotations.iter().map(Annotation::key).collect::<Vec<_>>();
                prop_assert_eq!((&read.text, keys(read)), (&article.text, keys(article)), "{}", format.name());
            }
        }
    }

    #[test]
    fn a_project_file_keeps_what_was_refused(mut project in any_project()) {
        for article in &mut project.articles {
            let refuse = |it: &Annotation| match it.status {
                Status::Suggested => Annotation { status: Status::Rejected, confidence: None, ..it.clone() },
                _ => Annotation { confidence: None, ..it.clone() },
            };
            let article = Arc::make_mut(article);
            article.annotations = article.annotations.iter().map(refuse).collect();
        }
        let read = formats::read(export(&project, Format::Project)).unwrap().1;
        prop_assert_eq!(read.articles, project.articles);
    }

    #[test]
    fn native_files_keep_everything(project in any_project()) {
        for format in [Format::Project, Format::Jsonl] {
            if project.articles.is_empty() {
                continue;
            }
            let read = read_as(&export(&project, format), format).unwrap();
            for (read, article) in pairs(&read, &project) {
                let rounded = |annotation: &Annotation| Annotation {
                    confidence: annotation.confidence.map(|c| ((f64::from(c) * 1e4).round() / 1e4) as f32),
                    ..annotation.clone()
                };
                let annotations = article.annotations.iter().map(rounded).collect();
                prop_assert_eq!(read, &Article { annotations, ..article.clone() });
            }
        }
    }

    #[test]
    fn offsets_in_files_are_code_points(project in any_project()) {
        for line in String::from_utf8(export(&project, Format::Jsonl)).unwrap().lines() {
            let article: Value = serde_json::from_str(line).unwrap();
            let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
            for annotation in article["annotations"].as_array().unwrap() {
                let at = |field: &str| annotation[field].as_u64().unwrap() as usize;
                let span: String = text[at("start")..at("end")].iter().collect();
                prop_assert_eq!(annotation["text"].as_str().unwrap(), span);
            }
        }
    }
}

#[test]
fn rejected_suggestions_are_no_data() {
    let mut article = Article::new("a1", Text::new("Ann met Bo."), Meta::default());
    let ann = Annotation::suggested(TextRange::from_usize(0..3), "PERSON".into(), Origin::Model, 0.5);
    article.annotations.insert(Annotation { status: Status::Rejected, ..ann });
    let project = Project { articles: vec![Arc::new(article)], ..Project::new(Schema::news()) };
    for format in Format::ALL.into_iter().filter(|format| !format.is_folder() && format.is_text()) {
        let written = String::from_utf8(export(&project, format)).unwrap();
        if format == Format::Project {
            let file: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(file["articles"][0]["annotations"], json!([]));
            assert_eq!(file["articles"][0]["refused"][0]["label"], json!("PERSON"));
            assert_eq!(formats::read(written.into()).unwrap().1.articles, project.articles);
            continue;
        }
        assert!(!written.contains("rejected") && !written.contains("[0,3"), "{written}");
        assert!(!written.contains("PERSON"), "{written}");
    }
}

#[test]
fn what_another_tool_calls_refused_is_kept_beside_what_we_do() {
    let line = r#"{"text":"Ann left.","entities":[[0,3,"PERSON"]],"refused":[{"by":"Bo"}]}"#;
    let project = formats::read(line.into()).unwrap().1;
    for format in [Format::Project, Format::Jsonl] {
        let read = formats::read(export(&project, format)).unwrap().1;
        assert_eq!(read.articles, project.articles);
    }
}

#[test]
fn unknown_fields_survive_at_every_level() {
    let file = r##"{"format":"postil-project","version":1,"offset_unit":"codepoint",
"schema":{"name":"news","labels":[{"id":"ORG","name":"Org","color":"#3b6fd4","key":"o","u1":1}],"u2":[2]},
"articles":[
{"id":"a1","text":"Acme.","meta":{"title":null,"date":null,"source":null,"url":null,"u3":3},"status":"done","annotations":[{"start":0,"end":4,"label":"ORG","text":"Acme","status":"confirmed","origin":"human","confidence":null,"u4":{"deep":true}}],"u5":"5"}
],
"u6":6,
"u7":null}
"##;
    let project = formats::read(file.into()).unwrap().1;
    assert_eq!(String::from_utf8(export(&project, Format::Project)).unwrap(), file);
}

#[test]
fn a_line_of_ours_is_told_by_its_annotations_whatever_else_it_has() {
    let ours = r#"{"text":"Ann left.","entities":[ENTITIES],"annotations":[{"start":0,"end":3,"label":"PERSON"}]}"#;
    for entities in ["", r#"[4,8,"X"]"#, r#"{"start_offset":4,"end_offset":8,"label":"X"}"#] {
        assert_eq!(Format::detect(&ours.replace("ENTITIES", entities)), Ok(Format::Jsonl), "{entities}");
    }
    assert_eq!(Format::detect(r#"{"text":"Ann left.","entities":[],"annotations":[]}"#), Ok(Format::Jsonl));
    assert_eq!(Format::detect(r#"{"text":"Ann left.","entities":[[0,3,"X"]],"annotations":[]}"#), Ok(Format::Spacy));
}

#[test]
fn spacy_gets_what_overlaps_as_spans() {
    let line = r#"{"id":"a1","text":"Bank of Japan","entities":[[0,13,"ORG"]],"spans":{"sc":[[0,13,"ORG",""],[8,13,"GPE",""]]}}"#;
    let project = formats::read(line.into()).unwrap().1;
    assert!(project.schema.overlaps);
    assert_eq!(project.articles[0].annotations.len(), 2);
    assert_eq!(String::from_utf8(export(&project, Format::Spacy)).unwrap().trim_end(), line);
}

#[test]
fn a_line_of_another_tool_keeps_its_fields() {
    let line = r#"{"id":7,"text":"Acme.","entities":[[0,4,"ORG"]],"meta":"mine","status":"ok","annotations":[1]}"#;
    let project = formats::read(line.into()).unwrap().1;
    let native = String::from_utf8(export(&project, Format::Jsonl)).unwrap();
    let again = formats::read(native.clone().into_bytes()).unwrap().1;
    assert_eq!(String::from_utf8(export(&again, Format::Jsonl)).unwrap(), native);
    assert_eq!(again.articles[0].id.as_str(), "7");
    let meta = &again.articles[0].meta.extra;
    assert_eq!((&meta["meta"], &meta["status"], &meta["annotations"]), (&json!("mine"), &json!("ok"), &json!([1])));
}

#[test]
fn offsets_count_in_texts_with_crlf_and_a_byte_order_mark() {
    let line = "\u{feff}{\"text\":\"One.\\r\\nAnn Li.\",\"entities\":[[6,12,\"PERSON\"]]}\r\n";
    let project = formats::read(line.into()).unwrap().1;
    let article = &project.articles[0];
    let spans: Vec<&str> = article.annotations.iter().map(|annotation| article.text.slice(annotation.range)).collect();
    assert_eq!((spans.as_slice(), article.text.as_str()), (["Ann Li"].as_slice(), "One.\nAnn Li."));
}
