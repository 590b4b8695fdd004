//! The worker that tags, asked by article.

use super::model_shelf::ModelFiles;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::article::ArticleId;
use crate::core::text::Text;
use crate::ui::state::Action;
use crate::worker::protocol::{Request, Response};
use yew::Callback;

/// The worker that tags. It starts at once: its model is on its way while the reader finds an article.
pub struct TaggerClient {
    worker: WorkerClient,
    articles: Pending<ArticleId>,
}

impl TaggerClient {
    /// Starts the worker, with the user's model if there is one. What it says comes as actions.
    #[must_use]
    pub fn start(model: Option<ModelFiles>, tell: Callback<Action>) -> Self {
        let articles = Pending::default();
        let listening = articles.clone();
        let heard = move |news| {
            if let Some(action) = action(news, &listening) {
                tell.emit(action);
            }
        };
        let script = match &model {
            None => "./worker_loader.js",
            Some(model) if model.is_network => "./neural_loader.js#own",
            Some(_) => "./worker_loader.js#own",
        };
        let worker = WorkerClient::new(script, model.map(|model| model.files), Callback::from(heard));
        worker.start();
        Self { worker, articles }
    }

    /// Has a text tagged. An earlier request for the same article is forgotten.
    pub fn tag(&self, article: ArticleId, text: &Text) {
        self.cancel(&article);
        let text = text.as_str().to_owned();
        self.worker.ask(|id| {
            self.articles.add(id, article);
            Request::Tag { id, text }
        });
    }

    /// Stops the tagging of an article.
    pub fn cancel(&self, article: &ArticleId) {
        if let Some(id) = self.articles.find(article) {
            self.articles.close(id);
            self.worker.cancel(id);
        }
    }
}

/// What the page is told.
fn action(news: News, articles: &Pending<ArticleId>) -> Option<Action> {
    match news {
        News::State(state) => Some(Action::Worker(state)),
        News::Answer(Response::Tagged { id, within, suggestions, done, total }) => {
            let article = articles.get(id)?;
            Some(Action::Tagged { article, within, suggestions, progress: (done, total) })
        }
        News::Answer(Response::Ready { labels, .. }) => Some(Action::ModelReady(labels)),
        News::Answer(Response::ModelRefused { why }) => Some(Action::ModelRefused(why)),
        News::Answer(Response::Finished { id }) => articles.close(id).map(Action::TaggingDone),
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => {
            articles.close(id).map(|article| Action::TaggingFailed(article, why))
        }
        News::Answer(_) => None,
    }
}
