//! What was decided about each surface form, and which of it is looked at.

use super::AppState;
use crate::core::project::lexicon;
use crate::ui::desk::{Dialog, Effect, Lexicon};
use crate::ui::wording;
use crate::ui::words::tr;

impl AppState {
    /// Shows what was decided so far.
    pub(super) fn ask_lexicon(&mut self) -> Vec<Effect> {
        let entries = lexicon(self.project());
        if entries.is_empty() {
            return self.say(tr(wording::NOTHING_DECIDED_YET));
        }
        self.show(Some(Dialog::Lexicon(Lexicon { entries, filter: String::new(), only_disputed: false })))
    }

    /// Changes which entries of the open lexicon are wanted.
    pub(super) fn in_lexicon(&mut self, change: impl FnOnce(&mut Lexicon)) -> Vec<Effect> {
        if let Some(Dialog::Lexicon(open)) = &mut self.dialog {
            change(open);
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::store::Place;
    use crate::core::text::TextRange;
    use crate::ui::desk::{Action, Cursor};

    fn found(state: &AppState) -> Vec<&str> {
        let Some(Dialog::Lexicon(open)) = &state.dialog else { panic!("no lexicon is open") };
        open.found().map(|entry| entry.surface.as_str()).collect()
    }

    #[test]
    fn the_lexicon_is_filtered_and_leads_to_the_mentions() {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        state.update(Action::AskLexicon, 0);
        assert!(state.dialog.is_none());
        assert_eq!(state.announcement, wording::NOTHING_DECIDED_YET);

        state.update(Action::Draft("Oslo met Bonn. Oslo left.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        state.update(Action::TogglePropagate, 0);
        for (range, label) in [(0..4, "GPE"), (15..19, "ORG"), (9..13, "GPE")] {
            state.update(Action::Select(Cursor::words(TextRange::from_usize(range))), 0);
            state.update(Action::Label(label.into()), 0);
        }
        assert_ne!(state.announcement, "");
        state.update(Action::AskLexicon, 0);
        assert_eq!(found(&state), ["Oslo", "Bonn"]);
        assert_eq!(state.announcement, "", "what was said before is not read with what opens");
        state.update(Action::FilterLexicon(" NN".to_owned()), 0);
        assert_eq!(found(&state), ["Bonn"]);
        state.update(Action::FilterLexicon(String::new()), 0);
        state.update(Action::OnlyDisputed, 0);
        assert_eq!(found(&state), ["Oslo"]);
        state.update(Action::Reading(vec!["a.txt".to_owned()]), 0);
        state.update(Action::FindWords("Oslo".to_owned()), 0);
        let Some(Dialog::Concordance(mentions)) = &state.dialog else { panic!("no concordance is open") };
        assert_eq!(mentions.lines.len(), 2);
        assert_eq!(state.announcement, "", "what was said before is not read with what opens");
        state.update(Action::FindWords("Osl".to_owned()), 0);
        assert_eq!(state.announcement, "“Osl” stands in no article as whole words.");
        assert!(matches!(state.dialog, Some(Dialog::Concordance(_))), "what was open stays");
    }
}
