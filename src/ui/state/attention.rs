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
