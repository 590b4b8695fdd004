//! The mind of the worker for files: texts, web pages and datasets become articles, and articles become a file of
//! another tool.

use super::mind::Mind;
use super::protocol::{Report, Request, RequestId, Response, Target};
use super::writing::Writing;
use crate::core::formats::{FilePiece, Role};
use crate::core::import::{GivenFile, Imported, import};
use std::collections::VecDeque;

/// Files that wait to be read or written.
#[derive(Default)]
pub struct Reader {
    waiting: VecDeque<Request>,
    /// The file whose parts come one after another.
    writing: Option<Writing>,
}

impl Reader {
    /// A reader with nothing to do.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a part of a file, and tells what the format does to its articles.
    fn write(
        &mut self,
        begin: Option<Target>,
        articles: &[u8],
        last: bool,
    ) -> Result<(Vec<FilePiece>, Report), String> {
        let before = self.writing.take();
        // Without one, this worker was started again since.
        let writing = begin.map(Writing::new).or(before).ok_or("the parts before are lost")?;
        let (pieces, report, writing) = writing.take(articles, last)?;
        self.writing = writing;
        Ok((pieces, report))
    }
}

impl Mind for Reader {
    fn handle(&mut self, request: Request) -> Option<Response> {
        match request {
            Request::Read { .. } | Request::Write { .. } => self.waiting.push_back(request),
            Request::Cancel { id } => {
                self.waiting.retain(|waiting| waiting.id() != id);
                // Only what is written is ever taken back.
                self.writing = None;
            }
            Request::Tag { id, .. } | Request::Learn { id, .. } | Request::Train { id, .. } => {
                return Some(Response::not_mine(id));
            }
        }
        None
    }

    fn step(&mut self) -> Vec<Response> {
        let Some(request) = self.waiting.pop_front() else { return Vec::new() };
        let id = request.id();
        let done = match request {
            Request::Read { files, columns, .. } => read(id, files, columns),
            Request::Write { begin, articles, last, .. } => {
                let written = self.write(begin, &articles, last);
                written.map(|(pieces, report)| vec![Response::Written { id, pieces, report }])
            }
            // Nothing else waits.
            _ => return Vec::new(),
        };
        done.unwrap_or_else(|why| vec![Response::Failed { id, why }])
    }

    fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }
}

/// Reads files, and answers with what is in them.
fn read(id: RequestId, files: Vec<GivenFile>, columns: Vec<Role>) -> Result<Vec<Response>, String> {
    Ok(match import(files, columns).map_err(|error| error.to_string())? {
        Imported::Found(found) => {
            let parts = found.in_parts().into_iter().zip(0..);
            let parts = parts.map(|(found, part)| Response::Read { id, part, found: Box::new(found) });
            parts.chain([Response::Finished { id }]).collect()
        }
        Imported::Columns { columns, bytes } => vec![Response::Columns { id, columns, bytes }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Article;
    use crate::core::dataset::{Dealer, Shares, Split};
    use crate::core::formats::{self, About, FolderWriter, Format, ZipFolder};
    use crate::core::schema::{LabelChoices, Schema};

    fn answer(name: &str, content: &[u8]) -> Response {
        let mut reader = Reader::new();
        let file = GivenFile { name: name.to_owned(), bytes: content.to_vec() };
        assert_eq!(reader.handle(Request::Read { id: 3, files: vec![file], columns: Vec::new() }), None);
        let answers = reader.step();
        assert!(reader.is_idle());
        answers.into_iter().next().unwrap()
    }

    #[test]
    fn a_file_is_read_asked_about_or_refused() {
        assert!(
            matches!(answer("a.txt", b"Ann left."), Response::Read { id: 3, found, .. } if found.articles.len() == 1)
        );
        assert!(matches!(answer("a.csv", b"one,two\nOslo grew.,Rome fell.\n"), Response::Columns { id: 3, .. }));
        assert_eq!(answer("a.txt", b" "), Response::Failed { id: 3, why: "it is empty".to_owned() });
    }

    #[test]
    fn what_was_exported_as_a_zip_file_comes_back() {
        let articles = different_articles();
        let parts: Vec<&str> = articles.iter().map(String::as_str).collect();
        for format in Format::ALL.into_iter().filter(|&format| format != Format::Project) {
            let dealt = format.has_parts().then(|| (7, Shares::default()));
            let (file, _) = written(Target { dealt, ..target(format) }, &parts);
            let Response::Read { found, .. } = answer("articles.zip", &file) else { panic!("{}", format.name()) };
            let splits = |split| found.articles.iter().filter(|it| Split::of(it) == split).count();
            let expected = if dealt.is_some() { [24, 3, 3, 0] } else { [0, 0, 0, 30] };
            let [train, validation, test] = Split::ALL.map(Some).map(splits);
            assert_eq!([train, validation, test, splits(None)], expected, "{}", format.name());
            let is_person =
                |article: &Article| article.annotations.visible().next().unwrap().label.as_str() == "PERSON";
            assert!(found.articles.iter().all(is_person), "{}", format.name());
            assert!(found.schema.unwrap().label(&"PERSON".into()).is_some());
        }
    }

    const ARTICLE: &str = r#"{"id":"a","text":"Ann met Bob.","status":"open","annotations":[
        {"start":0,"end":3,"label":"PERSON","text":"Ann","status":"confirmed","origin":"human","confidence":null},
        {"start":8,"end":11,"label":"PERSON","text":"Bob","status":"suggested","origin":"model","confidence":0.9}]}"#;

    /// Thirty articles that are no near-duplicates.
    fn different_articles() -> Vec<String> {
        let article = |number: usize| {
            let words: Vec<String> = (0..20).map(|word| format!(" w{number}x{word}")).collect();
            let article = ARTICLE.replace(r#""id":"a""#, &format!(r#""id":"a{number}""#));
            article.replace("Bob.", &format!("Bob.{}", words.concat())).replace('\n', "")
        };
        (0..30).map(article).collect()
    }

    fn target(format: Format) -> Target {
        Target { format, schema: Schema::news(), dealt: None, suggestions: false, labels: LabelChoices::default() }
    }

    fn write(reader: &mut Reader, begin: Option<Target>, articles: &str, last: bool) -> Response {
        let articles = articles.replace('\n', "").into_bytes();
        reader.handle(Request::Write { id: 3, begin, articles, last });
        reader.step().pop().unwrap()
    }

    fn written(target: Target, parts: &[&str]) -> (Vec<u8>, Report) {
        let mut reader = Reader::new();
        let passes = if target.dealt.is_some() { 2 } else { 1 };
        let (mut begin, mut pieces, mut last_report) = (Some(target), Vec::new(), Report::default());
        for part in [parts].repeat(passes).concat() {
            let answer = write(&mut reader, begin.take(), part, parts.last() == Some(&part));
            let Response::Written { id: 3, pieces: known, report } = answer else { panic!("not written: {answer:?}") };
            pieces.extend(known);
            last_report = report;
        }
        (whole(pieces), last_report)
    }

    fn whole(mut pieces: Vec<FilePiece>) -> Vec<u8> {
        pieces.sort_by_key(|piece| piece.place);
        pieces.into_iter().flat_map(|piece| piece.bytes).collect()
    }

    #[test]
    fn articles_are_written_in_another_format_without_what_waits() {
        let persons = |file: &[u8]| String::from_utf8_lossy(file).matches("PERSON").count();
        assert_eq!(persons(&written(target(Format::Jsonl), &[ARTICLE]).0), 2);
        let (spacy, report) = written(target(Format::Spacy), &[ARTICLE]);
        assert_eq!(persons(&spacy), 1);
        assert_eq!((report.loss, &report.remarks[..]), (false, &[][..]));
        assert!(report.counts.starts_with("1 article, 1 annotation: 0 lost"), "{}", report.counts);
    }

    #[test]
    fn a_file_in_parts_is_the_same_file() {
        let other = ARTICLE.replace(r#""id":"a""#, r#""id":"b""#);
        let lines = format!("{}\n{}", ARTICLE.replace('\n', ""), other.replace('\n', ""));
        let project = formats::read(lines.into_bytes()).unwrap().1.confirmed();
        for format in Format::ALL.into_iter().filter(|&it| !it.is_folder() && !it.holds_suggestions()) {
            let mut whole = Vec::new();
            formats::write(&project, format, &mut whole).unwrap();
            let (parts, report) = written(target(format), &[ARTICLE, &other]);
            assert!(parts == whole, "{}", format.name());
            assert!(report.counts.starts_with("2 articles, 2 annotations"), "{}", report.counts);
        }
    }

    #[test]
    fn a_folder_is_a_zip_file_and_parts_are_those_that_the_seed_gives() {
        let lines = different_articles();
        let articles = formats::read(lines.join("\n").into_bytes()).unwrap().1.confirmed().articles;
        let parts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let shares = Shares::new([2.0, 1.0, 1.0]).unwrap();
        for (format, dealt) in [(Format::Brat, None), (Format::Hf, Some((7, shares))), (Format::Csv, Some((7, shares)))]
        {
            let about = About { schema: Some(Schema::news()), dealt, agreement: None };
            let (mut writer, mut zip) = (FolderWriter::with_about(format, about).unwrap(), ZipFolder::default());
            let mut dealer = dealt.map(|(seed, shares)| Dealer::new(seed, shares));
            articles.iter().for_each(|article| dealer.iter_mut().for_each(|dealer| dealer.add(article)));
            let mut splits = dealer.map(|dealer| dealer.deal()).unwrap_or_default().into_iter();
            for article in &articles {
                let mut article = Article::clone(article);
                splits.by_ref().take(1).for_each(|split| split.take(&mut article));
                writer.write(&article, &mut zip).unwrap();
            }
            writer.finish(&mut zip).unwrap();
            let whole = whole(zip.finish().unwrap());
            let (file, report) = written(Target { dealt, ..target(format) }, &parts);
            assert!(file == whole, "{}", format.name());
            assert!(report.counts.starts_with("30 articles, 30 annotations: 0 lost"), "{}", report.counts);
        }
    }

    #[test]
    fn what_would_be_lost_is_told() {
        let overlap = ARTICLE.replace(r#""end":3"#, r#""end":11"#).replace("Ann\",", "Ann met Bob\",");
        let overlap = overlap.replace("suggested", "confirmed");
        let (_, report) = written(target(Format::Conll), &[&overlap, ARTICLE]);
        assert!(report.loss && report.remarks.is_empty(), "lost in the first part");
        let mut reader = Reader::new();
        let answer = write(&mut reader, Some(target(Format::Conll)), &overlap, false);
        let Response::Written { report, .. } = answer else { panic!("not written") };
        let [remark] = &report.remarks[..] else { panic!("{:?}", report.remarks) };
        assert!(remark.sentence.contains("is lost: it overlaps"), "{}", remark.sentence);
        assert_eq!(remark.key.as_ref().map(|(range, _)| range.as_usize()), Some(8..11));
    }

    #[test]
    fn suggestions_and_other_labels_go_in_if_they_are_wanted() {
        let mut labels = LabelChoices::default();
        labels.choose("PERSON".into(), Some("PER".into()));
        labels.choose("GPE".into(), None);
        let chosen = Target { suggestions: true, labels, ..target(Format::Spacy) };
        let article = ARTICLE.replace(r#""end":3,"label":"PERSON""#, r#""end":3,"label":"GPE""#);
        let (file, report) = written(chosen.clone(), &[ARTICLE, &article.replace(r#""id":"a""#, r#""id":"b""#)]);
        let entities: Vec<serde_json::Value> = String::from_utf8(file)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["entities"].clone())
            .collect();
        assert_eq!(entities, [serde_json::json!([[0, 3, "PER"], [8, 11, "PER"]]), serde_json::json!([[8, 11, "PER"]])]);
        assert!(report.counts.starts_with("2 articles, 3 annotations: 0 lost, 2 changed"), "{}", report.counts);

        let (tasks, report) = written(Target { format: Format::Prodigy, ..chosen.clone() }, &[ARTICLE]);
        assert!(String::from_utf8(tasks).unwrap().contains(r#""answer":"accept""#), "it counts as decided");
        assert!(report.counts.contains("0 lost, 0 changed"), "{}", report.counts);

        // What is told of it leads to the annotation as the project has it.
        let overlap = ARTICLE.replace(r#""end":3"#, r#""end":11"#).replace("Ann\",", "Ann met Bob\",");
        let mut reader = Reader::new();
        let answer = write(&mut reader, Some(Target { format: Format::Conll, ..chosen }), &overlap, true);
        let Response::Written { report, .. } = answer else { panic!("not written") };
        assert!(report.remarks[0].sentence.starts_with("PER \"Bob\" is lost"), "{}", report.remarks[0].sentence);
        assert_eq!(report.remarks[0].key.as_ref().unwrap().1.as_str(), "PERSON");
    }

    #[test]
    fn a_part_without_those_before_it_is_refused() {
        let refused = |answer| matches!(answer, Response::Failed { id: 3, .. });
        let mut reader = Reader::new();
        assert!(refused(write(&mut reader, None, ARTICLE, true)));
        assert!(!refused(write(&mut reader, Some(target(Format::Conll)), ARTICLE, false)));
        assert!(refused(write(&mut reader, Some(target(Format::Conll)), "{}", true)), "no article");
        assert!(!refused(write(&mut reader, Some(target(Format::Conll)), ARTICLE, true)));
        assert!(refused(write(&mut reader, None, ARTICLE, true)), "the file is whole");
    }

    #[test]
    fn a_cancelled_file_is_not_answered() {
        let mut reader = Reader::new();
        write(&mut reader, Some(target(Format::Conll)), ARTICLE, false);
        reader.handle(Request::Write { id: 3, begin: None, articles: Vec::new(), last: true });
        reader.handle(Request::Cancel { id: 3 });
        assert!(reader.step().is_empty() && reader.writing.is_none());
    }
}
