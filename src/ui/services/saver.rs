//! Writes what waits, one write at a time, and says when it is safe. A write that fails is repeated.

use super::IdbStore;
use crate::core::article::ArticleStatus;
use crate::core::edit::{Change, Editor, JournalEntry};
use crate::core::store::{Autosave, Place, Saved, Store, StoreError, Write, restore};
use crate::ui::state::Action;
use crate::ui::wording;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// The database of the page's project.
pub const DATABASE: &str = "postil";
/// When a write that failed is tried again, in milliseconds.
const RETRY: u32 = 3_000;
/// A browser that has not answered by then has asked the reader, in milliseconds.
const ASKS: u32 = 500;

/// Keeps the project in the browser while it is worked on. A clone is another handle on the same one.
#[derive(Clone)]
pub struct Saver {
    inner: Rc<Inner>,
}

struct Inner {
    /// `None` until the store is open, and for good if it cannot be.
    store: RefCell<Option<IdbStore>>,
    autosave: RefCell<Autosave>,
    editor: RefCell<Option<Editor>>,
    place: RefCell<Option<Place>>,
    writing: Cell<bool>,
    /// The number of the last journal entry that is safe.
    safe: Cell<u64>,
    /// Whether the browser was asked to keep the database.
    asked: Cell<bool>,
    /// Set when a write failed, until one succeeds.
    retry: RefCell<Option<Timeout>>,
    tell: Callback<Action>,
}

impl Saver {
    /// Opens the store in a database and has the project that it holds opened.
    #[must_use]
    pub fn open(database: &'static str, tell: Callback<Action>) -> Self {
        let inner = Rc::new(Inner {
            store: RefCell::default(),
            autosave: RefCell::default(),
            editor: RefCell::default(),
            place: RefCell::default(),
            writing: Cell::new(false),
            safe: Cell::new(0),
            asked: Cell::new(false),
            retry: RefCell::default(),
            tell,
        });
        let saver = Self { inner };
        let opening = saver.clone();
        spawn_local(async move {
            if let Err(error) = opening.load(database).await {
                opening.inner.tell.emit(Action::SaveFailed(wording::not_opened(&error)));
            }
        });
        saver
    }

    async fn load(&self, database: &str) -> Result<(), StoreError> {
        let store = IdbStore::open(database).await?;
        let saved: Saved = store.load().await?;
        let place = saved.place.clone();
        let checkpointed = saved.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        let autosave = Autosave::resume(checkpointed, &saved.tail);
        let editor = restore(saved)?;
        self.inner.safe.set(editor.seq());
        *self.inner.store.borrow_mut() = Some(store);
        *self.inner.autosave.borrow_mut() = autosave;
        self.inner.tell.emit(Action::Opened(Box::new(editor), place));
        Ok(())
    }

    /// Takes a journal entry to be written, with the project as it is after it.
    pub fn save(&self, entry: JournalEntry, editor: &Editor) {
        let finishes = |change: &Change| matches!(change, Change::Status { after: ArticleStatus::Done, .. });
        if entry.transaction.changes.iter().any(finishes) && !self.inner.asked.replace(true) {
            self.ask_to_keep();
        }
        self.inner.autosave.borrow_mut().push(entry);
        *self.inner.editor.borrow_mut() = Some(editor.clone());
        self.start();
    }

    /// Asks the browser not to clear the database when room is short. It may ask the reader, who is told why: so this
    /// waits until an article is finished. Whatever the answer, there is nothing else to do.
    fn ask_to_keep(&self) {
        let storage = web_sys::window().map(|window| window.navigator().storage());
        let Some(Ok(answer)) = storage.map(|storage| storage.persist()) else { return };
        let tell = self.inner.tell.clone();
        let explain = Timeout::new(ASKS, move || tell.emit(Action::BrowserAsks));
        spawn_local(async move {
            let _ = JsFuture::from(answer).await;
            drop(explain);
        });
    }

    /// Takes the reader's place to be remembered.
    pub fn save_place(&self, place: Place) {
        *self.inner.place.borrow_mut() = Some(place);
        self.start();
    }

    fn start(&self) {
        let store = self.inner.store.borrow().clone();
        let Some(store) = store else { return };
        if self.inner.writing.replace(true) {
            return;
        }
        let saver = self.clone();
        // A turn later: what the reader has done is painted before.
        Timeout::new(0, move || spawn_local(saver.run(store))).forget();
    }

    async fn run(self, store: IdbStore) {
        let outcome = self.write_all(&store).await;
        self.inner.writing.set(false);
        match outcome {
            Ok(()) => self.recovered(),
            Err(error) => self.failed(&error),
        }
    }

    /// Writes until nothing waits. What comes in meanwhile is written too.
    async fn write_all(&self, store: &IdbStore) -> Result<(), StoreError> {
        while let Some(write) = self.next() {
            store.write(&write).await?;
            self.wrote(&write);
        }
        Ok(())
    }

    fn next(&self) -> Option<Write> {
        let editor = self.inner.editor.borrow();
        let next = editor.as_ref().and_then(|editor| self.inner.autosave.borrow().next(editor));
        next.or_else(|| self.inner.place.borrow().clone().map(Write::Place))
    }

    fn wrote(&self, write: &Write) {
        self.inner.autosave.borrow_mut().wrote(write);
        match write {
            Write::Append(entries) => {
                let seq = entries.last().map_or(0, |entry| entry.seq);
                self.inner.safe.set(seq);
                self.inner.tell.emit(Action::Saved(seq));
            }
            Write::Checkpoint(_) => {}
            // Unless the reader has gone on meanwhile.
            Write::Place(place) => drop(self.inner.place.borrow_mut().take_if(|latest| latest == place)),
        }
    }

    fn recovered(&self) {
        if self.inner.retry.borrow_mut().take().is_some() {
            self.inner.tell.emit(Action::Saved(self.inner.safe.get()));
        }
    }

    fn failed(&self, error: &StoreError) {
        let saver = self.clone();
        *self.inner.retry.borrow_mut() = Some(Timeout::new(RETRY, move || saver.start()));
        self.inner.tell.emit(Action::SaveFailed(wording::not_saved(error)));
    }
}
