//! The files in a ZIP file, whoever wrote it.
//!
//! The main decision: its directory is believed, as by most programs, and every file is held to its checksum. Folders
//! in it are no part of the names, unless files in several are called the same: what is packed is mostly one folder of
//! files, or a folder of such a one. What systems put beside the files (`__MACOSX`, names with a dot in front) is passed
//! over.

use super::crc32::Crc32;
use super::error::{Fault, FormatError};
use super::folder::MemoryFolder;
use super::lines::MAX_BYTES;
use flate2::read::DeflateDecoder;
use rustc_hash::FxHashSet;
use std::io::Read;

/// What the end of the directory and each of its entries begin with.
const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
/// The methods: as it is, and packed by DEFLATE.
const STORED: usize = 0;
const DEFLATED: usize = 8;

/// Unpacks a ZIP file.
///
/// # Errors
/// If it is none or damaged, larger than what can be read at once, or holds a file twice.
pub fn unzip(bytes: &[u8]) -> Result<MemoryFolder, FormatError> {
    let whole = || Fault::Unknown("this is no ZIP file, or not the whole of one".to_owned());
    let end = bytes.windows(END.len()).rposition(|it| it == END).ok_or_else(whole)?;
    let (count, mut at) = number::<2>(bytes, end + 10).zip(number::<4>(bytes, end + 16)).ok_or_else(whole)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let (entry, next) = Entry::read(bytes, at).ok_or_else(whole)?;
        at = next;
        if !entry.is_beside() {
            entries.push(entry);
        }
    }
    let names: FxHashSet<&str> = entries.iter().map(Entry::name).collect();
    let named_apart = names.len() == entries.len();
    let mut folder = MemoryFolder::default();
    let mut room = MAX_BYTES;
    for entry in &entries {
        let content = entry.content(room)?;
        room -= content.len();
        let name = if named_apart { entry.name() } else { &entry.path };
        if folder.0.insert(name.to_owned(), content).is_some() {
            return Err(Fault::Shape(format!("it has two files \"{name}\"")).into());
        }
    }
    Ok(folder)
}

/// What the directory says of a file, and the bytes of it.
struct Entry<'a> {
    path: String,
    method: usize,
    checksum: u32,
    packed: &'a [u8],
}

impl<'a> Entry<'a> {
    /// Reads an entry of the directory; and where the next begins.
    fn read(bytes: &'a [u8], at: usize) -> Option<(Self, usize)> {
        let field = |offset| number::<2>(bytes, at.checked_add(offset)?);
        let long_field = |offset| number::<4>(bytes, at.checked_add(offset)?);
        let name_end = at.checked_add(46 + field(28)?)?;
        let next = name_end + field(30)? + field(32)?;
        let before = long_field(42)?;
        // What stands before the file has its own lengths.
        let start =
            before.checked_add(30)? + number::<2>(bytes, before.checked_add(26)?)? + number::<2>(bytes, before + 28)?;
        let entry = Self {
            path: String::from_utf8_lossy(bytes.get(at + 46..name_end)?).into_owned(),
            method: field(10)?,
            checksum: long_field(16)? as u32,
            packed: bytes.get(start..start.checked_add(long_field(20)?)?)?,
        };
        (bytes.get(at..at + 4)? == ENTRY).then_some((entry, next))
    }

    /// The file's name without its folders.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether it is a folder, or what systems put beside the files.
    fn is_beside(&self) -> bool {
        self.name().is_empty() || self.name().starts_with('.') || self.path.starts_with("__MACOSX/")
    }

    /// What is in the file, if there is so much room.
    fn content(&self, room: usize) -> Result<Vec<u8>, FormatError> {
        let path = &self.path;
        let mut content = Vec::new();
        let read = match self.method {
            STORED => self.packed.take(room as u64 + 1).read_to_end(&mut content),
            DEFLATED => DeflateDecoder::new(self.packed).take(room as u64 + 1).read_to_end(&mut content),
            _ => {
                let what =
                    format!("\"{path}\" is packed in a way that is not known here: unpack it and take its files");
                return Err(Fault::Unknown(what).into());
            }
        };
        if content.len() > room {
            return Err(Fault::TooLarge(MAX_BYTES).into());
        }
        let mut checksum = Crc32::default();
        checksum.add(&content);
        if read.is_err() || checksum.value() != self.checksum {
            return Err(Fault::Unknown(format!("\"{path}\" in it is damaged")).into());
        }
        Ok(content)
    }
}

/// A number of so many bytes, the least significant first.
fn number<const LENGTH: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(LENGTH)?)?;
    Some(bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::super::folder::WriteFolder;
    use super::super::zip::ZipFolder;
    use super::*;
    use proptest::prelude::*;

    /// What the `zipfile` of Python makes of a folder with files that it packs.
    const PACKED: &[u8] = include_bytes!("../../../tests/fixtures/packed.zip");

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipFolder::default();
        files.iter().for_each(|(name, content)| zip.append(name, content).unwrap());
        let mut pieces = zip.finish().unwrap();
        pieces.sort_by_key(|piece| piece.place);
        pieces.into_iter().flat_map(|piece| piece.bytes).collect()
    }

    #[test]
    fn files_that_others_packed_are_read() {
        let folder = unzip(PACKED).unwrap();
        let files: Vec<(&str, &[u8])> = folder.0.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
        assert_eq!(files, [("a.txt", "Ann left. ".repeat(20).as_bytes()), ("é.txt", b"Bob\n")]);
    }

    #[test]
    fn what_systems_put_beside_is_passed_over() {
        let zip = zipped(&[("__MACOSX/._a.txt", b"?"), ("x/", b""), ("x/.DS_Store", b"?"), ("x/a.txt", b"Ann")]);
        assert_eq!(unzip(&zip).unwrap().0.into_keys().collect::<Vec<_>>(), ["a.txt"]);
    }

    #[test]
    fn files_called_the_same_keep_their_folders() {
        let zip = zipped(&[("x/a.txt", b"1"), ("a.txt", b"2"), ("y/b.txt", b"3")]);
        assert_eq!(unzip(&zip).unwrap().0.into_keys().collect::<Vec<_>>(), ["a.txt", "x/a.txt", "y/b.txt"]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let refusal = |bytes: &[u8]| unzip(bytes).unwrap_err().to_string();
        assert_eq!(refusal(b"Ann"), "this is no ZIP file, or not the whole of one");
        let mut twice = zipped(&[("x/a", b"1"), ("x/b", b"2")]);
        for at in twice.windows(3).enumerate().filter(|(_, it)| it == b"x/b").map(|(at, _)| at).collect::<Vec<_>>() {
            twice[at + 2] = b'a';
        }
        assert_eq!(refusal(&twice), "it has two files \"x/a\"");
        let mut damaged = zipped(&[("a", b"Ann")]);
        damaged[31] = b'b';
        assert_eq!(refusal(&damaged), "\"a\" in it is damaged");
        let mut other = zipped(&[("a", b"Ann")]);
        let method = other.windows(4).position(|it| it == ENTRY).unwrap() + 10;
        other[method] = 14;
        assert!(refusal(&other).starts_with("\"a\" is packed in a way"));
    }

    proptest! {
        #[test]
        fn damage_is_no_panic(at in 0..PACKED.len(), byte: u8, cut in 0..PACKED.len()) {
            let mut damaged = PACKED.to_vec();
            damaged[at] = byte;
            // Whether they can be read does not matter.
            drop((unzip(&damaged), unzip(&PACKED[..cut])));
        }
    }
}
