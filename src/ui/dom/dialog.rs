//! Dialogs are opened when they are drawn, and the focus goes back when they are gone.
//!
//! The browser gives it back only where a dialog is closed, not where it is taken away, as by what was done in it.

use super::{document, first, focus_on, focus_work, focused};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

/// What had the focus before a dialog was opened; of several that follow each other, the first.
#[derive(Default)]
pub struct Opener(Option<Element>);

impl Opener {
    /// Opens the dialog that was drawn, if it was not opened before: one that the reader has closed is there until the
    /// page has heard of it. Where there is none any more, the focus goes back to what opened it or, where that is gone,
    /// to what is worked on, unless it is somewhere already.
    pub fn follow(&mut self) {
        let Some(dialog) = first("dialog").and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) else {
            if let Some(opener) = self.0.take().filter(|_| focused().is_none()) {
                focus_on(Some(opener));
                if focused().is_none() {
                    focus_work();
                }
            }
            return;
        };
        if !dialog.has_attribute("data-opened") {
            self.0 = self.0.take().or_else(|| document()?.active_element());
            // Neither fails for an element of the page that is not open.
            let _ = dialog.set_attribute("data-opened", "");
            let _ = dialog.show_modal();
        }
    }
}
