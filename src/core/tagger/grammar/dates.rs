//! DATE on the calendar: days, months, years, decades, seasons, quarters, feasts.
//!
//! A bare year is the hard case: four digits are a date by what stands around them ("in 2025", "the 2024
//! election"), and a count before a plural ("2025 people") or a part of a name ("Euro 2024") otherwise.

use super::numbers::ordinal_number;
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;
use std::ops::RangeInclusive;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Date, 0.98, numeric_date),
    Rule::new(Family::Date, 0.96, calendar_day),
    Rule::new(Family::Date, 0.97, month_and_year),
    Rule::new(Family::Date, 0.9, months),
    Rule::new(Family::Date, 0.85, month),
    Rule::new(Family::Date, 0.9, weekday),
    Rule::new(Family::Date, 0.9, years),
    Rule::new(Family::Date, 0.93, year_in_context),
    Rule::new(Family::Date, 0.9, shortened_year),
    Rule::new(Family::Date, 0.8, bare_year),
    Rule::new(Family::Date, 0.95, decade),
    Rule::new(Family::Date, 0.9, century),
    Rule::new(Family::Date, 0.7, season),
    Rule::new(Family::Date, 0.85, quarter),
    Rule::new(Family::Date, 0.9, fiscal_year),
    Rule::new(Family::Date, 0.95, year_of_era),
    Rule::new(Family::Date, 0.7, feast),
    Rule::new(Family::Date, 0.9, today),
];

/// Years that are written without an era.
const YEARS: RangeInclusive<u32> = 1000..=2100;

/// "2025-02-03", "3/2/2025", "2025/02/03", "3.2.2025", "31/12/99".
pub(super) fn numeric_date(w: &Words, at: usize) -> Option<usize> {
    if w.hangs_before(at) {
        return None;
    }
    let end = w.eat(at, WHOLE_DATE).or_else(|| {
        let mark = if w.is(at + 1, DASH) { DASH } else { SLASH };
        let second = w.eat_glued(w.eat_glued(w.eat(at, INTEGER)?, mark)?, INTEGER)?;
        let third = w.eat_glued(w.eat_glued(second, mark)?, INTEGER)?;
        let [first, second, third] = [at, second - 1, third - 1];
        let short = mark == SLASH && w.width(third) == 2 && w.value(first).min(w.value(second)) <= 12;
        let ends_in_year = (is_four_digit_year(w, third) || short) && is_day(w, first) && is_day(w, second);
        let starts_with_year = is_four_digit_year(w, first) && (1..=12).contains(&w.value(second)) && is_day(w, third);
        (ends_in_year || starts_with_year).then_some(third + 1)
    })?;
    (!w.hangs_after(end)).then_some(end)
}

/// "Feb. 4, 2025", "4 February 2025", "the 4th of February", "February 4-6", "July 13 to 17 of last year";
/// the year where it is there.
pub(super) fn calendar_day(w: &Words, at: usize) -> Option<usize> {
    let end = month_then_day(w, at).or_else(|| day_then_month(w, at))?;
    let year = w.eat(w.skip(end, COMMA), INTEGER).filter(|&year| is_year_after(w, year));
    Some(year.or_else(|| short_year(w, end)).or_else(|| relative_year(w, end)).unwrap_or(end))
}

/// "of last year", "of that year", "this year" after a day or a month.
fn relative_year(w: &Words, at: usize) -> Option<usize> {
    w.eat(w.eat(w.skip(at, OF), THIS | SAME)?, PERIOD).filter(|&end| w.as_str(end - 1) == "year")
}

fn is_year_after(w: &Words, end: usize) -> bool {
    is_four_digit_year(w, end - 1) && !is_counted(w, end)
}

/// "February 4", "February 28–March 2".
fn month_then_day(w: &Words, at: usize) -> Option<usize> {
    let first = month_then_days(w, at)?;
    Some(w.hyphen(first).and_then(|at| month_then_days(w, at)).unwrap_or(first))
}

fn month_then_days(w: &Words, at: usize) -> Option<usize> {
    let day = w.skip(w.eat(at, MONTH | SHORT_MONTH)?, THE);
    days(w, day).filter(|&end| !w.is(end, SCALE | PERCENT | CURRENCY | MEASURE))
}

/// Days may be listed: "6, 8, 10 and 17 May".
fn day_then_month(w: &Words, at: usize) -> Option<usize> {
    let mut end = days(w, at)?;
    for _ in 0..6 {
        let Some(next) = w.eat(end, COMMA).and_then(|at| days(w, at)) else { break };
        end = next;
    }
    let end = w.eat(w.skip(end, OF), MONTH | SHORT_MONTH)?;
    Some(w.hyphen(end).and_then(|at| w.eat(day(w, at)?, MONTH | SHORT_MONTH)).unwrap_or(end))
}

/// One day of a month, or several that share it: "4", "4th", "4-6", "4 and 5".
fn days(w: &Words, at: usize) -> Option<usize> {
    let first = day(w, at)?;
    let range = w.hyphen(first).or_else(|| w.eat_glued(first, SLASH)).and_then(|at| day(w, at));
    let several = || {
        let end = day(w, w.skip(w.eat(first, AND | TO | DASH)?, THE))?;
        (!w.is(end, LOWER | SCALE | PERCENT | MEASURE | CURRENCY)).then_some(end)
    };
    Some(range.or_else(several).unwrap_or(first))
}

fn day(w: &Words, at: usize) -> Option<usize> {
    if w.is(at, INTEGER) {
        return (w.width(at) <= 2 && is_day(w, at)).then_some(at + 1);
    }
    let end = ordinal_number(w, at)?;
    is_day(w, end - 1).then_some(end)
}

fn is_day(w: &Words, at: usize) -> bool {
    (1..=31).contains(&w.value(at)) && w.width(at) <= 2 || w.is(at, ORDINAL) && w.value(at) <= 31
}

/// "February 2025", "Feb. 2025", "February of 2025", "February '25", "April–May 1945", "June of this year".
fn month_and_year(w: &Words, at: usize) -> Option<usize> {
    let first = w.eat(at, MONTH | SHORT_MONTH)?;
    let second = w.eat(first, DASH | SLASH | AND | OR).and_then(|at| w.eat(at, MONTH | SHORT_MONTH));
    let end = second.unwrap_or(first);
    let year = w.eat(w.skip(end, OF | COMMA), INTEGER).filter(|&year| is_year_after(w, year));
    year.or_else(|| short_year(w, w.skip(end, OF))).or_else(|| relative_year(w, end))
}

/// "'25" after a month.
fn short_year(w: &Words, at: usize) -> Option<usize> {
    w.eat_glued(w.eat(at, APOSTROPHE)?, INTEGER).filter(|&end| w.width(end - 1) == 2)
}

/// "July-September", "Jan–Mar", "April-June quarter"; not "Ann March-May".
fn months(w: &Words, at: usize) -> Option<usize> {
    let first = w.eat(at, MONTH | SHORT_MONTH)?;
    let end = w.eat(w.eat(first, DASH)?, MONTH | SHORT_MONTH)?;
    let named = w.follows(at, NAME) || w.is(end, NAME) && !w.is_glued(end);
    (!named).then_some(past_quarter(w, end))
}

/// Past the "quarter" of "June quarter", or not moving.
fn past_quarter(w: &Words, at: usize) -> usize {
    if w.as_str(at) == "quarter" { at + 1 } else { at }
}

/// A month by itself, with "quarter" where that follows. "May", "March" and the first names need a word before them that speaks of time.
fn month(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, MONTH | SHORT_MONTH)?;
    let in_time = w.follows(at, TIME_PREPOSITION | BETWEEN | THIS | EARLY)
        || w.follows(at, AND | OR | TO | OF) && near_month(w, at)
        || w.follows(at, DASH) && at >= 2 && w.is(at - 2, EARLY | EDGE)
        || w.follows(at, TO) && at >= 2 && w.is(at - 2, PERIOD)
        || w.follows(at, THE) && w.is(end, LOWER)
        || at > 0 && matches!(w.as_str(at - 1), "ended" | "ending");
    let before_name = w.is(end, NAME) && !w.is_glued(end);
    let in_name = before_name && w.is(at, UNSURE_MONTH) || w.follows(at, NAME) && !w.opens(at - 1);
    let sure = w.is(at, MONTH) && !w.is(at, UNSURE_MONTH);
    ((sure || in_time) && !in_name).then_some(past_quarter(w, end))
}

/// Whether another month stands two words before.
fn near_month(w: &Words, at: usize) -> bool {
    at >= 2 && w.is(at - 2, MONTH | SHORT_MONTH) || w.is(at - 1, OF)
}

/// "Monday", "Mondays", "Mon., Feb. 3", "Monday, February 3, 2025", "Friday the 13th".
pub(super) fn weekday(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, WEEKDAY | SHORT_WEEKDAY)?;
    let next = w.skip(end, COMMA);
    if let Some(date) = calendar_day(w, next).or_else(|| numeric_date(w, next)) {
        return Some(date);
    }
    let in_name = is_newspaper(w.as_str(end)) || w.is(end, DAY_PART) && w.is(end, CAPITAL);
    if w.is(at, SHORT_WEEKDAY) || in_name && !w.is_glued(end) {
        return None;
    }
    let thirteenth = w.eat(end, THE).and_then(|at| day(w, at)).filter(|&end| !w.is(end, LOWER));
    Some(thirteenth.unwrap_or(end))
}

/// "Sunday Times", "Monday Club": the weekday is part of a name.
fn is_newspaper(word: &str) -> bool {
    matches!(
        word,
        "Times" | "Telegraph" | "Mail" | "Express" | "Mirror" | "Post" | "Herald" | "Star" | "World" | "Club"
    )
}

fn is_four_digit_year(w: &Words, at: usize) -> bool {
    w.is(at, INTEGER) && w.width(at) == 4 && YEARS.contains(&w.value(at))
}

/// Whether what stands at `at` is counted by the number before it: a plural.
fn is_counted(w: &Words, at: usize) -> bool {
    let word = w.as_str(at);
    let plural = w.is(at, LOWER) && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    (plural || w.is(at, PEOPLE)) && !w.is_glued(at)
}

/// "2019-2021", "2019–20", "2024/25", "1941 – 1943".
fn years(w: &Words, at: usize) -> Option<usize> {
    if !is_four_digit_year(w, at) || w.hangs_before(at) {
        return None;
    }
    let to = || w.eat(at + 1, TO).filter(|&second| !w.follows(at, FROM) && is_four_digit_year(w, second));
    let second = w.eat(at + 1, DASH).or_else(|| w.eat_glued(at + 1, SLASH)).or_else(to)?;
    let end = w.eat(second, INTEGER)?;
    let follows = is_four_digit_year(w, second) && w.value(second) > w.value(at);
    let short = w.width(second) == 2 && w.is_glued(second) && w.value(second) > w.value(at) % 100;
    ((follows || short) && !w.hangs_after(end)).then_some(end)
}

/// A year where the words around it speak of time.
fn year_in_context(w: &Words, at: usize) -> Option<usize> {
    let end = year(w, at)?;
    let near = w.is_near_year(at);
    let counted = is_counted(w, end);
    let timed = w.follows(at, TIME_PREPOSITION | EARLY) && (near || !counted);
    let listed = w.follows(at, AND | OR | TO | COMMA) && at >= 2 && is_four_digit_year(w, at - 2);
    let spanned = w.follows(at, BETWEEN | FROM) && is_four_digit_year(w, at + 2);
    let of = w.follows(at, OF) && (near || !w.is(end, LOWER));
    let before = if at > 0 { w.as_str(at - 1) } else { "" };
    let called = matches!(before, "year" | "Year" | "c" | "c." | "ca" | "ca.");
    let rough = matches!(before, "around" | "about" | "Around" | "About") && !w.is(end, LOWER);
    let since = before == "as" && at >= 2 && w.is(at - 2, EARLY);
    (timed || listed || spanned || of || called || rough || since).then_some(end)
}

/// "'09" after a word that speaks of time: "in '09 or '10", "class of '92"; not "for '12 Angry Men'".
fn shortened_year(w: &Words, at: usize) -> Option<usize> {
    let end = short_year(w, at)?;
    let timed = w.follows(at, TIME_PREPOSITION | OF) && w.as_str(at - 1) != "for" && !w.is_glued(at);
    let listed = w.follows(at, AND | OR | TO) && at >= 3 && short_year(w, at - 3) == Some(at - 1);
    ((timed || listed) && !w.is(end, CAPITAL | LOWER | APOSTROPHE) && !w.hangs_after(end)).then_some(end)
}

/// A year where nothing speaks against it: "(2019)", "the 2024 election", "2024's".
fn bare_year(w: &Words, at: usize) -> Option<usize> {
    let end = year(w, at)?;
    let near = w.is_near_year(at);
    let determined = w.follows(at, THE | POSSESSIVE | POSSESSIVE_PRONOUN);
    let bracketed = w.follows(at, OPEN) || w.is(end, CLOSE);
    let fits = if is_counted(w, end) { near && determined } else { near || determined || bracketed };
    (fits && !w.follows(at, COUNTING)).then_some(end)
}

/// Four digits that may be a year: no part of a name, a code or a sum.
fn year(w: &Words, at: usize) -> Option<usize> {
    let end = at + 1;
    let blocked = w.follows(at, NAME | NUMBERED | SIGN | CODE | CODE_MARK | CURRENCY_PREFIX)
        || w.follows(at, INTEGER | DECIMAL) && !w.starts_column(at)
        || w.is(end, INTEGER | DECIMAL) && !w.starts_column(end)
        || w.is(end, SCALE | PERCENT | MEASURE | SIGN | CODE)
        || w.is(end, ZONE) && !w.is(end, UNSURE_ZONE)
        || w.is(end, CURRENCY) && !is_year_of_a_verb(w, at)
        || w.hangs_before(at)
            && !matches!(w.as_str(at.saturating_sub(2)), "pre" | "post" | "mid" | "Pre" | "Post" | "Mid")
        || w.hangs_after(end) && !(w.is(end, DASH) && w.is(end + 1, LOWER));
    (is_four_digit_year(w, at) && !blocked).then_some(end)
}

/// "In 2005 Ann won", "in 1911 won": the year has nothing to do with what was won.
pub(super) fn is_year_of_a_verb(w: &Words, at: usize) -> bool {
    is_four_digit_year(w, at) && at > 0 && matches!(w.as_str(at - 1), "in" | "In" | "since" | "Since")
}

/// "1990s", "'90s", "90s"; "eighties" after "the"; and of somebody's life: "in his 30s".
fn decade(w: &Words, at: usize) -> Option<usize> {
    if let Some(figures) = w.eat_glued(at + 1, DECADE).filter(|_| w.is(at, APOSTROPHE)) {
        return Some(figures);
    }
    let of_this_century = w.width(at) == 3 || w.is(at, LOWER);
    let bare = !w.follows(at, THE | EARLY | DASH | APOSTROPHE | AND);
    let of_a_life = w.follows(at, POSSESSIVE_PRONOUN) && !w.is(at, LOWER);
    w.eat(at, DECADE).filter(|_| !(of_this_century && bare) || of_a_life)
}

/// "19th century", "twenty-first century", "19th and 20th centuries", "5th century BC", "19th-century".
fn century(w: &Words, at: usize) -> Option<usize> {
    let first = ordinal_number(w, at)?;
    let second = w.eat(first, AND | OR | TO | DASH).and_then(|at| ordinal_number(w, at)).unwrap_or(first);
    let end = w.eat(w.skip_hyphen(second), CENTURY)?;
    Some(w.skip(end, ERA))
}

/// "summer 2024", "spring of 1944", "summer of '23", "autumn of that year"; "winter" after a word that speaks of time.
fn season(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, SEASON)?;
    let year = w.skip(end, OF);
    if is_four_digit_year(w, year) && !w.hangs_after(year + 1) {
        return Some(year + 1);
    }
    if let Some(end) = short_year(w, year).or_else(|| relative_year(w, w.eat(end, OF)?)) {
        return Some(end);
    }
    let timed = w.follows(at, TIME_PREPOSITION) || w.follows(at, THE) && at >= 2 && w.is(at - 2, TIME_PREPOSITION);
    (timed && !w.is(end, OF | LOWER | CAPITAL)).then_some(end)
}

/// "Q3 2024", "2H 2026", "Q3'25", "third quarter of 2024", "first half of the year", "second-quarter".
fn quarter(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, QUARTER_CODE).or_else(|| {
        let end = w.eat(w.skip_hyphen(ordinal_number(w, at)?), QUARTER)?;
        // "First half" without "of" is a match's as often as a year's.
        (w.as_str(end - 1) != "half" || w.is(end, OF)).then_some(end)
    })?;
    let year = w.skip_hyphen(w.skip(end, OF));
    let whole = fiscal_year(w, year).or_else(|| short_year(w, year));
    let whole = whole.or_else(|| w.eat(year, INTEGER).filter(|&end| is_four_digit_year(w, end - 1)));
    let whole = whole.or_else(|| w.eat(w.skip(w.eat(end, OF)?, THE | THIS), PERIOD));
    // "H2" alone is hydrogen as often as half a year, and "9M" a number.
    let alone = if w.is(at, QUARTER_CODE) { w.as_str(at).starts_with('Q') } else { !w.is(end, OF) };
    whole.or(alone.then_some(end))
}

/// "fiscal 2024", "financial year 2023-24", "FY2025", "FY2023/24", "FY 2025-26".
fn fiscal_year(w: &Words, at: usize) -> Option<usize> {
    if let Some(code) = w.eat(at, FISCAL_CODE) {
        let second = w.hyphen(code).or_else(|| w.eat_glued(code, SLASH));
        return Some(second.and_then(|at| w.eat_glued(at, INTEGER)).unwrap_or(code));
    }
    let fiscal = w.eat(at, FISCAL)?;
    let year = w.skip(fiscal, PERIOD);
    years(w, year)
        .or_else(|| w.eat(year, INTEGER).filter(|_| is_four_digit_year(w, year)))
        .or((year > fiscal).then_some(year))
}

/// "44 BC", "AD 79", "3000 BCE".
fn year_of_era(w: &Words, at: usize) -> Option<usize> {
    if w.is(at, ERA) && matches!(w.as_str(at), "AD" | "A.D." | "CE") {
        return w.eat(at + 1, INTEGER);
    }
    w.eat(w.eat(at, INTEGER | DECIMAL)?, ERA)
}

/// "Christmas", "Christmas Eve", "Easter Sunday", "Good Friday", "Yom Kippur", "Eid al-Fitr", "Independence Day",
/// "St. Patrick's Day", "New Year's Day", "Lunar New Year"; with a year.
fn feast(w: &Words, at: usize) -> Option<usize> {
    let in_two_words = w.is(at, FEAST_PREFIX | HOLIDAY) && w.is(at + 1, WEEKDAY)
        || w.is(at, FEAST_PREFIX) && w.is(at + 1, HOLIDAY) && !w.is(at + 2, NAME | LOWER);
    let named_day = || {
        let day = w.skip(w.eat(at, DAY_NAME).filter(|_| w.is(at, CAPITAL))?, POSSESSIVE);
        (w.as_str(day) == "Day" && !w.is(day + 1, NAME)).then_some(day + 1)
    };
    let saints_day = || {
        let day = w.eat(w.eat(w.eat(at, SAINT)?, CAPITAL)?, POSSESSIVE)?;
        w.eat(day, FEAST).filter(|_| w.is(day, CAPITAL))
    };
    let new_year = || {
        let new = w.skip(at, LUNAR);
        let year = w.eat(w.eat(new, NEW)?, PERIOD).filter(|&end| w.is(new, CAPITAL) && w.is(end - 1, CAPITAL))?;
        w.eat(year, POSSESSIVE)
            .and_then(|at| w.eat(at, FEAST))
            .or((new > at && !w.is(year, NAME | LOWER)).then_some(year))
    };
    let holiday = || {
        let end = w.eat(at, HOLIDAY)?;
        let end = w.eat(end, FEAST).filter(|_| w.is(end, CAPITAL)).unwrap_or(end);
        let which = || w.eat(w.hyphen(end + 1)?, CAPITAL);
        let end = which().filter(|_| matches!(w.as_str(end), "al" | "ul")).unwrap_or(end);
        (!w.is(end, NAME | LOWER) && !w.follows(at, NAME)).then_some(end)
    };
    let end = (in_two_words && w.is(at, CAPITAL))
        .then_some(at + 2)
        .or_else(named_day)
        .or_else(saints_day)
        .or_else(new_year)
        .or_else(holiday)?;
    Some(w.eat(end, INTEGER).filter(|_| is_four_digit_year(w, end)).unwrap_or(end))
}

/// "today", "yesterday", "tomorrow", "day before yesterday".
fn today(w: &Words, at: usize) -> Option<usize> {
    let start = if w.as_str(at) == "day" && matches!(w.as_str(at + 1), "before" | "after") { at + 2 } else { at };
    let title = w.is(at, CAPITAL) && !w.opens(at);
    w.eat(start, TODAY).filter(|_| !title)
}
