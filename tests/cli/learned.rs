//! `postil tag --learned`: the same as in the page.

use super::*;
use postil::core::annotation::{Annotation, Origin, Status};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::formats;
use postil::core::learner::{Curriculum, Decisions};
use postil::core::project::Project;
use postil::core::schema::{Label, LabelChoices, Schema};
use postil::core::tagger::{Blend, Names, Suggestion};
use postil::core::text::{ByteOffset, Text, TextRange};
use postil::worker::mind::Mind;
use postil::worker::protocol::{Labels, Request, Response, Untagged};
use postil::worker::session::{SLICE, Session};
use std::sync::Arc;

/// A project with labels that the taggers do not have, of which some articles are finished, not in their order.
fn worked_on() -> Project {
    let texts =
        ["Ann Lee sailed on the Kea from Oslo.", "The Kea left Bonn, said Bo Lind of Acme.", "Nora sank off Rome."];
    let marks: [&[(&str, &str)]; 3] = [
        &[("Ann Lee", "PER"), ("Kea", "SHIP"), ("Oslo", "LOC")],
        &[("Kea", "SHIP"), ("Bo Lind", "PER")],
        &[("Nora", "SHIP")],
    ];
    let refused = ["", "Bonn", "Rome"];
    let mut project = Project::new(Schema { name: "sea".to_owned(), ..Schema::conll() });
    project.schema = project.schema.with_label(Label::new("SHIP", "Ship", "#123456", None)).unwrap();
    for (number, (text, marks)) in (1..).zip(texts.into_iter().zip(marks)) {
        let finished = Some(format!("2026-01-0{}T09:00:00.000Z", 9 - number));
        let mut article = Article::new(format!("a{number}"), Text::new(text), Meta { finished, ..Meta::default() });
        article.status = ArticleStatus::Done;
        let at = |words: &str| text.find(words).map(|start| TextRange::from_usize(start..start + words.len())).unwrap();
        let mark = |&(words, label): &(&str, &str)| Annotation::confirmed(at(words), label.into(), Origin::Human);
        article.annotations = marks.iter().map(mark).collect();
        if !refused[number - 1].is_empty() {
            let mark = Annotation::confirmed(at(refused[number - 1]), "LOC".into(), Origin::Model);
            article.annotations.insert(Annotation { status: Status::Rejected, ..mark });
        }
        project.articles.push(Arc::new(article));
    }
    // Nobody has worked on this one, which came with a mark.
    let mut new = Article::new("a9", Text::new("The Kea is a bird."), Meta::default());
    new.annotations.insert(Annotation::confirmed(TextRange::from_usize(4..7), "MISC".into(), Origin::Import));
    project.articles.push(Arc::new(new));
    project
}

#[test]
fn what_a_project_teaches_is_what_it_teaches_the_page() {
    let (project, text) = (worked_on(), "The Kea met Ann Lee in Bonn on Monday.\n\nNora paid Acme $5 million in Rome.");
    let tagger: Blend<Names> = Blend::from_bytes(include_bytes!("../../static/models/names-5.postil")).unwrap();
    let mut page = Session::new(tagger, SLICE);
    let labels = Labels { schema: project.schema.clone(), choices: LabelChoices::default() };
    let lessons = Curriculum::default().next(&project).unwrap();
    let articles = lessons.articles.iter().map(|it| (it.text.as_str().to_owned(), Decisions::from(&**it))).collect();
    page.handle(Request::Learn { id: 1, anew: true, articles, labels: labels.clone() });
    let untagged = Untagged { text: text.to_owned(), decisions: Decisions::default(), from: ByteOffset::default() };
    page.handle(Request::Tag { id: 2, urgent: false, texts: vec![untagged], elsewhere: Vec::new(), labels });
    let mut in_page = Vec::new();
    while !page.is_idle() {
        for response in page.step() {
            if let Response::Tagged { parts, .. } = response {
                in_page = parts.into_iter().flat_map(|part| part.suggestions).collect();
            }
        }
    }
    let path = folder("learned-page").join("sea.postil.json");
    let mut file = Vec::new();
    formats::write(&project, Format::Project, &mut file).unwrap();
    std::fs::write(&path, file).unwrap();
    let line = output(&["tag", "--to", "postil-jsonl", "--learned", path.to_str().unwrap()], text);
    let article: Value = serde_json::from_str(&line).unwrap();
    let told =
        |start: u64, end: u64, label: &str, confidence: f64| format!("{start}-{end} {label} {:.0}", confidence * 1e4);
    let in_line = article["annotations"].as_array().unwrap().iter().map(|it| {
        let at = |field: &str| it[field].as_u64().unwrap();
        told(at("start"), at("end"), it["label"].as_str().unwrap(), it["confidence"].as_f64().unwrap())
    });
    let in_page = in_page.iter().map(|it: &Suggestion| {
        let range = it.range.as_usize();
        told(range.start as u64, range.end as u64, it.label.as_str(), f64::from(it.confidence))
    });
    let (in_line, in_page): (Vec<_>, Vec<_>) = (in_line.collect(), in_page.collect());
    assert_eq!(in_line, in_page);
    assert!(in_line.iter().any(|it| it.contains("SHIP")), "{in_line:?}");
}

#[test]
fn what_a_dataset_says_is_not_finished_teaches_nothing() {
    let project = worked_on();
    let (new, finished) = project.articles.split_last().unwrap();
    let tagged = |name: &str, new: &[Arc<Article>]| {
        let project = Project { articles: [finished, new].concat(), ..project.clone() };
        let mut lines = Vec::new();
        formats::write(&project, Format::Jsonl, &mut lines).unwrap();
        let path = file(&folder("learned-new"), name, String::from_utf8(lines).unwrap());
        output(&["tag", "--learned", &path], "The Kea met Ann Lee in Bonn.")
    };
    let others = (0..9).map(|number| Arc::new(Article { id: format!("b{number}").into(), ..Article::clone(new) }));
    assert!(tagged("finished.jsonl", &[]).contains("SHIP"));
    assert_eq!(tagged("all.jsonl", &others.collect::<Vec<_>>()), tagged("finished.jsonl", &[]));
}
