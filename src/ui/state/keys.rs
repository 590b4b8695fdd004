//! The reader changes the keys.

use super::AppState;
use crate::ui::desk::{Dialog, Effect};
use crate::ui::keymap::{self, BINDINGS};
use crate::ui::wording;

impl AppState {
    /// Takes what was pressed for the line of the table that waits for it, unless something else has it.
    pub(super) fn choose_key(&mut self, key: String) -> Vec<Effect> {
        let Some(Dialog::Help(Some(line))) = self.dialog else { return Vec::new() };
        self.dialog = Some(Dialog::Help(None));
        let Some(binding) = BINDINGS.get(line) else { return Vec::new() };
        self.alert = keymap::refusal(&key, binding, &self.project().schema, &self.keys);
        if self.alert.is_some() {
            return Vec::new();
        }
        let first = keymap::first(binding);
        self.keys.retain(|(of, _)| *of != first);
        let said = wording::key_chosen(&key, binding.help);
        if key != first {
            self.keys.push((first, key));
        }
        self.say(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::store::Place;
    use crate::ui::desk::Action;

    fn state() -> AppState {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state
    }

    fn choose(state: &mut AppState, help: &str, key: &str) -> Vec<Effect> {
        let line = BINDINGS.iter().position(|binding| binding.help == help);
        assert!(line.is_some(), "{help}");
        state.update(Action::AskKeys(line), 0);
        state.update(Action::ChooseKey(key.to_owned()), 0)
    }

    #[test]
    fn a_chosen_key_is_kept_with_the_place_and_can_be_given_back() {
        let mut state = state();
        let effects = choose(&mut state, "Mark done", "Shift + H");
        let kept = [("Shift + D".to_owned(), "Shift + H".to_owned())];
        assert!(matches!(&effects[..], [Effect::SavePlace(place)] if place.keys == kept), "{effects:?}");
        let mut later = AppState::default();
        later
            .update(Action::Opened(Box::new(state.editor.clone()), Place { keys: kept.into(), ..Place::default() }), 0);
        assert_eq!(later.keys, state.keys);
        choose(&mut later, "Mark done", "Shift + D");
        assert!(later.keys.is_empty());
        state.update(Action::ResetKeys, 0);
        assert!(state.keys.is_empty());
    }

    #[test]
    fn why_a_key_was_refused_goes_with_the_sheet() {
        for leave in [Action::Escape, Action::CloseDialog, Action::AskLabels] {
            let mut state = state();
            choose(&mut state, "Mark done", "P");
            assert!(state.alert.is_some());
            state.update(leave.clone(), 0);
            assert_eq!(state.alert, None, "{leave:?}");
        }
    }

    #[test]
    fn a_key_that_is_taken_is_refused() {
        let mut state = state();
        for (key, why) in [
            ("J", "does “Next suggestion” already"),
            ("Ctrl + Z", "does “Undo” already"),
            ("P", "is kept for labels"),
            ("Tab", "goes through the page"),
        ] {
            assert!(choose(&mut state, "Mark done", key).is_empty());
            assert!(state.alert.take().is_some_and(|alert| alert.contains(why)), "{key}");
        }
        choose(&mut state, "Next suggestion", "Shift + Q");
        assert_eq!(state.alert, None);
        choose(&mut state, "Mark done", "Shift + Q");
        assert!(state.alert.take().is_some());
        choose(&mut state, "Mark done", "J");
        assert_eq!(state.alert, None, "it is free now");
    }
}
