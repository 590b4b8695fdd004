//! An article as the learner reads it: cut into sentences and tokens.

use crate::core::text::{Text, TextRange, Token, paragraphs, sentences, tokens_in};
use std::ops::Range;

/// A text, its tokens, and which of them are a sentence.
pub(super) struct Reading<'a> {
    text: &'a Text,
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads a text as the taggers do: no sentence goes beyond a paragraph.
    pub fn new(text: &'a Text) -> Self {
        let mut reading = Self { text, tokens: Vec::new(), sentences: Vec::new() };
        for paragraph in paragraphs(text) {
            let tokens = tokens_in(text, paragraph);
            let before = reading.tokens.len();
            let moved = sentences(text, &tokens).into_iter().map(|it| before + it.start..before + it.end);
            reading.sentences.extend(moved);
            reading.tokens.extend(tokens);
        }
        reading
    }

    /// The text.
    pub fn text(&self) -> &'a Text {
        self.text
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, index: usize) -> &[Token] {
        &self.tokens[self.sentences[index].clone()]
    }

    /// Where some tokens of a sentence, which are not none, stand in the text.
    pub fn range(&self, sentence: usize, tokens: Range<usize>) -> TextRange {
        let tokens = &self.sentence(sentence)[tokens];
        tokens[0].range.cover(tokens[tokens.len() - 1].range)
    }

    /// The tokens of a range; `None` if it cuts one.
    pub fn tokens_of(&self, range: TextRange) -> Option<&[Token]> {
        let start = self.tokens.partition_point(|token| token.range.start() < range.start());
        let end = self.tokens.partition_point(|token| token.range.end() <= range.end());
        let tokens = self.tokens.get(start..end)?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        (first.range.start() == range.start() && last.range.end() == range.end()).then_some(tokens)
    }
}
