//! A file that is written part by part, and what is found in it meanwhile.

use crate::core::article::Article;
use crate::core::edit::Mending;
use crate::core::formats::{Format, Remark, RemedyKind};
use crate::core::project::Project;
use crate::worker::protocol::{Report, Target};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// How long a part is, roughly, in bytes: what the page writes within a frame.
const PART: usize = 1 << 19;
/// What an annotation takes in our files, roughly, in bytes.
const ANNOTATION: usize = 150;
/// Remarks beyond these are only counted.
const MOST_REMARKS: usize = 10_000;

/// What can be put right at once, and the key for it.
pub const REMEDIES: [(RemedyKind, &str); 4] = [
    (RemedyKind::Trim, "t"),
    (RemedyKind::FitToTokens, "w"),
    (RemedyKind::DropBlank, "b"),
    (RemedyKind::DropDouble, "d"),
];

/// What the reader can choose to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A file of this format.
    File(Format),
    /// A model that is trained.
    Model,
}

/// A file that is being written, or was.
#[derive(Clone, Debug)]
pub struct Export {
    /// What is wanted.
    pub target: Rc<Target>,
    /// What goes in, as it was when the export was asked for.
    pub project: Rc<Project>,
    /// How many articles the worker is done with; each counts twice if they are dealt first.
    pub done: usize,
    /// The parts that were asked for, and the articles in them, counted so too.
    asked: (u32, usize),
    /// What the format does to the articles, in short lines; empty for a project file.
    pub counts: String,
    /// Whether some do not come through.
    pub loss: bool,
    /// What was found.
    pub remarks: Rc<Vec<Remark>>,
    /// Whether the reader has the file.
    pub handed_over: bool,
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What is wanted.
    pub target: Rc<Target>,
    /// What goes into the file.
    pub project: Rc<Project>,
    /// Which part it is, from 0.
    pub number: u32,
    /// The places in the project of the articles in this part.
    pub places: Range<usize>,
}

impl Part {
    /// What is wanted, if the file begins with this part.
    #[must_use]
    pub fn begin(&self) -> Option<Target> {
        (self.number == 0).then(|| Target::clone(&self.target))
    }

    /// Whether it has the last of the articles.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.places.end == self.project.articles.len()
    }
}

impl Export {
    pub(in crate::ui) fn new(target: Target, project: Project) -> Self {
        Self {
            target: Rc::new(target),
            project: Rc::new(project),
            done: 0,
            asked: (0, 0),
            counts: String::new(),
            loss: false,
            remarks: Rc::default(),
            handed_over: false,
        }
    }

    /// What the file is called.
    #[must_use]
    pub fn file_name(&self) -> String {
        let stem = if self.target.format == Format::Project { "project" } else { "articles" };
        let zip = if self.target.format.is_folder() || self.target.dealt.is_some() { ".zip" } else { "" };
        format!("{stem}.{}{zip}", self.target.format.extension())
    }

    /// How many articles the worker goes through, counted as [`Self::done`].
    #[must_use]
    pub fn all(&self) -> usize {
        let times = if self.target.dealt.is_some() { 2 } else { 1 };
        self.project.articles.len() * times
    }

    /// How many articles are written.
    #[must_use]
    pub fn written(&self) -> usize {
        (self.done + self.project.articles.len()).saturating_sub(self.all())
    }

    /// Whether all of the file is written.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.done == self.all()
    }

    /// How many annotations a kind of remedy would put right.
    #[must_use]
    pub fn mendable(&self, kind: RemedyKind) -> usize {
        let is_for = |remark: &&Remark| remark.key.is_some() && remark.remedy.is_some_and(|it| it.kind == kind);
        self.remarks.iter().filter(is_for).count()
    }

    /// The annotations that a kind of remedy is for, by article, and where each would stand.
    pub(in crate::ui) fn mending(&self, kind: RemedyKind) -> impl Iterator<Item = Mending> {
        let same_article = |one: &Remark, next: &Remark| one.article == next.article;
        self.remarks.chunk_by(same_article).map(move |remarks| {
            let remedy = |remark: &Remark| remark.remedy.filter(|remedy| remedy.kind == kind);
            let mark = |remark: &Remark| Some((remark.key.clone()?, remedy(remark)?.range));
            Mending { article: remarks[0].article.clone(), marks: remarks.iter().filter_map(mark).collect() }
        })
    }

    /// The part that is to be written next.
    pub(in crate::ui) fn next_part(&mut self) -> Part {
        let (number, asked) = self.asked;
        // Those that were dealt come again.
        let start = asked.checked_rem(self.project.articles.len()).unwrap_or_default();
        let mut length = 0;
        let fits = |article: &&Arc<Article>| {
            let fits = length < PART;
            length += article.text.as_str().len() + article.annotations.len() * ANNOTATION;
            fits
        };
        let end = start + self.project.articles[start..].iter().take_while(fits).count();
        self.asked = (number + 1, asked + end - start);
        Part { target: self.target.clone(), project: self.project.clone(), number, places: start..end }
    }

    /// Takes what a part that is written does to its articles.
    pub(in crate::ui) fn take(&mut self, report: Report) {
        self.done = self.asked.1;
        self.counts = report.counts;
        self.loss = report.loss;
        let remarks = Rc::make_mut(&mut self.remarks);
        remarks.extend(report.remarks);
        remarks.truncate(MOST_REMARKS);
    }
}
