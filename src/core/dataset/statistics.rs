//! Counts over the articles of a project or dataset.

use crate::core::annotation::{Origin, Status};
use crate::core::article::{Article, ArticleStatus};
use crate::core::schema::LabelId;
use crate::core::text::tokens;
use serde::Serialize;
use std::collections::BTreeMap;

/// What there is in a set of articles. Rejected suggestions are not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// The number of articles.
    pub articles: usize,
    /// How far the work on them has come.
    pub status: StatusCounts,
    /// The number of words and numbers in their texts.
    pub words: usize,
    /// The number of annotations.
    pub annotations: usize,
    /// The annotations of each label.
    pub labels: BTreeMap<LabelId, LabelCounts>,
    /// Who made the annotations.
    pub origins: OriginCounts,
}

/// Articles by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the status of its name")]
pub struct StatusCounts {
    pub new: usize,
    pub open: usize,
    pub done: usize,
    pub skipped: usize,
}

/// Annotations of one label by what was decided about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the status of its name")]
pub struct LabelCounts {
    pub suggested: usize,
    pub confirmed: usize,
}

/// Annotations by who made them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the origin of its name")]
pub struct OriginCounts {
    pub human: usize,
    pub propagation: usize,
    pub model: usize,
    pub grammar: usize,
    pub learner: usize,
    pub import: usize,
}

impl Statistics {
    /// Counts one more article.
    pub fn add(&mut self, article: &Article) {
        self.articles += 1;
        *match article.status {
            ArticleStatus::New => &mut self.status.new,
            ArticleStatus::Open => &mut self.status.open,
            ArticleStatus::Done => &mut self.status.done,
            ArticleStatus::Skipped => &mut self.status.skipped,
        } += 1;
        self.words += tokens(&article.text).iter().filter(|token| token.kind.is_word()).count();
        for annotation in article.annotations.visible() {
            self.annotations += 1;
            let label = self.labels.entry(annotation.label.clone()).or_default();
            *if annotation.status == Status::Confirmed { &mut label.confirmed } else { &mut label.suggested } += 1;
            *match annotation.origin {
                Origin::Human => &mut self.origins.human,
                Origin::Propagation => &mut self.origins.propagation,
                Origin::Model => &mut self.origins.model,
                Origin::Grammar => &mut self.origins.grammar,
                Origin::Learner => &mut self.origins.learner,
                Origin::Import => &mut self.origins.import,
            } += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Annotation;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn counts_what_is_visible() {
        let mut article = Article::new("a1", Text::new("Ann met 3 men, Bo said."), Meta::default());
        let range = |start, end| TextRange::from_usize(start..end);
        let suggested = |start, end| Annotation::suggested(range(start, end), "PERSON".into(), Origin::Model, 0.5);
        article.annotations.insert(Annotation::confirmed(range(0, 3), "PERSON".into(), Origin::Human));
        article.annotations.insert(suggested(15, 17));
        article.annotations.insert(Annotation { status: Status::Rejected, ..suggested(8, 9) });
        let mut statistics = Statistics::default();
        statistics.add(&article);
        assert_eq!((statistics.words, statistics.annotations, statistics.status.new), (6, 2, 1));
        assert_eq!(statistics.labels[&"PERSON".into()], LabelCounts { suggested: 1, confirmed: 1 });
        assert_eq!((statistics.origins.human, statistics.origins.model), (1, 1));
    }
}
