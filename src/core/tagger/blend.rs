//! Names and grammar together: what the page and the command line use.

use super::kinds::is_person;
use super::{Grammar, Names, Suggestion, Tagger, over};
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
        blend(text, self.names.tag_paragraph(text, paragraph), numbers)
    }

    fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        let (grammar, names) = suggestions.into_iter().partition(|suggestion| suggestion.origin == Origin::Grammar);
        blend(text, self.names.settle(text, names), grammar)
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
fn blend(text: &Text, names: Vec<Suggestion>, grammar: Vec<Suggestion>) -> Vec<Suggestion> {
    let outdone = |name: &Suggestion| {
        let starts = |it: &Suggestion| it.label.as_str() == "DATE" && it.range.start() == name.range.start();
        let ends = |it: &Suggestion| it.label.as_str() == "LAW" && it.range.end() == name.range.end();
        let there = over(&grammar, name.range);
        let is_dated_law = there.iter().any(starts) && there.iter().any(ends);
        is_dated_law || there.iter().any(|it| it.range.len() >= name.range.len())
    };
    let mut blended: Vec<Suggestion> = names.into_iter().filter(|name| !outdone(name)).collect();
    let free = |it: &Suggestion| over(&blended, it.range).is_empty();
    let numbers: Vec<Suggestion> = grammar.into_iter().filter(free).map(|it| counted(text, it, &blended)).collect();
    blended.extend(numbers);
    blended.sort_by_key(|suggestion| suggestion.range);
    blended
}

/// A figure behind a comma and a name, as somebody's age or as a number by whose name it is: "Jimmy Page, 81, sang", but
/// "Oslo United, 34." Not "Ann Barlow of Oslo, 34, said".
fn counted(text: &Text, number: Suggestion, names: &[Suggestion]) -> Suggestion {
    let behind = |name: &Suggestion| name.range.end().as_usize() + 2;
    let start = number.range.start().as_usize();
    let before = names.get(names.partition_point(|name| behind(name) < start)).filter(|name| behind(name) == start);
    let after = &text.as_str()[number.range.end().as_usize()..];
    let is_inserted = text.as_str()[..start].ends_with(", ") && closes_insertion(after);
    let is_figure = number.range.len() <= 3;
    let label = match (number.label.as_str(), before.map_or("", |name| name.label.as_str())) {
        ("DATE", "FAC" | "GPE" | "LOC" | "NORP" | "ORG") if is_figure && !after.starts_with(',') => "CARDINAL",
        ("CARDINAL", person) if is_person(person) && is_inserted && is_age(text.slice(number.range)) => "DATE",
        _ => return number,
    };
    Suggestion { label: label.into(), ..number }
}

/// Whether what follows closes an insertion, and is no list of numbers: ", said", not ", 12".
fn closes_insertion(after: &str) -> bool {
    after.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

fn is_age(figure: &str) -> bool {
    figure.parse().is_ok_and(|age: u8| (1..=115).contains(&age))
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
        blend(&Text::new("Oslo United, 34 and more"), vec![name], vec![number])
            .into_iter()
            .map(|it| it.label.to_string())
            .collect()
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
        let blended = |law| {
            blend(&Text::new("2015 Paris Agreement"), vec![suggestion(0, 20, "EVENT", Origin::Model)], grammar(law))
                .len()
        };
        assert_eq!([blended("LAW"), blended("CARDINAL")], [2, 1]);
    }

    #[test]
    fn what_is_no_person_has_no_age() {
        let label = |content: &str, name: &str| {
            let age = content.find("34").unwrap();
            let names = vec![suggestion(0, age - 2, name, Origin::Model)];
            let found = blend(&Text::new(content), names, vec![suggestion(age, age + 2, "DATE", Origin::Grammar)]);
            found[1].label.to_string()
        };
        assert_eq!(label("Oslo United, 34; Rome", "ORG"), "CARDINAL");
        assert_eq!(label("Ann Barlow, 34.", "PERSON"), "DATE");
        assert_eq!(label("Philippines, 34, died", "GPE"), "DATE", "it is of somebody from there");
    }

    #[test]
    fn what_stands_behind_a_person_is_an_age() {
        let label = |content: &str, name: &str| {
            let figure = content.find([',', '.']).unwrap() + 2;
            let length = content[figure..].find([',', ' ', '.']).unwrap();
            let names = vec![suggestion(0, figure - 2, name, Origin::Model)];
            let number = suggestion(figure, figure + length, "CARDINAL", Origin::Grammar);
            blend(&Text::new(content), names, vec![number])[1].label.to_string()
        };
        assert_eq!(label("Jimmy Page, 81, sang", "PERSON"), "DATE");
        for (content, name) in [
            ("Jimmy Page, 81, 12 and 3", "PERSON"),
            ("Jimmy Page, 81 goals", "PERSON"),
            ("Jimmy Page, 810, sang", "PERSON"),
            ("Jimmy Page, two, sang", "PERSON"),
            ("Jimmy Page. 81, sang, 3", "PERSON"),
            ("Oslo Day, 81, sang", "ORG"),
        ] {
            assert_eq!(label(content, name), "CARDINAL", "{content}");
        }
    }
}
