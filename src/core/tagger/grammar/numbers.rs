//! Numbers in figures and words: what sums, measures and durations are counted in, and CARDINAL and
//! ORDINAL where nothing is counted.
//!
//! A range is one span where its parts share what they count ("10 to 15 percent", "two or three people");
//! where each part is whole ("5% to 10%"), they are two.

use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Cardinal, 0.6, share),
    Rule::new(Family::Ordinal, 0.65, ordinal),
    Rule::new(Family::Cardinal, 0.8, cardinal_in_figures),
    Rule::new(Family::Cardinal, 0.82, cardinal_in_words),
    Rule::new(Family::Cardinal, 0.4, one),
    Rule::new(Family::Cardinal, 0.7, scales),
    Rule::new(Family::Cardinal, 0.85, fraction),
];

/// "12", "1,000", "3.5", "10 000", "5.2bn"; "1.2 million", "21 lakh crore", "100-million".
pub(super) fn figures(w: &Words, at: usize) -> Option<usize> {
    if w.is(at, INTEGER) && w.value(at) == 0 && w.width(at) > 1 {
        return None;
    }
    let mut end = w.eat(at, INTEGER | DECIMAL | SCALED)?;
    let is_group = |at| w.is(at, INTEGER) && w.width(at) == 3 && !w.is_glued(at) && !w.starts_column(at);
    if w.is(at, INTEGER) && w.width(at) <= 3 {
        // Up to trillions; the bound keeps the grammar linear on nonsense.
        end += (end..end + 4).take_while(|&at| is_group(at)).count();
    }
    Some(skip_scales(w, end))
}

fn skip_scales(w: &Words, at: usize) -> usize {
    let end = w.eat(w.skip_hyphen(at), HUNDRED | SCALE | DOZEN).unwrap_or(at);
    w.skip(end, SCALE)
}

/// "three", "twenty-one", "two hundred and five thousand", "few dozen"; "hundred" and "million" only
/// after "a".
pub(super) fn spelled(w: &Words, at: usize) -> Option<usize> {
    let bare = w.follows(at, A) && w.is(at, HUNDRED | SCALE | DOZEN);
    if w.is(at, SEVERAL) {
        let end = w.eat(w.skip(at + 1, OF), HUNDRED | SCALE | DOZEN)?;
        return Some(skip_scales(w, end));
    }
    let mut end = w.eat(at, UNIT | TEEN | TENS).or(bare.then_some(at + 1))?;
    // Numbers in words are short; the bound keeps the grammar linear on nonsense.
    for _ in 0..8 {
        let Some(next) = number_word_after(w, end) else { break };
        end = next;
    }
    Some(end)
}

/// The number word that continues the one before `at`, as English allows it.
fn number_word_after(w: &Words, at: usize) -> Option<usize> {
    let next = w.skip_hyphen(at);
    if w.follows(at, TENS) && w.is(next, UNIT) {
        return Some(next + 1);
    }
    if w.follows(at, UNIT | TEEN | TENS | HUNDRED | SCALE | DOZEN) && w.is(next, HUNDRED | SCALE | DOZEN) {
        return (!(w.follows(at, HUNDRED | DOZEN) && w.is(next, HUNDRED | DOZEN))).then_some(next + 1);
    }
    if w.follows(at, HUNDRED | SCALE) {
        let small = w.skip(next, AND);
        let repeats =
            w.follows(at, HUNDRED) && w.is(small + 1, HUNDRED) || w.follows(at, SCALE) && w.is(small + 1, SCALE);
        return w.eat(small, UNIT | TEEN | TENS).filter(|_| !repeats);
    }
    None
}

/// Any number: in figures, in words, with a half ("two and a half million", "half a dozen", "quarter of a million").
pub(super) fn number(w: &Words, at: usize) -> Option<usize> {
    if w.is(at, FRACTION) {
        let scale = w.eat(w.skip(at + 1, OF), A).unwrap_or(at + 1);
        let third = w.is(at, ORDINAL) && scale == at + 1;
        return w.eat(scale, HUNDRED | SCALE | DOZEN).filter(|_| !third);
    }
    let end = figures(w, at).or_else(|| spelled(w, at))?;
    Some(and_a_half(w, end).map_or(end, |end| skip_scales(w, end)))
}

/// "and a half", "-and-a-quarter".
pub(super) fn and_a_half(w: &Words, at: usize) -> Option<usize> {
    let a = w.eat(w.skip_hyphen(at), AND)?;
    let half = w.eat(w.skip_hyphen(a), A)?;
    w.eat(w.skip_hyphen(half), FRACTION)
}

/// A number or a range of numbers: "20-30", "10 to 15", "two or three"; "5 and 10" after "between".
pub(super) fn amount(w: &Words, at: usize) -> Option<usize> {
    let first = number(w, at)?;
    let second = w.hyphen(first).map(|next| w.eat(next, TO).and_then(|at| w.hyphen(at)).unwrap_or(next));
    let second = second.or_else(|| w.eat(first, TO | OR).filter(|_| !is_dated(w, at)));
    let second = second.or_else(|| w.eat(first, AND).filter(|_| w.follows(at, BETWEEN)));
    Some(second.and_then(|second| number(w, second)).unwrap_or(first))
}

/// The year of "from 5% in 2014 to 7%", where no range starts.
fn is_dated(w: &Words, at: usize) -> bool {
    w.follows(at, TIME_PREPOSITION) && w.is_near_year(at)
}

/// What may stand before a unit: an amount, or "hundreds of".
pub(super) fn count(w: &Words, at: usize) -> Option<usize> {
    amount(w, at).or_else(|| w.eat(scales(w, at)?, OF))
}

/// "several", "few", "couple of" before a unit.
pub(super) fn few(w: &Words, at: usize) -> Option<usize> {
    Some(w.skip(w.eat(at, SEVERAL)?, OF))
}

/// "millions", "tens of thousands", "hundreds of millions".
fn scales(w: &Words, at: usize) -> Option<usize> {
    if is_in_title(w, at) {
        return None;
    }
    let end = w.eat(at, SCALES)?;
    let end = w.eat(end, OF).and_then(|at| w.eat(at, SCALES)).unwrap_or(end);
    (!w.hangs_after(end)).then_some(end)
}

/// A number in figures that counts something, or just stands there, and is no part of a name or a code.
fn cardinal_in_figures(w: &Words, at: usize) -> Option<usize> {
    let single = figures(w, at)?;
    let large = w.follows(single, SCALE) || w.as_str(at).contains(',') && w.width(at) >= 5;
    if is_part_of_a_name(w, at) && !large
        || w.hangs_before(at)
        || w.follows(at, INTEGER | DECIMAL | SIGN | CODE_MARK | CLOCK) && !w.starts_column(at)
    {
        return None;
    }
    if w.is(single, INTEGER | DECIMAL | SIGN | CLOCK) && !w.starts_column(single)
        || is_list_number(w, at, single)
        || is_bracketed_number(w, at, single)
        || is_telephone(w, at)
    {
        return None;
    }
    let two = w.follows(at, FROM | BETWEEN) && !w.is(single, DASH);
    let end = amount(w, at).filter(|_| !two).unwrap_or(single);
    if end > single && w.is(single, DASH) {
        let counts = w.is(w.skip_hyphen(end), LOWER) || is_rough(w, at);
        let is_range = rises(w, at, single + 1, end) && counts;
        return (is_range && !is_aircraft(w, at)).then_some(end);
    }
    let compound = w.is(end, DASH) && w.is(end + 1, LOWER);
    ((!w.hangs_after(end) || compound) && !is_house_number(w, end)).then_some(end)
}

/// Whether the number at `second`, up to `end`, is more than the one at `first`, as far as their whole parts tell:
/// "4,000-5,000", "2.5-2.8", "900,000-1.2 million".
fn rises(w: &Words, first: usize, second: usize, end: usize) -> bool {
    let (low, high) = (w.value(first), w.value(second));
    low < high || low == high && !w.is(first, INTEGER) || w.is(end - 1, SCALE)
}

/// Whether "about" or the like says that two numbers are a range: "about 2.5–3.5", "in the range 2–4".
fn is_rough(w: &Words, at: usize) -> bool {
    at > 0 && matches!(w.as_str(at - 1), "about" | "around" | "some" | "roughly" | "approximately" | "range" | "than")
}

/// Whether a number word has a capital and no sentence starts: "Big Three"; not "Storm Kills Three".
fn is_in_title(w: &Words, at: usize) -> bool {
    w.is(at, CAPITAL) && !w.opens(at) && !w.follows(at, VERB)
}

/// "Boeing 737", "Article 50", "page 12", "Week 12"; not "Reportedly 12".
fn is_part_of_a_name(w: &Words, at: usize) -> bool {
    let adverb = at > 0 && w.opens(at - 1) && w.as_str(at - 1).ends_with("ly");
    // "Week 12" and "Year 6" with a capital are names as "Game 7" is.
    let period = w.follows(at, PERIOD) && w.follows(at, CAPITAL) && !w.follows(at, PERIODS) && !w.follows(at - 1, THIS);
    // "On Independence Day 30 people died"
    let period = period && !w.is(at + 1, LOWER);
    (w.follows(at, NAME | NUMBERED) || period) && !adverb && !w.starts_column(at)
}

/// Whether a number is that of an aircraft which most are known by: "a 737-800", "the 787-9".
pub(super) fn is_aircraft(w: &Words, at: usize) -> bool {
    w.value(at) / 100 == 7 && w.value(at) % 10 == 7
}

/// Whether a street follows: "Downing Street", "West Main Street".
pub(super) fn is_house_number(w: &Words, at: usize) -> bool {
    w.is(at, NAME) && (is_street(w.as_str(at + 1)) || w.is(at + 1, CAPITAL) && is_street(w.as_str(at + 2)))
}

fn is_street(word: &str) -> bool {
    matches!(word, "Street" | "St." | "Avenue" | "Ave." | "Road" | "Lane" | "Boulevard" | "Drive" | "Square")
}

/// "1." or "2)" at the start of a paragraph.
fn is_list_number(w: &Words, at: usize, end: usize) -> bool {
    at == 0 && w.is_glued(end) && w.is(end, STOP | CLOSE)
}

/// "(3)" as in "Article 218 (3)".
fn is_bracketed_number(w: &Words, at: usize, end: usize) -> bool {
    w.follows(at, OPEN) && w.is(end, CLOSE) && w.value(at) < 100 && w.is(at, INTEGER) && end == at + 1
}

/// Whether the number at `at` is the first or the second of "(800) 555-0143".
fn is_telephone(w: &Words, at: usize) -> bool {
    let digits = |at, count| w.is(at, INTEGER) && w.width(at) == count;
    let from = |area| {
        w.follows(area, OPEN)
            && digits(area, 3)
            && w.is(area + 1, CLOSE)
            && digits(area + 2, 3)
            && w.is(area + 3, DASH)
            && digits(area + 4, 4)
    };
    from(at) || at >= 2 && from(at - 2)
}

/// A number in words; with a capital only where a sentence starts.
fn cardinal_in_words(w: &Words, at: usize) -> Option<usize> {
    if is_in_title(w, at) || w.hangs_before(at) || is_part_of_a_name(w, at) && !w.opens(at) {
        return None;
    }
    let single = spelled(w, at).or_else(|| number(w, at).filter(|_| w.is(at, FRACTION)))?;
    let end = amount(w, at).filter(|_| !w.follows(at, FROM | BETWEEN)).unwrap_or(single);
    // "one" alone has a rule of its own, and "one-to-one" is no number.
    let pronoun = w.is(at, ONE) && single == at + 1 && w.is(end - 1, ONE);
    (!pronoun).then_some(end)
}

/// "one" before what it counts ("one man"), not the pronoun.
fn one(w: &Words, at: usize) -> Option<usize> {
    let counts = w.is(at, ONE) && w.is(at + 1, LOWER) && !w.is_glued(at + 1);
    (counts && !w.follows(at, PRONOUN_MAKER | NUMBERED | DASH) && (!w.is(at, CAPITAL) || w.opens(at))).then_some(at + 1)
}

/// "two-thirds", "three quarters".
fn fraction(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, UNIT)?;
    w.eat(w.skip_hyphen(end), FRACTION).filter(|&end| !w.is(end - 1, ORDINAL) || w.hyphen(at + 1).is_some())
}

/// "half" in "more than half", "third" in "a third of voters".
fn share(w: &Words, at: usize) -> Option<usize> {
    let end = w.eat(at, FRACTION)?;
    let half = matches!(w.as_str(at), "half" | "Half");
    let part_of = w.is(end, OF) && (half || w.follows(at, A));
    let most = half && w.follows(at, COUNTING) && w.hyphen(end).is_none();
    ((part_of || most) && !w.follows(at, ORDINAL)).then_some(end)
}

/// "4th", "twenty-first".
pub(super) fn ordinal_number(w: &Words, at: usize) -> Option<usize> {
    w.eat(at, ORDINAL).or_else(|| w.eat(w.skip_hyphen(w.eat(at, TENS)?), ORDINAL))
}

/// An ordinal that is no unit of time and no part of a name.
fn ordinal(w: &Words, at: usize) -> Option<usize> {
    let end = ordinal_number(w, at)?;
    let named = w.is(at, CAPITAL) && (!w.opens(at) || w.is(end, CAPITAL)) || is_street(w.as_str(end));
    let is_time = w.is(end - 1, SECOND)
        && (w.follows(at, UNIT | TEEN | TENS | INTEGER | DECIMAL | PER)
            || w.follows(at, A) && !w.is(end, LOWER | DASH));
    if named || is_time || w.hangs_before(at) {
        return None;
    }
    let joined = w.hangs_after(end) && w.is(end, DASH);
    let idiom = matches!(w.as_str(end), "responder" | "responders" | "aid");
    (!idiom && (!joined || orders(w.as_str(end + 1)))).then_some(end)
}

/// Whether an ordinal keeps its meaning before this word: "second-largest", not "first-ever".
fn orders(word: &str) -> bool {
    word.ends_with("est")
        || matches!(word, "most" | "place" | "round" | "half" | "minute" | "generation" | "time" | "year" | "term")
}
