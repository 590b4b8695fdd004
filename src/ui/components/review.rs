//! What a person says of the open article as a whole.

use super::elements::{button, switch};
use super::events::on;
use super::field::Field;
use crate::core::article::{Article, ArticleStatus};
use crate::core::schema::Schema;
use crate::ui::desk::Action;
use crate::ui::words::tr;
use yew::prelude::*;

/// Whether it needs a second look or is passed over, its categories, and a note, which is taken while it is typed.
pub fn draw_review(article: &Article, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let meta = &article.meta;
    let take_note = |left| on_action.reform(move |note| Action::Note(note, left));
    let categories = schema.categories.iter().map(|category| {
        let mut changed = meta.clone();
        let there = changed.categories.iter().position(|it| it == category);
        match there {
            Some(at) => drop(changed.categories.remove(at)),
            None => changed.categories.push(category.clone()),
        }
        switch(category, there.is_some(), on(on_action, Action::SetMeta(changed.into())))
    });
    html! {
        <div key={format!("about {}", article.id)} class="review" role="group" aria-label={tr("About this article")}>
            { switch(tr("Needs a second look"), meta.flagged, on(on_action, Action::Flag)) }
            { for categories }
            <div class="tools">
                { button(tr(if article.status == ArticleStatus::Skipped { "Take up again" } else { "Skip" }), on(on_action, Action::Skip)) }
                { button(tr("Remove article"), on(on_action, Action::RemoveArticle)) }
            </div>
            <Field
                name={tr("Note")} placeholder={tr("Note")} value={meta.note.clone().unwrap_or_default()}
                on_typing={take_note(false)} on_change={take_note(true)}
            />
        </div>
    }
}
