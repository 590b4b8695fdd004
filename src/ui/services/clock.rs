//! The time.

use js_sys::Date;

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> u64 {
    // Positive and far below 2^53 until long after anyone reads this.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let now = Date::now() as u64;
    now
}

/// By how many minutes the reader's clocks are ahead of UTC now.
#[must_use]
pub fn ahead_of_utc() -> i32 {
    // A whole number of at most a day.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let behind = Date::new_0().get_timezone_offset() as i32;
    -behind
}
