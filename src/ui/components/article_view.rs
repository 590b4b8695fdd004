//! The article, set as a page, and what the pointer does on it.

use super::edge_drag::EdgeDrag;
use super::elements::said;
use super::events::press_on;
use super::near::{Near, use_near};
use super::paragraph::Stretch;
use super::part::Part;
use crate::core::article::{Article, Meta};
use crate::core::schema::Schema;
use crate::core::text::{ByteOffset, Text, TextRange, paragraphs, snap_to_words, trim_white_space};
use crate::ui::desk::{Action, Cursor};
use crate::ui::dom;
use crate::ui::words::tr;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
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

/// What is shown of what is known about the article.
const META: [&str; 4] = ["Date", "Source", "By", "Address"];

/// When what a long press has selected is taken, in milliseconds after it last changed.
const SETTLES: u32 = 350;

/// The open article. Of a very long one, paragraphs and marks are painted only near what is seen; its text is all
/// there, to be searched and selected.
#[component]
pub fn ArticleView(props: &Props) -> Html {
    let parts = use_memo(props.article.text.clone(), |text| in_parts(paragraphs(text)));
    let near = use_near(parts.len(), ALWAYS_PAINTED);
    let pressed = use_choice(props);
    let drag = use_drag(props, &pressed);
    let cursor = drag.held.map_or_else(|| props.cursor.clone(), EdgeDrag::preview);
    let seen = Stretch {
        article: props.article.clone(),
        range: props.article.text.range(),
        cursor,
        schema: props.schema.clone(),
    };
    let draw = |(index, part): (usize, &Rc<[TextRange]>)| draw_part(&seen, &near, index, part);
    html! {
        <section
            id={dom::ARTICLE_ID} class="article" data-dragging={drag.held.map(|_| "")}
            role="region" aria-label={tr("Article")} tabindex="0" lang="" translate="no" data-gramm="false"
            onpointerdown={drag.on_press} onpointermove={drag.on_move} onpointerup={drag.let_go}
            onpointercancel={drag.give_up}
        >
            { draw_meta(&props.article.meta) }
            <div class="body" ref={&near.parent}>{ for parts.iter().enumerate().map(draw) }</div>
        </section>
    }
}

/// An edge that is held, and what hears of the pointer.
struct Drag {
    held: Option<EdgeDrag>,
    on_press: Callback<PointerEvent>,
    /// Those that follow are wanted only while an edge is held.
    on_move: Option<Callback<PointerEvent>>,
    let_go: Option<Callback<PointerEvent>>,
    give_up: Option<Callback<PointerEvent>>,
}

/// Has the edges of what the cursor is on dragged; `pressed` is told of a press that is on none.
#[hook]
fn use_drag(props: &Props, pressed: &Press) -> Drag {
    let drag = use_state(|| None::<EdgeDrag>);
    let on_press = {
        let (drag, cursor, pressed) = (drag.clone(), props.cursor.clone(), pressed.clone());
        Callback::from(move |press: PointerEvent| match EdgeDrag::begin(&press, &cursor) {
            Some(held) => drag.set(Some(held)),
            None => pressed.set(Some(press.pointer_type() == "touch")),
        })
    };
    let on_move = drag.map(|held| {
        let (drag, text) = (drag.clone(), props.article.text.clone());
        Callback::from(move |event: PointerEvent| drag.set(Some(held.moved(&event, &text))))
    });
    let let_go = drag.map(|held| {
        let (drag, cursor, on_action) = (drag.clone(), props.cursor.clone(), props.on_action.clone());
        let article = props.article.clone();
        Callback::from(move |release: PointerEvent| {
            drag.set(None);
            let press = || {
                let target = dom::element_at(&release)?;
                pointed(&release, &target, release.pointer_type() == "touch", &article)
            };
            if let Some(action) = held.end(&release, &cursor, press) {
                on_action.emit(action);
            }
        })
    });
    let give_up = drag.map(|_| {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| drag.set(None))
    });
    Drag { held: drag.filter(|held| held.holds(&props.cursor)), on_press, on_move, let_go, give_up }
}

/// Paragraphs that are painted together.
fn in_parts(paragraphs: Vec<TextRange>) -> Vec<Rc<[TextRange]>> {
    let mut parts: Vec<Vec<TextRange>> = Vec::new();
    for paragraph in paragraphs {
        match parts.last_mut().filter(|part| whole(part).len() < PART) {
            Some(part) => part.push(paragraph),
            None => parts.push(vec![paragraph]),
        }
    }
    parts.into_iter().map(Rc::from).collect()
}

/// From the first paragraph to the last; there is one.
fn whole(part: &[TextRange]) -> TextRange {
    part[0].cover(part[part.len() - 1])
}

/// Whether the last press on the article was by touch; `None` once it is dealt with.
type Press = Rc<Cell<Option<bool>>>;

/// Hears where the pointer is released, which may be beside the article when a drag began on it, and when a long press
/// has selected something. Gives back what must be told of a press.
#[hook]
fn use_choice(props: &Props) -> Press {
    let press = (*use_memo((), |()| Press::default())).clone();
    let told = press.clone();
    use_effect_with((props.article.clone(), props.on_action.clone()), move |(article, on_action)| {
        let (released_on, emit) = (article.clone(), on_action.clone());
        let released = told.clone();
        let release = EventListener::new(&gloo::utils::document(), "mouseup", move |event| {
            let began_here = released.take();
            let Some(event) = event.dyn_ref::<MouseEvent>().filter(|event| event.button() == 0) else { return };
            let chosen = chosen(event, began_here, &released_on);
            chosen.into_iter().for_each(|action| emit.emit(action));
        });
        let (article, emit) = (article.clone(), on_action.clone());
        let settles = RefCell::new(None);
        let selection = EventListener::new(&gloo::utils::document(), "selectionchange", move |_| {
            if told.get() == Some(true) {
                let (article, emit) = (article.clone(), emit.clone());
                let settled = Timeout::new(SETTLES, move || {
                    dom::confine_selection();
                    selected(&article, false, true).into_iter().for_each(|action| emit.emit(action));
                });
                settles.replace(Some(settled));
            }
        });
        move || drop((release, selection))
    });
    press
}

fn draw_part(article: &Stretch, near: &Near, index: usize, paragraphs: &Rc<[TextRange]>) -> Html {
    let stretch = article.of(whole(paragraphs));
    let has_cursor = stretch.cursor.range().is_some();
    let is_drawn = near.is_near(index) || has_cursor;
    let is_far = !is_drawn || near.is_away(index) && !has_cursor;
    let room = is_far.then(|| near.space(index, || reckoned(paragraphs)));
    html! { <Part key={index} {index} {stretch} paragraphs={paragraphs.clone()} {is_drawn} {room} /> }
}

/// How high a part is about, in CSS.
fn reckoned(paragraphs: &[TextRange]) -> String {
    let lines: u32 = paragraphs.iter().map(|paragraph| paragraph.len().div_ceil(BYTES_A_LINE)).sum();
    format!("{lines} * var(--line) + {} * var(--gap)", paragraphs.len())
}

fn draw_meta(meta: &Meta) -> Html {
    let values = [&meta.date, &meta.source, &meta.byline, &meta.url];
    let items = META.into_iter().zip(values).filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let items =
        items.map(|(name, value)| html! { <div key={name}><dt>{ said(name) }</dt><dd dir="auto">{ value }</dd></div> });
    html! { <dl class="meta" aria-label={tr("About this article")}>{ for items }</dl> }
}

/// What a click or a drag on the article chooses; `began_here` tells of the press whether it was by touch, if it was on
/// the article. A click on a word only puts the cursor there: a tap, which has no second one, opens the menu as well.
fn chosen(event: &MouseEvent, began_here: Option<bool>, article: &Article) -> Option<Action> {
    let target = target(event).filter(dom::is_in_article);
    if target.is_none() && began_here.is_none() {
        return None;
    }
    dom::confine_selection();
    let words = selected(article, event.alt_key(), began_here == Some(true));
    dom::clear_selection();
    words.or_else(|| pointed(event, target.as_ref()?, began_here?, article))
}

/// What a click chooses on an element of the article.
fn pointed(event: &MouseEvent, target: &Element, by_touch: bool, article: &Article) -> Option<Action> {
    if let Some(mark) = dom::mark_under(target, article) {
        return Some(press_on(Cursor::Mark(mark), by_touch));
    }
    let at = dom::character_at(&article.text, event.client_x().into(), event.client_y().into())?;
    let word = word_at(&article.text, at);
    Some(if by_touch { Action::Tap(word) } else { Action::Select(word) })
}

/// The words that the browser has selected, which are the page's from now on; by character, only without white space at
/// their edges.
fn selected(article: &Article, by_character: bool, by_touch: bool) -> Option<Action> {
    let selected = dom::article_selection(&article.text).filter(|range| !range.is_empty())?;
    dom::clear_selection();
    let words = if by_character { trim_white_space } else { snap_to_words }(&article.text, selected);
    words.map(|words| press_on(Cursor::exactly(article, words), by_touch))
}

fn target(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The word whose character begins at a place.
fn word_at(text: &Text, at: ByteOffset) -> Cursor {
    let start = at.as_usize();
    let after = text.as_str()[start..].chars().next().map_or(0, char::len_utf8);
    let word = snap_to_words(text, TextRange::from_usize(start..start + after));
    word.map_or(Cursor::None, Cursor::words)
}
