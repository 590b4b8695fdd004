//! The choice of a file to export: what goes in, and for whom.

use super::dialogs::Frame;
use super::events::on;
use crate::core::annotation::{Annotation, Status};
use crate::core::formats::Format;
use crate::core::project::{Project, undecided};
use crate::ui::state::Action;
use crate::ui::wording;
use yew::prelude::*;

/// A format, what its button says, and what there is to know of it.
type Choice = (Format, &'static str, &'static str);

const EVERYTHING: Choice = (
    Format::Project,
    "Project file",
    "Everything: labels, articles, suggestions and decisions. Import it to go on elsewhere.",
);

const DATASETS: [Choice; 11] = [
    (Format::Jsonl, "JSONL dataset", "An article a line, with metadata, statuses, suggestions and confidences."),
    (Format::Spacy, "spaCy offsets", "An article a line, for Example.from_dict. Offsets in code points."),
    (
        Format::SpacyJson,
        "spaCy JSON",
        "For python -m spacy convert, which makes the .spacy file that spacy train reads.",
    ),
    (Format::Autotrain, "Hugging Face", "A sentence a line, as tokens and IOB2 tags, for datasets and AutoTrain."),
    (Format::Gliner, "GLiNER", "Articles as tokens, with spans of them."),
    (Format::Conll, "CoNLL-2003", "A token a line, with IOB2 tags. Spaces between tokens are not kept."),
    (Format::Bilou, "BILOU", "The same with BILOU tags."),
    (Format::LabelStudio, "Label Studio", "Tasks with annotations, and suggestions as predictions."),
    (Format::Doccano, "doccano", "An article a line. Offsets as its editor counts them, in UTF-16."),
    (Format::Prodigy, "Prodigy", "An article a line, with tokens and spans."),
    (Format::Csv, "CSV", "A span a line, for spreadsheets."),
];

/// The formats, and which articles go in.
pub fn draw_export(project: &Project, only_finished: bool, on_action: &Callback<Action>) -> Html {
    let finished = project.finished();
    let chosen = if only_finished { &finished } else { project };
    let articles = || chosen.articles.iter();
    let confirmed = |annotation: &&Annotation| annotation.status == Status::Confirmed;
    let annotations = articles().map(|it| it.annotations.iter().filter(confirmed).count()).sum();
    let waiting = articles().map(|article| undecided(article)).sum();
    let toggle = on(on_action, Action::OnlyFinished);
    let draw = |choice: &Choice| draw_choice(choice, chosen.articles.is_empty(), on_action);
    html! {
        <Frame title="Export" on_action={on_action.clone()}>
            <div class="export">
                <ul class="choices" role="list">{ draw_choice(&EVERYTHING, false, on_action) }</ul>
                <h3>{ "Datasets" }</h3>
                <label class="switch">
                    <input type="checkbox" checked={only_finished} onchange={toggle} />
                    { wording::only_finished(finished.articles.len(), project.articles.len()) }
                </label>
                <p class="hint" role="status">{ wording::goes_in(chosen.articles.len(), annotations, waiting) }</p>
                <ul class="choices" role="list">{ for DATASETS.iter().map(draw) }</ul>
            </div>
        </Frame>
    }
}

fn draw_choice(&(format, name, hint): &Choice, disabled: bool, on_action: &Callback<Action>) -> Html {
    let choose = on(on_action, Action::Export(format));
    html! {
        <li key={name}>
            <button type="button" onclick={choose} {disabled}>{ name }</button>
            <p class="hint">{ hint }</p>
        </li>
    }
}
