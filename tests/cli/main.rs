//! The command line as a user runs it: output, exit status and messages of the built program. What all commands
//! share is here, and each has a file.
#![cfg(feature = "cli")]

mod agree;
mod check;
mod convert;
mod docs;
mod eval;
mod learned;
mod merge;
mod simulate;
mod split;
mod stats;
mod tag;
mod train;

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

/// The output of a run that must succeed, and says at most what is not in the format that it writes.
fn converted(arguments: &[&str], stdin: impl AsRef<[u8]>) -> String {
    let run = postil(arguments, stdin);
    let only_that = run.stderr.lines().all(|line| line.starts_with("postil: not in "));
    assert!(run.status == 0 && only_that, "{arguments:?} {}", run.stderr);
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

/// Nothing but the mark by which a file in Unicode begins is nothing, and a blank line behind it no first line.
#[test]
fn byte_order_marks_are_no_text() {
    let folder = folder("marks");
    for (name, mark) in [("utf-8", &b"\xef\xbb\xbf"[..]), ("utf-16le", b"\xff\xfe"), ("utf-16be", b"\xfe\xff")] {
        let path = file(&folder, name, mark);
        for arguments in [&["tag"][..], &["stats"], &["convert", "--to", "postil"]] {
            let message = failure(&[arguments, &[&path]].concat(), "");
            assert!(message.starts_with(&format!("postil: {path}: it is empty")), "{arguments:?}: {message}");
        }
        assert_eq!(output(&["tag"], mark), "", "a part without a record");
    }
    let converted = output(&["convert", "--to", "spacy"], format!("\u{feff}\n{SPACY}"));
    assert_eq!(converted, output(&["convert", "--to", "spacy"], SPACY));
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
fn standard_input_is_read_once() {
    let once = "postil: - can be named once: standard input is read already\n";
    for arguments in [
        &["agree", "-", "-"][..],
        &["eval", "--gold", "-", "--predicted", "-"],
        &["merge", "-", "-"],
        &["stats", "-", "-"],
    ] {
        assert_eq!(failure(arguments, SPACY), once, "{arguments:?}");
    }
}

#[test]
fn a_label_cannot_have_two_names() {
    let run = postil(&["convert", "--to", "csv", "--map", "LOC=ORG,LOC=PER"], SPACY);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("LOC is mapped twice"), "{}", run.stderr);
}

#[test]
fn a_label_that_nothing_has_is_told_once() {
    let one = file(&folder("unmet"), "one.jsonl", SPACY);
    for command in [
        &["convert", "--to", "spacy", "-"][..],
        &["eval", "--gold", &one, "--predicted", "-"],
        &["agree", &one, "-"],
        &["merge", &one, "-"],
        &["simulate", "--suggest", "none", "--gold", "-"],
    ] {
        for named in [&["--labels", "ORG,NOPE"][..], &["--map", "NOPE=ORG"], &["--labels", "NOPE", "--map", "NOPE=ORG"]]
        {
            let run = postil(&[command, named].concat(), SPACY);
            let told = "postil: named by --labels or --map, and met nowhere: NOPE\n";
            assert!(run.status == 0 && run.stderr.ends_with(told), "{command:?} {named:?}: {}", run.stderr);
        }
    }
}

#[test]
fn a_rename_has_one_new_name() {
    let run = postil(&["convert", "--to", "csv", "--map", "A=B=C"], SPACY);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("\"A=B=C\" does not map a label: write A=B"), "{}", run.stderr);
}

#[test]
fn five_megabytes() {
    let line = json!({"text": "Acme bought Widgets. ".repeat(250_000), "entities": [[0, 4, "ORG"]]}).to_string() + "\n";
    let counted: Value = serde_json::from_str(&output(&["stats", "--json"], line)).unwrap();
    assert_eq!(counted["words"], json!(750_000));
}
