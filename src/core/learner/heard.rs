//! What a tagger says of a text: as it says it, and as those hear it who learn over it.

use crate::core::schema::LabelId;
use crate::core::tagger::{Suggestion, Tagger, relabelled};
use crate::core::text::{Text, TextRange};

/// What a tagger says of a text, under its own labels.
pub struct Heard {
    suggested: Vec<Suggestion>,
    /// What it thinks possible, as soon as something was learned that needs it.
    possible: Option<Vec<Suggestion>>,
}

/// What the taggers say of an article.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// What they suggest, under the labels of the project, in order, none overlapping another.
    pub suggested: &'a [Suggestion],
    /// What they think possible, under their own labels, in order.
    pub possible: &'a [Suggestion],
}

impl<'a> Said<'a> {
    /// What they suggest of the same words and under the same label, if they do.
    pub(super) fn same(&self, range: TextRange, label: &LabelId) -> Option<&'a Suggestion> {
        self.at(range).filter(|it| it.label == *label)
    }

    /// What they suggest of just these words, if they do.
    pub(super) fn at(&self, range: TextRange) -> Option<&'a Suggestion> {
        let next = self.suggested.partition_point(|it| it.range < range);
        self.suggested.get(next).filter(|it| it.range == range)
    }
}

impl Heard {
    /// What a tagger suggests for a whole text.
    #[must_use]
    pub fn new(suggested: Vec<Suggestion>) -> Self {
        Self { suggested, possible: None }
    }

    /// What it suggests, under the labels that its own become in a project; what becomes nothing is left out.
    #[must_use]
    pub fn under(&self, becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Vec<Suggestion> {
        relabelled(&self.suggested, becomes)
    }

    /// What it thinks possible there, of the same tagger and text.
    pub fn possible(&mut self, tagger: &(impl Tagger + ?Sized), text: &Text) -> &[Suggestion] {
        self.possible.get_or_insert_with(|| tagger.possible(text, &self.suggested))
    }
}
