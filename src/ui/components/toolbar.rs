//! What can be done with the project and the open article.

use super::elements::switch;
use super::events::on;
use super::file_button::FileButton;
use crate::core::article::ArticleStatus;
use crate::ui::state::{Action, Dialog};
use crate::ui::words::tr;
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
    pub on_files: Callback<Vec<File>>,
    pub on_action: Callback<Action>,
}

/// The toolbar.
#[component]
pub fn Toolbar(props: &Props) -> Html {
    // One that does nothing now keeps the focus, as the last Undo does.
    let button = |name: &'static str, action: Action, enabled: bool| {
        let press = enabled.then(|| on(&props.on_action, action));
        html! { <button type="button" onclick={press} aria-disabled={(!enabled).then_some("true")}>{ name }</button> }
    };
    let open = props.status.is_some();
    let toggle = on(&props.on_action, Action::TogglePropagate);
    let done = tr(if props.status == Some(ArticleStatus::Done) { "Not done" } else { "Mark done" });
    html! {
        <div class="toolbar" role="toolbar" aria-label={tr("Tools")}>
            <div class="tools">
                <FileButton name={tr("Import")} label={tr("Files to import")} on_files={props.on_files.clone()} />
                { button(tr("Export"), Action::Dialog(Some(Dialog::Export)), props.has_articles) }
            </div>
            <div class="tools">
                { button(tr("Undo"), Action::Undo, props.can_undo) }
                { button(tr("Redo"), Action::Redo, props.can_redo) }
            </div>
            <div class="tools">
                { button(done, Action::MarkDone, open) }
                { button(tr("Next article"), Action::NextArticle, props.has_articles) }
            </div>
            { switch(tr("Apply to identical mentions"), props.propagate, toggle) }
            <div class="tools end">
                { button(tr("Progress"), Action::AskProgress, props.has_articles) }
                { button(tr("Keys"), Action::Dialog(Some(Dialog::Help(None))), true) }
            </div>
        </div>
    }
}
