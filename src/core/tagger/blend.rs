//! Names and grammar together: what the page and the command line use.

use super::{Grammar, Names, Suggestion, Tagger};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Model, ModelError};
use crate::core::text::{Text, TextRange};

/// Names by a model, the built-in one or the user's; dates, sums and numbers by the grammar, except for labels
/// that the model knows itself: it was taught what the user means by them.
pub struct Blend<N> {
    names: N,
    grammar: Grammar,
    /// The labels that are left to the grammar.
    numbers: Vec<LabelId>,
}

impl Blend<Names> {
    /// The tagger with the names model of a file.
    ///
    /// # Errors
    /// If the file is no model, of a later version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Names::from_bytes(bytes).map(Self::new)
    }
}

impl<N: Tagger> Blend<N> {
    /// The tagger with this model of names.
    #[must_use]
    pub fn new(names: N) -> Self {
        let (grammar, known) = (Grammar::new(), names.labels());
        let numbers = grammar.labels().into_iter().filter(|label| !known.contains(label)).collect();
        Self { names, grammar, numbers }
    }
}

impl<N: Tagger> Tagger for Blend<N> {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        let mut numbers = self.grammar.tag_paragraph(text, paragraph);
        numbers.retain(|number| self.numbers.contains(&number.label));
        blend(self.names.tag_paragraph(text, paragraph), numbers)
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        let (grammar, names) = suggestions.into_iter().partition(|suggestion| suggestion.origin == Origin::Grammar);
        blend(self.names.settle(text, names), grammar)
    }

    fn possible(&self, text: &Text, suggested: &[Suggestion]) -> Vec<Suggestion> {
        let (mut possible, names): (Vec<_>, Vec<_>) =
            suggested.iter().cloned().partition(|suggestion| suggestion.origin == Origin::Grammar);
        possible.extend(self.names.possible(text, &names));
        possible.sort_by_key(|suggestion| suggestion.range);
        possible
    }

    fn labels(&self) -> Vec<LabelId> {
        self.names.labels().into_iter().chain(self.numbers.iter().cloned()).collect()
    }

    fn clusters(&self) -> Clusters {
        self.names.clusters()
    }

    fn model(&self) -> Option<&Model> {
        self.names.model()
    }

    fn failure(&self) -> Option<String> {
        self.names.failure()
    }
}

/// Both without overlaps, in order. Of two that overlap the longer stays ("Theresa May", "Monday morning",
/// "Sunday Times"); of two as long, the grammar's, which knows a date from a name better. A name that is a date and a law
/// to the grammar gives way to them: "2015 Paris Agreement".
fn blend(names: Vec<Suggestion>, grammar: Vec<Suggestion>) -> Vec<Suggestion> {
    let outdone = |name: &Suggestion| {
        let starts = |it: &Suggestion| it.label.as_str() == "DATE" && it.range.start() == name.range.start();
        let ends = |it: &Suggestion| it.label.as_str() == "LAW" && it.range.end() == name.range.end();
        let dated_law = over(&grammar, name.range).any(starts) && over(&grammar, name.range).any(ends);
        dated_law || over(&grammar, name.range).any(|it| it.range.len() >= name.range.len())
    };
    let mut blended: Vec<Suggestion> = names.into_iter().filter(|name| !outdone(name)).collect();
    let free = |it: &Suggestion| over(&blended, it.range).next().is_none();
    let numbers: Vec<Suggestion> = grammar.into_iter().filter(free).collect();
    blended.extend(numbers);
    blended.sort_by_key(|suggestion| suggestion.range);
    blended
}

/// Those of some suggestions, sorted and not overlapping one another, that overlap a range.
fn over(sorted: &[Suggestion], range: TextRange) -> impl Iterator<Item = &Suggestion> {
    let from = sorted.partition_point(|suggestion| suggestion.range.end() <= range.start());
    sorted[from..].iter().take_while(move |suggestion| suggestion.range.start() < range.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(start: usize, end: usize, label: &str, origin: Origin) -> Suggestion {
        Suggestion { range: TextRange::from_usize(start..end), label: label.into(), origin, confidence: 0.9 }
    }

    fn blended(name: (usize, usize), number: (usize, usize)) -> Vec<String> {
        let name = suggestion(name.0, name.1, "ORG", Origin::Model);
        let number = suggestion(number.0, number.1, "DATE", Origin::Grammar);
        blend(vec![name], vec![number]).into_iter().map(|it| it.label.to_string()).collect()
    }

    #[test]
    fn of_two_that_overlap_the_longer_stays() {
        assert_eq!(blended((0, 12), (0, 6)), ["ORG"]);
        assert_eq!(blended((0, 6), (0, 14)), ["DATE"]);
        assert_eq!(blended((0, 6), (0, 6)), ["DATE"]);
        assert_eq!(blended((7, 9), (0, 6)), ["DATE", "ORG"]);
    }

    #[test]
    fn a_dated_law_is_a_date_and_a_law() {
        let grammar = |law| vec![suggestion(0, 4, "DATE", Origin::Grammar), suggestion(5, 20, law, Origin::Grammar)];
        let blended = |law| blend(vec![suggestion(0, 20, "EVENT", Origin::Model)], grammar(law)).len();
        assert_eq!([blended("LAW"), blended("CARDINAL")], [2, 1]);
    }
}
