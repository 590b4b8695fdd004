//! The user's own model: the page sends its files once the worker asks for them.
//!
//! The page holds on to the files and never reads them, so that a hundred megabytes do not pass through its
//! memory: what is posted is a handle, and the bytes are read here.

use super::global::{describe, post, scope};
use super::protocol::Response;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, MessageEvent};

/// Asks the page for the files of the model: their names and what is in them.
///
/// # Errors
/// If one cannot be read any more, in a clause that can follow a colon.
pub(super) async fn files() -> Result<Vec<(String, Vec<u8>)>, String> {
    let sent: Array = next_message().await.map_err(|error| describe(&error))?.unchecked_into();
    let mut files = Vec::new();
    for file in sent {
        let file: File = file.unchecked_into();
        let buffer = JsFuture::from(file.array_buffer()).await;
        let unread = |error| format!("{name} could not be read ({why})", name = file.name(), why = describe(&error));
        let buffer = buffer.map_err(unread)?;
        files.push((file.name(), Uint8Array::new(&buffer).to_vec()));
    }
    Ok(files)
}

/// What the page sends next, once it is told that it can.
async fn next_message() -> Result<JsValue, JsValue> {
    let message = Promise::new(&mut |resolve, _| {
        let heard = Closure::once_into_js(move |event: MessageEvent| {
            // A promise can always be kept.
            let _ = resolve.call1(&JsValue::UNDEFINED, &event.data());
        });
        scope().set_onmessage(Some(heard.unchecked_ref()));
        post(&Response::ModelWanted);
    });
    JsFuture::from(message).await
}
