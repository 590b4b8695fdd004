//! The one table of keys. The page reads keys by it, and the help sheet is made from it.

use super::state::{Action, Dialog, Move};
use super::wording::capitalised;
use crate::core::schema::Schema;
use crate::core::text::{Side, Unit};

/// A key with its modifiers, as the browser's `KeyboardEvent.key` names it. Letters are lower case, and
/// `shift` is told only for letters and named keys: "?" is "?" wherever the keyboard has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord<'a> {
    /// "j", "Enter", "?".
    pub key: &'a str,
    /// Control, or Command on a Mac.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
}

/// A line of the table.
pub struct Binding {
    /// The keys that do it; the first is the one to learn.
    pub chords: &'static [Chord<'static>],
    /// What it does, for the help sheet.
    pub help: &'static str,
    /// What it does.
    pub action: fn() -> Action,
}

const fn plain(key: &'static str) -> Chord<'static> {
    Chord { key, ctrl: false, shift: false }
}

const fn shift(key: &'static str) -> Chord<'static> {
    Chord { key, ctrl: false, shift: true }
}

const fn ctrl(key: &'static str) -> Chord<'static> {
    Chord { key, ctrl: true, shift: false }
}

const fn ctrl_shift(key: &'static str) -> Chord<'static> {
    Chord { key, ctrl: true, shift: true }
}

/// Every key but the labels' own.
pub const BINDINGS: &[Binding] = &[
    Binding { chords: &[plain("j")], help: "Next suggestion", action: || Action::Move(Move::Suggestion(Side::Right)) },
    Binding {
        chords: &[plain("k")],
        help: "Previous suggestion",
        action: || Action::Move(Move::Suggestion(Side::Left)),
    },
    Binding { chords: &[plain(";")], help: "Next doubt", action: || Action::Move(Move::Doubt(Side::Right)) },
    Binding { chords: &[plain(":")], help: "Previous doubt", action: || Action::Move(Move::Doubt(Side::Left)) },
    Binding { chords: &[shift("j")], help: "Next mark", action: || Action::Move(Move::Mark(Side::Right)) },
    Binding { chords: &[shift("k")], help: "Previous mark", action: || Action::Move(Move::Mark(Side::Left)) },
    Binding { chords: &[plain("Enter")], help: "Accept, and go on", action: || Action::Accept },
    Binding {
        chords: &[plain("x"), plain("Delete"), plain("Backspace")],
        help: "Delete, or refuse a suggestion",
        action: || Action::Reject,
    },
    Binding { chords: &[shift("a")], help: "Accept all sure suggestions", action: || Action::AskAcceptAll },
    Binding { chords: &[shift("c")], help: "Find these words in all articles", action: || Action::FindAll },
    Binding { chords: &[plain("ArrowRight")], help: "Next word", action: || Action::Move(Move::Token(Side::Right)) },
    Binding { chords: &[plain("ArrowLeft")], help: "Previous word", action: || Action::Move(Move::Token(Side::Left)) },
    Binding {
        chords: &[shift("ArrowRight")],
        help: "Select one more word after",
        action: || Action::Move(Move::Extend(Side::Right)),
    },
    Binding {
        chords: &[shift("ArrowLeft")],
        help: "Select one more word before",
        action: || Action::Move(Move::Extend(Side::Left)),
    },
    Binding {
        chords: &[ctrl("ArrowDown")],
        help: "Next paragraph",
        action: || Action::Move(Move::Paragraph(Side::Right)),
    },
    Binding {
        chords: &[ctrl("ArrowUp")],
        help: "Previous paragraph",
        action: || Action::Move(Move::Paragraph(Side::Left)),
    },
    Binding {
        chords: &[plain(".")],
        help: "Grow the mark at its end",
        action: || Action::Resize(Side::Right, Side::Right, Unit::Token),
    },
    Binding {
        chords: &[plain(",")],
        help: "Shrink the mark at its end",
        action: || Action::Resize(Side::Right, Side::Left, Unit::Token),
    },
    Binding {
        chords: &[plain("[")],
        help: "Grow the mark at its start",
        action: || Action::Resize(Side::Left, Side::Left, Unit::Token),
    },
    Binding {
        chords: &[plain("]")],
        help: "Shrink the mark at its start",
        action: || Action::Resize(Side::Left, Side::Right, Unit::Token),
    },
    Binding {
        chords: &[plain(">")],
        help: "Grow the mark at its end by a character",
        action: || Action::Resize(Side::Right, Side::Right, Unit::Character),
    },
    Binding {
        chords: &[plain("<")],
        help: "Shrink the mark at its end by a character",
        action: || Action::Resize(Side::Right, Side::Left, Unit::Character),
    },
    Binding {
        chords: &[plain("{")],
        help: "Grow the mark at its start by a character",
        action: || Action::Resize(Side::Left, Side::Left, Unit::Character),
    },
    Binding {
        chords: &[plain("}")],
        help: "Shrink the mark at its start by a character",
        action: || Action::Resize(Side::Left, Side::Right, Unit::Character),
    },
    Binding { chords: &[plain("|")], help: "Split the mark in two", action: || Action::Split },
    Binding { chords: &[plain("+")], help: "Join the mark with the next", action: || Action::Join },
    Binding { chords: &[plain("/")], help: "Find a label by typing", action: || Action::FindLabel },
    Binding { chords: &[ctrl("z"), plain("u")], help: "Undo", action: || Action::Undo },
    Binding { chords: &[ctrl_shift("z"), ctrl("y"), shift("u")], help: "Redo", action: || Action::Redo },
    Binding { chords: &[shift("d")], help: "Mark done", action: || Action::MarkDone },
    Binding { chords: &[shift("f")], help: "Needs a second look, or no longer", action: || Action::Flag },
    Binding { chords: &[ctrl("Enter")], help: "Mark done and go to the next article", action: || Action::DoneAndNext },
    Binding { chords: &[shift("n")], help: "Next article", action: || Action::NextArticle },
    Binding { chords: &[shift("b")], help: "The article before", action: || Action::PreviousArticle },
    Binding { chords: &[shift("p")], help: "Paste another article", action: || Action::ShowPaste },
    Binding {
        chords: &[shift("i")],
        help: "Apply decisions to identical mentions, or not",
        action: || Action::TogglePropagate,
    },
    Binding { chords: &[shift("t")], help: "Tag the article again", action: || Action::TagAgain },
    Binding { chords: &[shift("e")], help: "Export", action: || Action::Dialog(Some(Dialog::Export)) },
    Binding { chords: &[shift("l")], help: "Show what was decided about each name", action: || Action::AskLexicon },
    Binding { chords: &[shift("g")], help: "Show the progress", action: || Action::AskProgress },
    Binding { chords: &[plain("?")], help: "Show the keys", action: || Action::Dialog(Some(Dialog::Help)) },
    Binding { chords: &[plain("Escape")], help: "Close, or select nothing", action: || Action::Escape },
];

/// What a key asks for, by the table and the labels' keys.
pub fn action(chord: Chord<'_>, schema: &Schema) -> Option<Action> {
    if let Some(binding) = BINDINGS.iter().find(|binding| binding.chords.contains(&chord)) {
        return Some((binding.action)());
    }
    let mut letters = chord.key.chars();
    let key = letters.next().filter(|_| letters.next().is_none() && !chord.ctrl && !chord.shift)?;
    schema.label_for_key(key).map(|label| Action::Label(label.id.clone()))
}

/// A chord as the help sheet shows it: "Ctrl + Shift + Z".
pub fn describe(chord: Chord<'_>) -> String {
    let key = match chord.key {
        "ArrowRight" => "→".to_owned(),
        "ArrowLeft" => "←".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "Escape" => "Esc".to_owned(),
        key => capitalised(key),
    };
    let modifiers = [(chord.ctrl, "Ctrl + "), (chord.shift, "Shift + ")];
    modifiers.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).chain([key.as_str()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::{Label, RESERVED_KEYS};

    #[test]
    fn no_two_lines_share_a_key() {
        let chords: Vec<Chord<'_>> = BINDINGS.iter().flat_map(|binding| binding.chords).copied().collect();
        for (index, chord) in chords.iter().enumerate() {
            assert!(!chords[..index].contains(chord), "{}", describe(*chord));
        }
    }

    #[test]
    fn a_plain_letter_of_the_table_can_be_no_labels_key() {
        for chord in BINDINGS.iter().flat_map(|binding| binding.chords).filter(|chord| !chord.ctrl && !chord.shift) {
            let key = chord.key.chars().next().unwrap();
            assert!(chord.key.len() > 1 || !Label::is_key(key), "{key}");
            assert!(chord.key.len() > 1 || !key.is_alphanumeric() || RESERVED_KEYS.contains(key), "{key}");
        }
    }

    #[test]
    fn labels_answer_to_their_keys() {
        let schema = Schema::ontonotes();
        let label = action(plain("p"), &schema);
        assert!(matches!(label, Some(Action::Label(id)) if id.as_str() == "PERSON"));
        assert!(matches!(action(ctrl("z"), &schema), Some(Action::Undo)));
        assert!(action(ctrl("p"), &schema).is_none());
        assert_eq!(describe(ctrl_shift("z")), "Ctrl + Shift + Z");
    }
}
