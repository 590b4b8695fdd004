//! The page's side of the worker: starts it, asks it, starts it again when it dies.

use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId};
use crate::core::schema::Schema;
use crate::core::text::Text;
use crate::ui::state::{Action, WorkerState};
use crate::worker::protocol::{PROTOCOL, Request, RequestId, Response};
use gloo::timers::callback::Interval;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

/// The worker's script, beside the page.
const SCRIPT: &str = "./worker_loader.js";
/// A worker that dies this often in a row is given up.
const MOST_RESTARTS: u32 = 3;
/// A worker that has work and says nothing for this long is taken for dead, in milliseconds.
const SILENCE: u64 = 20_000;

/// The page's side of the worker. A clone is another handle on the same one.
#[derive(Clone)]
pub struct WorkerClient {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    worker: Option<Running>,
    ready: bool,
    restarts: u32,
    next_id: RequestId,
    /// Requests that wait for their last answer, in order, with what they are about.
    waiting: BTreeMap<RequestId, (Request, Subject)>,
    /// When the worker last said something, or was last asked, in milliseconds since 1970.
    heard: u64,
    tell: Callback<Action>,
    watch: Option<Interval>,
}

/// A worker and its listeners, which live as long as it does.
struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

/// What a request is about.
#[derive(Clone)]
enum Subject {
    Article(ArticleId),
    Page(String),
}

impl WorkerClient {
    /// Starts the worker. What it says comes as actions.
    pub fn start(tell: Callback<Action>) -> Self {
        let inner = Inner {
            worker: None,
            ready: false,
            restarts: 0,
            next_id: 0,
            waiting: BTreeMap::new(),
            heard: super::now(),
            tell,
            watch: None,
        };
        let client = Self { inner: Rc::new(RefCell::new(inner)) };
        let watched = client.clone();
        client.inner.borrow_mut().watch = Some(Interval::new(5_000, move || watched.check()));
        client.spawn();
        client
    }

    /// Has a text tagged. An earlier request for the same article is forgotten.
    pub fn tag(&self, article: ArticleId, text: Text, schema: Schema) {
        self.cancel(&article);
        let text = text.as_str().to_owned();
        self.ask(Subject::Article(article), |id| Request::Tag { id, text, schema });
    }

    /// Stops the tagging of an article.
    pub fn cancel(&self, article: &ArticleId) {
        let about = |subject: &Subject| matches!(subject, Subject::Article(other) if other == article);
        let mut inner = self.inner.borrow_mut();
        let ids: Vec<RequestId> =
            inner.waiting.iter().filter(|(_, (_, subject))| about(subject)).map(|(id, _)| *id).collect();
        for id in ids {
            inner.waiting.remove(&id);
            inner.post(&Request::Cancel { id });
        }
    }

    /// Has the article found in a page; `name` is what the page is called in messages.
    pub fn read_html(&self, name: String, html: String) {
        self.ask(Subject::Page(name), |id| Request::ReadHtml { id, html });
    }

    fn ask(&self, subject: Subject, request: impl FnOnce(RequestId) -> Request) {
        let mut inner = self.inner.borrow_mut();
        inner.next_id += 1;
        let request = request(inner.next_id);
        inner.post(&request);
        inner.heard = super::now();
        inner.waiting.insert(request.id(), (request, subject));
    }

    fn spawn(&self) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(SCRIPT, &options) else {
            return self.tell(Action::Worker(WorkerState::Failed("the browser refused to start it".into())));
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
        match serde_wasm_bindgen::from_value(event.data()) {
            Ok(response) => self.answer(response),
            Err(error) => self.died(&format!("it said something unreadable: {error}")),
        }
    }

    fn answer(&self, response: Response) {
        match response {
            Response::Loading { received, total } => self.tell(Action::Worker(WorkerState::Loading(received, total))),
            Response::Ready { protocol } if protocol != PROTOCOL => {
                let why = "the page and its worker are of different versions; reload the page".to_owned();
                self.tell(Action::Worker(WorkerState::Failed(why)));
            }
            Response::Ready { .. } => {
                self.inner.borrow_mut().is_ready();
                self.tell(Action::Worker(WorkerState::Ready));
            }
            Response::Tagged { id, within, suggestions, done, total } => {
                let Some(Subject::Article(article)) = self.subject(id) else { return };
                let as_annotation = |it: crate::core::tagger::Suggestion| {
                    Annotation::suggested(it.range, it.label, it.origin, it.confidence)
                };
                let suggestions = suggestions.into_iter().map(as_annotation).collect();
                self.tell(Action::Tagged { article, within, suggestions, progress: (done, total) });
            }
            Response::Finished { id } => {
                let subject = self.close(id);
                if let Some(Subject::Article(article)) = subject {
                    self.tell(Action::TaggingDone(article));
                }
            }
            Response::Page { id, text, meta } => {
                self.close(id);
                let article = Article::new("a1", Text::new(&text), meta);
                self.tell(Action::Imported { articles: vec![article], schema: None, adopt: false });
            }
            Response::Failed { id, why } => match self.close(id) {
                Some(Subject::Article(article)) => self.tell(Action::TaggingFailed(article, why)),
                Some(Subject::Page(name)) => {
                    self.tell(Action::Alert(format!("{name} was not imported: {why}. Nothing was changed.")));
                }
                None => {}
            },
            Response::Fatal { why } => self.died(&why),
        }
    }

    fn subject(&self, id: RequestId) -> Option<Subject> {
        self.inner.borrow().waiting.get(&id).map(|(_, subject)| subject.clone())
    }

    fn close(&self, id: RequestId) -> Option<Subject> {
        let mut inner = self.inner.borrow_mut();
        inner.restarts = 0;
        inner.waiting.remove(&id).map(|(_, subject)| subject)
    }

    fn tell(&self, action: Action) {
        let tell = self.inner.borrow().tell.clone();
        tell.emit(action);
    }

    fn check(&self) {
        let inner = self.inner.borrow();
        let silent = inner.ready && !inner.waiting.is_empty() && super::now() > inner.heard + SILENCE;
        drop(inner);
        if silent {
            self.died("it did not answer");
        }
    }

    /// Starts the worker again and asks again what is unanswered. If it keeps dying, the requests are
    /// answered with that.
    fn died(&self, why: &str) {
        let mut inner = self.inner.borrow_mut();
        if let Some(running) = inner.worker.take() {
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
            // This may be called by one of its own listeners, which must not be dropped while it runs.
            gloo::timers::callback::Timeout::new(0, move || drop(running)).forget();
        }
        inner.ready = false;
        inner.restarts += 1;
        let given_up = inner.restarts > MOST_RESTARTS;
        let unanswered = if given_up { std::mem::take(&mut inner.waiting) } else { BTreeMap::new() };
        inner.heard = super::now();
        drop(inner);
        if given_up {
            for (_, subject) in unanswered.into_values() {
                if let Subject::Article(article) = subject {
                    self.tell(Action::TaggingFailed(article, why.to_owned()));
                }
            }
            return self.tell(Action::Worker(WorkerState::Failed(why.to_owned())));
        }
        self.tell(Action::Worker(WorkerState::Restarting(why.to_owned())));
        self.spawn();
    }
}

impl Inner {
    fn is_ready(&mut self) {
        self.ready = true;
        let waiting: Vec<Request> = self.waiting.values().map(|(request, _)| request.clone()).collect();
        for request in waiting {
            self.post(&request);
        }
    }

    /// Sends a request, or leaves it for when the worker is ready: what is sent earlier is lost.
    fn post(&self, request: &Request) {
        let Some(running) = self.worker.as_ref().filter(|_| self.ready) else { return };
        let message = request.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
        // A request that cannot be cloned does not exist: all are plain data.
        if let Ok(message) = message {
            let _ = running.worker.post_message(&message);
        }
    }
}
