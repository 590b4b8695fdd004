//! Names of peoples: "Qatari", "Kazakhs", "South African".
//!
//! The model knows those that news has often, and takes others for people or countries. They are few, so that a list
//! can name them. What is a family name, an airline or another word as well is not on it: "French",
//! "Norwegian", "Pole".

use super::kinds::{TOLD, may_be_body};
use crate::core::sequence::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Each by itself; most have a plural in "s".
const PEOPLES: &str = "Afghan Albanian Algerian Andorran Angolan Argentine Argentinian Armenian Australian Austrian \
    Azerbaijani Azeri Bahamian Bahraini Bangladeshi Barbadian Basotho Batswana Belarusian Belgian Belizean Beninese \
    Bhutanese Bolivian Bosnian Botswanan Brazilian British Briton Bruneian Bulgarian Burkinabe Burmese Burundian \
    Cambodian Cameroonian Catalan Chadian Chechen Chilean Chinese Colombian Comorian Congolese Croat Croatian Cuban \
    Cypriot Czech Danish Djiboutian Dominican Ecuadorean Ecuadorian Egyptian Emirati Eritrean Estonian Ethiopian \
    Fijian Filipina Filipino Gabonese Gambian Georgian Ghanaian Greek Grenadian Guatemalan Guinean Guyanese Haitian \
    Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese \
    Jordanian Kazakh Kazakhstani Kenyan Kosovan Kosovar Kurd Kurdish Kuwaiti Kyrgyz Laotian Latvian Lebanese \
    Liberian Libyan Lithuanian Macedonian Malagasy Malawian Malaysian Maldivian Malian Maltese Mauritanian Mauritian \
    Mexican Moldovan Mongolian Montenegrin Moroccan Motswana Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian \
    Nigerien Omani Pakistani Palestinian Panamanian Paraguayan Peruvian Portuguese Qatari Rohingya Romanian Russian \
    Rwandan Salvadoran Samoan Scottish Senegalese Serbian Singaporean Slovak Slovenian Somali Spaniard Spanish \
    Sudanese Surinamese Swazi Swedish Syrian Taiwanese Tajik Tanzanian Timorese Togolese Tongan Trinidadian Tunisian \
    Turkish Turkmen Tuvaluan Ugandan Ukrainian Uruguayan Uyghur Uzbek Venezuelan Vietnamese Yemeni Zambian \
    Zimbabwean";

/// First words of the names of groups: the model may take them for a name of their own, or for none.
const GROUPS: &[&str] = &[
    "African", "Asian", "Central", "Costa", "East", "Eastern", "Latin", "Native", "North", "Northern", "Puerto",
    "Roman", "Saudi", "Shia", "Shi'a", "Sierra", "South", "Southern", "Sri", "Sunni", "West", "Western",
];

/// A name of one word that is a people's, as that.
pub(super) fn as_people(words: &[&str], name: Span) -> Span {
    let label = name.label.as_str();
    match words[name.tokens.clone()] {
        [word] if label != "NORP" && may_be_body(label) && is_people(word) => {
            Span { label: "NORP".into(), confidence: name.confidence.max(TOLD), ..name }
        }
        _ => name,
    }
}

fn is_people(word: &str) -> bool {
    static PEOPLE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PEOPLES.split(' ').collect());
    PEOPLE.contains(word) || word.strip_suffix('s').is_some_and(|one| PEOPLE.contains(one))
}

/// Joins the names of groups with their first words: "Native" and "American".
pub(super) fn with_first_words(words: &[&str], spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let whole = group(words, &span).unwrap_or_else(|| span.clone());
        let before = joined.partition_point(|it| it.tokens.start < whole.tokens.start);
        if joined[..before].last().is_none_or(|it| it.tokens.end <= whole.tokens.start) {
            joined.truncate(before);
            joined.push(whole);
        } else {
            joined.push(span);
        }
    }
    joined
}

/// The group whose name ends in a span, if it begins before.
fn group(words: &[&str], span: &Span) -> Option<Span> {
    let first = span.tokens.start.checked_sub(1)?;
    let is_group = span.label.as_str() == "NORP" && GROUPS.contains(&words[first]);
    is_group.then(|| Span { tokens: first..span.tokens.end, ..span.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label_of(name: &str, label: &str) -> String {
        let words: Vec<&str> = name.split(' ').collect();
        let span = Span { tokens: 0..words.len(), label: label.into(), confidence: 0.5 };
        as_people(&words, span).label.to_string()
    }

    #[test]
    fn one_word_that_names_a_people_is_nothing_else() {
        for (name, label) in [("Qatari", "PERSON"), ("Emiratis", "PERSON"), ("Kyrgyz", "GPE"), ("Batswana", "ORG")] {
            assert_eq!(label_of(name, label), "NORP", "{name}");
        }
        for (name, label) in [
            ("French", "PERSON"),
            ("Qatar", "GPE"),
            ("Georgian Dream", "ORG"),
            ("Dominican Republic", "GPE"),
            ("Norwegian", "ORG"),
            ("Kurd", "TRIBE"),
        ] {
            assert_eq!(label_of(name, label), label, "{name}");
        }
    }

    #[test]
    fn groups_have_their_first_word() {
        let words = ["A", "Native", "American", "and", "South", "African", "choir"];
        let span = |tokens, label: &str| Span { tokens, label: label.into(), confidence: 0.9 };
        let spans = vec![span(1..2, "GPE"), span(2..3, "NORP"), span(5..6, "NORP")];
        assert_eq!(with_first_words(&words, spans), [span(1..3, "NORP"), span(4..6, "NORP")]);
        let spans = vec![span(0..2, "ORG"), span(2..3, "NORP")];
        assert_eq!(with_first_words(&words, spans.clone()), spans);
    }
}
