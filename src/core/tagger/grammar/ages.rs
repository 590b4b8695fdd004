//! DATE as somebody's age: "45-year-old", "aged 12", "Ann Li, 45, said".
//!
//! OntoNotes calls ages dates. A figure alone is an age by who stands before it and by what closes it behind.

use super::numbers::amount;
use super::periods::duration;
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Date, 0.65, age),
    Rule::new(Family::Date, 0.6, aged),
    Rule::new(Family::Date, 0.5, bare_age),
    Rule::new(Family::Date, 0.5, bracketed_age),
    Rule::new(Family::Date, 0.6, stated_age),
    Rule::new(Family::Date, 0.6, age_at_death),
];

/// "45-year-old", "six months old", "18-year-olds".
fn age(w: &Words, at: usize) -> Option<usize> {
    w.eat(w.skip_hyphen(duration(w, at)?), OLD)
}

/// "aged 12", "age 21", "age of 21", "aged 18 to 24", "aged 84 years", "ages of 14 and 18", "aged between 18 and 25",
/// "aged six, nine and 12".
fn aged(w: &Words, at: usize) -> Option<usize> {
    let number = w.skip(w.eat(at, AGED)?, OF | BETWEEN);
    let end = duration(w, number).or_else(|| amount(w, number))?;
    let mut listed = end;
    while let Some(next) = w.eat(listed, COMMA).and_then(|at| amount(w, at)) {
        listed = next;
    }
    let last = w.eat(listed, AND).and_then(|at| amount(w, at));
    Some(last.filter(|&end| !w.is(end - 1, ONE) && !w.is(end, LOWER | OF)).unwrap_or(end))
}

/// The age after a name or a word for somebody: "Cho Tae-yong, 69, bowed", "his wife, 40, wept", "two men, 25 and 27, fled",
/// "Bo Li, now 62, sang"; where the sentence ends, only after a whole name: "said Maria Lopez, 34."
fn bare_age(w: &Words, at: usize) -> Option<usize> {
    let first = if at > 0 && matches!(w.as_str(at - 1), "now" | "then") { at - 1 } else { at };
    let named = first >= 2 && w.is(first - 1, COMMA) && (ends_name(w, first - 1) || ends_somebody(w, first - 1));
    if !named || !is_age(w, at) {
        return None;
    }
    let end = w.eat(at + 1, AND).filter(|&second| is_age(w, second)).map_or(at + 1, |second| second + 1);
    let inserted = w.is(end, COMMA) && !w.is(end + 1, INTEGER | DECIMAL);
    let dash = w.is(end, DASH) && !w.is_glued(end);
    let last = (w.is(end, STOP) || dash) && (is_grown_up(w, first - 1, at) || ends_somebody(w, first - 1));
    (inserted || last).then_some(end)
}

/// "John Smith (34)", "her son Tom (12)"; not one of many in brackets, such as players with their numbers.
fn bracketed_age(w: &Words, at: usize) -> Option<usize> {
    let bracketed = |at: usize| at > 0 && w.is(at - 1, OPEN) && w.is(at, INTEGER) && w.is(at + 1, CLOSE);
    if !bracketed(at) || !is_age(w, at) {
        return None;
    }
    let related = at >= 3 && w.is(at - 2, NAME) && w.is(at - 3, SOMEBODY);
    let listed = (2..=7).any(|step| bracketed(at + step) || at > step && bracketed(at - step));
    ((is_grown_up(w, at - 1, at) || related || ends_somebody(w, at - 1)) && !listed).then_some(at + 1)
}

/// Whether a word for somebody ends at `end`: "driver", "mum-of-two".
fn ends_somebody(w: &Words, end: usize) -> bool {
    let parent = || end >= 4 && w.is(end - 1, UNIT) && w.hyphen(end - 2).is_some() && w.is(end - 3, OF);
    w.follows(end, SOMEBODY) || parent()
}

/// Whether a name ends at `end`; behind a hyphen its last part may be small: "Tae-yong", not "T-shirts".
fn ends_name(w: &Words, end: usize) -> bool {
    let has_hyphen = || end >= 3 && w.is(end - 1, LOWER) && w.hyphen(end - 2).is_some();
    w.follows(end, NAME) || has_hyphen() && w.is(end - 3, NAME) && w.width(end - 3) > 1
}

/// Whether a name of two words or more ends at `end`, with no "the" before it, and the figure at `age` is no small one, which
/// is a rank or a score as often: "Maria Lopez, 34", not "the United States, 25".
fn is_grown_up(w: &Words, end: usize, age: usize) -> bool {
    let named = ends_name(w, end) && end >= 2 && w.is(end - 2, CAPITAL | DASH);
    named && !(end >= 3 && w.is(end - 3, THE)) && w.value(age) >= 16
}

/// The age in "He was 85." and "who is 34 and lives here", "She was just 16."
fn stated_age(w: &Words, at: usize) -> Option<usize> {
    let after_verb = if at > 0 && matches!(w.as_str(at - 1), "just" | "only" | "now" | "still") { at - 1 } else { at };
    let somebody = after_verb >= 2
        && matches!(w.as_str(after_verb - 1), "was" | "is" | "am" | "turned" | "turns")
        && matches!(w.as_str(after_verb - 2), "he" | "He" | "she" | "She" | "I" | "who");
    let end = at + 1;
    let alone = w.is(end, STOP | COMMA | CLOSE | AND) || matches!(w.as_str(end), "" | "when" | "now" | "at");
    (somebody && alone && is_age(w, at)).then_some(end)
}

/// "She died on Friday at 87."; up to 24 it may be the hour.
fn age_at_death(w: &Words, at: usize) -> Option<usize> {
    let somebody = |at: usize| w.is(at, NAME | SOMEBODY) || matches!(w.as_str(at), "he" | "He" | "she" | "She" | "who");
    let is_verb = |&at: &usize| matches!(w.as_str(at), "died" | "dies");
    let in_sentence = (at.saturating_sub(6)..at).rev().take_while(|&at| !w.is(at, STOP));
    let died = || in_sentence.clone().find(is_verb).is_some_and(|verb| verb > 0 && somebody(verb - 1));
    let end = at + 1;
    let closed = w.is(end, STOP | COMMA) || w.as_str(end).is_empty();
    (is_age(w, at) && w.value(at) > 24 && w.as_str(at.checked_sub(1)?) == "at" && closed && died()).then_some(end)
}

fn is_age(w: &Words, at: usize) -> bool {
    w.is(at, INTEGER) && (1..=115).contains(&w.value(at))
}
