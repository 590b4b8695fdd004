//! The cursor moves, and what it is on is decided.

use super::AppState;
use crate::core::annotation::{Annotation, Key, Status};
use crate::core::article::{Article, ArticleId};
use crate::core::edit::{Command, is_beside};
use crate::core::schema::{Label, LabelId};
use crate::core::store::Place;
use crate::core::text::{Side, TextRange, Unit, in_two, resized};
use crate::ui::desk::{Cursor, Effect, Move};
use crate::ui::wording;
use crate::ui::words::tr;

impl AppState {
    pub(super) fn select(&mut self, cursor: Cursor) -> Vec<Effect> {
        self.cursor = cursor;
        self.menu = false;
        self.describe_cursor();
        Vec::new()
    }

    /// What the pointer chose gets the menu of labels; the focus stays, so that keys work as without it.
    pub(super) fn tap(&mut self, cursor: Cursor) -> Vec<Effect> {
        self.select(cursor);
        self.menu = self.cursor.range().is_some();
        vec![Effect::PlaceMenu]
    }

    /// The same, where keys are at hand: who does not see the menu is told of the one that leads there.
    pub(super) fn point(&mut self, cursor: Cursor) -> Vec<Effect> {
        let effects = self.tap(cursor);
        if self.menu {
            self.announcement.push(' ');
            self.announcement.push_str(tr(wording::MENU_IS_OPEN));
        }
        effects
    }

    pub(super) fn place(&self) -> Place {
        let at = self.cursor.range().map(|range| range.start().get());
        let language = self.language.map(|language| language.code().to_owned());
        Place {
            article: self.current.clone(),
            at,
            keys: self.keys.clone(),
            language,
            propagate: self.propagate,
            export_labels: self.export_labels.clone(),
            order: self.order,
        }
    }

    pub(super) fn move_cursor(&mut self, by: Move) -> Vec<Effect> {
        let moved = self.article().and_then(|article| self.cursor.moved(article, by));
        let Some(cursor) = moved else {
            return self.say(wording::nowhere_to_go(by));
        };
        let mut effects = self.select(cursor);
        // What the keys act on has the focus, and no button that was pressed before.
        effects.extend([Effect::FocusArticle, Effect::ScrollToCursor]);
        effects
    }

    fn describe_cursor(&mut self) {
        if let Some(article) = self.article() {
            self.announcement = wording::cursor(article, &self.project().schema, &self.cursor);
        }
    }

    fn mark_at_cursor(&self) -> Option<(&Article, &Annotation)> {
        let Cursor::Mark((range, label)) = &self.cursor else { return None };
        let article = self.article()?;
        Some((article, article.annotations.get(*range, label)?))
    }

    /// The mark that the cursor is on.
    #[must_use]
    pub fn current_mark(&self) -> Option<&Annotation> {
        self.mark_at_cursor().map(|(_, mark)| mark)
    }

    pub(super) fn label(&mut self, label: &LabelId, now: u64) -> Vec<Effect> {
        let Some(article) = self.current.clone() else { return Vec::new() };
        if let Some(told) = self.put_away(label).map(wording::is_put_away) {
            return self.say(told);
        }
        let propagate = self.propagate;
        let label = label.clone();
        match self.cursor.clone() {
            Cursor::None => self.say(tr(wording::SELECT_FIRST)),
            Cursor::Mark(key) if key.1 == label => self.accept(now),
            Cursor::Mark(key) => {
                let range = key.0;
                let command = Command::Relabel { article, key, label: label.clone(), propagate };
                self.decide(command, Cursor::Mark((range, label)), now)
            }
            Cursor::Words { range, .. } => {
                let command = Command::Annotate { article, range, label: label.clone(), propagate };
                self.decide(command, Cursor::Mark((range, label)), now)
            }
        }
    }

    /// A label, if it is put away: its key is still pressed.
    pub(super) fn put_away(&self, label: &LabelId) -> Option<&Label> {
        self.project().schema.label(label).filter(|label| label.archived)
    }

    /// Executes a decision; if it was one, the cursor goes to its outcome.
    pub(super) fn decide(&mut self, command: Command, outcome: Cursor, now: u64) -> Vec<Effect> {
        let effects = self.execute(command, now);
        if !effects.is_empty() {
            self.cursor = outcome;
            self.keep_cursor_valid();
        }
        effects
    }

    pub(super) fn accept(&mut self, now: u64) -> Vec<Effect> {
        let Some((article, mark)) = self.mark_at_cursor() else {
            return self.say(tr(wording::SELECT_FIRST));
        };
        let (article, key, status) = (article.id.clone(), mark.key(), mark.status);
        if status != Status::Suggested {
            self.announcement.clear();
            return self.go_to_next_suggestion();
        }
        let command = Command::Accept { article, keys: vec![key], propagate: self.propagate };
        let mut effects = self.execute(command, now);
        effects.extend(self.go_to_next_suggestion());
        effects
    }

    pub(super) fn accept_keys(&mut self, keys: Vec<Key>, now: u64) -> Vec<Effect> {
        self.on_article(now, |article| Command::Accept { article, keys, propagate: false })
    }

    pub(super) fn reject(&mut self, now: u64) -> Vec<Effect> {
        let Some((article, mark)) = self.mark_at_cursor() else {
            return self.say(tr(wording::SELECT_FIRST));
        };
        let command = Command::Reject { article: article.id.clone(), key: mark.key(), propagate: self.propagate };
        let suggested = mark.status == Status::Suggested;
        let mut effects = self.execute(command, now);
        if suggested {
            // From where it was: what lies in it comes next.
            effects.extend(self.go_to_next_suggestion());
        }
        self.keep_cursor_valid();
        effects
    }

    /// Goes on to the next suggestion, if one is left.
    fn go_to_next_suggestion(&mut self) -> Vec<Effect> {
        let next = self.article().and_then(|article| self.cursor.moved(article, Move::Suggestion(Side::Right)));
        self.saying_on(|state| match next {
            Some(cursor) => {
                let mut effects = state.select(cursor);
                effects.push(Effect::ScrollToCursor);
                effects
            }
            None => state.say(tr(wording::NO_SUGGESTION_LEFT)),
        })
    }

    /// Moves an edge of the mark that the cursor is on, or of the words.
    pub(super) fn resize(&mut self, edge: Side, side: Side, unit: Unit, now: u64) -> Vec<Effect> {
        let range = self.article().zip(self.cursor.range());
        let Some(range) = range.map(|(article, range)| resized(&article.text, range, edge, side, unit)) else {
            return self.say(tr(wording::SELECT_FIRST));
        };
        let Some(range) = range else {
            return self.say(tr(wording::CANNOT_RESIZE));
        };
        self.resize_to(range, now)
    }

    /// Gives the mark that the cursor is on, or the words, another range.
    pub(super) fn resize_to(&mut self, range: TextRange, now: u64) -> Vec<Effect> {
        let Some((article, mark)) = self.mark_at_cursor() else { return self.select(Cursor::words(range)) };
        let outcome = Cursor::Mark((range, mark.label.clone()));
        let command =
            Command::Resize { article: article.id.clone(), key: mark.key(), range, propagate: self.propagate };
        self.decide(command, outcome, now)
    }

    /// Makes two marks of the one that the cursor is on; the cursor goes to the first.
    pub(super) fn split(&mut self, now: u64) -> Vec<Effect> {
        let Some((article, mark)) = self.mark_at_cursor() else {
            return self.say(tr(wording::SELECT_FIRST));
        };
        let Some([first, _]) = in_two(&article.text, mark.range) else {
            return self.say(tr(wording::CANNOT_SPLIT));
        };
        let outcome = Cursor::Mark((first, mark.label.clone()));
        self.decide(Command::Split { article: article.id.clone(), key: mark.key() }, outcome, now)
    }

    /// Makes one mark of the one that the cursor is on and the next.
    pub(super) fn join(&mut self, now: u64) -> Vec<Effect> {
        let Some((article, mark)) = self.mark_at_cursor() else {
            return self.say(tr(wording::SELECT_FIRST));
        };
        let next = article.annotations.visible().find(|next| next.range.start() >= mark.range.end());
        let Some(next) = next.filter(|next| is_beside(&article.text, mark.range, next.range)) else {
            return self.say(tr(wording::CANNOT_JOIN));
        };
        let outcome = Cursor::Mark((mark.range.cover(next.range), mark.label.clone()));
        self.decide(Command::Join { article: article.id.clone(), key: mark.key(), next: next.key() }, outcome, now)
    }

    pub(super) fn on_article(&mut self, now: u64, command: impl FnOnce(ArticleId) -> Command) -> Vec<Effect> {
        let Some(id) = self.current.clone() else { return Vec::new() };
        let effects = self.execute(command(id), now);
        if effects.is_empty() {
            self.say(tr(wording::NO_SUGGESTION_LEFT));
        }
        effects
    }

    pub(super) fn toggle_propagate(&mut self) -> Vec<Effect> {
        self.propagate = !self.propagate;
        self.say(wording::propagation(self.propagate))
    }

    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.menu) {
            return vec![Effect::FocusArticle];
        }
        if self.dialog.is_some() {
            return self.show(None);
        }
        if self.alert.take().is_some() {
            return Vec::new();
        }
        if self.current.is_none() {
            return self.leave_paste();
        }
        self.cursor = Cursor::None;
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::edit::SuggestedPart;
    use crate::core::import::Found;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use crate::ui::desk::Action;

    /// An article in which "Ann" and "Rome" are marked.
    fn state() -> AppState {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state.update(Action::Draft("Ann left Rome.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        for (start, end, label) in [(0, 3, "PERSON"), (9, 13, "GPE")] {
            state.update(Action::Select(words(start, end)), 0);
            state.update(Action::Label(label.into()), 0);
        }
        state
    }

    fn words(start: usize, end: usize) -> Cursor {
        Cursor::words(TextRange::from_usize(start..end))
    }

    #[test]
    fn an_undo_goes_where_it_was() {
        let mut state = state();
        state.update(Action::Select(words(4, 8)), 0);
        state.update(Action::Undo, 0);
        assert_eq!(state.cursor, words(9, 13), "the mark that is gone");
        state.update(Action::Undo, 0);
        assert_eq!(state.cursor, words(0, 3));
        state.update(Action::Redo, 0);
        assert_eq!(state.cursor, Cursor::Mark((TextRange::from_usize(0..3), "PERSON".into())));
    }

    #[test]
    fn an_undo_in_another_article_leaves_no_words_of_this_one_selected() {
        let mut state = state();
        state.update(Action::ShowPaste, 0);
        state.update(Action::Draft("Bo stayed where he was for years.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        state.update(Action::Open("a1".into()), 0);
        state.update(Action::MarkDone, 0);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::Select(words(27, 32)), 0);
        state.update(Action::Undo, 0);
        assert_eq!((state.current.clone(), &state.cursor), (Some("a1".into()), &Cursor::None));
    }

    #[test]
    fn an_undo_in_another_article_says_that_it_opened_it() {
        let mut state = state();
        state.update(Action::ShowPaste, 0);
        state.update(Action::Undo, 0);
        assert_eq!(state.announcement, "Undone: Labelled “Rome” as Country, city, state. Article a1: Ann left Rome.");
        state.update(Action::Undo, 0);
        assert!(!state.announcement.contains("Article a1"), "{}", state.announcement);
    }

    #[test]
    fn a_mark_in_the_place_of_another_is_said() {
        let mut state = state();
        state.update(Action::Select(words(4, 13)), 0);
        state.update(Action::Label("ORG".into()), 0);
        assert_eq!(state.announcement, "Labelled “left Rome” as Organisation. In place of “Rome”.");
    }

    #[test]
    fn the_key_of_a_label_that_is_put_away_says_so() {
        use crate::ui::keymap::{action, chord};
        let mut state = state();
        let place = state.project().schema.label(&"GPE".into()).unwrap().clone();
        state.update(Action::EditLabel(place.id.clone(), Label { archived: true, ..place }), 0);
        state.update(Action::Select(words(4, 8)), 0);
        let pressed = action(chord("g", |_| false).unwrap(), &state.project().schema, &[], || false).unwrap();
        let told = "The label “Country, city, state” is put away. “Edit labels” brings it back.";
        state.update(pressed, 0);
        assert_eq!((state.announcement.as_str(), &state.alert), (told, &None));
        state.update(Action::FindAll, 0);
        state.update(Action::DecideTicked(Some("GPE".into())), 0);
        assert_eq!(state.announcement.trim_end_matches('\u{200b}'), told);
        assert!(state.dialog.is_some(), "what was ticked stays so");
    }

    #[test]
    fn what_is_said_twice_is_heard_twice() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let mut hear = || {
            state.update(Action::Redo, 0);
            state.announcement.clone()
        };
        let (first, second, third) = (hear(), hear(), hear());
        assert!(first != second && second != third && second.trim_end_matches('\u{200b}') == first, "{second}");
    }

    #[test]
    fn marks_far_from_each_other_are_not_joined() {
        let joined = |text: &str| {
            let mut state = AppState::default();
            state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
            state.update(Action::Draft(text.to_owned()), 0);
            state.update(Action::TagDraft, 0);
            for at in [text.find("Ann").unwrap(), text.find("Lee").unwrap()] {
                state.update(Action::Select(words(at, at + 3)), 0);
                state.update(Action::Label("PERSON".into()), 0);
            }
            state.update(Action::Select(Cursor::Mark((TextRange::from_usize(0..3), "PERSON".into()))), 0);
            state.update(Action::Join, 0);
            (state.article().unwrap().annotations.visible().count() == 1, state.announcement)
        };
        assert_eq!(joined("Ann Lee left."), (true, "Joined to “Ann Lee”.".to_owned()));
        assert_eq!(joined("Ann\nLee left."), (false, wording::CANNOT_JOIN.to_owned()));
    }

    #[test]
    fn what_lies_in_a_refused_suggestion_comes_next() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let mut article = Article::new("a1", Text::new("The Bank of Korea in Rome."), Meta::default());
        for (range, label) in [(4..17, "ORG"), (12..17, "GPE"), (21..25, "GPE")] {
            let range = TextRange::from_usize(range);
            article.annotations.insert(Annotation::suggested(range, label.into(), Origin::Model, 0.9));
        }
        let schema = Some(Schema { overlaps: true, ..Schema::news() });
        let found = Found { articles: vec![article], schema, adopt: true, ..Found::default() };
        state.update(Action::Imported(found), 0);
        let next = Action::Move(Move::Suggestion(Side::Right));
        assert!(state.update(next, 0).contains(&Effect::FocusArticle), "and what the keys act on has the focus");
        state.update(Action::Reject, 0);
        assert_eq!(state.cursor.range(), Some(TextRange::from_usize(12..17)));
    }

    #[test]
    fn the_menu_is_open_until_something_is_decided_or_the_cursor_moves() {
        let closes = [
            Action::Label("ORG".into()),
            Action::Move(Move::Token(Side::Right)),
            Action::Select(words(0, 3)),
            Action::CloseMenu,
            Action::Undo,
            Action::ShowPaste,
            Action::Escape,
        ];
        for action in closes {
            let mut state = state();
            let effects = state.update(Action::Point(words(4, 8)), 0);
            assert!(state.menu && effects.contains(&Effect::PlaceMenu), "{effects:?}");
            assert!(state.announcement.ends_with(wording::MENU_IS_OPEN), "{}", state.announcement);
            state.update(Action::TaggingDone([].into()), 0);
            assert!(state.menu, "what a worker does is nothing to it");
            state.update(action.clone(), 0);
            assert!(!state.menu, "{action:?}");
        }
        let mut state = state();
        state.update(Action::Tap(words(4, 8)), 0);
        assert!(state.menu && !state.announcement.contains("Tab"), "{}", state.announcement);
        state.update(Action::Point(Cursor::None), 0);
        assert!(!state.menu);
    }

    #[test]
    fn what_the_last_decision_did_is_said_before_that_nothing_is_left() {
        let mut state = state();
        let suggested = Annotation::suggested(TextRange::from_usize(4..8), "ORG".into(), Origin::Model, 0.9);
        let within = TextRange::from_usize(0..14);
        let part = SuggestedPart { article: "a1".into(), within, suggestions: vec![suggested.clone()] };
        state.editor.execute(Command::Suggest(vec![part]), 0).unwrap();
        state.update(Action::Select(Cursor::Mark(suggested.key())), 0);
        state.update(Action::Accept, 0);
        let left = wording::NO_SUGGESTION_LEFT;
        assert_eq!(state.announcement, format!("Accepted “left” as Organisation. {left}"));
        state.update(Action::Accept, 0);
        assert_eq!(state.announcement.trim_start(), left);
    }

    #[test]
    fn escape_leaves_the_menu_and_then_the_words() {
        let mut state = state();
        state.update(Action::Point(words(4, 8)), 0);
        assert_eq!(state.update(Action::Escape, 0), [Effect::FocusArticle]);
        assert_eq!(state.cursor, words(4, 8));
        state.update(Action::Escape, 0);
        assert_eq!(state.cursor, Cursor::None);
    }

    #[test]
    fn another_schema_has_what_waits_tagged_anew() {
        let mut state = state();
        for (text, status) in [("Bonn", ArticleStatus::Open), ("Oslo", ArticleStatus::Skipped)] {
            let article = Article { status, ..Article::new(text, Text::new(text), Meta::default()) };
            state.editor.execute(Command::AddArticles(vec![article]), 0).unwrap();
        }
        state.tagging.ask_again();
        let same = state.project().schema.clone();
        assert!(state.update(Action::UseSchema(same), 0).is_empty(), "it is no other");
        state.update(Action::UseSchema(Schema::news()), 0);
        assert_eq!(state.tagging.left(), 2, "one of the three is skipped");
    }

    #[test]
    fn a_dragged_edge_changes_the_mark_or_only_the_words() {
        let mut state = state();
        state.update(Action::Select(words(4, 8)), 0);
        let seq = state.editor.seq();
        state.update(Action::ResizeTo(TextRange::from_usize(4..13)), 0);
        assert_eq!((&state.cursor, state.editor.seq()), (&words(4, 13), seq));
        state.update(Action::Point(Cursor::Mark((TextRange::from_usize(9..13), "GPE".into()))), 0);
        state.update(Action::ResizeTo(TextRange::from_usize(4..13)), 0);
        assert_eq!(state.current_mark().map(Annotation::key), Some((TextRange::from_usize(4..13), "GPE".into())));
        state.update(Action::Undo, 0);
        let marks: Vec<_> = state.article().unwrap().annotations.visible().map(|mark| mark.range.as_usize()).collect();
        assert_eq!(marks, [0..3, 9..13], "one step");
    }
}
