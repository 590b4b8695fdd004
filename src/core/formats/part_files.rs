//! A data set that was dealt, in a format of single files: a folder with a file for each part, and a datasheet.

use super::datasheet::{About, Datasheet};
use super::folders::folder::WriteFolder;
use super::format::Format;
use super::writer::ArticleWriter;
use crate::core::article::Article;
use crate::core::dataset::Split;
use std::io;

/// Writes such a folder article by article. An article goes into the part that it says it belongs to, or else into
/// `train`.
pub(super) struct Writer {
    format: Format,
    /// For each of [`Split::ALL`].
    writers: [ArticleWriter; 3],
    datasheet: Datasheet,
}

impl Writer {
    pub(super) fn new(format: Format, about: About) -> Self {
        Self { format, writers: Split::ALL.map(|_| ArticleWriter::new(format)), datasheet: Datasheet::new(about) }
    }

    pub(super) fn write(&mut self, article: &Article, folder: &mut dyn WriteFolder) -> io::Result<()> {
        let split = Split::of(article).unwrap_or(Split::Train);
        self.datasheet.add(split, article);
        let mut content = Vec::new();
        self.writers[split as usize].write(article, &mut content)?;
        folder.append(&file_of(self.format, split), &content)
    }

    pub(super) fn finish(self, folder: &mut dyn WriteFolder) -> io::Result<()> {
        let parts: Vec<Split> = self.datasheet.splits().collect();
        for (writer, split) in self.writers.into_iter().zip(Split::ALL).filter(|(_, split)| parts.contains(split)) {
            let mut content = Vec::new();
            writer.finish(&mut content)?;
            folder.append(&file_of(self.format, split), &content)?;
        }
        folder.append("README.md", self.datasheet.to_markdown(&loading(self.format, &parts)).as_bytes())
    }
}

fn file_of(format: Format, split: Split) -> String {
    format!("{}.{}", split.name(), format.extension())
}

/// How the files are read, for the sheet.
fn loading(format: Format, parts: &[Split]) -> String {
    let files: Vec<String> = parts.iter().map(|&split| format!("`{}`", file_of(format, split))).collect();
    let (files, name) = (files.join(", "), format.name());
    format!("Postil's format `{name}`: {files}. `postil convert --from {name} --to FORMAT` makes another of each.\n")
}
