//! Data sets of several files, written and read article by article.

use super::datasheet::About;
use super::error::Fault;
use super::folders::article_files;
use super::folders::folder::{FileError, ReadFolder, WriteFolder};
use super::format::Format;
use super::{brat, cas_json, hf, part_files, tsv3};
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

/// The formats that a folder can have, each with what a file of it ends in and one of the words that such a file begins
/// with. Of brat, the ending says enough: a file of annotations may be empty.
const TRAITS: [(Format, &str, &[&str]); 4] = [
    (Format::Brat, brat::ENDING, &[""]),
    (Format::Tsv3, tsv3::FILE.ending, &["#FORMAT=WebAnno"]),
    (Format::CasJson, cas_json::FILE.ending, &["\"%TYPES\"", "\"%FEATURE_STRUCTURES\""]),
    (Format::Hf, hf::ENDING, &["\"ner_tags\""]),
];

/// The format of a folder by how its files end and begin, wherever they come from: a directory, a ZIP file, or files that
/// were given one by one. `None` if it is none of those that take a folder.
///
/// # Errors
/// If the folder cannot be read.
pub fn folder_format(folder: &impl ReadFolder) -> Result<Option<Format>, FileError> {
    let names = folder.names().map_err(FileError::in_folder)?;
    for (format, ending, words) in TRAITS {
        for name in names.iter().filter(|name| name.ends_with(ending)) {
            let beginning = folder.beginning(name).map_err(|error| FileError::of(name, error))?;
            let has = |word: &&str| word.is_empty() || beginning.windows(word.len()).any(|it| it == word.as_bytes());
            if words.iter().any(has) {
                return Ok(Some(format));
            }
        }
    }
    Ok(None)
}

/// The articles of a folder, and what is wrong with some in their place, or is left out of one before it.
type Articles<'a> = Box<dyn Iterator<Item = Result<Article, FileError>> + 'a>;

/// The articles of a folder, one at a time, in `format` or the one that its files tell. Ids are unique.
///
/// # Errors
/// If the folder has no files of the format, or they tell none.
pub fn folder_articles<'a>(folder: impl ReadFolder + 'a, format: Option<Format>) -> Result<Articles<'a>, FileError> {
    let format = match format {
        Some(format) => format,
        None => folder_format(&folder)?.ok_or_else(|| {
            let what =
                "there are no files of brat, WebAnno, INCEpTION or Hugging Face in it; name the files that it has";
            FileError::in_folder(Fault::Unknown(what.to_owned()))
        })?,
    };
    match format {
        Format::Hf => Ok(Box::new(hf::articles(folder, hf::articles_of_file)?)),
        Format::Brat => Ok(Box::new(brat::articles(folder)?)),
        Format::CasJson => Ok(Box::new(article_files::articles(folder, cas_json::FILE)?)),
        Format::Tsv3 => Ok(Box::new(article_files::articles(folder, tsv3::FILE)?)),
        format => Err(FileError::in_folder(Fault::Unknown(format!("{} is a file, not a folder", format.name())))),
    }
}

/// The articles of the files of a folder that are right, and the first fault of each other: in a file of many articles, it
/// is not known of which a bad line is. A file is in memory as a whole.
///
/// # Errors
/// If the folder has no files of the format.
pub fn folder_articles_by_file<'a>(folder: impl ReadFolder + 'a, format: Format) -> Result<Articles<'a>, FileError> {
    match format {
        Format::Hf => Ok(Box::new(hf::articles(folder, hf::whole_file)?)),
        format => folder_articles(folder, Some(format)),
    }
}
