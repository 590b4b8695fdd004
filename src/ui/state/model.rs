//! The user's own model, in place of the built-in one.

use super::AppState;
use crate::core::schema::{LabelChoices, LabelId};
use crate::core::text::ByteOffset;
use crate::ui::desk::{Dialog, Effect, OwnModel};
use crate::ui::wording;
use crate::ui::words::tr;

impl AppState {
    /// Takes a model that the user has just given.
    pub(super) fn model_chosen(&mut self, name: String, is_network: bool) -> Vec<Effect> {
        self.take_model(OwnModel {
            name,
            is_network,
            labels: Vec::new(),
            choices: LabelChoices::default(),
            is_new: true,
        })
    }

    /// Takes the model of an earlier visit, unless the user has given another one meanwhile.
    pub(super) fn model_found(&mut self, name: String, is_network: bool, choices: LabelChoices) -> Vec<Effect> {
        if self.model.is_some() {
            return Vec::new();
        }
        self.take_model(OwnModel { name, is_network, labels: Vec::new(), choices, is_new: false })
    }

    fn take_model(&mut self, model: OwnModel) -> Vec<Effect> {
        self.model = Some(model);
        self.start_tagger()
    }

    /// What the old tagger has not done is asked of the new one, and so is what is out of date.
    fn start_tagger(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::StartTagger];
        self.learning.outdated.extend(self.tagging.renewing().cloned());
        self.tagging.ask_again();
        effects.extend(self.tag_waiting());
        effects.extend(self.teach_anew());
        if !self.learning.busy {
            effects.extend(self.refresh_outdated());
        }
        effects
    }

    /// Whether the model that tags is a network.
    pub(super) fn is_network(&self) -> bool {
        self.model.as_ref().is_some_and(|model| model.is_network)
    }

    /// The model is another, or labels are: all that keeps up is suggested anew, the open article at once.
    pub(super) fn suggest_all_anew(&mut self) -> Vec<Effect> {
        self.learning.outdated = self.keeping_up().collect();
        let open = self.current.clone().filter(|id| self.learning.outdated.contains(id));
        let quietly = !self.is_network();
        let mut effects = open.map(|id| self.tag_now(id, ByteOffset::default(), quietly)).unwrap_or_default();
        effects.extend(self.tag_waiting());
        effects
    }

    /// A model that is new shows its labels, is kept, and tags.
    pub(super) fn model_ready(&mut self, labels: Vec<LabelId>) -> Vec<Effect> {
        let Some(model) = &mut self.model else { return Vec::new() };
        model.labels = labels;
        if !std::mem::take(&mut model.is_new) {
            return Vec::new();
        }
        let schema = &self.editor.project().schema;
        let left_out = model.labels.iter().filter(|label| model.choices.apply(label, schema).is_none()).count();
        self.announcement = wording::model_ready(&model.name, left_out);
        let mut effects = vec![Effect::KeepModel(model.choices.clone())];
        self.offer(Dialog::Model);
        effects.extend(self.suggest_all_anew());
        effects
    }

    /// One that was kept is forgotten. Instead of one that is new, the one that is kept is used again.
    pub(super) fn model_refused(&mut self, why: &str) -> Vec<Effect> {
        let Some(model) = self.model.take() else { return Vec::new() };
        let is_of_model = |dialog: &Dialog| matches!(dialog, Dialog::Model);
        self.dialog.take_if(|dialog| is_of_model(dialog));
        self.offered.retain(|dialog| !is_of_model(dialog));
        self.alert = Some(wording::model_refused(&model.name, why, model.is_new));
        let mut effects = vec![if model.is_new { Effect::FindModel } else { Effect::ForgetModel }];
        if !model.is_new {
            self.learning.outdated = self.keeping_up().collect();
        }
        effects.extend(self.start_tagger());
        effects
    }

    pub(super) fn choose_label(&mut self, label: LabelId, becomes: Option<LabelId>) -> Vec<Effect> {
        let Some(model) = &mut self.model else { return Vec::new() };
        model.choices.choose(label, becomes);
        let mut effects = vec![Effect::KeepModel(model.choices.clone())];
        effects.extend(self.suggest_all_anew());
        effects.extend(self.teach_anew());
        effects
    }

    pub(super) fn use_built_in(&mut self) -> Vec<Effect> {
        self.model = None;
        self.dialog = None;
        self.say(tr(wording::BUILT_IN_AGAIN));
        let mut effects = vec![Effect::ForgetModel];
        self.learning.outdated = self.keeping_up().collect();
        effects.extend(self.start_tagger());
        effects
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
        state.update(Action::Draft("Ann left. The ship sank.".to_owned()), 0);
        state.update(Action::TagDraft, 0);
        state
    }

    /// What is asked for in place of what a model calls SHIP.
    fn ship(effects: &[Effect]) -> Option<String> {
        let labels = effects.iter().find_map(|effect| match effect {
            Effect::TagNow(.., labels) => Some(labels),
            _ => None,
        });
        let labels = labels.expect("an article is tagged");
        labels.choices.apply(&"SHIP".into(), &labels.schema).map(ToString::to_string)
    }

    #[test]
    fn a_new_model_tags_the_open_article_and_is_kept_once_it_is_ready() {
        let mut state = state();
        let effects = state.update(Action::ModelChosen("model.onnx".to_owned(), true), 0);
        assert!(matches!(effects[..], [Effect::StartTagger, Effect::TagNow(..)]), "{effects:?}");
        let effects = state.update(Action::ModelReady(vec!["SHIP".into()]), 0);
        assert!(matches!(effects[..], [Effect::KeepModel(_), Effect::TagNow(..)]), "{effects:?}");
        assert!(matches!(state.dialog, Some(Dialog::Model)));
        assert!(state.announcement.contains("Of its labels, 1 are left out"), "{}", state.announcement);
    }

    #[test]
    fn a_model_of_an_earlier_visit_asks_nothing() {
        let mut state = state();
        state.update(Action::ModelFound("model.onnx".to_owned(), true, LabelChoices::default()), 0);
        assert!(state.update(Action::ModelReady(vec!["SHIP".into()]), 0).is_empty());
        assert!(state.dialog.is_none());
        state.update(Action::ModelFound("late.onnx".to_owned(), true, LabelChoices::default()), 0);
        assert_eq!(state.model.unwrap().name, "model.onnx");
    }

    #[test]
    fn a_finished_article_stays_as_it_is_whatever_tags() {
        let mut state = state();
        state.update(Action::TaggingDone(["a1".into()].into()), 0);
        state.update(Action::MarkDone, 0);
        state.update(Action::Learned(1), 0);
        let asked = |effects: &[Effect]| effects.iter().any(|it| matches!(it, Effect::TagNow(..) | Effect::Tag(..)));
        assert!(!asked(&state.update(Action::ModelChosen("mine.postil".to_owned(), false), 0)));
        assert!(!asked(&state.update(Action::ModelReady(vec!["SHIP".into()]), 0)));
        assert!(!asked(&state.update(Action::ChooseLabel("SHIP".into(), Some("PRODUCT".into())), 0)));
        assert!(!asked(&state.update(Action::UseBuiltIn, 0)));
        assert_eq!(state.announcement, tr(wording::BUILT_IN_AGAIN));
    }

    #[test]
    fn all_that_waits_is_suggested_anew_by_another_model_but_a_network_is_asked_for_the_open_article_only() {
        for (name, is_network, expected) in [("mine.postil", false, 2), ("mine.onnx", true, 1)] {
            let mut state = state();
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft("Bo left.".to_owned()), 0);
            state.update(Action::TagDraft, 0);
            for id in ["a1", "a2"] {
                state.update(Action::TaggingDone([id.into()].into()), 0);
            }
            let mut effects = state.update(Action::ModelChosen(name.to_owned(), is_network), 0);
            effects.extend(state.update(Action::ModelReady(vec!["SHIP".into()]), 0));
            let tagged = effects.iter().map(|effect| match effect {
                Effect::TagNow(..) => 1,
                Effect::Tag(articles, ..) => articles.len(),
                _ => 0,
            });
            assert_eq!(tagged.sum::<usize>(), expected, "{name}: {effects:?}");
        }
    }

    #[test]
    fn a_label_becomes_what_the_user_chooses() {
        let mut state = state();
        let effects = state.update(Action::ModelChosen("model.onnx".to_owned(), true), 0);
        assert_eq!(ship(&effects), None, "the schema has nothing for it");
        let effects = state.update(Action::ChooseLabel("SHIP".into(), Some("PRODUCT".into())), 0);
        assert!(matches!(effects[..], [Effect::KeepModel(_), Effect::TagNow(..)]), "{effects:?}");
        assert_eq!(ship(&effects).as_deref(), Some("PRODUCT"));
        let effects = state.update(Action::UseBuiltIn, 0);
        assert_eq!(ship(&effects), None, "the built-in one has no choices");
    }

    #[test]
    fn a_kept_model_that_is_refused_is_explained_and_forgotten() {
        let mut state = state();
        state.update(Action::ModelChosen("model.onnx".to_owned(), true), 0);
        state.update(Action::ModelReady(Vec::new()), 0);
        let effects = state.update(Action::ModelRefused("it is damaged".to_owned()), 0);
        assert!(matches!(effects[..], [Effect::ForgetModel, Effect::StartTagger, Effect::TagNow(..)]), "{effects:?}");
        assert!(state.alert.unwrap().starts_with("model.onnx cannot be used: it is damaged."));
    }

    #[test]
    fn instead_of_a_new_model_that_is_refused_the_kept_one_is_used_again() {
        let mut state = state();
        let kept = || Action::ModelFound("mine.postil".to_owned(), false, LabelChoices::default());
        state.update(kept(), 0);
        state.update(Action::ModelReady(Vec::new()), 0);
        state.update(Action::ModelChosen("model.onnx".to_owned(), true), 0);
        let effects = state.update(Action::ModelRefused("it is damaged".to_owned()), 0);
        assert!(matches!(effects[..], [Effect::FindModel, Effect::StartTagger, ..]), "{effects:?}");
        assert!(state.alert.as_ref().is_some_and(|alert| !alert.contains("built-in")), "{:?}", state.alert);
        assert!(matches!(state.update(kept(), 0)[..], [Effect::StartTagger, ..]));
        assert_eq!(state.model.unwrap().name, "mine.postil");
    }
}
