//! Tables for people to read.

use std::io::{self, Write};

/// Rows of cells, each of which may have fewer cells than others.
#[derive(Default)]
pub(super) struct Columns(Vec<Vec<String>>);

impl Columns {
    /// Adds a row: what it is about, and what there is to say.
    pub(super) fn row<const N: usize>(&mut self, cells: [&dyn ToString; N]) {
        self.0.push(cells.map(ToString::to_string).into());
    }

    /// Writes all of them: the first column to the left, the others to the right, each as wide as its widest cell.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.0 {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        for row in &self.0 {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == 0 { write!(out, "{cell:<width$}")? } else { write!(out, "  {cell:>width$}")? }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_widest_cell() {
        let mut columns = Columns::default();
        columns.row([&"", &"found", &"gold"]);
        columns.row([&"A_LABEL_OF_MORE_THAN_A_LINE", &9, &1_000_000]);
        columns.row([&"é", &10]);
        let mut table = Vec::new();
        columns.write(&mut table).unwrap();
        let expected = "                             found     gold\n\
                        A_LABEL_OF_MORE_THAN_A_LINE      9  1000000\n\
                        é                               10\n";
        assert_eq!(String::from_utf8(table).unwrap(), expected);
    }
}
