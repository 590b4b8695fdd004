//! `postil agree`

use super::columns::Columns;
use super::error::CliError;
use super::folding::FoldingArguments;
use super::input::Input;
use super::output::Output;
use crate::core::annotation::Key;
use crate::core::article::Article;
use crate::core::counted;
use crate::core::evaluation::{Agreement, Counts, Disagreement, agreement};
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Tells how far two people agree: F1 of their annotations, kappa of their words, and where they differ.
///
/// Only what both decided in articles that both finished is compared; formats that do not tell what is finished hold what
/// is. Articles are the same if their texts are. `postil merge` makes one project of both, to decide where they differ.
#[derive(Args)]
pub(super) struct Agree {
    /// A dataset in any format.
    #[arg(value_name = "A")]
    first: Input,
    /// The same articles by another; - is standard input.
    #[arg(value_name = "B")]
    second: Input,
    #[command(flatten)]
    folding: FoldingArguments,
    /// Write JSON, with each disagreement: [start,end,label] of A and of B, in code points.
    #[arg(long)]
    json: bool,
}

/// As many examples are told of what people see differently, and as many kinds of it.
const EXAMPLES: usize = 3;
const KINDS: usize = 10;

impl Agree {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let folding = self.folding.read()?;
        let projects = [self.first.project(None)?, self.second.project(None)?];
        let agreement = agreement(&projects, |label| folding.apply(label));
        if agreement.articles == 0 {
            return Err(CliError::Argument(nothing_to_compare(self, &agreement)));
        }
        let mut output = Output::stdout();
        if self.json {
            output.write(|out| writeln!(out, "{}", as_json(&agreement)))?;
        } else {
            output.write(|out| write_table(&agreement, out))?;
        }
        folding.tell_unmet();
        output.finish()
    }
}

fn nothing_to_compare(Agree { first, second, .. }: &Agree, agreement: &Agreement) -> String {
    match agreement.unfinished {
        0 => format!("{first} and {second} have no text in common"),
        shared => {
            format!("{first} and {second} have {} in common, none of which both finished", counted(shared, "article"))
        }
    }
}

fn as_json(agreement: &Agreement) -> Value {
    let counts = |counts: &Counts| {
        let Counts { correct, predicted, gold } = *counts;
        json!({"f1": f1(*counts), "both": correct, "first": gold, "second": predicted})
    };
    let labels: BTreeMap<&str, Value> = agreement.labels.iter().map(|it| (it.0.as_str(), counts(it.1))).collect();
    let span = |article: &Article, key: Option<&Key>| {
        let (range, label) = key?;
        let (start, end) = article.text.to_code_points(*range);
        Some(json!([start.get(), end.get(), label.as_str()]))
    };
    let disagreement = |(article, between): &(Arc<Article>, Disagreement)| {
        let [first, second] = [between.first(), between.second()].map(|key| span(article, key));
        json!({"article": article.id.as_str(), "first": first, "second": second})
    };
    let Agreement { articles, unfinished, alone, micro, disagreements, .. } = agreement;
    json!({
        "articles": articles,
        "unfinished": unfinished,
        "alone": alone,
        "kappa": agreement.kappa(),
        "micro": counts(micro),
        "labels": labels,
        "differences": disagreements.iter().map(disagreement).collect::<Vec<_>>(),
    })
}

fn write_table(agreement: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let Agreement { articles, unfinished, alone, micro, labels, disagreements, .. } = agreement;
    let articles = counted(*articles, "article");
    writeln!(out, "{articles} that both finished; {unfinished} that not both did, {alone} that only one has")?;
    let mut columns = Columns::default();
    columns.row([&"", &"F1", &"both", &"only A", &"only B"]);
    for (name, counts) in labels.iter().map(|(label, counts)| (label.as_str(), *counts)).chain([("all", *micro)]) {
        let Counts { correct, predicted, gold } = counts;
        let f1 = f1(counts).map_or_else(|| "-".to_owned(), |f1| format!("{f1:.3}"));
        columns.row([&name, &f1, &correct, &(gold - correct), &(predicted - correct)]);
    }
    if let Some(kappa) = agreement.kappa() {
        columns.row([&"kappa of words", &format!("{kappa:.3}")]);
    }
    columns.write(out)?;
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (article, disagreement) in disagreements {
        let (kind, words) = told(article, disagreement);
        kinds.entry(kind).or_default().push(words);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    for (kind, words) in kinds.into_iter().take(KINDS) {
        let mut examples: Vec<&str> = Vec::new();
        for words in &words {
            if examples.len() < EXAMPLES && !examples.contains(&words.as_str()) {
                examples.push(words);
            }
        }
        writeln!(out, "{:>5}  {kind:<36}  {}", words.len(), examples.join("; "))?;
    }
    Ok(())
}

/// How far the two agree, if one has marked anything.
fn f1(counts: Counts) -> Option<f64> {
    (counts.gold + counts.predicted > 0).then(|| counts.f1())
}

/// What kind of disagreement it is, and its words.
fn told(article: &Article, disagreement: &Disagreement) -> (String, String) {
    let words = |key: &Key| article.text.slice(key.0).split_whitespace().collect::<Vec<_>>().join(" ");
    match disagreement {
        Disagreement::First(key) => (format!("{} only by A", key.1), words(key)),
        Disagreement::Second(key) => (format!("{} only by B", key.1), words(key)),
        Disagreement::Both(a, b) if a.0 == b.0 => (format!("{} by A, {} by B", a.1, b.1), words(a)),
        Disagreement::Both(a, b) if a.1 == b.1 => {
            (format!("{}, other bounds", a.1), format!("{} / {}", words(a), words(b)))
        }
        Disagreement::Both(a, b) => {
            (format!("{} by A, {} by B, other bounds", a.1, b.1), format!("{} / {}", words(a), words(b)))
        }
    }
}
