//! A store that lasts as long as the program: for tests, and for a page that may keep nothing.

use super::{Checkpoint, Place, Saved, Store, StoreError, Write};
use crate::core::article::{Article, ArticleId};
use crate::core::edit::JournalEntry;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Keeps everything in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    records: RefCell<Records>,
}

#[derive(Debug, Default)]
struct Records {
    checkpoint: Option<Checkpoint>,
    articles: BTreeMap<ArticleId, Article>,
    /// Entries by their numbers; `None` for one that the checkpoint contains.
    journal: BTreeMap<u64, Option<JournalEntry>>,
    place: Place,
}

impl MemoryStore {
    /// A store that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    async fn load(&self) -> Result<Saved, StoreError> {
        let records = self.records.borrow();
        let seq = records.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        Ok(Saved {
            checkpoint: records.checkpoint.clone(),
            articles: records.articles.values().cloned().collect(),
            tail: records.journal.range(seq + 1..).filter_map(|(_, entry)| entry.clone()).collect(),
            place: records.place.clone(),
        })
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        let mut records = self.records.borrow_mut();
        match write {
            Write::Append(entries) => {
                if entries.iter().any(|entry| records.journal.contains_key(&entry.seq)) {
                    return Err(StoreError::Conflict);
                }
                records.journal.extend(entries.iter().map(|entry| (entry.seq, Some(entry.clone()))));
            }
            Write::Checkpoint(write) => {
                records.checkpoint = Some(write.checkpoint.clone());
                records.articles.retain(|id, _| !write.gone.contains(id));
                let changed = write.changed.iter().map(|article| (article.id.clone(), (**article).clone()));
                records.articles.extend(changed);
                records.journal.extend(write.contained.clone().map(|seq| (seq, None)));
            }
            Write::Place(place) => records.place = place.clone(),
        }
        Ok(())
    }
}
