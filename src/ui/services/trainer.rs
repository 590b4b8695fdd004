//! A model is trained in a worker of its own: a second one of the program that tags, which has the model to go on from.

use super::files::FileParts;
use super::worker_client::{News, WorkerClient};
use crate::core::article::Article;
use crate::core::learner::Decisions;
use crate::ui::desk::{Action, TRAINED, Training};
use crate::worker::protocol::{Labels, Request, Response};
use std::sync::Arc;
use yew::Callback;

/// Where a model is trained.
pub struct Trainer {
    worker: Option<WorkerClient>,
    tell: Callback<Action>,
}

impl Trainer {
    /// Nothing is trained yet. How far it is will be told as actions.
    #[must_use]
    pub fn new(tell: Callback<Action>) -> Self {
        Self { worker: None, tell }
    }

    /// Trains a model from articles that were labelled by these labels, and hands it over as a download.
    pub fn train(&mut self, articles: &[Arc<Article>], labels: Labels) {
        let tell = self.tell.clone();
        let heard = move |news| action(news).into_iter().for_each(|action| tell.emit(action));
        let worker = WorkerClient::new("./worker_loader.js", None, Callback::from(heard));
        let lesson = |article: &Arc<Article>| (article.text.as_str().to_owned(), Decisions::from(&**article));
        worker.ask(|id| Request::Train { id, articles: articles.iter().map(lesson).collect(), labels });
        self.worker = Some(worker);
    }

    /// Ends the worker, whatever it does.
    pub fn stop(&mut self) {
        self.worker = None;
    }
}

/// What the page is told.
fn action(news: News) -> Option<Action> {
    match news {
        News::Answer(Response::Training { done, total, .. }) => {
            Some(Action::Training(Training::Running(done, Some(total))))
        }
        News::Answer(Response::Trained { model, .. }) => {
            let file = FileParts::default();
            file.push(0, &model);
            let handed_over = |()| Action::Training(Training::HandedOver);
            Some(file.download(TRAINED).map_or_else(Action::TrainingFailed, handed_over))
        }
        News::Answer(Response::Failed { why, .. }) | News::Unanswered(_, why) => Some(Action::TrainingFailed(why)),
        News::Answer(_) | News::State(_) => None,
    }
}
