//! A text as the sequence model reads it: cut into sentences and tokens.

use super::{ByteOffset, Text, TextRange, Token, paragraphs, sentences, tokens_in};
use std::ops::Range;

/// A text, its tokens, and which of them are a sentence.
pub struct Reading<'a> {
    text: &'a Text,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads a text. No sentence goes beyond a paragraph.
    #[must_use]
    pub fn new(text: &'a Text) -> Self {
        let mut reading = Self { text, tokens: Vec::new(), sentences: Vec::new() };
        paragraphs(text).into_iter().for_each(|paragraph| reading.add(paragraph));
        reading
    }

    /// Reads one paragraph of a text.
    #[must_use]
    pub fn of_paragraph(text: &'a Text, paragraph: TextRange) -> Self {
        let mut reading = Self { text, tokens: Vec::new(), sentences: Vec::new() };
        reading.add(paragraph);
        reading
    }

    fn add(&mut self, paragraph: TextRange) {
        let tokens = tokens_in(self.text, paragraph);
        let before = self.tokens.len();
        let moved = sentences(self.text, &tokens).into_iter().map(|it| before + it.start..before + it.end);
        self.sentences.extend(moved);
        self.tokens.extend(tokens);
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a Text {
        self.text
    }

    /// How many sentences there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The tokens of all sentences, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of a sentence, which are not none.
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn sentence(&self, index: usize) -> &[Token] {
        &self.tokens[self.sentences[index].clone()]
    }

    /// The tokens of each sentence, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        (0..self.len()).map(|index| self.sentence(index))
    }

    /// How many sentences end at a place or before it.
    #[must_use]
    pub fn ended_by(&self, place: ByteOffset) -> usize {
        let end = |sentence: &Range<usize>| self.tokens[sentence.clone()].last().map(|it| it.range.end());
        self.sentences.partition_point(|sentence| end(sentence).is_some_and(|end| end <= place))
    }

    /// Where some tokens of a sentence stand in the text.
    ///
    /// # Panics
    /// If they are none, or beyond the sentence.
    #[must_use]
    pub fn range(&self, sentence: usize, tokens: Range<usize>) -> TextRange {
        let tokens = &self.sentence(sentence)[tokens];
        tokens[0].range.cover(tokens[tokens.len() - 1].range)
    }

    /// The tokens of a range; `None` if it cuts one.
    #[must_use]
    pub fn tokens_of(&self, range: TextRange) -> Option<&[Token]> {
        let start = self.tokens.partition_point(|token| token.range.start() < range.start());
        let end = self.tokens.partition_point(|token| token.range.end() <= range.end());
        let tokens = self.tokens.get(start..end)?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        (first.range.start() == range.start() && last.range.end() == range.end()).then_some(tokens)
    }
}

/// What lies over each token of a sentence, and whether it begins there, of `spans` in order that do not overlap;
/// `range` says where a span is. Of spans that share a token, the first is over it.
pub fn spans_over<'a, S>(
    tokens: &[Token],
    spans: &'a [S],
    range: impl Fn(&S) -> TextRange,
) -> impl Iterator<Item = Option<(&'a S, bool)>> {
    let mut before = None;
    tokens.iter().map(move |token| {
        let next = spans.partition_point(|span| range(span).end() <= token.range.start());
        let over = spans.get(next).filter(|span| range(span).overlaps(token.range));
        let begins = before != Some(next);
        before = over.map(|_| next);
        over.map(|span| (span, begins))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_their_paragraph() {
        let text = Text::new("Ann left\n\nBo stayed. So did Li.");
        let reading = Reading::new(&text);
        let range = |index: usize| text.slice(reading.range(index, 0..reading.sentence(index).len()));
        let read: Vec<&str> = (0..reading.len()).map(range).collect();
        assert_eq!(read, ["Ann left", "Bo stayed.", "So did Li."]);
        let last = Reading::of_paragraph(&text, paragraphs(&text)[1]);
        assert!(last.sentences().eq(reading.sentences().skip(1)));
    }

    #[test]
    fn sentences_end_where_their_last_token_does() {
        let text = Text::new("Ann left. Bo stayed.");
        let reading = Reading::new(&text);
        let ended = [0, 8, 9, 12, 20].map(|place| reading.ended_by(ByteOffset::new(place)));
        assert_eq!(ended, [0, 0, 1, 1, 2]);
    }

    #[test]
    fn tokens_of_a_range_that_cuts_none() {
        let text = Text::new("Ann met Bo.");
        let reading = Reading::new(&text);
        let tokens = |range| reading.tokens_of(TextRange::from_usize(range)).map(<[_]>::len);
        assert_eq!(
            [tokens(0..7), tokens(8..10), tokens(0..6), tokens(1..7), tokens(3..4)],
            [Some(2), Some(1), None, None, None]
        );
    }

    #[test]
    fn a_span_begins_at_its_first_token() {
        let text = Text::new("Ann Li Bo met AlAhram");
        let spans = [0..6, 7..9, 14..16, 16..21].map(TextRange::from_usize);
        let reading = Reading::new(&text);
        let over: Vec<_> = spans_over(reading.sentence(0), &spans, |range| *range)
            .map(|over| over.map(|(span, begins)| (span.start().as_usize(), begins)))
            .collect();
        assert_eq!(over, [Some((0, true)), Some((0, false)), Some((7, true)), None, Some((14, true))]);
    }
}
