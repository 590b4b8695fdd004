//! The annotations of one article, in reading order.

use super::runs::{self, Run};
use super::{Annotation, Key, Status};
use crate::core::schema::LabelId;
use crate::core::text::{ByteOffset, TextRange};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Annotations sorted by start, then the longest first, then by label. They may overlap and nest; no two
/// have the same range and label.
///
/// A sorted vector: an article has at most some ten thousand, and inserting one moves a few hundred
/// kilobytes at worst. A tree was rejected as slower to walk, and walking is what painting does.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Annotation>", into = "Vec<Annotation>")]
pub struct AnnotationSet {
    sorted: Vec<Annotation>,
    /// The length in bytes of the longest annotation: bounds the search for overlaps.
    longest: u32,
}

impl AnnotationSet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of annotations, rejected ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All annotations in order, rejected ones included.
    pub fn iter(&self) -> std::slice::Iter<'_, Annotation> {
        self.sorted.iter()
    }

    /// The annotations that are shown and exported, in order.
    #[must_use]
    pub fn visible(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.sorted.iter().filter(|annotation| annotation.is_visible())
    }

    /// The annotations that a person has made or accepted, in order.
    #[must_use]
    pub fn confirmed(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.sorted.iter().filter(|annotation| annotation.status == Status::Confirmed)
    }

    /// Whether two of those that are shown share a byte.
    #[must_use]
    pub fn overlap(&self) -> bool {
        overlap(|| self.visible())
    }

    /// Whether two of those that were confirmed share a byte.
    #[must_use]
    pub fn confirmed_overlap(&self) -> bool {
        overlap(|| self.confirmed())
    }

    /// The annotation with that range and label.
    #[must_use]
    pub fn get(&self, range: TextRange, label: &LabelId) -> Option<&Annotation> {
        self.position(range, label).ok().map(|index| &self.sorted[index])
    }

    /// Puts an annotation in, and gives back the one with the same range and label that it replaced.
    pub fn insert(&mut self, annotation: Annotation) -> Option<Annotation> {
        self.longest = self.longest.max(annotation.range.len());
        match self.position(annotation.range, &annotation.label) {
            Ok(index) => Some(std::mem::replace(&mut self.sorted[index], annotation)),
            Err(index) => {
                self.sorted.insert(index, annotation);
                None
            }
        }
    }

    /// Takes an annotation out.
    pub fn remove(&mut self, key: &Key) -> Option<Annotation> {
        let index = self.position(key.0, &key.1).ok()?;
        let gone = self.sorted.remove(index);
        self.shorten(gone.range.len());
        Some(gone)
    }

    /// Puts all of another set in; where both have the same range and label, that of the other stays.
    pub fn extend(&mut self, other: Self) {
        if other.is_empty() {
            return;
        }
        let mut all = std::mem::take(&mut self.sorted);
        all.extend(other.sorted);
        *self = all.into();
    }

    /// Takes out what has the range and the label of one in another set, and gives it back.
    pub fn remove_all(&mut self, others: &Self) -> Vec<Annotation> {
        if others.is_empty() {
            return Vec::new();
        }
        let (gone, kept) = std::mem::take(&mut self.sorted)
            .into_iter()
            .partition(|annotation| others.get(annotation.range, &annotation.label).is_some());
        self.sorted = kept;
        self.shorten(others.longest);
        gone
    }

    /// Measures the longest again if what is gone, of a length in bytes, can have been it.
    fn shorten(&mut self, gone: u32) {
        if gone >= self.longest {
            self.longest = self.sorted.iter().map(|annotation| annotation.range.len()).max().unwrap_or_default();
        }
    }

    /// The annotations that share at least one byte with `range`, in order, rejected ones included.
    pub fn overlapping(&self, range: TextRange) -> impl Iterator<Item = &Annotation> {
        let earliest = range.start().get().saturating_sub(self.longest);
        let from = self.sorted.partition_point(|annotation| annotation.range.start().get() < earliest);
        self.sorted[from..]
            .iter()
            .take_while(move |annotation| annotation.range.start() < range.end())
            .filter(move |annotation| annotation.range.overlaps(range))
    }

    /// `range` cut into stretches that lie under the same visible annotations: what a painter walks.
    /// They cover the range once, in order.
    #[must_use]
    pub fn runs(&self, range: TextRange) -> Vec<Run<'_>> {
        let visible: Vec<&Annotation> = self.overlapping(range).filter(|annotation| annotation.is_visible()).collect();
        runs::runs(range, &visible)
    }

    fn position(&self, range: TextRange, label: &LabelId) -> Result<usize, usize> {
        self.sorted.binary_search_by(|other| rank(other.range, &other.label).cmp(&rank(range, label)))
    }
}

/// By what annotations are sorted.
fn rank(range: TextRange, label: &LabelId) -> (ByteOffset, Reverse<ByteOffset>, &LabelId) {
    (range.start(), Reverse(range.end()), label)
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.sorted == other.sorted
    }
}

impl Eq for AnnotationSet {}

/// Whether two of some annotations in order share a byte: then one and the next do.
fn overlap<'a, I: Iterator<Item = &'a Annotation>>(annotations: impl Fn() -> I) -> bool {
    annotations().zip(annotations().skip(1)).any(|(one, next)| one.range.overlaps(next.range))
}

impl From<Vec<Annotation>> for AnnotationSet {
    /// Sorts; of two with the same range and label, the later stays.
    fn from(annotations: Vec<Annotation>) -> Self {
        let ranks = || annotations.iter().map(|annotation| rank(annotation.range, &annotation.label));
        if ranks().is_sorted_by(|one, next| one < next) {
            let longest = annotations.iter().map(|annotation| annotation.range.len()).max().unwrap_or(0);
            return Self { sorted: annotations, longest };
        }
        // By heap, as the queue; the place keeps the later of equals behind.
        let ranked: BinaryHeap<_> = ranks().zip(0..).collect();
        let mut set = Self::new();
        for (_, place) in ranked.into_sorted_vec() {
            let annotation: &Annotation = &annotations[place];
            set.insert(annotation.clone());
        }
        set
    }
}

impl From<AnnotationSet> for Vec<Annotation> {
    fn from(set: AnnotationSet) -> Self {
        set.sorted
    }
}

impl FromIterator<Annotation> for AnnotationSet {
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        annotations.into_iter().collect::<Vec<_>>().into()
    }
}

impl<'a> IntoIterator for &'a AnnotationSet {
    type Item = &'a Annotation;
    type IntoIter = std::slice::Iter<'a, Annotation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Status};
    use super::*;
    use crate::core::Extra;
    use proptest::prelude::*;

    fn any_annotation() -> impl Strategy<Value = Annotation> {
        let status = prop::sample::select(vec![Status::Suggested, Status::Confirmed, Status::Rejected]);
        (0usize..90, 1usize..30, prop::sample::select(vec!["A", "B"]), status).prop_map(
            |(start, len, label, status)| Annotation {
                range: TextRange::from_usize(start..start + len),
                label: label.into(),
                status,
                origin: Origin::Model,
                confidence: None,
                extra: Extra::new(),
            },
        )
    }

    proptest! {
        #[test]
        fn built_at_once_or_one_by_one(annotations in prop::collection::vec(any_annotation(), 0..40)) {
            let at_once: AnnotationSet = annotations.iter().cloned().collect();
            let mut one_by_one = AnnotationSet::new();
            for annotation in annotations {
                one_by_one.insert(annotation);
            }
            prop_assert_eq!(at_once, one_by_one);
        }

        #[test]
        fn overlaps_are_seen_where_a_scan_sees_some(set in prop::collection::vec(any_annotation(), 0..6).prop_map(AnnotationSet::from)) {
                        let pairs = set.visible().flat_map(|one| set.visible().map(move |other| (one, other)));
            let scanned = pairs.filter(|(one, other)| one.key() != other.key()).any(|(one, other)| one.range.overlaps(other.range));
            prop_assert_eq!(set.overlap(), scanned);
        }

        #[test]
        fn many_at_once_or_one_by_one(
            before in prop::collection::vec(any_annotation(), 0..40), after in prop::collection::vec(any_annotation(), 0..40),
        ) {
            let (mut at_once, other) = (AnnotationSet::from(before), AnnotationSet::from(after));
            let mut one_by_one = at_once.clone();
            for annotation in &other {
                one_by_one.insert(annotation.clone());
            }
            at_once.extend(other.clone());
            prop_assert_eq!(&at_once, &one_by_one);
            let gone = at_once.remove_all(&other);
            prop_assert_eq!(gone, other.iter().cloned().collect::<Vec<_>>());
            other.iter().for_each(|annotation| drop(one_by_one.remove(&annotation.key())));
            prop_assert_eq!(at_once, one_by_one);
        }

        #[test]
        fn the_longest_is_the_longest_of_those_that_are_left(
            before in prop::collection::vec(any_annotation(), 0..20), gone in prop::collection::vec(any_annotation(), 0..20),
        ) {
            let longest = |set: &AnnotationSet| set.iter().map(|it| it.range.len()).max().unwrap_or_default();
            let mut set = AnnotationSet::from(before);
            set.remove_all(&gone.into());
            prop_assert_eq!(set.longest, longest(&set));
            while let Some(key) = set.iter().next().map(Annotation::key) {
                set.remove(&key);
                prop_assert_eq!(set.longest, longest(&set));
            }
        }

        #[test]
        fn overlapping_finds_what_a_scan_finds(
            set in prop::collection::vec(any_annotation(), 0..40).prop_map(AnnotationSet::from),
            start in 0usize..100, len in 0usize..30,
        ) {
            let range = TextRange::from_usize(start..start + len);
            let scanned: Vec<_> = set.iter().filter(|annotation| annotation.range.overlaps(range)).collect();
            prop_assert_eq!(set.overlapping(range).collect::<Vec<_>>(), scanned);
        }

        #[test]
        fn runs_cover_the_range_once_in_order(
            set in prop::collection::vec(any_annotation(), 0..40).prop_map(AnnotationSet::from),
            start in 0usize..60, len in 1usize..60,
        ) {
            let range = TextRange::from_usize(start..start + len);
            let runs = set.runs(range);
            prop_assert_eq!(runs.first().unwrap().range.start(), range.start());
            prop_assert_eq!(runs.last().unwrap().range.end(), range.end());
            for pair in runs.windows(2) {
                prop_assert_eq!(pair[0].range.end(), pair[1].range.start());
                prop_assert_ne!(&pair[0].active, &pair[1].active, "neighbours differ");
            }
            for run in &runs {
                prop_assert!(!run.range.is_empty());
                let over: Vec<_> = set.visible().filter(|annotation| annotation.range.overlaps(run.range)).collect();
                prop_assert_eq!(&run.active, &over);
                prop_assert!(over.iter().all(|annotation| annotation.range.contains(run.range)));
            }
        }
    }
}
