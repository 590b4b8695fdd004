//! `tokenizer.json`: from a text to pieces that the network knows by number.

use super::NeuralError;
use serde_json::Value;
use std::ops::Range;
use tokenizers::{
    DecoderWrapper, ModelWrapper, NormalizerWrapper, PostProcessorWrapper, PreTokenizerWrapper, Tokenizer,
};

/// A word or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

/// Cuts texts into pieces.
pub(super) struct Pieces {
    tokenizer: Tokenizer,
    /// What stands before a text: `[CLS]`.
    pub before: Vec<u32>,
    /// What stands after it: `[SEP]`.
    pub after: Vec<u32>,
}

impl Pieces {
    /// Reads the file. What it says about cutting and filling texts up is not obeyed: texts are read in
    /// windows.
    pub fn from_json(json: &[u8]) -> Result<Self, NeuralError> {
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(|error| unknown_part(json, &error.to_string()))?;
        tokenizer.with_truncation(None).map_err(|error| NeuralError::Encoding(error.to_string()))?;
        tokenizer.with_padding(None);
        let marked = tokenizer.encode("a", true).map_err(|error| NeuralError::Encoding(error.to_string()))?;
        let (ids, special) = (marked.get_ids(), marked.get_special_tokens_mask());
        let first = special.iter().position(|&mark| mark == 0).unwrap_or(special.len());
        let end = special.iter().rposition(|&mark| mark == 0).map_or(first, |last| last + 1);
        let (before, after) = (ids[..first].to_vec(), ids[end..].to_vec());
        Ok(Self { tokenizer, before, after })
    }

    /// The pieces of a text, in order, without those that mark its start and end.
    pub fn of(&self, text: &str) -> Result<Vec<Piece>, NeuralError> {
        let encoded = self.tokenizer.encode(text, false).map_err(|error| NeuralError::Encoding(error.to_string()))?;
        let offsets = encoded.get_offsets().iter().map(|&(start, end)| start..end);
        Ok(encoded.get_ids().iter().zip(offsets).map(|(&id, range)| Piece { id, range }).collect())
    }

    /// A piece with the highest number there is.
    pub fn highest(&self) -> u32 {
        (self.tokenizer.get_vocab_size(true) as u32).saturating_sub(1)
    }
}

/// Which part of the file the library does not know: it says no more than that none of its own fits.
fn unknown_part(json: &[u8], detail: &str) -> NeuralError {
    let error = |part: String| NeuralError::Tokenizer { part, detail: detail.to_owned() };
    let Ok(Value::Object(file)) = serde_json::from_slice::<Value>(json) else {
        return error("JSON".to_owned());
    };
    let known = |part: &str, value: &Value| match part {
        "normalizer" => serde_json::from_value::<Option<NormalizerWrapper>>(value.clone()).is_ok(),
        "pre_tokenizer" => serde_json::from_value::<Option<PreTokenizerWrapper>>(value.clone()).is_ok(),
        "post_processor" => serde_json::from_value::<Option<PostProcessorWrapper>>(value.clone()).is_ok(),
        "decoder" => serde_json::from_value::<Option<DecoderWrapper>>(value.clone()).is_ok(),
        "model" => serde_json::from_value::<ModelWrapper>(value.clone()).is_ok(),
        _ => true,
    };
    let part = file
        .iter()
        .find(|(part, value)| !known(part, value))
        .map(|(part, value)| value["type"].as_str().map_or_else(|| part.clone(), |kind| format!("{part} \"{kind}\"")));
    error(part.unwrap_or_else(|| "layout".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(json: &str) -> String {
        Pieces::from_json(json.as_bytes()).err().unwrap().to_string()
    }

    #[test]
    fn the_part_that_is_not_known_is_named() {
        let file = |normalizer: &str, model: &str| {
            format!(r#"{{"version":"1.0","added_tokens":[],"normalizer":{normalizer},"model":{model}}}"#)
        };
        let model = r#"{"type":"WordPiece","vocab":{"[UNK]":0},"unk_token":"[UNK]","continuing_subword_prefix":"+","max_input_chars_per_word":9}"#;
        assert!(Pieces::from_json(file("null", model).as_bytes()).is_ok());
        let mystery = error(&file(r#"{"type":"Mystery"}"#, model));
        assert!(mystery.contains("its normalizer \"Mystery\" is not supported"), "{mystery}");
        let model = error(&file("null", r#"{"type":"Neural","vocab":{}}"#));
        assert!(model.contains("its model \"Neural\" is not supported"), "{model}");
        assert!(error("no").contains("its JSON is not supported"), "{}", error("no"));
    }
}
