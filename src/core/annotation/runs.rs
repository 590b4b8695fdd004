//! Overlapping annotations flattened into runs, for painting.

use super::Annotation;
use crate::core::text::{ByteOffset, TextRange};

/// A stretch of text that lies under the same annotations from end to end.
#[derive(Clone, Debug, PartialEq)]
pub struct Run<'a> {
    /// Where, in bytes.
    pub range: TextRange,
    /// The annotations over it, the outermost first; empty for plain text.
    pub active: Vec<&'a Annotation>,
}

/// Cuts `range` at every edge of the sorted `annotations`, all of which overlap it.
pub(super) fn runs<'a>(range: TextRange, annotations: &[&'a Annotation]) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut active: Vec<&Annotation> = Vec::new();
    let mut waiting = annotations.iter().copied().peekable();
    let mut at = range.start();
    while at < range.end() {
        active.retain(|annotation| annotation.range.end() > at);
        while let Some(annotation) = waiting.next_if(|annotation| annotation.range.start() <= at) {
            active.push(annotation);
        }
        let next_start = waiting.peek().map(|annotation| annotation.range.start());
        let end = next_edge(&active, next_start).map_or(range.end(), |edge| edge.min(range.end()));
        runs.push(Run { range: TextRange::new(at, end), active: active.clone() });
        at = end;
    }
    runs
}

fn next_edge(active: &[&Annotation], next_start: Option<ByteOffset>) -> Option<ByteOffset> {
    active.iter().map(|annotation| annotation.range.end()).chain(next_start).min()
}
