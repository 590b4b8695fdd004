//! The mentions of the open article, grouped by what they say.

use super::events::on;
use super::near::{parts_of, use_near};
use crate::core::annotation::{Annotation, Key, Status};
use crate::core::article::Article;
use crate::core::project::{MentionGroup, is_doubt, mention_groups};
use crate::core::schema::Schema;
use crate::ui::state::{Action, Cursor};
use crate::ui::wording;
use crate::ui::words::tr;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub article: Arc<Article>,
    pub cursor: Cursor,
    pub schema: Rc<Schema>,
    pub on_action: Callback<Action>,
}

/// How many parts of the list are drawn from the start.
const FIRST_PARTS: usize = 2;

/// The mentions: a press goes to the next mention of the group, another accepts all of it.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let groups = mention_groups(&props.article);
    let undecided: usize = groups.iter().map(MentionGroup::undecided).sum();
    let accept_all = on(&props.on_action, Action::AskAcceptAll);
    let lexicon = on(&props.on_action, Action::AskLexicon);
    let near = use_near(parts_of(groups.len()), FIRST_PARTS);
    html! {
        <section class="mentions" aria-labelledby="mentions-title">
            <header>
                <h2 id="mentions-title">{ tr("Mentions") }</h2>
                if undecided > 0 {
                    <button type="button" class="quiet" onclick={accept_all}>{ tr("Accept all sure…") }</button>
                }
                <button type="button" class="quiet" onclick={lexicon}>{ tr("Lexicon…") }</button>
            </header>
            <p class="hint" id="undecided">{ wording::left_to_decide(groups.len(), undecided) }</p>
            <div role="list" aria-label={tr("Mentions")} class="rows" ref={&near.parent}>
                { near.draw_rows(groups.len(), None, |at| draw_group(props, &groups[at])) }
            </div>
        </section>
    }
}

fn draw_group(props: &Props, group: &MentionGroup) -> Html {
    let waiting: Vec<Key> = suggested(group).map(Annotation::key).collect();
    let target = next_mention(group, &props.cursor);
    let go = on(&props.on_action, Action::Select(Cursor::Mark(target.clone())));
    let find_all = {
        let (target, emit) = (target.clone(), props.on_action.clone());
        Callback::from(move |_: MouseEvent| {
            emit.emit(Action::Select(Cursor::Mark(target.clone())));
            emit.emit(Action::FindAll);
        })
    };
    let count = group.mentions.len();
    let doubtful = group.mentions.iter().any(|mention| is_doubt(mention));
    let current = group.mentions.iter().any(|mention| Cursor::Mark(mention.key()) == props.cursor);
    let name = wording::label_name(&props.schema, group.label).to_owned();
    let key = format!("{} {}", group.label, group.surface);
    let accept = on(&props.on_action, Action::AcceptKeys(waiting.clone()));
    html! {
        <div {key} role="listitem" class={classes!("group", current.then_some("current"), (!waiting.is_empty()).then_some("waiting"))} data-label={group.label.to_string()}>
            <button type="button" class="go" onclick={go}>
                // The spaces are for those who hear it.
                <span class="surface" dir="auto">{ group.surface.as_ref() }</span>{ " " }
                <span class="tag" title={name}>{ format!("{}{}", group.label, if doubtful { "?" } else { "" }) }</span>
                if count > 1 { { " " }<span class="count">{ format!("× {count}") }</span> }
            </button>
            <button
                type="button" class="quiet find" onclick={find_all}
                aria-label={tr!("Find {words} in all articles", words = group.surface)}
            >{ tr("Find") }</button>
            if !waiting.is_empty() {
                <button
                    type="button" class="quiet accept" onclick={accept}
                    aria-label={wording::accept_mentions(&group.surface, waiting.len())}
                >{ tr("Accept") }</button>
            }
        </div>
    }
}

fn suggested<'a>(group: &MentionGroup<'a>) -> impl Iterator<Item = &'a Annotation> {
    group.mentions.iter().copied().filter(|mention| mention.status == Status::Suggested)
}

/// The mention after the one that the cursor is on, going round.
fn next_mention(group: &MentionGroup, cursor: &Cursor) -> Key {
    let here = group.mentions.iter().position(|mention| Cursor::Mark(mention.key()) == *cursor);
    let next = here.map_or(0, |index| (index + 1) % group.mentions.len());
    group.mentions[next].key()
}
