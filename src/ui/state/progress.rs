//! How the work is getting on: shown once there is something to compare.

use super::AppState;
use super::action::{Dialog, Effect};
use crate::core::project::progress;
use crate::ui::wording;

impl AppState {
    /// Whether two articles are finished, so that there is a progress to show.
    #[must_use]
    pub fn has_progress(&self) -> bool {
        progress(self.project()).nth(1).is_some()
    }

    pub(super) fn ask_progress(&mut self) -> Vec<Effect> {
        if self.has_progress() {
            self.dialog = Some(Dialog::Progress);
        } else {
            self.say(wording::NO_PROGRESS_YET);
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::store::Place;
    use crate::core::text::TextRange;
    use crate::ui::state::{Action, Cursor};

    #[test]
    fn progress_is_shown_from_two_finished_articles_on_and_leads_to_them() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        for finished in [1, 2] {
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft("Oslo met Bonn.".to_owned()), 0);
            state.update(Action::TagDraft, 0);
            state.update(Action::Select(Cursor::words(TextRange::from_usize(0..4))), 0);
            state.update(Action::Label("GPE".into()), 0);
            state.update(Action::MarkDone, 0);
            state.update(Action::AskProgress, 0);
            assert_eq!(matches!(state.dialog, Some(Dialog::Progress)), finished == 2);
            assert_eq!(state.announcement == wording::NO_PROGRESS_YET, finished == 1);
        }
        let effects = state.update(Action::Open("a1".into()), 0);
        assert!(state.dialog.is_none() && state.article().is_some_and(|article| article.id.as_str() == "a1"));
        assert!(effects.contains(&Effect::FocusArticle));
    }
}
