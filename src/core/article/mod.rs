//! An article: its text, what is known about it, and its annotations.

mod date;
#[cfg(feature = "html")]
mod html;
mod paste;

pub use date::{day_of, time_stamp};
#[cfg(feature = "html")]
pub use html::{NoText, from_html};
pub use paste::{meta_of, opening};

use crate::core::Extra;
use crate::core::annotation::AnnotationSet;
use crate::core::schema::{LabelId, Schema};
use crate::core::text::Text;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What identifies an article in its project: "a1". A clone is cheap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The id as files hold it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for ArticleId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far the work on an article has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub enum ArticleStatus {
    /// Nobody has looked at it.
    #[default]
    New,
    /// It is being worked on.
    Open,
    /// Its annotations are final.
    Done,
    /// It will not be annotated.
    Skipped,
}

impl ArticleStatus {
    /// Whether the article is left to annotate.
    #[must_use]
    pub const fn is_left(self) -> bool {
        matches!(self, Self::New | Self::Open)
    }
}

/// What is known about an article besides its text, and what is said of it as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Meta {
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The day it is dated, `YYYY-MM-DD`, or what stood there if it was no date.
    #[serde(default)]
    pub date: Option<String>,
    /// The paper or agency.
    #[serde(default)]
    pub source: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Where it was published.
    #[serde(default)]
    pub url: Option<String>,
    /// Whether it needs a second look.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
    /// A comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it is about, of the categories that the schema has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// When it was last marked done, in UTC: `2025-02-03T09:30:00.000Z`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<String>,
    /// Fields of the file that Postil does not know, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An article. Its text never changes; everything else changes through transactions (see `core::edit`).
///
/// Serialised for the browser's store only, with offsets in bytes; files are written by `core::formats`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// What identifies it in its project.
    pub id: ArticleId,
    /// What was pasted.
    pub text: Text,
    /// What is known about it.
    pub meta: Meta,
    /// How far the work on it has come.
    pub status: ArticleStatus,
    /// The labels on its text, suggested, confirmed and rejected.
    pub annotations: AnnotationSet,
    /// Fields of the file that Postil does not know, kept.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}

impl Article {
    /// An article that nobody has looked at.
    #[must_use]
    pub fn new(id: impl Into<ArticleId>, text: Text, meta: Meta) -> Self {
        Self {
            id: id.into(),
            text,
            meta,
            status: ArticleStatus::New,
            annotations: AnnotationSet::new(),
            extra: Extra::new(),
        }
    }

    /// The article without what waits for a decision. One in which something else was decided already is begun, and no
    /// longer looks as if it were finished.
    #[must_use]
    pub fn confirmed(mut self) -> Self {
        let decided: AnnotationSet = self.annotations.iter().filter(|it| it.is_decided()).cloned().collect();
        if self.status == ArticleStatus::New && !decided.is_empty() && decided.len() < self.annotations.len() {
            self.status = ArticleStatus::Open;
        }
        self.annotations = decided;
        self
    }

    /// The same with its annotations under the labels that `becomes` gives; what gets none is left out.
    #[must_use]
    pub fn relabelled(mut self, becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Self {
        self.annotations = self.annotations.relabelled(becomes);
        self
    }

    /// The same with what has a label that was merged under the one that it was merged into.
    #[must_use]
    pub fn with_merged_labels(self, schema: &Schema) -> Self {
        // Most schemas have no such label: then there is no need to look at the annotations.
        if schema.labels.iter().all(|label| label.merged_into.is_none()) {
            return self;
        }
        self.relabelled(&|label| Some(schema.merged_into(label).unwrap_or(label).clone()))
    }
}
