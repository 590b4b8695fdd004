//! What a stream is cut into, so that one record at a time is in memory: lines, documents, elements of an array, lines
//! of one article; and what a record is read by.

pub mod documents;
pub mod elements;
pub mod groups;
pub mod json;
pub mod lines;
pub mod quotes;
