//! The labelling configuration that Label Studio asks for when a project is made: without it, or with other names in
//! it, the tasks of [`super::label_studio`] are refused.

use crate::core::schema::{Label, Schema};
use std::fmt::Write;

/// The configuration for the labels of a schema, with their colours and keys.
#[must_use]
pub fn labelling_config(schema: &Schema) -> String {
    let labels: String = schema.active().map(label).collect();
    format!(
        "<View>\n  <Labels name=\"label\" toName=\"text\">\n{labels}  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n\
         </View>\n"
    )
}

fn label(label: &Label) -> String {
    let mut element = format!("    <Label value=\"{}\" background=\"{}\"", escaped(label.id.as_str()), label.color);
    if let Some(key) = label.key {
        // Writing to a string cannot fail.
        let _ = write!(element, " hotkey=\"{}\"", escaped(&key.to_string()));
    }
    element + "/>\n"
}

/// A text in an attribute of XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_colours_and_keys() {
        let mut schema = Schema::conll();
        schema.labels.truncate(1);
        schema.labels[0] = Label::new("R&D \"x\"", "R&D", "#3b6fd4", Some('r'));
        let expected = "<View>\n  <Labels name=\"label\" toName=\"text\">\n    \
            <Label value=\"R&amp;D &quot;x&quot;\" background=\"#3b6fd4\" hotkey=\"r\"/>\n  </Labels>\n  \
            <Text name=\"text\" value=\"$text\"/>\n</View>\n";
        assert_eq!(labelling_config(&schema), expected);
    }
}
