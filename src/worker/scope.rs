//! The browser glue around a worker's mind: messages, the model file, and turns of the event loop.

use super::mind::Mind;
use super::own_model;
use super::protocol::{OWN_MODEL, PROTOCOL, Request, Response};
#[cfg(feature = "reader")]
use super::reader::Reader;
use super::session::{SLICE, Session};
use super::wire;
use crate::core::schema::LabelId;
use crate::core::tagger::{Blend, Names, Tagger};
#[cfg(feature = "neural")]
use crate::neural::{Classifier, Export, Onnx};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, ReadableStreamDefaultReader, Response as Fetched};

/// Where the model is, beside the worker's script.
const MODEL: &str = "models/names-1.postil";

/// Starts the worker that tags: fetches the model, says that it is ready, then answers requests. If its
/// address ends in [`OWN_MODEL`], the page sends the model.
pub fn start_tagging() {
    report_panics();
    spawn_local(async {
        if scope().location().hash() == OWN_MODEL {
            return serve_own(SLICE, own_names().await);
        }
        match load().await {
            Ok(tagger) => serve_tagger(tagger, SLICE),
            Err(why) => post(&Response::Fatal { why }),
        }
    });
}

/// Starts the worker that tags with the user's own token classifier, which the page sends.
#[cfg(feature = "neural")]
pub fn start_classifying() {
    report_panics();
    // A network takes its time: each paragraph is shown as soon as it is read.
    spawn_local(async { serve_own(1, own_classifier().await) });
}

/// Starts the worker that reads files.
#[cfg(feature = "reader")]
pub fn start_reading() {
    report_panics();
    serve(Reader::new(), Vec::new());
}

fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        post(&Response::Fatal { why: "it failed inside".to_owned() });
    }));
}

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

pub(super) fn post(response: &Response) {
    // A message that cannot be posted has no one left to be told.
    if let Ok(message) = wire::to_js(response) {
        let _ = scope().post_message(&message);
    }
}

async fn own_names() -> Result<Blend<Names>, String> {
    let files = own_model::files().await?;
    let (_, bytes) = files.first().ok_or("there is no file")?;
    Blend::from_bytes(bytes).map_err(|error| error.to_string())
}

#[cfg(feature = "neural")]
async fn own_classifier() -> Result<Blend<Classifier<Onnx>>, String> {
    let export = own_model::files().await.map(Export::from_files)?;
    export.and_then(Classifier::from_export).map(Blend::new).map_err(|error| error.to_string())
}

fn serve_own(slice: u32, tagger: Result<impl Tagger + 'static, String>) {
    match tagger {
        Ok(tagger) => serve_tagger(tagger, slice),
        Err(why) => post(&Response::ModelRefused { why }),
    }
}

fn serve_tagger(tagger: impl Tagger + 'static, slice: u32) {
    let labels = tagger.labels();
    serve(Session::new(tagger, slice), labels);
}

async fn load() -> Result<Blend<Names>, String> {
    let bytes = fetch(MODEL).await.map_err(|error| format!("the model could not be fetched ({})", describe(&error)))?;
    Blend::from_bytes(&bytes).map_err(|error| error.to_string())
}

/// Fetches a file beside the worker's script, telling the page how far it is.
async fn fetch(path: &str) -> Result<Vec<u8>, JsValue> {
    let url = web_sys::Url::new_with_base(path, &scope().location().href())?;
    let fetched: Fetched = JsFuture::from(scope().fetch_with_str(&url.href())).await?.unchecked_into();
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
        let value: js_sys::Uint8Array = js_sys::Reflect::get(&chunk, &"value".into())?.unchecked_into();
        bytes.extend(value.to_vec());
        post(&Response::Loading { received: u32::try_from(bytes.len()).unwrap_or(u32::MAX), total });
    }
}

/// What went wrong, as the browser says it.
pub(super) fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| "the browser did not say why".to_owned())
}

/// Answers requests from now on; the `labels` are those that may be suggested.
fn serve(mind: impl Mind + 'static, labels: Vec<LabelId>) {
    let mind = Rc::new(RefCell::new(mind));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = match wire::from_js::<Request>(event.data()) {
            Ok(request) => request,
            Err(error) => {
                return post(&Response::Fatal { why: format!("a message could not be read ({error})") });
            }
        };
        let was_idle = mind.borrow().is_idle();
        let answer = mind.borrow_mut().handle(request);
        answer.iter().for_each(post);
        if was_idle {
            work(mind.clone());
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker answers as long as it lives.
    on_message.forget();
    post(&Response::Ready { protocol: PROTOCOL, labels });
}

/// Does a slice of work and comes back by a timer, so that messages that came meanwhile are heard. Not by a
/// promise: what fails there is not reported to the page.
fn work(mind: Rc<RefCell<impl Mind + 'static>>) {
    let responses = mind.borrow_mut().step();
    responses.iter().for_each(post);
    if mind.borrow().is_idle() {
        return;
    }
    let again = Closure::once_into_js(move || work(mind));
    // The timer of a worker can always be set.
    let _ = scope().set_timeout_with_callback(again.unchecked_ref());
}
