//! Annotations that do not overlap, for formats and models that take no others.

use super::{Annotation, AnnotationSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

impl AnnotationSet {
    /// The longest of the visible annotations that do not overlap, the earlier first among equals; in order.
    #[must_use]
    pub fn without_overlaps(&self) -> Vec<&Annotation> {
        longest(self.visible().collect())
    }

    /// The same of those alone that are confirmed: what is only suggested hides none of them.
    #[must_use]
    pub fn confirmed_without_overlaps(&self) -> Vec<&Annotation> {
        longest(self.confirmed().collect())
    }
}

/// The longest of some annotations in order that do not overlap, in order.
fn longest(mut annotations: Vec<&Annotation>) -> Vec<&Annotation> {
    // Few articles have any that overlap, and to choose takes longer than to look.
    if annotations.is_sorted_by(|one, next| one.range.end() <= next.range.start()) {
        return annotations;
    }
    // By heap, as the queue; the place keeps the earlier first among equals.
    let lengths = annotations.iter().map(|annotation| Reverse(annotation.range.len()));
    let by_length: BinaryHeap<_> = lengths.zip(0..).collect();
    let mut chosen = AnnotationSet::new();
    for (_, place) in by_length.into_sorted_vec() {
        let annotation: &Annotation = annotations[place];
        if chosen.overlapping(annotation.range).next().is_none() {
            chosen.insert(annotation.clone());
        }
    }
    annotations.retain(|annotation| chosen.get(annotation.range, &annotation.label).is_some());
    annotations
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::core::text::TextRange;

    #[test]
    fn the_longest_stay() {
        let spans = [(0, 4), (2, 9), (9, 12), (10, 12), (20, 22)];
        let annotation =
            |(start, end)| Annotation::confirmed(TextRange::from_usize(start..end), "ORG".into(), Origin::Human);
        let set: AnnotationSet = spans.into_iter().map(annotation).collect();
        let kept: Vec<_> = set.without_overlaps().iter().map(|annotation| annotation.range.as_usize()).collect();
        assert_eq!(kept, [2..9, 9..12, 20..22]);
    }
}
