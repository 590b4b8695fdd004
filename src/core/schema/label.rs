//! One label.

use super::{Color, SchemaError};
use crate::core::Extra;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Keys the desk uses itself (see `ui::keymap`), which therefore no label can have.
pub const RESERVED_KEYS: &str = "j, k, u and x";

/// What annotations and files call a label: "PERSON". It never changes. A clone is cheap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct LabelId(Arc<str>);

impl LabelId {
    /// The id as files hold it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks that it can stand in every file.
    ///
    /// # Errors
    /// If it is empty or has white space or control characters in it.
    pub fn validate(&self) -> Result<(), SchemaError> {
        let is_bad = self.0.is_empty() || self.0.contains(|c: char| c.is_whitespace() || c.is_control());
        if is_bad { Err(SchemaError::BadId(self.to_string())) } else { Ok(()) }
    }
}

impl From<&str> for LabelId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for LabelId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl std::fmt::Display for LabelId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A label: an id, and how it is shown and chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Label {
    /// What files hold.
    pub id: LabelId,
    /// What the reader sees.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// The key that applies it: a small Latin letter or a digit.
    #[serde(default)]
    pub key: Option<char>,
    /// Out of the palette; its annotations stay.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Fields of the file that Postil does not know, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Label {
    /// A label in use.
    #[must_use]
    pub fn new(id: &str, name: &str, color: &str, key: Option<char>) -> Self {
        Self { id: id.into(), name: name.into(), color: color.into(), key, archived: false, extra: Extra::new() }
    }

    /// Whether a label may have this key.
    #[must_use]
    pub fn is_key(key: char) -> bool {
        (key.is_ascii_lowercase() || key.is_ascii_digit()) && !matches!(key, 'j' | 'k' | 'u' | 'x')
    }

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
