//! The same articles in several people's projects.
//!
//! What is the same article is told by its text: of two people who paste, each has an "a1".

use super::finished_of;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::project::Project;
use std::collections::HashMap;
use std::sync::Arc;

/// An article as one of several projects has it.
#[derive(Clone, Copy, Debug)]
pub struct ArticleCopy<'a> {
    /// The article.
    pub article: &'a Arc<Article>,
    /// Whether all of it was judged, so that what is not marked is meant to be no annotation.
    pub is_judged: bool,
}

impl ArticleCopy<'_> {
    /// Whether something of this copy is a judgement about an annotation that another has: what was confirmed where it
    /// stands, or the very same that was refused.
    #[must_use]
    pub fn judges(&self, annotation: &Annotation) -> bool {
        let judges = |it: &Annotation| {
            it.status == Status::Confirmed
                || it.is_decided() && (it.range, &it.label) == (annotation.range, &annotation.label)
        };
        self.is_judged || self.article.annotations.overlapping(annotation.range).any(judges)
    }
}

/// The articles of some projects, each with its copies in the order of the projects: at most one from each, so that a text
/// that is in a project twice is two articles. In the order in which they come first.
#[must_use]
pub fn article_copies(projects: &[Project]) -> Vec<Vec<ArticleCopy<'_>>> {
    let mut copies: Vec<Vec<ArticleCopy>> = Vec::new();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for project in projects {
        let is_judged = finished_of(&project.articles);
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for article in &project.articles {
            let places = places.entry(article.text.as_str()).or_default();
            let times = seen.entry(article.text.as_str()).or_default();
            if *times == places.len() {
                places.push(copies.len());
                copies.push(Vec::new());
            }
            copies[places[*times]].push(ArticleCopy { article, is_judged: is_judged(article) });
            *times += 1;
        }
    }
    copies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};

    fn project(articles: &[(&str, &str, ArticleStatus)]) -> Project {
        let article = |&(id, text, status): &(&str, &str, ArticleStatus)| {
            Arc::new(Article { status, ..Article::new(id, Text::new(text), Meta::default()) })
        };
        Project { articles: articles.iter().map(article).collect(), ..Project::new(Schema::news()) }
    }

    #[test]
    fn the_text_tells_what_is_the_same_and_the_status_what_is_judged() {
        use ArticleStatus::{Done, New, Open};
        let mut projects = [
            project(&[("a1", "Oslo grew.", Done), ("a2", "Rome fell.", Open), ("a3", "Oslo grew.", Done)]),
            project(&[("a1", "Rome fell.", New), ("a2", "Bonn won.", New), ("a3", "Oslo grew.", New)]),
        ];
        let told = |projects: &[Project]| -> Vec<Vec<(String, bool)>> {
            let told = |copy: &ArticleCopy| (copy.article.id.to_string(), copy.is_judged);
            article_copies(projects).iter().map(|copies| copies.iter().map(told).collect()).collect()
        };
        let expected = |second: bool| {
            let pairs: [&[(&str, bool)]; 4] =
                [&[("a1", true), ("a3", second)], &[("a2", false), ("a1", second)], &[("a3", true)], &[("a2", second)]];
            pairs.map(|copies| copies.iter().map(|&(id, judged)| (id.to_owned(), judged)).collect::<Vec<_>>())
        };
        assert_eq!(told(&projects), expected(false), "nobody has looked at the second");
        let mark = Annotation::confirmed(TextRange::from_usize(0..4), "PLACE".into(), Origin::Import);
        Arc::make_mut(&mut projects[1].articles[0]).annotations.insert(mark);
        assert_eq!(told(&projects), expected(true), "it tells no status, and so is all there is to it");
    }
}
