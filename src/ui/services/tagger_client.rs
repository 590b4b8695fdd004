//! The worker that tags, asked by article.

use super::worker_client::{News, WorkerClient};
use crate::core::annotation::Annotation;
use crate::core::article::ArticleId;
use crate::core::schema::Schema;
use crate::core::tagger::Suggestion;
use crate::core::text::Text;
use crate::ui::state::Action;
use crate::worker::protocol::{Request, RequestId, Response};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::Callback;

/// The worker that tags. It starts at once: its model is on its way while the reader finds an article.
pub struct TaggerClient {
    worker: WorkerClient,
    articles: Articles,
}

/// Which article each request is about.
type Articles = Rc<RefCell<BTreeMap<RequestId, ArticleId>>>;

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
    pub fn tag(&self, article: ArticleId, text: &Text, schema: Schema) {
        self.cancel(&article);
        let text = text.as_str().to_owned();
        let articles = self.articles.clone();
        self.worker.ask(|id| {
            articles.borrow_mut().insert(id, article);
            Request::Tag { id, text, schema }
        });
    }

    /// Stops the tagging of an article.
    pub fn cancel(&self, article: &ArticleId) {
        let found = self.articles.borrow().iter().find(|(_, other)| *other == article).map(|(id, _)| *id);
        if let Some(id) = found {
            self.articles.borrow_mut().remove(&id);
            self.worker.cancel(id);
        }
    }
}

/// What the page is told.
fn action(news: News, articles: &Articles) -> Option<Action> {
    match news {
        News::State(state) => Some(Action::Worker(state)),
        News::Answer(Response::Tagged { id, within, suggestions, done, total }) => {
            let article = articles.borrow().get(&id)?.clone();
            let suggestions = suggestions.into_iter().map(annotation).collect();
            Some(Action::Tagged { article, within, suggestions, progress: (done, total) })
        }
        News::Answer(Response::Finished { id }) => articles.borrow_mut().remove(&id).map(Action::TaggingDone),
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => {
            articles.borrow_mut().remove(&id).map(|article| Action::TaggingFailed(article, why))
        }
        News::Answer(_) => None,
    }
}

fn annotation(suggestion: Suggestion) -> Annotation {
    Annotation::suggested(suggestion.range, suggestion.label, suggestion.origin, suggestion.confidence)
}
