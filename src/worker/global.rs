//! The global scope of a worker: where it posts from.

use super::protocol::Response;
use super::wire;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// The scope.
pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Tells the page something.
pub(super) fn post(response: &Response) {
    // A message that cannot be posted has no one left to be told.
    if let Ok(message) = wire::to_js(response) {
        let _ = scope().post_message(&message);
    }
}

/// What went wrong, as the browser says it.
pub(super) fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| "the browser did not say why".to_owned())
}
