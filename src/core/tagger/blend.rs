//! Names and grammar together: what the page and the command line use.

use super::{Grammar, Names, Suggestion, Tagger};
use crate::core::annotation::Origin;
use crate::core::sequence::ModelError;
use crate::core::text::{Text, TextRange};

/// The built-in tagger: names by the sequence model; dates, sums and numbers by the grammar.
pub struct Blend {
    names: Names,
    grammar: Grammar,
}

impl Blend {
    /// The tagger with the names model of a file.
    ///
    /// # Errors
    /// If the file is no model, of a later version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Names::from_bytes(bytes).map(|names| Self { names, grammar: Grammar::new() })
    }
}

impl Tagger for Blend {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        blend(self.names.tag_paragraph(text, paragraph), self.grammar.tag_paragraph(text, paragraph))
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        let (grammar, names) = suggestions.into_iter().partition(|suggestion| suggestion.origin == Origin::Grammar);
        blend(self.names.settle(text, names), grammar)
    }
}

/// Both without overlaps, in order. Of two that overlap the longer stays ("Theresa May", "Monday morning",
/// "Sunday Times"); of two as long, the grammar's, which knows a date from a name better.
fn blend(names: Vec<Suggestion>, grammar: Vec<Suggestion>) -> Vec<Suggestion> {
    let outdone = |name: &Suggestion| over(&grammar, name.range).any(|it| it.range.len() >= name.range.len());
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
}
