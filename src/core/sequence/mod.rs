//! The linear sequence model: hashed features of a word and its neighbours, one score a tag, Viterbi.
//!
//! The main decision: a linear model over hand-made features instead of a neural network. It is a megabyte,
//! needs no runtime, tags a million tokens a second, trains in minutes, and on news it learns almost all
//! that a transformer knows about names. What the user's decisions teach is a second model over the first, the
//! [`Overlay`]; both are trained as one and the same conditional random field. Feature hashing: Weinberger et al.,
//! ICML 2009.

mod calibration;
mod clusters;
mod crf;
mod features;
mod file;
mod gold;
mod hash;
mod honesty;
mod lanes;
mod math;
mod model;
mod overlay;
mod tags;
mod train;
mod training_sentence;
mod viterbi;
mod weights;
mod word;

pub use clusters::{Clusters, ClustersError};
pub use file::{ModelError, stated_checksum};
pub use math::random;
pub use model::{Model, Span};
pub use overlay::{Hint, Hinted, NO_TAGGER_TAG, Odds, Overlay, tagger_tag};
pub use tags::{MOST_LABELS, NO_TAG, Tag, TagSet};
pub use train::{Epoch, Start, TrainError, TrainOptions, Training};
pub use training_sentence::Example;
