//! The labels, with their keys and how often they occur: choosing one applies it. Any number of labels is reached by
//! typing a part of a name.

use super::elements::{hint, quiet_button, said};
use super::events::{on, value_of};
use crate::core::schema::{Label, LabelId, Schema};
use crate::ui::desk::Action;
use crate::ui::dom;
use crate::ui::wording;
use crate::ui::words::tr;
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

/// What is looked for, and the option that arrow keys have reached, by its place.
#[derive(Clone, Default, PartialEq)]
struct Search {
    letters: String,
    active: usize,
}

/// The label palette.
#[component]
pub fn Palette(props: &Props) -> Html {
    let search = use_state(Search::default);
    let labels = props.schema.find(&search.letters, wording::name_of);
    let on_input = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(Search { letters: value_of(&event), active: 0 }))
    };
    let options = labels.iter().enumerate().map(|(index, label)| draw_label(props, label, index == search.active));
    let active = labels.get(search.active).map(|label| option_id(label));
    let edit = on(&props.on_action, Action::AskLabels);
    html! {
        <section class="labels" aria-labelledby="labels-title">
            <header><h2 id="labels-title">{ said("Labels") }</h2>{ quiet_button(tr("Edit labels"), edit) }</header>
            <input
                id={dom::FIND_LABEL_ID} type="search" role="combobox" aria-label={tr("Find a label")} placeholder={tr("Find a label ( / )")}
                aria-expanded="true" aria-controls="labels" aria-activedescendant={active.clone()}
                autocomplete="off" value={search.letters.clone()} oninput={on_input}
                onkeydown={on_key(&search, &labels, props, true)}
            />
            <ul
                id="labels" role="listbox" aria-label={tr("Labels")} tabindex="0" aria-activedescendant={active}
                onkeydown={on_key(&search, &labels, props, false)}
            >{ for options }</ul>
            if labels.is_empty() { { hint(tr("No label is called that.")) } }
        </section>
    }
}

/// Arrow keys go through the labels, Enter applies one; where a label is looked for, that and Escape go back to the
/// article. Where none is called so, Enter does nothing.
fn on_key(search: &UseStateHandle<Search>, labels: &[&Label], props: &Props, typing: bool) -> Callback<KeyboardEvent> {
    let (search, emit) = (search.clone(), props.on_action.clone());
    let ids: Vec<LabelId> = labels.iter().map(|label| label.id.clone()).collect();
    let last = ids.len().saturating_sub(1);
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        let go_to = |active| search.set(Search { active, ..(*search).clone() });
        match (key.as_str(), typing) {
            ("ArrowDown", _) => go_to((search.active + 1).min(last)),
            ("ArrowUp", _) => go_to(search.active.saturating_sub(1)),
            // Where letters are typed, these are for them.
            ("Home", false) => go_to(0),
            ("End", false) => go_to(last),
            ("Escape", true) => leave(&search),
            ("Enter", _) | (" ", false) => {
                if let Some(label) = ids.get(search.active) {
                    emit.emit(Action::Label(label.clone()));
                    if typing {
                        leave(&search);
                    }
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    })
}

fn leave(search: &UseStateHandle<Search>) {
    search.set(Search::default());
    dom::focus(dom::ARTICLE_ID);
}

fn option_id(label: &Label) -> String {
    format!("label-{}", label.id)
}

fn draw_label(props: &Props, label: &Label, active: bool) -> Html {
    let chosen = props.chosen.as_ref() == Some(&label.id);
    let count = props.counts.iter().find(|(id, _)| *id == label.id).map_or(0, |(_, count)| *count);
    let (emit, action) = (props.on_action.clone(), Action::Label(label.id.clone()));
    let choose = Callback::from(move |_: MouseEvent| {
        emit.emit(action.clone());
        // Not the list, where Enter would choose again.
        dom::focus(dom::ARTICLE_ID);
    });
    html! {
        <li
            key={label.id.to_string()} id={option_id(label)} role="option" aria-selected={chosen.to_string()}
            class="label" data-active={active.then_some("")} data-label={label.id.to_string()}
            onclick={choose} title={label.id.to_string()}
        >
            <kbd>{ label.key.map(String::from).unwrap_or_default() }</kbd>
            <span class="swatch" aria-hidden="true"></span>
            <span class="name">{ wording::name_of(label) }</span>
            <span class="count">{ if count > 0 { count.to_string() } else { String::new() } }</span>
        </li>
    }
}
