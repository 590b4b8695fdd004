//! `label-studio`: tasks of Label Studio, a JSON array with an object an article. Offsets are UTF-16 units.
//! `[{"data":{"text":"Ann left."},"annotations":[{"result":[{"value":{"start":0,"end":3,"labels":["PERSON"]},…`
//!
//! What is confirmed are annotations, what is suggested are predictions; a skipped article is a task whose
//! annotation was cancelled, with nothing in it. They fit this configuration:
//! `<View><Labels name="label" toName="text">…</Labels><Text name="text" value="$text"/></View>`.
//!
//! Reading takes what was marked as the truth of a task; without that, what its annotators found, united as several
//! people's projects are (see [`merge`]): what not all have is suggested. What was cancelled is left out, and a task that
//! nobody annotated has its predictions only. The short form, JSON_MIN, is read too. Of a result, the labels
//! of spans in `text` are read, and nothing else; spans in another field of the task are an error. Of a task, its data
//! is read, whose `id` is the article's rather than the number that Label Studio gave the task.

use super::error::{Fault, FormatError};
use super::fields::meta::{meta_of, meta_value, other_fields};
use super::fields::record::{four_decimals, id_or_number, named, offset, unnamed};
use super::fields::source_text::SourceText;
use super::streams::json::parse;
use crate::core::Extra;
use crate::core::annotation::{Annotation, AnnotationSet, Origin, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::dataset::merge;
use crate::core::project::Project;
use crate::core::schema::{LabelId, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct Task {
    #[serde(default, deserialize_with = "id_or_number", skip_serializing)]
    id: Option<ArticleId>,
    data: Option<Data>,
    /// Old exports call them completions.
    #[serde(default, alias = "completions")]
    annotations: Vec<Completion>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    predictions: Vec<Completion>,
    /// In the short form.
    #[serde(skip_serializing)]
    text: Option<String>,
    /// In the short form.
    #[serde(default, skip_serializing)]
    label: Vec<Span>,
}

#[derive(Serialize, Deserialize)]
struct Data {
    text: String,
    #[serde(default, deserialize_with = "id_or_number", skip_serializing_if = "Option::is_none")]
    id: Option<ArticleId>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    meta: Value,
    #[serde(flatten)]
    extra: Extra,
}

/// The field that says that an article is begun and not finished, which Label Studio could not tell.
const BEGUN: &str = "postil_begun";

/// The model of the predictions that Postil writes.
const OURS: &str = "postil";

/// What a person or a machine made of a task.
#[derive(Serialize, Deserialize)]
struct Completion {
    #[serde(skip_serializing_if = "Option::is_none")]
    model_version: Option<Value>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    was_cancelled: bool,
    /// Whether somebody chose it among those of several annotators.
    #[serde(default, skip_serializing)]
    ground_truth: bool,
    #[serde(default)]
    result: Vec<Region>,
}

#[derive(Serialize, Deserialize)]
struct Region {
    #[serde(default)]
    id: String,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    to_name: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    /// Relations have none.
    #[serde(default)]
    value: Span,
}

/// A span; what else a region may hold has no `start` and `end`, and a span may be drawn without a label.
#[derive(Default, Serialize, Deserialize)]
struct Span {
    start: Option<Offset>,
    end: Option<Offset>,
    /// Not read: Label Studio writes newlines in another way.
    #[serde(default, skip_deserializing)]
    text: String,
    #[serde(default)]
    labels: Vec<LabelId>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Offset(#[serde(deserialize_with = "offset")] u32);

/// Reads an article from a task.
pub(super) fn read(task: &str) -> Result<Article, FormatError> {
    let task: Task = parse(task)?;
    let data = match (task.data, task.text) {
        (Some(data), _) => data,
        (None, Some(text)) => Data { text, id: None, meta: Value::Null, extra: Extra::new() },
        (None, None) => return Err(Fault::Shape("missing field `data`".to_owned()).into()),
    };
    let source = SourceText::new("data.text", &data.text)?;
    let mut annotations = AnnotationSet::new();
    // What people say goes in last, and takes the place of what is predicted.
    for (index, prediction) in task.predictions.iter().enumerate() {
        let ours = prediction.model_version.as_ref().is_some_and(|version| version == OURS);
        let origin = if ours { Origin::Model } else { Origin::Import };
        check_fields(&prediction.result, &data.extra)
            .and_then(|()| add(&source, &prediction.result, Some(origin), &mut annotations))
            .map_err(|error| error.under(&format!("predictions[{index}].result")))?;
    }
    let mut works = Vec::new();
    for (index, annotation) in task.annotations.iter().enumerate().filter(|(_, it)| !it.was_cancelled) {
        let mut work = AnnotationSet::new();
        check_fields(&annotation.result, &data.extra)
            .and_then(|()| add(&source, &annotation.result, None, &mut work))
            .map_err(|error| error.under(&format!("annotations[{index}].result")))?;
        works.push((annotation.ground_truth, work));
    }
    let short: Vec<Region> = task.label.into_iter().map(Region::from).collect();
    add(&source, &short, None, &mut annotations).map_err(|error| error.under("label"))?;
    let mut extra = data.extra;
    let is_open = extra.shift_remove(BEGUN).is_some();
    let meta = meta_of(data.meta, &mut extra);
    let id = data.id.or(task.id).unwrap_or_else(unnamed);
    let status = if task.annotations.is_empty() { ArticleStatus::New } else { ArticleStatus::Skipped };
    let text = source.into_text();
    let article = united(Article { id, text, meta, status, annotations: AnnotationSet::new(), extra }, works);
    annotations.extend(article.annotations);
    let status = if is_open { ArticleStatus::Open } else { article.status };
    Ok(Article { status, annotations, ..article })
}

/// An article with what people made of it, each with whether that is the truth, as one: without any, it stays as it is.
fn united(article: Article, mut works: Vec<(bool, AnnotationSet)>) -> Article {
    if works.iter().any(|(is_truth, _)| *is_truth) {
        works.retain(|(is_truth, _)| *is_truth);
    }
    let done = |(_, annotations)| Article { status: ArticleStatus::Done, annotations, ..article.clone() };
    let by = |work| Project { articles: vec![Arc::new(done(work))], ..Project::new(Schema::empty("")) };
    let projects: Vec<Project> = works.into_iter().map(by).collect();
    merge(&projects).project.articles.pop().map_or(article, Arc::unwrap_or_clone)
}

/// Checks that no span is in another field of the task than the one that is read. What regions name is an object of the
/// labelling configuration, which may be called anything; only one that is called like another text is surely that.
fn check_fields(regions: &[Region], others: &Extra) -> Result<(), FormatError> {
    let is_of_other = |Region { to_name, value, .. }: &Region| {
        !value.labels.is_empty() && value.start.is_some() && others.get(to_name).is_some_and(Value::is_string)
    };
    match regions.iter().enumerate().find(|(_, region)| is_of_other(region)) {
        Some((index, Region { to_name, .. })) => {
            let why = format!("this marks the task's field \"{to_name}\", and only \"text\" is read");
            Err(Fault::Shape(why).at(format!("[{index}].to_name")))
        }
        None => Ok(()),
    }
}

/// Adds what regions say: what a person decided, or what was suggested by something. An error names the region by its
/// index.
fn add(
    source: &SourceText,
    regions: &[Region],
    suggested_by: Option<Origin>,
    annotations: &mut AnnotationSet,
) -> Result<(), FormatError> {
    for (index, Region { value, score, .. }) in regions.iter().enumerate() {
        let (Some(Offset(start)), Some(Offset(end))) = (value.start, value.end) else { continue };
        let range = source.range_utf16(start, end).map_err(|fault| fault.at(format!("[{index}].value")))?;
        // Of what a person decided, nobody asks how sure a machine was.
        let confidence = score.filter(|_| suggested_by.is_some());
        if let Some(score) = confidence.filter(|score| !(0.0..=1.0).contains(score)) {
            return Err(Fault::Confidence(score).at(format!("[{index}].score")));
        }
        let confidence = confidence.map(|score| score as f32);
        for label in &value.labels {
            let label = named(label.clone()).map_err(|fault| fault.at(format!("[{index}].value.labels")))?;
            let annotation = Annotation::confirmed(range, label, Origin::Import);
            annotations.insert(match suggested_by {
                Some(origin) => Annotation { status: Status::Suggested, origin, confidence, ..annotation },
                None => annotation,
            });
        }
    }
    Ok(())
}

impl From<Span> for Region {
    fn from(value: Span) -> Self {
        let name = |name: &str| name.to_owned();
        Self {
            id: String::new(),
            from_name: name("label"),
            to_name: name("text"),
            kind: name("labels"),
            score: None,
            value,
        }
    }
}

/// Writes an article as a task.
pub(super) fn write(article: &Article) -> Result<String, serde_json::Error> {
    let (confirmed, suggested): (Vec<_>, Vec<_>) = article.annotations.visible().partition(|it| it.is_decided());
    let completion = |annotations: Vec<&Annotation>| Completion {
        model_version: None,
        was_cancelled: false,
        ground_truth: false,
        result: annotations.into_iter().map(|annotation| region(article, annotation)).collect(),
    };
    let skipped = article.status == ArticleStatus::Skipped;
    let annotated = skipped || article.status == ArticleStatus::Done || !confirmed.is_empty();
    let annotation = annotated.then(|| {
        let result = if skipped { Vec::new() } else { confirmed };
        Completion { was_cancelled: skipped, ..completion(result) }
    });
    let prediction =
        (!suggested.is_empty()).then(|| Completion { model_version: Some(OURS.into()), ..completion(suggested) });
    let mut extra = other_fields(article, &[BEGUN]);
    if article.status == ArticleStatus::Open {
        extra.insert(BEGUN.to_owned(), true.into());
    }
    serde_json::to_string(&Task {
        id: None,
        data: Some(Data {
            text: article.text.as_str().to_owned(),
            id: Some(article.id.clone()),
            meta: meta_value(&article.meta)?,
            extra,
        }),
        annotations: annotation.into_iter().collect(),
        predictions: prediction.into_iter().collect(),
        text: None,
        label: Vec::new(),
    })
}

fn region(article: &Article, annotation: &Annotation) -> Region {
    let (start, end) = article.text.to_utf16(annotation.range);
    let (start, end) = (start.get(), end.get());
    let text = article.text.slice(annotation.range).to_owned();
    let value =
        Span { start: Some(Offset(start)), end: Some(Offset(end)), text, labels: vec![annotation.label.clone()] };
    let score = annotation.confidence.filter(|_| !annotation.is_decided()).map(four_decimals);
    let id = format!("{start}-{end}-{}", annotation.label);
    Region { id, score, ..value.into() }
}
