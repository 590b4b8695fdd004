//! How far the training of a model is.

/// What the file of the model is called.
pub const TRAINED: &str = "trained.postil";

/// How far a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Training {
    /// Epochs done, and in all if that is known.
    Running(u32, Option<u32>),
    /// The reader has the model.
    HandedOver,
}
