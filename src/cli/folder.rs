//! Folders of files. One that is written takes its name only when it is whole.

use super::error::CliError;
use super::growing::Growing;
use super::packed::{open_file, unpacked_name};
use crate::core::formats::{ReadFolder, WriteFolder};
use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder that is read, or a file as a folder of one, with what tells of it.
pub(super) struct InputFolder(pub(super) PathBuf);

impl InputFolder {
    /// How many folders are in it that are not hidden.
    pub(super) fn visible_folders(&self) -> io::Result<usize> {
        let mut count = 0;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            count += usize::from(entry.file_type()?.is_dir() && !is_hidden(&entry.file_name().to_string_lossy()));
        }
        Ok(count)
    }

    /// What a file would be called that was not packed.
    fn unpacked(&self) -> PathBuf {
        let name = self.0.file_name().unwrap_or_default().to_string_lossy();
        unpacked_name(&name).map_or_else(|| self.0.clone(), |name| self.0.with_file_name(name))
    }
}

/// Whether a file or folder of that name is not shown: that of an editor, of a system, or one that still grows.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

impl ReadFolder for InputFolder {
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        if self.0.is_file() {
            // The text of brat's annotations, and the card that says what the numbers of tags mean.
            let file = self.unpacked();
            let others = [file.with_extension("txt"), file.with_file_name("README.md")];
            let files = std::iter::once(&file).chain(others.iter().filter(|file| file.is_file()));
            names.extend(files.filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned())));
        } else {
            for entry in fs::read_dir(&self.0)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    continue;
                }
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn open(&self, file: &str) -> io::Result<Box<dyn BufRead>> {
        if !self.0.is_file() {
            return open_file(&self.0.join(file));
        }
        let path = self.0.with_file_name(file);
        open_file(if path == self.unpacked() { &self.0 } else { &path })
    }
}

/// A folder that is written.
pub(super) struct OutputFolder {
    name: String,
    growing: Growing,
    /// The file that was written last.
    last: Option<(String, BufWriter<File>)>,
}

impl OutputFolder {
    /// Begins a folder, which must not be there yet, or be empty.
    pub(super) fn create(path: &Path) -> Result<Self, CliError> {
        if path.file_name().is_none() {
            return Err(CliError::Argument(format!("{}: this format is a folder of files: name one", path.display())));
        }
        let taken = path.is_file() || path.read_dir().is_ok_and(|mut entries| entries.next().is_some());
        if taken || path.as_os_str() == "-" {
            let why = if taken { "it is there already; name a new folder" } else { "this format is a folder of files" };
            return Err(CliError::Argument(format!("{}: {why}", path.display())));
        }
        let growing = Growing::beside(path.to_owned());
        fs::create_dir(growing.path()).map_err(CliError::io(path.display()))?;
        Ok(Self { name: path.display().to_string(), growing, last: None })
    }

    /// Writes through `write`; an error names this folder.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut dyn WriteFolder) -> io::Result<()>) -> Result<(), CliError> {
        let name = self.name.clone();
        write(self).map_err(CliError::io(name))
    }

    /// Ends the folder: what was written is whole, and it takes its name.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        self.close().and_then(|()| self.growing.finish()).map_err(CliError::io(&self.name))
    }

    fn close(&mut self) -> io::Result<()> {
        self.last.take().map_or(Ok(()), |(_, mut writer)| writer.flush())
    }
}

impl WriteFolder for OutputFolder {
    fn append(&mut self, file: &str, content: &[u8]) -> io::Result<()> {
        if self.last.as_ref().is_none_or(|(last, _)| last != file) {
            self.close()?;
            let writer = File::options().create(true).append(true).open(self.growing.path().join(file))?;
            self.last = Some((file.to_owned(), BufWriter::new(writer)));
        }
        self.last.as_mut().map_or(Ok(()), |(_, writer)| writer.write_all(content))
    }
}
