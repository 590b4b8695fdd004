//! The progress of the work: the corrections of each finished article, how far the articles are, what is marked in them,
//! and how sure the suggestions are.
//!
//! Drawn here, in whole numbers: a chart library would be many times the size of what it draws. Bars that lead
//! somewhere are a list of buttons, which assistive technology reads as it is; the words of the chart are outside its
//! picture, which is stretched to the width there is.

use super::dialogs::{DIALOG, draw_frame};
use super::elements::{hint, quiet_button, said, table_head};
use super::events::on;
use crate::core::project::{
    ArticleProgress, FinishedDay, LexiconEntry, Overview, QueueFilter, Slice, Stage, corrections_per_100, moving_means,
};
use crate::core::schema::{LabelId, Schema};
use crate::ui::desk::Action;
use crate::ui::wording;
use crate::ui::words::tr;
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

/// What the table says of each article.
const COLUMNS: [&str; 6] = ["Article", "Accepted", "By hand", "Copied", "Refused", "Per 100"];

/// How many days have a bar.
const DAYS: usize = 14;

/// A bar: what it is of, where it begins, how long it is, and where it leads.
struct Bar {
    name: String,
    label: Option<LabelId>,
    before: usize,
    count: usize,
    action: Action,
}

/// The pictures of the project, and what they say in words and numbers; its days are those of clocks that are `ahead` of
/// UTC by so many minutes.
pub fn draw_progress_dialog(overview: &Overview, schema: &Schema, ahead: i32, on_action: &Callback<Action>) -> Html {
    let articles = &overview.progress;
    let content = html! {
        <>
            <p id="remaining">{ wording::remaining(overview.remaining) }</p>
            if articles.len() > 1 {
                { draw_corrections(articles, on_action) }
            } else {
                { hint(tr("Corrections can be shown when two articles with decisions are finished.")) }
            }
            <div class="pictures">
                { draw_bars(tr("Articles"), statuses(overview), on_action) }
                { draw_bars(tr("Done by day"), days(overview, ahead), on_action) }
                { draw_bars(tr("Marks of each label, those that wait too"), labels(overview, schema), on_action) }
                { draw_bars(tr("Decided most often"), names(overview), on_action) }
                { draw_bars(tr("How sure what waits is, in %"), sure(overview), on_action) }
            </div>
        </>
    };
    draw_frame(DIALOG, tr("Progress"), content, on_action)
}

fn statuses(overview: &Overview) -> Vec<Bar> {
    let bar = |(status, count)| slice(wording::status(status).to_owned(), Slice::Status(status), count);
    overview.statuses.map(bar).into()
}

/// Steps from nothing to all that there is to do: each day's begins where the one before ended.
fn days(overview: &Overview, ahead: i32) -> Vec<Bar> {
    let days = &overview.days;
    let Some(done) = days.last().map(|day| day.before + day.count) else { return Vec::new() };
    let bar = |it: &FinishedDay| Bar {
        before: it.before,
        ..slice(it.day.clone(), Slice::FinishedOn(it.day.clone(), ahead), it.count)
    };
    let filter = QueueFilter { stage: Some(Stage::Unfinished), ..QueueFilter::default() };
    let to_do = Bar { before: done, ..shown(tr("To do").to_owned(), filter, overview.remaining.articles) };
    let earlier = days.len().saturating_sub(DAYS);
    let mut bars: Vec<Bar> = days.iter().skip(earlier).map(bar).collect();
    bars.push(to_do);
    bars
}

fn labels(overview: &Overview, schema: &Schema) -> Vec<Bar> {
    let bar = |(label, count): &(LabelId, usize)| {
        let filter = QueueFilter { label: Some(label.clone()), ..QueueFilter::default() };
        let name = wording::label_name(schema, label).to_owned();
        Bar { label: Some(label.clone()), ..shown(name, filter, *count) }
    };
    overview.labels.iter().map(bar).collect()
}

fn names(overview: &Overview) -> Vec<Bar> {
    let bar = |entry: &LexiconEntry| Bar {
        name: entry.surface.clone(),
        label: entry.labels.first().map(|(label, _)| label.clone()),
        before: 0,
        count: entry.decisions(),
        action: Action::FindWords(entry.surface.clone()),
    };
    overview.names.iter().map(bar).collect()
}

fn sure(overview: &Overview) -> Vec<Bar> {
    let bar = |(tenth, count)| slice(wording::tenths(tenth), Slice::SureBy(tenth), count);
    overview.sureness.into_iter().enumerate().map(bar).collect()
}

fn slice(name: String, slice: Slice, count: usize) -> Bar {
    let filter = QueueFilter { slice: Some(slice), ..QueueFilter::default() };
    shown(name, filter, count)
}

/// The bar of so many articles, which the queue then shows.
fn shown(name: String, filter: QueueFilter, count: usize) -> Bar {
    Bar { name, label: None, before: 0, count, action: Action::ShowOnly(filter) }
}

/// Bars under a title; nothing if none has a length.
fn draw_bars(title: &'static str, bars: Vec<Bar>, on_action: &Callback<Action>) -> Html {
    let Some(longest) = bars.iter().map(|bar| bar.before + bar.count).max().filter(|longest| *longest > 0) else {
        return Html::default();
    };
    let draw = |bar: Bar| {
        let style = format!("--before:{};--count:{};--all:{longest}", bar.before, bar.count);
        html! {
            <li key={bar.name.clone()}>
                <button type="button" class="quiet" onclick={on(on_action, bar.action)} disabled={bar.count == 0}>
                    <span class="name" dir="auto">{ bar.name }</span>
                    <span class="track" data-label={bar.label.map(|label| label.to_string())}><span class="fill" {style}></span></span>
                    <span class="count">{ bar.count.to_string() }</span>
                </button>
            </li>
        }
    };
    html! { <section><h3>{ title }</h3><ul role="list" aria-label={title}>{ for bars.into_iter().map(draw) }</ul></section> }
}

/// The corrections of each finished article: the chart, what it says in words, and its numbers.
fn draw_corrections(articles: &[ArticleProgress], on_action: &Callback<Action>) -> Html {
    let listed = &articles[articles.len().saturating_sub(LISTED)..];
    html! {
        <section>
            <h3>{ said("Corrections") }</h3>
            <p id="progress">{ wording::progress(articles) }</p>
            { draw_chart(articles) }
            { hint(tr(wording::PROGRESS)) }
            <details>
                <summary>{ wording::in_numbers(listed.len()) }</summary>
                { draw_table(listed, on_action) }
            </details>
        </section>
    }
}

/// A bar for each article, the mean as a line, and a dashed line where all work would be by hand. What is above
/// that is cut off.
fn draw_chart(articles: &[ArticleProgress]) -> Html {
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
            <div class="scale" aria-hidden="true"><span>{ said("100 or more") }</span><span>{ "0" }</span></div>
            <svg
                role="img" viewBox={format!("0 0 {width} 100")} preserveAspectRatio="none"
                aria-label={tr("Corrections per 100 annotations in each article")} aria-describedby="progress"
            >
                <path class="bars" d={bars} />
                <polyline class="mean" points={line} />
            </svg>
            <div class="axis" aria-hidden="true">{ said("Articles, from the first to the last") }</div>
        </div>
    }
}

/// How far below the top of the chart so many corrections are.
fn down(per_100: usize) -> usize {
    100 - per_100.min(100)
}

fn draw_table(articles: &[ArticleProgress], on_action: &Callback<Action>) -> Html {
    html! {
        <table class="label-table numbers">
            { table_head(&COLUMNS.map(tr)) }
            <tbody>{ for articles.iter().map(|progress| draw_row(progress, on_action)) }</tbody>
        </table>
    }
}

fn draw_row(progress: &ArticleProgress, on_action: &Callback<Action>) -> Html {
    let &ArticleProgress { ref article, accepted, by_hand, copied, refused } = progress;
    let open = on(on_action, Action::Open(article.id.clone()));
    let numbers = [accepted, by_hand, copied, refused, corrections_per_100(from_ref(progress))];
    html! {
        <tr key={article.id.to_string()}>
            <th scope="row">
                { quiet_button(&wording::title(article), open) }
            </th>
            { for numbers.into_iter().map(draw_number) }
        </tr>
    }
}

fn draw_number(number: usize) -> Html {
    html! { <td>{ number.to_string() }</td> }
}
