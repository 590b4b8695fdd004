//! Some words of a text with what stands around them, on one line.

use super::{Text, TextRange};

/// How much of the text is shown on either side of the words, in characters.
const AROUND: usize = 40;

/// Some words and what stands around them: whole words, some 40 characters at most on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What stands before the words.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after them.
    pub after: String,
}

impl Context {
    /// That of the words at `range`, in bytes of the text.
    #[must_use]
    pub fn new(text: &Text, range: TextRange) -> Self {
        let (before, rest) = text.as_str().split_at(range.start().as_usize());
        let (words, after) = rest.split_at(range.len() as usize);
        Self { before: on_one_line(end_of(before)), words: on_one_line(words), after: on_one_line(start_of(after)) }
    }
}

/// The last words of a text.
fn end_of(text: &str) -> &str {
    let Some((cut, _)) = text.char_indices().rev().nth(AROUND) else { return text };
    let near = &text[cut..];
    near.find(char::is_whitespace).map_or(near, |space| &near[space..])
}

/// The first words of a text.
fn start_of(text: &str) -> &str {
    let Some((cut, last)) = text.char_indices().nth(AROUND) else { return text };
    let near = &text[..cut + last.len_utf8()];
    near.rfind(char::is_whitespace).map_or(near, |space| &near[..space])
}

/// Text with every stretch of white space as one space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context of the first mention of some words.
    fn context(content: &str, words: &str) -> Context {
        let start = content.find(words).unwrap();
        Context::new(&Text::new(content), TextRange::from_usize(start..start + words.len()))
    }

    #[test]
    fn it_is_cut_between_words() {
        let long = "one two three four five six seven eight nine ten";
        let Context { before, after, .. } = context(&format!("{long} Lee {long}"), "Lee");
        assert_eq!(before, " four five six seven eight nine ten ");
        assert_eq!(after, " one two three four five six seven eight");
        let Context { before, after, .. } = context(&("北".repeat(100) + "Lee" + &"北".repeat(100)), "Lee");
        assert_eq!((before.chars().count(), after.chars().count()), (AROUND + 1, AROUND + 1));
    }

    #[test]
    fn it_is_on_one_line() {
        let Context { before, words, after } = context("Then  Ann\n  Lee\tleft.", "Ann\n  Lee");
        assert_eq!((&*before, &*words, &*after), ("Then ", "Ann Lee", " left."));
    }
}
