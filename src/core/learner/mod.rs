//! What a project's decisions teach: each finished article makes the next one need fewer corrections.
//!
//! The main decision: what is learned is a function of the finished articles, in the order in which they were
//! finished, and nothing else. An undo, a change of the schema or an import is followed by learning anew, and
//! nothing has to be unlearned. What the decisions in the open article teach is learned anew each time that
//! something is suggested there, and forgotten at once: weights that follow each key would have to be taken back
//! with it. Of other articles that are not finished the names are remembered in the same way, and no more.

mod curriculum;
mod decisions;
mod elsewhere;
mod heard;
mod hints;
mod learn;
mod memory;
mod possible;
mod rivals;
mod simulate;

pub use curriculum::{Curriculum, Lessons};
pub use decisions::Decisions;
pub use elsewhere::{DecidedWords, Elsewhere, decided_elsewhere};
pub use heard::{Heard, Said};
pub use learn::Learner;
pub use simulate::{LabelOutcome, Outcome, Simulation, Suggesting};
