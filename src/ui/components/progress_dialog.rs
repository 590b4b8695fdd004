//! The progress of the work: the corrections of each finished article, as a chart and in numbers.
//!
//! Drawn here, in whole numbers: a chart library would be many times the size of what it draws. The words of
//! the chart are outside its picture, which is stretched to the width there is.

use super::dialogs::Frame;
use super::events::on;
use crate::core::project::{ArticleProgress, Project, correction_rate, moving_rates, progress};
use crate::ui::state::Action;
use crate::ui::wording;
use yew::prelude::*;

/// The width of an article's place in the chart, of the gap on either side of its bar, and how many places there
/// are at least: two bars alone would be as wide as doors.
const PLACE: usize = 10;
const GAP: usize = 2;
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

/// A bar for each article, the mean as a line, and a dashed line where all work would be by hand.
fn draw_chart(articles: &[ArticleProgress<'_>]) -> Html {
    let rates: Vec<u32> = articles.chunks(1).map(|article| wording::percent(correction_rate(article))).collect();
    let above = rates.iter().any(|&rate| rate > 100);
    let top = if above { 200 } else { 100 };
    let down = |rate: u32| top - rate.min(top);
    let places = || (0..).step_by(PLACE);
    let bar = |(place, rate)| format!("M{} {top}V{}H{}V{top}", place + GAP, down(rate), place + PLACE - GAP);
    let bars: Vec<String> = places().zip(rates).map(bar).collect();
    let point = |(place, rate)| format!("{},{}", place + PLACE / 2, down(wording::percent(rate)));
    let mean: Vec<String> = places().zip(moving_rates(articles)).map(point).collect();
    let width = articles.len().max(LEAST_PLACES) * PLACE;
    html! {
        <div class="chart">
            <div class="scale" aria-hidden="true">
                if above { <span>{ "200 or more" }</span> }
                <span>{ "100" }</span>
                <span>{ "0" }</span>
            </div>
            <svg
                role="img" viewBox={format!("0 0 {width} {top}")} preserveAspectRatio="none"
                aria-label="Corrections per 100 annotations in each article" aria-describedby="progress"
            >
                <path class="bars" d={bars.concat()} />
                <path class="manual" d={format!("M0 {}H{width}", down(100))} />
                <polyline class="mean" points={mean.join(" ")} />
            </svg>
            <div class="axis" aria-hidden="true">{ "Articles, from the first to the last" }</div>
        </div>
    }
}

fn draw_table(articles: &[ArticleProgress<'_>], on_action: &Callback<Action>) -> Html {
    let rows = articles.iter().map(|progress| {
        let id = &progress.article.id;
        let open = on(on_action, Action::Open(id.clone()));
        let rate = wording::percent(correction_rate(&[*progress])) as usize;
        let numbers = [progress.accepted, progress.by_hand, progress.copied, progress.refused, rate];
        html! {
            <tr key={id.to_string()}>
                <th scope="row">
                    <button type="button" class="quiet" dir="auto" onclick={open}>
                        { wording::title(progress.article) }
                    </button>
                </th>
                { for numbers.map(|number| html! { <td>{ number }</td> }) }
            </tr>
        }
    });
    let columns = ["Article", "Accepted", "By hand", "Copied", "Refused", "Per 100"];
    html! {
        <table class="label-table numbers">
            <thead><tr>{ for columns.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
