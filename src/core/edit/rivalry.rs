//! Which marks give way to which when some are put in.

use crate::core::annotation::{Annotation, AnnotationSet, Key, Origin};

/// Which marks that overlap cannot both stand: two that are settled always can, and one that is not gives way to one that
/// is. What gives way to a decision is for the plan to say, and what it leaves overlapped before, as a file may bring it.
#[derive(Clone, Copy)]
pub(super) enum Rivalry {
    /// The schema allows overlaps.
    None,
    /// A step is taken. Two that it puts in cannot both stand either: the later does without.
    Forth,
    /// A step is taken back or again, or gives marks other labels. What it puts in together stood together before.
    Back,
}

impl Rivalry {
    /// Whether an annotation is settled. Decisions and what a file suggests come and go by steps alone, and so in order.
    pub(super) fn settles(self, annotation: &Annotation) -> bool {
        match self {
            Self::None => true,
            Self::Forth => annotation.is_decided(),
            Self::Back => annotation.is_decided() || annotation.origin == Origin::Import,
        }
    }
}

/// Takes `removed` out of a set and puts `added` in, and says what really went and came.
pub(super) fn replace(
    set: &mut AnnotationSet,
    removed: Vec<Annotation>,
    added: Vec<Annotation>,
    rivalry: Rivalry,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let mut gone = set.remove_all(&removed.into());
    // What this step puts in and does not take out again.
    let mut come = AnnotationSet::new();
    for annotation in added {
        let settled = |it: &Annotation| rivalry.settles(it);
        let can_stand = |rival: &&Annotation| settled(rival) && settled(&annotation);
        let mut rivals: Vec<&Annotation> = standing(set, &annotation).filter(|it| !can_stand(it)).collect();
        if matches!(rivalry, Rivalry::Forth) {
            rivals.extend(standing(&come, &annotation));
        }
        let there = set.get(annotation.range, &annotation.label);
        let is_decided = !annotation.is_decided() && there.is_some_and(Annotation::is_decided);
        if is_decided || rivals.iter().any(|rival| settled(rival) || !settled(&annotation)) {
            continue;
        }
        let mut keys: Vec<Key> = rivals.into_iter().map(Annotation::key).collect();
        keys.push(annotation.key());
        for key in keys {
            if come.remove(&key).is_none() {
                gone.extend(set.remove(&key));
            }
        }
        come.insert(annotation);
    }
    set.extend(come.clone());
    let is_back = |annotation: &Annotation| come.get(annotation.range, &annotation.label) == Some(annotation);
    let (back, gone): (Vec<_>, Vec<_>) = gone.into_iter().partition(is_back);
    // In the order of the text: a step that is replayed from the journal says the same.
    let (back, gone) = (AnnotationSet::from(back), AnnotationSet::from(gone));
    let is_new = |annotation: &&Annotation| back.get(annotation.range, &annotation.label).is_none();
    let come = come.iter().filter(is_new).cloned().collect();
    (gone.into(), come)
}

/// The visible annotations that stand where a visible one is to be put.
pub(super) fn standing<'a>(set: &'a AnnotationSet, annotation: &'a Annotation) -> impl Iterator<Item = &'a Annotation> {
    let is_other = |it: &&Annotation| (it.range, &it.label) != (annotation.range, &annotation.label);
    let visible = set.overlapping(annotation.range).filter(|it| it.is_visible() && annotation.is_visible());
    visible.filter(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Status;
    use crate::core::text::TextRange;
    use Status::{Confirmed, Rejected, Suggested};

    /// What goes and what comes when some of these, each on a byte of its own, are taken out and others put in.
    fn replaced(
        before: &[(usize, Status)],
        removed: &[(usize, Status)],
        added: &[(usize, Status)],
    ) -> [Vec<(usize, Status)>; 2] {
        let annotations = |marks: &[(usize, Status)]| -> Vec<Annotation> {
            let mark = |&(at, status): &(usize, Status)| {
                let range = TextRange::from_usize(at..at + 1);
                Annotation { status, ..Annotation::confirmed(range, "ORG".into(), Origin::Human) }
            };
            marks.iter().map(mark).collect()
        };
        let marks = |annotations: &[Annotation]| {
            annotations.iter().map(|it| (it.range.start().as_usize(), it.status)).collect::<Vec<_>>()
        };
        let mut set: AnnotationSet = annotations(before).into();
        let (gone, come) = replace(&mut set, annotations(removed), annotations(added), Rivalry::Forth);
        let (after, changes) = (set.clone(), [marks(&gone), marks(&come)]);
        replace(&mut set, come, gone, Rivalry::Back);
        assert_eq!(
            (set, after.len()),
            (annotations(before).into(), before.len() - changes[0].len() + changes[1].len())
        );
        changes
    }

    #[test]
    fn what_is_taken_out_and_put_back_has_not_changed() {
        let marks = [(1, Confirmed), (2, Suggested)];
        assert_eq!(replaced(&marks, &marks, &marks), [vec![], vec![]]);
        assert_eq!(
            replaced(&marks, &marks, &[(1, Confirmed), (2, Rejected)]),
            [vec![(2, Suggested)], vec![(2, Rejected)]]
        );
    }

    #[test]
    fn what_went_is_told_in_the_order_of_the_text() {
        assert_eq!(
            replaced(&[(1, Suggested), (2, Confirmed)], &[(2, Confirmed)], &[(1, Confirmed)]),
            [vec![(1, Suggested), (2, Confirmed)], vec![(1, Confirmed)]]
        );
    }

    #[test]
    fn what_is_put_in_twice_has_come_once_and_as_it_was_last() {
        assert_eq!(replaced(&[], &[], &[(1, Confirmed), (1, Confirmed)]), [vec![], vec![(1, Confirmed)]]);
        assert_eq!(
            replaced(&[(1, Suggested)], &[(1, Suggested)], &[(1, Rejected), (1, Confirmed)]),
            [vec![(1, Suggested)], vec![(1, Confirmed)]]
        );
        assert_eq!(replaced(&[(1, Suggested)], &[], &[(1, Rejected), (1, Suggested)]), [vec![], vec![]]);
    }

    #[test]
    fn a_suggestion_takes_the_place_of_no_decision() {
        for decision in [Confirmed, Rejected] {
            assert_eq!(replaced(&[(1, decision)], &[], &[(1, Suggested)]), [vec![], vec![]]);
        }
        assert_eq!(replaced(&[(1, Rejected)], &[], &[(1, Confirmed)]), [vec![(1, Rejected)], vec![(1, Confirmed)]]);
    }
}
