//! What a token may mean to the grammar.
//!
//! The main decision: a token has a *set* of senses, because the words that matter are ambiguous ("second"
//! is an ordinal and a unit of time, "pounds" a currency and a weight), and the rules decide by what stands
//! around it. One kind a word was rejected: every ambiguous word would need a kind of its own.

use std::ops::BitOr;

/// A set of senses, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senses(u128);

impl Senses {
    /// No sense that the grammar knows.
    pub(super) const NONE: Self = Self(0);

    /// Whether the two share a sense.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These senses but those of `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The senses of both. A `const fn`, so that tables can join senses.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Senses {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

macro_rules! senses {
    ($($(#[$doc:meta])* $name:ident)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "each is called as its constant")]
        enum Bit { $($name),* }
        $($(#[$doc])* pub(super) const $name: Senses = Senses(1 << Bit::$name as u32);)*
    };
}

senses! {
    // Figures.
    /// Digits only: "12", "2025". Its value is the number.
    INTEGER
    /// Digits with separators: "1,000", "3.5", "2½". Its value is the number without what is less than one.
    DECIMAL
    /// A figure with a stuck-on scale: "5.2bn", "300k", "5m".
    SCALED
    /// A time of day: "10:30".
    CLOCK
    /// A whole time in one token: "3pm", "24h", "9.58s".
    WHOLE_TIME
    /// A whole date in one token: "3.2.2025", "Q1FY26", "4Q24".
    WHOLE_DATE
    /// A whole sum in one token: "7CUP", "50p", "Rs4000".
    WHOLE_SUM
    /// A sum where a letter or an everyday word makes the currency: "R500", "N20", "TRY500".
    LETTER_SUM
    /// A whole quantity in one token: "5km".
    WHOLE_QUANTITY
    /// A whole temperature in one token: "38C".
    WHOLE_DEGREES
    /// A whole percentage in one token: "5pc".
    WHOLE_PERCENT
    /// "1990s", "80s", "eighties".
    DECADE

    // Number words.
    /// "one" to "nine", and "zero". Its value is the number, as for the next three.
    UNIT
    /// "ten" to "nineteen".
    TEEN
    /// "twenty", "thirty" …
    TENS
    /// "first", "4th". Its value is the number.
    ORDINAL
    /// "hundred".
    HUNDRED
    /// "thousand", "million", "lakh", "crore" …
    SCALE
    /// "dozen".
    DOZEN
    /// "hundreds", "thousands", "dozens" …
    SCALES
    /// "half", "third", "quarters" …
    FRACTION
    /// "several", "few".
    SEVERAL
    /// "one", which is a pronoun as well.
    ONE

    // The calendar.
    /// A month in full; its value is its number.
    MONTH
    /// A month that is also a verb or a first name.
    UNSURE_MONTH
    /// "Jan.", "Feb" …
    SHORT_MONTH
    /// A weekday in full, or in the plural.
    WEEKDAY
    /// "Mon.", "Tues".
    SHORT_WEEKDAY
    /// "summer".
    SEASON
    /// "Christmas".
    HOLIDAY
    /// "Independence", "Labor": what makes a holiday of the "Day" after it.
    DAY_NAME
    /// "Eve", "Day", after a holiday.
    FEAST
    /// "New", before "Year's Day".
    NEW
    /// What makes a holiday of the weekday after it, or belongs to a holiday: "Good", "Black", "Yom".
    FEAST_PREFIX
    /// "St.", before a saint's day.
    SAINT
    /// "Lunar", "Chinese": whose New Year it is.
    LUNAR
    /// "today", "yesterday", "tomorrow".
    TODAY
    /// "day", "week", "year" …, singular or plural.
    PERIOD
    /// The plurals among them.
    PERIODS
    /// "season", "term": a period after "last" or "this" only.
    SPELL
    /// "century", "centuries".
    CENTURY
    /// "quarter" and "half" of a year.
    QUARTER
    /// "Q3", "H1", "3Q", "9M".
    QUARTER_CODE
    /// "fiscal", "financial".
    FISCAL
    /// "FY2025".
    FISCAL_CODE
    /// "BC", "AD".
    ERA
    /// "last", "next", "this", "past" …
    THIS
    /// "recent", "coming": with a plural only.
    RECENT
    /// "that", "same": with a singular only.
    SAME
    /// "end", "start" of a month or the like.
    EDGE
    /// "early", "late", "mid".
    EARLY
    /// "ago", "later", "earlier".
    AGO
    /// "old", "olds".
    OLD
    /// "aged", "age", "ages".
    AGED
    /// "more", "full", "consecutive" between a number and its noun.
    FULL

    // The clock.
    /// "hour", "minute", singular or plural.
    CLOCK_UNIT
    /// "second", "seconds".
    SECOND
    /// "morning", "night" …
    DAY_PART
    /// "noon", "midnight".
    NOON
    /// "tonight", "overnight".
    TONIGHT
    /// "a.m.", "pm".
    MERIDIEM
    /// "GMT".
    ZONE
    /// A zone that is something else after a bare figure: "5 CT scans", "20 MT".
    UNSURE_ZONE
    /// "o'clock".
    O_CLOCK

    // Money.
    /// "$", "€" …
    SIGN
    /// A currency in words: "euros".
    CURRENCY
    /// A currency that is an everyday word as well: "won", "real".
    UNSURE_CURRENCY
    /// An ISO 4217 code, or another in capitals: "RM".
    CODE
    /// A code that is a word or a name as well: "TRY", "COP".
    UNSURE_CODE
    /// "SR", "KD": two letters for a currency that are often something else, such as a road.
    SHORT_CODE
    /// "Rs", "Tk": a currency's short name before the figure.
    CURRENCY_PREFIX

    // Measures.
    /// "%", "percent", "pct".
    PERCENT
    /// "per".
    PER
    /// "cent" of "per cent".
    CENT
    /// "percentage", "basis".
    PERCENTAGE
    /// "point", "points".
    POINTS
    /// "miles", "kg".
    MEASURE
    /// "square", "cubic", "nautical" …
    SQUARE
    /// "degrees", "°".
    DEGREE
    /// "Celsius", "C" …
    CELSIUS
    /// "foot", "feet", "ft".
    FEET
    /// "inches".
    INCHES

    // Function words and marks.
    /// "a", "an".
    A
    /// "the".
    THE
    /// "of".
    OF
    /// "and", "&".
    AND
    /// "or".
    OR
    /// "to".
    TO
    /// "from".
    FROM
    /// "between".
    BETWEEN
    /// "in", "since", "until" …: often before a date.
    TIME_PREPOSITION
    /// "than", "least", "nearly" …: before a count.
    COUNTING
    /// "no", "this", "which" …: what makes a pronoun of "one".
    PRONOUN_MAKER
    /// "its", "their" …
    POSSESSIVE_PRONOUN
    /// Any other word of the closed classes.
    FUNCTION
    /// "section", "chapter", "No.": the number after it is a name.
    NUMBERED
    /// "act", "treaty": what a law is called.
    LAW
    /// "kills", "adds": what a headline in capitals has before a count.
    VERB
    /// "people", "men": plurals without an s.
    PEOPLE
    /// "man", "wife", "driver": who may be so old.
    SOMEBODY
    /// "-", "–", "−".
    DASH
    /// "/".
    SLASH
    /// ",".
    COMMA
    /// "." "!" "?" and quotes and colons: what may come before a sentence.
    STOP
    /// "(" "[".
    OPEN
    /// ")" "]".
    CLOSE
    /// "'" "’".
    APOSTROPHE
    /// "'s".
    POSSESSIVE
    /// "+", "#": what makes a code of the number after it.
    CODE_MARK

    // What a word looks like.
    /// A capital in it: "Lee", "iPhone".
    CAPITAL
    /// A capital in it, and no word that the grammar knows.
    NAME
    /// A small letter first, and no word of the closed classes.
    LOWER
}

/// Every word of the closed classes.
pub(super) const CLOSED: Senses = FUNCTION
    .or(A.or(THE).or(OF).or(AND).or(OR).or(TO).or(FROM).or(BETWEEN))
    .or(TIME_PREPOSITION.or(COUNTING).or(PRONOUN_MAKER).or(PER).or(THIS).or(POSSESSIVE_PRONOUN));

/// What is written with a capital only.
pub(super) const PROPER: Senses = MONTH.or(SHORT_MONTH).or(WEEKDAY).or(SHORT_WEEKDAY).or(HOLIDAY);

/// What is written in capitals only.
pub(super) const ALL_CAPITALS: Senses =
    CODE.or(UNSURE_CODE.or(SHORT_CODE)).or(ZONE.or(UNSURE_ZONE)).or(QUARTER_CODE).or(ERA);

/// What does not keep a capitalised word from being a name: "Euro 2024", "Mile 22", "Super 8".
pub(super) const COMMON: Senses = CURRENCY
    .or(UNSURE_CURRENCY.or(UNSURE_CODE).or(SHORT_CODE).or(MEASURE).or(POINTS).or(SQUARE).or(FEET))
    .or(DAY_NAME.or(FEAST_PREFIX).or(SAINT).or(LUNAR).or(LAW).or(SOMEBODY));

/// What no match starts with, unless the word has other senses too.
pub(super) const NO_START: Senses = CAPITAL
    .or(NAME.or(LOWER).or(CLOSED.without(THIS)))
    .or(DASH.or(SLASH).or(COMMA).or(STOP).or(OPEN).or(CLOSE).or(POSSESSIVE).or(CODE_MARK))
    .or(PERCENT.or(CENT).or(PERCENTAGE).or(POINTS).or(MEASURE).or(SQUARE).or(CELSIUS).or(FEET).or(INCHES))
    .or(NUMBERED
        .or(LAW)
        .or(VERB)
        .or(PEOPLE)
        .or(SOMEBODY)
        .or(OLD)
        .or(FULL)
        .or(FEAST)
        .or(ZONE.or(UNSURE_ZONE))
        .or(MERIDIEM)
        .or(CURRENCY));
