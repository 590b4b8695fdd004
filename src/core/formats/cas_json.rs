//! `cas-json`: UIMA CAS JSON, which INCEpTION prefers; a folder with a file for each article. Offsets are UTF-16
//! units. Labels are the values of DKPro's named entities.
//! `{"%TYPES":{…},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"Ann left.",…},
//! {"%ID":2,"%TYPE":"…NamedEntity","@sofa":1,"begin":0,"end":3,"value":"PERSON"}],"%VIEWS":{…}}`
//!
//! Spans may overlap. What was decided is not written. Reading takes every annotation with a `value`, of whatever
//! type, since projects have layers of their own; the text is that of the first view.

use super::error::{Fault, FormatError};
use super::fields::record::named;
use super::fields::source_text::SourceText;
use super::folders::article_files::ArticleFile;
use super::streams::json::{line_of, parse};
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// How a file of the folder is written and read.
pub(super) const FILE: ArticleFile = ArticleFile { ending: ".json", write: cas, read };

/// The type of our annotations.
const NAMED_ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
/// The field of what is said about the text, and of the text itself.
const STRUCTURES: &str = "%FEATURE_STRUCTURES";
/// The type of what holds the text.
const SOFA: &str = "uima.cas.Sofa";

#[derive(Deserialize)]
struct Cas<'a> {
    // A raw value tells its line.
    #[serde(rename = "%FEATURE_STRUCTURES", borrow)]
    structures: Vec<&'a RawValue>,
}

/// A feature structure: the text, an annotation, or something else.
#[derive(Deserialize)]
struct Structure {
    #[serde(rename = "%ID")]
    id: Option<u64>,
    #[serde(rename = "@sofa")]
    sofa: Option<u64>,
    #[serde(rename = "sofaString")]
    text: Option<String>,
    begin: Option<u32>,
    end: Option<u32>,
    value: Option<Value>,
}

/// An article as a file.
fn cas(article: &Article) -> String {
    let sofa = json!({"%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain",
        "sofaString": article.text.as_str()});
    let structure = |(id, annotation): (usize, &Annotation)| {
        let (begin, end) = article.text.to_utf16(annotation.range);
        json!({"%ID": id, "%TYPE": NAMED_ENTITY, "@sofa": 1, "begin": begin.get(), "end": end.get(),
            "value": annotation.label.as_str()})
    };
    let annotations: Vec<Value> = (2..).zip(article.annotations.visible()).map(structure).collect();
    let members: Vec<Value> = annotations.iter().map(|annotation| annotation["%ID"].clone()).collect();
    let feature = |name: &str| json!({"%NAME": name, "%RANGE": "uima.cas.String"});
    let named_entity = json!({"%NAME": NAMED_ENTITY, "%SUPER_TYPE": "uima.tcas.Annotation",
        "value": feature("value"), "identifier": feature("identifier")});
    let structures: Vec<Value> = [sofa].into_iter().chain(annotations).collect();
    let cas = json!({"%TYPES": {NAMED_ENTITY: named_entity}, "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}}});
    format!("{cas}\n")
}

/// Reads an article from a file.
fn read(content: &str, id: ArticleId) -> Result<Article, FormatError> {
    let Cas { structures: raw } = parse(content)?;
    let at = |error: FormatError, index: usize| {
        error.under(&format!("{STRUCTURES}[{index}]")).in_part_from_line(line_of(content, raw[index]))
    };
    let structure = |(index, raw): (usize, &&RawValue)| parse(raw.get()).map_err(|error| at(error, index));
    let structures: Vec<Structure> = raw.iter().enumerate().map(structure).collect::<Result<_, _>>()?;
    let sofa = structures.iter().find_map(|it| Some((it.id, it.text.as_ref()?)));
    let (sofa, text) =
        sofa.ok_or_else(|| Fault::Shape(format!("there is no {SOFA} with a sofaString")).at(STRUCTURES))?;
    let source = SourceText::new("sofaString", text)?;
    let mut annotations = AnnotationSet::new();
    for (index, structure) in structures.iter().enumerate() {
        let (Some(begin), Some(end), Some(Value::String(label))) = (structure.begin, structure.end, &structure.value)
        else {
            continue;
        };
        if structure.sofa.is_some() && structure.sofa != sofa {
            continue;
        }
        let range = source.range_utf16(begin, end);
        let range = range.map_err(|fault| at(fault.at("begin"), index))?;
        let label = named(label.as_str()).map_err(|fault| at(fault.at("value"), index))?;
        annotations.insert(Annotation::confirmed(range, label, Origin::Import));
    }
    Ok(Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })
}
