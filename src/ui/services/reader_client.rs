//! The worker that reads files, asked by name.

use super::worker_client::{News, WorkerClient};
use crate::ui::state::Action;
use crate::ui::wording;
use crate::worker::protocol::{Found, Request, RequestId, Response};
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// The worker that reads files. It starts with the first file. A clone is another handle on the same one.
#[derive(Clone)]
pub struct ReaderClient {
    worker: WorkerClient,
    names: Names,
}

/// What the file of each request is called.
type Names = Rc<RefCell<Vec<(RequestId, String)>>>;

impl ReaderClient {
    /// A worker that has not been started. What it reads comes as actions.
    pub fn new(tell: Callback<Action>) -> Self {
        let names = Names::default();
        let listening = names.clone();
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                tell.emit(action);
            }
        };
        Self { worker: WorkerClient::new("./reader_loader.js", Callback::from(heard)), names }
    }

    /// Has a file read.
    pub fn read(&self, name: String, bytes: Vec<u8>) {
        let names = self.names.clone();
        self.worker.ask(|id| {
            names.borrow_mut().push((id, name.clone()));
            Request::Read { id, name, bytes }
        });
    }
}

/// What the page is told.
fn action(news: News, names: &Names) -> Option<Action> {
    let (id, found) = match news {
        News::Answer(Response::Read { id, found }) => (id, Found::from_json(&found)),
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => (id, Err(why)),
        News::Answer(_) | News::State(_) => return None,
    };
    let at = names.borrow().iter().position(|(other, _)| *other == id)?;
    let (_, name) = names.borrow_mut().remove(at);
    Some(found.map_or_else(|why| Action::Alert(wording::not_imported(&name, &why)), Action::Imported))
}
