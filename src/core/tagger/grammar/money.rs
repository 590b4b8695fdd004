//! MONEY of the whole world: signs, ISO 4217 codes, short names and words, before and after the figure.
//!
//! A sum is bare: "about" and "more than" stay outside. Each end of "$5 million to $10 million" is a sum.

use super::dates::is_year_of_a_verb;
use super::measures::measure;
use super::numbers::{amount, count, figures, number};
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Money, 0.95, signed),
    Rule::new(Family::Money, 0.9, prefixed),
    Rule::new(Family::Money, 0.9, coded),
    Rule::new(Family::Money, 0.9, in_words),
    Rule::new(Family::Money, 0.9, whole),
    Rule::new(Family::Money, 0.75, lettered),
    Rule::new(Family::Money, 0.6, ambiguous),
];

/// "$175 billion", "US$5.2bn", "A$3m", "US $5", "€2-3bn", "$856 m", "$599 USD", "$5 billion dollars".
fn signed(w: &Words, at: usize) -> Option<usize> {
    let sign = w.eat(at + 1, SIGN).filter(|_| is_country(w, at)).or_else(|| w.eat(at, SIGN))?;
    let end = figures(w, sign).or_else(|| number(w, sign))?;
    let letter = matches!(w.as_str(end), "m" | "b" | "k" | "bn");
    let end = range_end(w, sign, if letter { end + 1 } else { end });
    let twice = w.eat(w.skip_hyphen(end), CURRENCY).filter(|&end| !w.is(end - 1, UNSURE_CURRENCY | CAPITAL));
    Some(twice.unwrap_or(w.skip(end, CODE | UNSURE_CODE)))
}

/// The letters before a dollar sign: "US", "A", "HK", "U.S.", "Can"; where white space stands between, "US" alone.
fn is_country(w: &Words, at: usize) -> bool {
    let word = w.as_str(at);
    let short = w.is(at, CAPITAL) && word.len() <= 4 && !word.contains(char::is_lowercase);
    if w.is_glued(at + 1) { short || word == "Can" } else { matches!(word, "US" | "U.S.") }
}

/// The end of "$1-2 million", "$5 to 10 million", and of "$5 and $7 billion" after "between"; not of "$5-a-day".
fn range_end(w: &Words, at: usize, end: usize) -> usize {
    let same_scale = || {
        let bare = w.is(end - 1, INTEGER | DECIMAL) && w.is(at - 1, SIGN) && w.follows(at - 1, BETWEEN);
        let second = figures(w, w.eat(w.eat(end, AND)?, SIGN)?)?;
        (bare && w.is(second - 1, SCALE)).then_some(second)
    };
    if let Some(end) = same_scale() {
        return end;
    }
    let second = w.hyphen(end).or_else(|| w.eat(end, TO)).filter(|&next| w.is(next, INTEGER | DECIMAL | SCALED));
    let range = second.and(amount(w, at)).filter(|&range| !w.is(range, PERCENT | CURRENCY | MEASURE));
    range.unwrap_or(end)
}

/// "Rs 20 crore", "Rs. 4000", "RM50", "KRW 3 trillion", "USD 50", "SR 500 million".
fn prefixed(w: &Words, at: usize) -> Option<usize> {
    let prefix = w
        .eat(at, CODE | UNSURE_CODE | SHORT_CODE)
        .or_else(|| w.eat(at, CURRENCY_PREFIX).filter(|_| w.is(at, CAPITAL)))?;
    let stop = w.eat_glued(prefix, STOP).filter(|_| w.as_str(prefix) == ".").unwrap_or(prefix);
    let end = figures(w, stop)?;
    let fits = !w.is(at, UNSURE_CODE | SHORT_CODE)
        || has_fraction_or_scale(w, stop, end)
        || w.is(at, UNSURE_CODE) && w.value(stop) >= 100 && !w.is_near_year(stop);
    fits.then(|| range_end(w, stop, end))
}

/// Whether the figure of words `at..end` looks like a sum even beside an everyday word: "3.50", "2 million"; not the
/// "28" of "COP 28".
fn has_fraction_or_scale(w: &Words, at: usize, end: usize) -> bool {
    end > at + 1 || w.is(at, SCALED) || w.is(at, DECIMAL) && w.width(at) > 3
}

/// "20 CUP", "300 billion €", "7 USD".
fn coded(w: &Words, at: usize) -> Option<usize> {
    let number = amount(w, at)?;
    let end = w
        .eat(number, CODE)
        .or_else(|| w.eat(number, UNSURE_CODE).filter(|_| !w.is_near_year(at)))
        .or_else(|| w.eat(number, SIGN).filter(|&end| !w.is_glued(end) || w.is(end, STOP | COMMA | CLOSE)))?;
    (!w.is(end, INTEGER | DECIMAL | SCALED)).then_some(end)
}

/// "1,000 euros", "50 million US dollars", "billions of dollars", "million-dollar"; "a dollar" is none.
fn in_words(w: &Words, at: usize) -> Option<usize> {
    let number = count(w, at).or_else(|| w.eat(at, HUNDRED | SCALE))?;
    let of = w.eat(number, OF).filter(|_| w.is(number - 1, SCALE | DOZEN)).unwrap_or(number);
    let (currency, end) = currency_after(w, of)?;
    (!w.is(currency, UNSURE_CURRENCY)).then_some(end)
}

/// "20 pounds", "500 won": a currency that is an everyday word too.
fn ambiguous(w: &Words, at: usize) -> Option<usize> {
    let number = count(w, at)?;
    let (currency, end) = currency_after(w, number)?;
    let large = number > at + 1 || w.is(at, DECIMAL | SCALED) || w.value(at) >= 100;
    let weighs = w.is(currency, MEASURE);
    let fits = if weighs {
        (!w.is(end, OF) || is_of_finance(w, end)) && !is_weight(w, at, end)
    } else {
        large && !is_year_of_a_verb(w, at)
    };
    (w.is(currency, UNSURE_CURRENCY) && fits).then_some(end)
}

/// Whether what follows "of" is paid and not weighed: "300 million pounds of debt", "of new shares".
fn is_of_finance(w: &Words, of: usize) -> bool {
    let is_paid = |word: &str| {
        matches!(
            word,
            "aid"
                | "assets"
                | "bonds"
                | "cash"
                | "compensation"
                | "contracts"
                | "costs"
                | "cuts"
                | "damage"
                | "damages"
                | "debt"
                | "debts"
                | "equity"
                | "fees"
                | "fines"
                | "funding"
                | "funds"
                | "income"
                | "investment"
                | "investments"
                | "loans"
                | "losses"
                | "money"
                | "orders"
                | "profit"
                | "profits"
                | "revenue"
                | "revenues"
                | "sales"
                | "savings"
                | "shares"
                | "spending"
                | "support"
                | "tax"
                | "taxes"
                | "turnover"
        )
    };
    (1..=3).any(|step| is_paid(w.as_str(of + step)))
}

/// Whether the pounds of words `at..end` are a weight: "weighs 180 pounds", "180 pounds (about 82 kg)"; not
/// "180 pounds ($240)".
fn is_weight(w: &Words, at: usize, end: usize) -> bool {
    let weighing = |word: &str| {
        matches!(
            word,
            "weigh" | "weighs" | "weighed" | "weighing" | "gain" | "gained" | "lose" | "lost" | "shed" | "loss"
        )
    };
    let again = || measure(w, w.skip(w.eat(end, OPEN)?, COUNTING | OR));
    again().is_some() || (1..=2).any(|back| at >= back && weighing(w.as_str(at - back)))
}

/// The currency at `at`, after up to two words that say whose ("Kenyan", "Hong Kong"): where its word
/// stands, and the position after it.
fn currency_after(w: &Words, at: usize) -> Option<(usize, usize)> {
    let at = w.skip_hyphen(at);
    let currency = (at..at + 3).find(|&at| w.is(at, CURRENCY) || !w.is(at, CAPITAL))?;
    let end = w.eat(currency, CURRENCY)?;
    let named = w.is(currency, CAPITAL) && w.is(end, CAPITAL);
    (!named).then_some((currency, end))
}

/// "7CUP", "Rs4000", "50p" in one token, with a scale after it; "Rs1,000-1,500".
fn whole(w: &Words, at: usize) -> Option<usize> {
    let end = after_figure(w, w.eat(at, WHOLE_SUM)?);
    Some(figure_to(w, end).unwrap_or(end))
}

/// "R500 million", "N20bn", "K1,500", "TRY500", "R20 a loaf": a letter or an everyday word makes the currency, so the
/// figure must look like a sum, or like a price.
fn lettered(w: &Words, at: usize) -> Option<usize> {
    let letter = w.eat(at, LETTER_SUM)?;
    let end = after_figure(w, letter);
    let (prefix, figure) = w.as_str(at).split_at(w.as_str(at).find(|c: char| c.is_ascii_digit())?);
    let is_road = prefix.len() == 2 && w.width(at) <= 5 && figure.bytes().all(|byte| byte.is_ascii_digit());
    let second = || w.hyphen(end).and_then(|at| w.eat(at, LETTER_SUM)).map(|second| after_figure(w, second));
    let price = || is_price_of(w, end) || second().is_some_and(|second| is_price_of(w, second));
    let sum = end > letter || figure.len() >= 3 && !is_road || price();
    sum.then(|| figure_to(w, end).unwrap_or(end))
}

/// What has a price of a few notes: behind other words a letter with a figure is a model or a mask.
const PRICED: &[&str] = &[
    "bag", "barrel", "copy", "crate", "dozen", "head", "kg", "kilo", "kilogram", "litre", "loaf", "month", "piece",
    "plate", "share", "ticket", "tin", "tonne", "trip",
];

/// Whether "a loaf", "per kilo" or the like follows.
fn is_price_of(w: &Words, end: usize) -> bool {
    w.is(end, A | PER) && PRICED.contains(&w.as_str(end + 1))
}

/// The end of the range whose first figure ends at `end`: "-1,500".
fn figure_to(w: &Words, end: usize) -> Option<usize> {
    let range = figures(w, w.hyphen(end)?)?;
    (!w.is(range, PERCENT | CURRENCY | MEASURE | DASH)).then_some(range)
}

/// The rest of a figure whose first digits are stuck to letters: ",500", ".5bn", "million".
fn after_figure(w: &Words, mut at: usize) -> usize {
    while w.is_glued(at) && w.is_glued(at + 1) && w.is(at, COMMA | STOP) && w.is(at + 1, INTEGER | DECIMAL | SCALED) {
        at += 2;
    }
    w.skip(w.eat(w.skip_hyphen(at), SCALE).unwrap_or(at), SCALE)
}
