//! Articles that come in as files, and go out as files.

use super::{WorkerClient, files};
use crate::core::article::{Article, meta_of};
use crate::core::formats::{self, Format};
use crate::core::project::Project;
use crate::core::text::Text;
use crate::ui::state::{Action, ExportFormat};
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use web_sys::FileList;
use yew::Callback;

/// Reads files that the reader chose or dropped: texts, pages, and our own files. Pages are read by the
/// worker, which has what it takes.
pub fn read_files(list: &FileList, worker: &WorkerClient, tell: &Callback<Action>) {
    for file in (0..list.length()).filter_map(|index| list.get(index)) {
        let (worker, tell) = (worker.clone(), tell.clone());
        spawn_local(async move {
            let name = file.name();
            let read = files::bytes_of(&file).await;
            match read.and_then(|bytes| take_in(&name, bytes, &worker)) {
                Ok(Some(action)) => tell.emit(action),
                Ok(None) => {}
                Err(why) => tell.emit(Action::Alert(format!("{name} was not imported: {why}. Nothing was changed."))),
            }
        });
    }
}

/// What a file asks of the page; `None` if the worker reads it.
fn take_in(name: &str, bytes: Vec<u8>, worker: &WorkerClient) -> Result<Option<Action>, String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "json" | "jsonl" => {
            let project = formats::read(bytes, None).map_err(|error| error.to_string())?;
            let articles = project.articles.into_iter().map(Arc::unwrap_or_clone).collect();
            // A file of lines has no schema of its own, only the labels that occur in it.
            Ok(Some(Action::Imported { articles, schema: Some(project.schema), adopt: ending == "json" }))
        }
        "html" | "htm" => {
            worker.read_html(name.to_owned(), formats::text_of(bytes).map_err(|error| error.to_string())?);
            Ok(None)
        }
        _ => {
            let text = Text::new(&formats::text_of(bytes).map_err(|error| error.to_string())?);
            if text.as_str().trim().is_empty() {
                return Err("it is empty".to_owned());
            }
            let meta = meta_of(&text);
            // The id is only a wish: the page gives a free one if it is taken.
            let article = Article::new("a1", text, meta);
            Ok(Some(Action::Imported { articles: vec![article], schema: None, adopt: false }))
        }
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
    let written = formats::write(project, format, &mut content).map_err(|error| error.to_string());
    written
        .and_then(|()| files::download(name, mime, &content))
        .map_err(|why| format!("{name} could not be written: {why}. Nothing is lost; try again."))
}
