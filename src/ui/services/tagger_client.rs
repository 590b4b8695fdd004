//! The worker that tags, asked by article.

use super::model_shelf::ModelFiles;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::article::{Article, ArticleId};
use crate::core::learner::{Decisions, Lessons};
use crate::ui::state::Action;
use crate::worker::protocol::{Labels, Request, Response};
use std::sync::Arc;
use yew::Callback;

/// The worker that tags. It starts at once: its model is on its way while the reader finds an article.
pub struct TaggerClient {
    worker: WorkerClient,
    requests: Pending<About>,
}

/// What a request is about.
#[derive(Clone, PartialEq)]
enum About {
    Tagging(ArticleId),
    Learning,
}

impl TaggerClient {
    /// Starts the worker, with the user's model if there is one. What it says comes as actions.
    #[must_use]
    pub fn start(model: Option<ModelFiles>, tell: Callback<Action>) -> Self {
        let requests = Pending::default();
        let listening = requests.clone();
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
        Self { worker, requests }
    }

    /// Has an article tagged. An earlier request for the same article is forgotten.
    pub fn tag(&self, article: &Article, labels: Labels) {
        self.cancel(&article.id);
        self.worker.ask(|id| {
            self.requests.add(id, About::Tagging(article.id.clone()));
            let text = article.text.as_str().to_owned();
            Request::Tag { id, text, decisions: Decisions::from(article), labels }
        });
    }

    /// Has the tagger learn from articles. An earlier request for that is forgotten if all is taught anew.
    pub fn learn(&self, lessons: &Lessons, labels: Labels) {
        if lessons.anew {
            self.take_back(&About::Learning);
        }
        let lesson = |article: &Arc<Article>| (article.text.as_str().to_owned(), Decisions::from(&**article));
        self.worker.ask(|id| {
            self.requests.add(id, About::Learning);
            let articles = lessons.articles.iter().map(lesson).collect();
            Request::Learn { id, anew: lessons.anew, articles, labels }
        });
    }

    /// Stops the tagging of an article.
    pub fn cancel(&self, article: &ArticleId) {
        self.take_back(&About::Tagging(article.clone()));
    }

    fn take_back(&self, about: &About) {
        if let Some(id) = self.requests.find(about) {
            self.requests.close(id);
            self.worker.cancel(id);
        }
    }
}

/// What the page is told.
fn action(news: News, requests: &Pending<About>) -> Option<Action> {
    match news {
        News::State(state) => Some(Action::Worker(state)),
        News::Answer(Response::Tagged { id, within, suggestions, done, total }) => match requests.get(id)? {
            About::Tagging(article) => Some(Action::Tagged { article, within, suggestions, progress: (done, total) }),
            About::Learning => None,
        },
        News::Answer(Response::Ready { labels, .. }) => Some(Action::ModelReady(labels)),
        News::Answer(Response::ModelRefused { why }) => Some(Action::ModelRefused(why)),
        News::Answer(Response::Learned { id, finished }) => requests.close(id).map(|_| Action::Learned(finished)),
        News::Answer(Response::Finished { id }) => match requests.close(id)? {
            About::Tagging(article) => Some(Action::TaggingDone(article)),
            About::Learning => None,
        },
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => Some(match requests.close(id)? {
            About::Tagging(article) => Action::TaggingFailed(article, why),
            About::Learning => Action::LearningFailed(why),
        }),
        News::Answer(_) => None,
    }
}
