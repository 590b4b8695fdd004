//! Whether there is a tagger.

/// How the worker is.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerState {
    /// On its way.
    Starting,
    /// Fetching the model: bytes so far, and in all if known.
    Loading(u32, Option<u32>),
    /// Ready.
    Ready,
    /// It died and is being started again; why.
    Restarting(String),
    /// It cannot be started; why.
    Failed(String),
}
