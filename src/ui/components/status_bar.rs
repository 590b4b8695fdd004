//! Whether the work is kept, what happened last, and how far the tagger is.

use super::elements::quiet_button;
use super::events::{on, value_of};
use crate::ui::desk::{Action, SaveState, WorkerState};
use crate::ui::state::AppState;
use crate::ui::wording;
use crate::ui::words::{Language, tr};
use yew::prelude::*;

/// The status bar.
pub fn draw_status_bar(state: &AppState, speaks: Language, on_action: &Callback<Action>) -> Html {
    let (save, text) = match &state.save {
        SaveState::Saved => ("saved", tr("Saved in this browser")),
        SaveState::Saving => ("saving", tr("Saving")),
        SaveState::Failed(_) | SaveState::Overtaken => ("failed", tr("Not saved")),
    };
    let open_model = on(on_action, Action::AskModel);
    html! {
        <footer class="status">
            <span
                class="save" data-save-state={save} data-saved-seq={state.saved_seq.to_string()}
                data-settled={state.is_settled().to_string()}
            >{ text }</span>
            <span class="said" role="status" aria-live="polite">{ &state.announcement }</span>
            { draw_progress(state, on_action) }
            <span class="worker">{ wording::worker(&state.worker) }</span>
            if let Some((learned, all)) = state.learning() {
                <span class="learned">{ wording::learning(learned, all) }</span>
            } else if state.learning.finished > 0 {
                <span class="learned">{ wording::learned(state.learning.finished) }</span>
            }
            if let Some(model) = &state.model {
                { quiet_button(&tr!("Your model: {name}", name = model.name), open_model) }
            }
            { draw_language(speaks, on_action) }
        </footer>
    }
}

fn draw_progress(state: &AppState, on_action: &Callback<Action>) -> Html {
    let tagging = &state.tagging;
    if let WorkerState::Loading(received, total) = state.worker {
        return progress_bar(tr("Loading the tagger"), received, total);
    }
    let progress = tagging.progress();
    if progress.is_none() && !tagging.paused {
        return Html::default();
    }
    let pause = on(on_action, Action::PauseTagging);
    let stop = on(on_action, Action::CancelTagging);
    let left = tagging.left();
    html! {
        <span class="tagging">
            if let Some((done, all)) = progress { { progress_bar(tr("Tagging"), done, Some(all)) } }
            if left > 1 || tagging.paused {
                <span>{ wording::articles_left(left) }</span>
                { quiet_button(tr(if tagging.paused { "Go on" } else { "Pause" }), pause) }
            }
            { quiet_button(tr("Stop"), stop) }
        </span>
    }
}

/// The languages, each by the name that it has for itself.
fn draw_language(speaks: Language, on_action: &Callback<Action>) -> Html {
    let choose = on_action.reform(|event: Event| Action::Speak(Language::of(&value_of(&event)).unwrap_or_default()));
    let options = Language::ALL.map(|language| {
        let code = language.code();
        html! { <option key={code} value={code} lang={code} selected={language == speaks}>{ language.name() }</option> }
    });
    html! { <select class="language" aria-label={tr("Language")} onchange={choose}>{ for options }</select> }
}

/// A progress bar; of something, if it is known of how much.
pub fn progress_bar(name: &'static str, done: u32, all: Option<u32>) -> Html {
    html! {
        <progress
            role="progressbar" aria-label={name} value={done.to_string()} max={all.map(|all| all.to_string())}
        />
    }
}
