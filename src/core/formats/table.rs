//! A table of articles: a row each, with their texts in one column, as spreadsheets and archives export them.
//!
//! The main decision: what a column holds is guessed from its name, in whatever case, and where none is called like a
//! text, the one with the longest cells is it; a guess that could be wrong is put to the reader. What is in other
//! columns is kept with the metadata.

use super::error::{Fault, FormatError};
use super::fields::record::numbered;
use super::streams::quotes::Quotes;
use crate::core::article::{Article, ArticleId, Meta, meta_of};
use crate::core::text::Text;
use csv::{ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What a column holds. All but the last are in one column only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The texts.
    Text,
    /// What identifies the articles.
    Id,
    /// The headlines.
    Title,
    /// The days that they are dated.
    Date,
    /// The papers or agencies.
    Source,
    /// Who wrote them.
    Byline,
    /// Where they were published.
    Url,
    /// Comments.
    Note,
    /// Something else, which is kept under the column's name.
    Other,
}

/// What a column is called that holds something, the surest name first.
const NAMES: [(&str, Role); 20] = [
    ("text", Role::Text),
    ("body", Role::Text),
    ("content", Role::Text),
    ("article", Role::Text),
    ("fulltext", Role::Text),
    ("document", Role::Text),
    ("story", Role::Text),
    ("id", Role::Id),
    ("title", Role::Title),
    ("headline", Role::Title),
    ("date", Role::Date),
    ("published", Role::Date),
    ("source", Role::Source),
    ("publisher", Role::Source),
    ("author", Role::Byline),
    ("byline", Role::Byline),
    ("url", Role::Url),
    ("link", Role::Url),
    ("note", Role::Note),
    ("comment", Role::Note),
];
/// Names that are taken among the metadata: a cell that cannot be there is kept under its name and this.
const TAKEN: [&str; 9] = ["title", "date", "source", "byline", "url", "note", "flagged", "categories", "finished"];
const OF_TABLE: &str = " (column)";

/// How many cells of a column are shown, and how much of each, in characters.
const CELLS: usize = 3;
const CELL: usize = 60;

/// A column as a reader is asked about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// The start of its first cells that are not empty.
    pub cells: Vec<String>,
    /// What it seems to hold.
    pub role: Role,
}

/// A table with a row of names at its top.
pub struct Table {
    names: Vec<String>,
    rows: Vec<StringRecord>,
}

impl Table {
    /// Reads a table whose cells are parted by commas, semicolons or tabs.
    ///
    /// # Errors
    /// If it is no table, or has no column that could hold texts.
    pub fn read(content: &str) -> Result<Self, FormatError> {
        let first = content.lines().next().unwrap_or_default();
        let delimiter =
            [b'\t', b';', b','].into_iter().max_by_key(|&it| first.bytes().filter(|&byte| byte == it).count());
        let delimiter = delimiter.unwrap_or(b',');
        let content = Quotes::new(content.as_bytes(), delimiter);
        let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(content);
        let names = reader.headers().map_err(fault)?.iter().map(|name| name.trim().to_owned()).collect();
        let rows = reader.into_records().collect::<Result<_, _>>().map_err(fault)?;
        let table = Self { names, rows };
        if table.text_column().is_none() {
            return Err(Fault::Shape("no column has texts".to_owned()).into());
        }
        Ok(table)
    }

    /// Its columns, with what each seems to hold; one of them the texts.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let text = self.text_column();
        let mut taken = vec![Role::Text];
        let column = |(at, name): (usize, &String)| {
            let known =
                if text == Some(at) { Some(Role::Text) } else { role_of(name).filter(|it| !taken.contains(it)) };
            taken.extend(known);
            Column { name: name.clone(), cells: self.first_cells(at), role: known.unwrap_or(Role::Other) }
        };
        self.names.iter().enumerate().map(column).collect()
    }

    /// Whether there can be no doubt about which column holds the texts: it is called so, and no other is called so as
    /// well or has more to read.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        let Some(text) = self.text_column() else { return false };
        let is_called_text = |at: usize| role_of(&self.names[at]) == Some(Role::Text);
        let rivals = |at: &usize| *at != text && (is_called_text(*at) || self.letters(*at) > self.letters(text));
        self.names.len() == 1 || is_called_text(text) && !(0..self.names.len()).any(|at| rivals(&at))
    }

    /// Its articles, given what each column holds. Rows without a text are passed over.
    #[must_use]
    pub fn articles(&self, roles: &[Role]) -> Vec<Article> {
        let names = self.names_of_others(roles);
        let articles = self.rows.iter().zip(1..).map(|(row, number)| article(roles, &names, row, number));
        articles.filter(|article| !article.text.as_str().trim().is_empty()).collect()
    }

    /// The column that is called like a text, by the surest name, and has some; else the one with the most to read.
    fn text_column(&self) -> Option<usize> {
        let is_filled = |at: &usize| self.letters(*at) > 0;
        let texts = NAMES.iter().filter(|(_, role)| *role == Role::Text);
        let mut called_so =
            texts.filter_map(|(text, _)| self.names.iter().position(|name| name.eq_ignore_ascii_case(text)));
        let longest = || (0..self.names.len()).filter(is_filled).max_by_key(|&at| self.letters(at));
        called_so.find(is_filled).or_else(longest)
    }

    /// How long the cells of a column are in all, in bytes.
    fn letters(&self, column: usize) -> usize {
        self.rows.iter().filter_map(|row| row.get(column)).map(str::len).sum()
    }

    fn first_cells(&self, column: usize) -> Vec<String> {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(str::trim).filter(|cell| !cell.is_empty());
        cells.take(CELLS).map(|cell| cell.chars().take(CELL).collect()).collect()
    }

    /// Under which name the cells of each column are kept of which nothing else is known: no two are the same.
    fn names_of_others(&self, roles: &[Role]) -> Vec<String> {
        let (mut taken, mut times) = (HashSet::new(), HashMap::<String, usize>::new());
        let mut free = |name: String| {
            let times = times.entry(name.clone()).or_default();
            loop {
                *times += 1;
                let name = if *times == 1 { name.clone() } else { format!("{name} ({times})") };
                if taken.insert(name.clone()) {
                    break name;
                }
            }
        };
        let columns = self.names.iter().zip(roles);
        columns
            .map(|(name, role)| if *role == Role::Other { free(name_of_other(name)) } else { String::new() })
            .collect()
    }
}

/// The article of the row with this number, from 1. `names` are those under which other columns are kept.
fn article(roles: &[Role], names: &[String], row: &StringRecord, number: usize) -> Article {
    let columns = || roles.iter().zip(names).zip(row);
    let text = columns().find(|((role, _), _)| **role == Role::Text).map_or("", |(_, cell)| cell);
    let text = Text::new(text);
    let (mut meta, in_text) = (Meta::default(), meta_of(&text));
    let mut id = numbered(number);
    for ((role, name), cell) in columns() {
        let cell = cell.trim().to_owned();
        if cell.is_empty() {
            continue;
        }
        match role {
            Role::Text => {}
            Role::Id => id = ArticleId::from(cell),
            Role::Title => meta.title = Some(cell),
            Role::Date => meta.date = Some(cell),
            Role::Source => meta.source = Some(cell),
            Role::Byline => meta.byline = Some(cell),
            Role::Url => meta.url = Some(cell),
            Role::Note => meta.note = Some(cell),
            Role::Other => drop(meta.extra.insert(name.clone(), cell.into())),
        }
    }
    meta.title = meta.title.or(in_text.title);
    meta.date = meta.date.or(in_text.date);
    meta.source = meta.source.or(in_text.source);
    meta.byline = meta.byline.or(in_text.byline);
    meta.url = meta.url.or(in_text.url);
    Article::new(id, text, meta)
}

fn role_of(name: &str) -> Option<Role> {
    NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, role)| *role)
}

/// Under which name a cell is kept.
fn name_of_other(column: &str) -> String {
    let name = column.to_ascii_lowercase();
    if TAKEN.contains(&name.as_str()) { name + OF_TABLE } else { name }
}

fn fault(error: csv::Error) -> FormatError {
    let line = error.position().map(|position| position.line() as usize);
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        _ => FormatError { line, ..Fault::Shape("this is no table".to_owned()).into() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The articles of a table whose columns are taken for what they seem to be.
    fn read_table(content: &str) -> Result<Vec<Article>, FormatError> {
        let table = Table::read(content)?;
        let roles: Vec<Role> = table.columns().iter().map(|column| column.role).collect();
        Ok(table.articles(&roles))
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let found = read_table("ID,Headline,Body,Section\n7,Fjords,\"Oslo grew,\nsaid Ann.\",World\n8,,,\n").unwrap();
        let [article] = &found[..] else { panic!("{found:?}") };
        assert_eq!((article.id.as_str(), article.text.as_str()), ("7", "Oslo grew,\nsaid Ann."));
        assert_eq!(article.meta.title.as_deref(), Some("Fjords"));
        assert_eq!(article.meta.extra["section"], "World");
    }

    #[test]
    fn a_day_is_kept_as_it_is_written() {
        let found = read_table("date,text\n2024-01-05,Oslo grew.\n05/01/2024,Rome fell.\n").unwrap();
        let days: Vec<_> = found.iter().map(|article| article.meta.date.as_deref()).collect();
        assert_eq!(days, [Some("2024-01-05"), Some("05/01/2024")], "which day the second is, only its reader knows");
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
    fn columns_of_one_name_are_all_kept() {
        let found = read_table("text,Tag,tag,,,tag (2)\nOslo grew.,a,b,c,d,e\n").unwrap();
        let kept: Vec<String> = found[0].meta.extra.iter().map(|(name, cell)| format!("{name}={cell}")).collect();
        let expected = ["tag=\"a\"", "tag (2)=\"b\"", "=\"c\"", " (2)=\"d\"", "tag (2) (2)=\"e\""];
        assert_eq!(BTreeSet::from_iter(kept), BTreeSet::from(expected.map(str::to_owned)));
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

    #[test]
    fn a_table_with_an_open_quotation_mark_is_refused() {
        let error = read_table("title;text\nA;\"Oslo grew.\nB;Rome fell.\n").unwrap_err();
        assert!(error.to_string().starts_with("line 2: a cell that begins with a quotation mark"), "{error}");
    }

    #[test]
    fn what_columns_hold_can_be_said() {
        let table = Table::read("Nr,Story,Summary\n7,\"Oslo grew, said Ann.\",It grew.\n8,,\n").unwrap();
        let columns = table.columns();
        let seen = columns.iter().map(|it| (it.name.as_str(), it.role, it.cells.join("|"))).collect::<Vec<_>>();
        let expected = [
            ("Nr", Role::Other, "7|8"),
            ("Story", Role::Text, "Oslo grew, said Ann."),
            ("Summary", Role::Other, "It grew."),
        ];
        assert_eq!(seen, expected.map(|(name, role, cells)| (name, role, cells.to_owned())));
        let [article] = &table.articles(&[Role::Id, Role::Note, Role::Text])[..] else { panic!("one has a text") };
        assert_eq!((article.id.as_str(), article.text.as_str()), ("7", "It grew."));
        assert_eq!(article.meta.note.as_deref(), Some("Oslo grew, said Ann."));
    }

    #[test]
    fn only_a_column_that_is_called_so_and_has_the_most_to_read_is_clear() {
        let is_clear = |content: &str| Table::read(content).unwrap().is_clear();
        assert!(is_clear("title,text\nFjords,Oslo grew.\n"));
        assert!(is_clear("what\nOslo grew.\n"), "there is no other");
        assert!(!is_clear("title,lead\nFjords,Oslo grew.\n"), "none is called so");
        assert!(!is_clear("text,body\nOslo grew.,Oslo grew.\n"), "two are");
        assert!(!is_clear("text,ocr\nOslo,Oslo grew and grew.\n"), "another has more to read");
        assert!(!is_clear("text,ocr\n,Oslo grew.\n"), "it is empty");
    }

    #[test]
    fn no_two_columns_hold_the_same_field() {
        let columns = Table::read("headline,title,text,ID,id\nA,B,Oslo grew.,1,2\n").unwrap().columns();
        let roles: Vec<Role> = columns.iter().map(|column| column.role).collect();
        assert_eq!(roles, [Role::Title, Role::Other, Role::Text, Role::Id, Role::Other]);
    }
}
