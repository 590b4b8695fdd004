//! The worker that reads and writes files, asked by name and format.

use super::files::hand_over;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::formats::Format;
use crate::ui::state::Action;
use crate::ui::wording;
use crate::worker::protocol::{Request, Response};
use yew::Callback;

/// The worker that reads and writes files. It starts with the first file. A clone is another handle on the same one.
#[derive(Clone)]
pub struct ReaderClient {
    worker: WorkerClient,
    jobs: Pending<Job>,
}

/// What a request is about.
#[derive(Clone, Debug, PartialEq)]
enum Job {
    /// The file of that name is read.
    Read(String),
    /// The project is written in that format.
    Write(Format),
}

impl ReaderClient {
    /// A worker that has not been started. What it reads comes as actions.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        let jobs = Pending::default();
        let listening = jobs.clone();
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                tell.emit(action);
            }
        };
        Self { worker: WorkerClient::new("./reader_loader.js", None, Callback::from(heard)), jobs }
    }

    /// Has a file read.
    pub fn read(&self, name: String, bytes: Vec<u8>) {
        self.worker.ask(|id| {
            self.jobs.add(id, Job::Read(name.clone()));
            Request::Read { id, name, bytes }
        });
    }

    /// Has a project, given as its own file, written in another format and handed to the reader.
    pub fn write(&self, project: Vec<u8>, format: Format) {
        self.worker.ask(|id| {
            self.jobs.add(id, Job::Write(format));
            Request::Write { id, project, format }
        });
    }
}

/// What the page is told.
fn action(news: News, jobs: &Pending<Job>) -> Option<Action> {
    match news {
        News::Answer(Response::Read { id, found }) => jobs.close(id).map(|_| Action::Imported(found)),
        News::Answer(Response::Written { id, bytes }) => match jobs.close(id)? {
            Job::Write(format) => hand_over(format, Ok(bytes)),
            Job::Read(_) => None,
        },
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => match jobs.close(id)? {
            Job::Read(name) => Some(Action::Alert(wording::not_imported(&name, &why))),
            Job::Write(format) => hand_over(format, Err(why)),
        },
        News::Answer(_) | News::State(_) => None,
    }
}
