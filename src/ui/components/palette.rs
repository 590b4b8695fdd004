//! The labels, with their keys and how often they occur: choosing one applies it.

use super::events::on;
use crate::core::schema::{Label, LabelId, Schema};
use crate::ui::state::{Action, Dialog};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub schema: Rc<Schema>,
    /// How many marks of each label the open article has.
    pub counts: Vec<(LabelId, usize)>,
    /// The label of the mark that the cursor is on.
    pub chosen: Option<LabelId>,
    pub on_action: Callback<Action>,
}

/// The label palette.
#[component]
pub fn Palette(props: &Props) -> Html {
    // The option that arrow keys have reached, by its place.
    let active = use_state(|| 0usize);
    let labels: Vec<Label> = props.schema.active().cloned().collect();
    let on_key_down = {
        let (active, labels, emit) = (active.clone(), labels.clone(), props.on_action.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = labels.len().saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" => active.set((*active + 1).min(last)),
                "ArrowUp" => active.set(active.saturating_sub(1)),
                "Enter" | " " => {
                    if let Some(label) = labels.get(*active) {
                        emit.emit(Action::Label(label.id.clone()));
                    }
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let options = labels.iter().enumerate().map(|(index, label)| draw_label(props, label, index == *active));
    let edit = on(&props.on_action, Action::Dialog(Some(Dialog::Labels)));
    html! {
        <section class="labels" aria-labelledby="labels-title">
            <header><h2 id="labels-title">{ "Labels" }</h2><button type="button" class="quiet" onclick={edit}>{ "Edit labels" }</button></header>
            <ul
                role="listbox" aria-label="Labels" tabindex="0" onkeydown={on_key_down}
                aria-activedescendant={labels.get(*active).map(option_id)}
            >{ for options }</ul>
        </section>
    }
}

fn option_id(label: &Label) -> String {
    format!("label-{}", label.id)
}

fn draw_label(props: &Props, label: &Label, active: bool) -> Html {
    let chosen = props.chosen.as_ref() == Some(&label.id);
    let count = props.counts.iter().find(|(id, _)| *id == label.id).map_or(0, |(_, count)| *count);
    let choose = on(&props.on_action, Action::Label(label.id.clone()));
    html! {
        <li
            key={label.id.to_string()} id={option_id(label)} role="option" aria-selected={chosen.to_string()}
            class={classes!("label", active.then_some("active"))} data-label={label.id.to_string()}
            onclick={choose}            title={label.id.to_string()}
        >
            <kbd>{ label.key.map(String::from).unwrap_or_default() }</kbd>
            <span class="swatch" aria-hidden="true"></span>
            <span class="name">{ &label.name }</span>
            <span class="count">{ if count > 0 { count.to_string() } else { String::new() } }</span>
        </li>
    }
}
