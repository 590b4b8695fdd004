//! Ids of articles, which are unique in a file and in all that is read together.
//!
//! The main decision: of an id, a hash of 64 bits is kept, so that a file of a gigabyte takes some megabytes of memory
//! for its ids. That two of a million ids meet in one happens once in some ten million files; it was put up with.

use super::record::numbered;
use crate::core::article::ArticleId;
use crate::core::formats::error::{Fault, FormatError};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids so far, and where each was used.
#[derive(Default)]
pub struct UniqueIds(FxHashMap<u64, u32>);

impl UniqueIds {
    /// Notes that an id is used at a place, which is numbered; `name` gives its name.
    ///
    /// # Errors
    /// If the id is used already.
    pub fn take(&mut self, id: &ArticleId, place: usize, name: fn(u32) -> String) -> Result<(), FormatError> {
        self.insert(id, place).map_err(|earlier| Fault::DuplicateId { id: id.clone(), earlier: name(earlier) }.at("id"))
    }

    /// An id that nobody asked for, or if it is used already, one that is not: "a" and a number from `place` on.
    pub fn take_free(&mut self, id: ArticleId, place: usize) -> ArticleId {
        std::iter::once(id)
            .chain((place..=usize::MAX).map(numbered))
            .find(|id| self.insert(id, place).is_ok())
            .expect("there are more numbers than ids")
    }

    /// Notes that an id is used at a place; gives the earlier one if it is used already.
    fn insert(&mut self, id: &ArticleId, place: usize) -> Result<(), u32> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        match self.0.entry(hasher.finish()) {
            Entry::Occupied(earlier) => Err(*earlier.get()),
            Entry::Vacant(entry) => {
                entry.insert(place as u32);
                Ok(())
            }
        }
    }
}
