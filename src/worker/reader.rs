//! The mind of the worker for files: texts, web pages and datasets become articles, and articles become a file of
//! another tool.

use super::mind::Mind;
use super::protocol::{Found, GivenFile, Report, Request, RequestId, Response, Target};
use super::writing::Writing;
use crate::core::article::{Article, from_html, meta_of};
use crate::core::formats::{self, FileKind, Format, MemoryFolder, Piece, ReadFolder, Role, Table};
use crate::core::project::Split;
use crate::core::schema::Schema;
use crate::core::text::{Text, without_byte_order_mark};
use std::collections::VecDeque;
use std::sync::Arc;

/// Of several bad files, so many are told.
const MOST_TOLD: usize = 5;

/// Files that wait to be read or written.
#[derive(Default)]
pub struct Reader {
    waiting: VecDeque<Request>,
    /// The file whose parts come one after another.
    writing: Option<Writing>,
}

impl Reader {
    /// A reader with nothing to do.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a part of a file, and tells what the format does to its articles.
    fn write(&mut self, begin: Option<Target>, articles: &[u8], last: bool) -> Result<(Vec<Piece>, Report), String> {
        let before = self.writing.take();
        // Without one, this worker was started again since.
        let writing = begin.map(Writing::new).or(before).ok_or("the parts before are lost")?;
        let (pieces, report, writing) = writing.take(articles, last)?;
        self.writing = writing;
        Ok((pieces, report))
    }
}

impl Mind for Reader {
    fn handle(&mut self, request: Request) -> Option<Response> {
        match request {
            Request::Read { .. } | Request::Write { .. } => self.waiting.push_back(request),
            Request::Cancel { id } => {
                self.waiting.retain(|waiting| waiting.id() != id);
                // Only what is written is ever taken back.
                self.writing = None;
            }
            Request::Tag { id, .. } | Request::Learn { id, .. } | Request::Train { id, .. } => {
                return Some(Response::not_mine(id));
            }
        }
        None
    }

    fn step(&mut self) -> Vec<Response> {
        let Some(request) = self.waiting.pop_front() else { return Vec::new() };
        let id = request.id();
        let done = match request {
            Request::Read { files, columns, .. } => read(id, files, columns),
            Request::Write { begin, articles, last, .. } => {
                let written = self.write(begin, &articles, last);
                written.map(|(pieces, report)| Response::Written { id, pieces, report })
            }
            // Nothing else waits.
            _ => return Vec::new(),
        };
        vec![done.unwrap_or_else(|why| Response::Failed { id, why })]
    }

    fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// Whether a file is a table of articles, and none that Postil has written.
fn is_table(name: &str, bytes: &[u8]) -> bool {
    FileKind::of_name(name) == Some(FileKind::Table) && Format::detect(first_line(bytes)).is_err()
}

/// Reads a table by what its columns hold, or asks for that if it is not said and not clear.
fn read_table(id: RequestId, bytes: Vec<u8>, roles: Vec<Role>) -> Result<Response, String> {
    let table = Table::read(&text_of(bytes.clone())?).map_err(in_words)?;
    let columns = table.columns();
    if roles.is_empty() && !table.is_clear() {
        return Ok(Response::Columns { id, columns, bytes });
    }
    let guessed = || columns.iter().map(|column| column.role).collect();
    let roles: Vec<Role> = if roles.is_empty() { guessed() } else { roles };
    Ok(Response::Read { id, found: Box::new(Found { articles: table.articles(&roles), ..Found::default() }) })
}

/// Reads a file, those that are packed in it, or some that belong together.
fn read(id: RequestId, files: Vec<GivenFile>, columns: Vec<Role>) -> Result<Response, String> {
    let name = files.first().map(|file| file.name.clone()).unwrap_or_default();
    let articles = match <[GivenFile; 1]>::try_from(files) {
        Ok([file]) if FileKind::of_name(&file.name) == Some(FileKind::Zip) => {
            read_folder(formats::unzip(&file.bytes).map_err(in_words)?)?
        }
        Ok([file]) => return read_one(id, file, columns),
        Err(files) => read_folder(folder_of(files)?)?,
    };
    Ok(Response::Read { id, found: Box::new(found_in(&name, articles)?) })
}

/// Reads a file that was given by itself: one of a dataset that is a folder, a table, or what its ending tells.
fn read_one(id: RequestId, GivenFile { name, bytes }: GivenFile, columns: Vec<Role>) -> Result<Response, String> {
    let folder = MemoryFolder([(name.clone(), bytes)].into());
    if let Some(format) = formats::folder_format(&folder).map_err(in_words)? {
        return Ok(Response::Read { id, found: Box::new(found_in(&name, read_dataset(folder, format)?)?) });
    }
    let bytes = folder.0.into_values().next().unwrap_or_default();
    if is_table(&name, &bytes) {
        return read_table(id, bytes, columns);
    }
    Ok(Response::Read { id, found: Box::new(read_file(&name, bytes)?) })
}

/// Reads a file by what its name ends in, or else how it begins.
fn read_file(name: &str, bytes: Vec<u8>) -> Result<Found, String> {
    match FileKind::of_name(name).unwrap_or_else(|| FileKind::of_first_line(first_line(&bytes))) {
        FileKind::Dataset | FileKind::Table => {
            let adopt = str::from_utf8(&bytes).is_ok_and(|content| formats::format_of(content) == Ok(Format::Project));
            let project = formats::read(bytes, None).map_err(in_words)?;
            let articles = project.articles.into_iter().map(Arc::unwrap_or_clone).collect();
            Ok(Found { articles, schema: Some(project.schema), adopt, unread: String::new() })
        }
        FileKind::Html => {
            let (text, meta) = from_html(&text_of(bytes)?).map_err(in_words)?;
            Ok(one(Article::new("a1", text, meta)))
        }
        FileKind::Text | FileKind::Zip => {
            let text = Text::new(&text_of(bytes)?);
            if text.as_str().trim().is_empty() {
                return Err("it is empty".to_owned());
            }
            let meta = meta_of(&text);
            Ok(one(Article::new("a1", text, meta)))
        }
    }
}

/// Files that were given one by one, as the folder that they make.
fn folder_of(files: Vec<GivenFile>) -> Result<MemoryFolder, String> {
    let mut folder = MemoryFolder::default();
    for GivenFile { name, bytes } in files {
        if folder.0.insert(name.clone(), bytes).is_some() {
            return Err(format!("two files are called \"{name}\": import their folders one after the other"));
        }
    }
    Ok(folder)
}

/// Articles, and what is wrong with files that should hold some: one that is bad costs no other.
type Articles = Vec<Result<Article, String>>;

/// Reads a folder: a dataset of a format that takes one, or files of any kind.
fn read_folder(folder: impl ReadFolder) -> Result<Articles, String> {
    let names = folder.names().map_err(in_words)?;
    if names.is_empty() {
        return Err("there is no file in it".to_owned());
    }
    match formats::folder_format(&folder).map_err(in_words)? {
        Some(format) => read_dataset(folder, format),
        None => Ok(names.iter().flat_map(|name| read_in(&folder, name)).collect()),
    }
}

fn read_dataset(folder: impl ReadFolder, format: Format) -> Result<Articles, String> {
    let articles = formats::folder_articles_by_file(folder, format).map_err(in_words)?;
    Ok(articles.map(|article| article.map_err(in_words)).collect())
}

/// The articles of one of several files of any kind; its name may say to which part of a data set they belong.
fn read_in(folder: &impl ReadFolder, name: &str) -> Articles {
    // The sheet of a data set is no article.
    if name.rsplit('/').next() == Some("README.md") {
        return Vec::new();
    }
    let read = |bytes: Vec<u8>| {
        if is_table(name, &bytes) {
            return Err("a table is imported by itself, not with other files".to_owned());
        }
        read_file(name, bytes)
    };
    match folder.bytes_in(name).map_err(in_words).and_then(read) {
        Ok(Found { mut articles, .. }) => {
            let split = Split::of_file(name);
            split.iter().for_each(|split| articles.iter_mut().for_each(|article| split.take(article)));
            articles.into_iter().map(Ok).collect()
        }
        Err(why) => vec![Err(format!("{name}: {why}"))],
    }
}

/// The articles, with the labels that they use, and what could not be read of the files, the first of which gives the name.
fn found_in(name: &str, read: Articles) -> Result<Found, String> {
    let mut schema = Schema::empty("imported");
    let (mut articles, mut faults) = (Vec::new(), Vec::new());
    for article in read {
        let fitted = article.map(formats::with_label_ids).and_then(|article| {
            formats::fit_schema(&mut schema, &article).map_err(in_words)?;
            Ok(article)
        });
        match fitted {
            Ok(article) => articles.push(article),
            Err(why) => faults.push(why),
        }
    }
    let unread = match faults.len() {
        0 => String::new(),
        _ if articles.is_empty() => return Err(told(&faults)),
        _ => format!("Not all of {name} was imported:") + "\n" + &told(&faults),
    };
    Ok(Found { articles, schema: Some(schema), adopt: false, unread })
}

/// What is wrong with several files, the first of them in a line each.
fn told(faults: &[String]) -> String {
    let mut lines = faults[..faults.len().min(MOST_TOLD)].to_vec();
    if faults.len() > MOST_TOLD {
        lines.push(format!("and {count} more", count = faults.len() - MOST_TOLD));
    }
    lines.join("\n")
}

/// The first line of a file; nothing if it is no text.
fn first_line(bytes: &[u8]) -> &str {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    without_byte_order_mark(std::str::from_utf8(line).unwrap_or_default())
}

fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    formats::text_of(bytes).map_err(in_words)
}

/// What is wrong, in one line, also where it quotes several.
fn in_words(error: impl ToString) -> String {
    error.to_string().replace('\n', " ")
}

fn one(article: Article) -> Found {
    Found { articles: vec![article], ..Found::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::{About, FolderWriter, WriteFolder, ZipFolder};
    use crate::core::project::{Dealer, Shares};
    use crate::core::schema::LabelChoices;

    fn given(files: &[(&str, &[u8])]) -> Vec<GivenFile> {
        files.iter().map(|(name, bytes)| GivenFile { name: (*name).to_owned(), bytes: bytes.to_vec() }).collect()
    }

    fn answer(name: &str, content: &[u8]) -> Response {
        answer_to(&[(name, content)])
    }

    fn answer_to(files: &[(&str, &[u8])]) -> Response {
        let mut reader = Reader::new();
        assert_eq!(reader.handle(Request::Read { id: 3, files: given(files), columns: Vec::new() }), None);
        let answers = reader.step();
        assert!(reader.is_idle());
        answers.into_iter().next().unwrap()
    }

    fn texts(name: &str, content: &[u8]) -> Vec<String> {
        let Response::Read { id: 3, found } = answer(name, content) else { panic!("not read") };
        found.articles.iter().map(|article| article.text.as_str().to_owned()).collect()
    }

    fn refusal(name: &str, content: &[u8]) -> String {
        let Response::Failed { id: 3, why } = answer(name, content) else { panic!("read") };
        why
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
        assert_eq!(texts("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"), ["One.", "Two."]);
    }

    #[test]
    fn a_project_file_alone_brings_its_schema() {
        let adopts = |content: &[u8]| match answer("a.json", content) {
            Response::Read { found, .. } => found.adopt,
            other => panic!("{other:?}"),
        };
        assert!(!adopts(br#"[{"tokenized_text":["Ann","left"],"ner":[[0,0,"PERSON"]]}]"#));
        assert!(!adopts(b"{\n  \"classes\": [],\n  \"annotations\": [[\"Ann left.\", {\"entities\": []}]]\n}"));
        assert!(adopts(br#"{"format":"postil-project","version":1,"offset_unit":"codepoint","schema":{"name":"s","labels":[]},"articles":[]}"#));
    }

    #[test]
    fn what_was_exported_as_a_zip_file_comes_back() {
        let articles = different_articles();
        let parts: Vec<&str> = articles.iter().map(String::as_str).collect();
        for format in Format::ALL.into_iter().filter(|&format| format != Format::Project) {
            let dealt = format.has_parts().then(|| (7, Shares::default()));
            let (file, _) = written(Target { dealt, ..target(format) }, &parts);
            let Response::Read { found, .. } = answer("articles.zip", &file) else { panic!("{}", format.name()) };
            let splits = |split| found.articles.iter().filter(|it| Split::of(it) == split).count();
            let expected = if dealt.is_some() { [24, 3, 3, 0] } else { [0, 0, 0, 30] };
            let [train, validation, test] = Split::ALL.map(Some).map(splits);
            assert_eq!([train, validation, test, splits(None)], expected, "{}", format.name());
            let is_person =
                |article: &Article| article.annotations.visible().next().unwrap().label.as_str() == "PERSON";
            assert!(found.articles.iter().all(is_person), "{}", format.name());
            assert!(found.schema.unwrap().label(&"PERSON".into()).is_some());
        }
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
        whole(zip.finish().unwrap())
    }

    /// What was found in a ZIP file: the texts, each with how much is marked in it, and what could not be read.
    fn found_in_zip(zip: &[u8]) -> (Vec<(String, usize)>, String) {
        let Response::Read { found, .. } = answer("x.zip", zip) else { panic!("not read") };
        let text = |article: &Article| (article.text.as_str().to_owned(), article.annotations.len());
        (found.articles.iter().map(text).collect(), found.unread)
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
        ]);
        let damaged = zip.windows(2).position(|it| it == b"T7").unwrap();
        zip[damaged + 1] = b'1';
        let (texts, unread) = found_in_zip(&zip);
        assert_eq!(texts, [("Ann left.".to_owned(), 1), ("Ann stayed.".to_owned(), 0)], "c has no marks");
        let lines: Vec<&str> = unread.lines().collect();
        let starts = [
            "Not all of x.zip was imported:",
            "b.ann: line 1, field text: it quotes",
            "d.ann: there is no d.txt beside it",
            "e.ann: line 1, field text: it quotes \"Ann\te\", but the text from 0 to 7 is \"Ann ate\"",
            "f.ann: it is damaged in the ZIP file",
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
        let Response::Read { found, .. } = answer_to(&brat) else { panic!("not read") };
        let [article] = &found.articles[..] else { panic!("{found:?}") };
        assert_eq!(
            (article.id.to_string().as_str(), article.text.as_str(), article.annotations.len()),
            ("a", "Ann left.", 1)
        );
        assert!(found.schema.unwrap().label(&"PERSON".into()).is_some());
        let refused = |files: &[(&str, &[u8])]| match answer_to(files) {
            Response::Failed { why, .. } => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(&brat[2..]), "a.ann: there is no a.txt beside it, the text that it is about");
        let damaged = refused(&[brat[1], ("a.ann", b"T1\tPERSON 0\tAnn\n")]);
        assert!(damaged.starts_with("a.ann: line 1, field offsets: "), "{damaged}");
        assert!(refused(&[brat[1], brat[1]]).starts_with("two files are called \"a.txt\""));
        let parts: [(&str, &[u8]); 2] =
            [("README.md", b"Of one article."), ("test.jsonl", b"{\"text\":\"Ann left.\"}\n")];
        let Response::Read { found, .. } = answer_to(&parts) else { panic!("not read") };
        assert_eq!(found.articles.iter().map(Split::of).collect::<Vec<_>>(), [Some(Split::Test)]);
    }

    #[test]
    fn a_file_of_a_folder_is_read_by_itself() {
        let write = |format| {
            let articles = formats::articles(ARTICLE.replace('\n', "").into_bytes().as_slice(), Format::Jsonl)
                .map(Result::unwrap)
                .collect::<Vec<_>>();
            let (mut writer, mut folder) = (FolderWriter::new(format).unwrap(), MemoryFolder::default());
            writer.write(&articles[0], &mut folder).unwrap();
            folder
        };
        for format in [Format::Tsv3, Format::CasJson] {
            let (name, content) = write(format).0.into_iter().next().unwrap();
            let Response::Read { found, .. } = answer(&name, &content) else { panic!("{name}") };
            assert_eq!((found.articles.len(), found.articles[0].annotations.len()), (1, 2), "{name}");
        }
        let sentence = br#"{"tokens":["Ann","left"],"ner_tags":["B-PERSON","O"]}"#;
        let Response::Read { found, .. } = answer("train.jsonl", sentence) else { panic!("not read") };
        assert_eq!(Split::of(&found.articles[0]), Some(Split::Train));
    }

    #[test]
    fn a_table_that_is_not_clear_is_asked_about_and_given_back() {
        let content = b"one,two\nOslo grew.,Rome fell.\n";
        let Response::Columns { id: 3, columns, bytes } = answer("a.csv", content) else { panic!("not asked") };
        assert_eq!((columns.len(), &bytes[..]), (2, &content[..]));
        let mut reader = Reader::new();
        let columns = vec![Role::Text, Role::Title];
        reader.handle(Request::Read { id: 4, files: given(&[("a.csv", &bytes)]), columns });
        let Some(Response::Read { id: 4, found }) = reader.step().pop() else { panic!("not read") };
        let [article] = &found.articles[..] else { panic!("{found:?}") };
        assert_eq!((article.text.as_str(), article.meta.title.as_deref()), ("Oslo grew.", Some("Rome fell.")));
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        assert_eq!(refusal("a.txt", b" \n"), "it is empty");
        assert!(refusal("a.txt", b"Caf\xe9").contains("UTF-8"));
        assert!(refusal("a.html", b"<p></p>").contains("no text"));
        assert!(refusal("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":2}\n").contains("line 2"));
    }

    const ARTICLE: &str = r#"{"id":"a","text":"Ann met Bob.","status":"open","annotations":[
        {"start":0,"end":3,"label":"PERSON","text":"Ann","status":"confirmed","origin":"human","confidence":null},
        {"start":8,"end":11,"label":"PERSON","text":"Bob","status":"suggested","origin":"model","confidence":0.9}]}"#;

    /// Thirty articles that are no near-duplicates.
    fn different_articles() -> Vec<String> {
        let article = |number: usize| {
            let words: Vec<String> = (0..20).map(|word| format!(" w{number}x{word}")).collect();
            let article = ARTICLE.replace(r#""id":"a""#, &format!(r#""id":"a{number}""#));
            article.replace("Bob.", &format!("Bob.{}", words.concat())).replace('\n', "")
        };
        (0..30).map(article).collect()
    }

    fn target(format: Format) -> Target {
        Target { format, schema: Schema::news(), dealt: None, suggestions: false, labels: LabelChoices::default() }
    }

    fn write(reader: &mut Reader, begin: Option<Target>, articles: &str, last: bool) -> Response {
        let articles = articles.replace('\n', "").into_bytes();
        reader.handle(Request::Write { id: 3, begin, articles, last });
        reader.step().pop().unwrap()
    }

    fn written(target: Target, parts: &[&str]) -> (Vec<u8>, Report) {
        let mut reader = Reader::new();
        let passes = if target.dealt.is_some() { 2 } else { 1 };
        let (mut begin, mut pieces, mut last_report) = (Some(target), Vec::new(), Report::default());
        for part in [parts].repeat(passes).concat() {
            let answer = write(&mut reader, begin.take(), part, parts.last() == Some(&part));
            let Response::Written { id: 3, pieces: known, report } = answer else { panic!("not written: {answer:?}") };
            pieces.extend(known);
            last_report = report;
        }
        (whole(pieces), last_report)
    }

    fn whole(mut pieces: Vec<Piece>) -> Vec<u8> {
        pieces.sort_by_key(|piece| piece.place);
        pieces.into_iter().flat_map(|piece| piece.bytes).collect()
    }

    #[test]
    fn articles_are_written_in_another_format_without_what_waits() {
        let persons = |file: &[u8]| String::from_utf8_lossy(file).matches("PERSON").count();
        assert_eq!(persons(&written(target(Format::Jsonl), &[ARTICLE]).0), 2);
        let (spacy, report) = written(target(Format::Spacy), &[ARTICLE]);
        assert_eq!(persons(&spacy), 1);
        assert_eq!((report.loss, &report.remarks[..]), (false, &[][..]));
        assert!(report.counts.starts_with("1 article, 1 annotation: 0 lost"), "{}", report.counts);
    }

    #[test]
    fn a_file_in_parts_is_the_same_file() {
        let other = ARTICLE.replace(r#""id":"a""#, r#""id":"b""#);
        let lines = format!("{}\n{}", ARTICLE.replace('\n', ""), other.replace('\n', ""));
        let project = formats::read(lines.into_bytes(), None).unwrap().confirmed();
        for format in Format::ALL.into_iter().filter(|&it| !it.is_folder() && !it.holds_suggestions()) {
            let mut whole = Vec::new();
            formats::write(&project, format, &mut whole).unwrap();
            let (parts, report) = written(target(format), &[ARTICLE, &other]);
            assert!(parts == whole, "{}", format.name());
            assert!(report.counts.starts_with("2 articles, 2 annotations"), "{}", report.counts);
        }
    }

    #[test]
    fn a_folder_is_a_zip_file_and_parts_are_those_that_the_seed_gives() {
        let lines = different_articles();
        let articles = formats::read(lines.join("\n").into_bytes(), None).unwrap().confirmed().articles;
        let parts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let shares = Shares::new([2.0, 1.0, 1.0]).unwrap();
        for (format, dealt) in [(Format::Brat, None), (Format::Hf, Some((7, shares))), (Format::Csv, Some((7, shares)))]
        {
            let about = About { schema: Some(Schema::news()), dealt, agreement: None };
            let (mut writer, mut zip) = (FolderWriter::with_about(format, about).unwrap(), ZipFolder::default());
            let mut dealer = dealt.map(|(seed, shares)| Dealer::new(seed, shares));
            articles.iter().for_each(|article| dealer.iter_mut().for_each(|dealer| dealer.add(article)));
            let mut splits = dealer.map(|dealer| dealer.deal()).unwrap_or_default().into_iter();
            for article in &articles {
                let mut article = Article::clone(article);
                splits.by_ref().take(1).for_each(|split| split.take(&mut article));
                writer.write(&article, &mut zip).unwrap();
            }
            writer.finish(&mut zip).unwrap();
            let whole = whole(zip.finish().unwrap());
            let (file, report) = written(Target { dealt, ..target(format) }, &parts);
            assert!(file == whole, "{}", format.name());
            assert!(report.counts.starts_with("30 articles, 30 annotations: 0 lost"), "{}", report.counts);
        }
    }

    #[test]
    fn what_would_be_lost_is_told() {
        let overlap = ARTICLE.replace(r#""end":3"#, r#""end":11"#).replace("Ann\",", "Ann met Bob\",");
        let overlap = overlap.replace("suggested", "confirmed");
        let (_, report) = written(target(Format::Conll), &[&overlap, ARTICLE]);
        assert!(report.loss && report.remarks.is_empty(), "lost in the first part");
        let mut reader = Reader::new();
        let answer = write(&mut reader, Some(target(Format::Conll)), &overlap, false);
        let Response::Written { report, .. } = answer else { panic!("not written") };
        let [remark] = &report.remarks[..] else { panic!("{:?}", report.remarks) };
        assert!(remark.sentence.contains("is lost: it overlaps"), "{}", remark.sentence);
        assert_eq!(remark.key.as_ref().map(|(range, _)| range.as_usize()), Some(8..11));
    }

    #[test]
    fn suggestions_and_other_labels_go_in_if_they_are_wanted() {
        let mut labels = LabelChoices::default();
        labels.choose("PERSON".into(), Some("PER".into()));
        labels.choose("GPE".into(), None);
        let chosen = Target { suggestions: true, labels, ..target(Format::Spacy) };
        let article = ARTICLE.replace(r#""end":3,"label":"PERSON""#, r#""end":3,"label":"GPE""#);
        let (file, report) = written(chosen.clone(), &[ARTICLE, &article.replace(r#""id":"a""#, r#""id":"b""#)]);
        let entities: Vec<serde_json::Value> = String::from_utf8(file)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["entities"].clone())
            .collect();
        assert_eq!(entities, [serde_json::json!([[0, 3, "PER"], [8, 11, "PER"]]), serde_json::json!([[8, 11, "PER"]])]);
        assert!(report.counts.starts_with("2 articles, 3 annotations: 0 lost, 2 changed"), "{}", report.counts);

        let (tasks, report) = written(Target { format: Format::Prodigy, ..chosen.clone() }, &[ARTICLE]);
        assert!(String::from_utf8(tasks).unwrap().contains(r#""answer":"accept""#), "it counts as decided");
        assert!(report.counts.contains("0 lost, 0 changed"), "{}", report.counts);

        // What is told of it leads to the annotation as the project has it.
        let overlap = ARTICLE.replace(r#""end":3"#, r#""end":11"#).replace("Ann\",", "Ann met Bob\",");
        let mut reader = Reader::new();
        let answer = write(&mut reader, Some(Target { format: Format::Conll, ..chosen }), &overlap, true);
        let Response::Written { report, .. } = answer else { panic!("not written") };
        assert!(report.remarks[0].sentence.starts_with("PER \"Bob\" is lost"), "{}", report.remarks[0].sentence);
        assert_eq!(report.remarks[0].key.as_ref().unwrap().1.as_str(), "PERSON");
    }

    #[test]
    fn a_part_without_those_before_it_is_refused() {
        let refused = |answer| matches!(answer, Response::Failed { id: 3, .. });
        let mut reader = Reader::new();
        assert!(refused(write(&mut reader, None, ARTICLE, true)));
        assert!(!refused(write(&mut reader, Some(target(Format::Conll)), ARTICLE, false)));
        assert!(refused(write(&mut reader, Some(target(Format::Conll)), "{}", true)), "no article");
        assert!(!refused(write(&mut reader, Some(target(Format::Conll)), ARTICLE, true)));
        assert!(refused(write(&mut reader, None, ARTICLE, true)), "the file is whole");
    }

    #[test]
    fn a_cancelled_file_is_not_answered() {
        let mut reader = Reader::new();
        write(&mut reader, Some(target(Format::Conll)), ARTICLE, false);
        reader.handle(Request::Write { id: 3, begin: None, articles: Vec::new(), last: true });
        reader.handle(Request::Cancel { id: 3 });
        assert!(reader.step().is_empty() && reader.writing.is_none());
    }
}
