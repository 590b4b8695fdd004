//! Articles that come in as files, and go out as files.
//!
//! The main decision: the page itself writes only the project file, so that work can be saved whatever else fails.
//! Every other format is the business of the worker for files: a large project never stops the page, and what a
//! format costs is not downloaded before it is used.

use super::ReaderClient;
use super::files::{bytes_of, hand_over};
use crate::core::formats::{self, Format};
use crate::core::project::Project;
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

/// Has the project written in a format, and hands the file to the reader.
pub fn export(project: &Project, format: Format, reader: &ReaderClient, tell: &Callback<Action>) {
    let mut content = Vec::new();
    let written = formats::write(project, Format::Project, &mut content);
    match written.map(|()| content).map_err(|error| error.to_string()) {
        Ok(content) if format != Format::Project => reader.write(content, format),
        written => hand_over(format, written).into_iter().for_each(|problem| tell.emit(problem)),
    }
}
