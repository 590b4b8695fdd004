//! How a project comes back from what was kept.

use super::{Checkpoint, Saved, StoreError};
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
    if let Some(found) = saved.later_version {
        return Err(StoreError::LaterVersion { found });
    }
    let (last, is_whole) = (saved.last_entry(), saved.unread.is_empty());
    let mut editor = match saved.checkpoint {
        Some(checkpoint) => from_checkpoint(checkpoint, saved.articles),
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

fn from_checkpoint(checkpoint: Checkpoint, articles: Vec<Article>) -> Editor {
    let mut articles: HashMap<ArticleId, Article> =
        articles.into_iter().map(|article| (article.id.clone(), article)).collect();
    let articles = checkpoint.order.iter().filter_map(|id| articles.remove(id)).map(Arc::new).collect();
    let project = Project { schema: checkpoint.schema, articles, extra: checkpoint.extra };
    Editor::resume(project, checkpoint.history, checkpoint.seq)
}
