//! Labels and the set of them that a project uses.
//!
//! The main decision: a label is found by its id, which never changes and is what files hold; name,
//! colour and key may change freely, and a label that is no longer wanted is archived, never deleted.
//! Deleting was rejected: in peers it silently destroys annotations.

mod beginning;
mod categories;
mod color;
mod error;
mod folding;
mod growing;
mod guidelines;
mod label;
mod presets;
mod tag;

pub use categories::categories_in;
pub use color::{Color, ColorError};
pub use error::SchemaError;
pub use folding::{LabelChoices, LabelMap, LabelMapError};
pub use growing::GrowingSchema;
pub use guidelines::{Block, Tone, blocks, tones};
pub use label::{Label, LabelId, RESERVED_KEYS};
pub use tag::{TagPlace, tag_parts};

use crate::core::Extra;
use crate::core::text::TextRange;
use color::ColorUses;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The labels of a project, in the order in which the palette shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Schema {
    /// What the user calls it: "ontonotes", "news".
    pub name: String,
    /// Active and archived labels. Ids are unique, and so are the keys of active labels.
    pub labels: Vec<Label>,
    /// Whether annotations may overlap or nest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overlaps: bool,
    /// What articles may be about, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// What annotators are to keep to, in Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidelines: String,
    /// Fields of the file that Postil does not know, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Schema {
    /// A schema without labels.
    #[must_use]
    pub fn empty(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            labels: Vec::new(),
            overlaps: false,
            categories: Vec::new(),
            guidelines: String::new(),
            extra: Extra::new(),
        }
    }

    /// A label by its id, archived or not.
    #[must_use]
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The labels in use, in order.
    pub fn active(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter().filter(|label| !label.archived)
    }

    /// The active label that a key chooses.
    #[must_use]
    pub fn label_for_key(&self, key: char) -> Option<&Label> {
        self.active().find(|label| label.key == Some(key))
    }

    /// The active labels whose id or name, as a reader has it, has some letters, those first that start with them. Of
    /// capitals only ASCII's are the same as small letters: the tables of the others are 9 kB of the page.
    #[must_use]
    pub fn find(&self, letters: &str, name: impl Fn(&Label) -> &str) -> Vec<&Label> {
        let wanted = letters.to_ascii_lowercase();
        let at = |label: &&Label| {
            [label.id.as_str(), name(label)].iter().filter_map(|it| it.to_ascii_lowercase().find(&wanted)).min()
        };
        let (mut found, others): (Vec<_>, Vec<_>) =
            self.active().filter(|label| at(label).is_some()).partition(|label| at(label) == Some(0));
        found.extend(others);
        found
    }

    /// Checks what a file may have got wrong: ids, names, keys, colours.
    ///
    /// # Errors
    /// The first fault found.
    pub fn validate(&self) -> Result<(), SchemaError> {
        let mut ids: HashSet<&str> = HashSet::default();
        // There are few keys, however many labels there are.
        let mut keys: Vec<(char, &LabelId)> = Vec::new();
        for label in &self.labels {
            label.validate()?;
            if !ids.insert(label.id.as_str()) {
                return Err(SchemaError::Duplicate(label.id.clone()));
            }
            let Some(key) = label.key.filter(|_| !label.archived) else { continue };
            if let Some((_, owner)) = keys.iter().find(|(taken, _)| *taken == key) {
                return Err(SchemaError::KeyTaken { key, owner: (*owner).clone() });
            }
            keys.push((key, &label.id));
        }
        Ok(())
    }

    /// Adds a label at the end; one of that id that was put away is taken up again, with the key of this.
    ///
    /// # Errors
    /// If its id or key is taken or malformed, its name empty, or its colour not `#rrggbb`. Then nothing is changed.
    pub fn add_label(&mut self, label: Label) -> Result<(), SchemaError> {
        if self.label(&label.id).is_some_and(|there| there.archived) {
            *self = self.with_edited(&label.id, |there| {
                there.archived = false;
                there.key = label.key;
            })?;
        } else {
            self.check_new(&label)?;
            self.labels.push(label);
        }
        Ok(())
    }

    /// The schema with a label more.
    ///
    /// # Errors
    /// Those of [`Schema::add_label`].
    pub fn with_label(&self, label: Label) -> Result<Self, SchemaError> {
        let mut schema = self.clone();
        schema.add_label(label)?;
        Ok(schema)
    }

    /// The schema with the labels and categories of another that it lacks; a label whose key is taken gets a free one, and
    /// one that is called as another is told from it by its id.
    #[must_use]
    pub fn joined_with(&self, other: Self) -> Self {
        let mut joined = self.clone();
        for mut label in other.labels {
            if joined.label(&label.id).is_some() {
                continue;
            }
            if label.key.is_some_and(|key| joined.label_for_key(key).is_some()) {
                label.key = joined.free_key(label.id.as_str());
            }
            if joined.labels.iter().any(|there| there.name == label.name) {
                label.name = format!("{} ({})", label.name, label.id);
            }
            joined.labels.push(label);
        }
        for category in other.categories {
            if !joined.categories.contains(&category) {
                joined.categories.push(category);
            }
        }
        joined
    }

    /// The schema with one label changed by `edit`; its id stays whatever `edit` does.
    ///
    /// # Errors
    /// If there is no such label, or the outcome breaks a rule of [`Schema::add_label`].
    pub fn with_edited(&self, id: &LabelId, edit: impl FnOnce(&mut Label)) -> Result<Self, SchemaError> {
        let index =
            self.labels.iter().position(|label| label.id == *id).ok_or_else(|| SchemaError::Unknown(id.clone()))?;
        let mut schema = self.clone();
        let mut label = schema.labels.remove(index);
        edit(&mut label);
        label.id = id.clone();
        if !label.archived {
            label.merged_into = None;
        }
        schema.check_new(&label)?;
        schema.labels.insert(index, label);
        Ok(schema)
    }

    /// The schema in which a label is archived, and another is what it was, and what had been merged into it.
    ///
    /// # Errors
    /// If there is no such label.
    pub fn with_merged(&self, id: &LabelId, into: &LabelId) -> Result<Self, SchemaError> {
        let mut schema = self.with_edited(id, |label| label.archived = true)?;
        let merged = schema.labels.iter_mut().filter(|it| it.id == *id || it.merged_into.as_ref() == Some(id));
        merged.for_each(|label| label.merged_into = Some(into.clone()));
        Ok(schema)
    }

    /// The label that an archived one was merged into.
    #[must_use]
    pub fn merged_into(&self, id: &LabelId) -> Option<&LabelId> {
        self.label(id).filter(|label| label.archived)?.merged_into.as_ref()
    }

    fn check_new(&self, label: &Label) -> Result<(), SchemaError> {
        label.validate()?;
        if self.label(&label.id).is_some() {
            return Err(SchemaError::Duplicate(label.id.clone()));
        }
        let owner = label.key.filter(|_| !label.archived).and_then(|key| Some((key, self.label_for_key(key)?)));
        match owner {
            Some((key, owner)) => Err(SchemaError::KeyTaken { key, owner: owner.id.clone() }),
            None => Ok(()),
        }
    }

    /// Whether only one of two visible annotations with these ranges can stand.
    #[must_use]
    pub fn are_rivals(&self, one: TextRange, other: TextRange) -> bool {
        one == other || !self.overlaps && one.overlaps(other)
    }

    /// A key for a new label: a letter of its id that is free, or any free key.
    #[must_use]
    pub fn free_key(&self, id: &str) -> Option<char> {
        free_key(&self.keys(), id)
    }

    /// The keys of the labels in use.
    fn keys(&self) -> Vec<char> {
        self.active().filter_map(|label| label.key).collect()
    }

    /// A colour for a new label: the one of the palette that the fewest labels have.
    #[must_use]
    pub fn free_color(&self) -> &'static str {
        ColorUses::of(&self.labels).fewest()
    }
}

/// A key for a new label where those are taken.
fn free_key(taken: &[char], id: &str) -> Option<char> {
    let letters = id.chars().map(|c| c.to_ascii_lowercase());
    letters.chain('1'..='9').chain('a'..='z').find(|key| Label::is_key(*key) && !taken.contains(key))
}

#[cfg(test)]
mod tests {
    use super::color::PALETTE;
    use super::*;
    use proptest::prelude::*;

    /// A schema that is valid, of a few ids and keys, so that two have much in common.
    fn schemas() -> impl Strategy<Value = Schema> {
        let label = ("[A-F]", prop::option::of(prop::sample::select(&['a', 'b', 'c', 'd'][..])), any::<bool>());
        let labels = prop::collection::vec(label, 0..6);
        (labels, prop::collection::btree_set("[X-Z]", 0..3)).prop_map(|(labels, categories)| {
            let mut schema = Schema { categories: categories.into_iter().collect(), ..Schema::empty("any") };
            for (id, key, archived) in labels {
                let _taken = schema.add_label(Label { archived, ..Label::new(&id, "Any", "#aa3355", key) });
            }
            schema
        })
    }

    proptest! {
        #[test]
        fn joining_adds_what_is_lacking_and_changes_nothing(one in schemas(), other in schemas()) {
            let joined = one.joined_with(other.clone());
            prop_assert_eq!(joined.validate(), Ok(()));
            prop_assert!(joined.labels.starts_with(&one.labels) && joined.categories.starts_with(&one.categories));
            prop_assert!(other.labels.iter().all(|label| joined.label(&label.id).is_some()));
            prop_assert!(other.categories.iter().all(|category| joined.categories.contains(category)));
            let ids = |schema: &Schema| schema.labels.iter().map(|it| it.id.clone()).collect::<HashSet<_>>();
            prop_assert_eq!(joined.labels.len(), ids(&one).union(&ids(&other)).count());
            prop_assert_eq!(&joined.joined_with(other), &joined);
        }
    }

    #[test]
    fn the_first_labels_of_ones_own_have_colours_of_their_own() {
        let mut schema = Schema::ontonotes();
        for number in 0..8 {
            let color = schema.free_color();
            assert!(schema.labels.iter().all(|label| label.color != color), "{color}");
            schema.labels.push(Label::new(&format!("L{number}"), "New", color, None));
        }
    }

    #[test]
    fn labels_are_found_by_letters_of_id_and_name() {
        let schema = Schema::ontonotes();
        let found = |letters| {
            schema.find(letters, |label| &label.name).into_iter().map(|label| label.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(found("per"), ["PERSON", "PERCENT"]);
        assert_eq!(found("ork"), ["WORK_OF_ART"]);
        assert_eq!(found("ZZ"), [""; 0]);
        assert_eq!(found("").len(), schema.active().count());
    }

    #[test]
    fn presets_are_valid() {
        for name in Schema::PRESETS {
            let schema = Schema::preset(name).unwrap();
            assert_eq!(schema.validate(), Ok(()), "{name}");
            assert_eq!(schema.name, name);
        }
        assert_eq!(Schema::ontonotes().labels.len(), 18);
        assert_eq!(Schema::preset("nonsense"), None);
    }

    #[test]
    fn a_label_keeps_its_id_whatever_is_edited() {
        let id = LabelId::from("PERSON");
        let schema = Schema::news().with_edited(&id, |label| {
            label.id = "OTHER".into();
            label.name = "People".into();
        });
        assert_eq!(schema.unwrap().label(&id).unwrap().name, "People");
    }

    #[test]
    fn keys_of_active_labels_are_unique() {
        let news = Schema::news();
        let court = |key| Label::new("COURT", "Court", "#aa3355", key);
        let taken = news.with_label(court(Some('p')));
        assert_eq!(taken, Err(SchemaError::KeyTaken { key: 'p', owner: "PERSON".into() }));
        assert_eq!(news.with_label(court(Some('j'))), Err(SchemaError::BadKey('j')));
        let archived = news.with_edited(&"PERSON".into(), |label| label.archived = true).unwrap();
        let reused = archived.with_label(court(Some('p'))).unwrap();
        let back = reused.with_edited(&"PERSON".into(), |label| label.archived = false);
        assert_eq!(back, Err(SchemaError::KeyTaken { key: 'p', owner: "COURT".into() }));
    }

    #[test]
    fn a_label_that_was_put_away_is_taken_up_again_where_it_is_added() {
        let news = Schema::news();
        let away = news.with_edited(&"DATE".into(), |label| label.archived = true).unwrap();
        let added = Label::new("DATE", "date", "#aa3355", Some('w'));
        let back = news.with_edited(&"DATE".into(), |label| label.key = Some('w')).unwrap();
        assert_eq!(away.with_label(added.clone()), Ok(back.clone()), "its name, colour and place stay");
        assert_eq!(back.with_label(added), Err(SchemaError::Duplicate("DATE".into())));
    }

    #[test]
    fn a_label_without_a_name_is_told_that_not_that_its_id_is_empty() {
        assert_eq!(Schema::news().with_label(Label::new("", " ", "#aa3355", None)), Err(SchemaError::EmptyName));
    }

    #[test]
    fn what_a_file_has_twice_is_found_among_many_labels() {
        let label = |id: &str, key| Label::new(id, "Court", "#aa3355", key);
        let away = Label { archived: true, ..label("AWAY", Some('p')) };
        let many = (0..100_000).map(|number| label(&format!("L{number}"), None));
        let schema = Schema { labels: many.chain([away, label("PIER", Some('p'))]).collect(), ..Schema::empty("many") };
        let with = |last: Label| {
            let mut schema = schema.clone();
            schema.labels.push(last);
            schema.validate()
        };
        assert_eq!(schema.validate(), Ok(()));
        assert_eq!(with(label("L7", None)), Err(SchemaError::Duplicate("L7".into())));
        assert_eq!(
            with(label("PORT", Some('p'))),
            Err(SchemaError::KeyTaken { key: 'p', owner: "PIER".into() }),
            "what was put away has no key"
        );
    }

    #[test]
    fn what_is_lacking_is_joined() {
        let mut news = Schema::news();
        news.categories = vec!["War".to_owned()];
        let person = Label::new("PERSON", "Human", "#123456", Some('h'));
        let pier = Label::new("PIER", "Pier", "#123456", Some('p'));
        let human = Label::new("PER", "Person", "#123456", None);
        let mut other = Schema { labels: vec![person, pier, human], ..Schema::empty("other") };
        other.categories = vec!["War".to_owned(), "Sport".to_owned()];
        other.guidelines = "No titles.".to_owned();
        let joined = news.joined_with(other);
        assert_eq!(joined.validate(), Ok(()));
        assert_eq!(joined.labels[..news.labels.len()], news.labels, "what was there stays as it is");
        let [pier, human] = &joined.labels[news.labels.len()..] else { panic!("{joined:?}") };
        assert_eq!((pier.id.as_str(), pier.name.as_str(), pier.key), ("PIER", "Pier", Some('i')), "p is a person's");
        assert_eq!((human.id.as_str(), human.name.as_str()), ("PER", "Person (PER)"), "another is called so");
        assert_eq!((joined.categories.len(), joined.guidelines), (2, news.guidelines));
    }

    #[test]
    fn free_keys_and_colours_are_free() {
        let schema = Schema::ontonotes();
        let key = schema.free_key("COURT").unwrap();
        assert!(schema.label_for_key(key).is_none());
        let color = Schema { labels: Vec::new(), ..schema }.free_color();
        assert_eq!(color, PALETTE[0]);
    }
}
