//! Articles that a project has already.

use super::Project;
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use std::collections::HashMap;
use std::sync::Arc;

/// Those of some articles that bring a project something new: another text, or a mark that the last article of it with
/// the same text does not have. What another annotator made of it is no duplicate, and among themselves articles may be alike: a
/// file comes in as it is.
#[must_use]
pub fn without_duplicates(project: &Project, mut articles: Vec<Article>) -> Vec<Article> {
    let texts: HashMap<&str, usize> =
        project.articles.iter().zip(0..).map(|(article, place)| (article.text.as_str(), place)).collect();
    articles.retain(|article| {
        let there = texts.get(article.text.as_str()).map(|&place| &project.articles[place]);
        let has = |there: &Arc<Article>| {
            // What was suggested in the very article may be suggested no more.
            let known = |it: &Annotation| !it.is_decided() && there.id == article.id;
            let has = |it: &Annotation| {
                let old = there.annotations.get(it.range, &it.label);
                old.is_some_and(|old| !it.is_decided() || old.status == it.status)
            };
            article.annotations.visible().all(|it| has(it) || known(it))
        };
        !there.is_some_and(has)
    });
    articles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};

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
        let fresh = without_duplicates(&project, vec![suggested("a1"), suggested("b1")]);
        assert_eq!(fresh.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b1"]);
    }

    #[test]
    fn a_decision_about_what_is_only_suggested_here_is_something_new() {
        let mut project = Project::new(Schema::news());
        let mut there = article("a1", "Oslo grew.", &[]);
        let range = TextRange::from_usize(0..4);
        there.annotations.insert(Annotation::suggested(range, "PLACE".into(), Origin::Model, 0.9));
        project.articles.push(Arc::new(there));
        assert_eq!(without_duplicates(&project, vec![article("a1", "Oslo grew.", &["PLACE"])]).len(), 1);
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
        let fresh = without_duplicates(&project, brought);
        assert_eq!(fresh.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b3", "b4", "b5"]);
    }
}
