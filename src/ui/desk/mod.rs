//! What lies on the annotator's desk: the values that the page shows, says and hands from one part to another. Each knows
//! how it changes by itself; what an action changes besides is `state`'s.
//!
//! The main decision: they stand below all that is done with them, so that sentences, keys, behaviour, components and
//! services can be about a cursor or an export without knowing of each other.
//!
//! | file | what it holds |
//! |---|---|
//! | `action`, `effect` | what can happen, and what the page must then do |
//! | `cursor`, `painting` | what the next key acts on, and what a paragraph is drawn of |
//! | `dialog` | what stands over the page: the files below, and some that hold nothing |
//! | `concordance`, `lexicon` | mentions and decisions of all articles |
//! | `export`, `splitting`, `table`, `training`, `model` | files and models that go out and come in |
//! | `tagging`, `learning`, `worker`, `saving` | how far the tagger is, and the store |

mod action;
mod concordance;
mod cursor;
mod dialog;
mod effect;
mod export;
mod learning;
mod lexicon;
mod model;
mod painting;
mod saving;
mod splitting;
mod table;
mod tagging;
mod training;
mod worker;

pub use action::Action;
pub use concordance::Concordance;
pub use cursor::{Cursor, Move};
pub use dialog::Dialog;
pub use effect::Effect;
pub use export::{Export, Offer, Part, REMEDIES};
pub use learning::Learning;
pub use lexicon::Lexicon;
pub use model::OwnModel;
pub use painting::{Piece, pieces};
pub use saving::SaveState;
pub use splitting::Splitting;
pub use table::AskedTable;
pub use tagging::Tagging;
pub use training::{TRAINED, Training};
pub use worker::WorkerState;
