//! The workers that tag, asked by article.
//!
//! The main decision: every worker that has started is taught every lesson, in the same order, so that it does not matter
//! for what is suggested which of them is asked, or how many there are. One that only tags, with what another has
//! learned, was rejected: what was learned would have to cross after each lesson.

use super::model_shelf::ModelFiles;
use super::pending::Pending;
use super::worker_client::{News, WorkerClient};
use crate::core::article::{Article, ArticleId};
use crate::core::learner::{DecidedWords, Decisions, Lessons};
use crate::core::text::ByteOffset;
use crate::ui::desk::{Action, WorkerState};
use crate::worker::protocol::{Labels, Request, Response, Untagged};
use std::cell::{Cell, RefCell};
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

/// A worker, and its desk by its place among them.
struct Hand {
    worker: WorkerClient,
    desks: Rc<Desks>,
    place: usize,
}

/// What the workers are asked, by their places.
struct Desks {
    all: Vec<Desk>,
    /// What the first has said of a lesson that others are still at.
    outcome: RefCell<Option<Action>>,
}

/// What a worker is asked.
#[derive(Default)]
struct Desk {
    requests: Pending<About>,
    /// Whether it knows what was taught: not before it has started, nor if it has started again.
    knows: Cell<bool>,
    /// Whether it is given up. The first never is: nothing is to be done without it.
    lost: Cell<bool>,
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
        let desks = Rc::new(Desks::new((cores() / 2).clamp(1, most)));
        let hand = |place: usize| {
            let (tell, hearing) = (tell.clone(), desks.clone());
            let heard = move |news| hearing.hear(place, news).into_iter().for_each(|action| tell.emit(action));
            let worker = WorkerClient::new(script, files.clone(), Callback::from(heard));
            Hand { worker, desks: desks.clone(), place }
        };
        let hands: Vec<Hand> = (0..desks.all.len()).map(hand).collect();
        hands[0].worker.start();
        Self { hands, taught: Vec::new() }
    }

    /// How many workers there are for a queue.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.hands.len()
    }

    /// Has articles tagged, by the worker that has the least to do.
    pub fn tag(&self, articles: &[Arc<Article>], elsewhere: Vec<DecidedWords>, labels: Labels) {
        let able = self.hands.iter().filter(|hand| !hand.desk().lost.get());
        let Some(hand) = able.min_by_key(|hand| hand.desk().requests.len()) else { return };
        if !hand.desk().knows.replace(true) {
            for lessons in Lessons::all(&self.taught) {
                hand.learn(About::CatchingUp, &lessons, labels.clone());
            }
        }
        hand.tag(articles, ByteOffset::default(), elsewhere, labels, false);
    }

    /// Has an article tagged from some byte on, before all others. An earlier request for it alone is forgotten.
    pub fn tag_now(&self, article: &Arc<Article>, from: ByteOffset, elsewhere: Vec<DecidedWords>, labels: Labels) {
        self.cancel([article.id.clone()].into());
        self.hands[0].tag(std::slice::from_ref(article), from, elsewhere, labels, true);
    }

    /// Has the taggers learn from articles. An earlier request for that is forgotten if all is taught anew.
    pub fn learn(&mut self, lessons: &Lessons, labels: &Labels) {
        if lessons.anew {
            self.taught.clear();
        }
        self.taught.extend(lessons.articles.iter().cloned());
        for hand in self.hands.iter().filter(|hand| hand.desk().knows.get()) {
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
    fn desk(&self) -> &Desk {
        &self.desks.all[self.place]
    }

    fn tag(
        &self,
        articles: &[Arc<Article>],
        from: ByteOffset,
        elsewhere: Vec<DecidedWords>,
        labels: Labels,
        urgent: bool,
    ) {
        let untagged = |article: &Arc<Article>| Untagged {
            text: article.text.as_str().to_owned(),
            decisions: Decisions::from(&**article),
            from,
        };
        self.worker.ask(|id| {
            let ids = articles.iter().map(|article| article.id.clone()).collect();
            self.desk().requests.add(id, About::Tagging(ids));
            Request::Tag { id, urgent, texts: articles.iter().map(untagged).collect(), elsewhere, labels }
        });
    }

    fn learn(&self, about: About, lessons: &Lessons, labels: Labels) {
        let lesson = |article: &Arc<Article>| (article.text.as_str().to_owned(), Decisions::from(&**article));
        self.worker.ask(|id| {
            self.desk().requests.add(id, about);
            Request::Learn { id, anew: lessons.anew, articles: lessons.articles.iter().map(lesson).collect(), labels }
        });
    }

    fn take_back(&self, about: &About) {
        while let Some(id) = self.desk().requests.find(about) {
            self.desk().requests.close(id);
            self.worker.cancel(id);
        }
    }
}

/// How many cores the machine says that it has.
fn cores() -> usize {
    web_sys::window().map_or(1, |window| window.navigator().hardware_concurrency() as usize)
}

impl Desks {
    fn new(count: usize) -> Self {
        let all: Vec<Desk> = (0..count).map(|_| Desk::default()).collect();
        // If it starts again, the page has all taught anew.
        all[0].knows.set(true);
        Self { all, outcome: RefCell::default() }
    }

    /// What the page is told of what a worker says, by its place: how it is, only of the first.
    fn hear(&self, place: usize, news: News) -> Vec<Action> {
        match news {
            News::State(state) if place == 0 => vec![Action::Worker(state)],
            News::State(WorkerState::Failed(_)) => self.lose(place),
            News::Answer(Response::ModelRefused { .. }) if place > 0 => self.lose(place),
            News::State(WorkerState::Restarting(_)) if place > 0 => self.forget(place),
            News::State(_) => Vec::new(),
            news => self.answer(place, news).into_iter().collect(),
        }
    }

    /// A worker that only helps is given up: others do its work.
    fn lose(&self, place: usize) -> Vec<Action> {
        self.all[place].lost.set(true);
        self.forget(place)
    }

    /// A worker that only helps knows nothing any more: what it was asked is returned, since what it would say now is not
    /// what others say.
    fn forget(&self, place: usize) -> Vec<Action> {
        let desk = &self.all[place];
        desk.knows.set(false);
        let returned = |about| match about {
            About::Tagging(articles) => Some(Action::TaggingReturned(articles)),
            About::Learning => self.lesson_done(),
            About::CatchingUp => None,
        };
        desk.requests.take().into_iter().filter_map(returned).collect()
    }

    fn answer(&self, place: usize, news: News) -> Option<Action> {
        let own = &self.all[place].requests;
        match news {
            News::Answer(Response::Tagged { id, parts, done, total }) => match own.get(id)? {
                About::Tagging(articles) => Some(Action::Tagged { articles, parts, progress: (done, total) }),
                About::Learning | About::CatchingUp => None,
            },
            News::Answer(Response::Ready { labels, .. }) => Some(Action::ModelReady(labels)),
            News::Answer(Response::ModelRefused { why }) => Some(Action::ModelRefused(why)),
            News::Answer(Response::Learned { id, finished }) => {
                let about = own.close(id)?;
                self.learned(place, &about, Action::Learned(finished))
            }
            News::Answer(Response::Finished { id }) => match own.close(id)? {
                About::Tagging(articles) => Some(Action::TaggingDone(articles)),
                About::Learning | About::CatchingUp => None,
            },
            News::Answer(Response::Failed { id, why }) | News::Unanswered(id, why) => match own.close(id)? {
                About::Tagging(articles) => Some(Action::TaggingFailed(articles, why)),
                about => self.learned(place, &about, Action::LearningFailed(why)),
            },
            News::Answer(_) | News::State(_) => None,
        }
    }

    /// A worker has learned, or could not. What the first says counts: all are taught the same.
    fn learned(&self, place: usize, about: &About, outcome: Action) -> Option<Action> {
        if *about == About::CatchingUp {
            return None;
        }
        if place == 0 {
            self.outcome.replace(Some(outcome));
        }
        self.lesson_done()
    }

    /// What came of a lesson, once all have done with it.
    fn lesson_done(&self) -> Option<Action> {
        let busy = self.all.iter().any(|desk| desk.requests.find(&About::Learning).is_some());
        if busy { None } else { self.outcome.take() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The workers, each of which is asked to learn and to tag an article, by these numbers.
    fn desks(count: usize) -> Desks {
        let desks = Desks::new(count);
        for (place, desk) in desks.all.iter().enumerate() {
            desk.requests.add(LEARN, About::Learning);
            desk.requests.add(TAG, About::Tagging([format!("a{place}").into()].into()));
        }
        desks
    }

    const LEARN: u32 = 1;
    const TAG: u32 = 2;
    const LEARNED: News = News::Answer(Response::Learned { id: LEARN, finished: 7 });

    fn why() -> String {
        "it broke".to_owned()
    }

    /// What the page is told, in short.
    fn told(desks: &Desks, place: usize, news: News) -> Vec<String> {
        let short = |action: &Action| match action {
            Action::TaggingReturned(articles) => format!("{} returned", articles[0]),
            Action::TaggingFailed(articles, why) => format!("{} failed: {why}", articles[0]),
            other => format!("{other:?}"),
        };
        desks.hear(place, news).iter().map(short).collect()
    }

    #[test]
    fn of_a_helper_that_is_given_up_nothing_is_said_and_its_articles_wait_again() {
        let desks = desks(2);
        let failed = || News::State(WorkerState::Failed(why()));
        assert_eq!(told(&desks, 1, failed()), ["a1 returned"]);
        assert!(desks.all[1].lost.get());
        assert_eq!(told(&desks, 1, News::Unanswered(TAG, why())), [""; 0]);
        assert_eq!(told(&desks, 0, LEARNED), ["Learned(7)"], "of it nothing is waited for");
        assert_eq!(told(&desks, 0, failed()), [r#"Worker(Failed("it broke"))"#]);
        assert_eq!(told(&desks, 0, News::Unanswered(TAG, why())), ["a0 failed: it broke"]);
    }

    #[test]
    fn a_helper_that_cannot_read_the_users_model_does_not_have_it_put_away() {
        let refused = || News::Answer(Response::ModelRefused { why: why() });
        let desks = desks(2);
        assert_eq!(told(&desks, 1, refused()), ["a1 returned"]);
        assert_eq!(told(&desks, 0, refused()), [r#"ModelRefused("it broke")"#]);
    }

    #[test]
    fn a_helper_that_starts_again_has_forgotten_what_it_was_taught_and_its_articles_wait_again() {
        let desks = desks(2);
        desks.all[1].knows.set(true);
        assert_eq!(told(&desks, 1, News::State(WorkerState::Ready)), [""; 0]);
        assert!(desks.all[1].knows.get());
        assert_eq!(told(&desks, 1, News::State(WorkerState::Restarting(why()))), ["a1 returned"]);
        assert!(!desks.all[1].knows.get());
        assert_eq!(told(&desks, 1, News::Answer(Response::Finished { id: TAG })), [""; 0], "untaught");
        assert_eq!(told(&desks, 0, News::State(WorkerState::Restarting(why()))), [r#"Worker(Restarting("it broke"))"#]);
    }

    #[test]
    fn what_came_of_a_lesson_is_said_once_all_have_answered() {
        let failed = || News::Answer(Response::Failed { id: LEARN, why: why() });
        let say = |answers: [(usize, News); 3]| {
            let desks = desks(3);
            answers.map(|(place, news)| told(&desks, place, news).join(" "))
        };
        assert_eq!(say([(1, LEARNED), (0, failed()), (2, LEARNED)]), ["", "", r#"LearningFailed("it broke")"#]);
        assert_eq!(say([(1, failed()), (2, LEARNED), (0, LEARNED)]), ["", "", "Learned(7)"]);
        let given_up = News::State(WorkerState::Failed(why()));
        assert_eq!(say([(0, LEARNED), (1, LEARNED), (2, given_up)]), ["", "", "Learned(7) a2 returned"]);
    }
}
