//! How the work is getting on.

use super::AppState;
use crate::ui::desk::{Dialog, Effect};
use crate::ui::wording;

impl AppState {
    pub(super) fn ask_progress(&mut self) -> Vec<Effect> {
        if self.project().articles.is_empty() {
            return self.say(wording::no_articles(0));
        }
        self.show(Some(Dialog::Progress))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::project::{QueueFilter, Slice};
    use crate::core::store::Place;
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
        assert!(matches!(state.dialog, Some(Dialog::Progress)));
        assert_eq!(state.announcement, "", "what was said before is not read with what opens");
        let slice = Some(Slice::Status(crate::core::article::ArticleStatus::Done));
        state.update(Action::ShowOnly(QueueFilter { slice, ..QueueFilter::default() }), 0);
        assert!(state.dialog.is_none());
        assert_eq!(state.announcement, "The queue shows 1 of 2.");
        assert_eq!(state.queue().len(), 1);
        let effects = state.update(Action::Open("a1".into()), 0);
        assert!(effects.contains(&Effect::FocusArticle));
    }
}
