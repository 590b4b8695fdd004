//! The labels of a project that begins with files which have labels of their own.

use super::{Label, Schema};

impl Schema {
    /// The schema of a project without articles into which files with such labels come. They are added to its own; but
    /// where that is a preset as it is, and files call some of the same otherwise, as "PER" for "PERSON", theirs come in its
    /// place.
    #[must_use]
    pub fn begun_with(&self, mut brought: Self) -> Self {
        let is_otherwise = |label: &Label| self.nearest(&label.id).is_some_and(|own| brought.label(own).is_none());
        if Self::preset(&self.name).as_ref() != Some(self) || !brought.labels.iter().any(is_otherwise) {
            return self.joined_with(brought);
        }
        // A label of a file is called as in the first preset that has it: there, "LOC" is what is left of places.
        let conll = Self::conll();
        if brought.labels.iter().all(|label| conll.label(&label.id).is_some()) {
            for label in &mut brought.labels {
                *label = conll.label(&label.id).unwrap_or(label).clone();
            }
        }
        brought
    }
}

#[cfg(test)]
mod tests {
    use super::super::GrowingSchema;
    use super::*;

    /// The schema of a file in which these labels occur.
    fn of_file(ids: &[&str]) -> Schema {
        let mut schema = GrowingSchema::from(Schema::empty("imported"));
        ids.iter().for_each(|&id| schema.add_label(&id.into()).unwrap());
        schema.add_category("Sport");
        schema.finish()
    }

    /// The ids and names of the labels.
    fn labels(schema: &Schema) -> Vec<(&str, &str)> {
        schema.labels.iter().map(|label| (label.id.as_str(), label.name.as_str())).collect()
    }

    #[test]
    fn labels_that_say_the_same_as_those_of_a_preset_come_in_their_place() {
        let begun = |ids| Schema::ontonotes().begun_with(of_file(ids));
        assert_eq!(begun(&["PER"]).categories, ["Sport"]);
        let conll = Schema::conll().labels;
        assert_eq!(begun(&["PER", "ORG", "LOC"]).labels, conll[..3]);
        assert_eq!(labels(&begun(&["PLACE"])), [("PLACE", "Place")]);
        let of_many = begun(&["person", "COURT", "ORG"]);
        assert_eq!(labels(&of_many), [("person", "person"), ("COURT", "COURT"), ("ORG", "Organisation")]);
        assert_eq!(labels(&begun(&["PLACE", "LOC"])), [("PLACE", "Place"), ("LOC", "Other place")]);
        assert_eq!(of_many.validate(), Ok(()));
    }

    #[test]
    fn labels_are_added_where_they_are_others_or_somebody_has_changed_those_that_there_are() {
        let is_joined = |schema: Schema, ids: &[&str]| {
            let brought = of_file(ids);
            assert_eq!(schema.begun_with(brought.clone()), schema.joined_with(brought), "{ids:?}");
        };
        is_joined(Schema::ontonotes(), &["COURT", "PERSON"]);
        is_joined(Schema::ontonotes(), &["ORG", "CORPORATION"]);
        is_joined(Schema::conll(), &["PER", "LOC", "COURT"]);
        let renamed = |label: &mut Label| "Human being".clone_into(&mut label.name);
        is_joined(Schema::ontonotes().with_edited(&"PERSON".into(), renamed).unwrap(), &["PER"]);
        is_joined(Schema { guidelines: "No titles.".to_owned(), ..Schema::ontonotes() }, &["PER"]);
        is_joined(Schema::empty("mine"), &["PER"]);
    }
}
