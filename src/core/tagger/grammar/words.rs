//! The tokens of a paragraph with their senses, and the small steps that rules are made of.
//!
//! A rule is a function from the words and a position (an index of a word) to the position after its
//! match, so that rules chain with `?` and alternate with `or_else`. Each step looks a bounded number of
//! words ahead, so the grammar is linear in the length of the text.

use super::lexicon::{Entry, Lexicon};
use super::numerals;
use super::senses::*;
use crate::core::text::{Text, TextRange, Token, TokenKind};

/// A token with its senses.
struct Word {
    range: TextRange,
    senses: Senses,
    value: u32,
    /// Whether no white space stands before it.
    glued: bool,
}

/// The words of one paragraph.
pub(super) struct Words<'a> {
    text: &'a Text,
    tokens: Vec<Word>,
    /// Whether there is a word for a law in capitals: only then can any capitalised word start a match.
    laws: bool,
}

impl<'a> Words<'a> {
    /// Looks up each token.
    pub(super) fn new(text: &'a Text, tokens: &[Token], lexicon: &Lexicon) -> Self {
        let mut end = None;
        let read = |token: &Token| {
            let Entry { senses, value } = read(text.slice(token.range), token.kind, lexicon);
            let glued = end == Some(token.range.start());
            end = Some(token.range.end());
            Word { range: token.range, senses, value, glued }
        };
        let tokens: Vec<Word> = tokens.iter().map(read).collect();
        let laws = tokens.iter().any(|word| word.senses.any(LAW) && word.senses.any(CAPITAL));
        Self { text, tokens, laws }
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The bytes of the text that words `start..end` cover.
    pub(super) fn range(&self, start: usize, end: usize) -> TextRange {
        self.tokens[start].range.cover(self.tokens[end - 1].range)
    }

    /// The word at `at`, or nothing past the end.
    pub(super) fn as_str(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |word| self.text.slice(word.range))
    }

    /// The number of bytes of the word at `at`: for figures, of its digits.
    pub(super) fn width(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |word| word.range.len())
    }

    /// The value of the number or month at `at`.
    pub(super) fn value(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |word| word.value)
    }

    /// Whether the word at `at` has one of these senses.
    pub(super) fn is(&self, at: usize, senses: Senses) -> bool {
        self.tokens.get(at).is_some_and(|word| word.senses.any(senses))
    }

    /// Whether the word before `at` has one of these senses.
    pub(super) fn follows(&self, at: usize, senses: Senses) -> bool {
        at > 0 && self.is(at - 1, senses)
    }

    /// Whether the figure at `at` is a year that needs no context.
    pub(super) fn is_near_year(&self, at: usize) -> bool {
        self.width(at) == 4 && (1900..=2049).contains(&self.value(at))
    }

    /// Whether no white space stands before the word at `at`.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|word| word.glued)
    }

    /// Whether the word at `at` starts a column of a table: a tab or three spaces stand before it.
    pub(super) fn starts_column(&self, at: usize) -> bool {
        at > 0 && at < self.len() && {
            let gap = &self.text.as_str()
                [self.tokens[at - 1].range.end().as_usize()..self.tokens[at].range.start().as_usize()];
            gap.contains('\t') || gap.chars().count() > 2
        }
    }

    /// Whether a sentence may start at `at`.
    pub(super) fn opens(&self, at: usize) -> bool {
        at == 0 || self.is(at - 1, STOP | OPEN)
    }

    /// Whether a match can start at `at`: most words cannot, which makes the grammar fast.
    pub(super) fn may_start(&self, at: usize) -> bool {
        self.tokens[at].senses.without(NO_START) != Senses::NONE
            || self.is(at + 1, SIGN)
            || self.is_minus(at)
            || self.laws && self.is(at, CAPITAL)
    }

    /// Past a word with one of these senses.
    pub(super) fn eat(&self, at: usize, senses: Senses) -> Option<usize> {
        self.is(at, senses).then_some(at + 1)
    }

    /// Past such a word, if no white space stands before it.
    pub(super) fn eat_glued(&self, at: usize, senses: Senses) -> Option<usize> {
        self.is_glued(at).then(|| self.eat(at, senses))?
    }

    /// Past such a word, or not moving.
    pub(super) fn skip(&self, at: usize, senses: Senses) -> usize {
        self.eat(at, senses).unwrap_or(at)
    }

    /// Past a hyphen or dash with no white space around it.
    pub(super) fn hyphen(&self, at: usize) -> Option<usize> {
        let after = self.eat_glued(at, DASH)?;
        self.is_glued(after).then_some(after)
    }

    /// Past the minus of a figure, or not moving: a dash that stands before the figure and after white space.
    pub(super) fn skip_minus(&self, at: usize) -> usize {
        if self.is_minus(at) { at + 1 } else { at }
    }

    /// Whether a minus stands at `at`; not in "60% -80%".
    fn is_minus(&self, at: usize) -> bool {
        let starts = !self.is_glued(at) || self.follows(at, OPEN);
        self.is(at, DASH) && self.is_glued(at + 1) && starts && !self.follows(at, PERCENT | INTEGER | DECIMAL)
    }

    /// Past a hyphen, or not moving: "two years" and "two-year" alike.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        self.hyphen(at).unwrap_or(at)
    }

    /// Whether the word before `at` hangs on it by a hyphen, slash or the like.
    pub(super) fn hangs_before(&self, at: usize) -> bool {
        self.is_glued(at) && self.follows(at, DASH | SLASH | STOP | CODE_MARK | APOSTROPHE) && self.is_glued(at - 1)
    }

    /// Whether a word hangs on what ends at `end` by a hyphen or slash.
    pub(super) fn hangs_after(&self, end: usize) -> bool {
        self.is_glued(end) && self.is(end, DASH | SLASH | APOSTROPHE) && self.is_glued(end + 1)
    }
}

/// The senses of a token.
fn read(token: &str, kind: TokenKind, lexicon: &Lexicon) -> Entry {
    match kind {
        TokenKind::Number => numerals::read(token, lexicon),
        TokenKind::Word => read_word(token, lexicon),
        TokenKind::Punctuation | TokenKind::Symbol => Entry { senses: read_mark(token), value: 0 },
    }
}

fn read_word(token: &str, lexicon: &Lexicon) -> Entry {
    if matches!(token, "'s" | "’s") {
        return Entry { senses: POSSESSIVE, value: 0 };
    }
    let Entry { senses, value } = lexicon.look_up(token);
    let capital = token.contains(char::is_uppercase);
    let in_wrong_case = match (capital, token.contains(char::is_lowercase)) {
        (true, true) => ALL_CAPITALS,
        (true, false) => CURRENCY_PREFIX,
        (false, _) if token.ends_with('.') => PROPER,
        (false, _) => ALL_CAPITALS | PROPER,
    };
    let known = senses.without(in_wrong_case);
    let shape = match () {
        () if capital && known.without(COMMON) == Senses::NONE => CAPITAL | NAME | read_prefixed_figure(token, lexicon),
        () if capital => CAPITAL,
        () if known.any(CLOSED) => Senses::NONE,
        () => LOWER,
    };
    Entry { senses: known | shape, value }
}

/// Letters stuck to the front of a figure: a currency ("Rs4000", "R500", "USD50"), "FY2025" and "Q1FY26".
fn read_prefixed_figure(token: &str, lexicon: &Lexicon) -> Senses {
    let Some(digits) = token.find(|c: char| c.is_ascii_digit()) else { return Senses::NONE };
    let (prefix, figure) = token.split_at(digits);
    if numerals::is_part_of_a_fiscal_year(token) {
        return WHOLE_DATE;
    }
    if !numerals::read(figure, lexicon).senses.any(INTEGER | DECIMAL | SCALED) {
        return Senses::NONE;
    }
    let known = lexicon.look_up(prefix).senses;
    let sense = if prefix.contains(char::is_lowercase) { CURRENCY_PREFIX } else { CODE };
    match prefix {
        "FY" => FISCAL_CODE,
        "R" | "N" | "P" | "K" => LETTER_SUM,
        _ if sense == CODE && known.any(UNSURE_CODE | SHORT_CODE) => LETTER_SUM,
        _ if known.any(sense) => WHOLE_SUM,
        _ => Senses::NONE,
    }
}

fn read_mark(token: &str) -> Senses {
    match token {
        "-" | "–" | "\u{2010}" | "\u{2011}" | "\u{2212}" => DASH,
        "/" => SLASH,
        "," => COMMA,
        "'" | "’" | "‘" => APOSTROPHE | STOP,
        "." | "!" | "?" | ":" | ";" | "\"" | "“" | "”" | "—" | "•" | "*" | "..." | "…" => STOP,
        "(" | "[" => OPEN,
        ")" | "]" => CLOSE,
        "%" | "٪" => PERCENT,
        "°" | "º" => DEGREE,
        "&" => AND,
        "+" | "#" | "№" | "=" | "_" | "^" => CODE_MARK,
        "℃" | "℉" => DEGREE | CELSIUS,
        _ if token.chars().next().is_some_and(is_currency_sign) => SIGN,
        _ => Senses::NONE,
    }
}

/// Unicode's currency signs in use.
fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '֏' | '؋' | '৳' | '฿' | '៛' | '₠'..='⃀' | '﷼' | '＄' | '￡' | '￥' | '￦')
}
