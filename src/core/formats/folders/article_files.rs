//! Folders with a file for each article, named by its id.

use super::file_names::FileNames;
use super::folder::{FileError, ReadFolder, WriteFolder};
use crate::core::article::{Article, ArticleId};
use crate::core::formats::error::FormatError;
use std::io;

/// A format with a file for each article.
#[derive(Clone, Copy)]
pub struct ArticleFile {
    /// What a file ends in.
    pub ending: &'static str,
    /// What a file holds of an article.
    pub write: fn(&Article) -> String,
    /// Reads an article from what is in a file; its id is the file's name.
    pub read: fn(&str, ArticleId) -> Result<Article, FormatError>,
}

/// Writes a folder article by article.
pub struct Writer {
    format: ArticleFile,
    names: FileNames,
}

impl Writer {
    pub fn new(format: ArticleFile) -> Self {
        Self { format, names: FileNames::default() }
    }

    pub fn write(&mut self, article: &Article, folder: &mut dyn WriteFolder) -> io::Result<()> {
        folder.append(&(self.names.take(&article.id) + self.format.ending), (self.format.write)(article).as_bytes())
    }
}

/// The articles of a folder.
///
/// # Errors
/// If the folder cannot be read, or has no such file; an article's own faults stand in its place.
pub fn articles<'a>(
    folder: impl ReadFolder + 'a,
    format: ArticleFile,
) -> Result<impl Iterator<Item = Result<Article, FileError>> + 'a, FileError> {
    let files = folder.names_with(format.ending)?;
    Ok(files.into_iter().map(move |file| {
        // Once: an article may be called like a file itself.
        let id = file.strip_suffix(format.ending).unwrap_or(&file).into();
        let content = folder.text_in(&file);
        let article = content.and_then(|content| (format.read)(&content, id));
        article.map_err(|error| FileError::of(&file, error))
    }))
}
