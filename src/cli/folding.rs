//! Labels folded before anything is compared or written.

use super::error::CliError;
use super::input::Input;
use crate::core::formats;
use crate::core::schema::{LabelId, LabelMap, Schema};
use clap::Args;
use std::collections::BTreeSet;

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
}

/// What a label becomes.
pub(super) struct Folding {
    map: LabelMap,
    keep: Keep,
}

enum Keep {
    All,
    Only(BTreeSet<LabelId>),
    Nearest(Schema),
}

impl FoldingArguments {
    /// Reads the schema.
    pub(super) fn read(&self) -> Result<Folding, CliError> {
        let keep = match &self.schema {
            None => Keep::All,
            Some(name) => match Schema::preset(name) {
                Some(preset) => Keep::Nearest(preset),
                None => Keep::Only(labels_of(name)?),
            },
        };
        Ok(Folding { map: self.map.clone(), keep })
    }
}

/// The labels in use in a schema file: a project file, or its `schema` alone.
fn labels_of(name: &str) -> Result<BTreeSet<LabelId>, CliError> {
    let input = Input::from(name);
    if input.path().is_some_and(|path| !path.exists()) {
        let presets = Schema::PRESETS.join(", ");
        return Err(CliError::Argument(format!("--schema {name}: there is no such file, nor preset ({presets})")));
    }
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut input.open()?, &mut bytes).map_err(CliError::io(&input))?;
    let schema = formats::read_schema(bytes).map_err(CliError::format(&input))?;
    Ok(schema.active().map(|label| label.id.clone()).collect())
}

impl Folding {
    /// What a label is written and compared as; `None` if it is left out.
    pub(super) fn apply(&self, label: &LabelId) -> Option<LabelId> {
        let label = self.map.apply(label);
        match &self.keep {
            Keep::All => Some(label.clone()),
            Keep::Only(labels) => labels.get(label).cloned(),
            Keep::Nearest(schema) => schema.nearest(label).cloned(),
        }
    }
}
