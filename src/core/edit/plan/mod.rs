//! From a command to a transaction.

mod articles;
mod everywhere;
mod marks;
mod schema;
mod step;
mod suggestions;

pub use marks::is_beside;
pub(super) use suggestions::suggest_anew;

use super::command::{Command, EditError};
use super::transaction::Transaction;
use crate::core::article::{Article, ArticleId};
use crate::core::project::Project;
use articles::{add_articles, import, remove_article, set_meta, set_status};
use everywhere::{decide, mend};
use marks::{accept, accept_all, annotate, join, reject, relabel, resize, split};
use schema::{change_schema, merge_label, set_rules, use_schema};
use std::sync::Arc;
use suggestions::suggest;

/// Works out what a command changes. Pure: nothing is changed yet. A command that changes nothing gives a
/// transaction without changes. `now` is in milliseconds since 1970.
///
/// # Errors
/// What in the command does not fit the project.
pub(super) fn plan(project: &Project, command: Command, now: u64) -> Result<Transaction, EditError> {
    match command {
        Command::AddArticles(articles) => add_articles(project, articles),
        Command::Import { schema, articles } => import(project, schema, articles),
        Command::RemoveArticle(id) => remove_article(project, &id),
        Command::SetStatus { article, status } => Ok(set_status(find(project, &article)?, status, now)),
        Command::SetMeta { article, meta } => Ok(set_meta(find(project, &article)?, meta)),
        Command::Annotate { article, range, label, propagate } => {
            annotate(project, find(project, &article)?, range, &label, propagate)
        }
        Command::Accept { article, keys, propagate } => accept(project, find(project, &article)?, &keys, propagate),
        Command::AcceptAll { article, threshold } => Ok(accept_all(project, find(project, &article)?, threshold)),
        Command::Reject { article, key, propagate } => reject(find(project, &article)?, &key, propagate),
        Command::Relabel { article, key, label, propagate } => {
            relabel(project, find(project, &article)?, &key, &label, propagate)
        }
        Command::Resize { article, key, range, propagate } => {
            resize(project, find(project, &article)?, &key, range, propagate)
        }
        Command::Split { article, key } => split(find(project, &article)?, &key),
        Command::Join { article, key, next } => join(project, find(project, &article)?, &key, &next),
        Command::Decide { mentions, label } => decide(project, &mentions, label.as_ref()),
        Command::Mend(mended) => mend(project, &mended),
        Command::Suggest(parts) => Ok(suggest(project, parts, 0.0)),
        Command::AddLabel(label) => {
            let id = label.id.to_string();
            Ok(change_schema(project, project.schema.with_label(label)?, &id))
        }
        Command::EditLabel { id, label } => {
            let after = project.schema.with_edited(&id, |edited| *edited = label)?;
            Ok(change_schema(project, after, id.as_str()))
        }
        Command::MergeLabel { id, into } => merge_label(project, &id, &into),
        Command::UseSchema(schema) => use_schema(project, schema),
        Command::SetRules(schema) => set_rules(project, schema),
    }
}

fn find<'a>(project: &'a Project, id: &ArticleId) -> Result<&'a Article, EditError> {
    project.article(id).map(Arc::as_ref).ok_or_else(|| EditError::UnknownArticle(id.clone()))
}
