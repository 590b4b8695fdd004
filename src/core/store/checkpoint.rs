//! What is kept of a project as a whole.

use crate::core::Extra;
use crate::core::article::ArticleId;
use crate::core::edit::History;
use crate::core::schema::Schema;
use serde::{Deserialize, Serialize};

/// The version of the records. A store of a later version is refused, never overwritten; one of an earlier version
/// is gone on with. Until 2 a step that takes an article out held all of it.
pub const STORE_VERSION: u32 = 3;

/// A project at one moment, without its articles' contents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The version of the records.
    pub version: u32,
    /// The last journal entry that it contains.
    pub seq: u64,
    /// The labels.
    pub schema: Schema,
    /// The articles in order.
    pub order: Vec<ArticleId>,
    /// What can be undone and redone. It holds no article that the project has.
    pub history: History,
    /// Fields of the project file that Postil does not know.
    #[serde(default)]
    pub extra: Extra,
}
