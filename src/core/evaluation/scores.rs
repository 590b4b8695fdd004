//! Scores of predicted annotations against gold ones.
//!
//! A prediction is right if its span and label are those of a gold annotation exactly, as the CoNLL-2003
//! shared task counts (Tjong Kim Sang and De Meulder 2003). Credit for overlap was rejected: a span that
//! is nearly right still costs the annotator a correction.

use crate::core::annotation::{Annotation, Key};
use crate::core::article::{Article, ArticleId};
use crate::core::schema::LabelId;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many annotations there were, and how many predictions were right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predictions that are in the gold.
    pub correct: usize,
    /// Predictions.
    pub predicted: usize,
    /// Gold annotations.
    pub gold: usize,
}

impl Counts {
    /// The share of predictions that are right; 0 if there are none.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.correct, self.predicted)
    }

    /// The share of the gold that was predicted; 0 if there is none.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.correct, self.gold)
    }

    /// The harmonic mean of precision and recall; 0 if there is nothing to score.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(2 * self.correct, self.predicted + self.gold)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Serialize for Counts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row {
            precision: f64,
            recall: f64,
            f1: f64,
            correct: usize,
            predicted: usize,
            gold: usize,
        }
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        let Self { correct, predicted, gold } = *self;
        Row { precision, recall, f1, correct, predicted, gold }.serialize(serializer)
    }
}

/// The scores of a set of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// How many gold articles were scored.
    pub documents: usize,
    /// How many of them had no prediction: all their annotations count as missed.
    pub missing: usize,
    /// How many predicted articles have no gold: they are not counted.
    pub unjudged: usize,
    /// All labels together.
    pub micro: Counts,
    /// Each label.
    pub labels: BTreeMap<LabelId, Counts>,
}

/// Why two sets of articles cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// They share no id and no text, and are not equally many.
    #[error(
        "gold ({gold} articles) and predicted ({predicted}) have no id or text in common, and cannot be paired in order"
    )]
    NothingInCommon {
        /// The number of gold articles.
        gold: usize,
        /// The number of predicted ones.
        predicted: usize,
    },
    /// Two articles that should be the same are not.
    #[error("the text of article \"{0}\" is not the same in both files")]
    TextDiffers(ArticleId),
}

/// Scores predicted articles against gold ones. They are paired by id where their texts are equal, and the others by their
/// text; if nothing can be paired, in order.
/// Gold that `counts` says no of is left out, with its partner. `fold` says what a label counts as, and gives `None` for one
/// that is left out on both sides.
///
/// # Errors
/// If they cannot be paired, or a pair has two different texts.
pub fn evaluate(
    gold: &[Article],
    predicted: &[Article],
    counts: impl Fn(&Article) -> bool,
    fold: impl Fn(&LabelId) -> Option<LabelId>,
) -> Result<Scores, EvaluationError> {
    let partners = pair(gold, predicted)?;
    let mut scores = Scores { unjudged: predicted.len() - partners.iter().flatten().count(), ..Scores::default() };
    for (gold, predicted) in gold.iter().zip(partners).filter(|(gold, _)| counts(gold)) {
        scores.documents += 1;
        scores.missing += usize::from(predicted.is_none());
        if predicted.is_some_and(|predicted| predicted.text != gold.text) {
            return Err(EvaluationError::TextDiffers(gold.id.clone()));
        }
        let keys = |article: &Article| keys(article.annotations.visible(), &fold);
        let predicted = predicted.map(keys).unwrap_or_default();
        count(&keys(gold), &predicted, &mut scores.micro, &mut scores.labels);
    }
    Ok(scores)
}

/// The predicted article of each gold one. An id alone is believed last: a format without ids numbers articles anew, and
/// some of the numbers may be ids of the gold.
fn pair<'a>(gold: &[Article], predicted: &'a [Article]) -> Result<Vec<Option<&'a Article>>, EvaluationError> {
    let by_id: HashMap<&ArticleId, &Article> = predicted.iter().map(|article| (&article.id, article)).collect();
    let namesake = |gold: &Article| by_id.get(&gold.id).copied();
    let mut partners: Vec<_> = gold.iter().map(|gold| namesake(gold).filter(|it| it.text == gold.text)).collect();
    pair_by_text(gold, predicted, &mut partners);
    let taken = ids(&partners);
    for (gold, partner) in without_partner(gold, &mut partners) {
        *partner = namesake(gold).filter(|it| !taken.contains(&it.id));
    }
    if partners.iter().any(Option::is_some) || gold.is_empty() {
        Ok(partners)
    } else if gold.len() == predicted.len() {
        Ok(predicted.iter().map(Some).collect())
    } else {
        Err(EvaluationError::NothingInCommon { gold: gold.len(), predicted: predicted.len() })
    }
}

/// Gives the gold articles without a partner one with the same text, each another.
fn pair_by_text<'a>(gold: &[Article], predicted: &'a [Article], partners: &mut [Option<&'a Article>]) {
    let taken = ids(partners);
    let mut others: HashMap<&str, Vec<&Article>> = HashMap::new();
    for article in predicted.iter().rev().filter(|article| !taken.contains(&article.id)) {
        others.entry(article.text.as_str()).or_default().push(article);
    }
    for (gold, partner) in without_partner(gold, partners) {
        *partner = others.get_mut(gold.text.as_str()).and_then(Vec::pop);
    }
}

fn ids<'a>(partners: &[Option<&'a Article>]) -> HashSet<&'a ArticleId> {
    partners.iter().flatten().map(|article| &article.id).collect()
}

fn without_partner<'g, 'p, 'a>(
    gold: &'g [Article],
    partners: &'p mut [Option<&'a Article>],
) -> impl Iterator<Item = (&'g Article, &'p mut Option<&'a Article>)> {
    gold.iter().zip(partners).filter(|(_, partner)| partner.is_none())
}

/// What identifies some annotations, with their labels folded.
pub(super) fn keys<'a>(
    annotations: impl Iterator<Item = &'a Annotation>,
    fold: impl Fn(&LabelId) -> Option<LabelId>,
) -> BTreeSet<Key> {
    annotations.filter_map(|annotation| Some((annotation.range, fold(&annotation.label)?))).collect()
}

/// Counts the gold and the predicted annotations of an article, for all labels together and for each.
pub(super) fn count(
    gold: &BTreeSet<Key>,
    predicted: &BTreeSet<Key>,
    micro: &mut Counts,
    labels: &mut BTreeMap<LabelId, Counts>,
) {
    for key in gold.union(predicted) {
        let (in_gold, in_predicted) = (gold.contains(key), predicted.contains(key));
        for counts in [&mut *micro, labels.entry(key.1.clone()).or_default()] {
            counts.gold += usize::from(in_gold);
            counts.predicted += usize::from(in_predicted);
            counts.correct += usize::from(in_gold && in_predicted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    fn article(id: &str, spans: &[(usize, usize, &str)]) -> Article {
        let mut article = Article::new(id, Text::new("Ann Li met Bo of Acme in Rome."), Meta::default());
        for &(start, end, label) in spans {
            let range = TextRange::from_usize(start..end);
            article.annotations.insert(Annotation::confirmed(range, label.into(), Origin::Human));
        }
        article
    }

    fn same(label: &LabelId) -> Option<LabelId> {
        Some(label.clone())
    }

    #[test]
    fn only_the_exact_span_and_label_count() {
        let gold = [article("a1", &[(0, 6, "PERSON"), (11, 13, "PERSON"), (17, 21, "ORG"), (25, 29, "GPE")])];
        let predicted = [article("a1", &[(0, 6, "PERSON"), (11, 12, "PERSON"), (17, 21, "GPE")])];
        let scores = evaluate(&gold, &predicted, |_| true, same).unwrap();
        assert_eq!(scores.micro, Counts { correct: 1, predicted: 3, gold: 4 });
        assert_eq!(scores.labels[&"PERSON".into()], Counts { correct: 1, predicted: 2, gold: 2 });
        assert_eq!(scores.labels[&"GPE".into()], Counts { correct: 0, predicted: 1, gold: 1 });
        assert!((scores.micro.f1() - 2.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn labels_are_folded_and_left_out_on_both_sides() {
        let gold = [article("a1", &[(25, 29, "LOC"), (17, 21, "ORG")])];
        let predicted = [article("a1", &[(25, 29, "GPE")])];
        let fold = |label: &LabelId| matches!(label.as_str(), "LOC" | "GPE").then(|| "GPE".into());
        assert_eq!(
            evaluate(&gold, &predicted, |_| true, fold).unwrap().micro,
            Counts { correct: 1, predicted: 1, gold: 1 }
        );
    }

    #[test]
    fn articles_are_paired_by_id_or_in_order() {
        let gold = [article("x", &[(0, 6, "PERSON")]), article("y", &[(17, 21, "ORG")])];
        let swapped = [article("y", &[(17, 21, "ORG")]), article("x", &[])];
        assert_eq!(
            evaluate(&gold, &swapped, |_| true, same).unwrap().micro,
            Counts { correct: 1, predicted: 1, gold: 2 }
        );
        let unnamed = [article("a1", &[(0, 6, "PERSON")]), article("a2", &[])];
        assert_eq!(
            evaluate(&gold, &unnamed, |_| true, same).unwrap().micro,
            Counts { correct: 1, predicted: 1, gold: 2 }
        );
        let scores = evaluate(&gold, &swapped[..1], |_| true, same).unwrap();
        assert_eq!((scores.missing, scores.micro.gold), (1, 2), "what was not predicted counts as missed");
        let error = evaluate(&gold, &[with("a1", "Other.", &[])], |_| true, same).unwrap_err();
        assert_eq!(error, EvaluationError::NothingInCommon { gold: 2, predicted: 1 });
    }

    fn with(id: &str, text: &str, spans: &[(usize, usize, &str)]) -> Article {
        let article = article(id, spans);
        Article { text: Text::new(text), ..article }
    }

    #[test]
    fn articles_with_other_ids_are_paired_by_their_text() {
        let gold = [
            with("a1", "Ann Li met.", &[(0, 6, "PERSON")]),
            with("x", "Bo left.", &[(0, 2, "PERSON")]),
            with("y", "Bo left.", &[]),
            with("z", "Acme.", &[(0, 4, "ORG")]),
        ];
        let numbered = [
            with("a1", "Ann Li met.", &[(0, 6, "PERSON")]),
            with("a2", "Bo left.", &[(0, 2, "PERSON")]),
            with("a3", "Bo left.", &[]),
            with("a4", "Other.", &[]),
        ];
        let scores = evaluate(&gold, &numbered, |_| true, same).unwrap();
        assert_eq!(scores.micro, Counts { correct: 2, predicted: 2, gold: 3 });
        assert_eq!((scores.missing, scores.unjudged), (1, 1));
    }

    #[test]
    fn an_id_that_a_format_made_up_pairs_no_other_texts() {
        let (ann, bo) = ("Ann left.", "Bo left.");
        let gold = [with("x", ann, &[(0, 3, "PERSON")]), with("a1", bo, &[(0, 2, "PERSON")])];
        let numbered = [with("a1", ann, &[(0, 3, "PERSON")]), with("a2", bo, &[])];
        let scores = evaluate(&gold, &numbered, |_| true, same).unwrap();
        assert_eq!((scores.micro, scores.missing), (Counts { correct: 1, predicted: 1, gold: 2 }, 0));
        let scores = evaluate(&gold, &numbered[..1], |_| true, same).unwrap();
        assert_eq!((scores.micro.correct, scores.missing), (1, 1), "a partner is one article's");
        let gold = [with("x", ann, &[(0, 3, "PERSON")]), with("y", bo, &[]), with("z", "Acme.", &[(0, 4, "ORG")])];
        let scores = evaluate(&gold, &numbered, |_| true, same).unwrap();
        assert_eq!((scores.micro, scores.missing), (Counts { correct: 1, predicted: 1, gold: 2 }, 1));
    }

    #[test]
    fn two_texts_cannot_be_compared() {
        let other = Article { text: Text::new("Other."), ..article("x", &[]) };
        let error = evaluate(&[article("x", &[])], &[other], |_| true, same).unwrap_err();
        assert_eq!(error, EvaluationError::TextDiffers("x".into()));
    }

    #[test]
    fn nothing_scores_nothing() {
        assert!(Counts::default().f1().abs() < f64::EPSILON);
    }
}
