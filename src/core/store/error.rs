//! What goes wrong with a store.

use super::STORE_VERSION;

/// Why a store failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser keeps nothing for this page (private window, blocked site data).
    #[error("this browser does not let the page keep anything: {0}")]
    Unavailable(String),
    /// There is no room left.
    #[error("there is no room left in this browser's storage")]
    Full,
    /// Another tab has written to the same project.
    #[error("this project was changed in another tab")]
    Conflict,
    /// Written by a later version.
    #[error("it was written by a later version of Postil (version {found}); this one reads up to {STORE_VERSION}")]
    LaterVersion {
        /// The version found.
        found: u32,
    },
    /// Anything else the browser says.
    #[error("the browser's storage failed: {0}")]
    Other(String),
}
