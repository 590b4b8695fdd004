//! What a project's decisions teach: each finished article makes the next one need fewer corrections.
//!
//! The main decision: what is learned is a function of the finished articles, in the order in which they were
//! finished, and nothing else. An undo, a change of the schema or an import is followed by learning anew, and
//! nothing has to be unlearned. Of the article that is open, only its own decisions count, as the memory of
//! that article. Weights that follow each key were rejected: they would have to be taken back with it.

mod curriculum;
mod decisions;
mod hints;
mod learn;
mod memory;
mod simulate;

pub use curriculum::{Curriculum, Lessons};
pub use decisions::Decisions;
pub use learn::Learner;
pub use simulate::{Outcome, Simulation, Suggesting};
