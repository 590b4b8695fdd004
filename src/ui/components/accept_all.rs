//! Accepting all sure suggestions: how sure, and what that would be.

use super::dialogs::{DIALOG, draw_frame};
use super::elements::{draw_context, said};
use super::events::value_of;
use crate::core::article::Article;
use crate::core::project::{label_counts, least_sure, sure_suggestions, undecided};
use crate::core::schema::Schema;
use crate::core::text::Context;
use crate::ui::desk::Action;
use crate::ui::wording;
use crate::ui::words::tr;
use yew::prelude::*;

/// How many of the least sure are shown: more than most articles have, and no more than can be drawn while the threshold is
/// slid.
const LEAST_SURE: usize = 100;

/// The threshold, how many suggestions of each label reach it, and these in their context, the least sure first.
pub fn draw_accept_all(article: &Article, threshold: f32, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let counts = label_counts(sure_suggestions(article, schema, threshold));
    let sure = counts.iter().map(|(_, count)| count).sum();
    let submit = on_action.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::AcceptAll
    });
    let slide = on_action.reform(|event: InputEvent| {
        Action::SetThreshold(value_of(&event).parse::<u32>().map_or(1.0, |percent| percent as f32 / 100.0))
    });
    let counts = counts.iter().map(|(label, count)| {
        html! {
            <li key={label.to_string()}>{ format!("{} {count}", wording::label_name(schema, label)) }</li>
        }
    });
    let least = least_sure(article, schema, threshold, LEAST_SURE);
    let least = least.into_iter().map(|mark| {
        html! {
            <li>
                <span class="in-context" dir="auto">{ draw_context(Context::new(&article.text, mark.range)) }</span>
                <span class="hint">{ wording::mark(schema, mark) }</span>
            </li>
        }
    });
    let content = html! {
        <form class="accept-all" onsubmit={submit}>
            <label>
                { said("Those at least") }{ " " }
                <input
                    type="range" min="50" max="99" value={wording::percent(threshold).to_string()} autofocus=true
                    aria-valuetext={wording::sure(threshold)} oninput={slide}
                />
                <b>{ wording::sure(threshold) }</b>
            </label>
            <p role="status">{ wording::would_accept(sure, undecided(article)) }</p>
            <ul class="counts" aria-label={tr("Suggestions by label")}>{ for counts }</ul>
            if sure > 0 {
                <h3 id="least-sure">{ said("The least sure first") }</h3>
                <ul class="least-sure" role="list" tabindex="0" aria-labelledby="least-sure">{ for least }</ul>
            }
            <button class="primary" disabled={sure == 0}>{ tr!("Accept {count}", count = sure) }</button>
        </form>
    };
    draw_frame(DIALOG, tr("Accept all sure suggestions"), content, on_action)
}
