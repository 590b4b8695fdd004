//! Writes what waits, one write at a time, and says when it is safe. A write that fails is repeated, after a while or when
//! the tab is left; what comes in meanwhile waits with it. Once another tab has written, time mends nothing: the reader is
//! offered what that tab saved.

use super::IdbStore;
use crate::core::article::ArticleStatus;
use crate::core::edit::{Change, Editor, JournalEntry};
use crate::core::store::{Autosave, Place, Store, StoreError, Write, restore};
use crate::ui::desk::Action;
use crate::ui::dom;
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
    /// When writing begins, if something waits.
    soon: RefCell<Option<Timeout>>,
    writing: Cell<bool>,
    /// Whether the last write failed.
    failing: Cell<bool>,
    /// The number of the last journal entry that is safe.
    safe: Cell<u64>,
    /// Whether the browser was asked to keep the database.
    asked: Cell<bool>,
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
            soon: RefCell::default(),
            writing: Cell::new(false),
            failing: Cell::new(false),
            safe: Cell::new(0),
            asked: Cell::new(false),
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
        let saved = store.load().await?;
        let (place, leftovers, autosave) = (saved.place.clone(), saved.leftovers(), Autosave::resume(&saved));
        let editor = restore(saved)?;
        self.inner.safe.set(editor.seq());
        *self.inner.store.borrow_mut() = Some(store);
        *self.inner.autosave.borrow_mut() = autosave;
        self.inner.tell.emit(Action::Opened(Box::new(editor), place));
        leftovers.into_iter().for_each(|leftovers| self.inner.tell.emit(Action::Unread(leftovers)));
        Ok(())
    }

    /// Writes over what could not be read: the reader has it, and goes on with this.
    pub fn go_on_without(&self, editor: &Editor) {
        self.inner.autosave.borrow_mut().go_on_without();
        *self.inner.editor.borrow_mut() = Some(editor.clone());
        self.start();
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

    /// Whether what is kept could be opened.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.inner.store.borrow().is_some()
    }

    /// Whether all that the reader did is safe.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.inner.autosave.borrow().is_safe()
    }

    /// Writes what waits now: the page may be about to go.
    pub fn hurry(&self) {
        self.inner.soon.take();
        let store = self.inner.store.borrow().clone();
        let Some(store) = store else { return };
        if !self.inner.writing.replace(true) {
            spawn_local(self.clone().run(store));
        }
    }

    /// If the reader says yes to a question, forgets the project and all else but their `place`, and opens the page anew.
    pub fn start_over(&self, question: &str, place: Place) {
        let window = gloo::utils::window();
        if window.confirm_with_message(question) != Ok(true) {
            return;
        }
        let saver = self.clone();
        spawn_local(async move {
            if let Err(error) = forget(place).await {
                return saver.failed(&error);
            }
            // What still waits is of the project that is gone.
            saver.inner.autosave.take();
            dom::reload();
        });
    }

    fn start(&self) {
        if self.inner.soon.borrow().is_some() {
            return;
        }
        if dom::is_hidden() {
            self.hurry();
        } else {
            // A turn later: what the reader has done is painted before.
            self.wait(0);
        }
    }

    fn wait(&self, milliseconds: u32) {
        let saver = self.clone();
        *self.inner.soon.borrow_mut() = Some(Timeout::new(milliseconds, move || saver.hurry()));
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
        let place = || self.inner.place.borrow().clone().filter(|_| self.inner.autosave.borrow().takes_place());
        next.or_else(|| place().map(Write::Place))
    }

    fn wrote(&self, write: &Write) {
        self.inner.autosave.borrow_mut().wrote(write);
        match write {
            Write::Append(entries) => self.are_safe(entries.last().map_or(0, |entry| entry.seq)),
            Write::Checkpoint(write) => self.are_safe(write.checkpoint.seq),
            // Unless the reader has gone on meanwhile.
            Write::Place(place) => drop(self.inner.place.borrow_mut().take_if(|latest| latest == place)),
        }
    }

    /// Tells that the journal entries up to this number are safe.
    fn are_safe(&self, seq: u64) {
        self.inner.safe.set(seq);
        self.inner.tell.emit(Action::Saved(seq));
    }

    fn recovered(&self) {
        if self.inner.failing.replace(false) {
            self.inner.tell.emit(Action::Saved(self.inner.safe.get()));
        }
    }

    fn failed(&self, error: &StoreError) {
        self.inner.failing.set(true);
        if *error == StoreError::Conflict {
            return self.inner.tell.emit(Action::Overtaken);
        }
        self.wait(RETRY);
        self.inner.tell.emit(Action::SaveFailed(wording::not_saved(error)));
    }
}

/// Leaves nothing in the database but a place.
async fn forget(place: Place) -> Result<(), StoreError> {
    IdbStore::delete(DATABASE).await?;
    IdbStore::open(DATABASE).await?.write(&Write::Place(place)).await
}
