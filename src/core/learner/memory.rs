//! What the decisions of a project say of a surface form: which labels it got how often, and how often it was
//! no entity.

use super::decisions::Decisions;
use super::heard::Said;
use crate::core::schema::LabelId;
use crate::core::tagger::short_forms;
use crate::core::text::{Coverage, Reading, Text, TextRange, Token};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ops::Range;

/// Surface forms of more tokens than this are not remembered.
const LONGEST: usize = 8;

/// The decided surface forms of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    by_surface: FxHashMap<Box<str>, Entry>,
    /// For each word that a surface form starts with, how many tokens the longest such form has.
    longest: FxHashMap<Box<str>, usize>,
}

/// What is known of one surface form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// How often it got each label, the one that it got last at the end.
    pub labels: Vec<(LabelId, u32)>,
    /// How often it was no entity by itself.
    pub outside: u32,
    /// Whether it got a label that was not suggested there: the taggers were put right about it.
    pub corrected: bool,
}

/// What the memory says of some tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recollection<'a> {
    /// The tokens, as indexes in their sentence.
    pub tokens: Range<usize>,
    /// The label; `None` if it is rather no entity.
    pub label: Option<&'a LabelId>,
    /// How often it was decided so.
    pub times: u32,
    /// Which share of all decisions these are, 0 to 1.
    pub share: f32,
    /// Whether the taggers were put right about it.
    pub corrected: bool,
}

impl Entry {
    /// How often it was decided.
    fn decisions(&self) -> u32 {
        self.outside + self.labels.iter().map(|(_, times)| times).sum::<u32>()
    }

    /// What was decided most, how often, and in which share of all decisions.
    fn verdict(&self) -> (Option<&LabelId>, u32, f32) {
        // Of as many the last: who changes his mind means what he said then.
        let best = self.labels.iter().max_by_key(|(_, times)| *times);
        let (label, times) = best.map_or((None, 0), |(label, times)| (Some(label), *times));
        let (label, times) = if self.outside > times { (None, self.outside) } else { (label, times) };
        (label, times, times as f32 / self.decisions().max(1) as f32)
    }
}

impl Memory {
    /// In which share of the decisions about some words they got a label, up to 1; nothing if they never got it.
    pub(super) fn agreement(&self, surface: &str, label: &LabelId) -> Option<f32> {
        let times = |entry: &Entry| entry.labels.iter().find(|(known, _)| known == label).map(|(_, times)| *times);
        let share = |entry: &Entry| Some(times(entry)? as f32 / entry.decisions() as f32);
        self.by_surface.get(surface).and_then(share)
    }

    /// Whether the taggers were put right about some words.
    pub(super) fn is_corrected(&self, surface: &str) -> bool {
        self.by_surface.get(surface).is_some_and(|entry| entry.corrected)
    }

    /// Whether some words were rather no entity.
    pub(super) fn refuses(&self, surface: &str) -> bool {
        self.by_surface.get(surface).is_some_and(|entry| entry.verdict().0.is_none())
    }

    /// The memory of one article alone: of what was decided there, and of the shorter forms of these names.
    pub(super) fn of(reading: &Reading, said: Said, decisions: &Decisions) -> Self {
        let mut memory = Self::default();
        memory.add_right(reading, said, decisions);
        decisions.wrong.iter().for_each(|range| memory.add(reading, *range, None));
        memory.add_short_forms(reading, &decisions.right);
        memory
    }

    fn add_right(&mut self, reading: &Reading, said: Said, decisions: &Decisions) {
        for (range, label) in &decisions.right {
            self.add(reading, *range, Some(label));
            if said.same(*range, label).is_none() {
                self.correct(reading.text().slice(*range));
            }
        }
    }

    /// Remembers that the taggers were put right about some words that are remembered.
    pub(super) fn correct(&mut self, surface: &str) {
        if let Some(entry) = self.by_surface.get_mut(surface) {
            entry.corrected = true;
        }
    }

    /// Remembers the shorter forms of some names, but for what is remembered already or a common word of the text.
    fn add_short_forms(&mut self, reading: &Reading, names: &[(TextRange, LabelId)]) {
        let mut forms: Vec<(String, &LabelId, bool)> = Vec::new();
        for (range, label) in names {
            let name = reading.text().slice(*range);
            let corrected = self.is_corrected(name);
            forms.extend(short_forms(name, label).into_iter().map(|form| (form, label, corrected)));
        }
        if forms.is_empty() {
            return;
        }
        let words = reading.sentences().flatten().map(|token| reading.text().slice(token.range));
        let common: FxHashSet<&str> = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
        // An acronym is in capitals, which no common word is.
        let is_common = |form: &str| form.contains(char::is_lowercase) && common.contains(form.to_lowercase().as_str());
        for (form, label, corrected) in forms {
            if !self.by_surface.contains_key(form.as_str()) && !is_common(&form) {
                self.add_words(&form, Some(label));
                if corrected {
                    self.correct(&form);
                }
            }
        }
    }

    /// Remembers a finished article: what is right, and that the other mentions of what is remembered, and the
    /// other suggestions of the taggers, are no entities. What waits for a decision is neither.
    pub(super) fn learn(&mut self, reading: &Reading, said: Said, decisions: &Decisions) {
        self.add_right(reading, said, decisions);
        let others: Coverage = decisions.right.iter().map(|it| it.0).chain(decisions.open.iter().copied()).collect();
        let is_wrong = |range: &TextRange| !others.overlaps(*range);
        let suggested = said.suggested.iter().map(|it| it.range);
        let wrong: BTreeSet<TextRange> = suggested.chain(self.mentions(reading)).filter(is_wrong).collect();
        wrong.into_iter().for_each(|range| self.add(reading, range, None));
    }

    /// Remembers that a surface form got a label, or is no entity.
    pub(super) fn add(&mut self, reading: &Reading, range: TextRange, label: Option<&LabelId>) {
        let Some(entry) = self.entry(reading, range) else { return };
        let Some(label) = label else {
            entry.outside += 1;
            return;
        };
        let known = entry.labels.iter().position(|(known, _)| known == label).map(|at| entry.labels.remove(at));
        let times = known.map_or(0, |(_, times)| times);
        entry.labels.push((label.clone(), times + 1));
    }

    /// Remembers the same of words that are not taken from an article.
    pub(super) fn add_words(&mut self, words: &str, label: Option<&LabelId>) {
        let text = Text::new(words);
        self.add(&Reading::new(&text), text.range(), label);
    }

    /// Where the remembered surface forms stand in an article.
    fn mentions(&self, reading: &Reading) -> Vec<TextRange> {
        let sentence = |index| self.recall(reading, index).into_iter().map(move |it| reading.range(index, it.tokens));
        (0..reading.len()).flat_map(sentence).collect()
    }

    fn entry(&mut self, reading: &Reading, range: TextRange) -> Option<&mut Entry> {
        let tokens = reading.tokens_of(range).filter(|tokens| tokens.len() <= LONGEST)?;
        let first = reading.text().slice(tokens.first()?.range);
        let surface = reading.text().slice(range);
        if !self.by_surface.contains_key(surface) {
            let longest = self.longest.entry(first.into()).or_default();
            *longest = tokens.len().max(*longest);
        }
        Some(self.by_surface.entry(surface.into()).or_default())
    }

    /// What is remembered of the tokens of a sentence: the longest forms, from left to right.
    pub(super) fn recall(&self, reading: &Reading, sentence: usize) -> Vec<Recollection<'_>> {
        let tokens = reading.sentence(sentence);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let longest = self.longest_form(reading, &tokens[at..]);
            if let Some((length, entry)) = longest {
                let (label, times, share) = entry.verdict();
                let corrected = entry.corrected;
                found.push(Recollection { tokens: at..at + length, label, times, share, corrected });
            }
            at += longest.map_or(1, |(length, _)| length);
        }
        found
    }

    /// The longest form that some tokens start with: of how many tokens, and what is known of it.
    fn longest_form(&self, reading: &Reading, tokens: &[Token]) -> Option<(usize, &Entry)> {
        let first = tokens[0].range;
        let longest = *self.longest.get(reading.text().slice(first))?;
        (1..=longest.min(tokens.len())).rev().find_map(|length| {
            let surface = reading.text().slice(first.cover(tokens[length - 1].range));
            Some((length, self.by_surface.get(surface)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::tagger::Suggestion;
    use proptest::prelude::*;

    /// What a memory that learned some words says of a text: words and labels.
    fn recalled(learned: &[(&str, Option<&str>)], content: &str) -> Vec<(String, Option<String>)> {
        let mut memory = Memory::default();
        for (words, label) in learned {
            memory.add_words(words, label.map(LabelId::from).as_ref());
        }
        let text = Text::new(content);
        let reading = Reading::new(&text);
        let words = |it: &Recollection| text.slice(reading.range(0, it.tokens.clone())).to_owned();
        let found = memory.recall(&reading, 0);
        found.iter().map(|it| (words(it), it.label.map(ToString::to_string))).collect()
    }

    #[test]
    fn the_longest_form_is_recalled() {
        let learned = [("Bank", Some("GPE")), ("Bank of Korea", Some("ORG")), ("Korea", Some("GPE"))];
        let said = |words: &str, label: &str| (words.to_owned(), Some(label.to_owned()));
        let expected = [said("Bank of Korea", "ORG"), said("Korea", "GPE"), said("Bank", "GPE")];
        assert_eq!(recalled(&learned, "The Bank of Korea in Korea, the Bank of it"), expected);
    }

    #[test]
    fn most_decisions_win_and_of_as_many_the_last() {
        let label = |learned: &[(&str, Option<&str>)]| recalled(learned, "May")[0].1.clone();
        assert_eq!(label(&[("May", Some("DATE")), ("May", Some("PERSON"))]).as_deref(), Some("PERSON"));
        assert_eq!(
            label(&[("May", Some("DATE")), ("May", Some("DATE")), ("May", Some("PERSON"))]).as_deref(),
            Some("DATE")
        );
        assert_eq!(label(&[("May", Some("DATE")), ("May", None), ("May", None)]), None);
    }

    #[test]
    fn mentions_that_were_left_alone_count_against_a_form() {
        let text = Text::new("Mark met Mark, a mark. Mark Twain and the Party.");
        let range = |start: usize, end: usize| TextRange::from_usize(start..end);
        let right = vec![(range(0, 4), "PERSON".into()), (range(23, 33), "PERSON".into())];
        let refused = Suggestion { range: range(42, 47), label: "ORG".into(), origin: Origin::Model, confidence: 0.5 };
        let mut memory = Memory::default();
        let said = Said { suggested: &[refused], possible: &[] };
        memory.learn(&Reading::new(&text), said, &Decisions { right, ..Decisions::default() });
        let entry = |surface: &str| memory.by_surface[surface].clone();
        assert_eq!(entry("Mark"), Entry { labels: vec![("PERSON".into(), 1)], outside: 1, corrected: true });
        assert_eq!(entry("Party"), Entry { labels: vec![], outside: 1, corrected: false });
    }

    /// As [`Memory::learn`] says it, comparing each mention with each decision.
    fn learn_plainly(memory: &mut Memory, reading: &Reading, base: &[Suggestion], decisions: &Decisions) {
        for (range, label) in &decisions.right {
            memory.add(reading, *range, Some(label));
            if !base.iter().any(|it| (it.range, &it.label) == (*range, label)) {
                memory.correct(reading.text().slice(*range));
            }
        }
        let mut wrong: Vec<TextRange> = base.iter().map(|it| it.range).chain(memory.mentions(reading)).collect();
        wrong.retain(|range| {
            let is_right = decisions.right.iter().any(|(right, _)| right.overlaps(*range));
            !is_right && !decisions.open.iter().any(|open| open.overlaps(*range))
        });
        wrong.sort();
        wrong.dedup();
        wrong.into_iter().for_each(|range| memory.add(reading, range, None));
    }

    proptest! {
        #[test]
        fn it_learns_what_comparing_each_with_each_would(
            words in prop::collection::vec(0usize..4, 1..60),
            chosen in prop::collection::vec((0usize..60, 1usize..4), 0..30),
        ) {
            let words: Vec<&str> = words.into_iter().map(|word| ["Ann", "Lee", "met", "Oslo"][word]).collect();
            let text = Text::new(&words.join(" "));
            let reading = Reading::new(&text);
            let tokens = reading.sentence(0);
            let ranges = chosen.into_iter().filter(|(first, length)| first + length <= tokens.len());
            let ranges: Vec<TextRange> =
                ranges.map(|(first, length)| tokens[first].range.cover(tokens[first + length - 1].range)).collect();
            // In turn: what is right, what waits, what the taggers said.
            let part = |part: usize| {
                let mut ranges: Vec<TextRange> = ranges.iter().copied().skip(part).step_by(3).collect();
                ranges.sort();
                ranges
            };
            let mut right: Vec<(TextRange, LabelId)> = Vec::new();
            for range in part(0) {
                if right.last().is_none_or(|(last, _)| !last.overlaps(range)) {
                    right.push((range, "PERSON".into()));
                }
            }
            let said = |range| Suggestion { range, label: "ORG".into(), origin: Origin::Model, confidence: 0.5 };
            let base: Vec<Suggestion> = part(2).into_iter().map(said).collect();
            let decisions = Decisions { right, open: part(1), ..Decisions::default() };
            let (mut learned, mut expected) = (Memory::default(), Memory::default());
            // Twice: the second time it remembers.
            for _ in 0..2 {
                learned.learn(&reading, Said { suggested: &base, possible: &base }, &decisions);
                learn_plainly(&mut expected, &reading, &base, &decisions);
            }
            prop_assert_eq!(learned, expected);
        }
    }
}
