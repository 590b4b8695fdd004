//! Accepting all sure suggestions: how sure, and what that would be.

use super::dialogs::Frame;
use super::field::value_of;
use crate::core::annotation::Annotation;
use crate::core::article::Article;
use crate::core::project::{label_counts, sure_suggestions, undecided};
use crate::core::schema::Schema;
use crate::ui::state::Action;
use crate::ui::theme::label_style;
use crate::ui::wording;
use yew::prelude::*;

/// How many of the least sure are shown.
const LEAST_SURE: usize = 5;

/// The threshold, how many suggestions of each label reach it, and the least sure of them.
pub fn draw_accept_all(article: &Article, threshold: f32, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let mut sure: Vec<&Annotation> = sure_suggestions(article, threshold).collect();
    let counts = label_counts(sure.iter().copied());
    sure.sort_by(|a, b| a.confidence.unwrap_or(1.0).total_cmp(&b.confidence.unwrap_or(1.0)));
    let submit = on_action.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::AcceptAll
    });
    let slide = on_action.reform(|event: InputEvent| {
        Action::SetThreshold(value_of(&event).parse::<u32>().map_or(1.0, |percent| percent as f32 / 100.0))
    });
    let counts = counts.iter().map(|(label, count)| {
        html! {
            <li key={label.to_string()} class="label" style={label_style(schema.label(label))}>
                <span class="swatch" aria-hidden="true"></span>
                <span>{ wording::label_name(schema, label) }</span>
                <span class="count">{ *count }</span>
            </li>
        }
    });
    let least =
        sure.iter().take(LEAST_SURE).map(|mark| html! { <li>{ wording::quoted_mark(article, schema, mark) }</li> });
    html! {
        <Frame title="Accept all sure suggestions" on_action={on_action.clone()}>
            <form class="accept-all" onsubmit={submit}>
                <label>
                    { "Those at least " }
                    <input
                        type="range" min="50" max="99" value={wording::percent(threshold).to_string()} autofocus=true
                        aria-valuetext={wording::sure(threshold)} oninput={slide}
                    />
                    <b>{ wording::sure(threshold) }</b>
                </label>
                <p role="status">{ wording::would_accept(sure.len(), undecided(article)) }</p>
                <ul class="counts" aria-label="Suggestions by label">{ for counts }</ul>
                if !sure.is_empty() {
                    <h3>{ "The least sure of them" }</h3>
                    <ul dir="auto">{ for least }</ul>
                }
                <button class="primary" disabled={sure.is_empty()}>{ format!("Accept {}", sure.len()) }</button>
            </form>
        </Frame>
    }
}
