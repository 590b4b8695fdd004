//! The store in the browser: IndexedDB.
//!
//! Records are JSON, so that a later version can read an earlier one's with serde's own rules; as bytes, since a
//! text is copied and looked through twice on its way (the first version of the records had texts, which are still
//! read). What the browser cannot give back costs only itself, as what is no JSON does. Each write is one database
//! transaction with strict durability: when it is answered, it is on the disk. JSON is made before that and read after
//! it, with rests: a transaction in which nothing is asked for commits itself.
//!
//! The version of the records is that of the database: the browser opens none of a later version.

use super::pace::Pace;
use crate::core::store::{
    CheckpointWrite, Record, RecordReader, STORE_VERSION, Saved, Store, StoreError, Write, content_of,
};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

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
        let found = get(&state, &name.into()).await.map_err(failed)?;
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
        let options =
            serde_wasm_bindgen::to_value(&Options { durability: "strict" }).map_err(|it| failed(it.into()))?;
        let stores: Array = [JOURNAL, ARTICLES, STATE].into_iter().map(JsValue::from).collect();
        // web-sys has no binding of the form that takes options.
        let open = Reflect::get(&self.database, &"transaction".into()).map_err(failed)?;
        let open: Function = open.unchecked_into();
        let opened = open.call3(&self.database, &stores, &"readwrite".into(), &options);
        opened.map(JsCast::unchecked_into).map_err(failed)
    }

    /// Writes what is asked for, all or nothing. Every request is made before anything is awaited.
    async fn in_transaction(&self, ask: &dyn Fn(&IdbTransaction) -> Result<(), JsValue>) -> Result<(), StoreError> {
        let transaction = self.transaction()?;
        if let Err(error) = ask(&transaction) {
            // Those that were made must not be kept alone. It fails if the browser has stopped it already.
            let _ = transaction.abort();
            return Err(failed(error));
        }
        commit(&transaction);
        finished(&transaction).await
    }
}

/// How a transaction is to be done.
#[derive(Serialize)]
struct Options {
    durability: &'static str,
}

impl Store for IdbStore {
    async fn load(&self) -> Result<Saved, StoreError> {
        let transaction = self.transaction()?;
        let state = transaction.object_store(STATE).map_err(failed)?;
        let mut reader = RecordReader::default();
        for (name, record) in [(CHECKPOINT, Record::Checkpoint), (PLACE, Record::Place)] {
            let found = get(&state, &name.into()).await;
            if !matches!(&found, Ok(nothing) if nothing.is_undefined()) {
                reader.take(record, content(found).as_deref());
            }
        }
        let articles = transaction.object_store(ARTICLES).map_err(failed)?;
        let articles = get_all(&articles, JsValue::UNDEFINED).await?;
        let journal = transaction.object_store(JOURNAL).map_err(failed)?;
        let after = IdbKeyRange::lower_bound_with_open(&key(reader.contained()), true).map_err(failed)?;
        let entries = get_all(&journal, after.into()).await?;
        let mut pace = Pace::new();
        for (id, found) in articles {
            let id = id.as_string().unwrap_or_default();
            reader.take(Record::Article(id.into()), content(found).as_deref());
            pace.rest().await;
        }
        for (seq, found) in entries {
            let seq = seq.as_f64().unwrap_or_default() as u64;
            reader.take(Record::Entry(seq), content(found).as_deref());
            pace.rest().await;
        }
        Ok(reader.finish())
    }

    async fn write(&self, write: &Write) -> Result<(), StoreError> {
        match write {
            Write::Append(entries) => {
                let mut made = entries.iter().map(|entry| Ok((key(entry.seq), record(entry)?)));
                let entries = in_spells(&mut made).await?;
                self.in_transaction(&|transaction| {
                    let journal = transaction.object_store(JOURNAL)?;
                    entries.iter().try_for_each(|(seq, entry)| journal.add_with_key(entry, seq).map(drop))
                })
                .await
            }
            Write::Checkpoint(write) => {
                let checkpoint = record(&write.checkpoint)?;
                let mut made =
                    write.changed.iter().map(|article| Ok((article.id.as_str().into(), record(&**article)?)));
                let changed = in_spells(&mut made).await?;
                self.in_transaction(&|transaction| put_checkpoint(transaction, write, &checkpoint, &changed)).await
            }
            Write::Place(place) => {
                let place = record(place)?;
                self.in_transaction(&|transaction| {
                    transaction.object_store(STATE)?.put_with_key(&place, &PLACE.into()).map(drop)
                })
                .await
            }
        }
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

/// What a request is answered. If it fails, others of its transaction may still be answered.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let outcome = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        let hear = Closure::once_into_js(move |event: Event| {
            event.prevent_default();
            failed.call0(&JsValue::UNDEFINED)
        });
        request.set_onerror(Some(hear.unchecked_ref()));
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

fn put_checkpoint(
    transaction: &IdbTransaction,
    write: &CheckpointWrite,
    checkpoint: &JsValue,
    changed: &[(JsValue, JsValue)],
) -> Result<(), JsValue> {
    let journal = transaction.object_store(JOURNAL)?;
    let next = write.checkpoint.seq + 1;
    // It is refused if a number is taken.
    for seq in write.written + 1..=next {
        journal.add_with_key(&JsValue::NULL, &key(seq))?;
    }
    journal.delete(&key(next))?;
    for seq in *write.contained.start()..=write.written {
        journal.put_with_key(&JsValue::NULL, &key(seq))?;
    }
    let articles = transaction.object_store(ARTICLES)?;
    for (id, article) in changed {
        articles.put_with_key(article, id)?;
    }
    for id in &write.gone {
        articles.delete(&id.as_str().into())?;
    }
    transaction.object_store(STATE)?.put_with_key(checkpoint, &CHECKPOINT.into()).map(drop)
}

/// What the browser has under a key, or what it says if it cannot give it back.
type Found = Result<JsValue, JsValue>;

async fn get(store: &IdbObjectStore, key: &JsValue) -> Found {
    answer(&store.get(key)?).await
}

/// How many records are asked for together: the browser hands them over in one go.
const BATCH: u32 = 200;

/// The records of a store whose keys are in a range, or all.
async fn get_all(store: &IdbObjectStore, mut range: JsValue) -> Result<Vec<(JsValue, Found)>, StoreError> {
    let mut found = Vec::new();
    loop {
        let batch = get_batch(store, &range).await?;
        let Some((last, _)) = batch.last() else { return Ok(found) };
        range = IdbKeyRange::lower_bound_with_open(last, true).map_err(failed)?.into();
        found.extend(batch);
    }
}

/// The first of them. If they cannot be had together, each is asked for alone.
async fn get_batch(store: &IdbObjectStore, range: &JsValue) -> Result<Vec<(JsValue, Found)>, StoreError> {
    let keys = store.get_all_keys_with_key_and_limit(range, BATCH).map_err(failed)?;
    let values = store.get_all_with_key_and_limit(range, BATCH).map_err(failed)?;
    // In this order: they are answered in that in which they were made.
    let keys: Array = answer(&keys).await.map_err(failed)?.unchecked_into();
    if let Ok(values) = answer(&values).await {
        let values: Array = values.unchecked_into();
        return Ok(keys.iter().zip(values.iter().map(Ok)).collect());
    }
    let mut found = Vec::new();
    for key in keys.iter() {
        let value = get(store, &key).await;
        found.push((key, value));
    }
    Ok(found)
}

/// The key of a journal entry. JavaScript numbers count exactly to 2^53.
fn key(seq: u64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    JsValue::from_f64(seq as f64)
}

fn record<T: Serialize>(value: &T) -> Result<JsValue, StoreError> {
    Ok(Uint8Array::from(&content_of(value)?[..]).into())
}

/// Records with their keys, made with rests.
async fn in_spells(
    made: &mut dyn Iterator<Item = Result<(JsValue, JsValue), StoreError>>,
) -> Result<Vec<(JsValue, JsValue)>, StoreError> {
    let (mut records, mut pace) = (Vec::new(), Pace::new());
    for record in made {
        records.push(record?);
        pace.rest().await;
    }
    Ok(records)
}

/// What is in a record; `None` if it only says that its key is taken.
fn content(found: Found) -> Option<Vec<u8>> {
    match found {
        Ok(value) if value.is_null() => None,
        Ok(value) => Some(match value.dyn_ref::<Uint8Array>() {
            Some(bytes) => bytes.to_vec(),
            None => value.as_string().unwrap_or_else(|| describe(&value)).into_bytes(),
        }),
        Err(error) => Some(describe(&error).into_bytes()),
    }
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
