//! Functions that give the same bits on every machine: those of the standard library are the platform's.

/// The exponential function, the same to the last bit on every machine, and to seven digits right. From -40
/// down it stays at that value: so little is nothing, and zero would divide.
pub(super) fn exp(x: f32) -> f32 {
    /// Added to a number below 2^22, leaves its whole part in the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    let power = x.clamp(-40.0, 40.0) * std::f32::consts::LOG2_E;
    let whole = power + WHOLE;
    let part = (power - (whole - WHOLE)) * std::f32::consts::LN_2;
    let terms = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let series = terms.into_iter().fold(0.0, |sum, term| sum * part + term);
    series * f32::from_bits((whole.to_bits() << 23).wrapping_add(127 << 23))
}

/// The natural logarithm of a positive number, to six digits.
pub(super) fn ln(x: f32) -> f32 {
    // The power of two that brings x between 0.7 and 1.4.
    let power = x.to_bits().wrapping_sub(0x3f35_0000).cast_signed() >> 23;
    let near_one = f32::from_bits(x.to_bits().wrapping_sub((power << 23).cast_unsigned()));
    let part = (near_one - 1.0) / (near_one + 1.0);
    let terms = [2.0 / 9.0, 2.0 / 7.0, 2.0 / 5.0, 2.0 / 3.0, 2.0];
    let series = terms.into_iter().fold(0.0, |sum, term| sum * part * part + term) * part;
    power as f32 * std::f32::consts::LN_2 + series
}

/// The next number of a sequence that looks random and always is the same: `SplitMix64` (G. Steele et al., 2014).
pub fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_exponential_function_is_right(x in -39.0..39.0f32) {
            let right = f64::from(x).exp();
            prop_assert!((f64::from(exp(x)) - right).abs() < right * 1e-5, "{} {right}", exp(x));
        }

        #[test]
        fn the_logarithm_is_right(power in -20.0..20.0f32) {
            let x = power.exp();
            prop_assert!((ln(x) - x.ln()).abs() < 1e-5, "{} {}", ln(x), x.ln());
        }
    }
}
