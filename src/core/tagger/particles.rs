//! Small words within names: "André Corrêa do Lago", "Cote d'Ivoire".
//!
//! The model may end a name before one, and begin another behind it.

use super::kinds::{is_person, is_place_or_person};
use crate::core::sequence::Span;

/// What may stand between two names of a person.
const OF_PEOPLE: &[&str] = &["bin", "bint", "da", "das", "de", "del", "di", "do", "dos", "ibn", "van", "von"];

/// What has "of" before its name: "Strait of Hormuz".
pub(super) const WATERS: &[&str] = &["Bay", "Gulf", "Sea", "Strait", "Straits"];

/// What may stand between two names of a place.
const OF_PLACES: &[&str] = &["da", "de", "del", "do", "es", "sur", "upon"];

/// The spans of a sentence, in order and none overlapping another, with those joined that are one person's or place's, and
/// each with the "d'Ivoire" behind it.
pub(super) fn with_particles(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    let mut spans = spans.into_iter().peekable();
    while let Some(mut span) = spans.next() {
        let next = spans.peek().map_or(words.len(), |next| next.tokens.start);
        let goes_on = span.tokens.end < next && is_of(words[span.tokens.end]);
        span.tokens.end += usize::from(goes_on && is_place_or_person(span.label.as_str()));
        match joined.last_mut().filter(|before| is_one(words, before, &span)) {
            Some(before) => before.tokens.end = span.tokens.end,
            None => joined.push(span),
        }
    }
    joined
}

/// Whether a particle stands between two names, or one and "la".
fn is_one(words: &[&str], first: &Span, second: &Span) -> bool {
    let particles = match first.label.as_str() {
        "GPE" if WATERS.contains(&words[first.tokens.end - 1]) => &["of"],
        "GPE" => OF_PLACES,
        label if is_person(label) => OF_PEOPLE,
        _ => return false,
    };
    match words[first.tokens.end..second.tokens.start] {
        [particle] | [particle, "la" | "los"] => first.label == second.label && particles.contains(&particle),
        _ => false,
    }
}

/// "d'Ivoire", "d’Estaing": the name of a place or a family, with "of" before it.
fn is_of(word: &str) -> bool {
    let of = ["d'", "d’"].into_iter().find_map(|of| word.strip_prefix(of));
    of.is_some_and(|name| name.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many names are in words of which the first and the last are a name.
    fn names(words: &str, labels: [&str; 2]) -> usize {
        let words: Vec<&str> = words.split(' ').collect();
        let span = |at: usize, label: &str| Span { tokens: at..at + 1, label: label.into(), confidence: 0.9 };
        with_particles(&words, vec![span(0, labels[0]), span(words.len() - 1, labels[1])]).len()
    }

    #[test]
    fn names_are_one_with_what_stands_between() {
        assert_eq!(names("Corrêa do Lago", ["PERSON"; 2]), 1);
        assert_eq!(names("Fernando de la Rua", ["PERSON"; 2]), 1);
        assert_eq!(names("Dar es Salaam", ["GPE"; 2]), 1);
        assert_eq!(names("God upon Ann", ["PERSON"; 2]), 2);
        assert_eq!(names("Ann met Bo", ["PERSON"; 2]), 2);
        assert_eq!(names("Oslo and Bergen", ["GPE"; 2]), 2);
        assert_eq!(names("Corrêa do Lago", ["PERSON", "GPE"]), 2);
        assert_eq!(names("Corrêa do Lago", ["ACTOR"; 2]), 2);
    }

    #[test]
    fn waters_are_of_a_place() {
        assert_eq!(names("Strait of Hormuz", ["GPE"; 2]), 1);
        assert_eq!(names("Oslo of Norway", ["GPE"; 2]), 2);
        assert_eq!(names("Gulf in Oman", ["GPE"; 2]), 2);
    }

    #[test]
    fn of_is_part_of_a_name() {
        let end = |label: &str| {
            let span = Span { tokens: 0..1, label: label.into(), confidence: 0.9 };
            with_particles(&["Cote", "d'Ivoire", "'s"], vec![span])[0].tokens.end
        };
        assert_eq!((end("GPE"), end("COAST")), (2, 1));
    }
}
