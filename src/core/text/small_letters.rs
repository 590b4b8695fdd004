//! Small letters in place of capitals, for words that are looked for.

/// A letter in small, if it is a capital of the Latin, Greek or Cyrillic alphabet. Those of a browser's languages are told
/// by where Unicode has them: its tables would be some kilobytes of the page.
#[must_use]
pub fn in_small(letter: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_small_as_unicode_has_it() {
        let blocks = ('\0'..='\u{17f}').chain('Ά'..='џ').chain('Ҋ'..='ҿ').chain('Ӑ'..='ӿ').chain('Ḁ'..='ẕ');
        let blocks = blocks.chain('Ạ'..='ỿ').chain('Ǹ'..='ȟ').chain(['Ơ', 'Ư', 'ơ', 'ư']);
        let differs = |letter: &char| letter.to_lowercase().ne([in_small(*letter)]);
        let others: Vec<char> = blocks.filter(differs).filter(|letter| !('Ϗ'..='Ͽ').contains(letter)).collect();
        assert_eq!(others, ['İ', 'Ÿ', '\u{3a2}'], "which is no letter");
    }
}
