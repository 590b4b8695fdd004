//! Files that somebody gives become articles: texts, web pages, tables, datasets, and folders and ZIP files of these.
//!
//! The main decision: what a file is is told by its name, or else by how it begins, and what is wrong with one costs no
//! other. To ask for the format first was rejected: who has a file seldom knows what its format is called here.

mod arrivals;
mod found;
#[cfg(feature = "html")]
mod read;

pub use arrivals::Arrivals;
pub use found::{Found, GivenFile};
#[cfg(feature = "html")]
pub use read::{ImportError, Imported, import};
