//! The mentions of some words in all articles: each in its context, with what is decided about it.

use super::dialogs::draw_frame;
use super::elements::{button, draw_context, said};
use super::events::on;
use crate::core::project::ConcordanceLine;
use crate::core::schema::Schema;
use crate::ui::desk::{Action, Concordance};
use crate::ui::wording;
use crate::ui::words::tr;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The mentions by article, each with a tick, and what can be done with those that are ticked.
pub fn draw_concordance(found: &Concordance, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let ticked = found.ticked().count();
    let all = ticked == found.lines.len();
    let some = JsValue::from(ticked > 0 && !all);
    let tick_all = on(on_action, Action::TickAll(!all));
    let more = on(on_action, Action::ShowMore);
    let hidden = found.lines.len().saturating_sub(found.shown);
    let shown: Vec<(usize, &ConcordanceLine)> = found.lines.iter().take(found.shown).enumerate().collect();
    let articles = shown.chunk_by(|(_, a), (_, b)| Arc::ptr_eq(&a.article, &b.article));
    let articles = articles.map(|lines| draw_article(lines, found, schema, on_action));
    let content = html! {
        <div class="concordance">
            <div class="ticked">
                <label class="switch">
                    <input type="checkbox" checked={all} ~indeterminate={some} onchange={tick_all} autofocus=true />
                    { said("Tick all") }
                </label>
                <span role="status">{ wording::ticked(ticked) }</span>
                { draw_labels(schema, ticked > 0, on_action) }
            </div>
            { for articles }
            if hidden > 0 { { button(&wording::more_mentions(hidden), more) } }
        </div>
    };
    draw_frame("concordance", &wording::concordance(found), content, on_action)
}

fn draw_labels(schema: &Schema, enabled: bool, on_action: &Callback<Action>) -> Html {
    let labels = schema.active().map(|label| (label.key, wording::name_of(label).to_owned(), Some(label.id.clone())));
    let mut choices: Vec<_> = labels.collect();
    choices.push((Some('x'), tr("Refuse").to_owned(), None));
    let buttons = choices.into_iter().map(|(key, name, label)| {
        let decide = on(on_action, Action::DecideTicked(label));
        html! {
            <button key={name.clone()} type="button" onclick={decide} disabled={!enabled}>
                <kbd aria-hidden="true">{ key.map(String::from).unwrap_or_default() }</kbd>{ name }
            </button>
        }
    });
    html! { <div class="choose" role="group" aria-label={tr("Decide the ticked mentions")}>{ for buttons }</div> }
}

fn draw_article(
    lines: &[(usize, &ConcordanceLine)],
    found: &Concordance,
    schema: &Schema,
    on_action: &Callback<Action>,
) -> Html {
    let Some((first, line)) = lines.first() else { return Html::default() };
    let drawn = lines.iter().map(|&(index, line)| draw_line(index, line, found.is_ticked(index), schema, on_action));
    html! {
        <section key={*first}>
            <h3 dir="auto">{ wording::title(&line.article) }</h3>
            <ul role="list">{ for drawn }</ul>
        </section>
    }
}

fn draw_line(
    index: usize,
    line: &ConcordanceLine,
    ticked: bool,
    schema: &Schema,
    on_action: &Callback<Action>,
) -> Html {
    let id = format!("line-{index}");
    let tick = on(on_action, Action::Tick(index));
    let open = on(on_action, Action::OpenLine(index));
    html! {
        <li key={index}>
            <input type="checkbox" checked={ticked} onchange={tick} aria-labelledby={id.clone()} />
            <button type="button" class="quiet in-context" {id} dir="auto" onclick={open}>
                { draw_context(line.context()) }
            </button>
            <span class="hint">{ wording::standing(schema, line) }</span>
        </li>
    }
}
