//! What a format does not hold of what is written, told once at the end.

use crate::core::article::Article;
use crate::core::counted;
use crate::core::formats::{self, Format, Unheld};
use std::cell::Cell;

/// Counts the annotations that a format does not hold as they are, and what it does not hold of articles.
pub(super) struct Losses {
    format: Format,
    count: Cell<usize>,
    unheld: Cell<Unheld>,
}

impl Losses {
    pub(super) fn new(format: Format) -> Self {
        Self { format, count: Cell::new(0), unheld: Cell::default() }
    }

    /// Counts those of an article.
    pub(super) fn add(&self, article: &Article) {
        self.count.update(|count| count + formats::losses(article, self.format));
        let mut unheld = self.unheld.get();
        unheld += Unheld::of(article, self.format);
        self.unheld.set(unheld);
    }

    /// Says how much there was: of annotations at least so many, since the tokens of a format are not all looked at.
    pub(super) fn tell(&self) {
        if self.count.get() > 0 {
            let (lost, format) = (counted(self.count.get(), "annotation"), self.format.name());
            eprintln!(
                "postil: lost or changed in {format}: at least {lost}; \"postil check --for {format}\" tells which and why"
            );
        }
        let unheld = self.unheld.get();
        if !unheld.is_empty() {
            eprintln!("postil: not in {}: {unheld}", self.format.name());
        }
    }
}
