//! The workers that tag, asked by article.
//!
//! The main decision: every worker that has started is taught every lesson, in the same order, so that it does not matter
//! for what is suggested which of them is asked, or how many there are. One that only tags, with what another has
//! learned, was rejected: what was learned would have to cross after each lesson.

use super::model_shelf::ModelFiles;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::article::{Article, ArticleId};
use crate::core::learner::{Decisions, Lessons};
use crate::core::text::ByteOffset;
use crate::ui::state::{Action, WorkerState};
use crate::worker::protocol::{Labels, Request, Response, Untagged};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use yew::Callback;

/// As many workers tag at most, where there are twice as many cores: the page cannot take in what more of them say.
const MOST: usize = 4;
/// The same with a model of the user's, which may be large and is in the memory of each.
const MOST_WITH_OWN: usize = 2;

/// The workers that tag. The first starts at once: its model is on its way while the reader finds an article. It does what
/// somebody waits for. The others start when a queue has work for them.
pub struct TaggerClient {
    hands: Vec<Hand>,
    /// What those that have started were taught, since they last forgot all.
    taught: Vec<Arc<Article>>,
}

/// A worker, and what it is asked.
struct Hand {
    worker: WorkerClient,
    requests: Pending<About>,
    started: bool,
    /// Whether it was given up, as nothing was to be done without the first.
    lost: Rc<Cell<bool>>,
}

/// What a request is about.
#[derive(Clone, PartialEq)]
enum About {
    Tagging(Rc<[ArticleId]>),
    Learning,
    /// What the others have been taught before.
    CatchingUp,
}

impl TaggerClient {
    /// Starts the first worker, with the user's model if there is one. What they say comes as actions.
    #[must_use]
    pub fn start(model: Option<ModelFiles>, tell: &Callback<Action>) -> Self {
        let script = match &model {
            None => "./worker_loader.js",
            Some(model) if model.is_network => "./neural_loader.js#own",
            Some(_) => "./worker_loader.js#own",
        };
        let most = if model.is_some() { MOST_WITH_OWN } else { MOST };
        let files = model.map(|model| model.files);
        let requests: Rc<[Pending<About>]> = (0..(cores() / 2).clamp(1, most)).map(|_| Pending::default()).collect();
        let hand = |place: usize| {
            let lost = Rc::new(Cell::new(false));
            let (tell, all, is_lost) = (tell.clone(), requests.clone(), lost.clone());
            let heard = move |news| {
                let told = if place == 0 { Some(news) } else { told_of_helper(news, &is_lost) };
                told.and_then(|news| action(news, &all, place)).into_iter().for_each(|action| tell.emit(action));
            };
            let worker = WorkerClient::new(script, files.clone(), Callback::from(heard));
            Hand { worker, requests: requests[place].clone(), started: place == 0, lost }
        };
        let hands: Vec<Hand> = (0..requests.len()).map(hand).collect();
        hands[0].worker.start();
        Self { hands, taught: Vec::new() }
    }

    /// How many workers there are for a queue.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.hands.len()
    }

    /// Has articles tagged, by the worker that has the least to do.
    pub fn tag(&mut self, articles: &[Arc<Article>], labels: Labels) {
        let able = self.hands.iter_mut().filter(|hand| !hand.lost.get());
        let Some(hand) = able.min_by_key(|hand| hand.requests.len()) else { return };
        if !std::mem::replace(&mut hand.started, true) {
            for lessons in Lessons::all(&self.taught) {
                hand.learn(About::CatchingUp, &lessons, labels.clone());
            }
        }
        hand.tag(articles, ByteOffset::default(), labels, false);
    }

    /// Has an article tagged from some byte on, before all others. An earlier request for it alone is forgotten.
    pub fn tag_now(&self, article: &Arc<Article>, from: ByteOffset, labels: Labels) {
        self.cancel([article.id.clone()].into());
        self.hands[0].tag(std::slice::from_ref(article), from, labels, true);
    }

    /// Has the taggers learn from articles. An earlier request for that is forgotten if all is taught anew.
    pub fn learn(&mut self, lessons: &Lessons, labels: &Labels) {
        if lessons.anew {
            self.taught.clear();
        }
        self.taught.extend(lessons.articles.iter().cloned());
        for hand in self.hands.iter().filter(|hand| hand.started && !hand.lost.get()) {
            if lessons.anew {
                hand.take_back(&About::Learning);
                hand.take_back(&About::CatchingUp);
            }
            hand.learn(About::Learning, lessons, labels.clone());
        }
    }

    /// Takes back the request for these articles.
    pub fn cancel(&self, articles: Rc<[ArticleId]>) {
        let about = About::Tagging(articles);
        self.hands.iter().for_each(|hand| hand.take_back(&about));
    }
}

impl Hand {
    fn tag(&self, articles: &[Arc<Article>], from: ByteOffset, labels: Labels, urgent: bool) {
        let untagged = |article: &Arc<Article>| Untagged {
            text: article.text.as_str().to_owned(),
            decisions: Decisions::from(&**article),
            from,
        };
        self.worker.ask(|id| {
            let ids = articles.iter().map(|article| article.id.clone()).collect();
            self.requests.add(id, About::Tagging(ids));
            Request::Tag { id, urgent, texts: articles.iter().map(untagged).collect(), labels }
        });
    }

    fn learn(&self, about: About, lessons: &Lessons, labels: Labels) {
        let lesson = |article: &Arc<Article>| (article.text.as_str().to_owned(), Decisions::from(&**article));
        self.worker.ask(|id| {
            self.requests.add(id, about);
            Request::Learn { id, anew: lessons.anew, articles: lessons.articles.iter().map(lesson).collect(), labels }
        });
    }

    fn take_back(&self, about: &About) {
        while let Some(id) = self.requests.find(about) {
            self.requests.close(id);
            self.worker.cancel(id);
        }
    }
}

/// How many cores the machine says that it has.
fn cores() -> usize {
    web_sys::window().map_or(1, |window| window.navigator().hardware_concurrency() as usize)
}

/// What is to be known of a worker that only helps: not how it starts, and if it cannot, others do its work.
fn told_of_helper(news: News, lost: &Cell<bool>) -> Option<News> {
    match &news {
        News::State(WorkerState::Failed(_)) => {
            lost.set(true);
            None
        }
        News::State(WorkerState::Starting | WorkerState::Loading(..)) => None,
        _ => Some(news),
    }
}

/// What the page is told of what a worker says, by its place.
fn action(news: News, requests: &[Pending<About>], place: usize) -> Option<Action> {
    let own = &requests[place];
    match news {
        News::State(state) => Some(Action::Worker(state)),
        News::Answer(Response::Tagged { id, parts, done, total }) => match own.get(id)? {
            About::Tagging(articles) => Some(Action::Tagged { articles, parts, progress: (done, total) }),
            About::Learning | About::CatchingUp => None,
        },
        News::Answer(Response::Ready { labels, .. }) => Some(Action::ModelReady(labels)),
        News::Answer(Response::ModelRefused { why }) => Some(Action::ModelRefused(why)),
        News::Answer(Response::Learned { id, finished }) => {
            own.close(id).filter(|about| *about == About::Learning)?;
            // Once all have.
            let busy = requests.iter().any(|requests| requests.find(&About::Learning).is_some());
            (!busy).then_some(Action::Learned(finished))
        }
        News::Answer(Response::Finished { id }) => match own.close(id)? {
            About::Tagging(articles) => Some(Action::TaggingDone(articles)),
            About::Learning | About::CatchingUp => None,
        },
        News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => Some(match own.close(id)? {
            About::Tagging(articles) => Action::TaggingFailed(articles, why),
            About::Learning | About::CatchingUp => Action::LearningFailed(why),
        }),
        News::Answer(_) => None,
    }
}
