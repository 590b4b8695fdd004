//! Consistency in the article: one name rarely has two meanings.
//!
//! Each surface form takes the label that most of its mentions have, parts of longer names voting too
//! ("Altman" after "Sam Altman"); mentions that the model missed are added when enough of the others were
//! found. Gale, Church and Yarowsky, "One sense per discourse", 1992.

use super::Suggestion;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, Token, tokens};
use rustc_hash::FxHashMap;

/// Mentions that were missed are added if at least one in this many was found.
const FOUND_OF: usize = 3;
/// How much the mention of a longer name counts for a part of it.
const PART: f32 = 0.7;
/// How sure a mention that was missed can be, as a share of how sure the others are.
const ADDED: f32 = 0.9;
/// Names of more tokens than this are not looked for elsewhere.
const LONGEST: usize = 8;

/// What is known of one surface form.
#[derive(Default)]
struct Form {
    /// What speaks for each label.
    votes: Vec<(LabelId, f32)>,
    /// How many of its mentions have a suggestion, and the sum of their confidences.
    found: (usize, f32),
    /// Its other mentions.
    missed: Vec<TextRange>,
}

/// The forms of an article that are written as names.
type Forms<'a> = FxHashMap<&'a str, Form>;

/// Makes the suggestions of a whole text consistent. In order, none overlapping another.
pub(super) fn settle(text: &Text, mut suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    suggestions.sort_by_key(|suggestion| suggestion.range);
    let mut forms = forms(text, &suggestions);
    relabel(text, &forms, &mut suggestions);
    find_mentions(text, &suggestions, &mut forms);
    suggestions.extend(forms.into_values().flat_map(Form::added));
    suggestions.sort_by_key(|suggestion| suggestion.range);
    suggestions
}

/// The forms and the votes for them.
fn forms<'a>(text: &'a Text, suggestions: &[Suggestion]) -> Forms<'a> {
    let mut forms = Forms::default();
    let mut vote = |surface: &'a str, label: &LabelId, weight: f32| {
        if surface.starts_with(char::is_uppercase) {
            forms.entry(surface).or_default().vote(label, weight);
        }
    };
    for suggestion in suggestions {
        let surface = text.slice(suggestion.range);
        vote(surface, &suggestion.label, suggestion.confidence);
        for part in parts(surface, suggestion.label.as_str()) {
            vote(part, &suggestion.label, suggestion.confidence * PART);
        }
    }
    forms
}

/// The shorter forms under which a name comes back: the family name and the first name of a person.
fn parts<'a>(surface: &'a str, label: &str) -> impl Iterator<Item = &'a str> {
    let mut words = surface.split_whitespace().filter(move |_| label == "PERSON");
    let first = words.next();
    let last = words.next_back();
    let both = first.filter(|_| last.is_some()).into_iter().chain(last);
    both.filter(|word| word.chars().count() > 2)
}

/// Gives each suggestion the label that most speaks for.
fn relabel(text: &Text, forms: &Forms<'_>, suggestions: &mut [Suggestion]) {
    for suggestion in suggestions {
        let best = forms.get(text.slice(suggestion.range)).and_then(Form::reading);
        if let Some((label, share)) = best.filter(|(label, _)| **label != suggestion.label) {
            suggestion.label = label.clone();
            suggestion.confidence = suggestion.confidence.min(share);
        }
    }
}

/// Finds the mentions of all forms; where one form is part of another, those of the longer.
fn find_mentions(text: &Text, suggestions: &[Suggestion], forms: &mut Forms<'_>) {
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let Some((length, range)) = longest_form(text, &tokens[at..], forms) else {
            at += 1;
            continue;
        };
        let next = suggestions.partition_point(|suggestion| suggestion.range.end() <= range.start());
        let there = suggestions.get(next).filter(|suggestion| suggestion.range.overlaps(range));
        if let Some(form) = forms.get_mut(text.slice(range)) {
            match there {
                Some(suggestion) => form.found = (form.found.0 + 1, form.found.1 + suggestion.confidence),
                None => form.missed.push(range),
            }
        }
        at += length;
    }
}

/// The longest form that some tokens start with: how many they are, and where it stands.
fn longest_form(text: &Text, tokens: &[Token], forms: &Forms<'_>) -> Option<(usize, TextRange)> {
    let first = tokens[0].range;
    text.slice(first).starts_with(char::is_uppercase).then_some(())?;
    let ranges = tokens.iter().take(LONGEST).map(|token| first.cover(token.range));
    (1..).zip(ranges).filter(|(_, range)| forms.contains_key(text.slice(*range))).last()
}

impl Form {
    fn vote(&mut self, label: &LabelId, weight: f32) {
        match self.votes.iter_mut().find(|(voted, _)| voted == label) {
            Some((_, votes)) => *votes += weight,
            None => self.votes.push((label.clone(), weight)),
        }
    }

    /// The label with the most votes, and its share of them.
    fn reading(&self) -> Option<(&LabelId, f32)> {
        let all: f32 = self.votes.iter().map(|(_, weight)| weight).sum();
        let best = self.votes.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((&best.0, best.1 / all))
    }

    /// Suggestions for the mentions that were missed, if enough were found.
    fn added(self) -> Vec<Suggestion> {
        let (found, sure) = self.found;
        let enough = found * FOUND_OF >= found + self.missed.len();
        let Some((label, share)) = self.reading().filter(|_| enough) else { return Vec::new() };
        let confidence = sure / found as f32 * share * ADDED;
        let suggest = |&range| Suggestion { range, label: label.clone(), origin: Origin::Model, confidence };
        self.missed.iter().map(suggest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Settles suggestions given as (words, which occurrence of them, label, confidence).
    fn settled(content: &str, found: &[(&str, usize, &str, f32)]) -> Vec<(String, String)> {
        let text = Text::new(content);
        let suggest = |&(surface, nth, label, confidence): &(&str, usize, &str, f32)| {
            let start = content.match_indices(surface).nth(nth).unwrap().0;
            let range = TextRange::from_usize(start..start + surface.len());
            Suggestion { range, label: label.into(), origin: Origin::Model, confidence }
        };
        let settled = settle(&text, found.iter().map(suggest).collect());
        assert!(settled.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()));
        settled.iter().map(|it| (text.slice(it.range).to_owned(), it.label.to_string())).collect()
    }

    fn pair(surface: &str, label: &str) -> (String, String) {
        (surface.to_owned(), label.to_owned())
    }

    #[test]
    fn the_majority_reading_wins() {
        let found = [("Acme", 0, "ORG", 0.9), ("Acme", 1, "PERSON", 0.6), ("Acme", 2, "ORG", 0.8)];
        assert_eq!(settled("Acme met Acme and Acme.", &found), vec![pair("Acme", "ORG"); 3]);
    }

    #[test]
    fn a_family_name_follows_the_full_name() {
        let found = [("Ann Barlow", 0, "PERSON", 0.95), ("Barlow", 1, "ORG", 0.4)];
        let expected = [pair("Ann Barlow", "PERSON"), pair("Barlow", "PERSON"), pair("Barlow", "PERSON")];
        assert_eq!(settled("Ann Barlow left. Barlow said so, Barlow's aide too.", &found), expected);
    }

    #[test]
    fn missed_mentions_are_added_if_enough_were_found() {
        let text = "Oslo is far. Oslo is cold. Oslo is big.";
        assert_eq!(settled(text, &[("Oslo", 1, "GPE", 0.9)]), vec![pair("Oslo", "GPE"); 3]);
        let text = format!("{text} Oslo is old.");
        assert_eq!(settled(&text, &[("Oslo", 1, "GPE", 0.9)]).len(), 1);
    }

    #[test]
    fn a_mention_inside_a_longer_name_stays_part_of_it() {
        let found = [("University of Oslo", 0, "ORG", 0.9), ("Oslo", 1, "GPE", 0.9)];
        let expected = [pair("University of Oslo", "ORG"), pair("Oslo", "GPE")];
        assert_eq!(settled("The University of Oslo is in Oslo.", &found), expected);
    }
}
