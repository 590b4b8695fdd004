//! What a command has learned before it tags.

use super::error::CliError;
use super::folding::Folding;
use super::input::{Articles, Input};
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::learner::{Decisions, Learner, Said};
use crate::core::project::undecided;
use crate::core::schema::{LabelId, Schema};
use crate::core::tagger::{Suggestion, Tagger};
use crate::core::text::ByteOffset;
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
        let (articles, schema) = self.lessons()?;
        let becomes = |label: LabelId| Some((label.clone(), folding.apply(&label)?));
        let labels = tagger.labels().into_iter().filter_map(becomes).collect();
        let in_use = schema.iter().flat_map(Schema::active).filter_map(|label| folding.apply(&label.id));
        let mut learner = Learner::new(labels, &in_use.collect::<Vec<_>>(), tagger.clusters());
        for article in articles {
            let article = article?;
            let mut decisions = Decisions::from(&article);
            let right = decisions.right.into_iter();
            decisions.right = right.filter_map(|(range, label)| Some((range, folding.apply(&label)?))).collect();
            let (suggested, possible) = heard(tagger, &article, folding);
            learner.learn(&article.text, Said { suggested: &suggested, possible: &possible }, &decisions);
        }
        Ok(learner)
    }

    /// The finished articles, and the labels if the file is a project: its articles come in the order in which they were
    /// finished, as the page teaches them.
    fn lessons(&self) -> Result<(Articles, Option<Schema>), CliError> {
        let Some(input) = &self.learned else { return Ok((Box::new(std::iter::empty()), None)) };
        let (articles, schema) = input.articles_and_schema(None)?;
        let teaches = |article: &Article| match article.status {
            ArticleStatus::Done => true,
            // Of a dataset that tells no status, which need not mean that nothing is marked.
            ArticleStatus::New => undecided(article) == 0 && article.annotations.iter().any(Annotation::is_decided),
            ArticleStatus::Open | ArticleStatus::Skipped => false,
        };
        let articles = articles.filter(move |article| article.as_ref().map_or(true, teaches));
        if schema.is_none() {
            return Ok((Box::new(articles), schema));
        }
        let mut articles: Vec<Article> = articles.collect::<Result<_, _>>()?;
        articles.sort_by(|one, other| one.meta.finished.cmp(&other.meta.finished));
        Ok((Box::new(articles.into_iter().map(Ok)), schema))
    }
}

/// What a tagger and what was learned over it suggest for an article, with labels folded.
pub(super) fn suggested(
    tagger: &dyn Tagger,
    learner: &mut Learner,
    article: &Article,
    folding: &Folding,
) -> Vec<Suggestion> {
    if learner.finished() == 0 {
        return folded(tagger.tag(&article.text), folding);
    }
    let (suggested, possible) = heard(tagger, article, folding);
    let said = Said { suggested: &suggested, possible: &possible };
    learner.suggest(&article.text, said, &Decisions::default(), ByteOffset::default())
}

/// What a tagger suggests, with labels folded, and what it thinks possible under its own.
fn heard(tagger: &dyn Tagger, article: &Article, folding: &Folding) -> (Vec<Suggestion>, Vec<Suggestion>) {
    let found = tagger.tag(&article.text);
    let possible = tagger.possible(&article.text, &found);
    (folded(found, folding), possible)
}

fn folded(suggestions: Vec<Suggestion>, folding: &Folding) -> Vec<Suggestion> {
    let fold = |it: Suggestion| Some(Suggestion { label: folding.apply(&it.label)?, ..it });
    suggestions.into_iter().filter_map(fold).collect()
}
