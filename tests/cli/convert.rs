//! `postil convert`

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
        let written = converted(&["convert", "--from", "spacy", "--to", format, "-", "-"], SPACY);
        assert_eq!(output(&["convert", "--to", "spacy"], &written), expected, "{format}");
        assert_eq!(output(&["convert", "--from", format, "--to", "spacy"], &written), expected, "{format}");
    }
}

#[test]
fn from_spacy_to_docbin_and_back() {
    let path = folder("docbin").join("x.spacy").to_str().unwrap().to_owned();
    assert_eq!(converted(&["convert", "--to", "docbin", "-", &path], SPACY), "");
    let numbered = SPACY.replace("\"x\"", "\"a1\"").replace("\"y\"", "\"a2\"");
    assert_eq!(output(&["convert", "--to", "spacy", &path], ""), numbered);
    assert_eq!(output(&["convert", "--from", "docbin", "--to", "spacy"], std::fs::read(&path).unwrap()), numbered);
    assert!(output(&["stats", &path], "").contains("annotations            4\n"));
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
fn a_dataset_and_its_configuration_are_two_files() {
    let folder = folder("labelling-same");
    let out = folder.join("out.json").to_str().unwrap().to_owned();
    let again = folder.join("../labelling-same/./out.json").to_str().unwrap().to_owned();
    let convert =
        |config: &str, out: &str| failure(&["convert", "--to", "label-studio", "--config", config, "-", out], SPACY);
    for (config, out) in [(&out, &out), (&again, &out), (&"-".to_owned(), &"-".to_owned())] {
        assert_eq!(convert(config, out), format!("postil: {out}: the dataset goes there, not --config\n"));
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    file(&folder, "out.json", "what was there");
    convert(&again, &out);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "what was there");
}

#[test]
fn of_a_dataset_and_its_configuration_nothing_is_left_if_one_cannot_be_written() {
    let folder = folder("labelling-nowhere");
    let [config, out] = ["nowhere/labels.xml", "out.json"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    let message = failure(&["convert", "--to", "label-studio", "--config", &config, "-", &out], SPACY);
    assert_eq!(message, format!("postil: {config}: No such file or directory (os error 2)\n"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn an_article_without_an_id_is_no_error_of_one_that_has_it() {
    let lines = "{\"text\":\"x\"}\n{\"id\":\"a1\",\"text\":\"y\"}\n{\"id\":\"a4\",\"text\":\"z\"}\n{\"text\":\"z\"}\n";
    for format in ["postil-jsonl", "postil", "csv", "conllu-plus", "label-studio", "hf"] {
        let out = folder("named").join("out").to_str().unwrap().to_owned();
        output(&["convert", "--to", format, "-", &out], lines);
        let read = output(&["convert", "--to", "spacy", &out], "");
        let ids = read.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone());
        assert_eq!(ids.collect::<Vec<_>>(), ["a1", "a1-2", "a4", "a5"], "{format}");
    }
    let message = failure(&["convert", "--to", "csv"], format!("{lines}{{\"id\":\"a1\",\"text\":\"y\"}}\n"));
    assert_eq!(message, "postil: standard input: line 5, field id: the id \"a1\" belongs to line 2 already\n");
}

#[test]
fn a_packed_file_is_written_and_read_by_its_name() {
    let folder = folder("packed");
    for (name, format) in [("out.jsonl.gz", "spacy"), ("out.GZ", "spacy"), ("out.json.gz", "postil")] {
        let path = folder.join(name).to_str().unwrap().to_owned();
        output(&["convert", "--to", format, "-", &path], SPACY);
        assert!(std::fs::read(&path).unwrap().starts_with(b"\x1f\x8b"), "{name}");
        assert_eq!(output(&["convert", "--to", "spacy", &path], ""), SPACY, "{name}");
    }
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
        assert!(output(&["stats", &path], "").contains("annotations            4\n"));
        let project = output(&["convert", "--to", "postil", &path], "");
        assert_eq!(output(&["convert", "--to", "spacy"], project), expected);
        let again = failure(&["convert", "--to", format, "-", &path], SPACY);
        assert_eq!(again, format!("postil: {path}: it is there already; name a new folder\n"));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left behind");
    }
}

#[test]
fn a_file_of_a_folder_is_read_by_itself() {
    let folder = folder("folder-of-one");
    for (format, name) in [("cas-json", "x.json"), ("tsv3", "x.tsv"), ("hf", "train.jsonl"), ("brat", "x.ann")] {
        let path = folder.join(format);
        output(&["convert", "--to", format, "-", path.to_str().unwrap()], SPACY.lines().next().unwrap());
        let path = path.join(name).to_str().unwrap().to_owned();
        for from in [&[][..], &["--from", format]] {
            let told = output(&[&["convert", "--to", "spacy", &path], from].concat(), "");
            assert!(told.contains("\"ORG\"],[14,20,\"PERSON\"]"), "{told}");
        }
        assert!(output(&["stats", &path], "").contains("annotations            3\n"));
        assert!(output(&["convert", "--to", "postil", &path], "").contains("\"Ann Li\""));
    }
    let bad = file(&folder, "bad.tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=x|value\n\n\n#Text=Ann\n1-1\t0\tAnn\t_\n");
    let why = "line 6: a token is its number, offsets and text, with tabs between";
    assert_eq!(failure(&["stats", &bad], ""), format!("postil: {bad}: {why}\n"));
}

#[test]
fn a_pretty_file_of_ner_annotator() {
    let file = converted(&["convert", "--to", "ner-annotator"], SPACY);
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&file).unwrap()).unwrap();
    for to in ["spacy", "postil"] {
        assert_eq!(output(&["convert", "--to", to], &pretty), output(&["convert", "--to", to], &file));
    }
    let message = failure(&["stats"], "{\n  \"id\": 7\n}");
    let why = "it says nothing, where a project of Postil says \"postil-project\"";
    assert_eq!(message, format!("postil: standard input: field format: {why}\n"));
}

#[test]
fn labels_of_natural_words_have_the_same_ids_from_a_folder_as_from_a_file() {
    let line = SPACY.replace("ORG", "Legal entity");
    let path = folder("natural-words").join("out").to_str().unwrap().to_owned();
    output(&["convert", "--to", "tsv3", "-", &path], &line);
    let [from_file, from_folder] = ["-", &path].map(|input| output(&["convert", "--to", "postil", input], &line));
    assert!(from_file.contains("Legal_entity"));
    assert_eq!(from_folder, from_file);
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
    let none = "there are no files of brat, WebAnno, INCEpTION or Hugging Face in it; name the files that it has";
    assert_eq!(message, format!("postil: {name}: {none}\n"));
    let message = failure(&["convert", "--from", "hf", "--to", "csv", name], "");
    assert_eq!(message, format!("postil: {name}: there is no file that ends in .jsonl\n"));
    file(&folder, "test.jsonl", "{\"tokens\":[\"Ann\"],\"ner_tags\":[1]}");
    let message = failure(&["stats", name], "");
    let expected = "line 1, field ner_tags[0]: no README.md beside it has a name for the tag 1";
    assert_eq!(message, format!("postil: {name}/test.jsonl: {expected}\n"));
    assert_eq!(postil(&["tag", "--to", "brat"], "Ann left.").status, 2);
}

#[test]
fn sentences_of_hugging_face_are_read_from_streams_and_packed_files() {
    let named = "{\"id\":\"a\",\"tokens\":[\"Ann\",\"left\"],\"ner_tags\":[\"B-PER\",\"O\"]}\n\
                 {\"id\":\"a\",\"tokens\":[\"Bo\"],\"ner_tags\":[\"O\"]}\n";
    let expected = "{\"id\":\"a\",\"text\":\"Ann left\\nBo\",\"entities\":[[0,3,\"PER\"]]}\n";
    assert_eq!(output(&["convert", "--to", "spacy"], named), expected);
    assert_eq!(output(&["convert", "--from", "hf", "--to", "spacy"], named), expected);
    let numbered = named.replace("\"B-PER\"", "1").replace("\"O\"", "0");
    let message = failure(&["convert", "--to", "spacy"], &numbered);
    let why = "line 1, field ner_tags[0]: no README.md beside it has a name for the tag 1";
    assert_eq!(message, format!("postil: standard input: {why}\n"));
    let folder = folder("packed-hf");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(numbered.as_bytes()).unwrap();
    let path = file(&folder, "train.jsonl.gz", packer.finish().unwrap());
    assert_eq!(failure(&["convert", "--to", "spacy", &path], ""), format!("postil: {path}: {why}\n"));
    file(&folder, "README.md", "---\nclass_label:\n  names:\n    '0': O\n    '1': B-PER\n---\n");
    let split = expected.replace("]]}", "]],\"split\":\"train\"}");
    assert_eq!(output(&["convert", "--to", "spacy", &path], ""), split);
}

#[test]
fn what_goes_in() {
    let line = |id: &str, status: &str| {
        format!(
            r#"{{"id":"{id}","text":"Ann met Bo.","status":"{status}","annotations":[{{"start":0,"end":3,"label":"PERSON"}},{{"start":8,"end":10,"label":"DOG","status":"suggested"}}]}}"#
        ) + "\n"
    };
    let all = line("x", "done") + &line("y", "open");
    let spacy =
        |id: &str, entities: &str| format!("{{\"id\":\"{id}\",\"text\":\"Ann met Bo.\",\"entities\":[{entities}]}}\n");
    let run = |arguments: &[&str]| postil(&[&["convert", "--to", "spacy"], arguments].concat(), &all).stdout;
    let ann = "[0,3,\"PERSON\"]";
    assert_eq!(run(&["--finished"]), spacy("x", ann));
    assert_eq!(run(&["--schema", "conll", "--finished"]), spacy("x", "[0,3,\"PER\"]"));
    let suggested = run(&["--suggested", "--map", "DOG=ANIMAL", "--finished"]);
    assert_eq!(suggested, spacy("x", &format!("{ann},[8,10,\"ANIMAL\"]")));
    let project = output(&["convert", "--to", "postil", "--schema", "conll", "--finished"], &all);
    let project: Value = serde_json::from_str(&project).unwrap();
    assert_eq!((&project["schema"]["name"], project["articles"].as_array().unwrap().len()), (&json!("conll"), 1));
    assert!(output(&["check", "--for", "spacy", "--decided", "--finished"], &all).starts_with("1 article, 1 ann"));
    assert!(postil(&["check", "--for", "spacy", "--finished"], &all).stdout.starts_with("1 article, 1 ann"));
    let note = "postil: what is only suggested is left out, since spacy cannot tell it from what was decided; --suggested \
                takes it in\n";
    let unfinished = "postil: standard input: not finished: 1 of 2 articles; spacy cannot say so, and what is not marked there \
                      counts as no annotation; --finished leaves them out\n";
    assert_eq!(postil(&["convert", "--to", "spacy"], &all).stderr, note.to_owned() + unfinished, "told once");
    let prodigy = |arguments: &[&str]| {
        let tasks = postil(&[&["convert", "--to", "prodigy"], arguments].concat(), &all).stdout;
        let native = output(&["convert", "--from", "prodigy", "--to", "postil-jsonl"], tasks);
        (native.matches("\"confirmed\"").count(), native.matches("\"suggested\"").count())
    };
    assert_eq!(prodigy(&["--suggested"]), (4, 0), "there it looks like what was decided");
    for arguments in [&[][..], &["--decided"]] {
        assert_eq!(prodigy(arguments), (1, 1), "what is not finished has no answer");
    }
    assert!(postil(&["check", "--for", "prodigy"], &all).stdout.contains("1 lost"), "a decision");
    assert!(output(&["check", "--for", "prodigy", "--suggested"], &all).contains("0 lost, 0 changed"));
    let native = |arguments: &[&str]| {
        let run = postil(&[&["convert", "--to", "postil-jsonl"], arguments].concat(), &all);
        (run.stdout.matches("\"suggested\"").count(), run.stderr)
    };
    assert_eq!(native(&[]), (2, String::new()));
    assert_eq!(native(&["--decided"]), (0, String::new()));
}

#[test]
fn what_was_skipped_goes_only_where_that_is_told() {
    let folder = folder("skipped");
    let line = |id: &str, status: &str| {
        let annotations = json!([{"start": 0, "end": 3, "label": "PERSON"}]);
        json!({"id": id, "text": "Ann left.", "status": status, "annotations": annotations}).to_string() + "\n"
    };
    let input = file(&folder, "in.jsonl", line("x", "skipped") + &line("y", "done") + &line("z", "skipped"));
    let note = format!("postil: {input}: skipped, and so left out: 2 articles\n");
    for format in Format::ALL {
        let path = folder.join(format.name()).to_str().unwrap().to_owned();
        let run = postil(&["convert", "--to", format.name(), &input, &path], "");
        let back = output(&["stats", "--json", &path], "");
        let counts: Value = serde_json::from_str(&back).unwrap();
        let (articles, skipped) = (&counts["articles"], &counts["status"]["skipped"]);
        let (expected, told) = if format.holds_skipped() { ([3, 2], "") } else { ([1, 0], note.as_str()) };
        assert_eq!((articles, skipped), (&json!(expected[0]), &json!(expected[1])), "{}", format.name());
        assert!(run.status == 0 && run.stderr.starts_with(told), "{}: {}", format.name(), run.stderr);
        assert_eq!(run.stderr.contains("skipped, and so"), !told.is_empty(), "{}: {}", format.name(), run.stderr);
    }
    let checked = postil(&["check", "--for", "conll", &input], "");
    assert_eq!((checked.status, checked.stderr), (0, note.clone()));
    assert!(checked.stdout.starts_with("1 article, 1 annotation: 0 lost"), "{}", checked.stdout);
    let card = std::fs::read_to_string(folder.join("hf/README.md")).unwrap();
    assert!(card.contains("| train | 1 | 2 | 1 |"), "{card}");
    assert_eq!(
        postil(&["convert", "--to", "conll", "--finished", &input], "").stderr,
        "postil: not in conll: 1 article id\n",
        "only what is done is wanted"
    );
}

#[test]
fn one_bad_file_of_a_folder_is_an_error_and_nothing_is_written() {
    let folder = folder("bad-brat");
    let (brat, out) = (folder.join("brat"), folder.join("out.jsonl").to_str().unwrap().to_owned());
    std::fs::create_dir(&brat).unwrap();
    for (name, content) in [("a.txt", "Ann left."), ("a.ann", "T1\tPERSON 0 3\tAnn\n"), ("b.txt", "Bob stayed.")] {
        file(&brat, name, content);
    }
    let brat_name = brat.to_str().unwrap();
    let convert = ["convert", "--to", "spacy", brat_name, &out];
    output(&convert, "");
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(written.lines().count(), 2, "a text without annotations is an article: {written}");
    std::fs::remove_file(&out).unwrap();
    file(&brat, "b.ann", "T1\tPERSON 0 3\tAnn\n");
    assert!(failure(&convert, "").starts_with(&format!("postil: {brat_name}/b.ann: line 1, field text: it quotes")));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is left behind");
    file(&brat, "b.txt", "Bob stayed a.");
    file(&brat, "b.ann", "T1\tPERSON 0 3;11 13\tBob a.\nT2\tPERSON 0 3\tBob\n");
    let run = postil(&convert, "");
    let why = "spans that have a gap with words in it cannot be held and are left out: 1";
    assert_eq!((run.status, run.stderr), (0, format!("postil: {brat_name}/b.ann: line 1, field offsets: {why}\n")));
    assert!(std::fs::read_to_string(&out).unwrap().ends_with("\"entities\":[[0,3,\"PERSON\"]]}\n"));
}

#[test]
fn which_articles_and_labels_go_in() {
    let line = |id: &str, meta: &str| {
        let annotations = r#"[{"start":0,"end":3,"label":"PERSON"},{"start":8,"end":10,"label":"DOG"}]"#;
        format!(r#"{{"id":"{id}","text":"Ann met Bo of {id}.","meta":{meta},"annotations":{annotations}}}"#) + "\n"
    };
    let all = [r#"{"flagged":true}"#, r#"{"categories":["War","Sport"]}"#, r#"{"title":"A dog"}"#];
    let all: String = ["x", "y", "z"].iter().zip(all).map(|(id, meta)| line(id, meta)).collect();
    let ids = |arguments: &[&str]| -> String {
        let lines = output(&[&["convert", "--to", "spacy"], arguments].concat(), &all);
        lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&[]), "xyz");
    assert_eq!(ids(&["--flagged"]), "x");
    assert_eq!(ids(&["--category", "Sport"]), "y");
    assert_eq!(ids(&["--words", "a DOG"]), "z");
    let nothing = postil(&["convert", "--to", "spacy", "--words", "of y", "--flagged"], &all);
    let told = "postil: standard input: no article fits what is asked for";
    assert_eq!((nothing.status, nothing.stdout.as_str(), nothing.stderr), (0, "", format!("{told}\n")));
    let unfinished = postil(&["convert", "--to", "spacy", "--finished"], &all);
    assert_eq!((unfinished.stdout.as_str(), unfinished.stderr), ("", format!("{told} and is said to be done\n")));
    let labels = converted(&["convert", "--to", "csv", "--map", "DOG=PET", "--labels", "PET"], &all);
    let spaced = postil(&["convert", "--to", "csv", "--map", "DOG=PET", "--labels", "ORG, PET"], &all);
    assert_eq!(spaced.stdout, labels);
    assert!(
        spaced.stderr.starts_with("postil: named by --labels or --map, and met nowhere: ORG\n"),
        "{}",
        spaced.stderr
    );
    assert_eq!((labels.matches("PET").count(), labels.matches("PERSON").count()), (3, 0));
    assert_eq!(postil(&["convert", "--to", "csv", "--labels", "PET", "--schema", "conll"], &all).status, 2);
}

#[test]
fn what_a_format_does_not_hold_is_told_once() {
    let line = |label: &str| {
        let entities = json!([[4, 17, "ORG"], [12, 17, label]]);
        json!({"text": "The Bank of Japan met.", "entities": entities}).to_string() + "\n"
    };
    let nested = line("GPE") + &line("GPE");
    let apart = nested.replace("[4,17,", "[4,8,");
    let folder = folder("losses");
    let told = |format: &str, content: &str| {
        let out = folder.join("out");
        let run = postil(&["convert", "--to", format, "-", out.to_str().unwrap()], content);
        let _ = std::fs::remove_file(&out).or_else(|_| std::fs::remove_dir_all(&out));
        assert_eq!(run.status, 0, "{format}: {}", run.stderr);
        run.stderr
    };
    for format in Format::ALL.map(Format::name) {
        let flat = Format::from_name(format).is_some_and(|format| !format.holds_overlaps());
        let expected = format!(
            "postil: lost or changed in {format}: at least 2 annotations; \"postil check --for {format}\" tells which and why\n"
        );
        assert_eq!(told(format, &nested), if flat { expected } else { String::new() });
        assert_eq!(told(format, &apart), "", "{format}");
    }
    let cut = apart.replace("[12,17,", "[12,15,");
    for format in ["spacy", "spacy-json", "docbin"] {
        assert!(
            told(format, &cut).starts_with(&format!("postil: lost or changed in {format}: at least 2 annotations; "))
        );
    }
    let spaced = apart.replace("GPE", "Legal entity");
    for format in ["conll", "bilou", "conllu-plus", "brat"] {
        assert!(
            told(format, &spaced)
                .starts_with(&format!("postil: lost or changed in {format}: at least 2 annotations; "))
        );
    }
    for format in ["postil-jsonl", "csv", "hf", "prodigy"] {
        assert_eq!(told(format, &spaced), "");
    }
}

#[test]
fn labels_with_white_space_are_written_with_underscores_where_columns_end_at_it() {
    let line = "{\"text\":\"Ann left.\",\"entities\":[[0,3,\"Court Name\"]]}\n";
    let convert = |arguments: &[&str]| postil(&[&["convert", "--to"], arguments].concat(), line);
    let told = |format: &str| {
        format!(
            "postil: lost or changed in {format}: at least 1 annotation; \"postil check --for {format}\" tells which and why\n"
        )
    };
    for (format, tag) in
        [("conll", " B-Court_Name\n"), ("bilou", " U-Court_Name\n"), ("conllu-plus", "\tB-Court_Name\n")]
    {
        let run = convert(&[format]);
        assert!(run.stdout.contains(tag), "{}", run.stdout);
        assert_eq!((run.status, run.stderr), (0, told(format)));
    }
    let path = folder("underscores").join("brat");
    assert_eq!(convert(&["brat", "-", path.to_str().unwrap()]).stderr, told("brat"));
    assert_eq!(std::fs::read_to_string(path.join("a1.ann")).unwrap(), "T1\tCourt_Name 0 3\tAnn\n");
    let report = output(&["check", "--for", "conll"], line);
    assert!(
        report.starts_with("changed: a1, code points 0 to 3, Court Name \"Ann\": its label becomes Court_Name"),
        "{report}"
    );
    assert!(report.ends_with("written and read back: 2 differences, as told\n"), "{report}");
}

#[test]
fn what_a_format_does_not_hold_of_articles_is_told_once() {
    let meta = r#""meta":{"title":"T","date":"2025-02-03","note":"Ask."}"#;
    let lines = format!("{{\"id\":\"x\",\"text\":\"Ann left.\",\"annotations\":[],{meta}}}\n").repeat(2);
    let lines = lines.replacen("\"x\"", "\"y\"", 1);
    for (format, told) in [
        ("conll", "postil: not in conll: 2 notes, 4 metadata fields, 2 article ids\n"),
        ("csv", "postil: not in csv: 2 notes, 4 metadata fields\n"),
        ("doccano", ""),
        ("postil", ""),
    ] {
        assert_eq!(postil(&["convert", "--to", format], &lines).stderr, told);
        let report = output(&["check", "--for", format], &lines);
        let told = told.split_once(": not in ").and_then(|(_, told)| Some(told.split_once(": ")?.1));
        let told = told.map_or_else(String::new, |told| format!("not in this format: {told}"));
        assert!(report.ends_with(&format!("written and read back: 0 differences\n{told}")), "{report}");
    }
    let numbered = lines.replace("\"y\"", "\"a7\"").replace("\"id\":\"x\",", "");
    assert!(!postil(&["convert", "--to", "conll"], numbered).stderr.contains("id"), "numbers are given anew");
}

#[test]
fn what_is_not_finished_is_told_where_the_format_cannot_say_it() {
    let line = |text: &str, status: &str| {
        json!({"text": text, "status": status, "annotations": [{"start": 0, "end": 3, "label": "PERSON"}]}).to_string()
            + "\n"
    };
    let mix = line("Ann left.", "done") + &line("Bob left.", "open") + &line("Cyd left.", "new");
    let told = "postil: standard input: not finished: 2 of 3 articles; conll cannot say so, and what is not marked there \
                counts as no annotation; --finished leaves them out\n";
    for command in [["convert", "--to"], ["check", "--for"]] {
        assert_eq!(postil(&[command[0], command[1], "conll"], &mix).stderr, told);
        assert_eq!(postil(&[command[0], command[1], "conll", "--finished"], &mix).stderr, "");
        assert_eq!(postil(&[command[0], command[1], "postil-jsonl"], &mix).stderr, "");
        assert_eq!(postil(&[command[0], command[1], "conll"], line("Cyd left.", "new")).stderr, "", "none tells");
    }
}

#[test]
fn line_ends_that_move_offsets_are_told() {
    let text = "{\"text\":\"Ann\\r\\nleft.\",\"entities\":[[5,9,\"X\"]]}\n{\"text\":\"Bo.\",\"entities\":[]}\n";
    let told = "postil: standard input: lines end in LF in what is written, not in CRLF, and offsets are of that text: \
                1 article\n";
    for command in [["convert", "--to"], ["check", "--for"]] {
        assert_eq!(postil(&[command[0], command[1], "spacy"], text).stderr, told);
        assert_eq!(postil(&[command[0], command[1], "conll"], text).stderr, "", "there are no offsets");
    }
}

#[test]
fn a_file_that_lacks_a_field_of_its_format_is_told_which_that_is() {
    let entities = "{\"text\":\"Oslo grew.\",\"entities\":[{\"start\":0,\"end\":4,\"label\":\"LOC\"}]}\n";
    let told = "; it begins as doccano does, and \"postil convert --from FORMAT\" reads it as what you say\n";
    let good = file(&folder("lacks-a-field"), "good.jsonl", SPACY);
    for arguments in
        [&["stats"][..], &["convert", "--to", "spacy"], &["convert", "--to", "postil"], &["merge", &good, "-"]]
    {
        let message = failure(arguments, entities);
        assert!(message.ends_with(told), "{arguments:?}: {message}");
    }
    let message = failure(&["convert", "--from", "doccano", "--to", "csv"], entities);
    assert!(message.ends_with("missing field `start_offset`\n"), "{message}");
}

#[test]
fn annotations_of_another_tool_are_not_lost_behind_a_bare_text() {
    let lines = |field: &str| {
        let line = json!({"text": "Ann left.", field: [{"start": 0, "end": 3, "label": "PERSON"}]});
        format!("{{\"text\":\"Nobody.\"}}\n{line}\n")
    };
    for field in ["spans", "ents", "entities", "label", "labels", "ner", "tags"] {
        for arguments in [&["stats"][..], &["convert", "--to", "spacy"], &["convert", "--to", "postil"]] {
            let message = failure(arguments, lines(field));
            let why = "these may be annotations of another tool, and the first line of the file does not tell how to read \
                       them; put a line first that does; \"postil convert --from FORMAT\" reads it as what you say";
            assert_eq!(message, format!("postil: standard input: line 2, field {field}: {why}\n"));
        }
    }
    let accepted = lines("spans").replace("}]", "}],\"answer\":\"accept\"");
    let told = postil(&["convert", "--from", "prodigy", "--to", "spacy"], accepted).stdout;
    assert!(told.contains("[0,3,\"PERSON\"]"), "{told}");
    let about = "{\"text\":\"Nobody.\"}\n{\"text\":\"Ann left.\",\"labels\":[\"sport\"]}\n";
    assert!(
        output(&["convert", "--to", "postil-jsonl"], about).contains("\"labels\":[\"sport\"]"),
        "words are no annotations"
    );
    let kept = output(&["convert", "--from", "postil-jsonl", "--to", "postil-jsonl"], lines("tags"));
    assert_eq!(output(&["convert", "--to", "postil-jsonl"], &kept), kept, "they are fields of ours now");
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

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_nothing() {
    for (to, out) in [("spacy", "out.jsonl"), ("brat", "out")] {
        let folder = folder(&format!("stopped-{to}"));
        let files = || std::fs::read_dir(&folder).unwrap().count();
        let out = folder.join(out);
        // What starts in the background of a script passes signals over: so does what it starts.
        let mut program = Command::new("env")
            .args(["--default-signal", env!("CARGO_BIN_EXE_postil"), "convert", "--to", to, "-", out.to_str().unwrap()])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = program.stdin.take().unwrap();
        stdin.write_all(SPACY.as_bytes()).unwrap();
        while files() == 0 {
            assert_eq!(program.try_wait().unwrap(), None);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success());
        assert_eq!((program.wait().unwrap().code(), files()), (Some(130), 0), "{to}");
        drop(stdin);
    }
}

#[test]
fn a_file_can_be_converted_onto_itself() {
    let folder = folder("itself");
    let path = file(&folder, "data.jsonl", SPACY);
    output(&["convert", "--to", "postil-jsonl", &path, &path], "");
    assert_eq!(output(&["convert", "--to", "spacy", &path], ""), SPACY);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_protected_one_stays() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let path = file(&folder("permissions"), "out.jsonl", "secret\n");
    for format in ["spacy", "postil"] {
        set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        output(&["convert", "--to", format, "-", &path], SPACY);
        assert_eq!(metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = std::fs::read(&path).unwrap();
    set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    for format in ["spacy", "postil"] {
        let message = failure(&["convert", "--to", format, "-", &path], format!("{SPACY}what is not even read"));
        // It is the system that refuses, unless it is asked by a superuser.
        let refusals = ["it is write-protected", "Permission denied (os error 13)"];
        assert!(refusals.map(|why| format!("postil: {path}: {why}\n")).contains(&message), "{message}");
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn to_a_device() {
    output(&["convert", "--to", "spacy", "-", "/dev/null"], SPACY);
}
