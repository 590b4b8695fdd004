//! Reads what is given.

use super::{Found, GivenFile};
use crate::core::article::{Article, NoText, from_html, meta_of};
use crate::core::dataset::Split;
use crate::core::formats::{
    self, Column, Fault, FileError, FileKind, Format, FormatError, MemoryFolder, ReadFolder, Role, Table,
};
use crate::core::text::{Text, without_byte_order_mark};
use std::sync::Arc;

/// Of several bad files, so many are told.
const MOST_TOLD: usize = 5;

/// What comes of files.
#[derive(Clone, Debug, PartialEq)]
pub enum Imported {
    /// They were read.
    Found(Found),
    /// It is a table that leaves in doubt what its columns hold.
    Columns {
        /// The columns, with what they seem to hold.
        columns: Vec<Column>,
        /// The file, given back.
        bytes: Vec<u8>,
    },
}

/// Why files cannot be imported: a clause that can follow a colon, in one line; of several files, a line each of the first.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// A file is not as it should be.
    #[error("{}", in_one_line(.0))]
    Format(#[from] FormatError),
    /// A file of a folder is not as it should be.
    #[error("{}", in_one_line(.0))]
    File(#[from] FileError),
    /// A web page has no text.
    #[error("{0}")]
    Html(#[from] NoText),
    /// There is no file in it.
    #[error("there is no file in it")]
    NoFile,
    /// Two files have the same name.
    #[error("two files are called \"{name}\": import their folders one after the other")]
    Twice {
        /// The name.
        name: String,
    },
    /// A table is among other files, so that nobody can be asked what its columns hold.
    #[error("a table is imported by itself, not with other files")]
    Table,
    /// One of several files cannot be read.
    #[error("{file}: {error}")]
    Among {
        /// Its name.
        file: String,
        /// Why.
        error: Box<Self>,
    },
    /// None of several can be read, or no article of theirs: what is wrong with each.
    #[error("{}", told(.0))]
    All(Vec<Self>),
}

/// Some errors quote several lines.
fn in_one_line(error: &impl ToString) -> String {
    error.to_string().replace('\n', " ")
}

/// What is wrong with several files, the first of them in a line each.
fn told(errors: &[ImportError]) -> String {
    let mut lines: Vec<String> = errors.iter().take(MOST_TOLD).map(ToString::to_string).collect();
    if errors.len() > MOST_TOLD {
        lines.push(format!("and {count} more", count = errors.len() - MOST_TOLD));
    }
    lines.join("\n")
}

/// Reads a file, those that are packed in it, or some that belong together. `columns` says what the columns of a table
/// hold; without them that is guessed, or asked for.
///
/// # Errors
/// If nothing of it can be read.
pub fn import(files: Vec<GivenFile>, columns: Vec<Role>) -> Result<Imported, ImportError> {
    let name = files.first().map(|file| file.name.clone()).unwrap_or_default();
    match <[GivenFile; 1]>::try_from(files) {
        Ok([file]) if FileKind::of_name(&file.name) == Some(FileKind::Zip) => {
            read_folder(&name, formats::unzip(&file.bytes)?).map(Imported::Found)
        }
        Ok([file]) => read_one(file, columns),
        Err(files) => read_folder(&name, folder_of(files)?).map(Imported::Found),
    }
}

/// Reads a file that was given by itself: one of a dataset that is a folder, a table, or what its ending tells.
fn read_one(GivenFile { name, bytes }: GivenFile, columns: Vec<Role>) -> Result<Imported, ImportError> {
    let folder = MemoryFolder([(name.clone(), bytes)].into());
    if let Some(format) = formats::folder_format(&folder)? {
        return read_dataset(&name, folder, format).map(Imported::Found);
    }
    let bytes = folder.0.into_values().next().unwrap_or_default();
    if is_table(&name, &bytes) {
        return read_table(bytes, columns);
    }
    read_file(&name, bytes).map(Imported::Found)
}

/// Whether a file is a table of articles, and none that Postil has written.
fn is_table(name: &str, bytes: &[u8]) -> bool {
    FileKind::of_name(name) == Some(FileKind::Table) && Format::detect(first_line(bytes)).is_err()
}

/// Reads a table by what its columns hold, or asks for that if it is not said and not clear.
fn read_table(bytes: Vec<u8>, roles: Vec<Role>) -> Result<Imported, ImportError> {
    let table = Table::read(&formats::text_of(bytes.clone())?)?;
    let columns = table.columns();
    if roles.is_empty() && !table.is_clear() {
        return Ok(Imported::Columns { columns, bytes });
    }
    let guessed = || columns.iter().map(|column| column.role).collect();
    let roles: Vec<Role> = if roles.is_empty() { guessed() } else { roles };
    Ok(Imported::Found(Found { articles: table.articles(&roles), ..Found::default() }))
}

/// Reads a file by what its name ends in, or else how it begins.
fn read_file(name: &str, bytes: Vec<u8>) -> Result<Found, ImportError> {
    match FileKind::of_name(name).unwrap_or_else(|| FileKind::of_first_line(first_line(&bytes))) {
        FileKind::Dataset | FileKind::Table => {
            let (format, project) = formats::read(bytes)?;
            let articles = project.articles.into_iter().map(Arc::unwrap_or_clone).collect();
            let adopt = format == Format::Project;
            Ok(Found { articles, schema: Some(project.schema), adopt, unread: String::new() })
        }
        FileKind::Html => {
            let (text, meta) = from_html(&formats::text_of(bytes)?)?;
            Ok(one(Article::new(formats::id_of_file(name), text, meta)))
        }
        FileKind::Text | FileKind::Zip => {
            let text = Text::new(&formats::text_of(bytes)?);
            if text.as_str().trim().is_empty() {
                return Err(FormatError::from(Fault::Empty).into());
            }
            let meta = meta_of(&text);
            Ok(one(Article::new(formats::id_of_file(name), text, meta)))
        }
    }
}

/// Files that were given one by one, as the folder that they make.
fn folder_of(files: Vec<GivenFile>) -> Result<MemoryFolder, ImportError> {
    let mut folder = MemoryFolder::default();
    for GivenFile { name, bytes } in files {
        if folder.0.insert(name.clone(), bytes).is_some() {
            return Err(ImportError::Twice { name });
        }
    }
    Ok(folder)
}

/// Reads a folder that is called so: a dataset of a format that takes one, or files of any kind.
fn read_folder(name: &str, folder: impl ReadFolder) -> Result<Found, ImportError> {
    let files = folder.names().map_err(FormatError::from)?;
    if files.is_empty() {
        return Err(ImportError::NoFile);
    }
    match formats::folder_format(&folder)? {
        Some(format) => read_dataset(name, folder, format),
        None => joined(name, files.iter().filter_map(|file| read_in(&folder, file))),
    }
}

/// What is in files that are called so together. One that cannot be read costs no other.
fn joined(name: &str, files: impl Iterator<Item = Result<Found, ImportError>>) -> Result<Found, ImportError> {
    let (mut all, mut errors) = (Found::default(), Vec::new());
    for file in files {
        match file {
            Ok(found) => all = all.joined_with(found),
            Err(error) => errors.push(error),
        }
    }
    with_errors(name, all, errors)
}

/// Reads a dataset of several files, where one that is bad costs the articles in it.
fn read_dataset(name: &str, folder: impl ReadFolder, format: Format) -> Result<Found, ImportError> {
    let mut schema = formats::schema_of_labels();
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for article in formats::folder_articles_by_file(folder, format)? {
        let fitted = article.map_err(ImportError::from).and_then(|it| Ok(formats::fitted(&mut schema, it)?));
        match fitted {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error),
        }
    }
    with_errors(name, Found { articles, schema: Some(schema.finish()), ..Found::default() }, errors)
}

/// What was found in files that are called so, with what could not be read of them.
fn with_errors(name: &str, found: Found, errors: Vec<ImportError>) -> Result<Found, ImportError> {
    if errors.is_empty() {
        return Ok(found);
    }
    if found.articles.is_empty() {
        return Err(ImportError::All(errors));
    }
    let unread = format!("Not all of {name} was imported:") + "\n" + &told(&errors);
    Ok(Found { unread, ..found })
}

/// What is in one of several files of any kind; `None` for the sheet of a data set. The name of a dataset may say which part
/// of a larger one it is; that of a text says what the text is about.
fn read_in(folder: &impl ReadFolder, file: &str) -> Option<Result<Found, ImportError>> {
    if file.rsplit('/').next() == Some("README.md") {
        return None;
    }
    let read = |bytes: Vec<u8>| if is_table(file, &bytes) { Err(ImportError::Table) } else { read_file(file, bytes) };
    let is_dataset = matches!(FileKind::of_name(file), Some(FileKind::Dataset | FileKind::Table));
    let split = Split::of_file(file).filter(|_| is_dataset);
    let found = folder.bytes_in(file).map_err(ImportError::from).and_then(read);
    Some(match found {
        Ok(mut found) => {
            split.iter().for_each(|split| found.articles.iter_mut().for_each(|article| split.take(article)));
            Ok(found)
        }
        Err(error) => Err(ImportError::Among { file: file.to_owned(), error: Box::new(error) }),
    })
}

/// The first line of a file; nothing if it is no text.
fn first_line(bytes: &[u8]) -> &str {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    without_byte_order_mark(std::str::from_utf8(line).unwrap_or_default())
}

fn one(article: Article) -> Found {
    Found { articles: vec![article], ..Found::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::{FolderWriter, WriteFolder, ZipFolder};

    fn given(files: &[(&str, &[u8])]) -> Vec<GivenFile> {
        files.iter().map(|(name, bytes)| GivenFile { name: (*name).to_owned(), bytes: bytes.to_vec() }).collect()
    }

    fn imported(files: &[(&str, &[u8])]) -> Result<Found, ImportError> {
        import(given(files), Vec::new()).map(|imported| match imported {
            Imported::Found(found) => found,
            Imported::Columns { columns, .. } => panic!("{columns:?}"),
        })
    }

    fn found(name: &str, content: &[u8]) -> Found {
        imported(&[(name, content)]).expect("it can be read")
    }

    fn texts(name: &str, content: &[u8]) -> Vec<String> {
        found(name, content).articles.iter().map(|article| article.text.as_str().to_owned()).collect()
    }

    fn refused(files: &[(&str, &[u8])]) -> String {
        imported(files).expect_err("it cannot be read").to_string()
    }

    fn refusal(name: &str, content: &[u8]) -> String {
        refused(&[(name, content)])
    }

    #[test]
    fn a_file_is_read_by_its_ending() {
        assert_eq!(texts("a.txt", b"Ann left.\r\n"), ["Ann left.\n"]);
        assert_eq!(texts("README", b"Ann left."), ["Ann left."]);
        assert_eq!(texts("a.HTML", b"<p>Ann <b>left</b>.</p>"), ["Ann left."]);
        assert_eq!(texts("a.xhtml", b"<p>Ann <b>left</b>.</p>"), ["Ann left."]);
        assert_eq!(texts("page", b"<!DOCTYPE html>\n<p>Ann <b>left</b>.</p>"), ["Ann left."]);
        assert_eq!(texts("a.csv", b"id,start,end,label,text\na1,,,,Ann left.\na1,0,3,PERSON,Ann\n"), ["Ann left."]);
        assert_eq!(texts("a.csv", b"title,body\nNews,Ann left.\n"), ["Ann left."]);
        assert_eq!(texts("a.tsv", b"title\tbody\nNews\tAnn, left.\n"), ["Ann, left."]);
        assert_eq!(texts("a.tsv", b"Ann B-PERSON\nleft O\n"), ["Ann left"]);
        assert_eq!(texts("b.tsv", b"Ann\tB-PERSON\nleft\tO\n"), ["Ann left"]);
        assert_eq!(texts("a.txt", b"\xff\xfeB\0\xf6\0"), ["Bö"]);
        assert_eq!(texts("a.txt", b"\xfe\xff\0B\0\xf6"), ["Bö"]);
        assert_eq!(texts("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"), ["One.", "Two."]);
    }

    #[test]
    fn a_text_and_a_page_are_called_as_their_file() {
        let ids = |found: Found| found.articles.iter().map(|article| article.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(found("00 story.txt", b"Ann left.")), ["00 story"]);
        assert_eq!(ids(found("a.zip", &zipped(&[("b.html", "<p>Ann left.</p>"), ("in/c.md", "Bob")]))), ["b", "c"]);
    }

    #[test]
    fn a_project_file_alone_brings_its_schema() {
        let adopts = |content: &[u8]| found("a.json", content).adopt;
        assert!(!adopts(br#"[{"tokenized_text":["Ann","left"],"ner":[[0,0,"PERSON"]]}]"#));
        assert!(!adopts(b"{\n  \"classes\": [],\n  \"annotations\": [[\"Ann left.\", {\"entities\": []}]]\n}"));
        assert!(adopts(br#"{"format":"postil-project","version":1,"offset_unit":"codepoint","schema":{"name":"s","labels":[]},"articles":[]}"#));
    }

    #[test]
    fn a_zip_file_of_files_is_read_by_their_endings() {
        let file = zipped(&[("a.txt", "Ann left."), ("b.html", "<p>Bob left.</p>"), ("README.md", "Of two articles.")]);
        assert_eq!(texts("a.zip", &file), ["Ann left.", "Bob left."]);
        assert!(refusal("a.zip", &file[1..]).starts_with("this is no ZIP file"));
        assert_eq!(refusal("a.zip", &zipped(&[])), "there is no file in it");
        let folders = zipped(&[
            ("x/a.txt", "Ann left."),
            ("y/a.txt", "Bob left."),
            ("y/README.md", "Of two."),
            ("z/MYREADME.md", "Cy left."),
        ]);
        assert_eq!(texts("a.zip", &folders), ["Ann left.", "Bob left.", "Cy left."]);
        for (name, why) in [("a.csv", "a table is imported by itself"), ("a.zip", "it is not text")] {
            let why = format!("{name}: {why}");
            assert!(refusal("a.zip", &zipped(&[(name, "title,body\0")])).starts_with(&why), "{why}");
        }
    }

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipFolder::default();
        files.iter().for_each(|(name, content)| zip.append(name, content.as_bytes()).unwrap());
        let mut pieces = zip.finish().unwrap();
        pieces.sort_by_key(|piece| piece.place);
        pieces.into_iter().flat_map(|piece| piece.bytes).collect()
    }

    /// What was found in a ZIP file: the texts, each with how much is marked in it, and what could not be read.
    fn found_in_zip(zip: &[u8]) -> (Vec<(String, usize)>, String) {
        let found = found("x.zip", zip);
        let text = |article: &Article| (article.text.as_str().to_owned(), article.annotations.len());
        (found.articles.iter().map(text).collect(), found.unread)
    }

    #[test]
    fn a_project_file_is_one_in_a_zip_file_too() {
        let project = r##"{"format":"postil-project","version":1,"offset_unit":"codepoint","schema":{"name":"ours","guidelines":"Firms only.","labels":[{"id":"ORG","name":"Firm","color":"#3b6fd4","key":"f"}]},"articles":[]}"##;
        let alone = found("a.postil.json", project.as_bytes());
        assert!(alone.adopt);
        assert_eq!(found("a.zip", &zipped(&[("x/a.postil.json", project)])), alone);
        let among = found("a.zip", &zipped(&[("a.postil.json", project), ("b.txt", "Ann left.")]));
        assert_eq!((among.articles.len(), among.schema, among.adopt), (1, alone.schema, true));
    }

    #[test]
    fn a_dataset_is_the_part_that_its_name_says_and_a_text_is_none() {
        let zip = zipped(&[
            ("b-test-1.jsonl", "{\"text\":\"1\"}"),
            ("england-test-match.txt", "2"),
            ("train.jsonl", "{\"text\":\"3\"}"),
        ]);
        let parts: Vec<Option<Split>> = found("a.zip", &zip).articles.iter().map(Split::of).collect();
        assert_eq!(parts, [Some(Split::Test), None, Some(Split::Train)]);
    }

    #[test]
    fn a_bad_file_in_a_zip_file_costs_no_other() {
        let mut zip = zipped(&[
            ("a.txt", "Ann left."),
            ("b.txt", " \n"),
            ("c.jsonl", "{\"text\":\"One.\"}\n{\"text\":2}\n"),
            ("d.csv", "title,body\n"),
            ("e.html", "<p>Eve left.</p>"),
            ("f.txt", "Finn left."),
        ]);
        let damaged = zip.windows(4).position(|it| it == b"Finn").unwrap();
        zip[damaged] = b'f';
        let (texts, unread) = found_in_zip(&zip);
        assert_eq!(texts, [("Ann left.".to_owned(), 0), ("Eve left.".to_owned(), 0)]);
        assert_eq!(
            unread.lines().collect::<Vec<_>>(),
            [
                "Not all of x.zip was imported:",
                "b.txt: it is empty",
                "c.jsonl: line 2, field text: invalid type: integer `2`, expected a string",
                "d.csv: a table is imported by itself, not with other files",
                "f.txt: it is damaged in the ZIP file",
            ]
        );
        let names: Vec<String> = (1..=8).map(|number| format!("{number}.txt")).collect();
        let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(
            refusal("x.zip", &zipped(&files)).lines().skip(4).collect::<Vec<_>>(),
            ["5.txt: it is empty", "and 3 more"],
            "there is nothing else in it"
        );
        files.push(("9.txt", "Ann left."));
        assert!(found_in_zip(&zipped(&files)).1.ends_with("\n5.txt: it is empty\nand 3 more"));
    }

    #[test]
    fn a_bad_file_of_a_dataset_costs_its_article() {
        let ann = "T1\tPERSON 0 3\tAnn\n";
        let mut zip = zipped(&[
            ("a.txt", "Ann left."),
            ("a.ann", ann),
            ("b.txt", "Bob left."),
            ("b.ann", ann),
            ("c.txt", "Ann stayed."),
            ("d.ann", ann),
            ("e.txt", "Ann\nate."),
            ("e.ann", "T1\tPERSON 0 7\tAnn\te\n"),
            ("f.txt", "Ann fell."),
            ("f.ann", "T7\tPERSON 0 3\tAnn\n"),
            ("g.txt", "Ann and Bob fell."),
            ("g.ann", "T1\tPERSON 0 3;8 11\tAnn Bob\n"),
        ]);
        let damaged = zip.windows(2).position(|it| it == b"T7").unwrap();
        zip[damaged + 1] = b'1';
        let (texts, unread) = found_in_zip(&zip);
        let texts: Vec<(&str, usize)> = texts.iter().map(|(text, marks)| (text.as_str(), *marks)).collect();
        let expected = [("Ann left.", 1), ("Ann stayed.", 0), ("Ann and Bob fell.", 0)];
        assert_eq!(texts, expected, "c has no marks, and g none that can be held");
        let lines: Vec<&str> = unread.lines().collect();
        let starts = [
            "Not all of x.zip was imported:",
            "b.ann: line 1, field text: it quotes",
            "d.ann: there is no d.txt beside it",
            "e.ann: line 1, field text: it quotes \"Ann\te\", but the text from 0 to 7 is \"Ann ate\"",
            "f.ann: it is damaged in the ZIP file",
            "g.ann: line 1, field offsets: spans that have a gap with words in it",
        ];
        assert_eq!(lines.len(), starts.len(), "{lines:?}");
        lines.iter().zip(starts).for_each(|(line, start)| assert!(line.starts_with(start), "{line}"));
    }

    #[test]
    fn a_bad_file_of_sentences_costs_all_of_its_articles() {
        // Whether the second line belongs to the first article is not known.
        let bad = "{\"id\":\"1\",\"tokens\":[\"Ann\"],\"ner_tags\":[1]}\n{\n{\"id\":\"1\",\"tokens\":[\"x\"],\"ner_tags\":[0]}\n";
        let good = bad.replace("{\n", "").replace("Ann", "Bob");
        let card = "---\nclass_label:\n  names:\n    '0': O\n    '1': B-PERSON\n---\n";
        let zip = zipped(&[("train.jsonl", bad), ("test.jsonl", &good), ("README.md", card), ("LICENSE", "MIT")]);
        let (texts, unread) = found_in_zip(&zip);
        assert_eq!(texts, [("Bob\nx".to_owned(), 1)]);
        let lines: Vec<&str> = unread.lines().collect();
        assert!(lines.len() == 2 && lines[1].starts_with("train.jsonl: line 2, column 1: it is not JSON"), "{unread}");
        assert!(refusal("train.jsonl", bad.as_bytes()).starts_with("train.jsonl: line 1, field ner_tags[0]"));
    }

    #[test]
    fn files_of_a_folder_are_read_as_it_is() {
        let brat: [(&str, &[u8]); 3] =
            [("annotation.conf", b"[entities]"), ("a.txt", b"Ann left."), ("a.ann", b"T1\tPERSON 0 3\tAnn\n")];
        let found = imported(&brat).unwrap();
        let [article] = &found.articles[..] else { panic!("{found:?}") };
        assert_eq!(
            (article.id.to_string().as_str(), article.text.as_str(), article.annotations.len()),
            ("a", "Ann left.", 1)
        );
        assert!(found.schema.unwrap().label(&"PERSON".into()).is_some());
        assert_eq!(refused(&brat[2..]), "a.ann: there is no a.txt beside it, the text that it is about");
        let damaged = refused(&[brat[1], ("a.ann", b"T1\tPERSON 0\tAnn\n")]);
        assert!(damaged.starts_with("a.ann: line 1, field offsets: "), "{damaged}");
        assert!(refused(&[brat[1], brat[1]]).starts_with("two files are called \"a.txt\""));
        let parts: [(&str, &[u8]); 2] =
            [("README.md", b"Of one article."), ("test.jsonl", b"{\"text\":\"Ann left.\"}\n")];
        let found = imported(&parts).unwrap();
        assert_eq!(found.articles.iter().map(Split::of).collect::<Vec<_>>(), [Some(Split::Test)]);
    }

    #[test]
    fn a_file_of_a_folder_is_read_by_itself() {
        let write = |format| {
            let article = br#"{"text":"Ann left.","annotations":[{"start":0,"end":3,"label":"PERSON"}]}"#;
            let article = formats::articles(article.as_slice(), Format::Jsonl).next().unwrap().unwrap();
            let (mut writer, mut folder) = (FolderWriter::new(format).unwrap(), MemoryFolder::default());
            writer.write(&article, &mut folder).unwrap();
            folder
        };
        for format in [Format::Tsv3, Format::CasJson] {
            let (name, content) = write(format).0.into_iter().next().unwrap();
            let found = found(&name, &content);
            assert_eq!((found.articles.len(), found.articles[0].annotations.len()), (1, 1), "{name}");
        }
        let sentence = br#"{"tokens":["Ann","left"],"ner_tags":["B-PERSON","O"]}"#;
        assert_eq!(Split::of(&found("train.jsonl", sentence).articles[0]), Some(Split::Train));
    }

    #[test]
    fn a_table_that_is_not_clear_is_asked_about_and_given_back() {
        let content = b"one,two\nOslo grew.,Rome fell.\n";
        let Ok(Imported::Columns { columns, bytes }) = import(given(&[("a.csv", content)]), Vec::new()) else {
            panic!("not asked")
        };
        assert_eq!((columns.len(), &bytes[..]), (2, &content[..]));
        let Ok(Imported::Found(found)) = import(given(&[("a.csv", &bytes)]), vec![Role::Text, Role::Title]) else {
            panic!("not read")
        };
        let [article] = &found.articles[..] else { panic!("{found:?}") };
        assert_eq!((article.text.as_str(), article.meta.title.as_deref()), ("Oslo grew.", Some("Rome fell.")));
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        assert_eq!(refusal("a.txt", b" \n"), "it is empty");
        assert!(refusal("a.txt", b"Caf\xe9").contains("UTF-8"));
        assert!(refusal("a.docx", b"PK\x03\x04xx").contains("packed"));
        assert!(refusal("a.html", b"<p></p>").contains("no text"));
        assert!(refusal("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":2}\n").contains("line 2"));
    }
}
