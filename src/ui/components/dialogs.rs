//! What every dialog stands in, and the sheet of keys.

use super::events::on;
use crate::core::schema::Schema;
use crate::ui::keymap::{BINDINGS, describe};
use crate::ui::state::Action;
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
                <form method="dialog"><button class="quiet">{ "Close" }</button></form>
            </header>
            { props.children.clone() }
        </dialog>
    }
}

/// The keys, as the table of keys has them.
pub fn draw_help(schema: &Schema, on_action: &Callback<Action>) -> Html {
    let rows = BINDINGS.iter().map(|binding| {
        let keys = binding.chords.iter().map(|&chord| html! { <kbd key={describe(chord)}>{ describe(chord) }</kbd> });
        html! { <div key={binding.help}><dt>{ for keys }</dt><dd>{ binding.help }</dd></div> }
    });
    let labels = schema.active().filter_map(|label| Some((label.key?, label))).map(|(key, label)| {
        html! { <div key={label.id.to_string()}><dt><kbd>{ key }</kbd></dt><dd>{ &label.name }</dd></div> }
    });
    html! {
        <Frame title="Keys" on_action={on_action.clone()}>
            <p class="hint">{ "Keys work everywhere but in text fields. With the pointer: click a mark or a word, drag \
                over words, or hold Alt to select single characters." }</p>
            <div class="sheet">
                <dl>{ for rows }</dl>
                <dl aria-label="Keys of labels">{ for labels }</dl>
            </div>
        </Frame>
    }
}
