//! How fast articles are tagged on one core, part by part: `cargo bench --features cli --bench tagging`.
//!
//! Each part is run a few times and the best time counts, because other programs only ever slow it down. What
//! carries over to other machines are the ratios: the last column says how many times as long the whole takes.

use postil::core::sequence::Model;
use postil::core::tagger::{Blend, Grammar, Names, Tagger};
use postil::core::text::{Text, paragraphs, sentences, tokens_in};
use std::hint::black_box;
use std::ops::Range;
use std::time::{Duration, Instant};

const SAMPLE: &str = include_str!("../static/sample.txt");
const MODEL: &[u8] = include_bytes!("../static/models/names-5.postil");

/// How often the sample is repeated to make a long article.
const REPEATS: usize = 500;
/// How often each part is run.
const RUNS: usize = 9;

fn main() {
    let content = SAMPLE.repeat(REPEATS);
    let words = content.split_whitespace().count();
    let text = Text::new(&content);
    let sentences = all_sentences(&text);
    let model = Model::from_bytes(MODEL).expect("the built-in model is read");
    let names = Names::from_bytes(MODEL).expect("the built-in model is read");
    let blend = Blend::from_bytes(MODEL).expect("the built-in model is read");
    let grammar = Grammar::new();
    let found: Vec<_> = paragraphs(&text).into_iter().flat_map(|range| blend.tag_paragraph(&text, range)).collect();

    println!("{words} words");
    let whole = best_time(|| blend.tag(&Text::new(&content)));
    let row = |part: &str, time: Duration| {
        let (rate, share) = (words as f64 / time.as_secs_f64() / 1e6, whole.as_secs_f64() / time.as_secs_f64());
        println!("{part:<24}{rate:>8.2} M words/s{share:>8.1}");
    };
    row("whole", whole);
    row("offset map", best_time(|| Text::new(&content)));
    row("tokens and sentences", best_time(|| all_sentences(&text)));
    row("sequence model alone", best_time(|| sentences.iter().map(|it| model.tag(it).len()).sum::<usize>()));
    row("names by paragraph", best_time(|| by_paragraph(&names, &text)));
    row("grammar by paragraph", best_time(|| by_paragraph(&grammar, &text)));
    row("consistency", best_time(|| blend.settle(&text, found.clone())));
    println!("the model is loaded in {:.1} ms", best_time(|| Model::from_bytes(MODEL)).as_secs_f64() * 1e3);
}

/// The words of each sentence.
fn all_sentences(text: &Text) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let tokens = tokens_in(text, paragraph);
        let words = |sentence: Range<usize>| tokens[sentence].iter().map(|token| text.slice(token.range)).collect();
        found.extend(sentences(text, &tokens).into_iter().map(words));
    }
    found
}

/// How many suggestions a tagger has before it settles them.
fn by_paragraph(tagger: &impl Tagger, text: &Text) -> usize {
    paragraphs(text).into_iter().map(|range| tagger.tag_paragraph(text, range).len()).sum()
}

fn best_time<T>(mut run: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}
