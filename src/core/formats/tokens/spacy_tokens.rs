//! Tokens as spaCy makes them: by its punctuation rules for English, most of which all its languages share.
//!
//! A chunk between white space loses what its rules call prefixes and suffixes, one by one, until nothing or
//! something exceptional is left; that is cut at infixes, unless it is an address on the web. Written from what
//! spaCy 3.8's rules say and held to spaCy itself by `scripts/consumers`. The main decision: of the exceptions,
//! those are here in which an annotation may begin or end (abbreviations, contractions with an apostrophe, times
//! of the day); emoticons and contractions without one are not. Languages written without spaces are cut by
//! libraries that are not here; no edge inside their words is known to be wrong.

use crate::core::text::{ByteOffset, Text, TextRange};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// The tokens of a text, in bytes. White space is none.
pub fn spacy_tokens(text: &Text) -> Vec<TextRange> {
    let content = text.as_str();
    let mut found = Vec::new();
    for chunk in content.split(is_space).filter(|chunk| !chunk.is_empty()) {
        let start = chunk.as_ptr() as usize - content.as_ptr() as usize;
        add_tokens(text, start..start + chunk.len(), &mut found);
    }
    found
}

/// The tokens of a text in whose chunks some places lie, which are in order: where there is white space, none is cut.
pub fn spacy_tokens_around(text: &Text, places: impl Iterator<Item = ByteOffset>) -> Vec<TextRange> {
    let content = text.as_str();
    let mut found = Vec::new();
    let mut done = 0;
    for place in places.map(ByteOffset::as_usize) {
        if place < done || content[..place].ends_with(is_space) || content[place..].starts_with(is_space) {
            continue;
        }
        let space = content[done..place].char_indices().rfind(|&(_, c)| is_space(c));
        let start = space.map_or(done, |(at, c)| done + at + c.len_utf8());
        done = content[place..].find(is_space).map_or(content.len(), |length| place + length);
        add_tokens(text, start..done, &mut found);
    }
    found
}

/// Adds the tokens of a chunk, which stands there in bytes.
fn add_tokens(text: &Text, chunk: Range<usize>, found: &mut Vec<TextRange>) {
    let mut at = chunk.start;
    for length in lengths(&text.as_str()[chunk]) {
        let token = TextRange::from_usize(at..at + length);
        at += length;
        // "x/St." is cut as "lower.Upper" is, and then what is one token is put together again.
        match found.last_mut().filter(|last| are_one(text, **last, token)) {
            Some(last) => *last = last.cover(token),
            None => found.push(token),
        }
    }
}

/// Whether two tokens with nothing between are one.
fn are_one(text: &Text, token: TextRange, next: TextRange) -> bool {
    token.end() == next.start() && is_whole(text.slice(token.cover(next)))
}

/// Whether it is one of [`WHOLE`].
fn is_whole(chunk: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| WHOLE.iter().copied().collect());
    KNOWN.contains(chunk)
}

/// White space for Python.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The lengths of the tokens of a chunk without white space, in bytes.
fn lengths(chunk: &str) -> Vec<usize> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut rest = chunk;
    while !is_plain(rest) && special(rest).is_none() {
        let prefix = prefix(rest);
        let without_prefix = &rest[prefix..];
        if prefix > 0 && special(without_prefix).is_some() {
            before.push(prefix);
            rest = without_prefix;
            break;
        }
        let suffix = suffix(without_prefix);
        if prefix + suffix == 0 {
            break;
        }
        if prefix > 0 {
            before.push(prefix);
        }
        if suffix > 0 {
            after.push(suffix);
        }
        rest = &without_prefix[..without_prefix.len() - suffix];
    }
    before.extend(middle(rest).into_iter().filter(|&length| length > 0));
    before.extend(after.into_iter().rev());
    before
}

/// The lengths of the tokens of what nothing is cut off from any more.
fn middle(rest: &str) -> Vec<usize> {
    if is_plain(rest) {
        return vec![rest.len()];
    }
    special(rest).unwrap_or_else(|| if is_address(rest) { vec![rest.len()] } else { cut_at_infixes(rest) })
}

/// Whether it is nothing but letters, to which no rule applies. Most words are, alone or before a comma: not to look
/// for a rule takes much of the time away. What is too long for a word is not looked through for each mark that is cut
/// off from it.
fn is_plain(rest: &str) -> bool {
    rest.len() <= 64 && rest.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn cut_at_infixes(rest: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < rest.len() {
        let infix = infix(&rest[..at], &rest[at..]);
        // One at the beginning cuts nothing off.
        if infix > 0 && at > 0 {
            lengths.extend([at - start, infix]);
            start = at + infix;
        }
        at += infix.max(first(&rest[at..]).map_or(1, char::len_utf8));
    }
    lengths.push(rest.len() - start);
    lengths
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Whether a text begins or ends with such a character, which [`first`] or [`last`] gives.
fn is(c: Option<char>, test: impl Fn(char) -> bool) -> bool {
    c.is_some_and(test)
}

/// How many bytes are cut off at the start.
fn prefix(rest: &str) -> usize {
    let Some(c) = first(rest) else { return 0 };
    let dots = rest.len() - rest.trim_start_matches('.').len();
    let currency = CURRENCY_PREFIXES.iter().find(|&&currency| rest.starts_with(currency));
    match currency {
        Some(currency) => currency.len(),
        None if c == '+' => usize::from(!is(first(&rest[1..]), |c| c.is_ascii_digit())),
        None if dots > 1 => dots,
        None if "§%=—–".contains(c) || is_mark(c) || is_currency(c) || is_icon(c) => c.len_utf8(),
        None => 0,
    }
}

/// How many bytes are cut off at the end.
fn suffix(rest: &str) -> usize {
    let Some(c) = last(rest) else { return 0 };
    let end = |length: usize| &rest[..rest.len() - length];
    let dots = rest.len() - rest.trim_end_matches('.').len();
    let after_digit = |tail: &str| rest.strip_suffix(tail).is_some_and(|head| is(last(head), |c| c.is_ascii_digit()));
    // No unit is longer; most words end in none.
    let has_digit = rest.bytes().rev().take(5).any(|byte| byte.is_ascii_digit());
    let unit = UNITS.iter().filter(|unit| has_digit && after_digit(unit)).map(|unit| unit.len()).max();
    let possessive = ["'s", "'S", "’s", "’S"].into_iter().find(|tail| rest.ends_with(tail));
    let single = is_mark(c)
        || is_icon(c)
        || "—–".contains(c)
        || c == '+' && after_digit("+")
        || is_currency(c) && is(last(end(c.len_utf8())), |c| c.is_ascii_digit())
        || c == '.' && is_full_stop(end(1));
    let longest = [unit, possessive.map(str::len), (dots > 1).then_some(dots), single.then(|| c.len_utf8())];
    longest.into_iter().flatten().max().unwrap_or(0)
}

/// Whether a full stop behind this ends it and is no part of it, as that of "U.S." is.
fn is_full_stop(before: &str) -> bool {
    let Some(c) = last(before) else { return false };
    let mut two = before.chars().rev();
    let degrees = "FfCcKk".contains(c) && before[..before.len() - 1].ends_with('°');
    c.is_ascii_digit()
        || is_lower(c)
        || "%²-+|".contains(c)
        || is_mark(c)
        || degrees
        || is(two.next(), is_upper) && is(two.next(), is_upper)
}

/// How many bytes of what follows are cut out between what stands before and the rest.
fn infix(before: &str, rest: &str) -> usize {
    let Some(c) = first(rest).filter(|c| !c.is_ascii_alphanumeric()) else { return 0 };
    let (left, next) = (last(before), first(&rest[c.len_utf8()..]));
    let dots = rest.len() - rest.trim_start_matches('.').len();
    if dots > 1 {
        return dots;
    }
    let quoted = |test: fn(char) -> bool| move |c| test(c) || QUOTES.contains(c);
    let digit = |c: char| c.is_ascii_digit();
    let word = |c: char| is_alpha(c) || c.is_ascii_digit();
    let cuts = c == '…'
        || is_icon(c)
        || "+-*^".contains(c) && is(left, digit) && is(next, |c| digit(c) || c == '-')
        || c == '.' && is(left, quoted(is_lower)) && is(next, quoted(is_upper))
        || c == ',' && is(left, is_alpha) && is(next, is_alpha)
        || ":<>=/".contains(c) && is(left, word) && is(next, is_alpha);
    if cuts {
        return c.len_utf8();
    }
    let joins = |hyphens: &&str| rest.strip_prefix(*hyphens).is_some_and(|behind| is(first(behind), is_alpha));
    let hyphens = HYPHENS.into_iter().find(joins).filter(|_| is(left, word));
    hyphens.map_or(0, str::len)
}

/// The lengths of the tokens of what has rules of its own, which is short: "shouldn’t" is the longest.
fn special(rest: &str) -> Option<Vec<usize>> {
    if rest.len() > "shouldn’t".len() {
        return None;
    }
    if is_whole(rest) {
        return Some(vec![rest.len()]);
    }
    let is_hour =
        |head: &&str| head.parse().is_ok_and(|hour: u8| (1..=12).contains(&hour)) && !head.starts_with(['0', '+']);
    let cut = |tail: &'static str| Some((rest.strip_suffix(tail)?, tail));
    if let Some((head, tail)) = ["am", "pm", "a.m.", "p.m."].into_iter().find_map(cut).filter(|(head, _)| is_hour(head))
    {
        return Some(vec![head.len(), tail.len()]);
    }
    let at = rest.find(['\'', '’'])?;
    let apostrophe = first(&rest[at..])?.len_utf8();
    let (head, tail) = (&rest[..at], &rest[at + apostrophe..]);
    let is_one_of = |list: &[&str], head: &str| {
        let small = |c: char| c.to_ascii_lowercase();
        list.iter()
            .any(|word| word.chars().eq(head.chars().enumerate().map(|(i, c)| if i == 0 { small(c) } else { c })))
    };
    if tail == "t" && is_one_of(VERBS, head.strip_suffix('n')?) {
        return Some(vec![at - 1, rest.len() - at + 1]);
    }
    let contracted = matches!(tail, "ll" | "d" | "ve" | "re" | "s" | "m") && is_one_of(SUBJECTS, head);
    contracted.then(|| vec![at, rest.len() - at])
}

/// Whether it looks like an address on the web, with or without `https://`: those are one token.
fn is_address(rest: &str) -> bool {
    let is_scheme =
        |scheme: &str| scheme.len() > 1 && scheme.chars().all(|c| c.is_alphanumeric() || "_+-.".contains(c));
    let host = rest.split_once("://").filter(|(scheme, _)| is_scheme(scheme)).map_or(rest, |(_, behind)| behind);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_port = |port: &str| (2..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(host, _)| host);
    let Some((names, top)) = host.rsplit_once('.') else { return false };
    let outer = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let is_name = |name: &str| {
        is(first(name), outer) && is(last(name), outer) && name.chars().all(|c| outer(c) || "_-".contains(c))
    };
    let is_domain = top.chars().count() > 1 && top.chars().all(is_lower) && names.split('.').all(is_name);
    let parts: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    is_domain || parts.len() == 4 && parts.iter().all(Option::is_some)
}

/// Punctuation that stands for itself, and quotation marks.
fn is_mark(c: char) -> bool {
    !c.is_ascii_alphanumeric() && (PUNCTUATION.contains(c) || QUOTES.contains(c))
}

fn is_currency(c: char) -> bool {
    "$£¥฿﷼₽€₿".contains(c) || ('\u{20a0}'..='\u{20be}').contains(&c)
}

/// A letter of a script without capitals; these blocks hold marks and digits too.
fn is_uncased(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5f4}' | '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d5}' | '\u{6e5}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8bd}' | '\u{900}'..='\u{9ff}' | '\u{b80}'..='\u{cff}'
        | '\u{d80}'..='\u{dff}' | '\u{1100}'..='\u{137f}' | '\u{2e80}'..='\u{30ff}' | '\u{3130}'..='\u{318f}'
        | '\u{31c0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fb1d}'..='\u{fdfb}' | '\u{fe30}'..='\u{fefc}' | '\u{20000}'..='\u{2fa1f}')
}

fn is_lower(c: char) -> bool {
    c.is_lowercase() && c.is_alphabetic() && !"ªºﬀﬁﬂﬃﬄﬅﬆ".contains(c) || is_uncased(c)
}

fn is_upper(c: char) -> bool {
    c.is_uppercase() && c.is_alphabetic() && !('\u{2160}'..='\u{216f}').contains(&c) || is_uncased(c)
}

fn is_alpha(c: char) -> bool {
    is_lower(c) || is_upper(c)
}

/// Symbols that are no signs of mathematics: dingbats, emoji and the like, as of Unicode 11.
fn is_icon(c: char) -> bool {
    matches!(c, '¦' | '©' | '®' | '°' | '\u{482}' | '\u{60e}' | '\u{60f}' | '\u{6de}' | '\u{6e9}' | '\u{2100}' | '\u{2101}'
        | '\u{2103}'..='\u{2106}' | '\u{2108}' | '\u{2109}' | '\u{2114}' | '\u{2116}' | '\u{2117}' | '\u{211e}'..='\u{2123}'
        | '\u{2125}' | '\u{2127}' | '\u{2129}' | '\u{212e}' | '\u{2195}'..='\u{2199}' | '\u{219c}'..='\u{219f}'
        | '\u{21a1}' | '\u{21a2}' | '\u{21a4}' | '\u{21a5}' | '\u{21a7}'..='\u{21ad}' | '\u{21af}'..='\u{21cd}'
        | '\u{21d5}'..='\u{21f3}' | '\u{2300}'..='\u{2307}' | '\u{230c}'..='\u{231f}' | '\u{2322}'..='\u{2328}'
        | '\u{232b}'..='\u{237b}' | '\u{237d}'..='\u{239a}' | '\u{23b4}'..='\u{23db}' | '\u{23e2}'..='\u{2426}'
        | '\u{249c}'..='\u{24e9}' | '\u{2500}'..='\u{25b6}' | '\u{25b8}'..='\u{25c0}' | '\u{25c2}'..='\u{25f7}'
        | '\u{2600}'..='\u{266e}' | '\u{2670}'..='\u{2767}' | '\u{2794}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}'
        | '\u{2b00}'..='\u{2b2f}' | '\u{2b45}' | '\u{2b46}' | '\u{2b4d}'..='\u{2bfe}' | '\u{3004}' | '\u{3012}'
        | '\u{3013}' | '\u{3020}' | '\u{3036}' | '\u{3037}' | '\u{303e}' | '\u{303f}' | '\u{3200}'..='\u{321e}'
        | '\u{322a}'..='\u{3247}' | '\u{3250}' | '\u{3260}'..='\u{327f}' | '\u{328a}'..='\u{32b0}' | '\u{32c0}'..='\u{32fe}'
        | '\u{3300}'..='\u{33ff}' | '\u{4dc0}'..='\u{4dff}' | '\u{fdfd}' | '\u{fffc}' | '\u{fffd}'
        | '\u{1f000}'..='\u{1f0f5}' | '\u{1f110}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f6f9}' | '\u{1f700}'..='\u{1f90b}'
        | '\u{1f910}'..='\u{1f970}' | '\u{1f973}'..='\u{1f976}' | '\u{1f97a}' | '\u{1f97c}'..='\u{1f9a2}'
        | '\u{1f9b0}'..='\u{1f9b9}' | '\u{1f9c0}'..='\u{1f9c2}' | '\u{1f9d0}'..='\u{1f9ff}' | '\u{1fa60}'..='\u{1fa6d}')
}

const PUNCTUATION: &str = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪";
const QUOTES: &str = "'\"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉⟦⟧";
const CURRENCY_PREFIXES: [&str; 3] = ["US$", "C$", "A$"];
const HYPHENS: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
const UNITS: &[&str] = &[
    "km", "km²", "km³", "m", "m²", "m³", "dm", "dm²", "dm³", "cm", "cm²", "cm³", "mm", "mm²", "mm³", "ha", "µm", "nm",
    "yd", "in", "ft", "kg", "g", "mg", "µg", "t", "lb", "oz", "m/s", "km/h", "kmh", "mph", "hPa", "Pa", "mbar", "mb",
    "MB", "kb", "KB", "gb", "GB", "tb", "TB", "T", "G", "M", "K", "%",
];
/// What is one token although a rule would cut it: abbreviations with their full stop, endings that stand alone,
/// emoticons that punctuation makes by chance.
const WHOLE: &[&str] = &[
    "Adm.", "Ak.", "Ala.", "Apr.", "Ariz.", "Ark.", "Aug.", "Bros.", "Calif.", "Co.", "Colo.", "Conn.", "Corp.",
    "D.C.", "Dec.", "Del.", "Dr.", "E.G.", "E.g.", "Feb.", "Fla.", "Ga.", "Gen.", "Gov.", "I.E.", "I.e.", "Ia.", "Id.",
    "Ill.", "Inc.", "Ind.", "Jan.", "Jr.", "Jul.", "Jun.", "Kan.", "Kans.", "Ky.", "La.", "Ltd.", "Mar.", "Mass.",
    "Md.", "Messrs.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Mr.", "Mrs.", "Ms.", "Mt.", "N.C.", "N.D.", "N.H.",
    "N.J.", "N.M.", "N.Y.", "Neb.", "Nebr.", "Nev.", "Nov.", "Oct.", "Okla.", "Ore.", "Pa.", "Ph.D.", "Prof.", "Rep.",
    "Rev.", "S.C.", "Sen.", "Sep.", "Sept.", "St.", "Tenn.", "Va.", "Wash.", "Wis.", "a.", "a.m.", "b.", "c.", "co.",
    "d.", "e.", "e.g.", "f.", "g.", "h.", "i.", "i.e.", "j.", "k.", "l.", "m.", "n.", "o.", "p.", "p.m.", "q.", "r.",
    "s.", "t.", "u.", "v.", "v.s.", "vs.", "w.", "x.", "y.", "z.", "ä.", "ö.", "ü.", "and/or", "w/o", "o'clock",
    "O'clock", "ma'am", "Ma'am", "C++", "''", "’’", "'s", "’s", "'S", "’S", "'d", "’d", "'ll", "’ll", "'re", "’re",
    ":)", "):", ":(", "(:", "(=", "=)",
];
/// What "n't" follows.
const VERBS: &[&str] = &[
    "ai", "are", "ca", "could", "dare", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must",
    "need", "ought", "sha", "should", "was", "were", "wo", "would",
];
/// What "'ll", "'re" and the like follow.
const SUBJECTS: &[&str] = &[
    "i", "you", "he", "she", "it", "we", "they", "who", "what", "when", "where", "why", "how", "there", "that", "this",
    "these", "those", "let", "could", "might", "must", "should", "would",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What spaCy 3.8 makes of a text, with bars between.
    #[test]
    fn as_spacy_cuts() {
        for (content, expected) in [
            ("“Pro-Europeans,” he won't say.", "“|Pro|-|Europeans|,|”|he|wo|n't|say|."),
            ("U.S. Steel's $4bn in N.Y. at 10am", "U.S.|Steel|'s|$|4bn|in|N.Y.|at|10|am"),
            ("US$5km or 5km² or 3.5%", "US$|5|km|or|5|km²|or|3.5|%"),
            ("well-known_x and/or AT&T a/b", "well|-|known_x|and/or|AT&T|a|/|b"),
            ("end.of lower.Upper", "end.of|lower|.|Upper"),
            ("https://example.org/a?b=1 example.com (x.org)", "https://example.org/a?b=1|example.com|(|x.org|)"),
            ("me@x.org:80/y 10.0.0.1,", "me@x.org:80/y|10.0.0.1|,"),
            ("👨\u{200d}👩 Zoe\u{308}🍎 a,b 1,5", "👨|\u{200d}|👩|Zoe\u{308}|🍎|a|,|b|1,5"),
            ("O'Neill I'm they’re 1914–18 1914–x", "O'Neill|I|'m|they|’re|1914–18|1914|–|x"),
            ("...so..then St. CEO. A. Müller.", "...|so|..|then|St.|CEO|.|A.|Müller|."),
            ("x/St. a/b. Mr.Smith e.g.x", "x|/|St.|a|/|b.|Mr.|Smith|e.g.x"),
            ("北京大学 東京に。שלום- 🫠.", "北京大学|東京に。שלום-|🫠."),
            ("(Ann Li's) O'Neill's 'quoted'", "(|Ann|Li|'s|)|O'Neill|'s|'|quoted|'"),
            ("’s 'll ’’ x’’ (’s) we 're (2010):", "’s|'ll|’’|x|’’|(|’s|)|we|'re|(|2010|):"),
            ("a--b =x +5 5+ 1+2 §3", "a|--|b|=|x|+5|5|+|1|+|2|§|3"),
        ] {
            let text = Text::new(content);
            let words: Vec<&str> = spacy_tokens(&text).into_iter().map(|token| text.slice(token)).collect();
            assert_eq!(words.join("|"), expected);
        }
    }

    #[test]
    fn what_has_rules_of_its_own_is_short() {
        let longest = |words: &[&str]| words.iter().map(|word| word.len()).max().unwrap();
        let most = "shouldn’t".len();
        assert!(
            longest(WHOLE) <= most && longest(VERBS) + "n’t".len() <= most && longest(SUBJECTS) + "’ll".len() <= most
        );
        assert!(longest(UNITS) < 5, "what is looked through for a digit holds one before the unit");
    }

    #[test]
    fn a_long_chunk_is_cut_in_a_moment() {
        for (before, behind) in [("(", "'s"), ("", ")"), ("US$", ""), (".", "5km")] {
            let chunk = before.repeat(50_000) + &"a".repeat(100_000) + &behind.repeat(50_000);
            assert!(!spacy_tokens(&Text::new(&chunk)).is_empty());
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(content in "[a-zA-Z0-9.,'’+$%🍎北é\u{301} \n\u{1f}-]{0,30}") {
            let text = Text::new(&content);
            let words: String = spacy_tokens(&text).into_iter().map(|token| text.slice(token)).collect();
            prop_assert_eq!(words, content.replace(is_space, ""));
        }
    }
}
