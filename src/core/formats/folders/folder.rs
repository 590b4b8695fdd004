//! Folders, for formats of several files.
//!
//! The main decision: a folder is anything to which bytes can be appended under a file's name, so the command line
//! writes directories, and tests and the page hold one in memory; to hand over whole files was rejected, because
//! a split of a data set need not fit into memory.

use crate::core::formats::error::{Fault, FormatError};
use crate::core::formats::streams::lines::text_of;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

/// How long the beginning of a file is at most, in bytes.
pub const BEGINNING: usize = 1 << 16;

/// A folder that is written.
pub trait WriteFolder {
    /// Adds to the end of a file, which is made if there is none. Names have no folders in them.
    ///
    /// # Errors
    /// If it cannot be written.
    fn append(&mut self, file: &str, content: &[u8]) -> io::Result<()>;
}

/// A folder that is read.
pub trait ReadFolder {
    /// The names of its files, in order.
    ///
    /// # Errors
    /// If it cannot be read.
    fn names(&self) -> io::Result<Vec<String>>;

    /// The names of its files that end in this.
    ///
    /// # Errors
    /// If it cannot be read, or there are none.
    fn names_with(&self, ending: &str) -> Result<Vec<String>, FileError> {
        let mut names = self.names().map_err(FileError::in_folder)?;
        names.retain(|name| name.ends_with(ending));
        if names.is_empty() {
            return Err(FileError::in_folder(Fault::Shape(format!("there is no file that ends in {ending}"))));
        }
        Ok(names)
    }

    /// Opens a file.
    ///
    /// # Errors
    /// If there is none of that name, or it cannot be read.
    fn open(&self, file: &str) -> io::Result<Box<dyn BufRead>>;

    /// How a file begins: as much of it as tells what it is.
    ///
    /// # Errors
    /// If there is none of that name, or it cannot be read.
    fn beginning(&self, file: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(file)?.take(BEGINNING as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// All of a file.
    ///
    /// # Errors
    /// If there is none of that name, or it cannot be read.
    fn bytes_in(&self, file: &str) -> Result<Vec<u8>, FormatError> {
        let mut bytes = Vec::new();
        self.open(file)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The text in a file.
    ///
    /// # Errors
    /// If it cannot be read, or is no text.
    fn text_in(&self, file: &str) -> Result<String, FormatError> {
        text_of(self.bytes_in(file)?)
    }
}

/// A folder in memory: its files by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemoryFolder(pub BTreeMap<String, Vec<u8>>);

impl WriteFolder for MemoryFolder {
    fn append(&mut self, file: &str, content: &[u8]) -> io::Result<()> {
        self.0.entry(file.to_owned()).or_default().extend_from_slice(content);
        Ok(())
    }
}

impl ReadFolder for MemoryFolder {
    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn open(&self, file: &str) -> io::Result<Box<dyn BufRead>> {
        let content = self.0.get(file).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(content.clone())))
    }

    /// Without a copy of the whole.
    fn beginning(&self, file: &str) -> io::Result<Vec<u8>> {
        let content = self.0.get(file).ok_or(io::ErrorKind::NotFound)?;
        Ok(content[..content.len().min(BEGINNING)].to_vec())
    }
}

/// A fault in a file of a folder.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{file}: {error}")]
pub struct FileError {
    /// The file's name in the folder; empty for the folder itself.
    pub file: String,
    /// What is wrong.
    pub error: Box<FormatError>,
}

impl FileError {
    pub(in crate::core::formats) fn of(file: &str, error: impl Into<FormatError>) -> Self {
        Self { file: file.to_owned(), error: Box::new(error.into()) }
    }

    pub(in crate::core::formats) fn in_folder(error: impl Into<FormatError>) -> Self {
        Self::of("", error)
    }
}
