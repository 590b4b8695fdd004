//! Why a model cannot be used, each in a sentence that names the file.

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NeuralError {
    /// A file of the three is not there.
    #[error("{0} is missing: a model is model.onnx, tokenizer.json and config.json together")]
    MissingFile(&'static str),
    /// `config.json` is not what its name says.
    #[error("config.json cannot be read: {0}")]
    Config(String),
    /// The labels have no names.
    #[error("config.json has no id2label with a label besides O: this is no token classifier")]
    NoLabels,
    /// `tokenizer.json` has a part that is not known here.
    #[error("tokenizer.json cannot be read: its {part} is not supported ({detail})")]
    Tokenizer {
        /// Which part, with its type: `pre_tokenizer "Mystery"`.
        part: String,
        /// What the library says.
        detail: String,
    },
    /// A text cannot be cut into pieces.
    #[error("the tokenizer failed: {0}")]
    Encoding(String),
    /// The network uses an operator that is not known here.
    #[error("model.onnx uses an operator that is not supported: {0}")]
    Operator(String),
    /// The weights are not in the file.
    #[error("model.onnx keeps its weights in another file; export it as one file ({0})")]
    WeightsElsewhere(String),
    /// `model.onnx` is not what its name says.
    #[error("model.onnx cannot be read: {0}")]
    Network(String),
    /// The network wants something that a text does not give.
    #[error(
        "model.onnx has the input \"{0}\"; supported are input_ids, attention_mask and token_type_ids, of which it \
         must have the first"
    )]
    Input(String),
    /// The network answers with something else than a score for each piece and label.
    #[error("model.onnx answers with {found} scores where the labels of config.json need {expected}")]
    Shape {
        /// The shape that fits: pieces and labels.
        expected: String,
        /// The shape found.
        found: String,
    },
    /// The network answers with what is no score.
    #[error("model.onnx answers with scores that are no numbers; was it exported with too little precision?")]
    NoScore,
    /// The network cannot read as many pieces as a text has at least.
    #[error("config.json allows {0} positions, which is no room for a text")]
    NoRoom(usize),
    /// The network fails while it runs.
    #[error("model.onnx failed while it ran; do the three files belong together? ({0})")]
    Run(String),
}
