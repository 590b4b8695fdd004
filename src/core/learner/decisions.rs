//! What a person has decided about an article.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::schema::{LabelId, Schema};
use crate::core::sequence::Example;
use crate::core::tagger::examples_of;
use crate::core::text::{ByteOffset, Text, TextRange};
use serde::{Deserialize, Serialize};
use std::collections::BinaryHeap;

/// What a person has decided about an article. All ranges are in bytes of its text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// What was confirmed; none overlaps another.
    pub right: Vec<(TextRange, LabelId)>,
    /// What was refused.
    pub wrong: Vec<TextRange>,
    /// What is suggested and waits for a decision.
    pub open: Vec<TextRange>,
    /// How far the article has been read, in bytes: to the end of the last decision that was made where it stands.
    pub read_to: ByteOffset,
}

impl From<&Article> for Decisions {
    /// Of confirmed annotations that overlap, the longest count.
    fn from(article: &Article) -> Self {
        let ranges = |status: Status| {
            let with_status = article.annotations.iter().filter(|it| it.status == status);
            // Annotations come longest first.
            with_status.map(|it| it.range).collect::<BinaryHeap<_>>().into_sorted_vec()
        };
        Self {
            right: article.annotations.confirmed_without_overlaps().into_iter().map(Annotation::key).collect(),
            wrong: ranges(Status::Rejected),
            open: ranges(Status::Suggested),
            read_to: article
                .annotations
                .iter()
                .filter(|it| it.is_read())
                .map(|it| it.range.end())
                .max()
                .unwrap_or_default(),
        }
    }
}

impl Decisions {
    /// Whether nothing was decided.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        self.right.is_empty() && self.wrong.is_empty()
    }

    /// The same under the labels that a schema uses now for what had others before.
    #[must_use]
    pub fn under(mut self, schema: &Schema) -> Self {
        for (_, label) in &mut self.right {
            if let Some(nearest) = schema.nearest(label) {
                *label = nearest.clone();
            }
        }
        self
    }

    /// The sentences of the article, to train a model on: what waits for a decision counts as not known.
    #[must_use]
    pub fn examples(&self, text: &Text) -> Vec<Example> {
        examples_of(text, &self.right, &self.open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::schema::Label;

    fn range(start: usize, end: usize) -> TextRange {
        TextRange::from_usize(start..end)
    }

    /// "Bank of Korea", of which some is confirmed as a place and some suggested.
    fn article(confirmed: &[TextRange], suggested: &[TextRange]) -> Article {
        let mut article = Article::new("a1", Text::new("Bank of Korea"), Meta::default());
        let confirm = |&range: &TextRange| Annotation::confirmed(range, "GPE".into(), Origin::Human);
        let suggest = |&range: &TextRange| Annotation::suggested(range, "ORG".into(), Origin::Model, 0.9);
        article.annotations = confirmed.iter().map(confirm).chain(suggested.iter().map(suggest)).collect();
        article
    }

    #[test]
    fn labels_of_the_schema_before_become_those_that_are_used() {
        let mut schema = Schema::conll();
        let person = Schema::ontonotes().label(&"PERSON".into()).cloned().unwrap();
        schema.labels.push(Label { archived: true, ..person });
        let labels = ["PERSON", "LOC", "SHIP"].map(LabelId::from);
        let right = labels.into_iter().map(|label| (range(0, 4), label)).collect();
        let decided = Decisions { right, ..Decisions::default() }.under(&schema);
        assert_eq!(decided.right.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), ["PER", "LOC", "SHIP"]);
    }

    #[test]
    fn a_suggestion_hides_nothing_that_was_confirmed() {
        let decisions = Decisions::from(&article(&[range(8, 13)], &[range(0, 13)]));
        assert_eq!(decisions.right, [(range(8, 13), "GPE".into())]);
        assert_eq!(decisions.examples(&Text::new("Bank of Korea"))[0].tags, ["-", "-", "B-GPE"]);
        assert_eq!(Decisions::from(&article(&[range(8, 13), range(0, 13)], &[])).right, [(range(0, 13), "GPE".into())]);
    }

    #[test]
    fn what_waits_for_a_decision_is_in_order() {
        let decisions = Decisions::from(&article(&[], &[range(0, 13), range(0, 4)]));
        assert_eq!(decisions.open, [range(0, 4), range(0, 13)]);
    }

    #[test]
    fn what_waits_for_a_decision_is_not_known_to_an_example() {
        let text = Text::new("Ann met Bo.");
        let decisions = Decisions {
            right: vec![(TextRange::from_usize(0..3), "PERSON".into())],
            open: vec![TextRange::from_usize(8..10)],
            ..Decisions::default()
        };
        assert_eq!(decisions.examples(&text)[0].tags, ["B-PERSON", "O", "-", "O"]);
    }
}
