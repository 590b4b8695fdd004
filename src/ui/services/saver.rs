//! Writes what waits, one write at a time, and says when it is safe.

use super::IdbStore;
use crate::core::edit::{Editor, JournalEntry};
use crate::core::store::{Autosave, Place, Saved, Store, StoreError, Write, restore};
use crate::ui::state::Action;
use crate::ui::wording;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// The database of the page's project.
const DATABASE: &str = "postil";

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
    tell: Callback<Action>,
}

impl Saver {
    /// Opens the store and has the project that it holds opened.
    #[must_use]
    pub fn open(tell: Callback<Action>) -> Self {
        let inner = Rc::new(Inner {
            store: RefCell::default(),
            autosave: RefCell::default(),
            editor: RefCell::default(),
            place: RefCell::default(),
            writing: Cell::new(false),
            tell,
        });
        let saver = Self { inner };
        let opening = saver.clone();
        spawn_local(async move {
            if let Err(error) = opening.load().await {
                opening.inner.tell.emit(Action::SaveFailed(wording::not_saved(&error)));
            }
        });
        saver
    }

    async fn load(&self) -> Result<(), StoreError> {
        let store = IdbStore::open(DATABASE).await?;
        let saved: Saved = store.load().await?;
        let place = saved.place.clone();
        let checkpointed = saved.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq);
        let autosave = Autosave::resume(checkpointed, &saved.tail);
        let editor = restore(saved)?;
        *self.inner.store.borrow_mut() = Some(store);
        *self.inner.autosave.borrow_mut() = autosave;
        self.inner.tell.emit(Action::Opened(Box::new(editor), place));
        Ok(())
    }

    /// Takes a journal entry to be written, with the project as it is after it.
    pub fn save(&self, entry: JournalEntry, editor: &Editor) {
        self.inner.autosave.borrow_mut().push(entry);
        *self.inner.editor.borrow_mut() = Some(editor.clone());
        self.start();
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
        spawn_local(async move {
            let outcome = saver.write_all(&store).await;
            saver.inner.writing.set(false);
            if let Err(error) = outcome {
                saver.inner.tell.emit(Action::SaveFailed(wording::not_saved(&error)));
            }
        });
    }

    /// Writes until nothing waits. What comes in meanwhile is written too.
    async fn write_all(&self, store: &IdbStore) -> Result<(), StoreError> {
        while let Some(write) = self.next() {
            store.write(&write).await?;
            self.inner.autosave.borrow_mut().wrote(&write);
            if let Write::Append(entries) = &write {
                let seq = entries.last().map_or(0, |entry| entry.seq);
                self.inner.tell.emit(Action::Saved(seq));
            }
        }
        Ok(())
    }

    fn next(&self) -> Option<Write> {
        let editor = self.inner.editor.borrow();
        let next = editor.as_ref().and_then(|editor| self.inner.autosave.borrow().next(editor));
        next.or_else(|| self.inner.place.borrow_mut().take().map(Write::Place))
    }
}
