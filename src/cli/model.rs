//! The model that a command tags with.

use super::error::CliError;
use super::input::Input;
use crate::core::sequence::Model;
use crate::core::tagger::{Blend, Tagger};
use crate::neural::{Classifier, Export};
use clap::Args;
use std::path::Path;

/// The model that is built in.
const MODEL: &[u8] = include_bytes!("../../static/models/names-5.postil");

/// What the built-in model is called where a model is asked for.
const BUILT_IN: &str = "built-in";

/// The model to go on from: a file made by "postil train", or the built-in one.
pub(super) fn model_to_go_on_from(input: &Input) -> Result<Model, CliError> {
    let bytes = if is_built_in(input) { MODEL.to_vec() } else { input.bytes()? };
    Model::from_bytes(&bytes).map_err(CliError::model(input))
}

/// Whether it is the model that is built in.
pub(super) fn is_built_in(input: &Input) -> bool {
    input.to_string() == BUILT_IN
}

/// Which model.
#[derive(Args)]
pub(super) struct ModelArgument {
    /// A model of yours in place of the built-in one: a file made by "postil train", or the folder of a token
    /// classifier exported from Hugging Face (model.onnx, tokenizer.json, config.json).
    #[arg(long, value_name = "DIR|FILE")]
    model: Option<Input>,
}

impl ModelArgument {
    /// The tagger with that model.
    pub(super) fn tagger(&self) -> Result<Box<dyn Tagger>, CliError> {
        let names =
            |bytes: &[u8], name: &dyn ToString| Blend::from_bytes(bytes).map_err(CliError::model(name.to_string()));
        Ok(match &self.model {
            None => Box::new(names(MODEL, &self.name())?),
            Some(input) => match input.path().filter(|path| path.is_dir()) {
                None => Box::new(names(&input.bytes()?, input)?),
                Some(folder) => {
                    let classifier =
                        Classifier::from_export(export_in(folder)?).map_err(CliError::classifier(input))?;
                    Box::new(Blend::new(classifier))
                }
            },
        })
    }

    /// Whether the tagger has failed, as an error that names the model.
    pub(super) fn check(&self, tagger: &dyn Tagger) -> Result<(), CliError> {
        tagger.failure().map_or(Ok(()), |why| Err(CliError::Tagger { model: self.name(), why }))
    }

    fn name(&self) -> String {
        self.model.as_ref().map_or_else(|| "the built-in model".to_owned(), ToString::to_string)
    }
}

/// The files of an export in a folder; the network may be in a folder of its own, `onnx`.
fn export_in(folder: &Path) -> Result<Export, CliError> {
    let mut files = Vec::new();
    for name in ["onnx/model.onnx", "model.onnx", "tokenizer.json", "config.json"] {
        let path = folder.join(name);
        if path.is_file() {
            files.push((name.to_owned(), std::fs::read(&path).map_err(CliError::io(path.display()))?));
        }
    }
    Export::from_files(files).map_err(CliError::classifier(folder.display()))
}
