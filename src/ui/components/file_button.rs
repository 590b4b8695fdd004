//! A button that has files chosen, or a folder of them.

use super::elements::button;
use crate::ui::services::files_of;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What the names of files end in that can be read.
const ENDINGS: &str =
    ".txt,.text,.md,.html,.htm,.json,.jsonl,.conll,.conllup,.bilou,.iob,.bio,.csv,.tsv,.spacy,.ann,.zip,.postil,.onnx";

#[derive(Properties, PartialEq)]
pub struct Props {
    pub name: &'static str,
    /// What the field is called that the button stands for.
    pub label: &'static str,
    /// Whether a folder is chosen. What in it cannot be read is passed over.
    #[prop_or_default]
    pub folder: bool,
    pub on_files: Callback<Vec<File>>,
}

/// The button, and the field behind it.
#[component]
pub fn FileButton(props: &Props) -> Html {
    let input = use_node_ref();
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let chosen = {
        let (input, on_files, folder) = (input.clone(), props.on_files.clone(), props.folder);
        Callback::from(move |_: Event| {
            let Some(input) = input.cast::<HtmlInputElement>() else { return };
            let mut files = files_of(input.files());
            files.retain(|file| !folder || is_readable(&file.name()));
            on_files.emit(files);
            // So that choosing the same file again is a change again.
            input.set_value("");
        })
    };
    html! {
        <>
            { button(props.name, choose) }
            <input
                ref={input} type="file" multiple=true hidden=true tabindex="-1" aria-label={props.label}
                accept={ENDINGS} webkitdirectory={props.folder} onchange={chosen}
            />
        </>
    }
}

fn is_readable(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ENDINGS.split(',').any(|known| known[1..] == ending)
}
