//! The labels and their editing.

use super::dialogs::{DIALOG, draw_frame};
use super::elements::{hint, option, problem, said, switch, table_head};
use super::events::{on, value_in, value_of};
use super::field::Field;
use crate::core::schema::{Label, LabelId, Schema, categories_in};
use crate::ui::desk::Action;
use crate::ui::dom;
use crate::ui::wording;
use crate::ui::words::tr;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// Every label's name, colour and key, a way to put it away and back, a new label, what else the schema has, and the
/// presets; with what was wrong with the last change, in a sentence.
pub fn draw_label_editor(schema: &Rc<Schema>, alert: Option<&str>, on_action: &Callback<Action>) -> Html {
    let rows = schema.labels.iter().map(|label| draw_row(label, on_action));
    let presets = Schema::PRESETS.into_iter().filter_map(Schema::preset).map(|preset| draw_preset(preset, on_action));
    let content = html! {
        <>
            if let Some(alert) = alert { { problem(alert) } }
            <table class="label-table">
                { table_head(&[tr("Id"), tr("Name"), tr("Key"), tr("Colour"), tr("Use")]) }
                <tbody>{ for rows }</tbody>
            </table>
            { draw_new_label(schema, on_action) }
            { draw_merge(schema, on_action) }
            { draw_rules(schema, on_action) }
            <p class="presets">{ said("Start from a preset:") }{ " " }{ for presets }</p>
            { hint(tr("A label that is put away keeps its annotations. Every change can be undone.")) }
        </>
    };
    draw_frame(DIALOG, tr("Labels"), content, on_action)
}

/// What the schema has besides its labels.
fn draw_rules(schema: &Schema, on_action: &Callback<Action>) -> Html {
    let edit = |change: fn(&mut Schema, String)| {
        let schema = schema.clone();
        on_action.reform(move |text: String| {
            let mut schema = schema.clone();
            change(&mut schema, text);
            Action::SetRules(schema)
        })
    };
    let overlap = edit(|schema, _| schema.overlaps ^= true).reform(|_: Event| String::new());
    let name_categories = edit(|schema, line| schema.categories = categories_in(&line));
    let guide = edit(|schema, guidelines| schema.guidelines = guidelines);
    html! {
        <div class="rules">
            { switch(tr("Marks may overlap"), schema.overlaps, overlap) }
            <p>{ said("Categories of articles, with commas between") }</p>
            <Field
                name={tr("Categories of articles")} placeholder={tr("Sport, Business")} value={schema.categories.join(", ")}
                on_change={name_categories}
            />
            <p>{ said("Guidelines, shown beside every article: # heading, - item, **strong**") }</p>
            <Field name={tr("Guidelines")} lines=true value={schema.guidelines.clone()} on_change={guide} />
        </div>
    }
}

fn draw_row(label: &Label, on_action: &Callback<Action>) -> Html {
    let (id, name) = (label.id.to_string(), wording::name_of(label));
    let edit = |change: fn(&mut Label, String)| {
        let label = label.clone();
        on_action.reform(move |text: String| {
            let mut label = label.clone();
            change(&mut label, text);
            Action::EditLabel(label.id.clone(), label)
        })
    };
    let value = |event: Event| value_of(&event);
    let rename = edit(|label, name| name.trim().clone_into(&mut label.name));
    let rekey = edit(|label, key| label.key = key.trim().chars().next());
    let recolour = edit(|label, color| label.color = color).reform(value);
    let put_away = edit(|label, _| label.archived = !label.archived).reform(value);
    html! {
        <tr key={id.clone()} data-archived={label.archived.then_some("")}>
            <th scope="row">{ &id }</th>
            <td><Field name={tr!("Name of {label}", label = name)} value={label.name.clone()} on_change={rename} /></td>
            <td class="key"><Field
                name={tr!("Key of {label}", label = name)} value={label.key.map(String::from).unwrap_or_default()}
                on_change={rekey}
            /></td>
            <td><input type="color" value={label.color.clone()} onchange={recolour} aria-label={tr!("Colour of {label}", label = name)} /></td>
            <td><input
                type="checkbox" checked={!label.archived} onchange={put_away} aria-label={tr!("{label} in use", label = name)}
            /></td>
        </tr>
    }
}

fn draw_preset(preset: Schema, on_action: &Callback<Action>) -> Html {
    let name = preset.name.clone();
    let count = preset.labels.len();
    let choose = on(on_action, Action::UseSchema(preset));
    let title = format!("{} ({count})", wording::preset(&name));
    html! { <button key={name} type="button" onclick={choose}>{ title }</button> }
}

/// A form for one more label: its id is made of the name.
fn draw_new_label(schema: &Rc<Schema>, on_action: &Callback<Action>) -> Html {
    let (schema, emit) = (schema.clone(), on_action.clone());
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<Element>();
        let name = form.and_then(|form| form.query_selector("input").ok().flatten());
        let Some(name) = name.and_then(|name| name.dyn_into::<HtmlInputElement>().ok()) else { return };
        let label = new_label(&schema, name.value().trim());
        // What is refused stays, to be mended.
        if schema.with_label(label.clone()).is_ok() {
            name.set_value("");
        }
        emit.emit(Action::AddLabel(label));
        dom::focus_on(Some(name.into()));
    };
    html! {
        <form class="new-label" onsubmit={on_submit}>
            <label>{ said("New label") }{ " " }<input type="text" placeholder={tr("Court")} /></label>
            <button type="submit">{ said("Add label") }</button>
        </form>
    }
}

/// A form that gives all marks of a label another one.
fn draw_merge(schema: &Schema, on_action: &Callback<Action>) -> Html {
    let on_submit = on_action.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::MergeLabel(value_in(&event, "from").into(), value_in(&event, "into").into())
    });
    // Also what was put away: its marks are still there.
    let from: Vec<&Label> = schema.labels.iter().filter(|label| label.merged_into.is_none()).collect();
    let into: Vec<&Label> = schema.active().collect();
    let draw = |name: &'static str, words: Html, labels: &[&Label]| {
        let options = labels.iter().map(|label| option(label.id.as_str(), wording::name_of(label), false));
        html! { <label>{ words }{ " " }<select {name} required=true>{ option("", "", true) }{ for options }</select></label> }
    };
    html! {
        <form class="new-label" onsubmit={on_submit}>
            { draw("from", said("Marks of"), &from) }
            { draw("into", said("become"), &into) }
            <button type="submit">{ said("Merge labels") }</button>
        </form>
    }
}

/// "Court case" becomes the label COURT_CASE with a free colour and key.
pub(super) fn new_label(schema: &Schema, name: &str) -> Label {
    // The browser's own capitals: the case tables of Unicode would be 12 kB of the page.
    let capitals = String::from(js_sys::JsString::from(name).to_upper_case());
    let id = LabelId::of_name(&capitals);
    Label::new(id.as_str(), name, schema.free_color(), schema.free_key(id.as_str()))
}
