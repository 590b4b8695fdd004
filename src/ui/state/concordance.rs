//! All mentions of some words, of which the ticked are decided at once.

use super::AppState;
use crate::core::article::ArticleId;
use crate::core::edit::Command;
use crate::core::project::{ConcordanceLine, concordance};
use crate::core::schema::LabelId;
use crate::core::text::TextRange;
use crate::ui::desk::{Concordance, Cursor, Dialog, Effect};
use crate::ui::wording;
use crate::ui::words::tr;

impl AppState {
    /// Lists all mentions of the words that the cursor is on.
    pub(super) fn find_all(&mut self) -> Vec<Effect> {
        let words =
            self.article().zip(self.cursor.range()).map(|(article, range)| article.text.slice(range).to_owned());
        self.find_words(words.unwrap_or_default())
    }

    /// Lists all mentions of some words.
    pub(super) fn find_words(&mut self, words: String) -> Vec<Effect> {
        let lines = concordance(self.project(), &words);
        if words.is_empty() {
            self.say(tr(wording::SELECT_FIRST))
        } else if lines.is_empty() {
            self.say(wording::found_nowhere(&words))
        } else {
            self.show(Some(Dialog::Concordance(Concordance::new(words, lines))))
        }
    }

    /// Changes the concordance that is open.
    pub(super) fn in_concordance(&mut self, change: impl FnOnce(&mut Concordance)) -> Vec<Effect> {
        if let Some(Dialog::Concordance(open)) = &mut self.dialog {
            change(open);
        }
        Vec::new()
    }

    pub(super) fn decide_ticked(&mut self, label: Option<LabelId>, now: u64) -> Vec<Effect> {
        let Some(Dialog::Concordance(found)) = &self.dialog else { return Vec::new() };
        if let Some(told) = label.as_ref().and_then(|label| self.put_away(label)).map(wording::is_put_away) {
            return self.say(told);
        }
        let mut mentions: Vec<(ArticleId, Vec<TextRange>)> = Vec::new();
        for ConcordanceLine { article, range, .. } in found.ticked() {
            match mentions.last_mut().filter(|(id, _)| *id == article.id) {
                Some((_, ranges)) => ranges.push(*range),
                None => mentions.push((article.id.clone(), vec![*range])),
            }
        }
        if mentions.is_empty() {
            return self.say(tr(wording::NO_MENTION_TICKED));
        }
        self.dialog = None;
        self.say(tr(wording::NOTHING_CHANGED));
        let first =
            |(id, ranges): &(ArticleId, Vec<TextRange>)| (self.current.as_ref() == Some(id)).then(|| ranges[0].end());
        let decided = mentions.iter().find_map(first);
        let articles: Vec<ArticleId> = mentions.iter().map(|it| it.0.clone()).collect();
        let mut effects = self.execute(Command::Decide { mentions, label }, now);
        self.keep_cursor_valid();
        effects.extend(decided.map(|end| self.refresh_after(end)).unwrap_or_default());
        effects.extend(self.refresh_others(articles.iter()));
        effects.push(Effect::FocusArticle);
        effects
    }

    /// Opens the article of a line, at the mention.
    pub(super) fn open_line(&mut self, line: usize, now: u64) -> Vec<Effect> {
        let Some(Dialog::Concordance(found)) = self.dialog.take() else { return Vec::new() };
        let Some(line) = found.lines.get(line) else { return Vec::new() };
        let mut effects = self.open(line.article.id.clone(), now);
        let cursor = self.article().map(|article| Cursor::on(article, line.range));
        effects.extend(self.select(cursor.unwrap_or_default()));
        effects.push(Effect::ScrollToCursor);
        effects
    }
}
