//! Articles that a project has already.

use super::Project;
use crate::core::annotation::AnnotationSet;
use crate::core::article::Article;
use std::collections::HashMap;

/// Those of some articles that bring a project something new: another text, or a mark that the last article of it with
/// the same text does not have. What another annotator made of it is no duplicate, and among themselves articles may be alike: a
/// file comes in as it is.
#[must_use]
pub fn without_duplicates(project: &Project, mut articles: Vec<Article>) -> Vec<Article> {
    let texts: HashMap<&str, usize> =
        project.articles.iter().zip(0..).map(|(article, place)| (article.text.as_str(), place)).collect();
    articles.retain(|article| {
        let there = texts.get(article.text.as_str()).map(|&place| &project.articles[place].annotations);
        let has =
            |marks: &AnnotationSet| article.annotations.visible().all(|it| marks.get(it.range, &it.label).is_some());
        !there.is_some_and(has)
    });
    articles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

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
