//! `config.json`: the labels, and how much is read at once.

use super::NeuralError;
use super::tags::TagSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The most pieces that are read at once, even if more are allowed: what a network costs grows with the
/// square, and a name seldom needs more than a paragraph around it.
const LONGEST: usize = 512;

/// What is used of `config.json`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Config {
    /// What the network's answers stand for, in its order.
    pub tags: TagSet,
    /// The most pieces that are read at once, with those that mark the start and the end.
    pub longest: usize,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    model_type: String,
    #[serde(default)]
    id2label: BTreeMap<usize, String>,
    max_position_embeddings: Option<usize>,
    pad_token_id: Option<usize>,
}

impl Config {
    /// Reads the file.
    pub fn from_json(json: &[u8]) -> Result<Self, NeuralError> {
        let written: Written = serde_json::from_slice(json).map_err(|error| NeuralError::Config(error.to_string()))?;
        let gap = written.id2label.keys().enumerate().find(|&(number, id)| number != *id);
        if let Some((number, _)) = gap {
            return Err(NeuralError::Config(format!("id2label has no number {number}")));
        }
        let longest = written.longest();
        let names: Vec<String> = written.id2label.into_values().collect();
        let tags = TagSet::parse(&names);
        if tags.labels().is_empty() {
            return Err(NeuralError::NoLabels);
        }
        Ok(Self { tags, longest })
    }
}

impl Written {
    fn longest(&self) -> usize {
        let Some(positions) = self.max_position_embeddings else { return LONGEST };
        // RoBERTa and its kin count positions from the one after the padding's.
        let from_padding = ["roberta", "camembert", "mpnet"].iter().any(|kin| self.model_type.contains(kin));
        let unused = if from_padding { self.pad_token_id.map_or(0, |padding| padding + 1) } else { 0 };
        positions.saturating_sub(unused).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(json: &str) -> Result<Config, NeuralError> {
        Config::from_json(json.as_bytes())
    }

    #[test]
    fn labels_stand_in_the_order_of_their_numbers() {
        let labels = r#""0":"O","1":"A","2":"C","3":"D","4":"E","5":"F","6":"G","7":"H","8":"I","9":"J","10":"B""#;
        let config = config(&format!("{{\"id2label\":{{{labels}}}}}")).unwrap();
        assert_eq!(config.tags.labels().last().unwrap().as_str(), "B", "10 comes after 9, not after 1");
        assert_eq!(config.longest, LONGEST);
    }

    #[test]
    fn how_much_is_read_at_once() {
        let longest =
            |rest: &str| config(&format!(r#"{{"id2label":{{"0":"O","1":"B-PER"}},{rest}}}"#)).unwrap().longest;
        assert_eq!(longest(r#""model_type":"bert","max_position_embeddings":128,"pad_token_id":0"#), 128);
        assert_eq!(longest(r#""model_type":"xlm-roberta","max_position_embeddings":514,"pad_token_id":1"#), 512);
        assert_eq!(longest(r#""model_type":"roberta","max_position_embeddings":66,"pad_token_id":1"#), 64);
        assert_eq!(longest(r#""model_type":"modernbert","max_position_embeddings":8192"#), LONGEST);
    }

    #[test]
    fn what_is_no_token_classifier() {
        assert_eq!(config("{}"), Err(NeuralError::NoLabels));
        assert_eq!(config(r#"{"id2label":{"0":"O"}}"#), Err(NeuralError::NoLabels));
        let gap = config(r#"{"id2label":{"0":"O","2":"PER"}}"#);
        assert_eq!(gap, Err(NeuralError::Config("id2label has no number 1".to_owned())));
        assert!(matches!(config("[1"), Err(NeuralError::Config(_))));
    }
}
