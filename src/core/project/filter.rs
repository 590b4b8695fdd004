//! Which articles of a project a queue shows.

use super::{Slice, is_doubt};
use crate::core::article::Article;
use crate::core::schema::LabelId;

/// What an article must have to be shown; the default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Words that its text, its title or its note holds, whatever the case of their ASCII letters: that of others would take
    /// tables into the page.
    pub words: String,
    /// How far it is.
    pub stage: Option<Stage>,
    /// A label that something in it has, decided or suggested.
    pub label: Option<LabelId>,
    /// A category that it has.
    pub category: Option<String>,
    /// What it has in common with those behind a number of the overview.
    pub slice: Option<Slice>,
}

/// How far an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Neither done nor skipped.
    Unfinished,
    /// Done or skipped.
    Finished,
    /// With a suggestion that is doubtful.
    Doubtful,
    /// Said to need a second look.
    Flagged,
}

impl QueueFilter {
    /// Whether an article is to be shown.
    #[must_use]
    pub fn fits(&self, article: &Article) -> bool {
        let words = self.words.trim();
        let title = article.meta.title.as_deref().unwrap_or_default();
        self.stage.is_none_or(|stage| stage.has(article))
            && self.label.as_ref().is_none_or(|label| article.annotations.visible().any(|it| it.label == *label))
            && self.slice.as_ref().is_none_or(|slice| slice.has(article))
            && self.category.as_ref().is_none_or(|category| article.meta.categories.contains(category))
            && [article.text.as_str(), title, article.meta.note.as_deref().unwrap_or_default()]
                .iter()
                .any(|text| holds(text, words))
    }
}

impl Stage {
    fn has(self, article: &Article) -> bool {
        match self {
            Self::Unfinished => article.status.is_left(),
            Self::Finished => !article.status.is_left(),
            Self::Flagged => article.meta.flagged,
            Self::Doubtful => article.annotations.iter().any(is_doubt),
        }
    }
}

/// Whether a text holds a part, whatever the case of ASCII letters.
fn holds(text: &str, part: &str) -> bool {
    let Some((first, rest)) = part.as_bytes().split_first() else { return true };
    let is_part = |bytes: &[u8]| bytes[0].eq_ignore_ascii_case(first) && bytes[1..].eq_ignore_ascii_case(rest);
    text.as_bytes().windows(part.len()).any(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::text::{Text, TextRange};

    fn article() -> Article {
        let meta = Meta { title: Some("From the fjord".to_owned()), ..Meta::default() };
        let mut article = Article::new("a1", Text::new("Zoë flew to OSLO."), meta);
        let range = TextRange::from_usize(13..17);
        article.annotations.insert(Annotation::suggested(range, "GPE".into(), Origin::Model, 0.5));
        article
    }

    fn fits(filter: QueueFilter) -> bool {
        filter.fits(&article())
    }

    #[test]
    fn words_are_found_in_text_and_title_whatever_their_case() {
        let words = |words: &str| fits(QueueFilter { words: words.to_owned(), ..QueueFilter::default() });
        assert!(["", " ", "oslo", "zoë", "FJORD", "to oslo."].into_iter().all(words));
        assert!(!["Bergen", "osloo", "fjord oslo"].into_iter().any(words));
    }

    #[test]
    fn what_is_said_of_an_article_is_found() {
        let mut article = article();
        article.meta = Meta { note: Some("Ask Ann".to_owned()), categories: vec!["Sport".to_owned()], ..article.meta };
        let category = |name: &str| QueueFilter { category: Some(name.to_owned()), ..QueueFilter::default() };
        assert!(category("Sport").fits(&article) && !category("Sports").fits(&article));
        assert!(QueueFilter { words: "ask ann".to_owned(), ..QueueFilter::default() }.fits(&article));
        let flagged = QueueFilter { stage: Some(Stage::Flagged), ..QueueFilter::default() };
        assert!(!flagged.fits(&article));
        article.meta.flagged = true;
        assert!(flagged.fits(&article));
    }

    #[test]
    fn all_that_is_asked_for_must_fit() {
        let label = |label: &str| QueueFilter { label: Some(label.into()), ..QueueFilter::default() };
        assert!(fits(label("GPE")) && !fits(label("ORG")));
        let slice = |tenth| QueueFilter { slice: Some(Slice::SureBy(tenth)), ..label("GPE") };
        assert!(fits(slice(5)) && !fits(slice(6)));
        assert!(fits(QueueFilter { stage: Some(Stage::Unfinished), ..label("GPE") }));
        assert!(!fits(QueueFilter { stage: Some(Stage::Finished), ..label("GPE") }));
    }

    #[test]
    fn stages() {
        let stage = |status: ArticleStatus, stage: Stage| stage.has(&Article { status, ..article() });
        assert!(stage(ArticleStatus::New, Stage::Unfinished) && !stage(ArticleStatus::Done, Stage::Unfinished));
        assert!(stage(ArticleStatus::Skipped, Stage::Finished) && !stage(ArticleStatus::Open, Stage::Finished));
        assert!(stage(ArticleStatus::Open, Stage::Doubtful));
        let mut decided = article();
        decided.annotations =
            decided.annotations.iter().cloned().map(|it| Annotation { confidence: Some(0.9), ..it }).collect();
        assert!(!Stage::Doubtful.has(&decided));
    }
}
