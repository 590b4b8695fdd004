//! Consistency in the article: one name rarely has two meanings.
//!
//! Each surface form takes the label that most of its mentions have, parts of longer names voting too
//! ("Altman" after "Sam Altman"); mentions that the model missed are added when enough of the others were
//! found. Gale, Church and Yarowsky, "One sense per discourse", 1992.

use super::Suggestion;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, is_word_edge};
use std::collections::BTreeMap;

/// Mentions that were missed are added if at least one in this many was found.
const FOUND_OF: usize = 3;
/// How much the mention of a longer name counts for a part of it.
const PART: f32 = 0.7;
/// How sure a mention that was missed can be, as a share of how sure the others are.
const ADDED: f32 = 0.9;

/// What speaks for each label of one surface form.
type Votes = BTreeMap<LabelId, f32>;

/// Makes the suggestions of a whole text consistent. In order, none overlapping another.
pub(super) fn settle(text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    let votes = votes(text, &suggestions);
    let mut settled: Vec<Suggestion> = suggestions.into_iter().map(|it| relabelled(text, it, &votes)).collect();
    settled.sort_by_key(|suggestion| suggestion.range);
    for (surface, votes) in &votes {
        add_missed(text, surface, votes, &mut settled);
    }
    settled
}

/// The votes for each surface form that is written as a name.
fn votes<'a>(text: &'a Text, suggestions: &[Suggestion]) -> BTreeMap<&'a str, Votes> {
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    let mut vote = |surface: &'a str, label: &LabelId, weight: f32| {
        if surface.starts_with(char::is_uppercase) {
            *votes.entry(surface).or_default().entry(label.clone()).or_default() += weight;
        }
    };
    for suggestion in suggestions {
        let surface = text.slice(suggestion.range);
        vote(surface, &suggestion.label, suggestion.confidence);
        for part in parts(surface, suggestion.label.as_str()) {
            vote(part, &suggestion.label, suggestion.confidence * PART);
        }
    }
    votes
}

/// The shorter forms under which a name comes back: the family name and the first name of a person, the
/// first word of an organisation that has a word of its own there ("Samsung Electronics", but not "Bank of
/// Korea").
fn parts<'a>(surface: &'a str, label: &str) -> Vec<&'a str> {
    let words: Vec<&str> = surface.split_whitespace().collect();
    match (label, words.as_slice()) {
        ("PERSON", [first, .., last]) => [*first, *last].into_iter().filter(|word| word.chars().count() > 2).collect(),
        _ => Vec::new(),
    }
}

/// The suggestion under the label that most speaks for.
fn relabelled(text: &Text, suggestion: Suggestion, votes: &BTreeMap<&str, Votes>) -> Suggestion {
    let best = votes.get(text.slice(suggestion.range)).and_then(winner);
    match best {
        Some((label, share)) if *label != suggestion.label => {
            Suggestion { label: label.clone(), confidence: suggestion.confidence.min(share), ..suggestion }
        }
        _ => suggestion,
    }
}

/// The label with the most votes, and its share of them.
fn winner(votes: &Votes) -> Option<(&LabelId, f32)> {
    let all: f32 = votes.values().sum();
    votes.iter().max_by(|a, b| a.1.total_cmp(b.1)).map(|(label, weight)| (label, weight / all))
}

/// Adds the mentions of a form that stand free, if enough of its mentions were found.
fn add_missed(text: &Text, surface: &str, votes: &Votes, settled: &mut Vec<Suggestion>) {
    let Some((label, share)) = winner(votes) else { return };
    let mentions: Vec<TextRange> = mentions(text, surface).collect();
    let at = |range: TextRange| settled.iter().find(|suggestion| suggestion.range.overlaps(range));
    let found: Vec<f32> =
        mentions.iter().filter_map(|&range| at(range)).map(|suggestion| suggestion.confidence).collect();
    let free: Vec<TextRange> = mentions.iter().copied().filter(|&range| at(range).is_none()).collect();
    if free.is_empty() || found.len() * FOUND_OF < mentions.len() {
        return;
    }
    let sure = found.iter().sum::<f32>() / found.len() as f32;
    for range in free {
        let place = settled.partition_point(|suggestion| suggestion.range < range);
        let confidence = sure * share * ADDED;
        settled.insert(place, Suggestion { range, label: label.clone(), origin: Origin::Model, confidence });
    }
}

/// Where a form stands as whole words.
fn mentions<'a>(text: &'a Text, surface: &'a str) -> impl Iterator<Item = TextRange> + 'a {
    text.as_str()
        .match_indices(surface)
        .map(move |(start, _)| TextRange::from_usize(start..start + surface.len()))
        .filter(|range| is_word_edge(text, range.start()) && is_word_edge(text, range.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Settles suggestions given as (words, which occurrence of them, label, confidence).
    fn settled(content: &str, found: &[(&str, usize, &str, f32)]) -> Vec<(String, String)> {
        let text = Text::new(content);
        let suggest = |&(surface, nth, label, confidence): &(&str, usize, &str, f32)| {
            let range = mentions(&text, surface).nth(nth).unwrap();
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
