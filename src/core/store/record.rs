//! The records of a store: their names, and their content as JSON.

use super::StoreError;
use crate::core::article::ArticleId;
use serde::Serialize;
use std::fmt;

/// A record of a store, by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// The newest checkpoint.
    Checkpoint,
    /// Where the reader was.
    Place,
    /// An article as of the checkpoint.
    Article(ArticleId),
    /// The journal entry of that number.
    Entry(u64),
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("the labels and the order of the articles"),
            Self::Place => f.write_str("your place and your settings"),
            Self::Article(id) => write!(f, "article {id}"),
            Self::Entry(seq) => write!(f, "journal entry {seq}"),
        }
    }
}

/// What a record holds.
///
/// # Errors
/// If it cannot be put in JSON.
pub fn content_of<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| StoreError::Other(error.to_string()))
}
