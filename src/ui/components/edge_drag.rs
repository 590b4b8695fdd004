//! An edge of a mark, or of the selected words, is dragged by its handle.
//!
//! What it would become is painted while the pointer moves; the mark changes once, when it is let go.

use super::events::press_on;
use crate::core::text::{Side, Text, TextRange, Unit, dragged};
use crate::ui::desk::{Action, Cursor};
use crate::ui::dom;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// A pointer that moves less than this between press and release, in CSS pixels, has only pressed.
const STILL: f64 = 10.0;
/// As near to the middle of a handle is the bar that is seen, in CSS pixels.
const BAR: f64 = 2.0;

/// An edge that is held.
#[derive(Clone, Copy, PartialEq)]
pub struct EdgeDrag {
    edge: Side,
    /// What the mark would become.
    range: TextRange,
    /// Whether the pointer is past the other edge: all of the mark has been dragged over.
    is_past: bool,
    /// What the mark was when it was taken hold of.
    taken: TextRange,
    /// Where it was taken hold of in the window, in CSS pixels.
    taken_at: (f64, f64),
    /// From the middle of the edge to there.
    held_at: (f64, f64),
}

impl EdgeDrag {
    /// Takes hold of the handle under a press of the main button, if one is there: all that the pointer does until it
    /// is let go comes to the article, since the handle itself is drawn anew.
    pub fn begin(press: &PointerEvent, cursor: &Cursor) -> Option<Self> {
        let handle: Element = press.target()?.dyn_into().ok()?;
        // On a Mac, the main button with Control is the other one.
        if press.button() != 0 || press.ctrl_key() {
            return None;
        }
        let edge = if handle.get_attribute("data-edge")? == "left" { Side::Left } else { Side::Right };
        let article = handle.closest(".article").ok()??;
        // It fails only for a pointer that is gone.
        let _ = article.set_pointer_capture(press.pointer_id());
        // Neither is this the start of a selection.
        press.prevent_default();
        let place = handle.get_bounding_client_rect();
        let (x, y) = point(press);
        let held_at = (x - place.left().midpoint(place.right()), y - place.top().midpoint(place.bottom()));
        let taken = cursor.range()?;
        Some(Self { edge, range: taken, is_past: false, taken, taken_at: (x, y), held_at })
    }

    /// Whether the cursor is still on what is dragged: a key may have moved it, or given up.
    pub fn holds(&self, cursor: &Cursor) -> bool {
        cursor.range() == Some(self.taken)
    }

    /// Where the edge is after the pointer has moved; with Alt held, between characters.
    pub fn moved(self, event: &PointerEvent, text: &Text) -> Self {
        let (x, y) = point(event);
        let unit = if event.alt_key() { Unit::Character } else { Unit::Token };
        let caret = dom::caret_at(text, x - self.held_at.0, y - self.held_at.1);
        let Some(caret) = caret else { return self };
        let range = dragged(text, self.taken, self.edge, caret, unit);
        Self { range: range.unwrap_or(self.taken), is_past: range.is_none(), ..self }
    }

    /// What is painted meanwhile.
    pub fn preview(self) -> Cursor {
        Cursor::words(self.range)
    }

    /// What letting it go asks for. A press of the bar, or a drag over all of it, is one of what has the edge; a press beside
    /// the bar is for what lies under the handle to say.
    pub fn end(
        self,
        release: &PointerEvent,
        cursor: &Cursor,
        press: impl FnOnce() -> Option<Action>,
    ) -> Option<Action> {
        if !self.holds(cursor) {
            return None;
        }
        if self.range != self.taken {
            return Some(Action::ResizeTo(self.range));
        }
        let (x, y) = point(release);
        let moved = (x - self.taken_at.0).abs().max((y - self.taken_at.1).abs());
        let is_still = moved < STILL;
        if is_still && self.held_at.0.abs() > BAR {
            return press();
        }
        // An edge that was taken back to where it was asks for nothing.
        (is_still || self.is_past).then(|| press_on(cursor.clone(), release.pointer_type() == "touch"))
    }
}

fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
