//! Labels folded before anything is compared or written.

use super::error::CliError;
use super::input::Input;
use crate::core::article::Article;
use crate::core::formats;
use crate::core::project::Project;
use crate::core::schema::{LabelChoices, LabelId, LabelMap, Schema};
use clap::Args;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How labels are folded.
#[derive(Args)]
pub(super) struct FoldingArguments {
    /// Rename labels: LOC=GPE,FAC=GPE.
    #[arg(long, value_name = "A=B,…", default_value = "")]
    map: LabelMap,
    /// Leave out labels outside this schema: ontonotes, conll, news, or a project file. A preset also
    /// folds other labels into its own (PERSON into PER).
    #[arg(long, value_name = "NAME|FILE")]
    schema: Option<String>,
    /// Leave out all labels but these, as they are after --map: PERSON,ORG.
    #[arg(long, value_name = "A,B,…", value_delimiter = ',', conflicts_with = "schema")]
    labels: Vec<String>,
}

/// What a label becomes.
pub(super) struct Folding {
    map: LabelMap,
    keep: Keep,
    /// The labels that arguments name and that were not met yet.
    unmet: RefCell<BTreeSet<LabelId>>,
}

enum Keep {
    All,
    Listed(Vec<LabelId>),
    Only(Schema),
    Nearest(Schema),
    /// The same with the labels that `--map` names, which a schema that nobody asked for does not leave out.
    NearestOrNamed(Schema),
}

impl FoldingArguments {
    /// Reads the schema.
    pub(super) fn read(&self) -> Result<Folding, CliError> {
        let keep = match &self.schema {
            None if self.labels.is_empty() => Keep::All,
            None => Keep::Listed(self.labels.iter().map(|label| LabelId::from(label.trim()).spaceless()).collect()),
            Some(name) => match Schema::preset(name) {
                Some(preset) => Keep::Nearest(preset),
                None => Keep::Only(schema_file(name)?),
            },
        };
        let listed = if let Keep::Listed(labels) = &keep { labels.as_slice() } else { &[] };
        let unmet = self.map.renamed().chain(listed).cloned().collect();
        Ok(Folding { map: self.map.clone(), keep, unmet: RefCell::new(unmet) })
    }
}

/// A preset, or the schema of a file.
pub(super) fn schema_named(name: &str) -> Result<Schema, CliError> {
    Schema::preset(name).map_or_else(|| schema_file(name), Ok)
}

/// The schema of a project file, or of a file that holds nothing else.
fn schema_file(name: &str) -> Result<Schema, CliError> {
    let input = Input::from(name);
    if input.path().is_some_and(|path| !path.exists()) {
        let presets = Schema::PRESETS.join(", ");
        return Err(CliError::Argument(format!("--schema {name}: there is no such file, nor preset ({presets})")));
    }
    formats::read_schema(input.bytes()?).map_err(CliError::format(&input))
}

impl Folding {
    /// The same, but into a schema under its new names if none is named.
    pub(super) fn or_into(self, schema: Option<Schema>) -> Self {
        match (self.keep, schema) {
            (Keep::All, Some(schema)) => {
                let schema = schema.relabelled(&|label| Some(self.map.apply(label).spaceless()));
                Self { keep: Keep::NearestOrNamed(schema), ..self }
            }
            (keep, _) => Self { keep, ..self },
        }
    }

    /// What a label is written and compared as; `None` if it is left out.
    pub(super) fn apply(&self, label: &LabelId) -> Option<LabelId> {
        let becomes = self.map.apply(label);
        let mut unmet = self.unmet.borrow_mut();
        if !unmet.is_empty() {
            let met = [label.spaceless(), becomes.spaceless()];
            unmet.retain(|label| !met.contains(label));
        }
        self.kept(becomes)
    }

    /// Says which of the labels that arguments name were met nowhere: they may be misspelt.
    pub(super) fn tell_unmet(&self) {
        let names: Vec<String> = self.unmet.borrow().iter().map(ToString::to_string).collect();
        if !names.is_empty() {
            eprintln!("postil: named by --labels or --map, and met nowhere: {}", names.join(", "));
        }
    }

    /// What a label is called where something was decided: one that is left out is no mistake of who decided.
    pub(super) fn decided(&self, label: &LabelId) -> LabelId {
        let label = self.map.apply(label);
        self.kept(label).unwrap_or_else(|| label.clone())
    }

    /// What a label is written as that has its name after `--map`.
    pub(super) fn kept(&self, label: &LabelId) -> Option<LabelId> {
        match &self.keep {
            Keep::All => Some(label.clone()),
            Keep::Listed(labels) => labels.contains(&label.spaceless()).then(|| label.clone()),
            Keep::Only(schema) => {
                let label = label.spaceless();
                schema.active().any(|active| active.id == label).then_some(label)
            }
            Keep::NearestOrNamed(_) if self.map.gives(label) => Some(label.spaceless()),
            Keep::Nearest(schema) | Keep::NearestOrNamed(schema) => schema.nearest(&label.spaceless()).cloned(),
        }
    }

    /// The same, as labels are compared: what another tool calls by words is by its id in a project.
    pub(super) fn compared(&self, label: &LabelId) -> Option<LabelId> {
        self.apply(label).map(|label| label.spaceless())
    }

    /// A project under its new labels.
    pub(super) fn apply_to_project(&self, project: Project) -> Project {
        let becomes = |label: &LabelId| self.compared(label);
        let schema = self.schema().cloned().unwrap_or_else(|| project.schema.relabelled(&becomes));
        let schema = Schema { overlaps: project.schema.overlaps, ..schema };
        let relabelled = |article: Arc<Article>| Arc::new(Arc::unwrap_or_clone(article).relabelled(&becomes));
        Project { schema, articles: project.articles.into_iter().map(relabelled).collect(), ..project }
    }

    /// What some labels become, as choices.
    pub(super) fn choices(&self, labels: Vec<LabelId>) -> LabelChoices {
        let mut choices = LabelChoices::default();
        for label in labels {
            let becomes = self.compared(&label);
            choices.choose(label, becomes);
        }
        choices
    }

    /// The schema that labels are folded into.
    pub(super) fn schema(&self) -> Option<&Schema> {
        match &self.keep {
            Keep::All | Keep::Listed(_) => None,
            Keep::Only(schema) | Keep::Nearest(schema) | Keep::NearestOrNamed(schema) => Some(schema),
        }
    }
}
