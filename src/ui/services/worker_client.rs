//! The page's side of a worker: starts it, asks it, starts it again when it dies.

use crate::ui::state::WorkerState;
use crate::worker::protocol::{PROTOCOL, Request, RequestId, Response};
use crate::worker::wire;
use gloo::timers::callback::{Interval, Timeout};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// A worker that dies this often in a row is given up.
const MOST_RESTARTS: u32 = 3;
/// A worker that has work and says nothing for this long is taken for dead, in milliseconds.
const SILENCE: u64 = 20_000;
/// How often that is looked at, in milliseconds.
const WATCH: u32 = 5_000;

/// What is heard of a worker.
pub enum News {
    /// How it is.
    State(WorkerState),
    /// What it answers to a request.
    Answer(Response),
    /// A request will not be answered; why.
    Unanswered(RequestId, String),
}

/// The page's side of a worker. A clone is another handle on the same one.
#[derive(Clone)]
pub struct WorkerClient {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    /// The worker's script, beside the page.
    script: &'static str,
    worker: Option<Running>,
    ready: bool,
    /// How often it died since it last answered; once it is given up, nothing is asked any more.
    restarts: u32,
    next_id: RequestId,
    /// Requests that wait for their last answer, in order.
    waiting: Vec<Request>,
    /// When the worker last said something, or was last asked, in milliseconds since 1970.
    heard: u64,
    tell: Callback<News>,
    watch: Option<Interval>,
}

/// A worker and its listeners, which live as long as it does.
struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl WorkerClient {
    /// A worker that starts when it is first needed.
    pub fn new(script: &'static str, tell: Callback<News>) -> Self {
        let inner = Inner {
            script,
            worker: None,
            ready: false,
            restarts: 0,
            next_id: 0,
            waiting: Vec::new(),
            heard: super::now(),
            tell,
            watch: None,
        };
        Self { inner: Rc::new(RefCell::new(inner)) }
    }

    /// Starts the worker, unless it has been started before.
    pub fn start(&self) {
        if self.inner.borrow().watch.is_some() {
            return;
        }
        let watched = self.clone();
        self.inner.borrow_mut().watch = Some(Interval::new(WATCH, move || watched.check()));
        self.spawn();
    }

    /// Asks the worker, now or when it is ready. The request's number will be in the answers.
    pub fn ask(&self, request: impl FnOnce(RequestId) -> Request) -> RequestId {
        self.start();
        let mut inner = self.inner.borrow_mut();
        inner.next_id += 1;
        let id = inner.next_id;
        let request = request(id);
        inner.post(&request);
        inner.heard = super::now();
        inner.waiting.push(request);
        drop(inner);
        if self.is_given_up() {
            self.give_up("it could not be started");
        }
        id
    }

    /// Takes a request back: nothing more is heard of it.
    pub fn cancel(&self, id: RequestId) {
        let mut inner = self.inner.borrow_mut();
        if inner.close(id) {
            inner.post(&Request::Cancel { id });
        }
    }

    fn spawn(&self) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(self.inner.borrow().script, &options) else {
            self.inner.borrow_mut().restarts = MOST_RESTARTS + 1;
            return self.give_up("the browser refused to start it");
        };
        let (listening, failing) = (self.clone(), self.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| listening.heard(&event));
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|message| !message.is_empty());
            failing.died(&message.unwrap_or_else(|| "its script could not be loaded".to_owned()));
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.inner.borrow_mut().worker = Some(Running { worker, _on_message: on_message, _on_error: on_error });
    }

    fn heard(&self, event: &MessageEvent) {
        self.inner.borrow_mut().heard = super::now();
        match wire::from_js(event.data()) {
            Ok(response) => self.answer(response),
            Err(error) => self.died(&format!("it said something unreadable: {error}")),
        }
    }

    fn answer(&self, response: Response) {
        match response {
            Response::Loading { received, total } => self.tell(News::State(WorkerState::Loading(received, total))),
            Response::Ready { protocol } if protocol != PROTOCOL => {
                self.inner.borrow_mut().restarts = MOST_RESTARTS + 1;
                self.give_up("the page and its worker are of different versions; reload the page");
            }
            Response::Ready { .. } => {
                self.inner.borrow_mut().is_ready();
                self.tell(News::State(WorkerState::Ready));
            }
            Response::Fatal { why } => self.died(&why),
            Response::Tagged { id, .. } => {
                if self.inner.borrow().waiting.iter().any(|request| request.id() == id) {
                    self.tell(News::Answer(response));
                }
            }
            Response::Finished { id } | Response::Read { id, .. } | Response::Failed { id, .. } => {
                let mut inner = self.inner.borrow_mut();
                inner.restarts = 0;
                let waited = inner.close(id);
                drop(inner);
                if waited {
                    self.tell(News::Answer(response));
                }
            }
        }
    }

    fn tell(&self, news: News) {
        let tell = self.inner.borrow().tell.clone();
        tell.emit(news);
    }

    fn check(&self) {
        let inner = self.inner.borrow();
        let silent = inner.ready && !inner.waiting.is_empty() && super::now() > inner.heard + SILENCE;
        drop(inner);
        if silent {
            self.died("it did not answer");
        }
    }

    /// Starts the worker again, which is asked again what is unanswered, unless it keeps dying.
    fn died(&self, why: &str) {
        self.stop();
        self.inner.borrow_mut().restarts += 1;
        if self.is_given_up() {
            return self.give_up(why);
        }
        self.tell(News::State(WorkerState::Restarting(why.to_owned())));
        self.spawn();
    }

    fn is_given_up(&self) -> bool {
        self.inner.borrow().restarts > MOST_RESTARTS
    }

    /// Tells what waits that it will not be answered, and why.
    fn give_up(&self, why: &str) {
        self.stop();
        let unanswered = std::mem::take(&mut self.inner.borrow_mut().waiting);
        for request in unanswered {
            self.tell(News::Unanswered(request.id(), why.to_owned()));
        }
        self.tell(News::State(WorkerState::Failed(why.to_owned())));
    }

    fn stop(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.ready = false;
        inner.heard = super::now();
        if let Some(running) = inner.worker.take() {
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
            // This may be called by one of its own listeners, which must not be dropped while it runs.
            Timeout::new(0, move || drop(running)).forget();
        }
    }
}

impl Inner {
    fn is_ready(&mut self) {
        self.ready = true;
        self.waiting.iter().for_each(|request| self.post(request));
    }

    /// Takes a request from those that wait; whether it was among them.
    fn close(&mut self, id: RequestId) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|request| request.id() != id);
        self.waiting.len() < before
    }

    /// Sends a request, or leaves it for when the worker is ready: what is sent earlier is lost.
    fn post(&self, request: &Request) {
        let Some(running) = self.worker.as_ref().filter(|_| self.ready) else { return };
        // A request that cannot be cloned does not exist: all are plain data.
        if let Ok(message) = wire::to_js(request) {
            let _ = running.worker.post_message(&message);
        }
    }
}
