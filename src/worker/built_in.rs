//! The built-in model: fetched once, then kept by the browser.
//!
//! The main decision: the worker is built with the checksum of its model, and keeps the file under an address that
//! names it. So a copy that is damaged, or of another build, is noticed and fetched anew, and the network is not
//! needed after the first visit. The browser's own HTTP cache was rejected: many hosts have it ask at each visit,
//! and it may forget what it likes.

use super::global::{describe, post, scope};
use super::protocol::Response;
use crate::core::sequence::stated_checksum;
use crate::core::tagger::{Blend, Names};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Cache, CacheQueryOptions, ReadableStreamDefaultReader, Response as Fetched};

/// Where the model is, beside the worker's script.
const PATH: &str = "models/names-5.postil";
/// Which model this worker was built with. Only the checksum gets into the program.
const CHECKSUM: [u8; 32] = match stated_checksum(include_bytes!("../../static/models/names-5.postil")) {
    Some(checksum) => checksum,
    None => panic!("the file is no model"),
};
/// Where the browser keeps models.
const SHELF: &str = "postil models";

/// The tagger with the built-in model: the copy that was kept, or else fetched, telling the page how far it is.
///
/// # Errors
/// Why there is none, in a clause that can follow a colon.
pub(super) async fn load() -> Result<Blend<Names>, String> {
    let address = address().map_err(|error| describe(&error))?;
    if let Some(tagger) = kept(&address).await.ok().and_then(|bytes| read(&bytes).ok()) {
        return Ok(tagger);
    }
    let bytes =
        fetch(&address).await.map_err(|error| format!("the model could not be fetched ({})", describe(&error)))?;
    let tagger = read(&bytes)?;
    // A full or forbidden storage costs no more than the next visit's fetching.
    spawn_local(async move {
        let _ = keep(&address, &bytes).await;
    });
    Ok(tagger)
}

/// The tagger of a file, if it is whole and the one that this worker was built with.
fn read(bytes: &[u8]) -> Result<Blend<Names>, String> {
    let tagger = Blend::from_bytes(bytes).map_err(|error| error.to_string())?;
    if stated_checksum(bytes) != Some(CHECKSUM) {
        return Err("the model and the tagger are of different versions; reload the page".to_owned());
    }
    Ok(tagger)
}

/// Where the model is, with the start of its checksum.
fn address() -> Result<String, JsValue> {
    let checksum = u64::from_be_bytes(std::array::from_fn(|index| CHECKSUM[index]));
    let url = web_sys::Url::new_with_base(&format!("{PATH}?{checksum:016x}"), &scope().location().href())?;
    Ok(url.href())
}

async fn kept(address: &str) -> Result<Vec<u8>, JsValue> {
    let found: JsValue = JsFuture::from(shelf().await?.match_with_str(address)).await?;
    let copy: Fetched = found.dyn_into()?;
    let buffer = JsFuture::from(copy.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Keeps the file in place of all earlier ones.
async fn keep(address: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let shelf = shelf().await?;
    let any_checksum = CacheQueryOptions::new();
    any_checksum.set_ignore_search(true);
    JsFuture::from(shelf.delete_with_str_and_options(address, &any_checksum)).await?;
    let copy = Fetched::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))?;
    JsFuture::from(shelf.put_with_str(address, &copy)).await?;
    Ok(())
}

async fn shelf() -> Result<Cache, JsValue> {
    let caches = scope().caches()?;
    if caches.is_undefined() {
        return Err(JsValue::from("pages without HTTPS have no cache"));
    }
    Ok(JsFuture::from(caches.open(SHELF)).await?.unchecked_into())
}

/// Fetches a file, telling the page how far it is.
async fn fetch(address: &str) -> Result<Vec<u8>, JsValue> {
    post(&Response::Loading { received: 0, total: None });
    let fetched: Fetched = JsFuture::from(scope().fetch_with_str(address)).await?.unchecked_into();
    if !fetched.ok() {
        return Err(JsValue::from(format!("status {}", fetched.status())));
    }
    let total = fetched.headers().get("content-length")?.and_then(|length| length.parse().ok());
    let body = fetched.body().ok_or("an empty answer")?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if js_sys::Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let value: Uint8Array = js_sys::Reflect::get(&chunk, &"value".into())?.unchecked_into();
        bytes.extend(value.to_vec());
        post(&Response::Loading { received: u32::try_from(bytes.len()).unwrap_or(u32::MAX), total });
    }
}
