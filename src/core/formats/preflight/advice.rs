//! What a check found, in clauses for people: what is wrong, and what to do.
//!
//! They are here, not at the edges, because two edges say the same: the command line, and the page, which gets
//! them from the worker for files and so need not carry them.

use super::check::{LimitUnit, Problem, Span};
use super::read_back::Difference;
use crate::core::formats::format::Format;
use std::fmt::{self, Write};

/// The longest quotation, in characters.
const LONGEST: usize = 60;

impl fmt::Display for Span {
    /// The label and the words: `ORG "Bank of Japan"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.label, quoted(&self.text))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { why } => write!(f, "what is written cannot be read: {why}"),
            Self::Articles { count } => write!(f, "it is read back as {count} articles"),
            Self::Text => f.write_str("the text is another one"),
            Self::Missing(_) => f.write_str("it is not read back"),
            Self::Added(_) => f.write_str("it is read back, but not here"),
        }
    }
}

impl Problem {
    /// What is wrong and what to do, in a clause that can follow a colon.
    #[must_use]
    pub fn advice(&self, target: Format) -> String {
        let format = target.name();
        match self {
            Self::Overlap { with } if target == Format::Gliner => {
                format!("GLiNER's training takes one label of a span, and that is {with}; delete one")
            }
            Self::Overlap { with } if target.holds_overlaps() => format!(
                "it overlaps {with}, so entities has only that, and this stands in spans; train a span categoriser, or \
                 delete one"
            ),
            Self::Overlap { with } => format!(
                "it overlaps {with}, and {format} holds no overlaps: it is left out; delete one, or take another format"
            ),
            Self::Blank => "it is nothing but white space; delete it".to_owned(),
            Self::WhiteSpace if target == Format::Spacy => {
                "white space is at its edge, which spaCy refuses; leave it out of the annotation".to_owned()
            }
            Self::WhiteSpace => "white space is at its edge and is cut off; leave it out of the annotation".to_owned(),
            Self::CutsToken { token } if matches!(target, Format::Spacy | Format::SpacyJson | Format::Docbin) => {
                format!("it cuts the token {}, and spaCy trains on whole tokens only; move its edge", quoted(token))
            }
            Self::CutsToken { token } => {
                format!("it cuts the token {}, which is written as two; move its edge if that is wrong", quoted(token))
            }
            Self::CrossesSentence => "it reaches over the end of a sentence; the two are written as one".to_owned(),
            Self::Undecided => format!(
                "it is only suggested, and {format} cannot say so; accept or delete it, or leave out what is undecided"
            ),
            Self::OpenArticle => {
                "Prodigy accepts whole articles, and this one is not finished; decide about it and mark it done first"
                    .to_owned()
            }
            Self::SkippedArticle => format!("its article is skipped, of which {format} takes nothing; open it again"),
            Self::Label => {
                format!("its label cannot be written in {format}; take one that is not empty and has no white space")
            }
            Self::Renamed { becomes } => {
                format!("its label becomes {becomes}, since {format} has none with white space")
            }
            Self::TooFar { limit, unit } => unit.advice(*limit),
            Self::TooLong { limit } => format!(
                "it has more than {limit} tokens, and GLiNER's training passes longer ones over; mark less, or train with a \
                 larger max_width"
            ),
        }
    }
}

impl LimitUnit {
    fn advice(self, limit: usize) -> String {
        match self {
            Self::CodePoints => format!(
                "the text has more than {limit} characters, and spaCy takes no more; cut the article into shorter ones"
            ),
            Self::TokensOfText => format!(
                "it lies behind the {limit} tokens of a text that GLiNER reads; cut the article into shorter ones"
            ),
            Self::TokensOfSentence => format!(
                "it lies behind the {limit} tokens of a sentence that a network reads; cut the article into shorter ones"
            ),
        }
    }
}

/// Words in quotation marks, on a line of their own, and not too long for one. Characters that nobody would see are named,
/// those without width and those that turn the direction of a line; but not those that join letters or keep them apart, which
/// words of Persian and Hindi have, and emoji.
fn quoted(words: &str) -> String {
    let mut shown = String::new();
    for c in words.chars().take(LONGEST) {
        match c {
            '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
            }
            _ => shown.push(if c.is_control() { ' ' } else { c }),
        }
    }
    if words.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_nobody_would_see_is_named_unless_it_is_part_of_how_a_word_is_spelt() {
        assert_eq!(quoted("a\u{200b}b\u{200e}c\u{feff}"), "\"a⟨U+200B⟩b⟨U+200E⟩c⟨U+FEFF⟩\"");
        for word in ["می\u{200c}خواهد", "👩\u{200d}👧"] {
            assert_eq!(quoted(word), format!("\"{word}\""));
        }
    }
}
