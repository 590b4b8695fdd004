//! Annotations that do not overlap, for formats and models that take no others.

use super::{Annotation, AnnotationSet};
use std::cmp::Reverse;

impl AnnotationSet {
    /// The longest of the visible annotations that do not overlap, the earlier first among equals; in order.
    #[must_use]
    pub fn without_overlaps(&self) -> Vec<&Annotation> {
        let mut by_length: Vec<&Annotation> = self.visible().collect();
        // Few articles have any, and to choose takes longer than to look.
        if by_length.is_sorted_by(|one, next| one.range.end() <= next.range.start()) {
            return by_length;
        }
        by_length.sort_by_key(|annotation| Reverse(annotation.range.len()));
        let mut chosen = Self::new();
        for annotation in by_length {
            if chosen.overlapping(annotation.range).next().is_none() {
                chosen.insert(annotation.clone());
            }
        }
        self.visible().filter(|annotation| chosen.get(annotation.range, &annotation.label).is_some()).collect()
    }
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
