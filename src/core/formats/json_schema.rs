//! JSON Schemas of our own files, generated from the types that read and write them.

use super::fields::record::ArticleRecord;
use super::project::ProjectFile;
use serde_json::Value;

/// The JSON Schema of a project file.
#[must_use]
pub fn project_schema() -> Value {
    schemars::schema_for!(ProjectFile<ArticleRecord>).to_value()
}

/// The JSON Schema of a line of a native dataset.
#[must_use]
pub fn article_schema() -> Value {
    schemars::schema_for!(ArticleRecord).to_value()
}
