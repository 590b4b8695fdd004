//! Postil: an article annotator that runs in the browser, and the same code as a command line.
//!
//! **paste → suggested → corrected → learned → exported → trained → back in the tab.**
//!
//! # The map
//! Dependencies run one way: each line may use the lines below it, never those above.
//! `tests/layering.rs` fails when one does.
//!
//! | module | what it holds |
//! |---|---|
//! | `bin/{app,worker,reader,neural,postil}` | a few lines each: start the page, the workers, the command line |
//! | `ui` (feature `ui`) | the page: components, browser services, pure state and reducer, keymap, sentences; its docs have its own map |
//! | `cli` (feature `cli`) | the command line: arguments, streams, exit status |
//! | `worker` | versioned messages, the pure minds of the workers, and the browser glue around them (feature `worker`) |
//! | `neural` (feature `neural`) | the user's own token classifier: its network, tokenizer, tags and spans |
//! | [`core::store`] | what is kept between visits: the trait, the records, how a project comes back |
//! | [`core::import`] | given files → articles, whatever they are |
//! | [`core::formats`] | files in and out, one file a format |
//! | [`core::evaluation`] | precision, recall and F1 of predicted annotations; how far two people agree |
//! | [`core::learner`] | what is learned from a project's decisions; simulated annotators |
//! | [`core::edit`] | command → invertible transaction; history, journal, propagation |
//! | [`core::dataset`] | a dataset: statistics; its parts, to which articles are dealt; several people's projects made one |
//! | [`core::project`] | a project: its schema, its articles in order, their status; overview and progress; what to look at first, concordance |
//! | [`core::tagger`] | suggestions: grammar for dates and sums, names by the sequence model, consistency in the article |
//! | [`core::sequence`] | the linear sequence model: features, Viterbi, training, its file format |
//! | [`core::article`] | from a paste (text or HTML) to an article with metadata |
//! | [`core::annotation`] | annotations that stand off the text; runs for painting |
//! | [`core::schema`] | labels, presets, keys and colours |
//! | [`core::text`] | immutable text, offsets that name their unit, tokens, sentences, paragraphs |
//!
//! With no features the library has no web dependency: `cargo check --lib` is the proof that the core
//! does not reach the page. A workspace of crates would give the same wall with more manifests; it was
//! rejected while nothing of the core is published on its own.

#[cfg(feature = "cli")]
pub mod cli;
pub mod core;
#[cfg(feature = "neural")]
pub mod neural;
#[cfg(feature = "ui")]
pub mod ui;
pub mod worker;
