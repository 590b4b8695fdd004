//! From the browser's events to actions.

use crate::ui::desk::{Action, Cursor};
use crate::ui::dom;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

/// What hears an event that always means the same. One function for all of them: a closure each would be some
/// hundred bytes of the page.
pub fn on<E: 'static>(on_action: &Callback<Action>, action: Action) -> Callback<E> {
    on_action.reform(move |_| action.clone())
}

/// What hears a press on something that goes with what it does: the focus goes back to the work first.
pub fn on_leaving(on_action: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    on(on_action, action).reform(|press| {
        dom::focus_work();
        press
    })
}

/// What a press on something to label asks for.
pub fn press_on(cursor: Cursor, by_touch: bool) -> Action {
    if by_touch { Action::Tap(cursor) } else { Action::Point(cursor) }
}

/// The value of the field that an event came from, an `<input>` or a `<select>`.
pub fn value_of(event: &Event) -> String {
    event.target().map(|field| value(&field)).unwrap_or_default()
}

/// The value of a field of a form that was sent, by the field's name.
pub fn value_in(event: &SubmitEvent, name: &str) -> String {
    let form = event.target_dyn_into::<Element>();
    let field = form.and_then(|form| form.query_selector(&format!("[name={name}]")).ok().flatten());
    field.map(|field| value(&field)).unwrap_or_default()
}

fn value(field: &JsValue) -> String {
    let value = js_sys::Reflect::get(field, &JsValue::from_str("value")).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
