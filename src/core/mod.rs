//! Everything that is not the browser: no clock, no randomness, no input or output except through a trait.

pub mod text;
