//! The schemas a project can start from.

use super::{Label, LabelId, Schema};

/// A label of a preset: its id, name, colour and key.
type Preset = (&'static str, &'static str, &'static str, char);

const ONTONOTES: &[Preset] = &[
    ("PERSON", "Person", "#3b6fd4", 'p'),
    ("ORG", "Organisation", "#c2571a", 'o'),
    ("GPE", "Country, city, state", "#2b8a57", 'g'),
    ("LOC", "Other place", "#17889b", 'l'),
    ("NORP", "Nationality or group", "#8a4fc4", 'n'),
    ("FAC", "Building or site", "#4f7f8f", 'f'),
    ("DATE", "Date", "#b0357a", 'd'),
    ("TIME", "Time", "#c0519b", 't'),
    ("MONEY", "Money", "#8a7415", 'm'),
    ("PERCENT", "Percentage", "#a0603a", 'c'),
    ("EVENT", "Event", "#c23b3b", 'e'),
    ("WORK_OF_ART", "Work of art", "#5c6bc0", 'w'),
    ("PRODUCT", "Product", "#6d7f2a", 'r'),
    ("LAW", "Law", "#7a5230", 'a'),
    ("LANGUAGE", "Language", "#9c6ade", 'h'),
    ("QUANTITY", "Quantity", "#647687", 'q'),
    ("ORDINAL", "Ordinal", "#75706a", '1'),
    ("CARDINAL", "Cardinal", "#75706a", '2'),
];

const CONLL: &[Preset] = &[
    ("PER", "Person", "#3b6fd4", 'p'),
    ("ORG", "Organisation", "#c2571a", 'o'),
    ("LOC", "Place", "#2b8a57", 'l'),
    ("MISC", "Other name", "#8a4fc4", 'm'),
];

const NEWS: &[Preset] = &[
    ("PERSON", "Person", "#3b6fd4", 'p'),
    ("ORG", "Organisation", "#c2571a", 'o'),
    ("PLACE", "Place", "#2b8a57", 'l'),
    ("DATE", "Date", "#b0357a", 'd'),
    ("MONEY", "Money", "#8a7415", 'm'),
    ("EVENT", "Event", "#c23b3b", 'e'),
];

impl Label {
    /// Whether it is one of a preset and still called as there.
    #[must_use]
    pub fn has_preset_name(&self) -> bool {
        let is_it = |(id, name, ..): &Preset| self.id.as_str() == *id && self.name == *name;
        [ONTONOTES, CONLL, NEWS].into_iter().flatten().any(is_it)
    }

    /// The label of that id of the first preset that has one.
    pub(super) fn of_preset(id: &LabelId) -> Option<Self> {
        let found = [ONTONOTES, CONLL, NEWS].into_iter().flatten().find(|(known, ..)| id.as_str() == *known);
        found.map(Self::from_preset)
    }

    fn from_preset(&(id, name, color, key): &Preset) -> Self {
        Self::new(id, name, color, Some(key))
    }
}

impl Schema {
    /// The names that [`Schema::preset`] knows.
    pub const PRESETS: [&str; 3] = ["ontonotes", "conll", "news"];

    /// The preset of that name.
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        match name {
            "ontonotes" => Some(Self::ontonotes()),
            "conll" => Some(Self::conll()),
            "news" => Some(Self::news()),
            _ => None,
        }
    }

    /// The 18 labels of OntoNotes 5 (LDC2013T19), which spaCy's English models use. The default.
    #[must_use]
    pub fn ontonotes() -> Self {
        Self::of("ontonotes", ONTONOTES)
    }

    /// The four labels of CoNLL-2003 (Tjong Kim Sang and De Meulder 2003).
    #[must_use]
    pub fn conll() -> Self {
        Self::of("conll", CONLL)
    }

    /// The few labels that most newsroom work needs.
    #[must_use]
    pub fn news() -> Self {
        Self::of("news", NEWS)
    }

    fn of(name: &str, labels: &[Preset]) -> Self {
        let labels = labels.iter().map(Label::from_preset).collect();
        Self { labels, ..Self::empty(name) }
    }
}
