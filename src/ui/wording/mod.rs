//! Every sentence that the page says, each in the file of what it is about. Constants are in English: [`tr`] has them in the
//! reader's language. What several files say, such as "3 articles", is here.

mod files;
mod keys;
mod marks;
mod progress;
mod queue;
mod saving;
mod steps;
mod taggers;

pub use files::*;
pub use keys::*;
pub use marks::*;
pub use progress::*;
pub use queue::*;
pub use saving::*;
pub use steps::*;
pub use taggers::*;

use crate::ui::words::tr;

/// The longest quotation in a sentence, in characters.
const QUOTE_MAX: usize = 60;

/// Our own words with a capital at their start. ASCII does, and saves the page the case tables of Unicode.
pub fn capitalised(words: &str) -> String {
    let mut capitalised = words.to_owned();
    if let Some(first) = capitalised.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capitalised
}

fn articles(count: usize) -> String {
    if count == 1 { tr!("{count} article", count) } else { tr!("{count} articles", count) }
}

fn suggestions(count: usize) -> String {
    if count == 1 { tr!("{count} suggestion", count) } else { tr!("{count} suggestions", count) }
}

fn annotations(count: usize) -> String {
    if count == 1 { tr!("{count} annotation", count) } else { tr!("{count} annotations", count) }
}

fn mentions(count: usize) -> String {
    if count == 1 { tr!("{count} mention", count) } else { tr!("{count} mentions", count) }
}

fn names(count: usize) -> String {
    if count == 1 { tr!("{count} name", count) } else { tr!("{count} names", count) }
}

/// That a language's words are not there.
pub fn not_spoken(language: &str, why: &str) -> String {
    tr!("The words in {language} could not be fetched: {why}. Reload the page to try again.", language, why)
}

/// How sure a machine is: "93 % sure". Rounded here, because printing floats is 4 kB of the page.
pub fn sure(confidence: f32) -> String {
    tr!("{percent} % sure", percent = percent(confidence))
}

/// A share of one in whole percents.
pub fn percent(share: f32) -> u32 {
    (share * 100.0).round() as u32
}

/// Words in quotation marks, shortened if long. Where they are not only ASCII they may run from right to left: isolated
/// from the sentence, which does not.
fn quoted(words: &str) -> String {
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(QUOTE_MAX) {
        words.truncate(end);
        words.push('…');
    }
    if !words.is_ascii() {
        words = format!("\u{2068}{words}\u{2069}");
    }
    tr!("“{words}”", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_run_from_right_to_left_turns_no_sentence() {
        let quoted = ["Ann  Lee", "\u{202e}evil", "דוד"].map(quoted);
        assert_eq!(quoted, ["“Ann Lee”", "“\u{2068}\u{202e}evil\u{2069}”", "“\u{2068}דוד\u{2069}”"]);
    }
}
