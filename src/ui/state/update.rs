//! How an action changes the state.

use super::{AppState, LONGEST_PASTE};
use crate::core::annotation::Annotation;
use crate::core::article::ArticleStatus;
use crate::core::edit::{Command, EditError, Editor, JournalEntry, Step};
use crate::core::store::Place;
use crate::core::text::ByteOffset;
use crate::ui::desk::{Action, Concordance, Cursor, Dialog, Effect, SaveState};
use crate::ui::wording;
use crate::ui::words::{Language, tr};

/// The file of what could not be read.
const LEFTOVERS: &str = "postil-damaged.txt";

impl AppState {
    /// Does what an action asks, and says what the page must do about it. `now` is in milliseconds since
    /// 1970.
    pub fn update(&mut self, action: Action, now: u64) -> Vec<Effect> {
        if let Some(early) = self.early.as_mut().filter(|_| action.needs_project()) {
            early.push(action);
            return Vec::new();
        }
        self.heard.clone_from(&self.announcement);
        let (before, seq) = (self.place(), self.editor.seq());
        let (decided, mut recount) = (action.decides(self.cursor.range()), action.changes_counts());
        let left = self.tagging.left();
        let at_work = self.end_of_work();
        let mut effects = self.act(action, now);
        self.tagging.count();
        if self.editor.seq() != seq {
            recount = true;
            effects.extend(self.learn());
            effects.extend(decided.map(|decided| self.refresh_after(decided.end())).unwrap_or_default());
        }
        if self.dialog.is_none() && !self.offered.is_empty() {
            self.dialog = Some(self.offered.remove(0));
        }
        effects.extend(at_work.filter(|end| self.end_of_work().as_ref() != Some(end)));
        if self.place() != before {
            effects.push(Effect::SavePlace(self.place()));
        }
        let all_tagged = left > 0 && self.tagging.left() == 0;
        if all_tagged || self.current != before.article || self.queue_of != self.project().articles.len() {
            self.sort_queue();
            recount = true;
        }
        if recount {
            self.recount();
        }
        effects
    }

    /// Counts anew what the open dialog tells. Not each time that it is drawn: in a large project that takes a while.
    fn recount(&mut self) {
        self.dialog = match self.dialog.take() {
            Some(Dialog::Export(before, _)) => Some(self.choice(before)),
            Some(Dialog::Progress(_)) => Some(self.progress()),
            other => other,
        };
    }

    /// What ends the work that the open dialog tells of, when that is left.
    fn end_of_work(&self) -> Option<Effect> {
        match &self.dialog {
            Some(Dialog::Exporting(_)) => Some(Effect::DropExport),
            Some(Dialog::Training(_)) => Some(Effect::StopTraining),
            _ => None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one for each action")]
    fn act(&mut self, action: Action, now: u64) -> Vec<Effect> {
        match action {
            Action::Opened(editor, place) => self.opened(*editor, place, now),
            Action::Unread(leftovers) => self.quietly(|state| state.leftovers = Some(leftovers)),
            Action::GoOnWithout => self.go_on_without(),
            Action::Draft(draft) => self.take_draft(draft),
            Action::TagDraft => self.tag_draft(now),
            Action::ShowPaste => self.show_paste(),
            Action::Imported(found) => self.imported(found, now),
            Action::AskAboutTable(table) => self.ask_about(table),
            Action::SetRole(column, role) => self.set_role(column, role),
            Action::ReadTable => self.read_table(),
            Action::Open(id) => self.open(id, now),
            Action::NextArticle => self.next_article(now),
            Action::PreviousArticle => self.previous_article(now),
            Action::Order(order) => self.order_queue(order),
            Action::Filter(filter) => self.filter_queue(filter),
            Action::ShowOnly(filter) => self.show_only(filter),
            Action::MarkDone => self.mark_done(now),
            Action::DoneAndNext => self.mark_and_next(ArticleStatus::Done, now),
            Action::Skip => self.skip(now),
            Action::RemoveArticle => self.remove_article(now),
            Action::TagAgain => self.tag_again(),
            Action::PauseTagging => self.pause_tagging(),
            Action::CancelTagging => self.cancel_tagging(),
            Action::Select(cursor) => self.select(cursor),
            Action::Point(cursor) => self.point(cursor),
            Action::Tap(cursor) => self.tap(cursor),
            Action::CloseMenu => self.quietly(|state| state.menu = false),
            Action::Move(by) => self.move_cursor(by),
            Action::Label(label) => self.label(&label, now),
            Action::Accept => self.accept(now),
            Action::AskAcceptAll => self.ask_accept_all(),
            Action::SetThreshold(threshold) => self.quietly(|state| state.threshold = threshold),
            Action::AcceptAll => self.accept_all(now),
            Action::FindAll => self.find_all(),
            Action::FindWords(words) => self.find_words(words),
            Action::Tick(line) => self.in_concordance(|found| found.tick(line)),
            Action::TickAll(ticked) => self.in_concordance(|found| found.tick_all(ticked)),
            Action::ShowMore => self.in_concordance(Concordance::show_more),
            Action::DecideTicked(label) => self.decide_ticked(label, now),
            Action::OpenLine(line) => self.open_line(line, now),
            Action::AcceptKeys(keys) => self.accept_keys(keys, now),
            Action::Reject => self.reject(now),
            Action::Resize(edge, side, unit) => self.resize(edge, side, unit, now),
            Action::ResizeTo(range) => self.resize_to(range, now),
            Action::SetMeta(meta) => self.set_meta(*meta, now),
            Action::Note(note, left) => self.take_note(note, left, now),
            Action::Flag => self.flag(now),
            Action::Split => self.split(now),
            Action::Join => self.join(now),
            Action::FindLabel => vec![Effect::FocusLabels],
            Action::TogglePropagate => self.toggle_propagate(),
            Action::Undo => self.step_through_history(Step::Undo, now),
            Action::Redo => self.step_through_history(Step::Redo, now),
            Action::AddLabel(label) => self.change_labels(Command::AddLabel(label), now),
            Action::EditLabel(id, label) => self.change_labels(Command::EditLabel { id, label }, now),
            Action::MergeLabel(id, into) => self.change_labels(Command::MergeLabel { id, into }, now),
            Action::UseSchema(schema) => self.use_schema(schema, now),
            Action::SetRules(schema) => self.execute(Command::SetRules(schema), now),
            Action::AskKeys(waiting) => self.show(Some(Dialog::Help(waiting))),
            Action::AskLabels => self.show(Some(Dialog::Labels)),
            Action::AskModel => self.show(Some(Dialog::Model)),
            Action::CloseDialog => self.show(None),
            Action::ChooseKey(key) => self.choose_key(key),
            Action::ResetKeys => self.quietly(|state| state.keys.clear()),
            // It was said in another language.
            Action::Spoken => self.say(""),
            Action::BrowserAsks => self.saying_on(|state| state.say(tr(wording::BROWSER_ASKS))),
            Action::Speak(language) => self.quietly(|state| state.language = Some(language)),
            Action::AskExport(before) => self.show(Some(self.choice(before))),
            Action::AskProgress => self.ask_progress(),
            Action::AskLexicon => self.ask_lexicon(),
            Action::FilterLexicon(letters) => self.in_lexicon(|lexicon| lexicon.filter = letters),
            Action::OnlyDisputed => self.in_lexicon(|lexicon| lexicon.only_disputed ^= true),
            Action::DismissAlert => self.quietly(|state| state.alert = None),
            Action::Escape => self.escape(),
            Action::Reading(names) => self.say(wording::reading(&names)),
            Action::Alert(sentence) => self.quietly(|state| state.also_alert(sentence)),
            Action::OnlyFinished => self.quietly(|state| state.only_finished = Some(!state.only_finished())),
            Action::OnlyShown => self.quietly(|state| state.only_shown ^= true),
            Action::WithSuggestions => self.quietly(|state| state.with_suggestions ^= true),
            Action::ExportLabel(label, becomes) => self.export_label(label, becomes),
            Action::ToggleSplit => self.toggle_split(),
            Action::SetShare(part, share) => self.set_split(&share, |split, share| split.shares[part] = share),
            Action::SetSeed(seed) => self.set_split(&seed, |split, seed| split.seed = seed),
            Action::Export(format) => self.export(format),
            Action::PartWritten(report) => self.part_written(report),
            Action::ExportFailed(why) => self.export_failed(&why),
            Action::HandOver => self.hand_over(),
            Action::LabellingConfig => self.labelling_config(),
            Action::Mend(kind) => self.mend(kind, now),
            Action::OpenRemark(at) => self.open_remark(at, now),
            Action::Train => self.train(),
            Action::Training(training) => self.training(training),
            Action::TrainingFailed(why) => self.training_failed(&why),
            Action::Worker(worker) => self.worker_changed(worker),
            Action::Tagged { articles, parts, progress } => self.tagged(&articles, parts, progress, now),
            Action::TaggingDone(articles) => self.tagging_done(&articles, None),
            Action::TaggingFailed(articles, why) => self.tagging_done(&articles, Some(why)),
            Action::TaggingReturned(articles) => self.tagging_returned(&articles),
            Action::Learned(finished) => self.learned(finished),
            Action::LearningFailed(why) => self.learning_failed(&why),
            Action::ModelChosen(name, is_network) => self.model_chosen(name, is_network),
            Action::ModelFound(name, is_network, choices) => self.model_found(name, is_network, choices),
            Action::ModelReady(labels) => self.model_ready(labels),
            Action::ModelRefused(why) => self.model_refused(&why),
            Action::ChooseLabel(label, becomes) => self.choose_label(label, becomes),
            Action::UseBuiltIn => self.use_built_in(),
            Action::StartOver => vec![Effect::StartOver(self.place())],
            Action::Saved(seq) => self.saved(seq),
            Action::SaveFailed(why) => self.save_failed(why, now),
            Action::Overtaken => self.quietly(|state| state.save = SaveState::Overtaken),
        }
    }

    /// Takes what stands in the paste box; what was wrong with it before is no longer.
    fn take_draft(&mut self, draft: String) -> Vec<Effect> {
        if self.alert.is_some() && self.alert == wording::problem_with_paste(&self.draft, LONGEST_PASTE) {
            self.alert = None;
        }
        self.draft = draft;
        Vec::new()
    }

    /// Shows another dialog, or none. What was wrong in the one before was said there, and goes with it.
    pub(super) fn show(&mut self, dialog: Option<Dialog>) -> Vec<Effect> {
        if self.dialog.as_ref().is_some_and(Dialog::tells_alerts) {
            self.alert = None;
        }
        if dialog.is_some() {
            // It would be read with the dialog, of which it says nothing.
            self.announcement.clear();
        }
        self.leave_tables_out();
        self.dialog = dialog;
        Vec::new()
    }

    /// Opens a dialog that nobody asked for, but not in place of one that the reader is in.
    pub(super) fn offer(&mut self, dialog: Dialog) {
        self.offered.push(dialog);
    }

    pub(super) fn quietly(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    /// Says a sentence; there is nothing else to do about it.
    pub(super) fn say(&mut self, sentence: impl Into<String>) -> Vec<Effect> {
        self.announcement = sentence.into();
        if self.announcement == self.heard {
            // The same text would not be heard again.
            self.announcement.push('\u{200b}');
        }
        Vec::new()
    }

    /// Does something, and says what was said until now before what that says.
    pub(super) fn saying_on(&mut self, act: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let said = std::mem::take(&mut self.announcement);
        let effects = act(self);
        let both = [said, std::mem::take(&mut self.announcement)].join(" ");
        both.trim().clone_into(&mut self.announcement);
        effects
    }

    fn opened(&mut self, editor: Editor, place: Place, now: u64) -> Vec<Effect> {
        self.saved_seq = editor.seq();
        self.editor = editor;
        self.keys = place.keys;
        self.language = place.language.as_deref().and_then(Language::of);
        self.propagate = place.propagate;
        self.export_labels = place.export_labels;
        self.order = place.order;
        self.current = place.article.filter(|id| self.project().article(id).is_some());
        let cursor = self.article().zip(place.at).map(|(article, at)| Cursor::at(article, ByteOffset::new(at)));
        self.cursor = cursor.unwrap_or_default();
        // What the last visit left untagged is tagged now; but nothing anew by a tagger that is still to be taught, after
        // which all is.
        let mut effects = self.learn();
        if !self.learning.busy {
            self.learning.outdated = self.perhaps_half_tagged().collect();
            effects.extend(self.refresh_outdated());
        }
        effects.extend(self.tag_untouched(|_| true));
        // Where nothing is open, what is pasted goes into the box without a click.
        effects.push(if self.current.is_some() { Effect::ScrollToCursor } else { Effect::FocusPaste });
        effects.extend(self.catch_up(now));
        effects
    }

    /// Goes on without what could not be read, which the reader gets as a file.
    fn go_on_without(&mut self) -> Vec<Effect> {
        let Some(leftovers) = self.leftovers.take() else { return Vec::new() };
        let place = Effect::SavePlace(self.place());
        let focus = if self.current.is_some() { Effect::FocusArticle } else { Effect::FocusPaste };
        self.say(tr(wording::WENT_ON_WITHOUT));
        vec![Effect::Download(LEFTOVERS.to_owned(), leftovers.file), place, Effect::GoOnWithout, focus]
    }

    fn save_failed(&mut self, why: String, now: u64) -> Vec<Effect> {
        self.save = SaveState::Failed(why);
        self.catch_up(now)
    }

    /// Does what was done before the store had answered.
    fn catch_up(&mut self, now: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        for action in self.early.take().unwrap_or_default() {
            effects.extend(self.act(action, now));
        }
        effects
    }

    /// Executes a command of the reader's: what it did is announced, what was wrong with it shown.
    pub(super) fn execute(&mut self, command: Command, now: u64) -> Vec<Effect> {
        let outcome = self.editor.execute(command, now);
        self.executed(outcome)
    }

    /// The same with what became of a command.
    pub(super) fn executed(&mut self, outcome: Result<Option<JournalEntry>, EditError>) -> Vec<Effect> {
        self.menu = false;
        match outcome {
            Ok(Some(entry)) => {
                self.alert = None;
                let overridden = self.article().map(|article| entry.transaction.overridden(article));
                self.say(wording::did(&entry.transaction, &self.project().schema, &overridden.unwrap_or_default()));
                let told = self.retell(&entry);
                let mut effects = vec![self.save(entry)];
                effects.extend(told);
                effects
            }
            Ok(None) => Vec::new(),
            Err(error) => self.refuse(&error),
        }
    }

    /// Shows a sentence after those that stand there unread: each of several files has its own.
    pub(super) fn also_alert(&mut self, sentence: String) {
        self.alert = Some(match self.alert.take() {
            Some(earlier) if earlier != sentence => format!("{earlier}\n{sentence}"),
            _ => sentence,
        });
    }

    pub(super) fn refuse(&mut self, error: &EditError) -> Vec<Effect> {
        self.alert = Some(wording::refused(error));
        Vec::new()
    }

    pub(super) fn save(&mut self, entry: JournalEntry) -> Effect {
        // What machines suggest may wait for what the reader does next.
        if self.save == SaveState::Saved && !entry.transaction.is_of_tagger() {
            self.save = SaveState::Saving;
        }
        Effect::Save(entry)
    }

    fn saved(&mut self, seq: u64) -> Vec<Effect> {
        self.saved_seq = seq;
        if seq >= self.editor.seq() {
            self.save = SaveState::Saved;
        }
        Vec::new()
    }

    /// A mark that is gone leaves its words selected, so that the next key still has something to act on.
    pub(super) fn keep_cursor_valid(&mut self) {
        let Some(article) = self.article() else {
            self.cursor = Cursor::None;
            return;
        };
        if let Cursor::Mark((range, label)) = &self.cursor {
            let visible = article.annotations.get(*range, label).is_some_and(Annotation::is_visible);
            if !visible {
                self.cursor = Cursor::on(article, *range);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::Label;
    use crate::core::store::{Leftovers, Record};

    #[test]
    fn what_could_not_be_read_is_handed_over_before_it_is_written_over() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let leftovers = Leftovers { records: vec![Record::Place], file: "{\"no\":".to_owned() };
        assert!(state.update(Action::Unread(leftovers), 0).is_empty());
        let effects = state.update(Action::GoOnWithout, 0);
        assert!(
            matches!(&effects[..], [Effect::Download(_, file), Effect::SavePlace(_), Effect::GoOnWithout, Effect::FocusPaste] if file == "{\"no\":"),
            "{effects:?}"
        );
        assert!(state.update(Action::GoOnWithout, 0).is_empty(), "it is done once");
    }

    #[test]
    fn what_a_step_did_to_an_article_or_a_label_is_named() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state.update(Action::Draft("Ann left.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        let label = Label::new("TICKER", "Ticker", "#123456", None);
        let edit = |label: &Label| Action::EditLabel(label.id.clone(), label.clone());
        let renamed = Label { name: "Symbol".to_owned(), ..label.clone() };
        let steps = [
            (Action::MarkDone, "Article done."),
            (Action::MarkDone, "Article open."),
            (Action::Flag, "The article needs a second look."),
            (Action::Note("Ask Bo.".to_owned(), true), "Changed the note."),
            (Action::AddLabel(label.clone()), "Added the label “Ticker”."),
            (edit(&renamed), "Renamed the label “Ticker” to “Symbol”."),
            (edit(&Label { archived: true, ..renamed.clone() }), "Put the label “Symbol” away."),
            (edit(&renamed), "Took the label “Symbol” up again."),
            (edit(&Label { archived: true, ..renamed.clone() }), "Put the label “Symbol” away."),
            (Action::AddLabel(renamed.clone()), "Took the label “Symbol” up again."),
            (edit(&Label { key: Some('9'), ..renamed.clone() }), "Changed the labels: “Symbol”."),
        ];
        for (action, did) in steps {
            let said = [action, Action::Undo, Action::Redo].map(|action| {
                state.update(action, 0);
                state.announcement.clone()
            });
            assert_eq!(said, [did.to_owned(), format!("Undone: {did}"), format!("Redone: {did}")]);
        }
    }

    #[test]
    fn what_was_wrong_with_a_draft_goes_when_another_is_typed_and_nothing_else_does() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let mut alert_after = |alert: Action| {
            state.update(Action::Draft("\0".to_owned()), 0);
            state.update(alert, 0);
            assert!(state.alert.is_some());
            state.update(Action::Draft("Ann".to_owned()), 0);
            state.alert.clone()
        };
        assert_eq!(alert_after(Action::TagDraft), None);
        assert_eq!(alert_after(Action::Alert("a.txt is empty".to_owned())).as_deref(), Some("a.txt is empty"));
    }

    #[test]
    fn what_another_tab_has_overtaken_is_not_saved_until_it_is() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state.update(Action::Overtaken, 0);
        state.update(Action::Draft("Ann left.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        assert_eq!(state.save, SaveState::Overtaken);
        state.update(Action::Saved(state.editor.seq()), 0);
        assert_eq!(state.save, SaveState::Saved);
    }
}
