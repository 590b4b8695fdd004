//! Names by the sequence model.

use super::bounds::{mended, suggestion};
use super::consistency::settle;
use super::dateline::with_dateline;
use super::facilities::with_facilities;
use super::indices::with_indices;
use super::languages::with_languages;
use super::owners::apart;
use super::prizes::with_prizes;
use super::products::with_products;
use super::ships::with_ships;
use super::states::with_states;
use super::storms::with_storms;
use super::told::{ADDED, may_be_added};
use super::tournaments::with_tournaments;
use super::{Suggestion, Tagger, headlines, two_names};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Model, ModelError, Span};
use crate::core::text::{Reading, Text, TextRange, Token, tokens};

/// Spans that are less likely than this are not thought possible.
const LEAST: f32 = 0.02;

/// Suggests names with a trained model.
pub struct Names {
    model: Model,
}

impl Names {
    /// A tagger with this model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { model }
    }

    /// A tagger with the model of a file.
    ///
    /// # Errors
    /// If the file is no model, of a later version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Model::from_bytes(bytes).map(Self::new)
    }

    /// The label of a name that stands alone, if the model takes all of it for one.
    fn alone(&self, name: &str) -> Option<LabelId> {
        let text = Text::new(name);
        let tokens = tokens(&text);
        let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
        let whole = self.model.tag(&words).into_iter().find(|span| span.tokens == (0..words.len()));
        whole.map(|span| span.label)
    }
}

/// The words of a sentence with a dash for each hyphen that stands by itself: "hit Gaza - 3 rockets" names no "Gaza-3".
fn with_dashes<'a>(tokens: &[Token], mut words: Vec<&'a str>) -> Vec<&'a str> {
    let is_beside = |at: usize| tokens[at].range.end() == tokens[at + 1].range.start();
    for at in 0..words.len() {
        if words[at] == "-" && !(at > 0 && is_beside(at - 1) && at + 1 < tokens.len() && is_beside(at)) {
            words[at] = "–";
        }
    }
    words
}

impl Tagger for Names {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        let reading = Reading::of_paragraph(text, paragraph);
        let mut found = Vec::new();
        for tokens in reading.sentences() {
            let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
            let labels = self.model.labels();
            let names = with_indices(&words, labels, self.model.tag(&words));
            let names = with_storms(&words, labels, with_states(&words, labels, names));
            let names = with_prizes(&words, labels, names);
            let names = names.into_iter().flat_map(|span| apart(&words, span, &|name| self.alone(name))).collect();
            let names = with_facilities(&words, labels, with_tournaments(&words, labels, mended(&words, names)));
            let names = with_languages(&words, labels, names);
            let words = with_dashes(tokens, words);
            let names = with_products(&words, labels, with_ships(&words, labels, names));
            found.extend(names.into_iter().filter_map(|span| suggestion(text, tokens, span)));
        }
        with_dateline(text, reading.tokens(), self.model.labels(), found)
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        settle(text, &tokens(text), headlines::cut(text, two_names::split(text, suggestions, &|name| self.alone(name))))
    }

    fn possible(&self, text: &Text, _: &[Suggestion]) -> Vec<Suggestion> {
        let reading = Reading::new(text);
        let sentence = |index: usize| {
            let words: Vec<&str> = reading.sentence(index).iter().map(|token| text.slice(token.range)).collect();
            self.model.possible(&words, LEAST).into_iter().map(move |span| (index, span))
        };
        let found = (0..reading.len()).flat_map(sentence);
        let suggestion = |(index, Span { tokens, label, confidence }): (usize, Span)| Suggestion {
            range: reading.range(index, tokens),
            label,
            origin: Origin::Model,
            confidence,
        };
        found.map(suggestion).collect()
    }

    fn labels(&self) -> Vec<LabelId> {
        let known = self.model.labels();
        let added = ADDED.map(LabelId::from).into_iter().filter(|label| may_be_added(known) && !known.contains(label));
        known.iter().cloned().chain(added).collect()
    }

    fn clusters(&self) -> Clusters {
        self.model.clusters().clone()
    }

    fn model(&self) -> Option<&Model> {
        Some(&self.model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_that_touches_nothing_is_a_dash() {
        let text = Text::new("At Gaza - 3 an F-16 fell");
        let tokens = tokens(&text);
        let words = tokens.iter().map(|token| text.slice(token.range)).collect();
        assert_eq!(with_dashes(&tokens, words).join(" "), "At Gaza – 3 an F - 16 fell");
    }
}
