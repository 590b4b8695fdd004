//! What the page needs of the browser: the store, files, the clock, the workers.

mod batch;
mod clock;
mod exporter;
mod files;
mod idb_store;
mod importer;
mod language;
mod model_shelf;
mod pace;
mod pending;
mod reader_client;
mod reading;
mod saver;
mod tagger_client;
mod trainer;
mod worker_client;

pub use clock::{ahead_of_utc, now};
pub use exporter::Exporter;
pub use files::files_of;
pub use idb_store::IdbStore;
pub use importer::read_files;
pub use language::{fetch_words, language_of_browser};
pub use model_shelf::{ModelFiles, ModelShelf, take_model};
pub use reader_client::ReaderClient;
pub use saver::{DATABASE, Saver};
pub use tagger_client::TaggerClient;
pub use trainer::Trainer;
pub use worker_client::{News, WorkerClient};
