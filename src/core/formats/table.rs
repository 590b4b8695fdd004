//! A table of articles: a row each, with their texts in one column, as spreadsheets and archives export them.
//!
//! The main decision: the columns are known by their names, in whatever case; where none is called like a text, the
//! one with the longest cells is it. What is in other columns is kept with the metadata.

use super::error::{Fault, FormatError};
use super::record::numbered;
use crate::core::article::{Article, ArticleId, Meta, meta_of};
use crate::core::text::Text;
use csv::{ReaderBuilder, StringRecord};

/// What a column of texts is called, the surest first.
const TEXT: [&str; 7] = ["text", "body", "content", "article", "fulltext", "document", "story"];

/// A field of what is known about an article.
type Field = fn(&mut Meta) -> &mut Option<String>;

/// What holds one known field of an article.
const FIELDS: [(&str, Field); 12] = [
    ("title", |meta| &mut meta.title),
    ("headline", |meta| &mut meta.title),
    ("date", |meta| &mut meta.date),
    ("published", |meta| &mut meta.date),
    ("source", |meta| &mut meta.source),
    ("publisher", |meta| &mut meta.source),
    ("author", |meta| &mut meta.byline),
    ("byline", |meta| &mut meta.byline),
    ("url", |meta| &mut meta.url),
    ("link", |meta| &mut meta.url),
    ("note", |meta| &mut meta.note),
    ("comment", |meta| &mut meta.note),
];
/// Names that are taken among the metadata: a cell that cannot be there is kept under its name and this.
const TAKEN: [&str; 8] = ["title", "date", "source", "byline", "url", "note", "flagged", "categories"];
const OF_TABLE: &str = " (column)";

/// The column of ids.
const ID: &str = "id";

/// Reads a table with a row of names at its top, whose cells are parted by commas, semicolons or tabs. Rows without a
/// text are passed over.
///
/// # Errors
/// If it is no table, or has no column that could hold texts.
pub fn read_table(content: &str) -> Result<Vec<Article>, FormatError> {
    let first = content.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&it| first.bytes().filter(|&byte| byte == it).count());
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(content.as_bytes());
    let names: Vec<String> =
        reader.headers().map_err(fault)?.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    let rows: Vec<StringRecord> = reader.into_records().collect::<Result<_, _>>().map_err(fault)?;
    let text_at = text_column(&names, &rows).ok_or_else(|| Fault::Shape("no column has texts".to_owned()))?;
    let articles = rows.iter().zip(1..).map(|(row, number)| article(&names, row, text_at, number));
    Ok(articles.filter(|article| !article.text.as_str().trim().is_empty()).collect())
}

fn text_column(names: &[String], rows: &[StringRecord]) -> Option<usize> {
    let called_so = TEXT.iter().find_map(|text| names.iter().position(|name| name == text));
    let letters = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(str::len).sum::<usize>();
    called_so.or_else(|| (0..names.len()).filter(|&column| letters(column) > 0).max_by_key(|&column| letters(column)))
}

fn article(names: &[String], row: &StringRecord, text_at: usize, number: usize) -> Article {
    let text = Text::new(row.get(text_at).unwrap_or_default());
    let (mut meta, mut in_text) = (Meta::default(), meta_of(&text));
    let mut id = numbered(number);
    let others = names.iter().zip(row).enumerate().filter(|&(at, (_, cell))| at != text_at && !cell.trim().is_empty());
    for (_, (name, cell)) in others {
        let cell = cell.trim().to_owned();
        match FIELDS.iter().find(|(field, known)| field == name && known(&mut meta).is_none()) {
            Some((_, field)) => *field(&mut meta) = Some(cell),
            None if name == ID => id = ArticleId::from(cell),
            None => {
                let is_taken = TAKEN.contains(&name.as_str());
                meta.extra.insert(if is_taken { format!("{name}{OF_TABLE}") } else { name.clone() }, cell.into());
            }
        }
    }
    for (_, field) in FIELDS {
        let there = field(&mut in_text).take();
        let known = field(&mut meta);
        *known = known.take().or(there);
    }
    Article::new(id, text, meta)
}

fn fault(error: csv::Error) -> FormatError {
    let line = error.position().map(|position| position.line() as usize);
    FormatError { line, ..Fault::Shape("this is no table".to_owned()).into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names() {
        let found = read_table("ID,Headline,Body,Section\n7,Fjords,\"Oslo grew,\nsaid Ann.\",World\n8,,,\n").unwrap();
        let [article] = &found[..] else { panic!("{found:?}") };
        assert_eq!((article.id.as_str(), article.text.as_str()), ("7", "Oslo grew,\nsaid Ann."));
        assert_eq!(article.meta.title.as_deref(), Some("Fjords"));
        assert_eq!(article.meta.extra["section"], "World");
    }

    #[test]
    fn a_column_that_is_called_like_something_else_is_kept_and_written_once() {
        let found =
            read_table("body,headline,title,categories,flagged,note\nOslo grew.,A,B,Sport,yes,Ask Ann\n").unwrap();
        let meta = &found[0].meta;
        assert_eq!((meta.title.as_deref(), meta.note.as_deref()), (Some("A"), Some("Ask Ann")));
        let written = serde_json::to_string(meta).unwrap();
        assert_eq!(serde_json::from_str::<Meta>(&written).unwrap(), *meta, "{written}");
        for (column, cell) in [("title", "B"), ("categories", "Sport"), ("flagged", "yes")] {
            assert_eq!(meta.extra[&format!("{column}{OF_TABLE}")], cell);
        }
    }

    #[test]
    fn the_longest_cells_are_texts_where_no_name_says_so() {
        let texts = |table: &str| {
            let found = read_table(table).unwrap();
            found.into_iter().map(|article| article.text.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts("a;b\nx;Oslo grew.\ny;Rome fell.\n"), ["Oslo grew.", "Rome fell."]);
        assert_eq!(texts("nr\tstory of the day\n1\tOslo; grew, it is said.\n"), ["Oslo; grew, it is said."]);
    }

    #[test]
    fn a_table_without_rows_or_texts_is_refused() {
        assert!(read_table("a,b\n").is_err());
        assert!(read_table("a,b\n,\n").is_err());
    }
}
