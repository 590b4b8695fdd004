//! Where an article comes in.

use super::elements::{button, idle_button, said};
use super::events::{on, value_of};
use super::file_button::draw_file_button;
use crate::ui::desk::Action;
use crate::ui::dom;
use crate::ui::words::tr;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File};
use yew::prelude::*;

/// An article of our own, in the shape of a news paste: a date header, the body, a source line.
const SAMPLE: &str = include_str!("../../../static/sample.txt");

#[derive(Properties, PartialEq)]
pub struct Props {
    pub draft: AttrValue,
    /// HTML that the clipboard held beside the pasted text, if it looked like a page.
    pub on_html: Callback<String>,
    pub on_files: Callback<Vec<File>>,
    pub on_action: Callback<Action>,
}

/// The paste box, with a sample for those who have nothing at hand.
#[component]
pub fn PasteBox(props: &Props) -> Html {
    let on_action = &props.on_action;
    let page_html = use_state(|| None::<String>);
    let on_input = {
        let (on_action, page_html) = (on_action.clone(), page_html.clone());
        Callback::from(move |event: InputEvent| {
            let draft = value_of(&event);
            if draft.is_empty() {
                page_html.set(None);
            }
            on_action.emit(Action::Draft(draft));
        })
    };
    let on_paste = {
        let page_html = page_html.clone();
        Callback::from(move |event: Event| page_html.set(page_in_clipboard(&event)))
    };
    let on_submit = {
        let on_action = on_action.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                on_action.emit(Action::TagDraft);
            }
        })
    };
    // Not in the place of what was typed, which could not be had back.
    let is_blank = props.draft.trim().is_empty();
    let take_sample = is_blank.then(|| on(on_action, Action::Draft(SAMPLE.to_owned())));
    html! {
        <section class="paste" aria-labelledby="paste-title">
            <h2 id="paste-title">{ said("Paste an article") }</h2>
            <p class="lead">
                { said("People, organisations, places, dates and sums of money are tagged at once; you correct them \
                   and export a dataset. Everything stays in this tab: nothing is sent anywhere.") }
            </p>
            <label for={dom::PASTE_ID}>{ said("Article text") }</label>
            <textarea
                id={dom::PASTE_ID} value={props.draft.clone()} oninput={on_input} onpaste={on_paste}
                onkeydown={on_submit} spellcheck="false" dir="auto" aria-describedby="paste-hint"
            />
            // Always one child: a second would have the box made anew, and what is being pasted lost.
            if let Some(html) = &*page_html { { offer_page(html.clone(), &props.on_html) } }
            <div class="actions">
                <button type="button" class="primary" onclick={on(on_action, Action::TagDraft)}>{ said("Tag article") }</button>
                { idle_button(tr("Use the sample article"), take_sample) }
                { draw_file_button(tr("Import a folder"), tr("Folder to import"), true, &props.on_files) }
            </div>
            <p id="paste-hint" class="hint">
                { said("Ctrl + Enter tags it. A date at the top and a “Source:” line at the end become metadata. You can \
                   also drop .txt, .html, .csv, .json and .jsonl files anywhere on the page, or a model of yours: a .postil \
                   file, or model.onnx, tokenizer.json and config.json together.") }
            </p>
        </section>
    }
}

/// The clipboard's HTML, if it holds more than a few words of a page.
fn page_in_clipboard(event: &Event) -> Option<String> {
    let html = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/html").ok()?;
    (html.matches("<p").count() >= 3).then_some(html)
}

fn offer_page(html: String, on_html: &Callback<String>) -> Html {
    let take = on_html.reform(move |_| html.clone());
    html! {
        <p class="offer">
            { said("The clipboard holds a web page.") }{ " " }
            { button(tr("Use only the article found in it"), take) }
        </p>
    }
}
