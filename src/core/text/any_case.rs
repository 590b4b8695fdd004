//! Words that are looked for whatever their case.

/// A letter in small, if it is a capital of the Latin, Greek or Cyrillic alphabet. Those of a browser's languages are told
/// by where Unicode has them: its tables would be some kilobytes of the page.
fn in_small(letter: char) -> char {
    // Most letters are, and it is quick to see.
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = letter as u32;
    let further = match letter {
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ό' => 64,
        'Ύ' | 'Ώ' => 63,
        // Pairs, in which the capital is at the even place, or at the odd one.
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ǹ'..='ȟ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ӿ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            1 - code % 2
        }
        'Ơ' | 'Ư' => 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => code % 2,
        _ => 0,
    };
    char::from_u32(code + further).unwrap_or(letter)
}

/// The capital of a small letter, if it has one.
fn capital_of(small: char) -> char {
    // As far before it as [`in_small`] has it after the capital.
    let before = |code: u32| char::from_u32((small as u32).wrapping_sub(code));
    [32, 80, 38, 37, 64, 63, 1].into_iter().filter_map(before).find(|&it| in_small(it) == small).unwrap_or(small)
}

/// Whether a text holds a word, each of whose letters may be small or a capital. They are compared where they stand: a copy
/// of every text in small letters takes several times as long.
#[must_use]
pub fn holds_in_any_case(text: &str, word: &str) -> bool {
    let mut letters = word.chars().map(in_small);
    let Some(first) = letters.next() else { return true };
    let goes_on = |rest: &str| {
        let mut rest = rest.chars().map(in_small);
        letters.clone().all(|letter| rest.next() == Some(letter))
    };
    // One letter is found many bytes at a time; either of two would be looked for character by character.
    let begins = |letter: char| text.match_indices(letter).any(|(at, it)| goes_on(&text[at + it.len()..]));
    begins(first) || begins(capital_of(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_is_there_in_small_letters(
            text in "[aAkKſßẞéÉıİIiпПЀѐΣσς 漢🍎\u{301}]{0,16}",
            word in "[aAkKéÉıİIiпПЀѐΣσς漢🍎\u{301}]{0,3}",
            part in any::<[prop::sample::Index; 2]>(),
        ) {
            let small = |text: &str| text.chars().map(in_small).collect::<String>();
            let is_found = |word: &str| holds_in_any_case(&text, word);
            prop_assert_eq!(is_found(&word), small(&text).contains(&small(&word)));
            let letters: Vec<char> = text.chars().collect();
            let [start, end] = part.map(|it| it.index(letters.len() + 1));
            let part = String::from_iter(&letters[start.min(end)..start.max(end)]);
            prop_assert!(is_found(&part) && is_found(&small(&part)));
        }
    }

    #[test]
    fn a_small_letter_has_one_capital() {
        for letter in '\0'..=char::MAX {
            let small = in_small(letter);
            assert!([small, capital_of(small)].contains(&letter), "{letter}");
            assert_eq!(in_small(capital_of(small)), small, "{letter}");
        }
    }

    #[test]
    fn capitals_are_small_as_unicode_has_it() {
        let blocks = ('\0'..='\u{17f}').chain('Ά'..='џ').chain('Ҋ'..='ҿ').chain('Ӑ'..='ӿ').chain('Ḁ'..='ẕ');
        let blocks = blocks.chain('Ạ'..='ỿ').chain('Ǹ'..='ȟ').chain(['Ơ', 'Ư', 'ơ', 'ư']);
        let differs = |letter: &char| letter.to_lowercase().ne([in_small(*letter)]);
        let others: Vec<char> = blocks.filter(differs).filter(|letter| !('Ϗ'..='Ͽ').contains(letter)).collect();
        assert_eq!(others, ['İ', 'Ÿ', '\u{3a2}'], "which is no letter");
    }
}
