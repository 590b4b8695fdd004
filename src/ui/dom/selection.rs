//! What is selected in the document, in offsets of the article's text.

use super::article_element;
use crate::core::annotation::Key;
use crate::core::article::Article;
use crate::core::text::{CodePointOffset, Text, TextRange, Utf16Offset};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Selection};

/// The stretch of the article that the pointer has selected; empty where it only clicked. `None` if the
/// selection is not in the article.
pub fn article_selection(text: &Text) -> Option<TextRange> {
    let article = article_element()?;
    let selection = selection()?;
    let anchor = position(&article, text, &selection.anchor_node()?, selection.anchor_offset())?;
    let focus = position(&article, text, &selection.focus_node()?, selection.focus_offset())?;
    text.range_from_utf16(anchor.min(focus), anchor.max(focus))
}

/// Takes the browser's selection away: the page paints its own.
pub fn clear_selection() {
    if let Some(selection) = selection() {
        // A selection that is gone already is what was wanted.
        let _ = selection.remove_all_ranges();
    }
}

/// The annotation whose mark `target` is in.
pub fn mark_under(target: &Element, article: &Article) -> Option<Key> {
    let mark = target.closest("mark[data-label]").ok()??;
    let offset = |name| mark.get_attribute(name)?.parse().ok().map(CodePointOffset::new);
    let range = article.text.range_from_code_points(offset("data-start")?, offset("data-end")?)?;
    Some((range, mark.get_attribute("data-label")?.into()))
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

/// A position in the document as an offset in the article's text.
fn position(article: &Element, text: &Text, node: &Node, offset: u32) -> Option<Utf16Offset> {
    if !article.contains(Some(node)) {
        return None;
    }
    match node.dyn_ref::<Element>() {
        None => in_text_node(node, offset),
        Some(element) => between_children(article, text, element, offset),
    }
}

/// A position in the text of a run. A browser extension may have cut the run's text in several nodes.
fn in_text_node(node: &Node, offset: u32) -> Option<Utf16Offset> {
    let run = node.parent_element()?.closest("[data-utf16]").ok()??;
    let mut before = 0;
    let mut sibling = node.previous_sibling();
    while let Some(node) = sibling {
        before += u32::try_from(node.text_content()?.encode_utf16().count()).ok()?;
        sibling = node.previous_sibling();
    }
    Some(Utf16Offset::new(start_of(&run)? + before + offset))
}

/// A position between the children of an element, as after a triple click, which ends before the next
/// paragraph: it is where the first run after it starts.
fn between_children(article: &Element, text: &Text, element: &Element, offset: u32) -> Option<Utf16Offset> {
    let runs = article.query_selector_all("[data-utf16]").ok()?;
    let child = element.child_nodes().item(offset);
    for index in 0..runs.length() {
        let run = runs.item(index)?;
        let after = match &child {
            Some(child) => child.contains(Some(&run)) || follows(child, &run),
            None => follows(element, &run) && !element.contains(Some(&run)),
        };
        if after {
            return start_of(run.dyn_ref::<Element>()?).map(Utf16Offset::new);
        }
    }
    Some(text.offsets().utf16(text.as_str(), text.end()))
}

fn follows(node: &Node, other: &Node) -> bool {
    node.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}

fn start_of(run: &Element) -> Option<u32> {
    run.get_attribute("data-utf16")?.parse().ok()
}
