//! The menu of labels beside what the pointer chose.
//!
//! The main decision: it is a toolbar that the focus need not enter. Keys go on to act on the article as if it were
//! not there; Tab leads to it. A `menu` was rejected: it takes the focus, and with it the keys of the labels.

use super::events::on;
use crate::core::annotation::{Annotation, Status};
use crate::core::schema::{Label, Schema};
use crate::ui::dom;
use crate::ui::state::Action;
use crate::ui::words::tr;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The labels, and what else can be done with a mark; without one, words are chosen.
pub fn draw_label_menu(mark: Option<&Annotation>, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let decisions = mark.map(|mark| {
        let suggested = mark.status == Status::Suggested;
        let remove = tr(if suggested { "Refuse" } else { "Remove" });
        html! {
            <>
                if suggested { { draw_decision("↵", tr("Accept"), Action::Accept, on_action) } }
                { draw_decision("x", remove, Action::Reject, on_action) }
            </>
        }
    });
    let chosen = |label: &Label| mark.is_some_and(|mark| mark.label == label.id);
    let labels = schema.active().map(|label| draw_label(label, chosen(label), on_action));
    html! {
        <div
            id={dom::MENU_ID} class="label-menu" role="toolbar" aria-label={tr("Label menu")} onkeydown={walk}
            onpointerdown={|press: PointerEvent| press.stop_propagation()}
            onmousedown={|press: MouseEvent| press.prevent_default()}
        >{ for decisions }{ for labels }</div>
    }
}

fn draw_decision(key: &'static str, name: &'static str, action: Action, on_action: &Callback<Action>) -> Html {
    html! { <button key={key} type="button" onclick={choose(action, on_action)}><kbd aria-hidden="true">{ key }</kbd>{ name }</button> }
}

fn draw_label(label: &Label, chosen: bool, on_action: &Callback<Action>) -> Html {
    let id = label.id.to_string();
    html! {
        <button
            key={id.clone()} type="button" aria-pressed={chosen.to_string()} data-label={id}
            onclick={choose(Action::Label(label.id.clone()), on_action)}
        >
            <kbd aria-hidden="true">{ label.key.map(String::from).unwrap_or_default() }</kbd>
            <span class="swatch" aria-hidden="true"></span>
            { &label.name }
        </button>
    }
}

/// Does what a button is for. The menu goes with that, so the focus goes back first.
fn choose(action: Action, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    let act = on(on_action, action);
    Callback::from(move |press: MouseEvent| {
        dom::focus(dom::ARTICLE_ID);
        act.emit(press);
    })
}

/// Arrow keys go from button to button.
fn walk(event: KeyboardEvent) {
    let here: Option<HtmlElement> = event.target().and_then(|target| target.dyn_into().ok());
    let there = here.and_then(|here| match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => here.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => here.previous_element_sibling(),
        _ => None,
    });
    if let Some(there) = there.and_then(|there| there.dyn_into::<HtmlElement>().ok()) {
        // A button that is there takes the focus.
        let _ = there.focus();
        event.prevent_default();
        event.stop_propagation();
    }
}
