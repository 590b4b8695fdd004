//! A field whose text is taken when it is left, or already while it is being typed.

use super::events::value_of;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// After how long a rest what is being typed is taken, in milliseconds.
const REST: u32 = 400;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What it is for.
    pub name: AttrValue,
    pub value: AttrValue,
    #[prop_or_default]
    pub placeholder: &'static str,
    /// Whether it has several lines.
    #[prop_or_default]
    pub lines: bool,
    /// What takes the text also while it is being typed.
    #[prop_or_default]
    pub on_typing: Option<Callback<String>>,
    pub on_change: Callback<String>,
}

/// A text field. What is being typed stays in it while the page is drawn anew around it: an article that was tagged
/// meanwhile must not take it away.
#[component]
pub fn Field(props: &Props) -> Html {
    let draft = use_state(|| None::<AttrValue>);
    let resting = use_mut_ref(|| None::<Timeout>);
    let typed = {
        let (draft, resting, on_typing) = (draft.clone(), resting.clone(), props.on_typing.clone());
        Callback::from(move |event: InputEvent| {
            draft.set(Some(value_of(&event).into()));
            let take = |on_typing: Callback<String>| Timeout::new(REST, move || on_typing.emit(value_of(&event)));
            *resting.borrow_mut() = on_typing.clone().map(take);
        })
    };
    let left = {
        let (draft, on_change) = (draft.clone(), props.on_change.clone());
        Callback::from(move |event: Event| {
            resting.take();
            draft.set(None);
            on_change.emit(value_of(&event));
        })
    };
    let value = (*draft).clone().unwrap_or_else(|| props.value.clone());
    let name = props.name.clone();
    if props.lines {
        return html! { <textarea rows="5" aria-label={name} {value} oninput={typed} onchange={left} dir="auto" /> };
    }
    html! {
        <input
            type="text" aria-label={name} placeholder={props.placeholder} {value}
            oninput={typed} onchange={left} dir="auto"
        />
    }
}
