//! The workers: what runs off the page's thread.
//!
//! The main decision: own messages over `postMessage`, a pure [`mind`] that answers them, and browser glue of
//! a few lines. gloo-worker was rejected: it carries bincode, panics on a message that it cannot read, and
//! hides the loading of the model.
//!
//! There are three programs, because each is loaded when it is needed: the [`session`] that tags starts with the
//! page and must be small; the [`reader`] of files carries an HTML parser as large as all the rest; and the same
//! session with the user's own token classifier carries a runtime for networks.

#[cfg(feature = "worker")]
mod built_in;
#[cfg(feature = "worker")]
mod global;
mod json;
pub mod mind;
#[cfg(feature = "worker")]
mod own_model;
pub mod protocol;
#[cfg(feature = "html")]
pub mod reader;
mod remembered;
#[cfg(feature = "worker")]
pub mod scope;
pub mod session;
#[cfg(feature = "web")]
pub mod wire;
#[cfg(feature = "html")]
mod writing;
