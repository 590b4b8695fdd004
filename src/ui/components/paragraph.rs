//! One paragraph of the article: runs of text, and the marks around them.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::project::is_doubt;
use crate::core::schema::Schema;
use crate::core::text::TextRange;
use crate::ui::desk::{Cursor, Piece, pieces};
use crate::ui::wording;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// A stretch of an article, as it is seen.
#[derive(Clone, Properties)]
pub struct Stretch {
    pub article: Arc<Article>,
    /// Where it is, in bytes.
    pub range: TextRange,
    /// Only if it is on something of the stretch.
    pub cursor: Cursor,
    pub schema: Rc<Schema>,
}

impl PartialEq for Stretch {
    /// Whether it looks the same. One is drawn anew only when it does not: a label key in a long article redraws the
    /// paragraphs that it changed.
    fn eq(&self, other: &Self) -> bool {
        self.range == other.range
            && self.article.text == other.article.text
            && self.cursor == other.cursor
            && self.schema == other.schema
            && (Arc::ptr_eq(&self.article, &other.article) || self.marks().eq(other.marks()))
    }
}

impl Stretch {
    /// A part of it.
    pub fn of(&self, range: TextRange) -> Self {
        let here = self.cursor.range().is_some_and(|cursor| cursor.overlaps(range));
        let cursor = if here { self.cursor.clone() } else { Cursor::None };
        Self { article: self.article.clone(), range, cursor, schema: self.schema.clone() }
    }

    fn marks(&self) -> impl Iterator<Item = &Annotation> {
        self.article.annotations.overlapping(self.range)
    }
}

/// A paragraph.
#[component]
pub fn Paragraph(props: &Stretch) -> Html {
    let spaced = holds_white_space_as_written(props.article.text.slice(props.range));
    let pieces = pieces(&props.article, props.range, &props.cursor);
    html! {
        <p class="paragraph" data-spaced={spaced.then_some("")} dir="auto">
            { for pieces.iter().enumerate().map(|(index, piece)| draw_piece(props, index, piece)) }
        </p>
    }
}

/// Whether white space in a paragraph says something, as in a table. Elsewhere it is set as usual: a space that
/// is kept where a line breaks would be painted under a mark.
fn holds_white_space_as_written(paragraph: &str) -> bool {
    paragraph.contains("  ") || paragraph.contains('\t')
}

fn draw_piece(props: &Stretch, index: usize, piece: &Piece) -> Html {
    let text = &props.article.text;
    let (start, _) = text.to_utf16(piece.range);
    let run = html! {
        <>
            if piece.starts { { draw_handle("left") } }
            <span class="run" data-utf16={start.to_string()} data-selected={piece.selected.then_some("")}>{ text.slice(piece.range) }</span>
            if piece.ends { { draw_handle("right") } }
        </>
    };
    // A run is keyed by its place: when a mark is added, the runs after it keep theirs.
    let drawn =
        piece.marks.iter().rev().fold(run, |inside, (mark, depth)| draw_mark(props, piece, mark, *depth, inside));
    html! { <key={index}>{ drawn }</> }
}

/// By what an edge is dragged; keys need none. It has no text, so that positions in the document stay those of the text.
fn draw_handle(edge: &'static str) -> Html {
    html! { <span class="handle" data-edge={edge} aria-hidden="true"></span> }
}

fn draw_mark(props: &Stretch, piece: &Piece, mark: &Annotation, depth: usize, inside: Html) -> Html {
    let (start, end) = props.article.text.to_code_points(mark.range);
    let status = if mark.status == Status::Suggested { "suggested" } else { "confirmed" };
    let current = props.cursor.mark().is_some_and(|key| *key == mark.key());
    // The name of the label stands once, where the mark ends.
    let ends = mark.range.end() == piece.range.end();
    let whole = mark.range.start() == piece.range.start();
    let last = ends.then_some(if whole { "whole" } else { "" });
    let over = [None, Some("one"), Some("more")][depth.min(2)];
    html! {
        <mark
            class="mark"
            data-label={mark.label.to_string()}
            data-start={start.to_string()}
            data-end={end.to_string()}
            data-status={status}
            data-doubtful={is_doubt(mark).then_some("")}
            data-over={over}
            data-last={last}
            aria-current={current.then_some("true")}
            title={wording::mark(&props.schema, mark)}
        >{ inside }</mark>
    }
}
