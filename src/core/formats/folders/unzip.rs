//! The files in a ZIP file, whoever wrote it.
//!
//! The main decision: its directory is believed, as by most programs, and every file is held to its length and checksum
//! when it is opened, so that one that is damaged costs no other. Folders in it are no part of the names, unless files in
//! several are called the same: what is packed is mostly one folder of files, or a folder of such a one. What systems put
//! beside the files (`__MACOSX`, names with a dot in front) is passed over.

use super::crc32::Crc32;
use super::folder::{BEGINNING, ReadFolder};
use crate::core::formats::error::{Fault, FormatError};
use crate::core::formats::streams::lines::MAX_BYTES;
use flate2::read::DeflateDecoder;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

/// What the end of the directory and each of its entries begin with.
const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
/// The methods: as it is, and packed by DEFLATE.
const STORED: usize = 0;
const DEFLATED: usize = 8;

/// A ZIP file as the folder of its files, by name. A file is unpacked when it is opened.
#[derive(Debug)]
pub struct Unzipped<'a>(BTreeMap<String, Entry<'a>>);

/// Finds the files in a ZIP file.
///
/// # Errors
/// If it is none, or not whole, larger than what can be read at once, or holds a file twice.
pub fn unzip(bytes: &[u8]) -> Result<Unzipped<'_>, FormatError> {
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
    if entries.iter().map(|entry| entry.length as u64).sum::<u64>() > MAX_BYTES as u64 {
        return Err(Fault::TooLarge(MAX_BYTES).into());
    }
    let names: FxHashSet<&str> = entries.iter().map(Entry::name).collect();
    let named_apart = names.len() == entries.len();
    let mut files = BTreeMap::new();
    for entry in entries {
        let name = if named_apart { entry.name() } else { &entry.path }.to_owned();
        if files.contains_key(&name) {
            return Err(Fault::Shape(format!("it has two files \"{name}\"")).into());
        }
        files.insert(name, entry);
    }
    Ok(Unzipped(files))
}

impl ReadFolder for Unzipped<'_> {
    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn open(&self, file: &str) -> io::Result<Box<dyn BufRead>> {
        let entry = self.0.get(file).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(entry.content().map_err(io::Error::other)?)))
    }

    /// Also of a file that is damaged further on, or all of it: that is told when it is opened.
    fn beginning(&self, file: &str) -> io::Result<Vec<u8>> {
        let unpacked = self.0.get(file).and_then(Entry::unpacked);
        let mut bytes = Vec::new();
        let _ = unpacked.map(|unpacked| unpacked.take(BEGINNING as u64).read_to_end(&mut bytes));
        Ok(bytes)
    }
}

/// What the directory says of a file, and the bytes of it.
#[derive(Debug)]
struct Entry<'a> {
    path: String,
    method: usize,
    checksum: u32,
    /// In bytes, unpacked.
    length: usize,
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
            length: long_field(24)?,
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

    /// What is in the file, as it comes; `None` if it is packed in another way.
    fn unpacked(&self) -> Option<Box<dyn Read + 'a>> {
        match self.method {
            STORED => Some(Box::new(self.packed)),
            DEFLATED => Some(Box::new(DeflateDecoder::new(self.packed))),
            _ => None,
        }
    }

    /// What is in the file, if that is what the directory says.
    fn content(&self) -> Result<Vec<u8>, FormatError> {
        let other = || "it is packed in a way that is not known here: unpack it and take its files".to_owned();
        let unpacked = self.unpacked().ok_or_else(|| Fault::Unknown(other()))?;
        let mut content = Vec::new();
        let read = unpacked.take(self.length as u64 + 1).read_to_end(&mut content);
        let mut checksum = Crc32::default();
        checksum.add(&content);
        if read.is_err() || content.len() != self.length || checksum.value() != self.checksum {
            return Err(Fault::Unknown("it is damaged in the ZIP file".to_owned()).into());
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
    use super::*;
    use crate::core::formats::folders::folder::WriteFolder;
    use crate::core::formats::folders::zip::ZipFolder;
    use proptest::prelude::*;

    /// What the `zipfile` of Python makes of a folder with files that it packs.
    const PACKED: &[u8] = include_bytes!("../../../../tests/fixtures/packed.zip");

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipFolder::default();
        files.iter().for_each(|(name, content)| zip.append(name, content).unwrap());
        let mut pieces = zip.finish().unwrap();
        pieces.sort_by_key(|piece| piece.place);
        pieces.into_iter().flat_map(|piece| piece.bytes).collect()
    }

    /// The files in a ZIP file, each with what is in it or why it cannot be unpacked.
    fn files(zip: &[u8]) -> Vec<(String, Result<Vec<u8>, String>)> {
        let folder = unzip(zip).unwrap();
        let content = |name: &str| folder.bytes_in(name).map_err(|error| error.to_string());
        folder.names().unwrap().into_iter().map(|name| (name.clone(), content(&name))).collect()
    }

    #[test]
    fn files_that_others_packed_are_read() {
        let ann = "Ann left. ".repeat(20).into_bytes();
        assert_eq!(files(PACKED), [("a.txt".to_owned(), Ok(ann.clone())), ("é.txt".to_owned(), Ok(b"Bob\n".to_vec()))]);
        assert_eq!(unzip(PACKED).unwrap().beginning("a.txt").unwrap(), ann);
    }

    #[test]
    fn what_systems_put_beside_is_passed_over() {
        let zip = zipped(&[("__MACOSX/._a.txt", b"?"), ("x/", b""), ("x/.DS_Store", b"?"), ("x/a.txt", b"Ann")]);
        assert_eq!(unzip(&zip).unwrap().names().unwrap(), ["a.txt"]);
    }

    #[test]
    fn files_called_the_same_keep_their_folders() {
        let zip = zipped(&[("x/a.txt", b"1"), ("a.txt", b"2"), ("y/b.txt", b"3")]);
        assert_eq!(unzip(&zip).unwrap().names().unwrap(), ["a.txt", "x/a.txt", "y/b.txt"]);
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
        let mut large = zipped(&[("a", b"Ann")]);
        let entry = large.windows(4).position(|it| it == ENTRY).unwrap();
        large[entry + 27] = 0x10;
        assert!(refusal(&large).starts_with("it is larger than 256 MB"));
    }

    #[test]
    fn a_file_that_is_damaged_costs_no_other() {
        let zip = zipped(&[("a", b"Ann"), ("b", b"Bob")]);
        let entry = zip.windows(4).position(|it| it == ENTRY).unwrap();
        // A letter of it; its length, packed and unpacked, and how it is packed, as the directory says.
        for (at, byte, why) in [
            (31, b'b', "it is damaged in the ZIP file"),
            (entry + 20, 2, "it is damaged in the ZIP file"),
            (entry + 24, 2, "it is damaged in the ZIP file"),
            (entry + 10, 8, "it is damaged in the ZIP file"),
            (entry + 10, 14, "it is packed in a way that is not known here: unpack it and take its files"),
        ] {
            let mut damaged = zip.clone();
            damaged[at] = byte;
            let expected = [("a".to_owned(), Err(why.to_owned())), ("b".to_owned(), Ok(b"Bob".to_vec()))];
            assert_eq!(files(&damaged), expected, "{at}");
            let folder = unzip(&damaged).unwrap();
            assert!(folder.beginning("a").is_ok(), "it tells nothing, or what is left");
            assert!(folder.open("c").is_err());
        }
    }

    proptest! {
        #[test]
        fn damage_is_no_panic(at in 0..PACKED.len(), byte: u8, cut in 0..PACKED.len()) {
            let mut damaged = PACKED.to_vec();
            damaged[at] = byte;
            // Whether they can be read does not matter.
            for zip in [unzip(&damaged), unzip(&PACKED[..cut])].into_iter().flatten() {
                zip.names().unwrap().iter().for_each(|name| drop((zip.bytes_in(name), zip.beginning(name))));
            }
        }
    }
}
