//! What is found in files, as a project takes it in: under which labels, and what of it the project has already.

use super::Found;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::project::Project;
use crate::core::schema::Schema;
use std::collections::HashMap;

/// What comes into a project.
#[derive(Debug)]
pub struct Arrivals {
    /// The project's labels and rules, with those that it lacks; to an empty project, files may bring theirs instead.
    pub schema: Schema,
    /// Articles that bring something new: another text, or a mark that the last article of the project with the same text
    /// does not have. What another annotator made of it is no duplicate, and among themselves articles may be alike: a file
    /// comes in as it is. Their ids are free.
    pub new: Vec<Article>,
    /// Articles of the project that were worked on elsewhere: here is nothing that they do not have.
    pub continued: Vec<Article>,
    /// How many articles are neither.
    pub known: usize,
}

impl Arrivals {
    /// Tells what is found to be to a project. Only the articles of a project file can be of the project.
    #[must_use]
    pub fn new(project: &Project, Found { articles, schema, adopt, .. }: Found) -> Self {
        let schema = schema_with(project, schema, adopt, &articles);
        let texts: HashMap<&str, usize> =
            project.articles.iter().zip(0..).map(|(article, place)| (article.text.as_str(), place)).collect();
        let places = if adopt { project.places() } else { HashMap::new() };
        let (mut new, mut continued, mut known) = (Vec::new(), Vec::new(), 0);
        for article in articles {
            let article = article.with_merged_labels(&project.schema);
            let at = |place: Option<&usize>| place.map(|&place| &*project.articles[place]);
            let (here, there) = (at(places.get(article.id.as_str())), at(texts.get(article.text.as_str())));
            if here.is_some_and(|here| continues(here, &article)) {
                continued.push(article);
            } else if there.is_some_and(|there| has(there, &article)) {
                known += 1;
            } else {
                new.push(article);
            }
        }
        Self { schema, new: project.with_free_ids(new), continued, known }
    }
}

/// The labels and rules of a project into which articles come with theirs.
fn schema_with(project: &Project, brought: Option<Schema>, adopt: bool, articles: &[Article]) -> Schema {
    let is_first = project.articles.is_empty();
    let schema = match brought {
        Some(brought) if adopt && is_first => brought,
        Some(brought) if is_first => project.schema.begun_with(brought),
        Some(brought) => project.schema.joined_with(brought),
        None => project.schema.clone(),
    };
    // Who begins with marks that overlap goes on with such.
    let overlap = is_first && articles.iter().any(|article| article.annotations.confirmed_overlap());
    Schema { overlaps: schema.overlaps || overlap, ..schema }
}

/// Whether an article has all the marks of another with the same text.
fn has(there: &Article, other: &Article) -> bool {
    // What was suggested in the very article may be suggested no more.
    let known = |it: &Annotation| !it.is_decided() && there.id == other.id;
    let has = |it: &Annotation| {
        let old = there.annotations.get(it.range, &it.label);
        old.is_some_and(|old| !it.is_decided() || old.status == it.status)
    };
    other.annotations.visible().all(|it| has(it) || known(it))
}

/// Whether a person has gone on with an article elsewhere, and here with nothing that is not there.
fn continues(here: &Article, there: &Article) -> bool {
    let decided = |article: &Article| article.annotations.iter().filter(|it| it.is_decided()).count();
    let is_there =
        |it: &Annotation| there.annotations.get(it.range, &it.label).is_some_and(|new| new.status == it.status);
    let (old, new) = (&here.meta, &there.meta);
    let goes_on = here.text == there.text
        && (here.status.is_left() || here.status == there.status)
        && (here.status == ArticleStatus::New || there.status != ArticleStatus::New)
        && here.annotations.iter().filter(|it| it.is_decided()).all(is_there)
        && (old.note.is_none() || old.note == new.note)
        && (!old.flagged || new.flagged)
        && old.categories.iter().all(|category| new.categories.contains(category));
    goes_on && (here.status, old, decided(here)) != (there.status, new, decided(there))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::edit::{Command, Editor};
    use crate::core::formats;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

    fn arrivals(project: &Project, articles: Vec<Article>, adopt: bool) -> Arrivals {
        Arrivals::new(project, Found { articles, adopt, ..Found::default() })
    }

    fn article(id: &str, text: &str, labels: &[&str]) -> Article {
        let mut article = Article::new(id, Text::new(text), Meta::default());
        for &label in labels {
            article.annotations.insert(Annotation::confirmed(
                TextRange::from_usize(0..4),
                label.into(),
                Origin::Import,
            ));
        }
        article
    }

    #[test]
    fn a_project_knows_its_own_article_though_other_things_are_suggested_there_now() {
        let mut project = Project::new(Schema::news());
        project.articles.push(Arc::new(article("a1", "Oslo grew.", &[])));
        let suggested = |id: &str| {
            let mut article = article(id, "Oslo grew.", &[]);
            let range = TextRange::from_usize(0..4);
            article.annotations.insert(Annotation::suggested(range, "PLACE".into(), Origin::Model, 0.9));
            article
        };
        let fresh = arrivals(&project, vec![suggested("a1"), suggested("b1")], false).new;
        assert_eq!(fresh.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b1"]);
    }

    #[test]
    fn work_elsewhere_under_a_label_that_was_merged_here_since_is_gone_on_with() {
        let schema = Schema::ontonotes().with_merged(&"GPE".into(), &"LOC".into()).unwrap();
        let here = Article { status: ArticleStatus::Open, ..article("a1", "Oslo grew.", &["LOC"]) };
        let project = Project { articles: vec![Arc::new(here)], ..Project::new(schema) };
        let there = Article { status: ArticleStatus::Done, ..article("a1", "Oslo grew.", &["GPE"]) };
        let [continued] = &arrivals(&project, vec![there], true).continued[..] else { panic!("it is not known") };
        assert_eq!(continued.annotations.iter().next().unwrap().label.as_str(), "LOC");
    }

    #[test]
    fn a_project_begins_with_the_labels_of_a_file_in_one_step_and_goes_on_with_its_own() {
        let mut editor = Editor::new(Project::new(Schema::ontonotes()));
        let mut bring = |text: &str, labels: &[&str]| {
            let article = article("a1", text, labels);
            let mut brought = formats::schema_of_labels();
            formats::fit_schema(&mut brought, &article).unwrap();
            let found = Found { articles: vec![article], schema: Some(brought.finish()), ..Found::default() };
            let Arrivals { schema, new: articles, .. } = Arrivals::new(editor.project(), found);
            editor.execute(Command::Import { schema, articles }, 0).unwrap();
            editor.project().schema.labels.iter().map(|it| format!("{} {}", it.id, it.name)).collect::<Vec<_>>()
        };
        assert_eq!(bring("Oslo grew.", &["LOC", "PER"]), ["LOC Place", "PER Person"]);
        assert_eq!(bring("Rome fell.", &["PERSON"]), ["LOC Place", "PER Person", "PERSON Person (PERSON)"]);
        editor.undo(0);
        editor.undo(0);
        assert_eq!(editor.project(), &Project::new(Schema::ontonotes()));
    }

    #[test]
    fn a_decision_about_what_is_only_suggested_here_is_something_new() {
        let mut project = Project::new(Schema::news());
        let mut there = article("a1", "Oslo grew.", &[]);
        let range = TextRange::from_usize(0..4);
        there.annotations.insert(Annotation::suggested(range, "PLACE".into(), Origin::Model, 0.9));
        project.articles.push(Arc::new(there));
        assert_eq!(arrivals(&project, vec![article("a1", "Oslo grew.", &["PLACE"])], false).new.len(), 1);
    }

    #[test]
    fn what_is_there_already_is_left_out_and_other_marks_are_not() {
        let mut project = Project::new(Schema::news());
        project.articles.push(Arc::new(article("a1", "Oslo grew.", &["PLACE"])));
        let brought = vec![
            article("b1", "Oslo grew.", &[]),
            article("b2", "Oslo grew.", &["PLACE"]),
            article("b3", "Oslo grew.", &["ORG"]),
            article("b4", "Oslo fell.", &[]),
            article("b5", "Oslo fell.", &[]),
        ];
        let fresh = arrivals(&project, brought, true).new;
        assert_eq!(fresh.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b3", "b4", "b5"]);
    }

    /// What was done here and elsewhere with "Oslo grew.", and whether it was gone on with there alone.
    #[test]
    fn work_elsewhere_is_gone_on_with_unless_there_is_other_work_here() {
        use ArticleStatus::{Done, New, Open, Skipped};
        let with = |status, labels: &[&str], note: Option<&str>| {
            let meta = Meta { note: note.map(str::to_owned), ..Meta::default() };
            Article { meta, status, ..article("a1", "Oslo grew.", labels) }
        };
        let is_continued = |here: Article, there: Article| {
            let project = Project { articles: vec![Arc::new(here)], ..Project::new(Schema::news()) };
            let found = arrivals(&project, vec![there], true);
            assert!(found.new.is_empty() || found.continued.is_empty());
            !found.continued.is_empty()
        };
        let cases = [
            (with(New, &[], None), with(Done, &["PLACE"], None), true),
            (with(Open, &["PLACE"], None), with(Done, &["PLACE"], None), true),
            (with(Open, &["PLACE"], None), with(Open, &["ORG", "PLACE"], None), true),
            (with(Open, &[], None), with(Skipped, &[], Some("dull")), true),
            (with(Done, &["PLACE"], None), with(Done, &["PLACE"], Some("sure")), true),
            (with(Done, &["PLACE"], None), with(Done, &["PLACE"], None), false),
            (with(Done, &["PLACE"], None), with(Open, &["PLACE"], None), false),
            (with(Open, &["PLACE"], None), with(New, &["PLACE"], None), false),
            (with(Open, &["PLACE"], None), with(Done, &["ORG"], None), false),
            (with(Open, &[], Some("mine")), with(Done, &[], Some("theirs")), false),
        ];
        let (one, other) = (with(Open, &[], None), Article { id: "a2".into(), ..with(Open, &[], None) });
        let twice = Project { articles: vec![Arc::new(one), Arc::new(other)], ..Project::new(Schema::news()) };
        assert_eq!(
            arrivals(&twice, vec![with(Done, &["PLACE"], None)], true).continued.len(),
            1,
            "the text is there twice"
        );
        for (here, there, expected) in cases {
            assert_eq!(is_continued(here.clone(), there.clone()), expected, "{here:?} {there:?}");
        }
    }
}
