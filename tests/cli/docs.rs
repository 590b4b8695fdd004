//! The command lines of the documents, as they are written there.
#![cfg(unix)]

use super::*;

const DOCUMENTS: [&str; 2] = [include_str!("../../README.md"), include_str!("../../docs/command-line.md")];

/// A folder with the files that the documents name.
fn files() -> PathBuf {
    let folder = folder("docs");
    let dataset = train::dataset();
    for name in ["dataset.jsonl", "gold.jsonl", "predicted.jsonl", "articles.jsonl"] {
        file(&folder, name, &dataset);
    }
    let project = output(&["convert", "--to", "postil"], &dataset);
    for name in ["project.postil.json", "ann.postil.json", "bo.postil.json"] {
        file(&folder, name, &project);
    }
    for name in ["article.txt", "more.txt"] {
        file(&folder, name, "Ann Lee flew to Rome.");
    }
    file(&folder, "page.html", "<p>Ann Lee flew to Rome.</p>");
    folder
}

#[test]
fn every_command_line_runs() {
    let folder = files();
    let program = Path::new(env!("CARGO_BIN_EXE_postil")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let lines = DOCUMENTS.iter().flat_map(|document| document.lines()).filter(|line| line.starts_with("postil "));
    let mut commands: Vec<&str> = Vec::new();
    for line in lines {
        let run = Command::new("sh").args(["-c", line]).current_dir(&folder).env("PATH", &path).output().unwrap();
        let told = [run.stdout, run.stderr].map(|told| String::from_utf8_lossy(&told).into_owned());
        assert!(run.status.success(), "{line}\n{}", told.concat());
        commands.extend(line.split(' ').nth(1));
    }
    let help = output(&["--help"], "");
    let all =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).map_while(|line| line.split_whitespace().next());
    let untold: Vec<&str> = all.filter(|command| *command != "help" && !commands.contains(command)).collect();
    assert_eq!(untold, [""; 0], "commands of which no document tells");
}
