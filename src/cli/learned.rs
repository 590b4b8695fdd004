//! What a command has learned before it tags.

use super::error::CliError;
use super::folding::Folding;
use super::input::Input;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::learner::{Decisions, Learner};
use crate::core::tagger::{Suggestion, Tagger};
use clap::Args;

/// From what to learn.
#[derive(Args)]
pub(super) struct LearnedArgument {
    /// A project file or another dataset of yours: what its finished articles teach is suggested too, as the page
    /// does after the same work.
    #[arg(long, value_name = "FILE")]
    learned: Option<Input>,
}

impl LearnedArgument {
    /// What the file teaches about a tagger's suggestions.
    pub(super) fn learner(&self, tagger: &dyn Tagger, folding: &Folding) -> Result<Learner, CliError> {
        let known = tagger.labels().iter().filter_map(|label| folding.apply(label)).collect();
        let mut learner = Learner::new(known, tagger.clusters());
        let Some(input) = &self.learned else { return Ok(learner) };
        for article in input.articles(None)? {
            let article = article?;
            if is_finished(&article) {
                let mut decisions = Decisions::from(&article);
                decisions.right = decisions
                    .right
                    .into_iter()
                    .filter_map(|(range, label)| Some((range, folding.apply(&label)?)))
                    .collect();
                learner.learn(&article.text, &suggested(tagger, &article, folding), &decisions);
            }
        }
        Ok(learner)
    }
}

/// What a tagger suggests for an article, with labels folded.
pub(super) fn suggested(tagger: &dyn Tagger, article: &Article, folding: &Folding) -> Vec<Suggestion> {
    let fold = |it: Suggestion| Some(Suggestion { label: folding.apply(&it.label)?, ..it });
    tagger.tag(&article.text).into_iter().filter_map(fold).collect()
}

/// Whether an article is done. Datasets whose formats have no status hold what is.
fn is_finished(article: &Article) -> bool {
    match article.status {
        ArticleStatus::Done => true,
        ArticleStatus::New => article.annotations.iter().any(Annotation::is_decided),
        ArticleStatus::Open | ArticleStatus::Skipped => false,
    }
}
