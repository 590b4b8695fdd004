//! How a dataset is split into train, validation and test.

use crate::core::dataset::Shares;

/// How a dataset is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Splitting {
    /// How much goes into train, validation and test; not all are 0.
    pub shares: [u32; 3],
    /// Another number gives other parts.
    pub seed: u32,
}

impl Default for Splitting {
    fn default() -> Self {
        Self { shares: [80, 10, 10], seed: 1 }
    }
}

impl Splitting {
    /// The seed and the shares, as the core has them.
    pub(in crate::ui) fn dealt(self) -> Option<(u64, Shares)> {
        Some((self.seed.into(), Shares::new(self.shares.map(f64::from))?))
    }
}
