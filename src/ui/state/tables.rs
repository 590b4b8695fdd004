//! Tables that leave in doubt what their columns hold: the reader says it.

use super::AppState;
use crate::core::formats::Role;
use crate::ui::desk::{AskedTable, Dialog, Effect};
use crate::ui::wording;

impl AppState {
    /// Asks about a table, after those that are asked about already.
    pub(super) fn ask_about(&mut self, table: AskedTable) -> Vec<Effect> {
        let mut dialogs = self.dialog.iter_mut().chain(&mut self.offered);
        let of_columns = dialogs.find_map(|dialog| match dialog {
            Dialog::Columns(tables) => Some(tables),
            _ => None,
        });
        match of_columns {
            Some(tables) => tables.push(table),
            None => self.offer(Dialog::Columns(vec![table])),
        }
        Vec::new()
    }

    /// A column of the first of them, by its place, is taken to hold something; no other then holds the same.
    pub(super) fn set_role(&mut self, at: usize, role: Role) -> Vec<Effect> {
        if let Some(Dialog::Columns(tables)) = &mut self.dialog
            && let Some(table) = tables.first_mut()
        {
            for (place, column) in table.columns.iter_mut().enumerate() {
                if place == at {
                    column.role = role;
                } else if column.role == role {
                    column.role = Role::Other;
                }
            }
        }
        Vec::new()
    }

    /// Has the first of them read as its columns are taken.
    pub(super) fn read_table(&mut self) -> Vec<Effect> {
        let Some(Dialog::Columns(tables)) = &mut self.dialog else { return Vec::new() };
        let Some(at) = tables.iter().take(1).position(AskedTable::has_texts) else { return Vec::new() };
        let table = tables.remove(at);
        if tables.is_empty() {
            self.dialog = None;
        }
        vec![Effect::ReadTable(table)]
    }

    /// Says that the tables that are asked about stay out, where their dialog is left.
    pub(super) fn leave_tables_out(&mut self) {
        if let Some(Dialog::Columns(tables)) = &self.dialog {
            let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
            self.announcement = wording::left_out(&names.join(", "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::Column;
    use crate::core::store::Place;
    use crate::ui::desk::Action;
    use std::rc::Rc;

    fn table(name: &str) -> AskedTable {
        let column = |name: &str, role| Column { name: name.to_owned(), cells: Vec::new(), role };
        let columns = vec![column("one", Role::Text), column("two", Role::Title), column("three", Role::Other)];
        AskedTable { name: name.to_owned(), columns, bytes: Rc::from(&b""[..]) }
    }

    fn asked(names: &[&str]) -> AppState {
        let mut state = AppState::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), Place::default()), 0);
        for name in names {
            state.update(Action::AskAboutTable(table(name)), 0);
        }
        state
    }

    #[test]
    fn each_table_is_read_as_its_columns_are_said_to_be() {
        let mut state = asked(&["a.csv", "b.csv"]);
        state.update(Action::SetRole(2, Role::Text), 0);
        let effects = state.update(Action::ReadTable, 0);
        let [Effect::ReadTable(table)] = &effects[..] else { panic!("{effects:?}") };
        let roles: Vec<Role> = table.columns.iter().map(|column| column.role).collect();
        assert_eq!((table.name.as_str(), roles), ("a.csv", vec![Role::Other, Role::Title, Role::Text]));
        assert!(matches!(&state.dialog, Some(Dialog::Columns(rest)) if rest[0].name == "b.csv"));
        state.update(Action::ReadTable, 0);
        assert!(state.dialog.is_none());
    }

    #[test]
    fn a_table_without_texts_is_not_read() {
        let mut state = asked(&["a.csv"]);
        state.update(Action::SetRole(0, Role::Other), 0);
        assert_eq!(state.update(Action::ReadTable, 0), []);
        assert!(state.dialog.is_some());
    }

    #[test]
    fn a_table_waits_until_the_dialog_is_left_that_the_reader_is_in() {
        let mut state = asked(&[]);
        state.update(Action::AskExport(None), 0);
        for name in ["a.csv", "b.csv"] {
            state.update(Action::AskAboutTable(table(name)), 0);
        }
        assert!(matches!(state.dialog, Some(Dialog::Export(..))));
        state.update(Action::CloseDialog, 0);
        assert!(matches!(&state.dialog, Some(Dialog::Columns(tables)) if tables.len() == 2), "{:?}", state.dialog);
    }

    #[test]
    fn what_is_left_out_is_said() {
        let mut state = asked(&["a.csv", "b.csv"]);
        state.update(Action::CloseDialog, 0);
        assert!(state.dialog.is_none() && state.announcement.starts_with("a.csv, b.csv"), "{}", state.announcement);
    }
}
