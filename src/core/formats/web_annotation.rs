//! `web-annotation`: the W3C's Web Annotations as JSON-LD, a JSON array with a page for each article. Offsets are
//! code points.
//! `[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:postil:a1","type":"AnnotationPage","text":"Ann left.",
//! "items":[{"type":"Annotation","body":{"purpose":"tagging","value":"PERSON",…},"target":{"selector":[…],…}}]}]`
//!
//! Web Annotations point to a text elsewhere. The main decision: a page also holds the text, in a field that the
//! standard does not know and leaves alone, so that a file can be read by itself. Each annotation has a quotation
//! and a position. Tools that count UTF-16 units do not say so, so the quotation is believed: if the position holds
//! other words, it is tried in UTF-16 units, and then the quotation is looked for, which must be there once. Spans
//! may overlap. What was decided is not written.

use super::error::{Fault, FormatError};
use super::fields::record::{named, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::parse;
use crate::core::annotation::{Annotation, AnnotationSet, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use crate::core::text::TextRange;
use serde::Deserialize;
use serde_json::{Value, json};

/// What the ids of our pages begin with.
const PREFIX: &str = "urn:postil:";
/// How much is quoted on either side of a span, in code points.
const CONTEXT: usize = 32;

#[derive(Deserialize)]
struct Page {
    id: Option<String>,
    text: String,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    body: OneOrMany<Body>,
    target: Target,
}

#[derive(Deserialize)]
struct Body {
    purpose: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    selector: OneOrMany<Selector>,
}

/// A selector of one of the two kinds that are read, or of another.
#[derive(Deserialize)]
struct Selector {
    exact: Option<String>,
    start: Option<Offset>,
    end: Option<Offset>,
}

#[derive(Clone, Copy, Deserialize)]
struct Offset(#[serde(deserialize_with = "offset")] u32);

#[derive(Deserialize)]
#[serde(untagged, expecting = "an object or an array of objects, as Web Annotations have it")]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::Many(all) => all,
            Self::One(one) => vec![one],
        }
    }
}

/// Reads an article from a page.
pub(super) fn read(page: &str) -> Result<Article, FormatError> {
    let Page { id, text, items } = parse(page)?;
    let source = SourceText::new("text", &text)?;
    let mut annotations = AnnotationSet::new();
    for (index, Item { body, target }) in items.into_iter().enumerate() {
        let range = range(&source, &target.selector.into_vec());
        let range = range.map_err(|fault| fault.at(format!("items[{index}].target.selector")))?;
        let is_tag = |body: &Body| matches!(body.purpose.as_deref(), None | Some("tagging" | "classifying"));
        for label in body.into_vec().into_iter().filter(is_tag).filter_map(|body| body.value) {
            let label = named(label).map_err(|fault| fault.at(format!("items[{index}].body.value")))?;
            annotations.insert(Annotation::confirmed(range, label, Origin::Import));
        }
    }
    let id = id.map_or_else(unnamed, |id| ArticleId::from(from_iri(&id)));
    Ok(Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })
}

/// The span that selectors mean.
fn range(source: &SourceText, selectors: &[Selector]) -> Result<TextRange, Fault> {
    let position = selectors.iter().find_map(|it| Some((it.start?.0, it.end?.0)));
    let quoted = selectors.iter().find_map(|it| it.exact.as_ref()).map(|exact| exact.replace("\r\n", "\n"));
    let Some(quoted) = quoted else {
        let (start, end) = position.ok_or_else(|| Fault::Shape("there is no quotation and no position".to_owned()))?;
        return source.range(start, end);
    };
    let is_quoted = |range: &TextRange| source.text().slice(*range) == quoted;
    let at_position = position.and_then(|(start, end)| {
        let units = [source.range(start, end), source.range_utf16(start, end)];
        units.into_iter().filter_map(Result::ok).find(is_quoted)
    });
    let elsewhere = || {
        let mut found = source.text().as_str().match_indices(&quoted);
        let (start, _) = found.next().filter(|_| !quoted.is_empty())?;
        found.next().is_none().then(|| TextRange::from_usize(start..start + quoted.len()))
    };
    at_position.or_else(elsewhere).ok_or_else(|| {
        Fault::Shape(format!("\"{quoted}\" does not stand at its position, nor exactly once elsewhere in the text"))
    })
}

/// Writes an article as a page.
pub(super) fn write(article: &Article) -> String {
    let page = PREFIX.to_owned() + &percent_encoded(article.id.as_str());
    let item = |annotation: &Annotation| {
        let (start, end) = article.text.to_code_points(annotation.range);
        let label = annotation.label.as_str();
        let range = annotation.range.as_usize();
        let (before, after) = (&article.text.as_str()[..range.start], &article.text.as_str()[range.end..]);
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(index, _)| index);
        let suffix: String = after.chars().take(CONTEXT).collect();
        json!({"id": format!("{page}#{start}-{end}-{}", percent_encoded(label)), "type": "Annotation",
            "motivation": "tagging",
            "body": {"type": "TextualBody", "purpose": "tagging", "value": label},
            "target": {"source": page, "selector": [
                {"type": "TextQuoteSelector", "exact": article.text.slice(annotation.range),
                    "prefix": &before[from..], "suffix": suffix},
                {"type": "TextPositionSelector", "start": start.get(), "end": end.get()}]}})
    };
    let items: Vec<Value> = article.annotations.visible().map(item).collect();
    json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": page, "type": "AnnotationPage",
        "text": article.text.as_str(), "items": items})
    .to_string()
}

/// A text with all but letters, digits and a few marks as `%` and two digits a byte.
fn percent_encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// The id of an article from that of a page; others' stay as they are.
fn from_iri(iri: &str) -> String {
    iri.strip_prefix(PREFIX).and_then(percent_decoded).unwrap_or_else(|| iri.to_owned())
}

fn percent_decoded(encoded: &str) -> Option<String> {
    let mut parts = encoded.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}
