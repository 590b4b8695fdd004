//! What stands over the page until it is left.

use super::{AskedTable, Concordance, Export, Lexicon, Offer, Training};
use crate::core::dataset::DatasetCounts;
use crate::core::project::Overview;

/// A dialog over the page.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// The keys; the line of their table that waits for another key.
    Help(Option<usize>),
    /// The choice of a file to export; what was chosen before, where the reader comes back from it, and how much goes into a
    /// dataset.
    Export(Option<Offer>, DatasetCounts),
    /// How far the export is, and what is found.
    Exporting(Export),
    /// How far the training of a model is.
    Training(Training),
    /// The labels and their editing.
    Labels,
    /// The user's own model and what its labels become.
    Model,
    /// How sure the suggestions must be that are accepted at once.
    AcceptAll,
    /// How far the project is, and what each finished article took.
    Progress(Box<Overview>),
    /// What was decided about each surface form.
    Lexicon(Lexicon),
    /// All mentions of some words.
    Concordance(Concordance),
    /// What the columns of tables hold that wait to be imported, one table after another.
    Columns(Vec<AskedTable>),
}

impl Dialog {
    /// Whether it says itself what is wrong in it.
    #[must_use]
    pub const fn tells_alerts(&self) -> bool {
        matches!(self, Self::Help(_) | Self::Export(..) | Self::Labels)
    }

    /// Whether it says itself what happens in it.
    #[must_use]
    pub const fn tells_status(&self) -> bool {
        matches!(self, Self::Export(..) | Self::Exporting(_) | Self::Training(_) | Self::AcceptAll | Self::Lexicon(_))
    }
}
