//! A folder as one ZIP file, which is put together from pieces.
//!
//! The main decision: files may grow side by side, and nothing of them stays here. What is appended leaves as a piece
//! that says at which place of the ZIP file it belongs; what stands before a file, its length and checksum, is known
//! last and comes last. So a folder of any number of articles is never held as a whole where it is written. To write
//! one file after the other was rejected: the parts of a data set grow by turns.
//!
//! Files are stored as they are: a download goes from one part of the machine to another, and packing would take as
//! long as writing. They have no date, since there is no clock here: readers show the first that ZIP knows, in 1980.

use super::crc32::Crc32;
use super::folder::WriteFolder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io;

/// The directory counts files in 2 bytes.
const MOST_FILES: usize = u16::MAX as usize;
/// A file is read by any program that knows version 1.0.
const VERSION: u16 = 10;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// As it is.
const METHOD: u16 = 0;
/// Midnight on the first of January 1980.
const TIME_AND_DATE: [u16; 2] = [0, 0x21];

/// Bytes of a file, and where in it they belong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilePiece {
    /// All that has a smaller place stands before, and what came earlier with the same one.
    pub place: u32,
    /// The bytes.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// A folder that is written as one ZIP file.
#[derive(Default)]
pub struct ZipFolder {
    files: Vec<ZippedFile>,
    /// Where the file of a name is among them.
    by_name: HashMap<String, usize>,
    /// What was not taken yet, by its place.
    pieces: BTreeMap<u32, Vec<u8>>,
}

struct ZippedFile {
    name: String,
    length: u64,
    checksum: Crc32,
}

impl ZipFolder {
    /// What was appended since it was last asked.
    pub fn take_pieces(&mut self) -> Vec<FilePiece> {
        std::mem::take(&mut self.pieces).into_iter().map(|(place, bytes)| FilePiece { place, bytes }).collect()
    }

    /// Ends the ZIP file: the pieces that are left.
    ///
    /// # Errors
    /// If it would be larger than such a file can be.
    pub fn finish(mut self) -> io::Result<Vec<FilePiece>> {
        let (mut directory, mut at) = (Vec::new(), 0_u64);
        for (index, file) in self.files.iter().enumerate() {
            let head = file.head()?;
            directory.extend(b"PK\x01\x02");
            directory.extend(VERSION.to_le_bytes());
            directory.extend(&head);
            // No comment, on the first disk, no attributes.
            directory.extend([0; 10]);
            directory.extend(offset(at)?.to_le_bytes());
            directory.extend(file.name.as_bytes());
            let before = [b"PK\x03\x04", &head[..], file.name.as_bytes()].concat();
            at += before.len() as u64 + file.length;
            self.pieces.insert(place_before(index), before);
        }
        let count = (self.files.len() as u16).to_le_bytes();
        let length = offset(directory.len() as u64)?.to_le_bytes();
        directory.extend(b"PK\x05\x06\0\0\0\0");
        directory.extend([count, count].as_flattened());
        directory.extend([length, offset(at)?.to_le_bytes()].as_flattened());
        directory.extend([0; 2]);
        self.pieces.insert(place_before(self.files.len()), directory);
        Ok(self.take_pieces())
    }

    fn new_file(&mut self, name: &str) -> io::Result<usize> {
        let index = self.files.len();
        if index == MOST_FILES {
            return Err(io::Error::other("a ZIP file cannot hold more files; export fewer articles"));
        }
        self.files.push(ZippedFile { name: name.to_owned(), length: 0, checksum: Crc32::default() });
        self.by_name.insert(name.to_owned(), index);
        Ok(index)
    }
}

impl WriteFolder for ZipFolder {
    fn append(&mut self, file: &str, content: &[u8]) -> io::Result<()> {
        let index = match self.by_name.get(file) {
            Some(&index) => index,
            None => self.new_file(file)?,
        };
        let file = &mut self.files[index];
        file.length += content.len() as u64;
        file.checksum.add(content);
        self.pieces.entry(place_before(index) + 1).or_default().extend_from_slice(content);
        Ok(())
    }
}

impl ZippedFile {
    /// What is said of it before it and in the directory.
    fn head(&self) -> io::Result<Vec<u8>> {
        let length = offset(self.length)?;
        let [time, date] = TIME_AND_DATE;
        let head = [VERSION, FLAGS, METHOD, time, date].map(u16::to_le_bytes);
        let lengths = [self.checksum.value(), length, length].map(u32::to_le_bytes);
        // Names of files are short, and there is no extra field.
        let names = [self.name.len() as u16, 0].map(u16::to_le_bytes);
        Ok([head.as_flattened(), lengths.as_flattened(), names.as_flattened()].concat())
    }
}

/// The place of what stands before a file; its content has the next.
const fn place_before(index: usize) -> u32 {
    index as u32 * 2
}

/// An offset or a length, in bytes.
fn offset(bytes: u64) -> io::Result<u32> {
    u32::try_from(bytes).map_err(|_| io::Error::other("a ZIP file cannot have more than 4 GB; export fewer articles"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::folders::folder::{MemoryFolder, ReadFolder};
    use crate::core::formats::folders::unzip::unzip;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn files_that_grow_by_turns_come_back(
            appended in prop::collection::vec(("[a-cé]", prop::collection::vec(any::<u8>(), 0..9), any::<bool>()), 0..30),
        ) {
            let (mut zip, mut files, mut pieces) = (ZipFolder::default(), MemoryFolder::default(), Vec::new());
            for (name, content, taken) in appended {
                zip.append(&name, &content).unwrap();
                files.append(&name, &content).unwrap();
                if taken {
                    pieces.extend(zip.take_pieces());
                }
            }
            pieces.extend(zip.finish().unwrap());
            pieces.sort_by_key(|piece| piece.place);
            let bytes: Vec<u8> = pieces.into_iter().flat_map(|piece| piece.bytes).collect();
            let zip = unzip(&bytes).unwrap();
            let read = |name: String| (name.clone(), zip.bytes_in(&name).unwrap());
            prop_assert_eq!(MemoryFolder(zip.names().unwrap().into_iter().map(read).collect()), files);
        }
    }

    #[test]
    fn what_a_zip_file_cannot_hold_is_refused() {
        let mut zip = ZipFolder::default();
        (0..MOST_FILES).for_each(|number| zip.append(&number.to_string(), b"").unwrap());
        assert!(zip.append("0", b"more of the first").is_ok());
        assert!(zip.append("one more", b"").is_err());
        zip.files[0].length = u64::from(u32::MAX);
        assert!(zip.finish().unwrap_err().to_string().contains("4 GB"));
    }
}
