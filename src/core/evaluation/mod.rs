//! Annotations compared with others: predictions with the gold, and two people's with each other.

mod agreement;
mod scores;

pub use agreement::{Agreement, Disagreement, agreement};
pub use scores::{Counts, EvaluationError, Scores, evaluate};
