//! Back through what was done, and forth again.

use super::AppState;
use crate::core::article::ArticleId;
use crate::core::edit::{Change, JournalEntry, Step, Transaction, Verb};
use crate::core::text::TextRange;
use crate::ui::desk::{Cursor, Effect};
use crate::ui::wording;
use std::collections::HashSet;

impl AppState {
    pub(super) fn step_through_history(&mut self, step: Step, now: u64) -> Vec<Effect> {
        self.menu = false;
        let entry = match step {
            Step::Undo => self.editor.undo(now),
            _ => self.editor.redo(now),
        };
        let Some(entry) = entry else {
            return self.say(wording::nothing_to(step));
        };
        self.say(wording::stepped(step, &entry.transaction, &self.project().schema));
        let here = self.current.clone();
        let changed = self.follow(&entry);
        let elsewhere = (self.current != here).then_some(Effect::ShowWork);
        if elsewhere.is_some() {
            self.leave(here.as_ref());
        }
        if let Some(article) = self.article().filter(|_| elsewhere.is_some()) {
            let opened = wording::opened(article);
            self.saying_on(|state| state.say(opened));
        }
        let tag = self.tag_after(&entry.transaction);
        let is_of_marks = entry.transaction.is_of_marks();
        let decided_in: Vec<ArticleId> =
            if is_of_marks { entry.transaction.articles().cloned().collect() } else { Vec::new() };
        let told = self.retell(&entry);
        let mut effects = vec![self.save(entry)];
        effects.extend(elsewhere);
        effects.push(Effect::ScrollToCursor);
        effects.extend(tag);
        effects.extend(told);
        // What was learned of it is unlearned.
        effects.extend(changed.map(|range| self.refresh_after(range.end())).unwrap_or_default());
        effects.extend(self.refresh_others(decided_in.iter()));
        effects
    }

    /// Has tagged what an undone or redone step brings back untagged, or all if other labels are suggested; and no longer
    /// what it takes out.
    fn tag_after(&mut self, step: &Transaction) -> Vec<Effect> {
        let gone: HashSet<ArticleId> = step.took().cloned().collect();
        self.tagging.waiting.retain(|id| !gone.contains(id));
        let back: HashSet<ArticleId> = step.brought().cloned().collect();
        if !back.is_empty() {
            self.tag_untouched(|id| back.contains(id))
        } else if step.has_suggested_otherwise() {
            self.tag_otherwise()
        } else {
            Vec::new()
        }
    }

    /// Goes where an undone or redone step changed something: the first mark that it changed in the open article. A change of
    /// the labels is about no article, whatever it does to marks.
    fn follow(&mut self, entry: &JournalEntry) -> Option<TextRange> {
        let is_there = |id: &&ArticleId| self.project().article(id).is_some();
        let step = &entry.transaction;
        let here = step.articles().find(|id| Some(*id) == self.current.as_ref()).filter(is_there);
        let of_labels = step.summary.verb == Verb::Schema;
        let elsewhere = || step.articles().find(is_there).filter(|_| !of_labels);
        if let Some(id) = here.or_else(elsewhere).cloned() {
            if self.current.as_ref() != Some(&id) {
                self.cursor = Cursor::None;
            }
            self.current = Some(id);
        } else if self.article().is_none() {
            // As where an article is taken out.
            self.cursor = Cursor::None;
            self.current = self.project().articles.last().map(|article| article.id.clone());
        }
        let changed = self.first_changed(step);
        if let Some(cursor) = &changed {
            self.cursor = cursor.clone();
        }
        self.keep_cursor_valid();
        changed.and_then(|cursor| cursor.range())
    }

    /// The first mark of the open article that a step changed, or the words where it was.
    fn first_changed(&self, step: &Transaction) -> Option<Cursor> {
        // Another schema may change any mark: none is meant.
        let article = self.article().filter(|_| step.is_of_marks())?;
        let (removed, added) = step.changes.iter().find_map(|change| match change {
            Change::Annotations { article: id, removed, added } if *id == article.id => Some((removed, added)),
            _ => None,
        })?;
        let first = removed.iter().chain(added).map(|it| it.range).min_by_key(|range| range.start())?;
        let there = added.iter().find(|it| it.is_visible() && it.range.overlaps(first));
        Some(there.map_or_else(|| Cursor::on(article, first), |mark| Cursor::Mark(mark.key())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::edit::Command;
    use crate::ui::desk::Action;

    #[test]
    fn undo_of_a_change_of_labels_stays_in_the_open_article() {
        let mut state = AppState::with_pasted(&["Oslo grew.", "Nothing else."]);
        let open = state.current.clone();
        let (article, range) = (state.project().articles[0].id.clone(), TextRange::from_usize(0..4));
        state.editor.execute(Command::Annotate { article, range, label: "GPE".into(), propagate: false }, 0).unwrap();
        state.update(Action::MergeLabel("GPE".into(), "LOC".into()), 0);
        for step in [Action::Undo, Action::Redo] {
            state.update(step, 0);
            assert_eq!(state.current, open);
        }
    }

    #[test]
    fn an_undo_that_leads_elsewhere_shows_what_is_worked_on_there() {
        let mut state = AppState::with_pasted(&["Ann left.", "Bo stayed."]);
        let mut shown = |action| {
            let effects = state.update(action, 0);
            let shows = effects.contains(&Effect::ShowWork);
            (shows, state.current.as_ref().map(ToString::to_string))
        };
        shown(Action::MarkDone);
        shown(Action::RemoveArticle);
        assert_eq!(shown(Action::Undo), (true, Some("a2".to_owned())), "it was taken out");
        assert_eq!(shown(Action::Undo), (false, Some("a2".to_owned())), "it was done");
        assert_eq!(shown(Action::Undo), (true, Some("a1".to_owned())), "it was pasted");
        assert_eq!(shown(Action::Undo), (true, None), "and the first");
    }
}
