//! Where an edge of a range can go, and where a range falls into two.
//!
//! An edge never comes to rest beside white space that would be in the range: no dataset takes such a span.

use super::clusters::cluster_len;
use super::snap::{next_token, previous_token, snap_to_words, tokens_around, trim_white_space};
use super::{ByteOffset, Text, TextRange, tokens_in};

/// Which way along the text, or which edge of a range. For text from right to left, left is still the side of smaller
/// offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Towards the start of the text.
    Left,
    /// Towards its end.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// By what an edge moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// By a token.
    Token,
    /// By what a reader sees as one character.
    Character,
}

/// Words that join two names, and are part of neither when a range falls into two.
const JOINING: [&str; 9] = ["and", "or", "&", "/", ",", ";", "und", "et", "y"];

/// The range with one edge moved; `None` if nothing would be left or there is nothing to move over.
#[must_use]
pub fn resized(text: &Text, range: TextRange, edge: Side, side: Side, unit: Unit) -> Option<TextRange> {
    let resized = match (edge, unit) {
        (Side::Left, Unit::Token) => TextRange::try_new(start_by_token(text, range.start(), side)?, range.end()),
        (Side::Right, Unit::Token) => TextRange::try_new(range.start(), end_by_token(text, range.end(), side)?),
        (Side::Left, Unit::Character) => {
            let start =
                by_character(text, range.start(), side, |start| !after(text, start).starts_with(char::is_whitespace));
            TextRange::try_new(start?, range.end())
        }
        (Side::Right, Unit::Character) => {
            let end = by_character(text, range.end(), side, |end| !before(text, end).ends_with(char::is_whitespace));
            TextRange::try_new(range.start(), end?)
        }
    };
    resized.filter(|range| !range.is_empty())
}

/// The range with one edge where a pointer is, by token at the edge of the word there; `None` if nothing would be left.
/// The other edge stays.
#[must_use]
pub fn dragged(text: &Text, range: TextRange, edge: Side, to: ByteOffset, unit: Unit) -> Option<TextRange> {
    let covered = match edge {
        Side::Left => TextRange::try_new(to, range.end()),
        Side::Right => TextRange::try_new(range.start(), to),
    };
    let fitted = match unit {
        Unit::Token => snap_to_words(text, covered?),
        Unit::Character => trim_white_space(text, covered?),
    }?;
    let dragged = match edge {
        Side::Left => TextRange::try_new(fitted.start(), range.end()),
        Side::Right => TextRange::try_new(range.start(), fitted.end()),
    };
    dragged.filter(|range| !range.is_empty())
}

/// Where a range falls into two: at the first word that joins, which is in neither, or else after the first token;
/// `None` if it has only one.
#[must_use]
pub fn in_two(text: &Text, range: TextRange) -> Option<[TextRange; 2]> {
    let tokens = tokens_in(text, range);
    let (first, last) = (tokens.first()?.range, tokens.last()?.range);
    let joins = |at: &usize| JOINING.contains(&text.slice(tokens[*at].range));
    let joining = (1..tokens.len().saturating_sub(1)).find(joins);
    let (left, right) = joining.map_or((0, 1), |at| (at - 1, at + 1));
    Some([first.cover(tokens.get(left)?.range), tokens.get(right)?.range.cover(last)])
}

/// The nearest end of a token on one side of an end, which may itself lie within a token.
fn end_by_token(text: &Text, end: ByteOffset, side: Side) -> Option<ByteOffset> {
    match side {
        Side::Right => cut_token(text, end).or_else(|| next_token(text, end)).map(TextRange::end),
        Side::Left => {
            let last = previous_token(text, end)?;
            let is_there = last.end() == end;
            if is_there { previous_token(text, last.start()) } else { Some(last) }.map(TextRange::end)
        }
    }
}

/// The nearest start of a token on one side of a start, which may itself lie within a token.
fn start_by_token(text: &Text, start: ByteOffset, side: Side) -> Option<ByteOffset> {
    match side {
        Side::Left => cut_token(text, start).or_else(|| previous_token(text, start)).map(TextRange::start),
        Side::Right => {
            let first = next_token(text, start)?;
            let is_there = first.start() == start;
            if is_there { next_token(text, first.end()) } else { Some(first) }.map(TextRange::start)
        }
    }
}

/// The token that a place lies within.
fn cut_token(text: &Text, at: ByteOffset) -> Option<TextRange> {
    let around = tokens_around(text, TextRange::new(at, at));
    around.iter().map(|token| token.range).find(|range| range.start() < at && at < range.end())
}

/// The next place on one side between two characters where an edge may rest.
fn by_character(text: &Text, at: ByteOffset, side: Side, rests: impl Fn(ByteOffset) -> bool) -> Option<ByteOffset> {
    let step = |at| match side {
        Side::Right => next_character(text, at),
        Side::Left => previous_character(text, at),
    };
    std::iter::successors(step(at), |at| step(*at)).find(|at| rests(*at))
}

fn next_character(text: &Text, at: ByteOffset) -> Option<ByteOffset> {
    let len = cluster_len(after(text, at));
    (len > 0).then(|| ByteOffset::new(at.get() + len as u32))
}

fn previous_character(text: &Text, at: ByteOffset) -> Option<ByteOffset> {
    // White space is joined to nothing.
    let word = before(text, at).rfind(char::is_whitespace).unwrap_or(0);
    let starts = std::iter::successors(Some(ByteOffset::new(word as u32)), |start| next_character(text, *start));
    starts.take_while(|start| *start < at).last()
}

fn before(text: &Text, at: ByteOffset) -> &str {
    text.slice(TextRange::new(ByteOffset::ZERO, at))
}

fn after(text: &Text, at: ByteOffset) -> &str {
    text.slice(TextRange::new(at, text.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Side::{Left, Right};

    const TEXT: &str = "Ann and Bob left New York. Zoe\u{301} too 👨‍👩‍👧!";

    fn found(words: &str) -> TextRange {
        let at = TEXT.find(words).unwrap();
        TextRange::from_usize(at..at + words.len())
    }

    fn moved(words: &str, edge: Side, side: Side, unit: Unit) -> Option<&'static str> {
        let text = Text::new(TEXT);
        resized(&text, found(words), edge, side, unit).map(|range| &TEXT[range.as_usize()])
    }

    #[test]
    fn edges_move_by_token_and_never_cross() {
        assert_eq!(moved("New York", Left, Left, Unit::Token), Some("left New York"));
        assert_eq!(moved("New York", Left, Right, Unit::Token), Some("York"));
        assert_eq!(moved("New York", Right, Left, Unit::Token), Some("New"));
        assert_eq!(moved("New York", Right, Right, Unit::Token), Some("New York."));
        assert_eq!(moved("York", Right, Left, Unit::Token), None);
    }

    #[test]
    fn an_edge_within_a_token_moves_to_the_edges_of_that_token() {
        assert_eq!(moved("New Yo", Right, Right, Unit::Token), Some("New York"));
        assert_eq!(moved("New Yo", Right, Left, Unit::Token), Some("New"));
        assert_eq!(moved("ew York", Left, Left, Unit::Token), Some("New York"));
        assert_eq!(moved("ew York", Left, Right, Unit::Token), Some("York"));
    }

    #[test]
    fn edges_move_by_character_and_rest_beside_no_white_space() {
        assert_eq!(moved("New York", Left, Right, Unit::Character), Some("ew York"));
        assert_eq!(moved("New York", Left, Left, Unit::Character), Some("t New York"));
        assert_eq!(moved("New Y", Right, Left, Unit::Character), Some("New"));
        assert_eq!(moved("New", Right, Right, Unit::Character), Some("New Y"));
        assert_eq!(moved("A", Right, Left, Unit::Character), None);
        assert_eq!(moved("A", Left, Left, Unit::Character), None);
        assert_eq!(moved("!", Right, Right, Unit::Character), None);
    }

    #[test]
    fn an_edge_is_dragged_to_words_or_characters_and_not_past_the_other() {
        let text = Text::new(TEXT);
        let at = |words| found(words).start();
        let drag = |words, edge, to, unit| dragged(&text, found(words), edge, to, unit).map(|range| text.slice(range));
        assert_eq!(drag("New", Right, at("ork."), Unit::Token), Some("New York"));
        assert_eq!(drag("New", Right, at(" Zoe"), Unit::Token), Some("New York"), "not what only punctuates");
        assert_eq!(drag("New York", Left, at("eft"), Unit::Token), Some("left New York"));
        assert_eq!(drag("ew York", Right, at("rk."), Unit::Token), Some("ew York"), "the other edge stays in its word");
        assert_eq!(drag("New York", Right, at("ork."), Unit::Character), Some("New Y"));
        assert_eq!(drag("New York", Right, at("York"), Unit::Character), Some("New"));
        assert_eq!(drag("York", Right, at("New"), Unit::Token), None);
        assert_eq!(drag("York", Right, at("York"), Unit::Character), None);
    }

    #[test]
    fn a_character_is_what_a_reader_sees_as_one() {
        assert_eq!(moved("Zoe\u{301}", Right, Left, Unit::Character), Some("Zo"));
        assert_eq!(moved("Zo", Right, Right, Unit::Character), Some("Zoe\u{301}"));
        assert_eq!(moved("!", Left, Left, Unit::Character), Some("👨‍👩‍👧!"));
    }

    #[test]
    fn a_range_falls_into_two_at_what_joins_or_after_its_first_word() {
        let text = Text::new(TEXT);
        let halves = |words| in_two(&text, found(words)).map(|halves| halves.map(|range| text.slice(range)));
        assert_eq!(halves("Ann and Bob left"), Some(["Ann", "Bob left"]));
        assert_eq!(halves("New York"), Some(["New", "York"]));
        assert_eq!(halves("and Bob left"), Some(["and", "Bob left"]));
        assert_eq!(halves("York"), None);
    }
}
