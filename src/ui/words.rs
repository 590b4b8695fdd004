//! The page's words in the language of the reader.
//!
//! The main decision: the English sentence in the code is the key, as gettext has it, and a file a language
//! (`static/words`) says what it becomes. It is fetched when its language is chosen and so weighs nothing in the
//! program. Names for sentences were rejected: code that says `tr("Undo")` is read without a second file.
//!
//! What the core and the workers say comes here in English and whole: it is known again by its template, so that they
//! need no language.

use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt::{Display, Write};

/// A language that the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// What the code is written in.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code in HTML, and the name of its file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What it calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a code like "de" or "de-AT".
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let base = code.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code() == base)
    }
}

/// From English to another language.
type Words = Map<String, Value>;

thread_local! {
    /// Those of the language that is spoken. They stay for as long as the page, so that a word of them
    /// is as good as one of the code. None until another language than English is spoken.
    static WORDS: Cell<Option<&'static Words>> = const { Cell::new(None) };
}

/// Speaks the language of a file of words from now on. What is not in it stays English.
///
/// # Errors
/// What is wrong with the file.
pub fn speak(file: &str) -> Result<(), String> {
    let words: Words = serde_json::from_str(file).map_err(|error| error.to_string())?;
    WORDS.set(Some(Box::leak(Box::new(words))));
    Ok(())
}

/// A text of the page in the language that is spoken, or in English where that has no word for it.
#[must_use]
pub fn tr(english: &str) -> &str {
    WORDS.get().and_then(|words| words.get(english)?.as_str()).unwrap_or(english)
}

/// The same for a text with values in it: `tr!("{name} is ready.", name)`, `tr!("{count} left", count = left.len())`.
macro_rules! tr_with {
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        $(let $name = &$crate::ui::words::tr!(@ $name $($value)?);)+
        // For the compiler, which says where a value is missing or too many.
        if false {
            let _ = format_args!($english, $($name = $name),+);
        }
        $crate::ui::words::fill($english, &[$((stringify!($name), $name)),+])
    }};
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
}
pub(in crate::ui) use tr_with as tr;

/// What `tr!` does: a text with the values that its names stand for.
pub fn fill(english: &'static str, values: &[(&str, &dyn Display)]) -> String {
    put(tr(english), values)
}

/// What the core or a worker says, each line in the language that is spoken. Words of which nothing is known stay as they
/// are.
#[must_use]
pub fn translated(english: &str) -> String {
    let Some(words) = WORDS.get() else { return english.to_owned() };
    english.split('\n').map(|line| translate(line, words)).collect::<Vec<_>>().join("\n")
}

fn translate(english: &str, words: &Words) -> String {
    if let Some(known) = words.get(english).and_then(Value::as_str) {
        return known.to_owned();
    }
    let fitting = words.iter().filter_map(|(template, known)| Some((values(template, english)?, template, known)));
    // The one that says most itself.
    let own = |values: &[(&str, &str)]| english.len() - values.iter().map(|(_, value)| value.len()).sum::<usize>();
    if let Some((values, template, known)) = fitting.max_by_key(|(values, ..)| own(values)) {
        let translate = |&(name, value): &(&str, &str)| {
            let is_quoted = template.contains(&format!("\"{{{name}}}\""));
            if is_quoted { value.to_owned() } else { translate(value, words) }
        };
        let translated: Vec<String> = values.iter().map(translate).collect();
        let named = values.iter().zip(&translated).map(|((name, _), value)| (*name, value as &dyn Display));
        return put(known.as_str().unwrap_or(template), &named.collect::<Vec<_>>());
    }
    // Clauses that were put together.
    let clauses = [": ", ", "].into_iter().find_map(|sign| Some((sign, english.split_once(sign)?)));
    match clauses {
        Some((sign, (one, other))) => translate(one, words) + sign + &translate(other, words),
        None => english.to_owned(),
    }
}

/// A template with values in place of its names.
fn put(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_name(rest) {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            // Writing to a string cannot fail.
            let _ = write!(filled, "{value}");
        }
        rest = after;
    }
    filled + rest
}

/// The values that the names of a template have in a sentence; `None` if it is not made of it. A template is no name
/// alone, which any sentence would be made of.
fn values<'a>(template: &'a str, sentence: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (first, mut name, mut rest) = next_name(template)?;
    let mut sentence = sentence.strip_prefix(first)?;
    let mut values = Vec::new();
    loop {
        let next = next_name(rest);
        let literal = next.map_or(rest, |(before, ..)| before);
        let (value, after) = match next {
            Some(_) => sentence.split_once(literal)?,
            None => (sentence.strip_suffix(literal)?, ""),
        };
        values.push((name, value));
        match next {
            Some((_, next, after_name)) => (name, rest, sentence) = (next, after_name, after),
            None => return Some(values),
        }
    }
}

/// What is before the first name of a template, the name, and what is after it.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = template.split_once('{')?;
    let (name, after) = after.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = r#"{
        "Undo": "Rückgängig",
        "{count} articles": "{count} Artikel",
        "line {line}": "Zeile {line}",
        "it is not JSON: {0}": "es ist kein JSON: {0}",
        "there is no label \"{0}\"": "es gibt kein Label „{0}“",
        "{from} to {to}": "nach {to} von {from}",
        "cut, from {start} to {end}": "geschnitten, {start} bis {end}"
    }"#;

    #[test]
    fn words_are_looked_up_and_filled_in() {
        let (name, count) = ("a", 3);
        assert_eq!((tr("Undo"), tr!("{count} articles", count)), ("Undo", "3 articles".to_owned()));
        speak(GERMAN).unwrap();
        assert_eq!((tr("Undo"), tr("Redo")), ("Rückgängig", "Redo"), "what has no word stays English");
        assert_eq!(tr!("{count} articles", count), "3 Artikel");
        assert_eq!(
            tr!("{from} to {to}", from = name, to = "{from}"),
            "nach {from} von a",
            "values are not looked into"
        );
        speak("{}").unwrap();
        assert_eq!(tr("Undo"), "Undo");
        assert!(speak("[]").is_err());
    }

    #[test]
    fn what_others_say_is_known_by_its_template() {
        assert_eq!(translated("there is no label \"X\""), "there is no label \"X\"");
        speak(GERMAN).unwrap();
        let cases = [
            ("there is no label \"3 articles\"", "es gibt kein Label „3 articles“"),
            ("line 3: it is not JSON: trailing comma", "Zeile 3: es ist kein JSON: trailing comma"),
            ("cut, from 1 to 2", "geschnitten, 1 bis 2"),
            ("3 articles, line 4", "3 Artikel, Zeile 4"),
            ("line 3: there is no label \"a: b\"\nline 4", "Zeile 3: es gibt kein Label „a: b“\nZeile 4"),
            ("nothing of this is known", "nothing of this is known"),
            ("", ""),
        ];
        for (english, german) in cases {
            assert_eq!(translated(english), german);
        }
    }

    #[test]
    fn languages_are_known_by_their_codes() {
        let codes = ["de-AT", "de", "en-GB", "fr", ""].map(Language::of);
        assert_eq!(codes, [Some(Language::German), Some(Language::German), Some(Language::English), None, None]);
    }
}
