//! One pattern of the grammar.

use super::words::Words;

/// The labels of the grammar.
#[derive(Clone, Copy)]
pub(super) enum Family {
    Date,
    Time,
    Money,
    Percent,
    Quantity,
    Ordinal,
    Cardinal,
    Law,
}

/// The labels' ids, in the order of [`Family`].
pub(super) const LABELS: [&str; 8] = ["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW"];

/// One pattern.
pub(super) struct Rule {
    pub(super) family: Family,
    /// How often it is right, 0 to 1.
    pub(super) confidence: f32,
    /// The end of the longest match that starts at a position, both as indexes of words.
    pub(super) find: fn(&Words, usize) -> Option<usize>,
}

impl Rule {
    pub(super) const fn new(family: Family, confidence: f32, find: fn(&Words, usize) -> Option<usize>) -> Self {
        Self { family, confidence, find }
    }
}
