//! Training a names model from labelled sentences.

use crate::core::schema::LabelId;
use crate::core::sequence::{Example, Model, TrainError, TrainOptions, train};
use crate::core::text::{Text, tokens};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A sentence as corpora have it: tokens, and a tag for each in IOB2. "-" is a tag that is not known, and
/// "O|EVENT|PRODUCT" one that is known to be one of these (see [`TagSet::parse`]).
///
/// [`TagSet::parse`]: crate::core::sequence::TagSet::parse
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TaggedSentence {
    /// The words.
    pub tokens: Vec<String>,
    /// "O", "B-ORG", "I-ORG", "-", or alternatives.
    pub tags: Vec<String>,
}

/// A sentence that is not as [`TaggedSentence`] wants it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SentenceError {
    /// Not a tag for each token.
    #[error("field \"tags\": {tags} tags for {tokens} tokens")]
    Length {
        /// How many tokens.
        tokens: usize,
        /// How many tags.
        tags: usize,
    },
    /// Not "O", "-", "B-…" or "I-…".
    #[error("field \"tags\": \"{0}\" is no tag; write O, B-LABEL, I-LABEL, or - for one that is not known")]
    Tag(String),
}

impl TaggedSentence {
    /// The sentence as the model learns from it: cut by our own tokenizer, so that training and tagging see
    /// the same tokens.
    ///
    /// # Errors
    /// If there is not a proper tag for each token.
    pub fn into_example(self) -> Result<Example, SentenceError> {
        if self.tokens.len() != self.tags.len() {
            return Err(SentenceError::Length { tokens: self.tokens.len(), tags: self.tags.len() });
        }
        let mut example = Example { tokens: Vec::new(), tags: Vec::new() };
        for (token, tag) in self.tokens.iter().zip(&self.tags) {
            check(tag)?;
            let text = Text::new(token);
            for (index, piece) in tokens(&text).into_iter().enumerate() {
                example.tokens.push(text.slice(piece.range).to_owned());
                example.tags.push(piece_tag(tag, index));
            }
        }
        Ok(example)
    }
}

fn check(tag: &str) -> Result<(), SentenceError> {
    let labelled = ["B-", "I-"].iter().any(|prefix| tag.strip_prefix(prefix).is_some_and(|label| !label.is_empty()));
    let alternatives = tag.contains('|') && tag.split('|').all(|label| !label.is_empty());
    let fine = tag == "O" || tag == "-" || labelled || alternatives;
    fine.then_some(()).ok_or_else(|| SentenceError::Tag(tag.to_owned()))
}

/// The tag of a later piece of a token: its span goes on.
fn piece_tag(tag: &str, index: usize) -> String {
    match tag.strip_prefix("B-") {
        Some(label) if index > 0 => format!("I-{label}"),
        _ => tag.to_owned(),
    }
}

/// Trains a names model on the labels that occur in the examples, alphabetically; its confidences are made
/// honest by the sentences `kept` apart, or by some of the examples if there are none.
/// `progress` hears after each epoch its number, how many tags were wrong, and of how many.
///
/// # Errors
/// If no example has an entity.
pub fn train_names(
    examples: &[Example],
    kept: &[Example],
    options: &TrainOptions,
    progress: &mut dyn FnMut(usize, usize, usize),
) -> Result<Model, TrainError> {
    let written = examples.iter().flat_map(|example| &example.tags);
    let labels: BTreeSet<&str> = written.filter_map(|tag| tag.strip_prefix("B-")).collect();
    let labels = labels.into_iter().map(LabelId::from).collect();
    train(examples, kept, labels, options, progress)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(tokens: &[&str], tags: &[&str]) -> TaggedSentence {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        TaggedSentence { tokens: owned(tokens), tags: owned(tags) }
    }

    #[test]
    fn tokens_of_a_corpus_are_cut_as_ours() {
        let example = sentence(&["Jae-Young", "of", "Acme"], &["B-PERSON", "-", "B-ORG"]).into_example().unwrap();
        assert_eq!(example.tokens, ["Jae", "-", "Young", "of", "Acme"]);
        assert_eq!(example.tags, ["B-PERSON", "I-PERSON", "I-PERSON", "-", "B-ORG"]);
    }

    #[test]
    fn faults_are_named() {
        let short = sentence(&["a", "b"], &["O"]).into_example();
        assert_eq!(short, Err(SentenceError::Length { tokens: 2, tags: 1 }));
        assert_eq!(sentence(&["a"], &["B-"]).into_example(), Err(SentenceError::Tag("B-".into())));
    }
}
