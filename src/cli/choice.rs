//! What of a dataset goes in.

use super::error::CliError;
use super::folding::{Folding, FoldingArguments};
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::formats::{self, FormatError};
use crate::core::project::Project;
use clap::Args;
use std::sync::Arc;

/// Which articles, which annotations, and what their labels become.
#[derive(Args)]
pub(super) struct ChoiceArguments {
    /// Leave out what is only suggested.
    #[arg(long)]
    decided: bool,
    /// Leave out articles that are not done.
    #[arg(long)]
    finished: bool,
    #[command(flatten)]
    folding: FoldingArguments,
}

/// What goes in.
pub(super) struct Choice {
    decided: bool,
    finished: bool,
    folding: Folding,
}

impl ChoiceArguments {
    /// Reads the schema.
    pub(super) fn read(&self) -> Result<Choice, CliError> {
        Ok(Choice { decided: self.decided, finished: self.finished, folding: self.folding.read()? })
    }
}

impl Choice {
    /// What of an article goes in; `None` if nothing does.
    pub(super) fn apply(&self, article: Article) -> Option<Article> {
        if self.finished && article.status != ArticleStatus::Done {
            return None;
        }
        let article = if self.decided { article.confirmed() } else { article };
        let fold = |annotation: &Annotation| {
            let label = self.folding.apply(&annotation.label)?;
            Some(Annotation { label, ..annotation.clone() })
        };
        let annotations = article.annotations.iter().filter_map(fold).collect();
        Some(Article { annotations, ..article })
    }

    /// What of a project goes in. Its schema is the one that labels are folded into, or has the new labels besides
    /// its own.
    pub(super) fn apply_to_project(&self, mut project: Project) -> Result<Project, FormatError> {
        let articles = std::mem::take(&mut project.articles);
        if let Some(schema) = self.folding.schema() {
            project.schema = schema.clone();
        }
        for article in articles.into_iter().filter_map(|article| self.apply(Arc::unwrap_or_clone(article))) {
            formats::fit_schema(&mut project.schema, &article)?;
            project.articles.push(Arc::new(article));
        }
        Ok(project)
    }
}
