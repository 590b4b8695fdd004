//! PERCENT and QUANTITY: a number and what it measures.

use super::numbers::{amount, count, few};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Percent, 0.97, percent),
    Rule::new(Family::Percent, 0.9, percentage_points),
    Rule::new(Family::Percent, 0.8, part_of_a_point),
    Rule::new(Family::Quantity, 0.9, measure),
    Rule::new(Family::Quantity, 0.75, metres),
    Rule::new(Family::Quantity, 0.75, feet_and_inches),
    Rule::new(Family::Quantity, 0.75, stones_and_pounds),
    Rule::new(Family::Quantity, 0.75, degrees),
    Rule::new(Family::Quantity, 0.75, unmarked_degrees),
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

/// "two full percentage points", "25 basis points", "50 bps".
fn percentage_points(w: &Words, at: usize) -> Option<usize> {
    let at = w.skip_hyphen(amount(w, at)?);
    if matches!(w.as_str(at), "bp" | "bps") {
        return Some(at + 1);
    }
    w.eat(w.skip_hyphen(w.eat(w.skip(at, FULL), PERCENTAGE)?), POINTS)
}

/// "half a percentage point"; "quarter point", "half-point" where interest rates are spoken of.
fn part_of_a_point(w: &Words, at: usize) -> Option<usize> {
    let part = w.eat(at, FRACTION).filter(|_| !w.is(at, ORDINAL))?;
    let whole = w.skip_hyphen(w.skip(w.skip(part, OF), A));
    let percentage = w.eat(whole, PERCENTAGE);
    let end = w.eat(w.skip_hyphen(percentage.unwrap_or(whole)), POINTS)?;
    let before = at.saturating_sub(6)..at;
    let of_rates = || before.chain(end..end + 3).any(|at| is_about_rates(w.as_str(at)));
    (percentage.is_some() || of_rates()).then_some(end)
}

fn is_about_rates(word: &str) -> bool {
    matches!(
        word,
        "rate"
            | "rates"
            | "cut"
            | "cuts"
            | "cutting"
            | "hike"
            | "hikes"
            | "hiked"
            | "lowered"
            | "reduction"
            | "increase"
            | "easing"
    )
}

/// "5 km", "100 square miles", "200-mile", "few miles", "60 miles per hour", "thousands of tonnes", "50 light years".
pub(super) fn measure(w: &Words, at: usize) -> Option<usize> {
    let whole = w.eat(at, WHOLE_QUANTITY);
    let end = whole.or_else(|| {
        let number = count(w, at).or_else(|| few(w, at))?;
        let unit = w.skip_hyphen(number);
        squared(w, unit).or_else(|| w.eat(unit, MEASURE)).or_else(|| light_years(w, unit))
    })?;
    Some(rate(w, end).unwrap_or(end))
}

/// "square miles", "sq m", "sq. ft".
fn squared(w: &Words, at: usize) -> Option<usize> {
    let square = w.eat(at, SQUARE)?;
    let unit = w.skip_hyphen(w.eat_glued(square, STOP).unwrap_or(square));
    w.eat(unit, MEASURE).or((w.as_str(unit) == "m").then_some(unit + 1))
}

/// "light years", "light-year".
fn light_years(w: &Words, at: usize) -> Option<usize> {
    let years = w.skip_hyphen(at + 1);
    (w.as_str(at) == "light" && matches!(w.as_str(years), "year" | "years")).then_some(years + 1)
}

/// "per hour", "an hour", "/h", "/kg" after a measure.
fn rate(w: &Words, at: usize) -> Option<usize> {
    let is_unit = |word: &str| matches!(word, "h" | "s" | "hr" | "l" | "L" | "dL" | "ml" | "mL" | "kg" | "km" | "day");
    let slash = w.eat_glued(at, SLASH).filter(|&at| is_unit(w.as_str(at))).map(|at| at + 1);
    slash.or_else(|| w.eat(w.eat(at, PER | A)?, CLOCK_UNIT | SECOND))
}

/// "305 m", "1.5 g", "120 g/km": one letter, so only after a figure and a space.
fn metres(w: &Words, at: usize) -> Option<usize> {
    let unit = w.eat(at, INTEGER | DECIMAL)?;
    let measured = matches!(w.as_str(unit), "m" | "g" | "l" | "t") && !w.is_glued(unit);
    measured.then(|| rate(w, unit + 1).unwrap_or(unit + 1))
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

/// "30 degrees", "-30°C", "86 degrees Fahrenheit", "38C", "20-25C"; not "iPhone 5C".
fn degrees(w: &Words, at: usize) -> Option<usize> {
    let at = w.skip_minus(at);
    let range = || w.eat(w.hyphen(w.eat(at, INTEGER)?)?, WHOLE_DEGREES);
    if let Some(end) = w.eat(at, WHOLE_DEGREES).or_else(range) {
        return (!w.follows(at, NAME | NUMBERED) && !w.hangs_before(at)).then_some(end);
    }
    let end = w.eat(w.skip_hyphen(amount(w, at)?), DEGREE)?;
    Some(w.eat(end, CELSIUS).filter(|_| w.is(end, CAPITAL)).unwrap_or(end))
}

/// "33 C (91 F)": letters without a sign, where the other scale stands beside them or the weather is spoken of.
fn unmarked_degrees(w: &Words, at: usize) -> Option<usize> {
    let scale = w.eat(w.skip_minus(at), INTEGER | DECIMAL)?;
    let other = match w.as_str(scale) {
        "C" => "F",
        "F" => "C",
        _ => return None,
    };
    if w.follows(at, NAME | NUMBERED | CAPITAL) {
        return None;
    }
    let end = scale + 1;
    let first = w.is(end, OPEN) && (end..end + 5).any(|at| w.is(at, WHOLE_DEGREES) || w.as_str(at) == other);
    let second = at >= 2 && w.is(at - 1, OPEN) && w.as_str(at - 2) == other;
    let weather = || (at.saturating_sub(6)..at).any(|at| is_about_weather(w, at));
    (first || second || weather()).then_some(end)
}

/// "temperatures", "a low of"; not "high school".
fn is_about_weather(w: &Words, at: usize) -> bool {
    let word = w.as_str(at);
    matches!(word, "temperature" | "temperatures" | "Temperatures" | "heat" | "highs" | "lows" | "warming" | "mercury")
        || matches!(word, "high" | "low") && !w.is(at + 1, LOWER)
}
