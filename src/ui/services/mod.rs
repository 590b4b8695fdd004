//! What the page needs of the browser: the store, files, the clock, the worker.

mod clock;
mod files;
mod idb_store;
mod saver;
pub mod transfer;
mod worker_client;

pub use clock::now;
pub use idb_store::IdbStore;
pub use saver::Saver;
pub use worker_client::WorkerClient;
