//! What the labels of names are for, and how sure a rule makes one.
//!
//! What says how names look holds for the labels that names have, and not for those that a user made up.

/// How sure a label is that the words around it tell.
pub(super) const TOLD: f32 = 0.9;

pub(super) fn is_place_or_body(label: &str) -> bool {
    is_place_or_person(label) || matches!(label, "ORG" | "FAC")
}

/// Whether what the model calls so may be an organisation or a place after all: no label that a user made up.
pub(super) fn may_be_body(label: &str) -> bool {
    is_place_or_body(label) || is_work(label) || label == "NORP"
}

pub(super) fn is_place_or_person(label: &str) -> bool {
    is_person(label) || matches!(label, "GPE" | "LOC" | "EVENT")
}

pub(super) fn is_work(label: &str) -> bool {
    matches!(label, "PRODUCT" | "WORK_OF_ART")
}

pub(super) fn is_person(label: &str) -> bool {
    matches!(label, "PERSON" | "PER")
}
