//! `postil split`

use super::*;

/// Articles of which the second half are the first half with another ending.
fn dataset() -> String {
    let line = |number: usize| {
        let words: Vec<String> = (0..30).map(|word| format!("w{}x{word}", number % 50)).collect();
        let text = format!("Ann 🍎 {} {number}", words.join(" "));
        json!({"id": format!("n{number}"), "text": text, "entities": [[0, 3, "PERSON"]]}).to_string() + "\n"
    };
    (0..100).map(line).collect()
}

/// The ids in each part, in order.
fn parts(folder: &Path, ending: &str) -> [Vec<String>; 3] {
    ["train", "validation", "test"].map(|part| {
        let path = folder.join(format!("{part}.{ending}"));
        let lines = output(&["convert", "--to", "spacy", path.to_str().unwrap()], "");
        let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        lines.lines().map(id).collect()
    })
}

#[test]
fn whole_articles_and_their_copies_by_a_seed() {
    let folder = folder("split");
    let input = file(&folder, "in.jsonl", dataset());
    let run = |seed: &str, to: &str, name: &str| {
        let path = folder.join(name);
        assert_eq!(output(&["split", "--seed", seed, "--to", to, &input, path.to_str().unwrap()], ""), "");
        path
    };
    let first = run("1", "postil-jsonl", "first");
    let [train, validation, test] = parts(&first, "jsonl");
    assert_eq!((train.len(), validation.len(), test.len()), (80, 10, 10));
    for id in &test {
        let number: usize = id[1..].parse().unwrap();
        assert!(test.contains(&format!("n{}", (number + 50) % 100)), "{id} and its copy");
    }
    assert_eq!(parts(&run("1", "gliner", "again"), "gliner.json"), [train.clone(), validation, test]);
    assert_ne!(parts(&run("2", "spacy", "other"), "spacy.jsonl")[0], train);
    let sheet = std::fs::read_to_string(first.join("README.md")).unwrap();
    for line in [
        "| train | 80 |",
        "| validation | 10 |",
        "| PERSON |  | 80 | 10 | 10 |",
        "`validation.jsonl`",
        "by the seed 1 in shares of 80, 10, 10",
    ] {
        assert!(sheet.contains(line), "{sheet}");
    }
}

#[test]
fn parts_of_binary_files() {
    let folder = folder("split-binary");
    let input = file(&folder, "in.jsonl", dataset());
    let path = folder.join("out");
    output(&["split", "--seed", "1", "--to", "docbin", &input, path.to_str().unwrap()], "");
    let counts = parts(&path, "spacy").map(|part| part.len());
    assert_eq!(counts, [80, 10, 10]);
}

#[test]
fn what_annotators_kept_to_is_on_the_card() {
    let folder = folder("split-card");
    let schema = r##"{"name":"ships","guidelines":"# Ships\nWithout \"the\".","labels":[{"id":"SHIP","name":"A ship","color":"#123456"}]}"##;
    let article = r#"{"id":"a","text":"The Fram left.","annotations":[{"start":4,"end":8,"label":"SHIP"}]}"#;
    let head = r#""format":"postil-project","version":1,"offset_unit":"codepoint""#;
    let project = format!("{{{head},\"schema\":{schema},\"articles\":[{article}]}}");
    let input = file(&folder, "ships.postil.json", &project);
    let convert = ["convert", "--to", "hf"];
    let split = [&["split", "--seed", "1", "--shares", "1,0,0"], &convert[1..]].concat();
    for (arguments, input, name) in
        [(&split[..], &input[..], "split"), (&convert, &input, "file"), (&convert, "-", "pipe")]
    {
        let path = folder.join(name).to_str().unwrap().to_owned();
        output(&[arguments, &[input, &path]].concat(), &project);
        let card = std::fs::read_to_string(Path::new(&path).join("README.md")).unwrap();
        assert!(card.contains("| SHIP | A ship | 1 |"), "{card}");
        assert!(card.contains("### Ships\nWithout \"the\".\n"), "{card}");
        assert_eq!(card.contains("by the seed 1"), name == "split");
    }
}

#[test]
fn the_card_tells_of_the_labels_that_go_in() {
    let folder = folder("split-labels");
    let labels = ["SHIP", "PORT", "CREW"].map(|id| json!({"id": id, "name": format!("the {id}"), "color": "#123456"}));
    let annotations = [json!({"start": 4, "end": 8, "label": "SHIP"})];
    let project = json!({
        "format": "postil-project", "version": 1, "offset_unit": "codepoint",
        "schema": {"name": "ships", "labels": labels},
        "articles": [{"id": "a", "text": "The Fram left.", "annotations": annotations}],
    });
    let input = file(&folder, "ships.postil.json", project.to_string());
    let card = |name: &str, arguments: &[&str]| {
        let path = folder.join(name).to_str().unwrap().to_owned();
        output(
            &[&["split", "--seed", "1", "--shares", "1,0,0", "--to", "hf"], arguments, &[&input, &path]].concat(),
            "",
        );
        std::fs::read_to_string(Path::new(&path).join("README.md")).unwrap()
    };
    let told = card("map", &["--map", "SHIP=VESSEL", "--labels", "VESSEL,PORT"]);
    assert!(told.contains("|\n| PORT | the PORT | 0 |\n| VESSEL | the SHIP | 1 |\n\n"), "{told}");
    let told = card("schema", &["--map", "SHIP=ORG", "--schema", "conll"]);
    assert!(told.contains("| ORG | Organisation | 1 |") && !told.contains("PORT"), "{told}");
}

#[test]
fn how_far_two_annotators_agree() {
    let folder = folder("split-second");
    let input = file(&folder, "in.jsonl", dataset());
    // Another annotator had ten of the articles, and one more, under other ids; for five of them Ann is an organisation.
    let of_other = |(number, line): (usize, &str)| {
        let line = if number < 5 { line.replace("PERSON", "ORG") } else { line.to_owned() };
        if number == 10 { line.replace("Ann", "Eve") } else { line.replace("\"n", "\"m") }
    };
    let lines: Vec<String> = dataset().lines().take(11).enumerate().map(of_other).collect();
    let second = file(&folder, "second.jsonl", lines.join("\n"));
    for (to, name) in [("hf", "hf"), ("docbin", "spacy")] {
        let path = folder.join(name);
        output(&["split", "--seed", "1", "--to", to, "--second", &second, &input, path.to_str().unwrap()], "");
        let card = std::fs::read_to_string(path.join("README.md")).unwrap();
        let table = "\n10 of the articles were annotated by another annotator as well. An annotation is in both where span \
                     and label are exactly the same.\n\n| label | in both | only here | only there | F1 |\n\
                     |---|---:|---:|---:|---:|\n| ORG | 0 | 0 | 5 | 0.000 |\n| PERSON | 5 | 5 | 0 | 0.667 |\n\
                     | all | 5 | 5 | 5 | 0.500 |\n";
        assert!(card.contains(table), "{card}");
    }
    let path = folder.join("few");
    let few = [
        "split",
        "--seed",
        "1",
        "--shares",
        "1,0,0",
        "--words",
        "w9x0",
        "--second",
        &second,
        &input,
        path.to_str().unwrap(),
    ];
    output(&few, "");
    let card = std::fs::read_to_string(path.join("README.md")).unwrap();
    assert!(card.contains("\n1 of the articles were"), "only of those that go in: {card}");
    let suggested = |label: &str, status: &str| {
        let annotation = json!({"start": 0, "end": 3, "label": label, "status": status});
        json!({"id": "a", "text": "Ann left.", "status": "done", "annotations": [annotation]}).to_string()
    };
    let undecided = file(&folder, "undecided.jsonl", suggested("PERSON", "suggested"));
    let decided = file(&folder, "decided.jsonl", suggested("PERSON", "confirmed"));
    let path = folder.join("undecided");
    let split = ["split", "--seed", "1", "--shares", "1,0,0", "--second", &decided, &undecided];
    output(&[&split[..], &[path.to_str().unwrap()]].concat(), "");
    let sheet = std::fs::read_to_string(path.join("README.md")).unwrap();
    assert!(sheet.contains("| all | 0 | 0 | 1 | 0.000 |\n"), "a suggestion is nobody's: {sheet}");
    let other = file(&folder, "other.jsonl", dataset().replace("Ann", "Eve"));
    let message = failure(&["split", "--seed", "1", "--second", &other, &input, "out"], "");
    assert_eq!(message, format!("postil: --second {other}: it has none of the articles\n"));
    let begun = file(&folder, "begun.jsonl", suggested("PERSON", "confirmed").replace("done", "open"));
    let message = failure(&["split", "--seed", "1", "--second", &begun, &decided, "out"], "");
    let why = "of the articles that it has, none is finished in both";
    assert_eq!(message, format!("postil: --second {begun}: {why}\n"));
}

#[test]
fn what_was_skipped_is_dealt_to_no_part() {
    let folder = folder("split-skipped");
    let line = |number: usize| {
        let status = if number.is_multiple_of(5) { "skipped" } else { "done" };
        let annotations = json!([{"start": 0, "end": 3, "label": "PERSON"}]);
        let text = format!("Ann {number} saw w{number}.");
        json!({"id": format!("n{number}"), "text": text, "status": status, "annotations": annotations}).to_string()
            + "\n"
    };
    let input = file(&folder, "in.jsonl", (0..50).map(line).collect::<String>());
    let second = file(&folder, "second.jsonl", line(0) + &line(1));
    for to in ["postil-jsonl", "hf", "label-studio"] {
        let path = folder.join(to);
        let out = path.to_str().unwrap();
        let run = postil(&["split", "--seed", "1", "--to", to, "--second", &second, &input, out], "");
        let note = |input: &str, count: &str| format!("postil: {input}: skipped, and so left out: {count}\n");
        assert_eq!((run.status, run.stderr), (0, note(&input, "10 articles")), "{to}");
        let sheet = std::fs::read_to_string(path.join("README.md")).unwrap();
        for line in ["| train | 32 |", "| validation | 4 |", "| test | 4 |", "Confirmed annotations: 40;", "\n1 of the"]
        {
            assert!(sheet.contains(line), "{to}: {line} {sheet}");
        }
    }
    let native = ["train", "validation", "test"].map(|part| folder.join(format!("postil-jsonl/{part}.jsonl")));
    let lines: String = native.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert_eq!((lines.lines().count(), lines.matches("skipped").count()), (40, 0));
}

#[test]
fn for_hugging_face() {
    let folder = folder("split-hf");
    let input = file(&folder, "in.jsonl", dataset());
    let path = folder.join("out").to_str().unwrap().to_owned();
    output(&["split", "--seed", "1", "--shares", "1,0,1", "--to", "hf", &input, &path], "");
    let lines = output(&["convert", "--to", "postil-jsonl", &path], "");
    let count = |part: &str| lines.matches(&format!("\"split\":\"{part}\"")).count();
    assert_eq!(["train", "validation", "test"].map(count), [50, 0, 50]);
    assert!(!Path::new(&path).join("validation.jsonl").exists());
    let card = std::fs::read_to_string(Path::new(&path).join("README.md")).unwrap();
    assert!(card.contains("- split: test\n    path: test.jsonl\ndataset_info"), "{card}");
}

#[test]
fn parts_that_get_nothing_are_named() {
    let folder = folder("split-few");
    let input = file(&folder, "in.jsonl", SPACY);
    let told = |shares: &str| {
        let out = folder.join(shares);
        let run = postil(&["split", "--seed", "1", "--shares", shares, &input, out.to_str().unwrap()], "");
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stderr
    };
    assert!(told("80,10,10").starts_with(&format!("postil: {input}: too few articles for all parts: nothing is in ")));
    assert_eq!(told("1,0,0"), "", "no others are asked for");
}

#[test]
fn what_cannot_be_split() {
    let streams: &[&str] = if cfg!(unix) { &["-", "/dev/stdin"] } else { &["-"] };
    for stream in streams {
        let message = failure(&["split", "--seed", "1", stream, "out"], SPACY);
        assert_eq!(message, "postil: split reads its input twice: name a file, not a pipe\n");
    }
    for arguments in
        [["--shares", "1,2"], ["--shares", "0,0,0"], ["--shares", "90,20,10"], ["--to", "brat"], ["--to", "postil"]]
    {
        let run = postil(&[&["split", "--seed", "1"], &arguments[..], &["in", "out"]].concat(), "");
        assert_eq!(run.status, 2, "{arguments:?} {}", run.stderr);
    }
}
