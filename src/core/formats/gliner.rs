//! `gliner`: what GLiNER is trained with, a JSON array of texts. Ends are inclusive.
//! `[{"tokenized_text":["Apple","hired","Ann","Li"],"ner":[[0,0,"ORG"],[2,3,"PERSON"]]}]`
//!
//! Training cuts a text off behind [`LIMIT`] tokens, so a long article is written as several texts, which have its id:
//! as many sentences as fit, and never a span in two. Texts of one id that follow each other are read as one article.
//! Tokens are those of GLiNER's own tokenizer, `\w+(?:[-_]\w+)*|\S`, because it will see no others; where they
//! are cut finer and what is lost, see [`super::tokens::tokenized`]. Spans may overlap. Labels are written as they are.

use super::error::{Fault, FormatError};
use super::fields::meta::{meta_of, other_fields};
use super::fields::record::{id_or_number, label, offset};
use super::streams::json::parse;
use super::tokens::tags::TokenSpan;
use super::tokens::tokenized::{Joined, Tokenized, words_in_sentences};
use crate::core::Extra;
use crate::core::annotation::Annotation;
use crate::core::article::{Article, ArticleId};
use crate::core::schema::LabelId;
use crate::core::text::{ByteOffset, Text, TextRange};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// GLiNER's training reads no more tokens of a text, if its configuration says nothing else.
pub(super) const LIMIT: usize = 384;
/// Its training looks for entities among spans of no more tokens, if its configuration (`max_width`) says nothing else.
pub(super) const WIDEST: usize = 12;

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
struct Entity(
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "offset")] u32,
    #[serde(deserialize_with = "label")] LabelId,
);

/// Reads an article from its elements.
pub(super) fn read(elements: &str) -> Result<Article, FormatError> {
    let (mut joined, mut spans) = (Joined::default(), Vec::new());
    let mut first_of_all = None;
    for (line, element) in values(elements) {
        let element: Element = parse(element).map_err(|error| error.in_part_from_line(line))?;
        let (before, length) = (joined.len(), element.tokenized_text.len() as u32);
        for (index, &Entity(first, last, ref label)) in element.ner.iter().enumerate() {
            if first > last || last >= length {
                let error = Fault::Tokens { first, last, length }.at(format!("ner[{index}]"));
                return Err(error.in_part_from_line(line));
            }
            spans.push((before + first as usize..before + last as usize + 1, label.clone()));
        }
        joined.push_words(&element.tokenized_text);
        first_of_all = first_of_all.or(Some((element.id, element.extra)));
    }
    let (id, mut extra) = first_of_all.unwrap_or_default();
    let article = joined.into_article(id, spans)?;
    let meta = meta_of(Value::Null, &mut extra);
    Ok(Article { meta, extra, ..article })
}

/// Writes an article as elements, with commas between.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let tokenized = tokenized(article);
    let words: Vec<&str> = tokenized.words().collect();
    let element = |text: Range<usize>| {
        let inside = tokenized.spans.iter().filter(|(span, _)| text.contains(&span.start));
        let entity = |(span, label): &TokenSpan| {
            Entity((span.start - text.start) as u32, (span.end - 1 - text.start) as u32, label.clone())
        };
        serde_json::to_string(&Element {
            id: Some(article.id.clone()),
            tokenized_text: words[text.clone()].iter().map(ToString::to_string).collect(),
            ner: inside.map(entity).collect(),
            extra: other_fields(article, &["tokenized_text", "ner"]),
        })
    };
    let elements: Result<Vec<String>, _> = texts(article, &tokenized).into_iter().map(element).collect();
    Ok(elements?.join(",\n"))
}

/// Where the texts begin that an article is written as, in bytes.
pub(super) fn text_starts(article: &Article) -> Vec<ByteOffset> {
    let tokenized = tokenized(article);
    let texts = texts(article, &tokenized).into_iter().filter(|text| !text.is_empty());
    texts.map(|text| tokenized.range(text.start).start()).collect()
}

fn tokenized(article: &Article) -> Tokenized<'_> {
    let annotations: Vec<&Annotation> = article.annotations.visible().collect();
    Tokenized::new(&article.text, words(&article.text), &annotations)
}

/// The texts that an article is written as, in tokens: each has no more than [`LIMIT`], if no span is longer.
fn texts(article: &Article, tokenized: &Tokenized) -> Vec<Range<usize>> {
    let length = tokenized.words().count();
    let mut may_begin = vec![true; length];
    for (span, _) in &tokenized.spans {
        may_begin[span.start + 1..span.end].fill(false);
    }
    let mut sentences = vec![false; length];
    if length > LIMIT {
        let (_, starts) = words_in_sentences(&article.text);
        let tokens = starts.iter().map(|start| tokenized.index_at(start.start()));
        tokens.filter(|&at| at < length).for_each(|at| sentences[at] = may_begin[at]);
    }
    let mut texts = Vec::new();
    let mut start = 0;
    while length - start > LIMIT {
        let last = start + LIMIT;
        let at_sentence = (start + 1..=last).rev().find(|&at| sentences[at]);
        let at_token = || (start + 1..=last).rev().chain(last + 1..length).find(|&at| may_begin[at]);
        let end = at_sentence.or_else(at_token).unwrap_or(length);
        texts.push(start..end);
        start = end;
    }
    texts.push(start..length);
    texts
}

/// JSON values one after the other, each with the line on which it begins; what is none is one.
fn values(content: &str) -> Vec<(usize, &str)> {
    let found: Result<Vec<&RawValue>, _> = serde_json::Deserializer::from_str(content).into_iter().collect();
    let Ok(found) = found else { return vec![(1, content)] };
    let (mut line, mut counted) = (1, 0);
    let mut line_of = |value: &RawValue| {
        let start = value.get().as_ptr() as usize - content.as_ptr() as usize;
        line += content[counted..start].matches('\n').count();
        counted = start;
        line
    };
    found.into_iter().map(|value| (line_of(value), value.get())).collect()
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
