//! The chart of the work.

use super::queue;
use super::{articles, suggestions};
use crate::core::project::{ArticleProgress, Remaining, Slice, TENTHS, both_ends, corrections_per_100};
use crate::ui::words::tr;

/// What the chart of the progress shows.
pub const PROGRESS: &str = "A bar for each article, a line for the mean of five. What is made by hand or refused is a \
    correction. At the dashed line the tagger saves nothing.";

/// How the corrections of the first articles compare with those of the last.
pub fn progress(articles: &[ArticleProgress]) -> String {
    let ends = both_ends(articles);
    let [first, last] = ends.map(corrections_per_100);
    let numbers = [tr("two"), tr("three"), tr("four"), tr("five")];
    if let Some(number) = ends[0].len().checked_sub(2).and_then(|index| numbers.get(index)) {
        tr!(
            "Corrections per 100 annotations: {first} in the first {number} articles, {last} in the last {number}.",
            first,
            last,
            number
        )
    } else {
        tr!("Corrections per 100 annotations: {first} in the first article, {last} in the last.", first, last)
    }
}

/// How much work is left.
pub fn remaining(left: Remaining) -> String {
    if left.articles == 0 {
        return tr("No article is left to do.").to_owned();
    }
    tr!(
        "To do: {articles} with {suggestions}. Corrections to expect there: about {corrections}.",
        articles = articles(left.articles),
        suggestions = suggestions(left.suggestions),
        corrections = left.corrections
    )
}

/// The title of the table of some articles' progress.
pub fn in_numbers(count: usize) -> String {
    tr!("The last {articles} in numbers", articles = articles(count))
}

/// What articles have in common.
pub fn slice(slice: &Slice) -> String {
    match slice {
        Slice::Status(status) => queue::status(*status).to_owned(),
        Slice::FinishedOn(day, _) => tr!("Done on {day}", day),
        Slice::SureBy(tenth) => tr!("Suggestions {share} % sure", share = tenths(*tenth)),
    }
}

/// A tenth of the confidences, from 0, in percents.
pub fn tenths(tenth: usize) -> String {
    format!("{}–{}", tenth * 100 / TENTHS, (tenth + 1) * 100 / TENTHS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::{Article, Meta};
    use crate::core::text::Text;
    use std::sync::Arc;

    #[test]
    fn progress_compares_the_first_articles_with_the_last() {
        let article = Arc::new(Article::new("a1", Text::new("x"), Meta::default()));
        let took = |by_hand| ArticleProgress {
            article: article.clone(),
            accepted: 4 - by_hand,
            by_hand,
            copied: 0,
            refused: 0,
        };
        let falling: Vec<_> = [4, 3, 2, 2, 2, 1, 1, 1, 1, 0, 0].map(took).into();
        let said = |count: usize| progress(&falling[..count]);
        assert_eq!(said(2), "Corrections per 100 annotations: 100 in the first article, 75 in the last.");
        assert_eq!(said(5), "Corrections per 100 annotations: 88 in the first two articles, 50 in the last two.");
        assert_eq!(said(11), "Corrections per 100 annotations: 65 in the first five articles, 15 in the last five.");
    }
}
