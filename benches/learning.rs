//! What learning costs on one core: `cargo bench --features cli --bench learning`.
//!
//! An annotator who finds every fifth suggestion wrong finishes some hundred articles of 600 words; then the next
//! ones are timed. Best and worst times of some runs.

use postil::core::learner::{Decisions, Elsewhere, Learner, Said};
use postil::core::tagger::{Blend, Names, Suggestion, Tagger};
use postil::core::text::{ByteOffset, Text};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SAMPLE: &str = include_str!("../static/sample.txt");
const MODEL: &[u8] = include_bytes!("../static/models/names-5.postil");

/// How often the sample is repeated to make an article of some 600 words.
const REPEATS: usize = 3;
/// How many articles are finished before anything is timed.
const BEFORE: usize = 250;
/// How often each part is run.
const RUNS: usize = 20;

fn main() {
    let content = SAMPLE.repeat(REPEATS);
    let text = Text::new(&content);
    let tagger: Blend<Names> = Blend::from_bytes(MODEL).expect("the built-in model is read");
    let suggested = tagger.tag(&text);
    let possible = tagger.possible(&text, &suggested);
    let said = Said { suggested: &suggested, possible: &possible };
    let mut learner = Learner::over(&tagger, &|label| Some(label.clone()), std::iter::empty());
    (0..BEFORE).for_each(|number| learner.learn(&text, said, &decisions(&suggested, number)));
    println!(
        "{} words, {} suggestions, {BEFORE} articles finished",
        content.split_whitespace().count(),
        suggested.len()
    );
    row(
        "learning from an article",
        (0..RUNS).map(|number| {
            let decisions = decisions(&suggested, number);
            time(|| learner.learn(&text, said, &decisions))
        }),
    );
    let (nothing, elsewhere) = (Decisions::default(), Elsewhere::default());
    let start = ByteOffset::default();
    row("suggesting anew", (0..RUNS).map(|_| time(|| learner.suggest(&text, said, &nothing, &elsewhere, start))));
    let half = decisions(&suggested[..suggested.len() / 2], 0);
    row(
        "the other half, half decided",
        (0..RUNS).map(|_| time(|| learner.suggest(&text, said, &half, &elsewhere, half.read_to))),
    );
    let mut tag_and_suggest = || {
        let suggested = tagger.tag(&text);
        let possible = tagger.possible(&text, &suggested);
        learner.suggest(&text, Said { suggested: &suggested, possible: &possible }, &nothing, &elsewhere, start)
    };
    row("tagging and suggesting", (0..RUNS).map(|_| time(&mut tag_and_suggest)));
}

/// Most suggestions are right, others are refused.
fn decisions(suggested: &[Suggestion], number: usize) -> Decisions {
    let (wrong, right): (Vec<_>, Vec<_>) =
        suggested.iter().enumerate().partition(|(at, _)| (at + number).is_multiple_of(5));
    Decisions {
        right: right.into_iter().map(|(_, it)| (it.range, it.label.clone())).collect(),
        wrong: wrong.into_iter().map(|(_, it)| it.range).collect(),
        open: Vec::new(),
        read_to: suggested.last().map(|it| it.range.end()).unwrap_or_default(),
    }
}

fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn row(part: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    println!("{part:<28}{:>8.2} to {:.2} ms", times[0], times[times.len() - 1]);
}
