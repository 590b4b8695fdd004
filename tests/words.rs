//! Every text of the page has its German. What the page says is read from the sources, so that a text that was
//! forgotten is named, and one that is no longer said is, too.
#![cfg(not(target_arch = "wasm32"))]

use postil::core::schema::Schema;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const GERMAN: &str = "static/words/de.json";

/// Where the page is drawn and worded.
const PAGE: [&str; 4] = ["src/ui/app.rs", "src/ui/components", "src/ui/keymap.rs", "src/ui/wording"];
/// Where sentences are made in English that come to the page whole: errors, and what an export does.
const SPEAKERS: [&str; 10] = [
    "src/core/article/html.rs",
    "src/core/edit/command.rs",
    "src/core/formats",
    "src/core/import",
    "src/core/schema",
    "src/core/sequence/file.rs",
    "src/core/store",
    "src/neural",
    "src/ui/services",
    "src/worker",
];
/// Files among these that speak to the command line only, or hold no sentences but data.
const OTHERS: [&str; 5] = [
    "formats/datasheet.rs",
    "formats/labelling_config.rs",
    "formats/docbin/spacy_strings.rs",
    "schema/folding.rs",
    "schema/presets.rs",
];
/// Sentences in the others that stay where they are.
const NOT_FOR_THE_PAGE: [&str; 7] = [
    "postil models",
    "{} is a folder of files, not a file",
    "{} is a file, not a folder",
    "{file}: {error}",
    "{DOCUMENT} id = {}",
    "script, style, noscript, template, title",
    "title, nav, main, article, aside, header, footer",
];

/// Texts of the page that are the same in every language, or that nobody sees.
const SAME_EVERYWHERE: [&str; 5] = ["Postil", "OntoNotes", "CoNLL", "leave out", "add it"];

#[test]
fn every_text_of_the_page_has_its_german() {
    let german = german();
    let said = said();
    let missing: Vec<&String> = said.required.iter().filter(|text| !german.contains_key(*text)).collect();
    assert!(missing.is_empty(), "{GERMAN} has no word for:\n{missing:#?}");
    let stale: Vec<&String> = german.keys().filter(|text| !said.all.contains(*text)).collect();
    assert!(stale.is_empty(), "{GERMAN} has words for what is not said:\n{stale:#?}");
    assert!(said.required.len() > 400, "only {} texts were found", said.required.len());
}

#[test]
fn no_text_of_the_page_goes_untranslated() {
    let bare: BTreeSet<String> = said().bare.into_iter().filter(|text| is_shown(text)).collect();
    assert!(bare.is_empty(), "these are not given to tr:\n{bare:#?}");
}

#[test]
fn labels_of_presets_have_their_german() {
    let german = german();
    let labels = Schema::PRESETS.into_iter().filter_map(Schema::preset).flat_map(|preset| preset.labels);
    let missing: Vec<String> = labels.map(|label| label.name).filter(|name| !german.contains_key(name)).collect();
    assert!(missing.is_empty(), "{GERMAN} has no word for:\n{missing:#?}");
}

#[test]
fn german_has_the_same_values() {
    for (english, german) in german() {
        let names = names(&english);
        assert_eq!(names, self::names(&german), "{english}");
        assert!(names.iter().filter(|name| name.is_empty()).count() < 2, "values need names: {english}");
        let own = english.split(['{', '}']).step_by(2).any(|part| !part.is_empty());
        assert!(own, "what is known by its template needs words of its own: {english}");
        assert!(!german.trim().is_empty() && german.trim() == german, "{english}");
    }
}

/// The names in braces, in alphabetical order.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
    names.sort();
    names
}

fn german() -> BTreeMap<String, String> {
    let file = fs::read_to_string(GERMAN).expect("the words are there");
    serde_json::from_str(&file).expect("they are an object of texts")
}

/// What is said, as found in the sources.
#[derive(Default)]
struct Said {
    /// What must have its German.
    required: BTreeSet<String>,
    /// All literals: what one can have German for.
    all: BTreeSet<String>,
    /// Literals of the page that are given to no `tr` and stand in no constant.
    bare: BTreeSet<String>,
}

/// Where a literal stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Whether the file draws or words the page.
    page: bool,
    /// Whether the file makes sentences that come to the page.
    speaker: bool,
    /// Whether the literal is given to `tr`, or to `said`, which gives it on.
    translated: bool,
    /// Whether it stands in a constant.
    constant: bool,
    /// Whether it is what an error says.
    error: bool,
}

fn said() -> Said {
    let mut said = Said::default();
    for file in rust_files(Path::new("src")) {
        let name = file.to_string_lossy();
        let page = PAGE.iter().any(|part| name.starts_with(part));
        let speaker = SPEAKERS.iter().any(|part| name.starts_with(part));
        let speaker = speaker && !OTHERS.iter().any(|other| name.ends_with(other));
        if name.ends_with("ui/words.rs") {
            continue;
        }
        let code = fs::read_to_string(&file).expect("sources are readable");
        let tokens: TokenStream = code.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        said.read(tokens, Place { page, speaker, ..Place::default() });
    }
    said
}

impl Said {
    fn read(&mut self, tokens: TokenStream, place: Place) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut constant = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    if let Some(attribute) = group(&tokens, at + 1, Delimiter::Bracket) {
                        at += 1;
                        if is_test(&attribute) {
                            at += 3;
                        } else if is_said(&attribute) {
                            self.read(attribute.stream(), Place { error: true, ..place });
                        }
                    }
                }
                TokenTree::Punct(sign) if sign.as_char() == ';' => constant = false,
                TokenTree::Ident(word) if word == "const" => {
                    constant = tokens.get(at + 1).and_then(self::word).is_none_or(|next| next != "fn");
                }
                TokenTree::Ident(word) if word == "counted" => self.count(&tokens, at, place),
                TokenTree::Ident(word) if word == "expect" => at += 1,
                TokenTree::Ident(word) if word == "tr" || word == "said" => {
                    let macro_sign = usize::from(matches!(tokens.get(at + 1), Some(TokenTree::Punct(_))));
                    if let Some(texts) = group(&tokens, at + 1 + macro_sign, Delimiter::Parenthesis) {
                        self.read(texts.stream(), Place { translated: true, ..place });
                        at += 1 + macro_sign;
                    }
                }
                TokenTree::Group(group) => {
                    // A table of keys names them in other fields than what it says of them.
                    let constant = constant || place.constant;
                    self.read(group.stream(), Place { constant, ..place });
                }
                TokenTree::Literal(literal) => {
                    let help = at > 1 && tokens.get(at - 2).and_then(self::word).is_some_and(|field| field == "help");
                    if let Ok(syn::Lit::Str(text)) = syn::parse_str(&literal.to_string()) {
                        self.take(text.value(), Place { constant: constant || place.constant, ..place }, help);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// `counted(n, "article")` says "1 article" or "2 articles".
    fn count(&mut self, tokens: &[TokenTree], at: usize, place: Place) {
        let Some(arguments) = group(tokens, at + 1, Delimiter::Parenthesis).filter(|_| place.speaker) else { return };
        let nouns = arguments.stream().into_iter().filter_map(|token| syn::parse_str(&token.to_string()).ok());
        for noun in
            nouns.filter_map(|literal| if let syn::Lit::Str(noun) = literal { Some(noun.value()) } else { None })
        {
            for text in [format!("{{count}} {noun}"), format!("{{count}} {noun}s")] {
                self.required.insert(text.clone());
                self.all.insert(text);
            }
        }
    }

    fn take(&mut self, text: String, place: Place, help: bool) {
        self.all.insert(text.clone());
        if SAME_EVERYWHERE.contains(&text.as_str()) || NOT_FOR_THE_PAGE.contains(&text.trim()) {
            return;
        }
        let in_table = place.page && (help || place.constant && is_shown(&text));
        let of_speaker = place.speaker && (place.error && text.contains(' ') || is_sentence(&text));
        if place.translated || in_table || of_speaker {
            self.required.insert(text);
        } else if place.page {
            self.bare.insert(text);
        }
    }
}

/// Whether a literal of the page looks like what people read: a word with a capital, or several that end.
fn is_shown(text: &str) -> bool {
    let mut letters = text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let key = [
        "Arrow",
        "Home",
        "End",
        "Enter",
        "Esc",
        "Tab",
        "Space",
        "Shift",
        "Ctrl",
        "Control",
        "Alt",
        "Meta",
        "Delete",
        "Backspace",
    ];
    (capital || is_sentence(text) && text.ends_with('.'))
        && !key.iter().any(|key| text.starts_with(key) && !text.contains(' '))
}

/// Whether a literal is some words of English.
fn is_sentence(text: &str) -> bool {
    let words = text.split(' ').filter(|word| word.chars().any(|c| c.is_ascii_lowercase() || c == '{'));
    let whole = !text.contains(['\n', '<', '#']) && !text.starts_with([' ', ',', ';']);
    whole
        && words.count() > 1
        && text.split(' ').any(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()))
}

fn word(token: &TokenTree) -> Option<String> {
    if let TokenTree::Ident(word) = token { Some(word.to_string()) } else { None }
}

fn group(tokens: &[TokenTree], at: usize, delimiter: Delimiter) -> Option<Group> {
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.clone()),
        _ => None,
    }
}

/// Whether an attribute says what an error says.
fn is_said(attribute: &Group) -> bool {
    let attribute = attribute.stream().to_string();
    attribute.starts_with("error") || attribute.starts_with("serde") && attribute.contains("expecting")
}

fn is_test(attribute: &Group) -> bool {
    attribute.stream().to_string().replace(' ', "") == "cfg(test)"
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
