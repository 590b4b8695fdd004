//! Decides what to write when: every journal entry at once, a checkpoint after some hundred; but none while there is
//! something that could not be read, which it would write over or take out.
//!
//! What is about many articles at once, as an import is, is written as a checkpoint in place of its entry: that is many
//! records, between which the page can do other things, and one of some megabytes would hold it up, when it is written and
//! at each opening.
//!
//! What machines suggest is only written with what the reader does. Else a tab that is opened and only looked at, which
//! learns and suggests anew, would write over the one in which somebody works; and what was not written will be suggested
//! again.

use super::{Checkpoint, CheckpointWrite, Record, STORE_VERSION, Saved, Unread, Write};
use crate::core::article::ArticleId;
use crate::core::edit::{Editor, JournalEntry};
use std::collections::HashSet;

/// A checkpoint is due after this many journal entries.
const ENTRIES_PER_CHECKPOINT: u64 = 200;
/// If what waits is about so many articles, it is written as a checkpoint.
const ARTICLES_PER_CHECKPOINT: usize = 100;

/// What waits to be written. It is pure: the page asks for the next write, does it, and says so.
#[derive(Debug)]
pub struct Autosave {
    /// Entries that are not known to be safe, in order.
    waiting: Vec<JournalEntry>,
    /// Articles that changed since the last checkpoint.
    dirty: HashSet<ArticleId>,
    /// The last journal entry in the last checkpoint, 0 before the first.
    checkpointed: u64,
    /// The journal entry after which a checkpoint is due.
    due: u64,
    /// Whether the reader has done something since the project was opened.
    begun: bool,
    /// Whether the reader's place could not be read, and is not given up yet.
    place_unread: bool,
}

/// No journal has so many entries.
const NEVER: u64 = u64::MAX;

impl Default for Autosave {
    fn default() -> Self {
        Self::resume(&Saved::default())
    }
}

impl Autosave {
    /// Goes on from what a store gave back.
    #[must_use]
    pub fn resume(saved: &Saved) -> Self {
        let of_article = |it: &Unread| if let Record::Article(id) = &it.record { Some(id.clone()) } else { None };
        let touched = saved.tail.iter().flat_map(|entry| entry.transaction.articles().cloned());
        let checkpointed = saved.checkpointed();
        Self {
            waiting: Vec::new(),
            dirty: touched.chain(saved.unread.iter().filter_map(of_article)).collect(),
            checkpointed,
            due: if saved.unread.is_empty() { checkpointed + ENTRIES_PER_CHECKPOINT } else { NEVER },
            begun: false,
            place_unread: saved.unread.iter().any(|it| it.record == Record::Place),
        }
    }

    /// Whether the reader's place may be written: not over one that could not be read and is not given up yet.
    #[must_use]
    pub fn takes_place(&self) -> bool {
        !self.place_unread
    }

    /// The reader goes on without what could not be read: a checkpoint writes over it.
    pub fn go_on_without(&mut self) {
        self.due = 0;
        self.begun = true;
        self.place_unread = false;
    }

    /// Takes a new entry to be written.
    pub fn push(&mut self, entry: JournalEntry) {
        self.dirty.extend(entry.transaction.articles().cloned());
        self.begun |= !entry.transaction.is_of_tagger();
        self.waiting.push(entry);
    }

    /// Whether all that the reader did is safe. What machines suggest is no reason to keep somebody from leaving.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.waiting.iter().all(|entry| entry.transaction.is_of_tagger())
    }

    /// What to write now; the same again until [`Autosave::wrote`], so a write that failed is repeated.
    #[must_use]
    pub fn next(&self, editor: &Editor) -> Option<Write> {
        if !self.begun {
            return None;
        }
        let articles: usize = self.waiting.iter().map(|entry| entry.transaction.articles().count()).sum();
        let is_much = articles >= ARTICLES_PER_CHECKPOINT && self.due != NEVER;
        if is_much || self.waiting.is_empty() && editor.seq() >= self.due {
            return Some(Write::Checkpoint(Box::new(self.checkpoint(editor))));
        }
        (!self.waiting.is_empty()).then(|| Write::Append(self.waiting.clone()))
    }

    /// A write is safe now.
    pub fn wrote(&mut self, write: &Write) {
        match write {
            Write::Append(entries) => {
                let last = entries.last().map_or(0, |entry| entry.seq);
                self.waiting.retain(|entry| entry.seq > last);
            }
            Write::Checkpoint(write) => {
                self.checkpointed = write.checkpoint.seq;
                self.waiting.retain(|entry| entry.seq > self.checkpointed);
                self.due = self.checkpointed + ENTRIES_PER_CHECKPOINT;
                // What came in while it was being written is not in it.
                self.dirty = self.waiting.iter().flat_map(|entry| entry.transaction.articles().cloned()).collect();
            }
            Write::Place(_) => {}
        }
    }

    fn checkpoint(&self, editor: &Editor) -> CheckpointWrite {
        let project = editor.project();
        let places = project.places();
        let checkpoint = Checkpoint {
            version: STORE_VERSION,
            seq: editor.seq(),
            schema: project.schema.clone(),
            order: project.articles.iter().map(|article| article.id.clone()).collect(),
            history: editor.history().clone(),
            extra: project.extra.clone(),
        };
        CheckpointWrite {
            checkpoint,
            changed: project.articles.iter().filter(|article| self.dirty.contains(&article.id)).cloned().collect(),
            gone: self.dirty.iter().filter(|id| !places.contains_key(id.as_str())).cloned().collect(),
            contained: self.checkpointed + 1..=editor.seq(),
            written: self.waiting.first().map_or(editor.seq(), |entry| entry.seq - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, ArticleStatus, Meta};
    use crate::core::edit::Command;
    use crate::core::project::Project;
    use crate::core::schema::Schema;
    use crate::core::text::Text;

    #[test]
    fn a_checkpoint_holds_no_article_that_the_project_has() {
        let mut editor = Editor::new(Project::new(Schema::news()));
        let mut autosave = Autosave::default();
        let mut run = |editor: &mut Editor, command| {
            let entry = editor.execute(command, 0).unwrap();
            entry.into_iter().for_each(|entry| autosave.push(entry));
            if let Some(append @ Write::Append(_)) = autosave.next(editor) {
                autosave.wrote(&append);
            }
        };
        let article = |at: usize| Article::new(format!("a{at}"), Text::new(&format!("Zoe met {at}.")), Meta::default());
        run(&mut editor, Command::AddArticles((1..ARTICLES_PER_CHECKPOINT).map(article).collect()));
        run(&mut editor, Command::RemoveArticle("a7".into()));
        for status in [ArticleStatus::Open, ArticleStatus::Done].into_iter().cycle().take(200) {
            run(&mut editor, Command::SetStatus { article: "a1".into(), status });
        }
        let Some(Write::Checkpoint(write)) = autosave.next(&editor) else { panic!("a checkpoint is due") };
        let json = serde_json::to_string(&write.checkpoint).unwrap();
        let held: Vec<&str> = json.match_indices("Zoe met").map(|(at, _)| &json[at..at + 10]).collect();
        assert_eq!(held, ["Zoe met 7."], "that one only the history has");
        assert_eq!(write.contained, 1..=editor.seq());
        autosave.wrote(&Write::Checkpoint(write));
        assert!(autosave.next(&editor).is_none());
    }
}
