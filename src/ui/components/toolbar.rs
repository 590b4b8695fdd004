//! What can be done with the project and the open article.

use super::elements::{idle_button, switch};
use super::events::on;
use super::file_button::draw_file_button;
use crate::core::article::ArticleStatus;
use crate::ui::desk::Action;
use crate::ui::state::AppState;
use crate::ui::words::tr;
use web_sys::File;
use yew::prelude::*;

/// The toolbar.
pub fn draw_toolbar(state: &AppState, on_files: &Callback<Vec<File>>, on_action: &Callback<Action>) -> Html {
    let button = |name, action, enabled: bool| idle_button(name, enabled.then(|| on(on_action, action)));
    let has_articles = !state.project().articles.is_empty();
    let history = state.editor.history();
    let status = state.article().map(|article| article.status);
    let toggle = on(on_action, Action::TogglePropagate);
    let done = tr(if status == Some(ArticleStatus::Done) { "Reopen" } else { "Mark done" });
    html! {
        <div class="toolbar" role="toolbar" aria-label={tr("Tools")}>
            <div class="tools">
                { draw_file_button(tr("Import"), tr("Files to import"), false, on_files) }
                { button(tr("Export"), Action::AskExport(None), has_articles) }
            </div>
            <div class="tools">
                { button(tr("Undo"), Action::Undo, history.next_undo().is_some()) }
                { button(tr("Redo"), Action::Redo, history.next_redo().is_some()) }
            </div>
            <div class="tools">
                { button(done, Action::MarkDone, status.is_some()) }
                { button(tr("Next article"), Action::NextArticle, has_articles) }
            </div>
            { switch(tr("Apply to identical mentions"), state.propagate, toggle) }
            <div class="tools end">
                { button(tr("Progress"), Action::AskProgress, has_articles) }
                { button(tr("Keys"), Action::AskKeys(None), true) }
            </div>
        </div>
    }
}
