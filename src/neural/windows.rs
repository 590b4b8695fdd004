//! A text that is too long for the network is read in windows that overlap.

use std::ops::Range;

/// Pieces that are read together, and those of them that this reading decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// What is read.
    pub read: Range<usize>,
    /// What is decided: the pieces that stand farther from an edge here than in any other window.
    pub decided: Range<usize>,
}

/// The windows of `count` pieces, at most `room` at once (at least one). Neighbours share a quarter of a window,
/// and each decides half of that, so every piece is read with some text on both sides.
pub(super) fn windows(count: usize, room: usize) -> Vec<Window> {
    let overlap = room / 4;
    let mut found: Vec<Window> = Vec::new();
    let mut start = 0;
    while start < count {
        let end = count.min(start + room);
        let from = if start == 0 { 0 } else { start + overlap / 2 };
        if let Some(before) = found.last_mut() {
            before.decided.end = from;
        }
        found.push(Window { read: start..end, decided: from..end });
        if end == count {
            break;
        }
        start = end - overlap;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_fits_is_read_at_once() {
        assert_eq!(windows(5, 5), [Window { read: 0..5, decided: 0..5 }]);
        assert!(windows(0, 5).is_empty());
    }

    #[test]
    fn neighbours_share_a_quarter() {
        let expected = [
            Window { read: 0..8, decided: 0..7 },
            Window { read: 6..14, decided: 7..13 },
            Window { read: 12..17, decided: 13..17 },
        ];
        assert_eq!(windows(17, 8), expected);
    }

    proptest! {
        #[test]
        fn every_piece_is_decided_once(count in 0usize..500, room in 1usize..60) {
            let windows = windows(count, room);
            let decided: Vec<usize> = windows.iter().flat_map(|window| window.decided.clone()).collect();
            prop_assert_eq!(decided, (0..count).collect::<Vec<_>>());
            for window in windows {
                prop_assert!(window.read.len() <= room);
                prop_assert!(window.read.start <= window.decided.start && window.decided.end <= window.read.end);
                let margin = room / 4 / 2;
                prop_assert!(window.read.start == 0 || window.decided.start - window.read.start >= margin);
                prop_assert!(window.read.end == count || window.read.end - window.decided.end >= margin);
            }
        }
    }
}
