//! What the next key acts on, and how it moves.

use crate::core::annotation::{Annotation, Key, Status};
use crate::core::article::Article;
use crate::core::project::is_doubt;
use crate::core::text::{
    ByteOffset, Side, TextRange, Unit, next_token, paragraphs, previous_token, resized, trim_white_space,
};
use std::cmp::Reverse;

/// What the next key acts on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cursor {
    /// Nothing.
    #[default]
    None,
    /// An annotation.
    Mark(Key),
    /// Words that carry no annotation yet.
    Words {
        /// The words, in bytes.
        range: TextRange,
        /// The edge that moves when the selection is extended; `None` before it has been.
        growing: Option<Side>,
    },
}

/// How the cursor moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next suggestion that waits for a decision.
    Suggestion(Side),
    /// To the next such that is doubtful.
    Doubt(Side),
    /// To the next mark of any kind.
    Mark(Side),
    /// To the next word.
    Token(Side),
    /// To the next paragraph.
    Paragraph(Side),
    /// Extend the selected words by one.
    Extend(Side),
}

impl Cursor {
    /// Words just selected.
    #[must_use]
    pub fn words(range: TextRange) -> Self {
        Self::Words { range, growing: None }
    }

    /// The mark that starts at a place of an article, or the word that does.
    #[must_use]
    pub fn at(article: &Article, at: ByteOffset) -> Self {
        let mark = article.annotations.visible().find(|mark| mark.range.start() == at).map(Annotation::key);
        let word = || {
            let rest = TextRange::try_new(at, article.text.end())?;
            article.text.get(rest)?;
            next_token(&article.text, at).filter(|word| word.start() == at)
        };
        mark.map(Self::Mark).or_else(|| word().map(Self::words)).unwrap_or_default()
    }

    /// The mark that has exactly this range of an article, or else its words.
    #[must_use]
    pub fn exactly(article: &Article, range: TextRange) -> Self {
        let mut over = article.annotations.overlapping(range).filter(|mark| mark.is_visible() && mark.range == range);
        over.next().map_or_else(|| Self::words(range), |mark| Self::Mark(mark.key()))
    }

    /// A mark over a range of an article, or else its words; nothing if the article has no such range.
    #[must_use]
    pub fn on(article: &Article, range: TextRange) -> Self {
        let mark = article.annotations.overlapping(range).find(|mark| mark.is_visible());
        let words = || article.text.get(range).map(|_| Self::words(range));
        mark.map(|mark| Self::Mark(mark.key())).or_else(words).unwrap_or_default()
    }

    /// What identifies the mark that the cursor is on, if it is on one.
    #[must_use]
    pub fn mark(&self) -> Option<&Key> {
        match self {
            Self::Mark(key) => Some(key),
            Self::None | Self::Words { .. } => None,
        }
    }

    /// The text that the cursor covers, in bytes.
    #[must_use]
    pub fn range(&self) -> Option<TextRange> {
        match self {
            Self::None => None,
            Self::Mark((range, _)) | Self::Words { range, .. } => Some(*range),
        }
    }

    /// Where this cursor goes by a move in an article; `None` if there is nowhere to go.
    #[must_use]
    pub fn moved(&self, article: &Article, by: Move) -> Option<Self> {
        match by {
            Move::Suggestion(side) => self.to_mark(article, side, |mark| mark.status == Status::Suggested),
            Move::Doubt(side) => self.to_mark(article, side, is_doubt),
            Move::Mark(side) => self.to_mark(article, side, |_| true),
            Move::Token(side) => self.to_token(article, side),
            Move::Paragraph(side) => self.to_paragraph(article, side),
            Move::Extend(side) => self.extended(article, side),
        }
    }

    /// The next mark of a kind on one side, going round at the end of the article.
    fn to_mark(&self, article: &Article, side: Side, wanted: impl Fn(&Annotation) -> bool) -> Option<Self> {
        let mut marks: Vec<Key> =
            article.annotations.visible().filter(|mark| wanted(mark)).map(Annotation::key).collect();
        if side == Side::Left {
            marks.reverse();
        }
        // The order in which they are: of those that start together, the longest first.
        let place = |(range, label): &Key| (range.start(), Reverse(range.end()), label.clone());
        let here = match self {
            Self::Mark(key) => place(key),
            // Before all that start there.
            _ => {
                (self.range().map_or(ByteOffset::ZERO, TextRange::start), Reverse(ByteOffset::new(u32::MAX)), "".into())
            }
        };
        let beyond = |key: &&Key| if side == Side::Right { place(key) > here } else { place(key) < here };
        marks.iter().find(beyond).or(marks.first()).cloned().map(Self::Mark)
    }

    fn to_token(&self, article: &Article, side: Side) -> Option<Self> {
        let text = &article.text;
        let range = match (side, self.range()) {
            (Side::Right, None) => next_token(text, ByteOffset::ZERO)?,
            (Side::Left, None) => previous_token(text, text.end())?,
            (Side::Right, Some(range)) => next_token(text, range.end())?,
            (Side::Left, Some(range)) => previous_token(text, range.start())?,
        };
        Some(Self::on(article, range))
    }

    /// The first word of the next paragraph on one side.
    fn to_paragraph(&self, article: &Article, side: Side) -> Option<Self> {
        let text = &article.text;
        let starts = paragraphs(text).into_iter().filter_map(|it| trim_white_space(text, it)).map(TextRange::start);
        let here = self.range().map(TextRange::start);
        let start = match (side, here) {
            (Side::Right, None) => starts.min(),
            (Side::Right, Some(here)) => starts.filter(|start| *start > here).min(),
            (Side::Left, here) => starts.filter(|start| here.is_none_or(|here| *start < here)).max(),
        };
        next_token(text, start?).map(|word| Self::on(article, word))
    }

    /// The selected words with one more, or one fewer if the moving edge turns back.
    fn extended(&self, article: &Article, side: Side) -> Option<Self> {
        let Some(range) = self.range() else { return self.to_token(article, side) };
        let edge = match self {
            Self::Words { growing: Some(edge), .. } => *edge,
            _ => side,
        };
        let resized = |edge| resized(&article.text, range, edge, side, Unit::Token);
        let by = |edge| resized(edge).map(|range| Self::Words { range, growing: Some(edge) });
        by(edge).or_else(|| by(side))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::Text;

    /// "Ann Li" is suggested, "Rome" confirmed.
    fn article() -> Article {
        let mut article = Article::new("a1", Text::new("Ann Li left Rome for New York."), Meta::default());
        article.annotations.insert(Annotation::suggested(range(0, 6), "PERSON".into(), Origin::Model, 0.9));
        article.annotations.insert(Annotation::confirmed(range(12, 16), "GPE".into(), Origin::Human));
        article
    }

    fn range(start: usize, end: usize) -> TextRange {
        TextRange::from_usize(start..end)
    }

    fn walk(moves: &[Move]) -> Option<String> {
        let article = article();
        let mut cursor = Cursor::None;
        for &by in moves {
            cursor = cursor.moved(&article, by)?;
        }
        cursor.range().map(|range| article.text.slice(range).to_owned())
    }

    #[test]
    fn marks_and_suggestions_go_round() {
        use Side::{Left, Right};
        assert_eq!(walk(&[Move::Mark(Right), Move::Mark(Right)]).as_deref(), Some("Rome"));
        assert_eq!(walk(&[Move::Mark(Right), Move::Mark(Right), Move::Mark(Right)]).as_deref(), Some("Ann Li"));
        assert_eq!(walk(&[Move::Suggestion(Right), Move::Suggestion(Right)]).as_deref(), Some("Ann Li"));
        assert_eq!(walk(&[Move::Mark(Left)]).as_deref(), Some("Rome"));
        assert_eq!(walk(&[Move::Doubt(Right)]), None, "a sure suggestion is no doubt");
    }

    #[test]
    fn marks_that_start_or_end_together_are_all_reached() {
        let mut article = article();
        for (start, end, label) in [(0, 3, "ORG"), (0, 6, "ORG"), (4, 6, "GPE"), (0, 16, "EVENT")] {
            article.annotations.insert(Annotation::confirmed(range(start, end), label.into(), Origin::Human));
        }
        for side in [Side::Left, Side::Right] {
            let mut cursor = Cursor::None;
            let mut reached = std::collections::BTreeSet::new();
            for _ in article.annotations.visible() {
                cursor = cursor.moved(&article, Move::Mark(side)).unwrap();
                reached.extend(match &cursor {
                    Cursor::Mark(key) => Some(key.clone()),
                    _ => None,
                });
            }
            assert_eq!(reached.len(), article.annotations.visible().count(), "{side:?}");
        }
    }

    #[test]
    fn the_token_cursor_walks_words_and_marks() {
        use Side::{Left, Right};
        assert_eq!(walk(&[Move::Token(Right)]).as_deref(), Some("Ann Li"));
        assert_eq!(walk(&[Move::Token(Right), Move::Token(Right)]).as_deref(), Some("left"));
        assert_eq!(walk(&[Move::Token(Left), Move::Token(Left)]).as_deref(), Some("York"));
        let new_york = [Move::Token(Left), Move::Token(Left), Move::Extend(Left)];
        assert_eq!(walk(&new_york).as_deref(), Some("New York"));
    }

    #[test]
    fn paragraphs_are_walked_by_their_first_words() {
        use Side::{Left, Right};
        let article = Article::new("a1", Text::new("One two.\n\u{3000}Three four.\nFive."), Meta::default());
        let walk = |from: Option<&str>, side| {
            let words = |words: &str| {
                let at = article.text.as_str().find(words).unwrap();
                Cursor::words(range(at, at + words.len()))
            };
            let cursor = from.map(words).unwrap_or_default().moved(&article, Move::Paragraph(side))?;
            cursor.range().map(|range| article.text.slice(range))
        };
        assert_eq!((walk(None, Right), walk(None, Left)), (Some("One"), Some("Five")));
        assert_eq!((walk(Some("two"), Right), walk(Some("Five"), Right)), (Some("Three"), None));
        assert_eq!(
            (walk(Some("four"), Left), walk(Some("Three"), Left)),
            (Some("Three"), Some("One")),
            "indented or not"
        );
    }

    #[test]
    fn extending_back_over_the_anchor_shrinks() {
        use Side::{Left, Right};
        let moves =
            [Move::Token(Right), Move::Token(Right), Move::Extend(Right), Move::Extend(Right), Move::Extend(Left)];
        assert_eq!(walk(&moves).as_deref(), Some("left Rome"));
    }
}
