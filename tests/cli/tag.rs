//! `postil tag`

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
    for before in ["", "🍎 👨\u{200d}👩\u{200d}👧 e\u{301} שלום 北京 ", "One.\r\nTwo.\r\n", "\u{feff}"] {
        let text = format!("{before}Afterward Ms Zoe Lee flew to Quito.");
        let line = json!({"text": text}).to_string();
        for input in [&text, &line] {
            let found = found(&output(&["tag", "--model", &model], input));
            assert!(found[0].ends_with(&pairs(&[("Zoe Lee", "PERSON"), ("Quito", "GPE")])), "{input}: {found:?}");
        }
    }
}

#[test]
fn a_folder_is_all_of_its_texts() {
    let (model, folder) = (train::model("tag-folder"), folder("tag-folder-of-texts"));
    let files = [("b.txt", "Ms Zoe Lee came."), ("a.html", "<p>Ms Zoe Lee flew to Quito.</p>"), ("c.png", "\0")];
    files.iter().for_each(|(name, content)| drop(file(&folder, name, content)));
    let path = folder.to_str().unwrap();
    let output = output(&["tag", "--model", &model, path], "");
    let ids = |output: &str| -> Vec<Value> {
        output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect()
    };
    assert_eq!(ids(&output), ["a", "b"]);
    assert_eq!(found(&output)[1], pairs(&[("Zoe Lee", "PERSON")]));
    for (name, content) in [(".hidden.txt", "Ann left."), ("README.md", "# Texts"), ("d.txt.GZ", "")] {
        file(&folder, name, content);
    }
    let packed = folder.join("d.txt.GZ");
    let mut writer =
        flate2::write::GzEncoder::new(std::fs::File::create(&packed).unwrap(), flate2::Compression::fast());
    writer.write_all(b"Nobody came.").unwrap();
    writer.finish().unwrap();
    ["old", "older", ".git"].iter().for_each(|name| std::fs::create_dir(folder.join(name)).unwrap());
    let run = postil(&["tag", "--model", &model, path], "");
    assert_eq!(run.stderr, format!("postil: {path}: folders in it are passed over: 2 folders\n"));
    assert_eq!(ids(&run.stdout), ["a", "b", "d"]);
    files.iter().take(2).for_each(|(name, _)| std::fs::remove_file(folder.join(name)).unwrap());
    std::fs::remove_file(&packed).unwrap();
    assert!(failure(&["tag", "--model", &model, path], "").contains("there is no file in it whose name says"));
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
fn no_annotations_of_the_line_are_kept_whatever_tool_wrote_them() {
    let model = train::model("tag-old");
    let text = r#""text":"Nobody came.""#;
    let lines = [
        r#""entities":[[0,6,"ORG"]],"spans":{"sc":[[0,6,"ORG"],[0,6,"GPE"]]},"topic":"none""#,
        r#""spans":[{"start":0,"end":6,"label":"PERSON"}],"answer":"accept""#,
        r#""label":[[0,6,"ORG"]],"labels":[[0,6,"ORG"]]"#,
        r#""label":"Sport","labels":["War"],"tags":["dull"]"#,
        r#""tokens":["Nobody","came."],"tags":["B-ORG","O"]"#,
        r#""annotations":[{"start":0,"end":6,"label":"ORG"}],"status":"done""#,
    ];
    let kept = [
        r#","topic":"none""#,
        r#","answer":"accept""#,
        "",
        r#","label":"Sport","labels":["War"],"tags":["dull"]"#,
        r#","tokens":["Nobody","came."]"#,
        r#","status":"done""#,
    ];
    for (line, kept) in lines.into_iter().zip(kept) {
        let tagged = output(&["tag", "--model", &model], format!("{{\"id\":\"x\",{text},{line}}}"));
        assert_eq!(tagged, format!("{{\"id\":\"x\",{text},\"entities\":[]{kept}}}\n"));
        assert!(output(&["stats"], tagged).contains("annotations            0\n"), "{line}");
    }
}

#[test]
fn ids_are_unique_in_all_that_is_tagged() {
    let model = train::model("tag-ids");
    let folder = folder("tag-ids-files");
    let ids = |more: &[&str], stdin: &str| -> Vec<Value> {
        let tagged = output(&[&["tag", "--model", &model], more].concat(), stdin);
        assert!(output(&["stats"], &tagged).starts_with("articles"), "it can be read");
        tagged.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect()
    };
    let [one, two] = ["one", "two"].map(|name| {
        std::fs::create_dir(folder.join(name)).unwrap();
        file(&folder.join(name), "x.txt", "Nobody came.")
    });
    assert_eq!(ids(&[&one, &two], ""), ["x", "a2"]);
    let line = |id: &str| format!("{{{id}\"text\":\"Nobody came.\"}}\n");
    let [named, bare, null] = ["\"id\":\"a2\",", "", "\"id\":null,"].map(line);
    assert_eq!(ids(&[], &format!("{named}{bare}{null}")), ["a2", "a3", "a4"]);
    let [first, number] = ["\"id\":\"a1\",", "\"id\":1,"].map(line);
    assert_eq!(ids(&[], &format!("{bare}{first}{named}{number}")), [json!("a1"), "a1-2".into(), "a2".into(), 1.into()]);
    let [first, second] = ["1.jsonl", "2.jsonl"].map(|name| file(&folder, name, &named));
    let error = failure(&["tag", "--model", &model, &first, &second], "");
    let told = format!("postil: {second}: line 1, field id: the id \"a2\" belongs to article 1 already\n");
    assert_eq!(error, told + "postil: not all was read, as is said above, and the rest is written: 1 bad file\n");
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
    let run = postil(&["tag", "--model", &model, "--labels", "NOPE"], text);
    assert_eq!((run.status, found(&run.stdout)), (0, vec![Vec::new()]));
    let told = "postil: all labels of the model are left out: nothing is suggested\n\
                postil: named by --labels or --map, and met nowhere: NOPE\n";
    assert_eq!(run.stderr, told);
}

#[test]
fn a_text_file_gives_an_article_with_metadata() {
    let model = train::model("tag-file");
    let pasted =
        "date 2025-02-03 Afterward Ms Zoe Lee flew to Quito, and the whole town came.\n\nSource: Janedoe (The Example)";
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
    let lines = file(&folder, "lines.jsonl", "{\"text\":\"Ms Ann Lee flew to Rome.\"}\n{\"text\":\"Nobody came.\"}\n");
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
fn a_page_is_told_by_its_ending_or_else_its_first_line() {
    let model = train::model("tag-pages");
    let page = "<!DOCTYPE html>\n<HTML><p>Afterward Ms <b>Zoe</b> Lee flew to Quito.</p></HTML>";
    let folder = folder("tag-pages-files");
    let text = |arguments: &[&str], stdin: &str| {
        let line = output(&[&["tag", "--model", &model], arguments].concat(), stdin);
        serde_json::from_str::<Value>(&line).unwrap()["text"].as_str().unwrap().to_owned()
    };
    let words = "Afterward Ms Zoe Lee flew to Quito.";
    for page in [page, &page[16..], &page.to_lowercase()] {
        assert_eq!(text(&[], page).to_lowercase(), words.to_lowercase());
    }
    let [named, unnamed, plain] = ["page.xhtml", "page", "page.txt"].map(|name| file(&folder, name, page));
    assert_eq!([text(&[&named], ""), text(&[&unnamed], "")], [words; 2]);
    assert_eq!(text(&[&plain], ""), page, "it is said to be text");
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
    let expected = [("Bob Lee", "PER"), ("Acme", "ORG"), ("Zoë", "PER"), ("New York", "LOC"), ("3 May 2024", "DATE")];
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
    // What is found, whether or not it is said that nothing was learned.
    let learned_from = |path: &str| {
        let run = postil(&["tag", "--learned", path], text);
        let nothing = format!("postil: {path}: none of its articles is finished: nothing is learned\n");
        assert_eq!(run.stderr, if path.ends_with("done.jsonl") { "" } else { &nothing });
        found(&run.stdout)
    };
    let learned = |status: &str| {
        let line = format!(
            r#"{{"id":"a","text":"The board of Zorvex met.","status":"{status}","annotations":[{{"start":13,"end":19,"label":"PRODUCT","status":"confirmed"}}]}}"#
        );
        let path = file(&folder, &format!("{status}.jsonl"), line);
        learned_from(&path)
    };
    assert_eq!(learned("done")[0].iter().filter(|it| **it == (zorvex.clone(), product.clone())).count(), 2);
    assert_eq!(learned("open"), before, "it is not finished");
    let line = r#"{"id":"a","text":"The board of Zorvex met.","annotations":[{"start":4,"end":9,"label":"ORG","status":"suggested"},
        {"start":13,"end":19,"label":"PRODUCT","status":"confirmed"}]}"#;
    let path = file(&folder, "begun.jsonl", line.replace('\n', ""));
    assert_eq!(learned_from(&path), before, "something waits");
}

#[test]
fn what_a_project_teaches_has_the_projects_labels() {
    let folder = folder("learned-labels");
    let label = |id: &str, archived: bool| json!({"id": id, "name": id, "color": "#123456", "archived": archived});
    let labels = [label("PER", false), label("LOC", false), label("SHIP", false), label("OLD", true)];
    let mark = |start: usize, end: usize, label: &str| json!({"start": start, "end": end, "label": label, "status": "confirmed"});
    let marks = [mark(0, 6, "SHIP"), mark(16, 22, "OLD")];
    let article = json!({"id": "a", "text": "Zorvex left Rome.", "status": "done", "annotations": [marks[0]]});
    let old = json!({"id": "b", "text": "Of Zorvex said Krolin.", "status": "done", "annotations": [mark(3, 9, "SHIP"), marks[1]]});
    let project = json!({"format": "postil-project", "version": 1, "offset_unit": "codepoint", "schema": {"name": "sea", "labels": labels}, "articles": [article, old]});
    let path = file(&folder, "sea.postil.json", project.to_string());
    let text = "Angela Merkel saw the Zorvex in Berlin on Monday for $5 million, and Krolin.";
    let found = found(&output(&["tag", "--learned", &path], text));
    for expected in pairs(&[("Angela Merkel", "PER"), ("Zorvex", "SHIP"), ("Berlin", "LOC")]) {
        assert!(found[0].contains(&expected), "{expected:?} in {found:?}");
    }
    assert!(found[0].iter().all(|(_, label)| ["PER", "LOC", "SHIP"].contains(&label.as_str())), "{found:?}");
    let renamed = ["tag", "--learned", &path, "--map", "SHIP=VESSEL,DATE=DAY,PER=PERSON"];
    let found = self::found(&output(&renamed, text));
    for expected in pairs(&[("Angela Merkel", "PERSON"), ("Zorvex", "VESSEL"), ("Berlin", "LOC"), ("Monday", "DAY")]) {
        assert!(found[0].contains(&expected), "{expected:?} in {found:?}");
    }
    assert!(
        found[0].iter().all(|(_, label)| ["PERSON", "LOC", "VESSEL", "DAY"].contains(&label.as_str())),
        "{found:?}"
    );
    let project: Value = serde_json::from_str(&output(&[&renamed[..], &["--to", "postil"]].concat(), text)).unwrap();
    let labels: Vec<&Value> =
        project["schema"]["labels"].as_array().unwrap().iter().map(|label| &label["id"]).collect();
    assert_eq!(labels, ["PERSON", "LOC", "VESSEL", "OLD", "DAY"]);
}

#[test]
fn a_worker_that_gets_nothing_gives_nothing() {
    assert_eq!(output(&["tag"], ""), "");
    assert_eq!(output(&["tag", "--to", "conll"], "\n \n"), "");
}

#[test]
fn bad_lines_and_models() {
    let message = |content: &str| failure(&["tag"], content);
    let empty = file(&folder("no-article"), "empty.jsonl", "");
    assert_eq!(failure(&["tag", &empty], ""), format!("postil: {empty}: it is empty\n"));
    let texts = folder("one-empty");
    let html = "<p><script>left</script></p>";
    for (name, text) in [("a.txt", "Ann left."), ("b.txt", " \n"), ("c.html", html), ("d.txt", "Bob left.")] {
        file(&texts, name, text);
    }
    let run = postil(&["tag", texts.to_str().unwrap()], "");
    let [empty, html] = ["b.txt", "c.html"].map(|name| texts.join(name).display().to_string());
    let told = format!(
        "postil: {empty}: it is empty, and so passed over\n\
         postil: {html}: there is no text in this HTML, and so passed over\n"
    );
    assert_eq!((run.status, run.stderr), (0, told));
    assert_eq!(failure(&["tag", &html], ""), format!("postil: {html}: there is no text in this HTML\n"));
    assert_eq!(run.stdout.lines().count(), 2, "one of several costs no other");
    assert_eq!(
        message("{\"text\":\"Ann left.\"}\n{\"txt\":\"Bo left.\"}\n"),
        "postil: standard input: line 2: missing field `text`\n"
    );
    assert!(
        message("{\"text\":3}").starts_with("postil: standard input: line 1, field text: invalid type: integer `3`")
    );
    assert_eq!(message("Ann \0 left."), "postil: standard input: it is not text: byte 4 is NUL\n");
    let model = file(&folder("no-model"), "model", "{}");
    let wrong = failure(&["tag", "--model", &model], "Ann left.");
    assert_eq!(wrong, format!("postil: {model}: this is not a Postil model\n"));
}

#[test]
fn a_file_that_cannot_be_read_costs_no_other() {
    let texts = folder("one-bad");
    let utf16: Vec<u8> = "\u{feff}Ann Li left Rome.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, content) in [
        ("a.txt", b"Caf\xe9 closed.".as_slice()),
        ("b.txt", &utf16),
        ("c.jsonl", b"{\"text\":\"Bo left.\"}\n{\"txt\":1}\n{\"text\":\"Cy left.\"}\n"),
        ("d.txt", b"Ann left."),
    ] {
        file(&texts, name, content);
    }
    let run = postil(&["tag", texts.to_str().unwrap()], "");
    let [text, lines] = ["a.txt", "c.jsonl"].map(|name| texts.join(name).display().to_string());
    let told = format!(
        "postil: {text}: it is not text in UTF-8: byte 3 fits no character; save it as UTF-8\n\
         postil: {lines}: line 2: missing field `text`\n\
         postil: not all was read, as is said above, and the rest is written: 2 bad files\n"
    );
    assert_eq!((run.status, run.stderr), (1, told));
    let texts = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].clone());
    assert_eq!(texts.collect::<Vec<_>>(), ["Ann Li left Rome.", "Bo left.", "Ann left."]);
}

#[test]
fn a_table_is_a_row_an_article() {
    let folder = folder("table");
    let clear =
        file(&folder, "t.csv", "id,headline,body\n7,Storm,Wind tore roofs off in Bergen.\n8,Bank,Ann Li left.\n");
    let lines: Vec<Value> = output(&["tag", &clear], "").lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let said: Vec<_> =
        lines.iter().map(|line| (line["id"].as_str().unwrap(), line["text"].as_str().unwrap())).collect();
    assert_eq!(said, [("7", "Wind tore roofs off in Bergen."), ("8", "Ann Li left.")]);
    let unclear = file(&folder, "u.csv", "nr,lead\n7,Ann Li left.\n");
    let run = postil(&["tag", &unclear], "");
    assert_eq!(run.stderr, format!("postil: {unclear}: the texts are taken from the column \"lead\"\n"));
    assert!(run.stdout.contains("\"text\":\"Ann Li left.\""), "{}", run.stdout);
}

#[test]
fn names_in_decomposed_unicode_are_found() {
    let line = output(&["tag"], "Zoe\u{308} Mu\u{308}ller met Jose\u{301} Garci\u{301}a in Malmo\u{308}.");
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["entities"], json!([[0, 12, "PERSON"], [17, 30, "PERSON"], [34, 40, "GPE"]]));
}

#[test]
fn datasets_that_are_not_lines_are_no_prose() {
    let folder = folder("no-lines");
    let why = "it is a dataset, but has no line of JSON for each article; \"postil convert --to postil-jsonl\" makes such \
               lines of a format that it knows, and \"jq -c '.[]'\" of any other array";
    for format in ["postil", "label-studio", "gliner", "spacy-json"] {
        let dataset = output(&["convert", "--to", format], SPACY);
        assert_eq!(failure(&["tag"], &dataset), format!("postil: standard input: {why}\n"), "{format}");
        let path = file(&folder, &format!("{format}.json"), &dataset);
        assert_eq!(failure(&["tag", &path], ""), format!("postil: {path}: {why}\n"));
    }
    let binary = folder.join("x.spacy").to_str().unwrap().to_owned();
    converted(&["convert", "--to", "docbin", "-", &binary], SPACY);
    let spans = output(&["convert", "--to", "csv"], SPACY);
    for path in [file(&folder, "x.conll", "Ann B-PERSON\nleft O\n"), binary, file(&folder, "x.csv", spans)] {
        assert_eq!(failure(&["tag", &path], ""), format!("postil: {path}: {why}\n"));
    }
    assert_eq!(failure(&["tag"], "[\n{\"text\":\"Ann left.\"}]"), format!("postil: standard input: {why}\n"));
    let columns = output(&["convert", "--to", "conllu-plus"], SPACY);
    let conll = converted(&["convert", "--to", "conll"], SPACY);
    let without_beginning = conll.replace("-DOCSTART- -X- O O\n", "");
    for dataset in [&conll, &without_beginning, "Ann B-PERSON\nleft O\n", &columns, "id,start,end,label,text\n"] {
        assert_eq!(failure(&["tag"], dataset), format!("postil: standard input: {why}\n"), "{dataset}");
        let unnamed = file(&folder, "unnamed", dataset);
        assert_eq!(failure(&["tag", &unnamed], ""), format!("postil: {unnamed}: {why}\n"), "{dataset}");
    }
    let model = train::model("tag-brackets");
    let prose = [
        "[1] Nobody came.",
        "[1]\nNobody came.",
        "{sic} Nobody came.",
        "Boeing B-52",
        "Jackie O\n\nNobody came.",
        "Boeing B-52\n\nNobody came.",
        "Vitamin B-6\nVitamin B-12",
        "id, text and label",
    ];
    for prose in prose {
        let line: Value = serde_json::from_str(&output(&["tag", "--model", &model], prose)).unwrap();
        assert_eq!(line["text"], json!(prose));
    }
    let line = r#"{"text":"Nobody came.","format":"prose"}"#;
    assert!(output(&["tag", "--model", &model], line).contains(r#""format":"prose""#));
    let message = failure(&["tag"], "{\"text\":\"Nobody");
    assert!(message.starts_with("postil: standard input: line 1, column 15, field text: it is not JSON"), "{message}");
}

#[test]
fn a_first_line_of_broken_json_is_the_error_that_convert_gives() {
    let text = r#"{"text":"Nobody came.""#;
    for rest in [
        ",}",
        "}{\"text\":\"Ann left.\"}",
        "} {\"text\":\"Ann left.\"}",
        ",\"x\":NaN}",
        ",\"x\":\"a\tb\"}",
        " \"x\":1}",
    ] {
        let line = format!("{text}{rest}\n");
        let message = failure(&["tag"], &line);
        assert!(message.contains("line 1, column ") && message.contains("it is not JSON"), "{message}");
        assert_eq!(message, failure(&["convert", "--to", "spacy"], &line));
    }
}
