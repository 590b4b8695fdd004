//! A dataset in numbers, before it is written.

use crate::core::annotation::Status;
use crate::core::article::ArticleStatus;
use crate::core::project::Project;
use crate::core::schema::LabelChoices;

/// How much goes into a dataset, and how much does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatasetCounts {
    /// Its articles, but for those that were skipped.
    pub articles: usize,
    /// Those of them that are not finished.
    pub unfinished: usize,
    /// Articles that are not finished and stay out, since only finished ones go in.
    pub stay_out: usize,
    /// Articles that were skipped.
    pub skipped: usize,
    /// Confirmed annotations, but for those whose label is left out.
    pub annotations: usize,
    /// Confirmed annotations whose label is left out.
    pub left_out: usize,
    /// Suggestions that wait for a decision, but for those whose label is left out.
    pub waiting: usize,
}

impl DatasetCounts {
    /// Counts what goes in of a project, all of it or only what is finished, under the labels that were chosen. Of articles
    /// that were skipped, nothing is counted.
    #[must_use]
    pub fn new(project: &Project, only_finished: bool, labels: &LabelChoices) -> Self {
        let mut counts = Self::default();
        for article in &project.articles {
            match article.status {
                ArticleStatus::Done => {}
                ArticleStatus::Skipped => {
                    counts.skipped += usize::from(!only_finished);
                    continue;
                }
                _ if only_finished => {
                    counts.stay_out += 1;
                    continue;
                }
                _ => {}
            }
            counts.articles += 1;
            counts.unfinished += usize::from(article.status != ArticleStatus::Done);
            for annotation in &article.annotations {
                *match (annotation.status, labels.chosen(&annotation.label)) {
                    (Status::Confirmed, Some(_)) => &mut counts.annotations,
                    (Status::Confirmed, None) => &mut counts.left_out,
                    (Status::Suggested, Some(_)) => &mut counts.waiting,
                    _ => continue,
                } += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{Article, Meta};
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

    #[test]
    fn what_goes_in_is_told_from_what_does_not() {
        use ArticleStatus::{Done, Open, Skipped};
        let marks = [("ORG", Status::Confirmed), ("GPE", Status::Confirmed), ("ORG", Status::Suggested)];
        let refused = [("ORG", Status::Rejected), ("GPE", Status::Suggested)];
        let article = |status| {
            let mark = |(at, &(label, status)): (usize, &(&str, Status))| {
                let range = TextRange::from_usize(at..at + 1);
                Annotation { status, ..Annotation::confirmed(range, label.into(), Origin::Human) }
            };
            let mut article = Article::new("a1", Text::new("xxxxx"), Meta::default());
            article.annotations = marks.iter().chain(&refused).enumerate().map(mark).collect();
            Arc::new(Article { status, ..article })
        };
        let articles = [Done, Done, Open, Skipped].map(article).into();
        let mut labels = LabelChoices::default();
        labels.choose("GPE".into(), None);
        labels.choose("ORG".into(), Some("COMPANY".into()));
        let project = Project { articles, ..Project::new(Schema::ontonotes()) };
        let counts = DatasetCounts::new(&project, false, &labels);
        let all = DatasetCounts {
            articles: 3,
            unfinished: 1,
            skipped: 1,
            annotations: 3,
            left_out: 3,
            waiting: 3,
            ..DatasetCounts::default()
        };
        assert_eq!(counts, all);
        let counts = DatasetCounts::new(&project, true, &labels);
        assert_eq!((counts.articles, counts.unfinished, counts.stay_out, counts.skipped), (2, 0, 1, 0));
    }
}
