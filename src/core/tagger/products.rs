//! Products that their maker, their family or their letters and number tell: "Boeing 737 MAX", "Ford F-150", "iPhone 15
//! Pro", "F-16 Fighting Falcon".
//!
//! The model was taught none, and takes makers for organisations: "a Boeing spokesman" is of one.

use super::craft::{CRAFT, craft_end};
use super::designators::designator_end;
use super::told::{may_be_added, put};
use super::{is_among, is_capitalised};
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Who makes what has a name or a number.
const MAKERS: &str = "ATR Airbus Antonov Apple Audi BMW Beechcraft Boeing Bombardier Cadillac Cessna Chevrolet Chrysler \
    Citroen Citroën Dacia Dassault Dodge Embraer Ferrari Fiat Fokker Ford Google Gulfstream Honda Huawei Hyundai \
    Ilyushin Jeep Kia Lamborghini Lexus Lockheed Mazda McDonnell Mercedes Microsoft Mitsubishi Nissan Nokia Northrop Opel \
    Peugeot Porsche Renault Saab Samsung Sikorsky Skoda Sony SpaceX Subaru Sukhoi Suzuki Tesla Toyota Tupolev \
    Vauxhall Volkswagen Volvo Xiaomi";

/// What a maker has a name for.
const NAMED: &str = "Accord Astra Camry Cherokee Citation Civic Clio Corolla Corsa Corvette Cybertruck Dreamliner Explorer \
    Fiesta Focus Golf Hilux Impreza Jetta Juke Leaf Mustang Octavia Outback Passat Phantom Polo Prius Qashqai Ranger \
    Roadster Silverado Starliner Superjet Transit Tucson Zafira";

/// What looks like the number of a model and tells a part of the year, a race, a meeting, a war or a gas.
const NO_MODELS: &str = "B2B B2C CO2 E3 F1 F2 F3 G7 G8 G20 H1 H2 NO2 Q1 Q2 Q3 Q4 WW1 WW2";

/// Families that have no other meaning, by themselves or with what follows.
const SOLE: &str = "AirPods ChatGPT MacBook MacBooks OxyContin Ozempic Paxlovid Tamiflu Viagra Vioxx Wegovy iPad iPads \
    iPhone iPhones iPod iPods";

/// Families whose names mean other things as well, each with what tells which.
const FAMILIES: &[(&str, &str)] = &[
    ("Ariane", "4 5 6"),
    ("Atlas", "V"),
    ("Chandrayaan", "1 2 3 4"),
    ("Delta", "II IV"),
    ("Falcon", "1 9 Heavy"),
    ("Galaxy", "Buds Flip Fold Note Tab Watch Z"),
    ("Model", "3 S X Y"),
    ("Pixel", "2 3 4 5 6 7 8 9 10"),
    ("PlayStation", "1 2 3 4 5 Portable VR"),
    ("Voyager", "1 2"),
    ("Windows", "7 8 8.1 10 11 95 98 Vista XP"),
    ("Xbox", "360 One Series"),
];

/// What a number counts that stands before it.
const COUNTED: &str = "billion day days hour hours million minutes month months percent times week weeks year years";

/// What may stand behind, and is part of the name.
const VARIANTS: &str = "Dreamliner II III MAX Max Mini Plus Pro S SE Ultra X XR XS mini neo";

/// Of these, and of families, those with another number behind: "737 MAX 8", "Galaxy Note 7".
const NUMBERED: &str = "Buds Flip Fold MAX Max Note Tab Watch";

/// What soldiers call an aircraft.
const NICKNAMES: &[&[&str]] = &[
    &["Black", "Hawk"],
    &["Chinook"],
    &["Eagle"],
    &["Fighting", "Falcon"],
    &["Flying", "Fortress"],
    &["Globemaster"],
    &["Hercules"],
    &["Hornet"],
    &["Lightning"],
    &["Osprey"],
    &["Phantom"],
    &["Poseidon"],
    &["Raptor"],
    &["Reaper"],
    &["Stratofortress"],
    &["Super", "Hornet"],
    &["Superfortress"],
    &["Warthog"],
];

/// The spans of a sentence, in order and none overlapping another, with each product whole as that.
pub(super) fn with_products(words: &[&str], labels: &[LabelId], mut spans: Vec<Span>) -> Vec<Span> {
    if !may_be_added(labels) {
        return spans;
    }
    let mut at = 0;
    while at < words.len() {
        let Some(end) = product_end(words, at) else {
            at += 1;
            continue;
        };
        put(&mut spans, at..end, "PRODUCT");
        at = end;
    }
    spans
}

/// Where the product ends that begins at a token.
fn product_end(words: &[&str], at: usize) -> Option<usize> {
    // Most words have no capital, and it is quick to see.
    words[at].starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, 'i' | '7')).then_some(())?;
    let may_begin = is_known(words[at]) || is_of_sevens(words[at]) || matches!(words.get(at + 1), Some(&("-" | "/")));
    may_begin.then_some(())?;
    let mut end = made_end(words, at).or_else(|| model_end(words, at))?;
    while let Some(next) = variant_end(words, end) {
        end = next;
    }
    Some(end)
}

/// Whether a word is a maker, a family or a craft.
fn is_known(word: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let listed = [MAKERS, SOLE, CRAFT].into_iter().flat_map(str::split_whitespace);
        listed.chain(FAMILIES.iter().map(|(family, _)| *family)).collect()
    });
    KNOWN.contains(word)
}

/// Where the model ends of the maker at a token.
fn made_end(words: &[&str], at: usize) -> Option<usize> {
    let maker = words[at];
    is_among(MAKERS, maker).then_some(())?;
    let model = match words[at..] {
        ["Lockheed", "Martin", ..] | ["McDonnell", "Douglas", ..] | ["Northrop", "Grumman", ..] => at + 2,
        _ => at + 1,
    };
    let first = words.get(model)?;
    let is_numbered = match maker {
        "Boeing" => is_of_sevens(first),
        "ATR" | "Antonov" | "Cessna" | "Fokker" | "Tupolev" => is_short_number(first, 3),
        _ => false,
    };
    if is_numbered || is_code(first) || is_among(NAMED, first) {
        return Some(model + 1);
    }
    model_end(words, model).or_else(|| lettered_end(words, model))
}

/// Where the model ends that begins at a token and is known without its maker.
fn model_end(words: &[&str], at: usize) -> Option<usize> {
    designator_end(words, at).or_else(|| craft_end(words, at)).or_else(|| family_end(words, at))
}

/// Where the name ends of the family at a token, with its number.
fn family_end(words: &[&str], at: usize) -> Option<usize> {
    let family = words[at];
    let next = words.get(at + 1).copied().filter(|_| !is_counted(words, at + 1)).unwrap_or_default();
    if is_among(SOLE, family) {
        let is_numbered = family.starts_with("iP") && is_short_number(next, 2);
        return Some(if is_numbered { at + 2 } else { at + 1 });
    }
    let is_numbered = match family {
        "Galaxy" if is_code(next) => true,
        // "Role Model 3"
        "Model" if at > 0 && is_capitalised(words[at - 1]) && !is_among("A Tesla The", words[at - 1]) => false,
        _ if is_of_sevens(family) => matches!(next, "MAX" | "Max" | "Dreamliner"),
        _ => FAMILIES.iter().any(|(known, numbers)| *known == family && is_among(numbers, next)),
    };
    is_numbered.then_some(at + 2)
}

/// Whether a number counts what stands behind it: "introduced the iPhone 10 years ago".
fn is_counted(words: &[&str], number: usize) -> bool {
    words.get(number + 1).is_some_and(|what| is_among(COUNTED, what))
}

/// Where a model ends that its maker calls by letters and a number: "F-150".
fn lettered_end(words: &[&str], at: usize) -> Option<usize> {
    let [letters, "-", number, ..] = words[at..] else { return None };
    let are_letters = letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    // "V-6" is an engine, "G-20" a meeting.
    (are_letters && !matches!(letters, "G" | "V") && number.starts_with(|c: char| c.is_ascii_digit())).then_some(at + 3)
}

/// Where the variant ends that stands behind a model.
fn variant_end(words: &[&str], end: usize) -> Option<usize> {
    let (model, behind) = (words[end - 1], &words[end..]);
    match behind {
        ["-", number, ..] if is_series(model, number) => Some(end + 2),
        ["Air", ..] if is_among(SOLE, model) => Some(end + 1),
        [word, ..] if is_among(VARIANTS, word) || is_among(NUMBERED, model) && is_short_number(word, 2) => {
            Some(end + 1)
        }
        _ => NICKNAMES.iter().find(|name| behind.starts_with(name)).map(|name| end + name.len()),
    }
}

/// Whether a number behind a hyphen is of a model: "737-800", "787-9"; what stands apart may be another.
fn is_series(model: &str, number: &str) -> bool {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
    digits.len() <= 4 && digits.ends_with("00") || is_of_sevens(model) && matches!(digits, "8" | "9" | "10")
}

/// Boeing's: "737", "747s", "777X".
fn is_of_sevens(word: &str) -> bool {
    matches!(word.as_bytes(), [b'7', b'0'..=b'8', b'7', rest @ ..] if rest.len() < 4 && rest.iter().all(u8::is_ascii_alphabetic))
}

/// "A320neo", "S24"; not "CO2".
fn is_code(word: &str) -> bool {
    is_capitalised(word)
        && (2..=8).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && !is_among(NO_MODELS, word)
        && !word.starts_with("FY")
}

/// "15", "5s".
fn is_short_number(word: &str, most: usize) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;
    use std::ops::Range;

    /// The names of a sentence, its tokens apart, in which the model found some.
    fn names(sentence: &str, found: &[(Range<usize>, &str)]) -> Vec<String> {
        marked::spans(sentence, found, |words, spans| with_products(words, &["NORP".into()], spans))
    }

    #[test]
    fn what_a_number_counts_is_no_product() {
        assert_eq!(names("introduced the iPhone 10 years ago", &[]), ["PRODUCT iPhone"]);
        assert_eq!(names("has Windows 10 million users", &[]), [""; 0]);
        assert_eq!(names("has Windows 10 , or", &[]), ["PRODUCT Windows 10"]);
    }

    #[test]
    fn products_are_whole_with_their_maker_and_variant() {
        for product in [
            "Boeing 737 MAX",
            "Boeing 737 MAX 8",
            "Boeing 737 - 800",
            "Boeing 787 - 9 Dreamliner",
            "Boeing 747s",
            "737 Max",
            "Airbus A320neo",
            "Airbus A330 - 200",
            "Boeing B - 17 Flying Fortress",
            "Lockheed Martin F - 35",
            "Cessna 172",
            "Ford F - 150",
            "Ford Mustang",
            "Tesla Model 3",
            "Model Y",
            "iPhone",
            "iPhone 15 Pro Max",
            "iPad Air",
            "Samsung Galaxy S24 Ultra",
            "Galaxy Note 7",
            "Sony PlayStation 5",
            "Xbox Series X",
            "Windows 11",
            "SpaceX Falcon 9",
            "AK - 47",
            "F - 16s",
            "F / A - 18 Super Hornet",
            "UH - 60 Black Hawk",
        ] {
            assert_eq!(names(&format!("a {product} of"), &[]), [format!("PRODUCT {product}")]);
        }
        assert_eq!(names("a Boeing 737 Air India jet", &[(3..5, "ORG")]), ["PRODUCT Boeing 737", "ORG Air India"]);
        assert_eq!(names("the new Boeing 737 Max .", &[(2..3, "ORG"), (4..5, "PERSON")]), ["PRODUCT Boeing 737 Max"]);
    }

    #[test]
    fn makers_and_numbers_may_stand_for_themselves() {
        for sentence in [
            "a Boeing spokesman",
            "Boeing said 737 jobs",
            "a 737 and 747 people",
            "Boeing 737,000 times",
            "Boeing shed 787 jobs",
            "Airbus of Air India",
            "Ford 2019 results",
            "Ford Q3 profit",
            "Volkswagen CO2 tests",
            "F / A and F / A - Z",
            "Honda F1 engines",
            "Ford V - 6 engines",
            "the Role Model 3",
            "Windows of 11 houses",
            "the Galaxy 3 - 1",
            "COVID - 19",
            "the G - 20 and U - 20 teams",
        ] {
            assert_eq!(names(sentence, &[]), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn only_a_model_with_such_labels_has_products() {
        let spans = marked::spans("an iPhone", &[], |words, spans| with_products(words, &["ORG".into()], spans));
        assert_eq!(spans, [""; 0]);
    }
}
