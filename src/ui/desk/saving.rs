//! Whether what the reader does is safe.

/// Whether everything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is.
    Saved,
    /// Something is being written.
    Saving,
    /// Something could not be written; why.
    Failed(String),
    /// Nothing can be written any more: another tab has.
    Overtaken,
}
