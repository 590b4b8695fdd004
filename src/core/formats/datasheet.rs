//! What there is to know of a data set, for those who get it: counts, labels, who annotated, how to load it.

use crate::core::article::Article;
use crate::core::project::{LabelCounts, Split, Statistics};
use crate::core::schema::LabelId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The counts of a data set, split by split.
#[derive(Default)]
pub struct Datasheet {
    splits: BTreeMap<Split, Statistics>,
}

impl Datasheet {
    /// Counts one more article of a split.
    pub fn add(&mut self, split: Split, article: &Article) {
        self.splits.entry(split).or_default().add(article);
    }

    /// The splits that have articles, in order.
    pub fn splits(&self) -> impl Iterator<Item = Split> {
        self.splits.keys().copied()
    }

    /// The sheet as Markdown; `loading` says how the data are loaded.
    #[must_use]
    pub fn to_markdown(&self, loading: &str) -> String {
        let mut sheet = "# Named entities in articles\n\nWritten by Postil.\n\n## Articles\n\n".to_owned();
        sheet += "| split | articles | words | annotations |\n|---|---:|---:|---:|\n";
        for (split, Statistics { articles, words, annotations, .. }) in &self.splits {
            // Writing to a string cannot fail.
            let _ = writeln!(sheet, "| {} | {articles} | {words} | {annotations} |", split.name());
        }
        sheet += "\n## Labels\n\n";
        let splits: Vec<&str> = self.splits().map(Split::name).collect();
        let _ = writeln!(sheet, "| label | {} |\n|---|{}", splits.join(" | "), "---:|".repeat(splits.len()));
        let labels: BTreeSet<&LabelId> = self.splits.values().flat_map(|split| split.labels.keys()).collect();
        for label in labels {
            let count = |split: &Statistics| split.labels.get(label).map_or(0, |it| it.confirmed + it.suggested);
            let counts: Vec<String> = self.splits.values().map(|split| count(split).to_string()).collect();
            let _ = writeln!(sheet, "| {label} | {} |", counts.join(" | "));
        }
        let decided: usize = self.labels().map(|counts| counts.confirmed).sum();
        let waiting: usize = self.labels().map(|counts| counts.suggested).sum();
        let _ = writeln!(sheet, "\n{decided} annotations are confirmed, {waiting} only suggested.");
        sheet + "\n## Loading\n\n" + loading
    }

    fn labels(&self) -> impl Iterator<Item = &LabelCounts> {
        self.splits.values().flat_map(|split| split.labels.values())
    }
}
