//! The tags that networks give to words, in every scheme that is in use.

use crate::core::schema::{LabelId, TagPlace, tag_parts};

/// What a tag says about a word: where in a span it stands, with the label as its place in the list of labels; `None` if in
/// no span.
///
/// Schemes need not be told apart: a tag that goes on with a label starts a span of it where none is open. So bare labels
/// are read, too.
pub(super) type Tag = Option<(TagPlace, usize)>;

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
        match tag_parts(name) {
            Some((place, label)) => Some((place, self.number(label))),
            None if name == "O" || name.is_empty() => None,
            None => Some((TagPlace::Inside, self.number(name))),
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
        use TagPlace::{Begin, Inside, Last, Single};

        let names = ["O", "B-PER", "I-PER", "E-PER", "L-PER", "S-PER", "U-PER", "M-PER", "PER", "creative-work"];
        let set = TagSet::parse(&names.map(str::to_owned));
        let of_person = [Begin, Inside, Last, Last, Single, Single, Inside, Inside].map(|place| Some((place, 0)));
        let expected: Vec<Tag> = [None].into_iter().chain(of_person).chain([Some((Inside, 1))]).collect();
        assert_eq!(set.tags, expected);
        assert_eq!(set.labels(), ["PER".into(), "creative-work".into()]);
    }

    #[test]
    fn the_best_tag_has_its_softmax() {
        let set = TagSet::parse(&["O", "PER"].map(str::to_owned));
        let (tag, probability) = set.best(&[1000.0, 1000.0 + 3f32.ln()]);
        assert_eq!(tag, Some((TagPlace::Inside, 0)));
        assert!((probability - 0.75).abs() < 1e-3, "{probability}");
    }
}
