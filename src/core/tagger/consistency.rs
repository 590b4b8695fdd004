//! Consistency in the article: one name rarely has two meanings.
//!
//! Each surface form takes the label that most of its mentions have, parts of people's names voting too
//! ("Altman" after "Sam Altman"), and a headline's "SAMSUNG" counting as "Samsung"; mentions that the model
//! missed are added when enough of the others were found. Gale, Church and Yarowsky, "One sense per
//! discourse", 1992. And mentions that say the same confirm each other. That the first word of an organisation
//! votes for it ("Samsung" after "Samsung Electronics") was tried, and mended as much as it broke.

use super::handles::is_handle;
use super::short_forms::parts_of_person;
use super::storms::name_of_storm;
use super::{Suggestion, over};
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// Mentions that were missed are added if at least one in this many was found.
const FOUND_OF: usize = 4;
/// How much the mention of a longer name counts for a part of it.
const PART: f32 = 0.7;
/// How much the mention of a storm counts for what it is called: by itself, that is taken for anything.
const STORM: f32 = 3.0;
/// How sure a mention that was missed can be, as a share of how sure the others are.
const ADDED: f32 = 0.9;
/// How much must speak for a part of a person's name, for its mentions to be suggested if none was found.
const SURE_PART: f32 = 0.5;
/// How sure these are.
const BY_FULL_NAME: f32 = 0.7;
/// Shorter names (in bytes) are not looked for in capitals: "Us" is not "US".
const SHORTEST_IN_CAPITALS: usize = 4;
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

/// The surface forms of an article that are written as names.
#[derive(Default)]
struct Forms<'a> {
    by_surface: FxHashMap<&'a str, Form>,
    /// The surface of each, by what it is in capitals; of several, the first in the text.
    by_capitals: FxHashMap<String, &'a str>,
}

/// Makes the suggestions of a whole text consistent; `tokens` are all of it. In order, none overlapping another.
#[must_use]
pub fn settle(text: &Text, tokens: &[Token], mut suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    suggestions.sort_by_key(|suggestion| suggestion.range);
    let mut forms = Forms::new(text, &suggestions);
    forms.relabel(text, &mut suggestions);
    forms.find_mentions(text, tokens, &suggestions);
    let mut missed = forms.missed(text, tokens);
    missed.sort_by_key(|suggestion| suggestion.range);
    suggestions.retain(|suggestion| over(&missed, suggestion.range).is_empty());
    suggestions.extend(missed);
    suggestions.sort_by_key(|suggestion| suggestion.range);
    confirm(text, &mut suggestions);
    suggestions
}

/// Makes the mentions of a name that have the same label equally sure, and the surer the more of them there are;
/// longer names count for their parts, too.
fn confirm(text: &Text, suggestions: &mut [Suggestion]) {
    // How many there are, and the sum of their confidences.
    let mut alike: FxHashMap<(&str, LabelId), (f32, f32)> = FxHashMap::default();
    for suggestion in suggestions.iter() {
        for (form, weight) in spoken_for(text, suggestion) {
            let (mentions, sum) = alike.entry((form, suggestion.label.clone())).or_default();
            (*mentions, *sum) = (*mentions + weight, *sum + weight * suggestion.confidence);
        }
    }
    for suggestion in suggestions {
        let (mentions, sum) = alike[&(text.slice(suggestion.range), suggestion.label.clone())];
        suggestion.confidence = confirmed(sum / mentions, mentions);
    }
}

/// How sure each of some mentions is that are so sure on average, 0 to 1: their odds grow by the square root of their
/// number, as measured on five corpora (training/README.md).
fn confirmed(mean: f32, mentions: f32) -> f32 {
    let odds = mentions.sqrt() * mean;
    odds / (odds + (1.0 - mean))
}

/// The forms that a suggestion speaks for, and how much: its own, for a person the family name and the first name,
/// and for a storm what it is called.
fn spoken_for<'a>(text: &'a Text, suggestion: &Suggestion) -> impl Iterator<Item = (&'a str, f32)> {
    let surface = text.slice(suggestion.range);
    let parts = parts_of_person(surface, &suggestion.label).map(|part| (part, PART));
    let storm = name_of_storm(surface, &suggestion.label).map(|name| (name, STORM));
    std::iter::once((surface, 1.0)).chain(parts).chain(storm)
}

/// Whether a mention says what others of its name are, and is what they are: a language is called as a people is, and a month
/// as a person.
fn tells_others(suggestion: &Suggestion) -> bool {
    suggestion.label.as_str() != "LANGUAGE" && suggestion.origin != Origin::Grammar
}

/// Whether a form is written as names are.
fn is_name(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

impl<'a> Forms<'a> {
    /// The forms that suggestions speak for, with the votes.
    fn new(text: &'a Text, suggestions: &[Suggestion]) -> Self {
        let mut forms = Self::default();
        let surfaces = suggestions.iter().flat_map(|suggestion| spoken_for(text, suggestion)).map(|it| it.0);
        for surface in surfaces.filter(|it| is_name(it) && it.len() >= SHORTEST_IN_CAPITALS) {
            if surface.contains(char::is_lowercase) {
                forms.by_capitals.entry(surface.to_uppercase()).or_insert(surface);
            }
        }
        for suggestion in suggestions.iter().filter(|it| tells_others(it)) {
            for (surface, weight) in spoken_for(text, suggestion).filter(|(surface, _)| is_name(surface)) {
                let form = forms.by_surface.entry(forms.usual(surface)).or_default();
                form.vote(&suggestion.label, weight * suggestion.confidence);
            }
        }
        forms
    }

    /// How a form is written outside of headlines in capitals.
    fn usual<'b>(&self, surface: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let in_capitals = surface.as_bytes().get(1).is_some_and(|byte| !byte.is_ascii_lowercase());
        self.by_capitals.get(surface).filter(|_| in_capitals).copied().unwrap_or(surface)
    }

    /// Gives each suggestion the label that most speaks for.
    fn relabel(&self, text: &Text, suggestions: &mut [Suggestion]) {
        for suggestion in suggestions.iter_mut().filter(|it| tells_others(it)) {
            let form = self.by_surface.get(self.usual(text.slice(suggestion.range)));
            let reading = form.and_then(Form::reading);
            if let Some((label, share)) = reading.filter(|(label, _)| **label != suggestion.label) {
                suggestion.label = label.clone();
                suggestion.confidence = suggestion.confidence.min(share);
            }
        }
    }

    /// Finds the mentions of all forms; where one form is part of another, those of the longer.
    fn find_mentions(&mut self, text: &Text, tokens: &[Token], suggestions: &[Suggestion]) {
        let mut at = 0;
        while at < tokens.len() {
            let Some((length, range)) = self.longest_mention(text, &tokens[at..]) else {
                at += 1;
                continue;
            };
            let there = over(suggestions, range);
            let surface = self.usual(text.slice(range));
            if let Some(form) = self.by_surface.get_mut(surface) {
                match there {
                    [] if is_handle(text, range) => {}
                    [] => form.missed.push(range),
                    // "Dar" and "Salaam" in "Dar es Salaam".
                    [first, .., last] if first.range.cover(last.range) == range && form.is_read_as(there) => {
                        form.missed.push(range);
                    }
                    [suggestion, ..] => form.found = (form.found.0 + 1, form.found.1 + suggestion.confidence),
                }
            }
            at += length;
        }
    }

    /// The longest mention that some tokens start with: how many of them it has, and where it stands.
    fn longest_mention(&self, text: &Text, tokens: &[Token]) -> Option<(usize, TextRange)> {
        let first = tokens[0].range;
        is_name(text.slice(first)).then_some(())?;
        let ranges = (1..).zip(tokens.iter().take(LONGEST).map(|token| first.cover(token.range)));
        ranges.filter(|(_, range)| self.by_surface.contains_key(self.usual(text.slice(*range)))).last()
    }

    /// Suggestions for mentions that were missed.
    fn missed(self, text: &Text, tokens: &[Token]) -> Vec<Suggestion> {
        let words = tokens.iter().map(|token| text.slice(token.range));
        let common: FxHashSet<&str> = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
        let is_common = |surface: &str| common.contains(surface.to_lowercase().as_str());
        let forms = self.by_surface.into_iter().filter(|(_, form)| !form.missed.is_empty());
        forms.flat_map(|(surface, form)| form.suggestions(|| is_common(surface))).collect()
    }
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

    /// Whether its label is that of all of some suggestions.
    fn is_read_as(&self, suggestions: &[Suggestion]) -> bool {
        self.reading().is_some_and(|(label, _)| suggestions.iter().all(|suggestion| suggestion.label == *label))
    }

    /// Suggestions for its mentions that were missed: if enough of the others were found; or, if none was, but
    /// a person goes by that name in full, and it is no common word of the article.
    fn suggestions(self, is_common: impl FnOnce() -> bool) -> Vec<Suggestion> {
        let (found, sure) = self.found;
        let Some((label, share)) = self.reading() else { return Vec::new() };
        let confidence = if found == 0 {
            let all: f32 = self.votes.iter().map(|(_, weight)| weight).sum();
            if all < SURE_PART || share < 1.0 || is_common() {
                return Vec::new();
            }
            BY_FULL_NAME
        } else if found * FOUND_OF < found + self.missed.len() {
            return Vec::new();
        } else {
            sure / found as f32 * share * ADDED
        };
        let suggest = |&range| Suggestion { range, label: label.clone(), origin: Origin::Model, confidence };
        self.missed.iter().map(suggest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::tokens;

    /// Settles suggestions given as (words, which occurrence of them, label, confidence).
    fn settled(content: &str, found: &[(&str, usize, &str, f32)]) -> Vec<(String, String)> {
        let text = Text::new(content);
        let suggest = |&(surface, nth, label, confidence): &(&str, usize, &str, f32)| {
            let start = content.match_indices(surface).nth(nth).unwrap().0;
            let range = TextRange::from_usize(start..start + surface.len());
            Suggestion { range, label: label.into(), origin: Origin::Model, confidence }
        };
        let settled = settle(&text, &tokens(&text), found.iter().map(suggest).collect());
        assert!(settled.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()));
        settled.iter().map(|it| (text.slice(it.range).to_owned(), it.label.to_string())).collect()
    }

    fn pair(surface: &str, label: &str) -> (String, String) {
        (surface.to_owned(), label.to_owned())
    }

    #[test]
    fn a_language_and_a_people_may_be_called_alike() {
        let found = [("Thai", 0, "NORP", 0.9), ("Thai", 1, "NORP", 0.9), ("Thai", 2, "LANGUAGE", 0.9)];
        let expected = [pair("Thai", "NORP"), pair("Thai", "NORP"), pair("Thai", "LANGUAGE")];
        assert_eq!(settled("Thai and Thai in Thai. Thai", &found)[..3], expected);
        let found = [("Thai", 0, "LANGUAGE", 0.9)];
        assert_eq!(settled("In Thai, a Thai", &found), [pair("Thai", "LANGUAGE")]);
    }

    #[test]
    fn the_majority_reading_wins() {
        let found = [("Acme", 0, "ORG", 0.9), ("Acme", 1, "PERSON", 0.6), ("Acme", 2, "ORG", 0.8)];
        assert_eq!(settled("Acme met Acme and Acme.", &found), vec![pair("Acme", "ORG"); 3]);
    }

    #[test]
    fn mentions_that_say_the_same_confirm_each_other() {
        let expected = [(0.5, 1.0, 0.5), (0.5, 4.0, 2.0 / 3.0), (0.5, 9.0, 0.75), (1.0, 9.0, 1.0), (0.0, 9.0, 0.0)];
        for (mean, mentions, sure) in expected {
            assert!((confirmed(mean, mentions) - sure).abs() < 1e-6, "{mean} {mentions}");
        }
        let text = Text::new("Acme met Acme. Ann Lee left. Lee was ill.");
        let suggest = |start: usize, end: usize, label: &str, confidence| {
            let range = TextRange::from_usize(start..end);
            Suggestion { range, label: label.into(), origin: Origin::Model, confidence }
        };
        let found = [(0, 4, "ORG", 0.4), (9, 13, "ORG", 0.6), (15, 22, "PERSON", 0.8), (29, 32, "PERSON", 0.5)];
        let found = found.map(|(start, end, label, sure)| suggest(start, end, label, sure));
        let settled = settle(&text, &tokens(&text), found.into());
        let sure: Vec<f32> = settled.iter().map(|it| it.confidence).collect();
        let part = confirmed((0.5 + PART * 0.8) / (1.0 + PART), 1.0 + PART);
        assert_eq!(sure, [confirmed(0.5, 2.0), confirmed(0.5, 2.0), confirmed(0.8, 1.0), part]);
    }

    #[test]
    fn a_family_name_follows_the_full_name() {
        let found = [("Ann Barlow", 0, "PERSON", 0.95), ("Barlow", 1, "ORG", 0.4)];
        let expected = [pair("Ann Barlow", "PERSON"), pair("Barlow", "PERSON"), pair("Barlow", "PERSON")];
        assert_eq!(settled("Ann Barlow left. Barlow said so, Barlow's aide too.", &found), expected);
    }

    #[test]
    fn a_storm_is_known_by_its_name() {
        let person = |nth| ("Ida", nth, "PERSON", 0.9);
        let found = [("Hurricane Ida", 0, "EVENT", 0.9), person(1), person(2), ("Acme Cup", 0, "EVENT", 0.9)];
        let (storm, short) = (pair("Hurricane Ida", "EVENT"), pair("Ida", "EVENT"));
        let expected = [storm, short.clone(), short, pair("Acme Cup", "EVENT")];
        assert_eq!(
            settled("Hurricane Ida hit Oslo. Ida slowed. Ida ended the Acme Cup. The Cup is lost.", &found),
            expected
        );
    }

    #[test]
    fn missed_mentions_are_added_if_enough_were_found() {
        let text = "Oslo is far. Oslo is cold. Oslo is big. Oslo is dark.";
        assert_eq!(settled(text, &[("Oslo", 1, "GPE", 0.9)]), vec![pair("Oslo", "GPE"); 4]);
        let text = format!("{text} Oslo is old.");
        assert_eq!(settled(&text, &[("Oslo", 1, "GPE", 0.9)]).len(), 1);
    }

    #[test]
    fn a_family_name_that_was_never_found_follows_too_if_it_is_no_word() {
        let found = [("Ann Barlow", 0, "PERSON", 0.95), ("Jo Mark", 0, "PERSON", 0.95)];
        let expected = [pair("Ann Barlow", "PERSON"), pair("Jo Mark", "PERSON"), pair("Barlow", "PERSON")];
        let text = "Ann Barlow met Jo Mark. Barlow left no mark. Mark her words.";
        assert_eq!(settled(text, &found), expected);
    }

    #[test]
    fn two_marks_in_a_name_of_the_article_are_one() {
        let text = "Dar es Salaam is hot. He met her in Dar es Salaam, and she left Dar and Salaam.";
        let found = [
            ("Dar es Salaam", 0, "GPE", 0.9),
            ("Dar", 1, "GPE", 0.9),
            ("Salaam", 1, "GPE", 0.9),
            ("Dar", 2, "GPE", 0.9),
            ("Salaam", 2, "GPE", 0.9),
        ];
        let whole = pair("Dar es Salaam", "GPE");
        assert_eq!(settled(text, &found), [whole.clone(), whole, pair("Dar", "GPE"), pair("Salaam", "GPE")]);
    }

    #[test]
    fn handles_are_no_mentions() {
        let found = [("Acme", 0, "ORG", 0.9)];
        assert_eq!(settled("Acme is @Acme on X.", &found), [pair("Acme", "ORG")]);
    }

    #[test]
    fn headlines_in_capitals_are_read_as_the_rest() {
        let found = [("ACME", 0, "PERSON", 0.5), ("Acme", 0, "ORG", 0.9), ("Ann Barlow", 0, "PERSON", 0.9)];
        let expected =
            [pair("ACME", "ORG"), pair("BARLOW", "PERSON"), pair("Acme", "ORG"), pair("Ann Barlow", "PERSON")];
        assert_eq!(settled("ACME HIRES BARLOW\nAcme took on Ann Barlow.", &found), expected);
        let found = [("Us", 0, "WORK_OF_ART", 0.9)];
        assert_eq!(settled("US FILM WINS\nIt is called Us.", &found).len(), 1);
    }

    #[test]
    fn capitals_are_read_as_what_comes_first() {
        for (first, second) in [("McAfee", "Mcafee"), ("Mcafee", "McAfee")] {
            let text = format!("MCAFEE WINS\n{first} met {second}.");
            let found = [("MCAFEE", 0, "GPE", 0.5), (first, 0, "ORG", 0.9), (second, 0, "PERSON", 0.9)];
            let expected = [pair("MCAFEE", "ORG"), pair(first, "ORG"), pair(second, "PERSON")];
            assert_eq!(settled(&text, &found), expected);
        }
    }

    #[test]
    fn a_mention_inside_a_longer_name_stays_part_of_it() {
        let found = [("University of Oslo", 0, "ORG", 0.9), ("Oslo", 1, "GPE", 0.9)];
        let expected = [pair("University of Oslo", "ORG"), pair("Oslo", "GPE")];
        assert_eq!(settled("The University of Oslo is in Oslo.", &found), expected);
    }
}
