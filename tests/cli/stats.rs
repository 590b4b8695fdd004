//! `postil stats`

use super::*;

#[test]
fn as_json_and_as_a_table() {
    let counted: Value = serde_json::from_str(&output(&["stats", "--json"], SPACY)).unwrap();
    assert_eq!((&counted["articles"], &counted["words"]), (&json!(2), &json!(10)));
    assert_eq!(counted["labels"]["PERSON"], json!({"suggested": 0, "confirmed": 1}));
    let table = output(&["stats"], SPACY);
    assert!(table.contains("annotations            4\n"), "{table}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_dataset() {
    for format in ["spacy", "csv", "conll", "label-studio", "postil", "conllu-plus", "gliner"] {
        let written = converted(&["convert", "--to", format], SPACY);
        assert_eq!(output(&["stats"], format!("\u{feff}{written}")), output(&["stats"], &written), "{format}");
    }
}
