//! What every dialog stands in, and the sheet of keys.

use super::elements::{button, hint, problem};
use super::events::on;
use crate::ui::keymap::{BINDINGS, keys};
use crate::ui::state::{Action, AppState, Dialog};
use crate::ui::wording;
use crate::ui::words::tr;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FrameProps {
    pub title: AttrValue,
    pub on_action: Callback<Action>,
    pub children: Html,
}

/// A modal dialog with a title and a button to close it. The browser keeps the focus inside, gives it
/// back, and closes it on Escape.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // It fails only on a dialog that is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let closed = on(&props.on_action, Action::Dialog(None));
    html! {
        <dialog ref={node} aria-labelledby="dialog-title" onclose={closed}>
            <header>
                <h2 id="dialog-title">{ props.title.clone() }</h2>
                <form method="dialog"><button class="quiet">{ tr("Close") }</button></form>
            </header>
            <div class="content">{ props.children.clone() }</div>
        </dialog>
    }
}

/// The keys, as the table of keys and the reader have them; the line that is `waiting` gets the next that is pressed.
pub fn draw_help(state: &AppState, waiting: Option<usize>, on_action: &Callback<Action>) -> Html {
    let rows = BINDINGS.iter().enumerate().map(|(line, binding)| {
        let change = on(on_action, Action::Dialog(Some(Dialog::Help(Some(line)))));
        let keys = keys(binding, &state.keys).into_iter().map(|key| html! { <kbd key={key.clone()}>{ wording::key(&key) }</kbd> });
        html! {
            <div key={binding.help}>
                <dt>if waiting == Some(line) { <b>{ tr("Press a key") }</b> } else { { for keys } }</dt>
                <dd>{ tr(binding.help) }</dd>
                <dd><button type="button" class="quiet" onclick={change} aria-label={tr!("Change: {what}", what = tr(binding.help))}>{ tr("Change") }</button></dd>
            </div>
        }
    });
    let labels = state.project().schema.active().filter_map(|label| Some((label.key?, label))).map(|(key, label)| {
        html! { <div key={label.id.to_string()}><dt><kbd>{ key }</kbd></dt><dd>{ &label.name }</dd></div> }
    });
    let reset = on(on_action, Action::ResetKeys);
    html! {
        <Frame title={tr("Keys")} on_action={on_action.clone()}>
            if let Some(alert) = &state.alert { { problem(alert) } }
            { hint(tr("Keys work everywhere but in text fields. With the pointer: click a mark or a word, drag over words, \
                or hold Alt to select single characters.")) }
            if !state.keys.is_empty() { { button(tr("Use the first keys again"), reset) } }
            <div class="sheet">
                <dl>{ for rows }</dl>
                <dl aria-label={tr("Keys of labels")}>{ for labels }</dl>
            </div>
        </Frame>
    }
}
