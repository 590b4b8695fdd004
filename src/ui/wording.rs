//! Every sentence that the page says, in one place. Constants are in English: [`tr`] has them in the reader's language.

use super::state::{Concordance, Cursor, Lexicon, Move, TRAINED, Training, WorkerState};
use super::words::{tr, translated};
use crate::core::annotation::{Annotation, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus, opening};
use crate::core::edit::{EditError, Step, Summary, Verb};
use crate::core::formats::RemedyKind;
use crate::core::project::{
    ArticleProgress, ConcordanceLine, LexiconEntry, Remaining, Slice, TENTHS, both_ends, corrections_per_100, is_doubt,
};
use crate::core::schema::{LabelId, Schema};
use crate::core::store::StoreError;
use crate::core::text::{Side, nul_in};

pub const NO_NEXT_ARTICLE: &str = "No other article waits. Paste the next one.";
pub const TAGGING_STOPPED: &str = "Tagging stopped. What was found so far stays.";
pub const SELECT_FIRST: &str = "Nothing is selected. Select words, or press J to go to a suggestion.";
pub const NO_SUGGESTION_LEFT: &str = "No suggestion is left to decide in this article.";
pub const DESCRIBED: &str = "Changed what is said of the article.";
pub const NOTHING_CHANGED: &str = "Nothing was to be changed.";
pub const NOTHING_DECIDED_YET: &str = "Nothing has been decided yet: the lexicon is empty.";
/// Follows what the cursor is on.
pub const MENU_IS_OPEN: &str = "Tab goes to the menu of labels.";
/// While the browser asks whether the page may keep data for good.
pub const BROWSER_ASKS: &str = "The browser asks whether it is to keep your work, also when room is short.";
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

/// The longest quotation in a sentence, in characters.
const QUOTE_MAX: usize = 60;

/// What a step did.
pub fn did(summary: &Summary) -> String {
    let what = quoted(&summary.object);
    let label = summary.label.as_ref().map(LabelId::as_str).unwrap_or_default();
    let did = match summary.verb {
        Verb::Add => return imported(summary.count, 0),
        Verb::Remove => return tr("Took the article out.").to_owned(),
        Verb::Mark => return tr("Marked the article.").to_owned(),
        Verb::Describe => return tr(DESCRIBED).to_owned(),
        Verb::Accept if summary.label.is_none() => {
            return tr!("Accepted {suggestions}.", suggestions = suggestions(summary.count));
        }
        Verb::Resize => tr!("The mark is {what} now.", what),
        Verb::Split => return tr!("Split {what} in two.", what),
        Verb::Join => return tr!("Joined to {what}.", what),
        Verb::Mend => return tr!("Put {annotations} right.", annotations = annotations(summary.count)),
        Verb::Suggest => return tr!("{suggestions} new.", suggestions = suggestions(summary.count)),
        Verb::Schema => return tr!("Changed the labels: {what}.", what),
        Verb::Label => tr!("Labelled {what} {label}.", what, label),
        Verb::Accept => tr!("Accepted {what} as {label}.", what, label),
        Verb::Reject if label.is_empty() => tr!("Refused what was marked on {what}.", what),
        Verb::Reject => tr!("Removed {label} from {what}.", label, what),
        Verb::Relabel => tr!("Labelled {what} {label} instead.", what, label),
    };
    match summary.count {
        0 | 1 => did,
        2 => did + " " + tr("And 1 identical mention."),
        count => did + " " + &tr!("And {count} identical mentions.", count = count - 1),
    }
}

/// What undo or redo did.
pub fn stepped(step: Step, summary: &Summary) -> String {
    let did = did(summary);
    if step == Step::Undo { tr!("Undone: {did}", did) } else { tr!("Redone: {did}", did) }
}

/// That there is nothing to undo or redo.
pub fn nothing_to(step: Step) -> &'static str {
    tr(if step == Step::Undo { "There is nothing to undo." } else { "There is nothing to redo." })
}

/// Why a command was refused.
pub fn refused(error: &EditError) -> String {
    tr!("{why}. Nothing was changed.", why = capitalised(&translated(&error.to_string())))
}

/// Our own words with a capital at their start. ASCII does, and saves the page the case tables of Unicode.
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
        return Some(tr("The box is empty. Paste the text of an article first.").to_owned());
    }
    if draft.len() > longest {
        let (size, most) = (draft.len().div_ceil(1024 * 1024), longest / (1024 * 1024));
        return Some(tr!(
            "The text is {size} MB long; an article can have up to {most} MB. Paste it in parts, or tag it with the \
             postil command line. The box keeps what you pasted.",
            size,
            most
        ));
    }
    let replaced = || draft.find('\u{fffd}').filter(|_| draft.matches('\u{fffd}').count() > 8);
    nul_in(draft.as_bytes()).or_else(replaced).map(|at| {
        let line = draft[..at].matches('\n').count() + 1;
        tr!(
            "This does not look like text: line {line} has bytes that are no characters. The box keeps what you pasted.",
            line
        )
    })
}

fn articles(count: usize) -> String {
    if count == 1 { tr!("{count} article", count) } else { tr!("{count} articles", count) }
}

fn suggestions(count: usize) -> String {
    if count == 1 { tr!("{count} suggestion", count) } else { tr!("{count} suggestions", count) }
}

fn annotations(count: usize) -> String {
    if count == 1 { tr!("{count} annotation", count) } else { tr!("{count} annotations", count) }
}

fn mentions(count: usize) -> String {
    if count == 1 { tr!("{count} mention", count) } else { tr!("{count} mentions", count) }
}

fn names(count: usize) -> String {
    if count == 1 { tr!("{count} name", count) } else { tr!("{count} names", count) }
}

/// How many articles came in, and how many were left out since they were there.
pub fn imported(added: usize, left_out: usize) -> String {
    let added = tr!("Added {articles}.", articles = articles(added));
    let articles = articles(left_out);
    match left_out {
        0 => added,
        1 => added + " " + &tr!("{articles} was there already and is left out.", articles),
        _ => added + " " + &tr!("{articles} were there already and are left out.", articles),
    }
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

/// How far a training is, or what became of it.
pub fn trained(training: Training) -> String {
    match training {
        Training::Running(_, None) => {
            tr("Starting. All in all it takes some seconds, or a minute for a thousand articles.").to_owned()
        }
        Training::Running(done, Some(of)) => {
            tr!("{done} of {of} rounds through the finished articles done.", done, of)
        }
        Training::HandedOver => {
            tr!("Downloaded as {file}. To tag with it, drop it on the page, or give it to postil tag.", file = TRAINED)
        }
    }
}

/// That no model was trained.
pub fn not_trained(why: &str) -> String {
    tr!("No model was trained: {why}.", why = translated(why))
}

/// That the user's model tags from now on.
pub fn model_ready(name: &str) -> String {
    tr!("{name} tags from now on.", name)
}

/// That the user's model cannot be used, and what is instead; of one that is new, what was used before.
pub fn model_refused(name: &str, why: &str, is_new: bool) -> String {
    let instead = tr(if is_new { "The previous tagger is used again." } else { BUILT_IN_AGAIN });
    tr!("{name} cannot be used: {why}.", name, why = translated(why)) + " " + instead
}

/// That the user's model will not be there at the next visit.
pub fn model_not_kept(why: &str) -> String {
    tr!("Your model is used, but it could not be kept for the next visit: {why}.", why = translated(why))
}

/// That a language's words are not there.
pub fn not_spoken(language: &str, why: &str) -> String {
    tr!("The words in {language} could not be fetched: {why}. Reload the page to try again.", language, why)
}

/// What is said when an article opens.
pub fn opened(article: &Article) -> String {
    tr!("Article {id}: {title}", id = article.id, title = title(article))
}

/// What an article is called in the queue.
pub fn title(article: &Article) -> String {
    let first_words = || opening(&article.text).split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    article.meta.title.clone().unwrap_or_else(first_words)
}

/// That an article has a new status, and what is left to decide in one that is done.
pub fn marked(status: ArticleStatus, left: usize) -> String {
    let marked = tr(match status {
        ArticleStatus::New => "Article new.",
        ArticleStatus::Open => "Article open.",
        ArticleStatus::Done => "Article done.",
        ArticleStatus::Skipped => "Article skipped.",
    });
    match left {
        1.. if status == ArticleStatus::Done => {
            let suggestions = suggestions(left);
            marked.to_owned() + " " + &tr!("{suggestions} left undecided: the export leaves them out.", suggestions)
        }
        _ => marked.to_owned(),
    }
}

/// Whether an article needs a second look.
pub fn flagged(flagged: bool) -> &'static str {
    tr(if flagged { "The article needs a second look." } else { "The article needs no second look." })
}

/// The name of a status.
pub fn status(status: ArticleStatus) -> &'static str {
    tr(match status {
        ArticleStatus::New => "New",
        ArticleStatus::Open => "Open",
        ArticleStatus::Done => "Done",
        ArticleStatus::Skipped => "Skipped",
    })
}

/// That an article could not be tagged.
pub fn tagging_failed(article: &ArticleId, why: &str) -> String {
    tr!(
        "Article {article} could not be tagged: {why}. You can go on by hand, or tag it again.",
        article,
        why = translated(why)
    )
}

/// That an article has been tagged.
pub fn tagged(undecided: usize) -> String {
    tr!("Tagged: {suggestions} to decide.", suggestions = suggestions(undecided))
}

/// How many articles wait to be tagged.
pub fn articles_left(count: usize) -> String {
    if count == 1 { tr!("{count} article left", count) } else { tr!("{count} articles left", count) }
}

/// Whether what waits is tagged.
pub fn paused(paused: bool) -> &'static str {
    tr(if paused { "Tagging is paused. What waits is kept." } else { "Tagging goes on." })
}

/// How far the decisions about the open article are.
pub fn left_to_decide(groups: usize, undecided: usize) -> String {
    match (groups, undecided) {
        (0, _) => tr("Nothing is marked yet. Select words and press a label's key.").to_owned(),
        (_, 0) => tr("Everything is decided.").to_owned(),
        _ => tr!("{suggestions} to decide.", suggestions = suggestions(undecided)),
    }
}

/// The button that accepts all mentions of a surface form.
pub fn accept_mentions(surface: &str, count: usize) -> String {
    tr!("Accept {surface}, {mentions}", surface, mentions = mentions(count))
}

/// That the worker is in trouble.
pub fn worker_trouble(state: &WorkerState, why: &str) -> String {
    let why = translated(why);
    if let WorkerState::Failed(_) = state {
        tr!("Suggestions are not available: {why}. You can annotate by hand; reload the page to try again.", why)
    } else {
        tr!("The tagger stopped ({why}) and is being started again. Your work is safe.", why)
    }
}

/// Where the worker stands, for the status line.
pub fn worker(state: &WorkerState) -> &'static str {
    tr(match state {
        WorkerState::Starting => "Starting the tagger",
        WorkerState::Loading(..) => "Loading the tagger",
        WorkerState::Ready => "Tagger ready",
        WorkerState::Restarting(_) => "Restarting the tagger",
        WorkerState::Failed(_) => "No tagger",
    })
}

/// From how many articles the tagger has learned.
pub fn learned(finished: u32) -> String {
    tr!("Learned from {articles}", articles = articles(finished as usize))
}

/// Why nothing was learned.
pub fn learning_failed(why: &str) -> String {
    tr!("The tagger could not learn from a finished article: {why}. What you annotated is kept.", why = translated(why))
}

/// Whether to start over, where there are so many articles, or what is kept could not be opened.
pub fn start_over(count: Option<usize>) -> String {
    let Some(count) = count else {
        return tr(
            "Remove the project that could not be opened, and your own model, from this browser? This cannot be \
            undone.",
        )
        .to_owned();
    };
    tr!(
        "Remove {articles}, all that was done there and your own model from this browser? This cannot be undone: download \
            the project file before.",
        articles = articles(count)
    )
}

/// Why nothing can be kept.
pub fn not_saved(error: &StoreError) -> String {
    tr!(
        "Your work is not being saved: {why}. Export the project file now, so that nothing is lost.",
        why = translated(&error.to_string())
    )
}

/// Why the project that was kept is not here.
pub fn not_opened(error: &StoreError) -> String {
    tr!(
        "The project kept in this browser could not be opened: {why}. It is left as it is, and what you do now is \
         not being saved. Export the project file before you leave.",
        why = translated(&error.to_string())
    )
}

/// What the cursor is on.
pub fn cursor(article: &Article, schema: &Schema, cursor: &Cursor) -> String {
    let Some(range) = cursor.range() else { return String::new() };
    let what = quoted(article.text.slice(range));
    let Cursor::Mark(key) = cursor else { return tr!("{what}, not labelled.", what) };
    let mark = article.annotations.get(key.0, &key.1).map(|annotation| mark(schema, annotation));
    format!("{what}, {}.", mark.unwrap_or_default())
}

/// What a mark says: "Person, suggested, 93 % sure".
pub fn mark(schema: &Schema, annotation: &Annotation) -> String {
    let name = label_name(schema, &annotation.label);
    match (annotation.status, annotation.confidence.map(sure)) {
        (Status::Suggested, None) => tr!("{name}, suggested", name),
        (Status::Suggested, Some(sure)) if is_doubt(annotation) => tr!("{name}?, suggested, only {sure}", name, sure),
        (Status::Suggested, Some(sure)) => tr!("{name}, suggested, {sure}", name, sure),
        (Status::Confirmed, _) => tr!("{name}, confirmed", name),
        (Status::Rejected, _) => tr!("not {name}", name),
    }
}

/// A mark with its words.
pub fn quoted_mark(article: &Article, schema: &Schema, annotation: &Annotation) -> String {
    format!("{}, {}", quoted(article.text.slice(annotation.range)), mark(schema, annotation))
}

/// What stands on a mention of a concordance.
pub fn standing(schema: &Schema, line: &ConcordanceLine) -> String {
    let Some(there) = &line.mark else { return tr("not marked").to_owned() };
    let standing = if there.range == line.range {
        mark(schema, there)
    } else {
        let mark = quoted_mark(&line.article, schema, there);
        if line.range.contains(there.range) { tr!("with {mark}", mark) } else { tr!("part of {mark}", mark) }
    };
    if there.is_decided() { tr!("decided: {standing}", standing) } else { standing }
}

/// That a concordance has nothing.
pub fn found_nowhere(words: &str) -> String {
    tr!("{what} stands in no article as whole words.", what = quoted(words))
}

/// The title of a concordance.
pub fn concordance(found: &Concordance) -> String {
    format!("{}: {}", quoted(&found.words), mentions(found.lines.len()))
}

/// The title of the lexicon.
pub fn lexicon(lexicon: &Lexicon) -> String {
    tr!("Lexicon: {names}", names = names(lexicon.entries.len()))
}

/// How many entries of the lexicon are looked at, of which no more than `most` are shown.
pub fn entries_shown(found: usize, most: usize) -> String {
    match found {
        0 => tr("None is like that.").to_owned(),
        _ if found > most => {
            tr!("The {most} most frequent of {found}; type some letters to find others.", most, found)
        }
        _ => tr!("{names} shown. Press one to see and decide all its mentions.", names = names(found)),
    }
}

/// What was decided about an entry of the lexicon.
pub fn decided_as(schema: &Schema, entry: &LexiconEntry) -> String {
    let labels = entry.labels.iter().map(|(label, count)| format!("{} × {count}", label_name(schema, label)));
    let mut decided: Vec<String> = labels.collect();
    decided.extend((entry.refused > 0).then(|| tr!("refused × {count}", count = entry.refused)));
    decided.join(", ")
}

/// How many mentions are ticked.
pub fn ticked(count: usize) -> String {
    tr!("{mentions} ticked", mentions = mentions(count))
}

/// The button that shows more mentions.
pub fn more_mentions(hidden: usize) -> String {
    tr!("Show more: {mentions} are not shown", mentions = mentions(hidden))
}

/// How many suggestions would be accepted.
pub fn would_accept(sure: usize, all: usize) -> String {
    if all == 1 {
        tr!("{sure} of {all} suggestion would be accepted.", sure, all)
    } else {
        tr!("{sure} of {all} suggestions would be accepted.", sure, all)
    }
}

/// How the corrections of the first articles compare with those of the last.
pub fn progress(articles: &[ArticleProgress<'_>]) -> String {
    let ends = both_ends(articles);
    let [first, last] = ends.map(corrections_per_100);
    let numbers = [tr("two"), tr("three"), tr("four"), tr("five")];
    if let Some(number) = ends[0].len().checked_sub(2).and_then(|index| numbers.get(index)) {
        tr!(
            "Corrections per 100 annotations: {first} in the first {number} articles, {last} in the last {number}.",
            first,
            last,
            number
        )
    } else {
        tr!("Corrections per 100 annotations: {first} in the first article, {last} in the last.", first, last)
    }
}

/// How much work is left.
pub fn remaining(left: Remaining) -> String {
    if left.articles == 0 {
        return tr("No article is left to do.").to_owned();
    }
    tr!(
        "To do: {articles} with {suggestions}. Corrections to expect there: about {corrections}.",
        articles = articles(left.articles),
        suggestions = suggestions(left.suggestions),
        corrections = left.corrections
    )
}

/// The title of the table of some articles' progress.
pub fn in_numbers(count: usize) -> String {
    tr!("The last {articles} in numbers", articles = articles(count))
}

/// How sure a machine is: "93 % sure". Rounded here, because printing floats is 4 kB of the page.
pub fn sure(confidence: f32) -> String {
    tr!("{percent} % sure", percent = percent(confidence))
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
        "news" => tr("News"),
        other => other,
    }
}

/// The name of a label, or its id if the schema has lost it.
pub fn label_name<'a>(schema: &'a Schema, id: &'a LabelId) -> &'a str {
    schema.label(id).map_or(id.as_str(), |label| &label.name)
}

/// That the cursor cannot go on.
pub fn nowhere_to_go(by: Move) -> &'static str {
    tr(match by {
        Move::Suggestion(_) => NO_SUGGESTION_LEFT,
        Move::Doubt(_) => "No doubt is left in this article.",
        Move::Mark(_) => "Nothing is marked in this article.",
        Move::Token(Side::Left) | Move::Extend(Side::Left) | Move::Paragraph(Side::Left) => {
            "This is the start of the article."
        }
        Move::Token(Side::Right) | Move::Extend(Side::Right) | Move::Paragraph(Side::Right) => {
            "This is the end of the article."
        }
    })
}

/// Whether decisions are carried on.
pub fn propagation(on: bool) -> &'static str {
    tr(if on { "Decisions apply to identical mentions." } else { "Decisions apply to one mention only." })
}

/// Why a key that moves the focus does nothing else.
pub const KEY_OF_PAGE: &str = "Tab goes through the page and can do nothing else.";

/// What stands between keys that are pressed together.
pub const PLUS: &str = " + ";

/// A key by what stands on it.
pub fn key(name: &str) -> String {
    name.split(PLUS).map(translated).collect::<Vec<_>>().join(PLUS)
}

/// Why a letter does nothing else.
pub fn key_of_labels(key: &str) -> String {
    tr!("{key} is kept for labels. Press it with Shift or Ctrl, or press a sign.", key)
}

/// That a key is another's.
pub fn key_taken(key: &str, help: &'static str) -> String {
    tr!("{key} does “{help}” already. Give that another key first.", key = self::key(key), help = tr(help))
}

/// That a key does something from now on.
pub fn key_chosen(key: &str, help: &'static str) -> String {
    format!("{}: {}.", self::key(key), tr(help))
}

/// Words in quotation marks, shortened if long.
fn quoted(words: &str) -> String {
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(QUOTE_MAX) {
        words.truncate(end);
        words.push('…');
    }
    tr!("“{words}”", words)
}

/// What articles have in common.
pub fn slice(slice: &Slice) -> String {
    match slice {
        Slice::Status(status) => self::status(*status).to_owned(),
        Slice::FinishedOn(day, _) => tr!("Done on {day}", day),
        Slice::SureBy(tenth) => tr!("Suggestions {share} % sure", share = tenths(*tenth)),
    }
}

/// A tenth of the confidences, from 0, in percents.
pub fn tenths(tenth: usize) -> String {
    format!("{}–{}", tenth * 100 / TENTHS, (tenth + 1) * 100 / TENTHS)
}

/// How many articles are shown of all.
pub fn shown(shown: usize, of: usize) -> String {
    tr!("The queue shows {shown} of {of}.", shown, of)
}

/// Over the filter of the queue.
pub fn filtered(shown: usize, of: usize) -> String {
    if shown == of { tr("Filter").to_owned() } else { tr!("Filter: {shown} of {of} shown", shown, of) }
}

/// In place of an empty queue of a project with so many articles.
pub fn no_articles(of: usize) -> &'static str {
    tr(if of == 0 { "Articles you paste or import are listed here." } else { "No article fits the filter." })
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
