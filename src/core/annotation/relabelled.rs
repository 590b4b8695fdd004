//! Annotations under other labels.

use super::{Annotation, AnnotationSet, Status};
use crate::core::schema::LabelId;

impl AnnotationSet {
    /// The annotations under the labels that `becomes` gives; what gets none is left out. Where several become the same,
    /// what was confirmed stays, and a suggestion rather than what was refused.
    #[must_use]
    pub fn relabelled(&self, becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Self {
        let relabelled =
            |annotation: &Annotation| Some(Annotation { label: becomes(&annotation.label)?, ..annotation.clone() });
        let with_status = |status| self.iter().filter(move |annotation| annotation.status == status);
        // Of those that are the same, the last stays.
        let in_order = [Status::Rejected, Status::Suggested, Status::Confirmed].into_iter().flat_map(with_status);
        in_order.filter_map(relabelled).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::core::text::TextRange;

    #[test]
    fn what_becomes_the_same_is_decided_by_what_was_confirmed() {
        let range = TextRange::from_usize;
        let person = Annotation::confirmed(range(0..3), "PERSON".into(), Origin::Human);
        let place = Annotation::confirmed(range(9..13), "GPE".into(), Origin::Human);
        let refused = Annotation { label: "LOC".into(), status: Status::Rejected, ..place.clone() };
        let waiting = Annotation::suggested(range(20..24), "FAC".into(), Origin::Model, 0.9);
        let refused_too = Annotation { range: waiting.range, ..refused.clone() };
        let set: AnnotationSet = [person, place.clone(), refused, waiting.clone(), refused_too].into_iter().collect();
        let becomes = |label: &LabelId| (label.as_str() != "PERSON").then(|| "LOC".into());
        let expected = [place, waiting].map(|annotation| Annotation { label: "LOC".into(), ..annotation });
        assert_eq!(set.relabelled(&becomes), expected.into_iter().collect());
    }
}
