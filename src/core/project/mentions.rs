//! The annotations of an article grouped by what they say, for the inspector.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::schema::LabelId;
use crate::core::text::TextRange;
use std::borrow::Cow;
use std::collections::HashMap;

/// The mentions of one surface form under one label.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionGroup<'a> {
    /// The words, with white space between them made single.
    pub surface: Cow<'a, str>,
    /// The label.
    pub label: &'a LabelId,
    /// The mentions in reading order.
    pub mentions: Vec<&'a Annotation>,
}

impl MentionGroup<'_> {
    /// How many of the mentions wait for a decision.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.mentions.iter().filter(|mention| mention.status == Status::Suggested).count()
    }
}

/// The visible annotations of an article by surface form and label, in order of first mention.
#[must_use]
pub fn mention_groups(article: &Article) -> Vec<MentionGroup<'_>> {
    let mut groups: Vec<MentionGroup> = Vec::new();
    let mut index: HashMap<(Cow<str>, &LabelId), usize> = HashMap::default();
    for annotation in article.annotations.visible() {
        let key = (surface(article, annotation.range), &annotation.label);
        let at = *index.entry(key).or_insert_with_key(|(surface, label)| {
            groups.push(MentionGroup { surface: surface.clone(), label, mentions: Vec::new() });
            groups.len() - 1
        });
        groups[at].mentions.push(annotation);
    }
    groups
}

/// The words of a range in bytes, with white space between them made single.
pub(super) fn surface(article: &Article, range: TextRange) -> Cow<'_, str> {
    let words = article.text.slice(range);
    let mut after_space = true;
    let is_single = |c: char| {
        let is_space = c.is_whitespace();
        let fits = !is_space || c == ' ' && !after_space;
        after_space = is_space;
        fits
    };
    if words.chars().all(is_single) && !words.ends_with(' ') {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::Text;

    #[test]
    fn mentions_are_grouped_across_line_breaks() {
        let mut article = Article::new("a1", Text::new("New York and New\nYork and Rome"), Meta::default());
        for range in [0..8, 13..21, 26..30] {
            let annotation = Annotation::suggested(TextRange::from_usize(range), "GPE".into(), Origin::Model, 0.9);
            article.annotations.insert(annotation);
        }
        let groups = mention_groups(&article);
        let seen: Vec<_> = groups.iter().map(|group| (&*group.surface, group.mentions.len())).collect();
        assert_eq!(seen, [("New York", 2), ("Rome", 1)]);
        assert_eq!(groups[0].undecided(), 2);
    }
}
