//! What a person should look at: doubtful suggestions, and how many corrections an article will take.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::schema::Schema;

/// Suggestions less sure than this, from 0 to 1, are shown as questions.
pub const DOUBT: f32 = 0.6;

/// Whether a suggestion waits for a decision and is less sure than [`DOUBT`].
#[must_use]
pub fn is_doubt(annotation: &Annotation) -> bool {
    annotation.status == Status::Suggested && !is_sure(annotation, DOUBT)
}

/// The suggestions of an article that wait for a decision and are at least as sure as `threshold` (0 to 1), in
/// order; of those that cannot both stand, as a file may bring them, only one that is surer than the others, and none
/// beside what somebody has confirmed.
pub fn sure_suggestions<'a>(
    article: &'a Article,
    schema: &'a Schema,
    threshold: f32,
) -> impl Iterator<Item = &'a Annotation> {
    let is_surest = |it: &Annotation| {
        let is_other = |other: &&Annotation| (other.range, &other.label) != (it.range, &it.label);
        let rivals = article.annotations.overlapping(it.range).filter(|other| schema.are_rivals(other.range, it.range));
        let mut rivals = rivals.filter(|other| other.is_visible()).filter(is_other);
        rivals.all(|other| !other.is_decided() && confidence(other) < confidence(it))
    };
    let is_sure = move |it: &&Annotation| it.status == Status::Suggested && is_sure(it, threshold);
    article.annotations.iter().filter(is_sure).filter(move |it| is_surest(it))
}

fn confidence(annotation: &Annotation) -> f32 {
    annotation.confidence.unwrap_or(1.0)
}

/// The least sure of these, as many as `most`, the least sure first.
#[must_use]
pub fn least_sure<'a>(article: &'a Article, schema: &'a Schema, threshold: f32, most: usize) -> Vec<&'a Annotation> {
    let mut least: Vec<&Annotation> = Vec::new();
    for suggestion in sure_suggestions(article, schema, threshold) {
        let place = least.partition_point(|other| confidence(other) <= confidence(suggestion));
        least.insert(place, suggestion);
        least.truncate(most);
    }
    least
}

/// How many corrections an article is expected to take: the sum over its undecided suggestions of one less
/// their confidence. Where confidences are calibrated, that is how many of them are wrong on average; what
/// the tagger has missed is not in it.
#[must_use]
pub fn expected_corrections(article: &Article) -> f32 {
    let undecided = article.annotations.iter().filter(|annotation| !annotation.is_decided());
    let wrong = undecided.map(|suggestion| (1.0 - suggestion.confidence.unwrap_or(1.0)).max(0.0));
    // Not by `sum`: that of nothing is -0.0.
    wrong.fold(0.0, |sum, wrong| sum + wrong)
}

/// A suggestion that does not say how sure it is, as from a file, counts as sure.
fn is_sure(annotation: &Annotation, threshold: f32) -> bool {
    annotation.confidence.is_none_or(|confidence| confidence >= threshold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    /// One suggestion a byte, with these confidences.
    fn article(confidences: &[f32]) -> Article {
        let mut article = Article::new("a1", Text::new(&"x".repeat(confidences.len())), Meta::default());
        article.annotations = (0..).zip(confidences).map(|(at, &sure)| suggestion(at, sure)).collect();
        article
    }

    fn suggestion(at: usize, sure: f32) -> Annotation {
        Annotation::suggested(TextRange::from_usize(at..at + 1), "ORG".into(), Origin::Model, sure)
    }

    #[test]
    fn only_what_is_undecided_is_doubtful_or_to_correct() {
        let mut article = article(&[0.9, 0.59, 0.6]);
        let refused = Annotation { status: Status::Rejected, ..suggestion(1, 0.59) };
        let doubts = |article: &Article| article.annotations.iter().filter(|it| is_doubt(it)).count();
        assert_eq!(doubts(&article), 1);
        assert!((expected_corrections(&article) - 0.91).abs() < 1e-6);
        article.annotations.insert(refused);
        assert_eq!(doubts(&article), 0);
        assert!((expected_corrections(&article) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn the_least_sure_come_first_and_equals_in_order() {
        let article = article(&[0.9, 0.7, 0.5, 0.8, 0.7]);
        let schema = Schema::news();
        let least = least_sure(&article, &schema, 0.6, 3);
        assert_eq!(least.iter().map(|it| it.range.start().get()).collect::<Vec<_>>(), [1, 4, 3]);
        assert!(least_sure(&article, &schema, 0.95, 3).is_empty());
    }

    #[test]
    fn sure_is_what_reaches_the_threshold_or_does_not_say() {
        let mut article = article(&[0.5, 0.7, 0.9]);
        let silent = Annotation { confidence: None, ..suggestion(0, 0.0) };
        let sure = |article: &Article| sure_suggestions(article, &Schema::news(), 0.7).count();
        assert_eq!(sure(&article), 2);
        article.annotations.insert(silent);
        assert_eq!(sure(&article), 3);
        assert!((expected_corrections(&article) - 0.4).abs() < 1e-6);
    }
}
