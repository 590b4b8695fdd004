//! LAW: named acts, treaties and constitutions, by the word that says what they are.
//!
//! Few openly licensed corpora mark laws, so no model learns them from these; but a law's name has its kind in it,
//! and that in capitals. The names of cases ("Roe v. Wade") and of laws that go by other words are not found.

use super::numbers::ordinal_number;
use super::rule::{Family, Rule};
use super::senses::*;
use super::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule::new(Family::Law, 0.85, named),
    Rule::new(Family::Law, 0.85, amendment),
    Rule::new(Family::Law, 0.8, kind_first),
    Rule::new(Family::Law, 0.7, article),
    Rule::new(Family::Law, 0.8, numbered),
    Rule::new(Family::Law, 0.7, the_constitution),
];

/// The most words before the one that says the kind: it keeps the grammar linear on nonsense.
const LONGEST: usize = 10;

/// "Clean Air Act", "Dodd-Frank Act", "Tenure of Office Act of 1867", "European Union (Referendum) Act 2016", "US Constitution".
fn named(w: &Words, at: usize) -> Option<usize> {
    if !is_part(w, at) || w.hangs_before(at) || w.is(at, LAW) && !w.is(at + 1, LAW) {
        return None;
    }
    let (mut end, mut open) = (at + 1, false);
    while end < at + LONGEST {
        if w.is(end, CLOSE) && !open {
            return None;
        }
        open = w.is(end, OPEN) || open && !w.is(end, CLOSE);
        let link = || if w.as_str(end) == "for" { end + 1 } else { w.skip(end, OF | AND | TO | OPEN | CLOSE) };
        let word = w.hyphen(end).unwrap_or_else(link);
        if ends_name(w, at, word) {
            return Some(number_after(w, word + 1));
        }
        if !is_part(w, word) {
            return None;
        }
        end = word + 1;
    }
    None
}

/// A word of a name, such as "US"; no date, no word that only starts a sentence, such as "Under", and no verb of a headline,
/// as in "Senate Passes Bill".
fn is_part(w: &Words, at: usize) -> bool {
    let happens = w.is(at, VERB) && w.as_str(at).ends_with('s') && !matches!(w.as_str(at), "Claims" | "Cuts");
    let in_capitals = || w.width(at) > 1 && !w.as_str(at).contains(char::is_lowercase);
    let is_date = w.is(at, MONTH | WEEKDAY) && !w.follows(at, FEAST_PREFIX);
    w.is(at, CAPITAL) && !is_date && !happens && (!w.is(at, CLOSED) || in_capitals())
}

/// Whether the word at `at` says that the name from `start` on is a law's.
fn ends_name(w: &Words, start: usize, at: usize) -> bool {
    let kind = match w.as_str(at) {
        "Act" | "Acts" | "Treaty" | "Ordinance" | "Protocol" | "Accords" | "Agreement" | "Directive" => true,
        "Convention" | "Conventions" => {
            matches!(w.as_str(at - 1), "Refugee" | "Geneva" | "Vienna" | "Istanbul" | "Hague" | "Basel" | "Ramsar")
        }
        "Constitution" | "Charter" => !w.is(at + 1, CAPITAL),
        "Code" => CODES.contains(&w.as_str(at - 1)) && !w.is(at + 1, CAPITAL),
        "Law" => is_one_of_laws(w, start, at),
        "Amendment" => w.as_str(start) != "Constitutional",
        // "Bill" is a man's name as well.
        "Bill" => at >= start + 2 && !w.is(at + 1, CAPITAL),
        _ => false,
    };
    kind && w.is(at - 1, CAPITAL | CLOSE)
}

/// What has a code of law.
const CODES: &[&str] = &[
    "Civil",
    "Commercial",
    "Criminal",
    "Electoral",
    "Family",
    "Labor",
    "Labour",
    "Penal",
    "Procedure",
    "Revenue",
    "Tax",
];

/// Whether "Law" ends the name of one, and not of a field or somebody: "the 2001 Anti-Corruption Law", "China's National
/// Security Law"; not "Society of International Law", "Harvard Law School", "Oslo's Jude Law".
fn is_one_of_laws(w: &Words, start: usize, at: usize) -> bool {
    let the = w.follows(start, THE) || w.follows(start, INTEGER) && w.follows(start - 1, THE);
    let owned = w.follows(start, POSSESSIVE) && at >= start + 2;
    (the || owned) && !w.is(at + 1, CAPITAL) && !(start..at).any(|at| w.is(at, OF))
}

/// Past "of 1867", "1998", ", 1972", "No. 7966" or "(PMLA), 2002".
fn number_after(w: &Words, at: usize) -> usize {
    let short_form = w.eat(at, OPEN).and_then(|at| w.eat(w.eat(at, CAPITAL)?, CLOSE));
    let number = w.skip(short_form.unwrap_or(at), OF | COMMA | NUMBERED);
    let is_year = w.width(number) == 4 && (1000..=2100).contains(&w.value(number));
    let numbered = number > at && w.is(at, NUMBERED);
    w.eat(number, INTEGER).filter(|_| is_year || numbered).unwrap_or(at)
}

/// "25th Amendment"; "First Amendment" is a name as any other.
fn amendment(w: &Words, at: usize) -> Option<usize> {
    let end = ordinal_number(w, at)?;
    (w.as_str(end) == "Amendment").then_some(end + 1)
}

/// Who passes resolutions.
const PASSING: &[&str] = &["Assembly", "Council", "House", "Nations", "Senate", "UN"];

/// Whose conventions are laws.
const BODIES: &[&str] = &["African", "American", "European", "Geneva", "Hague", "Inter-American", "UN", "Vienna"];

/// "Treaty of Versailles", "Act of Uniformity 1662", "Bill of Rights", "Convention on Biological Diversity",
/// "European Convention on Human Rights", "Treaty on the Functioning of the European Union".
fn kind_first(w: &Words, at: usize) -> Option<usize> {
    let whose = w.as_str(at + 1) == "Convention" && BODIES.contains(&w.as_str(at));
    let kind = if whose { at + 1 } else { at };
    if !matches!(w.as_str(kind), "Treaty" | "Convention" | "Bill" | "Charter" | "Declaration" | "Act") {
        return None;
    }
    let link = kind + 1;
    let linked = w.is(link, OF) && !whose
        || matches!(w.as_str(link), "on" | "against") && !w.is(at, SECOND)
        || w.as_str(link) == "for" && !whose && !w.is(at, SECOND);
    let mut end = w.skip(link + 1, THE);
    if !linked || !is_part(w, end) {
        return None;
    }
    while end < at + LONGEST {
        end += 1;
        let next = w.skip(w.skip(end, OF | AND), THE);
        if !is_part(w, next) {
            break;
        }
        end = next;
    }
    Some(number_after(w, end))
}

/// "Article 50", "Section 28 (7)", with "of" and the law if it is named.
fn article(w: &Words, at: usize) -> Option<usize> {
    if !matches!(w.as_str(at), "Article" | "Section") {
        return None;
    }
    let number = w.eat(at + 1, INTEGER)?;
    let clause = w.eat(number, OPEN).and_then(|at| w.eat(w.eat(at, INTEGER)?, CLOSE)).unwrap_or(number);
    let law = w.eat(clause, OF).map(|at| w.skip(at, THE));
    let law = law.and_then(|at| named(w, at).or_else(|| kind_first(w, at)).or_else(|| the_constitution(w, at)));
    Some(law.unwrap_or(clause))
}

/// "Resolution 2803", "Executive Order 14187", "Proposition 50".
fn numbered(w: &Words, at: usize) -> Option<usize> {
    let number = match w.as_str(at) {
        // "Screen Resolution 1080", "New Year's Resolution 5"
        "Resolution" if at > 0 && matches!(w.as_str(at - 1), "'s" | "’s") => return None,
        "Resolution" if w.follows(at, CAPITAL) && !PASSING.contains(&w.as_str(at - 1)) => return None,
        "Resolution" | "Proposition" => at + 1,
        "Executive" if w.as_str(at + 1) == "Order" => at + 2,
        _ => return None,
    };
    w.eat(number, INTEGER)
}

/// "Constitution" after "the".
fn the_constitution(w: &Words, at: usize) -> Option<usize> {
    (w.as_str(at) == "Constitution" && w.follows(at, THE) && !w.is(at + 1, CAPITAL)).then_some(at + 1)
}
