//! The command line as a user runs it: output, exit status and messages of the built program.
#![cfg(feature = "cli")]

use postil::core::formats::Format;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the program gave.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

fn postil(arguments: &[&str], stdin: impl AsRef<[u8]>) -> Run {
    let mut program = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = program.stdin.take().unwrap();
    let input = stdin.as_ref().to_owned();
    // A program that fails early does not read all of its input.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The output of a run that must succeed.
fn output(arguments: &[&str], stdin: impl AsRef<[u8]>) -> String {
    let run = postil(arguments, stdin);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
    run.stdout
}

/// The message of a run that must fail.
fn failure(arguments: &[&str], stdin: impl AsRef<[u8]>) -> String {
    let run = postil(arguments, stdin);
    assert_eq!(run.status, 1, "{arguments:?} {} {}", run.stdout, run.stderr);
    run.stderr
}

/// An empty folder for the files of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

const SPACY: &str = "{\"id\":\"x\",\"text\":\"Apple 🍎 hired Ann Li in New York.\",\"entities\":[[0,5,\"ORG\"],[14,20,\"PERSON\"],[24,32,\"GPE\"]]}\n\
                     {\"id\":\"y\",\"text\":\"She left Rome.\",\"entities\":[[9,13,\"LOC\"]]}\n";

mod convert {
    use super::*;

    #[test]
    fn from_spacy_to_every_format_and_back() {
        // Formats of tokens keep no spaces, and CoNLL no ids.
        let tokens = SPACY.replace("York.", "York .").replace("Rome.", "Rome .");
        let [columns, numbered] = [&tokens, SPACY].map(|it| it.replace("\"x\"", "\"a1\"").replace("\"y\"", "\"a2\""));
        let text_files = Format::ALL.into_iter().filter(|format| !format.is_folder() && format.is_text());
        for format in text_files.map(Format::name) {
            let expected = match format {
                "conll" | "bilou" => &columns,
                "ner-annotator" => &numbered,
                "autotrain" | "gliner" => &tokens,
                _ => SPACY,
            };
            let converted = output(&["convert", "--from", "spacy", "--to", format, "-", "-"], SPACY);
            assert_eq!(output(&["convert", "--to", "spacy"], &converted), expected, "{format}");
            assert_eq!(output(&["convert", "--from", format, "--to", "spacy"], &converted), expected, "{format}");
        }
    }

    #[test]
    fn from_spacy_to_docbin_and_back() {
        let path = folder("docbin").join("x.spacy").to_str().unwrap().to_owned();
        assert_eq!(output(&["convert", "--to", "docbin", "-", &path], SPACY), "");
        let numbered = SPACY.replace("\"x\"", "\"a1\"").replace("\"y\"", "\"a2\"");
        assert_eq!(output(&["convert", "--to", "spacy", &path], ""), numbered);
        assert_eq!(output(&["convert", "--from", "docbin", "--to", "spacy"], std::fs::read(&path).unwrap()), numbered);
        assert!(output(&["stats", &path], "").contains("annotations          4\n"));
        let project = output(&["convert", "--to", "postil", &path], "");
        assert_eq!(output(&["convert", "--to", "spacy"], project), numbered);
    }

    #[test]
    fn the_labelling_configuration_of_label_studio() {
        let path = folder("labelling").join("labels.xml").to_str().unwrap().to_owned();
        output(&["convert", "--to", "label-studio", "--config", &path], SPACY);
        let config = std::fs::read_to_string(&path).unwrap();
        assert!(config.contains("    <Label value=\"PERSON\" background=\"#"), "{config}");
        let error = failure(&["convert", "--to", "csv", "--config", &path], SPACY);
        assert_eq!(error, "postil: --config is for label-studio, not for csv\n");
    }

    #[test]
    fn from_spacy_to_folders_and_back() {
        let tokens = SPACY.replace("York.", "York .").replace("Rome.", "Rome .");
        let tokens = tokens.replace("]]}", "]],\"split\":\"train\"}");
        for (format, expected) in [("hf", tokens.as_str()), ("brat", SPACY), ("cas-json", SPACY), ("tsv3", SPACY)] {
            let folder = folder(&format!("to-{format}"));
            let path = folder.join("out").to_str().unwrap().to_owned();
            assert_eq!(output(&["convert", "--to", format, "-", &path], SPACY), "");
            assert_eq!(output(&["convert", "--to", "spacy", &path], ""), expected);
            assert_eq!(output(&["convert", "--from", format, "--to", "spacy", &path], ""), expected);
            assert!(output(&["stats", &path], "").contains("annotations          4\n"));
            let project = output(&["convert", "--to", "postil", &path], "");
            assert_eq!(output(&["convert", "--to", "spacy"], project), expected);
            let again = failure(&["convert", "--to", format, "-", &path], SPACY);
            assert_eq!(again, format!("postil: {path}: it is there already; name a new folder\n"));
            assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left behind");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_or_read() {
        let folder = folder("no-folder");
        let message = failure(&["convert", "--to", "hf"], SPACY);
        assert_eq!(message, "postil: -: this format is a folder of files\n");
        let path = folder.join("out").to_str().unwrap().to_owned();
        failure(&["convert", "--to", "hf", "-", &path], format!("{SPACY}{{"));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "nothing is left behind");
        let name = folder.to_str().unwrap();
        let message = failure(&["stats", name], "");
        assert_eq!(message, format!("postil: {name}: there is no file that ends in .jsonl\n"));
        file(&folder, "test.jsonl", "{\"tokens\":[\"Ann\"],\"ner_tags\":[1]}");
        let message = failure(&["stats", name], "");
        let expected = "line 1, field ner_tags[0]: README.md has no name for the tag 1";
        assert_eq!(message, format!("postil: {name}/test.jsonl: {expected}\n"));
        assert_eq!(postil(&["tag", "--to", "brat"], "Ann left.").status, 2);
    }

    #[test]
    fn what_goes_in() {
        let line = |id: &str, status: &str| {
            format!(
                r#"{{"id":"{id}","text":"Ann met Bo.","status":"{status}","annotations":[{{"start":0,"end":3,"label":"PERSON"}},{{"start":8,"end":10,"label":"DOG","status":"suggested"}}]}}"#
            ) + "\n"
        };
        let all = line("x", "done") + &line("y", "open");
        let spacy = |id: &str, entities: &str| {
            format!("{{\"id\":\"{id}\",\"text\":\"Ann met Bo.\",\"entities\":[{entities}]}}\n")
        };
        let run = |arguments: &[&str]| output(&[&["convert", "--to", "spacy"], arguments].concat(), &all);
        let ann = "[0,3,\"PERSON\"]";
        assert_eq!(run(&["--decided", "--finished"]), spacy("x", ann));
        assert_eq!(run(&["--schema", "conll", "--finished"]), spacy("x", "[0,3,\"PER\"]"));
        assert_eq!(run(&["--map", "DOG=ANIMAL", "--finished"]), spacy("x", &format!("{ann},[8,10,\"ANIMAL\"]")));
        let project = output(&["convert", "--to", "postil", "--schema", "conll", "--finished"], &all);
        let project: Value = serde_json::from_str(&project).unwrap();
        assert_eq!((&project["schema"]["name"], project["articles"].as_array().unwrap().len()), (&json!("conll"), 1));
        assert!(output(&["check", "--for", "spacy", "--decided", "--finished"], &all).starts_with("1 article, 1 ann"));
    }

    #[test]
    fn a_dataset_without_articles() {
        let empty = output(
            &["convert", "--from", "postil", "--to", "postil"],
            r#"{"format":"postil-project","version":1,
            "offset_unit":"codepoint","schema":{"name":"s","labels":[]},"articles":[]}"#,
        );
        let gliner = output(&["convert", "--from", "postil", "--to", "gliner"], &empty);
        assert_eq!(gliner, "[]\n");
        assert_eq!(output(&["convert", "--from", "gliner", "--to", "spacy"], gliner), "");
    }

    #[test]
    fn the_native_form() {
        let native = output(&["convert", "--to", "postil-jsonl"], SPACY);
        let article: Value = serde_json::from_str(native.lines().next().unwrap()).unwrap();
        assert_eq!(
            article["annotations"][1],
            json!({"start": 14, "end": 20, "label": "PERSON", "text": "Ann Li",
                   "status": "confirmed", "origin": "import", "confidence": null})
        );
        let project: Value = serde_json::from_str(&output(&["convert", "--to", "postil"], SPACY)).unwrap();
        assert_eq!((&project["format"], &project["offset_unit"]), (&json!("postil-project"), &json!("codepoint")));
        assert_eq!(project["schema"]["labels"][1]["name"], json!("Person"));
    }

    #[test]
    fn a_file_appears_only_when_it_is_whole() {
        let folder = folder("whole");
        let broken = file(&folder, "in.jsonl", format!("{SPACY}{{\"text\":\"a\",\"entities\":[[0,9,\"ORG\"]]}}\n"));
        let out = file(&folder, "out.jsonl", "what was there\n");
        let message = failure(&["convert", "--to", "postil-jsonl", &broken, &out], "");
        assert_eq!(
            message,
            format!(
                "postil: {broken}: line 3, field entities[0]: a span from 0 to 9 reaches beyond the text, \
                 which has 1 characters (code points)\n"
            )
        );
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "what was there\n");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn a_file_can_be_converted_onto_itself() {
        let folder = folder("itself");
        let path = file(&folder, "data.jsonl", SPACY);
        output(&["convert", "--to", "postil-jsonl", &path, &path], "");
        assert_eq!(output(&["convert", "--to", "spacy", &path], ""), SPACY);
    }

    #[test]
    fn to_a_device() {
        output(&["convert", "--to", "spacy", "-", "/dev/null"], SPACY);
    }
}

mod check {
    use super::*;

    #[test]
    fn what_comes_through() {
        for format in Format::ALL.map(Format::name) {
            let report = output(&["check", "--for", format], SPACY);
            let expected = "2 articles, 4 annotations: 0 lost, 0 changed\nwritten and read back: 0 differences\n";
            assert_eq!(report, expected, "{format}");
        }
    }

    #[test]
    fn what_would_be_lost_and_what_to_do() {
        let line = r#"{"id":"x","text":"🍎 The Bank of Japan met.","annotations":[
            {"start":6,"end":19,"label":"ORG"},{"start":14,"end":19,"label":"GPE","status":"suggested"}]}"#
            .replace('\n', "");
        let run = postil(&["check", "--for", "conll"], &line);
        assert_eq!((run.status, run.stderr.as_str()), (1, "postil: conll would lose something of this; see above\n"));
        assert_eq!(
            run.stdout,
            "lost: x, code points 14 to 19, GPE \"Japan\": it overlaps ORG \"Bank of Japan\", and conll \
             holds no overlaps: it is left out; delete one, or take another format\n\
             lost: x, code points 14 to 19, GPE \"Japan\": it is only suggested, and conll cannot say so; accept or delete \
             it, or leave out what is undecided\n\
             1 article, 2 annotations: 2 lost, 0 changed\n\
             written and read back: 1 difference, as told\n"
        );
        let json = postil(&["check", "--for", "conll", "--json"], &line).stdout;
        let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let with = json!({"start": 6, "end": 19, "label": "ORG", "text": "Bank of Japan"});
        let overlap = json!({"article": "x", "start": 14, "end": 19, "label": "GPE", "text": "Japan",
                             "problem": "overlap", "with": with, "loss": true});
        assert_eq!(lines[0], overlap);
        let counts =
            json!({"articles": 1, "annotations": 2, "losses": 2, "changes": 0, "differences": 1, "unforeseen": 0});
        assert_eq!(lines[2], counts);
        let decided = output(&["convert", "--to", "spacy", "--decided"], &line);
        assert_eq!(decided, "{\"id\":\"x\",\"text\":\"🍎 The Bank of Japan met.\",\"entities\":[[6,19,\"ORG\"]]}\n");
        output(&["check", "--for", "conll"], decided);
    }

    #[test]
    fn several_files_and_a_bad_one() {
        let folder = folder("check");
        let good = file(&folder, "good.jsonl", SPACY);
        let bad = file(&folder, "bad.jsonl", "{\"text\":3}");
        assert!(output(&["check", "--for", "csv", &good, &good], "").starts_with("4 articles, 8 annotations"));
        assert!(failure(&["check", "--for", "csv", &good, &bad], "").starts_with(&format!("postil: {bad}: line 1")));
    }
}

mod split {
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
        for line in ["| train | 80 |", "| validation | 10 |", "| PERSON | 80 | 10 | 10 |", "`validation.jsonl`"] {
            assert!(sheet.contains(line), "{sheet}");
        }
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
    fn what_cannot_be_split() {
        let message = failure(&["split", "--seed", "1", "-", "out"], SPACY);
        assert_eq!(message, "postil: split reads its input twice: name a file\n");
        for arguments in [["--shares", "1,2"], ["--shares", "0,0,0"], ["--to", "brat"], ["--to", "postil"]] {
            let run = postil(&[&["split", "--seed", "1"], &arguments[..], &["in", "out"]].concat(), "");
            assert_eq!(run.status, 2, "{arguments:?} {}", run.stderr);
        }
    }
}

mod eval {
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
        assert!(table.lines().last().unwrap().starts_with("all                  1.000   1.000   1.000"), "{table}");
    }

    #[test]
    fn other_texts_cannot_be_compared() {
        let gold = file(&folder("other"), "gold.jsonl", SPACY);
        let message = failure(&["eval", "--gold", &gold, "--predicted", "-"], SPACY.replace("Rome", "Oslo"));
        assert_eq!(message, "postil: the text of article \"y\" is not the same in gold and predicted\n");
    }
}

mod stats {
    use super::*;

    #[test]
    fn as_json_and_as_a_table() {
        let counted: Value = serde_json::from_str(&output(&["stats", "--json"], SPACY)).unwrap();
        assert_eq!((&counted["articles"], &counted["words"]), (&json!(2), &json!(10)));
        assert_eq!(counted["labels"]["PERSON"], json!({"suggested": 0, "confirmed": 1}));
        let table = output(&["stats"], SPACY);
        assert!(table.contains("annotations          4\n"), "{table}");
    }
}

mod train {
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
    fn what_cannot_be_learned_from() {
        let out = folder("unlearnable").join("model").to_str().unwrap().to_owned();
        let message = |content: &str| failure(&["train", "--out", &out], content);
        let nothing = message("{\"tokens\":[\"It\"],\"tags\":[\"O\"]}");
        assert_eq!(nothing, "postil: there is nothing to learn: no sentence has an entity of the labels asked for\n");
        let good = "{\"tokens\":[\"Ann\"],\"tags\":[\"B-PERSON\"]}\n";
        let short = message(&format!("{good}{{\"tokens\":[\"Ann\"],\"tags\":[]}}"));
        assert_eq!(short, "postil: standard input: line 2: field \"tags\": 0 tags for 1 tokens\n");
        assert!(!Path::new(&out).exists(), "no model is left");
    }
}

mod tag {
    use super::*;

    /// What is found in each line of an output: the text of each entity, and its label.
    fn found(output: &str) -> Vec<Vec<(String, String)>> {
        let entities = |line: &str| {
            let line: Value = serde_json::from_str(line).unwrap();
            let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
            let entity = |entity: &Value| {
                let at = |index: usize| entity[index].as_u64().unwrap() as usize;
                (text[at(0)..at(1)].iter().collect(), entity[2].as_str().unwrap().to_owned())
            };
            line["entities"].as_array().unwrap().iter().map(entity).collect()
        };
        output.lines().map(entities).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|&(text, label)| (text.to_owned(), label.to_owned())).collect()
    }

    #[test]
    fn offsets_are_code_points_whatever_the_text() {
        let model = train::model("tag-offsets");
        for before in ["", "🍎 👨\u{200d}👩\u{200d}👧 e\u{301} שלום 北京 ", "One.\r\nTwo.\r\n", "\u{feff}"]
        {
            let text = format!("{before}Afterward Ms Zoe Lee flew to Quito.");
            let line = json!({"text": text}).to_string();
            for input in [&text, &line] {
                let found = found(&output(&["tag", "--model", &model], input));
                assert!(found[0].ends_with(&pairs(&[("Zoe Lee", "PERSON"), ("Quito", "GPE")])), "{input}: {found:?}");
            }
        }
    }

    #[test]
    fn other_fields_are_kept_and_old_entities_are_not() {
        let model = train::model("tag-fields");
        let line = r#"{"url":"https://example.com","id":7,"entities":[[0,3,"GOLD"]],"text":"Ms Zoe Lee flew to Quito.","meta":{"n":[1,null]}}"#;
        assert_eq!(
            output(&["tag", "--model", &model], line).trim_end(),
            r#"{"id":7,"text":"Ms Zoe Lee flew to Quito.","entities":[[3,10,"PERSON"],[19,24,"GPE"]],"url":"https://example.com","meta":{"n":[1,null]}}"#
        );
    }

    #[test]
    fn labels_are_folded_and_left_out() {
        let model = train::model("tag-labels");
        let text = "Afterward Ms Zoe Lee flew to Quito.";
        let labels = |more: &[&str]| {
            let found = found(&output(&[&["tag", "--model", &model], more].concat(), text));
            found[0].iter().map(|(_, label)| label.clone()).collect::<Vec<_>>()
        };
        assert_eq!(labels(&["--map", "GPE=LOC"]), ["PERSON", "LOC"]);
        assert_eq!(labels(&["--schema", "conll"]), ["PER", "LOC"]);
        let schema = r##"{"name":"s","labels":[{"id":"PLACE","name":"Place","color":"#000000"}]}"##;
        let schema = file(&folder("tag-schema"), "schema.json", schema);
        assert_eq!(labels(&["--schema", &schema, "--map", "GPE=PLACE"]), ["PLACE"]);
    }

    #[test]
    fn a_text_file_gives_an_article_with_metadata() {
        let model = train::model("tag-file");
        let pasted = "date 2025-02-03 Afterward Ms Zoe Lee flew to Quito, and the whole town came.\n\nSource: Janedoe (The Example)";
        let path = file(&folder("tag-text"), "visit.txt", pasted);
        let article: Value =
            serde_json::from_str(&output(&["tag", "--model", &model, "--to", "postil-jsonl", &path], "")).unwrap();
        assert_eq!((&article["id"], &article["text"]), (&json!("visit"), &json!(pasted)));
        assert_eq!(article["meta"]["date"], json!("2025-02-03"));
        assert_eq!(article["meta"]["source"], json!("Janedoe (The Example)"));
        for (annotation, origin) in [(0, "grammar"), (1, "model")].map(|(i, it)| (&article["annotations"][i], it)) {
            assert_eq!((&annotation["status"], &annotation["origin"]), (&json!("suggested"), &json!(origin)));
            assert!(annotation["confidence"].as_f64().unwrap() > 0.0);
        }
    }

    #[test]
    fn html_and_several_files_make_a_project() {
        let model = train::model("tag-several");
        let folder = folder("tag-project");
        let html = file(&folder, "page.html", "<p>Afterward Ms <b>Zoe</b> Lee flew to Quito.</p>");
        let lines =
            file(&folder, "lines.jsonl", "{\"text\":\"Ms Ann Lee flew to Rome.\"}\n{\"text\":\"Nobody came.\"}\n");
        let arguments = ["tag", "--model", &model, "--to", "postil", "--schema", "news", &html, &lines];
        let project = output(&arguments, "");
        let value: Value = serde_json::from_str(&project).unwrap();
        assert_eq!(value["schema"]["name"], json!("news"));
        assert_eq!(value["articles"][0]["text"], json!("Afterward Ms Zoe Lee flew to Quito."));
        assert_eq!(value["articles"][0]["annotations"][1]["label"], json!("PLACE"));
        let ids: Vec<&Value> = value["articles"].as_array().unwrap().iter().map(|article| &article["id"]).collect();
        assert_eq!(ids, [&json!("page"), &json!("a2"), &json!("a3")]);
        let scores = output(&["convert", "--to", "postil-jsonl"], project);
        assert_eq!(scores.lines().count(), 3, "it can be read back");
    }

    #[test]
    fn what_was_tagged_can_be_scored_and_scores_full_marks_against_itself() {
        let gold = file(&folder("tag-eval"), "gold.jsonl", train::dataset());
        let model = train::model("tag-eval-model");
        let predicted = output(&["tag", "--model", &model, &gold], "");
        let scores: Value =
            serde_json::from_str(&output(&["eval", "--gold", &gold, "--predicted", "-", "--json"], predicted)).unwrap();
        assert_eq!(scores["micro"]["f1"], json!(1.0), "a model knows what it was trained on");
    }

    #[test]
    fn a_token_classifier_takes_the_place_of_the_names_and_the_grammar_stays() {
        let model = "tests/fixtures/neural/wordpiece";
        let found = found(&output(&["tag", "--model", model], "Bob Lee of Acme met Zoë in New York on 3 May 2024."));
        let expected =
            [("Bob Lee", "PER"), ("Acme", "ORG"), ("Zoë", "PER"), ("New York", "LOC"), ("3 May 2024", "DATE")];
        assert_eq!(found[0], pairs(&expected));
    }

    #[test]
    fn a_folder_that_is_no_token_classifier() {
        let folder = folder("no-classifier");
        let name = folder.to_str().unwrap();
        let message = failure(&["tag", "--model", name], "Ann left.");
        let all = "a model is model.onnx, tokenizer.json and config.json together";
        assert_eq!(message, format!("postil: {name}: model.onnx is missing: {all}\n"));
        file(&folder, "model.onnx", "no");
        file(&folder, "tokenizer.json", "{}");
        file(&folder, "config.json", "{}");
        let message = failure(&["tag", "--model", name], "Ann left.");
        assert!(message.contains("config.json has no id2label"), "{message}");
    }

    #[test]
    fn the_built_in_model_knows_the_world() {
        let found = found(&output(&["tag"], "The president of France, Emmanuel Macron, met Angela Merkel in Berlin."));
        for expected in pairs(&[("Emmanuel Macron", "PERSON"), ("Angela Merkel", "PERSON"), ("Berlin", "GPE")]) {
            assert!(found[0].contains(&expected), "{expected:?} in {found:?}");
        }
    }

    #[test]
    fn what_a_project_teaches_is_suggested() {
        let text = "Zorvex met on Monday. Zorvex paid.";
        let before = found(&output(&["tag"], text));
        let (zorvex, product) = ("Zorvex".to_owned(), "PRODUCT".to_owned());
        assert!(!before[0].contains(&(zorvex.clone(), product.clone())), "{before:?}");
        let folder = folder("learned");
        let learned = |status: &str| {
            let line = format!(
                r#"{{"id":"a","text":"The board of Zorvex met.","status":"{status}","annotations":[{{"start":13,"end":19,"label":"PRODUCT","status":"confirmed"}}]}}"#
            );
            let path = file(&folder, &format!("{status}.jsonl"), line);
            found(&output(&["tag", "--learned", &path], text))
        };
        assert_eq!(learned("done")[0].iter().filter(|it| **it == (zorvex.clone(), product.clone())).count(), 2);
        assert_eq!(learned("open"), before, "it is not finished");
    }

    #[test]
    fn bad_lines_and_models() {
        let message = |content: &str| failure(&["tag"], content);
        assert_eq!(message(""), "postil: standard input: it is empty\n");
        assert_eq!(
            message("{\"text\":\"Ann left.\"}\n{\"txt\":\"Bo left.\"}\n"),
            "postil: standard input: line 2: missing field `text`\n"
        );
        assert!(
            message("{\"text\":3}")
                .starts_with("postil: standard input: line 1, field text: invalid type: integer `3`")
        );
        assert_eq!(message("Ann \0 left."), "postil: standard input: it is not text: byte 4 is NUL\n");
        let model = file(&folder("no-model"), "model", "{}");
        let wrong = failure(&["tag", "--model", &model], "Ann left.");
        assert_eq!(wrong, format!("postil: {model}: this is not a Postil model\n"));
    }
}

mod simulate {
    use super::*;

    /// Three articles, with names that recur.
    const GOLD: &str = "{\"id\":\"x\",\"text\":\"Zorvex met Ann Li. Zorvex won.\",\"entities\":[[0,6,\"ORG\"],[11,17,\"PERSON\"],[19,25,\"ORG\"]]}\n\
                        {\"id\":\"y\",\"text\":\"Rome likes Zorvex.\",\"entities\":[[0,4,\"GPE\"],[11,17,\"ORG\"]]}\n\
                        {\"id\":\"z\",\"text\":\"Zorvex left Rome.\",\"entities\":[[0,6,\"ORG\"],[12,16,\"GPE\"]]}\n";

    /// What is written: a line an article, and the totals.
    fn simulated(arguments: &[&str]) -> Vec<Value> {
        let all = [&["simulate", "--gold", "-", "--json"], arguments].concat();
        output(&all, GOLD).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn actions(arguments: &[&str]) -> u64 {
        simulated(arguments).last().unwrap()["actions"].as_u64().unwrap()
    }

    #[test]
    fn without_suggestions_every_annotation_is_an_action_or_a_copy_of_one() {
        let lines = simulated(&["--suggest", "none", "--propagate", "off"]);
        assert_eq!(lines[0], json!({"id": "x", "gold": 3, "actions": 3, "precision": 0.0, "recall": 0.0}));
        assert_eq!(lines[3], json!({"articles": 3, "gold": 7, "actions": 7}));
        assert_eq!(actions(&["--suggest", "none"]), 6);
    }

    #[test]
    fn learning_needs_no_more_actions_than_suggestions_that_stay_the_same() {
        assert!(actions(&["--suggest", "static"]) < 6);
        assert!(actions(&[]) <= actions(&["--suggest", "static"]));
        assert_eq!(simulated(&[]), simulated(&[]));
    }

    #[test]
    fn labels_can_be_folded_and_left_out() {
        assert_eq!(actions(&["--suggest", "none", "--propagate", "off", "--schema", "conll"]), 7);
        assert_eq!(simulated(&["--map", "GPE=PLACE", "--suggest", "none"])[1]["gold"], json!(2));
        let names = file(
            &folder("simulate"),
            "s.json",
            r##"{"name":"s","labels":[{"id":"ORG","name":"O","color":"#123456"}]}"##,
        );
        assert_eq!(actions(&["--suggest", "none", "--propagate", "off", "--schema", &names]), 4);
    }

    #[test]
    fn for_people_there_is_a_table() {
        let table = output(&["simulate", "--gold", "-", "--suggest", "none"], GOLD);
        assert!(table.ends_with("3 articles, 7 annotations, 6 actions: 85.7 %\n"), "{table}");
    }
}

/// Files that no command can read, and what is said about each.
#[test]
fn bad_input() {
    let folder = folder("bad");
    let later = r#"{"format":"postil-project","version":2,"offset_unit":"codepoint","schema":{},"articles":[]}"#;
    let schema =
        r#"{"format":"postil-project","version":1,"offset_unit":"codepoint","schema":{"name":1},"articles":[]}"#;
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("empty", b"\n \n".to_vec(), "it is empty"),
        ("line-3", format!("{SPACY}{{\"text\":").into(), "line 3, column 8, field text: it is not JSON"),
        (
            "later",
            later.into(),
            "field version: it was written by a later version of Postil (version 2); this one reads up to 1",
        ),
        ("schema", schema.into(), "line 1, field schema.name: invalid type: integer `1`, expected a string"),
        ("binary", b"\x7fELF\0\0".to_vec(), "it is not text: byte 4 is NUL"),
        ("prose", b"Once upon a time.".to_vec(), "this is no format that is known here"),
    ];
    for (name, content, expected) in cases {
        let path = file(&folder, name, &content);
        for arguments in
            [vec!["stats", &path], vec!["convert", "--to", "spacy", &path], vec!["convert", "--to", "postil", &path]]
        {
            let message = failure(&arguments, "");
            assert!(message.starts_with(&format!("postil: {path}: {expected}")), "{arguments:?}: {message}");
            assert_eq!(message.matches('\n').count(), 1, "one sentence: {message}");
        }
        let message = failure(&["stats"], &content);
        assert!(message.starts_with(&format!("postil: standard input: {expected}")), "{message}");
    }
}

#[test]
fn a_file_that_is_not_there() {
    let message = failure(&["stats", "/nowhere/to/be/found.jsonl"], "");
    assert_eq!(message, "postil: /nowhere/to/be/found.jsonl: No such file or directory (os error 2)\n");
}

#[test]
fn arguments_that_make_no_sense() {
    let run = postil(&["convert", "--to", "docx"], "");
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("there is no format \"docx\"; there are postil, postil-jsonl, spacy"),
        "{}",
        run.stderr
    );
    let message = failure(&["eval", "--gold", "-", "--predicted", "-", "--schema", "nonsense"], "");
    assert_eq!(message, "postil: --schema nonsense: there is no such file, nor preset (ontonotes, conll, news)\n");
}

#[test]
fn five_megabytes() {
    let line = json!({"text": "Acme bought Widgets. ".repeat(250_000), "entities": [[0, 4, "ORG"]]}).to_string() + "\n";
    let counted: Value = serde_json::from_str(&output(&["stats", "--json"], line)).unwrap();
    assert_eq!(counted["words"], json!(750_000));
}
