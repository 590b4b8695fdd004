//! The store in the browser: IndexedDB.
//!
//! Records are JSON, so that a later version can read an earlier one's with serde's own rules; as bytes, since a
//! text is copied and looked through twice on its way (the first version of the records had texts, which are still
//! read). Each write is one database transaction with strict durability: when it is answered, it is on the disk.
//!
//! The version of the records is that of the database: the browser opens none of a later version.

use crate::core::store::{CheckpointWrite, STORE_VERSION, Saved, Store, StoreError, Write};
use js_sys::{Array, Function, JSON, Promise, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

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
        let factory = factory()?;
        let opening = factory.open_with_u32(name, STORE_VERSION).map_err(unavailable)?;
        let request = opening.clone();
        let upgrade = Closure::once_into_js(move || make_stores(&request));
        opening.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database: IdbDatabase = match answer(&opening).await {
            Ok(database) => database.unchecked_into(),
            Err(error) if is_of_later_version(&error) => {
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

    /// Deletes the database of that name. Every tab that has it open is closed out of it.
    ///
    /// # Errors
    /// If the browser keeps nothing for this page.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        let deleting = factory()?.delete_database(name).map_err(unavailable)?;
        answer(&deleting).await.map(drop).map_err(unavailable)
    }

    /// What is kept beside the project under a name of its own, as JavaScript has it; `None` if nothing is.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn aside(&self, name: &str) -> Result<Option<JsValue>, StoreError> {
        let state = self.transaction()?.object_store(STATE).map_err(failed)?;
        let found = get(&state, name).await?;
        Ok((!found.is_undefined()).then_some(found))
    }

    /// Keeps a value beside the project, such as files; `undefined` to forget it.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn put_aside(&self, name: &str, value: &JsValue) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        let state = transaction.object_store(STATE).map_err(failed)?;
        state.put_with_key(value, &name.into()).map_err(failed)?;
        finished(&transaction).await
    }

    fn transaction(&self) -> Result<IdbTransaction, StoreError> {
        let options = JSON::parse(r#"{"durability":"strict"}"#).map_err(failed)?;
        let stores: Array = [JOURNAL, ARTICLES, STATE].into_iter().map(JsValue::from).collect();
        // web-sys has no binding of the form that takes options.
        let open = Reflect::get(&self.database, &"transaction".into()).map_err(failed)?;
        let open: Function = open.unchecked_into();
        let opened = open.call3(&self.database, &stores, &"readwrite".into(), &options);
        opened.map(JsCast::unchecked_into).map_err(failed)
    }
}

impl Store for IdbStore {
    async fn load(&self) -> Result<Saved, StoreError> {
        let transaction = self.transaction()?;
        let state = transaction.object_store(STATE).map_err(failed)?;
        let checkpoint: Option<crate::core::store::Checkpoint> = read(&state, CHECKPOINT).await?;
        let place = read(&state, PLACE).await?.unwrap_or_default();
        let articles = transaction.object_store(ARTICLES).map_err(failed)?;
        let articles = read_all(&articles, "article", &JsValue::UNDEFINED).await?;
        let seq = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        let after = IdbKeyRange::lower_bound_with_open(&key(seq), true).map_err(failed)?;
        let journal = transaction.object_store(JOURNAL).map_err(failed)?;
        let tail = read_all(&journal, "journal entry", &after).await?;
        Ok(Saved { checkpoint, articles, tail, place })
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        // Every request is made before anything is awaited: a transaction without requests commits itself.
        if let Err(error) = request(&transaction, write) {
            // Those that were made must not be kept alone. It fails if the browser has stopped it already.
            let _ = transaction.abort();
            return Err(error);
        }
        commit(&transaction);
        finished(&transaction).await
    }
}

fn factory() -> Result<IdbFactory, StoreError> {
    let factory = gloo::utils::window().indexed_db().map_err(unavailable)?;
    factory.ok_or_else(|| StoreError::Unavailable("it has no database".into()))
}

/// Makes the stores that the database does not have yet. A failure here aborts the opening, which tells of it.
fn make_stores(opening: &IdbRequest) {
    let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
    let there = database.object_store_names();
    for name in [JOURNAL, ARTICLES, STATE].into_iter().filter(|name| !there.contains(name)) {
        let _ = database.create_object_store(name);
    }
}

/// What a request is answered.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let outcome = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    match JsFuture::from(outcome).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.into()),
    }
}

/// Says that nothing more will be asked, which the page, if it is being closed, does not live to show. If it fails, the
/// browser has stopped the transaction already.
#[expect(deprecated, reason = "by the bindings, not by the standard")]
fn commit(transaction: &IdbTransaction) {
    let _ = transaction.commit();
}

/// Waits until a transaction is on the disk, or is undone. Not until a request fails: the transaction says only after
/// that why it was stopped.
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
fn request(transaction: &IdbTransaction, write: &Write) -> Result<(), StoreError> {
    match write {
        Write::Append(entries) => {
            let journal = transaction.object_store(JOURNAL).map_err(failed)?;
            for entry in entries {
                journal.add_with_key(&record(entry)?, &key(entry.seq)).map_err(failed)?;
            }
            Ok(())
        }
        Write::Checkpoint(write) => put_checkpoint(transaction, write),
        Write::Place(place) => {
            let state = transaction.object_store(STATE).map_err(failed)?;
            state.put_with_key(&record(place)?, &PLACE.into()).map_err(failed)?;
            Ok(())
        }
    }
}

fn put_checkpoint(transaction: &IdbTransaction, write: &CheckpointWrite) -> Result<(), StoreError> {
    let articles = transaction.object_store(ARTICLES).map_err(failed)?;
    for article in &write.changed {
        articles.put_with_key(&record(&**article)?, &article.id.as_str().into()).map_err(failed)?;
    }
    for id in &write.gone {
        articles.delete(&id.as_str().into()).map_err(failed)?;
    }
    let journal = transaction.object_store(JOURNAL).map_err(failed)?;
    for seq in write.contained.clone() {
        journal.put_with_key(&JsValue::NULL, &key(seq)).map_err(failed)?;
    }
    let state = transaction.object_store(STATE).map_err(failed)?;
    state.put_with_key(&record(&write.checkpoint)?, &CHECKPOINT.into()).map_err(failed)?;
    Ok(())
}

async fn get(store: &IdbObjectStore, name: &str) -> Result<JsValue, StoreError> {
    answer(&store.get(&name.into()).map_err(failed)?).await.map_err(failed)
}

async fn read<T: DeserializeOwned>(store: &IdbObjectStore, name: &str) -> Result<Option<T>, StoreError> {
    let found = get(store, name).await?;
    if found.is_undefined() { Ok(None) } else { parse(&found, || name.to_owned()).map(Some) }
}

/// The records of a store whose keys are in a range, or all; `kind` is what one is called, before its key.
async fn read_all<T: DeserializeOwned>(
    store: &IdbObjectStore,
    kind: &str,
    range: &JsValue,
) -> Result<Vec<T>, StoreError> {
    let keys = store.get_all_keys_with_key(range).map_err(failed)?;
    let values = store.get_all_with_key(range).map_err(failed)?;
    // In this order: they are answered in that in which they were made.
    let list = |answer: Result<JsValue, JsValue>| answer.map(JsCast::unchecked_into::<Array>).map_err(failed);
    let (keys, values) = (list(answer(&keys).await)?, list(answer(&values).await)?);
    let text = |key: &JsValue| key.as_string().or_else(|| Some((key.as_f64()? as u64).to_string())).unwrap_or_default();
    let name = |key: &JsValue| format!("{kind} {}", text(key));
    keys.iter().zip(values.iter()).map(|(key, value)| parse(&value, || name(&key))).collect()
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

fn is_of_later_version(error: &JsValue) -> bool {
    error.dyn_ref().is_some_and(|exception: &DomException| exception.name() == "VersionError")
}

/// The version of a database that exists.
async fn version(factory: &IdbFactory, name: &str) -> Result<u32, JsValue> {
    let database: IdbDatabase = answer(&*factory.open(name)?).await?.unchecked_into();
    let version = database.version();
    database.close();
    Ok(version as u32)
}

fn unavailable(error: JsValue) -> StoreError {
    StoreError::Unavailable(describe(&error))
}

fn failed(error: JsValue) -> StoreError {
    error.dyn_ref().map_or_else(|| StoreError::Other(describe(&error)), because)
}

fn because(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        // The latter where another tab has deleted the database.
        "ConstraintError" | "InvalidStateError" => StoreError::Conflict,
        "QuotaExceededError" => StoreError::Full,
        _ => StoreError::Other(describe(exception)),
    }
}

/// What the browser throws, in its words.
fn describe(error: &JsValue) -> String {
    error.unchecked_ref::<js_sys::Object>().to_string().into()
}
