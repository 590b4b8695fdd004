//! Articles that a project has already.

use super::Project;
use crate::core::article::Article;
use std::collections::HashMap;

/// Those of some articles that bring something new: another text, or a mark that no article with the same text has,
/// in the project or earlier among themselves. What only another annotator has is no duplicate.
#[must_use]
pub fn without_duplicates(project: &Project, articles: Vec<Article>) -> Vec<Article> {
    let mut known: HashMap<&str, Vec<&Article>> = HashMap::new();
    for article in &project.articles {
        known.entry(article.text.as_str()).or_default().push(article);
    }
    let is_new: Vec<bool> = articles
        .iter()
        .map(|article| {
            let same_text = known.entry(article.text.as_str()).or_default();
            let has_all = |other: &&Article| {
                article.annotations.visible().all(|it| other.annotations.get(it.range, &it.label).is_some())
            };
            let is_new = !same_text.iter().any(has_all);
            same_text.push(article);
            is_new
        })
        .collect();
    articles.into_iter().zip(is_new).filter_map(|(article, is_new)| is_new.then_some(article)).collect()
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
            article("b5", "Oslo fell.\r\n".trim_end(), &[]),
            article("b6", "Oslo grew.", &["ORG"]),
        ];
        let fresh = without_duplicates(&project, brought);
        assert_eq!(fresh.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b3", "b4"]);
    }
}
