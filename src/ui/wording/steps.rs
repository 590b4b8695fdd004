//! What was done, undone or refused.

use super::files::imported;
use super::marks::{label_name, name_of, preset};
use super::queue::{flagged, marked};
use super::{annotations, capitalised, quoted, suggestions};
use crate::core::edit::{Change, EditError, Step, Transaction, Verb};
use crate::core::schema::{Label, LabelId, Schema};
use crate::ui::words::{tr, translated};

pub const NOTED: &str = "Changed the note.";
pub const NO_MENTION_TICKED: &str = "Tick mentions first.";
pub const NOTHING_CHANGED: &str = "Nothing was to be changed.";

/// What a step did. `overridden` is what was marked by confirmed marks in the place of which it put another.
pub fn did(step: &Transaction, schema: &Schema, overridden: &[&str]) -> String {
    let summary = &step.summary;
    let what = quoted(&summary.object);
    let label = summary.label.as_ref().map(|id| label_name(schema, id)).unwrap_or_default();
    let did = match summary.verb {
        Verb::Add => return imported(summary.count, 0, 0),
        Verb::Remove => return tr("Took the article out.").to_owned(),
        Verb::Mark | Verb::Describe => return described(&step.changes),
        Verb::Accept if summary.label.is_none() => {
            return tr!("Accepted {suggestions}.", suggestions = suggestions(summary.count));
        }
        Verb::Resize => tr!("The mark is {what} now.", what),
        Verb::Split => return tr!("Split {what} in two.", what),
        Verb::Join => return tr!("Joined to {what}.", what),
        Verb::Mend => return tr!("Put {annotations} right.", annotations = annotations(summary.count)),
        Verb::Suggest => return tr!("{suggestions} new.", suggestions = suggestions(summary.count)),
        Verb::Schema if !label.is_empty() => {
            let what = quoted(label_name(schema, &LabelId::from(&*summary.object)));
            return tr!("What was {what} is {label} now.", what, label = quoted(label));
        }
        Verb::Schema => return relabelled(&summary.object, &step.changes),
        Verb::Label => tr!("Labelled {what} as {label}.", what, label),
        Verb::Accept => tr!("Accepted {what} as {label}.", what, label),
        Verb::Reject if label.is_empty() => tr!("Refused what was marked on {what}.", what),
        Verb::Reject => tr!("Removed {label} from {what}.", label, what),
        Verb::Relabel => tr!("Labelled {what} as {label} instead.", what, label),
    };
    let did = match overridden {
        [] => did,
        several => did + " " + &in_place_of(several),
    };
    match summary.count {
        0 | 1 => did,
        2 => did + " " + tr("And 1 identical mention."),
        count => did + " " + &tr!("And {count} identical mentions.", count = count - 1),
    }
}

/// What was marked, and is no more.
fn in_place_of(overridden: &[&str]) -> String {
    let names = overridden.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    tr!("In place of {names}.", names)
}

/// What a step did to an article as a whole.
fn described(changes: &[Change]) -> String {
    match changes.first() {
        Some(Change::Status { after, .. }) => marked(*after, 0),
        Some(Change::Meta { before, after, .. }) if before.note != after.note => tr(NOTED).to_owned(),
        Some(Change::Meta { before, after, .. }) if before.flagged != after.flagged => {
            flagged(after.flagged).to_owned()
        }
        _ => tr("Changed what is said of the article.").to_owned(),
    }
}

/// What a step did to the label of this id, or to all of the schema of this name.
fn relabelled(object: &str, changes: &[Change]) -> String {
    let id = LabelId::from(object);
    let called = |label: &Label| quoted(name_of(label));
    let labels = match changes.first() {
        Some(Change::Schema { before, after }) => (before.label(&id), after.label(&id)),
        _ => (None, None),
    };
    if let Some(Change::Schema { before, after }) = changes.first()
        && before.labels == after.labels
    {
        return tr("Changed the guidelines or rules.").to_owned();
    }
    match labels {
        (None, Some(new)) => tr!("Added the label {what}.", what = called(new)),
        (Some(old), Some(new)) if old.name != new.name => {
            tr!("Renamed the label {what} to {name}.", what = called(old), name = called(new))
        }
        (Some(old), Some(new)) if old.archived && !new.archived => {
            tr!("Took the label {what} up again.", what = called(new))
        }
        (Some(old), Some(new)) if !old.archived && new.archived => {
            tr!("Put the label {what} away.", what = called(new))
        }
        (old, _) => tr!("Changed the labels: {what}.", what = old.map_or_else(|| quoted(preset(object)), called)),
    }
}

/// What undo or redo did.
pub fn stepped(step: Step, taken: &Transaction, schema: &Schema) -> String {
    if step == Step::Undo {
        tr!("Undone: {did}", did = did(&taken.inverse(), schema, &[]))
    } else {
        tr!("Redone: {did}", did = did(taken, schema, &[]))
    }
}

/// That there is nothing to undo or redo.
pub fn nothing_to(step: Step) -> &'static str {
    tr(if step == Step::Undo { "There is nothing to undo." } else { "There is nothing to redo." })
}

/// Why a command was refused.
pub fn refused(error: &EditError) -> String {
    tr!("{why}. Nothing was changed.", why = capitalised(&translated(&error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::edit::Summary;

    #[test]
    fn a_step_is_told_with_its_copies() {
        let summary = Summary { verb: Verb::Label, object: "New\nYork".into(), label: Some("GPE".into()), count: 3 };
        let schema = Schema::ontonotes();
        let step = Transaction { origin: Origin::Human, summary, changes: Vec::new() };
        assert_eq!(did(&step, &schema, &[]), "Labelled “New York” as Country, city, state. And 2 identical mentions.");
        let over = did(&step, &schema, &["York", "New"]);
        assert_eq!(
            over,
            "Labelled “New York” as Country, city, state. In place of “York”, “New”. And 2 identical mentions."
        );
        assert_eq!(
            stepped(Step::Undo, &step, &schema),
            "Undone: Labelled “New York” as Country, city, state. And 2 identical mentions."
        );
    }
}
