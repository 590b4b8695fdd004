//! What scores pieces: a seam, so that all else is tested without a network.

use super::NeuralError;

/// A network that scores each tag for each piece.
pub trait Network {
    /// The scores (logits) of all tags for the first piece, then for the second, and so on.
    ///
    /// # Errors
    /// If the network fails, or does not answer with as many scores as there must be.
    fn logits(&self, ids: &[u32]) -> Result<Vec<f32>, NeuralError>;
}
