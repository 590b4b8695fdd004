//! One label.

use crate::core::Extra;
use crate::core::text::is_mark;
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
    /// How long an id is at most that is made of a name, in characters: it stands beside each mark.
    const LONGEST: usize = 24;

    /// The id of a label that is called so, in capitals: the letters and digits of its words with "_" between them. Of a
    /// name without any it is empty.
    #[must_use]
    pub fn of_name(capitals: &str) -> Self {
        let capitals = capitals.trim_start_matches(|c: char| !c.is_alphanumeric());
        let words = capitals.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
        let id = words.collect::<Vec<_>>().join("_").chars().take(Self::LONGEST).collect::<String>();
        id.trim_end_matches('_').into()
    }

    /// The id of what another tool calls by natural words: of "Work of Art" it is `Work_of_Art`.
    #[must_use]
    pub fn spaceless(&self) -> Self {
        if !self.0.contains(char::is_whitespace) {
            return self.clone();
        }
        self.0.split_whitespace().collect::<Vec<_>>().join("_").into()
    }

    /// The id as files hold it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
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
    /// While it is archived, the label that its annotations have got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<LabelId>,
    /// Fields of the file that Postil does not know, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Label {
    /// A label in use.
    #[must_use]
    pub fn new(id: &str, name: &str, color: &str, key: Option<char>) -> Self {
        let (id, name, color) = (id.into(), name.into(), color.into());
        Self { id, name, color, key, archived: false, merged_into: None, extra: Extra::new() }
    }

    /// Whether a label may have this key.
    #[must_use]
    pub fn is_key(key: char) -> bool {
        (key.is_ascii_lowercase() || key.is_ascii_digit()) && !matches!(key, 'j' | 'k' | 'u' | 'x')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_letters_and_digits_of_a_name() {
        let cases = [
            ("COURT CASE", "COURT_CASE"),
            (" „GERICHT“ (§ 7): ", "GERICHT_7"),
            ("🏟\u{fe0f} STADIUM", "STADIUM"),
            ("WORK_OF_ART", "WORK_OF_ART"),
            ("न्यायालय", "न्यायालय"),
            ("EVERY PERSON WHO IS NAMED", "EVERY_PERSON_WHO_IS_NAME"),
            ("EVERY PERSON WHO IS NOT A MAN", "EVERY_PERSON_WHO_IS_NOT"),
            ("?!", ""),
        ];
        for (name, id) in cases {
            assert_eq!(LabelId::of_name(name).as_str(), id);
        }
    }
}
