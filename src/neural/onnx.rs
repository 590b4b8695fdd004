//! `model.onnx`, run by rten.

use super::NeuralError;
use super::network::Network;
use rten::{LoadError, LoadErrorKind, Model, ModelOptions, NodeId, RunError, Value, op_registry};

/// A network of a file.
pub struct Onnx {
    model: Model,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    /// How many tags it must score.
    tags: usize,
}

/// What an input takes.
#[derive(Clone, Copy)]
enum Input {
    /// The numbers of the pieces.
    Ids,
    /// 1 for each piece, as none is padding.
    Mask,
    /// 0 for each piece, as all are of the first text.
    Types,
}

impl Onnx {
    /// Reads the file and checks on a short text that the network scores `tags` tags. `highest` is a number that
    /// it must know.
    ///
    /// # Errors
    /// If the file is no network, uses an operator that is not known here, has other inputs than a token
    /// classifier, or answers in another shape.
    pub fn from_bytes(bytes: Vec<u8>, tags: usize, highest: u32) -> Result<Self, NeuralError> {
        let model = ModelOptions::with_ops(operators()).load(bytes).map_err(unreadable)?;
        let name = |id: NodeId| model.node_info(id).and_then(|info| info.name()).unwrap_or_default().to_owned();
        let inputs =
            model.input_ids().iter().map(|&id| Ok((id, input_named(name(id))?))).collect::<Result<Vec<_>, _>>()?;
        if !inputs.iter().any(|(_, input)| matches!(input, Input::Ids)) {
            let names: Vec<String> = model.input_ids().iter().map(|&id| name(id)).collect();
            return Err(NeuralError::Input(names.join(", ")));
        }
        let outputs = model.output_ids();
        let logits = outputs.iter().find(|&&id| name(id) == "logits").or(outputs.first());
        let output = *logits.ok_or_else(|| NeuralError::Network("it has no output".to_owned()))?;
        let network = Self { model, inputs, output, tags };
        network.logits(&[highest, 0, highest])?;
        Ok(network)
    }
}

fn input_named(name: String) -> Result<Input, NeuralError> {
    match name.as_str() {
        "input_ids" => Ok(Input::Ids),
        "attention_mask" => Ok(Input::Mask),
        "token_type_ids" => Ok(Input::Types),
        _ => Err(NeuralError::Input(name)),
    }
}

impl Network for Onnx {
    fn logits(&self, ids: &[u32]) -> Result<Vec<f32>, NeuralError> {
        let shape = [1, ids.len()];
        let failed = |error: RunError| NeuralError::Run(error.to_string());
        let mut inputs = Vec::new();
        for &(node, input) in &self.inputs {
            let values: Vec<i32> = match input {
                Input::Ids => ids.iter().map(|&id| id.cast_signed()).collect(),
                Input::Mask => vec![1; ids.len()],
                Input::Types => vec![0; ids.len()],
            };
            let value = Value::from_shape(shape, values).map_err(|error| NeuralError::Run(error.to_string()))?;
            inputs.push((node, value.into()));
        }
        let [logits] = self.model.run_n(inputs, [self.output], None).map_err(failed)?;
        let shape_error =
            |found: String| NeuralError::Shape { expected: format!("1 × {} × {}", ids.len(), self.tags), found };
        let (shape, scores) = logits.into_shape_vec::<f32, 3>().map_err(|error| shape_error(error.to_string()))?;
        if shape != [1, ids.len(), self.tags] {
            return Err(shape_error(shape.map(|size| size.to_string()).join(" × ")));
        }
        Ok(scores)
    }
}

fn unreadable(error: LoadError) -> NeuralError {
    let detail = error.to_string();
    match error.kind() {
        LoadErrorKind::OperatorInvalid => NeuralError::Operator(detail),
        LoadErrorKind::ExternalDataError => NeuralError::WeightsElsewhere(detail),
        _ => NeuralError::Network(detail),
    }
}

/// What encoders of text use, as PyTorch exports them, whole or quantised. All that rten has would be half as
/// much again.
fn operators() -> rten::OpRegistry {
    op_registry!(
        Abs,
        Add,
        And,
        ArgMax,
        Cast,
        Ceil,
        Clip,
        Concat,
        ConstantOfShape,
        Cos,
        CumSum,
        DequantizeLinear,
        Div,
        DynamicQuantizeLinear,
        Einsum,
        Equal,
        Erf,
        Exp,
        Expand,
        Flatten,
        Floor,
        Gather,
        GatherElements,
        GatherND,
        Gelu,
        Gemm,
        Greater,
        GreaterOrEqual,
        Identity,
        If,
        IsInf,
        IsNaN,
        LayerNormalization,
        LeakyRelu,
        Less,
        LessOrEqual,
        Log,
        LogSoftmax,
        MatMul,
        MatMulInteger,
        Max,
        Min,
        Mod,
        Mul,
        Neg,
        NonZero,
        Not,
        OneHot,
        Or,
        Pad,
        Pow,
        QuantizeLinear,
        Range,
        Reciprocal,
        ReduceL2,
        ReduceMax,
        ReduceMean,
        ReduceMin,
        ReduceProd,
        ReduceSum,
        Relu,
        Reshape,
        RotaryEmbedding,
        Round,
        ScatterElements,
        ScatterND,
        Shape,
        Sigmoid,
        Sign,
        Sin,
        Slice,
        Softmax,
        Softplus,
        Split,
        Sqrt,
        Squeeze,
        Sub,
        Sum,
        Tanh,
        Tile,
        TopK,
        Transpose,
        Trilu,
        Unsqueeze,
        Where,
        Xor
    )
}
