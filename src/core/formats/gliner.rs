//! `gliner`: what GLiNER is trained with, a JSON array with an object an article. Ends are inclusive.
//! `[{"tokenized_text":["Apple","hired","Ann","Li"],"ner":[[0,0,"ORG"],[2,3,"PERSON"]]}]`
//!
//! Tokens are those of GLiNER's own tokenizer, `\w+(?:[-_]\w+)*|\S`, because it will see no others; where they
//! are cut finer and what is lost, see [`super::tokenized`]. Spans may overlap. Labels are written as they are.

use super::error::{Fault, FormatError};
use super::json::parse;
use super::meta::{meta_of, other_fields};
use super::record::{id_or_number, offset};
use super::tokenized::{Joined, Tokenized};
use crate::core::Extra;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId};
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

#[derive(Serialize, Deserialize)]
struct Element {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    tokenized_text: Vec<String>,
    #[serde(default)]
    ner: Vec<Entity>,
    /// `ner_labels`, `ner_negatives`, relations and the like.
    #[serde(flatten)]
    extra: Extra,
}

/// The indexes of the first and the last token, and the label.
#[derive(Serialize, Deserialize)]
struct Entity(#[serde(deserialize_with = "offset")] u32, #[serde(deserialize_with = "offset")] u32, LabelId);

/// Reads an article from an element; `number` (from 1) names it if it has no id.
pub(super) fn read(element: &str, number: usize) -> Result<Article, FormatError> {
    let element: Element = parse(element)?;
    let length = element.tokenized_text.len() as u32;
    let mut spans = Vec::new();
    for (index, Entity(first, last, label)) in element.ner.into_iter().enumerate() {
        if first > last || last >= length {
            return Err(Fault::Tokens { first, last, length }.at(format!("ner[{index}]")));
        }
        spans.push((first as usize..last as usize + 1, label));
    }
    let article = Joined::words(&element.tokenized_text).into_article(element.id, number, spans)?;
    let mut extra = element.extra;
    let meta = meta_of(Value::Null, &mut extra);
    Ok(Article { meta, extra, ..article })
}

/// Writes an article as an element.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let annotations: Vec<&Annotation> = article.annotations.visible().collect();
    let tokenized = Tokenized::new(&article.text, words(&article.text), &annotations);
    let entity = |(span, label): &(std::ops::Range<usize>, LabelId)| {
        Entity(span.start as u32, span.end as u32 - 1, label.clone())
    };
    serde_json::to_string(&Element {
        id: Some(article.id.clone()),
        tokenized_text: tokenized.words().map(str::to_owned).collect(),
        ner: tokenized.spans.iter().map(entity).collect(),
        extra: other_fields(article, &["tokenized_text", "ner"]),
    })
}

/// The tokens of GLiNER's tokenizer, in bytes.
pub(super) fn words(text: &Text) -> Vec<TextRange> {
    let content = text.as_str();
    let word_end = |from: usize| content[from..].find(|c| !is_word(c)).map_or(content.len(), |length| from + length);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = content[at..].chars().next() {
        let mut end = word_end(at);
        if end == at {
            end += c.len_utf8();
        } else {
            while let Some(rest) = content[end..].strip_prefix('-').filter(|rest| rest.starts_with(is_word)) {
                end = word_end(content.len() - rest.len());
            }
        }
        if !c.is_whitespace() {
            found.push(TextRange::from_usize(at..end));
        }
        at = end;
    }
    found
}

/// Python's `\w`, which is no combining mark, though Rust counts many as alphabetic: those that join the letter
/// before them.
fn is_word(c: char) -> bool {
    let joins = || ['a', c].iter().collect::<String>().graphemes(true).count() == 1;
    c == '_' || c.is_alphanumeric() && (c.is_ascii() || !joins())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_gliner_cuts_them() {
        let text = Text::new("Jae-yong's well-known_x - a-, -b U.S. 北京 🍎👍");
        let found: Vec<&str> = words(&text).into_iter().map(|word| text.slice(word)).collect();
        let expected = [
            "Jae-yong",
            "'",
            "s",
            "well-known_x",
            "-",
            "a",
            "-",
            ",",
            "-",
            "b",
            "U",
            ".",
            "S",
            ".",
            "北京",
            "🍎",
            "👍",
        ];
        assert_eq!(found, expected);
        let text = Text::new("हिन्दी שָׁלוֹם");
        assert_eq!(words(&text).len(), 12, "marks stand alone, as in Python");
    }
}
