//! `postil simulate`

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
    let labels =
        json!({"ORG": {"gold": 2, "suggested": 0, "correct": 0}, "PERSON": {"gold": 1, "suggested": 0, "correct": 0}});
    let first = json!({"id": "x", "gold": 3, "actions": 3, "precision": 0.0, "recall": 0.0, "labels": labels});
    assert_eq!(lines[0], first);
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
    let names =
        file(&folder("simulate"), "s.json", r##"{"name":"s","labels":[{"id":"ORG","name":"O","color":"#123456"}]}"##);
    assert_eq!(actions(&["--suggest", "none", "--propagate", "off", "--schema", &names]), 4);
}

#[test]
fn suggestions_are_folded_and_left_out_like_the_gold() {
    let with = |more: &[&str]| actions(&[&["--suggest", "static", "--propagate", "off"], more].concat());
    assert_eq!(with(&["--map", "ORG=FIRM,GPE=TOWN"]), with(&[]));
    let line = "{\"text\":\"Rome is a city in Europe.\",\"entities\":[[0,4,\"GPE\"],[18,24,\"LOC\"]]}\n";
    let table = output(&["simulate", "--gold", "-", "--suggest", "static", "--labels", "LOC"], line);
    assert!(table.ends_with("1 article, 1 annotation, 0 actions: 0.0 %\n"), "Rome is no LOC: {table}");
}

#[test]
fn what_is_not_finished_or_only_suggested_is_no_gold() {
    let span = "\"spans\":[{\"start\":0,\"end\":6,\"label\":\"ORG\"}]";
    let rejected = format!("{{\"text\":\"Zorvex won.\",{span},\"answer\":\"reject\"}}\n");
    let waiting = format!("{{\"text\":\"Zorvex lost.\",{span}}}\n");
    let simulate = |lines: String| postil(&["simulate", "--gold", "-", "--suggest", "none"], lines);
    let run = simulate(rejected.clone() + &waiting);
    let left_out = "postil: standard input: skipped or not finished, and so left out: 2 articles";
    let way_out = "; \"postil convert --suggested --to spacy\" makes all that is marked in them count\n";
    assert_eq!(
        run.stderr,
        left_out.to_owned() + way_out + "postil: standard input: none of its articles is annotated and finished\n"
    );
    let skipped = simulate(rejected.clone()).stderr;
    assert!(skipped.contains("so left out: 1 article\n"), "nothing makes what is skipped count: {skipped}");
    let accepted = waiting.replace("lost", "grew").replace("]}", "],\"answer\":\"accept\"}");
    let run = simulate(rejected + &waiting + &accepted);
    assert!(run.stdout.ends_with("1 article, 1 annotation, 1 action: 100.0 %\n"), "{}", run.stdout);
    assert_eq!(run.stderr, left_out.to_owned() + "\n");
    let annotation = "{\"start\":0,\"end\":6,\"label\":\"ORG\",\"status\":\"suggested\"}";
    let run = simulate(format!("{{\"text\":\"Zorvex won.\",\"status\":\"done\",\"annotations\":[{annotation}]}}\n"));
    assert!(run.stdout.ends_with("1 article, 0 annotations, 0 actions: 0.0 %\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "postil: standard input: what is only suggested does not count as right\n");
}

#[test]
fn a_span_of_two_labels_ends() {
    let line = "{\"text\":\"Apple hired Ann.\",\"entities\":[[0,5,\"ORG\"],[0,5,\"COMPANY\"]]}\n";
    let table = output(&["simulate", "--gold", "-", "--suggest", "none"], line);
    assert!(table.ends_with("1 article, 1 annotation, 1 action: 100.0 %\n"), "{table}");
}

#[test]
fn for_people_there_is_a_table() {
    let table = output(&["simulate", "--gold", "-", "--suggest", "none"], GOLD);
    assert!(table.ends_with("3 articles, 7 annotations, 6 actions: 85.7 %\n"), "{table}");
    assert!(table.starts_with("x: 3 annotations, 2 actions; suggested with precision -, recall 0.00\n"), "{table}");
}
