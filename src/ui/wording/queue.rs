//! The articles, and the queue of them.

use super::suggestions;
use crate::core::article::{Article, ArticleStatus, opening};
use crate::ui::words::tr;

pub const NO_NEXT_ARTICLE: &str = "No other article waits. Paste the next one.";
pub const NONE_SHOWN_WAITS: &str =
    "None of the articles that the queue shows waits. Others do: the filter leaves them out.";
pub const NO_PREVIOUS_ARTICLE: &str = "This is the first article.";

/// What is said when an article opens.
pub fn opened(article: &Article) -> String {
    tr!("Article {id}: {title}", id = article.id, title = title(article))
}

/// What an article is called in the queue.
pub fn title(article: &Article) -> String {
    let first_words = || opening(&article.text).split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    article.meta.title.clone().unwrap_or_else(first_words)
}

/// That an article has a new status, and what is left to decide in one that is done.
pub fn marked(status: ArticleStatus, left: usize) -> String {
    let marked = tr(match status {
        ArticleStatus::New => "Article new.",
        ArticleStatus::Open => "Article open.",
        ArticleStatus::Done => "Article done.",
        ArticleStatus::Skipped => "Article skipped.",
    });
    match left {
        1.. if status == ArticleStatus::Done => {
            let suggestions = suggestions(left);
            marked.to_owned() + " " + &tr!("{suggestions} left undecided, which most formats leave out.", suggestions)
        }
        _ => marked.to_owned(),
    }
}

/// Whether an article needs a second look.
pub fn flagged(flagged: bool) -> &'static str {
    tr(if flagged { "The article needs a second look." } else { "The article needs no second look." })
}

/// The name of a status.
pub fn status(status: ArticleStatus) -> &'static str {
    tr(match status {
        ArticleStatus::New => "New",
        ArticleStatus::Open => "Open",
        ArticleStatus::Done => "Done",
        ArticleStatus::Skipped => "Skipped",
    })
}

/// How many articles wait to be tagged.
pub fn articles_left(count: usize) -> String {
    if count == 1 { tr!("{count} article left", count) } else { tr!("{count} articles left", count) }
}

/// How many articles are shown of all.
pub fn shown(shown: usize, of: usize) -> String {
    tr!("The queue shows {shown} of {of}.", shown, of)
}

/// Over the filter of the queue.
pub fn filtered(shown: usize, of: usize) -> String {
    if shown == of { tr("Filter").to_owned() } else { tr!("Filter: {shown} of {of} shown", shown, of) }
}

/// In place of an empty queue of a project with so many articles.
pub fn no_articles(of: usize) -> &'static str {
    tr(if of == 0 { "Articles you paste or import are listed here." } else { "No article fits the filter." })
}
