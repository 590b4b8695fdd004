//! The worker: what runs off the page's thread.
//!
//! The main decision: own messages over `postMessage`, a pure [`session`] that answers them, and browser
//! glue of a few lines. gloo-worker was rejected: it carries bincode, panics on a message that it cannot
//! read, and hides the loading of the model.

pub mod protocol;
#[cfg(feature = "worker")]
pub mod scope;
pub mod session;
