//! Undo and redo.
//!
//! The model: two stacks of steps. `undo` takes back the newest step of a person; a new step forgets what
//! was undone. Steps of a tagger are not in the history, so an undo never makes suggestions vanish that
//! came meanwhile; [`Transaction::apply`] says how the two meet.
//!
//! Limitations: history is linear (an undone step is lost once another is taken), and steps beyond the
//! last [`LIMIT`] cannot be undone.

use super::transaction::Transaction;
use crate::core::article::{ArticleId, Meta};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The most steps that can be undone.
const LIMIT: usize = 1_000;

/// What can be undone and redone, the newest last. Holds the steps as they would be applied. A clone shares them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Steps that take back what was done.
    undo: Vec<Arc<Transaction>>,
    /// Steps that do again what was undone.
    redo: Vec<Arc<Transaction>>,
}

impl History {
    /// The step that `undo` would take.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.undo.last().map(Arc::as_ref)
    }

    /// The step that `redo` would take.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Transaction> {
        self.redo.last().map(Arc::as_ref)
    }

    /// The article whose note the newest step changed, if it changed nothing else and nothing has been undone since, and
    /// what is said of it again once that step is taken back.
    pub(super) fn note(&self) -> Option<(&ArticleId, &Meta)> {
        self.next_undo().filter(|_| self.redo.is_empty()).and_then(Transaction::note)
    }

    pub(super) fn pop_undo(&mut self) -> Option<Transaction> {
        self.undo.pop().map(Arc::unwrap_or_clone)
    }

    pub(super) fn pop_redo(&mut self) -> Option<Transaction> {
        self.redo.pop().map(Arc::unwrap_or_clone)
    }

    /// Remembers a new step that was applied.
    pub(super) fn did(&mut self, applied: &Transaction) {
        self.redo.clear();
        self.push_undo(applied);
    }

    /// Remembers how to do again what an applied step took back.
    pub(super) fn push_redo(&mut self, applied: &Transaction) {
        self.redo.push(Arc::new(applied.inverse()));
    }

    /// Remembers how to take an applied step back.
    pub(super) fn push_undo(&mut self, applied: &Transaction) {
        self.undo.push(Arc::new(applied.inverse()));
        if self.undo.len() > LIMIT {
            self.undo.remove(0);
        }
    }
}
