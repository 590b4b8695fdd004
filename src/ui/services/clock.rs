//! The time.

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> u64 {
    // Positive and far below 2^53 until long after anyone reads this.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let now = js_sys::Date::now() as u64;
    now
}
