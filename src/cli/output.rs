//! Files and standard output. A file takes its name only when it is whole, with the permissions of the one that it
//! replaces.

use super::error::CliError;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What is written: a file, or standard output for `-`.
pub(super) struct Output {
    writer: BufWriter<Box<dyn Write>>,
    /// Where the file goes, and where it grows; `None` for standard output and for devices.
    file: Option<(PathBuf, PathBuf)>,
    name: String,
}

impl Output {
    /// Opens standard output.
    pub(super) fn stdout() -> Self {
        Self::direct(Box::new(io::stdout().lock()), "standard output")
    }

    /// Opens a file for writing, or standard output for `-`.
    pub(super) fn create(path: &Path) -> Result<Self, CliError> {
        if path.as_os_str() == "-" {
            return Ok(Self::stdout());
        }
        let error = |source| CliError::Io { file: path.display().to_string(), source };
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let replaced = match open_existing(&target).map_err(error)? {
            Some((device, metadata)) if !metadata.is_file() => {
                return Ok(Self::direct(Box::new(device), path.display()));
            }
            replaced => replaced.map(|(_, metadata)| metadata.permissions()),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let growing = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&growing).map_err(error)?;
        // Before anything is in it: nobody reads it who could not read the file that it replaces.
        replaced.map_or(Ok(()), |permissions| file.set_permissions(permissions)).map_err(error)?;
        let name = path.display().to_string();
        Ok(Self { writer: BufWriter::new(Box::new(file)), file: Some((target, growing)), name })
    }

    fn direct(writer: Box<dyn Write>, name: impl fmt::Display) -> Self {
        Self { writer: BufWriter::new(writer), file: None, name: name.to_string() }
    }

    /// Writes through `write`; an error names this file.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        write(&mut self.writer).map_err(CliError::io(&self.name))
    }

    /// Ends the output: what was written is whole, and a file takes its name.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        let name = self.name.clone();
        self.writer.flush().map_err(CliError::io(&name))?;
        match self.file.take() {
            Some((target, growing)) => fs::rename(growing, target).map_err(CliError::io(&name)),
            None => Ok(()),
        }
    }
}

impl Drop for Output {
    /// An output that was not finished leaves no file.
    fn drop(&mut self) {
        if let Some((_, growing)) = &self.file {
            // Nothing more can be done about a file that cannot be removed.
            let _ = fs::remove_file(growing);
        }
    }
}

/// Opens what is there under a name already, as a proof that it may be written.
fn open_existing(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    let file = match File::options().write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let metadata = file.metadata()?;
    // A superuser opens it all the same.
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    Ok(Some((file, metadata)))
}
