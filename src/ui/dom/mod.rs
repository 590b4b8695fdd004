//! Positions in the document ↔ offsets in the text: all code that must know how the article is drawn.
//!
//! Every run of the article is an element with `data-utf16`, its offset in the article's text in UTF-16
//! code units, around exactly the text of the run. Labels are drawn by the style sheet and are not in the
//! document, so a position in a run's text is a position in the article.

mod dialog;
mod menu;
mod selection;
mod sheet;
mod steady;

pub use dialog::Opener;
pub use menu::place_menu;
pub use selection::{article_selection, caret_at, character_at, clear_selection, confine_selection, mark_under};
pub use sheet::Sheet;
pub use steady::Steady;

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlElement, MouseEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The id of the element that holds the article.
pub const ARTICLE_ID: &str = "article";
/// The id of the paste box.
pub const PASTE_ID: &str = "paste";
/// The id of the field where a label is looked for.
pub const FIND_LABEL_ID: &str = "find-label";
/// The id of the menu of labels.
pub const MENU_ID: &str = "label-menu";

/// What the cursor is on.
const CURSOR: &str = "#article [aria-current], #article [data-selected]";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element of the page that fits a selector.
fn first(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// The element that holds the runs of the article's text.
fn body_element() -> Option<Element> {
    first("#article .body")
}

/// Whether an element is the article or in it.
#[must_use]
pub fn is_in_article(element: &Element) -> bool {
    document()
        .and_then(|document| document.get_element_by_id(ARTICLE_ID))
        .is_some_and(|article| article.contains(Some(element)))
}

/// What is drawn where the pointer is, and hears of it.
#[must_use]
pub fn element_at(event: &MouseEvent) -> Option<Element> {
    document()?.element_from_point(event.client_x() as f32, event.client_y() as f32)
}

/// Opens the page anew; the browser asks the reader if something is not saved.
pub fn reload() {
    // It fails only where a page may not go anywhere.
    let _ = gloo::utils::window().location().reload();
}

/// Puts the focus on an element, which the browser brings into view.
pub fn focus(id: &str) {
    focus_on(document().and_then(|document| document.get_element_by_id(id)));
}

/// Puts the focus back on what is worked on: the article, or else the paste box.
pub fn focus_work() {
    [ARTICLE_ID, PASTE_ID].into_iter().for_each(focus);
}

/// Shows what is worked on from its start, and puts the focus there if nothing has it any more: on the article, but not in
/// the paste box, into which a key that is still being pressed would type.
pub fn show_work() {
    let main = first("main");
    if focused().is_none() {
        focus_on(main.clone());
        focus(ARTICLE_ID);
    }
    if let Some(main) = main {
        main.set_scroll_top(0);
        // In a narrow window it is the page that scrolls.
        if main.get_bounding_client_rect().top() < 0.0 {
            main.scroll_into_view();
        }
    }
}

/// What has the focus, if anything has.
fn focused() -> Option<Element> {
    document()?.active_element().filter(|element| !element.matches("body").unwrap_or(false))
}

/// Puts the focus on an element, if there is one.
pub fn focus_on(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // One that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether the tab cannot be seen, or is being closed.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Takes the focus out of a field.
pub fn leave_field() {
    if let Some(field) = focused().and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // It fails for no element of a page.
        let _ = field.blur();
    }
}

/// Has what is being typed in a field taken as if the field were left.
pub fn take_typed() {
    let field = focused().filter(|field| field.matches("textarea, [type=text]").unwrap_or(false));
    if let (Some(field), Ok(change)) = (field, Event::new("change")) {
        // It fails only for an event that is being dispatched.
        let _ = field.dispatch_event(&change);
    }
}

/// Says in which language the page is, by its code.
pub fn set_language(code: &str) {
    if let Some(page) = document().and_then(|document| document.document_element()) {
        // It fails only for a name that is none.
        let _ = page.set_attribute("lang", code);
    }
}

/// Brings what the cursor is on into view, if it is not.
pub fn scroll_to_cursor() {
    if let Some(current) = first(CURSOR) {
        let options = ScrollIntoViewOptions::new();
        options.set_behavior(ScrollBehavior::Auto);
        options.set_block(ScrollLogicalPosition::Nearest);
        current.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a list that scrolls by itself so far that its current item can be seen, and nothing else.
pub fn show_current_in(list: Option<Element>) {
    let Some(list) = list else { return };
    let Some(item) = list.query_selector("[aria-current]").ok().flatten() else { return };
    let (view, item) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
    let beyond = (item.bottom() - view.bottom()).max(0.0) + (item.top() - view.top()).min(0.0);
    list.scroll_by_with_x_and_y(0.0, beyond);
}
