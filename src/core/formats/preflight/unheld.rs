//! What is said of whole articles and a format has no place for.

use crate::core::article::{Article, Meta};
use crate::core::counted;
use crate::core::formats::fields::record::is_numbered;
use crate::core::formats::format::Format;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::AddAssign;

/// How much of what a format does not hold of articles, besides their annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unheld {
    /// Articles with a note.
    pub notes: usize,
    /// Articles with a flag.
    pub flags: usize,
    /// Articles with categories.
    pub categories: usize,
    /// Titles, dates, sources, bylines and URLs.
    pub metadata: usize,
    /// Articles with an id that is no number that Postil gives.
    pub ids: usize,
}

impl Unheld {
    /// What `format` does not hold of an article.
    #[must_use]
    pub fn of(article: &Article, format: Format) -> Self {
        let Meta { title, date, source, byline, url, note, flagged, categories, .. } = &article.meta;
        let fields = [title, date, source, byline, url].into_iter().flatten().count();
        let (of_meta, of_categories) = (!format.holds_meta(), !format.holds_categories());
        Self {
            notes: usize::from(of_meta && note.is_some()),
            flags: usize::from(of_meta && *flagged),
            categories: usize::from(of_categories && !categories.is_empty()),
            metadata: if of_meta { fields } else { 0 },
            ids: usize::from(!format.holds_ids() && !is_numbered(&article.id)),
        }
    }

    /// Whether all is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Unheld {
    fn add_assign(&mut self, other: Self) {
        self.notes += other.notes;
        self.flags += other.flags;
        self.categories += other.categories;
        self.metadata += other.metadata;
        self.ids += other.ids;
    }
}

impl fmt::Display for Unheld {
    /// "1 note, 2 flags".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            (self.notes, counted(self.notes, "note")),
            (self.flags, counted(self.flags, "flag")),
            (self.categories, counted(self.categories, "categorised article")),
            (self.metadata, counted(self.metadata, "metadata field")),
            (self.ids, counted(self.ids, "article id")),
        ];
        let unheld: Vec<String> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, what)| what).collect();
        f.write_str(&unheld.join(", "))
    }
}
