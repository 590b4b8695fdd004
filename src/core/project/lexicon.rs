//! The lexicon: every surface form that a person has decided about, with what was decided.
//!
//! The main decision: it is read from the decisions of all articles, finished or not, and an entry is edited by deciding its
//! mentions (see [`concordance`](super::concordance)): they are what the learner remembers. A list with a life of its own
//! was rejected: it would say one thing and the articles another.

use super::Project;
use super::mentions::surface;
use crate::core::annotation::Status;
use crate::core::schema::LabelId;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// What was decided about one surface form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LexiconEntry {
    /// The words, with white space between them made single.
    pub surface: String,
    /// How many mentions got each label, the most frequent first, equally frequent ones in order of first use.
    pub labels: Vec<(LabelId, usize)>,
    /// How many suggestions of a label were refused.
    pub refused: usize,
}

impl LexiconEntry {
    /// How many decisions there are.
    #[must_use]
    pub fn decisions(&self) -> usize {
        self.refused + self.labels.iter().map(|(_, count)| count).sum::<usize>()
    }

    /// Whether mentions were decided in more than one way, which may be right or a slip.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.labels.len() + usize::from(self.refused > 0) > 1
    }
}

/// The decided surface forms of all articles: the most frequent first, equally frequent ones by their letters.
#[must_use]
pub fn lexicon(project: &Project) -> Vec<LexiconEntry> {
    let mut entries: HashMap<String, LexiconEntry> = HashMap::new();
    for article in &project.articles {
        for annotation in article.annotations.iter().filter(|annotation| annotation.status != Status::Suggested) {
            let surface = surface(article, annotation.range).into_owned();
            let entry = entries.entry(surface).or_insert_with_key(|surface| LexiconEntry {
                surface: surface.clone(),
                labels: Vec::new(),
                refused: 0,
            });
            if annotation.status == Status::Rejected {
                entry.refused += 1;
                continue;
            }
            count(&mut entry.labels, &annotation.label);
        }
    }
    // By heap, as the queue.
    let ranked: BinaryHeap<_> = entries.into_values().map(|entry| (Reverse(entry.decisions()), entry)).collect();
    ranked.into_sorted_vec().into_iter().map(|(_, entry)| entry).collect()
}

/// Counts a mention under its label, which goes before those that have fewer.
fn count(labels: &mut Vec<(LabelId, usize)>, label: &LabelId) {
    let known = labels.iter().position(|(known, _)| known == label);
    let mut at = known.unwrap_or_else(|| {
        labels.push((label.clone(), 0));
        labels.len() - 1
    });
    labels[at].1 += 1;
    while at > 0 && labels[at - 1].1 < labels[at].1 {
        labels.swap(at - 1, at);
        at -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Status::{Confirmed, Rejected, Suggested};
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{Article, Meta};
    use crate::core::project::concordance;
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};
    use std::sync::Arc;

    #[test]
    fn decisions_are_counted_by_surface_form_over_all_articles() {
        let article = |id: &str, text: &str, marks: &[(std::ops::Range<usize>, &str, Status)]| {
            let mut article = Article::new(id, Text::new(text), Meta::default());
            for (range, label, status) in marks {
                let range = TextRange::from_usize(range.clone());
                let mark = Annotation::confirmed(range, (*label).into(), Origin::Human);
                article.annotations.insert(Annotation { status: *status, ..mark });
            }
            Arc::new(article)
        };
        let mut project = Project::new(Schema::news());
        project.articles = vec![
            article("a1", "New\nYork met Ford.", &[(0..8, "PLACE", Confirmed), (13..17, "PERSON", Confirmed)]),
            article("a2", "New York, Ford, Rome", &[(0..8, "PLACE", Confirmed), (10..14, "ORG", Confirmed)]),
            article(
                "a3",
                "Ford, Ford, Bonn",
                &[(0..4, "ORG", Confirmed), (6..10, "ORG", Rejected), (12..16, "PLACE", Suggested)],
            ),
        ];
        let found = lexicon(&project);
        let seen: Vec<_> = found
            .iter()
            .map(|entry| {
                let labels: Vec<String> =
                    entry.labels.iter().map(|(label, count)| format!("{label} {count}")).collect();
                format!("{}: {}, refused {}", entry.surface, labels.join(" "), entry.refused)
            })
            .collect();
        assert_eq!(seen, ["Ford: ORG 2 PERSON 1, refused 1", "New York: PLACE 2, refused 0"]);
        assert_eq!(found.iter().map(LexiconEntry::is_disputed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(concordance(&project, &found[1].surface).len(), 2, "also across a line break");
    }
}
