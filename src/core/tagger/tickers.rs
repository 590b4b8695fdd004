//! Codes of shares in brackets: "Toyota (7203.T)", "Vale (INCO.JK, VALE.N)", "Moutai (SHA: 600519)".
//!
//! They name neither a company, which stands before them, nor a number.

use super::companies::EXCHANGES;
use crate::core::text::{Text, TextRange};

/// Whether a range, in bytes of a text, is all or a part of such a code.
pub(super) fn is_ticker(text: &Text, range: TextRange) -> bool {
    let (before, after) = (&text.as_str()[..range.start().as_usize()], &text.as_str()[range.end().as_usize()..]);
    let head = before.rsplit(is_edge).next().unwrap_or_default();
    let tail = after.split(is_edge).next().unwrap_or_default();
    let outside = &before[..before.len() - head.len()];
    let (begins, ends) = (outside.ends_with('('), after[tail.len()..].starts_with(')'));
    let code = || [head, text.slice(range), tail].concat();
    (begins || ends) && is_code(&code()) || ends && is_listed(outside)
}

fn is_edge(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))
}

/// "7203.T", "VOWG_p.DE"; not "U.S", "St.J", "Amazon.com".
fn is_code(word: &str) -> bool {
    let Some((share, exchange)) = word.split_once('.') else { return false };
    // "SIEGn"
    let share = share.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(share);
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    matches!(exchange.len(), 1 | 2)
        && exchange.bytes().all(is_capital)
        && share.len() >= 2
        && share.bytes().all(|byte| is_capital(byte) || byte.is_ascii_digit() || byte == b'_')
}

/// Whether an exchange stands there, behind a bracket: "(TYO: ".
fn is_listed(before: &str) -> bool {
    let exchange = before.trim_end().strip_suffix(':').and_then(|before| Some(before.rsplit_once('(')?.1));
    exchange.is_some_and(|exchange| EXCHANGES.contains(&exchange))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a name of a text is part of a code.
    fn is_code_in(content: &str, name: &str) -> bool {
        let start = content.find(name).unwrap();
        is_ticker(&Text::new(content), TextRange::from_usize(start..start + name.len()))
    }

    #[test]
    fn codes_of_shares_are_no_names() {
        let text = "Toyota (7203.T), Vale (INCO.JK, VALE.N), Volkswagen (VOWG_p.DE) and Moutai (SHA: 600519) rose.";
        for code in ["7203", "7203.T", "INCO.JK", "INCO", "VALE.N", "VOWG_p.DE", "600519"] {
            assert!(is_code_in(text, code), "{code}");
        }
        assert!(!is_code_in(text, "Toyota") && !is_code_in(text, "Moutai"));
    }

    #[test]
    fn other_words_in_brackets_may_be_names() {
        let text = "They (U.S), (St.J), (Amazon.com), (12.5), (UN), (UK: 12), (the BBC) and INCO.JK or TYO: 7 rose.";
        for name in ["U.S", "St.J", "Amazon", "12.5", "UN", "12", "BBC", "INCO.JK", "7"] {
            assert!(!is_code_in(text, name), "{name}");
        }
    }
}
