//! What every dialog stands in, and the sheet of keys.

use super::elements::{button, hint, problem, said};
use super::events::on;
use crate::ui::desk::Action;
use crate::ui::keymap::{BINDINGS, keys};
use crate::ui::state::AppState;
use crate::ui::wording;
use crate::ui::words::tr;
use yew::prelude::*;

/// The key of most dialogs: where one follows another, the dialog stays open.
pub const DIALOG: &str = "dialog";

/// A modal dialog with a title and a button to close it, which the page opens when it is drawn, and gives the focus back
/// for. The browser keeps the focus inside, and closes it on Escape. With another key it is another dialog, which is
/// opened anew.
pub fn draw_frame(key: &str, title: &str, content: Html, on_action: &Callback<Action>) -> Html {
    let closed = on(on_action, Action::CloseDialog);
    html! {
        <dialog {key} aria-labelledby="dialog-title" onclose={closed}>
            <header>
                <h2 id="dialog-title">{ title }</h2>
                <form method="dialog"><button class="quiet">{ said("Close") }</button></form>
            </header>
            <div class="content">{ content }</div>
        </dialog>
    }
}

/// The keys, as the table of keys and the reader have them; the line that is `waiting` gets the next that is pressed.
pub fn draw_help(state: &AppState, waiting: Option<usize>, on_action: &Callback<Action>) -> Html {
    let rows = BINDINGS.iter().enumerate().map(|(line, binding)| {
        let change = on(on_action, Action::AskKeys(Some(line)));
        let keys = keys(binding, &state.keys).into_iter().map(|key| html! { <kbd key={key.clone()}>{ wording::key(&key) }</kbd> });
        html! {
            <div key={binding.help}>
                <dt>if waiting == Some(line) { <b>{ said("Press a key") }</b> } else { { for keys } }</dt>
                <dd>{ tr(binding.help) }</dd>
                <dd><button type="button" class="quiet" onclick={change} aria-label={tr!("Change: {what}", what = tr(binding.help))}>{ said("Change") }</button></dd>
            </div>
        }
    });
    let labels = state.project().schema.active().filter_map(|label| Some((label.key?, label))).map(|(key, label)| {
        html! { <div key={label.id.to_string()}><dt><kbd>{ key }</kbd></dt><dd>{ wording::name_of(label) }</dd></div> }
    });
    let reset = on(on_action, Action::ResetKeys);
    let content = html! {
        <>
            if let Some(alert) = &state.alert { { problem(alert) } }
            { hint(tr("Keys work everywhere but in text fields. With the pointer: click a mark or a word, drag over words, \
                or hold Alt to select single characters.")) }
            if !state.keys.is_empty() { { button(tr("Use the first keys again"), reset) } }
            <div class="sheet">
                <dl>{ for rows }</dl>
                <dl aria-label={tr("Keys of labels")}>{ for labels }</dl>
            </div>
        </>
    };
    draw_frame(DIALOG, tr("Keys"), content, on_action)
}
