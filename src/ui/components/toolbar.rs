//! What can be done with the project and the open article.

use super::events::on;
use super::file_button::FileButton;
use crate::core::article::ArticleStatus;
use crate::ui::state::{Action, Dialog};
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The status of the open article, if one is open.
    pub status: Option<ArticleStatus>,
    pub has_articles: bool,
    pub can_undo: bool,
    pub can_redo: bool,
    pub propagate: bool,
    pub has_progress: bool,
    pub on_files: Callback<Vec<File>>,
    pub on_action: Callback<Action>,
}

/// The toolbar.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    let button = |name: &'static str, action: Action, enabled: bool| {
        html! { <button type="button" onclick={on(&props.on_action, action)} disabled={!enabled}>{ name }</button> }
    };
    let open = props.status.is_some();
    let toggle = on(&props.on_action, Action::TogglePropagate);
    let done = if props.status == Some(ArticleStatus::Done) { "Not done" } else { "Mark done" };
    html! {
        <div class="toolbar" role="toolbar" aria-label="Tools">
            <div class="tools">
                <FileButton name="Import" label="Files to import" on_files={props.on_files.clone()} />
                { button("Export", Action::Dialog(Some(Dialog::Export)), props.has_articles) }
            </div>
            <div class="tools">
                { button("Undo", Action::Undo, props.can_undo) }
                { button("Redo", Action::Redo, props.can_redo) }
            </div>
            <div class="tools">
                { button(done, Action::MarkDone, open) }
                { button("Next article", Action::NextArticle, props.has_articles) }
            </div>
            <label class="switch">
                <input type="checkbox" checked={props.propagate} onchange={toggle} />
                { "Apply to identical mentions" }
            </label>
            <div class="tools end">
                if props.has_progress { { button("Progress", Action::AskProgress, true) } }
                { button("Keys", Action::Dialog(Some(Dialog::Help(None))), true) }
            </div>
        </div>
    }
}
