//! `prodigy`: Prodigy's tasks, a text a line with its tokens and spans, in code points.
//! `{"text":"Ann left.","tokens":[{"text":"Ann","start":0,"end":3,"id":0,"ws":true},…],"spans":[{"start":0,"end":3,
//! "token_start":0,"token_end":0,"label":"PERSON"}],"answer":"accept"}`
//!
//! An answer is given for a whole task, so only an article that is finished is accepted; a skipped one is ignored, and
//! others have no answer. Only what is accepted is read as confirmed; so suggestions that
//! are to go into a dataset are decided first, or what was confirmed beside them would be open again. A span with an
//! answer of its own that does not accept it is left out. Spans may overlap. They must fall on tokens: where these are
//! cut finer, see [`super::tokens::tokenized`]; white space is cut as spaCy does.

use super::error::FormatError;
use super::fields::meta::{meta_of, meta_value, other_fields};
use super::fields::record::{id_or_number, label, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::parse;
use super::tokens::tokenized::Tokenized;
use crate::core::Extra;
use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::schema::LabelId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The field for the tokens of a task.
const TOKENS: &str = "tokens";

#[derive(Serialize, Deserialize)]
struct Task {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    text: String,
    #[serde(default, skip_deserializing)]
    tokens: Vec<Token>,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    meta: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    #[serde(flatten)]
    extra: Extra,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Accept,
    Reject,
    Ignore,
}

#[derive(Serialize)]
struct Token {
    text: String,
    start: u32,
    end: u32,
    id: usize,
    /// Whether a space follows.
    ws: bool,
}

#[derive(Serialize, Deserialize)]
struct Span {
    #[serde(deserialize_with = "offset")]
    start: u32,
    #[serde(deserialize_with = "offset")]
    end: u32,
    #[serde(default, skip_deserializing)]
    token_start: usize,
    /// The last token: it is in the span.
    #[serde(default, skip_deserializing)]
    token_end: usize,
    #[serde(deserialize_with = "label")]
    label: LabelId,
    /// Of a span that was judged by itself.
    #[serde(skip_serializing)]
    answer: Option<Answer>,
}

/// Whether a line with a text is a task, which has no spans where there is nothing to mark. Others ask for answers, too.
pub(super) fn is_task(fields: &Extra) -> bool {
    let is_answered = fields.get("answer").is_some_and(|answer| Answer::deserialize(answer).is_ok());
    is_answered || ["spans", "_input_hash", "_task_hash"].iter().any(|&field| fields.contains_key(field))
}

/// Reads an article from a line.
pub(super) fn read(line: &str) -> Result<Article, FormatError> {
    let task: Task = parse(line)?;
    let source = SourceText::new("text", &task.text)?;
    let (status, decided) = match task.answer {
        None => (ArticleStatus::New, Status::Suggested),
        Some(Answer::Accept) => (ArticleStatus::Done, Status::Confirmed),
        Some(Answer::Reject | Answer::Ignore) => (ArticleStatus::Skipped, Status::Suggested),
    };
    let annotation = |(index, span): (usize, Span)| {
        let range = source.range(span.start, span.end).map_err(|fault| fault.at(format!("spans[{index}]")))?;
        Ok(Annotation { status: decided, ..Annotation::confirmed(range, span.label, Origin::Import) })
    };
    let spans = task.spans.into_iter().enumerate();
    let is_refused = |span: &Span| span.answer.is_some_and(|answer| answer != Answer::Accept);
    let spans = spans.filter(|(_, span)| !is_refused(span));
    let annotations = spans.map(annotation).collect::<Result<_, FormatError>>()?;
    let mut extra = task.extra;
    // They are made anew.
    extra.shift_remove(TOKENS);
    let meta = meta_of(task.meta, &mut extra);
    let id = task.id.unwrap_or_else(unnamed);
    Ok(Article { id, text: source.into_text(), meta, status, annotations, extra })
}

/// Writes an article as a line, without the newline.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let annotations: Vec<&Annotation> = article.annotations.visible().collect();
    let tokenized = Tokenized::whole(&article.text, &annotations);
    let code_points = |index: usize| {
        let (start, end) = article.text.to_code_points(tokenized.range(index));
        (start.get(), end.get())
    };
    let token = |(id, word): (usize, &str)| {
        let (start, end) = code_points(id);
        Token { text: word.to_owned(), start, end, id, ws: tokenized.space_after(id) }
    };
    let span = |(span, label): &(std::ops::Range<usize>, LabelId)| {
        let (token_start, token_end) = (span.start, span.end - 1);
        let (start, end) = (code_points(token_start).0, code_points(token_end).1);
        Span { start, end, token_start, token_end, label: label.clone(), answer: None }
    };
    serde_json::to_string(&Task {
        id: Some(article.id.clone()),
        text: article.text.as_str().to_owned(),
        tokens: tokenized.words().enumerate().map(token).collect(),
        spans: tokenized.spans.iter().map(span).collect(),
        meta: meta_value(&article.meta)?,
        answer: answer(article, &annotations),
        extra: other_fields(article, &[TOKENS, "spans", "answer"]),
    })
}

/// An article in which nothing is left to decide: what is only suggested is taken for confirmed.
pub(super) fn decided(mut article: Article) -> Article {
    let decided = |annotation: &Annotation| match annotation.status {
        Status::Suggested => Annotation { status: Status::Confirmed, ..annotation.clone() },
        _ => annotation.clone(),
    };
    article.annotations = article.annotations.iter().map(decided).collect();
    if article.status == ArticleStatus::Open {
        article.status = ArticleStatus::Done;
    }
    article
}

fn answer(article: &Article, annotations: &[&Annotation]) -> Option<Answer> {
    let decided = annotations.iter().all(|annotation| annotation.is_decided());
    let looked_at = article.status == ArticleStatus::Done || !annotations.is_empty();
    match article.status {
        ArticleStatus::Skipped => Some(Answer::Ignore),
        ArticleStatus::Open => None,
        ArticleStatus::New | ArticleStatus::Done => (decided && looked_at).then_some(Answer::Accept),
    }
}
