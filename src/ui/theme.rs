//! Label colours for both themes, with the contrast they need.

use crate::core::schema::{Color, Label};

/// The ground that the article stands on, light and dark; the same values are in `static/styles`.
const PAPER: [&str; 2] = ["#fbf9f4", "#191816"];
/// The least contrast of a label's name and underline with the ground (WCAG 2.2 AA for text).
const CONTRAST: f64 = 4.5;
/// How much of the label's colour tints the ground of a mark.
const TINT: f64 = 0.16;

/// The custom properties of a label's marks: ink and tint for the light theme and the dark one. Colours
/// that the user chose are moved as far as they must be to be read.
pub fn label_style(label: Option<&Label>) -> String {
    let color = label.and_then(|label| label.color.parse().ok()).unwrap_or(Color { red: 117, green: 112, blue: 106 });
    let themes = ["light", "dark"].into_iter().zip(PAPER);
    themes.map(|(theme, paper)| theme_style(theme, color, paper.parse().unwrap_or(Color::WHITE))).collect()
}

fn theme_style(theme: &str, color: Color, paper: Color) -> String {
    let tint = paper.mixed(color, TINT);
    // Readable on the tint is readable on the paper, which is further from the ink.
    let ink = color.readable_on(tint, CONTRAST);
    format!("--{theme}-ink:{ink};--{theme}-tint:{tint};")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::Schema;

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let css = include_str!("../../static/styles/postil.css");
        for paper in PAPER {
            assert!(css.contains(paper), "{paper}");
        }
    }

    #[test]
    fn names_of_labels_are_readable_on_their_tint_and_on_the_paper() {
        let schema = Schema::ontonotes();
        for (label, paper) in schema.labels.iter().flat_map(|label| PAPER.map(|paper| (label, paper))) {
            let (color, paper): (Color, Color) = (label.color.parse().unwrap(), paper.parse().unwrap());
            let tint = paper.mixed(color, TINT);
            let ink = color.readable_on(tint, CONTRAST);
            assert!(ink.contrast(tint) >= CONTRAST && ink.contrast(paper) >= CONTRAST, "{}", label.id);
        }
    }
}
