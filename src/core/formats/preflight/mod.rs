//! The pre-flight of a dataset: each article is checked, written, read back and compared, before anybody trains
//! on it.
//!
//! One article at a time, so that a dataset of any size takes no more memory than its largest article.

mod advice;
mod check;
mod read_back;
mod remedy;
mod unheld;

pub use check::{Finding, LimitUnit, Problem, Span, check, losses};
pub use read_back::{Difference, read_back};
pub use remedy::{Remedy, RemedyKind};
pub use unheld::Unheld;

use super::format::Format;
use crate::core::annotation::Key;
use crate::core::article::{Article, ArticleId};
use crate::core::counted;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::AddAssign;

/// What a format does to an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// What it would lose or change.
    pub findings: Vec<Finding>,
    /// What is not read back as it was and is not told of by the findings.
    pub unforeseen: Vec<Difference>,
    /// How much of what.
    pub counts: PreflightCounts,
}

/// What was looked at and what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreflightCounts {
    /// Articles that were looked at.
    pub articles: usize,
    /// Their annotations.
    pub annotations: usize,
    /// Those of the annotations that are lost, each once whatever is found about it.
    pub losses: usize,
    /// Those of the losses that are in the file all the same, and that only training leaves out.
    pub untrainable: usize,
    /// The others about which something is found.
    pub changes: usize,
    /// What differs after writing and reading.
    pub differences: usize,
    /// Those of the differences that no finding tells of.
    pub unforeseen: usize,
    /// What is said of whole articles and the format does not hold.
    #[serde(flatten)]
    pub unheld: Unheld,
}

/// A finding or a difference as a person reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// The article.
    pub article: ArticleId,
    /// The annotation, in bytes of the text; without one it is about the whole article.
    pub key: Option<Key>,
    /// What is wrong and what to do.
    pub sentence: String,
    /// How it is put right without judgement, if it can be.
    pub remedy: Option<Remedy>,
}

/// Checks an article for a format, writes it, reads it back and compares.
///
/// # Errors
/// If it cannot be written.
pub fn preflight(article: &Article, format: Format) -> std::io::Result<Preflight> {
    let findings = check(article, format);
    let differences = read_back(article, format)?;
    let all = differences.len();
    let unforeseen: Vec<_> = differences.into_iter().filter(|difference| !difference.is_foreseen(&findings)).collect();
    // What is found about one annotation stands together.
    let found = || findings.chunk_by(|one, next| one.span == next.span);
    let losses = || found().filter(|about| about.iter().any(|finding| finding.loss));
    let is_untrainable = |about: &&[Finding]| about.iter().all(|it| !it.loss || it.problem.is_of_training(format));
    let (untrainable, losses) = (losses().filter(is_untrainable).count(), losses().count());
    let counts = PreflightCounts {
        articles: 1,
        annotations: article.annotations.visible().count(),
        losses,
        untrainable,
        changes: found().count() - losses,
        differences: all,
        unforeseen: unforeseen.len(),
        unheld: Unheld::of(article, format),
    };
    Ok(Preflight { findings, unforeseen, counts })
}

impl Preflight {
    /// All that was found about the article, for people.
    #[must_use]
    pub fn remarks(&self, article: &Article, format: Format) -> Vec<Remark> {
        let remark = |span: Option<&Span>, sentence: String, remedy: Option<Remedy>| Remark {
            article: article.id.clone(),
            key: span.and_then(|span| span.key(article)),
            sentence,
            remedy,
        };
        let finding = |it: &Finding| {
            let (span, why) = (&it.span, it.problem.advice(format));
            let sentence = match it.loss {
                true if it.problem.is_of_training(format) => format!("{span} is not trainable: {why}"),
                true => format!("{span} is lost: {why}"),
                false => format!("{span} changes: {why}"),
            };
            remark(Some(span), sentence, it.remedy)
        };
        let unforeseen = self.unforeseen.iter().map(|it| match it.span() {
            Some(span) => remark(Some(span), format!("{span} differs: {it}"), None),
            None => remark(None, format!("The article differs: {it}"), None),
        });
        self.findings.iter().map(finding).chain(unforeseen).collect()
    }
}

impl PreflightCounts {
    /// Whether everything comes through.
    #[must_use]
    pub fn nothing_lost(&self) -> bool {
        self.losses + self.unforeseen == 0
    }
}

impl AddAssign for PreflightCounts {
    fn add_assign(&mut self, other: Self) {
        self.articles += other.articles;
        self.annotations += other.annotations;
        self.losses += other.losses;
        self.untrainable += other.untrainable;
        self.changes += other.changes;
        self.differences += other.differences;
        self.unforeseen += other.unforeseen;
        self.unheld += other.unheld;
    }
}

impl fmt::Display for PreflightCounts {
    /// Two lines: what was found, and what was read back; and a third if something is said of
    /// whole articles that is not written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (articles, annotations) = (counted(self.articles, "article"), counted(self.annotations, "annotation"));
        let (losses, untrainable, changes) = (self.losses - self.untrainable, self.untrainable, self.changes);
        match untrainable {
            0 => writeln!(f, "{articles}, {annotations}: {losses} lost, {changes} changed"),
            _ => {
                writeln!(f, "{articles}, {annotations}: {losses} lost, {untrainable} not trainable, {changes} changed")
            }
        }?;
        let differences = counted(self.differences, "difference");
        match (self.differences, self.unforeseen) {
            (0, _) => write!(f, "written and read back: {differences}"),
            (_, 0) => write!(f, "written and read back: {differences}, as told"),
            (_, unforeseen) => write!(f, "written and read back: {differences}, {unforeseen} of them not foreseen"),
        }?;
        let what = self.unheld;
        if what.is_empty() {
            return Ok(());
        }
        f.write_str("\n")?;
        write!(f, "not in this format: {what}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin, Status};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    fn article() -> Article {
        let mut article = Article::new("a1", Text::new("🍎 The Bank of Japan met."), Meta::default());
        for range in [9..22, 17..22] {
            let range = TextRange::from_usize(range);
            article.annotations.insert(Annotation::confirmed(range, "ORG".into(), Origin::Human));
        }
        article
    }

    #[test]
    fn remarks_lead_to_the_annotation() {
        let article = article();
        let found = preflight(&article, Format::Conll).unwrap();
        let [remark] = &found.remarks(&article, Format::Conll)[..] else { panic!("not one") };
        assert_eq!(remark.key, Some((TextRange::from_usize(17..22), "ORG".into())), "in bytes");
        assert!(
            remark.sentence.starts_with("ORG \"Japan\" is lost: it overlaps ORG \"Bank of Japan\""),
            "{}",
            remark.sentence
        );
        assert!(!found.counts.nothing_lost());
    }

    #[test]
    fn what_is_said_of_articles_and_not_written_is_told() {
        let mut article = article();
        article.meta.note = Some("Ask Ann.".to_owned());
        article.meta.categories = vec!["War".to_owned()];
        article.meta.title = Some("Met".to_owned());
        article.meta.url = Some("https://example.com".to_owned());
        article.id = "bank".into();
        let told = |format| preflight(&article, format).unwrap().counts.to_string();
        assert!(told(Format::Csv).ends_with("\nnot in this format: 1 note, 1 categorised article, 2 metadata fields"));
        assert!(told(Format::Docbin).ends_with("\nnot in this format: 1 note, 2 metadata fields, 1 article id"));
        assert!(!told(Format::Spacy).contains("not in this format"));
    }

    #[test]
    fn counts_are_added_and_told() {
        let mut counts = PreflightCounts::default();
        counts += preflight(&article(), Format::Conll).unwrap().counts;
        let told = "1 article, 2 annotations: 1 lost, 0 changed\nwritten and read back: 1 difference, as told";
        assert_eq!(counts.to_string(), told);
        counts += preflight(&article(), Format::Csv).unwrap().counts;
        assert!(counts.to_string().starts_with("2 articles, 4 annotations: 1 lost"), "{counts}");
    }

    #[test]
    fn what_the_file_has_and_training_leaves_out_is_not_lost() {
        let mut article = Article::new("a1", Text::new("Brexit\u{200b}er fell."), Meta::default());
        article.annotations.insert(Annotation::confirmed(TextRange::from_usize(0..6), "X".into(), Origin::Human));
        let found = preflight(&article, Format::Spacy).unwrap();
        assert_eq!((found.counts.losses, found.counts.untrainable), (1, 1));
        assert!(found.counts.to_string().starts_with("1 article, 1 annotation: 0 lost, 1 not trainable, 0 changed"));
        let remark = &found.remarks(&article, Format::Spacy)[0];
        let told = "X \"Brexit\" is not trainable: it cuts the token \"Brexit⟨U+200B⟩er\", and spaCy";
        assert!(remark.sentence.starts_with(told), "{}", remark.sentence);
    }

    #[test]
    fn an_annotation_is_counted_once() {
        let mut article = Article::new("a1", Text::new("Ann Li-Bo left. She came."), Meta::default());
        // Both cut a token and reach over the end of the sentence, and one overlaps the other.
        for range in [7..19, 7..12] {
            let range = TextRange::from_usize(range);
            let annotation = Annotation::confirmed(range, "PERSON".into(), Origin::Human);
            article.annotations.insert(Annotation { status: Status::Suggested, ..annotation });
        }
        let found = preflight(&article, Format::Conll).unwrap();
        assert!(found.findings.len() > 2, "{:?}", found.findings);
        let PreflightCounts { annotations, losses, changes, .. } = found.counts;
        assert_eq!((annotations, losses, changes), (2, 1, 1));
    }
}
