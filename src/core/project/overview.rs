//! The project in numbers: how far its articles are, when they were finished, what is marked in them, and how doubtful
//! what waits is. Each number is that of a [`Slice`] or a label, by which a queue shows the articles behind it.

use super::progress::{ArticleProgress, progress};
use super::remaining::{Remaining, remaining};
use super::{LexiconEntry, Project, label_counts, lexicon};
use crate::core::annotation::{Annotation, Status};
use crate::core::article::{Article, ArticleStatus, day_of};
use crate::core::schema::LabelId;

/// How many equal parts the confidences from 0 to 1 are counted in.
pub const TENTHS: usize = 10;

/// How many of the names that were decided most often are told.
const NAMES: usize = 10;

/// A project in numbers, as it was when they were counted.
#[derive(Clone, Debug)]
pub struct Overview {
    /// How much work is left.
    pub remaining: Remaining,
    /// How many articles have each status.
    pub statuses: [(ArticleStatus, usize); 4],
    /// The days on which articles were finished, the earliest first. One that came finished from a file of another tool has
    /// no day: it was before all of them.
    pub days: Vec<FinishedDay>,
    /// How many marks of each label of the schema all articles have, suggested or confirmed, in its order; none of those
    /// that have none.
    pub labels: Vec<(LabelId, usize)>,
    /// The ten names that were decided most often.
    pub names: Vec<LexiconEntry>,
    /// How many suggestions that wait are how sure, by tenths of the confidence.
    pub sureness: [usize; TENTHS],
    /// What each finished article took, in the order in which they were finished; those of which that is not known first,
    /// as in the project. An article in which nothing was confirmed, or only by a file, has nothing to measure its
    /// corrections by and is left out.
    pub progress: Vec<ArticleProgress>,
}

impl Overview {
    /// Counts, by clocks that are `ahead` of UTC by so many minutes.
    #[must_use]
    pub fn new(project: &Project, ahead: i32) -> Self {
        let progress = progress(project);
        let mut names = lexicon(project);
        names.truncate(NAMES);
        Self {
            remaining: remaining(project, &progress),
            statuses: status_counts(project),
            days: finished_days(project, ahead),
            labels: label_totals(project),
            names,
            sureness: sureness(project),
            progress,
        }
    }
}

/// Articles that have one thing in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slice {
    /// How far they are.
    Status(ArticleStatus),
    /// The day on which they were finished, `YYYY-MM-DD`, and by how many minutes the clocks by which it counts are ahead of
    /// UTC.
    FinishedOn(String, i32),
    /// They have a suggestion whose confidence is in this tenth, from 0.
    SureBy(usize),
}

impl Slice {
    /// Whether an article is one of them.
    #[must_use]
    pub fn has(&self, article: &Article) -> bool {
        match self {
            Self::Status(status) => article.status == *status,
            Self::FinishedOn(day, ahead) => finished_on(article, *ahead).as_ref() == Some(day),
            Self::SureBy(tenth) => article.annotations.iter().any(|it| self::tenth(it) == Some(*tenth)),
        }
    }
}

fn status_counts(project: &Project) -> [(ArticleStatus, usize); 4] {
    use ArticleStatus::{Done, New, Open, Skipped};
    [New, Open, Done, Skipped].map(|status| {
        let count = project.articles.iter().filter(|article| article.status == status).count();
        (status, count)
    })
}

/// A day on which articles were finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinishedDay {
    /// The day, as in [`Slice::FinishedOn`].
    pub day: String,
    /// How many articles were finished before.
    pub before: usize,
    /// How many were finished on it.
    pub count: usize,
}

fn finished_days(project: &Project, ahead: i32) -> Vec<FinishedDay> {
    let mut days: Vec<FinishedDay> = Vec::new();
    let mut before = 0;
    for article in project.articles.iter().filter(|article| article.status == ArticleStatus::Done) {
        let Some(day) = finished_on(article, ahead) else {
            before += 1;
            continue;
        };
        match days.binary_search_by(|known| known.day.cmp(&day)) {
            Ok(at) => days[at].count += 1,
            Err(at) => days.insert(at, FinishedDay { day, before: 0, count: 1 }),
        }
    }
    for day in &mut days {
        day.before = before;
        before += day.count;
    }
    days
}

fn label_totals(project: &Project) -> Vec<(LabelId, usize)> {
    let counts = label_counts(project.articles.iter().flat_map(|article| article.annotations.visible()));
    let count = |id: &LabelId| counts.iter().find(|(label, _)| label == id).map(|(_, count)| *count);
    project.schema.labels.iter().filter_map(|label| Some((label.id.clone(), count(&label.id)?))).collect()
}

fn sureness(project: &Project) -> [usize; TENTHS] {
    let mut counts = [0; TENTHS];
    for tenth in project.articles.iter().flat_map(|article| &article.annotations).filter_map(tenth) {
        counts[tenth] += 1;
    }
    counts
}

/// The tenth that the confidence of a suggestion is in; `None` if it does not wait or says nothing.
fn tenth(annotation: &Annotation) -> Option<usize> {
    let confidence = annotation.confidence.filter(|_| annotation.status == Status::Suggested)?;
    Some(((confidence * TENTHS as f32) as usize).min(TENTHS - 1))
}

fn finished_on(article: &Article, ahead: i32) -> Option<String> {
    day_of(article.meta.finished.as_deref().filter(|_| article.status == ArticleStatus::Done)?, ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

    fn article(status: ArticleStatus, finished: Option<&str>, suggested: &[f32]) -> Arc<Article> {
        let meta = Meta { finished: finished.map(str::to_owned), ..Meta::default() };
        let mut article = Article::new("a1", Text::new("Ann Bob Cid"), meta);
        for (at, confidence) in suggested.iter().enumerate() {
            let range = TextRange::from_usize(4 * at..4 * at + 3);
            article.annotations.insert(Annotation::suggested(range, "PERSON".into(), Origin::Model, *confidence));
        }
        Arc::new(Article { status, ..article })
    }

    fn project(articles: Vec<Arc<Article>>) -> Project {
        Project { articles, ..Project::new(Schema::news()) }
    }

    #[test]
    fn every_number_is_that_of_its_slice() {
        use ArticleStatus::{Done, New, Open};
        let project = project(vec![
            article(Done, Some("2025-02-04T09:00:00.000Z"), &[1.0]),
            article(Open, Some("2025-02-04T09:00:00.000Z"), &[0.0, 0.59, 0.6]),
            article(Done, Some("2025-02-03T23:59:59.999Z"), &[]),
            article(Done, None, &[]),
            article(New, None, &[0.95]),
        ]);
        let behind = |slice: Slice| project.articles.iter().filter(|article| slice.has(article)).count();
        assert_eq!(status_counts(&project).map(|(_, count)| count), [1, 1, 3, 0]);
        for (status, count) in status_counts(&project) {
            assert_eq!(behind(Slice::Status(status)), count);
        }
        let days = finished_days(&project, 0);
        let day = |day: &str, before, count| FinishedDay { day: day.to_owned(), before, count };
        assert_eq!(days, [day("2025-02-03", 1, 1), day("2025-02-04", 2, 1)], "not where one is open again");
        for FinishedDay { day, count, .. } in days {
            assert_eq!(behind(Slice::FinishedOn(day, 0)), count);
        }
        assert_eq!(finished_days(&project, 60), [day("2025-02-04", 1, 2)], "it was past midnight there");
        assert_eq!(behind(Slice::FinishedOn("2025-02-04".to_owned(), 60)), 2);
        assert_eq!(sureness(&project), [1, 0, 0, 0, 0, 1, 1, 0, 0, 2]);
        assert_eq!((behind(Slice::SureBy(9)), behind(Slice::SureBy(4))), (2, 0));
    }

    #[test]
    fn labels_are_counted_in_the_order_of_the_schema() {
        let mut marked = Article::clone(&article(ArticleStatus::Open, None, &[0.5, 0.5]));
        let mark = |label: &str, status| {
            let range = TextRange::from_usize(8..11);
            Annotation { status, ..Annotation::confirmed(range, label.into(), Origin::Human) }
        };
        marked
            .annotations
            .extend([mark("ORG", Status::Confirmed), mark("DATE", Status::Rejected)].into_iter().collect());
        let counts = label_totals(&project(vec![Arc::new(marked)]));
        assert_eq!(counts, [("PERSON".into(), 2), ("ORG".into(), 1)]);
    }
}
