//! A schema that labels are added to as files bring them. There may be some ten thousand, as of a data set of very fine types:
//! none is looked for among all others.

use super::color::ColorUses;
use super::{Label, LabelId, Schema, SchemaError, free_key};
use std::collections::HashSet;

/// A schema that grows.
pub struct GrowingSchema {
    schema: Schema,
    ids: HashSet<LabelId>,
    /// Those of labels in use.
    keys: Vec<char>,
    colors: ColorUses,
}

impl From<Schema> for GrowingSchema {
    fn from(schema: Schema) -> Self {
        let ids = schema.labels.iter().map(|label| label.id.clone()).collect();
        let (keys, colors) = (schema.keys(), ColorUses::of(&schema.labels));
        Self { schema, ids, keys, colors }
    }
}

impl GrowingSchema {
    /// Adds a label unless there is one of that id: as a preset has it, or named after its id, with a free colour and key.
    ///
    /// # Errors
    /// If it cannot be a label's id.
    pub fn add_label(&mut self, id: &LabelId) -> Result<(), SchemaError> {
        if self.ids.contains(id) {
            return Ok(());
        }
        let mut label = Label::of_preset(id).unwrap_or_else(|| {
            let words = id.as_str().replace('_', " ");
            let name = if words.trim().is_empty() { id.as_str() } else { &words };
            Label::new(id.as_str(), name, self.colors.fewest(), None)
        });
        label.key = label.key.filter(|key| !self.keys.contains(key)).or_else(|| free_key(&self.keys, id.as_str()));
        label.validate()?;
        self.ids.insert(id.clone());
        self.keys.extend(label.key);
        self.colors.add(&label);
        self.schema.labels.push(label);
        Ok(())
    }

    /// Adds a category unless it is there.
    pub fn add_category(&mut self, category: &str) {
        if !self.schema.categories.iter().any(|there| there == category) {
            self.schema.categories.push(category.to_owned());
        }
    }

    /// Allows overlaps if there are some.
    pub fn allow_overlaps(&mut self, are_there: bool) {
        self.schema.overlaps |= are_there;
    }

    /// The schema as it has become.
    #[must_use]
    pub fn finish(self) -> Schema {
        self.schema
    }
}

#[cfg(test)]
mod tests {
    use super::super::color::PALETTE;
    use super::*;

    #[test]
    fn very_many_labels_are_added_one_by_one() {
        let mut schema = GrowingSchema::from(Schema::news());
        for number in (0..100_000).chain(0..100_000) {
            schema.add_label(&format!("L{number}").into()).unwrap();
        }
        let schema = schema.finish();
        assert_eq!((schema.labels.len(), schema.validate()), (100_006, Ok(())));
        let with_first = schema.labels.iter().filter(|label| label.color == schema.labels[0].color).count();
        assert_eq!(with_first, 100_006_usize.div_ceil(PALETTE.len()), "as many as of any other colour");
    }

    #[test]
    fn it_grows_as_if_by_one_label_and_another() {
        let away = Label { archived: true, ..Label::new("AWAY", "Away", "#C2571A", Some('x')) };
        let mut grown = Schema::conll();
        grown.labels.push(away);
        let mut growing = GrowingSchema::from(grown.clone());
        for id in ["TITLE", "PERSON", "AWAY", "PLACE", "TITLE", "MONEY"] {
            let id = LabelId::from(id);
            growing.add_label(&id).unwrap();
            if grown.label(&id).is_none() {
                let preset = Label::of_preset(&id);
                let new = preset.unwrap_or_else(|| Label::new(id.as_str(), "TITLE", grown.free_color(), None));
                let key = new.key.filter(|&key| grown.label_for_key(key).is_none());
                let key = key.or_else(|| grown.free_key(id.as_str()));
                grown.add_label(Label { key, ..new }).unwrap();
            }
        }
        assert_eq!(growing.finish(), grown);
    }
}
