//! The articles of the project, in order.

use crate::core::article::{Article, ArticleId};
use crate::core::project::undecided;
use crate::ui::state::Action;
use crate::ui::wording;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub articles: Vec<Arc<Article>>,
    pub current: Option<ArticleId>,
    pub on_action: Callback<Action>,
}

/// The queue.
#[component]
pub fn Queue(props: &Props) -> Html {
    let paste = props.on_action.reform(|_: MouseEvent| Action::ShowPaste);
    html! {
        <nav class="queue" aria-label="Queue">
            <header>
                <h2>{ "Articles" }</h2>
                <button type="button" class="quiet" onclick={paste}>{ "Paste another" }</button>
            </header>
            <ul aria-label="Articles" role="list">{ for props.articles.iter().map(|article| draw_item(props, article)) }</ul>
            if props.articles.is_empty() { <p class="hint">{ "Articles you paste or import are listed here." }</p> }
        </nav>
    }
}

fn draw_item(props: &Props, article: &Arc<Article>) -> Html {
    let current = props.current.as_ref() == Some(&article.id);
    html! {
        <Item
            key={article.id.to_string()} article={article.clone()} {current} on_action={props.on_action.clone()}
        />
    }
}

#[derive(Properties)]
struct ItemProps {
    article: Arc<Article>,
    current: bool,
    on_action: Callback<Action>,
}

impl PartialEq for ItemProps {
    /// An article that was not changed is the same allocation: no need to compare its text.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.article, &other.article) && self.current == other.current && self.on_action == other.on_action
    }
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let article = &props.article;
    let id = article.id.clone();
    let open = props.on_action.reform(move |_: MouseEvent| Action::Open(id.clone()));
    let waiting = undecided(article);
    let status = wording::status(article.status);
    html! {
        <li class={classes!("item", status.to_ascii_lowercase())}>
            <button type="button" onclick={open} aria-current={props.current.then_some("true")}>
                <span class="title" dir="auto">{ wording::title(article) }</span>
                <span class="state">
                    { status }
                    if waiting > 0 { { format!(" · {waiting} to decide") } }
                </span>
            </button>
        </li>
    }
}
