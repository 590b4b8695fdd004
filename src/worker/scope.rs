//! The browser glue around a worker's mind: messages, its model, and turns of the event loop.

use super::built_in;
use super::global::{post, scope};
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
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// Starts the worker that tags: loads the model, says that it is ready, then answers requests. If its
/// address ends in [`OWN_MODEL`], the page sends the model.
pub fn start_tagging() {
    report_panics();
    spawn_local(async {
        if scope().location().hash() == OWN_MODEL {
            return serve_own(SLICE, own_names().await);
        }
        match built_in::load().await {
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

/// Answers requests from now on; the `labels` are those that may be suggested.
fn serve(mind: impl Mind + 'static, labels: Vec<LabelId>) {
    let Ok(channel) = MessageChannel::new() else {
        return post(&Response::Fatal { why: "the browser lets it have no turns".to_owned() });
    };
    let mind = Rc::new(RefCell::new(mind));
    let turns = channel.port1();
    take_turns(mind.clone(), turns.clone(), &channel.port2());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = match wire::from_js::<Request>(&event.data()) {
            Ok(request) => request,
            Err(error) => {
                return post(&Response::Fatal { why: format!("a message could not be read ({error})") });
            }
        };
        let was_idle = mind.borrow().is_idle();
        let answer = mind.borrow_mut().handle(request);
        answer.iter().for_each(post);
        if was_idle {
            next_turn(&turns);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker answers as long as it lives.
    on_message.forget();
    post(&Response::Ready { protocol: PROTOCOL, labels });
}

/// Does a slice of work at each message that comes out of `turn`, and asks for the next, so that what the page says
/// meanwhile is heard. Not by a timer: one that sets itself again has to wait 4 ms each time. Not by a promise: what
/// fails there is not reported to the page.
fn take_turns(mind: Rc<RefCell<impl Mind + 'static>>, turns: MessagePort, turn: &MessagePort) {
    let on_turn = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
        let responses = mind.borrow_mut().step();
        responses.iter().for_each(post);
        if !mind.borrow().is_idle() {
            next_turn(&turns);
        }
    });
    turn.set_onmessage(Some(on_turn.as_ref().unchecked_ref()));
    on_turn.forget();
}

fn next_turn(turns: &MessagePort) {
    // Nothing can always be posted.
    let _ = turns.post_message(&JsValue::NULL);
}
