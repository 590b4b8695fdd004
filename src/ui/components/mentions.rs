//! The mentions of the open article, grouped by what they say.

use super::elements::{quiet_button, said};
use super::events::on;
use super::near::{parts_of, use_near};
use crate::core::annotation::{Key, Status};
use crate::core::article::Article;
use crate::core::project::{MentionGroup, is_doubt, mention_groups};
use crate::core::schema::{LabelId, Schema};
use crate::ui::desk::{Action, Cursor};
use crate::ui::dom;
use crate::ui::wording;
use crate::ui::words::tr;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;
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
pub fn Mentions(props: &Props) -> Html {
    let groups = mention_groups(&props.article);
    let undecided: usize = groups.iter().map(MentionGroup::undecided).sum();
    let accept_all = on(&props.on_action, Action::AskAcceptAll);
    let lexicon = on(&props.on_action, Action::AskLexicon);
    let near = use_near(parts_of(groups.len()), FIRST_PARTS);
    html! {
        <section class="mentions" aria-labelledby="mentions-title">
            <header>
                <h2 id="mentions-title">{ said("Mentions") }</h2>
                if undecided > 0 {
                    { quiet_button(tr("Accept all sure…"), accept_all) }
                }
                { quiet_button(tr("Lexicon…"), lexicon) }
            </header>
            <p class="hint" id="undecided">{ wording::left_to_decide(groups.len(), undecided) }</p>
            <div role="list" aria-label={tr("Mentions")} class="rows" ref={&near.parent}>
                { near.draw_rows(groups.len(), None, &|at| draw_group(props, &groups[at])) }
            </div>
        </section>
    }
}

/// A group is drawn anew only when it looks different: a key changes one or two of them.
#[component]
fn Group(props: &GroupProps) -> Html {
    let GroupProps { surface, label, .. } = props;
    let go = Action::Select(Cursor::Mark(props.target.clone()));
    let find_all = {
        let (go, emit) = (go.clone(), props.on_action.clone());
        Callback::from(move |_: MouseEvent| {
            emit.emit(go.clone());
            emit.emit(Action::FindAll);
        })
    };
    let waits = !props.waiting.is_empty();
    // The button goes with that: the focus stays in the group.
    let accept = on(&props.on_action, Action::AcceptKeys(props.waiting.clone())).reform(|press: MouseEvent| {
        dom::focus_on(press.target_dyn_into::<Element>().and_then(|accept| accept.previous_element_sibling()));
        press
    });
    html! {
        <div
            role="listitem" class="group" data-label={label.to_string()}
            data-current={props.current.then_some("")} data-waiting={waits.then_some("")}
        >
            <button type="button" class="go" onclick={on(&props.on_action, go)}>
                // The spaces are for those who hear it.
                <span class="surface" dir="auto">{ surface }</span>{ " " }
                <span class="tag" title={wording::label_name(&props.schema, label).to_owned()}>
                    { format!("{label}{}", if props.doubtful { "?" } else { "" }) }
                </span>
                if props.count > 1 { { " " }<span class="count">{ format!("× {}", props.count) }</span> }
            </button>
            <span class="ways">
                <button
                    type="button" class="quiet find" onclick={find_all}
                    aria-label={tr!("Find {words} in all articles", words = surface)}
                >{ said("Find") }</button>
                if waits {
                    <button
                        type="button" class="quiet accept" onclick={accept}
                        aria-label={wording::accept_mentions(surface, props.waiting.len())}
                    >{ said("Accept") }</button>
                }
            </span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    surface: String,
    label: LabelId,
    /// How many mentions there are.
    count: usize,
    /// Those that wait for a decision.
    waiting: Vec<Key>,
    /// Where a press goes: the mention after the one that the cursor is on, going round.
    target: Key,
    /// Whether the cursor is on one.
    current: bool,
    /// Whether one is doubtful.
    doubtful: bool,
    schema: Rc<Schema>,
    on_action: Callback<Action>,
}

fn draw_group(props: &Props, group: &MentionGroup) -> Html {
    let mentions = &group.mentions;
    let here = props.cursor.mark().and_then(|key| mentions.iter().position(|mention| mention.key() == *key));
    let target = mentions[here.map_or(0, |index| (index + 1) % mentions.len())].key();
    let waiting = mentions.iter().filter(|mention| mention.status == Status::Suggested);
    html! {
        <Group
            key={format!("{} {}", group.label, group.surface)} surface={group.surface.to_string()}
            label={group.label.clone()} count={mentions.len()} waiting={waiting.map(|mention| mention.key()).collect::<Vec<_>>()}
            {target} current={here.is_some()} doubtful={mentions.iter().any(|mention| is_doubt(mention))}
            schema={props.schema.clone()} on_action={props.on_action.clone()}
        />
    }
}
