//! Folders, for formats of several files: on a disk, in memory, in a ZIP file.

pub mod article_files;
mod crc32;
pub mod file_names;
pub mod folder;
pub mod unzip;
pub mod zip;
