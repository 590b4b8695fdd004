//! Files and standard input.

use super::error::CliError;
use super::folder::{InputFolder, is_hidden};
use super::packed::{open_file, unpacked_name};
use super::progress::Progress;
use crate::core::article::{Article, ArticleStatus};
use crate::core::counted;
use crate::core::dataset::finished_of;
use crate::core::formats::{self, Fault, FileError, FileKind, Format, MAX_BYTES, ReadFolder};
use crate::core::project::Project;
use crate::core::schema::Schema;
use crate::core::text::without_byte_order_mark;
use std::fmt;
use std::io::{self, BufRead, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is read: a file, or standard input for `-`.
#[derive(Clone, Debug)]
pub(super) struct Input(PathBuf);

/// Whether standard input is read: there is one.
static IS_READ: AtomicBool = AtomicBool::new(false);

/// The articles of a dataset, one at a time.
pub(super) type Articles = Box<dyn Iterator<Item = Result<Article, CliError>>>;

impl Input {
    /// Standard input.
    pub(super) fn stdin() -> Self {
        Self("-".into())
    }

    /// The file's path, unless it is standard input.
    pub(super) fn path(&self) -> Option<&PathBuf> {
        (self.0.as_os_str() != "-").then_some(&self.0)
    }

    /// The path of what is read as a folder in `format`, or in the one that its files tell: a folder, or a file as a folder
    /// holds it.
    pub(super) fn folder(&self, format: Option<Format>) -> Option<&PathBuf> {
        let told = |path: &PathBuf| formats::folder_format(&InputFolder(path.clone())).is_ok_and(|it| it.is_some());
        let is_of_one = |path: &PathBuf| path.is_file() && format.map_or_else(|| told(path), Format::is_folder);
        self.path().filter(|path| path.is_dir() || is_of_one(path))
    }

    /// Whether it is a pipe or the like, of which nothing is left once it is read.
    pub(super) fn is_stream(&self) -> bool {
        let is_stream = |path: &PathBuf| path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir());
        self.path().is_none_or(is_stream)
    }

    /// The files of a folder whose names say that they hold texts, in the order of their names; what is no folder is its
    /// own file. Hidden files and a README are none of the texts, and folders inside are passed over, which is said.
    pub(super) fn files(&self) -> Result<Vec<Self>, CliError> {
        let Some(path) = self.path().filter(|path| path.is_dir()) else { return Ok(vec![self.clone()]) };
        let folder = InputFolder(path.clone());
        let passed_over = folder.visible_folders().map_err(CliError::io(self))?;
        if passed_over > 0 {
            eprintln!("postil: {self}: folders in it are passed over: {}", counted(passed_over, "folder"));
        }
        let mut names = folder.names().map_err(CliError::io(self))?;
        names.retain(|name| !is_hidden(name) && !name.eq_ignore_ascii_case("README.md") && kind_of(name).is_some());
        if names.is_empty() {
            return Err(CliError::Argument(format!(
                "{self}: there is no file in it whose name says that it is a text"
            )));
        }
        Ok(names.into_iter().map(|name| Self(path.join(name))).collect())
    }

    /// The file's name without its extension, and without that of what is packed.
    pub(super) fn stem(&self) -> Option<String> {
        let name = self.path()?.file_name()?.to_string_lossy();
        Some(formats::id_of_file(unpacked_name(&name).unwrap_or(&name)).to_owned())
    }

    /// What its name says that it holds, packed or not.
    pub(super) fn kind(&self) -> Option<FileKind> {
        kind_of(&self.path()?.to_string_lossy())
    }

    /// All of it.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, CliError> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(CliError::io(self))?;
        Ok(bytes)
    }

    /// Opens it: a file as [`open_file`] does, and what is in UTF-16 as UTF-8.
    pub(super) fn open(&self) -> Result<Box<dyn BufRead>, CliError> {
        let mut opened = self.open_as_it_is()?;
        if !formats::is_utf16(opened.fill_buf().map_err(CliError::io(self))?) {
            return Ok(opened);
        }
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes).map_err(CliError::io(self))?;
        Ok(Box::new(Cursor::new(formats::in_utf8(bytes).map_err(CliError::format(self))?)))
    }

    fn open_as_it_is(&self) -> Result<Box<dyn BufRead>, CliError> {
        Ok(match self.path() {
            None if IS_READ.swap(true, Ordering::Relaxed) => {
                return Err(CliError::Argument("- can be named once: standard input is read already".to_owned()));
            }
            None => Box::new(io::stdin().lock()),
            Some(path) => open_file(path).map_err(CliError::io(self))?,
        })
    }

    /// Looks at the first line that is not blank of what [`Self::open`] opened, and at what follows until that is enough or
    /// there is no more.
    pub(super) fn peek<R: BufRead>(
        &self,
        mut input: R,
        is_enough: &dyn Fn(&str) -> bool,
    ) -> Result<(String, impl BufRead + use<R>), CliError> {
        let mut head = Vec::new();
        let mut read_line = |head: &mut Vec<u8>| {
            let room = (MAX_BYTES + 1).saturating_sub(head.len()) as u64;
            input.by_ref().take(room).read_until(b'\n', head).map_err(CliError::io(self))
        };
        let is_blank = |line: &[u8]| without_byte_order_mark(&String::from_utf8_lossy(line)).trim_ascii().is_empty();
        let mut line_start = 0;
        while is_blank(&head[line_start..]) {
            line_start = head.len();
            if read_line(&mut head)? == 0 {
                return Err(CliError::format(self)(Fault::Empty.into()));
            }
        }
        while !is_enough(&String::from_utf8_lossy(&head[line_start..])) {
            // Twice as much at a time: what is looked at grows, and is looked at from its start.
            let (before, wanted) = (head.len(), 2 * head.len());
            while head.len() < wanted && read_line(&mut head)? > 0 {}
            if head.len() == before {
                break;
            }
        }
        let looked_at = head.len() - line_start;
        let text = formats::text_of(head).map_err(CliError::format(self))?;
        // The text is without the mark that may have been before its first line.
        let line_start = text.len().saturating_sub(looked_at);
        Ok((text[line_start..].to_owned(), Cursor::new(text).chain(input)))
    }

    /// The articles of a dataset in `format`, or in the one that its first line or its files' names tell.
    pub(super) fn articles(&self, format: Option<Format>) -> Result<Articles, CliError> {
        self.articles_and_schema(format).map(|(articles, _)| articles)
    }

    /// The articles of a dataset, and its schema if it is a project file: others have none.
    pub(super) fn articles_and_schema(&self, format: Option<Format>) -> Result<(Articles, Option<Schema>), CliError> {
        let (articles, schema) = match self.folder(format) {
            Some(folder) => (self.articles_of_folder(folder, format)?, None),
            None => self.articles_and_schema_of_file(format)?,
        };
        let mut progress = Progress::new();
        Ok((Box::new(articles.inspect(move |_| progress.step())), schema))
    }

    /// The articles of a dataset with what was decided in them, and whether each is finished.
    pub(super) fn decided(&self) -> Result<(Vec<Article>, impl Fn(&Article) -> bool + use<>), CliError> {
        let all: Vec<Article> = self.articles(None)?.collect::<Result<_, _>>()?;
        let is_finished = finished_of(&all);
        let finished = || all.iter().filter(|article| is_finished(article));
        self.tell_unfinished(all.iter().filter(|article| !is_finished(article)), all.len());
        if finished().next().is_none() {
            return Err(CliError::Argument(format!("{self}: none of its articles is annotated and finished")));
        }
        if finished().flat_map(|article| article.annotations.visible()).any(|it| !it.is_decided()) {
            eprintln!("postil: {self}: what is only suggested does not count as right");
        }
        Ok((all.into_iter().map(Article::confirmed).collect(), is_finished))
    }

    /// Of some of its articles those that are finished.
    pub(super) fn finished(&self, articles: Articles) -> Result<Vec<Article>, CliError> {
        let all: Vec<Article> = articles.collect::<Result<_, _>>()?;
        let is_finished = finished_of(&all);
        let (finished, others): (Vec<Article>, Vec<Article>) = all.into_iter().partition(is_finished);
        self.tell_unfinished(others.iter(), finished.len() + others.len());
        Ok(finished)
    }

    fn tell_unfinished<'a>(&self, left_out: impl Iterator<Item = &'a Article>, of: usize) {
        let left_out: Vec<&Article> = left_out.collect();
        if left_out.is_empty() {
            return;
        }
        let way_out = if left_out.len() < of || left_out.iter().all(|it| it.status == ArticleStatus::Skipped) {
            ""
        } else {
            "; \"postil convert --suggested --to spacy\" makes all that is marked in them count"
        };
        let articles = counted(left_out.len(), "article");
        eprintln!("postil: {self}: skipped or not finished, and so left out: {articles}{way_out}");
    }

    fn articles_and_schema_of_file(&self, format: Option<Format>) -> Result<(Articles, Option<Schema>), CliError> {
        let is_told = format.is_some();
        let (format, content) = self.dataset(format)?;
        if format == Format::Project {
            let Project { schema, articles, .. } = formats::read_project(content).map_err(CliError::format(self))?;
            return Ok((Box::new(articles.into_iter().map(|it| Ok(Arc::unwrap_or_clone(it)))), Some(schema)));
        }
        Ok((self.articles_in(content, format, is_told), None))
    }

    /// The articles of what [`Self::dataset`] opened, in a format that was told or detected.
    pub(super) fn articles_in(&self, content: Box<dyn BufRead>, format: Format, is_told: bool) -> Articles {
        let name = self.to_string();
        if is_told {
            return Box::new(formats::articles(content, format).map(move |it| it.map_err(CliError::format(&name))));
        }
        Box::new(
            formats::detected_articles(content, format).map(move |it| it.map_err(CliError::detected(&name, format))),
        )
    }

    fn articles_of_folder(&self, folder: &Path, format: Option<Format>) -> Result<Articles, CliError> {
        let (name, is_file) = (self.to_string(), folder.is_file());
        let error = move |FileError { file, error }: FileError| {
            let file = if file.is_empty() || is_file { name.clone() } else { format!("{name}/{file}") };
            CliError::Format { file, source: error }
        };
        let articles = formats::folder_articles(InputFolder(folder.to_owned()), format).map_err(&error)?;
        Ok(Box::new(articles.filter_map(move |article| match article.map_err(&error) {
            Err(CliError::Format { file, source }) if source.is_left_out() => {
                eprintln!("postil: {file}: {source}");
                None
            }
            article => Some(article),
        })))
    }

    /// The whole of a dataset: a project file as it is, or a project made of the articles.
    pub(super) fn project(&self, format: Option<Format>) -> Result<Project, CliError> {
        let articles = if self.folder(format).is_some() {
            self.articles(format)?
        } else {
            let is_told = format.is_some();
            let (format, content) = self.dataset(format)?;
            if format == Format::Project {
                return formats::read_project(content).map_err(CliError::format(self));
            }
            self.articles_in(content, format, is_told)
        };
        let articles: Vec<Article> = articles.collect::<Result<_, _>>()?;
        formats::collect(articles.into_iter().map(Ok)).map_err(CliError::format(self))
    }

    /// Opens a dataset and tells its format.
    pub(super) fn dataset(&self, format: Option<Format>) -> Result<(Format, Box<dyn BufRead>), CliError> {
        let mut input = self.open()?;
        let beginning = input.fill_buf().map_err(CliError::io(self))?;
        if let Some(format) = format.or_else(|| Format::detect_binary(beginning)).filter(|format| !format.is_text()) {
            return Ok((format, input));
        }
        // An array need not hold a whole element on its first line, nor an object all of its fields.
        let is_enough = |head: &str| {
            format.is_some() || !formats::begins_value(head) || head.trim() != "{" && Format::detect(head).is_ok()
        };
        let (first, content) = self.peek(input, &is_enough)?;
        let format = format.map_or_else(|| Format::detect(&first), Ok).map_err(CliError::format(self))?;
        Ok((format, Box::new(content)))
    }
}

impl From<&str> for Input {
    fn from(path: &str) -> Self {
        Self(path.into())
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            None => f.write_str("standard input"),
            Some(path) => path.display().fmt(f),
        }
    }
}

/// What a file of that name holds, packed or not.
fn kind_of(name: &str) -> Option<FileKind> {
    FileKind::of_name(unpacked_name(name).unwrap_or(name))
}

/// What is read when nothing is named.
pub(super) fn or_stdin(inputs: &[Input]) -> Vec<Input> {
    if inputs.is_empty() { vec![Input::stdin()] } else { inputs.to_vec() }
}

/// A format of one file by its name on the command line.
pub(super) fn file_format_named(name: &str) -> Result<Format, String> {
    let format = format_named(name)?;
    if format.is_folder() { Err(format!("{name} is a folder of files: convert what is written")) } else { Ok(format) }
}

/// A format by its name on the command line.
pub(super) fn format_named(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| format!("there is no format \"{name}\"; there are {}", Format::names()))
}
