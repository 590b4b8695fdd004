//! Everything that is not the browser: no clock, no randomness, no input or output except through a trait.

pub mod annotation;
pub mod article;
pub mod dataset;
pub mod edit;
pub mod evaluation;
pub mod formats;
pub mod import;
pub mod learner;
pub mod project;
pub mod schema;
pub mod sequence;
pub mod store;
pub mod tagger;
pub mod text;

/// Fields of a file that Postil does not know. They survive a round trip, numbers as far as 64 bits hold them. To keep them
/// as they are written (serde_json's `arbitrary_precision`) was rejected: a number is then a map with a secret key to any
/// other format, as to the store and the workers of the page.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// How many of something, for people: "1 article", "3 articles".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
