//! The formats there are, and how to tell one from another.

use super::conll;
use super::conllu_plus;
use super::docbin;
use super::error::{Fault, FormatError};
use super::ner_annotator;
use super::prodigy;
use super::spans_csv;
use crate::core::Extra;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A format that can be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A project file: the schema and all articles in one JSON value.
    Project,
    /// An article of ours a line.
    Jsonl,
    /// A text a line, with entities as spaCy takes them.
    Spacy,
    /// A token a line, with IOB2 tags.
    Conll,
    /// A token a line, with BILOU tags.
    Bilou,
    /// An array of articles as tokens, with spans of them.
    Gliner,
    /// A sentence a line, its tokens and their tags.
    Autotrain,
    /// An array of articles, in spaCy's JSON of version 2.
    SpacyJson,
    /// spaCy's binary file of documents.
    Docbin,
    /// A text a line, with spans in UTF-16 units.
    Doccano,
    /// An array of tasks, annotated and predicted.
    LabelStudio,
    /// A text a line, with tokens, spans and an answer.
    Prodigy,
    /// A table of spans.
    Csv,
    /// A folder of sentences, tokens and numbered tags, with a card.
    Hf,
    /// A folder with a text and a file of annotations for each article.
    Brat,
    /// A token a line, in named columns, with ids and white space.
    ConlluPlus,
    /// An array of pages of Web Annotations.
    WebAnnotation,
    /// A folder with a CAS for each article.
    CasJson,
    /// An object with labels and texts.
    NerAnnotator,
    /// A folder with a table of tokens for each article.
    Tsv3,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 20] = [
        Self::Project,
        Self::Jsonl,
        Self::Spacy,
        Self::SpacyJson,
        Self::Docbin,
        Self::Prodigy,
        Self::Doccano,
        Self::LabelStudio,
        Self::Conll,
        Self::Bilou,
        Self::Autotrain,
        Self::Gliner,
        Self::Csv,
        Self::Hf,
        Self::Brat,
        Self::ConlluPlus,
        Self::WebAnnotation,
        Self::CasJson,
        Self::NerAnnotator,
        Self::Tsv3,
    ];

    /// What the command line calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Project => "postil",
            Self::Jsonl => "postil-jsonl",
            Self::Spacy => "spacy",
            Self::Conll => "conll",
            Self::Bilou => "bilou",
            Self::Gliner => "gliner",
            Self::Autotrain => "autotrain",
            Self::SpacyJson => "spacy-json",
            Self::Docbin => "docbin",
            Self::Doccano => "doccano",
            Self::LabelStudio => "label-studio",
            Self::Prodigy => "prodigy",
            Self::Csv => "csv",
            Self::Hf => "hf",
            Self::Brat => "brat",
            Self::ConlluPlus => "conllu-plus",
            Self::WebAnnotation => "web-annotation",
            Self::CasJson => "cas-json",
            Self::NerAnnotator => "ner-annotator",
            Self::Tsv3 => "tsv3",
        }
    }

    /// Whether it takes a folder, for its files.
    #[must_use]
    pub const fn is_folder(self) -> bool {
        matches!(self, Self::Hf | Self::Brat | Self::CasJson | Self::Tsv3)
    }

    /// Whether it can hold the parts of a data set apart: as files, or in a folder that knows of parts.
    #[must_use]
    pub const fn has_parts(self) -> bool {
        !matches!(self, Self::Project | Self::Brat | Self::CasJson | Self::Tsv3)
    }

    /// Whether a file is text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Docbin)
    }

    /// What a file name ends in.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Project => "postil.json",
            Self::Jsonl => "jsonl",
            Self::Spacy => "spacy.jsonl",
            Self::Conll => "conll",
            Self::Bilou => "bilou",
            Self::Gliner => "gliner.json",
            Self::Autotrain => "autotrain.jsonl",
            Self::SpacyJson => "spacy.json",
            Self::Docbin => "spacy",
            Self::Doccano => "doccano.jsonl",
            Self::LabelStudio => "label-studio.json",
            Self::Prodigy => "prodigy.jsonl",
            Self::Csv => "csv",
            Self::Hf => "hf",
            Self::Brat => "brat",
            Self::ConlluPlus => "conllup",
            Self::WebAnnotation => "web-annotation.json",
            Self::CasJson => "cas-json",
            Self::NerAnnotator => "ner-annotator.json",
            Self::Tsv3 => "tsv3",
        }
    }

    /// Whether a file tells what only waits for a decision from what was decided.
    #[must_use]
    pub const fn holds_suggestions(self) -> bool {
        matches!(self, Self::Project | Self::Jsonl | Self::LabelStudio)
    }

    /// Whether a file tells that an article was skipped. Into others such an article does not go: there it would look
    /// like one of those to learn from.
    #[must_use]
    pub const fn holds_skipped(self) -> bool {
        self.holds_suggestions() || matches!(self, Self::Prodigy)
    }

    /// Whether a file holds the id of an article, or has a place for most of it: the name of a file.
    #[must_use]
    pub const fn holds_ids(self) -> bool {
        !matches!(self, Self::Conll | Self::Bilou | Self::Docbin | Self::NerAnnotator)
    }

    /// Whether a file holds what is known about an article, its note and its flag.
    #[must_use]
    pub const fn holds_meta(self) -> bool {
        matches!(self, Self::Project | Self::Jsonl | Self::Spacy | Self::Prodigy | Self::Doccano | Self::LabelStudio)
    }

    /// Whether a file holds the categories of an article.
    #[must_use]
    pub const fn holds_categories(self) -> bool {
        self.holds_meta() || matches!(self, Self::Docbin)
    }

    /// Whether a file holds annotations that overlap.
    #[must_use]
    pub const fn holds_overlaps(self) -> bool {
        !matches!(
            self,
            Self::Conll
                | Self::Bilou
                | Self::ConlluPlus
                | Self::Autotrain
                | Self::Hf
                | Self::SpacyJson
                | Self::NerAnnotator
                | Self::Tsv3
        )
    }

    /// Whether a file holds texts as they are; others hold tokens, and not all of what lies between.
    #[must_use]
    pub const fn holds_text(self) -> bool {
        !matches!(
            self,
            Self::Conll | Self::Bilou | Self::ConlluPlus | Self::Autotrain | Self::Hf | Self::Gliner | Self::Tsv3
        )
    }

    /// The error for a file in a format of several.
    pub(super) fn not_a_file(self) -> FormatError {
        Fault::Unknown(format!("{} is a folder of files, not a file", self.name())).into()
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The names of all formats, with commas between.
    #[must_use]
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }

    /// Tells a format that is no text by the first bytes of a file.
    #[must_use]
    pub fn detect_binary(bytes: &[u8]) -> Option<Self> {
        docbin::is_beginning(bytes).then_some(Self::Docbin)
    }

    /// Tells the format by the first line of a file that is not blank; of an array, it needs a whole element, and of an
    /// object of several lines, one line more.
    ///
    /// # Errors
    /// If it is none that can be read.
    pub fn detect(first_line: &str) -> Result<Self, FormatError> {
        let line = first_line.trim();
        if conll::is_line(line) {
            return Ok(Self::Conll);
        }
        if spans_csv::is_header(line) {
            return Ok(Self::Csv);
        }
        if conllu_plus::is_header(line) {
            return Ok(Self::ConlluPlus);
        }
        if ner_annotator::is_beginning(line) {
            return Ok(Self::NerAnnotator);
        }
        if let Some(elements) = line.strip_prefix('[') {
            return Self::detect_array(elements);
        }
        if !line.starts_with('{') {
            return unknown("this is no format that is known here");
        }
        // A project file is not looked at as a whole, and its first line need not be one: the reader names what is wrong.
        if line[1..].trim_start().starts_with("\"format\"") {
            return Ok(Self::Project);
        }
        let Ok(fields) = serde_json::from_str::<Extra>(line) else {
            return Ok(if line.lines().next() == Some("{") { Self::Project } else { Self::Jsonl });
        };
        let has = |field: &str| fields.contains_key(field);
        let first = |field: &str| fields.get(field).map_or(&Value::Null, |elements| &elements[0]);
        if has("format") {
            Ok(Self::Project)
        } else if first("annotations").get("start").is_some() {
            Ok(Self::Jsonl)
        } else if first("entities").is_object() || first("annotations").get("start_offset").is_some() {
            Ok(Self::Doccano)
        } else if has("entities") && (!has("annotations") || !first("entities").is_null()) {
            Ok(Self::Spacy)
        } else if has("annotations") {
            Ok(Self::Jsonl)
        } else if has("text") && prodigy::is_task(&fields) {
            Ok(Self::Prodigy)
        } else if has("text") && (has("label") || has("labels")) {
            Ok(Self::Doccano)
        } else if has("tokens") && has("tags") {
            Ok(Self::Autotrain)
        } else if has("tokens") && has("ner_tags") {
            Ok(Self::Hf)
        } else if has("text") && !OTHER_TOOLS.iter().any(|field| has(field)) {
            Ok(Self::Jsonl)
        } else {
            unknown_fields(&fields)
        }
    }

    /// The format of what could as well be prose, if it surely has one of lines or columns. That of JSON is for
    /// [`Self::detect`] to tell.
    #[must_use]
    pub fn detect_among_prose(text: &str) -> Option<Self> {
        let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
        let is_of = [
            (Self::Csv, spans_csv::is_header(first)),
            (Self::ConlluPlus, conllu_plus::is_header(first)),
            (Self::Conll, conll::is_beginning(text)),
        ];
        is_of.into_iter().find_map(|(format, is_so)| is_so.then_some(format))
    }

    fn detect_array(elements: &str) -> Result<Self, FormatError> {
        let Some(Ok(fields)) = serde_json::Deserializer::from_str(elements).into_iter::<Extra>().next() else {
            return Err(Fault::Unclear("the first element of this array is no whole object".to_owned()).into());
        };
        let has = |field: &str| fields.contains_key(field);
        if has("tokenized_text") {
            Ok(Self::Gliner)
        } else if has("data") || has("text") && has("label") {
            Ok(Self::LabelStudio)
        } else if has("paragraphs") {
            Ok(Self::SpacyJson)
        } else if has("@context") {
            Ok(Self::WebAnnotation)
        } else {
            unknown_fields(&fields)
        }
    }
}

fn unknown_fields(fields: &Extra) -> Result<Format, FormatError> {
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    unknown(&format!("an object with the fields {} is no format that is known here", names.join(", ")))
}

fn unknown(what: &str) -> Result<Format, FormatError> {
    Err(Fault::Unknown(format!("{what}; Postil reads {names}", names = Format::names())).into())
}

/// Fields in which other tools keep their annotations: a file with one of them is not a bare text, and
/// must not be read as one.
const OTHER_TOOLS: [&str; 3] = ["tokens", "tags", "ner_tags"];
