//! What a reader sees as one character, where a token must not cut it: a letter with its marks, an emoji
//! with all that is joined to it.
//!
//! A part of UAX #29 by hand: its full tables are 9 kB of the page, and tokens need them for signs and for
//! scripts without spaces only. The tests hold it against the full rules.

/// The length in bytes of the first character of `text` with what is joined to it, 0 for no text.
pub(super) fn cluster_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let Some((_, first)) = chars.next() else { return 0 };
    if is_regional(first) {
        let second = chars.next_if(|&(_, c)| is_regional(c));
        let flag = first.len_utf8() + second.map_or(0, |(_, c)| c.len_utf8());
        return flag + extenders(&text[flag..]);
    }
    let mut len = first.len_utf8();
    loop {
        len += extenders(&text[len..]);
        let joined = text[..len].ends_with(JOINER) && is_pictograph(first);
        let Some(next) = text[len..].chars().next().filter(|&c| joined && is_pictograph(c)) else { return len };
        len += next.len_utf8();
    }
}

/// Joins emoji to one.
const JOINER: char = '\u{200d}';

/// The length of the marks, modifiers and joiners at the start of `text`.
fn extenders(text: &str) -> usize {
    text.chars().take_while(|&c| is_extender(c)).map(char::len_utf8).sum()
}

fn is_extender(c: char) -> bool {
    is_mark(c) || matches!(u32::from(c), 0x20d0..=0x20f0 | 0x1f3fb..=0x1f3ff | 0xe0020..=0xe007f | 0xe0100..=0xe01ef)
}

/// Combining marks and joiners that `char::is_alphanumeric` may leave out.
pub(in crate::core) fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2
        | 0x05c4..=0x05c5 | 0x05c7 | 0x0610..=0x061a | 0x064b..=0x065f | 0x0670 | 0x06d6..=0x06dc | 0x06df..=0x06e4
        | 0x06e7..=0x06e8 | 0x06ea..=0x06ed | 0x0900..=0x0903 | 0x093a..=0x093c | 0x093e..=0x094f
        | 0x0e31 | 0x0e33..=0x0e3a | 0x0e47..=0x0e4e | 0x0eb1 | 0x0eb3..=0x0ebc | 0x0ec8..=0x0ece
        | 0x102d..=0x1030 | 0x1031..=0x1037 | 0x1039..=0x103e | 0x1056..=0x1059 | 0x105e..=0x1060 | 0x1071..=0x1074
        | 0x1082 | 0x1084..=0x1086 | 0x108d | 0x109d | 0x17b4..=0x17d3 | 0x17dd | 0x3099..=0x309a
        | 0x200c..=0x200d | 0xfe00..=0xfe0f)
}

fn is_regional(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

/// Emoji, wide enough: what stands in these blocks and is no emoji is not joined by anybody.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x00a9 | 0x00ae | 0x203c | 0x2049 | 0x2122 | 0x2139 | 0x2194..=0x21aa | 0x231a..=0x23ff
        | 0x24c2 | 0x25aa..=0x27bf | 0x2934..=0x2935 | 0x2b05..=0x2b55 | 0x3030 | 0x303d | 0x3297 | 0x3299
        | 0x1f000..=0x1f3fa | 0x1f400..=0x1faff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn whole_rules(text: &str) -> usize {
        text.graphemes(true).next().map_or(0, str::len)
    }

    #[test]
    fn emoji_and_flags_are_one() {
        for one in ["👨‍👩‍👧", "👍🏽", "🏳️‍🌈", "🇰🇷", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "e\u{301}", "กำ", "ကြ", "か\u{3099}"]
        {
            assert_eq!((cluster_len(one), whole_rules(one)), (one.len(), one.len()), "{one}");
        }
        assert_eq!(cluster_len("🇰🇷🇯🇵"), "🇰🇷".len());
        assert_eq!(cluster_len(""), 0);
    }

    #[test]
    fn in_scripts_without_spaces_every_mark_stays_with_its_letter() {
        for block in [0x0e01u32..=0x0e5b, 0x0e81..=0x0edf, 0x1000..=0x1061, 0x1780..=0x17d3, 0x3041..=0x30ff] {
            let base = char::from_u32(*block.start()).unwrap();
            for mark in block.filter_map(char::from_u32).filter(|&c| !unassigned(c)) {
                let text = format!("{base}{mark}");
                assert_eq!(cluster_len(&text), whole_rules(&text), "U+{:04X}", u32::from(mark));
            }
        }
    }

    /// Thai and Lao have holes.
    fn unassigned(c: char) -> bool {
        matches!(u32::from(c), 0x0e3b..=0x0e3e | 0x0ecf)
    }

    proptest! {
        #[test]
        fn as_the_whole_rules_have_it(text in "[aé中🍎👩👍🏽❤1#\u{301}\u{fe0f}\u{20e3}🇰🇷]{1,4}(\u{200d}[👩🍎])?") {
            prop_assert_eq!(cluster_len(&text), whole_rules(&text));
        }
    }
}
