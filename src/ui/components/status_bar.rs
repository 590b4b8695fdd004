//! Whether the work is kept, and how far the tagger is.

use crate::ui::state::{Action, SaveState, WorkerState};
use crate::ui::wording;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub save: SaveState,
    /// The number of the last journal entry that is safe.
    pub saved_seq: u64,
    pub worker: WorkerState,
    /// How much of the article being tagged is done: paragraphs, and how many there are.
    pub tagged: Option<(u32, u32)>,
    /// How many articles wait to be tagged.
    pub waiting: usize,
    pub on_action: Callback<Action>,
}

/// The status bar.
#[component]
pub fn StatusBar(props: &Props) -> Html {
    let (state, text) = match &props.save {
        SaveState::Saved => ("saved", "Saved in this browser"),
        SaveState::Saving => ("saving", "Saving"),
        SaveState::Failed(_) => ("failed", "Not saved"),
    };
    html! {
        <footer class="status">
            <span class="save" data-save-state={state} data-saved-seq={props.saved_seq.to_string()}>{ text }</span>
            { draw_progress(props) }
            <span class="worker">{ wording::worker(&props.worker) }</span>
        </footer>
    }
}

fn draw_progress(props: &Props) -> Html {
    let stop = props.on_action.reform(|_: MouseEvent| Action::CancelTagging);
    match (&props.worker, props.tagged) {
        (WorkerState::Loading(received, total), _) => progress_bar("Loading the tagger", *received, *total),
        (_, Some((done, all))) => html! {
            <span class="tagging">
                { progress_bar("Tagging", done, Some(all)) }
                if props.waiting > 1 { <span>{ format!("{} articles left", props.waiting) }</span> }
                <button type="button" class="quiet" onclick={stop}>{ "Stop" }</button>
            </span>
        },
        _ => Html::default(),
    }
}

fn progress_bar(name: &'static str, done: u32, all: Option<u32>) -> Html {
    html! {
        <progress
            role="progressbar" aria-label={name} value={done.to_string()} max={all.map(|all| all.to_string())}
        />
    }
}
