//! `postil merge`

use super::*;

#[test]
fn what_two_people_do_not_agree_on_is_left_to_decide() {
    let folder = folder("merge");
    let other = SPACY.replace("[14,20,", "[14,17,").replace("She left", "She saw");
    let (one, two) = (file(&folder, "one.jsonl", SPACY), file(&folder, "two.jsonl", other));
    let out = folder.join("both.postil.json");
    let run = postil(&["merge", "--out", out.to_str().unwrap(), &one, &two], "");
    let told = "postil: 3 articles, 1 of them in several files: 2 annotations agreed, 2 to decide\n";
    assert_eq!((run.status, run.stderr.as_str()), (0, told));
    let merged: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    let articles = merged["articles"].as_array().unwrap();
    let ids: Vec<&str> = articles.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!((ids, &articles[0]["status"]), (vec!["x", "y", "a1"], &json!("open")));
    let marks: Vec<Value> = articles[0]["annotations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!([it["text"], it["label"], it["status"], it["confidence"]]))
        .collect();
    let expected = json!([
        ["Apple", "ORG", "confirmed", null],
        ["Ann Li", "PERSON", "suggested", 0.5],
        ["Ann", "PERSON", "suggested", 0.5],
        ["New York", "GPE", "confirmed", null],
    ]);
    assert_eq!(Value::from(marks), expected);
    let again = output(&["convert", "--to", "postil", out.to_str().unwrap()], "");
    assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), merged, "where they overlap, one is to stand");
}

#[test]
fn labels_that_people_call_differently_are_folded() {
    let folder = folder("merge_map");
    let other = SPACY.replace("PERSON", "Human being").replace("\"ORG\"", "\"COMPANY\"");
    let (one, two) = (file(&folder, "one.jsonl", SPACY), file(&folder, "two.jsonl", other));
    let merge = |more: &[&str]| postil(&[&["merge", &one, &two], more].concat(), "");
    assert!(merge(&[]).stderr.ends_with(": 2 annotations agreed, 4 to decide\n"));
    let run = merge(&["--map", "COMPANY=ORG,Human being=PERSON"]);
    let told = "postil: 2 articles, 2 of them in several files: 4 annotations agreed, 0 to decide\n";
    assert_eq!((run.status, run.stderr.as_str()), (0, told));
    let labels = |project: &str| -> Vec<String> {
        let project: Value = serde_json::from_str(project).unwrap();
        let labels = project["schema"]["labels"].as_array().unwrap();
        labels.iter().map(|label| label["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(labels(&run.stdout), ["ORG", "PERSON", "GPE", "LOC"]);
    let run = merge(&["--map", "COMPANY=ORG", "--labels", "ORG,GPE"]);
    assert!(run.stderr.ends_with(": 2 annotations agreed, 0 to decide\n"), "{}", run.stderr);
    assert_eq!(labels(&run.stdout), ["ORG", "GPE"]);
}

#[test]
fn parts_that_people_shared_out_become_one() {
    let folder = folder("merge_parts");
    let (first, second) = SPACY.split_at(SPACY.find('\n').unwrap() + 1);
    let (one, two) = (file(&folder, "one.jsonl", first), file(&folder, "two.jsonl", second));
    let run = postil(&["merge", &one, &two], "");
    assert_eq!(run.stdout, output(&["convert", "--to", "postil"], SPACY));
}

#[test]
fn one_file_is_nothing_to_merge() {
    let run = postil(&["merge", "-"], SPACY);
    assert_eq!(run.status, 2, "{}", run.stderr);
}
