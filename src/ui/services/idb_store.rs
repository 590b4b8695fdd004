//! The store in the browser: IndexedDB.
//!
//! Records are JSON texts, so that a later version can read an earlier one's with serde's own rules. Each
//! write is one database transaction with strict durability: when it is answered, it is on the disk.

use crate::core::store::{CheckpointWrite, Saved, Store, StoreError, Write};
use idb::{DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Transaction};
use js_sys::{Array, Function, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbTransaction};

const DATABASE: &str = "postil";
const DATABASE_VERSION: u32 = 1;
const JOURNAL: &str = "journal";
const ARTICLES: &str = "articles";
const STATE: &str = "state";
const CHECKPOINT: &str = "checkpoint";
const PLACE: &str = "place";

/// The project that this browser keeps for this page.
#[derive(Clone, Debug)]
pub struct IdbStore {
    database: IdbDatabase,
}

impl IdbStore {
    /// Opens the database, or makes it.
    ///
    /// # Errors
    /// If the browser keeps nothing for this page, or the database is of a later version.
    pub async fn open() -> Result<Self, StoreError> {
        let opening = Factory::new().and_then(|factory| factory.open(DATABASE, Some(DATABASE_VERSION)));
        let mut request = opening.map_err(unavailable)?;
        request.on_upgrade_needed(|event| {
            // A failure here aborts the opening, which is answered with an error below.
            if let Ok(database) = event.database() {
                for name in [JOURNAL, ARTICLES, STATE] {
                    let _ = database.create_object_store(name, ObjectStoreParams::new());
                }
            }
        });
        let database = request.await.map_err(unavailable)?;
        Ok(Self { database: database.into() })
    }

    fn transaction(&self) -> Result<IdbTransaction, StoreError> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|error| failed_js(&error))?;
        let stores: Array = [JOURNAL, ARTICLES, STATE].into_iter().map(JsValue::from).collect();
        // web-sys has no binding of the form that takes options.
        let open = Reflect::get(&self.database, &"transaction".into()).map_err(|error| failed_js(&error))?;
        let open: Function = open.unchecked_into();
        let opened = open.call3(&self.database, &stores, &"readwrite".into(), &options);
        opened.map(JsCast::unchecked_into).map_err(|error| failed_js(&error))
    }
}

impl Store for IdbStore {
    async fn load(&self) -> Result<Saved, StoreError> {
        let transaction = Transaction::from(self.transaction()?);
        let state = transaction.object_store(STATE).map_err(failed)?;
        let checkpoint: Option<crate::core::store::Checkpoint> = read(&state, CHECKPOINT).await?;
        let place = read(&state, PLACE).await?.unwrap_or_default();
        let articles = read_all(&transaction.object_store(ARTICLES).map_err(failed)?, ARTICLES, None).await?;
        let seq = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        let after = KeyRange::lower_bound(&key(seq), Some(true)).map_err(failed)?;
        let tail = read_all(&transaction.object_store(JOURNAL).map_err(failed)?, JOURNAL, Some(after)).await?;
        Ok(Saved { checkpoint, articles, tail, place })
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        let handle = self.transaction()?;
        let transaction = Transaction::from(handle.clone());
        // Every request is made before anything is awaited: a transaction without requests commits itself.
        match write {
            Write::Append(entries) => {
                let journal = transaction.object_store(JOURNAL).map_err(failed)?;
                for entry in entries {
                    journal.add(&record(entry)?, Some(&key(entry.seq))).map_err(failed)?;
                }
            }
            Write::Checkpoint(write) => put_checkpoint(&transaction, write)?,
            Write::Place(place) => {
                let state = transaction.object_store(STATE).map_err(failed)?;
                state.put(&record(place)?, Some(&PLACE.into())).map_err(failed)?;
            }
        }
        match transaction.await {
            Ok(result) if result.is_committed() => Ok(()),
            _ => Err(handle.error().map_or_else(|| StoreError::Other("the write was stopped".into()), |e| because(&e))),
        }
    }
}

fn put_checkpoint(transaction: &Transaction, write: &CheckpointWrite) -> Result<(), StoreError> {
    let articles = transaction.object_store(ARTICLES).map_err(failed)?;
    for article in &write.changed {
        articles.put(&record(&**article)?, Some(&article.id.as_str().into())).map_err(failed)?;
    }
    for id in &write.gone {
        articles.delete(JsValue::from(id.as_str())).map_err(failed)?;
    }
    let state = transaction.object_store(STATE).map_err(failed)?;
    state.put(&record(&write.checkpoint)?, Some(&CHECKPOINT.into())).map_err(failed)?;
    Ok(())
}

async fn read<T: DeserializeOwned>(store: &ObjectStore, name: &str) -> Result<Option<T>, StoreError> {
    let found = store.get(JsValue::from(name)).map_err(failed)?.await.map_err(failed)?;
    found.map(|value| parse(&value, name)).transpose()
}

async fn read_all<T: DeserializeOwned>(
    store: &ObjectStore,
    name: &str,
    range: Option<KeyRange>,
) -> Result<Vec<T>, StoreError> {
    let found = store.get_all(range.map(Into::into), None).map_err(failed)?.await.map_err(failed)?;
    found.iter().map(|value| parse(value, name)).collect()
}

/// The key of a journal entry. JavaScript numbers count exactly to 2^53.
fn key(seq: u64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    JsValue::from_f64(seq as f64)
}

fn record<T: Serialize>(value: &T) -> Result<JsValue, StoreError> {
    serde_json::to_string(value).map(JsValue::from).map_err(|error| StoreError::Other(error.to_string()))
}

fn parse<T: DeserializeOwned>(value: &JsValue, name: &str) -> Result<T, StoreError> {
    let damaged = |detail: String| StoreError::Damaged { record: name.to_owned(), detail };
    let json = value.as_string().ok_or_else(|| damaged("it is no text".to_owned()))?;
    serde_json::from_str(&json).map_err(|error| damaged(error.to_string()))
}

fn unavailable(error: Error) -> StoreError {
    match &error {
        Error::DomException(exception) if exception.name() == "VersionError" => {
            StoreError::LaterVersion { found: DATABASE_VERSION + 1 }
        }
        _ => StoreError::Unavailable(error.to_string()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: Error) -> StoreError {
    match &error {
        Error::DomException(exception) => because(exception),
        _ => StoreError::Other(error.to_string()),
    }
}

fn failed_js(error: &JsValue) -> StoreError {
    error.dyn_ref::<DomException>().map_or_else(|| StoreError::Other(format!("{error:?}")), because)
}

fn because(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        "ConstraintError" => StoreError::Conflict,
        "QuotaExceededError" => StoreError::Full,
        name => StoreError::Other(format!("{name}: {}", exception.message())),
    }
}
