//! What the columns of a table hold, where its names leave that in doubt.

use super::dialogs::draw_frame;
use super::elements::{hint, option, said, table_head};
use super::events::{on, value_of};
use crate::core::formats::{Column, Role};
use crate::ui::desk::{Action, AskedTable};
use crate::ui::words::tr;
use yew::prelude::*;

/// What a column can hold, as it is called.
const ROLES: [(Role, &str); 9] = [
    (Role::Text, "Text"),
    (Role::Id, "Id"),
    (Role::Title, "Title"),
    (Role::Date, "Date"),
    (Role::Source, "Source"),
    (Role::Byline, "By"),
    (Role::Url, "Address"),
    (Role::Note, "Note"),
    (Role::Other, "Something else"),
];

/// The columns with their first cells, and what each is taken to hold.
pub fn draw_columns(table: &AskedTable, on_action: &Callback<Action>) -> Html {
    let import = on(on_action, Action::ReadTable);
    let rows = table.columns.iter().enumerate().map(|(at, column)| draw_row(at, column, on_action));
    let content = html! {
        <>
            { hint(tr("Which column has the texts? What is in others is kept with each article.")) }
            <table class="label-table columns">
                { table_head(&[tr("Column"), tr("It holds"), tr("First cells")]) }
                <tbody>{ for rows }</tbody>
            </table>
            <button type="button" class="primary" onclick={import} disabled={!table.has_texts()} autofocus=true>
                { said("Import") }
            </button>
        </>
    };
    draw_frame(&table.name, &tr!("Columns of {name}", name = table.name), content, on_action)
}

fn draw_row(at: usize, column: &Column, on_action: &Callback<Action>) -> Html {
    let choose = on_action.reform(move |event: Event| {
        let chosen = value_of(&event);
        let role = ROLES.into_iter().find(|(_, name)| *name == chosen).map_or(Role::Other, |(role, _)| role);
        Action::SetRole(at, role)
    });
    let options = ROLES.map(|(role, name)| option(name, tr(name), role == column.role));
    let cells = column.cells.iter().map(|cell| html! { <div dir="auto">{ cell }</div> });
    html! {
        <tr key={at}>
            <th scope="row" dir="auto">{ &column.name }</th>
            <td>
                <select onchange={choose} aria-label={tr!("What {name} holds", name = column.name)}>{ for options }</select>
            </td>
            <td class="hint">{ for cells }</td>
        </tr>
    }
}
