//! The grammar on real news: paragraphs of English Wikinews (<https://en.wikinews.org>, CC BY 2.5; each line of the
//! file names its article), drawn at random from the articles of 2019 and 2020, those with sums first, and annotated
//! by hand as the grammar's docs say what a span holds. Rules were mended by the half called "dev" alone.
#![cfg(not(target_arch = "wasm32"))]

use postil::core::annotation::Annotation;
use postil::core::article::Article;
use postil::core::evaluation::{Scores, evaluate};
use postil::core::formats::{Format, articles};
use postil::core::tagger::{Grammar, Tagger};

const NEWS: &[u8] = include_bytes!("fixtures/wikinews_numbers.jsonl");

fn scores(part: &str) -> Scores {
    let grammar = Grammar::new();
    let all: Vec<Article> = articles(NEWS, Format::Spacy).collect::<Result<_, _>>().expect("the gold is read");
    let gold: Vec<Article> = all.into_iter().filter(|article| article.id.as_str().starts_with(part)).collect();
    let tagged = |article: &Article| {
        let annotations = grammar.tag(&article.text).into_iter().map(Annotation::from).collect();
        Article { annotations, ..article.clone() }
    };
    let predicted: Vec<Article> = gold.iter().map(tagged).collect();
    evaluate(&gold, &predicted, |_| true, |label| Some(label.clone())).expect("they are the same texts")
}

/// Labels with the least F1 that they may have; what is rarer than ten times is left to "all".
fn assert_at_least(part: &str, all: f64, floors: &[(&str, f64)]) {
    let scores = scores(part);
    let mut faults = Vec::new();
    let mut check = |label: &str, f1: f64, floor: f64| {
        if f1 < floor {
            faults.push(format!("{label}: F1 {f1:.3}, at least {floor}"));
        }
    };
    check("all", scores.micro.f1(), all);
    for &(label, floor) in floors {
        check(label, scores.labels.get(&label.into()).map_or(0.0, |counts| counts.f1()), floor);
    }
    assert!(faults.is_empty(), "{part}: {}", faults.join("; "));
}

#[test]
fn what_the_rules_were_mended_by() {
    assert_at_least("dev", 0.98, &[("DATE", 0.98), ("MONEY", 0.98), ("CARDINAL", 0.96)]);
}

#[test]
fn what_they_had_not_seen() {
    let floors = [("DATE", 0.96), ("TIME", 0.96), ("MONEY", 0.96), ("ORDINAL", 0.9), ("CARDINAL", 0.87)];
    assert_at_least("test", 0.94, &floors);
}
