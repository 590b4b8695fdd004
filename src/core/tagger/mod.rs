//! Suggestions: what a machine proposes for a text.

mod blend;
mod bounds;
mod branches;
mod companies;
mod consistency;
mod craft;
mod dateline;
mod designators;
mod examples;
mod facilities;
mod grammar;
mod handles;
mod headlines;
mod indices;
mod kinds;
mod languages;
#[cfg(test)]
mod marked;
mod ministries;
mod names;
mod owners;
mod particles;
mod peoples;
mod places;
mod prizes;
mod products;
mod ships;
mod short_forms;
mod states;
mod storms;
mod tickers;
mod titles;
mod told;
mod tournaments;
mod training;
mod two_names;

pub use blend::Blend;
pub use bounds::suggestion;
pub use consistency::settle;
pub use examples::{article_examples, examples_of};
pub use grammar::Grammar;
pub use names::Names;
pub use short_forms::short_forms;
pub use training::{CorpusSentence, SentenceError, train_names};

use crate::core::annotation::{Annotation, Origin};
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Model, Span};
use crate::core::text::{Text, TextRange, paragraphs};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a machine proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Where, in bytes of the text.
    pub range: TextRange,
    /// The label, one of OntoNotes' for the built-in taggers.
    pub label: LabelId,
    /// Which part of the tagger proposes it.
    pub origin: Origin,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// Something that proposes labels.
///
/// Tagging has two steps, so that a page can show the first paragraph before the last has been read: each
/// paragraph by itself, then the whole article, where one reading of a name settles the others.
pub trait Tagger {
    /// Suggestions for one paragraph of a text, in order, none overlapping another.
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion>;

    /// The suggestions of all paragraphs, made consistent over the whole text.
    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion>;

    /// Suggestions for a whole text, in order, none overlapping another.
    fn tag(&self, text: &Text) -> Vec<Suggestion> {
        let found = paragraphs(text).into_iter().flat_map(|paragraph| self.tag_paragraph(text, paragraph)).collect();
        self.settle(text, found)
    }

    /// The spans of a whole text that it thinks possible, in order, for those who learn over it: what is as good
    /// as suggested, and what else a suggestion may be. Some may overlap. `suggested` is what it suggested in the end,
    /// which is all that is known of a tagger that does not weigh one against another.
    fn possible(&self, text: &Text, suggested: &[Suggestion]) -> Vec<Suggestion> {
        let _ = text;
        suggested.to_vec()
    }

    /// The labels that it may suggest.
    fn labels(&self) -> Vec<LabelId>;

    /// What it knows of words beforehand, for those who learn over it.
    fn clusters(&self) -> Clusters {
        Clusters::default()
    }

    /// The sequence model that it tags names with, from which a training can go on; `None` if it is something else.
    fn model(&self) -> Option<&Model> {
        None
    }

    /// What went wrong since this was last asked, in a clause that can follow a colon: what was suggested
    /// meanwhile is then not all there is. Nothing can go wrong in most taggers.
    fn failure(&self) -> Option<String> {
        None
    }
}

/// Suggestions under the labels that theirs become; without those whose label becomes nothing.
#[must_use]
pub fn relabelled(suggestions: &[Suggestion], becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Vec<Suggestion> {
    suggestions.iter().filter_map(|it| Some(Suggestion { label: becomes(&it.label)?, ..*it })).collect()
}

impl From<Suggestion> for Annotation {
    fn from(suggestion: Suggestion) -> Self {
        Self::suggested(suggestion.range, suggestion.label, suggestion.origin, suggestion.confidence)
    }
}

/// What a name is where it stands alone, as far as the model knows.
type Alone<'a> = &'a dyn Fn(&str) -> Option<LabelId>;

/// Those of some suggestions, in order and none overlapping another, that overlap a range.
#[must_use]
pub fn over(suggestions: &[Suggestion], range: TextRange) -> &[Suggestion] {
    let first = suggestions.partition_point(|suggestion| suggestion.range.end() <= range.start());
    let last = suggestions.partition_point(|suggestion| suggestion.range.start() < range.end());
    &suggestions[first..last.max(first)]
}

/// Which of some spans, in order and none overlapping another, overlap some tokens: their places among the spans.
fn which_overlap(spans: &[Span], tokens: &Range<usize>) -> Range<usize> {
    let first = spans.partition_point(|span| span.tokens.end <= tokens.start);
    let last = spans.partition_point(|span| span.tokens.start < tokens.end);
    first..last.max(first)
}

/// The span over a token, of some that are in order and do not overlap.
fn span_over(spans: &[Span], token: usize) -> Option<&Span> {
    spans[which_overlap(spans, &(token..token + 1))].first()
}

/// Whether a word is written as names are.
fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is among those of a list, which have spaces between them.
fn is_among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}
