//! What a field holds.

use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The value of the field that an event came from, an `<input>` or a `<select>`.
pub fn value_of(event: &Event) -> String {
    let value = event.target().and_then(|field| js_sys::Reflect::get(&field, &JsValue::from_str("value")).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
