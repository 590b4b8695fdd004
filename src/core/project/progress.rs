//! The progress of the work: what each finished article took, suggested against made by hand.
//!
//! Only what a person decided is a correction: what was carried from there to identical mentions, a label or a
//! refusal, took no work. A suggestion that was refused along with another is told from a copy that was refused by
//! its confidence; one from a file that does not say how sure it is counts as refused by hand.
//!
//! Articles come in the order in which they were finished, as their metadata say. Reading the journal for that was
//! rejected: a project that comes from a file has none.

use super::{Project, as_finished};
use crate::core::annotation::{Origin, Status};
use crate::core::article::Article;
use std::sync::Arc;

/// How many articles a mean is over.
pub(super) const WINDOW: usize = 5;

/// What one finished article took. What came confirmed from a file is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleProgress {
    /// The article.
    pub article: Arc<Article>,
    /// The suggestions that were accepted.
    pub accepted: usize,
    /// The annotations that a person made or changed.
    pub by_hand: usize,
    /// Their copies on identical mentions, which take no work.
    pub copied: usize,
    /// The suggestions, and such copies, that a person refused; not those refused along with them.
    pub refused: usize,
}

impl ArticleProgress {
    fn of(article: &Arc<Article>) -> Self {
        let mut progress = Self { article: article.clone(), accepted: 0, by_hand: 0, copied: 0, refused: 0 };
        for annotation in &article.annotations {
            if annotation.status == Status::Rejected && annotation.is_carried() {
                continue;
            }
            *match (annotation.status, annotation.origin) {
                // The last is a person's own mark, taken back.
                (Status::Suggested, _) | (_, Origin::Import) | (Status::Rejected, Origin::Human) => continue,
                (Status::Rejected, _) => &mut progress.refused,
                (Status::Confirmed, Origin::Human) => &mut progress.by_hand,
                (Status::Confirmed, Origin::Propagation) => &mut progress.copied,
                (Status::Confirmed, Origin::Model | Origin::Grammar | Origin::Learner) => &mut progress.accepted,
            } += 1;
        }
        progress
    }

    /// The annotations that were confirmed, whoever made them.
    #[must_use]
    pub fn confirmed(&self) -> usize {
        self.accepted + self.by_hand + self.copied
    }

    /// What a person had to do other than accept.
    #[must_use]
    pub fn corrections(&self) -> usize {
        self.by_hand + self.refused
    }
}

/// What each finished article took: see [`Overview::progress`](super::Overview::progress).
pub(super) fn progress(project: &Project) -> Vec<ArticleProgress> {
    let articles = as_finished(project, |_| true).map(ArticleProgress::of);
    articles.filter(|progress| progress.confirmed() > 0).collect()
}

/// Corrections per 100 confirmed annotations of some articles, rounded: 0 if every annotation was suggested, 100 if
/// all were made by hand, more if there were wrong suggestions besides. Long articles weigh more than short ones.
#[must_use]
pub fn corrections_per_100(articles: &[ArticleProgress]) -> usize {
    let corrections: usize = articles.iter().map(ArticleProgress::corrections).sum();
    let confirmed = articles.iter().map(ArticleProgress::confirmed).sum::<usize>().max(1);
    (100 * corrections + confirmed / 2) / confirmed
}

/// For each article the [`corrections_per_100`] of it and those before it, five in all.
pub fn moving_means(articles: &[ArticleProgress]) -> impl Iterator<Item = usize> {
    (0..articles.len()).map(|last| corrections_per_100(&articles[(last + 1).saturating_sub(WINDOW)..=last]))
}

/// The first and the last articles, to be compared: five each, or as many as there are without one in both.
#[must_use]
pub fn both_ends(articles: &[ArticleProgress]) -> [&[ArticleProgress]; 2] {
    let count = WINDOW.min(articles.len() / 2);
    [&articles[..count], &articles[articles.len() - count..]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Annotation;
    use crate::core::article::{ArticleId, ArticleStatus, Meta};
    use crate::core::edit::{Command, Editor};
    use crate::core::schema::{LabelId, Schema};
    use crate::core::text::{Text, TextRange};

    /// An article with one mark a byte.
    fn article(status: ArticleStatus, marks: &[(Status, Origin)]) -> Arc<Article> {
        let mut article = Article::new("a", Text::new(&"x".repeat(marks.len())), Meta::default());
        let mark = |(at, &(status, origin)): (usize, &(Status, Origin))| {
            let range = TextRange::from_usize(at..at + 1);
            Annotation { status, ..Annotation::confirmed(range, "ORG".into(), origin) }
        };
        article.annotations = marks.iter().enumerate().map(mark).collect();
        Arc::new(Article { status, ..article })
    }

    fn project(articles: Vec<Arc<Article>>) -> Project {
        Project { articles, ..Project::new(Schema::news()) }
    }

    /// A project of finished articles: how much was accepted in each, and how much made by hand.
    fn worked(articles: &[(usize, usize)]) -> Project {
        let marks = |&(accepted, by_hand): &(usize, usize)| {
            let mut marks = vec![(Status::Confirmed, Origin::Learner); accepted];
            marks.extend(vec![(Status::Confirmed, Origin::Human); by_hand]);
            article(ArticleStatus::Done, &marks)
        };
        project(articles.iter().map(marks).collect())
    }

    #[test]
    fn corrections_are_what_was_made_by_hand_and_what_was_refused() {
        use Origin::{Grammar, Human, Import, Learner, Model, Propagation};
        use Status::{Confirmed, Rejected, Suggested};
        let confirmed = [Model, Grammar, Learner, Import, Human, Human, Propagation].map(|origin| (Confirmed, origin));
        let rejected = [Model, Grammar, Learner, Propagation, Human, Import].map(|origin| (Rejected, origin));
        let marks = [&confirmed[..], &rejected, &[(Suggested, Model)]].concat();
        let project = project(vec![article(ArticleStatus::Done, &marks)]);
        let found = progress(&project);
        let article = project.articles[0].clone();
        assert_eq!(found, [ArticleProgress { article, accepted: 3, by_hand: 2, copied: 1, refused: 4 }]);
        assert_eq!((found[0].confirmed(), found[0].corrections()), (6, 6));
        assert_eq!(corrections_per_100(&found), 100);
    }

    #[test]
    fn what_is_carried_to_identical_mentions_is_no_correction() {
        let lee = |at: usize| TextRange::from_usize(4 * at..4 * at + 3);
        let mut article = Article::new("a1", Text::new("Lee Lee Lee Kim Kim Kim Bo"), Meta::default());
        let suggested = |at| Annotation::suggested(lee(at), "ORG".into(), Origin::Model, 0.9);
        article.annotations = (0..3).map(suggested).collect();
        article.status = ArticleStatus::Done;
        let mut editor =
            Editor::new(Project { articles: vec![Arc::new(article)], ..Project::new(Schema::ontonotes()) });
        let counted = |editor: &Editor| {
            let found = progress(editor.project()).remove(0);
            (found.by_hand, found.copied, found.refused)
        };
        let (article, label, propagate) = (ArticleId::from("a1"), LabelId::from("PERSON"), true);
        let commands = [
            // One label, copied twice; one copy refused, the other taken back; one suggestion refused, one along with it.
            Command::Annotate { article: article.clone(), range: lee(3), label: label.clone(), propagate },
            Command::Reject { article: article.clone(), key: (lee(4), label), propagate },
            Command::Reject { article, key: (lee(1), "ORG".into()), propagate },
        ];
        let counts = commands.map(|command| {
            editor.execute(command, 0).unwrap();
            counted(&editor)
        });
        assert_eq!(counts, [(1, 2, 0), (1, 0, 1), (1, 0, 2)]);
        assert!(editor.project().articles[0].annotations.iter().take(3).all(|it| it.status == Status::Rejected));
    }

    #[test]
    fn only_finished_articles_with_something_confirmed_here_count() {
        let (made, from_file) = ((Status::Confirmed, Origin::Human), (Status::Confirmed, Origin::Import));
        let refused = (Status::Rejected, Origin::Model);
        let project = project(vec![
            article(ArticleStatus::Open, &[made]),
            article(ArticleStatus::Skipped, &[made]),
            article(ArticleStatus::Done, &[from_file, from_file]),
            article(ArticleStatus::Done, &[refused]),
            article(ArticleStatus::Done, &[]),
            article(ArticleStatus::Done, &[from_file, made]),
        ]);
        let counted: Vec<usize> = progress(&project).iter().map(ArticleProgress::confirmed).collect();
        assert_eq!(counted, [1]);
    }

    #[test]
    fn articles_come_in_the_order_in_which_they_were_finished() {
        let mut project = worked(&[(1, 0), (2, 0), (3, 0), (4, 0)]);
        for (article, finished) in project.articles.iter_mut().zip([Some("2025-03"), None, Some("2025-01"), None]) {
            Arc::make_mut(article).meta.finished = finished.map(str::to_owned);
        }
        let order: Vec<usize> = progress(&project).iter().map(|progress| progress.accepted).collect();
        assert_eq!(order, [2, 4, 3, 1]);
    }

    #[test]
    fn means_are_over_five_articles_by_their_annotations() {
        let project = worked(&[(0, 1), (1, 1), (3, 0), (3, 1), (4, 0), (10, 0)]);
        let articles = progress(&project);
        // 1 of 1, 2 of 3, 2 of 6, 3 of 10, 3 of 14, 2 of 23.
        assert_eq!(moving_means(&articles).collect::<Vec<_>>(), [100, 67, 33, 30, 21, 9]);
    }

    #[test]
    fn the_ends_share_no_article() {
        let project = worked(&(1..14).map(|accepted| (accepted, 1)).collect::<Vec<_>>());
        let articles = progress(&project);
        let lengths = |count: usize| both_ends(&articles[..count]).map(<[_]>::len);
        assert_eq!([0, 1, 2, 3, 9, 10, 13].map(|count| lengths(count)[0]), [0, 0, 1, 1, 4, 5, 5]);
        assert_eq!(both_ends(&articles[..5]), [&articles[..2], &articles[3..5]]);
    }
}
