//! What the taggers think possible of each token, from the spans that they think possible.

use crate::core::schema::LabelId;
use crate::core::sequence::{NO_TAGGER_TAG, Odds, Overlay, tagger_tag};
use crate::core::tagger::Suggestion;
use crate::core::text::Token;

/// A tag that is less likely is not the second.
const LEAST_OF_SECOND: f32 = 0.05;

/// How likely tags of the tokens of a sentence are, under the taggers' own labels.
pub(super) struct Possible<'a> {
    /// For each token, what it may be but outside.
    tokens: Vec<Vec<Likely<'a>>>,
}

/// A tag that a token may have.
struct Likely<'a> {
    label: &'a LabelId,
    /// Whether a span begins there.
    begins: bool,
    /// 0 to 1.
    probability: f32,
}

impl<'a> Possible<'a> {
    /// What spans, in order, make likely in a sentence.
    pub(super) fn new(tokens: &[Token], spans: &'a [Suggestion]) -> Self {
        let mut likely: Vec<Vec<Likely>> = tokens.iter().map(|_| Vec::new()).collect();
        let from = tokens.first().map_or(0, |first| spans.partition_point(|it| it.range.start() < first.range.start()));
        let end = tokens.last().map(|last| last.range.end());
        for span in spans[from..].iter().take_while(|it| end.is_some_and(|end| it.range.start() < end)) {
            let first = tokens.partition_point(|token| token.range.end() <= span.range.start());
            let covered = tokens[first..].iter().take_while(|token| token.range.start() < span.range.end()).count();
            for (at, likely) in likely[first..first + covered].iter_mut().enumerate() {
                add(likely, span, at == 0);
            }
        }
        Self { tokens: likely }
    }

    /// The likeliest tag of a token and the next in likelihood, as [`tagger_tag`] numbers them, or 0 for outside; and
    /// between them how clear it is that the first is the right one, 0 to 2.
    pub(super) fn ranking(&self, token: usize) -> (u32, u8, u32) {
        let likely = &self.tokens[token];
        let outside = 1.0 - likely.iter().map(|it| it.probability).sum::<f32>();
        let tags = likely.iter().map(|it| (tagger_tag(it.label, it.begins), it.probability));
        let (mut first, mut second) = ((0, outside), (NO_TAGGER_TAG, LEAST_OF_SECOND));
        for next in tags {
            if next.1 > first.1 {
                (first, second) = (next, if first.1 > LEAST_OF_SECOND { first } else { second });
            } else if next.1 > second.1 {
                second = next;
            }
        }
        (first.0, clear(first.1), second.0)
    }

    /// The same under the labels of the project, which are told by the taggers'. What has none there is left out.
    pub(super) fn odds(&self, overlay: &Overlay, labels: &[(LabelId, LabelId)]) -> Vec<Odds> {
        let tag = |it: &Likely| {
            let (_, label) = labels.iter().find(|(own, _)| own == it.label)?;
            overlay.tag_of(label, it.begins)
        };
        let mut odds: Vec<Odds> = Vec::new();
        for (token, likely) in (0..).zip(&self.tokens) {
            let from = odds.len();
            for (tag, probability) in likely.iter().filter_map(|it| Some((tag(it)?, it.probability))) {
                match odds[from..].iter_mut().find(|it| it.tag == tag) {
                    Some(same) => same.probability += probability,
                    None => odds.push(Odds { token, tag, probability }),
                }
            }
        }
        odds
    }
}

/// Adds what a span says of one of its tokens, the first or another.
fn add<'a>(likely: &mut Vec<Likely<'a>>, span: &'a Suggestion, begins: bool) {
    match likely.iter_mut().find(|it| it.label == &span.label && it.begins == begins) {
        Some(same) => same.probability += span.confidence,
        None => likely.push(Likely { label: &span.label, begins, probability: span.confidence }),
    }
}

/// How clear it is that the likeliest tag is the right one, in steps.
fn clear(probability: f32) -> u8 {
    match probability {
        0.8.. => 2,
        0.5.. => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::sequence::Clusters;
    use crate::core::text::{Text, TextRange, tokens};

    fn span(start: usize, end: usize, label: &str, confidence: f32) -> Suggestion {
        Suggestion { range: TextRange::from_usize(start..end), label: label.into(), origin: Origin::Model, confidence }
    }

    fn number(label: &str, begins: bool) -> u32 {
        tagger_tag(&label.into(), begins)
    }

    #[test]
    fn spans_are_ranked_by_token() {
        let text = Text::new("Leeds Crown Court sat");
        let tokens = tokens(&text);
        let spans =
            [span(0, 5, "GPE", 0.3), span(0, 17, "ORG", 0.5), span(0, 17, "FAC", 0.1), span(6, 17, "ORG", 0.25)];
        let possible = Possible::new(&tokens, &spans);
        assert_eq!(possible.ranking(0), (number("ORG", true), 1, number("GPE", true)));
        assert_eq!(possible.ranking(1), (number("ORG", false), 1, number("ORG", true)));
        assert_eq!(possible.ranking(2), (number("ORG", false), 1, 0));
        assert_eq!(possible.ranking(3), (0, 2, NO_TAGGER_TAG));
    }

    #[test]
    fn a_tag_counts_under_the_label_of_the_project() {
        let text = Text::new("Leeds sat");
        let spans = [span(0, 5, "GPE", 0.25), span(0, 5, "LOC", 0.5), span(0, 5, "ORG", 0.25)];
        let mut overlay = Overlay::new(4, Clusters::default());
        overlay.add_label(&"PLACE".into(), true);
        let labels = [("GPE".into(), "PLACE".into()), ("LOC".into(), "PLACE".into())];
        let odds = Possible::new(&tokens(&text), &spans).odds(&overlay, &labels);
        assert_eq!(odds, [Odds { token: 0, tag: 1, probability: 0.75 }]);
    }
}
