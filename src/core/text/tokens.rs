//! Tokens: what the tagger labels and the keyboard walks over.
//!
//! One tokenizer serves suggestions, the token cursor and training, so a span the tagger can find is a
//! span the keyboard can make. It cuts finer than Penn Treebank does (hyphens are tokens: "Seoul" can be
//! marked in "Seoul-based"), because a span may join tokens but never cut one. Unicode word segmentation
//! (UAX #29) alone was rejected: it breaks "U.S." and "AT&T" and keeps "Samsung's" whole.

use super::clusters::{cluster_len, is_mark};
use super::{Text, TextRange};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with what holds a word together: "O'Neill", "AT&T", "U.S.", "example.com".
    Word,
    /// Starts with a digit: "175", "5.2bn", "10:30", "4th", "1990s".
    Number,
    /// Punctuation, one mark or a run of the same mark.
    Punctuation,
    /// Currency signs, emoji and everything else.
    Symbol,
}

impl TokenKind {
    /// Whether it is what people count as a word: letters, or a number.
    #[must_use]
    pub fn is_word(self) -> bool {
        matches!(self, Self::Word | Self::Number)
    }
}

/// A stretch of text without white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the whole text.
    pub range: TextRange,
    /// What it is made of.
    pub kind: TokenKind,
}

/// Words that keep their full stop when they are capitalised ("Sat." but not "he sat."), in lower case;
/// single letters and "U.S."-like forms need no entry.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "bros", "brig", "capt", "cmdr", "co", "col", "corp", "cpl", "dec", "dept",
    "dr", "esq", "feb", "fri", "ft", "gen", "gov", "hon", "inc", "jan", "jr", "lt", "ltd", "maj", "mon", "mr", "mrs",
    "ms", "messrs", "mt", "no", "nov", "oct", "ph", "pres", "prof", "pvt", "rep", "reps", "rev", "sat", "sen", "sens",
    "sept", "sep", "sgt", "sr", "st", "sun", "supt", "thu", "thurs", "tue", "tues", "univ", "wed",
];

/// The tokens of a text, in order. They do not overlap, and only white space lies between them.
#[must_use]
pub fn tokens(text: &Text) -> Vec<Token> {
    tokens_in(text, text.range())
}

/// The tokens of a part of a text, in order, with positions in the whole text.
///
/// # Panics
/// If `range` is not a range of this text.
#[must_use]
pub fn tokens_in(text: &Text, range: TextRange) -> Vec<Token> {
    let mut found = Vec::with_capacity(range.len() as usize / 5);
    let part = text.slice(range);
    for (start, chunk) in chunks(part) {
        let at = range.start().as_usize() + start;
        Cutter { chunk, at, pos: 0 }.cut_into(&mut found);
    }
    found
}

/// The stretches between white space, with their start in bytes.
fn chunks(part: &str) -> impl Iterator<Item = (usize, &str)> {
    part.split(char::is_whitespace)
        .filter(|chunk| !chunk.is_empty())
        .map(move |chunk| (chunk.as_ptr() as usize - part.as_ptr() as usize, chunk))
}

/// Cuts one chunk into tokens from left to right.
struct Cutter<'a> {
    chunk: &'a str,
    /// Where the chunk starts in the whole text, in bytes.
    at: usize,
    /// Where the next token starts in the chunk, in bytes.
    pos: usize,
}

impl Cutter<'_> {
    fn cut_into(mut self, found: &mut Vec<Token>) {
        while let Some((end, kind)) = self.next_token() {
            found.push(Token { range: TextRange::from_usize(self.at + self.pos..self.at + end), kind });
            self.pos = end;
        }
    }

    /// The end (in the chunk) and kind of the next token.
    fn next_token(&self) -> Option<(usize, TokenKind)> {
        let rest = &self.chunk[self.pos..];
        let first = rest.chars().next()?;
        if first.is_ascii_digit() || first.is_numeric() {
            return Some((self.pos + number_len(rest), TokenKind::Number));
        }
        if let Some(len) = self.address_len(rest) {
            return Some((self.pos + len, TokenKind::Word));
        }
        if let Some(len) = possessive_len(rest, self.pos) {
            return Some((self.pos + len, TokenKind::Word));
        }
        if stands_alone(first) {
            return Some((self.pos + cluster_len(rest), TokenKind::Word));
        }
        if first.is_alphabetic() {
            return Some((self.pos + word_len(rest), TokenKind::Word));
        }
        if is_punctuation(first) {
            let len = match first {
                // All of them are ASCII.
                '.' | '-' | '*' | '_' | '=' | '!' | '?' => {
                    rest.bytes().take_while(|&byte| byte == rest.as_bytes()[0]).count()
                }
                _ => first.len_utf8(),
            };
            return Some((self.pos + len, TokenKind::Punctuation));
        }
        Some((self.pos + cluster_len(rest), TokenKind::Symbol))
    }

    /// The length of an address at the start of the chunk, or behind what is glued to it.
    fn address_len(&self, rest: &str) -> Option<usize> {
        if !self.chunk[..self.pos].chars().next_back().is_none_or(is_glued) {
            return None;
        }
        let address = &rest[..rest.find(is_glued).unwrap_or(rest.len())];
        let end = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”', '\'']);
        is_address(address).then_some(end.len())
    }
}

/// "'s" and "’s" after a word, or by themselves, as corpora have them; the bare apostrophe of "Texas'" is left to
/// punctuation.
fn possessive_len(rest: &str, pos: usize) -> Option<usize> {
    let after = rest.strip_prefix(['\'', '’'])?.strip_prefix(['s', 'S'])?;
    let ends = !after.chars().next().is_some_and(char::is_alphanumeric);
    (ends && (pos > 0 || after.is_empty())).then_some(rest.len() - after.len())
}

/// Digits with the separators inside them and the letters stuck to them.
fn number_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let joins = matches!(c, '.' | ',' | ':') && next.is_some_and(|c| c.is_ascii_digit());
        if !(c.is_alphanumeric() && !stands_alone(c) || is_mark(c) || joins) {
            break;
        }
        len = i + c.len_utf8();
    }
    len.max(cluster_len(rest))
}

/// Letters with the apostrophes, ampersands and full stops that hold them together.
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let joined = match c {
            '\'' | '’' => next.is_some_and(char::is_alphabetic) && possessive_len(&rest[i..], 1).is_none(),
            '&' | '\u{ad}' => next.is_some_and(char::is_alphabetic),
            '.' => keeps_full_stop(&rest[..i], next),
            _ => c.is_alphanumeric() && !stands_alone(c) || is_mark(c),
        };
        if !joined {
            break;
        }
        len = i + c.len_utf8();
    }
    len
}

/// Whether the full stop after `word` belongs to it: "U.S.", "J.", "Inc.", "example.com".
fn keeps_full_stop(word: &str, next: Option<char>) -> bool {
    let last_part = word.rsplit('.').next().unwrap_or(word);
    let single = last_part.chars().count() == 1;
    if word.contains('.') && single {
        return true;
    }
    match next {
        Some(c) if c.is_alphanumeric() => single || c.is_lowercase() && word.chars().all(char::is_alphanumeric),
        _ => {
            single && word.chars().all(char::is_uppercase) && word != "I"
                || matches!(word, "etc" | "vs")
                || word.starts_with(char::is_uppercase) && ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
        }
    }
}

/// Whether a character is in no address but may stand beside one without a space: Thai, Chinese, Korean endings, emoji.
fn is_glued(c: char) -> bool {
    stands_alone(c) || c >= '\u{2e80}'
}

fn is_address(chunk: &str) -> bool {
    let lower = chunk.get(..8).unwrap_or(chunk).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") || is_email(chunk)
}

fn is_email(chunk: &str) -> bool {
    chunk.split_once('@').is_some_and(|(name, host)| {
        name.starts_with(char::is_alphanumeric) && host.contains('.') && host.starts_with(char::is_alphanumeric)
    })
}

/// Letters of scripts that write no spaces: each is a token, so that any stretch of them can be marked.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
        || matches!(u32::from(c), 0x00a1 | 0x00a7 | 0x00ab | 0x00b6 | 0x00b7 | 0x00bb | 0x00bf | 0x05be | 0x060c | 0x061b
            | 0x061f | 0x2010..=0x2027 | 0x2030..=0x205e | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f | 0xff01..=0xff0f
            | 0xff1a..=0xff20 | 0xff3b..=0xff3d | 0xff5b..=0xff65)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(content: &str) -> Vec<String> {
        let text = Text::new(content);
        tokens(&text).into_iter().map(|token| text.slice(token.range).to_owned()).collect()
    }

    macro_rules! cuts {
        ($($name:ident: $content:expr => $expected:expr;)*) => {
            $(#[test] fn $name() { assert_eq!(cut($content).join(" "), $expected); })*
        };
    }

    cuts! {
        possessives: "Samsung's Lee’s Texas'" => "Samsung 's Lee ’s Texas '";
        possessives_of_corpora: "Samsung 's Lee ’s 's' 'so" => "Samsung 's Lee ’s ' s ' ' so";
        names_that_hold_an_apostrophe: "O'Neill d’Ivoire" => "O'Neill d’Ivoire";
        hyphens_are_tokens: "Lee Jae-Young, Seoul-based" => "Lee Jae - Young , Seoul - based";
        abbreviations: "Mr. J. Smith Jr. of Acme Inc. in the U.S." => "Mr. J. Smith Jr. of Acme Inc. in the U.S.";
        a_full_stop_ends_a_sentence: "He saw it. So did I." => "He saw it . So did I .";
        money: "$175 billion, US$5.2bn, €300m and ₹21 lakh" => "$ 175 billion , US $ 5.2bn , € 300m and ₹ 21 lakh";
        numbers: "1,000.5 at 10:30 on the 4th, 1990s, 3.5%." => "1,000.5 at 10:30 on the 4th , 1990s , 3.5 % .";
        iso_dates: "2025-02-03" => "2025 - 02 - 03";
        dashes: "devices—including TVs—OpenAI ... wait -- no" => "devices — including TVs — OpenAI ... wait -- no";
        quotes: "\"new businesses.\" (HBM)" => "\" new businesses . \" ( HBM )";
        companies: "AT&T, R&D" => "AT&T , R&D";
        addresses: "see https://example.com/a-b?c=1, or a.b@example.org." => "see https://example.com/a-b?c=1 , or a.b@example.org .";
        addresses_in_chinese: "请联系a@b.com谢谢，见https://b.cn/a。" => "请 联 系 a@b.com 谢 谢 ， 见 https://b.cn/a 。";
        addresses_in_korean: "a@b.com으로 www.b.kr에서" => "a@b.com 으로 www.b.kr 에서";
        addresses_with_letters_of_europe: "jörg@b.de https://b.de/Köln" => "jörg@b.de https://b.de/Köln";
        hosts: "on example.com today" => "on example.com today";
        chinese: "他在北京。" => "他 在 北 京 。";
        hebrew: "שלום עולם" => "שלום עולם";
        combining_marks: "cafe\u{301} noir" => "cafe\u{301} noir";
        emoji: "Apple🍎 👨‍👩‍👧ok" => "Apple 🍎 👨‍👩‍👧 ok";
    }

    /// Each mark looks at itself alone: a look at all that follow would take minutes here.
    #[test]
    fn a_long_run_of_marks() {
        assert_eq!(cut(&"(".repeat(500_000)).len(), 500_000);
        assert_eq!(cut(&"-".repeat(500_000)).len(), 1);
    }

    proptest! {
        #[test]
        fn only_white_space_lies_between(content in "[ a-zA-Z0-9.,'’\n\u{a0}é中🍎$€&:@/-]{0,120}") {
            let text = Text::new(&content);
            let mut end = 0;
            for token in tokens(&text) {
                let range = token.range.as_usize();
                prop_assert!(!range.is_empty());
                prop_assert!(text.as_str()[end..range.start].chars().all(char::is_whitespace));
                prop_assert!(!text.slice(token.range).contains(char::is_whitespace));
                end = range.end;
            }
            prop_assert!(text.as_str()[end..].chars().all(char::is_whitespace));
        }
    }
}
