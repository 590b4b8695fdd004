//! Numbers by tag, laid out for SIMD.
//!
//! Each list of numbers by tag is cut into blocks of eight, the last one padded. Loops over the eight have a
//! length that the compiler knows, so it turns them into vector instructions on every target; intrinsics
//! were rejected, because they need `unsafe` and one version a target.

/// How many numbers are in a block.
pub(super) const LANES: usize = 8;

/// A block of numbers, one a tag.
pub(super) type Lanes<T> = [T; LANES];

/// How many blocks hold the numbers of some tags.
pub(super) fn blocks(tags: usize) -> usize {
    tags.div_ceil(LANES)
}
