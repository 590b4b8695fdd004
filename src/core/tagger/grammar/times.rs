//! TIME: the clock, parts of a day, and stretches shorter than a day.

use super::dates::numeric_date;
use super::numbers::{amount, and_a_half, count, few, ordinal_number};
use super::periods::{after_this, is_verb, smaller_units, takes_time};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Time, 0.95, time_of_day),
    Rule::new(Family::Time, 0.7, bare_clock),
    Rule::new(Family::Time, 0.8, half_past),
    Rule::new(Family::Time, 0.85, part_of_day),
    Rule::new(Family::Time, 0.6, the_part_of_day),
    Rule::new(Family::Time, 0.85, noon),
    Rule::new(Family::Time, 0.8, duration),
    Rule::new(Family::Time, 0.9, stuck_units),
    Rule::new(Family::Time, 0.8, relative),
    Rule::new(Family::Time, 0.5, one_hour),
    Rule::new(Family::Time, 0.5, long_time),
];

/// "10:30 a.m.", "3pm", "3 p.m. GMT", "3 p.m. Eastern Time", "8 p.m. ET/PT", "9-11 a.m.", "9 a.m.-5 p.m.", "1500 GMT",
/// "five o'clock".
fn time_of_day(w: &Words, at: usize) -> Option<usize> {
    let first = hour(w, at)?;
    let to = |from: usize| w.hyphen(from).and_then(|at| hour(w, at));
    let until = || w.eat(to(w.eat(first, MERIDIEM)?)?, MERIDIEM);
    let end = until().unwrap_or_else(|| w.skip(to(first).unwrap_or(first), MERIDIEM));
    let sure = w.follows(end, MERIDIEM | WHOLE_TIME | O_CLOCK);
    let local = || (w.as_str(end) == "local" && w.as_str(end + 1) == "time").then_some(end + 2);
    let is_time = sure || w.is(at, CLOCK);
    let zone = w.eat(end, ZONE).filter(|_| is_time || !w.is(end, UNSURE_ZONE));
    let zone = zone.map(|end| w.eat_glued(end, SLASH).and_then(|at| w.eat_glued(at, ZONE)).unwrap_or(end));
    let zoned = zone.or_else(local).or_else(|| zone_in_words(w, end).filter(|_| is_time));
    zoned.or(sure.then_some(end)).filter(|_| !w.hangs_before(at) || is_said_again(w, at))
}

/// The second time of "5 p.m. PT/8 p.m. ET".
fn is_said_again(w: &Words, at: usize) -> bool {
    at >= 2 && w.is(at - 1, SLASH) && w.is(at - 2, ZONE | MERIDIEM)
}

/// "Eastern Time", "Central European Time", "Moscow time"; "Pacific" with no name after it.
fn zone_in_words(w: &Words, at: usize) -> Option<usize> {
    let end = (at..at + 4).find(|&at| matches!(w.as_str(at), "time" | "Time") || !w.is(at, CAPITAL))?;
    let short = end == at + 1 && matches!(w.as_str(at), "Eastern" | "Central" | "Mountain" | "Pacific");
    let in_full = end > at && matches!(w.as_str(end), "time" | "Time");
    in_full.then_some(end + 1).or(short.then_some(end))
}

/// An hour as a clock shows it: "10:30", "3", "3.30", "1500", "3pm", "five o'clock".
fn hour(w: &Words, at: usize) -> Option<usize> {
    let o_clock = || w.eat(w.eat(at, INTEGER | UNIT | TEEN)?, O_CLOCK);
    let figures = || w.eat(at, CLOCK | WHOLE_TIME | DECIMAL | INTEGER).filter(|_| w.value(at) <= 2400);
    o_clock().or_else(figures)
}

/// "10:30", "8:30-9:30", "2025-11-01 09:05" with nothing to say that it is a time; not "Genesis 1:20".
fn bare_clock(w: &Words, at: usize) -> Option<usize> {
    let first = w.eat(at, CLOCK)?;
    let end = w.hyphen(first).and_then(|at| w.eat(at, CLOCK)).unwrap_or(first);
    let dated = || w.follows(at, INTEGER) && (w.is_near_year(at - 1) || at >= 5 && numeric_date(w, at - 5) == Some(at));
    let numbered = w.follows(at, NAME | NUMBERED | INTEGER) && !dated();
    (!numbered && !w.hangs_before(at) && !w.hangs_after(end)).then_some(end)
}

/// "half past eight", "quarter to nine".
fn half_past(w: &Words, at: usize) -> Option<usize> {
    let hour = w.eat(at, FRACTION)? + 1;
    let said = matches!(
        (w.as_str(at), w.as_str(hour - 1)),
        ("half" | "Half", "past") | ("quarter" | "Quarter", "past" | "to")
    );
    let end = w.eat(hour, INTEGER | UNIT | TEEN).filter(|_| said && (1..=12).contains(&w.value(hour)))?;
    let end = w.skip(end, MERIDIEM | O_CLOCK);
    (!w.is(end, LOWER | PERCENT | SCALE)).then_some(end)
}

/// "Monday night", "last night", "that morning", "yesterday late afternoon"; not "Sunday Morning Herald".
fn part_of_day(w: &Words, at: usize) -> Option<usize> {
    let part = w.skip(w.eat(at, WEEKDAY | TODAY | THIS | SAME)?, EARLY);
    w.eat(part, DAY_PART).filter(|&end| !(w.is(part, CAPITAL) && w.is(end, CAPITAL)) || w.is_glued(end))
}

/// "morning" in "in the morning" and "on the morning of May 4".
fn the_part_of_day(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, DAY_PART)?;
    let preposition = at >= 2 && w.is(at - 1, THE) && (w.is(at - 2, TIME_PREPOSITION) || w.as_str(at - 2) == "by");
    (preposition && !w.is(at, CAPITAL) && !w.is(end, LOWER) && w.hyphen(end).is_none()).then_some(end)
}

/// "noon", "midnight", "tonight".
fn noon(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, NOON | TONIGHT)?;
    (!w.is(at, CAPITAL) || w.opens(at) && !w.is(end, CAPITAL)).then_some(end)
}

/// "two hours", "30-second", "few minutes", "first ten minutes", "half an hour", "two hours later",
/// "2 hours 1 minute 39 seconds".
fn duration(w: &Words, at: usize) -> Option<usize> {
    let half = || w.eat(w.skip(w.skip_hyphen(w.eat(at, FRACTION)?), A), CLOCK_UNIT);
    let counted = || {
        let at = ordinal_number(w, at).unwrap_or(at);
        let number = count(w, at).or_else(|| few(w, at))?;
        let unit = w.skip(w.skip_hyphen(number), FULL);
        let second = w
            .eat(unit, SECOND)
            .filter(|&end| w.as_str(unit).ends_with('s') || is_one_second(w, at, unit) && !w.is_glued(end));
        let end = w.eat(unit, CLOCK_UNIT).or(second)?;
        Some(smaller_units(w, end, CLOCK_UNIT | SECOND))
    };
    let end = half().or_else(counted)?;
    Some(w.skip(end, AGO))
}

/// "2hr 8min 9sec", "2h 4m 12s".
fn stuck_units(w: &Words, at: usize) -> Option<usize> {
    let first = w.eat(at, WHOLE_TIME)?;
    let rank = |at: usize| match w.as_str(at).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') {
        "h" | "hr" | "hrs" => 3,
        "m" | "min" | "mins" => 2,
        "s" | "sec" | "secs" => 1,
        _ => 0,
    };
    let counts = |at: usize| w.width(at) > 1 && rank(at) > 0 && rank(at) < rank(at - 1);
    let end = (first..first + 2).find(|&at| !counts(at)).unwrap_or(first + 2);
    (end > first).then_some(end)
}

/// "last 24 hours", "next few hours", "past hour", "this hour"; not "this two hour film", "will last two hours".
fn relative(w: &Words, at: usize) -> Option<usize> {
    let next = after_this(w, at)?;
    let this = next == at + 1 && w.as_str(at).eq_ignore_ascii_case("this");
    let counted = duration(w, next).filter(|&end| !this && !w.is_glued(end - 1) && !is_verb(w, at));
    counted.or_else(|| (w.as_str(next) == "hour").then_some(next + 1))
}

/// "30-second", "one second", not "two second halves".
fn is_one_second(w: &Words, at: usize, unit: usize) -> bool {
    w.is_glued(unit) || w.is(at, ONE) && amount(w, at) == Some(unit)
}

/// "hour" in "within an hour", "hour and a half", "hour later" in "an hour later"; not "an hour earlier than planned".
fn one_hour(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, CLOCK_UNIT)?;
    if let Some(ago) = w.eat(end, AGO).filter(|&ago| w.follows(at, A) && w.as_str(ago) != "than") {
        return Some(ago);
    }
    let alone = takes_time(w, at) && !w.is(end, LOWER) && w.hyphen(end).is_none();
    and_a_half(w, end).or(alone.then_some(end))
}

/// "for hours", "within minutes", "hours later"; not "hours earlier than planned".
fn long_time(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, CLOCK_UNIT | SECOND).filter(|_| w.as_str(at).ends_with('s'))?;
    // "Visiting hours earlier this year"
    let begins = w.opens(at) || w.is(at - 1, COMMA | AND) || matches!(w.as_str(at - 1), "just" | "only");
    if let Some(ago) = w.eat(end, AGO).filter(|&ago| begins && w.as_str(ago) != "than") {
        return Some(ago);
    }
    let preposition = at > 0 && matches!(w.as_str(at - 1), "for" | "in" | "within" | "For" | "Within");
    (preposition && !w.is(end, LOWER)).then_some(end)
}
