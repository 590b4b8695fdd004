//! The page's side of a worker: starts it, asks it, starts it again when it dies.

use crate::ui::desk::WorkerState;
use crate::ui::wording;
use crate::worker::protocol::{PROTOCOL, Request, RequestId, Response};
use crate::worker::wire;
use gloo::timers::callback::{Interval, Timeout};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// A worker that dies more often than this in a row is given up.
const MOST_RESTARTS: u32 = 3;
/// A worker that has work and says nothing for this long is taken for dead, in milliseconds.
const SILENCE: u64 = 20_000;
/// The same for a worker with a model of the user's: a network may read a long paragraph for a minute.
const SILENCE_OF_OWN: u64 = 180_000;
/// However much it is asked to do at once, it does at least so many bytes of it a millisecond: a tenth of what a slow
/// machine does of a training, which says something after each look at all of its texts.
const PACE: u64 = 50;
/// How often that is looked at, in milliseconds.
const WATCH: u32 = 5_000;

/// What is heard of a worker.
#[derive(Clone, Debug, PartialEq)]
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
    /// The files of the user's model, for a worker that asks for them.
    model: Option<Array>,
    worker: Option<Running>,
    ready: bool,
    /// How often it died since it last answered.
    deaths: u32,
    /// The request that it was at when it died last. One at which it dies twice is not asked again.
    suspect: Option<RequestId>,
    /// Why it was given up, after which nothing is asked any more.
    given_up: Option<String>,
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
    /// A worker that starts when it is first needed, and goes with the last handle on it; with the files of the
    /// user's model, if it is one that asks for them.
    #[must_use]
    pub fn new(script: &'static str, model: Option<Array>, tell: Callback<News>) -> Self {
        let inner = Inner {
            script,
            model,
            worker: None,
            ready: false,
            deaths: 0,
            suspect: None,
            given_up: None,
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
        let check = self.listener(|client, ()| client.check());
        self.inner.borrow_mut().watch = Some(Interval::new(WATCH, move || check(())));
        self.spawn();
    }

    /// A listener that does not keep the worker alive.
    fn listener<E, H: Fn(&Self, E)>(&self, hear: H) -> impl Fn(E) + use<E, H> {
        let inner = Rc::downgrade(&self.inner);
        move |event| {
            if let Some(inner) = inner.upgrade() {
                hear(&Self { inner }, event);
            }
        }
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
        let given_up = inner.given_up.clone();
        drop(inner);
        if let Some(why) = given_up {
            self.give_up(&why);
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
            return self.give_up("the browser refused to start it");
        };
        let on_message =
            Closure::<dyn FnMut(_)>::new(self.listener(|client, event: MessageEvent| client.heard(&event)));
        let on_error = Closure::<dyn FnMut(_)>::new(self.listener(|client, event: Event| {
            // What the browser says of one that was never ready is of files that readers do not know.
            let message =
                event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).filter(|_| client.inner.borrow().ready);
            client.died(message.as_deref().unwrap_or(wording::NOT_STARTED));
        }));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.inner.borrow_mut().worker = Some(Running { worker, _on_message: on_message, _on_error: on_error });
    }

    fn heard(&self, event: &MessageEvent) {
        self.inner.borrow_mut().heard = super::now();
        match wire::from_js(&event.data()) {
            Ok(response) => self.answer(response),
            // A worker of this version says nothing else.
            Err(_) => self.give_up(wording::DIFFERENT_VERSIONS),
        }
    }

    fn answer(&self, response: Response) {
        match response {
            Response::Loading { received, total } => self.tell(News::State(WorkerState::Loading(received, total))),
            Response::ModelWanted => self.inner.borrow().post_model(),
            Response::ModelRefused { .. } => self.tell(News::Answer(response)),
            Response::Ready { protocol, .. } if protocol != PROTOCOL => self.give_up(wording::DIFFERENT_VERSIONS),
            Response::Ready { .. } => {
                self.inner.borrow_mut().is_ready();
                self.tell(News::State(WorkerState::Ready));
                let own_model = self.inner.borrow().model.is_some();
                if own_model {
                    self.tell(News::Answer(response));
                }
            }
            Response::Fatal { why } => self.died(&why),
            Response::Tagged { id, .. } | Response::Training { id, .. } | Response::Read { id, .. } => {
                if self.inner.borrow().waiting.iter().any(|request| request.id() == id) {
                    self.tell(News::Answer(response));
                }
            }
            Response::Finished { id }
            | Response::Learned { id, .. }
            | Response::Trained { id, .. }
            | Response::Columns { id, .. }
            | Response::Written { id, .. }
            | Response::Failed { id, .. } => {
                let mut inner = self.inner.borrow_mut();
                inner.deaths = 0;
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
        let silence = if inner.model.is_some() { SILENCE_OF_OWN } else { SILENCE };
        let patience = silence + Request::at_work(&inner.waiting).map_or(0, |it| it.bytes_at_once() as u64) / PACE;
        let silent = inner.ready && !inner.waiting.is_empty() && super::now() > inner.heard + patience;
        drop(inner);
        if silent {
            self.died("it did not answer");
        }
    }

    /// Starts the worker again, which is asked again what is unanswered, unless it keeps dying.
    fn died(&self, why: &str) {
        let guilty = self.inner.borrow_mut().find_guilty();
        self.stop();
        if self.inner.borrow().deaths > MOST_RESTARTS {
            return self.give_up(why);
        }
        self.tell(News::State(WorkerState::Restarting(why.to_owned())));
        if let Some(id) = guilty {
            self.tell(News::Unanswered(id, why.to_owned()));
        }
        self.spawn();
    }

    /// Tells that it is given up, and then what waits that it will not be answered, and why.
    fn give_up(&self, why: &str) {
        self.stop();
        self.inner.borrow_mut().given_up = Some(why.to_owned());
        self.tell(News::State(WorkerState::Failed(why.to_owned())));
        let unanswered = std::mem::take(&mut self.inner.borrow_mut().waiting);
        for request in unanswered {
            self.tell(News::Unanswered(request.id(), why.to_owned()));
        }
    }

    fn stop(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.ready = false;
        inner.heard = super::now();
        if let Some(running) = inner.worker.take() {
            running.terminate();
            // This may be called by one of its own listeners, which must not be dropped while it runs.
            Timeout::new(0, move || drop(running)).forget();
        }
    }
}

impl Running {
    fn terminate(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.terminate();
    }
}

impl Inner {
    /// Counts a death. The request that the worker died of twice is taken from those that wait.
    fn find_guilty(&mut self) -> Option<RequestId> {
        self.deaths += 1;
        let suspect = Request::at_work(&self.waiting).filter(|_| self.ready).map(Request::id);
        let before = std::mem::replace(&mut self.suspect, suspect);
        let guilty = suspect.filter(|_| suspect == before)?;
        self.close(guilty);
        self.deaths = 0;
        Some(guilty)
    }

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

    fn post_model(&self) {
        if let (Some(running), Some(files)) = (&self.worker, &self.model) {
            // Files can always be posted.
            let _ = running.worker.post_message(files);
        }
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
