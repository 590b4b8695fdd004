//! The keys.

use crate::ui::words::{tr, translated};

/// Why a key that moves the focus does nothing else.
pub const KEY_OF_PAGE: &str = "Tab goes through the page and can do nothing else.";

/// What stands between keys that are pressed together.
pub const PLUS: &str = " + ";

/// A key by what stands on it.
pub fn key(name: &str) -> String {
    name.split(PLUS).map(translated).collect::<Vec<_>>().join(PLUS)
}

/// Why a letter does nothing else.
pub fn key_of_labels(key: &str) -> String {
    tr!("{key} is kept for labels. Press it with Shift or Ctrl, or press a sign.", key)
}

/// That a key is another's.
pub fn key_taken(key: &str, help: &'static str) -> String {
    tr!("{key} does “{help}” already. Give that another key first.", key = self::key(key), help = tr(help))
}

/// That a key does something from now on.
pub fn key_chosen(key: &str, help: &'static str) -> String {
    format!("{}: {}.", self::key(key), tr(help))
}
