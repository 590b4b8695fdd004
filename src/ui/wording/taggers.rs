//! Taggers: what they do, what they have learned, and models of the reader's own.

use super::{articles, suggestions};
use crate::core::article::ArticleId;
use crate::ui::desk::{TRAINED, Training, WorkerState};
use crate::ui::words::{tr, translated};

pub const TAGGING_STOPPED: &str = "Tagging stopped. What was found so far stays.";

/// What comes of a training.
pub const TRAIN: &str = "A tagger of your own that goes on from the built-in one, learned from the finished articles. \
    Tags here, and with postil tag.";

pub const NOT_STARTED: &str =
    "a part of the page did not come or does not start; reload the page when the network is back";

pub const BUILT_IN_AGAIN: &str = "The built-in tagger is used again.";

/// That an article could not be tagged.
pub fn tagging_failed(article: &ArticleId, why: &str) -> String {
    tr!(
        "Article {article} could not be tagged: {why}. You can go on by hand, or tag it again.",
        article,
        why = translated(why)
    )
}

/// That an article has been tagged.
pub fn tagged(undecided: usize) -> String {
    tr!("Tagged: {suggestions} to decide.", suggestions = suggestions(undecided))
}

/// Whether what waits is tagged.
pub fn paused(paused: bool) -> &'static str {
    tr(if paused { "Tagging is paused. What waits is kept." } else { "Tagging goes on." })
}

/// That the worker is in trouble.
pub fn worker_trouble(state: &WorkerState, why: &str) -> String {
    let why = translated(why);
    if let WorkerState::Failed(_) = state {
        tr!("Suggestions are not available: {why}. You can annotate by hand; reload the page to try again.", why)
    } else {
        tr!("The tagger stopped ({why}) and is being started again. Your work is safe.", why)
    }
}

/// Where the worker stands, for the status line.
pub fn worker(state: &WorkerState) -> &'static str {
    tr(match state {
        WorkerState::Starting => "Starting the tagger",
        WorkerState::Loading(..) => "Loading the tagger",
        WorkerState::Ready => "Tagger ready",
        WorkerState::Restarting(_) => "Restarting the tagger",
        WorkerState::Failed(_) => "No tagger",
    })
}

/// From how many articles the tagger has learned.
pub fn learned(finished: u32) -> String {
    tr!("Learned from {articles}", articles = articles(finished as usize))
}

/// How far the tagger is with learning.
pub fn learning(learned: usize, all: usize) -> String {
    tr!("Learning: {learned} of {articles}", learned, articles = articles(all))
}

/// Why nothing was learned.
pub fn learning_failed(why: &str) -> String {
    tr!("The tagger could not learn from a finished article: {why}. What you annotated is kept.", why = translated(why))
}

/// How far a training is, or what became of it.
pub fn trained(training: Training) -> String {
    match training {
        Training::Running(_, None) => {
            tr("Starting. All in all it takes some seconds, or a minute for a thousand articles.").to_owned()
        }
        Training::Running(done, Some(of)) => {
            tr!("{done} of {of} rounds through the finished articles done.", done, of)
        }
        Training::HandedOver => {
            tr!("Downloaded as {file}. To tag with it, drop it on the page, or give it to postil tag.", file = TRAINED)
        }
    }
}

/// That no model was trained.
pub fn not_trained(why: &str) -> String {
    tr!("No model was trained: {why}.", why = translated(why))
}

/// That the user's model tags from now on, and how many of its labels stand for none of the project's.
pub fn model_ready(name: &str, left_out: usize) -> String {
    let ready = tr!("{name} tags from now on.", name);
    match left_out {
        0 => ready,
        _ => ready + " " + &tr!("Of its labels, {left_out} are left out until you say what they become.", left_out),
    }
}

/// That the user's model cannot be used, and what is instead; of one that is new, what was used before.
pub fn model_refused(name: &str, why: &str, is_new: bool) -> String {
    let instead = tr(if is_new { "The previous tagger is used again." } else { BUILT_IN_AGAIN });
    tr!("{name} cannot be used: {why}.", name, why = translated(why)) + " " + instead
}

/// That the user's model will not be there at the next visit.
pub fn model_not_kept(why: &str) -> String {
    tr!("Your model is used, but it could not be kept for the next visit: {why}.", why = translated(why))
}
