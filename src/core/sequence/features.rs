//! The features of a token: what the model sees of it. Each is hashed to a row of weights, without
//! building strings.

/// How many features a token has.
pub const COUNT: usize = 40;

/// The rows of the features of one token.
pub type Rows = [u32; COUNT];

/// What is looked at in one word, hashed.
#[derive(Clone, Copy)]
struct Word {
    exact: u64,
    lower: u64,
    /// Runs of capitals, small letters and digits: "Xx", "X", "x", "d".
    shape: u64,
    prefix2: u64,
    prefix3: u64,
    prefix4: u64,
    suffix2: u64,
    suffix3: u64,
    suffix4: u64,
    case: Case,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Title,
    Upper,
    Mixed,
    Number,
    Other,
}

/// Stands before the first word and after the last.
const EDGE: Word = Word {
    exact: 1,
    lower: 1,
    shape: 1,
    prefix2: 1,
    prefix3: 1,
    prefix4: 1,
    suffix2: 1,
    suffix3: 1,
    suffix4: 1,
    case: Case::Other,
};

/// A stretch of capitalised words: where it starts and ends, as indexes of words.
#[derive(Clone, Copy)]
struct CapitalRun {
    start: usize,
    end: usize,
}

/// The rows of every token of a sentence, in a table of `rows` rows, a power of two.
pub fn rows(sentence: &[&str], rows: usize) -> Vec<Rows> {
    let words: Vec<Word> = sentence.iter().map(|word| Word::new(word)).collect();
    let runs = capital_runs(&words, sentence);
    // Headlines in capitals say nothing by their case.
    let shouting = u64::from(is_shouting(&words));
    (0..words.len()).map(|at| token_rows(&words, &runs, shouting, at, rows)).collect()
}

fn token_rows(words: &[Word], runs: &[CapitalRun], shouting: u64, at: usize, rows: usize) -> Rows {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&EDGE);
    let (word, before, after) = (near(0), near(-1), near(1));
    let (before2, after2) = (near(-2), near(2));
    let first = u64::from(at == 0);
    let case = word.case as u64;
    let run = runs[at];
    let run_words = |index: Option<usize>| index.and_then(|index| words.get(index)).unwrap_or(&EDGE);
    let (run_first, run_last) = (run_words(Some(run.start)), run_words(Some(run.end - 1)));
    let (run_before, run_after) = (run_words(run.start.checked_sub(1)), run_words(Some(run.end)));
    let (place, length) = ((at - run.start).min(3) as u64, (run.end - run.start).min(5) as u64);
    let pieces: [[u64; 3]; COUNT] = [
        [0, 0, shouting],
        [word.exact, 0, 0],
        [word.lower, 0, 0],
        [word.shape, first, shouting],
        [word.prefix2, case, 0],
        [word.prefix3, case, 0],
        [word.prefix4, case, 0],
        [word.suffix2, case, 0],
        [word.suffix3, case, 0],
        [word.suffix4, case, 0],
        [before.exact, 0, 0],
        [before.lower, case, 0],
        [before.shape, 0, 0],
        [before.suffix3, case, 0],
        [after.exact, 0, 0],
        [after.lower, case, 0],
        [after.shape, 0, 0],
        [after.suffix3, case, 0],
        [before2.lower, 0, 0],
        [before2.shape, word.shape, 0],
        [after2.lower, 0, 0],
        [after2.shape, word.shape, 0],
        [before.lower, word.lower, 0],
        [word.lower, after.lower, 0],
        [before.shape, word.shape, shouting],
        [word.shape, after.shape, shouting],
        [before.shape, word.shape, after.shape],
        [before2.lower, before.lower, case],
        [after.lower, after2.lower, case],
        [before.lower, after.lower, case],
        [word.lower, first, 0],
        [word.lower, before.case as u64, after.case as u64],
        [run_last.lower, case, place],
        [run_first.lower, case, place],
        [run_before.lower, case, length],
        [run_after.lower, case, length],
        [place, length, case + 8 * shouting],
        [run_last.suffix3, case, length],
        [run_before.lower, run_after.lower, case],
        [run_first.lower, run_last.lower, place],
    ];
    let mask = rows as u64 - 1;
    std::array::from_fn(|template| {
        let [a, b, c] = pieces[template];
        // The low bits of a well mixed hash are as good as any.
        #[expect(clippy::cast_possible_truncation, reason = "the mask leaves fewer than 32 bits")]
        let row = (mix(mix(mix(template as u64 + 1, a), b), c) & mask) as u32;
        row
    })
}

impl Word {
    fn new(word: &str) -> Self {
        let lower: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let count = lower.len();
        let prefix = |n: usize| hash(lower[..n.min(count)].iter().copied());
        let suffix = |n: usize| hash(lower[count - n.min(count)..].iter().copied());
        Self {
            exact: hash(word.chars()),
            lower: hash(lower.iter().copied()),
            shape: shape(word),
            prefix2: prefix(2),
            prefix3: prefix(3),
            prefix4: prefix(4),
            suffix2: suffix(2),
            suffix3: suffix(3),
            suffix4: suffix(4),
            case: Case::of(word),
        }
    }
}

impl Case {
    fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else {
            let number = word.starts_with(|c: char| c.is_numeric());
            return if number { Self::Number } else { Self::Other };
        };
        let rest: Vec<bool> = letters.map(char::is_uppercase).collect();
        match (first.is_uppercase(), rest.iter().all(|&upper| upper), rest.iter().any(|&upper| upper)) {
            (false, _, false) => Self::Lower,
            (true, _, false) => Self::Title,
            (true, true, true) => Self::Upper,
            _ => Self::Mixed,
        }
    }

    fn is_capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper | Self::Mixed)
    }
}

/// Words that can stand inside a name.
const JOINERS: &[&str] = &["of", "&", "-", "de", "la", "von", "van", "der", "al", "bin", "du"];

/// For each token, the stretch of capitalised words that it is in, joined across [`JOINERS`]; a token
/// outside any has a stretch of its own.
fn capital_runs(words: &[Word], sentence: &[&str]) -> Vec<CapitalRun> {
    let capital = |index: usize| words.get(index).is_some_and(|word| word.case.is_capital());
    let joins = |index: usize| sentence.get(index).is_some_and(|word| JOINERS.contains(word)) && capital(index + 1);
    let mut runs: Vec<CapitalRun> = (0..words.len()).map(|at| CapitalRun { start: at, end: at + 1 }).collect();
    let mut at = 0;
    while at < words.len() {
        let start = at;
        while capital(at) || at > start && joins(at) {
            at += 1;
        }
        let end = at.max(start + 1);
        for run in &mut runs[start..end] {
            *run = CapitalRun { start, end };
        }
        at = end;
    }
    runs
}

/// Whether nearly all words of some length are in capitals, as in a headline.
fn is_shouting(words: &[Word]) -> bool {
    let upper = words.iter().filter(|word| word.case == Case::Upper).count();
    let lower = words.iter().filter(|word| matches!(word.case, Case::Lower | Case::Title)).count();
    upper >= 3 && upper > 3 * lower
}

fn shape(word: &str) -> u64 {
    let kind = |c: char| match c {
        c if c.is_uppercase() => 'X',
        c if c.is_alphabetic() => 'x',
        c if c.is_numeric() => 'd',
        c => c,
    };
    let mut last = None;
    hash(word.chars().map(kind).filter(move |&kind| last.replace(kind) != Some(kind)))
}

/// FNV-1a over characters (Fowler, Noll and Vo).
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// Joins two hashes (the finaliser of MurmurHash3 by A. Appleby).
fn mix(a: u64, b: u64) -> u64 {
    let mut mixed = a.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(b);
    mixed ^= mixed >> 33;
    mixed = mixed.wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_forget_lengths() {
        assert_eq!(shape("Samsung"), shape("Li"));
        assert_eq!(shape("U.S."), shape("A.B."));
        assert_ne!(shape("iPhone"), shape("Iphone"));
    }

    #[test]
    fn capital_runs_join_names() {
        let sentence = ["the", "Bank", "of", "Korea", "said", "in", "Seoul"];
        let words: Vec<Word> = sentence.iter().map(|word| Word::new(word)).collect();
        let runs = capital_runs(&words, &sentence);
        assert_eq!((runs[2].start, runs[2].end), (1, 4));
        assert_eq!((runs[6].start, runs[6].end), (6, 7));
        assert_eq!((runs[4].start, runs[4].end), (4, 5));
    }

    #[test]
    fn rows_lie_in_the_table() {
        let rows = rows(&["Ann", "ate", "北京", "5.2bn", "🍎"], 1 << 10);
        assert!(rows.iter().flatten().all(|&row| row < 1 << 10));
    }
}
