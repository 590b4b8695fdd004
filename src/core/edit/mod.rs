//! Every change is a value: a [`Command`] says what is wanted, a plan makes a [`Transaction`] of it,
//! [`Editor`] applies it, remembers it for undo and hands out the [`JournalEntry`] that is saved.
//!
//! The main decision: a change holds what was there and what is there now, so its inverse is a swap and
//! undo needs no code of its own. Commands with hand-written undo methods were rejected: they drift.

mod command;
mod editor;
mod history;
mod plan;
mod propagation;
mod rivalry;
mod swap;
mod transaction;

pub use command::{Command, EditError, Mending, SuggestedPart};
pub use editor::{Editor, JournalEntry, Step};
pub use history::History;
pub use plan::is_beside;
pub use transaction::{Change, Gone, Summary, Transaction, Verb};
