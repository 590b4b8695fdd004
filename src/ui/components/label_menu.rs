//! The menu of labels beside what the pointer chose.
//!
//! The main decision: it is a toolbar that the focus need not enter. Keys go on to act on the article as if it were
//! not there; Tab leads to it. A `menu` was rejected: it takes the focus, and with it the keys of the labels.

use super::events::on_leaving;
use crate::core::annotation::{Annotation, Status};
use crate::core::schema::{Label, Schema};
use crate::ui::desk::Action;
use crate::ui::dom;
use crate::ui::wording;
use crate::ui::words::tr;
use web_sys::Element;
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
    html! { <button key={key} type="button" onclick={on_leaving(on_action, action)}><kbd aria-hidden="true">{ key }</kbd>{ name }</button> }
}

fn draw_label(label: &Label, chosen: bool, on_action: &Callback<Action>) -> Html {
    let id = label.id.to_string();
    html! {
        <button
            key={id.clone()} type="button" aria-pressed={chosen.to_string()} data-label={id}
            onclick={on_leaving(on_action, Action::Label(label.id.clone()))}
        >
            <kbd aria-hidden="true">{ label.key.map(String::from).unwrap_or_default() }</kbd>
            <span class="swatch" aria-hidden="true"></span>
            { wording::name_of(label) }
        </button>
    }
}

/// Arrow keys go from button to button.
fn walk(event: KeyboardEvent) {
    let there = event.target_dyn_into::<Element>().and_then(|here| match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => here.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => here.previous_element_sibling(),
        _ => None,
    });
    if there.is_some() {
        dom::focus_on(there);
        event.prevent_default();
        event.stop_propagation();
    }
}
