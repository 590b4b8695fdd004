//! The JSON Schemas that are checked in are those of the types. `UPDATE_GOLDEN=1` writes them anew.
#![cfg(feature = "json-schema")]

use postil::core::formats;
use serde_json::Value;

fn assert_checked_in(name: &str, schema: &Value) {
    let path = format!("{}/static/schema/{name}", env!("CARGO_MANIFEST_DIR"));
    let generated = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(checked_in, generated, "{path} differs from the types: run with UPDATE_GOLDEN=1 and look at the diff");
}

#[test]
fn of_a_project_file() {
    assert_checked_in("postil-project-1.schema.json", &formats::project_schema());
}

#[test]
fn of_a_line_of_a_dataset() {
    assert_checked_in("postil-article-1.schema.json", &formats::article_schema());
}
