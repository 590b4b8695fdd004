//! What is selected in the document, in offsets of the article's text.
//!
//! The main decision: a position is measured by the browser. The text from the start of a run to a position
//! in it is asked of a `Range`, and the first run after a position outside the runs is found by comparing.
//! Walking the nodes ourselves was rejected: an extension may have cut or wrapped the text of a run.

use super::body_element;
use crate::core::annotation::Key;
use crate::core::article::Article;
use crate::core::text::{ByteOffset, CodePointOffset, Text, TextRange, Utf16Offset};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range, Selection};

/// The part of the article's text that is selected; empty where the pointer only clicked. `None` if nothing
/// of the text is. A selection that goes beyond the text is cut there.
#[must_use]
pub fn article_selection(text: &Text) -> Option<TextRange> {
    let selected = selection()?.get_range_at(0).ok()?;
    let body = body_element()?;
    if !selected.intersects_node(&body).ok()? {
        return None;
    }
    let start = position(&body, text, &selected.start_container().ok()?, selected.start_offset().ok()?)?;
    let end = position(&body, text, &selected.end_container().ok()?, selected.end_offset().ok()?)?;
    text.range_from_utf16(start, end)
}

/// Cuts what the browser has selected to the paragraph in which that began, if it ends outside of the text; what began
/// outside, as where all of the page is selected, goes.
pub fn confine_selection() {
    if confined().is_none() {
        clear_selection();
    }
}

fn confined() -> Option<()> {
    let (selection, body) = (selection()?, body_element()?);
    let began = element_at(&selection.anchor_node()?)?.closest(".paragraph, .part").ok()??;
    let selected = selection.get_range_at(0).ok()?;
    if !body.contains(Some(&selected.start_container().ok()?)) {
        selected.set_start(&began, 0).ok()?;
    }
    if !body.contains(Some(&selected.end_container().ok()?)) {
        selected.set_end_after(&began).ok()?;
    }
    Some(())
}

/// The place between characters of the article's text that is nearest to a point of the window; `None` if there is no text
/// of it.
#[must_use]
pub fn caret_at(text: &Text, x: f64, y: f64) -> Option<ByteOffset> {
    let (node, offset) = caret(x, y)?;
    offset_at(text, &node, offset)
}

/// The place before the character that is drawn at a point of the window, or else the nearest.
#[must_use]
pub fn character_at(text: &Text, x: f64, y: f64) -> Option<ByteOffset> {
    let (node, offset) = caret(x, y)?;
    // To the second half of a character, the place behind it is nearer.
    let before = offset.checked_sub(1).filter(|before| is_drawn_at(&node, *before, x) == Some(true));
    before.and_then(|before| offset_at(text, &node, before)).or_else(|| offset_at(text, &node, offset))
}

/// Whether the character behind an offset in a node is drawn at a place of the line, in CSS pixels.
fn is_drawn_at(node: &Node, offset: u32, x: f64) -> Option<bool> {
    let character = Range::new().ok()?;
    character.set_start(node, offset).ok()?;
    character.set_end(node, offset + 1).ok()?;
    let place = character.get_bounding_client_rect();
    Some((place.left()..=place.right()).contains(&x))
}

/// A position in the document as an offset in the article's text; `None` if it is not in that.
fn offset_at(text: &Text, node: &Node, offset: u32) -> Option<ByteOffset> {
    let body = body_element().filter(|body| body.contains(Some(node)))?;
    let at = position(&body, text, node, offset)?;
    text.range_from_utf16(at, at).map(TextRange::start)
}

/// Where in the document a caret would be put by a press at a point of the window.
fn caret(x: f64, y: f64) -> Option<(Node, u32)> {
    CARETS.into_iter().find_map(|names| hit(names, x, y))
}

/// How browsers tell what is at a point: the function of the document, and the fields of its answer.
const CARETS: [[&str; 3]; 2] =
    [["caretPositionFromPoint", "offsetNode", "offset"], ["caretRangeFromPoint", "startContainer", "startOffset"]];

fn hit([function, node, offset]: [&str; 3], x: f64, y: f64) -> Option<(Node, u32)> {
    let document = super::document()?;
    // web-sys binds only the first, which not every browser has.
    let function: Function = Reflect::get(&document, &function.into()).ok()?.dyn_into().ok()?;
    let hit = function.call2(&document, &x.into(), &y.into()).ok()?;
    let node = Reflect::get(&hit, &node.into()).ok()?.dyn_into().ok()?;
    Some((node, Reflect::get(&hit, &offset.into()).ok()?.as_f64()? as u32))
}

/// Takes the browser's selection away: the page paints its own.
pub fn clear_selection() {
    if let Some(selection) = selection() {
        // A selection that is gone already is what was wanted.
        let _ = selection.remove_all_ranges();
    }
}

/// The annotation whose mark `target` is in.
#[must_use]
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
fn position(body: &Element, text: &Text, node: &Node, offset: u32) -> Option<Utf16Offset> {
    match element_at(node)?.closest("[data-utf16]").ok()? {
        Some(run) => in_run(&run, node, offset),
        None => between_runs(body, text, node, offset),
    }
}

/// The node if it is an element, or else the one around it.
fn element_at(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())
}

fn in_run(run: &Element, node: &Node, offset: u32) -> Option<Utf16Offset> {
    let before = Range::new().ok()?;
    before.set_start(run, 0).ok()?;
    before.set_end(node, offset).ok()?;
    Some(Utf16Offset::new(start_of(run)? + before.to_string().length()))
}

/// A position outside the runs, as after a triple click, which ends before the next paragraph: it is where
/// the first run after it starts.
fn between_runs(body: &Element, text: &Text, node: &Node, offset: u32) -> Option<Utf16Offset> {
    let runs = body.query_selector_all("[data-utf16]").ok()?;
    let range = Range::new().ok()?;
    let (mut before, mut after) = (0, runs.length());
    while before < after {
        let middle = before.midpoint(after);
        // Before the run: the position is positive where it comes after that.
        range.set_start_before(&runs.item(middle)?).ok()?;
        range.collapse_with_to_start(true);
        if range.compare_point(node, offset).ok()? > 0 {
            before = middle + 1;
        } else {
            after = middle;
        }
    }
    match runs.item(before) {
        Some(run) => start_of(run.dyn_ref()?).map(Utf16Offset::new),
        None => Some(text.to_utf16(text.range()).1),
    }
}

fn start_of(run: &Element) -> Option<u32> {
    run.get_attribute("data-utf16")?.parse().ok()
}
