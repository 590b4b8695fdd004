//! Articles that go out as a file, in parts.
//!
//! The main decision: the page itself writes only the project file, so that work can be saved whatever else fails.
//! Every other format is the business of the worker for files, which checks what it writes: a large project never
//! stops the page, and what a format costs is not downloaded before it is used.

use super::ReaderClient;
use super::files::FileParts;
use crate::core::formats::{self, Format};
use crate::ui::desk::{Action, Part};
use crate::ui::wording;
use crate::worker::protocol::Report;
use gloo::timers::callback::Timeout;
use yew::Callback;

/// The file that is being written, or waits to be handed over.
pub struct Exporter {
    reader: ReaderClient,
    parts: FileParts,
    tell: Callback<Action>,
    /// Ends when the page has had a turn after a part.
    pause: Option<Timeout>,
}

impl Exporter {
    /// Nothing to write yet. What is written is told as actions.
    #[must_use]
    pub fn new(reader: ReaderClient, tell: Callback<Action>) -> Self {
        Self { reader, parts: FileParts::default(), tell, pause: None }
    }

    /// Writes a part of a file; with the first, another file begins.
    pub fn write(&mut self, part: &Part) {
        if part.number == 0 {
            self.clear();
        }
        let mut bytes = Vec::new();
        let written = if part.target.format == Format::Project {
            formats::write_project_part(&part.project, part.places.clone(), &mut bytes)
        } else {
            formats::write_lines(&part.project.articles[part.places.clone()], &mut bytes)
        };
        match written {
            Err(error) => self.tell.emit(Action::ExportFailed(error.to_string())),
            Ok(()) if part.target.format == Format::Project => self.written(&bytes),
            Ok(()) => self.reader.write(part, bytes, self.parts.clone()),
        }
    }

    fn written(&mut self, bytes: &[u8]) {
        self.parts.push(0, bytes);
        let tell = self.tell.clone();
        self.pause = Some(Timeout::new(0, move || tell.emit(Action::PartWritten(Report::default()))));
    }

    /// Hands the file to the reader.
    pub fn hand_over(&self, name: &str) {
        if let Err(why) = self.parts.download(name) {
            self.tell.emit(Action::ExportFailed(why));
        }
    }

    /// Hands a file to the reader that is no part of the export.
    pub fn download(&self, name: &str, content: &str) {
        let file = FileParts::default();
        file.push(0, content.as_bytes());
        if let Err(why) = file.download(name) {
            self.tell.emit(Action::Alert(wording::not_exported(name, &why)));
        }
    }

    /// Forgets the file, and what of it is being written.
    pub fn clear(&mut self) {
        self.pause = None;
        self.reader.stop_writing(&self.parts);
        self.parts.clear();
    }
}
