//! What a token that starts with a digit may mean, by its shape alone.

use super::lexicon::{Entry, Lexicon};
use super::senses::*;

/// The senses of a number token, such as "2025", "1,000", "10:30", "4th", "1990s", "5.2bn", "3pm" or "7CUP".
pub(super) fn read(token: &str, lexicon: &Lexicon) -> Entry {
    let digits_end = token.find(|c: char| !(c.is_ascii_digit() || is_separator(c) || is_vulgar_fraction(c)));
    let (figure, suffix) = token.split_at(digits_end.unwrap_or(token.len()));
    let entry = read_figure(figure);
    match suffix {
        "" => entry,
        "nd" | "rd" | "th" if figure.contains(',') && is_grouped(figure, ',') => {
            Entry { senses: ORDINAL, value: u32::MAX }
        }
        _ => read_suffix(entry, suffix, lexicon),
    }
}

/// Heights of pictures in lines: "1080p" is no sum.
const SCREENS: [u32; 8] = [144, 240, 360, 480, 720, 1080, 1440, 2160];

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ':')
}

fn is_vulgar_fraction(c: char) -> bool {
    matches!(c, '¼' | '½' | '¾' | '⅓' | '⅔' | '⅛')
}

fn read_figure(figure: &str) -> Entry {
    let entry = |senses: Senses| Entry { senses, value: if senses.any(DECIMAL) { whole_part(figure) } else { 0 } };
    if figure.bytes().all(|byte| byte.is_ascii_digit()) {
        return Entry { senses: INTEGER, value: figure.parse().unwrap_or(u32::MAX) };
    }
    let count = |mark| figure.bytes().filter(|&byte| byte == mark).count();
    match (count(b':'), count(b'.'), count(b',')) {
        (1 | 2, _, 0) if is_clock(figure) => entry(CLOCK),
        (0, 2, 0) if is_date(figure) => entry(WHOLE_DATE),
        (0, 0 | 1, 0 | 1) => entry(DECIMAL),
        (0, _, 0) if is_grouped(figure, '.') => entry(DECIMAL),
        (0, 0 | 1, _) if is_grouped(figure.split('.').next().unwrap_or(figure), ',') => entry(DECIMAL),
        _ => entry(Senses::NONE),
    }
}

/// 1000 of "1,000", 3 of "3.5", 2 of "2½".
fn whole_part(figure: &str) -> u32 {
    let digits = figure.bytes().take_while(|&byte| byte != b'.').filter(u8::is_ascii_digit);
    digits.fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add((digit - b'0').into()))
}

/// "10:30", "23:59:59".
fn is_clock(figure: &str) -> bool {
    let mut parts = figure.split(':');
    let hour = parts.next().and_then(|hour| hour.parse::<u8>().ok());
    hour.is_some_and(|hour| hour <= 24) && parts.all(|part| part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < 60))
}

/// "3.2.2025": day, month, year.
fn is_date(figure: &str) -> bool {
    let parts: [u32; 3] = {
        let mut parts = figure.split('.').map(|part| part.parse().unwrap_or(0));
        std::array::from_fn(|_| parts.next().unwrap_or(0))
    };
    (1..=31).contains(&parts[0]) && (1..=12).contains(&parts[1]) && (1000..=2100).contains(&parts[2])
}

/// "1,000,000", and "12,34,567" as in India.
fn is_grouped(figure: &str, mark: char) -> bool {
    let mut groups = figure.split(mark).rev();
    groups.next().is_some_and(|last| last.len() == 3) && groups.all(|group| (1..=3).contains(&group.len()))
}

fn read_suffix(figure: Entry, suffix: &str, lexicon: &Lexicon) -> Entry {
    let whole = figure.senses.any(INTEGER);
    let counts = figure.senses.any(INTEGER | DECIMAL);
    let with = |senses| Entry { senses, value: figure.value };
    if let Some(date) = read_part_of_a_year(figure, suffix).filter(|_| whole) {
        return with(date);
    }
    match suffix {
        "nd" | "rd" | "th" if whole => return with(ORDINAL),
        "st" if whole && is_first(figure.value) => return with(ORDINAL),
        "s" if whole && is_decade(figure.value) => return with(DECADE),
        "am" | "pm" | "AM" | "PM" if counts || figure.senses.any(CLOCK) => return with(WHOLE_TIME),
        "h" | "hr" | "hrs" | "min" | "mins" | "sec" | "secs" if counts => return with(WHOLE_TIME),
        "s" if figure.senses.any(DECIMAL) && figure.value < 1000 => return with(WHOLE_TIME),
        "k" | "K" | "m" | "M" | "mn" | "mln" | "bn" | "b" | "B" | "tn" | "cr" if counts => return with(SCALED),
        "p" if whole && !SCREENS.contains(&figure.value) => return with(WHOLE_SUM),
        "pc" | "pct" | "bp" | "bps" if counts => return with(WHOLE_PERCENT),
        "C" | "F" if counts => return with(WHOLE_DEGREES),
        "g" | "l" | "in" | "st" if counts => return with(WHOLE_QUANTITY),
        _ if !counts => return with(Senses::NONE),
        _ => {}
    }
    let known = lexicon.look_up(suffix).senses;
    let capitals = suffix.bytes().all(|byte| byte.is_ascii_uppercase());
    let senses = match () {
        () if known.any(CODE | UNSURE_CODE) && capitals => WHOLE_SUM,
        () if known.any(MEASURE) => WHOLE_QUANTITY,
        () if known.any(SCALE) => SCALED,
        () => Senses::NONE,
    };
    with(senses)
}

/// "4Q24", "1H25", "9MFY25": a date; "3Q", "2H", "9M": one if a year follows.
fn read_part_of_a_year(figure: Entry, suffix: &str) -> Option<Senses> {
    let (unit, year) = suffix.split_at_checked(1)?;
    let bare = if unit == "M" { SCALED | QUARTER_CODE } else { QUARTER_CODE };
    let sense = if year.is_empty() { bare } else { WHOLE_DATE };
    let year = year.strip_prefix("FY").unwrap_or(year);
    (is_part_of_a_year(unit, figure.value) && (sense == bare || is_year(year))).then_some(sense)
}

/// "Q1FY26", "H1FY2026". Without "FY" such tokens are products more often: "H100".
pub(super) fn is_part_of_a_fiscal_year(token: &str) -> bool {
    let parts = token.split_once("FY").and_then(|(part, year)| Some((part.split_at_checked(1)?, year)));
    parts.is_some_and(|((unit, count), year)| {
        count.len() == 1 && count.parse().is_ok_and(|count| is_part_of_a_year(unit, count)) && is_year(year)
    })
}

/// Whether a year has this part: one of four quarters or two halves, or six or nine months; "3M" is a company.
fn is_part_of_a_year(unit: &str, count: u32) -> bool {
    matches!((unit, count), ("Q", 1..=4) | ("H", 1..=2) | ("M", 6 | 9))
}

/// "25", "2025"; not the "84" of the novel "1Q84".
fn is_year(year: &str) -> bool {
    let year = year.strip_prefix("20").filter(|short| !short.is_empty()).unwrap_or(year);
    year.len() == 2 && year.parse().is_ok_and(|year: u8| year < 50)
}

/// 1 and 21 as in "21st"; "11st" and "13st" are a weight in stones.
fn is_first(value: u32) -> bool {
    value % 10 == 1 && value % 100 != 11
}

/// 80 as in "the '80s", 1990 as in "the 1990s".
fn is_decade(value: u32) -> bool {
    value.is_multiple_of(10) && ((10..100).contains(&value) || (1000..=2100).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let lexicon = Lexicon::new();
        for (token, senses) in [
            ("2025", INTEGER),
            ("1,000", DECIMAL),
            ("12,34,567", DECIMAL),
            ("1.000.000", DECIMAL),
            ("2½", DECIMAL),
            ("3.2.1", Senses::NONE),
            ("192.168.0.1", Senses::NONE),
            ("10:30", CLOCK),
            ("10:3", Senses::NONE),
            ("2:75", Senses::NONE),
            ("4th", ORDINAL),
            ("21st", ORDINAL),
            ("22nd", ORDINAL),
            ("1,000th", ORDINAL),
            ("1.5th", Senses::NONE),
            ("25bps", WHOLE_PERCENT),
            ("11st", WHOLE_QUANTITY),
            ("13st", WHOLE_QUANTITY),
            ("38C", WHOLE_DEGREES),
            ("1990s", DECADE),
            ("737s", Senses::NONE),
            ("5.2bn", SCALED),
            ("3.2.2025", WHOLE_DATE),
            ("4Q24", WHOLE_DATE),
            ("9MFY2025", WHOLE_DATE),
            ("2H", QUARTER_CODE),
            ("9M", SCALED | QUARTER_CODE),
            ("5Q24", Senses::NONE),
            ("1Q84", Senses::NONE),
            ("1H2025", WHOLE_DATE),
            ("4QX", Senses::NONE),
            ("3pm", WHOLE_TIME),
            ("9.58s", WHOLE_TIME),
            ("1,000s", Senses::NONE),
            ("7CUP", WHOLE_SUM),
            ("5km", WHOLE_QUANTITY),
            ("5G", Senses::NONE),
            ("3D", Senses::NONE),
        ] {
            assert!(read(token, &lexicon).senses == senses, "{token}");
        }
    }
}
