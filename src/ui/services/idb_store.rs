//! The store in the browser: IndexedDB.
//!
//! Records are JSON, so that a later version can read an earlier one's with serde's own rules; as bytes, since a
//! text is copied and looked through twice on its way (the first version of the records had texts, which are still
//! read). Each write is one database transaction with strict durability: when it is answered, it is on the disk.
//!
//! The version of the records is that of the database: the browser opens none of a later version.

use crate::core::store::{CheckpointWrite, STORE_VERSION, Saved, Store, StoreError, Write};
use idb::{DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Transaction};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbTransaction};

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
    /// Opens the database of that name, or makes it. It is closed when another tab wants to bring it to a later
    /// version; from then on every write fails.
    ///
    /// # Errors
    /// If the browser keeps nothing for this page, or the database is of a later version.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let factory = Factory::new().map_err(unavailable)?;
        let mut request = factory.open(name, Some(STORE_VERSION)).map_err(unavailable)?;
        request.on_upgrade_needed(|event| {
            // A failure here aborts the opening, which is answered with an error below.
            if let Ok(database) = event.database() {
                let there = database.store_names();
                for name in [JOURNAL, ARTICLES, STATE].into_iter().filter(|name| !there.iter().any(|it| it == name)) {
                    let _ = database.create_object_store(name, ObjectStoreParams::new());
                }
            }
        });
        let database: IdbDatabase = match request.await {
            Ok(database) => database.into(),
            Err(Error::DomException(exception)) if exception.name() == "VersionError" => {
                let found = version(&factory, name).await.map_err(unavailable)?;
                return Err(StoreError::LaterVersion { found });
            }
            Err(error) => return Err(unavailable(error)),
        };
        let closing = database.clone();
        let close = Closure::once_into_js(move || closing.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self { database })
    }

    /// What is kept beside the project under a name of its own, as JavaScript has it; `None` if nothing is.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn aside(&self, name: &str) -> Result<Option<JsValue>, StoreError> {
        let transaction = Transaction::from(self.transaction()?);
        let state = transaction.object_store(STATE).map_err(failed)?;
        state.get(JsValue::from(name)).map_err(failed)?.await.map_err(failed)
    }

    /// Keeps a value beside the project, such as files; `undefined` to forget it.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn put_aside(&self, name: &str, value: &JsValue) -> Result<(), StoreError> {
        let handle = self.transaction()?;
        let state = Transaction::from(handle.clone()).object_store(STATE).map_err(failed)?;
        state.put(value, Some(&JsValue::from(name))).map_err(failed)?;
        finished(&handle).await
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
        let articles = read_all(&transaction.object_store(ARTICLES).map_err(failed)?, "article", None).await?;
        let seq = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        let after = KeyRange::lower_bound(&key(seq), Some(true)).map_err(failed)?;
        let journal = transaction.object_store(JOURNAL).map_err(failed)?;
        let tail = read_all(&journal, "journal entry", Some(after)).await?;
        Ok(Saved { checkpoint, articles, tail, place })
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        let handle = self.transaction()?;
        let transaction = Transaction::from(handle.clone());
        // Every request is made before anything is awaited: a transaction without requests commits itself.
        if let Err(error) = request(&transaction, write) {
            // Those that were made must not be kept alone. It fails if the browser has stopped it already.
            let _ = handle.abort();
            return Err(error);
        }
        finished(&handle).await
    }
}

/// Waits until a transaction is on the disk, or is undone. Not by idb's own future: that answers when a request
/// fails, while the transaction says only after it why it was stopped.
async fn finished(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let outcome = Promise::new(&mut |done, stopped| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&stopped));
    });
    let stopped = |_| match transaction.error() {
        Some(exception) => because(&exception),
        None => StoreError::Other("the write was stopped".into()),
    };
    JsFuture::from(outcome).await.map(drop).map_err(stopped)
}

/// Asks for everything that a write consists of.
fn request(transaction: &Transaction, write: &Write) -> Result<(), StoreError> {
    match write {
        Write::Append(entries) => {
            let journal = transaction.object_store(JOURNAL).map_err(failed)?;
            for entry in entries {
                journal.add(&record(entry)?, Some(&key(entry.seq))).map_err(failed)?;
            }
            Ok(())
        }
        Write::Checkpoint(write) => put_checkpoint(transaction, write),
        Write::Place(place) => {
            let state = transaction.object_store(STATE).map_err(failed)?;
            state.put(&record(place)?, Some(&PLACE.into())).map_err(failed)?;
            Ok(())
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
    found.map(|value| parse(&value, || name.to_owned())).transpose()
}

/// The records of a store; `kind` is what one is called, before its key.
async fn read_all<T: DeserializeOwned>(
    store: &ObjectStore,
    kind: &str,
    range: Option<KeyRange>,
) -> Result<Vec<T>, StoreError> {
    let keys = store.get_all_keys(range.clone().map(Into::into), None).map_err(failed)?;
    let values = store.get_all(range.map(Into::into), None).map_err(failed)?;
    let (keys, values) = (keys.await.map_err(failed)?, values.await.map_err(failed)?);
    let text = |key: &JsValue| key.as_string().or_else(|| Some(key.as_f64()?.to_string())).unwrap_or_default();
    let name = |key: &JsValue| format!("{kind} {}", text(key));
    keys.iter().zip(&values).map(|(key, value)| parse(value, || name(key))).collect()
}

/// The key of a journal entry. JavaScript numbers count exactly to 2^53.
fn key(seq: u64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    JsValue::from_f64(seq as f64)
}

fn record<T: Serialize>(value: &T) -> Result<JsValue, StoreError> {
    let json = serde_json::to_vec(value).map_err(|error| StoreError::Other(error.to_string()))?;
    Ok(Uint8Array::from(&json[..]).into())
}

fn parse<T: DeserializeOwned>(value: &JsValue, name: impl Fn() -> String) -> Result<T, StoreError> {
    let damaged = |detail: String| StoreError::Damaged { record: name(), detail };
    let bytes = value.dyn_ref().map(Uint8Array::to_vec);
    let json = bytes.map_or_else(|| value.as_string(), |bytes| String::from_utf8(bytes).ok());
    let json = json.ok_or_else(|| damaged("it is no text".to_owned()))?;
    serde_json::from_str(&json).map_err(|error| damaged(error.to_string()))
}

/// The version of a database that exists.
async fn version(factory: &Factory, name: &str) -> Result<u32, Error> {
    let database = factory.open(name, None)?.await?;
    let version = database.version();
    database.close();
    version
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn unavailable(error: Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
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
