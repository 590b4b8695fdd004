//! The worker that tags, asked by article.

use super::model_shelf::ModelFiles;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::article::{Article, ArticleId};
use crate::core::learner::{Decisions, Lessons};
use crate::ui::state::Action;
use crate::worker::protocol::{Labels, Request, Response, Untagged};
use std::rc::Rc;
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
    Tagging(Rc<[ArticleId]>),
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

    /// Has articles tagged.
    pub fn tag(&self, articles: &[Arc<Article>], labels: Labels) {
        self.ask(articles, labels, false);
    }

    /// Has an article tagged before all others. An earlier request for it alone is forgotten.
    pub fn tag_now(&self, article: &Arc<Article>, labels: Labels) {
        self.cancel([article.id.clone()].into());
        self.ask(std::slice::from_ref(article), labels, true);
    }

    fn ask(&self, articles: &[Arc<Article>], labels: Labels, urgent: bool) {
        let untagged = |article: &Arc<Article>| Untagged {
            text: article.text.as_str().to_owned(),
            decisions: Decisions::from(&**article),
        };
        self.worker.ask(|id| {
            let ids = articles.iter().map(|article| article.id.clone()).collect();
            self.requests.add(id, About::Tagging(ids));
            Request::Tag { id, urgent, texts: articles.iter().map(untagged).collect(), labels }
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

    /// Takes back the request for these articles.
    pub fn cancel(&self, articles: Rc<[ArticleId]>) {
        self.take_back(&About::Tagging(articles));
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
        News::Answer(Response::Tagged { id, parts, done, total }) => match requests.get(id)? {
            About::Tagging(articles) => Some(Action::Tagged { articles, parts, progress: (done, total) }),
            About::Learning => None,
        },
        News::Answer(Response::Ready { labels, .. }) => Some(Action::ModelReady(labels)),
        News::Answer(Response::ModelRefused { why }) => Some(Action::ModelRefused(why)),
        News::Answer(Response::Learned { id, finished }) => requests.close(id).map(|_| Action::Learned(finished)),
        News::Answer(Response::Finished { id }) => match requests.close(id)? {
            About::Tagging(articles) => Some(Action::TaggingDone(articles)),
            About::Learning => None,
        },
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => Some(match requests.close(id)? {
            About::Tagging(articles) => Action::TaggingFailed(articles, why),
            About::Learning => Action::LearningFailed(why),
        }),
        News::Answer(_) => None,
    }
}
