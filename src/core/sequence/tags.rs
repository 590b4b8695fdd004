//! The tags of a model: outside, and the beginning and inside of each label (IOB2).

use crate::core::schema::LabelId;

/// What a tag says about a token, with the label as its place in the model's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// In no span.
    Outside,
    /// The first token of a span.
    Begin(usize),
    /// A later token of a span.
    Inside(usize),
}

/// The most labels that a model can have: the tags must fit the bits of a word.
pub const MOST_LABELS: usize = 31;

/// How long the id of a label of a model can be, in bytes: the file of a model has a byte for it.
pub const LONGEST_LABEL: usize = u8::MAX as usize;

/// Stands for the number of a tag where none is known. Numbers of tags fit a byte.
pub const NO_TAG: u8 = u8::MAX;

/// The labels of a model, and the numbers of their tags: 0 is outside, then two for each label.
#[derive(Clone, Debug, PartialEq)]
pub struct TagSet {
    labels: Vec<LabelId>,
}

impl TagSet {
    /// The tags of these labels.
    #[must_use]
    pub fn new(labels: Vec<LabelId>) -> Self {
        Self { labels }
    }

    /// The labels, in order.
    #[must_use]
    pub fn labels(&self) -> &[LabelId] {
        &self.labels
    }

    /// How many tags there are.
    #[must_use]
    pub fn len(&self) -> usize {
        1 + 2 * self.labels.len()
    }

    /// Whether there are no labels, and so nothing to tag.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// What the tag of a number says.
    #[must_use]
    pub fn tag(&self, number: usize) -> Tag {
        match (number.checked_sub(1), number % 2) {
            (None, _) => Tag::Outside,
            (Some(rest), 1) => Tag::Begin(rest / 2),
            (Some(rest), _) => Tag::Inside(rest / 2),
        }
    }

    /// The number of a tag.
    #[must_use]
    pub fn number(&self, tag: Tag) -> usize {
        match tag {
            Tag::Outside => 0,
            Tag::Begin(label) => 1 + 2 * label,
            Tag::Inside(label) => 2 + 2 * label,
        }
    }

    /// All tags, a bit a number: there are never as many as the bits of a word.
    pub(super) fn all(&self) -> u64 {
        (1 << self.len()) - 1
    }

    /// The tags that a corpus allows for a token, as a bit a number: "O", "B-ORG", "I-ORG"; a bare label for
    /// anything of it; alternatives with "|" between, as in "O|EVENT|PRODUCT"; "-" for anything at all. Labels
    /// that are not among these tags are left out; `None` if nothing is left.
    #[must_use]
    pub fn parse(&self, written: &str) -> Option<u64> {
        if written == "-" {
            return Some(self.all());
        }
        let allowed = written.split('|').fold(0, |allowed, tag| allowed | self.parse_one(tag));
        (allowed != 0).then_some(allowed)
    }

    fn parse_one(&self, written: &str) -> u64 {
        let label = |id: &str| self.labels.iter().position(|label| label.as_str() == id);
        let bit = |tag: Option<Tag>| tag.map_or(0, |tag| 1 << self.number(tag));
        match (written, written.split_at_checked(2)) {
            ("O", _) => 1,
            (_, Some(("B-", id))) => bit(label(id).map(Tag::Begin)),
            (_, Some(("I-", id))) => bit(label(id).map(Tag::Inside)),
            (id, _) => bit(label(id).map(Tag::Begin)) | bit(label(id).map(Tag::Inside)),
        }
    }

    /// Whether tag `to` may follow tag `from`; `from` is `None` at the start of a sentence. Inside of a label
    /// follows only its beginning or inside.
    #[must_use]
    pub fn may_follow(&self, from: Option<usize>, to: usize) -> bool {
        match self.tag(to) {
            Tag::Inside(label) => {
                from.is_some_and(|from| matches!(self.tag(from), Tag::Begin(of) | Tag::Inside(of) if of == label))
            }
            Tag::Outside | Tag::Begin(_) => true,
        }
    }

    /// Each tag with each that may follow it.
    pub(super) fn legal_pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let pairs = (0..self.len()).flat_map(|from| (0..self.len()).map(move |to| (from, to)));
        pairs.filter(|&(from, to)| self.may_follow(Some(from), to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_tags_go_both_ways() {
        let tags = TagSet::new(vec!["PERSON".into(), "ORG".into()]);
        assert_eq!(tags.len(), 5);
        for number in 0..tags.len() {
            assert_eq!(tags.number(tags.tag(number)), number);
        }
        assert_eq!(tags.parse("I-ORG"), Some(0b10000));
        assert_eq!(tags.parse("O|ORG|GPE"), Some(0b11001));
        assert_eq!(tags.parse("-"), Some(0b11111));
        assert_eq!(tags.parse("B-GPE"), None);
    }

    #[test]
    fn inside_follows_its_own_label_only() {
        let tags = TagSet::new(vec!["PERSON".into(), "ORG".into()]);
        assert!(tags.may_follow(Some(3), 4) && tags.may_follow(Some(4), 4));
        assert!(!tags.may_follow(Some(1), 4) && !tags.may_follow(Some(0), 4) && !tags.may_follow(None, 4));
        assert!(tags.may_follow(None, 3) && tags.may_follow(Some(2), 0));
    }
}
