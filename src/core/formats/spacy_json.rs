//! `spacy-json`: spaCy's JSON of version 2, which `spacy convert` still takes. A JSON array with an object an
//! article; tokens with BILOU tags in sentences in paragraphs.
//! `[{"id":"a1","paragraphs":[{"raw":"Ann left.","sentences":[{"tokens":[{"id":0,"orth":"Ann","space":" ","ner":"U-PERSON"},…`
//!
//! An article is written as one paragraph, because spaCy makes a document of each. What lies between words is
//! kept as spaCy does, by tokens of white space; where tokens are cut finer, see [`super::tokens::tokenized`]. Of
//! annotations that overlap, the longest are written, and not what was decided about them. Reading joins
//! paragraphs by newlines; an entity that is said to be unknown ("-" or nothing) is none.

use super::error::{Fault, FormatError};
use super::fields::meta::{meta_of, other_fields};
use super::fields::record::id_or_number;
use super::streams::json::parse;
use super::tokens::tags::{self, Scheme};
use super::tokens::tokenized::{Joined, Tokenized};
use crate::core::Extra;
use crate::core::article::{Article, ArticleId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Serialize, Deserialize)]
struct Element {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    paragraphs: Vec<Paragraph>,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Serialize, Deserialize)]
struct Paragraph {
    raw: Option<String>,
    #[serde(default)]
    sentences: Vec<Sentence>,
}

#[derive(Serialize, Deserialize)]
struct Sentence {
    tokens: Vec<Token>,
}

#[derive(Serialize, Deserialize)]
struct Token {
    #[serde(default)]
    id: usize,
    orth: String,
    /// What stands between it and the next: one space or nothing.
    space: Option<String>,
    ner: Option<String>,
}

/// Reads an article from an element.
pub(super) fn read(element: &str) -> Result<Article, FormatError> {
    let element: Element = parse(element)?;
    let mut joined = Joined::default();
    let mut spans = Vec::new();
    for (index, paragraph) in element.paragraphs.into_iter().enumerate() {
        let field = format!("paragraphs[{index}]");
        if index > 0 {
            joined.push_text("\n");
        }
        let before = joined.len();
        let lengths: Vec<usize> = paragraph.sentences.iter().map(|sentence| sentence.tokens.len()).collect();
        let tokens: Vec<Token> = paragraph.sentences.into_iter().flat_map(|sentence| sentence.tokens).collect();
        let tags = tokens.iter().map(|token| token.ner.as_deref().filter(|&tag| tag != "-").unwrap_or("O"));
        let found = tags::spans(tags).map_err(|(index, fault)| {
            let (sentence, token) = place(&lengths, index);
            fault.at(format!("{field}.sentences[{sentence}].tokens[{token}].ner"))
        })?;
        spans.extend(found.into_iter().map(|(span, label)| (before + span.start..before + span.end, label)));
        match paragraph.raw {
            Some(raw) => push_raw(&mut joined, &raw, &tokens).map_err(|fault| fault.at(field))?,
            None => push_spaced(&mut joined, &tokens),
        }
    }
    let article = joined.into_article(element.id, spans)?;
    let mut extra = element.extra;
    let meta = meta_of(Value::Null, &mut extra);
    Ok(Article { meta, extra, ..article })
}

/// The sentence of a token, and its place there, in sentences of these lengths.
fn place(lengths: &[usize], mut token: usize) -> (usize, usize) {
    for (sentence, length) in lengths.iter().enumerate() {
        if token < *length {
            return (sentence, token);
        }
        token -= length;
    }
    (lengths.len(), token)
}

/// Adds a text whose tokens stand in it one after the other.
fn push_raw(joined: &mut Joined, raw: &str, tokens: &[Token]) -> Result<(), Fault> {
    let mut rest = raw;
    for Token { orth, .. } in tokens {
        let space = rest.len() - rest.trim_start().len();
        // Not simply behind all the space, because that may begin the token.
        let gap = (0..=space).find(|&at| rest.get(at..).is_some_and(|rest| rest.starts_with(orth.as_str())));
        let gap = gap.ok_or_else(|| Fault::token_differs(orth, rest))?;
        joined.push_text(&rest[..gap]);
        joined.push("", orth);
        rest = &rest[gap + orth.len()..];
    }
    joined.push_text(rest);
    Ok(())
}

/// Adds the text that tokens make.
fn push_spaced(joined: &mut Joined, tokens: &[Token]) {
    for (index, token) in tokens.iter().enumerate() {
        joined.push("", &token.orth);
        if index + 1 < tokens.len() {
            joined.push_text(token.space.as_deref().unwrap_or(" "));
        }
    }
}

/// Writes an article as an element.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let (tokenized, sentences) = Tokenized::whole_in_sentences(article);
    let words: Vec<&str> = tokenized.words().collect();
    let tags = Scheme::Bilou.tags(words.len(), &tokenized.spans);
    let token = |id: usize| Token {
        id,
        orth: words[id].to_owned(),
        space: Some(if tokenized.space_after(id) { " " } else { "" }.to_owned()),
        ner: Some(tags[id].clone()),
    };
    let sentence = |range: std::ops::Range<usize>| Sentence { tokens: range.map(token).collect() };
    let sentences = sentences.into_iter().map(sentence).collect();
    serde_json::to_string(&Element {
        id: Some(article.id.clone()),
        paragraphs: vec![Paragraph { raw: Some(article.text.as_str().to_owned()), sentences }],
        extra: other_fields(article, &["paragraphs"]),
    })
}
