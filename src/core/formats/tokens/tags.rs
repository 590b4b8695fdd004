//! Tags of tokens: `B-ORG I-ORG O`.

use crate::core::formats::error::Fault;
use crate::core::schema::{LabelId, TagPlace, tag_parts};
use std::ops::Range;

/// A span of tokens by their indexes, and its label.
pub type TokenSpan = (Range<usize>, LabelId);

/// How spans are written as tags.
#[derive(Clone, Copy)]
pub enum Scheme {
    /// `B-` begins every span and `I-` continues it.
    Iob2,
    /// `U-` is a span of one token; others have `B-`, `I-` and at last `L-`.
    Bilou,
}

impl Scheme {
    /// The tags of `length` tokens; `spans` do not overlap. There is no tag for a label that is empty.
    pub fn tags(self, length: usize, spans: &[TokenSpan]) -> Vec<String> {
        let mut tags = vec!["O".to_owned(); length];
        for (range, label) in spans.iter().filter(|(_, label)| !label.as_str().is_empty()) {
            for index in range.clone() {
                tags[index] = format!("{}-{label}", self.prefix(index == range.start, index + 1 == range.end));
            }
        }
        tags
    }

    /// The same for columns, which for many readers end at any white space: labels have underscores in its place.
    pub fn tags_in_columns(self, length: usize, spans: &[TokenSpan]) -> Vec<String> {
        let spans: Vec<TokenSpan> = spans.iter().map(|(span, label)| (span.clone(), label.spaceless())).collect();
        self.tags(length, &spans)
    }

    const fn prefix(self, first: bool, last: bool) -> char {
        match (self, first, last) {
            (Self::Bilou, true, true) => 'U',
            (Self::Bilou, false, true) => 'L',
            (_, true, _) => 'B',
            (_, false, _) => 'I',
        }
    }
}

/// A tag taken apart; `None` for `O`.
pub fn parse(tag: &str) -> Result<Option<(TagPlace, &str)>, Fault> {
    match tag_parts(tag) {
        None if tag != "O" => Err(Fault::Tag(tag.to_owned())),
        parts => Ok(parts),
    }
}

/// The spans of a sentence by its tags, in whatever scheme.
///
/// # Errors
/// If something is no tag; with its index.
pub fn spans<'a>(tags: impl Iterator<Item = &'a str>) -> Result<Vec<TokenSpan>, (usize, Fault)> {
    let mut spans: Vec<TokenSpan> = Vec::new();
    // Whether the last span may go on.
    let mut open = false;
    for (index, tag) in tags.enumerate() {
        let Some((place, label)) = parse(tag).map_err(|fault| (index, fault))? else {
            open = false;
            continue;
        };
        match spans.last_mut().filter(|(_, last)| open && place.goes_on() && last.as_str() == label) {
            Some((range, _)) => range.end = index + 1,
            None => spans.push((index..index + 1, label.into())),
        }
        open = place.is_open();
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(tags: &str) -> String {
        let spans = spans(tags.split(' ')).unwrap();
        spans
            .iter()
            .map(|(range, label)| format!("{}..{} {label}", range.start, range.end))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn every_scheme_is_read() {
        let expected = "0..2 ORG, 2..3 ORG, 4..5 PER";
        assert_eq!(read("I-ORG I-ORG B-ORG O I-PER"), expected, "IOB1");
        assert_eq!(read("B-ORG I-ORG B-ORG O B-PER"), expected, "IOB2");
        assert_eq!(read("B-ORG L-ORG U-ORG O U-PER"), expected, "BILOU");
        assert_eq!(read("B-ORG E-ORG S-ORG O S-PER"), expected, "BIOES");
        assert_eq!(read("B-ORG M-ORG E-ORG S-PER"), "0..3 ORG, 3..4 PER", "BMES");
    }

    #[test]
    fn a_label_may_have_hyphens_and_change_without_a_beginning() {
        assert_eq!(read("B-event-sport I-event-sport I-ORG"), "0..2 event-sport, 2..3 ORG");
    }

    #[test]
    fn what_is_no_tag() {
        for tag in ["", "B-", "ORG", "X-ORG", "o"] {
            assert_eq!(spans(["O", tag].into_iter()), Err((1, Fault::Tag(tag.to_owned()))));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(lengths in prop::collection::vec((1usize..4, 0usize..3, "[AB]"), 0..6)) {
            let mut expected: Vec<TokenSpan> = Vec::new();
            let mut end = 0;
            for (length, gap, label) in &lengths {
                expected.push((end + gap..end + gap + length, label.as_str().into()));
                end += gap + length;
            }
            for scheme in [Scheme::Iob2, Scheme::Bilou] {
                let tags = scheme.tags(end + 1, &expected);
                prop_assert_eq!(&spans(tags.iter().map(String::as_str)).unwrap(), &expected);
            }
        }
    }
}
