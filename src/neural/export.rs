//! The three files of a model.

use super::NeuralError;

/// The files that Hugging Face's tools export, as they are.
#[derive(Clone, Debug)]
pub struct Export {
    /// `model.onnx`.
    pub network: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `config.json`.
    pub config: Vec<u8>,
}

impl Export {
    /// Picks the three from files with their names. A network may be called something else than `model`
    /// ("model_quantized.onnx"); other files are left alone.
    ///
    /// # Errors
    /// If one of the three is missing.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, NeuralError> {
        let (mut network, mut tokenizer, mut config) = (None, None, None);
        for (name, bytes) in files {
            match name.as_str() {
                "tokenizer.json" => tokenizer = Some(bytes),
                "config.json" => config = Some(bytes),
                _ if name.to_lowercase().ends_with(".onnx") => network = Some(bytes),
                _ => {}
            }
        }
        Ok(Self {
            network: network.ok_or(NeuralError::MissingFile("model.onnx"))?,
            tokenizer: tokenizer.ok_or(NeuralError::MissingFile("tokenizer.json"))?,
            config: config.ok_or(NeuralError::MissingFile("config.json"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_named() {
        let files = |names: &[&str]| Export::from_files(names.iter().map(|name| ((*name).to_owned(), Vec::new())));
        assert!(files(&["model_quantized.onnx", "tokenizer.json", "config.json", "vocab.txt"]).is_ok());
        assert_eq!(files(&["model.onnx", "config.json"]).err(), Some(NeuralError::MissingFile("tokenizer.json")));
    }
}
