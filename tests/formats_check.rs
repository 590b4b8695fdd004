//! What a check does not name comes back the same.

mod any_project;
mod squeezed;

use any_project::{any_project, export, read_as};
use postil::core::annotation::{Annotation, Origin};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::edit::{Command, Editor, Mending};
use postil::core::formats::{
    self, Difference, Finding, FolderWriter, Format, MemoryFolder, Problem, RemedyKind, check, preflight, read_back,
};
use postil::core::project::Project;
use postil::core::schema::Schema;
use postil::core::text::{Text, TextRange};
use proptest::prelude::*;
use squeezed::{pairs, squeezed};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether a check names an annotation.
fn is_named(article: &Article, findings: &[Finding], annotation: &Annotation) -> bool {
    findings.iter().any(|finding| finding.span == formats::Span::of(article, annotation))
}

proptest! {
    #[test]
    fn what_is_not_named_comes_back_the_same(project in any_project()) {
        for format in Format::ALL.into_iter().filter(|format| !format.is_folder()) {
            if project.articles.is_empty() {
                continue;
            }
            // A label that cannot be written may make the whole file unreadable.
            let read = read_as(&export(&project, format), format).unwrap();
            for (read, article) in pairs(&read, &project) {
                let findings = check(article, format);
                let unnamed = |decided| {
                    let unnamed = article.annotations.iter().filter(|it| !is_named(article, &findings, it));
                    squeezed(article, unnamed.filter(move |it: &&Annotation| it.is_decided() == decided)).1
                };
                for decided in [true, false] {
                    let found: BTreeSet<_> =
                        squeezed(read, read.annotations.iter().filter(|it| it.is_decided() == decided)).1;
                    let lost: Vec<_> = unnamed(decided).difference(&found).cloned().collect();
                    prop_assert_eq!(lost, [], "{} {:?}", format.name(), decided);
                }
            }
        }
    }

    #[test]
    fn losses_that_are_counted_are_named(project in any_project()) {
        let needs_tokens = |it: &Finding| matches!(it.problem, Problem::TooFar { .. } | Problem::TooLong { .. });
        for (article, format) in project.articles.iter().flat_map(|it| Format::ALL.map(|format| (it, format))) {
            let mut lost = check(article, format);
            let is_told = |it: &Finding| it.loss || matches!(it.problem, Problem::Renamed { .. });
            lost.retain(|finding| is_told(finding) && !needs_tokens(finding));
            let named = article.annotations.visible().filter(|it| is_named(article, &lost, it)).count();
            prop_assert_eq!(formats::losses(article, format), named, "{}", format.name());
        }
    }

    #[test]
    fn every_difference_is_foreseen(project in any_project()) {
        for (article, format) in project.articles.iter().flat_map(|it| Format::ALL.map(|format| (it, format))) {
            let findings = check(article, format);
            for difference in read_back(article, format).unwrap() {
                prop_assert!(difference.is_foreseen(&findings), "{}: {:?}", format.name(), difference);
            }
        }
    }

    /// Whatever can be put right is, in one step for each kind, and undo takes it back.
    #[test]
    fn what_needs_no_judgement_is_put_right(project in any_project()) {
        let project = Project { schema: Schema { overlaps: true, ..project.schema.clone() }, ..project };
        for format in [Format::Spacy, Format::Docbin, Format::Prodigy, Format::Conll, Format::Brat, Format::Hf] {
            let mut editor = Editor::new(project.clone());
            let mut steps = 0;
            while let Some(kind) = remedies(editor.project(), format).first().copied() {
                prop_assert!(editor.execute(mending(editor.project(), format, kind), 0).unwrap().is_some());
                steps += 1;
                prop_assert!(steps < 9, "{} never ends: {kind:?}", format.name());
            }
            let marks = |project: &Project| project.articles.iter().map(|it| it.annotations.len()).sum::<usize>();
            prop_assert!(marks(editor.project()) <= marks(&project));
            (0..steps).for_each(|_| drop(editor.undo(0)));
            prop_assert_eq!(editor.project(), &project);
        }
    }

    #[test]
    fn our_own_files_lose_nothing(project in any_project()) {
        for article in &project.articles {
            for format in [Format::Project, Format::Jsonl] {
                prop_assert_eq!(check(article, format), []);
                prop_assert_eq!(read_back(article, format).unwrap(), []);
            }
        }
    }
}

/// The kinds of remedies for what a format would not hold of a project.
fn remedies(project: &Project, format: Format) -> Vec<RemedyKind> {
    let found = project.articles.iter().flat_map(|article| check(article, format));
    found.filter_map(|finding| Some(finding.remedy?.kind)).collect()
}

/// The command that the page gives to put right all that one kind of remedy is for.
fn mending(project: &Project, format: Format, kind: RemedyKind) -> Command {
    let marks = |article: &Article| {
        let remarks = preflight(article, format).unwrap().remarks(article, format);
        let mark =
            |remark: formats::Remark| Some((remark.key?, remark.remedy.filter(|remedy| remedy.kind == kind)?.range));
        remarks.into_iter().filter_map(mark).collect()
    };
    Command::Mend(
        project.articles.iter().map(|article| Mending { article: article.id.clone(), marks: marks(article) }).collect(),
    )
}

/// A text with these spans, each with the label X.
fn article(text: &str, spans: &[&str]) -> Article {
    let mut article = Article::new("a1", Text::new(text), Meta::default());
    for span in spans {
        let start = text.find(span).unwrap();
        let range = TextRange::from_usize(start..start + span.len());
        article.annotations.insert(Annotation::confirmed(range, "X".into(), Origin::Human));
    }
    article
}

/// What a check says of each span: `Ann: Blank`, with an exclamation mark where it is lost.
fn said(article: &Article, format: Format) -> Vec<String> {
    let say = |finding: &Finding| {
        let problem = match &finding.problem {
            Problem::Overlap { with } => format!("overlaps {}", with.text),
            Problem::CutsToken { token } => format!("cuts {token}"),
            other => format!("{other:?}"),
        };
        format!("{}: {problem}{}", finding.span.text, if finding.loss { "!" } else { "" })
    };
    check(article, format).iter().map(say).collect()
}

#[test]
fn overlaps() {
    let article = article("The Bank of Japan met.", &["Bank of Japan", "Japan"]);
    for format in [Format::Conll, Format::Bilou, Format::Autotrain, Format::SpacyJson] {
        assert_eq!(said(&article, format), ["Japan: overlaps Bank of Japan!"]);
        assert!(
            matches!(&read_back(&article, format).unwrap()[..], [Difference::Missing(span)] if span.text == "Japan")
        );
    }
    for format in [Format::Spacy, Format::Docbin] {
        assert_eq!(said(&article, format), ["Japan: overlaps Bank of Japan"]);
        assert_eq!(read_back(&article, format).unwrap(), []);
    }
    for format in [Format::Gliner, Format::Prodigy, Format::Doccano, Format::LabelStudio, Format::Csv] {
        assert_eq!(said(&article, format), [""; 0]);
        assert_eq!(read_back(&article, format).unwrap(), []);
    }
}

#[test]
fn white_space_and_tokens() {
    let article = article("Pro-Europeans  won at xy.", &["Europe", "  ", " xy"]);
    assert_eq!(said(&article, Format::Conll), ["Europe: cuts Europeans", "  : Blank!", " xy: WhiteSpace!"]);
    assert_eq!(said(&article, Format::Spacy), ["Europe: cuts Europeans!", "  : Blank!", " xy: WhiteSpace!"]);
    assert_eq!(said(&article, Format::Gliner), ["Europe: cuts Pro-Europeans", "  : Blank!", " xy: WhiteSpace!"]);
    assert_eq!(said(&article, Format::Csv), [""; 0]);
}

#[test]
fn sentences() {
    let article = article("He left Acme Inc. The end.", &["Acme Inc. The"]);
    assert_eq!(said(&article, Format::Autotrain), ["Acme Inc. The: CrossesSentence"]);
    assert_eq!(read_back(&article, Format::Autotrain).unwrap(), []);
}

#[test]
fn decisions() {
    let mut article = article("Ann met Bo.", &["Ann"]);
    let bo = Annotation::suggested(TextRange::from_usize(8..10), "X".into(), Origin::Model, 0.5);
    article.annotations.insert(bo);
    assert_eq!(said(&article, Format::Spacy), ["Bo: Undecided"]);
    assert_eq!(said(&article, Format::Prodigy), ["Ann: OpenArticle!"]);
    assert_eq!(said(&article, Format::LabelStudio), [""; 0]);
    article.status = ArticleStatus::Skipped;
    assert_eq!(said(&article, Format::LabelStudio), ["Ann: SkippedArticle!"]);
    assert_eq!(said(&article, Format::Prodigy), ["Ann: SkippedArticle!"]);
}

/// What is written as columns, where a label has no white space.
const COLUMNS: [Format; 4] = [Format::Conll, Format::Bilou, Format::ConlluPlus, Format::Brat];

/// "Ann met Bo.", where Bo is X and Ann something else.
fn labelled(label: &str) -> Article {
    let mut article = article("Ann met Bo.", &["Ann", "Bo"]);
    let first = article.annotations.iter().next().unwrap().clone();
    article.annotations.remove(&(first.range, first.label.clone()));
    article.annotations.insert(Annotation { label: label.into(), ..first });
    article
}

#[test]
fn labels_with_white_space_get_underscores_in_columns() {
    for (label, becomes) in [("Court Name", "Court_Name"), ("Legal\tentity", "Legal_entity"), (" PER", "PER")] {
        let article = labelled(label);
        for format in COLUMNS {
            assert_eq!(said(&article, format), [format!("Ann: Renamed {{ becomes: LabelId({becomes:?}) }}")]);
            let read = written_and_read(&article, format);
            let labels: Vec<&str> = read.annotations.iter().map(|it| it.label.as_str()).collect();
            assert_eq!(labels, [becomes, "X"], "{}", format.name());
            let found = preflight(&article, format).unwrap();
            assert_eq!((found.unforeseen, found.counts.changes, found.counts.losses), (vec![], 1, 0));
            assert_eq!(formats::losses(&article, format), 1, "it is told");
        }
        assert_eq!(read_back(&article, Format::Autotrain).unwrap(), []);
    }
}

#[test]
fn labels_that_cannot_be_written_leave_the_file_readable() {
    let only_the_label_is_lost = |label: &str, format| {
        let article = labelled(label);
        assert_eq!(said(&article, format), ["Ann: Label!"], "{label:?} in {}", format.name());
        let found = read_back(&article, format).unwrap();
        assert!(matches!(&found[..], [Difference::Missing(span)] if span.text == "Ann"), "{label:?}: {found:?}");
    };
    for label in [" \t", ""] {
        COLUMNS.iter().for_each(|&format| only_the_label_is_lost(label, format));
    }
    for format in [Format::Csv, Format::Autotrain, Format::SpacyJson] {
        only_the_label_is_lost("", format);
    }
}

#[test]
fn a_byte_order_mark_within_a_text_is_part_of_it() {
    for text in ["\n\u{feff}Ann met Bo.", " \u{feff} Ann met Bo.", "Ann met\n\u{feff}\u{feff}Bo."] {
        let article = article(text, &["Ann", "Bo"]);
        for format in Format::ALL {
            assert_eq!(read_back(&article, format).unwrap(), [], "{text:?} in {}", format.name());
        }
    }
}

#[test]
fn texts_that_are_too_long() {
    let article = article(&("word ".repeat(600) + "Ann"), &["Ann"]);
    assert_eq!(said(&article, Format::Gliner), [""; 0], "it is written as two texts");
    assert_eq!(said(&article, Format::Autotrain), ["Ann: TooFar { limit: 512, unit: TokensOfSentence }!"]);
    assert_eq!(said(&article, Format::Spacy), [""; 0]);
    let article = self::article(&("word ".repeat(200_000) + "Ann"), &["Ann"]);
    assert_eq!(said(&article, Format::Spacy), ["Ann: TooFar { limit: 1000000, unit: CodePoints }!"]);
    let long = "word ".repeat(400) + "Ann";
    assert!(said(&self::article(&long, &[&long]), Format::Gliner)[0].ends_with("unit: TokensOfText }!"));
}

#[test]
fn what_training_gliner_passes_over() {
    let words = |count: usize| vec!["word"; count].join(" ");
    let mut article = article(&format!("{} | {}", words(13), words(12)), &[&words(13)]);
    let whole = article.annotations.iter().next().unwrap().clone();
    let twelve = TextRange::from_usize(article.text.as_str().len() - words(12).len()..article.text.as_str().len());
    for label in ["X", "Y", "Z"] {
        article.annotations.insert(Annotation { range: twelve, label: label.into(), ..whole.clone() });
    }
    let told: Vec<String> = check(&article, Format::Gliner)
        .iter()
        .map(|it| format!("{} {}", it.span.label, it.problem.advice(Format::Gliner)))
        .collect();
    let one_label = |label: &str| {
        let kept = formats::Span::of(&article, article.annotations.get(twelve, &"Z".into()).unwrap());
        format!("{label} GLiNER's training takes one label of a span, and that is {kept}; delete one")
    };
    let too_long = "X it has more than 12 tokens, and GLiNER's training passes longer ones over; mark less, or train with a \
                    larger max_width";
    assert_eq!(told, [too_long, &one_label("X"), &one_label("Y")]);
    assert_eq!(preflight(&article, Format::Gliner).unwrap().counts.losses, 3);
    assert_eq!(check(&article, Format::Csv), []);
}

/// The article as it comes back from a format.
fn written_and_read(article: &Article, format: Format) -> Article {
    let Some(mut writer) = FolderWriter::new(format) else {
        let project = Project { articles: vec![Arc::new(article.clone())], ..Project::new(Schema::ontonotes()) };
        let mut read = read_as(&export(&project, format), format).unwrap();
        return Arc::unwrap_or_clone(read.articles.remove(0));
    };
    let mut folder = MemoryFolder::default();
    writer.write(article, &mut folder).unwrap();
    writer.finish(&mut folder).unwrap();
    formats::folder_articles(folder, Some(format)).unwrap().next().unwrap().unwrap()
}

#[test]
fn that_an_article_was_skipped_comes_back_where_a_format_holds_it() {
    let article = Article { status: ArticleStatus::Skipped, ..article("Ann left.", &["Ann"]) };
    for format in Format::ALL {
        let is_skipped = written_and_read(&article, format).status == ArticleStatus::Skipped;
        assert_eq!(is_skipped, format.holds_skipped(), "{}", format.name());
    }
}

#[test]
fn what_is_said_of_an_article_comes_back_where_a_format_holds_it() {
    let mut article = article("Ann left.", &["Ann"]);
    article.id = "news-7".into();
    article.meta = Meta {
        title: Some("Ann left".to_owned()),
        url: Some("https://example.com".to_owned()),
        note: Some("Ask.".to_owned()),
        flagged: true,
        categories: vec!["War".to_owned()],
        ..Meta::default()
    };
    for format in Format::ALL {
        let read = written_and_read(&article, format);
        let found = (read.meta.note.is_some(), read.meta.flagged, !read.meta.categories.is_empty());
        let is_known = read.meta.title.is_some() && read.meta.url.is_some();
        let kept = (is_known, read.id == article.id);
        assert_eq!(kept, (format.holds_meta(), format.holds_ids()), "{}", format.name());
        let expected = (format.holds_meta(), format.holds_meta(), format.holds_categories());
        assert_eq!(found, expected, "{}", format.name());
    }
}
