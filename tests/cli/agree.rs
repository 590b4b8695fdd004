//! `postil agree`

use super::*;

/// [`SPACY`] by another, who has no `LOC`, ends a name early and sees an apple.
fn other() -> String {
    SPACY.replace("[0,5,\"ORG\"],[14,20,", "[6,7,\"FOOD\"],[14,17,").replace("LOC", "GPE")
}

#[test]
fn as_json_with_each_difference() {
    let folder = folder("agree");
    let (one, two) = (file(&folder, "one.jsonl", SPACY), file(&folder, "two.jsonl", other()));
    let told: Value = serde_json::from_str(&output(&["agree", "--json", &one, &two], "")).unwrap();
    assert_eq!(told["micro"], json!({"f1": 0.25, "both": 1, "first": 4, "second": 4}));
    assert_eq!((&told["articles"], &told["alone"], &told["unfinished"]), (&json!(2), &json!(0), &json!(0)));
    let differences = json!([
        {"article": "x", "first": [0, 5, "ORG"], "second": null},
        {"article": "x", "first": null, "second": [6, 7, "FOOD"]},
        {"article": "x", "first": [14, 20, "PERSON"], "second": [14, 17, "PERSON"]},
        {"article": "y", "first": [9, 13, "LOC"], "second": [9, 13, "GPE"]},
    ]);
    assert_eq!(told["differences"], differences, "in code points");
    let as_one = output(&["agree", "--json", "--map", "LOC=GPE", &one, &two], "");
    assert_eq!(serde_json::from_str::<Value>(&as_one).unwrap()["labels"]["GPE"]["f1"], json!(1.0));
}

#[test]
fn as_a_table() {
    let one = file(&folder("agree_table"), "one.jsonl", SPACY);
    let table = output(&["agree", &one, "-"], other());
    for line in [
        "2 articles that both finished; 0 that not both did, 0 that only one has\n",
        "all             0.250     1       3       3\n",
        "    1  LOC by A, GPE by B                    Rome\n",
        "    1  PERSON, other bounds                  Ann Li / Ann\n",
        "    1  FOOD only by B                        🍎\n",
    ] {
        assert!(table.contains(line), "{line}{table}");
    }
}

#[test]
fn nothing_that_both_have_cannot_be_compared() {
    let one = file(&folder("agree_nothing"), "one.jsonl", SPACY);
    let message = failure(&["agree", &one, "-"], SPACY.replace("left", "took").replace("hired", "fired"));
    assert_eq!(message, format!("postil: {one} and standard input have no text in common\n"));
    let project = output(&["convert", "--to", "postil"], SPACY).replace("\"new\"", "\"open\"");
    let message = failure(&["agree", &one, "-"], project);
    assert_eq!(
        message,
        format!("postil: {one} and standard input have 2 articles in common, none of which both finished\n")
    );
}
