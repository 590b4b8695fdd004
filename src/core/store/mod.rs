//! What is kept between visits, and how a project comes back from it.
//!
//! The main decision: the journal is the truth about all that people did, and is written first, one entry a transaction; a
//! [`Checkpoint`] now and then bounds how much of it is replayed on opening, and kept. Writing the whole project on
//! each change was rejected (a 10,000-article project would take seconds a keystroke), and so was
//! replaying the whole journal (opening would grow slower every day).

mod autosave;
mod memory;
mod record;
mod restore;
mod saved;

pub use autosave::Autosave;
pub use memory::MemoryStore;
pub use record::{Record, content_of};
pub use restore::restore;
pub use saved::{Leftovers, RecordReader, Saved, Unread};

use crate::core::Extra;
use crate::core::article::{Article, ArticleId};
use crate::core::edit::{History, JournalEntry};
use crate::core::schema::{LabelChoices, Schema};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The version of the records below. A store of a later version is refused, never overwritten; one of an earlier version
/// is gone on with. Until 2 a step that takes an article out held all of it.
pub const STORE_VERSION: u32 = 3;

/// A project at one moment, without its articles' contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The version of the records.
    pub version: u32,
    /// The last journal entry that it contains.
    pub seq: u64,
    /// The labels.
    pub schema: Schema,
    /// The articles in order.
    pub order: Vec<ArticleId>,
    /// What can be undone and redone. It holds no article that the project has.
    pub history: History,
    /// Fields of the project file that Postil does not know.
    #[serde(default)]
    pub extra: Extra,
}

/// Where the reader was, and what they have chosen for themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The open article.
    pub article: Option<ArticleId>,
    /// The byte in its text where the current mark starts.
    pub at: Option<u32>,
    /// Keys that do what others did: each the key as the page has it, and what is pressed instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<(String, String)>,
    /// The code of the language that the page speaks to them, as HTML has it; `None` for that of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether their decisions are carried to identical mentions.
    #[serde(default = "Place::carried")]
    pub propagate: bool,
    /// What labels are called in their datasets.
    #[serde(default)]
    pub export_labels: LabelChoices,
}

impl Place {
    /// Decisions are carried until the reader says otherwise.
    const fn carried() -> bool {
        true
    }
}

impl Default for Place {
    fn default() -> Self {
        Self {
            article: None,
            at: None,
            keys: Vec::new(),
            language: None,
            propagate: Self::carried(),
            export_labels: LabelChoices::default(),
        }
    }
}

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

/// Why a store failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser keeps nothing for this page (private window, blocked site data).
    #[error("this browser does not let the page keep anything: {0}")]
    Unavailable(String),
    /// There is no room left.
    #[error("there is no room left in this browser's storage")]
    Full,
    /// Another tab has written to the same project.
    #[error("this project was changed in another tab")]
    Conflict,
    /// Written by a later version.
    #[error("it was written by a later version of Postil (version {found}); this one reads up to {STORE_VERSION}")]
    LaterVersion {
        /// The version found.
        found: u32,
    },
    /// Anything else the browser says.
    #[error("the browser's storage failed: {0}")]
    Other(String),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_record_lacks_is_as_at_first() {
        let place = serde_json::from_str::<Place>(r#"{"article":null,"at":7}"#);
        assert_eq!(place.ok(), Some(Place { at: Some(7), ..Place::default() }));
    }
}
