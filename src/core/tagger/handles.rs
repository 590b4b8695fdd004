//! Handles: "@acme", "#Acme". What stands behind the sign names nobody for an annotator.

use crate::core::text::{Text, TextRange};

/// Whether a range, in bytes of a text, begins right behind the sign of a handle. In an address a sign follows a word.
pub(super) fn is_handle(text: &Text, range: TextRange) -> bool {
    let before = text.as_str()[..range.start().as_usize()].strip_suffix(['@', '#']);
    before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_begin_behind_their_sign() {
        let text = Text::new("@Acme, Acme @ Oslo, #Bo ann@Acme");
        let is_handle = |start: usize, end: usize| is_handle(&text, TextRange::from_usize(start..end));
        assert!(is_handle(1, 5) && is_handle(21, 23));
        assert!(!is_handle(7, 11) && !is_handle(14, 18) && !is_handle(0, 5) && !is_handle(28, 32));
    }
}
