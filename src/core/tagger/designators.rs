//! Letters and a number that an aircraft, a weapon or the like is called by: "F-16", "AK-47s".
//!
//! Laws, roads, visas and meetings are called so as well: "H-1B", "I-95", "G-20". Those of the lists are not.

use super::is_among;

/// Letters that stand before a number in nothing else.
const LETTERS: &str = "AH AK AN BMP BTR CRJ ERJ GPT JF KA KC Ka MH MQ MiG Mi Mig RPG RQ SU Su TU Tu UH Yak";

/// Letters of more meanings, each with its numbers.
const NUMBERED: &str = "A-10 A-18 An-2 An-12 An-24 An-26 An-72 An-124 An-225 AR-15 ATR-42 ATR-72 B-1B B-2 B-17 B-21 B-24 B-25 \
    B-29 B-52 BM-21 C-17 C-130 C-141 CH-46 CH-47 CH-53 DC-3 DC-8 DC-9 DC-10 DF-21 DF-26 DF-41 F-4 F-5 F-14 F-15 F-16 \
    F-18 F-22 F-35 F-86 F-111 F-117 F-150 F-250 F-350 Il-18 Il-62 Il-76 Il-86 Il-96 J-10 J-20 J-35 L-1011 M-16 MD-11 MD-80 \
    MD-82 MD-83 MD-88 MD-90 MIG-21 MIG-29 MIG-31 P-8A P-51 S-200 S-300 S-400 S-500 SM-3 SM-6 SR-71 T-34 T-54 T-55 T-62 \
    T-64 T-72 T-80 T-90 U-2 V-2 V-22 X-37B";

/// Where the designator ends that begins at a token.
pub(super) fn designator_end(words: &[&str], at: usize) -> Option<usize> {
    let at = if words[at..].starts_with(&["F", "/"]) { at + 2 } else { at };
    let [letters, "-", number, ..] = *words.get(at..)? else { return None };
    let number = number.strip_suffix('s').unwrap_or(number);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    // "III-B-2" is a part of something.
    let hangs = at > 0 && words[at - 1] == "-";
    (is_number && !hangs && is_known(letters, number)).then_some(at + 3)
}

/// Whether letters and a number are of these. Capitals behind it tell a variant: "F-16C".
fn is_known(letters: &str, number: &str) -> bool {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let is_it =
        |known: &str| known.split_once('-').is_some_and(|it| it == (letters, digits) || it == (letters, number));
    digits.len() <= 3 && is_among(LETTERS, letters) || NUMBERED.split(' ').any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_designator(sentence: &str) -> bool {
        let words: Vec<&str> = sentence.split(' ').collect();
        designator_end(&words, 0) == Some(3)
    }

    #[test]
    fn aircraft_and_weapons_are_known_by_letters_and_number() {
        for sentence in [
            "AK - 47",
            "F - 16s flew",
            "F - 16C",
            "MiG - 29",
            "Su - 24 bombers",
            "S - 300 system",
            "B - 52s",
            "X - 37B",
        ] {
            assert!(is_designator(sentence), "{sentence}");
        }
    }

    #[test]
    fn other_things_are_called_so_too() {
        assert_eq!(designator_end(&["III", "-", "B", "-", "2"], 2), None);
        for sentence in [
            "COVID - 19",
            "G - 20",
            "H - 1B visa",
            "U - 20 team",
            "I - 95",
            "F - 1 visa",
            "B - 12",
            "A - level",
            "AK - 1234",
            "Su - Ling",
            "S - 4",
            "AK 47",
        ] {
            assert!(!is_designator(sentence), "{sentence}");
        }
    }
}
