//! How far two people's annotations agree.
//!
//! F1 of one's annotations with the other's as gold is the same whichever is which, and is what chance-corrected agreement
//! comes to where there is no end of spans that nobody marks (G. Hripcsak and A. Rothschild, "Agreement, the F-measure, and
//! reliability in information retrieval", 2005). Kappa (J. Cohen, "A coefficient of agreement for nominal scales", 1960)
//! needs things that both judge: it is of words.

use super::scores::{Counts, count, keys};
use crate::core::annotation::Key;
use crate::core::article::Article;
use crate::core::dataset::{article_copies, common_labels, under_labels_of};
use crate::core::project::Project;
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange, tokens};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far two people agree.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// How many articles both have judged: only these are compared.
    pub articles: usize,
    /// How many articles both have, but not both have finished.
    pub unfinished: usize,
    /// How many articles only one has.
    pub alone: usize,
    /// All labels together, the first's annotations as the gold.
    pub micro: Counts,
    /// Each label.
    pub labels: BTreeMap<LabelId, Counts>,
    /// What they do not agree on, with the first's article.
    pub disagreements: Vec<(Arc<Article>, Disagreement)>,
    words: Words,
}

/// What two people have marked, with ranges in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The first alone has marked something.
    First(Key),
    /// The second alone has.
    Second(Key),
    /// Both have, but other bounds, another label or both.
    Both(Key, Key),
}

impl Disagreement {
    /// What the first has marked.
    #[must_use]
    pub fn first(&self) -> Option<&Key> {
        match self {
            Self::First(key) | Self::Both(key, _) => Some(key),
            Self::Second(_) => None,
        }
    }

    /// What the second has marked.
    #[must_use]
    pub fn second(&self) -> Option<&Key> {
        match self {
            Self::Second(key) | Self::Both(_, key) => Some(key),
            Self::First(_) => None,
        }
    }
}

/// What two people say of the same words.
#[derive(Clone, Debug, Default)]
struct Words {
    /// How many there are, and of how many both say the same.
    all: usize,
    same: usize,
    /// For each label, and for none, of how many the first says it, and of how many the second.
    said: BTreeMap<Option<LabelId>, [usize; 2]>,
}

/// Compares what was decided in two projects. What one has merged into another label is that label for both. `fold` says
/// what a label counts as, and gives `None` for one that is left out.
pub fn agreement(projects: &[Project; 2], fold: impl Fn(&LabelId) -> Option<LabelId>) -> Agreement {
    let mut agreement = Agreement::default();
    for copies in article_copies(&under_labels_of(&common_labels(projects), projects)) {
        match &copies[..] {
            [first, second] if first.is_judged && second.is_judged => {
                let [first_keys, second_keys] =
                    [first, second].map(|copy| keys(copy.article.annotations.confirmed(), &fold));
                agreement.add(first.article, &first_keys, &second_keys);
            }
            [_] => agreement.alone += 1,
            _ => agreement.unfinished += 1,
        }
    }
    agreement
}

impl Agreement {
    /// Cohen's kappa of what both say of each word: its label, or none. `None` if both say the same of all words.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        let Words { all, same, said } = &self.words;
        let share = |part: usize| part as f64 / *all as f64;
        let by_chance: f64 = said.values().map(|[first, second]| share(*first) * share(*second)).sum();
        (*all > 0 && by_chance < 1.0).then(|| (share(*same) - by_chance) / (1.0 - by_chance))
    }

    fn add(&mut self, article: &Arc<Article>, first: &BTreeSet<Key>, second: &BTreeSet<Key>) {
        self.articles += 1;
        count(first, second, &mut self.micro, &mut self.labels);
        self.words.add(&article.text, first, second);
        let disagreements = disagreements(first.difference(second), second.difference(first));
        self.disagreements.extend(disagreements.into_iter().map(|disagreement| (Arc::clone(article), disagreement)));
    }
}

impl Words {
    fn add(&mut self, text: &Text, first: &BTreeSet<Key>, second: &BTreeSet<Key>) {
        let words = tokens(text).into_iter().filter(|token| token.kind.is_word());
        let ranges: Vec<TextRange> = words.map(|token| token.range).collect();
        for (first, second) in labels_of(&ranges, first).into_iter().zip(labels_of(&ranges, second)) {
            self.all += 1;
            self.same += usize::from(first == second);
            self.said.entry(first).or_default()[0] += 1;
            self.said.entry(second).or_default()[1] += 1;
        }
    }
}

/// The label of each word, whose ranges are in bytes: of what is marked there, of what begins first and is longest.
fn labels_of(words: &[TextRange], keys: &BTreeSet<Key>) -> Vec<Option<LabelId>> {
    let mut labels = vec![None; words.len()];
    for (range, label) in keys {
        let from = words.partition_point(|word| word.end() <= range.start());
        let inside = words[from..].iter().take_while(|word| word.start() < range.end()).count();
        for of_word in &mut labels[from..from + inside] {
            of_word.get_or_insert_with(|| label.clone());
        }
    }
    labels
}

/// What is left of two people's marks, those together that are most alike, in order.
fn disagreements<'k>(first: impl Iterator<Item = &'k Key>, second: impl Iterator<Item = &'k Key>) -> Vec<Disagreement> {
    let (mut first, mut second): (Vec<&Key>, Vec<&Key>) = (first.collect(), second.collect());
    let mut found = Vec::new();
    let alike: [fn(&Key, &Key) -> bool; 3] = [
        |one, other| one.0 == other.0,
        |one, other| one.0.overlaps(other.0) && one.1 == other.1,
        |one, other| one.0.overlaps(other.0),
    ];
    for alike in alike {
        first.retain(|one| {
            let partner = second.iter().position(|other| alike(one, other)).map(|at| second.remove(at));
            found.extend(partner.map(|other| Disagreement::Both((*one).clone(), other.clone())));
            partner.is_none()
        });
    }
    found.extend(first.into_iter().cloned().map(Disagreement::First));
    found.extend(second.into_iter().cloned().map(Disagreement::Second));
    found.sort_by_key(|it| it.first().or(it.second()).map(|key| key.0));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::schema::Schema;
    use std::ops::Range;

    /// "Ann Li met Bo of Acme." as somebody finished it.
    fn by(marks: &[(Range<usize>, &str)]) -> Project {
        let mut article = Article::new("a1", Text::new("Ann Li met Bo of Acme."), Meta::default());
        article.status = ArticleStatus::Done;
        let mark = |(at, label): &(Range<usize>, &str)| {
            Annotation::confirmed(TextRange::from_usize(at.clone()), (*label).into(), Origin::Human)
        };
        article.annotations = marks.iter().map(mark).collect();
        Project { articles: vec![Arc::new(article)], ..Project::new(Schema::news()) }
    }

    fn key(at: Range<usize>, label: &str) -> Key {
        (TextRange::from_usize(at), label.into())
    }

    fn same(label: &LabelId) -> Option<LabelId> {
        Some(label.clone())
    }

    #[test]
    fn spans_are_counted_and_disagreements_told() {
        let projects = [
            by(&[(0..6, "PERSON"), (11..13, "PERSON"), (17..21, "ORG")]),
            by(&[(0..6, "PERSON"), (0..3, "PLACE"), (4..13, "PERSON"), (17..21, "PLACE")]),
        ];
        let found = agreement(&projects, same);
        assert_eq!(found.micro, Counts { correct: 1, predicted: 4, gold: 3 });
        assert_eq!(found.labels[&"PERSON".into()], Counts { correct: 1, predicted: 2, gold: 2 });
        let disagreements: Vec<Disagreement> = found.disagreements.into_iter().map(|it| it.1).collect();
        let expected = [
            Disagreement::Second(key(0..3, "PLACE")),
            Disagreement::Both(key(11..13, "PERSON"), key(4..13, "PERSON")),
            Disagreement::Both(key(17..21, "ORG"), key(17..21, "PLACE")),
        ];
        assert_eq!(disagreements, expected);
        let folded = agreement(&projects, |label| (label.as_str() == "PERSON").then(|| "PER".into()));
        assert_eq!((folded.labels.len(), folded.micro.correct, folded.disagreements.len()), (1, 1, 1));
    }

    #[test]
    fn who_merged_a_label_says_the_same_as_who_did_not() {
        let mut projects = [by(&[(17..21, "PLACE")]), by(&[(17..21, "ORG")])];
        assert_eq!(agreement(&projects, same).micro.correct, 0);
        projects[0].schema = projects[0].schema.with_merged(&"ORG".into(), &"PLACE".into()).unwrap();
        assert_eq!(agreement(&projects, same).micro.correct, 1);
    }

    /// Of seven words (the full stop is one) both say PERSON of two and nothing of three; by chance as much as
    /// (3·2 + 1·1 + 3·4) / 49.
    #[test]
    fn kappa_is_of_words() {
        let projects =
            [by(&[(0..6, "PERSON"), (11..13, "PERSON"), (17..21, "ORG")]), by(&[(0..6, "PERSON"), (17..21, "ORG")])];
        let by_chance = f64::from(3 * 2 + 1 + 2 * 3) / 36.0;
        let kappa = agreement(&projects, same).kappa().unwrap();
        assert!((kappa - (5.0 / 6.0 - by_chance) / (1.0 - by_chance)).abs() < 1e-12, "{kappa}");
        assert_eq!(agreement(&[by(&[]), by(&[])], same).kappa(), None);
    }

    #[test]
    fn only_what_both_have_finished_is_compared() {
        let mut open = by(&[]);
        Arc::make_mut(&mut open.articles[0]).status = ArticleStatus::Open;
        let mut other = by(&[]);
        Arc::make_mut(&mut other.articles[0]).text = Text::new("Another.");
        let counts = |projects: [Project; 2]| {
            let found = agreement(&projects, same);
            (found.articles, found.unfinished, found.alone)
        };
        assert_eq!(counts([by(&[]), by(&[])]), (1, 0, 0));
        assert_eq!(counts([by(&[(0..6, "PERSON")]), open]), (0, 1, 0));
        assert_eq!(counts([by(&[]), other]), (0, 0, 2));
    }
}
