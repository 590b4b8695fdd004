//! Annotations: labels that stand off the text.
//!
//! The main decision: an annotation is found by what it says, its range and label ([`Key`]), not by an
//! id. Two annotations that say the same are one, so a set needs no duplicates check, an undo no id map,
//! and two people's files compare directly. Ids were rejected as a second truth to keep in step.

mod flat;
mod relabelled;
mod runs;
mod set;

pub use runs::Run;
pub use set::AnnotationSet;

use crate::core::Extra;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange};
use serde::{Deserialize, Serialize};

/// What has been decided about an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A machine proposes it.
    Suggested,
    /// A person made or accepted it.
    Confirmed,
    /// A person refused it: it is not shown or exported, and must not be suggested again.
    Rejected,
}

/// Who made an annotation or a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum Origin {
    /// A person, by hand.
    Human,
    /// A person's decision, carried to identical mentions.
    Propagation,
    /// The built-in names model, or the user's own.
    Model,
    /// The rules for dates, sums and numbers.
    Grammar,
    /// What was learned from this project's decisions.
    Learner,
    /// A file.
    Import,
}

/// A label on a stretch of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Where, in bytes of the article's text, end exclusive.
    pub range: TextRange,
    /// Which label.
    pub label: LabelId,
    /// What has been decided about it.
    pub status: Status,
    /// Who made it.
    pub origin: Origin,
    /// How sure a machine is, 0 to 1; `None` for what a person made.
    pub confidence: Option<f32>,
    /// Fields of a file that Postil does not know, kept.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

/// A confidence is always a number. With this, what is the same in memory is known to be equal without a look at it.
impl Eq for Annotation {}

/// What identifies an annotation in its article.
pub type Key = (TextRange, LabelId);

impl Annotation {
    /// An annotation that a person made.
    #[must_use]
    pub fn confirmed(range: TextRange, label: LabelId, origin: Origin) -> Self {
        Self { range, label, status: Status::Confirmed, origin, confidence: None, extra: Extra::new() }
    }

    /// An annotation that a machine proposes, with how sure it is (0 to 1).
    #[must_use]
    pub fn suggested(range: TextRange, label: LabelId, origin: Origin, confidence: f32) -> Self {
        Self { range, label, status: Status::Suggested, origin, confidence: Some(confidence), extra: Extra::new() }
    }

    /// The same, decided by a person. What a file suggested was a machine's suggestion, too, and is no mark that the file
    /// brought.
    #[must_use]
    pub fn decided(self, status: Status) -> Self {
        let suggested_by_file = self.status == Status::Suggested && self.origin == Origin::Import;
        let origin = if suggested_by_file { Origin::Model } else { self.origin };
        Self { status, origin, ..self }
    }

    /// Whether a text has what it marks: its range is in the text and cuts no character.
    #[must_use]
    pub fn is_in(&self, text: &Text) -> bool {
        text.get(self.range).is_some()
    }

    /// What identifies it in its article.
    #[must_use]
    pub fn key(&self) -> Key {
        (self.range, self.label.clone())
    }

    /// Whether a person has confirmed or rejected it, so that no machine may change it.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.status != Status::Suggested
    }

    /// Whether it follows a decision about an identical mention, and no decision of its own. What was refused
    /// along with another keeps its confidence; a copy of a label, refused by hand later, never had one.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        let refused_by_hand = self.status == Status::Rejected && self.confidence.is_none();
        self.origin == Origin::Propagation && !refused_by_hand
    }

    /// Whether a person decided it where it stands, and so has read the text up to it: it is no copy of another
    /// decision, and no file brought it.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.is_decided() && !self.is_carried() && self.origin != Origin::Import
    }

    /// Whether the page shows it and files hold it.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.status != Status::Rejected
    }
}
