//! Suggestions are asked for, and come in.

use super::AppState;
use super::action::{Effect, WorkerState};
use crate::core::annotation::Annotation;
use crate::core::article::ArticleId;
use crate::core::edit::Command;
use crate::core::project::undecided;
use crate::core::tagger::Suggestion;
use crate::core::text::TextRange;
use crate::ui::wording;
use crate::worker::protocol::Labels;

impl AppState {
    pub(super) fn tag_again(&mut self) -> Vec<Effect> {
        let Some(id) = self.current.clone() else { return Vec::new() };
        self.tagging.retain(|waiting| *waiting != id);
        self.tagging.push_front(id);
        self.tag_first()
    }

    /// Has the first waiting article tagged.
    pub(super) fn tag_first(&mut self) -> Vec<Effect> {
        self.tagged = None;
        while let Some(id) = self.tagging.front() {
            if let Some(article) = self.project().article(id) {
                return vec![Effect::Tag(article.clone(), self.labels())];
            }
            self.tagging.pop_front();
        }
        Vec::new()
    }

    pub(super) fn cancel_tagging(&mut self) -> Vec<Effect> {
        self.tagged = None;
        self.say(wording::TAGGING_STOPPED.to_owned());
        self.tagging.drain(..).take(1).map(Effect::CancelTag).collect()
    }

    pub(super) fn tagged(
        &mut self,
        article: ArticleId,
        within: TextRange,
        suggestions: Vec<Suggestion>,
        progress: (u32, u32),
        now: u64,
    ) -> Vec<Effect> {
        let refreshed = self.learning.refreshing.as_ref().filter(|(refreshing, _)| *refreshing == article);
        let from = refreshed.map_or(within.start(), |(_, from)| within.start().max(*from));
        if refreshed.is_none() && self.tagging.front() == Some(&article) {
            self.tagged = Some(progress);
        }
        let Some(within) = TextRange::try_new(from, within.end()) else { return Vec::new() };
        // A label may have been put away meanwhile.
        let is_active = |it: &Suggestion| self.project().schema.active().any(|label| label.id == it.label);
        let suggestions = suggestions.into_iter().filter(is_active).map(Annotation::from).collect();
        // An article that was removed meanwhile has nothing to be told.
        let entry = self.editor.execute(Command::Suggest { article, within, suggestions }, now).ok().flatten();
        self.keep_cursor_valid();
        entry.map(|entry| self.save(entry)).into_iter().collect()
    }

    pub(super) fn tagging_done(&mut self, id: &ArticleId, failed: Option<String>) -> Vec<Effect> {
        let unasked = self.is_up_to_date(id);
        if let Some(why) = failed {
            self.alert = Some(wording::tagging_failed(id, &why));
        } else if !unasked && self.current.as_ref() == Some(id) {
            let found = self.article().map_or(0, |article| undecided(article));
            self.say(wording::tagged(found));
        }
        if self.tagging.front() != Some(id) {
            return Vec::new();
        }
        self.tagging.pop_front();
        self.tag_first()
    }

    pub(super) fn worker_changed(&mut self, worker: WorkerState) -> Vec<Effect> {
        if let WorkerState::Restarting(why) | WorkerState::Failed(why) = &worker {
            self.alert = Some(wording::worker_trouble(&worker, why));
        }
        // One that starts again has forgotten all.
        let forgot = matches!(worker, WorkerState::Restarting(_));
        self.worker = worker;
        if forgot { self.teach_anew() } else { Vec::new() }
    }

    /// The labels that suggestions get.
    pub(super) fn labels(&self) -> Labels {
        let choices = self.model.as_ref().map(|model| model.choices.clone()).unwrap_or_default();
        Labels { schema: self.project().schema.clone(), choices }
    }
}
