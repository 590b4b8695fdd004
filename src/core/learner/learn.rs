//! What was learned, and what it makes of the taggers' suggestions.

use super::decisions::Decisions;
use super::hints::{hinted, tags};
use super::memory::Memory;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Hinted, NO_TAG, Overlay, random};
use crate::core::tagger::{Suggestion, settle};
use crate::core::text::{Coverage, Reading, Text, Token};

/// The logarithm to base 2 of the number of rows of weights: 20 MB with the 18 labels of OntoNotes.
const ROWS_LOG2: u32 = 16;
/// How many past articles are kept to be learned again: some 10 MB.
const KEPT: usize = 200;
/// How many of them are learned again after each article.
const AGAIN: usize = 6;
/// How often an article is learned when it is finished.
const PASSES: usize = 2;

/// What was learned from finished articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The labels that the taggers know.
    known: Vec<LabelId>,
    memory: Memory,
    overlay: Overlay,
    /// Some of the past articles.
    past: Vec<Lesson>,
    /// How many articles were learned from.
    finished: usize,
    /// The state of the random numbers.
    random: u64,
}

/// A finished article: its sentences as they were when it was finished, and the right tags of their tokens, or
/// [`NO_TAG`] where that is not known.
#[derive(Clone, Debug, PartialEq)]
struct Lesson {
    sentences: Vec<(Hinted, Vec<u8>)>,
}

impl Learner {
    /// One that has learned nothing. The taggers know the labels `known`, others are learned in haste; and what
    /// the taggers know of words beforehand is `clusters`.
    #[must_use]
    pub fn new(known: Vec<LabelId>, clusters: Clusters) -> Self {
        let (memory, overlay) = (Memory::default(), Overlay::new(ROWS_LOG2, clusters));
        Self { known, memory, overlay, past: Vec::new(), finished: 0, random: 1 }
    }

    /// How many articles were learned from.
    #[must_use]
    pub fn finished(&self) -> usize {
        self.finished
    }

    /// Learns from a finished article. `base` is what the taggers suggested, under the labels of the project, in
    /// order and without overlaps. What waits for a decision teaches nothing.
    pub fn learn(&mut self, text: &Text, base: &[Suggestion], decisions: &Decisions) {
        for label in base.iter().map(|it| &it.label).chain(decisions.right.iter().map(|it| &it.1)) {
            self.overlay.add_label(label, self.known.contains(label));
        }
        let reading = Reading::new(text);
        // Before the memory learns of it: it must not seem to have known.
        let hinted = hinted(&self.overlay, &reading, base, &self.memory, &Memory::default());
        let open: Coverage = decisions.open.iter().copied().collect();
        let is_open = |token: &Token| open.overlaps(token.range);
        let tags = |sentence: usize| {
            let tokens = reading.sentence(sentence);
            let known = tokens.iter().zip(tags(&self.overlay, tokens, &decisions.right));
            known.map(|(token, tag)| if tag == 0 && is_open(token) { NO_TAG } else { tag }).collect()
        };
        let sentences = hinted.into_iter().enumerate().map(|(index, hinted)| (hinted, tags(index))).collect();
        self.memory.learn(&reading, base, decisions);
        self.study(Lesson { sentences });
    }

    /// Suggestions for a text: those of the taggers, `base`, as far as what was learned does not say otherwise.
    /// In order, none overlapping another. `decisions` are those made in this very text.
    #[must_use]
    pub fn suggest(&self, text: &Text, base: &[Suggestion], decisions: &Decisions) -> Vec<Suggestion> {
        if self.finished == 0 {
            return base.to_vec();
        }
        let reading = Reading::new(text);
        let own = Memory::of(&reading, decisions);
        let sentences = hinted(&self.overlay, &reading, base, &self.memory, &own);
        // What one article taught may be chance.
        let share = self.finished as f32 / (self.finished + 1) as f32;
        let mut found = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            found.extend(self.overlay.tag(sentence, share).into_iter().map(|span| Suggestion {
                range: reading.range(index, span.tokens),
                label: span.label,
                origin: Origin::Learner,
                confidence: span.confidence,
            }));
        }
        let mut found = settle(text, with_unknown(found, base, self.overlay.labels()));
        for suggestion in &mut found {
            let next = base.partition_point(|it| it.range < suggestion.range);
            let same = base.get(next).filter(|it| it.range == suggestion.range && it.label == suggestion.label);
            suggestion.origin = same.map_or(Origin::Learner, |it| it.origin);
        }
        found
    }

    fn study(&mut self, lesson: Lesson) {
        for _ in 0..PASSES {
            lesson.teach(&mut self.overlay);
        }
        for _ in 0..AGAIN.min(self.past.len()) {
            let at = self.draw(self.past.len());
            self.past[at].teach(&mut self.overlay);
        }
        self.finished += 1;
        // Each of all articles is as likely to be kept (J. Vitter, "Random sampling with a reservoir", 1985).
        if self.past.len() < KEPT {
            self.past.push(lesson);
        } else if let at @ 0..KEPT = self.draw(self.finished) {
            self.past[at] = lesson;
        }
    }

    /// A number from 0 on and below `below`.
    fn draw(&mut self, below: usize) -> usize {
        (random(&mut self.random) % below as u64) as usize
    }
}

impl Lesson {
    fn teach(&self, overlay: &mut Overlay) {
        self.sentences.iter().for_each(|(sentence, tags)| overlay.learn(sentence, tags));
    }
}

/// What the overlay found, and what the taggers found under labels that it does not know yet.
fn with_unknown(found: Vec<Suggestion>, base: &[Suggestion], known: &[LabelId]) -> Vec<Suggestion> {
    let taken: Coverage = found.iter().map(|it| it.range).collect();
    let unknown = base.iter().filter(|it| !known.contains(&it.label));
    let free = unknown.filter(|it| !taken.overlaps(it.range)).cloned();
    let free: Vec<Suggestion> = free.collect();
    found.into_iter().chain(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::TextRange;

    fn learner() -> Learner {
        Learner::new(["PERSON", "ORG", "GPE"].map(LabelId::from).into(), Clusters::default())
    }

    /// A text, and where some words stand in it first, with a label.
    fn marked(content: &str, words: &[(&str, &str)]) -> (Text, Vec<(TextRange, LabelId)>) {
        let find = |word: &str| {
            let start = content.find(word).unwrap();
            TextRange::from_usize(start..start + word.len())
        };
        (Text::new(content), words.iter().map(|&(word, label)| (find(word), label.into())).collect())
    }

    fn base(spans: &[(TextRange, LabelId)]) -> Vec<Suggestion> {
        let suggest = |(range, label): &(TextRange, LabelId)| Suggestion {
            range: *range,
            label: label.clone(),
            origin: Origin::Model,
            confidence: 0.8,
        };
        spans.iter().map(suggest).collect()
    }

    fn learn(learner: &mut Learner, content: &str, wrong: &[(&str, &str)], right: &[(&str, &str)]) {
        let (text, right) = marked(content, right);
        learner.learn(&text, &base(&marked(content, wrong).1), &Decisions { right, ..Decisions::default() });
    }

    /// What is suggested, as words and labels.
    fn suggested(
        learner: &Learner,
        content: &str,
        said: &[(&str, &str)],
        decisions: &Decisions,
    ) -> Vec<(String, String)> {
        let (text, said) = marked(content, said);
        let found = learner.suggest(&text, &base(&said), decisions);
        found.iter().map(|it| (text.slice(it.range).to_owned(), it.label.to_string())).collect()
    }

    fn pair(words: &str, label: &str) -> (String, String) {
        (words.to_owned(), label.to_owned())
    }

    #[test]
    fn before_anything_is_finished_the_taggers_are_repeated() {
        let learner = learner();
        let said = [("Oslo", "GPE")];
        assert_eq!(suggested(&learner, "Oslo is cold.", &said, &Decisions::default()), [pair("Oslo", "GPE")]);
    }

    #[test]
    fn one_correction_is_remembered_in_the_next_article() {
        let mut learner = learner();
        learn(
            &mut learner,
            "Qvist spoke in Oslo.",
            &[("Qvist", "ORG"), ("Oslo", "GPE")],
            &[("Qvist", "PERSON"), ("Oslo", "GPE")],
        );
        learn(&mut learner, "Then Hedin Group fell.", &[], &[("Hedin Group", "ORG")]);
        let said = [("Qvist", "ORG"), ("Rome", "GPE")];
        let found = suggested(&learner, "In Rome, Qvist met Hedin Group.", &[said[1], said[0]], &Decisions::default());
        assert_eq!(found, [pair("Rome", "GPE"), pair("Qvist", "PERSON"), pair("Hedin Group", "ORG")]);
    }

    #[test]
    fn what_was_refused_is_not_suggested_again() {
        let mut learner = learner();
        for _ in 0..2 {
            learn(&mut learner, "The Party met in Oslo.", &[("Party", "ORG"), ("Oslo", "GPE")], &[("Oslo", "GPE")]);
        }
        let found =
            suggested(&learner, "Its Party won Oslo.", &[("Party", "ORG"), ("Oslo", "GPE")], &Decisions::default());
        assert_eq!(found, [pair("Oslo", "GPE")]);
    }

    #[test]
    fn a_decision_in_the_open_article_counts_there() {
        let mut learner = learner();
        learn(&mut learner, "Ann lives in Oslo.", &[("Oslo", "GPE")], &[("Ann", "PERSON"), ("Oslo", "GPE")]);
        let content = "Vik won. Later Vik lost.";
        let first = (TextRange::from_usize(0..3), "PERSON".into());
        let decided = Decisions { right: vec![first], ..Decisions::default() };
        assert_eq!(suggested(&learner, content, &[], &Decisions::default()), []);
        assert_eq!(suggested(&learner, content, &[], &decided), [pair("Vik", "PERSON"), pair("Vik", "PERSON")]);
    }

    #[test]
    fn a_label_that_only_the_taggers_know_is_passed_on() {
        let mut learner = learner();
        learn(&mut learner, "Ann lives in Oslo.", &[], &[("Ann", "PERSON")]);
        assert_eq!(
            suggested(&learner, "It cost $5.", &[("$5", "MONEY")], &Decisions::default()),
            [pair("$5", "MONEY")]
        );
    }

    #[test]
    fn what_waits_for_a_decision_teaches_nothing() {
        let content = "The Party met in Oslo.";
        let (text, said) = marked(content, &[("Party", "ORG"), ("Oslo", "GPE")]);
        let decisions = Decisions { open: vec![said[0].0], right: vec![said[1].clone()], ..Decisions::default() };
        let mut learner = learner();
        (0..5).for_each(|_| learner.learn(&text, &base(&said), &decisions));
        let found = suggested(&learner, content, &[("Party", "ORG"), ("Oslo", "GPE")], &Decisions::default());
        assert_eq!(found, [pair("Party", "ORG"), pair("Oslo", "GPE")]);
    }

    #[test]
    fn the_same_articles_give_the_same_to_the_last_bit() {
        let teach = || {
            let mut learner = learner();
            for number in 0..20 {
                let content = format!("Ann{number} met Bo in Oslo.");
                let name = format!("Ann{number}");
                learn(&mut learner, &content, &[("Oslo", "ORG")], &[(&name, "PERSON"), ("Oslo", "GPE")]);
            }
            learner
        };
        assert_eq!(teach(), teach());
    }
}
