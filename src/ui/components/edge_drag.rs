//! An edge of a mark, or of the selected words, is dragged by its handle.
//!
//! What it would become is painted while the pointer moves; the mark changes once, when it is let go.

use crate::core::text::{Side, Text, TextRange, Unit, dragged};
use crate::ui::dom;
use crate::ui::state::{Action, Cursor};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

/// An edge that is held.
#[derive(Clone, Copy, PartialEq)]
pub struct EdgeDrag {
    edge: Side,
    /// What the mark would become.
    range: TextRange,
    /// From the middle of the edge to where it is held, in CSS pixels.
    held_at: (f64, f64),
}

impl EdgeDrag {
    /// Takes hold of the handle under a press, if one is there: all that the pointer does until it is let go comes to
    /// the article, since the handle itself is drawn anew.
    pub fn begin(press: &PointerEvent, cursor: &Cursor) -> Option<Self> {
        let handle: Element = press.target()?.dyn_into().ok()?;
        let edge = if handle.get_attribute("data-edge")? == "left" { Side::Left } else { Side::Right };
        let article = handle.closest(".article").ok()??;
        // It fails only for a pointer that is gone.
        let _ = article.set_pointer_capture(press.pointer_id());
        // Neither is this the start of a selection.
        press.prevent_default();
        let place = handle.get_bounding_client_rect();
        let (x, y) = point(press);
        let held_at = (x - place.left().midpoint(place.right()), y - place.top().midpoint(place.bottom()));
        Some(Self { edge, range: cursor.range()?, held_at })
    }

    /// Where the edge is after the pointer has moved; with Alt held, between characters.
    pub fn moved(self, event: &PointerEvent, text: &Text) -> Self {
        let (x, y) = point(event);
        let unit = if event.alt_key() { Unit::Character } else { Unit::Token };
        let caret = dom::caret_at(text, x - self.held_at.0, y - self.held_at.1);
        let range = caret.and_then(|caret| dragged(text, self.range, self.edge, caret, unit));
        Self { range: range.unwrap_or(self.range), ..self }
    }

    /// What is painted meanwhile.
    pub fn preview(self) -> Cursor {
        Cursor::words(self.range)
    }

    /// What letting it go asks for; where the edge is where it was, the handle was pressed like the words under it.
    pub fn end(self, cursor: &Cursor) -> Action {
        if cursor.range() == Some(self.range) { Action::Point(cursor.clone()) } else { Action::ResizeTo(self.range) }
    }
}

fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}
