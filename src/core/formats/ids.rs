//! Ids of articles, which are unique in a file.
//!
//! The main decision: of an id, a hash of 64 bits is kept, so that a file of a gigabyte takes some megabytes of memory
//! for its ids. That two of a million ids meet in one happens once in some ten million files; it was put up with.

use super::error::{Fault, FormatError};
use crate::core::article::ArticleId;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids of a file so far, and where each was used.
#[derive(Default)]
pub(super) struct UniqueIds(FxHashMap<u64, u32>);

impl UniqueIds {
    /// Notes that an id is used at a place, which is numbered; `name` gives its name.
    pub(super) fn take(&mut self, id: &ArticleId, place: usize, name: fn(u32) -> String) -> Result<(), FormatError> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        match self.0.entry(hasher.finish()) {
            Entry::Occupied(earlier) => {
                Err(Fault::DuplicateId { id: id.clone(), earlier: name(*earlier.get()) }.at("id"))
            }
            Entry::Vacant(entry) => {
                entry.insert(place as u32);
                Ok(())
            }
        }
    }
}
