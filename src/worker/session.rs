//! The mind of the worker that tags: texts in, suggestions out, paragraph by paragraph.

use super::mind::Mind;
use super::protocol::{Request, RequestId, Response};
use crate::core::tagger::{Suggestion, Tagger};
use crate::core::text::{Text, TextRange, paragraphs};
use std::collections::VecDeque;

/// A slice of work for a quick tagger, in bytes of text: some milliseconds, so that a cancel is heard soon, and
/// few enough slices that their messages cost little.
pub const SLICE: u32 = 16_000;

/// What is to be done, and how.
pub struct Session<T> {
    tagger: T,
    /// A slice of work takes paragraphs until it has this many bytes.
    slice: u32,
    jobs: VecDeque<Job>,
}

/// A text that is being tagged.
struct Job {
    id: RequestId,
    text: Text,
    paragraphs: Vec<TextRange>,
    /// How many paragraphs are done.
    done: usize,
    found: Vec<Suggestion>,
}

impl<T: Tagger> Session<T> {
    /// A session with nothing to do. A slice of its work takes paragraphs until it has `slice` bytes.
    #[must_use]
    pub fn new(tagger: T, slice: u32) -> Self {
        Self { tagger, slice, jobs: VecDeque::new() }
    }
}

impl<T: Tagger> Mind for Session<T> {
    fn handle(&mut self, request: Request) -> Option<Response> {
        match request {
            Request::Tag { id, text } => self.jobs.push_back(Job::new(id, &text)),
            Request::Cancel { id } => self.jobs.retain(|job| job.id != id),
            Request::Read { id, .. } => return Some(Response::not_mine(id)),
        }
        None
    }

    fn step(&mut self) -> Vec<Response> {
        let Some(job) = self.jobs.front_mut() else { return Vec::new() };
        let mut responses = Vec::new();
        if job.done < job.paragraphs.len() {
            responses.push(job.tag_slice(&self.tagger, self.slice));
        }
        if let Some(why) = self.tagger.failure() {
            let id = job.id;
            self.jobs.pop_front();
            return vec![Response::Failed { id, why }];
        }
        if job.done == job.paragraphs.len() {
            responses.push(job.settle(&self.tagger));
            responses.push(Response::Finished { id: job.id });
            self.jobs.pop_front();
        }
        responses
    }

    fn is_idle(&self) -> bool {
        self.jobs.is_empty()
    }
}

impl Job {
    fn new(id: RequestId, text: &str) -> Self {
        let text = Text::new(text);
        let paragraphs = paragraphs(&text);
        Self { id, text, paragraphs, done: 0, found: Vec::new() }
    }

    /// Tags the first paragraph alone, so that something is seen at once, then some at a time.
    fn tag_slice(&mut self, tagger: &impl Tagger, slice: u32) -> Response {
        let first = self.paragraphs[self.done];
        let mut within = first;
        let from = self.found.len();
        loop {
            let paragraph = self.paragraphs[self.done];
            self.found.extend(tagger.tag_paragraph(&self.text, paragraph));
            within = within.cover(paragraph);
            self.done += 1;
            if self.done == 1 || self.done == self.paragraphs.len() || within.len() >= slice {
                break;
            }
        }
        self.tagged(within, self.found[from..].to_vec())
    }

    fn settle(&mut self, tagger: &impl Tagger) -> Response {
        let settled = tagger.settle(&self.text, std::mem::take(&mut self.found));
        self.tagged(self.text.range(), settled)
    }

    fn tagged(&self, within: TextRange, suggestions: Vec<Suggestion>) -> Response {
        // A text is shorter than 4 GiB, and so is the count of its paragraphs.
        let (done, total) = (self.done as u32, self.paragraphs.len() as u32);
        Response::Tagged { id: self.id, within, suggestions, done, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::schema::LabelId;

    fn session() -> Session<Capitals> {
        Session::new(Capitals::default(), SLICE)
    }

    /// Suggests every word with a capital, and then only those that occur twice. Fails on "fail".
    #[derive(Default)]
    struct Capitals {
        failed: std::cell::Cell<bool>,
    }

    impl Tagger for Capitals {
        fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
            self.failed.set(self.failed.get() || text.slice(paragraph).contains("fail"));
            let tokens = crate::core::text::tokens_in(text, paragraph);
            let capital = |range: &TextRange| text.slice(*range).starts_with(char::is_uppercase);
            let suggest = |range| Suggestion { range, label: "GPE".into(), origin: Origin::Model, confidence: 0.5 };
            tokens.into_iter().map(|token| token.range).filter(capital).map(suggest).collect()
        }

        fn settle(&self, text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
            let twice = |suggestion: &Suggestion| text.as_str().matches(text.slice(suggestion.range)).count() > 1;
            suggestions.into_iter().filter(twice).collect()
        }

        fn labels(&self) -> Vec<LabelId> {
            vec!["GPE".into()]
        }

        fn failure(&self) -> Option<String> {
            self.failed.take().then(|| "it broke".to_owned())
        }
    }

    fn tag(id: RequestId, text: &str) -> Request {
        Request::Tag { id, text: text.to_owned() }
    }

    fn words(text: &str, response: &Response) -> Vec<String> {
        let Response::Tagged { suggestions, .. } = response else { panic!("{response:?}") };
        suggestions.iter().map(|suggestion| text[suggestion.range.as_usize()].to_owned()).collect()
    }

    #[test]
    fn the_first_paragraph_comes_first_and_the_whole_last() {
        let text = "In Rome.\nIn Oslo.\nRome again.";
        let mut session = session();
        assert_eq!(session.handle(tag(7, text)), None);
        let first = session.step();
        assert_eq!(words(text, &first[0]), ["In", "Rome"]);
        let rest = session.step();
        assert_eq!(words(text, &rest[0]), ["In", "Oslo", "Rome"]);
        assert_eq!(words(text, &rest[1]), ["In", "Rome", "In", "Rome"]);
        assert_eq!(rest[2], Response::Finished { id: 7 });
        assert!(session.is_idle() && session.step().is_empty());
    }

    #[test]
    fn a_cancelled_request_is_not_answered() {
        let mut session = session();
        session.handle(tag(1, "Rome.\nOslo."));
        session.handle(tag(2, "Bonn."));
        session.step();
        session.handle(Request::Cancel { id: 1 });
        assert!(session.step().iter().all(|response| !matches!(response, Response::Tagged { id: 1, .. })));
        assert!(session.is_idle());
    }

    #[test]
    fn a_text_on_which_the_tagger_fails_is_answered_with_that_and_the_next_goes_on() {
        let mut session = session();
        session.handle(tag(1, "Rome.\nThis will fail.\nOslo."));
        session.handle(tag(2, "Bonn and Bonn."));
        assert!(matches!(session.step()[..], [Response::Tagged { id: 1, .. }]));
        assert_eq!(session.step(), [Response::Failed { id: 1, why: "it broke".to_owned() }]);
        assert_eq!(session.step().last(), Some(&Response::Finished { id: 2 }));
    }

    #[test]
    fn a_slice_has_as_many_paragraphs_as_fill_it() {
        let mut session = Session::new(Capitals::default(), 1);
        session.handle(tag(1, "A.\nB.\nC."));
        let answers: Vec<usize> = (0..3).map(|_| session.step().len()).collect();
        assert_eq!(answers, [1, 1, 3]);
    }

    #[test]
    fn an_empty_text_is_finished_at_once() {
        let mut session = session();
        session.handle(tag(1, ""));
        assert_eq!(session.step().last(), Some(&Response::Finished { id: 1 }));
    }
}
