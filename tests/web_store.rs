//! The store in the browser keeps what every store promises, over connections that come and go.
#![cfg(target_arch = "wasm32")]

#[macro_use]
mod store_promises;

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use postil::core::article::{Article, Meta};
use postil::core::edit::{Command, Editor};
use postil::core::store::{Place, Record, STORE_VERSION, Saved, Store, StoreError, Unread, Write, restore};
use postil::core::text::Text;
use postil::ui::services::IdbStore;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn open(name: &str) -> IdbStore {
    IdbStore::open(name).await.expect("this browser keeps things")
}

/// A connection of our own, past the store.
async fn database(name: &str, version: Option<u32>) -> Database {
    Factory::new().unwrap().open(name, version).unwrap().await.unwrap()
}

/// Puts something in a record.
async fn overwrite(name: &str, store: &str, key: JsValue, content: &str) {
    let database = database(name, None).await;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite).unwrap();
    transaction.object_store(store).unwrap().put(&content.into(), Some(&key)).unwrap().await.unwrap();
    transaction.commit().unwrap().await.unwrap();
    database.close();
}

async fn add_article(store: &IdbStore, editor: &mut Editor, id: &str) {
    let article = Article::new(id, Text::new("Ann left."), Meta::default());
    let entry = editor.execute(Command::AddArticles(vec![article]), 0).unwrap().unwrap();
    store.write(&Write::Append(vec![entry])).await.unwrap();
}

macro_rules! test_each {
    ($($promise:ident)*) => {$(
        #[wasm_bindgen_test]
        async fn $promise() {
            store_promises::$promise(&open(stringify!($promise)).await).await;
        }
    )*};
}

for_each_promise!(test_each);

#[wasm_bindgen_test]
async fn another_connection_sees_what_was_written() {
    let mut editor = restore(open("connections").await.load().await.unwrap()).unwrap();
    add_article(&open("connections").await, &mut editor, "a1").await;
    assert_eq!(restore(open("connections").await.load().await.unwrap()).unwrap(), editor);
}

#[wasm_bindgen_test]
async fn a_database_of_a_later_version_is_refused_and_left_alone() {
    drop(open("later").await);
    let later = database("later", Some(STORE_VERSION + 7)).await;
    later.close();
    let refused = IdbStore::open("later").await.err();
    assert_eq!(refused, Some(StoreError::LaterVersion { found: STORE_VERSION + 7 }));
    assert_eq!(database("later", None).await.version(), Ok(STORE_VERSION + 7));
}

#[wasm_bindgen_test]
async fn a_later_version_in_another_tab_is_let_in() {
    let old = open("let in").await;
    // Waits for ever unless the old connection closes.
    let new = database("let in", Some(STORE_VERSION + 1)).await;
    assert_eq!(new.version(), Ok(STORE_VERSION + 1));
    assert!(matches!(old.write(&Write::Place(Place::default())).await, Err(StoreError::Conflict)));
}

#[wasm_bindgen_test]
async fn a_project_of_the_first_version_is_gone_on_with() {
    let mut editor = restore(Saved::default()).unwrap();
    let mut request = Factory::new().unwrap().open("first", Some(1)).unwrap();
    request.on_upgrade_needed(|event| {
        for name in ["journal", "articles", "state"] {
            event.database().unwrap().create_object_store(name, ObjectStoreParams::new()).unwrap();
        }
    });
    request.await.unwrap().close();
    let article = Article::new("a1", Text::new("Zoë flew."), Meta::default());
    let entry = editor.execute(Command::AddArticles(vec![article]), 0).unwrap().unwrap();
    overwrite("first", "journal", JsValue::from(1), &serde_json::to_string(&entry).unwrap()).await;
    let store = open("first").await;
    assert_eq!(restore(store.load().await.unwrap()).unwrap(), editor);
    add_article(&store, &mut editor, "a2").await;
    assert_eq!(restore(store.load().await.unwrap()).unwrap(), editor);
}

#[wasm_bindgen_test]
async fn a_damaged_record_is_told_by_its_name() {
    for (store, key, name) in [
        ("journal", JsValue::from(2), Record::Entry(2)),
        ("articles", JsValue::from("a\"7"), Record::Article("a\"7".into())),
        ("state", JsValue::from("checkpoint"), Record::Checkpoint),
        ("state", JsValue::from("place"), Record::Place),
    ] {
        let database = format!("damaged {name:?}");
        let mut editor = restore(open(&database).await.load().await.unwrap()).unwrap();
        add_article(&open(&database).await, &mut editor, "a1").await;
        overwrite(&database, store, key, "{\"no\":").await;
        let saved = open(&database).await.load().await.unwrap();
        let [Unread { record, why, content }] = &saved.unread[..] else { panic!("{:?}", saved.unread) };
        assert_eq!((record, &**content), (&name, "{\"no\":"));
        assert!(why.contains("line 1"), "{why}");
        assert_eq!(restore(saved).unwrap().project(), editor.project(), "all else is there");
    }
}

#[wasm_bindgen_test]
async fn a_lost_record_is_told_by_its_name() {
    let mut editor = restore(open("lost").await.load().await.unwrap()).unwrap();
    let store = open("lost").await;
    for id in ["a1", "a2", "a3"] {
        add_article(&store, &mut editor, id).await;
    }
    let database = database("lost", None).await;
    let transaction = database.transaction(&["journal"], TransactionMode::ReadWrite).unwrap();
    transaction.object_store("journal").unwrap().delete(JsValue::from(2)).unwrap().await.unwrap();
    transaction.commit().unwrap().await.unwrap();
    let saved = store.load().await.unwrap();
    assert_eq!(saved.unread.iter().map(|it| &it.record).collect::<Vec<_>>(), [&Record::Entry(2)]);
    let ids: Vec<String> = restore(saved).unwrap().project().articles.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["a1", "a3"]);
}

#[wasm_bindgen_test]
async fn a_database_that_cannot_hold_a_project_is_told() {
    let mut request = Factory::new().unwrap().open("foreign", Some(STORE_VERSION)).unwrap();
    request.on_upgrade_needed(|event| {
        event.database().unwrap().create_object_store("other", ObjectStoreParams::new()).unwrap();
    });
    request.await.unwrap().close();
    assert!(matches!(open("foreign").await.load().await, Err(StoreError::Other(_))));
}
