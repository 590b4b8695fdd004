//! Suggestions are asked for, and come in.
//!
//! The queue asks for many articles at once, and for more before the last are done, so that neither the worker nor
//! the page waits for the other. Its journal has an entry an answer, not an article. Once it is done, articles whose
//! suggestions are older than what was learned follow in the same way, but of that nothing is said.

use super::AppState;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId};
use crate::core::edit::{Command, SuggestedPart};
use crate::core::learner::decided_elsewhere;
use crate::core::project::{has_suggestion_of_file, keeps_up, undecided};
use crate::core::schema::LabelId;
use crate::core::tagger::Suggestion;
use crate::core::text::{ByteOffset, TextRange};
use crate::ui::desk::{Effect, WorkerState};
use crate::ui::wording;
use crate::ui::words::tr;
use crate::worker::protocol::{Labels, TaggedPart};
use std::sync::Arc;

/// A request of the queue takes articles until it has this many bytes of text: for the built-in tagger less than a
/// tenth of a second.
const BATCH: usize = 256_000;
/// An article of more bytes takes the tagger a while: a visit may end in the midst of it.
const LONG: usize = 32_000;

impl AppState {
    pub(super) fn tag_again(&mut self) -> Vec<Effect> {
        self.current.clone().map(|id| self.tag_now(id, ByteOffset::default(), false)).unwrap_or_default()
    }

    /// Has an article tagged from some byte on, before all others.
    pub(super) fn tag_now(&mut self, id: ArticleId, from: ByteOffset, quietly: bool) -> Vec<Effect> {
        self.tagging.remove(&id);
        self.learning.renewed(&id);
        let Some(article) = self.project().article(&id).cloned() else { return Vec::new() };
        self.tagging.ask([id].into(), quietly);
        let elsewhere = decided_elsewhere(self.project(), Some(&article.id));
        vec![Effect::TagNow(article, from, elsewhere, self.labels())]
    }

    /// Has all tagged anew to which suggestions are of use: they are to speak another schema.
    pub(super) fn tag_all(&mut self) -> Vec<Effect> {
        let mut effects = self.take_back_tagging();
        self.tagging.waiting = self.keeping_up().collect();
        effects.extend(self.tag_waiting());
        effects
    }

    /// Has tagged what of some articles has nothing at all: perhaps nobody has tagged it.
    pub(super) fn tag_untouched(&mut self, among: impl Fn(&ArticleId) -> bool) -> Vec<Effect> {
        let untouched =
            |article: &&Arc<Article>| article.status.is_left() && article.annotations.is_empty() && among(&article.id);
        let new = |article: &Arc<Article>| (!self.tagging.contains(&article.id)).then(|| article.id.clone());
        let untouched: Vec<ArticleId> = self.project().articles.iter().filter(untouched).filter_map(new).collect();
        self.tagging.waiting.extend(untouched);
        self.tag_waiting()
    }

    /// Articles that are tagged in parts, of which the last visit may have left some out.
    pub(super) fn perhaps_half_tagged(&self) -> impl Iterator<Item = ArticleId> {
        let long = |article: &&Arc<Article>| keeps_up(article) && article.text.as_str().len() > LONG;
        self.project().articles.iter().filter(long).map(|article| article.id.clone())
    }

    /// Has what waits tagged, the open article first, and then what is out of date.
    pub(super) fn tag_waiting(&mut self) -> Vec<Effect> {
        self.tagging.paused &= !self.tagging.waiting.is_empty();
        let open = self.current.clone().filter(|id| self.tagging.waiting.contains(id));
        let mut effects = open.map(|id| self.tag_now(id, ByteOffset::default(), false)).unwrap_or_default();
        while !self.tagging.paused && self.tagging.has_room() {
            let quietly = self.tagging.waiting.is_empty();
            let articles = if quietly { self.outdated_batch() } else { self.next_batch() };
            if !articles.is_empty() {
                let ids = articles.iter().map(|article| article.id.clone()).collect();
                self.tagging.ask(ids, quietly);
                effects.push(Effect::Tag(articles, decided_elsewhere(self.project(), None), self.labels()));
            } else if quietly {
                break;
            }
        }
        effects
    }

    /// Articles whose suggestions are out of date. A network is asked only when the article is opened.
    fn outdated_batch(&mut self) -> Vec<Arc<Article>> {
        if self.is_network() || self.learning.busy || self.is_lost() {
            return Vec::new();
        }
        let (mut articles, mut bytes) = (Vec::new(), 0);
        for article in &self.editor.project().articles {
            if bytes < BATCH && self.learning.renewed(&article.id) && keeps_up(article) {
                bytes += article.text.as_str().len();
                articles.push(article.clone());
            }
        }
        articles
    }

    /// The first articles that wait. A network may take a minute for one, and gets no more at once.
    fn next_batch(&mut self) -> Vec<Arc<Article>> {
        let alone = self.tagging.next_goes_alone() || self.is_network();
        let room = if alone { 1 } else { BATCH };
        let (mut articles, mut bytes, mut place) = (Vec::new(), 0, 0);
        while bytes < room
            && let Some(id) = self.tagging.waiting.pop_front()
        {
            if let Some(found) = self.project().position_near(&id, place) {
                place = found;
                self.learning.renewed(&id);
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
    fn take_back_tagging(&mut self) -> Vec<Effect> {
        self.learning.outdated.extend(self.tagging.renewing().cloned());
        self.tagging.take_back().map(Effect::CancelTag).collect()
    }

    pub(super) fn tagged(
        &mut self,
        articles: &[ArticleId],
        parts: Vec<TaggedPart>,
        progress: (u32, u32),
        now: u64,
    ) -> Vec<Effect> {
        let Some(quietly) = self.tagging.is_quiet(articles) else { return Vec::new() };
        if !quietly {
            self.tagging.answer(progress);
        }
        // Under the schema's own label, so that all share one text. It may have been put away meanwhile.
        let schema = &self.project().schema;
        let own = |label: &LabelId| schema.active().find(|own| own.id == *label).map(|own| own.id.clone());
        let known = |it: Suggestion| Some(Suggestion { label: own(&it.label)?, ..it });
        let suggested = |part: TaggedPart| {
            let article = articles.get(part.text as usize)?.clone();
            if !self.is_of_use(&article, part.within, quietly, articles.len()) {
                return None;
            }
            let suggestions = part.suggestions.into_iter().filter_map(known).map(Annotation::from).collect();
            Some(SuggestedPart { article, within: part.within, suggestions })
        };
        let parts: Vec<SuggestedPart> = parts.into_iter().filter_map(suggested).collect();
        for part in &parts {
            self.learning.renewed(&part.article);
        }
        let entry = if quietly && self.learning.finished > 0 {
            // The next visit learns the same.
            self.editor.suggest_anew(parts);
            None
        } else {
            // Suggestions are never refused.
            self.editor.execute(Command::Suggest(parts), now).ok().flatten()
        };
        self.keep_cursor_valid();
        entry.map(|entry| self.save(entry)).into_iter().collect()
    }

    /// Whether an answer to a request for so many articles is taken. Of one that the reader did not ask for not what comes
    /// before the last word on the article, nor if that has been finished meanwhile; one that was opened is asked for by
    /// itself, with what was decided there. What a file suggests gives way to the last word alone, in one step.
    fn is_of_use(&self, id: &ArticleId, within: TextRange, quietly: bool, of: usize) -> bool {
        let Some(article) = self.project().article(id) else { return false };
        let is_last = within.end() == article.text.range().end();
        let is_open = of > 1 && self.current.as_ref() == Some(id);
        if quietly { is_last && !is_open && keeps_up(article) } else { is_last || !has_suggestion_of_file(article) }
    }

    pub(super) fn tagging_done(&mut self, articles: &[ArticleId], failed: Option<String>) -> Vec<Effect> {
        let Some(quietly) = self.tagging.is_quiet(articles) else { return Vec::new() };
        let overtaken = self.tagging.is_overtaken(articles);
        self.tagging.close(articles);
        match (failed, articles) {
            // Its older suggestions stay.
            (Some(_), _) if quietly => {}
            (Some(why), [id]) => self.blame_tagger(wording::tagging_failed(id, &why)),
            (Some(_), several) => self.tagging.wait_one_by_one(several),
            // While it is learned, all is suggested anew soon.
            (None, done)
                if !quietly && !self.learning.busy && self.current.as_ref().is_some_and(|id| done.contains(id)) =>
            {
                self.say_tagged();
            }
            (None, _) => {}
        }
        let mut effects = Vec::new();
        if overtaken {
            self.learning.outdated.extend(articles.iter().cloned());
            effects = self.refresh_outdated();
        }
        effects.extend(self.tag_waiting());
        effects
    }

    /// Articles that another worker has left wait again.
    pub(super) fn tagging_returned(&mut self, articles: &[ArticleId]) -> Vec<Effect> {
        let quietly = self.tagging.is_quiet(articles);
        self.tagging.close(articles);
        let mut effects = Vec::new();
        match quietly {
            Some(true) => {
                self.learning.outdated.extend(articles.iter().cloned());
                effects = self.refresh_outdated();
            }
            Some(false) => self.tagging.wait_first(articles),
            None => {}
        }
        effects.extend(self.tag_waiting());
        effects
    }

    /// Shows what the tagger could not do. Where it cannot do anything, that is shown already.
    pub(super) fn blame_tagger(&mut self, sentence: String) {
        if !self.is_lost() {
            self.alert = Some(sentence);
        }
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

    /// Whether the tagger is given up: asked again, it would say so again.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self.worker, WorkerState::Failed(_))
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
    use crate::core::import::Found;
    use crate::core::schema::{Label, Schema};
    use crate::core::store::Place;
    use crate::core::text::Text;
    use crate::ui::desk::Action;
    use std::rc::Rc;

    const THIRD: usize = BATCH / 3 + 5;

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
            Effect::Tag(articles, ..) => Some(ids(articles)),
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
        let (mut state, effects) = with(9, THIRD);
        assert_eq!(asked(&effects), ["a1!", "a2 a3 a4"]);
        assert_eq!(done(&mut state, "a1"), ["a5 a6 a7"]);
        assert_eq!((done(&mut state, "a2 a3 a4"), done(&mut state, "a5 a6 a7")), (vec!["a8 a9".to_owned()], vec![]));
        assert_eq!(state.tagging.left(), 2);
        assert_eq!((done(&mut state, "a8 a9"), state.tagging.left()), (vec![], 0));
    }

    #[test]
    fn what_an_undo_takes_out_does_not_wait() {
        let (mut state, _) = with(9, THIRD);
        state.update(Action::Undo, 0);
        assert!(state.tagging.waiting.is_empty());
    }

    #[test]
    fn an_article_that_is_opened_need_not_wait() {
        let (mut state, _) = with(9, THIRD);
        assert_eq!(asked(&state.update(Action::Open("a9".into()), 0)), ["a9!"]);
        assert_eq!(done(&mut state, "a9"), [""; 0], "it was one more than the queue may ask for");
        assert_eq!(done(&mut state, "a1"), ["a5 a6 a7"]);
        assert_eq!(done(&mut state, "a2 a3 a4"), ["a8"]);
    }

    #[test]
    fn of_articles_that_fail_together_each_is_tried() {
        let (mut state, _) = with(4, THIRD);
        let failed = Action::TaggingFailed(ids("a2 a3 a4"), "it broke".to_owned());
        assert_eq!(asked(&state.update(failed, 0)), ["a2"]);
        assert_eq!(state.alert, None);
        assert_eq!(done(&mut state, "a1"), ["a3"]);
        let effects = state.update(Action::TaggingFailed(ids("a2"), "it broke".to_owned()), 0);
        assert_eq!(asked(&effects), ["a4"]);
        assert!(state.alert.as_ref().is_some_and(|alert| alert.contains("a2")), "{:?}", state.alert);
    }

    #[test]
    fn what_a_worker_leaves_is_asked_again_and_nothing_said_of_it() {
        let (mut state, _) = with(9, THIRD);
        let returned = || Action::TaggingReturned(ids("a2 a3 a4"));
        assert_eq!(asked(&state.update(returned(), 0)), ["a2 a3 a4"]);
        assert_eq!((state.tagging.left(), &state.alert), (9, &None));
        state.update(Action::CancelTagging, 0);
        assert_eq!(asked(&state.update(returned(), 0)), [""; 0], "it was taken back");
    }

    #[test]
    fn where_there_is_no_tagger_that_is_said_and_not_each_article() {
        let (mut state, _) = with(1, 10);
        let failed = Action::Worker(WorkerState::Failed("it is missing".to_owned()));
        state.update(failed, 0);
        let alert = state.alert.clone();
        assert!(alert.as_ref().is_some_and(|alert| alert.contains("not available")), "{alert:?}");
        state.update(Action::TaggingFailed(ids("a1"), "it is missing".to_owned()), 0);
        state.update(Action::LearningFailed("it is missing".to_owned()), 0);
        assert_eq!((&state.alert, state.tagging.left()), (&alert, 0));
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
    fn what_comes_back_untagged_is_asked_for() {
        let (mut state, _) = with(3, 10);
        state.update(Action::Undo, 0);
        done(&mut state, "a1");
        done(&mut state, "a2 a3");
        assert_eq!(state.tagging.left(), 0);
        assert_eq!(asked(&state.update(Action::Redo, 0)), ["a1!", "a2 a3"]);
    }

    /// All three articles have been tagged, the first with a suggestion.
    fn tagged_three() -> AppState {
        let (mut state, _) = with(3, 10);
        let suggestions = vec![Suggestion {
            range: TextRange::from_usize(0..2),
            label: "PERSON".into(),
            origin: Origin::Model,
            confidence: 0.9,
        }];
        let parts = vec![TaggedPart { text: 0, within: TextRange::from_usize(0..10), suggestions }];
        state.update(Action::Tagged { articles: ids("a1"), parts, progress: (1, 1) }, 0);
        done(&mut state, "a1");
        done(&mut state, "a2 a3");
        state
    }

    #[test]
    fn a_preset_that_is_taken_back_has_what_waits_tagged_anew() {
        let mut state = tagged_three();
        state.update(Action::UseSchema(Schema::conll()), 0);
        done(&mut state, "a1");
        done(&mut state, "a2 a3");
        assert_eq!(asked(&state.update(Action::Undo, 0)), ["a1!", "a2 a3"]);
    }

    #[test]
    fn what_is_suggested_before_it_is_learned_how_is_not_counted() {
        let mut state = tagged_three();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::UseSchema(Schema::conll()), 0);
        let said = state.announcement.clone();
        done(&mut state, "a2");
        assert_eq!(state.announcement, said);
        state.update(Action::Learned(1), 0);
        state.update(Action::TagAgain, 0);
        done(&mut state, "a2");
        assert_eq!(state.announcement, "Tagged: 0 suggestions to decide.");
    }

    #[test]
    fn what_tags_nothing_when_it_is_done_tags_nothing_when_it_is_taken_back() {
        let mut state = tagged_three();
        let label = |name: &str| Label::new("PERSON", name, "#123456", None);
        for action in [Action::EditLabel("PERSON".into(), label("Somebody")), Action::AddLabel(label("Court"))] {
            state.update(action, 0);
            assert_eq!(asked(&state.update(Action::Undo, 0)), [""; 0]);
        }
        let article = Article::new("b", Text::new("Oslo"), Meta::default());
        let schema = Some(Schema { labels: vec![Label::new("COURT", "Court", "#123456", None)], ..Schema::empty("b") });
        let found = Found { articles: vec![article], schema, ..Found::default() };
        state.update(Action::Imported(found), 0);
        assert_eq!(asked(&state.update(Action::Undo, 0)), [""; 0]);
    }

    #[test]
    fn an_article_that_comes_back_starts_no_other_that_was_stopped() {
        let (mut state, _) = with(3, THIRD);
        state.update(Action::CancelTagging, 0);
        state.update(Action::RemoveArticle, 0);
        assert_eq!(asked(&state.update(Action::Undo, 0)), ["a1!"]);
    }

    #[test]
    fn what_the_last_visit_left_untagged_or_perhaps_half_tagged_is_asked_for() {
        let (mut state, _) = with(3, LONG + 10);
        let found = Suggestion {
            range: TextRange::from_usize(5..9),
            label: "GPE".into(),
            origin: Origin::Model,
            confidence: 0.9,
        };
        let part = TaggedPart { text: 0, within: TextRange::from_usize(0..10), suggestions: vec![found] };
        for id in ["a1", "a2"] {
            let command = Command::Suggest(vec![SuggestedPart {
                article: id.into(),
                within: part.within,
                suggestions: part.suggestions.iter().cloned().map(Annotation::from).collect(),
            }]);
            state.editor.execute(command, 0).unwrap();
        }
        let place = Place { article: Some("a1".into()), ..Place::default() };
        let mut next = AppState::default();
        let effects = next.update(Action::Opened(Box::new(state.editor), place), 0);
        assert_eq!(asked(&effects), ["a1!", "a3"]);
        assert_eq!(next.tagging.left(), 1, "of the others nothing is said");
        assert_eq!(done(&mut next, "a3"), ["a2"]);
        let tagged = |parts| Action::Tagged { articles: ids("a1"), parts, progress: (1, 1) };
        let seq = next.editor.seq();
        next.update(tagged(vec![TaggedPart { suggestions: Vec::new(), ..part }]), 0);
        assert_eq!(next.editor.seq(), seq, "the last word on it is awaited");
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
        let (mut state, _) = with(9, THIRD);
        state.update(Action::PauseTagging, 0);
        assert_eq!((done(&mut state, "a1"), done(&mut state, "a2 a3 a4")), (vec![], vec![]));
        assert_eq!((state.tagging.paused, state.tagging.left()), (true, 5));
        assert_eq!(asked(&state.update(Action::Open("a6".into()), 0)), ["a6!"]);
        assert_eq!(done(&mut state, "a6"), [""; 0]);
        assert_eq!(asked(&state.update(Action::PauseTagging, 0)), ["a5 a7 a8", "a9"]);
    }

    #[test]
    fn a_pause_ends_with_what_waits() {
        let (mut state, _) = with(2, THIRD);
        state.update(Action::PauseTagging, 0);
        done(&mut state, "a1");
        done(&mut state, "a2");
        assert!(!state.tagging.paused, "nothing waited");
        let (mut state, _) = with(9, THIRD);
        state.update(Action::PauseTagging, 0);
        state.update(Action::CancelTagging, 0);
        assert!(!state.tagging.paused);
    }

    #[test]
    fn what_is_stopped_is_taken_back() {
        let (mut state, _) = with(9, THIRD);
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
        let (mut state, _) = with(9, THIRD);
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
        let (mut state, _) = with(1, THIRD);
        state.update(Action::Tagged { articles: ids("a1"), parts: Vec::new(), progress: (1, 5) }, 0);
        state.update(Action::RemoveArticle, 0);
        assert_eq!(state.tagging.progress(), None);
    }

    #[test]
    fn each_worker_has_requests_of_the_queue() {
        let mut state = AppState::default();
        state.tagging.workers = 2;
        let effects = import(&mut state, 12, THIRD);
        assert_eq!(asked(&effects), ["a1!", "a2 a3 a4", "a5 a6 a7", "a8 a9 a10"]);
    }
}
