//! Every sentence that the page says, in one place.

use super::state::{Concordance, Cursor, Lexicon, Move, TRAINED, Training, WorkerState};
use crate::core::annotation::{Annotation, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, opening};
use crate::core::counted;
use crate::core::edit::{EditError, Step, Summary, Verb};
use crate::core::formats::RemedyKind;
use crate::core::project::{ArticleProgress, ConcordanceLine, LexiconEntry, both_ends, corrections_per_100, is_doubt};
use crate::core::schema::{LabelId, Schema};
use crate::core::store::StoreError;
use crate::core::text::{Side, nul_in};

pub const NO_NEXT_ARTICLE: &str = "No other article waits. Paste the next one.";
pub const TAGGING_STOPPED: &str = "Tagging stopped. What was found so far stays.";
pub const SELECT_FIRST: &str = "Nothing is selected. Select words, or press J to go to a suggestion.";
pub const NO_SUGGESTION_LEFT: &str = "No suggestion is left to decide in this article.";
pub const NOTHING_CHANGED: &str = "Nothing was to be changed.";
pub const NOTHING_DECIDED_YET: &str = "Nothing has been decided yet: the lexicon is empty.";
pub const NO_PROGRESS_YET: &str = "Progress can be shown when two articles are finished.";
/// Follows what the cursor is on.
pub const MENU_IS_OPEN: &str = " Tab goes to the menu of labels.";
pub const CANNOT_RESIZE: &str = "The edge cannot be moved that way.";
pub const CANNOT_SPLIT: &str = "A single word cannot be split.";
pub const CANNOT_JOIN: &str = "No mark comes after this one.";
pub const NO_PREVIOUS_ARTICLE: &str = "This is the first article.";

/// What the chart of the progress shows.
pub const PROGRESS: &str = "A bar for each article, a line for the mean of five. What is made by hand or refused is a \
    correction. At the dashed line the tagger saves nothing.";

/// What comes of a training.
pub const TRAIN: &str = "A tagger of your own that goes on from the built-in one, learned from the finished articles. \
    Tags here, and with postil tag.";

/// Why nothing can be asked of a worker, in a clause that can follow a colon.
pub const DIFFERENT_VERSIONS: &str = "the page and its worker are of different versions";
pub const BUILT_IN_AGAIN: &str = "The built-in tagger is used again.";

/// Why a file was not handed over.
const NOT_HANDED_OVER: &str = "Nothing was downloaded: not everything comes through. Press a line to go there.";

/// The longest quotation in a sentence, in characters.
const QUOTE_MAX: usize = 60;

/// What a step did.
pub fn did(summary: &Summary) -> String {
    let what = quoted(&summary.object);
    let label = summary.label.as_ref().map(LabelId::as_str).unwrap_or_default();
    let more = match summary.count {
        0 | 1 => String::new(),
        2 => " And 1 identical mention.".to_owned(),
        count => format!(" And {} identical mentions.", count - 1),
    };
    match summary.verb {
        Verb::Add => format!("Added {}.", counted(summary.count, "article")),
        Verb::Remove => "Took the article out.".to_owned(),
        Verb::Mark => "Marked the article.".to_owned(),
        Verb::Label => format!("Labelled {what} {label}.{more}"),
        Verb::Accept if summary.label.is_none() => format!("Accepted {}.", counted(summary.count, "suggestion")),
        Verb::Accept => format!("Accepted {what} as {label}.{more}"),
        Verb::Reject if label.is_empty() => format!("Refused what was marked on {what}.{more}"),
        Verb::Reject => format!("Removed {label} from {what}.{more}"),
        Verb::Relabel => format!("Labelled {what} {label} instead.{more}"),
        Verb::Resize => format!("The mark is {what} now."),
        Verb::Split => format!("Split {what} in two."),
        Verb::Join => format!("Joined to {what}."),
        Verb::Mend => format!("Put {} right.", counted(summary.count, "annotation")),
        Verb::Suggest => format!("{} new.", counted(summary.count, "suggestion")),
        Verb::Schema => format!("Changed the labels: {what}."),
    }
}

/// What undo or redo did.
pub fn stepped(step: Step, summary: &Summary) -> String {
    let word = if step == Step::Undo { "Undone" } else { "Redone" };
    format!("{word}: {}", did(summary))
}

/// That there is nothing to undo or redo.
pub fn nothing_to(step: Step) -> String {
    format!("There is nothing to {}.", if step == Step::Undo { "undo" } else { "redo" })
}

/// Why a command was refused.
pub fn refused(error: &EditError) -> String {
    format!("{}. Nothing was changed.", capitalised(&error.to_string()))
}

/// Our own English with a capital at its start. ASCII does, and saves the page the case tables of Unicode.
pub fn capitalised(words: &str) -> String {
    let mut capitalised = words.to_owned();
    if let Some(first) = capitalised.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capitalised
}

/// What is wrong with what stands in the paste box; `longest` is in bytes.
pub fn problem_with_paste(draft: &str, longest: usize) -> Option<String> {
    if draft.trim().is_empty() {
        return Some("The box is empty. Paste the text of an article first.".to_owned());
    }
    if draft.len() > longest {
        let (size, most) = (draft.len().div_ceil(1024 * 1024), longest / (1024 * 1024));
        return Some(format!(
            "The text is {size} MB long; an article can have up to {most} MB. Paste it in parts, or tag it with the \
             postil command line. The box keeps what you pasted."
        ));
    }
    let replaced = || draft.find('\u{fffd}').filter(|_| draft.matches('\u{fffd}').count() > 8);
    nul_in(draft.as_bytes()).or_else(replaced).map(|at| {
        let line = draft[..at].matches('\n').count() + 1;
        format!(
            "This does not look like text: line {line} has bytes that are no characters. The box keeps what you pasted."
        )
    })
}

/// How many articles of a file came in, and how many were left out since they were there.
pub fn imported(added: usize, left_out: usize) -> String {
    let were = if left_out == 1 { "was there already and is" } else { "were there already and are" };
    format!("Added {}. {} {were} left out.", counted(added, "article"), counted(left_out, "article"))
}

/// That a file was not taken in.
pub fn not_imported(name: &str, why: &str) -> String {
    format!("{name} was not imported: {why}. Nothing was changed.")
}

/// The switch that leaves articles out that are not finished.
pub fn only_finished(finished: usize, all: usize) -> String {
    format!("Only finished articles: {finished} of {all}")
}

/// What goes into a dataset, and what is left out.
pub fn goes_in(articles: usize, annotations: usize, waiting: usize) -> String {
    let there = format!("{} with {}.", counted(articles, "article"), counted(annotations, "confirmed annotation"));
    match waiting {
        0 => there,
        _ => {
            format!("{there} {} left to decide: only JSONL and Label Studio keep such.", counted(waiting, "suggestion"))
        }
    }
}

/// How much of a file is written.
pub fn written(articles: usize, of: usize) -> String {
    format!("{articles} of {} written.", counted(of, "article"))
}

/// What became of a file.
pub fn handed_over(name: &str, handed_over: bool) -> String {
    if handed_over { format!("Downloaded as {name}.") } else { NOT_HANDED_OVER.to_owned() }
}

/// What a button says that puts so many annotations right.
pub fn remedy(kind: RemedyKind, count: usize) -> String {
    let annotations = counted(count, "annotation");
    match kind {
        RemedyKind::Trim => format!("Leave white space out of {annotations}"),
        RemedyKind::FitToTokens => format!("Fit {annotations} to whole tokens"),
        RemedyKind::DropBlank => format!("Delete {annotations} of white space"),
        RemedyKind::DropDouble => format!("Delete {}", counted(count, "double")),
    }
}

/// That a file was not written, and why.
pub fn not_exported(name: &str, why: &str) -> String {
    format!("{name} could not be written: {why}. Nothing is lost; try again.")
}

/// How far a training is, or what became of it.
pub fn trained(training: Training) -> String {
    match training {
        Training::Running(_, None) => {
            "Starting. All in all it takes some seconds, or a minute for a thousand articles.".to_owned()
        }
        Training::Running(done, Some(of)) => format!("{done} of {of} rounds through the finished articles done."),
        Training::HandedOver => format!(
            "Downloaded as {TRAINED}. To tag with it, drop it on the page, or run postil tag --model {TRAINED}."
        ),
    }
}

/// That no model was trained.
pub fn not_trained(why: &str) -> String {
    format!("No model was trained: {why}.")
}

/// That the user's model tags from now on.
pub fn model_ready(name: &str) -> String {
    format!("{name} tags from now on.")
}

/// That the user's model cannot be used.
pub fn model_refused(name: &str, why: &str) -> String {
    format!("{name} cannot be used: {why}. {BUILT_IN_AGAIN}")
}

/// That the user's model will not be there at the next visit.
pub fn model_not_kept(why: &str) -> String {
    format!("Your model is used, but it could not be kept for the next visit: {why}.")
}

/// What is said when an article opens.
pub fn opened(article: &Article) -> String {
    format!("Article {}: {}", article.id, title(article))
}

/// What an article is called in the queue.
pub fn title(article: &Article) -> String {
    let first_words = || opening(&article.text).split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    article.meta.title.clone().unwrap_or_else(first_words)
}

/// That an article has a new status, and what is left to decide in one that is done.
pub fn marked(status: ArticleStatus, left: usize) -> String {
    let marked = format!("Article {}.", self::status(status).to_ascii_lowercase());
    match left {
        1.. if status == ArticleStatus::Done => {
            format!("{marked} {} left undecided: the export leaves them out.", counted(left, "suggestion"))
        }
        _ => marked,
    }
}

/// Whether an article needs a second look.
pub fn flagged(flagged: bool) -> &'static str {
    if flagged { "The article needs a second look." } else { "The article needs no second look." }
}

/// The name of a status.
pub fn status(status: ArticleStatus) -> &'static str {
    match status {
        ArticleStatus::New => "New",
        ArticleStatus::Open => "Open",
        ArticleStatus::Done => "Done",
        ArticleStatus::Skipped => "Skipped",
    }
}

/// That an article could not be tagged.
pub fn tagging_failed(article: &ArticleId, why: &str) -> String {
    format!("Article {article} could not be tagged: {why}. You can go on by hand, or tag it again.")
}

/// That an article has been tagged.
pub fn tagged(undecided: usize) -> String {
    format!("Tagged: {} to decide.", counted(undecided, "suggestion"))
}

/// That the worker is in trouble.
pub fn worker_trouble(state: &WorkerState, why: &str) -> String {
    match state {
        WorkerState::Failed(_) => {
            format!("Suggestions are not available: {why}. You can annotate by hand; reload the page to try again.")
        }
        _ => format!("The tagger stopped ({why}) and is being started again. Your work is safe."),
    }
}

/// Where the worker stands, for the status line.
pub fn worker(state: &WorkerState) -> String {
    match state {
        WorkerState::Starting => "Starting the tagger".to_owned(),
        WorkerState::Loading(..) => "Loading the tagger".to_owned(),
        WorkerState::Ready => "Tagger ready".to_owned(),
        WorkerState::Restarting(_) => "Restarting the tagger".to_owned(),
        WorkerState::Failed(_) => "No tagger".to_owned(),
    }
}

/// From how many articles the tagger has learned.
pub fn learned(finished: u32) -> String {
    format!("Learned from {}", counted(finished as usize, "article"))
}

/// Why nothing was learned.
pub fn learning_failed(why: &str) -> String {
    format!("The tagger could not learn from a finished article: {why}. What you annotated is kept.")
}

/// Why nothing can be kept.
pub fn not_saved(error: &StoreError) -> String {
    format!("Your work is not being saved: {error}. Export the project file now, so that nothing is lost.")
}

/// Why the project that was kept is not here.
pub fn not_opened(error: &StoreError) -> String {
    format!(
        "The project kept in this browser could not be opened: {error}. It is left as it is, and what you do now is \
         not being saved. Export the project file before you leave."
    )
}

/// What the cursor is on.
pub fn cursor(article: &Article, schema: &Schema, cursor: &Cursor) -> String {
    let Some(range) = cursor.range() else { return String::new() };
    let what = quoted(article.text.slice(range));
    let Cursor::Mark(key) = cursor else { return format!("{what}, not labelled.") };
    let mark = article.annotations.get(key.0, &key.1).map(|annotation| mark(schema, annotation));
    format!("{what}, {}.", mark.unwrap_or_default())
}

/// What a mark says: "Person, suggested, 93 % sure".
pub fn mark(schema: &Schema, annotation: &Annotation) -> String {
    let name = label_name(schema, &annotation.label);
    let sure = annotation.confidence.map(sure).unwrap_or_default();
    match annotation.status {
        Status::Suggested if sure.is_empty() => format!("{name}, suggested"),
        Status::Suggested if is_doubt(annotation) => format!("{name}?, suggested, only {sure}"),
        Status::Suggested => format!("{name}, suggested, {sure}"),
        Status::Confirmed => format!("{name}, confirmed"),
        Status::Rejected => format!("not {name}"),
    }
}

/// A mark with its words.
pub fn quoted_mark(article: &Article, schema: &Schema, annotation: &Annotation) -> String {
    format!("{}, {}", quoted(article.text.slice(annotation.range)), mark(schema, annotation))
}

/// What stands on a mention of a concordance.
pub fn standing(schema: &Schema, line: &ConcordanceLine) -> String {
    let Some(there) = &line.mark else { return "not marked".to_owned() };
    let decided = if there.is_decided() { "decided: " } else { "" };
    if there.range == line.range {
        return format!("{decided}{}", mark(schema, there));
    }
    let part = if line.range.contains(there.range) { "with" } else { "part of" };
    format!("{decided}{part} {}", quoted_mark(&line.article, schema, there))
}

/// The title of a concordance.
pub fn concordance(found: &Concordance) -> String {
    format!("{}: {}", quoted(&found.words), counted(found.lines.len(), "mention"))
}

/// The title of the lexicon.
pub fn lexicon(lexicon: &Lexicon) -> String {
    format!("Lexicon: {}", counted(lexicon.entries.len(), "name"))
}

/// How many entries of the lexicon are looked at, of which no more than `most` are shown.
pub fn entries_shown(found: usize, most: usize) -> String {
    match found {
        0 => "None is like that.".to_owned(),
        _ if found > most => format!("The {most} most frequent of {found}; type some letters to find others."),
        _ => format!("{} shown. Press one to see and decide all its mentions.", counted(found, "name")),
    }
}

/// What was decided about an entry of the lexicon.
pub fn decided_as(schema: &Schema, entry: &LexiconEntry) -> String {
    let labels = entry.labels.iter().map(|(label, count)| format!("{} {count} ×", label_name(schema, label)));
    let refused = (entry.refused > 0).then(|| format!("refused {} ×", entry.refused));
    labels.chain(refused).collect::<Vec<_>>().join(", ")
}

/// How many mentions are ticked.
pub fn ticked(count: usize) -> String {
    format!("{} ticked", counted(count, "mention"))
}

/// The button that shows more mentions.
pub fn more_mentions(hidden: usize) -> String {
    format!("Show more: {} are not shown", counted(hidden, "mention"))
}

/// How many suggestions would be accepted.
pub fn would_accept(sure: usize, all: usize) -> String {
    format!("{sure} of {} would be accepted.", counted(all, "suggestion"))
}

/// How the corrections of the first articles compare with those of the last.
pub fn progress(articles: &[ArticleProgress<'_>]) -> String {
    let [first, last] = both_ends(articles);
    let number = ["", "", " two", " three", " four", " five"].get(first.len()).copied().unwrap_or_default();
    let noun = if first.len() == 1 { "article" } else { "articles" };
    format!(
        "Corrections per 100 annotations: {} in the first{number} {noun}, {} in the last{number}.",
        corrections_per_100(first),
        corrections_per_100(last)
    )
}

/// The title of the table of some articles' progress.
pub fn in_numbers(articles: usize) -> String {
    format!("The last {} in numbers", counted(articles, "article"))
}

/// How sure a machine is: "93 % sure". Rounded here, because printing floats is 4 kB of the page.
pub fn sure(confidence: f32) -> String {
    format!("{} % sure", percent(confidence))
}

/// A share of one in whole percents.
pub fn percent(share: f32) -> u32 {
    (share * 100.0).round() as u32
}

/// The name of a preset.
pub fn preset(id: &str) -> &str {
    match id {
        "ontonotes" => "OntoNotes",
        "conll" => "CoNLL",
        "news" => "News",
        other => other,
    }
}

/// The name of a label, or its id if the schema has lost it.
pub fn label_name<'a>(schema: &'a Schema, id: &'a LabelId) -> &'a str {
    schema.label(id).map_or(id.as_str(), |label| &label.name)
}

/// That the cursor cannot go on.
pub fn nowhere_to_go(by: Move) -> String {
    match by {
        Move::Suggestion(_) => NO_SUGGESTION_LEFT.to_owned(),
        Move::Doubt(_) => "No doubt is left in this article.".to_owned(),
        Move::Mark(_) => "Nothing is marked in this article.".to_owned(),
        Move::Token(Side::Left) | Move::Extend(Side::Left) | Move::Paragraph(Side::Left) => {
            "This is the start of the article.".to_owned()
        }
        Move::Token(Side::Right) | Move::Extend(Side::Right) | Move::Paragraph(Side::Right) => {
            "This is the end of the article.".to_owned()
        }
    }
}

/// Whether decisions are carried on.
pub fn propagation(on: bool) -> &'static str {
    if on { "Decisions apply to identical mentions." } else { "Decisions apply to one mention only." }
}

/// Why a key that moves the focus does nothing else.
pub const KEY_OF_PAGE: &str = "Tab goes through the page and can do nothing else.";

/// Why a letter does nothing else.
pub fn key_of_labels(key: &str) -> String {
    format!("{key} is kept for labels. Press it with Shift or Ctrl, or press a sign.")
}

/// That a key is another's.
pub fn key_taken(key: &str, help: &str) -> String {
    format!("{key} does “{help}” already. Give that another key first.")
}

/// That a key does something from now on.
pub fn key_chosen(key: &str, help: &str) -> String {
    format!("{key}: {help}.")
}

/// Words in quotation marks, shortened if long.
fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= QUOTE_MAX {
        return format!("“{words}”");
    }
    format!("“{}…”", words.chars().take(QUOTE_MAX).collect::<String>())
}

/// Over the filter of the queue.
pub fn filtered(shown: usize, of: usize) -> String {
    if shown == of { "Filter".to_owned() } else { format!("Filter: {shown} of {of} shown") }
}

/// In place of an empty queue of a project with so many articles.
pub fn no_articles(of: usize) -> &'static str {
    if of == 0 { "Articles you paste or import are listed here." } else { "No article fits the filter." }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Meta;
    use crate::core::text::Text;

    #[test]
    fn a_paste_that_is_no_article_is_explained() {
        assert!(problem_with_paste(" \n\t", 100).unwrap().contains("empty"));
        assert!(problem_with_paste(&"a".repeat(5 * 1024 * 1024), 4 * 1024 * 1024).unwrap().contains("5 MB"));
        assert!(problem_with_paste("one\ntwo\0", 100).unwrap().contains("line 2"));
        assert_eq!(problem_with_paste("Ann went to Rome.", 100), None);
    }

    #[test]
    fn a_step_is_told_with_its_copies() {
        let summary = Summary { verb: Verb::Label, object: "New\nYork".into(), label: Some("GPE".into()), count: 3 };
        assert_eq!(did(&summary), "Labelled “New York” GPE. And 2 identical mentions.");
        assert_eq!(stepped(Step::Undo, &summary), "Undone: Labelled “New York” GPE. And 2 identical mentions.");
    }

    #[test]
    fn progress_compares_the_first_articles_with_the_last() {
        let article = Article::new("a1", Text::new("x"), Meta::default());
        let took =
            |by_hand| ArticleProgress { article: &article, accepted: 4 - by_hand, by_hand, copied: 0, refused: 0 };
        let falling: Vec<_> = [4, 3, 2, 2, 2, 1, 1, 1, 1, 0, 0].map(took).into();
        let said = |count: usize| progress(&falling[..count]);
        assert_eq!(said(2), "Corrections per 100 annotations: 100 in the first article, 75 in the last.");
        assert_eq!(said(5), "Corrections per 100 annotations: 88 in the first two articles, 50 in the last two.");
        assert_eq!(said(11), "Corrections per 100 annotations: 65 in the first five articles, 15 in the last five.");
    }
}
