//! Which parts of a text some ranges cover.

use super::TextRange;

/// What some ranges cover, to be asked many times: as one search each, where going through the ranges would make
/// a long text as slow as its square.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In order, none overlapping another.
    parts: Vec<TextRange>,
}

impl Coverage {
    /// Whether one of the ranges overlaps `range`.
    #[must_use]
    pub fn overlaps(&self, range: TextRange) -> bool {
        let before = self.parts.partition_point(|part| part.start() < range.end());
        self.parts[..before].last().is_some_and(|part| part.overlaps(range))
    }
}

impl FromIterator<TextRange> for Coverage {
    fn from_iter<I: IntoIterator<Item = TextRange>>(ranges: I) -> Self {
        let mut sorted: Vec<TextRange> = ranges.into_iter().collect();
        sorted.sort_unstable();
        let mut parts: Vec<TextRange> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match parts.last_mut().filter(|last| last.overlaps(range)) {
                Some(last) => *last = last.cover(range),
                None => parts.push(range),
            }
        }
        Self { parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_range() -> impl Strategy<Value = TextRange> {
        (0usize..60, 1usize..12).prop_map(|(start, len)| TextRange::from_usize(start..start + len))
    }

    proptest! {
        #[test]
        fn it_overlaps_what_one_of_the_ranges_does(
            ranges in prop::collection::vec(any_range(), 0..12), asked in any_range(),
        ) {
            let coverage: Coverage = ranges.iter().copied().collect();
            prop_assert_eq!(coverage.overlaps(asked), ranges.iter().any(|range| range.overlaps(asked)));
        }
    }
}
