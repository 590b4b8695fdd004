//! Honest confidences: of spans with confidence 0.9, nine in ten are right.
//!
//! The model's own probabilities are mapped by a logistic function, one for each label, that is fitted to
//! spans of which it is known whether they are right: J. Platt, "Probabilistic outputs for support vector
//! machines", 1999.

use super::math::{exp, ln};

/// The map for one label: a line over the logarithm of the odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Calibration {
    pub slope: f32,
    pub offset: f32,
}

impl Calibration {
    /// Leaves probabilities as they are.
    pub const NONE: Self = Self { slope: 1.0, offset: 0.0 };

    /// The honest probability.
    pub fn apply(self, probability: f32) -> f32 {
        1.0 / (1.0 + exp(-(self.slope * log_odds(probability) + self.offset)))
    }

    /// The map that fits probabilities and whether they were right best, by Newton's method on slope and offset
    /// in turn. A few examples that never were, and say that nothing need be mapped, keep it sane where there
    /// is little to learn from.
    pub fn fit(judged: &[(f32, bool)]) -> Self {
        /// Enough for changes below a thousandth.
        const ROUNDS: usize = 50;
        let mut fitted = Self::NONE;
        for _ in 0..ROUNDS {
            fitted.slope = (fitted.slope - fitted.newton_step(judged, |x| x)).clamp(0.1, 10.0);
            fitted.offset -= fitted.newton_step(judged, |_| 1.0);
        }
        fitted
    }

    /// How much too large a coefficient is, if `of` says what it is multiplied by.
    fn newton_step(self, judged: &[(f32, bool)], of: impl Fn(f64) -> f64) -> f32 {
        let (mut gradient, mut curvature) = (0.0, 0.0);
        for (x, target, weight) in examples(judged) {
            let guess = 1.0 / (1.0 + (-(f64::from(self.slope) * x + f64::from(self.offset))).exp());
            gradient += weight * (guess - target) * of(x);
            curvature += weight * guess * (1.0 - guess) * of(x) * of(x);
        }
        // At most one at a time, so that it does not jump to where the curve is flat.
        (gradient / f64::max(curvature, 1e-6)).clamp(-1.0, 1.0) as f32
    }
}

/// What to fit: the logarithm of the odds, how likely it should be, and how much that counts.
fn examples(judged: &[(f32, bool)]) -> impl Iterator<Item = (f64, f64, f64)> {
    /// How much each of the made up examples counts.
    const PRIOR: f64 = 2.0;
    let real = judged.iter().map(|&(guess, right)| (f64::from(log_odds(guess)), f64::from(u8::from(right)), 1.0));
    let made_up = [0.1f32, 0.3, 0.5, 0.7, 0.9].map(|guess| (f64::from(log_odds(guess)), f64::from(guess), PRIOR));
    real.chain(made_up)
}

fn log_odds(probability: f32) -> f32 {
    let sane = probability.clamp(1e-4, 1.0 - 1e-4);
    ln(sane / (1.0 - sane))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guesses, each of them right as often as `honest` says, of a hundred.
    fn judged(honest: impl Fn(f32) -> f32) -> Vec<(f32, bool)> {
        let guesses = (1..20).map(|step| step as f32 / 20.0);
        guesses
            .flat_map(|guess| (0..100).map(move |n| (guess, n)))
            .map(|(guess, n)| (guess, (n as f32) < honest(guess) * 100.0))
            .collect()
    }

    #[test]
    fn too_sure_guesses_are_made_honest() {
        // Squared odds: a 0.9 is right three times in four.
        let honest = |guess: f32| (guess / (1.0 - guess)).sqrt() / (1.0 + (guess / (1.0 - guess)).sqrt());
        let fitted = Calibration::fit(&judged(honest));
        for guess in [0.1, 0.5, 0.9] {
            assert!((fitted.apply(guess) - honest(guess)).abs() < 0.03, "{fitted:?}");
        }
    }

    #[test]
    fn honest_guesses_stay() {
        let fitted = Calibration::fit(&judged(|guess| guess));
        assert!((fitted.apply(0.9) - 0.9).abs() < 0.02 && (fitted.apply(0.2) - 0.2).abs() < 0.02, "{fitted:?}");
    }

    #[test]
    fn little_is_not_read_as_much() {
        assert!((Calibration::fit(&[]).apply(0.9) - Calibration::NONE.apply(0.9)).abs() < 1e-4);
        let lucky = Calibration::fit(&[(0.6, true), (0.7, true)]);
        assert!(lucky.apply(0.6) < 0.8, "{lucky:?}");
        let hopeless = Calibration::fit(&[(0.99, false); 50]);
        assert!(hopeless.apply(0.99) < 0.3, "{hopeless:?}");
    }
}
