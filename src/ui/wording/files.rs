//! What comes in from files and goes out into them.

use super::{annotations, articles, suggestions};
use crate::core::formats::RemedyKind;
use crate::core::text::no_text_at;
use crate::ui::words::{tr, translated};

/// Why nothing can be asked of a worker, in a clause that can follow a colon.
pub const DIFFERENT_VERSIONS: &str = "the page and its worker are of different versions";

/// Nothing is wrong: whoever has done with the last article may press the same key again.
pub const NOTHING_PASTED: &str = "The box is empty. Paste the text of an article first.";

/// What is wrong with what stands in the paste box; `longest` is in bytes.
pub fn problem_with_paste(draft: &str, longest: usize) -> Option<String> {
    if draft.len() > longest {
        let (size, most) = (draft.len().div_ceil(1024 * 1024), longest / (1024 * 1024));
        return Some(tr!(
            "The text is {size} MB long; an article can have up to {most} MB. Paste it in parts, or tag it with the \
             postil command line. The box keeps what you pasted.",
            size,
            most
        ));
    }
    no_text_at(draft).map(|at| {
        let line = draft[..at].matches('\n').count() + 1;
        tr!(
            "This does not look like text: line {line} has bytes that are no characters. The box keeps what you pasted.",
            line
        )
    })
}

/// How many articles came in, how many are as they were left elsewhere, and how many were left out since they were there.
pub fn imported(added: usize, continued: usize, left_out: usize) -> String {
    let mut said = tr!("Added {articles}.", articles = articles(added));
    if continued > 0 {
        said = said + " " + &tr!("As in the file now: {articles}.", articles = articles(continued));
    }
    let articles = articles(left_out);
    match left_out {
        0 => said,
        1 => said + " " + &tr!("{articles} was there already and is left out.", articles),
        _ => said + " " + &tr!("{articles} were there already and are left out.", articles),
    }
}

/// That files are being read.
pub fn reading(names: &[String]) -> String {
    if let [name] = names {
        return tr!("Reading {name}…", name);
    }
    tr!("Reading {count} files…", count = names.len())
}

/// That a file was not taken in.
pub fn not_imported(name: &str, why: &str) -> String {
    tr!("{name} was not imported: {why}.", name, why = translated(why))
}

/// That tables were not taken in since nothing was said about their columns.
pub fn left_out(names: &str) -> String {
    tr!("{names} left out: nothing was imported.", names)
}

/// The switch that leaves articles out that are not finished.
pub fn only_finished(finished: usize, all: usize) -> String {
    tr!("Only finished articles: {finished} of {all}", finished, all)
}

/// The switch that leaves articles out that the queue does not show.
pub fn only_shown(shown: usize, all: usize) -> String {
    tr!("Only articles that the queue shows: {shown} of {all}", shown, all)
}

/// What goes into a dataset, and what is left out.
pub fn goes_in(articles: usize, annotations: usize, left_out: usize, waiting: usize, with_suggestions: bool) -> String {
    let annotations = if annotations == 1 {
        tr!("{count} confirmed annotation", count = annotations)
    } else {
        tr!("{count} confirmed annotations", count = annotations)
    };
    let mut there = tr!("{articles} with {annotations}.", articles = self::articles(articles), annotations);
    if left_out > 0 {
        there += &(" ".to_owned() + &tr!("{left_out} left out by label.", left_out));
    }
    if waiting == 0 {
        return there;
    }
    let suggestions = suggestions(waiting);
    let waiting = if with_suggestions {
        tr!("{suggestions} left to decide, too: only JSONL and Label Studio tell them from the others.", suggestions)
    } else {
        tr!("{suggestions} left to decide: only JSONL and Label Studio keep such.", suggestions)
    };
    there + " " + &waiting
}

/// What articles that are not finished teach.
pub fn unfinished(count: usize) -> String {
    let articles = articles(count);
    tr!("{articles} not finished: what is not marked there will be taken for none.", articles)
}

/// What becomes of articles that are not finished, where only others go in.
pub fn stay_out(count: usize) -> String {
    tr!("{articles} not finished: left out.", articles = articles(count))
}

/// What becomes of articles that were skipped.
pub fn skipped(count: usize) -> String {
    let articles = articles(count);
    tr!("{articles} skipped: only JSONL, Label Studio and Prodigy keep such, and only if nothing is split.", articles)
}

/// What a split is.
pub const SPLIT: &str = "Whole articles are dealt, near-duplicates to one side and every label to each part. A README tells \
                         what there is; all comes as a ZIP file.";

/// Why a dataset cannot be split so.
pub fn no_split() -> String {
    tr("A share and the seed are whole numbers from 0 up, and not all shares are 0.").to_owned()
}

/// How much of a file is written.
pub fn written(articles: usize, of: usize) -> String {
    if of == 1 {
        tr!("{articles} of {of} article written.", articles, of)
    } else {
        tr!("{articles} of {of} articles written.", articles, of)
    }
}

/// What became of a file.
pub fn handed_over(name: &str, handed_over: bool) -> String {
    if handed_over {
        tr!("Downloaded as {name}.", name)
    } else {
        tr("Nothing was downloaded: not everything comes through. Press a line to go there.").to_owned()
    }
}

/// What a button says that puts so many annotations right.
pub fn remedy(kind: RemedyKind, count: usize) -> String {
    let annotations = annotations(count);
    match kind {
        RemedyKind::Trim => tr!("Leave white space out of {annotations}", annotations),
        RemedyKind::FitToTokens => tr!("Fit {annotations} to whole tokens", annotations),
        RemedyKind::DropBlank => tr!("Delete {annotations} of white space", annotations),
        RemedyKind::DropDouble => tr!("Delete {annotations} that stand there already", annotations),
    }
}

/// That a file was not written, and why.
pub fn not_exported(name: &str, why: &str) -> String {
    tr!("{name} could not be written: {why}. Nothing is lost; try again.", name, why = translated(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_that_is_no_article_is_explained() {
        assert!(problem_with_paste(&"a".repeat(5 * 1024 * 1024), 4 * 1024 * 1024).unwrap().contains("5 MB"));
        assert!(problem_with_paste("one\ntwo\0", 100).unwrap().contains("line 2"));
        assert_eq!(problem_with_paste("Ann went to Rome.", 100), None);
    }
}
