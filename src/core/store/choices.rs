//! How the reader likes to work.

use crate::core::project::{DOUBT, Shares};
use crate::core::schema::LabelChoices;
use serde::{Deserialize, Serialize};

/// What is chosen in the toolbar and the dialogs, and stays so. A part that a record lacks is as it is at first. What
/// the queue shows is not among them: a visit begins with all articles, as they were added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Whether decisions are carried to identical mentions.
    pub propagate: bool,
    /// Suggestions at least this sure, from 0 to 1, are taken by "accept all".
    pub threshold: f32,
    /// Whether only finished articles go into a dataset.
    pub only_finished: bool,
    /// Whether suggestions go into datasets of whatever format.
    pub with_suggestions: bool,
    /// What labels are called in datasets.
    pub export_labels: LabelChoices,
    /// How datasets are split, if they are.
    pub splitting: Option<Splitting>,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            propagate: true,
            threshold: DOUBT,
            only_finished: false,
            with_suggestions: false,
            export_labels: LabelChoices::default(),
            splitting: None,
        }
    }
}

/// How a dataset is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splitting {
    /// How much goes into train, validation and test; not all are 0.
    pub shares: [u32; 3],
    /// Another number gives other parts.
    pub seed: u32,
}

impl Default for Splitting {
    fn default() -> Self {
        Self { shares: [80, 10, 10], seed: 1 }
    }
}

impl Splitting {
    /// The seed and the shares, as articles are dealt by them; `None` if nothing would go anywhere.
    #[must_use]
    pub fn dealt(self) -> Option<(u64, Shares)> {
        Some((self.seed.into(), Shares::new(self.shares.map(f64::from))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_lacks_is_as_at_first() {
        let read = serde_json::from_str::<Choices>(r#"{"threshold":0.9}"#);
        assert_eq!(read.ok(), Some(Choices { threshold: 0.9, ..Choices::default() }));
    }
}
