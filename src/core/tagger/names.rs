//! Names by the sequence model.

use super::consistency::settle;
use super::{Suggestion, Tagger};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Model, ModelError, Span};
use crate::core::text::{Reading, Text, TextRange, Token};

/// Suggests names with a trained model.
pub struct Names {
    model: Model,
}

/// Words before a name that are no part of it.
const TITLES: &[&str] = &[
    "adm.",
    "ambassador",
    "archbishop",
    "bishop",
    "brig.",
    "capt.",
    "captain",
    "cardinal",
    "ceo",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "col.",
    "colonel",
    "congressman",
    "congresswoman",
    "coach",
    "dr",
    "dr.",
    "doctor",
    "executive",
    "father",
    "first",
    "foreign",
    "former",
    "gen",
    "gen.",
    "general",
    "gov.",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt.",
    "madam",
    "maj.",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "officer",
    "pope",
    "president",
    "prime",
    "prince",
    "princess",
    "prof.",
    "professor",
    "queen",
    "rep.",
    "representative",
    "rev.",
    "reverend",
    "secretary",
    "sen.",
    "senator",
    "sgt.",
    "sheikh",
    "sir",
    "spokesman",
    "spokeswoman",
    "vice",
];

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
}

impl Tagger for Names {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        let reading = Reading::of_paragraph(text, paragraph);
        let mut found = Vec::new();
        for tokens in reading.sentences() {
            let words: Vec<&str> = tokens.iter().map(|token| text.slice(token.range)).collect();
            found.extend(self.model.tag(&words).into_iter().filter_map(|span| suggestion(text, tokens, span)));
        }
        found
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        settle(text, suggestions)
    }

    fn labels(&self) -> Vec<LabelId> {
        self.model.labels().to_vec()
    }

    fn clusters(&self) -> Clusters {
        self.model.clusters().clone()
    }
}

/// A span of some tokens of a text, without what does not belong to a name; `None` if nothing is left.
#[must_use]
pub fn suggestion(text: &Text, tokens: &[Token], span: Span) -> Option<Suggestion> {
    let word = |at: usize| text.slice(tokens[at].range);
    let is_person = matches!(span.label.as_str(), "PERSON" | "PER");
    let (mut start, mut end) = (span.tokens.start, span.tokens.end);
    while start < end && is_before_name(word(start), is_person && start + 1 < end) {
        start += 1;
    }
    while start < end && is_after_name(word(end - 1)) {
        end -= 1;
    }
    let range = tokens[start..end].iter().map(|token| token.range).reduce(TextRange::cover)?;
    Some(Suggestion { range, label: span.label, origin: Origin::Model, confidence: span.confidence })
}

fn is_before_name(word: &str, may_be_title: bool) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An" | "," | "\"" | "“" | "'" | "(" | "-")
        || may_be_title && TITLES.contains(&word.to_lowercase().as_str())
}

fn is_after_name(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "'" | "’" | "," | ";" | ":" | "\"" | "”" | ")" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::tokens;

    fn cleaned(content: &str, label: &str) -> Option<String> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let span = Span { tokens: 0..tokens.len(), label: label.into(), confidence: 0.9 };
        suggestion(&text, &tokens, span).map(|suggestion| text.slice(suggestion.range).to_owned())
    }

    #[test]
    fn spans_leave_out_what_is_no_part_of_the_name() {
        assert_eq!(cleaned("The Bank of Korea's", "ORG").as_deref(), Some("Bank of Korea"));
        assert_eq!(cleaned("Prime Minister Kim Min-seok,", "PERSON").as_deref(), Some("Kim Min-seok"));
        assert_eq!(cleaned("President", "PERSON").as_deref(), Some("President"));
        assert_eq!(cleaned("King Charles Street", "FAC").as_deref(), Some("King Charles Street"));
        assert_eq!(cleaned("the", "ORG"), None);
    }
}
