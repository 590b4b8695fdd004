//! The tagger learns from finished articles, and what waits for a decision is suggested anew.

use super::AppState;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::edit::{Change, Gone, JournalEntry, Step};
use crate::core::project::keeps_up;
use crate::core::text::ByteOffset;
use crate::ui::desk::Effect;
use crate::ui::wording;

impl AppState {
    /// Has the tagger learn what it has not been taught yet.
    pub(super) fn learn(&mut self) -> Vec<Effect> {
        if self.learning.busy {
            return Vec::new();
        }
        let Some(lessons) = self.learning.curriculum.next(self.editor.project()) else { return Vec::new() };
        self.learning.busy = true;
        vec![Effect::Learn(lessons, self.labels())]
    }

    /// The tagger has learned from so many articles: what it suggested before is out of date.
    pub(super) fn learned(&mut self, finished: u32) -> Vec<Effect> {
        self.learning.finished = finished;
        self.go_on_learning()
    }

    /// The tagger could not learn from an article, but has from the others that it was taught with it.
    pub(super) fn learning_failed(&mut self, why: &str) -> Vec<Effect> {
        self.blame_tagger(wording::learning_failed(why));
        self.go_on_learning()
    }

    fn go_on_learning(&mut self) -> Vec<Effect> {
        self.learning.busy = false;
        let more = self.learn();
        if !more.is_empty() {
            return more;
        }
        self.learning.outdated = self.keeping_up().collect();
        let mut effects = self.refresh_outdated();
        effects.extend(self.tag_waiting());
        effects
    }

    /// The tagger is another, or its suggestions get other labels: it is taught from the beginning.
    pub(super) fn teach_anew(&mut self) -> Vec<Effect> {
        self.learning.curriculum.forget();
        self.learning.busy = false;
        self.learn()
    }

    /// Brings the suggestions of the open article up to date, if they are not.
    pub(super) fn refresh_outdated(&mut self) -> Vec<Effect> {
        let is_old = |id: &ArticleId| {
            self.learning.outdated.contains(id) || self.tagging.renewing().any(|renewing| renewing == id)
        };
        if self.current.as_ref().is_some_and(is_old) { self.refresh(ByteOffset::default()) } else { Vec::new() }
    }

    /// After a decision, suggests anew what comes behind it: what has been read already stays as it is. What is still
    /// being taught would suggest worse than what is there.
    pub(super) fn refresh_after(&mut self, decided: ByteOffset) -> Vec<Effect> {
        self.learning.decided = true;
        if self.learning.busy { Vec::new() } else { self.refresh(decided) }
    }

    /// Whether the tagger has said all that follows from what the reader did.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.learning.busy && !self.tagging.is_asked()
    }

    /// From how many of how many finished articles the tagger has learned, while it has more before it than it is taught at
    /// once.
    #[must_use]
    pub fn learning(&self) -> Option<(usize, usize)> {
        // Asked at each drawing, and nearly always there is nothing to count for.
        if !self.learning.busy {
            return None;
        }
        let done = self.project().articles.iter().filter(|article| article.status == ArticleStatus::Done).count();
        let learned = self.learning.curriculum.taught();
        (learned < done).then_some((learned, done))
    }

    /// After decisions in several articles, has those that the reader is not at suggested anew behind all else, and all
    /// others where one of them is open.
    pub(super) fn refresh_others<'a>(&mut self, decided: impl Iterator<Item = &'a ArticleId>) -> Vec<Effect> {
        let others: Vec<ArticleId> = decided.filter(|id| self.current.as_ref() != Some(id)).cloned().collect();
        if others.iter().any(|id| self.is_open(id)) {
            self.tell_others(self.current.clone().as_ref());
        }
        self.learning.outdated.extend(others);
        self.tag_waiting()
    }

    /// Before the reader goes on from an article: what was decided there counts in all others, though it is not finished.
    pub(super) fn leave(&mut self, left: Option<&ArticleId>) {
        if std::mem::take(&mut self.learning.decided) && left.is_some_and(|id| self.is_open(id)) {
            self.tell_others(left);
        }
    }

    /// After a step by which an article was passed over, taken out or brought back: what was decided there counts in all others
    /// no more, or again.
    pub(super) fn retell(&mut self, entry: &JournalEntry) -> Vec<Effect> {
        let tells = |article: &Article| article.annotations.iter().any(Annotation::is_decided);
        let changes_who_tells = |change: &Change| match change {
            Change::Status { article, before, after } => {
                [before, after].contains(&&ArticleStatus::Skipped)
                    && self.project().article(article).is_some_and(|it| tells(it))
            }
            Change::Article { before, after, .. } => {
                let article = before.as_ref().and_then(Gone::article).or(after.as_deref());
                // What comes in for the first time was decided nowhere before.
                article.is_some_and(tells) && (before.is_some() || entry.step != Step::Do)
            }
            _ => false,
        };
        // What is being learned is followed by all of it.
        if self.learning.busy || !entry.transaction.changes.iter().any(changes_who_tells) {
            return Vec::new();
        }
        self.tell_others(None);
        let mut effects = self.refresh_outdated();
        effects.extend(self.tag_waiting());
        effects
    }

    fn tell_others(&mut self, than: Option<&ArticleId>) {
        let others: Vec<ArticleId> = self.keeping_up().filter(|id| Some(id) != than).collect();
        self.learning.outdated.extend(others);
    }

    fn is_open(&self, id: &ArticleId) -> bool {
        self.project().article(id).is_some_and(|article| article.status == ArticleStatus::Open)
    }

    /// The articles of which the suggestions keep up with what is learned.
    pub(super) fn keeping_up(&self) -> impl Iterator<Item = ArticleId> {
        self.project().articles.iter().filter(|article| keeps_up(article)).map(|article| article.id.clone())
    }

    fn refresh(&mut self, from: ByteOffset) -> Vec<Effect> {
        let Some(article) = self.article().filter(|article| keeps_up(article) && !self.is_lost()) else {
            return Vec::new();
        };
        let id = article.id.clone();
        if self.tagging.overtake(&id) { Vec::new() } else { self.tag_now(id, from, true) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Origin, Status};
    use crate::core::article::Meta;
    use crate::core::import::Found;
    use crate::core::schema::Label;
    use crate::core::store::Place;
    use crate::core::tagger::Suggestion;
    use crate::core::text::{Text, TextRange};
    use crate::ui::desk::{Action, Cursor};
    use crate::worker::protocol::TaggedPart;
    use std::rc::Rc;

    const TEXT: &str = "Oslo met Bonn.";

    /// Two articles, the second of which is open; both have been tagged.
    fn state() -> AppState {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        for id in ["a1", "a2"] {
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft(TEXT.to_owned()), 0);
            state.update(Action::TagDraft, 0);
            tagged(&mut state, id, "GPE");
        }
        state
    }

    /// The tagger suggests the two places with a label.
    fn tagged(state: &mut AppState, id: &str, label: &str) -> Vec<Effect> {
        tagged_from(state, id, label, 0)
    }

    /// The same in answer to a request from some byte on.
    fn tagged_from(state: &mut AppState, id: &str, label: &str, from: usize) -> Vec<Effect> {
        let suggest = |range| Suggestion { range, label: label.into(), origin: Origin::Model, confidence: 0.9 };
        let suggestions = [0..4, 9..13].map(|range| suggest(TextRange::from_usize(range))).into();
        let within = TextRange::from_usize(from..TEXT.len());
        let articles: Rc<[ArticleId]> = [id.into()].into();
        let parts = vec![TaggedPart { text: 0, within, suggestions }];
        state.update(Action::Tagged { articles: articles.clone(), parts, progress: (1, 1) }, 0);
        state.update(Action::TaggingDone(articles), 0)
    }

    fn labels(state: &AppState) -> Vec<&str> {
        state.article().unwrap().annotations.visible().map(|mark| mark.label.as_str()).collect()
    }

    /// How many articles are to be learned from, and whether anew.
    fn lessons(effects: &[Effect]) -> Option<(usize, bool)> {
        effects.iter().find_map(|effect| match effect {
            Effect::Learn(lessons, _) => Some((lessons.articles.len(), lessons.anew)),
            _ => None,
        })
    }

    /// The articles that are tagged together, if some are.
    fn tagged_together(effects: &[Effect]) -> Vec<&str> {
        let together = effects.iter().filter_map(|effect| match effect {
            Effect::Tag(articles, ..) => Some(articles),
            _ => None,
        });
        together.flatten().map(|article| article.id.as_str()).collect()
    }

    fn is_tagged(effects: &[Effect], id: &str) -> bool {
        effects.iter().any(|effect| matches!(effect, Effect::TagNow(article, ..) if article.id.as_str() == id))
    }

    /// The byte from which on an article is tagged, if one is.
    fn tagged_behind(effects: &[Effect]) -> Option<usize> {
        effects.iter().find_map(|effect| match effect {
            Effect::TagNow(_, from, ..) => Some(from.as_usize()),
            _ => None,
        })
    }

    #[test]
    fn what_is_decided_while_an_article_is_tagged_is_heeded_afterwards() {
        let mut state = state();
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::DoneAndNext, 0);
        state.update(Action::Learned(1), 0);
        tagged(&mut state, "a2", "GPE");
        state.update(Action::TagAgain, 0);
        state.update(Action::Select(Cursor::words(TextRange::from_usize(5..8))), 0);
        let effects = state.update(Action::Label("ORG".into()), 0);
        assert!(!is_tagged(&effects, "a2"), "it is on its way");
        assert!(is_tagged(&tagged(&mut state, "a2", "GPE"), "a2"), "but knew nothing of that");
        assert!(!is_tagged(&tagged(&mut state, "a2", "GPE"), "a2"), "once");
    }

    #[test]
    fn a_finished_article_is_learned_from_and_what_is_open_suggested_anew() {
        let mut state = state();
        state.update(Action::Open("a1".into()), 0);
        let effects = state.update(Action::DoneAndNext, 0);
        assert_eq!(lessons(&effects), Some((1, false)));
        let announced = state.announcement.clone();
        assert!(is_tagged(&state.update(Action::Learned(1), 0), "a2"));
        tagged(&mut state, "a2", "ORG");
        assert_eq!(labels(&state), ["ORG", "ORG"]);
        assert_eq!(state.announcement, announced, "nobody asked for it");
    }

    #[test]
    fn what_was_decided_in_an_article_counts_elsewhere_no_more_once_it_is_passed_over_or_taken_out() {
        for step in [Action::Skip, Action::RemoveArticle] {
            let mut state = state();
            state.update(Action::Open("a1".into()), 0);
            let retold = |effects: &[Effect]| told(effects).map(|told| told.len());
            assert_eq!(retold(&state.update(step.clone(), 0)), None, "nothing was decided there");
            state.update(Action::Undo, 0);
            state.update(Action::Open("a1".into()), 0);
            state.update(Action::Select(Cursor::words(TextRange::from_usize(0..4))), 0);
            state.update(Action::Label("ORG".into()), 0);
            state.update(Action::Open("a2".into()), 0);
            tagged(&mut state, "a2", "GPE");
            state.update(Action::Open("a1".into()), 0);
            tagged(&mut state, "a1", "GPE");
            assert_eq!(retold(&state.update(step, 0)), Some(0), "a2 is open now");
            tagged(&mut state, "a2", "GPE");
            let effects = state.update(Action::Undo, 0);
            assert!(tagged_together(&effects).contains(&"a2"), "{effects:?}");
        }
    }

    #[test]
    fn what_is_taken_back_is_forgotten() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        assert_eq!(lessons(&state.update(Action::Undo, 0)), Some((0, true)));
        assert!(is_tagged(&state.update(Action::Learned(0), 0), "a2"));
        assert_eq!(state.learning.finished, 0);
    }

    #[test]
    fn other_articles_are_suggested_anew_when_they_are_opened() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        assert!(!is_tagged(&state.update(Action::Learned(1), 0), "a1"));
        assert!(is_tagged(&state.update(Action::Open("a1".into()), 0), "a1"));
        tagged(&mut state, "a1", "ORG");
        state.update(Action::Open("a2".into()), 0);
        assert!(!is_tagged(&state.update(Action::Open("a1".into()), 0), "a1"), "it is up to date");
    }

    /// What somebody is told to have decided elsewhere, when an article is tagged.
    fn told(effects: &[Effect]) -> Option<Vec<&str>> {
        effects.iter().find_map(|effect| match effect {
            Effect::TagNow(_, _, told, _) => Some(told.iter().map(|it| it.words.as_str()).collect()),
            _ => None,
        })
    }

    #[test]
    fn what_is_decided_in_an_article_counts_there_and_once_it_is_left_in_all_others() {
        let mut state = state();
        state.update(Action::Select(Cursor::words(TextRange::from_usize(0..4))), 0);
        let effects = state.update(Action::Label("ORG".into()), 0);
        assert_eq!((tagged_behind(&effects), told(&effects)), (Some(4), Some(vec![])));
        tagged_from(&mut state, "a2", "GPE", 4);
        let effects = state.update(Action::Open("a1".into()), 0);
        assert_eq!((tagged_behind(&effects), told(&effects)), (Some(0), Some(vec!["Oslo"])));
        tagged(&mut state, "a1", "ORG");
        assert!(!is_tagged(&state.update(Action::Open("a2".into()), 0), "a2"), "nothing was decided");
        assert!(!is_tagged(&state.update(Action::Open("a1".into()), 0), "a1"));
    }

    #[test]
    fn of_a_tagger_that_is_given_up_nothing_is_asked_after_a_decision() {
        let mut state = state();
        state.update(Action::Worker(crate::ui::state::WorkerState::Failed("it fell".to_owned())), 0);
        state.update(Action::Select(Cursor::words(TextRange::from_usize(0..4))), 0);
        assert!(!is_tagged(&state.update(Action::Label("ORG".into()), 0), "a2"));
        let effects = state.update(Action::Open("a1".into()), 0);
        assert!(!is_tagged(&effects, "a1") && tagged_together(&effects).is_empty());
    }

    #[test]
    fn what_is_suggested_after_a_decision_is_written_where_no_visit_would_learn_it() {
        let mut state = state();
        let mut is_written = |finished| {
            state.learning.finished = finished;
            state.update(Action::Select(Cursor::words(TextRange::from_usize(0..4))), 0);
            state.update(Action::Label(if finished == 0 { "ORG" } else { "NORP" }.into()), 0);
            let seq = state.editor.seq();
            tagged_from(&mut state, "a2", if finished == 0 { "ORG" } else { "NORP" }, 4);
            state.editor.seq() > seq
        };
        assert!(is_written(0));
        assert!(!is_written(1));
    }

    #[test]
    fn what_nobody_opens_is_suggested_anew_and_nothing_said_of_it() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        let announced = state.announcement.clone();
        assert_eq!(tagged_together(&state.update(Action::Learned(1), 0)), ["a1"]);
        let seq = state.editor.seq();
        tagged(&mut state, "a1", "ORG");
        assert_eq!(state.editor.seq(), seq, "nor is it written");
        assert_eq!((state.tagging.left(), state.tagging.progress()), (0, None));
        assert_eq!(state.announcement, announced);
        state.current = Some("a1".into());
        assert_eq!(labels(&state), ["ORG", "ORG"]);
    }

    #[test]
    fn what_is_decided_or_taken_back_in_articles_that_are_not_open_is_carried_on_there() {
        let mut state = state();
        state.update(Action::ShowPaste, 0);
        state.update(Action::Draft("Rome met Bonn.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        tagged(&mut state, "a3", "GPE");
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::TaggingDone(["a1".into(), "a2".into()].into()), 0);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::FindWords("Oslo".to_owned()), 0);
        let decided = state.update(Action::DecideTicked(Some("ORG".into())), 0);
        assert_eq!((tagged_behind(&decided), tagged_together(&decided)), (Some(4), vec!["a1"]));
        for id in ["a1", "a2"] {
            tagged(&mut state, id, "GPE");
        }
        let undone = state.update(Action::Undo, 0);
        assert_eq!((tagged_behind(&undone), tagged_together(&undone)), (Some(4), vec!["a1"]));
    }

    #[test]
    fn what_a_file_suggests_stays_until_the_article_is_tagged_again() {
        let mut state = state();
        let suggested = |origin| {
            let mut article = Article::new("a3", Text::new(&TEXT.replace('.', "!")), Meta::default());
            let mark = Annotation::confirmed(TextRange::from_usize(0..4), "ORG".into(), origin);
            article.annotations.insert(Annotation { status: Status::Suggested, ..mark });
            article
        };
        let found = Found { articles: vec![suggested(Origin::Import)], ..Found::default() };
        state.update(Action::Imported(found), 0);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::MarkDone, 0);
        assert_eq!(tagged_together(&state.update(Action::Learned(1), 0)), ["a1"]);
        assert!(!is_tagged(&state.update(Action::Open("a3".into()), 0), "a3"));
        assert!(is_tagged(&state.update(Action::TagAgain, 0), "a3"));
        let first = TaggedPart { text: 0, within: TextRange::from_usize(0..9), suggestions: Vec::new() };
        state.update(Action::Tagged { articles: ["a3".into()].into(), parts: vec![first], progress: (1, 2) }, 0);
        assert_eq!(labels(&state), ["ORG"], "the last word on it is awaited");
        tagged(&mut state, "a3", "GPE");
        assert_eq!(labels(&state), ["GPE", "GPE"]);
        state.update(Action::Undo, 0);
        assert_eq!(labels(&state), ["ORG"], "one step");
        assert!(keeps_up(&suggested(Origin::Model)));
    }

    #[test]
    fn nothing_is_suggested_beside_what_a_file_says_until_something_is_decided_there() {
        let mut article = Article::new("a3", Text::new(TEXT), Meta::default());
        assert!(keeps_up(&article));
        article.annotations.insert(Annotation::confirmed(TextRange::from_usize(0..4), "GPE".into(), Origin::Import));
        assert!(!keeps_up(&article));
        article.annotations.insert(Annotation::confirmed(TextRange::from_usize(9..13), "GPE".into(), Origin::Human));
        assert!(keeps_up(&article));
    }

    #[test]
    fn a_renewal_that_fails_leaves_what_there_is_and_one_that_comes_back_is_asked_again() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        let articles = || Rc::from([ArticleId::from("a1")]);
        assert_eq!(tagged_together(&state.update(Action::TaggingReturned(articles()), 0)), ["a1"]);
        assert_eq!(state.tagging.left(), 0, "nothing is said of it");
        let effects = state.update(Action::TaggingFailed(articles(), "it broke".to_owned()), 0);
        assert_eq!((tagged_together(&effects), &state.alert), (vec![], &None));
    }

    #[test]
    fn a_renewal_that_is_stopped_is_still_to_be_done() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::CancelTagging, 0);
        assert!(is_tagged(&state.update(Action::Open("a1".into()), 0), "a1"));
    }

    #[test]
    fn nothing_is_suggested_anew_by_a_tagger_that_is_still_to_be_taught() {
        let mut before = state();
        let long = Article::new("a3", Text::new(&"Oslo ".repeat(8_000)), Meta::default());
        before.update(Action::Imported(Found { articles: vec![long], ..Found::default() }), 0);
        tagged(&mut before, "a3", "GPE");
        before.update(Action::Open("a1".into()), 0);
        before.update(Action::MarkDone, 0);
        let place = Place { article: Some("a3".into()), ..Place::default() };
        let mut state = AppState::default();
        let effects = state.update(Action::Opened(Box::new(before.editor), place), 0);
        assert_eq!((lessons(&effects), is_tagged(&effects, "a3")), (Some((1, false)), false));
        assert!(is_tagged(&state.update(Action::Learned(1), 0), "a3"));
    }

    #[test]
    fn of_articles_that_are_suggested_anew_together_the_one_that_is_opened_is_asked_for_by_itself() {
        let mut state = state();
        let article = Article::new("a3", Text::new(&TEXT.replace('.', "!")), Meta::default());
        let found = Found { articles: vec![article], ..Found::default() };
        state.update(Action::Imported(found), 0);
        tagged(&mut state, "a3", "GPE");
        state.update(Action::MarkDone, 0);
        assert_eq!(tagged_together(&state.update(Action::Learned(1), 0)), ["a1", "a3"]);
        assert!(is_tagged(&state.update(Action::Open("a3".into()), 0), "a3"));
        let suggest = |range| Suggestion { range, label: "ORG".into(), origin: Origin::Learner, confidence: 0.9 };
        let part = |text| TaggedPart {
            text,
            within: TextRange::from_usize(0..TEXT.len()),
            suggestions: vec![suggest(TextRange::from_usize(0..4))],
        };
        let articles: Rc<[ArticleId]> = ["a1".into(), "a3".into()].into();
        state.update(Action::Tagged { articles, parts: vec![part(0), part(1)], progress: (2, 2) }, 0);
        assert_eq!(labels(&state), ["GPE", "GPE"], "what it was asked before it was opened");
        state.current = Some("a1".into());
        assert_eq!(labels(&state), ["ORG"]);
    }

    #[test]
    fn an_article_that_was_finished_meanwhile_stays_as_it_is() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::MarkDone, 0);
        tagged(&mut state, "a1", "ORG");
        assert_eq!(labels(&state), ["GPE", "GPE"]);
    }

    #[test]
    fn a_model_of_the_users_is_not_asked_for_what_nobody_opens() {
        let mut state = state();
        state.update(Action::ModelChosen("model.onnx".to_owned(), true), 0);
        state.update(Action::MarkDone, 0);
        assert_eq!(tagged_together(&state.update(Action::Learned(1), 0)), [""; 0]);
        assert!(is_tagged(&state.update(Action::Open("a1".into()), 0), "a1"));
    }

    #[test]
    fn while_much_is_taught_anew_nothing_is_suggested_by_half_of_it() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::Open("a1".into()), 0);
        tagged(&mut state, "a1", "GPE");
        state.learning.busy = true;
        state.update(Action::Select(Cursor::words(TextRange::from_usize(5..8))), 0);
        assert!(!is_tagged(&state.update(Action::Label("PERSON".into()), 0), "a1"));
        assert!(is_tagged(&state.update(Action::Learned(1), 0), "a1"), "but by all of it");
    }

    #[test]
    fn what_comes_after_a_decision_is_suggested_anew() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::Open("a1".into()), 0);
        tagged(&mut state, "a1", "GPE");
        state.update(Action::Select(Cursor::words(TextRange::from_usize(5..8))), 0);
        let effects = state.update(Action::Label("PERSON".into()), 0);
        assert!(is_tagged(&effects, "a1"));
        assert_eq!(tagged_behind(&effects), Some(8));
        tagged_from(&mut state, "a1", "ORG", 8);
        assert_eq!(labels(&state), ["GPE", "PERSON", "ORG"], "what has been read stays");
        assert_eq!(tagged_behind(&state.update(Action::Undo, 0)), Some(8), "what it taught is unlearned");
    }

    #[test]
    fn a_label_that_is_put_away_is_suggested_no_more() {
        let mut state = state();
        let label = state.project().schema.labels.iter().find(|label| label.id.as_str() == "GPE").unwrap().clone();
        let edit = |archived| Action::EditLabel("GPE".into(), Label { archived, ..label.clone() });
        assert!(is_tagged(&state.update(edit(true), 0), "a2"));
        tagged(&mut state, "a2", "GPE");
        assert_eq!(labels(&state), [""; 0]);
        assert!(is_tagged(&state.update(Action::Undo, 0), "a2"));
    }

    #[test]
    fn where_something_was_learned_a_label_that_is_put_away_has_all_tagged_once() {
        let mut state = state();
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::DoneAndNext, 0);
        state.update(Action::Learned(1), 0);
        let label = state.project().schema.labels.iter().find(|label| label.id.as_str() == "GPE").unwrap().clone();
        let put_away = Action::EditLabel("GPE".into(), Label { archived: true, ..label });
        for action in [put_away, Action::Undo, Action::Redo] {
            let effects = state.update(action, 0);
            assert_eq!((lessons(&effects), is_tagged(&effects, "a2")), (Some((1, true)), false));
            assert!(is_tagged(&state.update(Action::Learned(1), 0), "a2"));
        }
    }

    #[test]
    fn what_comes_after_the_marks_of_an_accepted_group_is_suggested_anew() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        state.update(Action::Open("a1".into()), 0);
        tagged(&mut state, "a1", "GPE");
        state.update(Action::Select(Cursor::None), 0);
        let group = vec![(TextRange::from_usize(0..4), "GPE".into())];
        let effects = state.update(Action::AcceptKeys(group), 0);
        assert_eq!(tagged_behind(&effects), Some(4));
    }

    #[test]
    fn a_lesson_that_fails_is_followed_by_the_next() {
        let mut state = state();
        let article = |n| Article {
            status: ArticleStatus::Done,
            ..Article::new(format!("b{n}"), Text::new(&format!("Oslo {n}")), Meta::default())
        };
        let found = Found { articles: (0..25).map(article).collect(), ..Found::default() };
        assert_eq!(lessons(&state.update(Action::Imported(found), 0)), Some((20, false)));
        let failed = || Action::LearningFailed("it broke".to_owned());
        assert_eq!(lessons(&state.update(failed(), 0)), Some((5, false)));
        assert!(is_tagged(&state.update(failed(), 0), "a2"), "the others were learned from");
        assert!(state.alert.is_some());
    }

    #[test]
    fn a_tagger_that_starts_again_is_taught_again() {
        let mut state = state();
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        let restarting = Action::Worker(crate::ui::state::WorkerState::Restarting("it fell".to_owned()));
        assert_eq!(lessons(&state.update(restarting, 0)), Some((1, true)));
    }
}
