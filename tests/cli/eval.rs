//! `postil eval`

use super::*;

fn scores(folder: &str, gold: &str, predicted: &str, more: &[&str]) -> Value {
    let folder = super::folder(folder);
    let (gold, predicted) = (file(&folder, "gold.jsonl", gold), file(&folder, "predicted.jsonl", predicted));
    let arguments = [&["eval", "--gold", &gold, "--predicted", &predicted, "--json"], more].concat();
    serde_json::from_str(&output(&arguments, "")).unwrap()
}

#[test]
fn exact_spans_per_label_and_micro() {
    let predicted = SPACY.replace("[14,20,", "[14,17,").replace("LOC", "GPE");
    let scores = scores("exact", SPACY, &predicted, &[]);
    assert_eq!(
        scores["micro"],
        json!({"precision": 0.5, "recall": 0.5, "f1": 0.5, "correct": 2, "predicted": 4, "gold": 4})
    );
    assert_eq!(scores["labels"]["ORG"]["f1"], json!(1.0));
    assert_eq!(scores["labels"]["LOC"]["recall"], json!(0.0));
    assert_eq!(scores["documents"], json!(2));
}

#[test]
fn labels_are_folded_before_they_are_compared() {
    let predicted = SPACY.replace("LOC", "GPE");
    assert_eq!(scores("map", SPACY, &predicted, &["--map", "LOC=GPE"])["micro"]["f1"], json!(1.0));
    let news = scores("preset", SPACY, &predicted, &["--schema", "news"]);
    assert_eq!(news["labels"]["PLACE"]["correct"], json!(2));
    let schema = r##"{"name":"s","labels":[{"id":"ORG","name":"Org","color":"#000000"}]}"##;
    let schema = file(&folder("schema"), "schema.json", schema);
    let only = scores("only", SPACY, &predicted, &["--schema", &schema]);
    assert_eq!((&only["micro"]["gold"], &only["micro"]["predicted"]), (&json!(1), &json!(1)));
}

#[test]
fn as_a_table() {
    let gold = file(&folder("table"), "gold.jsonl", SPACY);
    let table = output(&["eval", "--gold", &gold, "--predicted", "-"], SPACY);
    assert!(table.lines().last().unwrap().starts_with("all         1.000   1.000  1.000"), "{table}");
    let one = SPACY.lines().next().unwrap().replace("PERSON", "A_PERSON_WITH_A_LONG_NAME");
    let gold = file(&folder("table-of-one"), "gold.jsonl", &one);
    let table = output(&["eval", "--gold", &gold, "--predicted", "-"], one);
    assert!(table.starts_with("1 article, 0 of them without predictions"), "{table}");
    let widths: Vec<usize> = table.lines().skip(1).map(str::len).collect();
    assert_eq!(widths, [widths[0]; 5], "{table}");
}

#[test]
fn other_texts_cannot_be_compared() {
    let gold = file(&folder("other"), "gold.jsonl", SPACY);
    let message = failure(&["eval", "--gold", &gold, "--predicted", "-"], SPACY.replace("Rome", "Oslo"));
    let why = "the text of article \"y\" is not the same in both files";
    assert_eq!(message, format!("postil: {gold} and standard input: {why}\n"));
    let message = failure(
        &["eval", "--gold", &gold, "--predicted", "-"],
        SPACY.lines().next().unwrap().replace("\"x\"", "\"z\"").replace("hired", "fired"),
    );
    let why = "gold (2 articles) and predicted (1) have no id or text in common, and cannot be paired in order";
    assert_eq!(message, format!("postil: {gold} and standard input: {why}\n"));
}

/// What another tool calls by words has an id in a project: it is one label everywhere.
#[test]
fn labels_of_several_words_are_one_label_everywhere() {
    let folder = folder("eval-words");
    let line = "{\"text\":\"Rome grew. Ann left.\",\"entities\":[[0,4,\"Geo political\"],[11,14,\"PERSON\"]]}\n";
    let lines = file(&folder, "words.jsonl", line);
    let path = folder.join("words.postil.json").to_str().unwrap().to_owned();
    output(&["convert", "--to", "postil", &lines, &path], "");
    let f1 = |arguments: &[&str]| {
        let scores: Value = serde_json::from_str(&output(&[&["eval", "--json"], arguments].concat(), "")).unwrap();
        (scores["micro"]["f1"].as_f64().unwrap(), scores["micro"]["gold"].as_u64().unwrap())
    };
    assert_eq!(f1(&["--gold", &lines, "--predicted", &path]), (1.0, 2));
    assert_eq!(f1(&["--gold", &path, "--predicted", &lines, "--labels", "Geo political"]), (1.0, 1));
    assert_eq!(f1(&["--gold", &path, "--predicted", &lines, "--schema", &path]), (1.0, 2));
    let converted =
        |to: &str, arguments: &[&str]| output(&[&["convert", "--to", to], arguments, &[&lines]].concat(), "");
    for to in ["postil", "postil-jsonl", "spacy"] {
        assert!(converted(to, &["--map", "Geo political=GPE"]).contains("\"GPE\""), "{to}");
        assert!(!converted(to, &["--labels", "Geo political"]).contains("Ann\""), "{to}");
    }
    assert!(
        output(&["simulate", "--gold", &lines, "--suggest", "none"], "")
            .ends_with("2 annotations, 2 actions: 100.0 %\n")
    );
    let config = folder.join("labels.xml").to_str().unwrap().to_owned();
    assert!(converted("label-studio", &["--config", &config]).contains("Geo_political"));
    assert!(std::fs::read_to_string(config).unwrap().contains("Geo_political"));
    let model = folder.join("words.postil").to_str().unwrap().to_owned();
    postil(&["train", "--out", &model, "--rows-log2", "12", &lines], "");
    assert!(output(&["tag", "--model", &model, "--to", "postil"], "Rome grew.").contains("Geo_political"));
}
