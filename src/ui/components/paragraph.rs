//! One paragraph of the article: runs of text, and the marks around them.

use crate::core::annotation::{Annotation, Key, Status};
use crate::core::project::is_doubt;
use crate::core::schema::Schema;
use crate::core::text::{Text, TextRange};
use crate::ui::state::Piece;
use crate::ui::wording;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub text: Text,
    /// Where the paragraph is, in bytes.
    pub range: TextRange,
    pub pieces: Vec<Piece>,
    /// The mark that the cursor is on, if it is in this paragraph.
    pub current: Option<Key>,
    pub schema: Rc<Schema>,
}

/// A paragraph is drawn anew only when its props differ: typing a label key in a long article redraws
/// the paragraphs that changed.
#[component]
pub fn Paragraph(props: &Props) -> Html {
    let spaced = holds_white_space_as_written(props.text.slice(props.range));
    html! {
        <p class={classes!("paragraph", spaced.then_some("spaced"))} dir="auto">
            { for props.pieces.iter().enumerate().map(|(index, piece)| draw_piece(props, index, piece)) }
        </p>
    }
}

/// Whether white space in a paragraph says something, as in a table. Elsewhere it is set as usual: a space that
/// is kept where a line breaks would be painted under a mark.
fn holds_white_space_as_written(paragraph: &str) -> bool {
    paragraph.contains("  ") || paragraph.contains('\t')
}

fn draw_piece(props: &Props, index: usize, piece: &Piece) -> Html {
    let (start, _) = props.text.to_utf16(piece.range);
    let class = classes!("run", piece.selected.then_some("selected"));
    let run = html! {
        <>
            if piece.starts { { draw_handle("left") } }
            <span {class} data-utf16={start.to_string()}>{ props.text.slice(piece.range) }</span>
            if piece.ends { { draw_handle("right") } }
        </>
    };
    // A run is keyed by its place: when a mark is added, the runs after it keep theirs.
    let drawn =
        piece.marks.iter().rev().fold(run, |inside, (mark, depth)| draw_mark(props, piece, mark, *depth, inside));
    html! { <span key={index} class="piece">{ drawn }</span> }
}

/// By what an edge is dragged; keys need none. It has no text, so that positions in the document stay those of the text.
fn draw_handle(edge: &'static str) -> Html {
    html! { <span class="handle" data-edge={edge} aria-hidden="true"></span> }
}

fn draw_mark(props: &Props, piece: &Piece, mark: &Annotation, depth: usize, inside: Html) -> Html {
    let (start, end) = props.text.to_code_points(mark.range);
    let status = if mark.status == Status::Suggested { "suggested" } else { "confirmed" };
    let current = props.current.as_ref().is_some_and(|key| *key == mark.key());
    // The name of the label stands once, where the mark ends.
    let ends = mark.range.end() == piece.range.end();
    let whole = ends && mark.range.start() == piece.range.start();
    let class = classes!(
        "mark",
        status,
        (depth > 0).then_some("over"),
        (depth > 1).then_some("far-over"),
        whole.then_some("whole"),
        is_doubt(mark).then_some("doubtful"),
        current.then_some("current"),
        ends.then_some("ends"),
    );
    html! {
        <mark
            {class}
            data-label={mark.label.to_string()}
            data-start={start.to_string()}
            data-end={end.to_string()}
            data-status={status}
            aria-current={current.then_some("true")}
            title={wording::mark(&props.schema, mark)}
        >{ inside }</mark>
    }
}
