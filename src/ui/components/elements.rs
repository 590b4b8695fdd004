//! Elements that stand in many places, drawn here: what makes one is some hundred bytes of the page.

use crate::core::text::Context;
use crate::ui::words::tr;
use yew::prelude::*;

/// A text of the page, in the language that is spoken.
pub fn said(english: &'static str) -> Html {
    tr(english).into()
}

/// A button.
pub fn button(name: &str, press: Callback<MouseEvent>) -> Html {
    html! { <button type="button" onclick={press}>{ name }</button> }
}

/// A button that may have nothing to do now, without a `press`. It keeps the focus, as the last Undo does.
pub fn idle_button(name: &str, press: Option<Callback<MouseEvent>>) -> Html {
    html! { <button type="button" aria-disabled={press.is_none().then_some("true")} onclick={press}>{ name }</button> }
}

/// A button that stands back behind what is beside it. Its name may be one of the reader's words.
pub fn quiet_button(name: &str, press: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="quiet" dir="auto" onclick={press}>{ name }</button> }
}

/// Words in their context, which is cut where the line ends.
pub fn draw_context(context: Context) -> Html {
    html! {
        <>
            <span class="before">{ context.before }</span><b>{ context.words }</b><span class="after">{ context.after }</span>
        </>
    }
}

/// A box to tick.
pub fn switch(name: &str, checked: bool, change: Callback<Event>) -> Html {
    html! { <label class="switch"><input type="checkbox" {checked} onchange={change} />{ name }</label> }
}

/// A choice of a `<select>`.
pub fn option(value: &str, name: &str, selected: bool) -> Html {
    html! { <option key={value.to_owned()} value={value.to_owned()} {selected}>{ name }</option> }
}

/// What helps to understand what is beside it.
pub fn hint(words: &str) -> Html {
    html! { <p class="hint">{ words }</p> }
}

/// What was wrong with the last thing that was done in a dialog.
pub fn problem(words: &str) -> Html {
    html! { <p class="problem" role="alert">{ words }</p> }
}

/// The names of the columns of a table.
pub fn table_head(names: &[&'static str]) -> Html {
    html! { <thead><tr>{ for names.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead> }
}
