//! What a pasted article says about itself above and below its body.
//!
//! The main decision: the text stays as pasted and is only read. A header that is taken for one by mistake
//! then costs a line of metadata, which the user can mend, never a line of the article. Cutting headers
//! off was rejected for that reason.

use super::date::date_at_start;
use super::{Article, ArticleId, Meta};
use crate::core::text::Text;

/// So many lines from the top may be headers (blank ones not counted).
const HEAD_LINES: usize = 8;
/// So many lines from the bottom may be footers (blank ones not counted).
const FOOT_LINES: usize = 5;
/// No header or footer is longer, in characters.
const LONGEST_HEADER: usize = 200;
/// No headline is longer, in characters.
const LONGEST_TITLE: usize = 150;

/// What a line such as `Source: Maeil` is called, in lower case, and what it says.
const KEYS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("headline", Field::Title),
    ("date", Field::Date),
    ("datum", Field::Date),
    ("dated", Field::Date),
    ("published", Field::Date),
    ("published on", Field::Date),
    ("publication date", Field::Date),
    ("posted", Field::Date),
    ("posted on", Field::Date),
    ("updated", Field::Date),
    ("by", Field::Byline),
    ("byline", Field::Byline),
    ("author", Field::Byline),
    ("authors", Field::Byline),
    ("written by", Field::Byline),
    ("source", Field::Source),
    ("quelle", Field::Source),
    ("publisher", Field::Source),
    ("publication", Field::Source),
    ("url", Field::Url),
    ("link", Field::Url),
];

#[derive(Clone, Copy, PartialEq)]
enum Field {
    Title,
    Date,
    Byline,
    Source,
    Url,
}

impl Article {
    /// An article from pasted plain text, with the metadata that stands in it.
    #[must_use]
    pub fn from_paste(id: impl Into<ArticleId>, pasted: &str) -> Self {
        let text = Text::new(pasted);
        let meta = meta_of(&text);
        Self::new(id, text, meta)
    }
}

/// The metadata that stands in a plain text: `date 2025-02-03` at its start, a headline, `By Jane Doe`,
/// an address, `Source: X (Y)` at its end. What is found first counts. The text itself is not touched.
#[must_use]
pub fn meta_of(text: &Text) -> Meta {
    let lines: Vec<&str> = text.as_str().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (head, rest) = lines.split_at(lines.len().min(HEAD_LINES));
    let mut meta = Meta::default();
    let headers: Vec<bool> = head.iter().map(|line| read_header(line, &mut meta)).collect();
    if let Some(first) = headers.iter().position(|is_header| !is_header) {
        // As Markdown has it.
        let line = head[first].strip_prefix("# ").unwrap_or(head[first]);
        if meta.title.is_none() && first + 1 < lines.len() && is_title(line) {
            meta.title = Some(line.to_owned());
        }
        if meta.date.is_none() {
            meta.date = inline_date(line);
        }
    }
    for line in &rest[rest.len().saturating_sub(FOOT_LINES)..] {
        read_header(line, &mut meta);
    }
    if meta.source.is_none() {
        meta.source = head.iter().find_map(|line| dateline_agency(line)).map(str::to_owned);
    }
    meta
}

/// The text from where its body starts: after a date that stands before the body on the same line.
#[must_use]
pub fn opening(text: &Text) -> &str {
    let content = text.as_str().trim_start();
    let dated = content.lines().next().and_then(after_date_key).and_then(date_at_start);
    dated.map_or(content, |(_, rest)| &content[rest.as_ptr() as usize - content.as_ptr() as usize..]).trim_start()
}

/// Reads a line that is nothing but metadata; `false` if it is not such a line.
fn read_header(line: &str, meta: &mut Meta) -> bool {
    if line.chars().count() > LONGEST_HEADER {
        return false;
    }
    let Some((field, value)) = keyed(line).or_else(|| unkeyed(line)) else { return false };
    let slot = match field {
        Field::Title => &mut meta.title,
        Field::Date => &mut meta.date,
        Field::Byline => &mut meta.byline,
        Field::Source => &mut meta.source,
        Field::Url => &mut meta.url,
    };
    slot.get_or_insert(value);
    true
}

/// `Source: X`, and what such a line says.
fn keyed(line: &str) -> Option<(Field, String)> {
    let (key, value) = line.split_once(':')?;
    let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
    let &(_, field) = KEYS.iter().find(|(name, _)| *name == key)?;
    let value = match field {
        Field::Date => return Some((field, date_value(value)?)),
        Field::Source | Field::Url if is_url(value) => return Some((Field::Url, value.to_owned())),
        Field::Url => return None,
        Field::Title | Field::Byline | Field::Source => value,
    };
    (!value.is_empty() && !is_sentence(value)).then(|| (field, value.to_owned()))
}

/// A line whose form says what it is: an address, `By Jane Doe`, or a date with nothing else but a time.
fn unkeyed(line: &str) -> Option<(Field, String)> {
    if is_url(line) {
        return Some((Field::Url, line.to_owned()));
    }
    if let Some(name) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) {
        return is_name(name).then(|| (Field::Byline, name.trim().to_owned()));
    }
    let (date, rest) = date_at_start(after_date_key(line).unwrap_or(line))?;
    is_time_of_day(rest).then_some((Field::Date, date))
}

/// `date 2025-02-03 After being …`: the date before a body that follows on the same line.
fn inline_date(line: &str) -> Option<String> {
    date_at_start(after_date_key(line)?).map(|(date, _)| date)
}

/// What follows a key for dates at the start of a line, with or without a colon.
fn after_date_key(line: &str) -> Option<&str> {
    let dated = KEYS.iter().filter(|(_, field)| *field == Field::Date);
    dated
        .filter_map(|(key, _)| {
            let rest = line.get(key.len()..).filter(|_| line[..key.len()].eq_ignore_ascii_case(key))?;
            rest.starts_with([':', ' ', '\t', '\u{a0}']).then(|| rest.trim_start_matches(':').trim_start())
        })
        .min_by_key(|rest| rest.len())
}

/// The day as `YYYY-MM-DD`; as it stands if it is short and has digits but is no date we can read.
fn date_value(value: &str) -> Option<String> {
    if let Some((date, _)) = date_at_start(value) {
        return Some(date);
    }
    let short = value.chars().count() <= 40 && value.contains(|c: char| c.is_ascii_digit());
    short.then(|| value.to_owned())
}

/// What may follow a date on its line: nothing, or a time ("at 9:05 AM EST").
fn is_time_of_day(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '|' | '·' | '-' | '–'));
    let clock = rest.split_once(':').is_some_and(|(hour, minute)| {
        hour.ends_with(|c: char| c.is_ascii_digit()) && minute.starts_with(|c: char| c.is_ascii_digit())
    });
    rest.is_empty() || clock && rest.chars().count() <= 30
}

fn is_url(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// Whether a line can be a headline: short, more than a word, and not ended like a sentence.
fn is_title(line: &str) -> bool {
    let long_enough = line.split_whitespace().nth(1).is_some() || !line.is_ascii() && line.chars().nth(5).is_some();
    line.chars().count() <= LONGEST_TITLE
        && long_enough
        && !line.ends_with(['.', ',', ';', ':', '。', '，'])
        && line.starts_with(|c: char| !c.is_lowercase() && (c.is_alphanumeric() || "\"'“‘«$€£".contains(c)))
}

/// Whether a value reads on like a sentence: many words and a full stop.
fn is_sentence(value: &str) -> bool {
    value.ends_with(['.', '!', '?']) && value.split_whitespace().count() > 6
}

/// "Jane Doe and John Roe, Staff Writers": up to the first comma only capitalised words and what joins them.
fn is_name(name: &str) -> bool {
    const JOINERS: &[&str] =
        &["and", "&", "with", "in", "of", "de", "da", "di", "del", "la", "le", "van", "von", "der", "den", "bin", "al"];
    let names = name.split([',', '|', '(', '/']).next().unwrap_or(name);
    let capitalised = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    names.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && names.split_whitespace().all(|word| capitalised(word) || JOINERS.contains(&word))
        && name.chars().count() <= 80
        && !is_sentence(name)
}

/// The agency in the dateline that opens a report: `SEOUL, Feb 3 (Reuters) - Samsung …`.
fn dateline_agency(line: &str) -> Option<&str> {
    let (place, rest) = line.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let dash = rest.trim_start().starts_with(['-', '–', '—']);
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    let dateline = place.chars().count() <= 50 && capitals >= 3 && !place.contains(". ");
    let name = agency.starts_with(char::is_uppercase) && agency.chars().all(|c| c.is_alphabetic() || c == ' ');
    (dash && dateline && name && agency.chars().count() <= 30).then_some(agency)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(pasted: &str) -> Meta {
        meta_of(&Text::new(pasted))
    }

    fn fields(pasted: &str) -> [Option<String>; 5] {
        let Meta { title, date, source, byline, url, .. } = meta(pasted);
        [title, date, source, byline, url]
    }

    #[test]
    fn a_date_before_the_body_and_a_source_after_it() {
        let pasted = " date 2025-02-03 After the court had ruled, Acme's chairman met the mayor of Springfield.\n\n\
                      Nobody said a word.\n\nSource: Janedoe (The Daily Example)";
        let article = Article::from_paste("a1", pasted);
        assert_eq!(article.meta.date.as_deref(), Some("2025-02-03"));
        assert_eq!(article.meta.source.as_deref(), Some("Janedoe (The Daily Example)"));
        assert_eq!(article.meta.title, None);
        assert_eq!(article.text.as_str(), pasted, "the text stays as pasted");
    }

    #[test]
    fn the_body_opens_after_an_inline_date() {
        let opens = |pasted: &str| opening(&Text::new(pasted)).to_owned();
        assert_eq!(opens(" date 2025-02-03 After the court\nhad ruled."), "After the court\nhad ruled.");
        assert_eq!(opens("Date palms grow in Iraq."), "Date palms grow in Iraq.");
        assert_eq!(opens(""), "");
    }

    #[test]
    fn everything_above_the_body() {
        let pasted = "Acme buys Widgets for $3 billion\nThe deal is the largest of the year.\n\
                      By Jane Doe and John van Roe, Staff Writers\nFeb. 3, 2025 at 9:05 AM EST\n\
                      https://news.example.com/acme\n\nAcme said on Monday that it had bought Widgets.\n";
        let expected = [
            "Acme buys Widgets for $3 billion",
            "2025-02-03",
            "",
            "Jane Doe and John van Roe, Staff Writers",
            "https://news.example.com/acme",
        ];
        assert_eq!(fields(pasted).map(Option::unwrap_or_default), expected);
    }

    #[test]
    fn headers_with_keys() {
        let pasted = "Title: Acme buys Widgets\nDate: February 3, 2025\nAuthor: Jane Doe\nSource: The Daily Example\n\
                      URL: https://news.example.com/acme\n\nAcme bought it.";
        let expected =
            ["Acme buys Widgets", "2025-02-03", "The Daily Example", "Jane Doe", "https://news.example.com/acme"];
        assert_eq!(fields(pasted).map(Option::unwrap_or_default), expected);
        let german = meta("Datum: 2025-02-03\n\nAcme hat es gekauft.\n\nQuelle: Die Zeitung");
        assert_eq!((german.date.as_deref(), german.source.as_deref()), (Some("2025-02-03"), Some("Die Zeitung")));
    }

    #[test]
    fn dates() {
        let date = |pasted: &str| meta(pasted).date.unwrap_or_default();
        assert_eq!(date("Date: 2025-02-03\nAcme bought it."), "2025-02-03");
        assert_eq!(date("DATE: Monday, 3 February 2025 Acme bought it on the day."), "2025-02-03");
        assert_eq!(date("Published on Feb 3, 2025\nAcme bought it."), "2025-02-03");
        assert_eq!(date("Updated February 3, 2025, 09:30 KST\nAcme bought it."), "2025-02-03");
        assert_eq!(date("Date: 03/02/2025\nAcme bought it."), "03/02/2025", "which day it is depends on the country");
        assert_eq!(date("2025年2月3日\n他在北京。"), "2025-02-03");
    }

    #[test]
    fn sources() {
        let source = |pasted: &str| meta(pasted).source.unwrap_or_default();
        assert_eq!(source("Acme bought it.\n\nSource : Reuters\n"), "Reuters");
        assert_eq!(source("SEOUL, Feb 3 (Reuters) - Acme bought it on Monday."), "Reuters");
        assert_eq!(source("NEW YORK (AP) — Acme bought it on Monday."), "AP");
        assert_eq!(meta("Acme bought it.\nSource: https://example.com/a").url.unwrap(), "https://example.com/a");
    }

    #[test]
    fn what_only_looks_like_metadata() {
        for pasted in [
            "",
            "\n \n",
            "Date palms grow in Iraq and need much water.",
            "Dates 2025-02-03 and 2025-02-04 are free.",
            "By Monday everyone had left the town.\nNobody came back.",
            "By the numbers, it was a bad year.",
            "February 3, 2025 was a cold day in Seoul.\nNobody went out.",
            "He met her in 2024.\nSource code: it was published on Monday.",
            "He met her.\nSource: people who know the matter said that it would take place on Monday.",
            "She wrote a title: it was short.\nNobody read it.",
            "It uses high-bandwidth memory (HBM) - a kind of chip.",
            "An article of one line without a full stop",
            "lower case opens no headline\nSays the style book of the paper, and it is right.",
        ] {
            assert_eq!(meta(pasted), Meta::default(), "{pasted}");
        }
    }

    #[test]
    fn a_headline_in_chinese() {
        assert_eq!(meta("# Oslo grows\n\nOslo is **big**.").title.as_deref(), Some("Oslo grows"));
        assert_eq!(meta("三星会长会见奥特曼\n他在北京。").title.as_deref(), Some("三星会长会见奥特曼"));
    }
}
