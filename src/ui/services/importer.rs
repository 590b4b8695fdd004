//! Articles that come in as files.

use super::ReaderClient;
use super::files::bytes_of;
use crate::core::formats;
use crate::core::import::GivenFile;
use crate::ui::desk::Action;
use crate::ui::wording;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

/// Has files read that the reader chose or dropped together, one after another: what is in them need not be in memory at
/// once. One that cannot be read costs no other.
pub fn read_files(files: Vec<File>, reader: &ReaderClient, tell: &Callback<Action>) {
    let (reader, tell, batch) = (reader.clone(), tell.clone(), reader.batch());
    spawn_local(async move {
        let names: Vec<String> = files.iter().map(File::name).collect();
        tell.emit(Action::Reading(names.clone()));
        for set in formats::file_sets(&names) {
            match given(set.iter().map(|&place| &files[place])).await {
                Ok(given) => reader.read_to_end(given, batch.clone()).await,
                Err(sentence) => tell.emit(Action::Alert(sentence)),
            }
        }
    });
}

/// Files with what is in them, or what is to be said of the first that cannot be read.
async fn given(files: impl Iterator<Item = &File>) -> Result<Vec<GivenFile>, String> {
    let mut given = Vec::new();
    for file in files {
        let name = file.name();
        let bytes = bytes_of(file).await.map_err(|why| wording::not_imported(&name, &why))?;
        given.push(GivenFile { name, bytes });
    }
    Ok(given)
}
