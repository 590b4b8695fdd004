//! The labels of the project change, and with them what is suggested.

use super::AppState;
use crate::core::edit::Command;
use crate::core::schema::Schema;
use crate::ui::desk::Effect;
use crate::ui::wording;
use crate::ui::words::tr;

impl AppState {
    pub(super) fn use_schema(&mut self, schema: Schema, now: u64) -> Vec<Effect> {
        let mut effects = self.execute(Command::UseSchema(schema), now);
        if effects.is_empty() {
            return effects;
        }
        self.keep_cursor_valid();
        effects.extend(self.tag_all());
        effects
    }

    /// Adds or changes a label, or puts it away or takes it up again.
    pub(super) fn change_labels(&mut self, command: Command, now: u64) -> Vec<Effect> {
        let outcome = self.editor.execute(command, now);
        let is_other = matches!(&outcome, Ok(Some(entry)) if entry.transaction.has_suggested_otherwise());
        if matches!(outcome, Ok(None)) {
            self.say(tr(wording::NOTHING_CHANGED));
        }
        let mut effects = self.executed(outcome);
        if is_other {
            effects.extend(self.tag_otherwise());
        }
        effects
    }

    /// Has all tagged anew, since other labels are suggested; once, by a tagger that is taught anew after that has been.
    pub(super) fn tag_otherwise(&mut self) -> Vec<Effect> {
        let lessons = self.learn();
        if self.learning.busy { lessons } else { self.suggest_all_anew() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::store::Place;
    use crate::ui::desk::Action;

    #[test]
    fn a_label_that_is_merged_into_itself_stays_which_is_said() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        let effects = state.update(Action::MergeLabel("GPE".into(), "GPE".into()), 0);
        assert!(effects.is_empty() && state.announcement == wording::NOTHING_CHANGED, "{effects:?}");
        state.update(Action::MergeLabel("GPE".into(), "LOC".into()), 0);
        assert_eq!(state.announcement, "What was “Country, city, state” is “Other place” now.");
    }
}
