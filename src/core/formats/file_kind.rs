//! What a file is by what its name ends in, and where that tells nothing, by how it begins: the page and the command
//! line take the same files for the same things.

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A dataset in one of the formats.
    Dataset,
    /// A table: a dataset, or one of articles.
    Table,
    /// A web page.
    Html,
    /// A text.
    Text,
    /// Files, packed.
    Zip,
}

/// What the names of files end in, behind a full stop and in small letters.
const ENDINGS: [(FileKind, &[&str]); 5] = [
    (FileKind::Dataset, &["json", "jsonl", "ndjson", "conll", "conllup", "bilou", "iob", "bio", "spacy"]),
    (FileKind::Table, &["csv", "tsv"]),
    (FileKind::Html, &["html", "htm", "xhtml"]),
    (FileKind::Text, &["txt", "text", "md"]),
    (FileKind::Zip, &["zip"]),
];

impl FileKind {
    /// What is in a file of that name; `None` if its ending says nothing.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        ENDINGS.into_iter().find(|(_, endings)| endings.contains(&ending.as_str())).map(|(kind, _)| kind)
    }

    /// What is in a file that is no dataset and whose name says nothing, by its first line: a web page or a text.
    #[must_use]
    pub fn of_first_line(line: &str) -> Self {
        let line = line.trim_start();
        let begins = |tag: &str| line.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        if ["<!doctype html", "<html", "<?xml"].into_iter().any(begins) { Self::Html } else { Self::Text }
    }
}

/// The id of an article that is a file of its own: the file's name without its folders and its ending.
#[must_use]
pub fn id_of_file(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_its_article_an_id() {
        assert_eq!(
            ["00 story.txt", "news/b.c.html", "README", "a.b/c", ".txt"].map(id_of_file),
            ["00 story", "b.c", "README", "c", ".txt"]
        );
    }

    #[test]
    fn the_ending_tells_or_else_the_first_line() {
        use FileKind::{Dataset, Html, Table, Text, Zip};
        let names = ["a.txt", "a.b.XHTML", "a.jsonl", "a.tsv", "a.zip", "README", "a.html.gz"];
        let expected = [Some(Text), Some(Html), Some(Dataset), Some(Table), Some(Zip), None, None];
        assert_eq!(names.map(FileKind::of_name), expected);
        let lines = [" <!DOCTYPE HTML>", "<html lang=\"en\">", "<?xml version=\"1.0\"?>", "<htm", "<p>", "Ann left."];
        assert_eq!(lines.map(FileKind::of_first_line), [Html, Html, Html, Text, Text, Text]);
    }
}
