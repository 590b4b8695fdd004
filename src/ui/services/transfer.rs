//! Articles that come in as files, and go out as files.

use super::ReaderClient;
use super::files::{bytes_of, download};
use crate::core::formats::{self, Format};
use crate::core::project::Project;
use crate::ui::state::{Action, ExportFormat};
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

/// Writes the project in a format and hands it to the reader.
///
/// # Errors
/// A sentence that says what the browser refused.
pub fn export(project: &Project, format: ExportFormat) -> Result<(), String> {
    let (format, name, mime) = match format {
        ExportFormat::Project => (Format::Project, "project.postil.json", "application/json"),
        ExportFormat::Jsonl => (Format::Jsonl, "articles.jsonl", "application/x-ndjson"),
        ExportFormat::Spacy => (Format::Spacy, "spacy.jsonl", "application/x-ndjson"),
    };
    let mut content = Vec::new();
    // spaCy's offsets say nothing of what was decided, and nobody should train on what nobody has looked at.
    let confirmed = (format == Format::Spacy).then(|| project.confirmed());
    let project = confirmed.as_ref().unwrap_or(project);
    let written = formats::write(project, format, &mut content).map_err(|error| error.to_string());
    written
        .and_then(|()| download(name, mime, &content))
        .map_err(|why| format!("{name} could not be written: {why}. Nothing is lost; try again."))
}
