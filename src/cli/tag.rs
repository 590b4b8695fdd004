//! `postil tag`

use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::{Input, file_format_named, or_stdin};
use super::learned::{LearnedArgument, suggested};
use super::model::ModelArgument;
use super::output::Output;
use super::source::{Source, sources};
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::formats::{self, ArticleWriter, Format, UniqueIds};
use crate::core::project::Project;
use crate::core::schema::{GrowingSchema, Schema};
use clap::Args;
use serde_json::{Value, json};
use std::iter;
use std::sync::Arc;

/// Suggests labels for articles.
///
/// Reads text files, HTML files, tables with a row an article, and JSONL whose lines have a "text"; annotations that a line
/// has already are not used. Writes a line an article, {"id","text","entities":[[start,end,"LABEL"],…]}, with offsets in
/// code points, and the other fields that the line had. An article without an id gets a free one; if a later
/// article has that id of its own, the later's gets a number behind it. Of several files, one without
/// text is passed over, and one that cannot be read is told of and costs no other; the exit status is then 1.
#[derive(Args)]
pub(super) struct Tag {
    #[command(flatten)]
    model: ModelArgument,
    #[command(flatten)]
    learned: LearnedArgument,
    #[command(flatten)]
    folding: FoldingArguments,
    /// Write this format, as `postil convert` knows them; postil and postil-jsonl have confidences.
    #[arg(long, value_name = "FORMAT", value_parser = file_format_named)]
    to: Option<Format>,
    /// Text, HTML, CSV or JSONL files, or folders of them; - is standard input.
    #[arg(value_name = "IN")]
    inputs: Vec<Input>,
}

impl Tag {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let lessons = self.learned.read()?;
        let folding = self.folding.read()?.or_into(lessons.schema.clone());
        let tagger = self.model.tagger()?;
        let mut learner = lessons.learner(&*tagger, &folding)?;
        if learner.finished() == 0 && !tagger.labels().iter().any(|label| folding.apply(label).is_some()) {
            eprintln!("postil: all labels of the model are left out: nothing is suggested");
        }
        let mut project = Project::new(folding.schema().cloned().unwrap_or_else(Schema::ontonotes));
        let mut schema = GrowingSchema::from(project.schema);
        let mut output = Output::stdout();
        let mut writer = self.to.filter(|&format| format != Format::Project).map(ArticleWriter::new);
        let mut number = 0;
        let mut ids = UniqueIds::default();
        let mut inputs = Vec::new();
        for input in or_stdin(&self.inputs) {
            inputs.extend(input.files()?);
        }
        let are_several = inputs.len() > 1;
        let mut unread = 0;
        for input in inputs {
            for source in sources(&input).unwrap_or_else(|error| Box::new(iter::once(Err(error)))) {
                let article_of = |source: Source| {
                    let article = source.article(number + 1, &mut ids).map_err(CliError::format(&input))?;
                    Ok((source, article))
                };
                let (source, mut article) = match source.and_then(article_of) {
                    // One that cannot be read costs no other.
                    Err(error) if are_several => {
                        eprintln!("postil: {error}{}", if error.is_empty() { ", and so passed over" } else { "" });
                        unread += usize::from(!error.is_empty());
                        break;
                    }
                    read => read?,
                };
                number += 1;
                let suggested = suggested(&*tagger, &mut learner, &article, &folding);
                article.annotations = suggested.into_iter().map(Annotation::from).collect();
                self.model.check(&*tagger)?;
                match &mut writer {
                    Some(writer) => output.write(|mut out| writer.write(&article, &mut out))?,
                    None if self.to.is_none() => output.write(|out| writeln!(out, "{}", line(source, &article)))?,
                    None => {
                        let article = formats::fitted(&mut schema, article).map_err(CliError::format(&input))?;
                        project.articles.push(Arc::new(article));
                    }
                }
            }
        }
        match writer {
            Some(writer) => output.write(|mut out| writer.finish(&mut out))?,
            None if self.to.is_none() => {}
            None => {
                project.schema = schema.finish();
                output.write(|mut out| formats::write(&project, Format::Project, &mut out))?;
            }
        }
        folding.tell_unmet();
        output.finish()?;
        if unread == 0 { Ok(()) } else { Err(CliError::Unread { count: unread }) }
    }
}

/// What is written of an article if no format is asked for.
fn line(source: Source, article: &Article) -> Value {
    let entity = |annotation: &Annotation| {
        let (start, end) = article.text.to_code_points(annotation.range);
        json!([start.get(), end.get(), annotation.label.as_str()])
    };
    let entities: Vec<Value> = article.annotations.iter().map(entity).collect();
    let mut fields = source.into_fields();
    // A number stays one; an id that another article has got already is not what the article is called.
    let said = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let id = fields.shift_remove("id").filter(|id| said(id) == article.id.as_str());
    let id = id.unwrap_or_else(|| article.id.as_str().into());
    let mut line = json!({"id": id, "text": article.text.as_str(), "entities": entities});
    if let Value::Object(line) = &mut line {
        fields.retain(|field, _| !line.contains_key(field));
        line.extend(fields);
    }
    line
}
