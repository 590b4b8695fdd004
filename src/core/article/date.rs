//! Dates as articles write them.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

/// What a date may look like (`strftime` directives). Numbers with slashes or dots between them are left
/// out: 03/02/2025 is another day in London than in New York.
const FORMATS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%B %d, %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %B, %Y",
    "%d %b %Y",
    "%d %b. %Y",
];

/// Reads a date from the start of `text`, with or without a weekday before it, and gives it with what
/// follows it.
pub(super) fn date_at_start(text: &str) -> Option<(Date, &str)> {
    let text = without_weekday(text);
    // "Sept." is how news agencies write it, and no directive reads it.
    let spelt = text.replacen("Sept. ", "Sep. ", 1).replacen("Sept ", "Sep ", 1);
    FORMATS.iter().find_map(|format| {
        let (parts, read) = BrokenDownTime::parse_prefix(format, &spelt).ok()?;
        let date = parts.to_date().ok()?;
        let rest = &text[text.len() - (spelt.len() - read)..];
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric()) || starts_with_clock(rest);
        ends.then_some((date, rest))
    })
}

/// The `T09:30` of an ISO time stamp.
fn starts_with_clock(rest: &str) -> bool {
    rest.strip_prefix('T').is_some_and(|clock| clock.starts_with(|c: char| c.is_ascii_digit()))
}

fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
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
            let found = date_at_start(text).map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref(), Some("2025-02-03"), "{text}");
        }
        assert_eq!(date_at_start("Sept. 3, 2025, Seoul"), Some((jiff::civil::date(2025, 9, 3), ", Seoul")));
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "palms", "2025", "2025-13-03", "03/02/2025", "February", "May 3", "2025-02-030", "Sunny 2025"]
        {
            assert_eq!(date_at_start(text), None, "{text}");
        }
    }
}
