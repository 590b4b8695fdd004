//! The user's own token classifier, as Hugging Face's tools export it: `model.onnx`, `tokenizer.json` and
//! `config.json`.
//!
//! The main decision: the network is run by rten, a runtime in Rust that is maintained, reads ONNX as it is and
//! has SIMD in WebAssembly; the tokenizer is Hugging Face's own crate, because only it reads every
//! `tokenizer.json`. rten-text was rejected: it is a third smaller (444 kB against 720 kB, gzip), but knows
//! neither Unigram nor "▁" for spaces. ONNX Runtime was rejected: it is thirteen megabytes, and no Rust.
//!
//! # How a text is read
//! 1. The `tokenizer` cuts a paragraph into pieces.
//! 2. Pieces that are too many for the `network` are read in overlapping `windows`.
//! 3. The most probable `tags` of the pieces become `spans` of our tokens, so that a span can be made, moved
//!    and learned from like any other.
//!
//! All but the tokenizer and `onnx` is free of libraries, and tested without a network.

mod classifier;
mod config;
mod error;
mod export;
mod network;
mod onnx;
mod spans;
mod tags;
mod tokenizer;
mod windows;

pub use classifier::{Classifier, Scored};
pub use error::NeuralError;
pub use export::Export;
pub use network::Network;
pub use onnx::Onnx;
pub use tokenizer::Piece;
