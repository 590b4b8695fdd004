//! What is wrong with a label or a schema.

use super::{Color, ColorError, Label, LabelId, RESERVED_KEYS};

/// Why a change of the schema was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// No such label.
    #[error("there is no label \"{0}\"")]
    Unknown(LabelId),
    /// A label of that id exists.
    #[error("there is a label \"{0}\" already")]
    Duplicate(LabelId),
    /// An id is empty or has white space or control characters in it.
    #[error("\"{0}\" cannot be a label's id: write it without spaces, like PERSON or COURT")]
    BadId(String),
    /// A name is empty.
    #[error("a label needs a name")]
    EmptyName,
    /// Two active labels would have the same key.
    #[error("the key \"{key}\" belongs to the label \"{owner}\" already")]
    KeyTaken {
        /// The key.
        key: char,
        /// The label that has it.
        owner: LabelId,
    },
    /// A key that is no small Latin letter or digit, or that the desk uses itself.
    #[error("\"{0}\" cannot be a label's key: use a small letter or a digit other than {RESERVED_KEYS}")]
    BadKey(char),
    /// A colour that is not `#rrggbb`.
    #[error(transparent)]
    Color(#[from] ColorError),
}

impl LabelId {
    /// Checks that it can stand in every file.
    ///
    /// # Errors
    /// If it is empty or has white space or control characters in it.
    pub fn validate(&self) -> Result<(), SchemaError> {
        let is_bad = self.as_str().is_empty() || self.as_str().contains(|c: char| c.is_whitespace() || c.is_control());
        if is_bad { Err(SchemaError::BadId(self.to_string())) } else { Ok(()) }
    }
}

impl Label {
    pub(super) fn validate(&self) -> Result<(), SchemaError> {
        // Before the id, which is made of it.
        if self.name.trim().is_empty() {
            return Err(SchemaError::EmptyName);
        }
        self.id.validate()?;
        if let Some(key) = self.key.filter(|&key| !Self::is_key(key)) {
            return Err(SchemaError::BadKey(key));
        }
        self.color.parse::<Color>()?;
        Ok(())
    }
}
