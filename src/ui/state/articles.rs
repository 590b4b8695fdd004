//! Articles come in, are opened, marked done and taken out.

use super::{AppState, LONGEST_PASTE};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta, meta_of};
use crate::core::edit::{Command, Step};
use crate::core::import::{Arrivals, Found};
use crate::core::project::{QueueFilter, QueueOrder, neighbour, next_unfinished, previous, undecided};
use crate::core::text::Text;
use crate::ui::desk::{Cursor, Effect};
use crate::ui::wording;
use crate::ui::words::{tr, translated};

impl AppState {
    pub(super) fn tag_draft(&mut self, now: u64) -> Vec<Effect> {
        if self.draft.trim().is_empty() {
            self.say(tr(wording::NOTHING_PASTED));
            return vec![Effect::FocusPaste];
        }
        if let Some(problem) = wording::problem_with_paste(&self.draft, LONGEST_PASTE) {
            self.alert = Some(problem);
            return vec![Effect::FocusPaste];
        }
        let text = Text::new(&self.draft);
        let meta = meta_of(&text);
        let mut article = Article::new(self.project().free_id(), text, meta);
        article.status = ArticleStatus::Open;
        let id = article.id.clone();
        let mut effects = self.execute(Command::AddArticles(vec![article]), now);
        if self.project().position(&id).is_none() {
            return vec![Effect::FocusPaste];
        }
        self.draft.clear();
        if self.project().article(&id).is_some_and(|article| !self.filter.fits(article)) {
            // What was pasted just now is to be in sight.
            self.filter = QueueFilter::default();
        }
        effects.extend(self.go_to(Some(id)));
        effects
    }

    pub(super) fn show_paste(&mut self) -> Vec<Effect> {
        self.alert = None;
        self.go_to(None)
    }

    /// Back from the paste box to the article that was open before; what stands in the box stays there.
    pub(super) fn leave_paste(&mut self) -> Vec<Effect> {
        self.came_from().map(|id| self.go_to(Some(id))).unwrap_or_default()
    }

    /// The article that was open before, if it is still there; it is gone back to once.
    fn came_from(&mut self) -> Option<ArticleId> {
        while let Some(id) = self.trail.pop() {
            if self.current.as_ref() != Some(&id) && self.project().article(&id).is_some() {
                return Some(id);
            }
        }
        None
    }

    /// Takes in articles from a file, but for those that are there already, in one step. Ids that are taken are
    /// changed; labels and categories that are missing are added.
    pub(super) fn imported(&mut self, found: Found, now: u64) -> Vec<Effect> {
        // What was wrong with a file that was chosen together with this one.
        let earlier = self.alert.take();
        let unread = found.unread.clone();
        let Arrivals { schema, new: mut articles, continued, known } = Arrivals::new(self.project(), found);
        let said = wording::imported(articles.len(), continued.len(), known);
        let untagged = articles.iter().filter(|article| article.annotations.is_empty());
        let untagged: Vec<ArticleId> =
            untagged.filter(|article| article.status == ArticleStatus::New).map(|article| article.id.clone()).collect();
        let open = articles.first().filter(|_| self.current.is_none()).map(|article| article.id.clone());
        if let Some(first) = articles.first_mut().filter(|first| open.is_some() && first.status == ArticleStatus::New) {
            // Not by a step of its own: an import is one.
            first.status = ArticleStatus::Open;
        }
        articles.extend(continued);
        let mut effects = self.execute(Command::Import { schema, articles }, now);
        self.alert = earlier.or(self.alert.take());
        if !unread.is_empty() {
            self.also_alert(translated(&unread));
        }
        self.say(said);
        self.tagging.waiting.extend(untagged);
        if open.is_some() {
            effects.extend(self.saying_on(|state| state.go_to(open)));
        }
        effects.extend(self.tag_waiting());
        effects
    }

    pub(super) fn open(&mut self, id: ArticleId, now: u64) -> Vec<Effect> {
        self.dialog = None;
        let mut effects = Vec::new();
        if self.project().article(&id).is_some_and(|article| article.status == ArticleStatus::New) {
            effects.extend(self.set_status(id.clone(), ArticleStatus::Open, now));
        }
        effects.extend(self.go_to(Some(id)));
        effects
    }

    pub(super) fn go_to(&mut self, id: Option<ArticleId>) -> Vec<Effect> {
        let is_other = self.current != id;
        let left = std::mem::replace(&mut self.current, id).filter(|_| is_other);
        if is_other {
            self.leave(left.as_ref());
        }
        self.trail.extend(left);
        self.cursor = Cursor::None;
        self.menu = false;
        if let Some(article) = self.article() {
            self.announcement = wording::opened(article);
        }
        let mut effects = vec![if self.current.is_some() { Effect::FocusArticle } else { Effect::FocusPaste }];
        effects.extend(is_other.then_some(Effect::ShowWork));
        effects.extend(self.refresh_outdated());
        if let Some(id) = self.untagged() {
            self.tagging.waiting.push_front(id);
        }
        effects.extend(self.tag_waiting());
        effects
    }

    /// The open article, if it has nothing at all: perhaps nobody has tagged it.
    fn untagged(&self) -> Option<ArticleId> {
        let article = self.article().filter(|article| article.annotations.is_empty() && article.status.is_left())?;
        (!self.tagging.contains(&article.id)).then(|| article.id.clone())
    }

    pub(super) fn next_article(&mut self, now: u64) -> Vec<Effect> {
        let next = next_unfinished(&self.queue(), self.current.as_ref()).map(|article| article.id.clone());
        if let Some(id) = next {
            return self.open(id, now);
        }
        if next_unfinished(&self.project().articles, self.current.as_ref()).is_some() {
            return self.say(tr(wording::NONE_SHOWN_WAITS));
        }
        self.say(tr(wording::NO_NEXT_ARTICLE));
        self.show_paste()
    }

    /// Back to the article before: by place in the order as added, and in others, where what is finished goes to the end,
    /// to where the reader came from.
    pub(super) fn previous_article(&mut self, now: u64) -> Vec<Effect> {
        let came_from = if self.order == QueueOrder::Added { None } else { self.came_from() };
        let by_place = || previous(&self.queue(), self.current.as_ref()).map(|article| article.id.clone());
        let Some(id) = came_from.or_else(by_place) else { return self.say(tr(wording::NO_PREVIOUS_ARTICLE)) };
        let steps = self.trail.len();
        let effects = self.open(id, now);
        // Whoever goes back does not come from here.
        self.trail.truncate(steps);
        effects
    }

    pub(super) fn mark_done(&mut self, now: u64) -> Vec<Effect> {
        let Some(article) = self.article() else { return Vec::new() };
        let (id, done) = (article.id.clone(), article.status == ArticleStatus::Done);
        self.set_status(id, if done { ArticleStatus::Open } else { ArticleStatus::Done }, now)
    }

    /// Says something else of the open article.
    pub(super) fn set_meta(&mut self, meta: Meta, now: u64) -> Vec<Effect> {
        let Some(article) = self.current.clone() else { return Vec::new() };
        self.execute(Command::SetMeta { article, meta }, now)
    }

    /// Takes the note of the open article: until its field is left, all that is typed is one step.
    pub(super) fn take_note(&mut self, note: String, left: bool, now: u64) -> Vec<Effect> {
        let Some(article) = self.article() else { return Vec::new() };
        let meta = Meta { note: (!note.is_empty()).then_some(note), ..article.meta.clone() };
        let command = Command::SetMeta { article: article.id.clone(), meta };
        let outcome = if self.noting { self.editor.go_on(command, now) } else { self.editor.execute(command, now) };
        let is_new = match &outcome {
            Ok(Some(entry)) => entry.step != Step::Back,
            _ => self.noting,
        };
        self.noting = is_new && !left;
        let said = std::mem::take(&mut self.announcement);
        let effects = self.executed(outcome);
        // Who types is not told at each rest that something changed.
        self.announcement = if is_new && left { tr(wording::NOTED).to_owned() } else { said };
        effects
    }

    pub(super) fn flag(&mut self, now: u64) -> Vec<Effect> {
        let Some(mut meta) = self.article().map(|article| article.meta.clone()) else { return Vec::new() };
        meta.flagged ^= true;
        let flagged = meta.flagged;
        let effects = self.set_meta(meta, now);
        self.say(wording::flagged(flagged));
        effects
    }

    pub(super) fn set_status(&mut self, article: ArticleId, status: ArticleStatus, now: u64) -> Vec<Effect> {
        let left = self.project().article(&article).map_or(0, |article| undecided(article));
        let effects = self.execute(Command::SetStatus { article, status }, now);
        self.say(wording::marked(status, left));
        effects
    }

    /// Passes the open article over, or takes it up again.
    pub(super) fn skip(&mut self, now: u64) -> Vec<Effect> {
        match self.article().map(|article| (article.id.clone(), article.status)) {
            Some((id, ArticleStatus::Skipped)) => self.set_status(id, ArticleStatus::Open, now),
            _ => self.mark_and_next(ArticleStatus::Skipped, now),
        }
    }

    /// Has done with the open article, and goes on.
    pub(super) fn mark_and_next(&mut self, status: ArticleStatus, now: u64) -> Vec<Effect> {
        let Some(id) = self.article().map(|article| article.id.clone()) else { return Vec::new() };
        let mut effects = self.set_status(id, status, now);
        effects.extend(self.saying_on(|state| state.next_article(now)));
        effects
    }

    pub(super) fn remove_article(&mut self, now: u64) -> Vec<Effect> {
        let Some(id) = self.current.clone() else { return Vec::new() };
        let queue = self.queue();
        let shown = neighbour(&queue, &id).or_else(|| neighbour(&self.project().articles, &id));
        let neighbour = shown.map(|article| article.id.clone());
        self.tagging.remove(&id);
        let mut effects = vec![Effect::CancelTag([id.clone()].into())];
        // Opened first: what is undone next is that this one was taken out.
        effects.extend(match neighbour {
            Some(neighbour) => self.open(neighbour, now),
            None => self.show_paste(),
        });
        effects.extend(self.execute(Command::RemoveArticle(id), now));
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::schema::{Label, Schema};
    use crate::core::store::Place;
    use crate::core::text::TextRange;
    use crate::ui::desk::Action;

    #[test]
    fn where_nothing_is_left_to_finish_that_is_said_and_no_alert() {
        let mut state = AppState::with_pasted(&["Ann left."]);
        let mut said = |action| {
            let effects = state.update(action, 0);
            assert!(effects.contains(&Effect::FocusPaste) && state.alert.is_none(), "{effects:?}");
            state.announcement.clone()
        };
        assert_eq!(said(Action::DoneAndNext), "Article done. No other article waits. Paste the next one.");
        assert_eq!(said(Action::TagDraft), wording::NOTHING_PASTED);
    }

    #[test]
    fn a_project_that_was_gone_on_with_elsewhere_is_gone_on_with_here() {
        let mut state = AppState::with_pasted(&["Ann left.", "Bo left."]);
        let before = state.project().clone();
        let mut articles: Vec<Article> = before.articles.iter().map(|it| Article::clone(it)).collect();
        articles[0].status = ArticleStatus::Done;
        articles[0].meta.note = Some("sure".to_owned());
        let mark = Annotation::confirmed(TextRange::from_usize(0..3), "PERSON".into(), Origin::Human);
        articles[0].annotations.insert(mark);
        let schema = Some(before.schema.clone());
        let found = Found { articles: articles.clone(), schema, adopt: true, ..Found::default() };
        let effects = state.update(Action::Imported(found), 0);
        assert_eq!(state.project().articles.iter().map(|it| Article::clone(it)).collect::<Vec<_>>(), articles);
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Learn(..))), "{effects:?}");
        assert_eq!(
            state.announcement,
            "Added 0 articles. As in the file now: 1 article. 1 article was there already and is left out."
        );
        state.update(Action::Undo, 0);
        assert_eq!(*state.project(), before);
    }

    #[test]
    fn articles_come_in_under_free_ids() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        for time in 0..2 {
            let texts = ["a1", "x", "a3"].map(|id| (id, Text::new(&format!("{id} {time}"))));
            let articles = texts.map(|(id, text)| Article::new(id, text, Meta::default()));
            let found = Found { articles: articles.into(), ..Found::default() };
            state.update(Action::Imported(found), 0);
        }
        let ids: Vec<&str> = state.project().articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids, ["a1", "x", "a3", "a4", "a5", "a6"]);
    }

    #[test]
    fn an_article_that_opens_by_itself_is_open() {
        let mut state = with(&["a1", "a2", "a3"]);
        let open = |state: &AppState| {
            let articles = state.project().articles.iter();
            let is_open = articles.map(|article| article.status == ArticleStatus::Open).collect::<Vec<_>>();
            (state.current.as_ref().map(ToString::to_string), is_open)
        };
        assert_eq!(open(&state), (Some("a1".to_owned()), vec![true, false, false]));
        state.update(Action::RemoveArticle, 0);
        assert_eq!(open(&state), (Some("a2".to_owned()), vec![true, false]));
        state.update(Action::Undo, 0);
        assert_eq!(open(&state), (Some("a1".to_owned()), vec![true, true, false]), "that it went out is undone first");
        state.update(Action::Open("a3".into()), 0);
        state.update(Action::RemoveArticle, 0);
        assert_eq!(open(&state), (Some("a2".to_owned()), vec![true, true]), "after the last comes the one before");
    }

    /// A project of articles without anything, of which the first is open.
    fn with(ids: &[&str]) -> AppState {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let articles = ids.iter().map(|&id| Article::new(id, Text::new(id), Meta::default())).collect();
        state.update(Action::Imported(Found { articles, ..Found::default() }), 0);
        state
    }

    #[test]
    fn what_is_taken_out_or_done_leads_on_in_what_the_queue_shows() {
        use crate::core::project::Stage;
        let mut state = with(&["a1", "a2", "a3", "a4"]);
        for id in ["a2", "a4"] {
            state.update(Action::Open(id.into()), 0);
            state.update(Action::MarkDone, 0);
        }
        let filter = QueueFilter { stage: Some(Stage::Unfinished), ..QueueFilter::default() };
        state.update(Action::Filter(filter.clone()), 0);
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::RemoveArticle, 0);
        assert_eq!(state.current, Some("a3".into()), "the next one is done");
        state.update(Action::Filter(QueueFilter { words: "nothing".to_owned(), ..filter }), 0);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::NextArticle, 0);
        assert_eq!((state.current.clone(), &*state.announcement), (Some("a2".into()), wording::NONE_SHOWN_WAITS));
    }

    #[test]
    fn what_is_pasted_is_in_the_queue_whatever_it_was_narrowed_to() {
        let mut state = with(&["a1"]);
        let narrowed_to = |words: &str| QueueFilter { words: words.to_owned(), ..QueueFilter::default() };
        let mut paste = |words: &str| {
            state.update(Action::Filter(narrowed_to(words)), 0);
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft("Paris".to_owned()), 0);
            state.update(Action::TagDraft, 0);
            (state.filter.words.clone(), state.queue().len())
        };
        assert_eq!(paste("par"), ("par".to_owned(), 1), "it is among what was asked for");
        assert_eq!(paste("a1"), (String::new(), 3));
    }

    #[test]
    fn the_paste_box_is_left_for_the_article_before_it() {
        let mut state = with(&["a1", "a2"]);
        let mut leave = || {
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft("Oslo".to_owned()), 0);
            state.update(Action::Escape, 0);
            (state.current.clone(), state.draft.clone())
        };
        assert_eq!(leave(), (Some("a1".into()), "Oslo".to_owned()));
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::RemoveArticle, 0);
        state.update(Action::RemoveArticle, 0);
        state.update(Action::Escape, 0);
        assert_eq!(state.current, None, "there is none to go back to");
    }

    #[test]
    fn another_article_is_shown_from_its_start_and_a_mention_where_it_is() {
        let mut state = with(&["a1", "a2"]);
        let place = |effects: &[Effect], wanted: &Effect| effects.iter().position(|effect| effect == wanted);
        let mut shows = |action| place(&state.update(action, 0), &Effect::ShowWork).is_some();
        let open = || Action::Open("a2".into());
        assert_eq!([open(), open()].map(&mut shows), [true, false], "which is shown already");
        assert_eq!(
            [Action::PreviousArticle, Action::ShowPaste, Action::DoneAndNext].map(&mut shows),
            [true, true, false]
        );
        state.update(Action::FindWords("a1".to_owned()), 0);
        let effects = state.update(Action::OpenLine(0), 0);
        let [start, mention] = [Effect::ShowWork, Effect::ScrollToCursor].map(|it| place(&effects, &it));
        assert!(start.is_some() && start < mention, "{effects:?}");
    }

    #[test]
    fn an_article_is_skipped_and_taken_up_again() {
        let mut state = with(&["a1", "a2"]);
        let status = |state: &AppState| state.project().articles[0].status;
        state.update(Action::Skip, 0);
        assert_eq!((status(&state), state.current.as_ref().unwrap().as_str()), (ArticleStatus::Skipped, "a2"));
        assert_eq!(state.announcement, "Article skipped. Article a2: a2");
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::Skip, 0);
        assert_eq!((status(&state), state.current.as_ref().unwrap().as_str()), (ArticleStatus::Open, "a1"));
    }

    #[test]
    fn a_note_is_kept_while_it_is_typed_and_undone_at_once() {
        let mut state = with(&["a1"]);
        let note = |state: &AppState| state.article().and_then(|it| it.meta.note.clone()).unwrap_or_default();
        let typed = |state: &mut AppState, text: &str, left| {
            let effects = state.update(Action::Note(text.to_owned(), left), 0);
            effects.iter().filter(|effect| matches!(effect, Effect::Save(_))).count()
        };
        assert_eq!(typed(&mut state, "As", false), 1);
        assert_eq!(typed(&mut state, "Ask Ann", false), 1);
        assert_eq!(typed(&mut state, "Ask Ann", true), 0, "all of it was taken");
        assert_eq!(typed(&mut state, "Ask Ann. Done", true), 1);
        for before in ["Ask Ann", ""] {
            state.update(Action::Undo, 0);
            assert_eq!(note(&state), before, "a step for each visit");
        }
        state.update(Action::Redo, 0);
        assert_eq!(note(&state), "Ask Ann");

        typed(&mut state, "Ask", false);
        state.update(Action::Flag, 0);
        typed(&mut state, "Ask Bo", true);
        state.update(Action::Undo, 0);
        assert_eq!(note(&state), "Ask", "what comes in between is a step of its own");
    }

    #[test]
    fn a_note_is_told_once_its_field_is_left() {
        let mut state = with(&["a1"]);
        let opened = state.announcement.clone();
        for text in ["A", "", "As"] {
            state.update(Action::Note(text.to_owned(), false), 0);
            assert_eq!(state.announcement, opened, "while it is typed");
        }
        state.update(Action::Note("As".to_owned(), true), 0);
        assert_eq!(state.announcement, "Changed the note.");
        state.update(Action::Undo, 0);
        let undone = "Undone: Changed the note.";
        assert_eq!(state.announcement, undone);
        state.update(Action::Note(String::new(), true), 0);
        assert_eq!(state.announcement, undone, "as when the page is hidden while the field has the focus");
    }

    #[test]
    fn what_is_typed_and_taken_out_again_leaves_the_visit_before_alone() {
        let mut state = with(&["a1"]);
        for (text, left) in [("Ask", true), ("Ask", false), ("Ask Ann", false), ("Ask", false), ("Ask Bo", false)] {
            state.update(Action::Note(text.to_owned(), left), 0);
        }
        state.update(Action::Undo, 0);
        assert_eq!(state.article().unwrap().meta.note.as_deref(), Some("Ask"));
        state.update(Action::Undo, 0);
        assert_eq!(state.article().unwrap().meta.note, None);
    }

    #[test]
    fn what_was_never_tagged_is_tagged_when_it_is_opened() {
        let mut state = with(&["a1", "a2", "a3"]);
        state.update(Action::CancelTagging, 0);
        let asked = |state: &mut AppState, id: &str| {
            let effects = state.update(Action::Open(id.into()), 0);
            effects.iter().filter(|it| matches!(it, Effect::TagNow(article, ..) if article.id.as_str() == id)).count()
        };
        assert_eq!(asked(&mut state, "a2"), 1);
        assert_eq!(asked(&mut state, "a2"), 0, "it is being tagged");
        state.update(Action::Open("a3".into()), 0);
        state.update(Action::Skip, 0);
        assert_eq!(asked(&mut state, "a3"), 0, "of no use to it");
    }

    #[test]
    fn articles_and_the_labels_that_they_bring_are_one_step() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let import = |state: &mut AppState, text: &str, label: &str| {
            let articles = vec![Article::new("a1", Text::new(text), Meta::default())];
            let labels = ["ONE", label].map(|id| Label::new(id, id, "#123456", Some('1'))).into();
            let schema = Some(Schema { labels, ..Schema::empty("found") });
            state.update(Action::Imported(Found { articles, schema, ..Found::default() }), 0);
        };
        let now = |state: &AppState| (state.project().articles.len(), state.project().schema.labels.len());
        let (_, labels) = now(&state);
        import(&mut state, "Oslo", "TWO");
        import(&mut state, "Rome", "THREE");
        assert_eq!(now(&state), (2, labels + 3));
        for (articles, more) in [(1, 2), (0, 0)] {
            state.update(Action::Undo, 0);
            assert_eq!(now(&state), (articles, labels + more));
        }
        import(&mut state, "Oslo", "TWO");
        import(&mut state, "Oslo", "TWO");
        state.update(Action::Undo, 0);
        assert_eq!(now(&state), (0, labels), "an import that brings nothing is no step");
    }

    #[test]
    fn what_is_there_already_is_left_out_and_counted() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let mut import = |texts: &[&str]| {
            let articles = texts.iter().map(|text| Article::new("a1", Text::new(text), Meta::default())).collect();
            state.update(Action::Imported(Found { articles, ..Found::default() }), 0);
            (state.project().articles.len(), state.announcement.clone())
        };
        assert_eq!(import(&["Oslo", "Rome"]), (2, "Added 2 articles. Article a1: Oslo".to_owned()));
        let (articles, said) = import(&["Rome", "Bonn", "Oslo"]);
        assert_eq!((articles, said.as_str()), (3, "Added 1 article. 2 articles were there already and are left out."));
        assert_eq!(import(&["Oslo"]), (3, "Added 0 articles. 1 article was there already and is left out.".to_owned()));
        assert_eq!(import(&["Lima"]), (4, "Added 1 article.".to_owned()));
        assert_eq!(import(&[]), (4, "Added 0 articles.".to_owned()));
    }

    #[test]
    fn what_could_not_be_read_is_told_after_what_was_told_before() {
        let mut state = with(&["a1"]);
        let mut import = |unread: &str| {
            state.update(Action::Imported(Found { unread: unread.to_owned(), ..Found::default() }), 0);
            state.alert.clone()
        };
        assert_eq!(import(""), None);
        assert_eq!(import("a.txt: it is empty").as_deref(), Some("a.txt: it is empty"));
        assert_eq!(import("").as_deref(), Some("a.txt: it is empty"));
        assert_eq!(import("b.txt: it is empty").as_deref(), Some("a.txt: it is empty\nb.txt: it is empty"));
    }

    #[test]
    fn a_file_brings_its_categories_also_where_marks_of_another_overlap() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let mut crossed = Article::new("a1", Text::new("New York City"), Meta::default());
        for range in [0..8, 4..13] {
            crossed.annotations.insert(Annotation::confirmed(
                TextRange::from_usize(range),
                "GPE".into(),
                Origin::Import,
            ));
        }
        state.update(Action::Imported(Found { articles: vec![crossed], ..Found::default() }), 0);
        let seq = state.editor.seq();
        let mut import = |categories: &[&str]| {
            let categories = categories.iter().map(ToString::to_string).collect();
            let schema = Schema { categories, ..Schema::ontonotes() };
            state.update(Action::Imported(Found { schema: Some(schema), ..Found::default() }), 0);
            (state.project().schema.categories.join(" "), state.editor.seq() - seq, state.alert.clone())
        };
        assert_eq!(import(&[]), (String::new(), 0, None), "nothing is asked for what is there");
        assert_eq!(import(&["sport", "war"]), ("sport war".to_owned(), 1, None));
        assert_eq!(import(&["war", "art"]), ("sport war art".to_owned(), 2, None));
    }
}
