//! What a person says of the open article as a whole.

use super::events::on;
use super::field::Field;
use crate::core::article::{Article, ArticleStatus, Meta};
use crate::core::schema::Schema;
use crate::ui::state::Action;
use crate::ui::words::tr;
use yew::prelude::*;

/// Whether it needs a second look or is passed over, its categories, and a note, which is taken when its field is left.
pub fn draw_review(article: &Article, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let meta = &article.meta;
    let take_note = {
        let meta = meta.clone();
        on_action.reform(move |note: String| {
            let note = (!note.is_empty()).then_some(note);
            Action::SetMeta(Meta { note, ..meta.clone() }.into())
        })
    };
    let categories = schema.categories.iter().map(|category| {
        let mut changed = meta.clone();
        let there = changed.categories.iter().position(|it| it == category);
        match there {
            Some(at) => drop(changed.categories.remove(at)),
            None => changed.categories.push(category.clone()),
        }
        draw_switch(category.clone(), there.is_some(), Action::SetMeta(changed.into()), on_action)
    });
    html! {
        <div key={format!("about {}", article.id)} class="review" role="group" aria-label={tr("About this article")}>
            { draw_switch(tr("Needs a second look").to_owned(), meta.flagged, Action::Flag, on_action) }
            { for categories }
            <div class="tools">
                { draw_button(tr(if article.status == ArticleStatus::Skipped { "Take up again" } else { "Skip" }), Action::Skip, on_action) }
                { draw_button(tr("Remove article"), Action::RemoveArticle, on_action) }
            </div>
            <Field name={tr("Note")} placeholder={tr("Note")} value={meta.note.clone().unwrap_or_default()} on_change={take_note} />
        </div>
    }
}

fn draw_button(name: &'static str, action: Action, on_action: &Callback<Action>) -> Html {
    html! { <button type="button" onclick={on(on_action, action)}>{ name }</button> }
}

fn draw_switch(name: String, checked: bool, change: Action, on_action: &Callback<Action>) -> Html {
    let change = on(on_action, change);
    html! {
        <label key={name.clone()} class="switch"><input type="checkbox" {checked} onchange={change} />{ name }</label>
    }
}
