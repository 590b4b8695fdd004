//! What was learned, and what it makes of the taggers' suggestions.

use super::decisions::Decisions;
use super::elsewhere::Elsewhere;
use super::heard::Said;
use super::hints::{OWN, hinted, tags};
use super::memory::Memory;
use super::rivals::Rivals;
use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::sequence::{Clusters, Hint, Hinted, MOST_LABELS, NO_TAG, Overlay, Span, random};
use crate::core::tagger::{Suggestion, Tagger, settle};
use crate::core::text::{ByteOffset, Coverage, Reading, Text, TextRange, Token};

/// The logarithm to base 2 of the number of rows of weights: 20 MB with the 18 labels of OntoNotes.
const ROWS_LOG2: u32 = 16;
/// The same for what one article alone teaches: an eighth of that.
const ROWS_OF_ONE_LOG2: u32 = 13;
/// How many past articles are kept to be learned again: some 10 MB.
const KEPT: usize = 200;
/// How many of them are learned again after each article.
const AGAIN: usize = 6;
/// What so many sentences taught may be chance, and counts by half.
const FEW: f32 = 5.0;
/// How often an article is learned when it is finished, and how often what was decided in the open one.
const PASSES: usize = 2;

/// What was learned from finished articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Learner {
    /// The taggers' labels, each with that of the project.
    labels: Vec<(LabelId, LabelId)>,
    memory: Memory,
    overlay: Overlay,
    /// Some of the past articles.
    past: Vec<Lesson>,
    /// How many articles were learned from, and how many sentences these have.
    finished: usize,
    sentences: usize,
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
    /// One that has learned nothing over a tagger whose labels become what `becomes` says, if the project has something
    /// for them. `in_use` are the labels of the project that are used.
    #[must_use]
    pub fn over(
        tagger: &(impl Tagger + ?Sized),
        becomes: &dyn Fn(&LabelId) -> Option<LabelId>,
        in_use: impl Iterator<Item = LabelId>,
    ) -> Self {
        let with_what_it_becomes = |label: LabelId| Some((label.clone(), becomes(&label)?));
        let labels = tagger.labels().into_iter().filter_map(with_what_it_becomes).collect();
        Self::new(labels, in_use, tagger.clusters())
    }

    /// The same over taggers that have these labels, each with that of the project; others are learned in haste. A label in
    /// use that no tagger knows is learned from the open article even if none that is finished has it. What the taggers know
    /// of words beforehand is `clusters`.
    fn new(labels: Vec<(LabelId, LabelId)>, in_use: impl Iterator<Item = LabelId>, clusters: Clusters) -> Self {
        let (memory, mut overlay) = (Memory::default(), Overlay::new(ROWS_LOG2, clusters));
        let own: Vec<LabelId> = in_use.filter(|label| labels.iter().all(|(_, known)| known != label)).collect();
        // Unless they would leave no room for what is used: then each comes when it is.
        if labels.len() + own.len() <= MOST_LABELS {
            own.iter().for_each(|label| overlay.add_label(label, false));
        }
        Self { labels, memory, overlay, past: Vec::new(), finished: 0, sentences: 0, random: 1 }
    }

    /// How many articles were learned from.
    #[must_use]
    pub fn finished(&self) -> usize {
        self.finished
    }

    /// Learns from a finished article. What waits for a decision teaches nothing.
    pub fn learn(&mut self, text: &Text, said: Said, decisions: &Decisions) {
        meet(&mut self.overlay, &self.labels, labels_of(said, decisions));
        let reading = Reading::new(text);
        let nothing = Memory::default();
        // Before the memory learns of it: it must not seem to have known.
        let hinted = hinted(&self.overlay, &self.labels, &reading, said, &self.memory, &nothing, &nothing);
        let open: Coverage = decisions.open.iter().copied().collect();
        let known = |index: usize| known_tags(&self.overlay, reading.sentence(index), decisions, &open);
        let sentences = hinted.into_iter().enumerate().map(|(index, hinted)| (hinted, known(index))).collect();
        self.memory.learn(&reading, said, decisions);
        self.study(Lesson { sentences });
    }

    /// Whether it suggests what the taggers do: nothing is finished, and nothing decided.
    #[must_use]
    pub fn repeats(&self, decisions: &Decisions, elsewhere: &Elsewhere) -> bool {
        self.finished == 0 && decisions.is_undecided() && elsewhere.is_undecided()
    }

    /// Suggestions for what of a text begins at byte `from` or behind: those of the taggers, as far as what was learned
    /// does not say otherwise. In order, none overlapping another. `decisions` are those made in this very text, and
    /// `elsewhere` is what others say that are not finished: they teach, too, but of that nothing stays.
    #[must_use]
    pub fn suggest(
        &mut self,
        text: &Text,
        said: Said,
        decisions: &Decisions,
        elsewhere: &Elsewhere,
        from: ByteOffset,
    ) -> Vec<Suggestion> {
        if self.repeats(decisions, elsewhere) {
            return behind(said.suggested.to_vec(), from);
        }
        let is_guess = self.finished == 0;
        let mut of_one;
        let overlay = if is_guess {
            of_one = self.overlay_of_one(said, decisions, elsewhere);
            &mut of_one
        } else {
            &mut self.overlay
        };
        let reading = Reading::new(text);
        let ended = reading.ended_by(from);
        let Some(next) = reading.sentences().nth(ended) else { return Vec::new() };
        // What comes before is not looked at again, but the rest is to be consistent with it.
        let mut all = standing(said.suggested, decisions, next[0].range.start());
        let own = Memory::of(&reading, said, decisions);
        let sentences = hinted(overlay, &self.labels, &reading, said, &self.memory, &elsewhere.memory, &own);
        let decided = decided(overlay, &reading, &sentences, decisions);
        let learned = (self.sentences + decided.len()).max(1) as f32;
        let share = learned / (learned + FEW);
        overlay.with_open(&decided, PASSES, |overlay| {
            for (index, sentence) in sentences.iter().enumerate().skip(ended) {
                all.extend(overlay.tag(sentence, share).into_iter().map(|span| suggestion(&reading, index, span)));
            }
        });
        let rivals = Rivals {
            text,
            said,
            memories: [&own, &elsewhere.memory, &self.memory],
            labels: &self.labels,
            taught: if is_guess { &[] } else { overlay.labels() },
            share,
        };
        let found = settle(text, reading.tokens(), rivals.met(all));
        behind(found, from).into_iter().map(|it| rivals.weighed(it)).collect()
    }

    /// One for what a single article teaches before anything is finished. It has met the labels of this article alone.
    fn overlay_of_one(&self, said: Said, decisions: &Decisions, elsewhere: &Elsewhere) -> Overlay {
        let mut overlay = Overlay::new(ROWS_OF_ONE_LOG2, self.overlay.clusters().clone());
        // Those of the project's own that are learned though nothing that is finished has them.
        self.overlay.labels().iter().for_each(|label| overlay.add_label(label, false));
        meet(&mut overlay, &self.labels, labels_of(said, decisions).chain(&elsewhere.labels));
        overlay
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
        self.sentences += lesson.sentences.len();
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

impl Default for Learner {
    /// One that has learned nothing, and knows of no tagger.
    fn default() -> Self {
        Self::new(Vec::new(), std::iter::empty(), Clusters::default())
    }
}

impl Lesson {
    fn teach(&self, overlay: &mut Overlay) {
        self.sentences.iter().for_each(|(sentence, tags)| overlay.learn(sentence, tags));
    }
}

/// The labels that are suggested or right in an article.
fn labels_of<'a>(said: Said<'a>, decisions: &'a Decisions) -> impl Iterator<Item = &'a LabelId> {
    said.suggested.iter().map(|it| &it.label).chain(decisions.right.iter().map(|it| &it.1))
}

/// Has an overlay know some labels, of which the taggers know those of `known` that are the project's.
fn meet<'a>(overlay: &mut Overlay, known: &[(LabelId, LabelId)], labels: impl Iterator<Item = &'a LabelId>) {
    for label in labels {
        overlay.add_label(label, known.iter().any(|(_, known)| known == label));
    }
}

/// The sentences of the open article in which something was decided, with what is known of their tags. What was
/// not read yet is not known, though decisions were carried there: to take what is not suggested there for no
/// name would make sure that it never is suggested again.
fn decided(
    overlay: &Overlay,
    reading: &Reading,
    sentences: &[Hinted],
    decisions: &Decisions,
) -> Vec<(Hinted, Vec<u8>)> {
    let decided: Coverage = decisions.right.iter().map(|it| it.0).chain(decisions.wrong.iter().copied()).collect();
    let ahead = TextRange::new(decisions.read_to, reading.text().range().end());
    let open: Coverage = decisions.open.iter().copied().chain([ahead]).collect();
    let lesson = |(index, sentence): (usize, &Hinted)| {
        let tokens = reading.sentence(index);
        let known = || known_tags(overlay, tokens, decisions, &open);
        tokens.iter().any(|token| decided.overlaps(token.range)).then(|| (unprompted(sentence), known()))
    };
    sentences.iter().enumerate().filter_map(lesson).collect()
}

/// A sentence without what is remembered so well as what was decided in it: it must not seem to have been known.
fn unprompted(sentence: &Hinted) -> Hinted {
    let hint = |hint: &Hint| if hint.trust == OWN { Hint { memory: NO_TAG, trust: 0, ..*hint } } else { *hint };
    Hinted { hints: sentence.hints.iter().map(hint).collect(), ..sentence.clone() }
}

/// The tags of the tokens of a sentence; where something is open, only those of what is right are known.
fn known_tags(overlay: &Overlay, tokens: &[Token], decisions: &Decisions, open: &Coverage) -> Vec<u8> {
    let tags = tags(overlay, tokens, &decisions.right);
    let known = |(token, tag): (&Token, u8)| if tag == 0 && open.overlaps(token.range) { NO_TAG } else { tag };
    tokens.iter().zip(tags).map(known).collect()
}

/// A span of a sentence as a suggestion.
fn suggestion(reading: &Reading, sentence: usize, span: Span) -> Suggestion {
    Suggestion {
        range: reading.range(sentence, span.tokens),
        label: span.label,
        origin: Origin::Learner,
        confidence: span.confidence,
    }
}

/// What stands before a place: what was confirmed, as suggestions that are sure, and what the taggers suggest elsewhere
/// and still waits for a decision.
fn standing(suggested: &[Suggestion], decisions: &Decisions, place: ByteOffset) -> Vec<Suggestion> {
    let before = |range: TextRange| range.end() <= place;
    let sure = |(range, label): &(TextRange, LabelId)| Suggestion {
        range: *range,
        label: label.clone(),
        origin: Origin::Learner,
        confidence: 1.0,
    };
    let right: Coverage = decisions.right.iter().map(|it| it.0).collect();
    let is_open = |range: TextRange| decisions.open.binary_search(&range).is_ok() && !right.overlaps(range);
    let waits = |it: &&Suggestion| before(it.range) && is_open(it.range);
    let confirmed = decisions.right.iter().filter(|(range, _)| before(*range)).map(sure);
    confirmed.chain(suggested.iter().filter(waits).cloned()).collect()
}

/// Those of some suggestions that begin at a place or behind it.
fn behind(mut suggestions: Vec<Suggestion>, from: ByteOffset) -> Vec<Suggestion> {
    suggestions.retain(|suggestion| suggestion.range.start() >= from);
    suggestions
}

#[cfg(test)]
mod tests {
    use super::super::elsewhere::DecidedWords;
    use super::*;
    use crate::core::schema::Schema;
    use crate::core::text::mentions_of;

    fn learner() -> Learner {
        learner_with(&[])
    }

    fn learner_with(project: &[LabelId]) -> Learner {
        Learner::new(
            ["PERSON", "ORG", "GPE"].map(|label| (label.into(), label.into())).into(),
            project.iter().cloned(),
            Clusters::default(),
        )
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
        let base = base(&marked(content, wrong).1);
        learner.learn(&text, said(&base), &Decisions { right, ..Decisions::default() });
    }

    /// What is said by taggers that think nothing else possible.
    fn said(base: &[Suggestion]) -> Said<'_> {
        Said { suggested: base, possible: base }
    }

    /// What is suggested, as words and labels.
    fn suggested(
        learner: &mut Learner,
        content: &str,
        spans: &[(&str, &str)],
        decisions: &Decisions,
    ) -> Vec<(String, String)> {
        let (text, spans) = marked(content, spans);
        let found =
            learner.suggest(&text, said(&base(&spans)), decisions, &Elsewhere::default(), ByteOffset::default());
        found.iter().map(|it| (text.slice(it.range).to_owned(), it.label.to_string())).collect()
    }

    fn pair(words: &str, label: &str) -> (String, String) {
        (words.to_owned(), label.to_owned())
    }

    #[test]
    fn before_anything_is_finished_the_taggers_are_repeated() {
        let mut learner = learner();
        let said = [("Oslo", "GPE")];
        assert_eq!(suggested(&mut learner, "Oslo is cold.", &said, &Decisions::default()), [pair("Oslo", "GPE")]);
    }

    #[test]
    fn what_is_decided_in_the_first_article_counts_behind_it_and_of_that_nothing_stays() {
        let mut learner = learner_with(&["TICKER".into()]);
        let content = "Acme (ACM) rose. Bolt (BLT) rose. Coro (CRO) rose. Dune (DNE) rose. Oslo is cold.";
        let (_, right) = marked(content, &[("ACM", "TICKER"), ("BLT", "TICKER"), ("CRO", "TICKER")]);
        let decided = Decisions { read_to: right[2].0.end(), right, ..Decisions::default() };
        let said = [("Dune", "ORG"), ("Oslo", "GPE")];
        let before = learner.clone();
        let found = suggested(&mut learner, content, &said, &decided);
        assert_eq!(found[3..], [pair("Dune", "ORG"), pair("DNE", "TICKER"), pair("Oslo", "GPE")]);
        assert_eq!(learner, before);
    }

    #[test]
    fn what_was_decided_elsewhere_counts_before_and_after_something_is_finished() {
        let told = [("Zorvex", Some("PERSON")), ("Bank of Zorvex", Some("ORG")), ("Oslo", None)];
        let told = told.map(|(words, label)| DecidedWords {
            words: words.to_owned(),
            label: label.map(LabelId::from),
            by_hand: true,
        });
        let elsewhere = Elsewhere::new(&told, &Schema::ontonotes());
        let (text, spans) =
            marked("Zorvex left the Bank of Zorvex in Oslo for Rome.", &[("Oslo", "GPE"), ("Rome", "GPE")]);
        let mut learner = learner();
        for _ in 0..2 {
            let base = base(&spans);
            let decisions = Decisions::default();
            let found = learner.suggest(&text, said(&base), &decisions, &elsewhere, ByteOffset::default());
            let found: Vec<_> = found.iter().map(|it| pair(text.slice(it.range), it.label.as_str())).collect();
            assert_eq!(found, [pair("Zorvex", "PERSON"), pair("Bank of Zorvex", "ORG"), pair("Rome", "GPE")]);
            let known = [("Ann", "PERSON"), ("Acme", "ORG"), ("Bonn", "GPE")];
            learn(&mut learner, "Ann left Acme in Bonn.", &[("Bonn", "GPE")], &known);
        }
    }

    #[test]
    fn a_decision_in_the_open_article_counts_for_shorter_forms() {
        let mut learner = learner();
        let known = [("Ann", "PERSON"), ("Oslo", "GPE"), ("Acme", "ORG")];
        learn(&mut learner, "Ann moved to Oslo for Acme.", &[("Oslo", "GPE")], &known);
        let content = "Ann Quist of the Federal Bureau of Investigation spoke. Quist left the FBI. The Fed is another.";
        let (_, right) = marked(content, &[("Ann Quist", "PERSON"), ("Federal Bureau of Investigation", "ORG")]);
        let decided = Decisions { right, ..Decisions::default() };
        let found = suggested(&mut learner, content, &[("FBI", "GPE")], &decided);
        assert_eq!(found[2..], [pair("Quist", "PERSON"), pair("FBI", "ORG"), pair("Fed", "ORG")]);
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
        let found =
            suggested(&mut learner, "In Rome, Qvist met Hedin Group.", &[said[1], said[0]], &Decisions::default());
        assert_eq!(found, [pair("Rome", "GPE"), pair("Qvist", "PERSON"), pair("Hedin Group", "ORG")]);
    }

    #[test]
    fn a_name_decided_in_two_ways_is_a_question_and_the_last_decision_the_answer() {
        let mut learner = learner();
        for label in ["PERSON", "ORG"] {
            let right = [("Zorvex", label), ("Oslo", "GPE")];
            (0..2).for_each(|_| learn(&mut learner, "Zorvex met Oslo.", &[("Oslo", "GPE")], &right));
        }
        let (text, base) = marked("Zorvex left Oslo.", &[("Oslo", "GPE")]);
        let base = super::tests::base(&base);
        let found =
            learner.suggest(&text, said(&base), &Decisions::default(), &Elsewhere::default(), ByteOffset::default());
        let [zorvex, oslo] = &found[..] else { panic!("{found:?}") };
        assert!(zorvex.label.as_str() == "ORG" && zorvex.confidence <= 0.5, "{zorvex:?}");
        assert!(oslo.confidence > 0.6, "{oslo:?}");
    }

    #[test]
    fn a_title_in_a_name_is_no_name_by_itself() {
        let mut learner = learner();
        let content = "Mr. Quist met Ms. Barlow. In Rome, Mr. Zorvex spoke. Then Mr. Quist and Quist left.";
        let (_, right) = marked(content, &[("Mr. Quist", "PERSON"), ("Ms. Barlow", "PERSON")]);
        let decided = Decisions { read_to: right[1].0.end(), right, ..Decisions::default() };
        let said = [("Rome", "GPE"), ("Zorvex", "PERSON")];
        let found = suggested(&mut learner, content, &said, &decided);
        let names = [("Rome", "GPE"), ("Zorvex", "PERSON"), ("Mr. Quist", "PERSON"), ("Quist", "PERSON")];
        assert_eq!(found[2..], names.map(|(words, label)| pair(words, label)));
    }

    #[test]
    fn what_is_accepted_of_a_name_says_nothing_against_another_label_that_the_tagger_is_sure_of() {
        let mut learner = learner();
        let content = "May left in May. Tan met May.";
        let at = |start: usize, end: usize, label: &str| (TextRange::from_usize(start..end), LabelId::from(label));
        let mut base = base(&[at(0, 3, "PERSON"), at(12, 15, "DATE"), at(17, 20, "ORG"), at(25, 28, "PERSON")]);
        base[1].origin = Origin::Grammar;
        let text = Text::new(content);
        let mut suggest = |decided: &Decisions, elsewhere: &Elsewhere| {
            let found = learner.suggest(&text, said(&base), decided, elsewhere, ByteOffset::default());
            found.into_iter().map(|it| it.label.to_string()).collect::<Vec<_>>()
        };
        let mut labels = |decided: (TextRange, LabelId)| {
            let decided = Decisions { read_to: decided.0.end(), right: vec![decided], ..Decisions::default() };
            suggest(&decided, &Elsewhere::default())
        };
        assert_eq!(labels(at(0, 3, "PERSON")), ["PERSON", "DATE", "ORG", "PERSON"]);
        assert_eq!(labels(at(0, 3, "ORG"))[1..], ["ORG"; 3], "but who puts it right has");
        for (by_hand, expected) in [(false, ["PERSON", "DATE", "ORG", "PERSON"]), (true, ["ORG"; 4])] {
            let told = DecidedWords { words: "May".to_owned(), label: Some("ORG".into()), by_hand };
            let elsewhere = Elsewhere::new(&[told], &Schema::ontonotes());
            assert_eq!(suggest(&Decisions::default(), &elsewhere), expected, "decided elsewhere");
        }
    }

    #[test]
    fn a_part_of_a_remembered_name_that_is_decided_leaves_the_name_whole() {
        let mut learner = learner();
        let known = [("Zorvex", "GPE"), ("Bank of Zorvex", "ORG")];
        for _ in 0..2 {
            let (text, mut right) = marked("In Zorvex the Bank of Zorvex met.", &known[..1]);
            right.extend(marked(text.as_str(), &known[1..]).1);
            learner.learn(&text, said(&[]), &Decisions { right, ..Decisions::default() });
        }
        let content = "Zorvex is calm. The Bank of Zorvex met.";
        let (_, right) = marked(content, &known[..1]);
        let decided = Decisions { right, ..Decisions::default() };
        let found = suggested(&mut learner, content, &[], &decided);
        assert!(found.contains(&pair("Bank of Zorvex", "ORG")), "{found:?}");
    }

    #[test]
    fn what_was_refused_is_not_suggested_again() {
        let mut learner = learner();
        for _ in 0..2 {
            learn(&mut learner, "The Party met in Oslo.", &[("Party", "ORG"), ("Oslo", "GPE")], &[("Oslo", "GPE")]);
        }
        let found =
            suggested(&mut learner, "Its Party won Oslo.", &[("Party", "ORG"), ("Oslo", "GPE")], &Decisions::default());
        assert_eq!(found, [pair("Oslo", "GPE")]);
    }

    #[test]
    fn a_decision_in_the_open_article_counts_there() {
        let mut learner = learner();
        learn(&mut learner, "Ann lives in Oslo.", &[("Oslo", "GPE")], &[("Ann", "PERSON"), ("Oslo", "GPE")]);
        let content = "Vik won. Later Vik lost.";
        let first = (TextRange::from_usize(0..3), "PERSON".into());
        let decided = Decisions { right: vec![first], ..Decisions::default() };
        assert_eq!(suggested(&mut learner, content, &[], &Decisions::default()), []);
        assert_eq!(suggested(&mut learner, content, &[], &decided), [pair("Vik", "PERSON"), pair("Vik", "PERSON")]);
    }

    /// Copies of a decision reach to the end of the text, the reader only to where the decision was made.
    #[test]
    fn what_was_not_read_is_not_learned_to_be_no_name() {
        let mut learner = learner();
        learn(&mut learner, "Ann lives in Oslo.", &[("Oslo", "GPE")], &[("Ann", "PERSON"), ("Oslo", "GPE")]);
        let names = ["Lind", "Dahl", "Moe", "Berg", "Holm", "Falk", "Wik", "Rud", "Sand", "Lie"];
        let content: String = names.map(|name| format!("Vik met {name}. ")).concat();
        let (text, spans) = marked(&content, &names.map(|name| (name, "PERSON")));
        let base = base(&spans);
        let copies = mentions_of(&text, "Vik");
        let mut is_last_found = |read_to: TextRange| {
            let right = copies.iter().map(|&range| (range, "PERSON".into())).collect();
            let decisions = Decisions { right, read_to: read_to.end(), ..Decisions::default() };
            let found = learner.suggest(&text, said(&base), &decisions, &Elsewhere::default(), ByteOffset::default());
            found.iter().any(|it| it.range == spans[9].0)
        };
        assert!(is_last_found(copies[0]));
        assert!(!is_last_found(copies[9]), "nine like it were read and are no names");
    }

    #[test]
    fn what_the_open_article_teaches_is_carried_to_its_other_names_and_forgotten() {
        let mut learner = learner();
        for _ in 0..5 {
            learn(&mut learner, "NATO met in Oslo.", &[("Oslo", "GPE")], &[("NATO", "ORG"), ("Oslo", "GPE")]);
        }
        let content = "The Lions won. The Bears won. The Colts won. The Hawks won. The Bulls won.";
        let spans = ["Lions", "Bears", "Colts", "Hawks", "Bulls"].map(|team| (team, "GPE"));
        let right = marked(content, &spans[..4]).1.into_iter().map(|(range, _)| (range, "ORG".into())).collect();
        let decided = Decisions { right, ..Decisions::default() };
        let before = learner.clone();
        let mut last = |decisions: &Decisions| suggested(&mut learner, content, &spans, decisions).pop();
        assert_eq!(last(&Decisions::default()), Some(pair("Bulls", "GPE")));
        assert_eq!(last(&decided), Some(pair("Bulls", "ORG")));
        assert_eq!(learner, before, "nothing stays");
    }

    #[test]
    fn a_label_that_is_first_used_in_the_open_article_is_carried_there() {
        let mut learner = learner_with(&["TICKER".into()]);
        learn(&mut learner, "Ann moved to Oslo.", &[("Oslo", "GPE")], &[("Ann", "PERSON"), ("Oslo", "GPE")]);
        let content = "Sell AAPL now. Sell TSLA now. Sell MSFT now. Sell GOOG now. Sell PFE now.";
        let spans = ["AAPL", "TSLA", "MSFT", "GOOG", "PFE"].map(|share| (share, "ORG"));
        let right = marked(content, &spans[..4]).1.into_iter().map(|(range, _)| (range, "TICKER".into())).collect();
        let decided = Decisions { right, ..Decisions::default() };
        assert_eq!(suggested(&mut learner, content, &spans, &decided).pop(), Some(pair("PFE", "TICKER")));
    }

    #[test]
    fn labels_that_nobody_uses_leave_room_for_those_that_are_used() {
        let many: Vec<LabelId> = (0..40).map(|number| LabelId::from(format!("L{number}"))).collect();
        let mut learner = learner_with(&many);
        learn(&mut learner, "Ann met Bo.", &[], &[("Ann", "PERSON"), ("Bo", "L39")]);
        let known = [LabelId::from("PERSON"), "L39".into()].map(|label| learner.overlay.labels().contains(&label));
        assert_eq!(known, [true, true]);
    }

    #[test]
    fn what_was_read_is_not_suggested_again_and_the_rest_is_consistent_with_it() {
        let mut learner = learner();
        let known = [("Ann", "PERSON"), ("Acme", "ORG")];
        learn(&mut learner, "Ann met Acme.", &known, &known);
        let content = "Oslo won. Ann met Oslo. Bonn won. It was in Bonn.";
        let (text, spans) = marked(content, &[("Oslo", "PERSON"), ("Ann", "PERSON"), ("Bonn", "PERSON")]);
        let open = spans[1..].iter().map(|it| it.0).collect();
        let decided = Decisions { right: vec![(spans[0].0, "ORG".into())], open, ..Decisions::default() };
        let mut from = |place: u32| {
            let found =
                learner.suggest(&text, said(&base(&spans)), &decided, &Elsewhere::default(), ByteOffset::new(place));
            found.into_iter().map(|it| (it.range.start().get(), it.label.to_string())).collect::<Vec<_>>()
        };
        let all = [(0, "ORG"), (10, "PERSON"), (18, "ORG"), (24, "PERSON"), (44, "PERSON")]
            .map(|(at, label)| (at, label.to_owned()));
        // From the second sentence on, from its midst on, and from the last one on, where only the taggers know Bonn.
        for (place, found) in [(0, &all[..]), (4, &all[1..]), (13, &all[2..]), (34, &all[4..]), (49, &[])] {
            assert_eq!(from(place), found, "{place}");
        }
    }

    #[test]
    fn what_is_suggested_over_what_was_confirmed_does_not_stand() {
        let (_, spans) =
            marked("The Bank of Korea met Ann.", &[("Bank of Korea", "ORG"), ("Korea", "GPE"), ("Ann", "PERSON")]);
        let open = vec![spans[0].0, spans[2].0];
        let decisions = Decisions { right: vec![spans[1].clone()], open, ..Decisions::default() };
        let suggested = base(&[spans[0].clone(), spans[2].clone()]);
        let standing = standing(&suggested, &decisions, ByteOffset::new(26));
        assert_eq!(standing.iter().map(|it| it.range).collect::<Vec<_>>(), [spans[1].0, spans[2].0]);
    }

    #[test]
    fn a_label_of_the_taggers_own_helps_one_that_the_project_has_instead() {
        let surest = |hidden: &str| {
            let mut learner = Learner::default();
            for name in ["Ruiz", "Kovac", "Tanaka"].repeat(3) {
                let content = format!("There {name} said little.");
                let (text, right) = marked(&content, &[(name, "WITNESS")]);
                let possible = base(&marked(&content, &[(name, "PERSON")]).1);
                let said = Said { suggested: &[], possible: &possible };
                learner.learn(&text, said, &Decisions { right, ..Decisions::default() });
            }
            let (text, spans) = marked("Then Abiola said nothing.", &[("Abiola", hidden)]);
            let possible = base(&spans);
            let said = Said { suggested: &[], possible: &possible };
            let found =
                learner.suggest(&text, said, &Decisions::default(), &Elsewhere::default(), ByteOffset::default());
            found.iter().map(|it| it.confidence).fold(0.0, f32::max)
        };
        assert!(surest("PERSON") > surest("GPE") + 0.1, "{} {}", surest("PERSON"), surest("GPE"));
    }

    #[test]
    fn a_label_that_only_the_taggers_know_is_passed_on() {
        let mut learner = learner();
        learn(&mut learner, "Ann lives in Oslo.", &[], &[("Ann", "PERSON")]);
        assert_eq!(
            suggested(&mut learner, "It cost $5.", &[("$5", "MONEY")], &Decisions::default()),
            [pair("$5", "MONEY")]
        );
    }

    #[test]
    fn a_name_that_only_the_taggers_know_is_not_taken_for_a_part_of_it() {
        let mut learner = learner();
        learn(&mut learner, "Ann met Acme House.", &[], &[("Ann", "PERSON"), ("Acme House", "ORG")]);
        let spans = [("Acme House", "ORG"), ("White House", "FAC")];
        let found = suggested(&mut learner, "Acme House met. The White House met.", &spans, &Decisions::default());
        assert_eq!(found, spans.map(|(words, label)| pair(words, label)));
    }

    #[test]
    fn what_waits_for_a_decision_teaches_nothing() {
        let content = "The Party met in Oslo.";
        let (text, spans) = marked(content, &[("Party", "ORG"), ("Oslo", "GPE")]);
        let decisions = Decisions { open: vec![spans[0].0], right: vec![spans[1].clone()], ..Decisions::default() };
        let mut learner = learner();
        (0..5).for_each(|_| learner.learn(&text, said(&base(&spans)), &decisions));
        let found = suggested(&mut learner, content, &[("Party", "ORG"), ("Oslo", "GPE")], &Decisions::default());
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
