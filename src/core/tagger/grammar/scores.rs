//! CARDINAL as what two sides have: "beat Senegal 3-1", "a 68-42 vote", "7-6 (9/7)".
//!
//! OntoNotes calls scores cardinals, one span for both sides. Of 37 pairs of small numbers in the corpora that no other
//! rule knew, 25 were scores, votes or records, and most others codes in mails.

use super::numbers::{is_aircraft, is_house_number};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] =
    &[Rule::new(Family::Cardinal, 0.7, score), Rule::new(Family::Cardinal, 0.8, tie_break)];

/// "2-1", "112–104"; no part of a longer row such as a date or a telephone number, and no page or street.
fn score(w: &Words, at: usize) -> Option<usize> {
    let second = w.hyphen(side(w, at)?)?;
    let end = side(w, second)?;
    let is_apart = !w.hangs_before(at)
        && !w.hangs_after(end)
        && !w.follows(at, INTEGER | DECIMAL | SIGN | CODE_MARK | CLOCK)
        && !w.is(end, ERA);
    (is_apart && !is_numbered(w, at) && !is_code(w, at) && !is_house_number(w, end)).then_some(end)
}

/// "9/7" in brackets behind a score.
fn tie_break(w: &Words, at: usize) -> Option<usize> {
    let second = w.eat_glued(side(w, at)?, SLASH)?;
    let end = side(w, second)?;
    let is_in_brackets = w.follows(at, OPEN) && w.is(end, CLOSE);
    (is_in_brackets && at >= 4 && score(w, at - 4) == Some(at - 1)).then_some(end)
}

/// Past what one side has: up to three figures, as years have four.
fn side(w: &Words, at: usize) -> Option<usize> {
    w.eat(at, INTEGER).filter(|_| w.width(at) <= 3 && (w.width(at) == 1 || !w.as_str(at).starts_with('0')))
}

/// "page 3-5", "pp. 3-5".
fn is_numbered(w: &Words, at: usize) -> bool {
    let full_stop = at > 0 && w.as_str(at - 1) == ".";
    w.follows(at - usize::from(full_stop), NUMBERED)
}

/// "Boeing 737-800", "ISO 639-3", "Case 22-506"; and what rises in hundreds are pages or years.
fn is_code(w: &Words, at: usize) -> bool {
    let rises = w.width(at) == 3 && w.value(at) < w.value(at + 2);
    rises || is_aircraft(w, at) || at > 0 && matches!(w.as_str(at - 1), "Boeing" | "Case" | "ISO")
}
