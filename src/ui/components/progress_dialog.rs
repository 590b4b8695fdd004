//! The progress of the work: the corrections of each finished article, as a chart and in numbers.
//!
//! Drawn here, in whole numbers: a chart library would be many times the size of what it draws. The words of
//! the chart are outside its picture, which is stretched to the width there is.

use super::dialogs::Frame;
use super::events::on;
use crate::core::project::{ArticleProgress, Project, corrections_per_100, moving_means, progress};
use crate::ui::state::Action;
use crate::ui::wording;
use std::fmt::Write;
use std::slice::from_ref;
use yew::prelude::*;

/// The width of an article's place in the chart, of its bar, and of the gap on either side.
const PLACE: usize = 10;
const BAR: usize = 6;
const GAP: usize = 2;
/// How many places there are at least: two bars alone would be as wide as doors.
const LEAST_PLACES: usize = 16;

/// How many articles the table lists, the last ones.
const LISTED: usize = 200;

/// The chart, what it says in words, and its numbers.
pub fn draw_progress_dialog(project: &Project, on_action: &Callback<Action>) -> Html {
    let articles: Vec<ArticleProgress<'_>> = progress(project).collect();
    let listed = &articles[articles.len().saturating_sub(LISTED)..];
    html! {
        <Frame title="Progress" on_action={on_action.clone()}>
            <p id="progress">{ wording::progress(&articles) }</p>
            { draw_chart(&articles) }
            <p class="hint">{ wording::PROGRESS }</p>
            <details>
                <summary>{ wording::in_numbers(listed.len()) }</summary>
                { draw_table(listed, on_action) }
            </details>
        </Frame>
    }
}

/// A bar for each article, the mean as a line, and a dashed line where all work would be by hand. What is above
/// that is cut off.
fn draw_chart(articles: &[ArticleProgress<'_>]) -> Html {
    let (mut bars, mut line) = (String::new(), String::new());
    for ((index, article), mean) in articles.iter().enumerate().zip(moving_means(articles)) {
        let place = index * PLACE;
        // Writing to a string cannot fail.
        let _ = write!(bars, "M{} 100V{}h{BAR}V100", place + GAP, down(corrections_per_100(from_ref(article))));
        let _ = write!(line, "{},{} ", place + PLACE / 2, down(mean));
    }
    let width = articles.len().max(LEAST_PLACES) * PLACE;
    html! {
        <div class="chart">
            <div class="scale" aria-hidden="true"><span>{ "100 or more" }</span><span>{ "0" }</span></div>
            <svg
                role="img" viewBox={format!("0 0 {width} 100")} preserveAspectRatio="none"
                aria-label="Corrections per 100 annotations in each article" aria-describedby="progress"
            >
                <path class="bars" d={bars} />
                <polyline class="mean" points={line} />
            </svg>
            <div class="axis" aria-hidden="true">{ "Articles, from the first to the last" }</div>
        </div>
    }
}

/// How far below the top of the chart so many corrections are.
fn down(per_100: usize) -> usize {
    100 - per_100.min(100)
}

fn draw_table(articles: &[ArticleProgress<'_>], on_action: &Callback<Action>) -> Html {
    let columns = ["Article", "Accepted", "By hand", "Copied", "Refused", "Per 100"];
    html! {
        <table class="label-table numbers">
            <thead><tr>{ for columns.into_iter().map(draw_head) }</tr></thead>
            <tbody>{ for articles.iter().map(|progress| draw_row(progress, on_action)) }</tbody>
        </table>
    }
}

fn draw_head(name: &'static str) -> Html {
    html! { <th scope="col">{ name }</th> }
}

fn draw_row(progress: &ArticleProgress<'_>, on_action: &Callback<Action>) -> Html {
    let ArticleProgress { article, accepted, by_hand, copied, refused } = *progress;
    let open = on(on_action, Action::Open(article.id.clone()));
    let numbers = [accepted, by_hand, copied, refused, corrections_per_100(from_ref(progress))];
    html! {
        <tr key={article.id.to_string()}>
            <th scope="row">
                <button type="button" class="quiet" dir="auto" onclick={open}>{ wording::title(article) }</button>
            </th>
            { for numbers.into_iter().map(draw_number) }
        </tr>
    }
}

fn draw_number(number: usize) -> Html {
    html! { <td>{ number.to_string() }</td> }
}
