//! Files that are packed, which their names say.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Opens a file; one whose name ends in `.gz`, in small letters or capitals, is unpacked.
pub(super) fn open_file(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    Ok(match unpacked_name(&path.to_string_lossy()) {
        Some(_) => Box::new(BufReader::new(MultiGzDecoder::new(file))),
        None => Box::new(BufReader::new(file)),
    })
}

/// The name of a file without the `.gz` that says that it is packed; `None` if it does not say so.
pub(super) fn unpacked_name(name: &str) -> Option<&str> {
    name.rsplit_once('.').filter(|(_, ending)| ending.eq_ignore_ascii_case("gz")).map(|(name, _)| name)
}
