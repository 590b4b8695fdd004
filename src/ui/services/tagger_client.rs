//! The worker that tags, asked by article.

use super::worker_client::{News, WorkerClient};
use crate::core::article::ArticleId;
use crate::core::text::Text;
use crate::ui::state::Action;
use crate::worker::protocol::{Request, RequestId, Response};
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// The worker that tags. It starts at once: its model is on its way while the reader finds an article.
pub struct TaggerClient {
    worker: WorkerClient,
    articles: Articles,
}

/// Which article each request is about.
type Articles = Rc<RefCell<Vec<(RequestId, ArticleId)>>>;

impl TaggerClient {
    /// Starts the worker. What it says comes as actions.
    pub fn start(tell: Callback<Action>) -> Self {
        let articles = Articles::default();
        let listening = articles.clone();
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                tell.emit(action);
            }
        };
        let worker = WorkerClient::new("./worker_loader.js", Callback::from(heard));
        worker.start();
        Self { worker, articles }
    }

    /// Has a text tagged. An earlier request for the same article is forgotten.
    pub fn tag(&self, article: ArticleId, text: &Text) {
        self.cancel(&article);
        let text = text.as_str().to_owned();
        let articles = self.articles.clone();
        self.worker.ask(|id| {
            articles.borrow_mut().push((id, article));
            Request::Tag { id, text }
        });
    }

    /// Stops the tagging of an article.
    pub fn cancel(&self, article: &ArticleId) {
        let found = self.articles.borrow().iter().position(|(_, other)| other == article);
        if let Some(at) = found {
            let (id, _) = self.articles.borrow_mut().remove(at);
            self.worker.cancel(id);
        }
    }
}

/// What the page is told.
fn action(news: News, articles: &Articles) -> Option<Action> {
    let at = |id: RequestId| articles.borrow().iter().position(|(other, _)| *other == id);
    let close = |id: RequestId| Some(articles.borrow_mut().remove(at(id)?).1);
    match news {
        News::State(state) => Some(Action::Worker(state)),
        News::Answer(Response::Tagged { id, within, suggestions, done, total }) => {
            let article = articles.borrow()[at(id)?].1.clone();
            Some(Action::Tagged { article, within, suggestions, progress: (done, total) })
        }
        News::Answer(Response::Finished { id }) => close(id).map(Action::TaggingDone),
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => {
            close(id).map(|article| Action::TaggingFailed(article, why))
        }
        News::Answer(_) => None,
    }
}
