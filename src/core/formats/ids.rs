//! Ids of articles, which are unique in a file.

use super::error::{Fault, FormatError};
use crate::core::article::ArticleId;
use std::collections::HashMap;

/// The ids of a file so far, and where each was used.
#[derive(Default)]
pub(super) struct UniqueIds(HashMap<ArticleId, String>);

impl UniqueIds {
    /// Notes that an id is used at `place`.
    pub(super) fn take(&mut self, id: &ArticleId, place: &str) -> Result<(), FormatError> {
        match self.0.insert(id.clone(), place.to_owned()) {
            Some(earlier) => Err(Fault::DuplicateId { id: id.clone(), earlier }.at("id")),
            None => Ok(()),
        }
    }
}
