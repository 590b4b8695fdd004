//! Articles that come in as files.

use super::ReaderClient;
use super::files::bytes_of;
use crate::ui::state::Action;
use crate::ui::wording;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

/// Has files read that the reader chose or dropped.
pub fn read_files(files: Vec<File>, reader: &ReaderClient, tell: &Callback<Action>) {
    for file in files {
        let (reader, tell) = (reader.clone(), tell.clone());
        spawn_local(async move {
            match bytes_of(&file).await {
                Ok(bytes) => reader.read(file.name(), bytes),
                Err(why) => tell.emit(Action::Alert(wording::not_imported(&file.name(), &why))),
            }
        });
    }
}
