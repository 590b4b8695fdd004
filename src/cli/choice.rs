//! What of a dataset goes in.

use super::error::CliError;
use super::folding::{Folding, FoldingArguments};
use super::input::Input;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::counted;
use crate::core::formats::{self, Format, FormatError};
use crate::core::project::{Project, QueueFilter, Stage};
use crate::core::schema::Schema;
use clap::Args;
use std::cell::Cell;
use std::sync::Arc;

/// Which articles, which annotations, and what their labels become.
#[derive(Args)]
pub(super) struct ChoiceArguments {
    /// Leave out what is only suggested. Formats that cannot tell it from what was decided leave it out anyway.
    #[arg(long)]
    decided: bool,
    /// Take in what is only suggested, in whatever format: there it looks like what was decided.
    #[arg(long, conflicts_with = "decided")]
    suggested: bool,
    /// Leave out articles that are not done.
    #[arg(long)]
    finished: bool,
    /// Leave out articles without these words in their text, title or note.
    #[arg(long, value_name = "WORDS", default_value = "")]
    words: String,
    /// Leave out articles without this category.
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// Leave out articles that are not flagged.
    #[arg(long)]
    flagged: bool,
    #[command(flatten)]
    folding: FoldingArguments,
}

/// What goes in.
pub(super) struct Choice {
    suggestions: Suggestions,
    takes_skipped: bool,
    /// How many articles were left out since they were skipped, and not told yet.
    skipped: Cell<usize>,
    finished: bool,
    filter: QueueFilter,
    folding: Folding,
}

/// What becomes of what is only suggested.
enum Suggestions {
    TakenIn(Format),
    LeftOut,
    /// Left out because of the format, which is told with the first.
    Untellable {
        format: Format,
        told: Cell<bool>,
    },
}

impl ChoiceArguments {
    /// Reads the schema; `target` is the format of what is written.
    pub(super) fn read(&self, target: Format) -> Result<Choice, CliError> {
        let suggestions = match self {
            Self { decided: true, .. } => Suggestions::LeftOut,
            Self { suggested: false, .. } if !target.holds_suggestions() => {
                Suggestions::Untellable { format: target, told: Cell::new(false) }
            }
            _ => Suggestions::TakenIn(target),
        };
        let filter = QueueFilter {
            words: self.words.clone(),
            category: self.category.clone(),
            stage: self.flagged.then_some(Stage::Flagged),
            ..QueueFilter::default()
        };
        let (takes_skipped, skipped) = (target.holds_skipped(), Cell::default());
        let folding = self.folding.read()?;
        Ok(Choice { suggestions, takes_skipped, skipped, finished: self.finished, filter, folding })
    }
}

impl Choice {
    /// The same without articles that were skipped, also where the format can say so.
    pub(super) fn without_skipped(self) -> Self {
        Self { takes_skipped: false, ..self }
    }

    /// What of an article goes in; `None` if nothing does.
    pub(super) fn apply(&self, article: Article) -> Option<Article> {
        if self.finished && article.status != ArticleStatus::Done || !self.filter.fits(&article) {
            return None;
        }
        if article.status == ArticleStatus::Skipped && !self.takes_skipped {
            self.skipped.update(|count| count + 1);
            return None;
        }
        let article = self.suggestions.apply(article);
        let annotations = article.annotations.relabelled(&|label| self.folding.apply(label));
        Some(Article { annotations, ..article })
    }

    /// Says how many articles of a dataset were left out since they were skipped.
    pub(super) fn tell_skipped(&self, input: &Input) {
        let skipped = self.skipped.take();
        if skipped > 0 {
            eprintln!("postil: {input}: skipped, and so left out: {}", counted(skipped, "article"));
        }
    }

    /// The labels and rules of what goes in, of a dataset with that schema.
    pub(super) fn apply_to_schema(&self, schema: &Schema) -> Schema {
        let folded = || schema.relabelled(&|label| self.folding.apply(label));
        self.folding.schema().cloned().unwrap_or_else(folded)
    }

    /// What of a project goes in. Its schema is the one that labels are folded into, or has the new labels besides
    /// its own.
    pub(super) fn apply_to_project(&self, mut project: Project) -> Result<Project, FormatError> {
        let articles = std::mem::take(&mut project.articles);
        if let Some(schema) = self.folding.schema() {
            project.schema = schema.clone();
        }
        for article in articles.into_iter().filter_map(|article| self.apply(Arc::unwrap_or_clone(article))) {
            formats::fit_own_schema(&mut project.schema, &article)?;
            project.articles.push(Arc::new(article));
        }
        Ok(project)
    }
}

impl Suggestions {
    fn apply(&self, article: Article) -> Article {
        match self {
            Self::TakenIn(format) => return formats::with_suggestions(article, *format),
            Self::LeftOut => {}
            Self::Untellable { format, told } => {
                let some = !article.annotations.iter().all(Annotation::is_decided);
                if some && !told.replace(true) {
                    let format = format.name();
                    eprintln!(
                        "postil: what is only suggested is left out, since {format} cannot tell it from what was \
                         decided; --suggested takes it in"
                    );
                }
            }
        }
        article.confirmed()
    }
}
