//! A store that lasts as long as the program.

use postil::core::store::{Record, RecordReader, Saved, Store, StoreError, Write, content_of};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Keeps everything in memory.
#[derive(Default)]
pub struct MemoryStore {
    /// What each record holds; `None` for a journal entry that the checkpoint contains.
    pub records: RefCell<BTreeMap<Record, Option<Vec<u8>>>>,
}

impl Store for MemoryStore {
    async fn load(&self) -> Result<Saved, StoreError> {
        let mut reader = RecordReader::default();
        for (record, content) in &*self.records.borrow() {
            reader.take(record.clone(), content.as_deref());
        }
        Ok(reader.finish())
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        let mut records = self.records.borrow_mut();
        match write {
            Write::Append(entries) => {
                if entries.iter().any(|entry| records.contains_key(&Record::Entry(entry.seq))) {
                    return Err(StoreError::Conflict);
                }
                for entry in entries {
                    records.insert(Record::Entry(entry.seq), Some(content_of(entry)?));
                }
            }
            Write::Checkpoint(write) => {
                let mut free = write.written + 1..=write.checkpoint.seq + 1;
                if free.any(|seq| records.contains_key(&Record::Entry(seq))) {
                    return Err(StoreError::Conflict);
                }
                records.insert(Record::Checkpoint, Some(content_of(&write.checkpoint)?));
                records.retain(|record, _| !matches!(record, Record::Article(id) if write.gone.contains(id)));
                for article in &write.changed {
                    records.insert(Record::Article(article.id.clone()), Some(content_of(&**article)?));
                }
                records.extend(write.contained.clone().map(|seq| (Record::Entry(seq), None)));
            }
            Write::Place(place) => drop(records.insert(Record::Place, Some(content_of(place)?))),
        }
        Ok(())
    }
}
