//! The mind of the worker for files: texts, web pages and datasets become articles, and a project becomes a file
//! of another tool.

use super::mind::Mind;
use super::protocol::{Found, Request, Response};
use crate::core::article::{Article, from_html, meta_of};
use crate::core::formats::{self, Format};
use crate::core::text::Text;
use std::collections::VecDeque;
use std::sync::Arc;

/// Files that wait to be read or written.
#[derive(Debug, Default)]
pub struct Reader {
    waiting: VecDeque<Request>,
}

impl Reader {
    /// A reader with nothing to do.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Mind for Reader {
    fn handle(&mut self, request: Request) -> Option<Response> {
        match request {
            Request::Read { .. } | Request::Write { .. } => self.waiting.push_back(request),
            Request::Cancel { id } => self.waiting.retain(|waiting| waiting.id() != id),
            Request::Tag { id, .. } | Request::Learn { id, .. } => return Some(Response::not_mine(id)),
        }
        None
    }

    fn step(&mut self) -> Vec<Response> {
        let Some(request) = self.waiting.pop_front() else { return Vec::new() };
        let id = request.id();
        let done = match request {
            Request::Read { name, bytes, .. } => read(&name, bytes).map(|found| Response::Read { id, found }),
            Request::Write { project, format, .. } => {
                write(project, format).map(|bytes| Response::Written { id, bytes })
            }
            // Nothing else waits.
            Request::Tag { .. } | Request::Learn { .. } | Request::Cancel { .. } => return Vec::new(),
        };
        vec![done.unwrap_or_else(|why| Response::Failed { id, why })]
    }

    fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// Reads a file by what its name ends in; what no ending tells is text.
fn read(name: &str, bytes: Vec<u8>) -> Result<Found, String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "json" | "jsonl" | "conll" | "bilou" | "iob" | "bio" | "csv" => {
            let project = formats::read(bytes, None).map_err(|error| error.to_string())?;
            let articles = project.articles.into_iter().map(Arc::unwrap_or_clone).collect();
            Ok(Found { articles, schema: Some(project.schema), adopt: ending == "json" })
        }
        "html" | "htm" => {
            let (text, meta) = from_html(&text_of(bytes)?).map_err(|error| error.to_string())?;
            Ok(one(Article::new("a1", text, meta)))
        }
        _ => {
            let text = Text::new(&text_of(bytes)?);
            if text.as_str().trim().is_empty() {
                return Err("it is empty".to_owned());
            }
            let meta = meta_of(&text);
            Ok(one(Article::new("a1", text, meta)))
        }
    }
}

/// Writes a project in a format: only what was decided where the format cannot tell it from a suggestion, since
/// nobody should train on what nobody has looked at.
fn write(project: Vec<u8>, format: Format) -> Result<Vec<u8>, String> {
    let mut project = formats::read(project, Some(Format::Project)).map_err(|error| error.to_string())?;
    if !format.holds_suggestions() {
        project = project.confirmed();
    }
    let mut bytes = Vec::new();
    formats::write(&project, format, &mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    formats::text_of(bytes).map_err(|error| error.to_string())
}

fn one(article: Article) -> Found {
    Found { articles: vec![article], schema: None, adopt: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(name: &str, content: &[u8]) -> Response {
        let mut reader = Reader::new();
        assert_eq!(reader.handle(Request::Read { id: 3, name: name.to_owned(), bytes: content.to_vec() }), None);
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
        assert_eq!(texts("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"), ["One.", "Two."]);
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        assert_eq!(refusal("a.txt", b" \n"), "it is empty");
        assert!(refusal("a.txt", b"Caf\xe9").contains("UTF-8"));
        assert!(refusal("a.html", b"<p></p>").contains("no text"));
        assert!(refusal("a.jsonl", b"{\"text\":\"One.\"}\n{\"text\":2}\n").contains("line 2"));
    }

    #[test]
    fn a_project_is_written_in_another_format_without_what_waits() {
        let article = r#"{"id":"a","text":"Ann met Bob.","status":"open","annotations":[
            {"start":0,"end":3,"label":"PERSON","text":"Ann","status":"confirmed","origin":"human","confidence":null},
            {"start":8,"end":11,"label":"PERSON","text":"Bob","status":"suggested","origin":"model","confidence":0.9}]}"#;
        let Response::Read { found, .. } = answer("a.jsonl", article.replace('\n', "").as_bytes()) else {
            panic!("not read")
        };
        let mut project = crate::core::project::Project::new(found.schema.unwrap());
        project.articles = found.articles.into_iter().map(Arc::new).collect();
        let mut bytes = Vec::new();
        formats::write(&project, Format::Project, &mut bytes).unwrap();
        let written = |format| {
            let mut reader = Reader::new();
            reader.handle(Request::Write { id: 3, project: bytes.clone(), format });
            let Some(Response::Written { id: 3, bytes }) = reader.step().pop() else { panic!("not written") };
            String::from_utf8(bytes).unwrap()
        };
        assert_eq!(written(Format::Jsonl).matches("PERSON").count(), 2);
        assert_eq!(written(Format::Spacy).matches("PERSON").count(), 1);
        let damaged = Request::Write { id: 3, project: b"{}".to_vec(), format: Format::Spacy };
        let mut reader = Reader::new();
        reader.handle(damaged);
        assert!(matches!(reader.step()[..], [Response::Failed { id: 3, .. }]));
    }

    #[test]
    fn a_cancelled_file_is_not_answered() {
        let mut reader = Reader::new();
        reader.handle(Request::Read { id: 3, name: "a.txt".to_owned(), bytes: b"Ann".to_vec() });
        reader.handle(Request::Cancel { id: 3 });
        assert!(reader.step().is_empty());
    }
}
