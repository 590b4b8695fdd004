//! Languages that the words around tell from the peoples called so: "in Spanish", "speaks Thai", "Greek-speaking".
//!
//! The model takes them for peoples. "In" tells nothing where a noun may follow: "in Chinese waters".

use super::told::{may_be_added, put};
use super::{is_among, is_capitalised, span_over};
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Languages; most are called as a people is.
const LANGUAGES: &str = "Afrikaans Albanian Amharic Arabic Armenian Azerbaijani Basque Bengali Bulgarian Burmese \
    Cantonese Catalan Chinese Creole Croatian Czech Danish Dari Dutch English Estonian Farsi Filipino Finnish French \
    Georgian German Greek Gujarati Hausa Hebrew Hindi Hungarian Icelandic Igbo Indonesian Irish Italian Japanese \
    Kannada Kazakh Khmer Korean Kurdish Kyrgyz Lao Latin Latvian Lithuanian Malay Malayalam Maltese Mandarin Marathi \
    Mongolian Nepali Norwegian Pashto Persian Polish Portuguese Punjabi Romanian Russian Sanskrit Serbian Slovak \
    Slovenian Somali Spanish Swahili Swedish Tagalog Tajik Tamil Tatar Telugu Thai Tibetan Tigrinya Turkish Ukrainian \
    Urdu Uyghur Uzbek Vietnamese Welsh Xhosa Yiddish Yoruba Zulu";

/// Those that no people is called as.
const OF_NO_PEOPLE: &str = "Afrikaans Amharic Arabic Cantonese Farsi Hindi Malayalam Mandarin Marathi Pashto Sanskrit \
    Swahili Tagalog Telugu Urdu Yiddish";

/// What may stand between a verb, or "in", and the language.
const HOW: &str = "accented bad basic better both broken either enough fluent good little native only perfect some";

/// What is made of a language, or who has it.
const OF_LANGUAGE: &str = "alphabet dialect dialects language languages lessons phrase speakers subtitles translation \
    translations word words";

/// What follows a language, and no people that stands before what is of it.
const CLOSING: &str = "about after also are as at because before but by classes courses during fluently for from if in \
    instead is like not on only poorly so than that the to today under was well were when where which while who with \
    without yesterday Monday Tuesday Wednesday Thursday Friday Saturday Sunday";

/// The spans of a sentence, in order and none overlapping another, with each language as that.
pub(super) fn with_languages(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    if !may_be_added(labels) {
        return spans;
    }
    let mut at = 0;
    while at < words.len() {
        if !is_language(words[at]) {
            at += 1;
            continue;
        }
        let list = at..list_end(words, at);
        let is_told = is_told(words, &list, &spans);
        at = list.end;
        for language in list.filter(|&at| is_language(words[at])) {
            // Not "Radio Farsi".
            let is_apart = span_over(&spans, language).is_none_or(|span| span.tokens.len() == 1);
            if is_apart && (is_told || is_of_no_people(words, language)) {
                put(&mut spans, language..language + 1, "LANGUAGE");
            }
        }
    }
    spans
}

fn is_language(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LANGUAGES.split(' ').collect());
    // Most words have no capital, and it is quick to see.
    word.starts_with(|c: char| c.is_ascii_uppercase()) && KNOWN.contains(word)
}

/// Where a list of languages ends that one at `at` begins: "English, French, and Thai".
fn list_end(words: &[&str], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = match words[end..] {
        [",", "and" | "or", next, ..] if is_language(next) => Some(end + 3),
        ["," | "and" | "or" | "/", next, ..] if is_language(next) => Some(end + 2),
        _ => None,
    } {
        end = next;
    }
    end
}

/// Whether the words around a list tell that it is one of languages.
fn is_told(words: &[&str], list: &Range<usize>, spans: &[Span]) -> bool {
    let after = &words[list.end..];
    match after {
        ["-", "language" | "speaking" | "speaker" | "speakers", ..] => return true,
        [next, ..] if is_among(OF_LANGUAGE, next) => return true,
        _ => {}
    }
    let before = &words[..list.start];
    let before = match before {
        [before @ .., how] if is_among(HOW, how) => before,
        _ => before,
    };
    let Some(verb) = before.last() else { return false };
    let is_spoken = matches!(*verb, "speak" | "speaking" | "speaks" | "spoke");
    let is_translated = || before.iter().rev().take(4).any(|word| word.starts_with("translat"));
    let is_used = match *verb {
        "from" | "into" | "to" => is_translated(),
        "in" | "In" | "learn" | "learned" | "learning" | "learns" | "studied" | "studying" | "taught" | "teach"
        | "teaches" | "teaching" | "understand" | "understands" => true,
        _ => is_spoken,
    };
    is_used && is_closed(words, list.end, is_spoken, spans)
}

/// Whether no noun can follow a list of languages that ends there: it is of no peoples.
fn is_closed(words: &[&str], end: usize, is_spoken: bool, spans: &[Span]) -> bool {
    match words[end..] {
        [] | ["." | "..." | ";" | ":" | "!" | "?" | "(" | ")" | "–" | "—", ..] => true,
        // "in Turkish, Syrian and Iraqi towns"
        [",", ..] => span_over(spans, end + 1).is_none_or(|span| span.label.as_str() != "NORP"),
        ["and" | "or", ..] => is_spoken,
        [next, ..] => is_among(CLOSING, next),
    }
}

/// Whether a language is called as nobody is, and is not part of a longer name: "Hindi News".
fn is_of_no_people(words: &[&str], at: usize) -> bool {
    is_among(OF_NO_PEOPLE, words[at]) && !words.get(at + 1).is_some_and(|next| is_capitalised(next))
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// The languages of a sentence, its tokens apart, in which the model takes each for a people.
    fn languages(sentence: &str) -> Vec<String> {
        let found = sentence.split(' ').enumerate();
        let peoples = found.filter(|(_, word)| is_language(word) || ["Syrian", "European"].contains(word));
        let found: Vec<_> = peoples.map(|(at, _)| (at..at + 1, "NORP")).collect();
        let names = marked::spans(sentence, &found, |words, spans| with_languages(words, &["NORP".into()], spans));
        names.iter().filter_map(|name| name.strip_prefix("LANGUAGE ")).map(str::to_owned).collect()
    }

    #[test]
    fn the_words_around_tell_languages() {
        for (sentence, expected) in [
            ("an address in Spanish .", &["Spanish"] as &[&str]),
            ("he said in French on Monday", &["French"]),
            ("he said in Spanish Saturday", &["Spanish"]),
            ("In Greek , it means", &["Greek"]),
            ("in broken English", &["English"]),
            ("in either Creole or English .", &["Creole", "English"]),
            ("she speaks French , German , and Thai fluently", &["French", "German", "Thai"]),
            ("who spoke Korean and wore black", &["Korean"]),
            ("fluent in Korean", &["Korean"]),
            ("is translated into Polish and Dutch .", &["Polish", "Dutch"]),
            ("the Thai language", &["Thai"]),
            ("the Basque and Catalan languages", &["Basque", "Catalan"]),
            ("an English - language paper", &["English"]),
            ("the Greek - speaking south", &["Greek"]),
            ("teaching English courses at a school", &["English"]),
            ("a Japanese word for hope", &["Japanese"]),
            ("the Arabic channel", &["Arabic"]),
        ] {
            assert_eq!(languages(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn peoples_are_no_languages() {
        for sentence in [
            "in Chinese waters",
            "in French Guiana",
            "the Spanish spoke .",
            "in Korean War films",
            "in Turkish , Syrian and Polish towns",
            "in French and European cities",
            "in French , Italian and Spanish cities",
            "in Japanese - occupied China",
            "from Russian to Ukrainian hands",
            "he taught French children",
            "the Greek .",
            "Korean - made cars",
            "the Hindi News Channel",
            "in English football",
        ] {
            assert_eq!(languages(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn longer_names_and_other_labels_stay() {
        let names = |found: &[_], labels: &[LabelId]| {
            marked::spans("in Radio Farsi .", found, |words, spans| with_languages(words, labels, spans))
        };
        assert_eq!(names(&[(1..3, "ORG")], &["NORP".into()]), ["ORG Radio Farsi"]);
        assert_eq!(names(&[], &["NORP".into()]), ["LANGUAGE Farsi"]);
        assert_eq!(names(&[(2..3, "TONGUE")], &["NORP".into()]), ["TONGUE Farsi"], "a label of the user's own");
        assert_eq!(names(&[], &["ORG".into()]), [""; 0], "a model with other labels");
    }
}
