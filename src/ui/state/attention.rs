//! What to look at first: the order of the queue, and all that is sure at once.

use super::AppState;
use crate::core::article::Article;
use crate::core::edit::Command;
use crate::core::project::{QueueFilter, QueueOrder, queue_places, undecided};
use crate::ui::desk::{Dialog, Effect};
use crate::ui::wording;
use crate::ui::words::tr;
use std::sync::Arc;

impl AppState {
    /// The articles as the queue shows them.
    #[must_use]
    pub fn queue(&self) -> Vec<Arc<Article>> {
        self.queue.iter().filter_map(|&place| self.project().articles.get(place)).cloned().collect()
    }

    pub(super) fn order_queue(&mut self, order: QueueOrder) -> Vec<Effect> {
        self.order = order;
        self.sort_queue();
        Vec::new()
    }

    pub(super) fn filter_queue(&mut self, filter: QueueFilter) -> Vec<Effect> {
        self.filter = filter;
        self.sort_queue();
        self.say(wording::shown(self.queue.len(), self.queue_of))
    }

    /// Shows the articles behind a number of a dialog, which is left.
    pub(super) fn show_only(&mut self, filter: QueueFilter) -> Vec<Effect> {
        self.dialog = None;
        self.filter_queue(filter)
    }

    /// Sorts and filters the queue. Not on every decision: it would move under the reader's eyes.
    pub(super) fn sort_queue(&mut self) {
        let articles = &self.project().articles;
        (self.queue, self.queue_of) = (queue_places(articles, &self.filter, self.order), articles.len());
    }

    pub(super) fn ask_accept_all(&mut self) -> Vec<Effect> {
        if self.article().is_some_and(|article| undecided(article) > 0) {
            self.show(Some(Dialog::AcceptAll))
        } else {
            self.say(tr(wording::NO_SUGGESTION_LEFT))
        }
    }

    pub(super) fn accept_all(&mut self, now: u64) -> Vec<Effect> {
        self.dialog = None;
        let threshold = self.threshold;
        let mut effects = self.on_article(now, |article| Command::AcceptAll { article, threshold });
        effects.push(Effect::FocusArticle);
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::import::Found;
    use crate::core::text::{Text, TextRange};
    use crate::ui::desk::Action;

    /// Articles of which each has more suggestions than the one before, and the first is open.
    fn with_more_and_more(ids: &[&str]) -> AppState {
        let mut state = AppState::with_pasted(&[]);
        let article = |(count, &id): (usize, &&str)| {
            let mut article = Article::new(id, Text::new(&id.repeat(9)), Meta::default());
            let mark = |at| Annotation::suggested(TextRange::from_usize(at..at + 1), "ORG".into(), Origin::Import, 0.5);
            article.annotations = (0..=count).map(mark).collect();
            article
        };
        let articles = ids.iter().enumerate().map(article).collect();
        state.update(Action::Imported(Found { articles, ..Found::default() }), 0);
        state
    }

    fn shown(state: &AppState) -> Vec<String> {
        state.queue().iter().map(|article| article.id.to_string()).collect()
    }

    #[test]
    fn the_order_of_the_queue_is_kept_with_the_place() {
        let mut state = with_more_and_more(&["a1", "a2", "a3"]);
        let effects = state.update(Action::Order(QueueOrder::MostFirst), 0);
        let [Effect::SavePlace(place)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(shown(&state), ["a3", "a2", "a1"]);
        let mut later = AppState::default();
        later.update(Action::Opened(Box::new(state.editor.clone()), place.clone()), 0);
        assert_eq!(shown(&later), shown(&state));
    }

    #[test]
    fn whoever_goes_back_comes_to_what_was_just_finished_wherever_it_is_now() {
        let mut state = with_more_and_more(&["a1", "a2", "a3", "a4"]);
        let mut open_after = |action| {
            state.update(action, 0);
            state.current.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        open_after(Action::Order(QueueOrder::MostFirst));
        assert_eq!(open_after(Action::Open("a4".into())), "a4");
        assert_eq!(open_after(Action::DoneAndNext), "a3");
        assert_eq!(open_after(Action::DoneAndNext), "a2");
        assert_eq!([(); 3].map(|()| open_after(Action::PreviousArticle)), ["a3", "a4", "a1"]);
        assert_eq!([Action::NextArticle, Action::PreviousArticle].map(open_after), ["a2", "a1"]);
    }
}
