//! The article, set as a page, and what the pointer does on it.

use super::near::{Near, use_near};
use super::paragraph::Paragraph;
use crate::core::article::{Article, Meta};
use crate::core::schema::Schema;
use crate::core::text::{Text, TextRange, paragraphs, snap_to_words, trim_white_space};
use crate::ui::dom;
use crate::ui::state::{Action, Cursor, current_mark, pieces};
use gloo::events::EventListener;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub article: Arc<Article>,
    pub cursor: Cursor,
    pub schema: Rc<Schema>,
    pub on_action: Callback<Action>,
}

/// How much text is a part of the article, in bytes: about two screens.
const PART: u32 = 5_000;
/// About how much text a line has between the names of labels: what the height of a part that is not painted is
/// reckoned by.
const BYTES_A_LINE: u32 = 60;
/// How many parts are always painted: all of any article that is not very long.
const ALWAYS_PAINTED: usize = 4;

/// The open article. Of a very long one, paragraphs and marks are painted only near what is seen; its text is all
/// there, to be searched and selected.
#[component]
pub fn ArticleView(props: &Props) -> Html {
    let parts = use_memo(props.article.text.clone(), |text| in_parts(paragraphs(text)));
    let near = use_near(parts.len(), ALWAYS_PAINTED);
    let on_mouse_down = use_release(props);
    let draw = |(index, part): (usize, &Vec<TextRange>)| draw_part(props, &near, index, part);
    html! {
        <section
            id={dom::ARTICLE_ID} class="article" role="region" aria-label="Article" tabindex="0"
            translate="no" data-gramm="false" onmousedown={on_mouse_down}
        >
            { draw_meta(&props.article.meta) }
            <div class="body" ref={&near.parent}>{ for parts.iter().enumerate().map(draw) }</div>
        </section>
    }
}

/// Paragraphs that are painted together.
fn in_parts(paragraphs: Vec<TextRange>) -> Vec<Vec<TextRange>> {
    let mut parts: Vec<Vec<TextRange>> = Vec::new();
    for paragraph in paragraphs {
        match parts.last_mut().filter(|part| whole(part).len() < PART) {
            Some(part) => part.push(paragraph),
            None => parts.push(vec![paragraph]),
        }
    }
    parts
}

/// From the first paragraph to the last; there is one.
fn whole(part: &[TextRange]) -> TextRange {
    part[0].cover(part[part.len() - 1])
}

/// Hears where the pointer is released, which may be beside the article when a drag began on it. Gives back
/// what must hear that a press began.
#[hook]
fn use_release(props: &Props) -> Callback<MouseEvent> {
    let pressed = use_mut_ref(|| false);
    let on_mouse_down = {
        let pressed = pressed.clone();
        Callback::from(move |_| *pressed.borrow_mut() = true)
    };
    use_effect_with((props.article.clone(), props.on_action.clone()), move |(article, on_action)| {
        let (article, on_action) = (article.clone(), on_action.clone());
        let listener = EventListener::new(&gloo::utils::document(), "mouseup", move |event| {
            let began_here = pressed.replace(false);
            let Some(event) = event.dyn_ref::<MouseEvent>().filter(|event| event.button() == 0) else { return };
            let ends_here = target(event).is_some_and(|target| dom::is_in_article(&target));
            if let Some(cursor) = (began_here || ends_here).then(|| cursor_at(event, &article)).flatten() {
                on_action.emit(Action::Select(cursor));
            }
        });
        move || drop(listener)
    });
    on_mouse_down
}

fn draw_part(props: &Props, near: &Near, index: usize, paragraphs: &[TextRange]) -> Html {
    let whole = whole(paragraphs);
    let number = index.to_string();
    if near.is_near(index) || props.cursor.range().is_some_and(|cursor| cursor.overlaps(whole)) {
        let drawn = paragraphs.iter().map(|range| draw_paragraph(props, *range));
        return html! { <div key={index} class="part" data-part={number}>{ for drawn }</div> };
    }
    let (start, _) = props.article.text.to_utf16(whole);
    let text = props.article.text.slice(whole);
    let style = near.space(index, || {
        let lines: u32 = paragraphs.iter().map(|paragraph| paragraph.len().div_ceil(BYTES_A_LINE)).sum();
        format!("{lines} * var(--line) + {} * var(--gap)", paragraphs.len())
    });
    html! {
        <div key={index} class="part far" data-part={number} {style}>
            <span class="run" data-utf16={start.to_string()}>{ text }</span>
        </div>
    }
}

fn draw_paragraph(props: &Props, range: TextRange) -> Html {
    let current = current_mark(&props.cursor).filter(|key| key.0.overlaps(range)).cloned();
    let pieces = pieces(&props.article, range, &props.cursor);
    let key = range.start().to_string();
    html! {
        <Paragraph {key} text={props.article.text.clone()} {range} {pieces} {current} schema={props.schema.clone()} />
    }
}

fn draw_meta(meta: &Meta) -> Html {
    let line = [("Date", &meta.date), ("Source", &meta.source), ("By", &meta.byline), ("Address", &meta.url)];
    let items = line.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let items: Html = items
        .map(|(name, value)| html! { <div key={name}><dt>{ name }</dt><dd dir="auto">{ value }</dd></div> })
        .collect();
    html! { <dl class="meta" aria-label="About this article">{ items }</dl> }
}

/// What a click or a drag on the article selects: the mark under a click, the word under it, or the words
/// that were dragged over. With Alt held, characters instead of words.
fn cursor_at(event: &MouseEvent, article: &Article) -> Option<Cursor> {
    let selected = dom::article_selection(&article.text);
    if selected.is_some() {
        dom::clear_selection();
    }
    let dragged = selected.filter(|range| !range.is_empty());
    let Some(dragged) = dragged else {
        let mark = target(event).and_then(|target| dom::mark_under(&target, article));
        return mark.map(Cursor::Mark).or_else(|| Some(word_at(&article.text, selected?)));
    };
    let words =
        if event.alt_key() { trim_white_space(&article.text, dragged) } else { snap_to_words(&article.text, dragged) };
    words.map(Cursor::words)
}

fn target(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn word_at(text: &Text, caret: TextRange) -> Cursor {
    let after = text.as_str()[caret.start().as_usize()..].chars().next().map_or(0, char::len_utf8);
    let start = caret.start().as_usize();
    let word = snap_to_words(text, TextRange::from_usize(start..start + after));
    word.map_or(Cursor::None, Cursor::words)
}
