//! The user's own model, in place of the built-in one.

use crate::core::schema::{LabelChoices, LabelId};

/// A model of the user's.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnModel {
    /// What its file is called.
    pub name: String,
    /// Whether it is a network, which may take a minute for an article, and so is not asked for those that nobody opens.
    pub is_network: bool,
    /// The labels that it may suggest; none until it is ready.
    pub labels: Vec<LabelId>,
    /// What they become.
    pub choices: LabelChoices,
    /// Whether it has not been used before.
    pub(in crate::ui) is_new: bool,
}
