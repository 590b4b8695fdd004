//! Which finished articles of a project have been taught, and which are next.

use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::project::{Project, as_finished};
use crate::core::schema::LabelId;
use std::collections::HashMap;
use std::sync::Arc;

/// How many articles are taught together at most: a message between threads stays small.
const TOGETHER: usize = 20;

/// What a learner has been taught.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curriculum {
    taught: HashMap<ArticleId, Arc<Article>>,
    /// The labels that were in use.
    labels: Vec<LabelId>,
    /// Whether what the learner was taught before is wrong.
    anew: bool,
}

/// What it is to be taught next.
#[derive(Clone, Debug, PartialEq)]
pub struct Lessons {
    /// Whether it must forget all before.
    pub anew: bool,
    /// Finished articles.
    pub articles: Vec<Arc<Article>>,
}

impl Lessons {
    /// All that other learners were taught, for one that comes late.
    pub fn all(taught: &[Arc<Article>]) -> impl Iterator<Item = Self> {
        let lessons = |(part, articles): (usize, &[Arc<Article>])| Self { anew: part == 0, articles: articles.into() };
        taught.chunks(TOGETHER).enumerate().map(lessons)
    }
}

impl Curriculum {
    /// Forgets what was taught: the learner is another, or suggestions get other labels.
    pub fn forget(&mut self) {
        *self = Self { anew: self.anew || !self.taught.is_empty(), ..Self::default() };
    }

    /// How many articles were taught.
    #[must_use]
    pub fn taught(&self) -> usize {
        self.taught.len()
    }

    /// What is to be taught next, which counts as taught from now on; `None` if the learner knows all. If an
    /// article that was taught is no longer finished or has been changed, if a new one was finished before it, or if
    /// other labels are in use, all is taught anew. Articles are taught in the order in which they were finished.
    pub fn next(&mut self, project: &Project) -> Option<Lessons> {
        let labels: Vec<&LabelId> = project.schema.active().map(|label| &label.id).collect();
        let finished = || project.articles.iter().filter(|article| article.status == ArticleStatus::Done);
        let is_known = |article: &&Arc<Article>| {
            let taught = self.taught.get(&article.id);
            taught.is_some_and(|it| Arc::ptr_eq(it, article) || it.annotations == article.annotations)
        };
        let is_outdated =
            finished().filter(is_known).count() < self.taught.len() || !labels.iter().copied().eq(&self.labels);
        let new = finished().filter(|article| !self.taught.contains_key(&article.id));
        let is_late = new
            .map(|article| &article.meta.finished)
            .min()
            .is_some_and(|first| self.taught.values().any(|taught| taught.meta.finished > *first));
        let anew = std::mem::take(&mut self.anew) || is_late || is_outdated && !self.taught.is_empty();
        if anew {
            self.taught.clear();
        }
        self.labels = labels.into_iter().cloned().collect();
        let is_new = |article: &Article| !self.taught.contains_key(&article.id);
        let articles: Vec<Arc<Article>> = as_finished(project, is_new).take(TOGETHER).cloned().collect();
        self.taught.extend(articles.iter().map(|article| (article.id.clone(), article.clone())));
        (anew || !articles.is_empty()).then_some(Lessons { anew, articles })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};

    fn project(articles: usize) -> Project {
        let mut project = Project::new(Schema::news());
        for number in 0..articles {
            let article = Article::new(format!("a{number}"), Text::new("Oslo"), Meta::default());
            project.articles.push(Arc::new(article));
        }
        project
    }

    fn finish(project: &mut Project, at: usize, status: ArticleStatus) {
        Arc::make_mut(&mut project.articles[at]).status = status;
    }

    /// Whether to begin anew, and the ids.
    fn next(curriculum: &mut Curriculum, project: &Project) -> Option<(bool, Vec<String>)> {
        let lessons = curriculum.next(project)?;
        Some((lessons.anew, lessons.articles.iter().map(|article| article.id.to_string()).collect()))
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_finished_article_is_taught_once() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(3));
        assert_eq!(next(&mut curriculum, &project), None);
        finish(&mut project, 2, ArticleStatus::Done);
        assert_eq!(next(&mut curriculum, &project), Some((false, ids(&["a2"]))));
        finish(&mut project, 0, ArticleStatus::Done);
        finish(&mut project, 1, ArticleStatus::Skipped);
        assert_eq!(next(&mut curriculum, &project), Some((false, ids(&["a0"]))));
        assert_eq!(next(&mut curriculum, &project), None);
        curriculum.forget();
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a0", "a2"]))));
    }

    #[test]
    fn articles_are_taught_in_the_order_in_which_they_were_finished() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(3));
        for (at, finished) in [(0, "2025-03"), (1, "2025-01"), (2, "2025-02")] {
            finish(&mut project, at, ArticleStatus::Done);
            Arc::make_mut(&mut project.articles[at]).meta.finished = Some(finished.to_owned());
        }
        assert_eq!(next(&mut curriculum, &project), Some((false, ids(&["a1", "a2", "a0"]))));
    }

    #[test]
    fn one_that_was_finished_before_what_was_taught_is_followed_by_teaching_anew() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(2));
        for (at, finished) in [(0, "2025-01"), (1, "2025-02")] {
            finish(&mut project, at, ArticleStatus::Done);
            Arc::make_mut(&mut project.articles[at]).meta.finished = Some(finished.to_owned());
        }
        next(&mut curriculum, &project);
        finish(&mut project, 0, ArticleStatus::Open);
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a1"]))));
        finish(&mut project, 0, ArticleStatus::Done);
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a0", "a1"]))), "as by an undo");
    }

    #[test]
    fn what_is_taken_back_or_changed_is_followed_by_teaching_anew() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(2));
        finish(&mut project, 0, ArticleStatus::Done);
        finish(&mut project, 1, ArticleStatus::Done);
        next(&mut curriculum, &project);
        finish(&mut project, 0, ArticleStatus::Open);
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a1"]))));
        let range = TextRange::from_usize(0..4);
        let annotation = Annotation::confirmed(range, "PLACE".into(), Origin::Human);
        Arc::make_mut(&mut project.articles[1]).annotations.insert(annotation);
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a1"]))));
        project.articles.clear();
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&[]))));
    }

    #[test]
    fn an_archived_label_is_followed_by_teaching_anew() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(1));
        finish(&mut project, 0, ArticleStatus::Done);
        next(&mut curriculum, &project);
        project.schema = project.schema.with_edited(&"PLACE".into(), |label| label.color = "#123456".into()).unwrap();
        assert_eq!(next(&mut curriculum, &project), None, "a colour is nothing to learn");
        project.schema = project.schema.with_edited(&"PLACE".into(), |label| label.archived = true).unwrap();
        assert_eq!(next(&mut curriculum, &project), Some((true, ids(&["a0"]))));
    }

    #[test]
    fn many_are_taught_in_parts() {
        let (mut curriculum, mut project) = (Curriculum::default(), project(50));
        (0..50).for_each(|at| finish(&mut project, at, ArticleStatus::Done));
        let parts: Vec<usize> =
            std::iter::from_fn(|| curriculum.next(&project)).map(|lessons| lessons.articles.len()).collect();
        assert_eq!(parts, [20, 20, 10]);
    }

    #[test]
    fn one_that_comes_late_is_taught_in_parts_too() {
        let parts = |taught: usize| -> Vec<_> {
            Lessons::all(&project(taught).articles).map(|lessons| (lessons.anew, lessons.articles.len())).collect()
        };
        assert_eq!(parts(50), [(true, 20), (false, 20), (false, 10)]);
        assert_eq!(parts(0), []);
    }
}
