//! A table that leaves in doubt what its columns hold.

use crate::core::formats::{Column, Role};
use std::rc::Rc;

/// A table that waits to be imported.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedTable {
    /// What its file is called.
    pub name: String,
    /// Its columns, with what they are taken to hold.
    pub columns: Vec<Column>,
    /// What is in the file.
    pub bytes: Rc<[u8]>,
}

impl AskedTable {
    /// Whether a column is taken to hold the texts.
    #[must_use]
    pub fn has_texts(&self) -> bool {
        self.columns.iter().any(|column| column.role == Role::Text)
    }
}
