//! Label colours for both themes, with the contrast they need.

use crate::core::schema::{Color, Label, Schema};

/// The ground that the article stands on, light and dark; the same values are in `static/styles`.
const PAPER: [&str; 2] = ["#fbf9f4", "#191816"];
/// The least contrast of a label's name and underline with the ground (WCAG 2.2 AA for text).
const CONTRAST: f64 = 4.5;
/// How much of the label's colour tints the ground of a mark.
const TINT: f64 = 0.16;

/// How many characters of an id stand beside a mark at most.
const LONGEST_NAME: usize = 24;

/// What a label that is in no schema looks like.
const UNKNOWN: Color = Color { red: 117, green: 112, blue: 106 };

/// A style sheet that gives each label's elements (those whose `data-label` is its id) their ink and tint. Colours
/// that the user chose are moved as far as they must be to be read.
pub fn label_sheet(schema: &Schema) -> String {
    let [light, dark] = PAPER.map(|paper| {
        let paper = paper.parse().unwrap_or(Color::WHITE);
        let known = |label: &Label| {
            let color = label.color.parse().unwrap_or(UNKNOWN);
            label_rule(&format!("[data-label=\"{}\"]", escaped(label.id.as_str())), color, paper)
        };
        let mut rules = label_rule("[data-label]", UNKNOWN, paper);
        rules.extend(schema.labels.iter().map(known));
        rules
    });
    let names: String = schema.labels.iter().filter_map(name_rule).collect();
    format!("{names}{light}@media(prefers-color-scheme:dark){{{dark}}}")
}

fn label_rule(selector: &str, color: Color, paper: Color) -> String {
    let tint = paper.mixed(color, TINT);
    // Readable on the tint is readable on the paper, which is further from the ink.
    let ink = color.readable_on(tint, CONTRAST);
    format!("{selector}{{--label-ink:{ink};--label-tint:{tint}}}")
}

/// What stands beside marks of a label whose id, as a file may have it, is longer than there is room for.
fn name_rule(label: &Label) -> Option<String> {
    let id = label.id.as_str();
    let (end, _) = id.char_indices().nth(LONGEST_NAME)?;
    Some(format!("[data-label=\"{}\"]{{--label-name:\"{}…\"}}", escaped(id), escaped(&id[..end])))
}

/// Text as CSS wants it between quotes.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\{:x} ", u32::from(c)) };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let css = include_str!("../../static/styles/postil.css");
        for paper in PAPER {
            assert!(css.contains(paper), "{paper}");
        }
    }

    #[test]
    fn an_id_cannot_leave_its_quotes() {
        let mut schema = Schema::ontonotes();
        schema.labels[0].id = "\"]{}</style>".into();
        assert!(label_sheet(&schema).contains(r#"[data-label="\22 \5d \7b \7d \3c \2f style\3e "]{--label-ink:"#));
    }

    #[test]
    fn an_id_that_is_long_is_cut_beside_its_marks() {
        let mut schema = Schema::ontonotes();
        assert!(!label_sheet(&schema).contains("--label-name"));
        schema.labels[0].id = "X".repeat(25).into();
        assert!(label_sheet(&schema).contains(&format!("--label-name:\"{}…\"", "X".repeat(24))));
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
