//! Suggestions are asked for, and come in.
//!
//! The queue asks for many articles at once, and for more before the last are done, so that neither the worker nor
//! the page waits for the other. Its journal has an entry an answer, not an article.

use super::AppState;
use super::action::{Effect, WorkerState};
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId};
use crate::core::edit::{Command, SuggestedPart};
use crate::core::project::undecided;
use crate::core::schema::LabelId;
use crate::core::tagger::Suggestion;
use crate::core::text::ByteOffset;
use crate::ui::wording;
use crate::ui::words::tr;
use crate::worker::protocol::{Labels, TaggedPart};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

/// A request of the queue takes articles until it has this many bytes of text: for the built-in tagger less than a
/// tenth of a second.
const BATCH: usize = 256_000;
/// How many requests a worker may have open before the queue waits.
const OPEN: usize = 2;

/// What is being tagged, and what waits for it.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// How many workers there are for a queue.
    pub workers: usize,
    /// Articles that wait, in order.
    pub(super) waiting: VecDeque<ArticleId>,
    /// The articles of each open request.
    asked: Vec<Rc<[ArticleId]>>,
    /// How many of the first that wait are asked for one by one, since a request for them together has failed.
    one_by_one: usize,
    /// Whether what waits is to wait until the reader says so. An article that is opened is tagged all the same.
    pub paused: bool,
    /// How many articles were to be done since there was nothing to do.
    pub(super) of: usize,
    /// How much of the request that was answered last is done: paragraphs, and how many there are.
    pub(super) answered: Option<(u32, u32)>,
}

impl Default for Tagging {
    fn default() -> Self {
        Self {
            workers: 1,
            waiting: VecDeque::new(),
            asked: Vec::new(),
            one_by_one: 0,
            paused: false,
            of: 0,
            answered: None,
        }
    }
}

impl Tagging {
    /// How many articles are not done.
    #[must_use]
    pub fn left(&self) -> usize {
        self.waiting.len() + self.asked.iter().map(|articles| articles.len()).sum::<usize>()
    }

    /// How much is done, and of how much, once something is: articles, or of a single one paragraphs.
    #[must_use]
    pub fn progress(&self) -> Option<(u32, u32)> {
        let answered = self.answered?;
        Some(if self.of > 1 { ((self.of - self.left()) as u32, self.of as u32) } else { answered })
    }

    /// Counts what is to be done, after each step.
    pub(super) fn count(&mut self) {
        let left = self.left();
        self.of = if left == 0 { 0 } else { self.of.max(left) };
    }

    /// Whether an article is not done.
    pub(super) fn contains(&self, id: &ArticleId) -> bool {
        self.waiting.contains(id) || self.asked.iter().any(|articles| articles.contains(id))
    }

    /// Nothing more is wanted of an article.
    pub(super) fn remove(&mut self, id: &ArticleId) {
        self.waiting.retain(|waiting| waiting != id);
        self.close(std::slice::from_ref(id));
    }

    /// What was asked waits again.
    pub(super) fn ask_again(&mut self) {
        for articles in self.asked.drain(..).rev() {
            wait_first(&mut self.waiting, &articles);
        }
    }

    /// Whether these were asked for together. If not, that was taken back while an answer was on its way.
    fn asked_for(&self, articles: &[ArticleId]) -> bool {
        self.asked.iter().any(|asked| **asked == *articles)
    }

    fn close(&mut self, articles: &[ArticleId]) {
        self.asked.retain(|asked| **asked != *articles);
        self.answered.take_if(|_| self.asked.is_empty());
    }
}

fn wait_first(waiting: &mut VecDeque<ArticleId>, articles: &[ArticleId]) {
    for id in articles.iter().rev() {
        waiting.push_front(id.clone());
    }
}

impl AppState {
    pub(super) fn tag_again(&mut self) -> Vec<Effect> {
        self.current.clone().map(|id| self.tag_now(id, ByteOffset::default())).unwrap_or_default()
    }

    /// Has an article tagged from some byte on, before all others.
    pub(super) fn tag_now(&mut self, id: ArticleId, from: ByteOffset) -> Vec<Effect> {
        self.tagging.remove(&id);
        let Some(article) = self.project().article(&id).cloned() else { return Vec::new() };
        self.tagging.asked.push([id].into());
        vec![Effect::TagNow(article, from, self.labels())]
    }

    /// Has what waits tagged, the open article first.
    pub(super) fn tag_waiting(&mut self) -> Vec<Effect> {
        self.tagging.paused &= !self.tagging.waiting.is_empty();
        let open = self.current.clone().filter(|id| self.tagging.waiting.contains(id));
        let mut effects = open.map(|id| self.tag_now(id, ByteOffset::default())).unwrap_or_default();
        while !self.tagging.paused
            && self.tagging.asked.len() < OPEN * self.tagging.workers
            && !self.tagging.waiting.is_empty()
        {
            let articles = self.next_batch();
            if !articles.is_empty() {
                self.tagging.asked.push(articles.iter().map(|article| article.id.clone()).collect());
                effects.push(Effect::Tag(articles, self.labels()));
            }
        }
        effects
    }

    /// The first articles that wait. A model of the user's may take a minute for one, and then gets no more at once.
    fn next_batch(&mut self) -> Vec<Arc<Article>> {
        let alone = self.model.is_some() || self.tagging.one_by_one > 0;
        self.tagging.one_by_one = self.tagging.one_by_one.saturating_sub(1);
        let room = if alone { 1 } else { BATCH };
        let (mut articles, mut bytes, mut place) = (Vec::new(), 0, 0);
        while bytes < room
            && let Some(id) = self.tagging.waiting.pop_front()
        {
            if let Some(found) = self.project().position_near(&id, place) {
                place = found;
                let article = self.project().articles[place].clone();
                // An empty one counts as well.
                bytes += article.text.as_str().len() + 1;
                articles.push(article);
            }
        }
        articles
    }

    /// Pauses, or goes on. What was asked for is still answered: it is little.
    pub(super) fn pause_tagging(&mut self) -> Vec<Effect> {
        self.tagging.paused ^= true;
        self.say(wording::paused(self.tagging.paused));
        self.tag_waiting()
    }

    pub(super) fn cancel_tagging(&mut self) -> Vec<Effect> {
        self.say(tr(wording::TAGGING_STOPPED));
        self.tagging.paused = false;
        self.tagging.waiting.clear();
        self.take_back_tagging()
    }

    /// Takes back what was asked.
    pub(super) fn take_back_tagging(&mut self) -> Vec<Effect> {
        self.tagging.answered = None;
        self.learning.refreshing = None;
        self.tagging.asked.drain(..).map(Effect::CancelTag).collect()
    }

    pub(super) fn tagged(
        &mut self,
        articles: &[ArticleId],
        parts: Vec<TaggedPart>,
        progress: (u32, u32),
        now: u64,
    ) -> Vec<Effect> {
        if !self.tagging.asked_for(articles) {
            return Vec::new();
        }
        if self.learning.refreshing.as_slice() != articles {
            self.tagging.answered = Some(progress);
        }
        // Under the schema's own label, so that all share one text. It may have been put away meanwhile.
        let schema = &self.project().schema;
        let own = |label: &LabelId| schema.active().find(|own| own.id == *label).map(|own| own.id.clone());
        let known = |it: Suggestion| Some(Suggestion { label: own(&it.label)?, ..it });
        let suggested = |part: TaggedPart| {
            let article = articles.get(part.text as usize)?.clone();
            let suggestions = part.suggestions.into_iter().filter_map(known).map(Annotation::from).collect();
            Some(SuggestedPart { article, within: part.within, suggestions })
        };
        let parts: Vec<SuggestedPart> = parts.into_iter().filter_map(suggested).collect();
        for part in &parts {
            self.learning.renewed(&part.article);
        }
        // Suggestions are never refused.
        let entry = self.editor.execute(Command::Suggest(parts), now).ok().flatten();
        self.keep_cursor_valid();
        entry.map(|entry| self.save(entry)).into_iter().collect()
    }

    pub(super) fn tagging_done(&mut self, articles: &[ArticleId], failed: Option<String>) -> Vec<Effect> {
        if !self.tagging.asked_for(articles) {
            return Vec::new();
        }
        self.tagging.close(articles);
        let unasked = self.learning.refreshing.take_if(|id| articles == [id.clone()]).is_some();
        match (failed, articles) {
            (Some(why), [id]) => self.alert = Some(wording::tagging_failed(id, &why)),
            (Some(_), several) => {
                wait_first(&mut self.tagging.waiting, several);
                self.tagging.one_by_one += several.len();
            }
            (None, done) if !unasked && self.current.as_ref().is_some_and(|id| done.contains(id)) => self.say_tagged(),
            (None, _) => {}
        }
        self.tag_waiting()
    }

    /// Says what was found in the open article, in place of its title. What was said before that stays.
    fn say_tagged(&mut self) {
        if let Some(article) = self.article() {
            let before = self.announcement.strip_suffix(&wording::opened(article)).unwrap_or_default();
            self.announcement = format!("{before}{}", wording::tagged(undecided(article)));
        }
    }

    pub(super) fn worker_changed(&mut self, worker: WorkerState) -> Vec<Effect> {
        if let WorkerState::Restarting(why) | WorkerState::Failed(why) = &worker {
            self.alert = Some(wording::worker_trouble(&worker, why));
        }
        // One that starts again has forgotten all.
        let forgot = matches!(worker, WorkerState::Restarting(_));
        self.worker = worker;
        if forgot { self.teach_anew() } else { Vec::new() }
    }

    /// The labels that suggestions get.
    pub(super) fn labels(&self) -> Labels {
        let choices = self.model.as_ref().map(|model| model.choices.clone()).unwrap_or_default();
        Labels { schema: self.project().schema.clone(), choices }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::store::Place;
    use crate::core::text::{Text, TextRange};
    use crate::ui::state::Action;
    use crate::worker::protocol::Found;

    const LONG: usize = BATCH / 3 + 5;

    /// A project with articles of so many bytes, and what is asked when they come in.
    fn with(articles: usize, bytes: usize) -> (AppState, Vec<Effect>) {
        let mut state = AppState::default();
        let effects = import(&mut state, articles, bytes);
        (state, effects)
    }

    fn import(state: &mut AppState, articles: usize, bytes: usize) -> Vec<Effect> {
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let text = |n| Text::new(&format!("a{n}   {}", "Oslo ".repeat(bytes / 5 - 1)));
        let article = |n| Article::new(format!("a{n}"), text(n), Meta::default());
        let found = Found { articles: (1..=articles).map(article).collect(), ..Found::default() };
        state.update(Action::Imported(found), 0)
    }

    /// The articles of each request, the urgent ones with a "!".
    fn asked(effects: &[Effect]) -> Vec<String> {
        let ids = |articles: &[Arc<Article>]| {
            articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>().join(" ")
        };
        let request = |effect: &Effect| match effect {
            Effect::Tag(articles, _) => Some(ids(articles)),
            Effect::TagNow(article, ..) => Some(ids(std::slice::from_ref(article)) + "!"),
            _ => None,
        };
        effects.iter().filter_map(request).collect()
    }

    fn ids(articles: &str) -> Rc<[ArticleId]> {
        articles.split(' ').map(ArticleId::from).collect()
    }

    /// The request for these articles is done.
    fn done(state: &mut AppState, articles: &str) -> Vec<String> {
        asked(&state.update(Action::TaggingDone(ids(articles)), 0))
    }

    #[test]
    fn the_open_article_is_asked_for_first_and_then_many_at_once() {
        let (mut state, effects) = with(9, LONG);
        assert_eq!(asked(&effects), ["a1!", "a2 a3 a4"]);
        assert_eq!(done(&mut state, "a1"), ["a5 a6 a7"]);
        assert_eq!((done(&mut state, "a2 a3 a4"), done(&mut state, "a5 a6 a7")), (vec!["a8 a9".to_owned()], vec![]));
        assert_eq!(state.tagging.left(), 2);
        assert_eq!((done(&mut state, "a8 a9"), state.tagging.left()), (vec![], 0));
    }

    #[test]
    fn an_article_that_is_opened_need_not_wait() {
        let (mut state, _) = with(9, LONG);
        assert_eq!(asked(&state.update(Action::Open("a9".into()), 0)), ["a9!"]);
        assert_eq!(done(&mut state, "a9"), [""; 0], "it was one more than the queue may ask for");
        assert_eq!(done(&mut state, "a1"), ["a5 a6 a7"]);
        assert_eq!(done(&mut state, "a2 a3 a4"), ["a8"]);
    }

    #[test]
    fn of_articles_that_fail_together_each_is_tried() {
        let (mut state, _) = with(4, LONG);
        let failed = Action::TaggingFailed(ids("a2 a3 a4"), "it broke".to_owned());
        assert_eq!(asked(&state.update(failed, 0)), ["a2"]);
        assert_eq!(state.alert, None);
        assert_eq!(done(&mut state, "a1"), ["a3"]);
        let effects = state.update(Action::TaggingFailed(ids("a2"), "it broke".to_owned()), 0);
        assert_eq!(asked(&effects), ["a4"]);
        assert!(state.alert.as_ref().is_some_and(|alert| alert.contains("a2")), "{:?}", state.alert);
    }

    #[test]
    fn an_answer_goes_to_its_articles_in_one_step() {
        let (mut state, _) = with(4, 10);
        state.update(Action::Open("a3".into()), 0);
        state.update(Action::RemoveArticle, 0);
        let seq = state.editor.seq();
        let within = TextRange::from_usize(0..10);
        let range = TextRange::from_usize(0..4);
        let found = Suggestion { range, label: "GPE".into(), origin: Origin::Model, confidence: 0.9 };
        let part = |text| TaggedPart { text, within, suggestions: vec![found.clone()] };
        let parts = [0, 1, 2, 7].map(part).into();
        let effects = state.update(Action::Tagged { articles: ids("a2 a3 a4"), parts, progress: (3, 3) }, 0);
        assert!(matches!(effects[..], [Effect::Save(_)]), "{effects:?}");
        assert_eq!(state.editor.seq(), seq + 1);
        let marks: Vec<usize> = state.project().articles.iter().map(|it| it.annotations.iter().count()).collect();
        assert_eq!(marks, [0, 1, 1], "one was taken out meanwhile");
    }

    #[test]
    fn what_was_found_is_said_after_how_many_articles_came_in() {
        let mut state = AppState::default();
        import(&mut state, 4, LONG);
        assert!(state.announcement.starts_with("Added 4 articles. Article a1: a1 Oslo"), "{}", state.announcement);
        done(&mut state, "a1");
        assert_eq!(state.announcement, "Added 4 articles. Tagged: 0 suggestions to decide.");
        state.update(Action::TagAgain, 0);
        done(&mut state, "a1");
        assert_eq!(state.announcement, "Tagged: 0 suggestions to decide.");
    }

    #[test]
    fn a_pause_keeps_what_waits_but_not_from_who_opens_it() {
        let (mut state, _) = with(9, LONG);
        state.update(Action::PauseTagging, 0);
        assert_eq!((done(&mut state, "a1"), done(&mut state, "a2 a3 a4")), (vec![], vec![]));
        assert_eq!((state.tagging.paused, state.tagging.left()), (true, 5));
        assert_eq!(asked(&state.update(Action::Open("a6".into()), 0)), ["a6!"]);
        assert_eq!(done(&mut state, "a6"), [""; 0]);
        assert_eq!(asked(&state.update(Action::PauseTagging, 0)), ["a5 a7 a8", "a9"]);
    }

    #[test]
    fn a_pause_ends_with_what_waits() {
        let (mut state, _) = with(2, LONG);
        state.update(Action::PauseTagging, 0);
        done(&mut state, "a1");
        done(&mut state, "a2");
        assert!(!state.tagging.paused, "nothing waited");
        let (mut state, _) = with(9, LONG);
        state.update(Action::PauseTagging, 0);
        state.update(Action::CancelTagging, 0);
        assert!(!state.tagging.paused);
    }

    #[test]
    fn what_is_stopped_is_taken_back() {
        let (mut state, _) = with(9, LONG);
        let effects = state.update(Action::CancelTagging, 0);
        assert_eq!(effects, [Effect::CancelTag(ids("a1")), Effect::CancelTag(ids("a2 a3 a4"))]);
        assert_eq!(state.tagging.left(), 0);
        let late = Action::Tagged { articles: ids("a2 a3 a4"), parts: Vec::new(), progress: (1, 3) };
        assert!(state.update(late, 0).is_empty());
        assert_eq!(state.tagging.progress(), None, "what comes late does not count");
        assert!(done(&mut state, "a1").is_empty());
        assert_eq!(state.announcement, wording::TAGGING_STOPPED, "nor does it say so");
    }

    #[test]
    fn progress_counts_articles_where_there_are_several() {
        let (mut state, _) = with(9, LONG);
        let tagged = |articles| Action::Tagged { articles: ids(articles), parts: Vec::new(), progress: (1, 5) };
        assert_eq!(state.tagging.progress(), None, "nothing is done");
        state.update(tagged("a1"), 0);
        assert_eq!(state.tagging.progress(), Some((0, 9)));
        done(&mut state, "a1");
        state.update(tagged("a2 a3 a4"), 0);
        done(&mut state, "a2 a3 a4");
        assert_eq!(state.tagging.progress(), Some((4, 9)));
        for articles in ["a5 a6 a7", "a8 a9"] {
            done(&mut state, articles);
        }
        assert_eq!(state.tagging.progress(), None);
        state.update(Action::TagAgain, 0);
        state.update(tagged("a1"), 0);
        assert_eq!(state.tagging.progress(), Some((1, 5)), "paragraphs of one");
    }

    #[test]
    fn no_progress_is_left_of_an_article_that_was_taken_out() {
        let (mut state, _) = with(1, LONG);
        state.update(Action::Tagged { articles: ids("a1"), parts: Vec::new(), progress: (1, 5) }, 0);
        state.update(Action::RemoveArticle, 0);
        assert_eq!(state.tagging.progress(), None);
    }

    #[test]
    fn each_worker_has_requests_of_the_queue() {
        let mut state = AppState::default();
        state.tagging.workers = 2;
        let effects = import(&mut state, 12, LONG);
        assert_eq!(asked(&effects), ["a1!", "a2 a3 a4", "a5 a6 a7", "a8 a9 a10"]);
    }
}
