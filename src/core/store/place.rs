//! What is kept for the reader, and not of the project.

use crate::core::article::ArticleId;
use crate::core::project::QueueOrder;
use crate::core::schema::LabelChoices;
use serde::{Deserialize, Serialize};

/// Where the reader was, and what they have chosen for themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The open article.
    pub article: Option<ArticleId>,
    /// The byte in its text where the current mark starts.
    pub at: Option<u32>,
    /// Keys that do what others did: each the key as the page has it, and what is pressed instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<(String, String)>,
    /// The code of the language that the page speaks to them, as HTML has it; `None` for that of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether their decisions are carried to identical mentions.
    #[serde(default = "Place::carried")]
    pub propagate: bool,
    /// What labels are called in their datasets.
    #[serde(default)]
    pub export_labels: LabelChoices,
    /// In what order the queue shows them the articles.
    #[serde(default)]
    pub order: QueueOrder,
}

impl Place {
    /// Decisions are carried until the reader says otherwise.
    const fn carried() -> bool {
        true
    }
}

impl Default for Place {
    fn default() -> Self {
        Self {
            article: None,
            at: None,
            keys: Vec::new(),
            language: None,
            propagate: Self::carried(),
            export_labels: LabelChoices::default(),
            order: QueueOrder::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_record_lacks_is_as_at_first() {
        let place = serde_json::from_str::<Place>(r#"{"article":null,"at":7}"#);
        assert_eq!(place.ok(), Some(Place { at: Some(7), ..Place::default() }));
    }
}
