//! What of a dataset goes in.

use super::error::CliError;
use super::folding::{Folding, FoldingArguments};
use super::input::Input;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::counted;
use crate::core::formats::{self, Format, FormatError, SuggestionPolicy};
use crate::core::project::{Project, QueueFilter, Stage};
use crate::core::schema::{GrowingSchema, LabelId, Schema};
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
    /// Leave out articles that are not said to be done; most formats say it of none.
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
    format: Format,
    suggestions: SuggestionPolicy,
    takes_skipped: bool,
    finished: bool,
    filter: QueueFilter,
    folding: Folding,
    seen: Cell<Seen>,
    /// Whether it was told that the format has suggestions left out.
    told: Cell<bool>,
}

/// What of a dataset was seen, and is told of at its end.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// How many articles go in, and how many of them are done, begun and not done, and were with CRLF.
    taken: usize,
    done: usize,
    open: usize,
    with_crlf: usize,
    /// How many are left out since they were skipped, and for other reasons.
    skipped: usize,
    others: usize,
}

impl ChoiceArguments {
    /// Reads the schema; `target` is the format of what is written.
    pub(super) fn read(&self, target: Format) -> Result<Choice, CliError> {
        let suggestions = match self {
            Self { decided: true, .. } => SuggestionPolicy::LeftOut,
            Self { suggested: true, .. } => SuggestionPolicy::TakenIn,
            _ => SuggestionPolicy::WhereTold,
        };
        let filter = QueueFilter {
            words: self.words.clone(),
            category: self.category.clone(),
            stage: self.flagged.then_some(Stage::Flagged),
            ..QueueFilter::default()
        };
        Ok(Choice {
            format: target,
            suggestions,
            takes_skipped: target.holds_skipped(),
            finished: self.finished,
            filter,
            folding: self.folding.read()?,
            seen: Cell::default(),
            told: Cell::default(),
        })
    }
}

impl Choice {
    /// The same without articles that were skipped, also where the format can say so.
    pub(super) fn without_skipped(self) -> Self {
        Self { takes_skipped: false, ..self }
    }

    /// What of an article goes in; `None` if nothing does.
    pub(super) fn apply(&self, article: Article) -> Option<Article> {
        let seen = self.seen.get();
        if !self.fits(&article) {
            self.seen.set(Seen { others: seen.others + 1, ..seen });
            return None;
        }
        if self.is_skipped(&article) {
            self.seen.set(Seen { skipped: seen.skipped + 1, ..seen });
            return None;
        }
        self.seen.set(Seen {
            taken: seen.taken + 1,
            done: seen.done + usize::from(article.status == ArticleStatus::Done),
            open: seen.open + usize::from(article.status == ArticleStatus::Open),
            with_crlf: seen.with_crlf + usize::from(article.text.had_crlf()),
            ..seen
        });
        self.tell_suggestions(&article);
        let article = self.suggestions.apply(article, self.format);
        Some(article.relabelled(&|label| self.folding.apply(label)))
    }

    /// Whether an article goes in.
    pub(super) fn takes(&self, article: &Article) -> bool {
        self.fits(article) && !self.is_skipped(article)
    }

    fn fits(&self, article: &Article) -> bool {
        (!self.finished || article.status == ArticleStatus::Done) && self.filter.fits(article)
    }

    /// Whether an article is left out since it was skipped.
    fn is_skipped(&self, article: &Article) -> bool {
        article.status == ArticleStatus::Skipped && !self.takes_skipped
    }

    /// Says once that what is only suggested is left out because of the format.
    fn tell_suggestions(&self, article: &Article) {
        let is_lost = self.suggestions == SuggestionPolicy::WhereTold
            && !self.format.holds_suggestions()
            && !article.annotations.iter().all(Annotation::is_decided);
        if is_lost && !self.told.replace(true) {
            let format = self.format.name();
            eprintln!(
                "postil: what is only suggested is left out, since {format} cannot tell it from what was decided; \
                 --suggested takes it in"
            );
        }
    }

    /// Says how many articles of a dataset were left out since they were skipped, if nothing goes in, and what of that which
    /// goes in is not seen there: that it is not finished, and that its offsets are others than in the dataset.
    pub(super) fn tell(&self, input: &Input) {
        let Seen { taken, done, open, with_crlf, skipped, others } = self.seen.take();
        if skipped > 0 {
            eprintln!("postil: {input}: skipped, and so left out: {}", counted(skipped, "article"));
        }
        // Of a dataset that tells it of none, all may be.
        if done + open > 0 && taken > done && !self.format.holds_skipped() {
            let (unfinished, format) = (taken - done, self.format.name());
            eprintln!(
                "postil: {input}: not finished: {unfinished} of {}; {format} cannot say so, and what is not marked there \
                 counts as no annotation; --finished leaves them out",
                counted(taken, "article")
            );
        }
        if with_crlf > 0 && self.format.holds_text() {
            let articles = counted(with_crlf, "article");
            eprintln!(
                "postil: {input}: lines end in LF in what is written, not in CRLF, and offsets are of that text: {articles}"
            );
        }
        if taken == 0 && others > 0 {
            let finished = if self.finished { " and is said to be done" } else { "" };
            eprintln!("postil: {input}: no article fits what is asked for{finished}");
        }
    }

    /// Says which labels that are asked for no dataset has.
    pub(super) fn tell_unmet(&self) {
        self.folding.tell_unmet();
    }

    /// What a label is called where it is compared, if it goes in.
    pub(super) fn compared(&self, label: &LabelId) -> Option<LabelId> {
        self.folding.compared(label)
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
        let mut schema = GrowingSchema::from(self.folding.schema().cloned().unwrap_or(project.schema));
        for article in articles.into_iter().filter_map(|article| self.apply(Arc::unwrap_or_clone(article))) {
            formats::fit_own_schema(&mut schema, &article)?;
            project.articles.push(Arc::new(article));
        }
        project.schema = schema.finish();
        Ok(project)
    }
}
