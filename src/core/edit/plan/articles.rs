//! Articles come, change their state, and go.

use super::schema::{use_schema, with_schema};
use super::step::step;
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta, time_stamp};
use crate::core::edit::command::EditError;
use crate::core::edit::transaction::{Change, Gone, Transaction, Verb};
use crate::core::project::Project;
use crate::core::schema::Schema;
use std::collections::HashSet;
use std::sync::Arc;

pub(super) fn add_articles(project: &Project, articles: Vec<Article>) -> Result<Transaction, EditError> {
    let mut ids: HashSet<ArticleId> = project.articles.iter().map(|article| article.id.clone()).collect();
    if let Some(twice) = articles.iter().find(|article| !ids.insert(article.id.clone())) {
        return Err(EditError::DuplicateArticle(twice.id.clone()));
    }
    let object = articles.first().map(|article| article.id.to_string()).unwrap_or_default();
    let start = project.articles.len();
    let changes = articles
        .into_iter()
        .enumerate()
        .map(|(i, article)| Change::Article { index: start + i, before: None, after: Some(Arc::new(article)) })
        .collect();
    Ok(step(Verb::Add, &object, None, changes))
}

pub(super) fn import(project: &Project, schema: Schema, articles: Vec<Article>) -> Result<Transaction, EditError> {
    let places = project.places();
    let (mut new, mut continued) = (Vec::new(), Vec::new());
    for article in articles.into_iter().map(|article| article.with_merged_labels(&schema)) {
        match places.get(article.id.as_str()) {
            None => new.push(article),
            Some(&index) => {
                let before = Some(Gone::to_be(article.id.clone()));
                continued.push(Change::Article { index, before, after: Some(Arc::new(article)) });
            }
        }
    }
    let mut import = add_articles(project, new)?;
    import.summary.count += continued.len();
    import.changes.extend(continued);
    if schema != project.schema {
        // To a project with articles an import only adds labels: what is there stays as it is.
        let taken =
            if project.articles.is_empty() { use_schema(project, schema)? } else { with_schema(project, schema)? };
        import.changes.splice(0..0, taken.changes);
    }
    Ok(import)
}

pub(super) fn remove_article(project: &Project, id: &ArticleId) -> Result<Transaction, EditError> {
    let index = project.position(id).ok_or_else(|| EditError::UnknownArticle(id.clone()))?;
    let change = Change::Article { index, before: Some(Gone::to_be(id.clone())), after: None };
    Ok(step(Verb::Remove, id.as_str(), None, vec![change]))
}

pub(super) fn set_meta(article: &Article, meta: Meta) -> Transaction {
    let before = Box::new(article.meta.clone());
    let change = Change::Meta { article: article.id.clone(), before, after: Box::new(meta) };
    step(Verb::Describe, article.id.as_str(), None, vec![change])
}

/// One that is marked done is known to be so since now.
pub(super) fn set_status(article: &Article, status: ArticleStatus, now: u64) -> Transaction {
    let mut changes = vec![Change::Status { article: article.id.clone(), before: article.status, after: status }];
    if status == ArticleStatus::Done && article.status != status {
        let after = Box::new(Meta { finished: Some(time_stamp(now)), ..article.meta.clone() });
        changes.push(Change::Meta { article: article.id.clone(), before: Box::new(article.meta.clone()), after });
    }
    step(Verb::Mark, article.id.as_str(), None, changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::text::{Text, TextRange};

    #[test]
    fn what_was_merged_comes_in_under_the_other_label() {
        let project = Project::new(Schema::ontonotes().with_merged(&"GPE".into(), &"LOC".into()).unwrap());
        let mut article = Article::new("a1", Text::new("Oslo"), Meta::default());
        article.annotations.insert(Annotation::confirmed(TextRange::from_usize(0..4), "GPE".into(), Origin::Import));
        let changes = import(&project, project.schema.clone(), vec![article]).unwrap().changes;
        let [Change::Article { after: Some(article), .. }] = &changes[..] else { panic!("{changes:?}") };
        assert_eq!(article.annotations.iter().next().unwrap().label.as_str(), "LOC");
    }

    #[test]
    fn an_import_leaves_the_rest_alone() {
        let article = |id: &str| Article::new(id, Text::new("Lee paid"), Meta::default());
        let mut there = article("a1");
        let under_no_label = Annotation::suggested(TextRange::from_usize(0..3), "GONE".into(), Origin::Model, 0.9);
        there.annotations.insert(under_no_label);
        let mut project = Project::new(Schema::ontonotes());
        project.articles.push(Arc::new(there));
        let changes = |schema| import(&project, schema, vec![article("a2")]).unwrap().changes;
        assert!(matches!(changes(Schema::ontonotes())[..], [Change::Article { .. }]));
        let other = Schema::ontonotes().joined_with(Schema { categories: vec!["war".to_owned()], ..Schema::empty("") });
        assert!(matches!(changes(other)[..], [Change::Schema { .. }, Change::Article { .. }]));
    }
}
