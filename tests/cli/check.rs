//! `postil check`

use super::*;

#[test]
fn what_comes_through() {
    for format in Format::ALL.map(Format::name) {
        let report = output(&["check", "--for", format], SPACY);
        let expected = "2 articles, 4 annotations: 0 lost, 0 changed\nwritten and read back: 0 differences\n";
        let without_ids = ["conll", "bilou", "docbin", "ner-annotator"].contains(&format);
        let ids = if without_ids { "not in this format: 2 article ids\n" } else { "" };
        assert_eq!(report, format!("{expected}{ids}"), "{format}");
    }
}

#[test]
fn what_would_be_lost_and_what_to_do() {
    let line = r#"{"id":"x","text":"🍎 The Bank of Japan met.","annotations":[
        {"start":6,"end":19,"label":"ORG"},{"start":14,"end":19,"label":"GPE","status":"suggested"}]}"#
        .replace('\n', "");
    let run = postil(&["check", "--for", "conll", "--suggested"], &line);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (1, "postil: not all of this would come through in conll; see above\n")
    );
    assert_eq!(
        run.stdout,
        "lost: x, code points 14 to 19, GPE \"Japan\": it overlaps ORG \"Bank of Japan\", and conll \
         holds no overlaps: it is left out; delete one, or take another format\n\
         changed: x, code points 14 to 19, GPE \"Japan\": it is only suggested, and conll cannot say so; accept or delete \
         it, or leave out what is undecided\n\
         1 article, 2 annotations: 1 lost, 0 changed\n\
         written and read back: 1 difference, as told\n\
         not in this format: 1 article id\n"
    );
    let json = postil(&["check", "--for", "conll", "--suggested", "--json"], &line).stdout;
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let with = json!({"start": 6, "end": 19, "label": "ORG", "text": "Bank of Japan"});
    let overlap = json!({"article": "x", "start": 14, "end": 19, "label": "GPE", "text": "Japan",
                         "problem": "overlap", "with": with, "loss": true});
    assert_eq!(lines[0], overlap);
    let counts = json!({"articles": 1, "annotations": 2, "losses": 1, "untrainable": 0, "changes": 0, "differences": 1, "unforeseen": 0,
               "notes": 0, "flags": 0, "categories": 0, "metadata": 0, "ids": 1});
    assert_eq!(lines[2], counts);
    let decided = postil(&["convert", "--to", "spacy"], &line).stdout;
    assert_eq!(decided, "{\"id\":\"x\",\"text\":\"🍎 The Bank of Japan met.\",\"entities\":[[6,19,\"ORG\"]]}\n");
    output(&["check", "--for", "conll"], decided);
}

#[test]
fn what_is_only_not_trainable_is_not_called_lost() {
    let line = r#"{"id":"x","text":"Ann Leeds left.","entities":[[0,6,"PERSON"]]}"#;
    let run = postil(&["check", "--for", "spacy"], line);
    assert!(run.stdout.contains("1 annotation: 0 lost, 1 not trainable, 0 changed\n"), "{}", run.stdout);
    let told = "postil: not all of this would come through in spacy; see above\n";
    assert_eq!((run.status, run.stderr.as_str()), (1, told));
}

#[test]
fn several_files_and_a_bad_one() {
    let folder = folder("check");
    let good = file(&folder, "good.jsonl", SPACY);
    let bad = file(&folder, "bad.jsonl", "{\"text\":3}");
    assert!(output(&["check", "--for", "csv", &good, &good], "").starts_with("4 articles, 8 annotations"));
    assert!(failure(&["check", "--for", "csv", &good, &bad], "").starts_with(&format!("postil: {bad}: line 1")));
}

#[test]
fn labels_that_a_project_changes_or_refuses() {
    let line = |label: &str| json!({"id": "x", "text": "Ann left.", "entities": [[0, 3, label]]}).to_string();
    let report = output(&["check", "--for", "postil"], line("Legal entity"));
    let told = "changed: x, code points 0 to 3, Legal entity \"Ann\": its label becomes Legal_entity, since postil has none \
                with white space\n1 article, 1 annotation: 0 lost, 1 changed\n";
    assert!(report.starts_with(told), "{report}");
    output(&["check", "--for", "postil-jsonl"], line("Legal entity"));
    let converted = output(&["convert", "--to", "postil"], line("Legal entity"));
    assert!(converted.contains("\"label\":\"Legal_entity\""), "{converted}");
    let run = postil(&["check", "--for", "postil"], line("\u{7}"));
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (1, "postil: not all of this would come through in postil; see above\n")
    );
    let advice = "its label cannot be written in postil; take one that is not empty and has no white space";
    assert!(
        run.stdout.starts_with(&format!("lost: x, code points 0 to 3, \u{7} \"Ann\": {advice}\n")),
        "{}",
        run.stdout
    );
    let place = "postil: standard input: field article \"x\".annotations[0].label: ";
    let message = failure(&["convert", "--to", "postil"], line("\u{7}"));
    assert!(message.starts_with(&format!("{place}\"\u{7}\" cannot be a label's id")), "{message}");
    let nameless = "postil: standard input: line 1, field entities[0][2]: a span must have a label\n";
    for target in ["postil", "postil-jsonl", "spacy"] {
        assert_eq!(failure(&["check", "--for", target], line("")), nameless);
        assert_eq!(failure(&["convert", "--to", target], line("")), nameless);
    }
}
