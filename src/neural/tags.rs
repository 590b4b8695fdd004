//! The tags that networks give to words, in every scheme that is in use.

use crate::core::schema::LabelId;

/// What a tag says about a word, with the label as its place in the list of labels.
///
/// Schemes need not be told apart: a tag that goes on with a label starts a span of it where none is open.
/// That reads IOB1 (`B-` only between neighbours), IOB2, BILOU and BIOES alike, and bare labels as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// In no span.
    Outside,
    /// The first word of a span.
    Begin(usize),
    /// A word of a span, the first if none of its label is open.
    Inside(usize),
    /// The last word of a span.
    Last(usize),
    /// A span of one word.
    Single(usize),
}

/// The tags of a network, in the order of its answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TagSet {
    labels: Vec<LabelId>,
    tags: Vec<Tag>,
}

impl TagSet {
    /// Reads what the tags are called: "O", "B-PER", "PER".
    pub fn parse(names: &[String]) -> Self {
        let mut set = Self { labels: Vec::new(), tags: Vec::new() };
        for name in names {
            let tag = set.parse_one(name);
            set.tags.push(tag);
        }
        set
    }

    fn parse_one(&mut self, name: &str) -> Tag {
        match name.split_once('-') {
            _ if name == "O" || name.is_empty() => Tag::Outside,
            Some(("B", label)) => Tag::Begin(self.number(label)),
            Some(("I" | "M", label)) => Tag::Inside(self.number(label)),
            Some(("L" | "E", label)) => Tag::Last(self.number(label)),
            Some(("U" | "S", label)) => Tag::Single(self.number(label)),
            _ => Tag::Inside(self.number(name)),
        }
    }

    fn number(&mut self, label: &str) -> usize {
        let known = self.labels.iter().position(|known| known.as_str() == label);
        known.unwrap_or_else(|| {
            self.labels.push(label.into());
            self.labels.len() - 1
        })
    }

    /// The labels, in the order in which they occur.
    pub fn labels(&self) -> &[LabelId] {
        &self.labels
    }

    /// How many tags there are.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// The most probable tag, and its probability (softmax), for the scores of all tags.
    pub fn best(&self, scores: &[f32]) -> (Tag, f32) {
        let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
        let highest = scores[best];
        let sum: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
        (self.tags[best], 1.0 / sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_is_read() {
        let names = ["O", "B-PER", "I-PER", "E-PER", "L-PER", "S-PER", "U-PER", "M-PER", "PER", "creative-work"];
        let set = TagSet::parse(&names.map(str::to_owned));
        let expected = [
            Tag::Outside,
            Tag::Begin(0),
            Tag::Inside(0),
            Tag::Last(0),
            Tag::Last(0),
            Tag::Single(0),
            Tag::Single(0),
            Tag::Inside(0),
            Tag::Inside(0),
            Tag::Inside(1),
        ];
        assert_eq!(set.tags, expected);
        assert_eq!(set.labels(), ["PER".into(), "creative-work".into()]);
    }

    #[test]
    fn the_best_tag_has_its_softmax() {
        let set = TagSet::parse(&["O", "PER"].map(str::to_owned));
        let (tag, probability) = set.best(&[1000.0, 1000.0 + 3f32.ln()]);
        assert_eq!(tag, Tag::Inside(0));
        assert!((probability - 0.75).abs() < 1e-3, "{probability}");
    }
}
