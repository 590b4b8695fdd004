//! Articles as tokens, for formats that hold those in place of texts, or beside them.

pub mod spacy_tokens;
pub mod tagged;
pub mod tags;
pub mod tokenized;
