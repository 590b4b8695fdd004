//! Shorter forms of a name, as news writes them after the first mention: "Altman" for "Sam Altman", "FBI" for "Federal
//! Bureau of Investigation", "the Fed" for "Federal Reserve".
//!
//! Measured on gold of three corpora (training/README.md): what looks like a family name, a first name or an acronym of
//! a name of the article is one nine times in ten. That of an organisation's first word ("Samsung" for "Samsung
//! Electronics") is not: half the time it is something else.

use super::titles::is_title;
use crate::core::schema::LabelId;

/// Parts of people's names of fewer letters are none to look for elsewhere.
const SHORTEST_PART: usize = 3;
/// An acronym of fewer letters stands for too much.
const SHORTEST_ACRONYM: usize = 3;
/// How many letters are left of a word that is cut short.
const CUT: [usize; 2] = [3, 4];

/// The first name and the family name in the full name of a person, without a title; nothing if it is none.
pub(super) fn parts_of_person<'a>(name: &'a str, label: &LabelId) -> impl Iterator<Item = &'a str> {
    let mut words = name.split_whitespace().filter(move |_| is_person(label));
    let parts = words.find(|word| !is_title(word)).into_iter().chain(words.next_back());
    parts.filter(move |part| *part != name && part.chars().count() >= SHORTEST_PART)
}

/// The shorter forms that a name of several words may have in the rest of an article. Some may be other words: "The" for
/// "Theatre Guild".
#[must_use]
pub fn short_forms(name: &str, label: &LabelId) -> Vec<String> {
    let mut forms: Vec<String> = parts_of_person(name, label).map(str::to_owned).collect();
    forms.extend(acronym(name));
    if !is_person(label) {
        forms.extend(cut_short(name));
    }
    forms
}

fn is_person(label: &LabelId) -> bool {
    ["PERSON", "PER"].iter().any(|id| label.as_str().eq_ignore_ascii_case(id))
}

/// The initials of the words that have a capital.
fn acronym(name: &str) -> Option<String> {
    let initials = name.split_whitespace().filter_map(|word| word.chars().next());
    let acronym: String = initials.filter(|initial| initial.is_uppercase()).collect();
    (acronym.chars().count() >= SHORTEST_ACRONYM).then_some(acronym)
}

/// The first word of several, cut short.
fn cut_short(name: &str) -> Vec<String> {
    let mut words = name.split_whitespace();
    let first = words.next().filter(|first| first.starts_with(char::is_uppercase) && words.next().is_some());
    let letters: Vec<char> = first.unwrap_or_default().chars().collect();
    CUT.into_iter()
        .filter(|length| length + 1 < letters.len())
        .map(|length| letters[..length].iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(name: &str, label: &str) -> Vec<String> {
        short_forms(name, &label.into())
    }

    #[test]
    fn people_go_by_one_of_their_names() {
        assert_eq!(forms("Sam Altman", "PERSON"), ["Sam", "Altman"]);
        assert_eq!(forms("Bo Van Der Berg", "per"), ["Berg", "BVDB"]);
        assert_eq!(forms("Mr. Altman", "PERSON"), ["Altman"]);
        assert_eq!(forms("Prime Minister Sam Altman", "PERSON")[..2], ["Sam", "Altman"]);
        assert!(["Altman", "Mr."].iter().all(|name| forms(name, "PERSON").is_empty()));
    }

    #[test]
    fn long_names_go_by_their_initials_or_the_beginning_of_the_first_word() {
        assert_eq!(forms("Federal Bureau of Investigation", "ORG"), ["FBI", "Fed", "Fede"]);
        assert_eq!(forms("Federal Reserve", "ORG"), ["Fed", "Fede"]);
        assert_eq!(forms("Bank of Korea", "ORG"), [""; 0]);
        assert!(forms("OpenAI", "ORG").is_empty());
        assert!(forms("", "ORG").is_empty());
    }
}
