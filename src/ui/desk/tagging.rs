//! What is being tagged, and what waits for it.

use crate::core::article::ArticleId;
use std::collections::VecDeque;
use std::rc::Rc;

/// How many requests a worker may have open before the queue waits.
const OPEN: usize = 2;

/// What is being tagged, and what waits for it.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// How many workers there are for a queue.
    pub workers: usize,
    /// Articles that wait, in order.
    pub(in crate::ui) waiting: VecDeque<ArticleId>,
    /// The open requests.
    asked: Vec<Asked>,
    /// How many of the first that wait are asked for one by one, since a request for them together has failed.
    one_by_one: usize,
    /// Whether what waits is to wait until the reader says so. An article that is opened is tagged all the same.
    pub paused: bool,
    /// How many articles were to be done since there was nothing to do.
    of: usize,
    /// How much of the request that was answered last is done: paragraphs, and how many there are.
    answered: Option<(u32, u32)>,
}

/// An open request.
#[derive(Clone, Debug)]
struct Asked {
    articles: Rc<[ArticleId]>,
    /// Whether it was not the reader who asked: what was learned has made older suggestions doubtful.
    quietly: bool,
    /// Whether something was decided since, of which the answer knows nothing.
    overtaken: bool,
}

impl Default for Tagging {
    fn default() -> Self {
        Self {
            workers: 1,
            waiting: VecDeque::new(),
            asked: Vec::new(),
            one_by_one: 0,
            paused: false,
            of: 0,
            answered: None,
        }
    }
}

impl Tagging {
    /// How many articles are not done, of those that the reader asked for.
    #[must_use]
    pub fn left(&self) -> usize {
        self.waiting.len() + self.asked_for().map(|articles| articles.len()).sum::<usize>()
    }

    /// The articles of each request of the reader.
    fn asked_for(&self) -> impl Iterator<Item = &Rc<[ArticleId]>> {
        self.asked.iter().filter(|asked| !asked.quietly).map(|asked| &asked.articles)
    }

    /// Whether an answer is on its way.
    pub(in crate::ui) fn is_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    /// How much is done, and of how much, once something is: articles, or of a single one paragraphs.
    #[must_use]
    pub fn progress(&self) -> Option<(u32, u32)> {
        let answered = self.answered?;
        Some(if self.of > 1 { ((self.of - self.left()) as u32, self.of as u32) } else { answered })
    }

    /// Counts what is to be done, after each step.
    pub(in crate::ui) fn count(&mut self) {
        let left = self.left();
        self.of = if left == 0 { 0 } else { self.of.max(left) };
    }

    /// Whether an article is not done, of those that the reader asked for.
    pub(in crate::ui) fn contains(&self, id: &ArticleId) -> bool {
        self.waiting.contains(id) || self.asked_for().any(|articles| articles.contains(id))
    }

    /// Something was decided about an article that the reader asked for; whether it is not done.
    pub(in crate::ui) fn overtake(&mut self, id: &ArticleId) -> bool {
        let of_reader = self.asked.iter_mut().filter(|asked| !asked.quietly && asked.articles.contains(id));
        of_reader.for_each(|asked| asked.overtaken = true);
        self.contains(id)
    }

    /// Whether something was decided about these articles since they were asked for.
    pub(in crate::ui) fn is_overtaken(&self, articles: &[ArticleId]) -> bool {
        self.asked.iter().any(|asked| asked.overtaken && *asked.articles == *articles)
    }

    /// Whether another request of the queue can be opened.
    pub(in crate::ui) fn has_room(&self) -> bool {
        self.asked.len() < OPEN * self.workers
    }

    /// Articles are asked for.
    pub(in crate::ui) fn ask(&mut self, articles: Rc<[ArticleId]>, quietly: bool) {
        self.asked.push(Asked { articles, quietly, overtaken: false });
    }

    /// So much of a request of the reader is done.
    pub(in crate::ui) fn answer(&mut self, progress: (u32, u32)) {
        self.answered = Some(progress);
    }

    /// Nothing more is wanted of what was asked: the articles of each request.
    pub(in crate::ui) fn take_back(&mut self) -> impl Iterator<Item = Rc<[ArticleId]>> {
        self.answered = None;
        self.asked.drain(..).map(|asked| asked.articles)
    }

    /// Nothing more is wanted of an article.
    pub(in crate::ui) fn remove(&mut self, id: &ArticleId) {
        self.waiting.retain(|waiting| waiting != id);
        self.close(std::slice::from_ref(id));
    }

    /// What was asked waits again.
    pub(in crate::ui) fn ask_again(&mut self) {
        for asked in self.asked.drain(..).rev().filter(|asked| !asked.quietly) {
            wait_first(&mut self.waiting, &asked.articles);
        }
    }

    /// Articles wait before all others.
    pub(in crate::ui) fn wait_first(&mut self, articles: &[ArticleId]) {
        wait_first(&mut self.waiting, articles);
    }

    /// The same of those that have failed together: each is to be asked for by itself.
    pub(in crate::ui) fn wait_one_by_one(&mut self, articles: &[ArticleId]) {
        self.wait_first(articles);
        self.one_by_one += articles.len();
    }

    /// Whether the first that waits is to be asked for by itself; told of each once.
    pub(in crate::ui) fn next_goes_alone(&mut self) -> bool {
        let alone = self.one_by_one > 0;
        self.one_by_one = self.one_by_one.saturating_sub(1);
        alone
    }

    /// Articles of which older suggestions are being brought up to date.
    pub(in crate::ui) fn renewing(&self) -> impl Iterator<Item = &ArticleId> {
        self.asked.iter().filter(|asked| asked.quietly).flat_map(|asked| asked.articles.iter())
    }

    /// Whether the request for these articles is one of which nothing is said; `None` if there is none: it was taken
    /// back while an answer was on its way.
    pub(in crate::ui) fn is_quiet(&self, articles: &[ArticleId]) -> Option<bool> {
        self.asked.iter().find(|asked| *asked.articles == *articles).map(|asked| asked.quietly)
    }

    /// A request is done.
    pub(in crate::ui) fn close(&mut self, articles: &[ArticleId]) {
        self.asked.retain(|asked| *asked.articles != *articles);
        if self.asked_for().next().is_none() {
            self.answered = None;
        }
    }
}

fn wait_first(waiting: &mut VecDeque<ArticleId>, articles: &[ArticleId]) {
    for id in articles.iter().rev() {
        waiting.push_front(id.clone());
    }
}
