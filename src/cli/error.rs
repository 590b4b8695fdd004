//! What can go wrong on the command line, said with the file's name.

use crate::core::article::NoText;
use crate::core::counted;
use crate::core::evaluation::EvaluationError;
use crate::core::formats::{Fault, Format, FormatError};
use crate::core::sequence::{ModelError, TrainError};
use crate::neural::NeuralError;
use std::io;

/// An error and the file it is about.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// A file cannot be opened, read or written.
    #[error("{file}: {source}")]
    Io { file: String, source: io::Error },
    /// A file is not as its format wants it.
    #[error("{file}: {source}{}", remedy(.source))]
    Format { file: String, source: Box<FormatError> },
    /// A file is not as the format wants it that its first line looks like.
    #[error("{file}: {source}; it begins as {} does, and {OTHERWISE}", .format.name())]
    Detected { file: String, source: Box<FormatError>, format: Format },
    /// A file holds articles, but not a line each.
    #[error(
        "{file}: it is a dataset, but has no line of JSON for each article; \"postil convert --to postil-jsonl\" makes such \
         lines of a format that it knows, and \"jq -c '.[]'\" of any other array"
    )]
    NoLines { file: String },
    /// A page holds no text.
    #[error("{file}: {source}")]
    Html { file: String, source: NoText },
    /// A file is no model.
    #[error("{file}: {source}")]
    Model { file: String, source: ModelError },
    /// A folder is no token classifier that can be used.
    #[error("{folder}: {source}")]
    Classifier { folder: String, source: NeuralError },
    /// A tagger fails on a text.
    #[error("{model}: {why}")]
    Tagger { model: String, why: String },
    /// Nothing can be trained.
    #[error(transparent)]
    Train(#[from] TrainError),
    /// Gold and predicted annotations cannot be compared.
    #[error("{gold} and {predicted}: {source}")]
    Evaluation { gold: String, predicted: String, source: EvaluationError },
    /// Something would be lost in a format, or be passed over by its training, as was told before.
    #[error("not all of this would come through in {}; see above", .format.name())]
    Losses { format: Format },
    /// Some of several files could not be read to their ends, as was told before.
    #[error("not all was read, as is said above, and the rest is written: {}", counted(*.count, "bad file"))]
    Unread { count: usize },
    /// An argument names something that does not exist.
    #[error("{0}")]
    Argument(String),
}

/// What to do about a file of which somebody has to say what it is.
const OTHERWISE: &str = "\"postil convert --from FORMAT\" reads it as what you say";

fn remedy(error: &FormatError) -> String {
    if matches!(error.fault, Fault::Unclear(_)) { format!("; {OTHERWISE}") } else { String::new() }
}

impl CliError {
    pub(super) fn io(file: impl ToString) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { file: file.to_string(), source }
    }

    pub(super) fn format(file: impl ToString) -> impl FnOnce(FormatError) -> Self {
        move |source| Self::Format { file: file.to_string(), source: Box::new(source) }
    }

    /// The same of a file whose format was not told: if it lacks what the format wants, it may be of another.
    pub(super) fn detected(file: impl ToString, format: Format) -> impl FnOnce(FormatError) -> Self {
        move |error| match &error.fault {
            Fault::Shape(why) if why.starts_with("missing field") => {
                Self::Detected { file: file.to_string(), source: Box::new(error), format }
            }
            _ => Self::format(file)(error),
        }
    }

    pub(super) fn html(file: impl ToString) -> impl FnOnce(NoText) -> Self {
        move |source| Self::Html { file: file.to_string(), source }
    }

    pub(super) fn model(file: impl ToString) -> impl FnOnce(ModelError) -> Self {
        move |source| Self::Model { file: file.to_string(), source }
    }

    pub(super) fn classifier(folder: impl ToString) -> impl FnOnce(NeuralError) -> Self {
        move |source| Self::Classifier { folder: folder.to_string(), source }
    }

    /// Whether the only fault of a file is that there is no text in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Format { source, .. } => source.fault == Fault::Empty,
            Self::Html { source: NoText, .. } => true,
            _ => false,
        }
    }

    /// Whether the reader of our output has gone.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}
