//! From the labels of one schema to those of another.

use super::{Label, LabelId, Schema};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Where a label goes in a schema that does not have it, the nearest first. The built-in tagger speaks
/// OntoNotes; other schemas and models call the same things by these names.
const NEAREST: &[(&str, &[&str])] = &[
    ("PERSON", &["PER", "PEOPLE"]),
    ("PER", &["PERSON"]),
    ("ORG", &["ORGANIZATION", "ORGANISATION"]),
    ("ORGANIZATION", &["ORG", "ORGANISATION"]),
    ("ORGANISATION", &["ORG", "ORGANIZATION"]),
    ("CORPORATION", &["ORG", "ORGANIZATION", "ORGANISATION"]),
    ("GPE", &["LOC", "PLACE", "LOCATION"]),
    ("LOC", &["PLACE", "LOCATION", "GPE"]),
    ("FAC", &["FACILITY", "LOC", "PLACE", "LOCATION"]),
    ("PLACE", &["GPE", "LOC"]),
    ("LOCATION", &["LOC", "PLACE", "GPE"]),
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
    /// usual folding (OntoNotes → CoNLL, OntoNotes → news), in which small letters and capitals are one; `None` if this
    /// schema has nothing for it.
    #[must_use]
    pub fn nearest(&self, label: &LabelId) -> Option<&LabelId> {
        if let Some(into) = self.merged_into(label) {
            return self.active().map(|label| &label.id).find(|id| *id == into);
        }
        // An archived label was put away by the user: what would carry it must not turn up under another.
        if let Some(own) = self.label(label).filter(|own| !own.archived || !self.is_left_over(own)) {
            return (!own.archived).then_some(&own.id);
        }
        let active = |id: &str| {
            let same = |label: &&Label| label.id.as_str().eq_ignore_ascii_case(id);
            self.active().find(same).map(|label| &label.id)
        };
        let capitals = label.as_str().to_ascii_uppercase();
        let others = NEAREST.iter().find(|(id, _)| *id == capitals).map_or(&[][..], |(_, others)| others);
        active(&capitals).or_else(|| others.iter().find_map(|id| active(id)))
    }

    /// Whether a label is of the schema before: the preset that is used has no such label, but marks had it.
    fn is_left_over(&self, label: &Label) -> bool {
        Self::preset(&self.name).is_some_and(|preset| preset.label(&label.id).is_none())
    }

    /// The schema of what is written under other labels: those that `becomes` gives, once each.
    #[must_use]
    pub fn relabelled(&self, becomes: &dyn Fn(&LabelId) -> Option<LabelId>) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for label in &self.labels {
            let Some(id) = becomes(&label.id) else { continue };
            match labels.iter_mut().find(|other| other.id == id) {
                None => labels.push(Label { id, ..label.clone() }),
                // That one's name and colour were meant for it.
                Some(other) if id == label.id => *other = label.clone(),
                Some(_) => {}
            }
        }
        Self { labels, ..self.clone() }
    }
}

/// What the user wants labels to be: those of a model, where it is not what [`Schema::nearest`] says, or those of a file,
/// where they are not to stay as they are. A list, not a map: they are few, and an ordered map would be some kilobytes of
/// the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelChoices(Vec<(LabelId, Option<LabelId>)>);

impl LabelChoices {
    /// Has a label be another one, or nothing.
    pub fn choose(&mut self, label: LabelId, becomes: Option<LabelId>) {
        self.0.retain(|(other, _)| *other != label);
        self.0.push((label, becomes));
    }

    /// Each label for which there is a choice, with what it becomes.
    pub fn iter(&self) -> impl Iterator<Item = (&LabelId, Option<&LabelId>)> {
        self.0.iter().map(|(label, becomes)| (label, becomes.as_ref()))
    }

    /// What was chosen for a label, or the label itself; `None` if it is left out.
    #[must_use]
    pub fn chosen<'a>(&'a self, label: &'a LabelId) -> Option<&'a LabelId> {
        self.0.iter().find(|(other, _)| other == label).map_or(Some(label), |(_, chosen)| chosen.as_ref())
    }

    /// What a label of the model is in a schema; `None` if it is left out or the schema has nothing for it.
    #[must_use]
    pub fn apply<'a>(&self, label: &LabelId, schema: &'a Schema) -> Option<&'a LabelId> {
        match self.0.iter().find(|(other, _)| other == label) {
            Some((_, chosen)) => schema.nearest(chosen.as_ref()?),
            None => schema.nearest(label),
        }
    }
}

/// Renames of labels: `LOC=GPE,FAC=GPE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap(BTreeMap<LabelId, LabelId>);

/// Why renames are none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelMapError {
    /// One is not written `A=B`.
    #[error("\"{0}\" does not map a label: write A=B, with commas between several")]
    Shape(String),
    /// A label is to have two names.
    #[error("{0} is mapped twice")]
    Twice(LabelId),
}

impl LabelMap {
    /// What a label is called after the renames; a label without one keeps its name. Words and the id that is made of them
    /// are one label.
    #[must_use]
    pub fn apply<'a>(&'a self, label: &'a LabelId) -> &'a LabelId {
        self.0.get(&label.spaceless()).unwrap_or(label)
    }

    /// The labels that are renamed.
    pub fn renamed(&self) -> impl Iterator<Item = &LabelId> {
        self.0.keys()
    }

    /// Whether something is renamed to this label.
    #[must_use]
    pub fn gives(&self, label: &LabelId) -> bool {
        self.0.values().any(|to| to.spaceless() == label.spaceless())
    }
}

impl FromStr for LabelMap {
    type Err = LabelMapError;

    fn from_str(text: &str) -> Result<Self, LabelMapError> {
        let parse = |pair: &str| {
            let (from, to) = pair.split_once('=').map(|(from, to)| (from.trim(), to.trim()))?;
            let is_whole = !from.is_empty() && !to.is_empty() && !to.contains('=');
            is_whole.then(|| (LabelId::from(from), LabelId::from(to)))
        };
        let mut map = BTreeMap::new();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (from, to) = parse(pair).ok_or_else(|| LabelMapError::Shape(pair.to_owned()))?;
            if map.insert(from.spaceless(), to).is_some() {
                return Err(LabelMapError::Twice(from));
            }
        }
        Ok(Self(map))
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
    fn a_choice_comes_before_the_nearest() {
        let (schema, mut choices) = (Schema::news(), LabelChoices::default());
        let applied =
            |choices: &LabelChoices, label: &str| choices.apply(&label.into(), &schema).map(ToString::to_string);
        assert_eq!(applied(&choices, "PER").as_deref(), Some("PERSON"));
        assert_eq!(applied(&choices, "location").as_deref(), Some("PLACE"));
        choices.choose("PER".into(), Some("ORG".into()));
        choices.choose("PER".into(), None);
        choices.choose("SHIP".into(), Some("ORG".into()));
        choices.choose("CITY".into(), Some("GPE".into()));
        assert_eq!(applied(&choices, "PER"), None);
        assert_eq!(applied(&choices, "SHIP").as_deref(), Some("ORG"));
        assert_eq!(applied(&choices, "CITY").as_deref(), Some("PLACE"), "chosen under another schema");
    }

    #[test]
    fn a_schema_is_written_under_other_labels() {
        let mut choices = LabelChoices::default();
        choices.choose("PERSON".into(), None);
        choices.choose("ORG".into(), Some("PLACE".into()));
        choices.choose("DATE".into(), Some("DAY".into()));
        let news = Schema::news();
        let written = news.relabelled(&|label| choices.chosen(label).cloned());
        let named = |schema: &Schema| -> Vec<_> {
            schema.labels.iter().map(|label| (label.id.to_string(), label.name.clone())).collect()
        };
        let mut expected = named(&news);
        expected.retain(|(id, _)| id != "PERSON" && id != "ORG");
        expected.iter_mut().find(|(id, _)| id == "DATE").unwrap().0 = "DAY".to_owned();
        assert_eq!(named(&written), expected, "the name of the place stays its own");
        assert_eq!(written.guidelines, news.guidelines);
    }

    #[test]
    fn what_was_merged_is_told_by_the_other_label() {
        let (gpe, loc, fac) = ("GPE".into(), "LOC".into(), "FAC".into());
        let schema = Schema::ontonotes().with_merged(&gpe, &fac).unwrap().with_merged(&fac, &loc).unwrap();
        assert_eq!([&gpe, &fac].map(|label| schema.nearest(label)), [Some(&loc), Some(&loc)]);
        let again = schema.with_edited(&gpe, |label| label.archived = false).unwrap();
        assert_eq!(again.nearest(&gpe), Some(&gpe));
        let put_away = again.with_edited(&gpe, |label| label.archived = true).unwrap();
        assert_eq!(put_away.nearest(&gpe), None);
        let mut of_file = again;
        of_file.labels.iter_mut().for_each(|label| label.merged_into = Some(loc.clone()));
        assert_eq!(of_file.nearest(&gpe), Some(&gpe), "it is in use");
    }

    #[test]
    fn an_archived_label_takes_nothing_and_passes_nothing_on() {
        let schema = Schema::ontonotes().with_edited(&"GPE".into(), |label| label.archived = true).unwrap();
        assert_eq!(schema.nearest(&"GPE".into()), None);
    }

    #[test]
    fn a_label_of_the_schema_before_is_told_by_the_nearest() {
        let mut conll = Schema::conll();
        for label in Schema::ontonotes().labels.into_iter().filter(|label| label.id.as_str() != "ORG") {
            conll.labels.push(Label { archived: true, ..label });
        }
        let nearest = ["PERSON", "GPE", "MONEY", "ORG"].map(|label| conll.nearest(&label.into()).map(LabelId::as_str));
        assert_eq!(nearest, [Some("PER"), Some("LOC"), None, Some("ORG")]);
    }

    #[test]
    fn renames_are_read_and_applied() {
        let map: LabelMap = "LOC=GPE, FAC=GPE".parse().unwrap();
        assert_eq!(map.apply(&"LOC".into()).as_str(), "GPE");
        assert_eq!(map.apply(&"ORG".into()).as_str(), "ORG");
        assert!("LOC".parse::<LabelMap>().is_err());
        assert!("=GPE".parse::<LabelMap>().is_err());
        assert_eq!("LOC=ORG,LOC=PER".parse::<LabelMap>(), Err(LabelMapError::Twice("LOC".into())));
    }
}
