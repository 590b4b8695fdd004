//! How a project comes back from what was kept.

use super::{Checkpoint, STORE_VERSION, Saved, StoreError};
use crate::core::article::{Article, ArticleId};
use crate::core::edit::Editor;
use crate::core::project::Project;
use crate::core::schema::Schema;
use std::collections::HashMap;
use std::sync::Arc;

/// Brings a project back: the checkpoint, or an empty project with the default schema, and the journal
/// after it. What could not be read is left out, and what fits together without it is not.
///
/// # Errors
/// If the records are of a later version.
pub fn restore(saved: Saved) -> Result<Editor, StoreError> {
    let (last, is_whole) = (saved.last_entry(), saved.unread.is_empty());
    let mut editor = match saved.checkpoint {
        Some(checkpoint) => from_checkpoint(checkpoint, saved.articles)?,
        None => Editor::new(Project::new(Schema::ontonotes())),
    };
    for entry in saved.tail {
        if is_whole {
            editor.replay(entry);
        } else {
            editor.replay_after_loss(entry);
        }
    }
    editor.pass_over(last);
    Ok(editor)
}

fn from_checkpoint(checkpoint: Checkpoint, articles: Vec<Article>) -> Result<Editor, StoreError> {
    if checkpoint.version > STORE_VERSION {
        return Err(StoreError::LaterVersion { found: checkpoint.version });
    }
    // Shared, so that this is the kind of map that the taught articles are in: another would be 1 kB more of the page.
    let mut articles: HashMap<ArticleId, Arc<Article>> =
        articles.into_iter().map(|article| (article.id.clone(), Arc::new(article))).collect();
    let articles = checkpoint.order.iter().filter_map(|id| articles.remove(id)).collect();
    let project = Project { schema: checkpoint.schema, articles, extra: checkpoint.extra };
    Ok(Editor::resume(project, checkpoint.history, checkpoint.seq))
}
