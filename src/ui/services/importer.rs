//! Articles that come in as files.

use super::ReaderClient;
use super::files::bytes_of;
use crate::core::formats;
use crate::ui::state::Action;
use crate::ui::wording;
use crate::worker::protocol::GivenFile;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

/// Has files read that the reader chose or dropped.
pub fn read_files(files: Vec<File>, reader: &ReaderClient, tell: &Callback<Action>) {
    let names: Vec<String> = files.iter().map(File::name).collect();
    for set in formats::file_sets(&names) {
        let set: Vec<File> = set.into_iter().map(|place| files[place].clone()).collect();
        let (reader, tell) = (reader.clone(), tell.clone());
        spawn_local(async move {
            let mut given = Vec::new();
            for file in set {
                match bytes_of(&file).await {
                    Ok(bytes) => given.push(GivenFile { name: file.name(), bytes }),
                    Err(why) => return tell.emit(Action::Alert(wording::not_imported(&file.name(), &why))),
                }
            }
            reader.read(given);
        });
    }
}
