//! How the work is kept.

use super::articles;
use crate::core::store::{Record, StoreError};
use crate::ui::words::{tr, translated};

/// While the browser asks whether the page may keep data for good.
pub const BROWSER_ASKS: &str = "The browser asks whether it is to keep your work, also when room is short.";

/// Whether to start over, where there are so many articles, or what is kept could not be opened.
pub fn start_over(count: Option<usize>) -> String {
    let Some(count) = count else {
        return tr(
            "Remove the project that could not be opened, and your own model, from this browser? This cannot be \
            undone.",
        )
        .to_owned();
    };
    tr!(
        "Remove {articles}, all that was done there and your own model from this browser? This cannot be undone: download \
            the project file before.",
        articles = articles(count)
    )
}

/// Why nothing can be kept.
pub fn not_saved(error: &StoreError) -> String {
    tr!(
        "Your work is not being saved: {why}. Export the project file now, so that nothing is lost.",
        why = translated(&error.to_string())
    )
}

/// Why the project that was kept is not here.
pub fn not_opened(error: &StoreError) -> String {
    let why = translated(&error.to_string());
    // Nothing may have been kept there.
    if matches!(error, StoreError::Unavailable(_)) {
        return tr!(
            "Your work is not being saved: {why}. Perhaps this is a private window. What you do is lost when the tab \
             closes: export the project file before.",
            why
        );
    }
    tr!(
        "The project kept in this browser could not be opened: {why}. It is left as it is, and what you do now is \
         not being saved. Export the project file before you leave.",
        why
    )
}

/// Why nothing is kept any more, and what can be done.
pub const OVERTAKEN: &str = "Your work is not being saved: this project was changed in another tab. Reload to go on \
    with what was saved there. What you did here since is lost then: download the project file before.";

pub const WENT_ON_WITHOUT: &str = "What was damaged is in the file, and no longer in the project.";

/// The button that gives up what could not be read.
pub const GO_ON_WITHOUT: &str = "Download what is damaged and go on without it";

/// Of how many records the names are told.
const NAMES: usize = 5;

/// What of the project that was kept is not here.
pub fn unread(records: &[Record]) -> String {
    let mut names: Vec<String> = records.iter().take(NAMES).map(|it| translated(&it.to_string())).collect();
    if records.len() > NAMES {
        names.push("…".to_owned());
    }
    let records = names.join(", ");
    tr!(
        "This part of your project cannot be read: {records}. All else is here, and what you do now is saved. What is \
         damaged is left as it is until you go on without it.",
        records
    )
}
