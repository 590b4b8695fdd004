//! How much work is left, estimated.

use super::progress::{ArticleProgress, WINDOW};
use super::{Project, expected_corrections, undecided};

/// The work that is left in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Articles that are neither done nor skipped.
    pub articles: usize,
    /// Their suggestions that wait for a decision.
    pub suggestions: usize,
    /// How many corrections they may take: as many as the suggestions themselves let expect, or if that is more, for as many
    /// annotations as in the last five that were finished, which counts what the tagger misses as well.
    pub corrections: usize,
}

/// Estimates what is left by what each finished article took.
pub(super) fn remaining(project: &Project, finished: &[ArticleProgress]) -> Remaining {
    let left = || project.articles.iter().filter(|article| article.status.is_left());
    let suggestions: usize = left().map(|article| undecided(article)).sum();
    let expected = left().map(|article| expected_corrections(article)).sum::<f32>().round() as usize;
    let as_before = finished.last_chunk::<WINDOW>().map_or(0, |last| {
        let corrections = last.iter().map(ArticleProgress::corrections).sum::<usize>();
        // In each something was confirmed.
        let confirmed = last.iter().map(ArticleProgress::confirmed).sum::<usize>();
        (suggestions * corrections).div_ceil(confirmed)
    });
    // Five that were easy, or hardly looked at, make no doubt smaller.
    Remaining { articles: left().count(), suggestions, corrections: as_before.max(expected) }
}

#[cfg(test)]
mod tests {
    use super::super::progress::progress;
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{Article, ArticleStatus, Meta};
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

    /// An article with a mark by hand for each correction, and suggestions that are half sure; they are accepted where it
    /// is done.
    fn article(status: ArticleStatus, corrections: usize, suggestions: usize) -> Arc<Article> {
        let mut article = Article::new("a", Text::new(&"x".repeat(corrections + suggestions)), Meta::default());
        for at in 0..corrections + suggestions {
            let range = TextRange::from_usize(at..at + 1);
            article.annotations.insert(if at < corrections {
                Annotation::confirmed(range, "ORG".into(), Origin::Human)
            } else if status == ArticleStatus::Done {
                Annotation::confirmed(range, "ORG".into(), Origin::Model)
            } else {
                Annotation::suggested(range, "ORG".into(), Origin::Model, 0.5)
            });
        }
        Arc::new(Article { status, ..article })
    }

    fn left(articles: &[(ArticleStatus, usize, usize)]) -> (usize, usize, usize) {
        let articles = articles.iter().map(|&(status, corrections, left)| article(status, corrections, left)).collect();
        let project = Project { articles, ..Project::new(Schema::news()) };
        let Remaining { articles, suggestions, corrections } = remaining(&project, &progress(&project));
        (articles, suggestions, corrections)
    }

    #[test]
    fn what_is_left_is_reckoned_by_what_the_last_took() {
        use ArticleStatus::{Done, New, Open, Skipped};
        assert_eq!(left(&[]), (0, 0, 0));
        assert_eq!(left(&[(New, 0, 4), (Open, 1, 2), (Skipped, 0, 9)]), (2, 6, 3), "by how sure they are");
        let mut work = vec![(Done, 90, 0), (New, 0, 4), (Open, 0, 2)];
        assert_eq!(left(&work), (2, 6, 3), "one article says little");
        work.extend([(Done, 12, 8), (Done, 4, 0), (Done, 2, 5), (Done, 1, 1), (Done, 5, 2)]);
        assert_eq!(left(&work), (2, 6, 4), "24 for 40 annotations: the first took more than the last five");
        assert_eq!(left(&work[3..]), (0, 0, 0));
        work.extend([(Done, 0, 9); 5]);
        assert_eq!(left(&work), (2, 6, 3), "those who accept all at once still have doubts before them");
    }
}
