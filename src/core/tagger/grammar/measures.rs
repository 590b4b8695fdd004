//! PERCENT and QUANTITY: a number and what it measures.

use super::numbers::{amount, count, few};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Percent, 0.97, percent),
    Rule::new(Family::Percent, 0.9, percentage_points),
    Rule::new(Family::Quantity, 0.9, measure),
    Rule::new(Family::Quantity, 0.75, metres),
    Rule::new(Family::Quantity, 0.75, feet_and_inches),
    Rule::new(Family::Quantity, 0.75, stones_and_pounds),
    Rule::new(Family::Quantity, 0.75, degrees),
];

/// "3.5%", "-0.4%", "20-30 percent", "3 per cent", "5pc".
fn percent(w: &Words, at: usize) -> Option<usize> {
    let at = w.skip_minus(at);
    let whole = w.eat(at, WHOLE_PERCENT);
    whole.or_else(|| {
        let at = w.skip_hyphen(amount(w, at)?);
        w.eat(at, PERCENT).or_else(|| w.eat(w.skip_hyphen(w.eat(at, PER)?), CENT))
    })
}

/// "two percentage points", "25 basis points", "50 bps".
fn percentage_points(w: &Words, at: usize) -> Option<usize> {
    let at = w.skip_hyphen(amount(w, at)?);
    if matches!(w.as_str(at), "bp" | "bps") {
        return Some(at + 1);
    }
    w.eat(w.skip_hyphen(w.eat(at, PERCENTAGE)?), POINTS)
}

/// "5 km", "100 square miles", "200-mile", "few miles", "60 miles per hour", "thousands of tonnes", "50 light years".
pub(super) fn measure(w: &Words, at: usize) -> Option<usize> {
    let whole = w.eat(at, WHOLE_QUANTITY);
    let end = whole.or_else(|| {
        let number = count(w, at).or_else(|| few(w, at))?;
        let unit = w.skip_hyphen(number);
        w.eat(w.skip_hyphen(w.skip(unit, SQUARE)), MEASURE).or_else(|| light_years(w, unit))
    })?;
    Some(rate(w, end).unwrap_or(end))
}

/// "light years", "light-year".
fn light_years(w: &Words, at: usize) -> Option<usize> {
    let years = w.skip_hyphen(at + 1);
    (w.as_str(at) == "light" && matches!(w.as_str(years), "year" | "years")).then_some(years + 1)
}

/// "per hour", "an hour", "/h" after a measure.
fn rate(w: &Words, at: usize) -> Option<usize> {
    let slash = w.eat_glued(at, SLASH).filter(|&at| matches!(w.as_str(at), "h" | "s" | "hr" | "l")).map(|at| at + 1);
    slash.or_else(|| w.eat(w.eat(at, PER | A)?, CLOCK_UNIT | SECOND))
}

/// "305 m", "1.5 g": one letter, so only after a figure and a space.
fn metres(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, INTEGER | DECIMAL)?;
    (matches!(w.as_str(end), "m" | "g" | "l" | "t") && !w.is_glued(end)).then_some(end + 1)
}

/// "6 feet 2 inches", "6ft 2in", "5-foot-10".
fn feet_and_inches(w: &Words, at: usize) -> Option<usize> {
    let feet = if w.as_str(at).ends_with("ft") {
        w.eat(at, WHOLE_QUANTITY)?
    } else {
        w.eat(w.skip_hyphen(amount(w, at)?), FEET)?
    };
    let next = w.skip_hyphen(w.skip(feet, COMMA));
    if w.is(next, WHOLE_QUANTITY) && w.as_str(next).ends_with("in") {
        return Some(next + 1);
    }
    let inches = amount(w, next)?;
    w.eat(w.skip_hyphen(inches), INCHES).or_else(|| w.hyphen(feet).map(|_| inches))
}

/// "13st 4lb".
fn stones_and_pounds(w: &Words, at: usize) -> Option<usize> {
    let ends = |at: usize, unit: &str| w.is(at, WHOLE_QUANTITY) && w.as_str(at).ends_with(unit);
    (ends(at, "st") && ends(at + 1, "lb")).then_some(at + 2)
}

/// "30 degrees", "-30°C", "86 degrees Fahrenheit", "38C"; not "iPhone 5C".
fn degrees(w: &Words, at: usize) -> Option<usize> {
    let at = w.skip_minus(at);
    if let Some(end) = w.eat(at, WHOLE_DEGREES) {
        return (!w.follows(at, NAME | NUMBERED) && !w.hangs_before(at)).then_some(end);
    }
    let end = w.eat(w.skip_hyphen(amount(w, at)?), DEGREE)?;
    Some(w.eat(end, CELSIUS).filter(|_| w.is(end, CAPITAL)).unwrap_or(end))
}
