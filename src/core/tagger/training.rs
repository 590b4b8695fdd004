//! Training a names model from labelled sentences.

use super::{Grammar, Tagger};
use crate::core::schema::{Label, LabelId, Schema, tag_parts};
use crate::core::sequence::{Example, Start, TrainError, TrainOptions, Training};
use crate::core::text::{Text, tokens};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A sentence as corpora have it: tokens, and a tag for each, in whatever scheme. "-" is a tag that is not known, and
/// "O|EVENT|PRODUCT" one that is known to be one of these (see [`TagSet::parse`]).
///
/// [`TagSet::parse`]: crate::core::sequence::TagSet::parse
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CorpusSentence {
    /// The words.
    pub tokens: Vec<String>,
    /// "O", "B-ORG", "I-ORG", "-", or alternatives.
    pub tags: Vec<String>,
}

/// A sentence that is not as [`CorpusSentence`] wants it.
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

impl CorpusSentence {
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
        for (token, tag) in self.tokens.iter().zip(in_iob2(&self.tags)) {
            check(&tag)?;
            let text = Text::new(token);
            for (index, piece) in tokens(&text).into_iter().enumerate() {
                example.tokens.push(text.slice(piece.range).to_owned());
                example.tags.push(piece_tag(&tag, index));
            }
        }
        Ok(example)
    }
}

/// Tags of whatever scheme in IOB2. What is behind one that is not known may belong to it.
fn in_iob2(tags: &[String]) -> impl Iterator<Item = String> {
    let mut before = "O";
    tags.iter().map(move |tag| {
        let is_unknown = |tag: &str| tag == "-" || tag.contains('|');
        let is_open = |label| tag_parts(before).is_some_and(|(place, open)| place.is_open() && open == label);
        let written = match tag_parts(tag) {
            _ if is_unknown(tag) => tag.clone(),
            Some((place, label)) if place.goes_on() && (is_unknown(before) || is_open(label)) => format!("I-{label}"),
            Some((_, label)) => format!("B-{label}"),
            None => tag.clone(),
        };
        before = tag;
        written
    })
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

/// A training of a names model on the labels that occur in the examples, alphabetically; see [`Training::new`].
///
/// One that starts from a model keeps the model's labels, and adds those that say something else: where the examples
/// have only LOC, it may be what the model calls GPE or FAC, and what they have no label for may be there
/// unlabelled. They have those that occur, and those of the `schema` that they were labelled by. Dates, sums and numbers are left to the grammar, unless the model knows them itself: it would be taught
/// by a few articles what the grammar knows better.
///
/// # Errors
/// If no example has an entity, or there are too many labels.
pub fn train_names(
    mut examples: Vec<Example>,
    mut kept: Vec<Example>,
    schema: &Schema,
    options: TrainOptions,
) -> Result<Training, TrainError> {
    let written = examples.iter().flat_map(|example| &example.tags);
    let labels: BTreeSet<&str> = written.filter_map(|tag| tag.strip_prefix("B-")).collect();
    let mut labels: Vec<LabelId> = labels.into_iter().map(LabelId::from).collect();
    if let Start::Model(model) = &options.start {
        let folding = Folding::new(model.labels(), &labels, schema);
        let tags = examples.iter_mut().chain(&mut kept).flat_map(|example| &mut example.tags);
        tags.for_each(|tag| *tag = folding.unfolded(tag));
        let numbers = Grammar::new().labels();
        labels.retain(|label| !numbers.contains(label) && !folding.says(label));
    }
    Training::new(&examples, &kept, labels, options)
}

/// What the labels of a model are in examples that have others.
struct Folding<'a> {
    /// Each label of the model, with what it is there.
    becomes: Vec<(&'a LabelId, Option<LabelId>)>,
}

impl<'a> Folding<'a> {
    fn new(of_model: &'a [LabelId], of_examples: &[LabelId], schema: &Schema) -> Self {
        let label = |id: &LabelId| Label::new(id.as_str(), id.as_str(), "", None);
        let others = of_examples.iter().filter(|id| schema.label(id).is_none());
        let labels = schema.labels.iter().cloned().chain(others.map(label)).collect();
        let schema = Schema { labels, ..Schema::empty("") };
        Self { becomes: of_model.iter().map(|label| (label, schema.nearest(label).cloned())).collect() }
    }

    /// Whether some label of the model becomes this one.
    fn says(&self, label: &LabelId) -> bool {
        self.becomes.iter().any(|(_, becomes)| becomes.as_ref() == Some(label))
    }

    /// What the model may say where the examples have a tag, as [`TagSet::parse`] reads it.
    ///
    /// [`TagSet::parse`]: crate::core::sequence::TagSet::parse
    fn unfolded(&self, tag: &str) -> String {
        let (begins, label) = tag.split_at(tag.find('-').map_or(tag.len(), |dash| dash + 1));
        let becomes = (tag != "O").then(|| LabelId::from(label));
        let fits = self.becomes.iter().filter(|(_, it)| *it == becomes);
        let may_be: Vec<String> = match becomes {
            None => std::iter::once("O".to_owned()).chain(fits.map(|(label, _)| label.to_string())).collect(),
            Some(_) => fits.map(|(label, _)| format!("{begins}{label}")).collect(),
        };
        if may_be.is_empty() { tag.to_owned() } else { may_be.join("|") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(tokens: &[&str], tags: &[&str]) -> CorpusSentence {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        CorpusSentence { tokens: owned(tokens), tags: owned(tags) }
    }

    #[test]
    fn tokens_of_a_corpus_are_cut_as_ours() {
        let example = sentence(&["Jae-Young", "of", "Acme"], &["B-PERSON", "-", "B-ORG"]).into_example().unwrap();
        assert_eq!(example.tokens, ["Jae", "-", "Young", "of", "Acme"]);
        assert_eq!(example.tags, ["B-PERSON", "I-PERSON", "I-PERSON", "-", "B-ORG"]);
    }

    #[test]
    fn tags_of_every_scheme_are_learned_alike() {
        let learned = |tags: &str| {
            let tags: Vec<&str> = tags.split(' ').collect();
            sentence(&vec!["x"; tags.len()], &tags).into_example().unwrap().tags.join(" ")
        };
        let expected = "B-ORG I-ORG B-ORG O B-PER";
        assert_eq!(learned(expected), expected, "IOB2");
        assert_eq!(learned("I-ORG I-ORG B-ORG O I-PER"), expected, "IOB1");
        assert_eq!(learned("B-ORG L-ORG U-ORG O U-PER"), expected, "BILOU");
        assert_eq!(learned("I-PER I-ORG O|PER I-PER - I-ORG"), "B-PER B-ORG O|PER I-PER - I-ORG", "it may be one span");
        assert_eq!(learned("B-PER|B-ORG I-PER|I-ORG"), "B-PER|B-ORG I-PER|I-ORG");
    }

    #[test]
    fn a_model_may_say_what_becomes_the_label_and_what_none_becomes() {
        let of_model = ["FAC", "GPE", "NORP", "ORG"].map(LabelId::from);
        let folding = Folding::new(
            &of_model,
            &["LOC", "SHIP"].map(LabelId::from),
            &Schema::conll().with_edited(&"MISC".into(), |it| it.archived = true).unwrap(),
        );
        let may_be = ["O", "-", "B-LOC", "I-LOC", "B-ORG", "B-SHIP"].map(|tag| folding.unfolded(tag));
        assert_eq!(may_be, ["O|NORP", "-", "B-FAC|B-GPE", "I-FAC|I-GPE", "B-ORG", "B-SHIP"]);
        assert_eq!(["LOC", "SHIP", "NORP"].map(|label| folding.says(&label.into())), [true, false, false]);
    }

    #[test]
    fn faults_are_named() {
        let short = sentence(&["a", "b"], &["O"]).into_example();
        assert_eq!(short, Err(SentenceError::Length { tokens: 2, tags: 1 }));
        assert_eq!(sentence(&["a"], &["B-"]).into_example(), Err(SentenceError::Tag("B-".into())));
    }
}
