//! What can be put right about an annotation without judgement, so that a format holds it.
//!
//! The main decision: a remedy never touches another annotation. An edge grows to the whole token that it cuts; where
//! that would run into another annotation, it shrinks, and where then nothing is left, there is no remedy and a person
//! decides.

use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::text::{TextRange, trim_white_space};
use serde::{Deserialize, Serialize};

/// What is to be done with an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What kind of remedy it is: those of one kind are done at once.
    pub kind: RemedyKind,
    /// Where the annotation stands afterwards, in bytes; without that, it is deleted.
    pub range: Option<TextRange>,
}

/// Kinds of remedies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RemedyKind {
    /// White space at its edges is left out.
    Trim,
    /// Its edges go to those of tokens.
    FitToTokens,
    /// It goes, since it is nothing but white space.
    DropBlank,
    /// It goes, since it is another one of the same label once white space at its edges is left out.
    DropDouble,
}

/// The remedy for white space at the edges of an annotation, or for one of nothing else.
pub(super) fn without_white_space(article: &Article, annotation: &Annotation) -> Remedy {
    let Some(range) = trim_white_space(&article.text, annotation.range) else {
        return Remedy { kind: RemedyKind::DropBlank, range: None };
    };
    // Of several with white space, the first stays.
    let stays = |other: &Annotation| other.range == range || other.range < annotation.range;
    let same = |other: &Annotation| {
        other.label == annotation.label && trim_white_space(&article.text, other.range) == Some(range)
    };
    if article.annotations.overlapping(range).any(|other| other.is_visible() && same(other) && stays(other)) {
        return Remedy { kind: RemedyKind::DropDouble, range: None };
    }
    Remedy { kind: RemedyKind::Trim, range: Some(range) }
}

/// The remedy for an annotation that cuts one of these tokens, which are in order.
pub(super) fn on_tokens(article: &Article, tokens: &[TextRange], annotation: &Annotation) -> Option<Remedy> {
    let range = trim_white_space(&article.text, annotation.range)?;
    let first = tokens.partition_point(|token| token.end() <= range.start());
    let end = tokens.partition_point(|token| token.start() < range.end());
    let touched = tokens.get(first..end)?;
    let grown = touched.first()?.cover(*touched.last()?);
    let inside = || {
        let whole = || touched.iter().filter(|token| range.contains(**token));
        Some(whole().next()?.cover(*whole().next_back()?))
    };
    let others = |range: TextRange| article.annotations.overlapping(range).filter(|other| other.is_visible()).count();
    let range = if others(grown) == others(annotation.range) { grown } else { inside()? };
    let taken = article.annotations.get(range, &annotation.label).is_some_and(Annotation::is_visible);
    (!taken).then_some(Remedy { kind: RemedyKind::FitToTokens, range: Some(range) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::Text;

    fn article(text: &str, marks: &[(usize, usize, &str)]) -> Article {
        let mut article = Article::new("a1", Text::new(text), Meta::default());
        for &(start, end, label) in marks {
            let range = TextRange::from_usize(start..end);
            article.annotations.insert(Annotation::confirmed(range, label.into(), Origin::Human));
        }
        article
    }

    fn trimmed(article: &Article) -> Vec<(RemedyKind, Option<std::ops::Range<usize>>)> {
        let remedy = |annotation| without_white_space(article, annotation);
        article.annotations.iter().map(remedy).map(|it| (it.kind, it.range.map(TextRange::as_usize))).collect()
    }

    fn fitted(article: &Article) -> Option<std::ops::Range<usize>> {
        // "New York-based firm"
        let tokens = [0..3, 4..14, 15..19].map(TextRange::from_usize);
        let annotation = article.annotations.iter().find(|it| it.range.end().get() == 8).unwrap();
        on_tokens(article, &tokens, annotation)?.range.map(TextRange::as_usize)
    }

    #[test]
    fn white_space_is_left_out() {
        assert_eq!(trimmed(&article(" Ann left.", &[(0, 5, "PERSON")])), [(RemedyKind::Trim, Some(1..4))]);
        assert_eq!(trimmed(&article("Ann \n left.", &[(3, 6, "PERSON")])), [(RemedyKind::DropBlank, None)]);
    }

    #[test]
    fn of_doubles_one_stays() {
        use RemedyKind::{DropDouble, Trim};
        let text = " Ann left.";
        let found = trimmed(&article(text, &[(0, 4, "PERSON"), (0, 5, "PERSON"), (1, 5, "PERSON"), (0, 5, "ORG")]));
        let kinds: Vec<RemedyKind> = found.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == DropDouble).count(), 2, "{kinds:?}");
        assert_eq!(kinds.iter().filter(|kind| **kind == Trim).count(), 2, "one of each label: {kinds:?}");
        let exact = trimmed(&article(text, &[(0, 4, "PERSON"), (1, 4, "PERSON")]));
        assert_eq!(exact[0], (DropDouble, None), "the one without white space stays");
    }

    #[test]
    fn an_edge_grows_to_its_token_or_shrinks() {
        let text = "New York-based firm";
        assert_eq!(fitted(&article(text, &[(0, 8, "GPE")])), Some(0..14));
        assert_eq!(fitted(&article(text, &[(0, 8, "GPE"), (9, 14, "ORG")])), Some(0..3), "growing would touch another");
        assert_eq!(fitted(&article(text, &[(4, 8, "GPE"), (9, 14, "ORG")])), None, "nothing would be left");
        assert_eq!(fitted(&article(text, &[(0, 8, "GPE"), (0, 14, "ORG")])), Some(0..14), "they overlap already");
        assert_eq!(fitted(&article(text, &[(0, 8, "GPE"), (0, 14, "GPE")])), None, "it would be a double");
    }
}
