//! A button that has files chosen, or a folder of them.

use super::elements::button;
use crate::ui::services::files_of;
use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlInputElement};
use yew::prelude::*;

/// What the names of files end in that can be read.
const ENDINGS: &str = ".txt,.text,.md,.html,.htm,.xhtml,.json,.jsonl,.ndjson,.conll,.conllup,.bilou,.iob,.bio,\
                       .csv,.tsv,.spacy,.ann,.zip,.postil,.onnx";

/// The button, and after it the field that it stands for, which is called `label`. Where a `folder` is chosen, what in it
/// cannot be read is passed over.
pub fn draw_file_button(name: &str, label: &'static str, folder: bool, on_files: &Callback<Vec<File>>) -> Html {
    let choose = |press: MouseEvent| {
        let field = press.target_dyn_into::<Element>().and_then(|button| button.next_element_sibling());
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.click();
        }
    };
    let on_files = on_files.clone();
    let chosen = move |change: Event| {
        let Some(field) = change.target_dyn_into::<HtmlInputElement>() else { return };
        let mut files = files_of(field.files());
        files.retain(|file| !folder || is_readable(&file.name()));
        on_files.emit(files);
        // So that choosing the same file again is a change again.
        field.set_value("");
    };
    html! {
        <>
            { button(name, Callback::from(choose)) }
            <input
                type="file" multiple=true hidden=true tabindex="-1" aria-label={label}
                accept={ENDINGS} webkitdirectory={folder} onchange={chosen}
            />
        </>
    }
}

fn is_readable(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ENDINGS.split(',').any(|known| known[1..] == ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::FileKind;

    #[test]
    fn what_is_offered_is_read() {
        // A file of annotations is read beside its text, and a model where one is chosen.
        let others = [".ann", ".postil", ".onnx"];
        let unread: Vec<&str> = ENDINGS.split(',').filter(|ending| FileKind::of_name(ending).is_none()).collect();
        assert_eq!(unread, others);
    }
}
