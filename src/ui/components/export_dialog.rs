//! The choice of a file to export: what goes in, and for whom; then how far it is, and what does not come through.

use super::dialogs::draw_frame;
use super::elements::{button, hint, problem, quiet_button, said, switch};
use super::events::on;
use super::field::Field;
use super::near::{parts_of, use_near};
use super::status_bar::progress_bar;
use crate::core::article::ArticleStatus;
use crate::core::dataset::DatasetCounts;
use crate::core::formats::{Format, Remark, RemedyKind};
use crate::core::project::{Project, QueueFilter};
use crate::core::schema::{Label, LabelId};
use crate::ui::desk::{Action, Export, Offer, REMEDIES, Splitting};
use crate::ui::state::AppState;
use crate::ui::wording;
use crate::ui::words::{tr, translated};
use std::rc::Rc;
use yew::prelude::*;

/// A format, what its button says, and what there is to know of it.
type Choice = (Format, &'static str, &'static str);

const EVERYTHING: Choice = (
    Format::Project,
    "Project file",
    "Everything: labels, articles, suggestions and decisions. Import it to go on elsewhere.",
);

/// Datasets by what they are wanted for.
const DATASETS: [(&str, &[Choice]); 3] = [
    (
        "To train a model",
        &[
            (Format::Docbin, "spaCy training file", "The .spacy file that spacy train reads."),
            (Format::Spacy, "spaCy offsets", "An article a line, for Example.from_dict. Offsets in code points."),
            (Format::SpacyJson, "spaCy JSON", "Sentences with tokens and BILUO tags, for spacy convert."),
            (Format::Hf, "Hugging Face", "A folder that load_dataset loads, with its labels and a card."),
            (Format::Autotrain, "AutoTrain", "A sentence a line, as tokens and IOB2 tags."),
            (Format::Gliner, "GLiNER", "Articles as tokens, with spans of them."),
            (Format::Conll, "CoNLL-2003", "A token a line, with IOB2 tags. Spaces between tokens are not kept."),
            (Format::Bilou, "BILOU", "The same with BILOU tags."),
            (Format::ConlluPlus, "CoNLL-U Plus", "A token a line in named columns, with ids and all white space."),
        ],
    ),
    (
        "To go on in another tool",
        &[
            (Format::LabelStudio, "Label Studio", "Tasks with annotations, and suggestions as predictions."),
            (Format::Prodigy, "Prodigy", "An article a line, with tokens and spans."),
            (Format::Doccano, "doccano", "An article a line. Offsets as its editor counts them, in UTF-16."),
            (Format::Brat, "brat", "A folder with a text and its annotations for each article."),
            (Format::CasJson, "INCEpTION", "A folder with a UIMA CAS in JSON for each article."),
            (Format::Tsv3, "WebAnno TSV", "A folder with a table of tokens for each article."),
            (Format::NerAnnotator, "NER Annotator", "One JSON value with all labels and texts."),
        ],
    ),
    (
        "To keep or look at",
        &[
            (
                Format::Jsonl,
                "JSONL dataset",
                "An article a line, with metadata, statuses, suggestions and confidences.",
            ),
            (Format::Csv, "CSV", "A span a line, for spreadsheets."),
            (Format::WebAnnotation, "Web Annotations", "The W3C's JSON-LD, with quotes and positions."),
        ],
    ),
];

/// The parts of a split dataset, as its shares stand.
const PARTS: [&str; 3] = ["Train", "Validation", "Test"];

/// Why a format cannot be taken for a split dataset.
const NO_PARTS: &str = "It holds no parts, so it cannot be split.";

/// The formats, and which articles go in. What was chosen `before` has the focus.
pub fn draw_export(
    state: &AppState,
    before: Option<Offer>,
    counts: &DatasetCounts,
    on_action: &Callback<Action>,
) -> Html {
    let all = &state.project().articles;
    let (finished, all) = (all.iter().filter(|it| it.status == ArticleStatus::Done).count(), all.len());
    let &DatasetCounts { articles, unfinished, stay_out, skipped, annotations, left_out, waiting } = counts;
    let draw_switch = |checked: bool, action: Action, words: &str| switch(words, checked, on(on_action, action));
    let draw_label = |label: &Label| draw_label(label, state.export_labels.chosen(&label.id), on_action);
    let train = on(on_action, Action::Train);
    let splits = state.splitting.is_some();
    let draw = |&(format, name, hint): &Choice| {
        let fits = !splits || format.has_parts();
        let hint = if fits { hint } else { NO_PARTS };
        let nothing = articles == 0 && (skipped == 0 || !state.takes_skipped(format));
        draw_choice(&(format, name, hint), before, nothing || !fits, on_action)
    };
    let draw_list = |&(purpose, choices): &(&'static str, &[Choice])| {
        html! {
            <>
                <h4>{ said(purpose) }</h4>
                <ul class="choices" role="list">{ for choices.iter().map(draw) }</ul>
            </>
        }
    };
    let content = html! {
        <div class="export">
            if let Some(alert) = &state.alert { { problem(alert) } }
            <ul class="choices" role="list">{ draw_choice(&EVERYTHING, before, false, on_action) }</ul>
            <h3>{ said("Datasets") }</h3>
            { draw_switch(state.only_finished(), Action::OnlyFinished, &wording::only_finished(finished, all)) }
            if state.only_shown || state.filter != QueueFilter::default() {
                { draw_switch(state.only_shown, Action::OnlyShown, &wording::only_shown(state.queue().len(), all)) }
            }
            <details>
                <summary>{ said("Labels and suggestions") }</summary>
                { draw_switch(state.with_suggestions, Action::WithSuggestions, tr("Suggestions left to decide, too")) }
                <ul class="export-labels" role="list">{ for state.project().schema.labels.iter().map(draw_label) }</ul>
            </details>
            { draw_switch(splits, Action::ToggleSplit, tr("Split into train, validation and test")) }
            if let Some(splitting) = state.splitting { { draw_splitting(splitting, on_action) } }
            <p class="hint" role="status">
                { wording::goes_in(articles, annotations, left_out, waiting, state.with_suggestions) }
                if unfinished > 0 { { " " }{ wording::unfinished(unfinished) } }
                if stay_out > 0 { { " " }{ wording::stay_out(stay_out) } }
                if skipped > 0 { { " " }{ wording::skipped(skipped) } }
            </p>
            { for DATASETS.iter().map(draw_list) }
            <h3>{ said("Model") }</h3>
            <ul class="choices" role="list">{ draw_offer(tr("Train a model"), tr(wording::TRAIN), train, before == Some(Offer::Model), finished == 0) }</ul>
            { quiet_button(tr("Start over"), on(on_action, Action::StartOver)) }
        </div>
    };
    draw_frame("export", tr("Export"), content, on_action)
}

/// Whether a label goes in, and what it is called there.
fn draw_label(label: &Label, becomes: Option<&LabelId>, on_action: &Callback<Action>) -> Html {
    let id = label.id.clone();
    let keep = on(on_action, Action::ExportLabel(id.clone(), becomes.is_none().then(|| id.clone())));
    let rename = on_action.reform(move |name: String| Action::ExportLabel(id.clone(), Some(name.trim().into())));
    html! {
        <li key={label.id.to_string()}>
            { switch(wording::name_of(label), becomes.is_some(), keep) }
            if let Some(becomes) = becomes {
                <Field name={tr!("{label} goes in as", label = wording::name_of(label))} value={becomes.to_string()} on_change={rename} />
            }
        </li>
    }
}

/// How much goes into each part, and by which seed.
fn draw_splitting(Splitting { shares, seed }: Splitting, on_action: &Callback<Action>) -> Html {
    let field = |name: &'static str, value: u32, on_change: Callback<String>| {
        html! { <label>{ name }<Field {name} value={value.to_string()} {on_change} /></label> }
    };
    let share = |part: usize| {
        field(tr(PARTS[part]), shares[part], on_action.reform(move |typed| Action::SetShare(part, typed)))
    };
    html! {
        <>
            <div class="splitting">{ for (0..PARTS.len()).map(share) }{ field(tr("Seed"), seed, on_action.reform(Action::SetSeed)) }</div>
            { hint(tr(wording::SPLIT)) }
        </>
    }
}

/// How far the export is, what its format does to the articles, and where.
pub fn draw_exporting(export: &Export, on_action: &Callback<Action>) -> Html {
    let download = on(on_action, Action::HandOver);
    let config = on(on_action, Action::LabellingConfig);
    let (written, of) = (export.written(), export.project.articles.len());
    let is_written = export.is_written();
    let content = html! {
        <div class="export">
            if !is_written { { progress_bar(tr("Exporting"), export.done as u32, Some(export.all() as u32)) } }
            <p role="status" class="counts">
                { wording::written(written, of) }{ "\n" }{ translated(&export.counts) }
                if is_written { { "\n" }{ wording::handed_over(&export.file_name(), export.handed_over) } }
            </p>
            <div class="tools">
                { draw_back(Offer::File(export.target.format), is_written, on_action) }
                if is_written && !export.handed_over {
                    { button(tr("Download anyway"), download) }
                }
                if is_written && export.target.format == Format::LabelStudio {
                    { button(tr("Download the labelling configuration"), config) }
                }
                if is_written { { for REMEDIES.iter().filter_map(|&remedy| draw_remedy(export, remedy, on_action)) } }
            </div>
            if is_written && !export.remarks.is_empty() {
                <Remarks remarks={export.remarks.clone()} project={export.project.clone()} on_action={on_action.clone()} />
            }
        </div>
    };
    draw_frame("exporting", &export.file_name(), content, on_action)
}

/// A button that puts right all that a kind of remedy is for.
fn draw_remedy(export: &Export, (kind, key): (RemedyKind, &'static str), on_action: &Callback<Action>) -> Option<Html> {
    let count = export.mendable(kind);
    let mend = on(on_action, Action::Mend(kind));
    (count > 0).then(|| {
        html! {
            <button {key} type="button" onclick={mend} aria-keyshortcuts={key}>
                <kbd aria-hidden="true">{ key }</kbd>{ wording::remedy(kind, count) }
            </button>
        }
    })
}

#[derive(Properties)]
struct Props {
    remarks: Rc<Vec<Remark>>,
    project: Rc<Project>,
    on_action: Callback<Action>,
}

impl PartialEq for Props {
    /// They do not change once a file is written.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.remarks, &other.remarks)
    }
}

/// What was found, each a button that leads there. Of many, only those near the view are drawn.
#[component]
fn Remarks(props: &Props) -> Html {
    let rows = props.remarks.len();
    let near = use_near(parts_of(rows), 1);
    let draw = |at: usize| {
        let remark = &props.remarks[at];
        let open = on(&props.on_action, Action::OpenRemark(at));
        let title = props.project.article(&remark.article).map(|article| wording::title(article));
        html! {
            <div key={at} role="listitem">
                { quiet_button(&translated(&remark.sentence), open) }
                <span class="hint" dir="auto">{ title }</span>
            </div>
        }
    };
    html! {
        <div role="list" aria-label={tr("What does not come through")} class="rows" ref={&near.parent}>
            { near.draw_rows(rows, None, &draw) }
        </div>
    }
}

fn draw_choice(
    &(format, name, about): &Choice,
    before: Option<Offer>,
    disabled: bool,
    on_action: &Callback<Action>,
) -> Html {
    let mut words = tr(about).to_owned();
    if format.is_folder() && about != NO_PARTS {
        words += &(" ".to_owned() + tr("As a ZIP file."));
    }
    draw_offer(tr(name), &words, on(on_action, Action::Export(format)), before == Some(Offer::File(format)), disabled)
}

/// A button with what there is to know of it.
fn draw_offer(name: &'static str, words: &str, press: Callback<MouseEvent>, autofocus: bool, disabled: bool) -> Html {
    html! {
        <li key={name}>
            <button type="button" onclick={press} {autofocus} {disabled}>{ name }</button>{ hint(words) }
        </li>
    }
}

/// The button that leads back to where this was chosen, and ends what is not done.
pub fn draw_back(chosen: Offer, is_done: bool, on_action: &Callback<Action>) -> Html {
    let back = on(on_action, Action::AskExport(Some(chosen)));
    html! { <button type="button" onclick={back} autofocus=true>{ tr(if is_done { "Back" } else { "Cancel" }) }</button> }
}
