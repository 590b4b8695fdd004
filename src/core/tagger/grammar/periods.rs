//! DATE as a stretch of time, or counted from now: "two years", "last week", "two years ago".
//!
//! OntoNotes calls durations and ages dates; they stand lower in confidence than the calendar, because
//! many annotators do not. "daily" and "annual", which OntoNotes has too, are left out.

use super::dates::weekday;
use super::numbers::{amount, and_a_half, count, few, ordinal_number};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Date, 0.85, relative),
    Rule::new(Family::Date, 0.6, same),
    Rule::new(Family::Date, 0.6, edge),
    Rule::new(Family::Date, 0.6, weekend),
    Rule::new(Family::Date, 0.9, ago),
    Rule::new(Family::Date, 0.75, duration),
    Rule::new(Family::Date, 0.5, one_period),
    Rule::new(Family::Date, 0.5, long_time),
];

/// "last year", "next two months", "this week", "past year and a half", "last Monday", "next summer",
/// "recent years", "this past Friday", "last couple of weeks".
fn relative(w: &Words, at: usize) -> Option<usize> {
    if let Some(end) = w.eat(at, RECENT).and_then(|at| w.eat(at, PERIODS)) {
        return Some(end);
    }
    let next = after_this(w, at)?;
    let counted = amount(w, next).or_else(|| few(w, next)).unwrap_or(next);
    if counted > next && is_verb(w, at) {
        return None;
    }
    if counted == next && w.is(next, WEEKDAY | SEASON | MONTH) {
        return weekday(w, next).or(Some(next + 1));
    }
    if counted == next && w.is(next, FISCAL) {
        return w.eat(next + 1, PERIOD);
    }
    let plural_alone =
        counted == next && w.is(next, PERIODS) && matches!(w.as_str(at), "last" | "next" | "this" | "current");
    let today = w.as_str(at).eq_ignore_ascii_case("this") && w.as_str(next) == "day";
    let end = w.eat(w.skip_hyphen(counted), PERIOD | SPELL).filter(|_| !plural_alone && !today)?;
    let title = w.is(at, CAPITAL) && w.is(end - 1, CAPITAL) && !w.opens(at);
    (!title).then(|| and_a_half(w, end).unwrap_or(end))
}

/// Past "last", "next" or "this", and past what may follow "this" alone: "this past", "this coming".
pub(super) fn after_this(w: &Words, at: usize) -> Option<usize> {
    let next = w.eat(at, THIS)?;
    Some(if w.as_str(at).eq_ignore_ascii_case("this") { w.skip(next, THIS) } else { next })
}

/// "will last two years", "won't last two hours".
pub(super) fn is_verb(w: &Words, at: usize) -> bool {
    let before = if at > 0 { w.as_str(at - 1) } else { "" };
    let modal =
        matches!(before, "will" | "would" | "to" | "can" | "could" | "may" | "might" | "should" | "must" | "not");
    w.as_str(at) == "last" && (modal || before.ends_with("n't") || before.ends_with("n’t"))
}

/// "that day", "same year", "that same week".
fn same(w: &Words, at: usize) -> Option<usize> {
    let next = w.skip(w.eat(at, SAME)?, SAME);
    w.eat(next, PERIOD).filter(|&end| !w.is(next, PERIODS) && !w.is(next, QUARTER) && w.hyphen(end).is_none())
}

/// "end of the month", "start of the year".
fn edge(w: &Words, at: usize) -> Option<usize> {
    let period = w.eat(w.eat(w.eat(at, EDGE)?, OF)?, THE)?;
    w.eat(period, PERIOD).filter(|_| !w.is(period, PERIODS))
}

/// "weekend" in "over the weekend", "at the weekend".
fn weekend(w: &Words, at: usize) -> Option<usize> {
    let end = at + 1;
    let timed = at >= 2
        && w.is(at - 1, THE)
        && (w.is(at - 2, TIME_PREPOSITION) || matches!(w.as_str(at - 2), "over" | "Over" | "at" | "At"));
    (w.as_str(at) == "weekend" && timed && !w.is(end, LOWER) && w.hyphen(end).is_none()).then_some(end)
}

/// "two years ago", "year ago", "decades ago", "two days later"; not "two days earlier than planned".
fn ago(w: &Words, at: usize) -> Option<usize> {
    let end = duration(w, at).or_else(|| w.eat(w.skip(at, SEVERAL), PERIOD))?;
    let one = end == at + 1 && !w.is(at, PERIODS) && !w.follows(at, A);
    w.eat(end, AGO).filter(|&end| !one && w.as_str(end) != "than")
}

/// "two years", "six-month", "10 to 15 days", "two more weeks", "first 100 days", "several months",
/// "a year and a half", "15 years, 8 months".
pub(super) fn duration(w: &Words, at: usize) -> Option<usize> {
    if let Some(end) = w.eat(at, PERIOD).and_then(|end| and_a_half(w, end)) {
        return Some(end);
    }
    // "first 100 days"; the "15th" of "15th five-year plan" counts plans.
    let at =
        ordinal_number(w, at).filter(|&next| count(w, next).is_none_or(|end| w.hyphen(end).is_none())).unwrap_or(at);
    let half = || w.eat(w.skip(w.eat(at, FRACTION)?, A), PERIOD).filter(|_| w.as_str(at).eq_ignore_ascii_case("half"));
    let number = count(w, at).or_else(|| few(w, at));
    let counted = || {
        let unit = w.skip(w.skip_hyphen(number?), FULL);
        let end = w.eat(unit, PERIOD).filter(|&end| !is_share(w, unit) && w.as_str(end) != "Plan")?;
        Some(smaller_units(w, end, PERIOD))
    };
    half().or_else(counted)
}

/// Units that others belong to, the longest first.
const UNITS: [&str; 7] = ["year", "month", "week", "day", "hour", "minute", "second"];

/// Past what belongs to the unit before `end`: ", 8 months" after "15 years", "45 minutes and 3 seconds" after "2 hours".
pub(super) fn smaller_units(w: &Words, mut end: usize, units: Senses) -> usize {
    let rank = |end: usize| UNITS.iter().position(|unit| *unit == w.as_str(end - 1).trim_end_matches('s'));
    let next = |end: usize| {
        let number = w.skip(w.skip(end, COMMA), AND);
        let next = w.eat(amount(w, number)?, units)?;
        (rank(end)? < rank(next)?).then_some(next)
    };
    while let Some(smaller) = next(end) {
        end = smaller;
    }
    end
}

/// "three-quarters", "quarter of the votes": a part of something, and no time.
fn is_share(w: &Words, at: usize) -> bool {
    w.is(at, QUARTER) && (w.is_glued(at) || w.is(at + 1, OF))
}

/// "year" in "within a year", "day" in "for a day".
fn one_period(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, PERIOD)?;
    let alone = !w.is(end, LOWER) && w.hyphen(end).is_none();
    (takes_time(w, at) && alone && !w.is(at, PERIODS) && !is_share(w, at)).then_some(end)
}

/// Whether "within a", "for an" or the like stands before `at`.
pub(super) fn takes_time(w: &Words, at: usize) -> bool {
    at >= 2
        && w.is(at - 1, A)
        && matches!(
            w.as_str(at - 2),
            "within" | "for" | "in" | "than" | "least" | "about" | "nearly" | "almost" | "over" | "after" | "under"
        )
}

/// "for years", "in decades": a plural with no number.
fn long_time(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, PERIODS)?;
    let preposition = at > 0 && matches!(w.as_str(at - 1), "for" | "in" | "over" | "within" | "For" | "In");
    (preposition && !w.is(end, LOWER | OF)).then_some(end)
}
