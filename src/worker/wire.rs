//! Messages as JavaScript values: what `postMessage` carries, for both sides.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Error, Serializer, from_value};
use wasm_bindgen::JsValue;

/// A message as `postMessage` takes it.
///
/// # Errors
/// If the message has no such form; every message of the protocol has one.
pub fn to_js(message: &impl Serialize) -> Result<JsValue, Error> {
    // JSON's forms but for bytes: as an array of numbers they took longer than all else in a message.
    message.serialize(&Serializer::json_compatible().serialize_bytes_as_arrays(false))
}

/// The message that came as a value.
///
/// # Errors
/// If it is none, as when the other side is of another version.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    from_value(value)
}
