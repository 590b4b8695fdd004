//! Files and standard output. A file takes its name only when it is whole, with the permissions of the one that it
//! replaces; one whose name ends in `.gz` is packed, so that it is read back.

use super::error::CliError;
use super::growing::Growing;
use super::packed::unpacked_name;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What is written: a file, or standard output for `-`.
pub(super) struct Output {
    writer: BufWriter<Sink>,
    /// `None` for standard output and for devices.
    growing: Option<Growing>,
    name: String,
}

/// Where bytes go.
enum Sink {
    Plain(Box<dyn Write>),
    Packed(GzEncoder<Box<dyn Write>>),
}

impl Output {
    /// Opens standard output.
    pub(super) fn stdout() -> Self {
        Self {
            writer: BufWriter::new(Sink::Plain(Box::new(io::stdout().lock()))),
            growing: None,
            name: "standard output".to_owned(),
        }
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
                let writer = BufWriter::new(Sink::of(path, device));
                return Ok(Self { writer, growing: None, name: path.display().to_string() });
            }
            replaced => replaced.map(|(_, metadata)| metadata.permissions()),
        };
        let growing = Growing::beside(target);
        let file = File::create(growing.path()).map_err(error)?;
        // Before anything is in it: nobody reads it who could not read the file that it replaces.
        replaced.map_or(Ok(()), |permissions| file.set_permissions(permissions)).map_err(error)?;
        let name = path.display().to_string();
        Ok(Self { writer: BufWriter::new(Sink::of(path, file)), growing: Some(growing), name })
    }

    /// Writes through `write`; an error names this file.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        write(&mut self.writer).map_err(CliError::io(&self.name))
    }

    /// Ends the output: what was written is whole, and a file takes its name.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        let name = self.name.clone();
        self.writer.flush().and_then(|()| self.writer.get_mut().finish()).map_err(CliError::io(&name))?;
        self.growing.map_or(Ok(()), Growing::finish).map_err(CliError::io(&name))
    }
}

impl Sink {
    /// A file that is open for writing under this name.
    fn of(path: &Path, file: File) -> Self {
        let file = Box::new(file);
        match unpacked_name(&path.to_string_lossy()) {
            Some(_) => Self::Packed(GzEncoder::new(file, Compression::default())),
            None => Self::Plain(file),
        }
    }

    /// Writes what ends a packed file.
    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(_) => Ok(()),
            Self::Packed(packer) => packer.try_finish(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(file) => file.write(bytes),
            Self::Packed(packer) => packer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.flush(),
            Self::Packed(packer) => packer.flush(),
        }
    }
}

/// Whether two paths are of one file, be it there or not.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(path).ok().or_else(|| Some(fs::canonicalize(folder).ok()?.join(path.file_name()?)))
    };
    one == other || place(one).is_some_and(|place_of_one| place(other) == Some(place_of_one))
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
