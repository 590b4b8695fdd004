//! The articles of the project, in the order that the reader chose.

use super::elements::{hint, option, quiet_button, said};
use super::events::{on, on_leaving, value_of};
use super::near::{Near, parts_of, use_near};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::project::{QueueFilter, QueueOrder, Stage, undecided};
use crate::core::schema::{LabelId, Schema};
use crate::ui::desk::Action;
use crate::ui::dom;
use crate::ui::wording;
use crate::ui::words::tr;
use gloo::events::EventListener;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// In the order in which they are shown.
    pub articles: Vec<Arc<Article>>,
    pub order: QueueOrder,
    pub filter: QueueFilter,
    /// How many articles there are, shown or not.
    pub of: usize,
    pub schema: Rc<Schema>,
    pub current: Option<ArticleId>,
    pub on_action: Callback<Action>,
}

const STAGES: [(Option<Stage>, &str); 5] = [
    (None, "All"),
    (Some(Stage::Unfinished), "To do"),
    (Some(Stage::Doubtful), "With doubts"),
    (Some(Stage::Flagged), "Second look"),
    (Some(Stage::Finished), "Done or skipped"),
];

const ORDERS: [(QueueOrder, &str); 3] = [
    (QueueOrder::Added, "As added"),
    (QueueOrder::MostFirst, "Most to correct first"),
    (QueueOrder::FewestFirst, "Fewest to correct first"),
];

/// How many parts of the list are drawn from the start: what fills a high window.
const FIRST_PARTS: usize = 2;

/// The queue. Of a long one, only what is near the view is drawn.
#[component]
pub fn Queue(props: &Props) -> Html {
    let paste = on(&props.on_action, Action::ShowPaste);
    let near = use_near(parts_of(props.articles.len()), FIRST_PARTS);
    use_effect_with((near.parent.clone(), props.current.clone()), |(list, _)| {
        let list = list.clone();
        let show = move || dom::show_current_in(list.cast());
        show();
        // In another window the list may be as high as a few of its items.
        let resized = EventListener::new(&gloo::utils::window(), "resize", move |_| show());
        move || drop(resized)
    });
    html! {
        <nav class="queue" aria-label={tr("Queue")} data-empty={(props.of == 0).then_some("")}>
            <header>
                <h2>{ said("Articles") }</h2>
                if props.of > 0 {
                    { quiet_button(tr("Paste another"), paste) }
                }
            </header>
            if props.of > 1 { { draw_order(props) }{ draw_filter(props) }{ draw_slice(props) } }
            if props.articles.is_empty() { { hint(wording::no_articles(props.of)) } }
            <div role="list" aria-label={tr("Articles")} class="rows" ref={&near.parent}>{ draw_items(props, &near) }</div>
        </nav>
    }
}

fn draw_order(props: &Props) -> Html {
    let choose = props.on_action.reform(|event: Event| {
        let chosen = value_of(&event);
        Action::Order(
            ORDERS.into_iter().find(|(_, name)| *name == chosen).map_or(QueueOrder::Added, |(order, _)| order),
        )
    });
    let options = ORDERS.map(|(order, name)| option(name, tr(name), order == props.order));
    html! { <label class="order">{ said("Order") }{ " " }<select onchange={choose}>{ for options }</select></label> }
}

fn draw_filter(props: &Props) -> Html {
    let filter = &props.filter;
    let change = |set: fn(&mut QueueFilter, String)| {
        let (filter, on_action) = (filter.clone(), props.on_action.clone());
        move |value: String| {
            let mut filter = filter.clone();
            set(&mut filter, value);
            on_action.emit(Action::Filter(filter));
        }
    };
    let type_words = change(|filter, words| filter.words = words);
    let choose_stage = change(|filter, chosen| {
        filter.stage = STAGES.into_iter().find(|(_, name)| *name == chosen).and_then(|(stage, _)| stage);
    });
    // The value that stands for any is empty, as no label and no category is.
    let choose_label = change(|filter, chosen| filter.label = (!chosen.is_empty()).then(|| LabelId::from(chosen)));
    let choose_category = change(|filter, chosen| filter.category = (!chosen.is_empty()).then_some(chosen));
    let stages = STAGES.map(|(stage, name)| option(name, tr(name), stage == filter.stage));
    let labels = props.schema.active();
    let labels = labels
        .map(|label| option(label.id.as_str(), wording::name_of(label), filter.label.as_ref() == Some(&label.id)));
    let categories = props.schema.categories.iter();
    let categories = categories.map(|name| option(name, name, filter.category.as_ref() == Some(name)));
    html! {
        <details class="filter">
            <summary>{ wording::filtered(props.articles.len(), props.of) }</summary>
            <input
                type="search" aria-label={tr("Words in the article")} placeholder={tr("Words in the article")}
                value={filter.words.clone()} oninput={move |event: InputEvent| type_words(value_of(&event))}
            />
            <select aria-label={tr("How far")} onchange={move |event: Event| choose_stage(value_of(&event))}>{ for stages }</select>
            <select aria-label={tr("With the label")} onchange={move |event: Event| choose_label(value_of(&event))}>
                { option("", tr("Any label"), filter.label.is_none()) }
                { for labels }
            </select>
            if !props.schema.categories.is_empty() {
                <select aria-label={tr("In the category")} onchange={move |event: Event| choose_category(value_of(&event))}>
                    { option("", tr("Any category"), filter.category.is_none()) }
                    { for categories }
                </select>
            }
        </details>
    }
}

/// What a picture had the queue show, and the way back.
fn draw_slice(props: &Props) -> Html {
    let Some(slice) = &props.filter.slice else { return Html::default() };
    let all = on_leaving(&props.on_action, Action::Filter(QueueFilter { slice: None, ..props.filter.clone() }));
    html! {
        <p class="order">{ wording::slice(slice) }{ quiet_button(tr("Show all"), all) }</p>
    }
}

fn draw_items(props: &Props, near: &Near) -> Html {
    let articles = &props.articles;
    let current = articles.iter().position(|article| props.current.as_ref() == Some(&article.id));
    near.draw_rows(articles.len(), current, &|at| {
        let article = &articles[at];
        html! {
            <Item
                key={article.id.to_string()} article={article.clone()} {at} of={articles.len()}
                current={current == Some(at)} on_action={props.on_action.clone()}
            />
        }
    })
}

#[derive(Properties)]
struct ItemProps {
    article: Arc<Article>,
    /// Its place in the queue, from 0, and how many there are.
    at: usize,
    of: usize,
    current: bool,
    on_action: Callback<Action>,
}

impl PartialEq for ItemProps {
    /// Whether it looks the same: most decisions change articles without their items.
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.article, &other.article);
        let looks = |it: &Article| (it.status, undecided(it));
        let alike = || a.id == b.id && a.text == b.text && a.meta == b.meta && looks(a) == looks(b);
        let same_place = (self.at, self.of, self.current) == (other.at, other.of, other.current);
        same_place && self.on_action == other.on_action && (Arc::ptr_eq(a, b) || alike())
    }
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let article = &props.article;
    let open = on(&props.on_action, Action::Open(article.id.clone()));
    let waiting = undecided(article);
    html! {
        <div
            role="listitem" class="item" data-status={name_of(article.status)}
            aria-posinset={(props.at + 1).to_string()} aria-setsize={props.of.to_string()}
        >
            <button type="button" onclick={open} aria-current={props.current.then_some("true")}>
                <span class="title" dir="auto">{ wording::title(article) }</span>
                <span class="state">
                    { wording::status(article.status) }
                    if waiting > 0 { { " · " }{ tr!("{count} to decide", count = waiting) } }
                    if article.meta.flagged { { " · " }{ said("second look") } }
                </span>
            </button>
        </div>
    }
}

const fn name_of(status: ArticleStatus) -> &'static str {
    match status {
        ArticleStatus::New => "new",
        ArticleStatus::Open => "open",
        ArticleStatus::Done => "done",
        ArticleStatus::Skipped => "skipped",
    }
}
