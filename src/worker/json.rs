//! Fields of messages that cross as JSON text: what our files hold, whose fields can be left out or unknown, while a
//! message has no names of fields. Used by `#[serde(with = "json")]`.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a value as a JSON text.
///
/// # Errors
/// If it has no JSON form.
pub(super) fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&serde_json::to_string(value).map_err(S::Error::custom)?)
}

/// Reads a value from a JSON text.
///
/// # Errors
/// If it is no text, or not that of such a value.
pub(super) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = String::deserialize(deserializer)?;
    serde_json::from_str(&json).map_err(D::Error::custom)
}
