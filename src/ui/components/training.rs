//! How far the training of a model is, and what can be done with it.

use super::dialogs::draw_frame;
use super::events::on;
use super::status_bar::progress_bar;
use crate::ui::state::{Action, Dialog, Training};
use crate::ui::wording;
use crate::ui::words::tr;
use yew::prelude::*;

/// The dialog over the page while a model is trained. To leave it ends the training.
pub fn draw_training(training: Training, on_action: &Callback<Action>) -> Html {
    let back = on(on_action, Action::Dialog(Some(Dialog::Export)));
    let is_running = matches!(training, Training::Running(..));
    let content = html! {
        <div class="export">
            if let Training::Running(done, all) = training { { progress_bar(tr("Training"), done, all) } }
            <p role="status">{ wording::trained(training) }</p>
            <div class="tools">
                <button type="button" onclick={back} autofocus=true>{ tr(if is_running { "Cancel" } else { "Back" }) }</button>
            </div>
        </div>
    };
    draw_frame("training", tr("Training a model"), content, on_action)
}
