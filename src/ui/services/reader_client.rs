//! The worker that reads and writes files, asked by name and format.

use super::batch::Batch;
use super::files::FileParts;
use super::pending::Pending;
use super::reading::Reading;
use super::worker_client::{News, WorkerClient};
use crate::core::formats::Role;
use crate::core::import::GivenFile;
use crate::ui::desk::{Action, AskedTable, Part};
use crate::ui::wording;
use crate::worker::protocol::{Request, Response};
use std::rc::{Rc, Weak};
use yew::Callback;

/// The worker that reads and writes files. It starts with the first file. A clone is another handle on the same one.
#[derive(Clone)]
pub struct ReaderClient {
    worker: WorkerClient,
    jobs: Pending<Job>,
    tell: Callback<Action>,
}

/// What a request is about.
#[derive(Clone, PartialEq)]
enum Job {
    /// A file is read.
    Read(Rc<Reading>),
    /// A part of a file is written, and put to these.
    Write(FileParts),
}

impl ReaderClient {
    /// A worker that has not been started. What it reads comes as actions.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        let jobs = Pending::default();
        let (listening, telling) = (jobs.clone(), tell.clone());
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                telling.emit(action);
            }
        };
        Self { worker: WorkerClient::new("./reader_loader.js", None, Callback::from(heard)), jobs, tell }
    }

    /// Files that come in together: each is read by itself.
    #[must_use]
    pub fn batch(&self) -> Rc<Batch> {
        Batch::new(self.tell.clone())
    }

    /// Has a file of a batch read, or some that belong together, of which the first gives the name.
    pub fn read(&self, files: Vec<GivenFile>, batch: Rc<Batch>) {
        self.ask_to_read(files, Vec::new(), batch);
    }

    /// The same, and waits until it has been read, or cannot be.
    pub async fn read_to_end(&self, files: Vec<GivenFile>, batch: Rc<Batch>) {
        Reading::end(self.ask_to_read(files, Vec::new(), batch)).await;
    }

    /// Has a table read again, by what its columns hold.
    pub fn read_table(&self, table: AskedTable) {
        let AskedTable { name, columns, bytes } = table;
        let columns = columns.iter().map(|column| column.role).collect();
        self.ask_to_read(vec![GivenFile { name, bytes: bytes.to_vec() }], columns, self.batch());
    }

    fn ask_to_read(&self, files: Vec<GivenFile>, columns: Vec<Role>, batch: Rc<Batch>) -> Weak<Reading> {
        let reading = Reading::new(files.first().map(|file| file.name.clone()).unwrap_or_default(), batch);
        let asked = Rc::downgrade(&reading);
        self.worker.ask(|id| {
            self.jobs.add(id, Job::Read(reading));
            Request::Read { id, files, columns }
        });
        asked
    }

    /// Has a part of a file written, given its articles as lines of our own, and put to those before it.
    pub fn write(&self, part: &Part, articles: Vec<u8>, parts: FileParts) {
        self.worker.ask(|id| {
            self.jobs.add(id, Job::Write(parts));
            Request::Write { id, begin: part.begin(), articles, last: part.is_last() }
        });
    }

    /// Takes back the part that is being written for a file.
    pub fn stop_writing(&self, parts: &FileParts) {
        if let Some(id) = self.jobs.find(&Job::Write(parts.clone())) {
            self.jobs.close(id);
            self.worker.cancel(id);
        }
    }
}

/// What the page is told.
fn action(news: News, jobs: &Pending<Job>) -> Option<Action> {
    match news {
        News::Answer(Response::Read { id, part, found }) => {
            if let Job::Read(reading) = jobs.get(id)? {
                reading.add(part, *found);
            }
            None
        }
        News::Answer(Response::Finished { id }) => {
            if let Job::Read(reading) = jobs.close(id)? {
                reading.finish();
            }
            None
        }
        News::Answer(Response::Columns { id, columns, bytes }) => match jobs.close(id)? {
            Job::Read(reading) => {
                let name = reading.name.clone();
                Some(Action::AskAboutTable(AskedTable { name, columns, bytes: bytes.into() }))
            }
            Job::Write(_) => None,
        },
        News::Answer(Response::Written { id, pieces, report }) => {
            if let Job::Write(parts) = jobs.close(id)? {
                pieces.iter().for_each(|piece| parts.push(piece.place, &piece.bytes));
            }
            Some(Action::PartWritten(report))
        }
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => Some(match jobs.close(id)? {
            Job::Read(reading) => Action::Alert(wording::not_imported(&reading.name, &why)),
            Job::Write(_) => Action::ExportFailed(why),
        }),
        News::Answer(_) | News::State(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, Meta};
    use crate::core::import::Found;
    use crate::core::text::Text;
    use std::cell::RefCell;

    /// Three files of a batch that are being read, and what has come in of them.
    fn reading() -> (Pending<Job>, Rc<RefCell<Vec<Found>>>) {
        let imports = Rc::new(RefCell::new(Vec::new()));
        let heard = imports.clone();
        let batch = Batch::new(Callback::from(move |action| {
            let Action::Imported(found) = action else { panic!("{action:?}") };
            heard.borrow_mut().push(found);
        }));
        let jobs = Pending::default();
        for (id, name) in [(1, "a.txt"), (2, "b.txt"), (3, "c.txt")] {
            jobs.add(id, Job::Read(Reading::new(name.to_owned(), batch.clone())));
        }
        (jobs, imports)
    }

    /// A part with one article, whose id is given.
    fn read(id: u32, part: u32, article: &str) -> News {
        let articles = vec![Article::new(article, Text::new("Ann left."), Meta::default())];
        News::Answer(Response::Read { id, part, found: Box::new(Found { articles, ..Found::default() }) })
    }

    fn finished(id: u32) -> News {
        News::Answer(Response::Finished { id })
    }

    fn ids(found: &Found) -> Vec<&str> {
        found.articles.iter().map(|article| article.id.as_str()).collect()
    }

    #[test]
    fn a_file_that_cannot_be_read_costs_no_other_of_its_batch() {
        let (jobs, imports) = reading();
        let quiet = |news| action(news, &jobs).is_none();
        assert!([read(1, 0, "a1"), read(1, 1, "a2"), finished(1), read(2, 0, "b1")].into_iter().all(quiet));
        let failed = action(News::Answer(Response::Failed { id: 2, why: "it is empty".to_owned() }), &jobs);
        let Some(Action::Alert(sentence)) = failed else { panic!("{failed:?}") };
        assert_eq!(sentence, "b.txt was not imported: it is empty.", "of this file only: others came in");
        assert!(quiet(read(3, 0, "c1")) && imports.borrow().is_empty(), "there may be more of it");
        assert!(quiet(finished(3)));
        assert_eq!(imports.borrow().iter().map(ids).collect::<Vec<_>>(), [["a1", "a2", "c1"]]);
    }

    #[test]
    fn what_comes_again_after_a_death_of_the_worker_comes_in_once() {
        let (jobs, imports) = reading();
        let again = [read(1, 0, "a1"), read(1, 0, "a1"), read(1, 1, "a2"), finished(1), finished(2), finished(3)];
        assert!(again.into_iter().all(|news| action(news, &jobs).is_none()));
        assert_eq!(imports.borrow().iter().map(ids).collect::<Vec<_>>(), [["a1", "a2"]]);
    }
}
