//! Messages as bytes: what `postMessage` carries, for both sides.
//!
//! The main decision: values follow one another without names (postcard), in one block of bytes. Both sides are built
//! from the same types, so names would tell nothing, and [`PROTOCOL`](super::protocol::PROTOCOL) finds out a worker of
//! another build. JavaScript objects were rejected: to take them apart field by field was some kilobytes of the page.

use js_sys::Uint8Array;
use postcard::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{JsCast, JsValue};

/// A message as `postMessage` takes it.
///
/// # Errors
/// If the message has no such form; every message of the protocol has one.
pub fn to_js(message: &impl Serialize) -> Result<JsValue, Error> {
    postcard::to_allocvec(message).map(|bytes| Uint8Array::from(&bytes[..]).into())
}

/// The message that came as a value.
///
/// # Errors
/// If it is none, as when the other side is of another version.
pub fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, Error> {
    let bytes: &Uint8Array = value.dyn_ref().ok_or(Error::DeserializeUnexpectedEnd)?;
    postcard::from_bytes(&bytes.to_vec())
}
