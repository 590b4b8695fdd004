//! A paragraph cut into the pieces that are painted.

use super::Cursor;
use crate::core::annotation::{Annotation, Key};
use crate::core::article::Article;
use crate::core::text::TextRange;

/// A stretch of a paragraph that looks the same from end to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where, in bytes of the article's text.
    pub range: TextRange,
    /// The visible annotations over it, the outermost first.
    pub marks: Vec<Annotation>,
    /// Whether it is among the selected words.
    pub selected: bool,
    /// Whether what the cursor is on starts with it.
    pub starts: bool,
    /// Whether what the cursor is on ends with it.
    pub ends: bool,
}

/// The pieces of a paragraph in order, without the newlines at its end. Together they cover it once.
#[must_use]
pub fn pieces(article: &Article, paragraph: TextRange, cursor: &Cursor) -> Vec<Piece> {
    let painted = article.text.slice(paragraph).trim_end_matches('\n').len();
    let start = paragraph.start().as_usize();
    let words = match cursor {
        Cursor::Words { range, .. } => Some(*range),
        Cursor::None | Cursor::Mark(_) => None,
    };
    let runs = article.annotations.runs(TextRange::from_usize(start..start + painted));
    runs.into_iter()
        .flat_map(|run| {
            let marks: Vec<Annotation> = run.active.into_iter().cloned().collect();
            split(run.range, words).map(move |(range, selected)| Piece {
                range,
                marks: marks.clone(),
                selected,
                starts: cursor.range().is_some_and(|cursor| cursor.start() == range.start()),
                ends: cursor.range().is_some_and(|cursor| cursor.end() == range.end()),
            })
        })
        .collect()
}

/// A range before, in and after the selected words.
fn split(range: TextRange, words: Option<TextRange>) -> impl Iterator<Item = (TextRange, bool)> {
    let selected = words.and_then(|words| words.intersection(range));
    let before = selected.map_or(range, |inside| TextRange::new(range.start(), inside.start()));
    let after = selected.and_then(|inside| TextRange::try_new(inside.end(), range.end()));
    let parts = [Some((before, false)), selected.map(|inside| (inside, true)), after.map(|after| (after, false))];
    parts.into_iter().flatten().filter(|(range, _)| !range.is_empty())
}

/// The mark that the cursor is on, if it is on one.
#[must_use]
pub fn current_mark(cursor: &Cursor) -> Option<&Key> {
    match cursor {
        Cursor::Mark(key) => Some(key),
        Cursor::None | Cursor::Words { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::{Text, paragraphs};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_cover_the_text_once(
            marks in prop::collection::vec((0usize..40, 1usize..12), 0..6), words in (0usize..40, 1usize..12),
        ) {
            let text = Text::new("Ann met Bob.\n\nThen they went on to Rome.\n");
            let mut article = Article::new("a1", text.clone(), Meta::default());
            let clamp = |(start, len): (usize, usize)| TextRange::from_usize(start..(start + len).min(41));
            for mark in marks {
                article.annotations.insert(Annotation::suggested(clamp(mark), "ORG".into(), Origin::Model, 0.5));
            }
            let cursor = Cursor::words(clamp(words));
            let mut painted = String::new();
            for paragraph in paragraphs(&text) {
                for piece in pieces(&article, paragraph, &cursor) {
                    prop_assert!(!piece.range.is_empty());
                    prop_assert!(piece.marks.iter().all(|mark| mark.range.contains(piece.range)));
                    prop_assert_eq!(piece.selected, clamp(words).overlaps(piece.range));
                    painted.push_str(text.slice(piece.range));
                }
            }
            prop_assert_eq!(painted, text.as_str().replace('\n', ""));
        }
    }
}
