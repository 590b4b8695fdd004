//! Which articles of a project a queue shows.

use super::{Slice, is_doubt};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use crate::core::text::holds_in_any_case;

/// What an article must have to be shown; the default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Words that its text, its title, its note or its id holds, each somewhere, whatever their case.
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
        self.stage.is_none_or(|stage| stage.has(article))
            && self.label.as_ref().is_none_or(|label| article.annotations.visible().any(|it| it.label == *label))
            && self.slice.as_ref().is_none_or(|slice| slice.has(article))
            && self.category.as_ref().is_none_or(|category| article.meta.categories.contains(category))
            && holds(article, &self.words)
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

/// Whether an article holds all of some words.
fn holds(article: &Article, words: &str) -> bool {
    let Article { id, text, meta, .. } = article;
    let said = || [&meta.title, &meta.note].into_iter().flatten().map(String::as_str);
    let has = |word: &str| [text.as_str(), id.as_str()].into_iter().chain(said()).any(|it| holds_in_any_case(it, word));
    words.split_whitespace().all(has)
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
    fn words_are_found_in_any_order_whatever_their_case() {
        let words = |words: &str| fits(QueueFilter { words: words.to_owned(), ..QueueFilter::default() });
        assert!(["", " ", "oslo", "ZOË", "FJORD", "to oslo.", "oslo  flew", "fjord oslo", "A1"].into_iter().all(words));
        assert!(!["Bergen", "osloo", "oslo bergen"].into_iter().any(words));
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
