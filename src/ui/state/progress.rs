//! How the work is getting on.

use super::AppState;
use crate::core::project::Overview;
use crate::ui::desk::{Dialog, Effect};
use crate::ui::wording;

impl AppState {
    pub(super) fn ask_progress(&mut self) -> Vec<Effect> {
        if self.project().articles.is_empty() {
            return self.say(wording::no_articles(0));
        }
        self.show(Some(self.progress()))
    }

    /// How far the project is now.
    pub(super) fn progress(&self) -> Dialog {
        Dialog::Progress(Box::new(Overview::new(self.project(), self.ahead)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::edit::SuggestedPart;
    use crate::core::project::{QueueFilter, Slice};
    use crate::core::store::Place;
    use crate::core::text::TextRange;
    use crate::ui::desk::Action;

    #[test]
    fn progress_is_shown_where_there_are_articles_and_leads_to_them() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state.update(Action::AskProgress, 0);
        assert!(state.dialog.is_none() && !state.announcement.is_empty());
        for _ in 0..2 {
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft("Oslo met Bonn.".to_owned()), 0);
            state.update(Action::TagDraft, 0);
        }
        state.update(Action::MarkDone, 0);
        state.update(Action::AskProgress, 0);
        assert!(matches!(state.dialog, Some(Dialog::Progress(_))));
        assert_eq!(state.announcement, "", "what was said before is not read with what opens");
        let slice = Some(Slice::Status(crate::core::article::ArticleStatus::Done));
        state.update(Action::ShowOnly(QueueFilter { slice, ..QueueFilter::default() }), 0);
        assert!(state.dialog.is_none());
        assert_eq!(state.announcement, "The queue shows 1 of 2.");
        assert_eq!(state.queue().len(), 1);
        let effects = state.update(Action::Open("a1".into()), 0);
        assert!(effects.contains(&Effect::FocusArticle));
    }

    #[test]
    fn what_is_told_is_counted_when_it_changes_and_not_at_each_message() {
        let mut state = AppState::with_pasted(&["Oslo met Bonn."]);
        state.update(Action::AskProgress, 0);
        let told = |state: &AppState| match &state.dialog {
            Some(Dialog::Progress(told)) => (std::ptr::from_ref(&**told), told.sureness.iter().sum::<usize>()),
            other => panic!("{other:?}"),
        };
        let first = told(&state);
        state.update(Action::Saved(1), 0);
        state.update(Action::Reading(vec!["a.txt".to_owned()]), 0);
        assert_eq!(told(&state), first);

        let within = TextRange::from_usize(0..4);
        let suggestions = vec![Annotation::suggested(within, "GPE".into(), Origin::Learner, 0.9)];
        state.editor.suggest_anew(vec![SuggestedPart { article: "a1".into(), within, suggestions }]);
        state.update(Action::Tagged { articles: [].into(), parts: Vec::new(), progress: (1, 1) }, 0);
        assert_eq!(told(&state).1, 1, "which the journal has no entry of");
        state.update(Action::Undo, 0);
        assert_eq!(told(&state).1, 0);
    }
}
