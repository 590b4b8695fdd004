//! The user's own model: what its labels become, and the way back to the built-in one.

use super::dialogs::{DIALOG, draw_frame};
use super::elements::{button, hint, option, table_head};
use super::events::{on, value_of};
use super::label_editor::new_label;
use crate::core::schema::{LabelId, Schema};
use crate::ui::desk::{Action, OwnModel};
use crate::ui::wording;
use crate::ui::words::tr;
use std::rc::Rc;
use yew::prelude::*;

/// The choice that leaves a label out, and the one that makes a new label. No label is called so: ids have no
/// spaces.
const LEAVE_OUT: &str = "leave out";
const ADD: &str = "add it";

/// Every label of the model with what it becomes.
pub fn draw_model(model: &OwnModel, schema: &Rc<Schema>, on_action: &Callback<Action>) -> Html {
    let rows = model.labels.iter().map(|label| draw_row(model, label, schema, on_action));
    let put_away = on(on_action, Action::UseBuiltIn);
    let content = html! {
        <>
            { hint(&tr!("{name} tags instead of the built-in model. Everything stays in this browser.", name = model.name)) }
            <table class="label-table">
                { table_head(&[tr("It says"), tr("It becomes")]) }
                <tbody>{ for rows }</tbody>
            </table>
            { button(tr("Use the built-in tagger again"), put_away) }
        </>
    };
    draw_frame(DIALOG, tr("Your model"), content, on_action)
}

fn draw_row(model: &OwnModel, label: &LabelId, schema: &Rc<Schema>, on_action: &Callback<Action>) -> Html {
    let becomes = model.choices.apply(label, schema);
    let choose = {
        let (label, schema, emit) = (label.clone(), schema.clone(), on_action.clone());
        Callback::from(move |event: Event| {
            let becomes = match value_of(&event).as_str() {
                LEAVE_OUT => None,
                ADD => {
                    let added = new_label(&schema, label.as_str());
                    emit.emit(Action::AddLabel(added.clone()));
                    Some(added.id)
                }
                id => Some(LabelId::from(id)),
            };
            emit.emit(Action::ChooseLabel(label.clone(), becomes));
        })
    };
    let own = schema.active().map(|own| option(own.id.as_str(), wording::name_of(own), becomes == Some(&own.id)));
    html! {
        <tr key={label.to_string()}>
            <th scope="row">{ label.to_string() }</th>
            <td><select onchange={choose} aria-label={tr!("{label} becomes", label)}>
                { option(LEAVE_OUT, tr("Leave out"), becomes.is_none()) }
                { for own }
                if schema.label(label).is_none() { { option(ADD, &tr!("New label {label}", label), false) } }
            </select></td>
        </tr>
    }
}
