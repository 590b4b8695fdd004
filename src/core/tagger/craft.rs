//! Aircraft, spacecraft and weapons that what stands behind tells: "Apache attack helicopter", "Topol-M missile".
//!
//! Peoples, planets and others are called so by themselves.

use super::is_among;

/// What is called so, in the singular and as adjectives alone.
pub(super) const CRAFT: &str = "Abrams Apache Ariane Bayraktar Bulava Cassini Chinook Exocet Grad HIMARS Harpoon Hellfire \
    Huygens Iskander Javelin Kalibr Katyusha Kinzhal Leopard Patriot Predator Qassam Reaper Scud Shahed Soyuz Stinger \
    Tomahawk Topol";

/// What they are.
const KINDS: &str = "battery batteries capsule capsules drone drones helicopter helicopters launcher launchers missile \
    missiles probe probes rocket rockets spacecraft system systems tank tanks";

/// The most words between.
const BETWEEN: usize = 2;

/// Where the name of such a thing ends that begins at a token. With a number behind a hyphen it may be any: "Shahab-3".
pub(super) fn craft_end(words: &[&str], at: usize) -> Option<usize> {
    let is_known = || is_among(CRAFT, words[at]);
    let end = match words[at + 1..] {
        ["-", "M", ..] if is_known() => at + 3,
        ["-", number, ..] if words[at].len() > 2 && number.bytes().all(|byte| byte.is_ascii_digit()) => at + 3,
        _ => is_known().then_some(at + 1)?,
    };
    let is_plain = |word: &&&str| word.starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
    let mut behind = words[end..].iter().take(BETWEEN + 1).take_while(is_plain);
    behind.any(|word| is_among(KINDS, word)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of a craft that a sentence, its tokens apart, begins with.
    fn craft(sentence: &str) -> Option<String> {
        let words: Vec<&str> = sentence.split(' ').collect();
        craft_end(&words, 0).map(|end| words[..end].join(" "))
    }

    #[test]
    fn what_it_is_stands_behind() {
        for (sentence, name) in [
            ("Chinook helicopter", "Chinook"),
            ("Apache attack helicopters", "Apache"),
            ("Cassini spacecraft", "Cassini"),
            ("Patriot air defense system", "Patriot"),
            ("Topol - M mobile missiles", "Topol - M"),
            ("Shahab - 3 missile", "Shahab - 3"),
            ("Hwasong - 15 ballistic missile", "Hwasong - 15"),
        ] {
            assert_eq!(craft(sentence).as_deref(), Some(name));
        }
    }

    #[test]
    fn others_are_called_so_as_well() {
        for sentence in [
            "Apache leaders met",
            "Apache , rockets",
            "Patriot Act systems",
            "Russian helicopters",
            "Hamas rockets",
            "COVID - 19 tests",
            "G - 8 missile talks",
            "Topol - M",
            "Predator on a long flight by drone",
        ] {
            assert_eq!(craft(sentence), None, "{sentence}");
        }
    }
}
