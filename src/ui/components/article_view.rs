//! The article, set as a page, and what the pointer does on it.

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

/// The open article.
#[component]
pub fn ArticleView(props: &Props) -> Html {
    let paragraphs = use_memo(props.article.text.clone(), paragraphs);
    let on_mouse_down = use_release(props);
    let draw = |range: &TextRange| draw_paragraph(props, *range);
    html! {
        <section
            id={dom::ARTICLE_ID} class="article" role="region" aria-label="Article" tabindex="0"
            translate="no" data-gramm="false" onmousedown={on_mouse_down}
        >
            { draw_meta(&props.article.meta) }
            <div class="body">{ for paragraphs.iter().map(draw) }</div>
        </section>
    }
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
