//! How far the training of a model is, and what can be done with it.

use super::dialogs::draw_frame;
use super::export_dialog::draw_back;
use super::status_bar::progress_bar;
use crate::ui::desk::{Action, Offer, Training};
use crate::ui::wording;
use crate::ui::words::tr;
use yew::prelude::*;

/// The dialog over the page while a model is trained. To leave it ends the training.
pub fn draw_training(training: Training, on_action: &Callback<Action>) -> Html {
    let is_done = matches!(training, Training::HandedOver);
    let content = html! {
        <div class="export">
            if let Training::Running(done, all) = training { { progress_bar(tr("Training"), done, all) } }
            <p role="status">{ wording::trained(training) }</p>
            <div class="tools">{ draw_back(Offer::Model, is_done, on_action) }</div>
        </div>
    };
    draw_frame("training", tr("Training a model"), content, on_action)
}
