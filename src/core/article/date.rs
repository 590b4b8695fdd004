//! Dates as articles write them.
//!
//! Read by hand: a date library's parser was measured at 20 kB of the page, for what a table of months and
//! three orders of day, month and year do.

/// The months by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// The names of the months, to tell "March 3, 2025" from "Marches 3, 2025".
const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads a date from the start of `text`, with or without a weekday before it, and gives it as `YYYY-MM-DD`
/// with what follows it. Numbers with slashes or dots between them and the year last are left out: 03/02/2025
/// is another day in London than in New York.
pub(super) fn date_at_start(text: &str) -> Option<(String, &str)> {
    let text = without_weekday(text);
    let ((year, month, day), rest) = year_first(text).or_else(|| month_first(text)).or_else(|| day_first(text))?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric()) || starts_with_clock(rest);
    (ends && exists(&(year, month, day))).then(|| (format!("{year:04}-{month:02}-{day:02}"), rest))
}

/// Year, month and day.
type Date = (u32, u32, u32);

fn exists(&(year, month, day): &Date) -> bool {
    (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)
}

/// "2025-02-03", "2025/02/03", "2025.02.03", "2025年2月3日".
fn year_first(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = year(text)?;
    for [first, second, last] in [["-", "-", ""], ["/", "/", ""], [".", ".", ""], ["年", "月", "日"]] {
        let Some(rest) = rest.strip_prefix(first) else { continue };
        let (month, rest) = number(rest, 2)?;
        let (day, rest) = number(rest.strip_prefix(second)?, 2)?;
        return Some(((year, month, day), rest.strip_prefix(last)?));
    }
    None
}

/// "February 3, 2025", "Feb. 3 2025", "Sept. 3, 2025".
fn month_first(text: &str) -> Option<(Date, &str)> {
    let (month, rest) = month(text)?;
    let (day, rest) = number(rest.trim_start(), 2)?;
    let (year, rest) = year(rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?)?;
    Some(((year, month, day), rest))
}

/// "3 February 2025", "3 February, 2025", "03 Feb. 2025".
fn day_first(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = number(text, 2)?;
    let (month, rest) = month(rest.strip_prefix(' ')?)?;
    let (year, rest) = year(rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?)?;
    Some(((year, month, day), rest))
}

/// A number of at most `digits` digits.
fn number(text: &str, digits: usize) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|_| end <= digits)?;
    Some((number, &text[end..]))
}

fn year(text: &str) -> Option<(u32, &str)> {
    number(text, 4).filter(|&(year, _)| year >= 1000)
}

/// The name of a month or its short form ("Feb", "Feb.", "Sept."), as its number.
fn month(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = (text[..end].to_ascii_lowercase(), &text[end..]);
    let at = MONTHS.iter().position(|short| word.starts_with(short))?;
    let whole = word == MONTH_NAMES[at];
    let short = word == MONTHS[at] || word == "sept";
    let rest = if short { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
    (whole || short).then_some((at as u32 + 1, rest))
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A moment in milliseconds since 1970 as `2025-02-03T09:30:00.000Z`.
#[must_use]
pub fn time_stamp(millis: u64) -> String {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let (mut days, within) = ((millis / DAY) as u32, millis % DAY);
    let (mut year, mut month) = (1970, 1);
    while days >= days_in(year, month) {
        days -= days_in(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let (hours, minutes, seconds) = (within / 3_600_000, within / 60_000 % 60, within / 1000 % 60);
    format!("{year:04}-{month:02}-{:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z", days + 1, within % 1000)
}

/// The day of a time stamp in UTC, `2025-02-03`, where clocks are `ahead` of UTC by so many minutes; `None` if it is no such
/// time stamp.
#[must_use]
pub fn day_of(time_stamp: &str, ahead: i32) -> Option<String> {
    let (date, clock) = time_stamp.split_once('T')?;
    let number = |text: &str| text.parse::<i32>().ok();
    let minutes = number(clock.get(..2)?)? * 60 + number(clock.get(3..5)?)? + ahead;
    let (mut year, mut month, mut day) = year_first(date).map(|(date, _)| date).filter(exists)?;
    if minutes < 0 {
        day -= 1;
        if day == 0 {
            (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
            day = days_in(year, month);
        }
    } else if minutes >= 24 * 60 {
        day += 1;
        if day > days_in(year, month) {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            day = 1;
        }
    }
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The `T09:30` of an ISO time stamp.
fn starts_with_clock(rest: &str) -> bool {
    rest.strip_prefix('T').is_some_and(|clock| clock.starts_with(|c: char| c.is_ascii_digit()))
}

fn without_weekday(text: &str) -> &str {
    match text.split_once([',', ' ']) {
        Some((word, rest)) if word.get(..3).is_some_and(|day| DAYS.contains(&day.to_ascii_lowercase().as_str())) => {
            rest.trim_start()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        let cases = [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_868_799_000, "2000-02-29T23:59:59.000Z"),
            (1_735_689_600_001, "2025-01-01T00:00:00.001Z"),
            (1_764_256_380_250, "2025-11-27T15:13:00.250Z"),
        ];
        for (millis, written) in cases {
            assert_eq!(time_stamp(millis), written);
        }
    }

    #[test]
    fn a_day_is_that_of_the_clock() {
        let cases = [
            ("2025-02-03T09:30:00.000Z", 60, Some("2025-02-03")),
            ("2025-02-28T23:30:00.000Z", 30, Some("2025-03-01")),
            ("2024-12-31T12:00:00.000Z", 12 * 60, Some("2025-01-01")),
            ("2024-12-31T12:00:00.000Z", 12 * 60 - 1, Some("2024-12-31")),
            ("2025-03-01T02:00:00.000Z", -5 * 60, Some("2025-02-28")),
            ("2025-01-01T00:00:00.000Z", -1, Some("2024-12-31")),
            ("2025-02-00T00:00:00.000Z", -1, None),
            ("2025-02-03", 0, None),
            ("some day, at Ten", 0, None),
        ];
        for (stamp, ahead, day) in cases {
            assert_eq!(day_of(stamp, ahead).as_deref(), day, "{stamp} {ahead}");
        }
    }

    #[test]
    fn dates_that_articles_write() {
        for text in [
            "2025-02-03",
            "2025/02/03 09:30",
            "2025-02-03T09:30:00Z",
            "2025年2月3日",
            "February 3, 2025",
            "Feb 3, 2025",
            "Feb. 3, 2025 at 9:30 AM EST",
            "FEBRUARY 3, 2025",
            "3 February 2025",
            "03 Feb 2025",
            "Monday, February 3, 2025",
            "Mon, 3 Feb 2025 09:30:00 GMT",
        ] {
            let found = date_at_start(text).map(|(date, _)| date);
            assert_eq!(found.as_deref(), Some("2025-02-03"), "{text}");
        }
        assert_eq!(date_at_start("Sept. 3, 2025, Seoul"), Some(("2025-09-03".to_owned(), ", Seoul")));
    }

    #[test]
    fn leap_days() {
        assert!(date_at_start("2024-02-29").is_some() && date_at_start("2000-02-29").is_some());
        assert!(date_at_start("1900-02-29").is_none());
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "palms",
            "2025",
            "2025-13-03",
            "03/02/2025",
            "February",
            "May 3",
            "2025-02-030",
            "Sunny 2025",
            "2025-02-29",
            "Marches 3, 2025",
            "31 April 2025",
        ] {
            assert_eq!(date_at_start(text), None, "{text}");
        }
    }
}
