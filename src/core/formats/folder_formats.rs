//! Data sets of several files, written and read article by article.

use super::datasheet::About;
use super::error::Fault;
use super::folder::{FileError, MemoryFolder, ReadFolder, WriteFolder};
use super::format::Format;
use super::{article_files, brat, cas_json, hf, part_files, tsv3};
use crate::core::article::Article;
use std::io;

/// Writes a folder article by article.
pub struct FolderWriter(Kind);

enum Kind {
    Hf(Box<hf::Writer>),
    Brat(brat::Writer),
    ArticleFiles(article_files::Writer),
    PartFiles(Box<part_files::Writer>),
}

impl FolderWriter {
    /// A writer of a folder that has no article yet; `None` if the format is one of single files.
    #[must_use]
    pub fn new(format: Format) -> Option<Self> {
        Self::with_about(format, About::default())
    }

    /// The same of a data set of which more is known: where there is a card, it tells. If it was dealt, a format of
    /// single files takes a folder as well: a file for each part.
    #[must_use]
    pub fn with_about(format: Format, about: About) -> Option<Self> {
        match format {
            Format::Hf => Some(Self(Kind::Hf(Box::new(hf::Writer::new(about))))),
            Format::Brat => Some(Self(Kind::Brat(brat::Writer::default()))),
            Format::CasJson => Some(Self(Kind::ArticleFiles(article_files::Writer::new(cas_json::FILE)))),
            Format::Tsv3 => Some(Self(Kind::ArticleFiles(article_files::Writer::new(tsv3::FILE)))),
            _ if about.dealt.is_some() && format.has_parts() => {
                Some(Self(Kind::PartFiles(Box::new(part_files::Writer::new(format, about)))))
            }
            _ => None,
        }
    }

    /// Writes the next article.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn write(&mut self, article: &Article, folder: &mut dyn WriteFolder) -> io::Result<()> {
        match &mut self.0 {
            Kind::Hf(writer) => writer.write(article, folder),
            Kind::Brat(writer) => writer.write(article, folder),
            Kind::ArticleFiles(writer) => writer.write(article, folder),
            Kind::PartFiles(writer) => writer.write(article, folder),
        }
    }

    /// Ends the folder.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn finish(self, folder: &mut dyn WriteFolder) -> io::Result<()> {
        match self.0 {
            Kind::Hf(writer) => writer.finish(folder),
            Kind::Brat(writer) => writer.finish(folder),
            Kind::PartFiles(writer) => writer.finish(folder),
            Kind::ArticleFiles(_) => Ok(()),
        }
    }
}

/// The format of a folder by what is in its files; `None` if it is none of those that take a folder.
#[must_use]
pub fn folder_format(folder: &MemoryFolder) -> Option<Format> {
    let has = |ending: &str, mark: &str| {
        let says = |content: &[u8]| content.windows(mark.len().max(1)).any(|it| it == mark.as_bytes());
        folder.0.iter().any(|(name, content)| name.ends_with(ending) && (mark.is_empty() || says(content)))
    };
    match () {
        () if has(brat::ENDING, "") => Some(Format::Brat),
        () if has(tsv3::FILE.ending, "#FORMAT=WebAnno") => Some(Format::Tsv3),
        () if has(cas_json::FILE.ending, "\"%FEATURE_STRUCTURES\"") => Some(Format::CasJson),
        () if has(hf::ENDING, "\"ner_tags\"") => Some(Format::Hf),
        () => None,
    }
}

/// The articles of a folder, one at a time, in `format` or the one that its files' names tell. Ids are unique.
///
/// # Errors
/// If the folder has no files of the format.
pub fn folder_articles<'a>(
    folder: impl ReadFolder + 'a,
    format: Option<Format>,
) -> Result<Box<dyn Iterator<Item = Result<Article, FileError>> + 'a>, FileError> {
    let names = folder.names().map_err(FileError::in_folder)?;
    let has = |ending| names.iter().any(|name| name.ends_with(ending));
    let detected = || match () {
        () if has(brat::ENDING) => Format::Brat,
        () if has(tsv3::FILE.ending) => Format::Tsv3,
        () if has(cas_json::FILE.ending) && !has(hf::ENDING) => Format::CasJson,
        () => Format::Hf,
    };
    match format.unwrap_or_else(detected) {
        Format::Hf => Ok(Box::new(hf::articles(folder)?)),
        Format::Brat => Ok(Box::new(brat::articles(folder)?)),
        Format::CasJson => Ok(Box::new(article_files::articles(folder, cas_json::FILE)?)),
        Format::Tsv3 => Ok(Box::new(article_files::articles(folder, tsv3::FILE)?)),
        format => Err(FileError::in_folder(Fault::Unknown(format!("{} is a file, not a folder", format.name())))),
    }
}
