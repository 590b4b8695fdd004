//! What is kept between visits, and how a project comes back from it.
//!
//! The main decision: the journal is the truth about all that people did, and is written first, one entry a transaction; a
//! [`Checkpoint`] now and then bounds how much of it is replayed on opening, and kept. Writing the whole project on
//! each change was rejected (a 10,000-article project would take seconds a keystroke), and so was
//! replaying the whole journal (opening would grow slower every day).

mod autosave;
mod checkpoint;
mod error;
mod place;
mod record;
mod restore;
mod saved;

pub use autosave::Autosave;
pub use checkpoint::{Checkpoint, STORE_VERSION};
pub use error::StoreError;
pub use place::Place;
pub use record::{Record, content_of};
pub use restore::restore;
pub use saved::{Leftovers, RecordReader, Saved, Unread};

use crate::core::article::{Article, ArticleId};
use crate::core::edit::JournalEntry;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What a checkpoint writes, all or nothing.
#[derive(Clone, Debug)]
pub struct CheckpointWrite {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Articles that changed since the last one.
    pub changed: Vec<Arc<Article>>,
    /// Articles that are gone since the last one.
    pub gone: Vec<ArticleId>,
    /// The numbers of the journal entries since the last one. It contains them: of each, only that its number is taken is
    /// kept, to tell a [`StoreError::Conflict`].
    pub contained: RangeInclusive<u64>,
    /// The last of these that was written by itself. If there is an entry after that, it is a [`StoreError::Conflict`].
    pub written: u64,
}

/// One write, all or nothing.
#[derive(Clone, Debug)]
pub enum Write {
    /// Add entries to the journal. If an entry of that number is there already, nothing is written and
    /// the answer is [`StoreError::Conflict`]: another tab is at work.
    Append(Vec<JournalEntry>),
    /// Replace the checkpoint. If there is an entry that it does not know of, it is a [`StoreError::Conflict`], too.
    Checkpoint(Box<CheckpointWrite>),
    /// Remember where the reader is.
    Place(Place),
}

/// A place that keeps a project, in records. What [`Store::write`] has answered is safe, whatever happens next.
#[expect(async_fn_in_trait, reason = "the page is one thread; no caller needs the futures to be Send")]
pub trait Store {
    /// Everything that was kept, as [`RecordReader`] takes it; empty if nothing was.
    async fn load(&self) -> Result<Saved, StoreError>;

    /// Writes.
    async fn write(&self, write: &Write) -> Result<(), StoreError>;
}
