//! What an earlier version has kept is gone on with. The fixture was written by version 2 of the records.
#![cfg(not(target_arch = "wasm32"))]

use postil::core::article::{Article, ArticleStatus};
use postil::core::edit::{Editor, History, JournalEntry};
use postil::core::store::{Checkpoint, Saved, restore};
use serde::Deserialize;

#[derive(Deserialize)]
struct Records {
    checkpoint: Checkpoint,
    articles: Vec<Article>,
    tail: Vec<JournalEntry>,
}

fn opened() -> Editor {
    let records = serde_json::from_str(include_str!("fixtures/store_of_version_2.json"));
    let Records { checkpoint, articles, tail } = records.expect("it can be read");
    assert_eq!(checkpoint.version, 2);
    restore(Saved { checkpoint: Some(checkpoint), articles, tail, ..Saved::default() }).expect("it fits together")
}

/// Each article: its id, how far it is, its text and the words that are marked in it.
fn told(editor: &Editor) -> Vec<String> {
    let articles = editor.project().articles.iter().map(|article| {
        let marks = article.annotations.visible().map(|mark| format!(" {}", article.text.slice(mark.range)));
        format!("{} {:?} {}{}", article.id, article.status, article.text.as_str(), marks.collect::<String>())
    });
    articles.collect()
}

#[test]
fn the_project_is_as_it_was() {
    let editor = opened();
    assert_eq!(told(&editor), ["a1 New Zoë met Bo in 北京. Zoë Bo", "a2 Done Ann left Köln 🍎."]);
    assert_eq!(editor.seq(), 12);
}

#[test]
fn every_step_is_undone_and_done_again() {
    let mut editor = opened();
    let after = editor.project().clone();
    let mut seen = vec![told(&editor)];
    while editor.undo(0).is_some() {
        seen.push(told(&editor));
    }
    let removed = ["a1 New Zoë met Bo in 北京. Zoë Bo", "a2 New Ann left Köln 🍎.", "a3 New Removed and put back."];
    assert_eq!(seen[2], removed);
    assert!(told(&editor).is_empty(), "{:?}", told(&editor));
    for _ in 1..seen.len() {
        assert_eq!(seen.pop(), Some(told(&editor)));
        assert!(editor.redo(0).is_some());
    }
    assert_eq!(*editor.project(), after);
    assert_eq!(after.articles[1].status, ArticleStatus::Done);
}

#[test]
fn the_next_checkpoint_holds_no_article_that_the_project_has() {
    let editor = opened();
    let history = serde_json::to_string(editor.history()).expect("it can be written");
    assert!(history.contains("Removed and put back."), "that one only the history has");
    for article in &editor.project().articles {
        assert!(!history.contains(article.text.as_str()), "{} is in {history}", article.id);
    }
    let read: History = serde_json::from_str(&history).expect("it can be read");
    assert_eq!(read, *editor.history());
}
