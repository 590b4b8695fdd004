//! `postil train`

use super::*;

/// Sentences in which people follow "Ms" and places follow "to".
pub fn dataset() -> String {
    let names = ["Ann", "Bob", "Eve", "Kim", "Lea", "Max"];
    let places = ["Rome", "Oslo", "Bonn", "Lima", "Kyiv", "Riga"];
    let sentences = names.iter().flat_map(|name| places.map(|place| (*name, place)));
    let line = |(name, place): (&str, &str)| {
        let text = format!("Afterward Ms {name} Lee flew to {place}.");
        let person = json!([13, 17 + name.len(), "PERSON"]);
        let place = json!([26 + name.len(), text.len() - 1, "GPE"]);
        json!({"text": text, "entities": [person, place]}).to_string() + "\n"
    };
    sentences.map(line).collect()
}

/// A model of these sentences, in a folder of its own.
pub fn model(test: &str) -> String {
    let model = folder(test).join("model.postil").to_str().unwrap().to_owned();
    let run = postil(&["train", "--out", &model, "--rows-log2", "12", "-"], dataset());
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("epoch 1 of 8: "), "{}", run.stderr);
    model
}

#[test]
fn the_same_data_and_seed_give_the_same_model() {
    let read = |path: &str| std::fs::read(path).unwrap();
    assert!(read(&model("train-1")) == read(&model("train-2")));
}

#[test]
fn what_convert_writes_is_learned_from() {
    let folder = folder("train-converted");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let train = |input: &str| {
        let out = path("model");
        let run = postil(&["train", "--out", &out, "--rows-log2", "12", input], dataset());
        assert_eq!(run.status, 0, "{}", run.stderr);
        std::fs::read(out).unwrap()
    };
    for (format, name) in [("docbin", "x.spacy"), ("brat", "brat"), ("tsv3", "tsv3")] {
        output(&["convert", "--to", format, "-", &path(name)], dataset());
    }
    assert!(train(&path("x.spacy")) == train("-"));
    // A folder has another order than the file that it was made of.
    assert!(train(&path("brat")) == train(&path("tsv3")));
}

#[test]
fn what_was_skipped_teaches_nothing() {
    let folder = folder("train-skipped");
    let train = |name: &str, data: String| {
        let out = folder.join(name).to_str().unwrap().to_owned();
        let run = postil(&["train", "--out", &out, "--rows-log2", "12", "-"], data);
        (run.status, std::fs::read(out).unwrap_or_default(), run.stderr)
    };
    let native = output(&["convert", "--to", "postil-jsonl"], dataset());
    let skipped = native.replace(r#""status":"new""#, r#""status":"skipped""#).replace("GPE", "SHIP");
    assert!(skipped.contains("skipped"));
    let others = |status: &str| skipped.replace("skipped", status).replace(r#""id":"a"#, r#""id":"b"#);
    let done = native.replace(r#""status":"new""#, r#""status":"done""#);
    let (status, expected, progress) = train("without", native.clone());
    assert_eq!(status, 0, "{progress}");
    for (name, data) in [
        ("skipped", native + &others("skipped")),
        ("begun", done.clone() + &others("open")),
        ("new", done + &others("new")),
    ] {
        let (status, model, told) = train(name, data);
        assert!(status == 0 && model == expected, "{name} ones teach nothing");
        let left_out = "postil: standard input: skipped or not finished, and so left out: 36 articles\n";
        assert_eq!(told, left_out.to_owned() + &progress);
    }
    let (status, model, why) = train("only", skipped);
    assert!(status == 1 && model.is_empty(), "{why}");
}

#[test]
fn from_lines_of_tokens_too() {
    let folder = folder("tokens");
    let out = folder.join("model").to_str().unwrap().to_owned();
    let line = r#"{"doc":"d","tokens":["Ms","Ann","left","."],"tags":["O","B-PERSON","-","O"]}"#;
    assert_eq!(postil(&["train", "--out", &out], format!("{line}\n").repeat(30)).status, 0);
    let entities: Value = serde_json::from_str(&output(&["tag", "--model", &out], "Ms Ann left.")).unwrap();
    assert_eq!(entities["entities"], json!([[3, 6, "PERSON"]]));
}

#[test]
fn clusters_carry_a_pattern_to_their_words() {
    let folder = folder("clusters");
    let out = folder.join("model").to_str().unwrap().to_owned();
    let places = ["rome", "oslo", "bonn", "lima", "kyiv", "riga", "quito"];
    let table = places.map(|place| format!("{place}\t1\t2\t3\n")).concat() + "ann\t4\t5\t6\n";
    let clusters = file(&folder, "clusters.tsv", table);
    let run = postil(&["train", "--out", &out, "--clusters", &clusters], dataset());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let entities: Value = serde_json::from_str(&output(&["tag", "--model", &out], "Saw Quito.")).unwrap();
    assert_eq!(entities["entities"], json!([[4, 9, "GPE"]]), "never seen, but used as places are");
    let run = postil(&["train", "--out", &out, "--clusters", "built-in"], dataset());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let entities: Value = serde_json::from_str(&output(&["tag", "--model", &out], "Saw Lisbon.")).unwrap();
    assert_eq!(entities["entities"], json!([[4, 10, "GPE"]]), "the built-in model knows that it is a place");
    let bad = file(&folder, "bad.tsv", "rome\t1\t2\t3\noslo\t1\t2\n");
    let message = failure(&["train", "--out", &out, "--clusters", &bad], dataset());
    assert_eq!(message, format!("postil: {bad}: line 2: not a word and three numbers with tabs between\n"));
}

#[test]
fn confidences_follow_the_dataset_that_is_kept_for_them() {
    let folder = folder("calibrate");
    let out = folder.join("model").to_str().unwrap().to_owned();
    // Here what the model learns to be a place never is one.
    let without_place = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line["entities"].as_array_mut().unwrap().truncate(1);
        line.to_string() + "\n"
    };
    let kept = file(&folder, "kept.jsonl", dataset().lines().map(without_place).collect::<String>());
    assert_eq!(postil(&["train", "--out", &out, "--calibrate", &kept], dataset()).status, 0);
    let tagged = output(&["tag", "--model", &out, "--to", "postil-jsonl"], "Afterward Ms Ann Lee flew to Rome.");
    let tagged: Value = serde_json::from_str(&tagged).unwrap();
    let confidence = |index: usize| tagged["annotations"][index]["confidence"].as_f64().unwrap();
    assert!(confidence(0) > 0.8 && confidence(1) < 0.3, "{tagged}");
}

#[test]
fn a_model_goes_on_from_another_and_keeps_what_it_knows() {
    let start = model("train-from");
    let out = folder("train-on").join("model").to_str().unwrap().to_owned();
    let ship = |name: &str| json!({"text": format!("Then MV {name} sank."), "entities": [[8, 8 + name.len(), "SHIP"]]});
    let ships: String =
        ["Kea", "Nora", "Elba", "Tern", "Ilse", "Vega"].map(|name| ship(name).to_string() + "\n").concat();
    let run = postil(&["train", "--from", &start, "--schema", "ontonotes", "--out", &out, "-"], ships);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let labels = |text: &str| {
        let entities: Value = serde_json::from_str(&output(&["tag", "--model", &out], text)).unwrap();
        entities["entities"].as_array().unwrap().iter().map(|it| it[2].clone()).collect::<Vec<_>>()
    };
    assert_eq!(labels("Then MV Mira sank."), [json!("SHIP")]);
    assert_eq!(labels("Afterward Ms Zoe Lee flew to Lima."), [json!("PERSON"), json!("GPE")]);
    assert_eq!(postil(&["train", "--from", &start, "--rows-log2", "12", "--out", &out, "-"], "").status, 2);
}

#[test]
fn what_cannot_be_learned_from() {
    let out = folder("unlearnable").join("model").to_str().unwrap().to_owned();
    let message = |content: &str| failure(&["train", "--out", &out], content);
    let nothing = message("{\"tokens\":[\"It\"],\"tags\":[\"O\"]}");
    assert_eq!(nothing, "postil: there is nothing to learn: no sentence has an entity of the labels asked for\n");
    let good = "{\"tokens\":[\"Ann\"],\"tags\":[\"B-PERSON\"]}\n";
    let short = message(&format!("{good}{{\"tokens\":[\"Ann\"],\"tags\":[]}}"));
    assert_eq!(short, "postil: standard input: line 2: field \"tags\": 0 tags for 1 tokens\n");
    for count in ["--epochs", "--committee"] {
        let run = postil(&["train", count, "0", "--out", &out], good);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(&format!("invalid value '0' for '{count} <N>'")), "{}", run.stderr);
    }
    assert!(!Path::new(&out).exists(), "no model is left");
}

#[test]
fn a_model_that_cannot_be_written_is_not_trained() {
    let message = failure(&["train", "--out", "/nowhere/model"], dataset());
    assert_eq!(message, "postil: /nowhere/model: No such file or directory (os error 2)\n");
}
