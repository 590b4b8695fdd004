//! Where the menu of labels stands: beside what the cursor is on, never over it, and inside of what is seen.

use super::{CURSOR, MENU_ID, document};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

/// Between the menu and what it is beside, in CSS pixels.
const GAP: f64 = 14.0;
/// Between the menu and the edges of what is seen.
const MARGIN: f64 = 6.0;

/// Puts the menu below what the cursor is on, or above it where there is room for all of it only there, or more room.
pub fn place_menu() {
    let Some((menu, area)) = menu() else { return };
    let Some([left, top, bottom]) = cursor_box() else { return };
    let (frame, window) = (area.get_bounding_client_rect(), window_size());
    // What the area shows ends before its scrollbar.
    let right = frame.left() + f64::from(area.client_left() + area.client_width());
    let (first, last) = (frame.left().max(0.0) + MARGIN, right.min(window.0) - MARGIN);
    let above = top - GAP - MARGIN - frame.top().max(0.0);
    let below = frame.bottom().min(window.1) - MARGIN - GAP - bottom;
    // Of one that was placed before, the height may be cut.
    let (width, height) = (f64::from(menu.offset_width()), f64::from(menu.scroll_height()) + 2.0);
    let (room, y) =
        if height <= below || above < below { (below, bottom + GAP) } else { (above, top - GAP - height.min(above)) };
    let x = left.min(last - width).max(first) - frame.left() + f64::from(area.scroll_left());
    let y = y - frame.top() + f64::from(area.scroll_top());
    let style = format!("left:{}px;top:{}px;max-height:{}px", x as i32, y as i32, room as i32);
    // The attribute of an element can always be set.
    let _ = menu.set_attribute("style", &style);
}

/// The menu, and the element in which it is placed.
fn menu() -> Option<(HtmlElement, Element)> {
    let menu: HtmlElement = document()?.get_element_by_id(MENU_ID)?.dyn_into().ok()?;
    let area = menu.offset_parent()?;
    Some((menu, area))
}

/// The left edge of what the cursor is on, its top and its bottom, in the window.
fn cursor_box() -> Option<[f64; 3]> {
    let pieces = document()?.query_selector_all(CURSOR).ok()?;
    let boxes = (0..pieces.length()).filter_map(|index| pieces.item(index)?.dyn_into::<Element>().ok());
    let edges = |place: DomRect| [place.left(), place.top(), place.bottom()];
    let boxes = boxes.map(|piece| edges(piece.get_bounding_client_rect()));
    boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2])])
}

fn window_size() -> (f64, f64) {
    let root = gloo::utils::document_element();
    (f64::from(root.client_width()), f64::from(root.client_height()))
}
