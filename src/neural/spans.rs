//! From tags of pieces to spans of tokens.

use super::tags::Tag;
use crate::core::schema::LabelId;
use crate::core::sequence::Span;
use crate::core::text::{TextRange, Token};
use std::ops::Range;

/// What the network says about a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    /// Where the piece stands, in bytes of the text.
    pub range: TextRange,
    /// Its most probable tag.
    pub tag: Tag,
    /// How probable that is.
    pub probability: f32,
}

/// A span that may go on.
struct Growing {
    tokens: Range<usize>,
    label: usize,
    /// The probabilities of its words.
    probabilities: Vec<f32>,
    /// The last piece in it.
    piece: usize,
}

/// The spans of some tokens. The first piece of a token decides for the whole token, as networks are trained;
/// where one piece covers several tokens, it speaks once for all of them. The confidence is the mean
/// probability of the tags.
pub(super) fn spans(tokens: &[Token], verdicts: &[Verdict], labels: &[LabelId]) -> Vec<Span> {
    let mut found: Vec<Growing> = Vec::new();
    // The label that the next token may go on with.
    let mut open = None;
    let mut last = None;
    for (at, token) in tokens.iter().enumerate() {
        let Some(piece) = first_piece(verdicts, token.range) else {
            (open, last) = (None, None);
            continue;
        };
        if last == Some(piece) {
            let same = found.last_mut().filter(|span| span.piece == piece && span.tokens.end == at);
            if let Some(span) = same {
                span.tokens.end = at + 1;
            }
            continue;
        }
        last = Some(piece);
        let Verdict { tag, probability, .. } = verdicts[piece];
        let Some((place, label)) = tag else {
            open = None;
            continue;
        };
        match found.last_mut() {
            Some(span) if place.goes_on() && open == Some(label) => {
                span.tokens.end = at + 1;
                span.probabilities.push(probability);
                span.piece = piece;
            }
            _ => found.push(Growing { tokens: at..at + 1, label, probabilities: vec![probability], piece }),
        }
        open = place.is_open().then_some(label);
    }
    let finish = |span: Growing| {
        let confidence = span.probabilities.iter().sum::<f32>() / span.probabilities.len() as f32;
        Span { tokens: span.tokens, label: labels[span.label].clone(), confidence }
    };
    found.into_iter().map(finish).collect()
}

/// The first piece that shares a byte with a token. Pieces stand in order.
fn first_piece(verdicts: &[Verdict], token: TextRange) -> Option<usize> {
    let from = verdicts.partition_point(|verdict| verdict.range.end() <= token.start());
    verdicts.get(from).filter(|verdict| verdict.range.overlaps(token)).map(|_| from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::TagPlace::{Begin, Inside, Last, Single};
    use crate::core::text::{Text, tokens};

    /// The spans of words that are pieces, each with a tag: "Ann B0, went O".
    fn found(words: &[(&str, Tag)]) -> Vec<(String, usize)> {
        let content = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        let mut start = 0;
        let verdict = |(word, tag): &(&str, Tag)| {
            let range = TextRange::from_usize(start..start + word.len());
            start += word.len() + 1;
            Verdict { range, tag: *tag, probability: 0.5 }
        };
        let verdicts: Vec<Verdict> = words.iter().map(verdict).collect();
        texts(&content, &verdicts)
    }

    fn texts(content: &str, verdicts: &[Verdict]) -> Vec<(String, usize)> {
        let text = Text::new(content);
        let tokens = tokens(&text);
        let labels: [LabelId; 2] = ["0".into(), "1".into()];
        let read = |span: Span| {
            let range = tokens[span.tokens].iter().map(|token| token.range).reduce(TextRange::cover).unwrap();
            (text.slice(range).to_owned(), span.label.as_str().parse().unwrap())
        };
        spans(&tokens, verdicts, &labels).into_iter().map(read).collect()
    }

    fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected.iter().map(|&(text, label)| (text.to_owned(), label)).collect()
    }

    #[test]
    fn the_schemes_say_the_same() {
        let expected = pairs(&[("Ann Lee", 0), ("Bo", 0), ("Rome", 1)]);
        let tagged = |tags: [Tag; 6]| {
            let words = ["Ann", "Lee", "Bo", "of", "Rome", "left"];
            found(&words.into_iter().zip(tags).collect::<Vec<_>>())
        };
        assert_eq!(
            tagged([Some((Begin, 0)), Some((Inside, 0)), Some((Begin, 0)), None, Some((Begin, 1)), None]),
            expected,
            "IOB2"
        );
        assert_eq!(
            tagged([Some((Inside, 0)), Some((Inside, 0)), Some((Begin, 0)), None, Some((Inside, 1)), None]),
            expected,
            "IOB1"
        );
        assert_eq!(
            tagged([Some((Begin, 0)), Some((Last, 0)), Some((Single, 0)), None, Some((Single, 1)), None]),
            expected,
            "BILOU"
        );
        assert_eq!(
            tagged([Some((Inside, 0)), Some((Last, 0)), Some((Last, 0)), None, Some((Last, 1)), None]),
            expected,
            "without starts"
        );
    }

    #[test]
    fn a_change_of_label_starts_a_span() {
        assert_eq!(
            found(&[("Ann", Some((Inside, 0))), ("Rome", Some((Inside, 1)))]),
            pairs(&[("Ann", 0), ("Rome", 1)])
        );
    }

    #[test]
    fn the_first_piece_decides_for_the_token() {
        let verdict = |start, end, tag| Verdict { range: TextRange::from_usize(start..end), tag, probability: 0.5 };
        let pieces = [verdict(0, 2, Some((Begin, 0))), verdict(2, 4, None), verdict(4, 9, None)];
        assert_eq!(texts("Anna left", &pieces), pairs(&[("Anna", 0)]));
    }

    #[test]
    fn a_piece_over_several_tokens_speaks_once() {
        let verdict = |start, end, tag| Verdict { range: TextRange::from_usize(start..end), tag, probability: 0.5 };
        let one = [verdict(0, 6, Some((Begin, 1)))];
        assert_eq!(texts("北京", &one), pairs(&[("北京", 1)]));
        let two = [verdict(0, 6, Some((Begin, 1))), verdict(6, 12, Some((Last, 1)))];
        assert_eq!(texts("北京大学", &two), pairs(&[("北京大学", 1)]));
    }

    #[test]
    fn a_token_without_a_piece_ends_a_span() {
        let verdict = |start, end, tag| Verdict { range: TextRange::from_usize(start..end), tag, probability: 0.5 };
        let pieces = [verdict(0, 3, Some((Inside, 0))), verdict(6, 8, Some((Inside, 0)))];
        assert_eq!(texts("Ann \u{200b}x Bo", &pieces[..1]), pairs(&[("Ann", 0)]));
        assert_eq!(texts("Ann , Bo", &pieces), pairs(&[("Ann", 0), ("Bo", 0)]));
    }
}
