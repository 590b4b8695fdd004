//! The worker that reads files, asked by name.

use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::ui::state::Action;
use crate::ui::wording;
use crate::worker::protocol::{Request, Response};
use yew::Callback;

/// The worker that reads files. It starts with the first file. A clone is another handle on the same one.
#[derive(Clone)]
pub struct ReaderClient {
    worker: WorkerClient,
    names: Pending<String>,
}

impl ReaderClient {
    /// A worker that has not been started. What it reads comes as actions.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        let names = Pending::default();
        let listening = names.clone();
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                tell.emit(action);
            }
        };
        Self { worker: WorkerClient::new("./reader_loader.js", None, Callback::from(heard)), names }
    }

    /// Has a file read.
    pub fn read(&self, name: String, bytes: Vec<u8>) {
        self.worker.ask(|id| {
            self.names.add(id, name.clone());
            Request::Read { id, name, bytes }
        });
    }
}

/// What the page is told.
fn action(news: News, names: &Pending<String>) -> Option<Action> {
    let (id, found) = match news {
        News::Answer(Response::Read { id, found }) => (id, Ok(found)),
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => (id, Err(why)),
        News::Answer(_) | News::State(_) => return None,
    };
    let name = names.close(id)?;
    Some(found.map_or_else(|why| Action::Alert(wording::not_imported(&name, &why)), Action::Imported))
}
