//! From the labels of one schema to those of another.

use super::{LabelId, Schema};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Where a label goes in a schema that does not have it, the nearest first. The built-in tagger speaks
/// OntoNotes; other schemas call the same things by these names.
const NEAREST: &[(&str, &[&str])] = &[
    ("PERSON", &["PER", "PEOPLE"]),
    ("PER", &["PERSON"]),
    ("ORG", &["ORGANIZATION", "ORGANISATION"]),
    ("GPE", &["LOC", "PLACE", "LOCATION"]),
    ("LOC", &["PLACE", "LOCATION", "GPE"]),
    ("FAC", &["LOC", "PLACE", "LOCATION"]),
    ("PLACE", &["GPE", "LOC"]),
    ("NORP", &["MISC"]),
    ("EVENT", &["MISC"]),
    ("WORK_OF_ART", &["WORK", "MISC"]),
    ("PRODUCT", &["MISC"]),
    ("LAW", &["MISC"]),
    ("LANGUAGE", &["MISC"]),
    ("TIME", &["DATE"]),
];

impl Schema {
    /// The active label of this schema that says what `label` says: itself, or the nearest one by the
    /// usual folding (OntoNotes → CoNLL, OntoNotes → news); `None` if this schema has nothing for it.
    #[must_use]
    pub fn nearest(&self, label: &LabelId) -> Option<&LabelId> {
        let active = |id: &str| self.active().find(|label| label.id.as_str() == id).map(|label| &label.id);
        // An archived label was put away by the user: what would carry it must not turn up under another.
        if self.label(label).is_some() {
            return active(label.as_str());
        }
        let (_, others) = NEAREST.iter().find(|(id, _)| *id == label.as_str())?;
        others.iter().find_map(|id| active(id))
    }
}

/// Renames of labels: `LOC=GPE,FAC=GPE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap(BTreeMap<LabelId, LabelId>);

/// A rename that is not written `A=B`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" does not map a label: write A=B, with commas between several")]
pub struct LabelMapError(String);

impl LabelMap {
    /// What a label is called after the renames; a label without one keeps its name.
    #[must_use]
    pub fn apply<'a>(&'a self, label: &'a LabelId) -> &'a LabelId {
        self.0.get(label).unwrap_or(label)
    }
}

impl FromStr for LabelMap {
    type Err = LabelMapError;

    fn from_str(text: &str) -> Result<Self, LabelMapError> {
        let parse = |pair: &str| {
            let (from, to) =
                pair.split_once('=').filter(|(from, to)| !from.trim().is_empty() && !to.trim().is_empty())?;
            Some((LabelId::from(from.trim()), LabelId::from(to.trim())))
        };
        let pairs = text.split(',').filter(|pair| !pair.trim().is_empty());
        pairs.map(|pair| parse(pair).ok_or_else(|| LabelMapError(pair.to_owned()))).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ontonotes_folds_into_the_small_presets() {
        let folded = |schema: &Schema, label: &str| schema.nearest(&label.into()).map(ToString::to_string);
        let (conll, news) = (Schema::conll(), Schema::news());
        assert_eq!(folded(&conll, "GPE").as_deref(), Some("LOC"));
        assert_eq!(folded(&conll, "NORP").as_deref(), Some("MISC"));
        assert_eq!(folded(&conll, "MONEY"), None);
        assert_eq!(folded(&news, "FAC").as_deref(), Some("PLACE"));
        assert_eq!(folded(&news, "TIME").as_deref(), Some("DATE"));
        assert_eq!(folded(&Schema::ontonotes(), "LOC").as_deref(), Some("LOC"));
    }

    #[test]
    fn an_archived_label_takes_nothing_and_passes_nothing_on() {
        let schema = Schema::ontonotes().with_edited(&"GPE".into(), |label| label.archived = true).unwrap();
        assert_eq!(schema.nearest(&"GPE".into()), None);
    }

    #[test]
    fn renames_are_read_and_applied() {
        let map: LabelMap = "LOC=GPE, FAC=GPE".parse().unwrap();
        assert_eq!(map.apply(&"LOC".into()).as_str(), "GPE");
        assert_eq!(map.apply(&"ORG".into()).as_str(), "ORG");
        assert!("LOC".parse::<LabelMap>().is_err());
        assert!("=GPE".parse::<LabelMap>().is_err());
    }
}
