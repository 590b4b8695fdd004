//! The features of a token: what the model sees of it and around it. Each is hashed to a row of weights,
//! without building strings.

use super::clusters::Clusters;
use super::word::{Case, Word};
use std::ops::Range;

/// How many features a token has.
pub(super) const COUNT: usize = 62;

/// How many of them, the last, look at clusters.
const OF_CLUSTERS: usize = 22;

/// How many features count: without clusters their features would say the same of every word.
pub(super) fn used(clusters: &Clusters) -> usize {
    if clusters.is_empty() { COUNT - OF_CLUSTERS } else { COUNT }
}

/// Pairs of words around the token or its run, and clusters two words away, as their places among the features.
const OF_LARGE_CORPORA: [Range<usize>; 3] = [27..30, 38..43, 52..55];

/// The places of the features that help who learns from a hundred articles, and not from a million words.
pub(super) fn of_few_articles(clusters: &Clusters) -> impl Iterator<Item = usize> {
    (0..used(clusters)).filter(|place| !OF_LARGE_CORPORA.iter().any(|without| without.contains(place)))
}

/// The rows of the features of one token.
pub(super) type Rows = [u32; COUNT];

/// How many words a token sees on either side.
const REACH: usize = 2;

/// A sentence as the model sees it.
pub(super) struct Sentence {
    /// With [`REACH`] edges on either side.
    words: Vec<Word>,
    /// For each token, the stretch of capitalised words that it is in.
    runs: Vec<CapitalRun>,
    /// Whether it is a headline in capitals, which say nothing there.
    shouting: u32,
}

/// A stretch of capitalised words: where it starts and ends, as indexes of tokens.
#[derive(Clone, Copy)]
struct CapitalRun {
    start: usize,
    end: usize,
}

impl Sentence {
    pub fn new<S: AsRef<str>>(tokens: &[S], clusters: &Clusters) -> Self {
        let edge = || std::iter::repeat_n(Word::EDGE, REACH);
        let read = tokens.iter().map(|token| Word::new(token.as_ref(), clusters));
        let words: Vec<Word> = edge().chain(read).chain(edge()).collect();
        let inside = &words[REACH..REACH + tokens.len()];
        let runs = capital_runs(inside, tokens);
        let shouting = u32::from(is_shouting(inside));
        Self { words, runs, shouting }
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// The rows of token `at` in a table of 2^`rows_log2` rows.
    pub fn rows(&self, at: usize, rows_log2: u32) -> Rows {
        let mut seen = self.seen(at);
        for (template, seen) in (1..).zip(&mut seen) {
            *seen = row(*seen, template, rows_log2);
        }
        seen
    }

    /// Token `at` between its neighbours.
    pub fn around(&self, at: usize) -> [&Word; 3] {
        [at, at + 1, at + 2].map(|index| &self.words[REACH - 1 + index])
    }

    /// What each feature sees of token `at`.
    fn seen(&self, at: usize) -> [u32; COUNT] {
        let around: &[Word; 1 + 2 * REACH] = self.words[at..].first_chunk().unwrap_or(&[Word::EDGE; 1 + 2 * REACH]);
        let [before2, before, word, after, after2] = around;
        let first = u32::from(at == 0);
        let shouting = self.shouting;
        let case = word.case as u32;
        let run = self.runs[at];
        // Token i is word REACH + i.
        let [run_before, run_first] = [run.start + REACH - 1, run.start + REACH].map(|index| &self.words[index]);
        let [run_last, run_after] = [run.end + REACH - 1, run.end + REACH].map(|index| &self.words[index]);
        let (place, length) = ((at - run.start).min(3) as u32, (run.end - run.start).min(5) as u32);
        [
            shouting,
            word.exact,
            word.lower,
            join([word.shape, first, shouting]),
            join([word.prefixes[0], case]),
            join([word.prefixes[1], case]),
            join([word.prefixes[2], case]),
            join([word.suffixes[0], case]),
            join([word.suffixes[1], case]),
            join([word.suffixes[2], case]),
            before.exact,
            join([before.lower, case]),
            before.shape,
            join([before.suffixes[1], case]),
            after.exact,
            join([after.lower, case]),
            after.shape,
            join([after.suffixes[1], case]),
            before2.lower,
            join([before2.shape, word.shape]),
            after2.lower,
            join([after2.shape, word.shape]),
            join([before.lower, word.lower]),
            join([word.lower, after.lower]),
            join([before.shape, word.shape, shouting]),
            join([word.shape, after.shape, shouting]),
            join([before.shape, word.shape, after.shape]),
            join([before2.lower, before.lower, case]),
            join([after.lower, after2.lower, case]),
            join([before.lower, after.lower, case]),
            join([word.lower, first]),
            join([word.lower, before.case as u32, after.case as u32]),
            join([run_last.lower, case, place]),
            join([run_first.lower, case, place]),
            join([run_before.lower, case, length]),
            join([run_after.lower, case, length]),
            join([place, length, case, shouting]),
            join([run_last.suffixes[1], case, length]),
            join([run_before.lower, run_after.lower, case]),
            join([run_first.lower, run_last.lower, place]),
            before2.clusters[0],
            before2.clusters[1],
            before2.clusters[2],
            before.clusters[0],
            before.clusters[1],
            before.clusters[2],
            word.clusters[0],
            word.clusters[1],
            word.clusters[2],
            after.clusters[0],
            after.clusters[1],
            after.clusters[2],
            after2.clusters[0],
            after2.clusters[1],
            after2.clusters[2],
            join([word.clusters[0], word.shape]),
            join([word.clusters[1], word.shape]),
            join([word.clusters[2], word.shape]),
            join([before.clusters[1], word.shape]),
            join([after.clusters[1], word.shape]),
            join([before.clusters[0], word.clusters[0], case]),
            join([word.clusters[0], after.clusters[0], case]),
        ]
    }
}

/// Several things seen together.
pub(super) fn join<const N: usize>(parts: [u32; N]) -> u32 {
    parts.into_iter().fold(0, |joined, part| joined.wrapping_mul(0x9e37_79b1) ^ part)
}

/// The row of what a template sees (the mixing of C. Wellons, "lowbias32").
pub(super) fn row(seen: u32, template: u32, rows_log2: u32) -> u32 {
    let mut mixed = seen ^ template.wrapping_mul(0x9e37_79b9);
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x7feb_352d);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x846c_a68b);
    mixed >> (u32::BITS - rows_log2)
}

/// Words that can stand inside a name.
const JOINERS: &[&str] = &["of", "&", "-", "de", "la", "von", "van", "der", "al", "bin", "du"];

/// For each token, the stretch of capitalised words that it is in, joined across [`JOINERS`]; a token outside
/// any has a stretch of its own.
fn capital_runs<S: AsRef<str>>(words: &[Word], tokens: &[S]) -> Vec<CapitalRun> {
    let capital = |index: usize| words.get(index).is_some_and(|word| word.case.is_capital());
    let joins = |index: usize| capital(index + 1) && JOINERS.contains(&tokens[index].as_ref());
    let mut runs = Vec::with_capacity(words.len());
    while runs.len() < words.len() {
        let start = runs.len();
        let mut end = start;
        while capital(end) || end > start && joins(end) {
            end += 1;
        }
        let end = end.max(start + 1);
        runs.resize(end, CapitalRun { start, end });
    }
    runs
}

/// Whether nearly all words of some length are in capitals, as in a headline.
fn is_shouting(words: &[Word]) -> bool {
    let upper = words.iter().filter(|word| word.case == Case::Upper).count();
    let lower = words.iter().filter(|word| matches!(word.case, Case::Lower | Case::Title)).count();
    upper >= 3 && upper > 3 * lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capital_runs_join_names() {
        let sentence = Sentence::new(&["the", "Bank", "of", "Korea", "said", "in", "Seoul"], &Clusters::default());
        let runs: Vec<_> = sentence.runs.iter().map(|run| (run.start, run.end)).collect();
        assert_eq!(runs, [(0, 1), (1, 4), (1, 4), (1, 4), (4, 5), (5, 6), (6, 7)]);
    }

    #[test]
    fn rows_lie_in_the_table_and_differ_by_template() {
        let sentence = Sentence::new(&["Ann", "ate", "北京", "5.2bn", "🍎"], &Clusters::default());
        for at in 0..sentence.len() {
            assert!(sentence.rows(at, 10).iter().all(|&row| row < 1 << 10));
        }
        assert_ne!(row(7, 1, 18), row(7, 2, 18));
    }

    #[test]
    fn words_that_are_used_alike_share_rows() {
        let clusters = Clusters::from_table("seoul\t1\t2\t3\noslo\t1\t2\t4").unwrap();
        let shared = |other: &str| {
            let rows = [["Seoul"], [other]].map(|tokens| Sentence::new(&tokens, &clusters).rows(0, 24));
            rows[0].iter().zip(&rows[1]).filter(|(a, b)| a == b).count()
        };
        assert!(shared("Oslo") > shared("Pisa"));
    }
}
