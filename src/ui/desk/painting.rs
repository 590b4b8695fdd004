//! A paragraph cut into the pieces that are painted.

use super::Cursor;
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::text::TextRange;
use std::ptr;

/// A stretch of a paragraph that looks the same from end to end.
pub struct Piece<'a> {
    /// Where, in bytes of the article's text.
    pub range: TextRange,
    /// The visible annotations over it, the outermost first, each with how many stand inside of it at most: by that
    /// many lines its own is further from the text.
    pub marks: Vec<(&'a Annotation, usize)>,
    /// Whether it is among the selected words.
    pub selected: bool,
    /// Whether what the cursor is on starts with it.
    pub starts: bool,
    /// Whether what the cursor is on ends with it.
    pub ends: bool,
}

/// The pieces of a paragraph in order, without the newlines at its end. Together they cover it once.
#[must_use]
pub fn pieces<'a>(article: &'a Article, paragraph: TextRange, cursor: &Cursor) -> Vec<Piece<'a>> {
    let painted = article.text.slice(paragraph).trim_end_matches('\n').len();
    let start = paragraph.start().as_usize();
    let words = match cursor {
        Cursor::Words { range, .. } => Some(*range),
        Cursor::None | Cursor::Mark(_) => None,
    };
    let range = TextRange::from_usize(start..start + painted);
    let runs = article.annotations.runs(range);
    // Nearly always no mark stands over another.
    let nested = runs.iter().any(|run| run.active.len() > 1);
    let depths = if nested { depths(article, range) } else { Vec::new() };
    runs.iter()
        .flat_map(|run| {
            let depth = |mark: &Annotation| depths.iter().find(|(it, _)| ptr::eq(*it, mark)).map_or(0, |it| it.1);
            let marks: Vec<_> = run.active.iter().map(|&mark| (mark, depth(mark))).collect();
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

/// The marks of a paragraph that stand over others, each with how many lines there are between its own and the text.
fn depths(article: &Article, paragraph: TextRange) -> Vec<(&Annotation, usize)> {
    let marks: Vec<&Annotation> = article.annotations.overlapping(paragraph).filter(|mark| mark.is_visible()).collect();
    let mut depths: Vec<(&Annotation, usize)> = Vec::new();
    for (at, mark) in marks.iter().enumerate().rev() {
        let inside = marks[at + 1..].iter().take_while(|other| other.range.start() < mark.range.end());
        let depth_of = |it: &&Annotation| depths.iter().find(|(deep, _)| ptr::eq(*deep, *it)).map_or(0, |it| it.1);
        if let Some(deepest) = inside.map(depth_of).max() {
            depths.push((mark, deepest + 1));
        }
    }
    depths
}

/// A range before, in and after the selected words.
fn split(range: TextRange, words: Option<TextRange>) -> impl Iterator<Item = (TextRange, bool)> {
    let selected = words.and_then(|words| words.intersection(range));
    let before = selected.map_or(range, |inside| TextRange::new(range.start(), inside.start()));
    let after = selected.and_then(|inside| TextRange::try_new(inside.end(), range.end()));
    let parts = [Some((before, false)), selected.map(|inside| (inside, true)), after.map(|after| (after, false))];
    parts.into_iter().flatten().filter(|(range, _)| !range.is_empty())
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
                    prop_assert!(piece.marks.iter().all(|(mark, _)| mark.range.contains(piece.range)));
                    prop_assert!(piece.marks.is_sorted_by(|(_, outer), (_, inner)| outer > inner), "no two lines in one place");
                    prop_assert_eq!(piece.selected, clamp(words).overlaps(piece.range));
                    painted.push_str(text.slice(piece.range));
                }
            }
            prop_assert_eq!(painted, text.as_str().replace('\n', ""));
        }
    }
}
