//! The marks of an article, one by one and by their words.

use super::{mentions, names, quoted, suggestions, sure};
use crate::core::annotation::{Annotation, Origin, Status};
use crate::core::article::Article;
use crate::core::project::{ConcordanceLine, LexiconEntry, is_doubt};
use crate::core::schema::{Label, LabelId, Schema};
use crate::core::text::Side;
use crate::ui::desk::{Concordance, Cursor, Lexicon, Move};
use crate::ui::words::tr;

pub const SELECT_FIRST: &str = "Nothing is selected. Select words, or press J to go to a suggestion.";
pub const NO_SUGGESTION_LEFT: &str = "No suggestion is left to decide in this article.";
pub const NOTHING_DECIDED_YET: &str = "Nothing has been decided yet: the lexicon is empty.";

/// Follows what the cursor is on.
pub const MENU_IS_OPEN: &str = "Tab goes to the menu of labels.";
pub const CANNOT_RESIZE: &str = "The edge cannot be moved that way.";
pub const CANNOT_SPLIT: &str = "A single word cannot be split.";
pub const CANNOT_JOIN: &str = "No mark comes right after this one.";

/// What the cursor is on.
pub fn cursor(article: &Article, schema: &Schema, cursor: &Cursor) -> String {
    let Some(range) = cursor.range() else { return String::new() };
    let what = quoted(article.text.slice(range));
    let Cursor::Mark(key) = cursor else { return tr!("{what}, not labelled.", what) };
    let mark = article.annotations.get(key.0, &key.1).map(|annotation| mark(schema, annotation));
    format!("{what}, {}.", mark.unwrap_or_default())
}

/// What a mark says: "Person, suggested, 93 % sure". Of a suggestion it says also if it comes from decisions.
pub fn mark(schema: &Schema, annotation: &Annotation) -> String {
    let name = label_name(schema, &annotation.label);
    let said = match (annotation.status, annotation.confidence.map(sure)) {
        (Status::Suggested, None) => tr!("{name}, suggested", name),
        (Status::Suggested, Some(sure)) if is_doubt(annotation) => tr!("{name}?, suggested, only {sure}", name, sure),
        (Status::Suggested, Some(sure)) => tr!("{name}, suggested, {sure}", name, sure),
        (Status::Confirmed, _) => tr!("{name}, confirmed", name),
        (Status::Rejected, _) => tr!("not {name}", name),
    };
    let is_learned = annotation.status == Status::Suggested && annotation.origin == Origin::Learner;
    if is_learned { said + ", " + tr("learned") } else { said }
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

/// How many suggestions would be accepted.
pub fn would_accept(sure: usize, all: usize) -> String {
    if all == 1 {
        tr!("{sure} of {all} suggestion would be accepted.", sure, all)
    } else {
        tr!("{sure} of {all} suggestions would be accepted.", sure, all)
    }
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
    schema.label(id).map_or(id.as_str(), name_of)
}

/// That no mark can get a label.
pub fn is_put_away(label: &Label) -> String {
    tr!("The label {label} is put away. “Edit labels” brings it back.", label = quoted(name_of(label)))
}

/// What a label is called: in the reader's language where nobody has renamed it since it came from a preset.
pub fn name_of(label: &Label) -> &str {
    if label.has_preset_name() { tr(&label.name) } else { &label.name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::text::TextRange;
    use crate::ui::words;

    #[test]
    fn a_label_is_called_as_the_reader_says_until_somebody_renames_it() {
        let mut schema = Schema::conll();
        schema.labels[1].name = "Place".to_owned();
        words::speak(r#"{"Place": "Ort", "Person": "Mensch"}"#).unwrap();
        let names: Vec<&str> = schema.labels.iter().map(name_of).collect();
        assert_eq!(names, ["Mensch", "Place", "Ort", "Other name"]);
        assert_eq!(schema.find("men", name_of), [&schema.labels[0]]);
        words::speak("{}").unwrap();
    }

    #[test]
    fn a_suggestion_that_was_learned_says_so() {
        let said = |origin| {
            let range = TextRange::from_usize(0..3);
            mark(&Schema::ontonotes(), &Annotation::suggested(range, "PERSON".into(), origin, 0.9))
        };
        assert_eq!(said(Origin::Model), "Person, suggested, 90 % sure");
        assert_eq!(said(Origin::Learner), "Person, suggested, 90 % sure, learned");
    }
}
