//! The mind of the worker that tags: texts in, suggestions out, a slice at a time; and finished articles in,
//! from which it learns.
//!
//! What somebody waits for comes first; then what is to be learned, since it makes the rest better; then the
//! queue, many texts to a message: with a message for each the page spent four times as long with the messages
//! as the worker with the texts.

use super::mind::Mind;
use super::protocol::{Labels, Request, RequestId, Response, TaggedPart, Untagged};
use super::remembered::Remembered;
use crate::core::learner::{DecidedWords, Decisions, Elsewhere, Learner, Said};
use crate::core::schema::{LabelId, Schema};
use crate::core::sequence::{Start, TrainOptions, Training};
use crate::core::tagger::{Suggestion, Tagger, relabelled, train_names};
use crate::core::text::{ByteOffset, Text, TextRange, paragraphs};
use std::collections::VecDeque;

/// A slice of work for a quick tagger, in bytes of text: some 20 ms, so that a cancel is heard soon, and few
/// enough slices that what the page does with each costs little.
pub const SLICE: u32 = 64_000;

/// How often each sentence is seen when a model goes on learning.
const EPOCHS: usize = 8;

/// What is to be done, and how.
pub struct Session<T> {
    tagger: T,
    /// A slice of work takes paragraphs until it has this many bytes.
    slice: u32,
    jobs: VecDeque<Job>,
    lessons: VecDeque<LearnJob>,
    /// The model that is being trained, and for which request.
    training: Option<(RequestId, Training)>,
    learner: Learner,
    /// The labels that it was prepared for, if it was.
    prepared: Option<Labels>,
    /// What the tagger says of texts.
    remembered: Remembered,
}

/// Texts that are to be tagged.
struct Job {
    id: RequestId,
    labels: Labels,
    elsewhere: Elsewhere,
    urgent: bool,
    /// Those that are not done.
    texts: VecDeque<TextJob>,
    /// How many paragraphs are done, and how many there are.
    done: u32,
    total: u32,
}

/// A text that is being tagged.
struct TextJob {
    /// Its place in the request.
    place: u32,
    text: Text,
    decisions: Decisions,
    /// From where on suggestions are wanted.
    from: ByteOffset,
    /// Those that are not done.
    paragraphs: VecDeque<TextRange>,
    found: Vec<Suggestion>,
}

/// Articles that are to be learned from.
struct LearnJob {
    id: RequestId,
    articles: VecDeque<(String, Decisions)>,
    labels: Labels,
    /// Why the tagger failed on one of those that are done, if it did.
    failed: Option<String>,
}

impl<T: Tagger> Session<T> {
    /// A session with nothing to do. A slice of its work takes paragraphs until it has `slice` bytes.
    #[must_use]
    pub fn new(tagger: T, slice: u32) -> Self {
        let (jobs, lessons) = (VecDeque::new(), VecDeque::new());
        Self {
            tagger,
            slice,
            jobs,
            lessons,
            training: None,
            learner: Learner::default(),
            prepared: None,
            remembered: Remembered::default(),
        }
    }

    /// Does a slice of a job: the first paragraph alone, so that something is seen at once, then some at a time.
    fn tag(&mut self, mut job: Job) -> Vec<Response> {
        let mut room = if job.done == 0 { 1 } else { self.slice };
        let mut parts = Vec::new();
        while room > 0
            && let Some(mut text_job) = job.texts.pop_front()
        {
            let left = text_job.paragraphs.len();
            let (part, bytes) = match self.read(&mut text_job, &job, room) {
                Ok(read) => read,
                Err(why) => return vec![Response::Failed { id: job.id, why }],
            };
            parts.extend(part.behind(text_job.from));
            // A text has fewer than 2^32 bytes, and so fewer paragraphs.
            job.done += (left - text_job.paragraphs.len()) as u32;
            room = room.saturating_sub(bytes);
            if !text_job.paragraphs.is_empty() {
                job.texts.push_front(text_job);
            }
        }
        let mut responses = vec![Response::Tagged { id: job.id, parts, done: job.done, total: job.total }];
        if job.texts.is_empty() {
            responses.push(Response::Finished { id: job.id });
        } else {
            self.jobs.push_front(job);
        }
        responses
    }

    /// Tags paragraphs of a text until they have as many bytes as there is `room`; how many they had. The last
    /// part is the whole text. One that was tagged before is done at once.
    ///
    /// # Errors
    /// If the tagger failed, why.
    fn read(&mut self, text_job: &mut TextJob, job: &Job, room: u32) -> Result<(TaggedPart, u32), String> {
        if self.remembered.of(&text_job.text).is_some() {
            text_job.paragraphs.clear();
            return Ok((self.whole(text_job, job), text_job.text.range().len()));
        }
        let from = text_job.found.len();
        let within = text_job.tag(&self.tagger, room);
        self.went_well()?;
        if !text_job.paragraphs.is_empty() {
            let suggestions = relabelled(&text_job.found[from..], &job.labels.becomes());
            return Ok((TaggedPart { text: text_job.place, within, suggestions }, within.len()));
        }
        let settled = self.tagger.settle(&text_job.text, std::mem::take(&mut text_job.found));
        self.remembered.add(&text_job.text, settled);
        Ok((self.whole(text_job, job), within.len()))
    }

    /// Whether all was tagged; if not, why. Then what the tagger says must not be remembered.
    fn went_well(&self) -> Result<(), String> {
        self.tagger.failure().map_or(Ok(()), Err)
    }

    /// Suggestions for all of a text of which it is known what the tagger says.
    fn whole(&mut self, text_job: &TextJob, Job { labels, elsewhere, .. }: &Job) -> TaggedPart {
        let text = &text_job.text;
        let repeats = self.learner.repeats(&text_job.decisions, elsewhere);
        if !repeats {
            self.prepare_learner(labels);
        }
        let suggestions = self.remembered.of(text).map_or_else(Vec::new, |heard| {
            let suggested = heard.under(&labels.becomes());
            if repeats {
                return suggested;
            }
            let said = Said { suggested: &suggested, possible: heard.possible(&self.tagger, text) };
            self.learner.suggest(text, said, &text_job.decisions, elsewhere, text_job.from)
        });
        TaggedPart { text: text_job.place, within: text.range(), suggestions }
    }

    /// Before anything is learned tells the learner which labels the tagger knows, and which are in use.
    fn prepare_learner(&mut self, labels: &Labels) {
        if self.learner.finished() == 0 && self.prepared.as_ref() != Some(labels) {
            let in_use = labels.schema.active().map(|label| label.id.clone());
            self.learner = Learner::over(&self.tagger, &labels.becomes(), in_use);
            self.prepared = Some(labels.clone());
        }
    }

    /// Does an article of a lesson. If the tagger fails on one, the others are learned all the same: a lesson has one
    /// answer, at its end.
    fn learn(&mut self, mut lesson: LearnJob) -> Vec<Response> {
        if let Some((text, decisions)) = lesson.articles.pop_front() {
            let learned = self.learn_article(&Text::new(&text), &decisions, &lesson.labels);
            lesson.failed = lesson.failed.or(learned.err());
        }
        if !lesson.articles.is_empty() {
            self.lessons.push_front(lesson);
            return Vec::new();
        }
        let (id, finished) = (lesson.id, u32::try_from(self.learner.finished()).unwrap_or(u32::MAX));
        vec![lesson.failed.map_or(Response::Learned { id, finished }, |why| Response::Failed { id, why })]
    }

    /// Learns from an article.
    ///
    /// # Errors
    /// If the tagger failed, why.
    fn learn_article(&mut self, text: &Text, decisions: &Decisions, labels: &Labels) -> Result<(), String> {
        if self.remembered.of(text).is_none() {
            let suggested = self.tagger.tag(text);
            self.went_well()?;
            self.remembered.add(text, suggested);
        }
        if let Some(heard) = self.remembered.of(text) {
            let suggested = heard.under(&labels.becomes());
            let said = Said { suggested: &suggested, possible: heard.possible(&self.tagger, text) };
            self.learner.learn(text, said, decisions);
        }
        Ok(())
    }

    /// Begins to train a model; why that cannot be, in a clause that can follow a colon.
    fn begin_training(
        &mut self,
        id: RequestId,
        articles: impl Iterator<Item = (String, Decisions)>,
        schema: &Schema,
    ) -> Result<(), String> {
        let model = self.tagger.model().ok_or("this tagger cannot go on learning")?;
        let examples: Vec<_> = articles.flat_map(|(text, decisions)| decisions.examples(&Text::new(&text))).collect();
        let start = Start::Model(Box::new(model.clone()));
        let options = TrainOptions { start, epochs: EPOCHS, committee: 1, seed: 1 };
        let training = train_names(examples, Vec::new(), schema, options).map_err(|error| error.to_string())?;
        self.training = Some((id, training));
        Ok(())
    }

    /// Trains for an epoch.
    fn train(&mut self, id: RequestId, mut training: Training) -> Response {
        match training.next_epoch() {
            None => Response::Trained { id, model: training.into_model().to_bytes() },
            Some(epoch) => {
                self.training = Some((id, training));
                Response::Training { id, done: epoch.number as u32, total: epoch.of as u32 }
            }
        }
    }
}

impl<T: Tagger> Mind for Session<T> {
    fn handle(&mut self, request: Request) -> Option<Response> {
        match request {
            Request::Tag { id, urgent, texts, elsewhere, labels } => {
                let job = Job::new(id, urgent, texts, &elsewhere, labels);
                if urgent {
                    self.jobs.push_front(job);
                } else {
                    self.jobs.push_back(job);
                }
            }
            Request::Learn { id, anew, articles, labels } => {
                if anew {
                    (self.learner, self.prepared) = (Learner::default(), None);
                }
                self.prepare_learner(&labels);
                let articles = labels.apply_to_decisions(articles).collect();
                self.lessons.push_back(LearnJob { id, articles, labels, failed: None });
            }
            Request::Train { id, articles, labels } => {
                return self
                    .begin_training(id, labels.apply_to_decisions(articles), &labels.schema)
                    .err()
                    .map(|why| Response::Failed { id, why });
            }
            Request::Cancel { id } => {
                self.training.take_if(|(training, _)| *training == id);
                self.jobs.retain(|job| job.id != id);
                self.lessons.retain(|lesson| lesson.id != id);
            }
            Request::Read { id, .. } | Request::Write { id, .. } => return Some(Response::not_mine(id)),
        }
        None
    }

    fn step(&mut self) -> Vec<Response> {
        if let Some(job) = self.jobs.pop_front_if(|job| job.urgent) {
            self.tag(job)
        } else if let Some(lesson) = self.lessons.pop_front() {
            self.learn(lesson)
        } else if let Some(job) = self.jobs.pop_front() {
            self.tag(job)
        } else if let Some((id, training)) = self.training.take() {
            vec![self.train(id, training)]
        } else {
            Vec::new()
        }
    }

    fn is_idle(&self) -> bool {
        self.jobs.is_empty() && self.lessons.is_empty() && self.training.is_none()
    }
}

impl Labels {
    /// What each of a tagger becomes.
    fn becomes(&self) -> impl Fn(&LabelId) -> Option<LabelId> {
        |label| self.choices.apply(label, &self.schema).cloned()
    }

    /// What was decided in articles, under these labels.
    fn apply_to_decisions(&self, articles: Vec<(String, Decisions)>) -> impl Iterator<Item = (String, Decisions)> {
        articles.into_iter().map(|(text, decisions)| (text, decisions.under(&self.schema)))
    }
}

impl TaggedPart {
    /// The same for what is at a place or behind it, so that nothing before is replaced; `None` if all comes before.
    fn behind(self, from: ByteOffset) -> Option<Self> {
        let within = TextRange::try_new(self.within.start().max(from), self.within.end())?;
        Some(Self { within, ..self })
    }
}

impl Job {
    fn new(id: RequestId, urgent: bool, texts: Vec<Untagged>, elsewhere: &[DecidedWords], labels: Labels) -> Self {
        let elsewhere = Elsewhere::new(elsewhere, &labels.schema);
        let texts: VecDeque<TextJob> =
            (0..).zip(texts).map(|(place, text)| TextJob::new(place, text, &labels.schema)).collect();
        let total = texts.iter().map(|text_job| text_job.paragraphs.len() as u32).sum();
        Self { id, labels, elsewhere, urgent, texts, done: 0, total }
    }
}

impl TextJob {
    fn new(place: u32, Untagged { text, decisions, from }: Untagged, schema: &Schema) -> Self {
        let (text, decisions) = (Text::new(&text), decisions.under(schema));
        let paragraphs = paragraphs(&text).into();
        Self { place, text, decisions, from, paragraphs, found: Vec::new() }
    }

    /// Tags paragraphs until they have as many bytes as there is `room`; where they are.
    fn tag(&mut self, tagger: &impl Tagger, room: u32) -> TextRange {
        let mut within = TextRange::from_usize(0..0);
        while within.len() < room
            && let Some(paragraph) = self.paragraphs.pop_front()
        {
            self.found.extend(tagger.tag_paragraph(&self.text, paragraph));
            within = if within.is_empty() { paragraph } else { within.cover(paragraph) };
        }
        within
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::schema::LabelChoices;
    use crate::core::sequence::Clusters;
    use crate::core::tagger::Names;
    use crate::worker::remembered::REMEMBERED;

    fn session() -> Session<Capitals> {
        Session::new(Capitals::default(), SLICE)
    }

    /// Suggests every word with a capital, and then only those that occur twice. Fails on "fail".
    #[derive(Default)]
    struct Capitals {
        failed: std::cell::Cell<bool>,
        /// How many paragraphs it was given.
        asked: std::cell::Cell<usize>,
    }

    impl Tagger for Capitals {
        fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
            self.failed.set(self.failed.get() || text.slice(paragraph).contains("fail"));
            self.asked.set(self.asked.get() + 1);
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

    fn labels() -> Labels {
        Labels { schema: Schema::ontonotes(), choices: LabelChoices::default() }
    }

    fn tag(id: RequestId, text: &str) -> Request {
        tag_all(id, false, &[text])
    }

    fn tag_all(id: RequestId, urgent: bool, texts: &[&str]) -> Request {
        let untagged = |text: &&str| Untagged {
            text: (*text).to_owned(),
            decisions: Decisions::default(),
            from: ByteOffset::default(),
        };
        let texts = texts.iter().map(untagged).collect();
        Request::Tag { id, urgent, texts, elsewhere: Vec::new(), labels: labels() }
    }

    /// Learning that the first word of a text is a person, and nothing else in it anything.
    fn learn(id: RequestId, anew: bool, text: &str) -> Request {
        let range = TextRange::from_usize(0..text.find(' ').unwrap());
        let decisions = Decisions { right: vec![(range, "PERSON".into())], ..Decisions::default() };
        Request::Learn { id, anew, articles: vec![(text.to_owned(), decisions)], labels: labels() }
    }

    /// All answers to a request.
    fn answers(session: &mut Session<Capitals>, request: Request) -> Vec<Response> {
        session.handle(request);
        let mut answers = Vec::new();
        while !session.is_idle() {
            answers.extend(session.step());
        }
        answers
    }

    /// What is suggested in the end: words and labels.
    fn suggested(session: &mut Session<Capitals>, text: &str) -> Vec<(String, String)> {
        let answers = answers(session, tag(9, text));
        let [.., Response::Tagged { parts, .. }, _] = &answers[..] else { panic!("{answers:?}") };
        parts[0].suggestions.iter().map(|it| (text[it.range.as_usize()].to_owned(), it.label.to_string())).collect()
    }

    #[test]
    fn what_is_learned_is_suggested_until_it_is_forgotten() {
        let text = "Vik met Vik.";
        let pairs = |label: &str| vec![("Vik".to_owned(), label.to_owned()); 2];
        let mut session = session();
        assert_eq!(suggested(&mut session, text), pairs("GPE"));
        assert_eq!(answers(&mut session, learn(1, false, "Vik won.")), [Response::Learned { id: 1, finished: 1 }]);
        assert_eq!(answers(&mut session, learn(2, false, "Vik lost.")), [Response::Learned { id: 2, finished: 2 }]);
        assert_eq!(suggested(&mut session, text), pairs("PERSON"));
        let nothing = Request::Learn { id: 3, anew: true, articles: Vec::new(), labels: labels() };
        assert_eq!(answers(&mut session, nothing), [Response::Learned { id: 3, finished: 0 }]);
        assert_eq!(suggested(&mut session, text), pairs("GPE"));
    }

    #[test]
    fn what_is_decided_in_it_or_elsewhere_is_suggested_before_anything_is_learned() {
        let text = "Vik left. Vik and Vik met.";
        let suggested = |decisions: Decisions, told: &[DecidedWords], from: u32| {
            let texts = vec![Untagged { text: text.to_owned(), decisions, from: ByteOffset::new(from) }];
            let request = Request::Tag { id: 1, urgent: true, texts, elsewhere: told.into(), labels: labels() };
            let answers = answers(&mut session(), request);
            let [.., Response::Tagged { parts, .. }, _] = &answers[..] else { panic!("{answers:?}") };
            parts[0].suggestions.iter().map(|it| it.label.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(suggested(Decisions::default(), &[], 0), ["GPE"; 3]);
        let told = DecidedWords { words: "Vik".to_owned(), label: Some("PERSON".into()), by_hand: true };
        assert_eq!(suggested(Decisions::default(), &[told], 0), ["PERSON"; 3]);
        let right = vec![(TextRange::from_usize(0..3), "PERSON".into())];
        let decided = Decisions { right, read_to: ByteOffset::new(3), ..Decisions::default() };
        assert_eq!(suggested(decided, &[], 3), ["PERSON"; 2]);
    }

    #[test]
    fn what_is_told_to_be_at_work_is_what_is_answered_next() {
        let urgent = |id| match tag(id, "Vik won.") {
            Request::Tag { texts, elsewhere, labels, .. } => {
                Request::Tag { id, urgent: true, texts, elsewhere, labels }
            }
            other => other,
        };
        let (tag, learn) = (|id| tag(id, "Vik won."), |id| learn(id, false, "Vik lost."));
        let mut waiting = vec![tag(1), learn(2), urgent(3), learn(4), urgent(5), tag(6)];
        let mut session = session();
        waiting.iter().for_each(|request| assert_eq!(session.handle(request.clone()), None));
        while let Some(at_work) = Request::at_work(&waiting).map(Request::id) {
            let done =
                std::iter::repeat_with(|| session.step()).take(100).flatten().find_map(|response| match response {
                    Response::Finished { id } | Response::Learned { id, .. } => Some(id),
                    _ => None,
                });
            assert_eq!(done, Some(at_work));
            waiting.retain(|request| request.id() != at_work);
        }
        assert!(session.is_idle());
    }

    /// Articles in which a name, which has a label, follows a word.
    fn articles(label: &str, before: &str) -> Vec<(String, Decisions)> {
        let text = |name: &&str| format!("{before} {name} left.");
        let names = ["Ann", "Bea", "Eva", "Ida", "Kea", "Mia", "Una", "Zoe"];
        let range = TextRange::from_usize(3..6);
        let decisions = || Decisions { right: vec![(range, label.into())], ..Decisions::default() };
        names.iter().map(|name| (text(name), decisions())).collect()
    }

    /// A tagger that knows people.
    fn names() -> Names {
        let articles = articles("PERSON", "Ms");
        let examples: Vec<_> = articles.iter().flat_map(|(text, it)| it.examples(&Text::new(text))).collect();
        let start = Start::Nothing { clusters: Clusters::default(), rows_log2: 12 };
        let options = TrainOptions { start, epochs: 4, committee: 1, seed: 1 };
        let mut training = train_names(examples, Vec::new(), &Schema::ontonotes(), options).unwrap();
        while training.next_epoch().is_some() {}
        Names::new(training.into_model())
    }

    #[test]
    fn a_training_goes_on_from_the_tagger_epoch_by_epoch() {
        let mut session = Session::new(names(), SLICE);
        assert_eq!(session.handle(Request::Train { id: 4, articles: articles("SHIP", "MV"), labels: labels() }), None);
        for done in 1..=EPOCHS as u32 {
            assert_eq!(session.step(), [Response::Training { id: 4, done, total: EPOCHS as u32 }]);
        }
        let [Response::Trained { id: 4, model }] = &session.step()[..] else { panic!("no model") };
        let trained = Names::from_bytes(model).unwrap();
        assert_eq!(trained.labels(), ["PERSON", "SHIP"].map(LabelId::from));
        assert_eq!(trained.tag(&Text::new("MV Lea left."))[0].label.as_str(), "SHIP");
        assert!(session.is_idle());
    }

    #[test]
    fn a_training_is_stopped_or_refused() {
        let mut session = Session::new(names(), SLICE);
        session.handle(Request::Train { id: 4, articles: articles("SHIP", "MV"), labels: labels() });
        session.handle(Request::Cancel { id: 4 });
        assert!(session.is_idle());
        let nothing = session.handle(Request::Train { id: 5, articles: Vec::new(), labels: labels() });
        assert!(matches!(nothing, Some(Response::Failed { id: 5, .. })), "{nothing:?}");
        let unable =
            self::session().handle(Request::Train { id: 6, articles: articles("SHIP", "MV"), labels: labels() });
        assert!(matches!(unable, Some(Response::Failed { id: 6, .. })), "{unable:?}");
    }

    #[test]
    fn of_more_texts_than_are_remembered_some_are() {
        let mut session = session();
        let texts: Vec<String> = (0..8).map(|number| "a".repeat(REMEMBERED / 6) + &number.to_string()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut asked = || {
            session.tagger.asked.set(0);
            answers(&mut session, tag_all(1, false, &texts));
            session.tagger.asked.get()
        };
        assert_eq!(asked(), 8);
        assert!((2..8).contains(&asked()), "in the same order, which forgetting the oldest would not survive");
    }

    #[test]
    fn what_somebody_waits_for_comes_before_what_is_to_be_learned_and_that_before_the_queue() {
        let mut session = session();
        session.handle(tag_all(1, false, &["Rome and Rome.", "Oslo and Oslo."]));
        session.handle(learn(2, false, "Vik won."));
        session.handle(tag_all(3, true, &["Bonn and Bonn."]));
        assert_eq!(session.step().last(), Some(&Response::Finished { id: 3 }));
        assert_eq!(session.step(), [Response::Learned { id: 2, finished: 1 }]);
        assert!(matches!(session.step()[..], [Response::Tagged { id: 1, done: 1, total: 2, .. }]));
    }

    #[test]
    fn several_texts_are_answered_together() {
        let texts = ["In Rome.", "Rome.\nOslo and Rome.\nOslo.", "", "Bonn, not Bonn."];
        let mut session = session();
        session.handle(tag_all(1, false, &texts));
        let said = |responses: &[Response]| -> Vec<(u32, Vec<String>)> {
            let Response::Tagged { parts, .. } = &responses[0] else { panic!("{responses:?}") };
            let words = |part: &TaggedPart| {
                let text = texts[part.text as usize];
                part.suggestions.iter().map(|it| text[it.range.as_usize()].to_owned()).collect()
            };
            parts.iter().map(|part| (part.text, words(part))).collect()
        };
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said(&session.step()), [(0, words(&[]))], "what occurs twice is counted within a text");
        let rest = session.step();
        let second = words(&["Rome", "Oslo", "Rome", "Oslo"]);
        assert_eq!(said(&rest), [(1, second), (2, words(&[])), (3, words(&["Bonn", "Bonn"]))]);
        assert_eq!(rest[1..], [Response::Finished { id: 1 }]);
        assert!(session.is_idle());
    }

    #[test]
    fn an_article_on_which_the_tagger_fails_is_answered_with_that() {
        let failed = Response::Failed { id: 1, why: "it broke".to_owned() };
        assert_eq!(answers(&mut session(), learn(1, false, "Vik will fail.")), [failed]);
    }

    #[test]
    fn the_articles_after_one_on_which_the_tagger_fails_are_learned() {
        let texts = ["Vik will fail.", "Vik won.", "Vik lost."];
        let lesson = |text: &str| (text.to_owned(), Decisions::default());
        let articles = texts.map(lesson).into();
        let mut session = session();
        let failed = Response::Failed { id: 1, why: "it broke".to_owned() };
        let request = Request::Learn { id: 1, anew: false, articles, labels: labels() };
        assert_eq!(answers(&mut session, request), [failed]);
        assert_eq!(answers(&mut session, learn(2, false, "Vik left.")), [Response::Learned { id: 2, finished: 3 }]);
    }

    fn words(text: &str, response: &Response) -> Vec<String> {
        let Response::Tagged { parts, .. } = response else { panic!("{response:?}") };
        parts[0].suggestions.iter().map(|suggestion| text[suggestion.range.as_usize()].to_owned()).collect()
    }

    #[test]
    fn the_first_paragraph_comes_first_and_the_whole_last() {
        let text = "In Rome.\nIn Oslo.\nRome again.";
        let mut session = session();
        assert_eq!(session.handle(tag(7, text)), None);
        let first = session.step();
        assert_eq!(words(text, &first[0]), ["In", "Rome"]);
        let rest = session.step();
        assert_eq!(words(text, &rest[0]), ["In", "Rome", "In", "Rome"]);
        assert_eq!(rest[1], Response::Finished { id: 7 });
        assert!(session.is_idle() && session.step().is_empty());
    }

    #[test]
    fn what_was_read_is_not_answered() {
        let text = "Ann met Bo.\n\nIn Oslo.\n\nIn Rome.";
        let answered = |session: &mut Session<Capitals>, from: u32| {
            let from = ByteOffset::new(from);
            let untagged = Untagged { text: text.to_owned(), decisions: Decisions::default(), from };
            let request =
                Request::Tag { id: 1, urgent: true, texts: vec![untagged], elsewhere: Vec::new(), labels: labels() };
            let parts = answers(session, request).into_iter().flat_map(|response| match response {
                Response::Tagged { parts, .. } => parts,
                _ => Vec::new(),
            });
            parts.map(|part| (part.within.start().get(), part.within.end().get())).collect::<Vec<_>>()
        };
        assert_eq!(answered(&mut session(), 4), [(4, 13), (4, 31)]);
        let mut session = session();
        assert_eq!(answered(&mut session, 16), [(16, 31)]);
        assert_eq!(answered(&mut session, 4), [(4, 31)], "it was tagged before");
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
        session.handle(tag_all(1, false, &["Rome.\nThis will fail.\nOslo.", "Oslo."]));
        session.handle(tag_all(2, false, &["Bonn and Bonn.", "Oslo."]));
        assert!(matches!(session.step()[..], [Response::Tagged { id: 1, .. }]));
        assert_eq!(session.step(), [Response::Failed { id: 1, why: "it broke".to_owned() }]);
        assert!(matches!(session.step()[..], [Response::Tagged { id: 2, .. }]));
        assert_eq!(session.step().last(), Some(&Response::Finished { id: 2 }));
    }

    #[test]
    fn what_failed_is_not_remembered() {
        let mut session = session();
        let text = "Rome and Rome.\nThis will fail.";
        for id in [1, 2] {
            let failed = Response::Failed { id, why: "it broke".to_owned() };
            assert_eq!(answers(&mut session, tag(id, text)).last(), Some(&failed));
        }
    }

    #[test]
    fn a_slice_has_as_many_paragraphs_as_fill_it() {
        let mut session = Session::new(Capitals::default(), 1);
        session.handle(tag(1, "A.\nB.\nC."));
        let answers: Vec<usize> = (0..3).map(|_| session.step().len()).collect();
        assert_eq!(answers, [1, 1, 2]);
    }

    #[test]
    fn an_empty_text_is_finished_at_once() {
        let mut session = session();
        session.handle(tag(1, ""));
        assert_eq!(session.step().last(), Some(&Response::Finished { id: 1 }));
    }
}
