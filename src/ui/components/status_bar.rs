//! Whether the work is kept, what happened last, and how far the tagger is.

use super::events::on;
use crate::ui::state::{Action, AppState, Dialog, SaveState, WorkerState};
use crate::ui::wording;
use yew::prelude::*;

/// The status bar.
pub fn draw_status_bar(state: &AppState, on_action: &Callback<Action>) -> Html {
    let (save, text) = match &state.save {
        SaveState::Saved => ("saved", "Saved in this browser"),
        SaveState::Saving => ("saving", "Saving"),
        SaveState::Failed(_) => ("failed", "Not saved"),
    };
    let open_model = on(on_action, Action::Dialog(Some(Dialog::Model)));
    html! {
        <footer class="status">
            <span class="save" data-save-state={save} data-saved-seq={state.saved_seq.to_string()}>{ text }</span>
            <span class="said" role="status" aria-live="polite" dir="auto">{ &state.announcement }</span>
            { draw_progress(state, on_action) }
            <span class="worker">{ wording::worker(&state.worker) }</span>
            if state.learning.finished > 0 {
                <span class="learned">{ wording::learned(state.learning.finished) }</span>
            }
            if let Some(model) = &state.model {
                <button type="button" class="quiet" onclick={open_model}>{ format!("Your model: {}", model.name) }</button>
            }
        </footer>
    }
}

fn draw_progress(state: &AppState, on_action: &Callback<Action>) -> Html {
    let stop = on(on_action, Action::CancelTagging);
    match (&state.worker, state.tagging.progress) {
        (WorkerState::Loading(received, total), _) => progress_bar("Loading the tagger", *received, *total),
        (_, Some((done, all))) => html! {
            <span class="tagging">
                { progress_bar("Tagging", done, Some(all)) }
                if state.tagging.left() > 1 { <span>{ format!("{} articles left", state.tagging.left()) }</span> }
                <button type="button" class="quiet" onclick={stop}>{ "Stop" }</button>
            </span>
        },
        _ => Html::default(),
    }
}

/// A progress bar; of something, if it is known of how much.
pub fn progress_bar(name: &'static str, done: u32, all: Option<u32>) -> Html {
    html! {
        <progress
            role="progressbar" aria-label={name} value={done.to_string()} max={all.map(|all| all.to_string())}
        />
    }
}
