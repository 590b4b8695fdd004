//! All mentions of some words, of which the ticked are decided at once.

use crate::core::project::ConcordanceLine;

/// How many mentions are shown at first, and more on each request.
const SHOWN: usize = 200;

/// The mentions of some words, and which of them are ticked.
#[derive(Clone, Debug)]
pub struct Concordance {
    /// The words.
    pub words: String,
    /// Their mentions.
    pub lines: Vec<ConcordanceLine>,
    /// Whether each of them is ticked.
    ticks: Vec<bool>,
    /// How many of them are shown.
    pub shown: usize,
}

impl Concordance {
    /// Starts with what is undecided ticked.
    pub(in crate::ui) fn new(words: String, lines: Vec<ConcordanceLine>) -> Self {
        let ticks = lines.iter().map(|line| line.undecided).collect();
        Self { words, lines, ticks, shown: SHOWN }
    }

    /// Ticks a line, or no longer.
    pub(in crate::ui) fn tick(&mut self, line: usize) {
        if let Some(tick) = self.ticks.get_mut(line) {
            *tick = !*tick;
        }
    }

    /// Ticks all lines, or none.
    pub(in crate::ui) fn tick_all(&mut self, ticked: bool) {
        self.ticks.fill(ticked);
    }

    /// Shows more of the lines.
    pub(in crate::ui) fn show_more(&mut self) {
        self.shown += SHOWN;
    }

    /// Whether a line is ticked.
    #[must_use]
    pub fn is_ticked(&self, line: usize) -> bool {
        self.ticks.get(line).is_some_and(|&ticked| ticked)
    }

    /// The lines that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = &ConcordanceLine> {
        self.lines.iter().zip(&self.ticks).filter(|(_, ticked)| **ticked).map(|(line, _)| line)
    }
}
