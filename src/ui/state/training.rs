//! A model is trained from the finished articles.
//!
//! The main decision: it goes on from the built-in model, in a worker of its own, and is handed over as a file. It does
//! not take the place of the tagger at once: what was learned from the same articles would then be learned over a model
//! that knows them by heart.

use super::AppState;
use crate::ui::desk::{Dialog, Effect, Training};
use crate::ui::wording;

impl AppState {
    /// Trains a model from all finished articles.
    pub(super) fn train(&mut self) -> Vec<Effect> {
        self.dialog = Some(Dialog::Training(Training::Running(0, None)));
        vec![Effect::Train(self.project().finished().articles, self.labels())]
    }

    pub(super) fn training(&mut self, training: Training) -> Vec<Effect> {
        if self.is_training() {
            self.dialog = Some(Dialog::Training(training));
        }
        Vec::new()
    }

    pub(super) fn training_failed(&mut self, why: &str) -> Vec<Effect> {
        if self.is_training() {
            self.dialog = None;
            self.also_alert(wording::not_trained(why));
        }
        Vec::new()
    }

    /// Whether a model is being trained, or was and is told of.
    fn is_training(&self) -> bool {
        matches!(self.dialog, Some(Dialog::Training(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, ArticleStatus, Meta};
    use crate::core::import::Found;
    use crate::core::text::Text;
    use crate::ui::desk::Action;

    /// Two articles, the first of which is finished.
    fn state() -> AppState {
        let mut state = AppState { early: None, ..AppState::default() };
        let article =
            |id: &str, status| Article { status, ..Article::new(id, Text::new("Ann left."), Meta::default()) };
        let articles = vec![article("a1", ArticleStatus::Done), article("a2", ArticleStatus::Open)];
        state.update(Action::Imported(Found { articles, ..Found::default() }), 0);
        state
    }

    #[test]
    fn finished_articles_are_trained_from_until_the_dialog_is_left() {
        let mut state = state();
        let effects = state.update(Action::Train, 0);
        assert!(matches!(&effects[..], [Effect::Train(articles, _)] if articles.len() == 1), "{effects:?}");
        assert_eq!(state.update(Action::Training(Training::Running(1, Some(8))), 0), []);
        assert_eq!(state.update(Action::AskExport(None), 0), [Effect::StopTraining]);
        state.update(Action::Training(Training::HandedOver), 0);
        assert!(!state.is_training(), "what comes later is not heard");
    }

    #[test]
    fn what_cannot_be_trained_from_is_explained() {
        let mut state = state();
        state.update(Action::Train, 0);
        let effects = state.update(Action::TrainingFailed("there is nothing to learn".to_owned()), 0);
        assert_eq!((effects, state.is_training()), (vec![Effect::StopTraining], false));
        assert!(state.alert.unwrap().contains("there is nothing to learn"));
    }
}
