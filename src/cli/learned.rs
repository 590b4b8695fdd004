//! What a command has learned before it tags.

use super::error::CliError;
use super::folding::Folding;
use super::input::Input;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleStatus};
use crate::core::dataset::finished_of;
use crate::core::learner::{Decisions, Elsewhere, Heard, Learner, Said};
use crate::core::schema::Schema;
use crate::core::tagger::{Suggestion, Tagger, relabelled};
use crate::core::text::ByteOffset;
use clap::Args;

/// From what to learn.
#[derive(Args)]
pub(super) struct LearnedArgument {
    /// A project file or another dataset of yours: what its finished articles teach is suggested too, as the page
    /// does after the same work, and under the labels of the project unless --schema or --labels says otherwise.
    #[arg(long, value_name = "FILE")]
    learned: Option<Input>,
}

/// What there is to learn from.
pub(super) struct LearnedFrom {
    articles: Vec<Article>,
    /// The labels, if it is a project.
    pub(super) schema: Option<Schema>,
    /// Where they are from.
    input: Option<Input>,
}

impl LearnedArgument {
    /// The finished articles, in the order in which they were finished, as the page teaches them.
    pub(super) fn read(&self) -> Result<LearnedFrom, CliError> {
        let Some(input) = &self.learned else {
            return Ok(LearnedFrom { articles: Vec::new(), schema: None, input: None });
        };
        let (articles, schema) = input.articles_and_schema(None)?;
        let mut articles: Vec<Article> = articles.collect::<Result<_, _>>()?;
        let is_finished = finished_of(&articles);
        articles.retain(|article| match article.status {
            // Of a dataset that tells no status, where that nothing is marked need not mean that there is nothing.
            ArticleStatus::New if schema.is_none() => {
                is_finished(article) && article.annotations.iter().any(Annotation::is_decided)
            }
            status => status == ArticleStatus::Done,
        });
        articles.sort_by(|one, other| one.meta.finished.cmp(&other.meta.finished));
        Ok(LearnedFrom { articles, schema, input: Some(input.clone()) })
    }
}

impl LearnedFrom {
    /// What they teach about a tagger's suggestions; says so if they teach nothing.
    pub(super) fn learner(self, tagger: &dyn Tagger, folding: &Folding) -> Result<Learner, CliError> {
        let in_use = self.schema.iter().flat_map(Schema::active).filter_map(|label| folding.apply(&label.id));
        let mut learner = Learner::over(tagger, &|label| folding.apply(label), in_use);
        for article in self.articles {
            let mut decisions = Decisions::from(&article);
            for (_, label) in &mut decisions.right {
                *label = folding.decided(label);
            }
            let mut heard = Heard::new(tagger.tag(&article.text));
            let suggested = heard.under(&|label| folding.apply(label));
            let said = Said { suggested: &suggested, possible: heard.possible(tagger, &article.text) };
            learner.learn(&article.text, said, &decisions);
        }
        if let Some(input) = self.input.filter(|_| learner.finished() == 0) {
            eprintln!("postil: {input}: none of its articles is finished: nothing is learned");
        }
        Ok(learner)
    }
}

/// What a tagger and what was learned over it suggest for an article, with labels folded.
pub(super) fn suggested(
    tagger: &dyn Tagger,
    learner: &mut Learner,
    article: &Article,
    folding: &Folding,
) -> Vec<Suggestion> {
    let mut heard = Heard::new(tagger.tag(&article.text));
    let suggested = heard.under(&|label| folding.apply(label));
    if learner.finished() == 0 {
        return suggested;
    }
    let said = Said { suggested: &suggested, possible: heard.possible(tagger, &article.text) };
    let found =
        learner.suggest(&article.text, said, &Decisions::default(), &Elsewhere::default(), ByteOffset::default());
    relabelled(&found, &|label| folding.kept(label))
}
