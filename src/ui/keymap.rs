//! The one table of keys. The page reads keys by it, and the help sheet is made from it. The reader may have other
//! keys in place of the first of a line.

use super::desk::{Action, Move};
use super::wording::{self, PLUS, capitalised};
use super::words::tr;
use crate::core::schema::{Label, Schema};
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
    /// What it does, in English, for the help sheet.
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
    Binding { chords: &[shift("s")], help: "Skip the article, or take it up again", action: || Action::Skip },
    Binding { chords: &[shift("x")], help: "Remove the article", action: || Action::RemoveArticle },
    Binding { chords: &[shift("n")], help: "Next article", action: || Action::NextArticle },
    Binding { chords: &[shift("b")], help: "The article before", action: || Action::PreviousArticle },
    Binding { chords: &[shift("p")], help: "Paste another article", action: || Action::ShowPaste },
    Binding {
        chords: &[shift("i")],
        help: "Apply decisions to identical mentions, or not",
        action: || Action::TogglePropagate,
    },
    Binding { chords: &[shift("t")], help: "Tag the article again", action: || Action::TagAgain },
    Binding { chords: &[shift("e")], help: "Export", action: || Action::AskExport(None) },
    Binding { chords: &[shift("l")], help: "Show what was decided about each name", action: || Action::AskLexicon },
    Binding { chords: &[shift("g")], help: "Show the progress", action: || Action::AskProgress },
    Binding { chords: &[plain("?")], help: "Show the keys", action: || Action::AskKeys(None) },
    Binding { chords: &[plain("Escape")], help: "Close, or select nothing", action: || Action::Escape },
];

/// What is pressed, by the browser's name of the key, where a letter is lower case, and of the modifiers that are `held`;
/// `None` with Alt, by which browsers and systems have keys of their own.
///
/// A sign may be on a third level of the keyboard. For that browsers tell of Alt and Control too; on a Mac it is Option,
/// of which most tell as Alt alone, and it makes other signs of letters: "[" is "[", "¬" is no L.
pub fn chord(key: &str, held: impl Fn(&str) -> bool) -> Option<Chord<'_>> {
    let named = key.chars().nth(1).is_some();
    let is_sign = !named && key.chars().all(|sign| sign.is_ascii_punctuation());
    let [alt, control] = ["Alt", "Control"].map(&held);
    let third_level = !named && held("AltGraph") || is_sign && alt && !control;
    let shift = held("Shift") && (named || key.chars().all(char::is_alphabetic));
    (!alt || third_level).then(|| Chord { key, ctrl: held("Meta") || control && !third_level, shift })
}

/// What the browser's code of a letter's place begins with.
const PLACE_OF_LETTER: &str = "Key";

/// The Latin letter that is printed on a key of a keyboard for another script, by the browser's code of its place: "j" for
/// `KeyJ` where the key is "о". `None` for a key that is no letter, or a Latin one.
#[must_use]
pub fn latin(key: &str, code: &str) -> Option<String> {
    let is_other = key.chars().all(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let letter = code.strip_prefix(PLACE_OF_LETTER).filter(|_| is_other)?;
    Some(letter.to_ascii_lowercase())
}

/// Keys that the reader has chosen: each the first of a line, and what is pressed instead.
pub type Choices = [(String, String)];

/// What a key asks for, by the table, the reader's choices and the labels' keys. An arrow goes where it points, also
/// where the text runs `leftwards`.
pub fn action(
    chord: Chord<'_>,
    schema: &Schema,
    choices: &Choices,
    leftwards: impl FnOnce() -> bool,
) -> Option<Action> {
    if let Some(binding) = binding(chord, choices) {
        let points = matches!(chord.key, "ArrowLeft" | "ArrowRight");
        let action = (binding.action)();
        return Some(if points && leftwards() { mirrored(action) } else { action });
    }
    let mut letters = chord.key.chars();
    let key = letters.next().filter(|_| letters.next().is_none() && !chord.ctrl && !chord.shift)?;
    // One that is put away has its key still: that it is, is said.
    let label = schema.label_for_key(key).or_else(|| schema.labels.iter().find(|label| label.key == Some(key)));
    label.map(|label| Action::Label(label.id.clone()))
}

/// The same to the other side, of what goes by words.
fn mirrored(action: Action) -> Action {
    match action {
        Action::Move(Move::Token(side)) => Action::Move(Move::Token(side.other())),
        Action::Move(Move::Extend(side)) => Action::Move(Move::Extend(side.other())),
        action => action,
    }
}

/// The line that a key is of. Only the reader's choices are compared by name: this is asked at each key.
fn binding(chord: Chord<'_>, choices: &Choices) -> Option<&'static Binding> {
    let name = describe(chord);
    if let Some((of, _)) = choices.iter().find(|(_, chosen)| *chosen == name) {
        return BINDINGS.iter().find(|binding| first(binding) == *of);
    }
    let replaced = choices.iter().any(|(of, _)| *of == name);
    BINDINGS
        .iter()
        .find(|binding| binding.chords.contains(&chord) && !(replaced && binding.chords.first() == Some(&chord)))
}

/// What a line is known by: its first key.
pub fn first(binding: &Binding) -> String {
    binding.chords.first().copied().map(describe).unwrap_or_default()
}

/// The names of a line's keys.
pub fn keys(binding: &Binding, choices: &Choices) -> Vec<String> {
    let mut keys: Vec<String> = binding.chords.iter().copied().map(describe).collect();
    if let Some((_, chosen)) = choices.iter().find(|(of, _)| keys.first() == Some(of)) {
        keys[0].clone_from(chosen);
    }
    keys
}

/// Why a line cannot have a key; `None` if it can.
pub fn refusal(key: &str, of: &Binding, schema: &Schema, choices: &Choices) -> Option<String> {
    let taken = |binding: &&Binding| binding.help != of.help && keys(binding, choices).iter().any(|it| it == key);
    let letter = key.to_ascii_lowercase().chars().next().filter(|_| key.len() == 1);
    if key == "Tab" {
        return Some(tr(wording::KEY_OF_PAGE).to_owned());
    }
    if letter.is_some_and(|letter| Label::is_key(letter) || schema.label_for_key(letter).is_some()) {
        return Some(wording::key_of_labels(key));
    }
    BINDINGS.iter().find(taken).map(|binding| wording::key_taken(key, binding.help))
}

/// A chord by its name: "Ctrl + Shift + Z".
pub fn describe(chord: Chord<'_>) -> String {
    let key = match chord.key {
        "ArrowRight" => "→".to_owned(),
        "ArrowLeft" => "←".to_owned(),
        "ArrowDown" => "↓".to_owned(),
        "ArrowUp" => "↑".to_owned(),
        "Escape" => "Esc".to_owned(),
        " " => "Space".to_owned(),
        key => capitalised(key),
    };
    let modifiers = [(chord.ctrl, "Ctrl"), (chord.shift, "Shift")].into_iter();
    let mut keys: Vec<&str> = modifiers.filter(|(held, _)| *held).map(|(_, name)| name).collect();
    keys.push(&key);
    keys.join(PLUS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::RESERVED_KEYS;

    #[test]
    fn a_key_of_another_script_is_the_latin_letter_beside_it() {
        let keys = [("о", "KeyJ"), ("О", "KeyJ"), ("ח", "KeyJ"), ("j", "KeyJ"), ("é", "Digit2"), ("Enter", "Enter")];
        let letters = keys.map(|(key, code)| latin(key, code));
        assert_eq!(letters.each_ref().map(Option::as_deref), [Some("j"), Some("j"), Some("j"), None, None, None]);
    }

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
    fn a_sign_is_what_the_keyboard_makes_of_it() {
        let press = |key, held: &[&str]| chord(key, |modifier| held.contains(&modifier));
        let grow = plain("[");
        assert_eq!(press("[", &[]), Some(grow));
        assert_eq!(press("[", &["AltGraph", "Control", "Alt"]), Some(grow), "AltGr + 8 on Windows");
        assert_eq!(press("[", &["AltGraph"]), Some(grow), "on Linux");
        assert_eq!(press("[", &["Alt"]), Some(grow), "Option + 5 on a German Mac");
        assert_eq!(press("|", &["Alt", "Shift"]), Some(plain("|")), "Option + Shift + L on a French one");
        assert_eq!(press("?", &["Shift"]), Some(plain("?")));
        assert_eq!(press("z", &["Control", "Shift"]), Some(ctrl_shift("z")));
    }

    #[test]
    fn alt_is_the_browsers() {
        let press = |key, held: &[&str]| chord(key, |modifier| held.contains(&modifier));
        for (key, held) in [("l", &["Alt"][..]), ("ArrowLeft", &["Alt"]), ("ArrowLeft", &["Alt", "AltGraph"])] {
            assert_eq!(press(key, held), None, "{key}");
        }
        let asks = |key, held: &[&str]| action(press(key, held)?, &Schema::ontonotes(), &[], || false);
        assert!(asks("p", &["Meta", "Alt"]).is_none());
        assert!(asks("p", &["Meta", "Alt", "AltGraph"]).is_none(), "as Firefox tells of Option");
        assert!(asks("¬", &["Alt"]).is_none());
    }

    #[test]
    fn an_arrow_goes_where_it_points() {
        let goes_on = |chord, leftwards, chosen: &Choices| {
            let action = action(chord, &Schema::ontonotes(), chosen, || leftwards);
            let Some(Action::Move(Move::Token(side) | Move::Extend(side) | Move::Paragraph(side))) = action else {
                panic!("{action:?}");
            };
            side == Side::Right
        };
        for modified in [plain, shift] {
            let goes = |key| [false, true].map(|leftwards| goes_on(modified(key), leftwards, &[]));
            assert_eq!((goes("ArrowRight"), goes("ArrowLeft")), ([true, false], [false, true]));
        }
        assert!(goes_on(ctrl("ArrowDown"), true, &[]));
        assert!(goes_on(ctrl("p"), true, &[("→".to_owned(), "Ctrl + P".to_owned())]), "one that does not point");
    }

    #[test]
    fn labels_answer_to_their_keys() {
        let schema = Schema::ontonotes();
        let label = action(plain("p"), &schema, &[], || false);
        assert!(matches!(label, Some(Action::Label(id)) if id.as_str() == "PERSON"));
        assert!(matches!(action(ctrl("z"), &schema, &[], || false), Some(Action::Undo)));
        assert!(action(ctrl("p"), &schema, &[], || false).is_none());
        let chosen = [("Ctrl + Z".to_owned(), "Ctrl + P".to_owned())];
        assert!(matches!(action(ctrl("p"), &schema, &chosen, || false), Some(Action::Undo)));
        assert!(action(ctrl("z"), &schema, &chosen, || false).is_none());
        assert!(matches!(action(plain("u"), &schema, &chosen, || false), Some(Action::Undo)), "the other key stays");
        assert_eq!(describe(ctrl_shift("z")), "Ctrl + Shift + Z");
    }
}
