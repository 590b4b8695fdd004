//! Several people's projects as one.
//!
//! What all say who judged a place is decided. What only some of them say becomes a suggestion, as sure as their share, and
//! the article is open: in the page one goes from one to the next and decides, by the same keys as ever. To let the
//! majority decide was rejected: of two people there is none, and what people see differently is what the guidelines
//! do not say yet.

use super::copies::{ArticleCopy, article_copies};
use crate::core::annotation::{Annotation, AnnotationSet, Origin, Status};
use crate::core::article::{Article, ArticleStatus, Meta};
use crate::core::project::Project;
use crate::core::schema::Schema;
use std::sync::Arc;

/// A project made of several, and how far these agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// All their labels and articles; of what else they say, what the first says.
    pub project: Project,
    /// How many articles several of them have.
    pub shared: usize,
    /// Of these, how many annotations several people have made, and all who judged the place.
    pub agreed: usize,
    /// How many are suggested, since not all who judged the place have them.
    pub disputed: usize,
}

/// Makes one project of several, the copies of an article into one. An article whose id is taken gets a free one.
#[must_use]
pub fn merge(projects: &[Project]) -> Merged {
    let schema = common_labels(projects);
    let projects = &under_labels_of(&schema, projects);
    let overlaps = projects.iter().any(|project| project.schema.overlaps);
    let extra = projects.first().map(|project| project.extra.clone()).unwrap_or_default();
    let project = Project { extra, ..Project::new(Schema { overlaps, ..schema }) };
    let mut merged = Merged { project, shared: 0, agreed: 0, disputed: 0 };
    let articles = article_copies(projects).iter().map(|copies| merged.article(copies)).collect();
    merged.project.articles = merged.project.with_free_ids(articles).into_iter().map(Arc::new).collect();
    merged
}

/// The labels of several projects together. What one has merged into another label is that label for all; of what two merged
/// otherwise, the first says.
#[must_use]
pub fn common_labels(projects: &[Project]) -> Schema {
    let schemas = projects.iter().map(|project| project.schema.clone());
    let mut schema = schemas.reduce(|joined, other| joined.joined_with(other)).unwrap_or_else(|| Schema::empty(""));
    let away = projects.iter().flat_map(|project| &project.schema.labels).filter(|label| label.archived);
    for (id, into) in away.filter_map(|label| Some((&label.id, label.merged_into.as_ref()?))) {
        if schema.merged_into(id).is_none() && schema.label(into).is_some_and(|label| !label.archived) {
            // Both are there: the labels of all are.
            schema = schema.with_merged(id, into).unwrap_or(schema);
        }
    }
    schema
}

/// Projects with what has a label that is merged in a schema under the one that it was merged into.
#[must_use]
pub fn under_labels_of(schema: &Schema, projects: &[Project]) -> Vec<Project> {
    // Most schemas have no such label: then the articles stay those that they are.
    if schema.labels.iter().all(|label| label.merged_into.is_none()) {
        return projects.to_vec();
    }
    let article = |article: &Arc<Article>| Arc::new(Article::clone(article).with_merged_labels(schema));
    let articles = |project: &Project| project.articles.iter().map(article).collect();
    projects.iter().map(|project| Project { articles: articles(project), ..project.clone() }).collect()
}

impl Merged {
    /// One article of its copies.
    fn article(&mut self, copies: &[ArticleCopy]) -> Article {
        if let [only] = copies {
            return Article::clone(only.article);
        }
        // Who passed it over leaves it to the others.
        let worked = copies.iter().filter(|copy| copy.article.status != ArticleStatus::Skipped);
        let worked: Vec<ArticleCopy> = worked.copied().collect();
        let copies = if worked.is_empty() { copies } else { &worked };
        let first = *first_judged(copies);
        let mut annotations = AnnotationSet::new();
        for annotation in copies.iter().flat_map(|copy| copy.article.annotations.confirmed()) {
            if annotations.get(annotation.range, &annotation.label).is_none() {
                let (votes, outcome) = voted(annotation, copies);
                self.agreed += usize::from(votes > 1 && outcome.is_decided());
                annotations.insert(outcome);
            }
        }
        let disputed = annotations.iter().filter(|it| !it.is_decided()).count();
        let refused = copies.iter().flat_map(|copy| copy.article.annotations.iter().filter(|it| !it.is_visible()));
        for annotation in refused {
            if annotations.get(annotation.range, &annotation.label).is_none() {
                annotations.insert(annotation.clone());
            }
        }
        self.shared += 1;
        self.disputed += disputed;
        if !first.is_judged {
            let waiting = first.article.annotations.iter().filter(|it| !it.is_decided());
            let free = |it: &&Annotation| {
                let there = annotations.get(it.range, &it.label);
                there.is_none() && !annotations.overlapping(it.range).any(Annotation::is_visible)
            };
            let free: AnnotationSet = waiting.filter(free).cloned().collect();
            annotations.extend(free);
        }
        let undisputed = if first.is_judged { ArticleStatus::Done } else { first.article.status };
        let status = if disputed > 0 { ArticleStatus::Open } else { undisputed };
        let meta = said(&first.article.meta, copies);
        Article { meta, status, annotations, ..Article::clone(first.article) }
    }
}

/// What is said of an article in one copy, and what others say besides: flags, categories and notes.
fn said(first: &Meta, copies: &[ArticleCopy]) -> Meta {
    let mut said = first.clone();
    for meta in copies.iter().map(|copy| &copy.article.meta) {
        said.flagged |= meta.flagged;
        let new = meta.categories.iter().filter(|category| !said.categories.contains(category));
        let new: Vec<String> = new.cloned().collect();
        said.categories.extend(new);
    }
    let mut notes: Vec<&str> = Vec::new();
    let others = copies.iter().filter_map(|copy| copy.article.meta.note.as_ref());
    for line in said.note.iter().chain(others).flat_map(|note| note.lines()) {
        if !notes.contains(&line) {
            notes.push(line);
        }
    }
    said.note = (!notes.is_empty()).then(|| notes.join("\n"));
    said
}

/// The first copy that was judged, or else one that somebody has begun.
fn first_judged<'a, 'b>(copies: &'b [ArticleCopy<'a>]) -> &'b ArticleCopy<'a> {
    let is_begun = |copy: &&ArticleCopy| copy.article.status == ArticleStatus::Open;
    let judged = copies.iter().find(|copy| copy.is_judged);
    judged.or_else(|| copies.iter().find(is_begun)).unwrap_or(&copies[0])
}

/// An annotation of one copy, as those who judged its place say, and how many say the same. Who refused it has judged it.
fn voted(annotation: &Annotation, copies: &[ArticleCopy]) -> (usize, Annotation) {
    let judging: Vec<&ArticleCopy> = copies.iter().filter(|copy| copy.judges(annotation)).collect();
    let has = |copy: &&&ArticleCopy| {
        let there = copy.article.annotations.get(annotation.range, &annotation.label);
        there.is_some_and(|it| it.status == Status::Confirmed)
    };
    let votes = judging.iter().filter(has).count();
    if votes == judging.len() {
        return (votes, annotation.clone());
    }
    let sure = votes as f32 / judging.len() as f32;
    let Annotation { range, label, extra, .. } = annotation.clone();
    (votes, Annotation { extra, ..Annotation::suggested(range, label, Origin::Import, sure) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::Label;
    use crate::core::text::{Text, TextRange};

    /// "Ann Li met Bo of Acme." by somebody, with what they marked, as the range in bytes and the label.
    fn by(status: ArticleStatus, marks: &[(std::ops::Range<usize>, &str)]) -> Project {
        let mut article = Article::new("a1", Text::new("Ann Li met Bo of Acme."), Meta::default());
        article.status = status;
        article.annotations = marks.iter().map(|(at, label)| mark(at.clone(), label)).collect();
        Project { articles: vec![Arc::new(article)], ..Project::new(Schema::news()) }
    }

    fn mark(at: std::ops::Range<usize>, label: &str) -> Annotation {
        Annotation::confirmed(TextRange::from_usize(at), label.into(), Origin::Human)
    }

    fn suggested(at: std::ops::Range<usize>, label: &str, sure: f32) -> Annotation {
        Annotation::suggested(TextRange::from_usize(at), label.into(), Origin::Import, sure)
    }

    fn marks(merged: &Merged) -> Vec<Annotation> {
        merged.project.articles[0].annotations.iter().cloned().collect()
    }

    #[test]
    fn what_all_say_is_decided_and_the_rest_is_suggested_by_its_share() {
        use ArticleStatus::{Done, Open};
        let ann = || mark(0..6, "PERSON");
        let merged = merge(&[
            by(Done, &[(0..6, "PERSON"), (11..13, "PERSON"), (17..21, "ORG")]),
            by(Done, &[(0..6, "PERSON"), (17..21, "PLACE")]),
            by(Done, &[(0..6, "PERSON"), (11..13, "PERSON"), (17..21, "ORG")]),
        ]);
        let (two, one) = (2.0 / 3.0, 1.0 / 3.0);
        let expected =
            [ann(), suggested(11..13, "PERSON", two), suggested(17..21, "ORG", two), suggested(17..21, "PLACE", one)];
        assert_eq!(marks(&merged), expected);
        assert_eq!((merged.shared, merged.agreed, merged.disputed), (1, 1, 3));
        assert_eq!(merged.project.articles[0].status, Open);
        let same = merge(&[by(Done, &[(0..6, "PERSON")]), by(Done, &[(0..6, "PERSON")])]);
        assert_eq!((marks(&same), same.project.articles[0].status), (vec![ann()], Done));
    }

    #[test]
    fn what_one_has_merged_is_merged_for_all() {
        use ArticleStatus::Done;
        let with_company = |project: Project| {
            let company = Label::new("COMPANY", "Company", "#123456", None);
            Project { schema: project.schema.with_label(company).unwrap(), ..project }
        };
        let ann = with_company(by(Done, &[(17..21, "COMPANY")]));
        let ann = Project { schema: ann.schema.with_merged(&"ORG".into(), &"COMPANY".into()).unwrap(), ..ann };
        let others = [with_company(by(Done, &[(17..21, "ORG")])), by(Done, &[(17..21, "ORG")])];
        for bo in &others {
            for merged in [merge(&[ann.clone(), bo.clone()]), merge(&[bo.clone(), ann.clone()])] {
                assert_eq!((marks(&merged), merged.disputed), (vec![mark(17..21, "COMPANY")], 0));
                assert_eq!(merged.project.schema.merged_into(&"ORG".into()), Some(&"COMPANY".into()));
            }
        }
        let back = with_company(by(Done, &[(17..21, "ORG")]));
        let back = Project { schema: back.schema.with_merged(&"COMPANY".into(), &"ORG".into()).unwrap(), ..back };
        assert_eq!(marks(&merge(&[ann.clone(), back.clone()])), [mark(17..21, "COMPANY")], "as the first says");
        assert_eq!(marks(&merge(&[back, ann])), [mark(17..21, "ORG")]);
    }

    #[test]
    fn who_has_not_finished_says_nothing_of_what_they_did_not_mark() {
        use ArticleStatus::{Done, New, Open};
        let done = || by(Done, &[(0..6, "PERSON"), (17..21, "ORG")]);
        let begun = merge(&[by(Open, &[(0..3, "PERSON")]), done()]);
        let expected = [suggested(0..6, "PERSON", 0.5), suggested(0..3, "PERSON", 0.5), mark(17..21, "ORG")];
        assert_eq!((&marks(&begun)[..], begun.disputed), (&expected[..], 2));
        let skipped = merge(&[by(ArticleStatus::Skipped, &[]), done()]);
        assert_eq!((marks(&skipped), skipped.disputed), (marks(&merge(&[done()])), 0));
        let mut waiting = by(New, &[]);
        let article = Arc::make_mut(&mut waiting.articles[0]);
        article.annotations = [suggested(0..3, "ORG", 0.4), suggested(11..13, "ORG", 0.4)].into_iter().collect();
        assert_eq!(merge(&[waiting.clone(), done()]), merge(&[done(), waiting.clone()]), "nobody has begun");
        assert_eq!(marks(&merge(&[waiting.clone(), done()])), marks(&merge(&[done()])));
        let mut begun = by(Open, &[(0..6, "PERSON")]);
        Arc::make_mut(&mut begun.articles[0]).annotations.insert(suggested(17..21, "ORG", 0.4));
        let expected = [mark(0..6, "PERSON"), suggested(17..21, "ORG", 0.4)];
        assert_eq!(marks(&merge(&[waiting, begun])), expected, "of what waits, that in the one that was begun");
    }

    #[test]
    fn articles_of_one_alone_come_as_they_are_under_free_ids_and_labels_are_joined() {
        let mut other = by(ArticleStatus::Open, &[(0..3, "COURT")]);
        Arc::make_mut(&mut other.articles[0]).text = Text::new("Ann Li won.");
        other.schema = Schema { overlaps: true, ..Schema::conll() };
        let merged = merge(&[by(ArticleStatus::Done, &[]), other.clone()]);
        let ids: Vec<&str> = merged.project.articles.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["a1", "a2"]);
        assert_eq!(merged.project.articles[1].annotations, other.articles[0].annotations);
        assert!(merged.project.schema.overlaps && merged.project.schema.label(&"MISC".into()).is_some());
        assert_eq!(merge(&[other.clone()]).project, other, "one alone stays as it is");
    }

    #[test]
    fn who_refused_another_label_has_said_nothing_of_this_one() {
        let mut begun = by(ArticleStatus::Open, &[]);
        let refused = Annotation { status: Status::Rejected, ..mark(17..21, "PERSON") };
        Arc::make_mut(&mut begun.articles[0]).annotations.insert(refused.clone());
        let merged = merge(&[begun, by(ArticleStatus::Done, &[(17..21, "ORG")])]);
        let expected = [mark(17..21, "ORG"), refused];
        assert_eq!(merged.project.articles[0].annotations.iter().cloned().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_each_says_of_an_article_and_has_refused_is_kept() {
        let mut projects = [by(ArticleStatus::Done, &[]), by(ArticleStatus::Done, &[(0..6, "PERSON")])];
        let refused = |at| Annotation { status: Status::Rejected, ..mark(at, "ORG") };
        for (project, (note, category, at)) in
            projects.iter_mut().zip([("late", "War", 0..6), ("early", "Sport", 11..13)])
        {
            let article = Arc::make_mut(&mut project.articles[0]);
            article.meta.note = Some(note.to_owned());
            article.meta.categories = vec![category.to_owned(), "Peru".to_owned()];
            article.annotations.insert(refused(at));
        }
        Arc::make_mut(&mut projects[1].articles[0]).meta.flagged = true;
        let merged = merge(&projects);
        let meta = &merged.project.articles[0].meta;
        assert_eq!((meta.flagged, meta.note.as_deref()), (true, Some("late\nearly")));
        assert_eq!(meta.categories, ["War", "Peru", "Sport"]);
        let expected = [refused(0..6), suggested(0..6, "PERSON", 0.5), refused(11..13)];
        assert_eq!(merged.project.articles[0].annotations.iter().cloned().collect::<Vec<_>>(), expected);
        let [first, _] = projects;
        assert_eq!(merge(&[merged.project.clone(), first]).project.articles[0].meta, *meta, "nothing is said twice");
    }
}
