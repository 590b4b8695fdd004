//! An export: a file is written part by part, what its format does to the articles is told, and it is handed to the
//! reader.
//!
//! The main decision: where nothing is lost, the file is handed over at once; where something is, it waits until the
//! reader has seen what, and either wants it nevertheless or goes to the article to mend it. What is split goes through
//! the worker twice: to deal the articles here would stop the page, and to keep them there would take its memory.

use super::AppState;
use crate::core::dataset::DatasetCounts;
use crate::core::edit::Command;
use crate::core::formats::{self, Format, RemedyKind};
use crate::core::schema::LabelId;
use crate::ui::desk::{Cursor, Dialog, Effect, Export, Offer, Splitting};
use crate::ui::wording;
use crate::worker::protocol::{Report, Target};

impl AppState {
    /// The choice of a file to export, with what goes in now.
    pub(super) fn choice(&self, before: Option<Offer>) -> Dialog {
        Dialog::Export(before, DatasetCounts::new(&self.offered(), self.only_finished(), &self.export_labels))
    }

    pub(super) fn export(&mut self, format: Format) -> Vec<Effect> {
        let dealt = self.splitting.filter(|_| format.has_parts()).and_then(Splitting::dealt);
        let project = self.exported(format);
        let (schema, suggestions, labels) = (project.schema.clone(), self.with_suggestions, self.export_labels.clone());
        let mut export = Export::new(Target { format, schema, dealt, suggestions, labels }, project);
        let first = export.next_part();
        self.dialog = Some(Dialog::Exporting(export));
        vec![Effect::WritePart(first)]
    }

    pub(super) fn toggle_split(&mut self) -> Vec<Effect> {
        self.splitting = if self.splitting.is_some() { None } else { Some(Splitting::default()) };
        Vec::new()
    }

    /// Has a label be called something else in datasets, or left out.
    pub(super) fn export_label(&mut self, label: LabelId, becomes: Option<LabelId>) -> Vec<Effect> {
        self.alert = None;
        match becomes.as_ref().map_or(Ok(()), LabelId::validate) {
            Ok(()) => self.export_labels.choose(label, becomes),
            Err(error) => self.alert = Some(wording::refused(&error.into())),
        }
        Vec::new()
    }

    /// Changes how a dataset is split, if the number that was typed can be.
    pub(super) fn set_split(&mut self, number: &str, set: impl FnOnce(&mut Splitting, u32)) -> Vec<Effect> {
        let mut changed = self.splitting.unwrap_or_default();
        let fits = number.trim().parse().map(|number| set(&mut changed, number)).is_ok();
        self.alert = None;
        if fits && changed.dealt().is_some() {
            self.splitting = Some(changed);
        } else {
            self.alert = Some(wording::no_split());
        }
        Vec::new()
    }

    pub(super) fn part_written(&mut self, report: Report) -> Vec<Effect> {
        let Some(Dialog::Exporting(export)) = &mut self.dialog else { return Vec::new() };
        export.take(report);
        if !export.is_written() {
            return vec![Effect::WritePart(export.next_part())];
        }
        if export.loss { Vec::new() } else { self.hand_over() }
    }

    /// Gives the reader the file that was written.
    pub(super) fn hand_over(&mut self) -> Vec<Effect> {
        let Some(Dialog::Exporting(export)) = &mut self.dialog else { return Vec::new() };
        export.handed_over = true;
        vec![Effect::HandOver(export.file_name())]
    }

    /// Gives the reader what Label Studio asks for beside the tasks.
    pub(super) fn labelling_config(&self) -> Vec<Effect> {
        let config = formats::labelling_config(&self.dataset().schema);
        vec![Effect::Download("labels.xml".to_owned(), config)]
    }

    pub(super) fn export_failed(&mut self, why: &str) -> Vec<Effect> {
        if let Some(Dialog::Exporting(export)) = self.dialog.take() {
            self.also_alert(wording::not_exported(&export.file_name(), why));
        }
        Vec::new()
    }

    /// Puts right all that a kind of remedy is for, in one step, and writes the file again.
    pub(super) fn mend(&mut self, kind: RemedyKind, now: u64) -> Vec<Effect> {
        let Some(Dialog::Exporting(export)) = &self.dialog else { return Vec::new() };
        if !export.is_written() || export.mendable(kind) == 0 {
            return Vec::new();
        }
        let (format, mending) = (export.target.format, export.mending(kind).collect());
        let mut effects = self.execute(Command::Mend(mending), now);
        effects.extend(self.export(format));
        effects
    }

    /// Opens the article that a remark is about, at the annotation.
    pub(super) fn open_remark(&mut self, at: usize, now: u64) -> Vec<Effect> {
        let Some(Dialog::Exporting(export)) = self.dialog.take() else { return Vec::new() };
        let Some(remark) = export.remarks.get(at) else { return Vec::new() };
        let mut effects = self.open(remark.article.clone(), now);
        self.select(remark.key.clone().map(Cursor::Mark).unwrap_or_default());
        self.keep_cursor_valid();
        effects.push(Effect::ScrollToCursor);
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{Article, Meta};
    use crate::core::dataset::Shares;
    use crate::core::formats::Remark;
    use crate::core::import::Found;
    use crate::core::text::{Text, TextRange};
    use crate::ui::desk::Action;
    use std::ops::Range;
    use std::sync::Arc;

    fn state(articles: usize, words: usize) -> AppState {
        let mut state = AppState { early: None, ..AppState::default() };
        let article = |number: usize| {
            let text = Text::new(&format!("{}{number}", "Ann left. ".repeat(words / 2)));
            let mut article = Article::new(format!("a{number}"), text, Meta::default());
            let range = TextRange::from_usize(0..3);
            article.annotations.insert(Annotation::confirmed(range, "PERSON".into(), Origin::Human));
            article
        };
        let found = (1..=articles).map(article).collect();
        let found = Found { articles: found, ..Found::default() };
        state.update(Action::Imported(found), 0);
        state
    }

    fn report(loss: bool) -> Report {
        let key = (TextRange::from_usize(0..3), "PERSON".into());
        let remark = Remark { article: "a2".into(), key: Some(key), sentence: "it is lost".to_owned(), remedy: None };
        Report { counts: "1 lost".to_owned(), loss, remarks: vec![remark] }
    }

    /// Answers with a report for each part until no more is asked for: the places of the parts, and what is asked for
    /// instead of a further one.
    fn write_all(state: &mut AppState, mut effects: Vec<Effect>, report: &Report) -> (Vec<Range<usize>>, Vec<Effect>) {
        let mut places = Vec::new();
        while let [Effect::WritePart(part)] = &effects[..] {
            assert_eq!((part.number as usize, part.is_last()), (places.len(), part.places.end == 40));
            assert_eq!(part.begin().is_some(), part.number == 0);
            places.push(part.places.clone());
            effects = state.update(Action::PartWritten(report.clone()), 0);
        }
        (places, effects)
    }

    #[test]
    fn a_file_is_written_in_parts_and_handed_over() {
        let mut state = state(40, 10_000);
        let effects = state.update(Action::Export(Format::Conll), 0);
        let (places, effects) = write_all(&mut state, effects, &Report::default());
        assert!(places.len() > 3 && places.iter().cloned().flatten().eq(0..40), "{places:?}");
        assert_eq!(effects, [Effect::HandOver("articles.conll".to_owned())]);
        assert_eq!(state.update(Action::CloseDialog, 0), [Effect::DropExport]);
    }

    #[test]
    fn what_is_split_goes_twice_and_comes_as_one_file() {
        let mut state = state(40, 10_000);
        state.update(Action::ToggleSplit, 0);
        state.update(Action::SetShare(2, " 20 ".to_owned()), 0);
        let effects = state.update(Action::Export(Format::Conll), 0);
        let [Effect::WritePart(first)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(first.begin().unwrap().dealt, Some((1, Shares::new([80.0, 10.0, 20.0]).unwrap())));
        let written = |state: &AppState| match &state.dialog {
            Some(Dialog::Exporting(export)) => (export.done, export.written()),
            _ => panic!("no dialog"),
        };
        let (places, effects) = write_all(&mut state, effects, &Report::default());
        assert!(places.iter().cloned().flatten().eq((0..40).chain(0..40)), "{places:?}");
        assert_eq!(written(&state), (80, 40));
        assert_eq!(effects, [Effect::HandOver("articles.conll.zip".to_owned())]);
        for (format, name) in [(Format::Brat, "articles.brat.zip"), (Format::Project, "project.postil.json")] {
            let effects = state.update(Action::Export(format), 0);
            let (places, effects) = write_all(&mut state, effects, &Report::default());
            assert!(places.iter().cloned().flatten().eq(0..40), "it has no parts");
            assert_eq!(effects, [Effect::HandOver(name.to_owned())]);
        }
    }

    #[test]
    fn a_split_is_of_numbers_that_can_be() {
        let mut state = state(1, 2);
        state.update(Action::ToggleSplit, 0);
        state.update(Action::SetSeed("7".to_owned()), 0);
        for wrong in ["", "-1", "1.5", "many"] {
            state.update(Action::SetShare(0, wrong.to_owned()), 0);
            assert!(state.alert.take().is_some(), "{wrong}");
        }
        for part in [0, 1] {
            state.update(Action::SetShare(part, "0".to_owned()), 0);
        }
        assert_eq!(state.alert, None);
        state.update(Action::SetShare(2, "0".to_owned()), 0);
        assert!(state.alert.is_some(), "nothing would go anywhere");
        assert_eq!(state.splitting, Some(Splitting { shares: [0, 0, 10], seed: 7 }));
        state.update(Action::ToggleSplit, 0);
        assert_eq!(state.splitting, None);
    }

    #[test]
    fn a_file_that_loses_something_waits() {
        let mut state = state(40, 10_000);
        let effects = state.update(Action::Export(Format::Conll), 0);
        let (places, effects) = write_all(&mut state, effects, &report(true));
        assert_eq!(effects, []);
        let Some(Dialog::Exporting(export)) = &state.dialog else { panic!("no dialog") };
        assert_eq!((export.remarks.len(), export.handed_over), (places.len(), false));
        assert_eq!(state.update(Action::HandOver, 0), [Effect::HandOver("articles.conll".to_owned())]);
    }

    #[test]
    fn a_remark_leads_to_its_annotation() {
        let mut state = state(40, 10);
        let effects = state.update(Action::Export(Format::Conll), 0);
        write_all(&mut state, effects, &report(true));
        let effects = state.update(Action::OpenRemark(0), 0);
        assert!(effects.contains(&Effect::DropExport) && state.dialog.is_none());
        assert_eq!(state.current, Some("a2".into()));
        assert_eq!(state.cursor, Cursor::Mark((TextRange::from_usize(0..3), "PERSON".into())));
    }

    #[test]
    fn what_needs_no_judgement_is_put_right_in_one_step() {
        use crate::core::formats::Remedy;
        let mut state = state(2, 10);
        let remark = |(id, range): (&str, Option<TextRange>)| Remark {
            article: id.into(),
            remedy: Some(Remedy { kind: RemedyKind::Trim, range }),
            ..report(true).remarks.remove(0)
        };
        let trimmed = TextRange::from_usize(0..2);
        let remarks = [("a1", Some(trimmed)), ("a2", None)].map(remark).into();
        state.update(Action::Export(Format::Spacy), 0);
        assert_eq!(state.update(Action::Mend(RemedyKind::Trim), 0), [], "not while it is being written");
        state.update(Action::PartWritten(Report { remarks, ..report(true) }), 0);
        assert_eq!(state.update(Action::Mend(RemedyKind::DropBlank), 0), [], "there is none");

        let effects = state.update(Action::Mend(RemedyKind::Trim), 0);
        assert!(
            matches!(&effects[..], [Effect::Save(_), Effect::WritePart(part), ..] if part.number == 0),
            "{effects:?}"
        );
        assert_eq!(state.announcement, "Put 2 annotations right.");
        let marks = |state: &AppState| -> Vec<Vec<TextRange>> {
            let ranges = |article: &Arc<Article>| article.annotations.iter().map(|it| it.range).collect();
            state.project().articles.iter().map(ranges).collect()
        };
        assert_eq!(marks(&state), [vec![trimmed], vec![]]);
        assert!(matches!(&state.dialog, Some(Dialog::Exporting(export)) if export.remarks.is_empty()));
        state.update(Action::CloseDialog, 0);
        state.update(Action::Undo, 0);
        assert_eq!(marks(&state), [[TextRange::from_usize(0..3)]; 2]);
    }

    #[test]
    fn what_is_answered_after_a_cancel_is_not_heard() {
        let mut state = state(40, 10_000);
        state.update(Action::Export(Format::Conll), 0);
        assert_eq!(state.update(Action::CloseDialog, 0), [Effect::DropExport]);
        assert_eq!(state.update(Action::PartWritten(Report::default()), 0), []);
        state.update(Action::Export(Format::Conll), 0);
        state.update(Action::ExportFailed("it failed inside".to_owned()), 0);
        assert!(state.dialog.is_none() && state.alert.unwrap().starts_with("articles.conll could not be written"));
    }

    #[test]
    fn a_dataset_holds_what_is_finished_or_shown() {
        use crate::core::project::QueueFilter;
        let mut state = state(3, 10);
        assert!(!state.only_finished(), "all go in while none is finished");
        for id in ["a1", "a2"] {
            state.update(Action::Open(id.into()), 0);
            state.update(Action::MarkDone, 0);
        }
        let words = "left. 2".to_owned();
        state.update(Action::Filter(QueueFilter { words, ..QueueFilter::default() }), 0);
        let ids = |state: &AppState, format| -> Vec<String> {
            state.exported(format).articles.iter().map(|article| article.id.to_string()).collect()
        };
        assert_eq!(ids(&state, Format::Csv), ["a1", "a2"], "nobody has to say so");
        state.update(Action::OnlyFinished, 0);
        assert_eq!(ids(&state, Format::Csv), ["a1", "a2", "a3"]);
        state.update(Action::Open("a3".into()), 0);
        state.update(Action::MarkDone, 0);
        state.update(Action::MarkDone, 0);
        assert!(!state.only_finished(), "what the reader says stays");
        state.update(Action::OnlyFinished, 0);
        state.update(Action::OnlyShown, 0);
        assert_eq!(ids(&state, Format::Csv), ["a2"]);
        assert_eq!(ids(&state, Format::Project).len(), 3, "a project file is all of the work");
    }

    #[test]
    fn what_goes_in_is_counted_anew_with_what_is_to_go_in() {
        let mut state = state(3, 10);
        state.update(Action::MarkDone, 0);
        state.update(Action::AskExport(None), 0);
        let mut told = |action| {
            state.update(action, 0);
            let Some(Dialog::Export(None, counts)) = &state.dialog else { panic!("{:?}", state.dialog) };
            (counts.articles, counts.annotations)
        };
        assert_eq!(told(Action::Saved(1)), (1, 1));
        assert_eq!(told(Action::OnlyFinished), (3, 3));
        assert_eq!(told(Action::ExportLabel("PERSON".into(), None)), (3, 0));
        assert_eq!(told(Action::OnlyFinished), (1, 0));
    }

    #[test]
    fn what_was_skipped_goes_only_where_that_is_told() {
        let mut state = state(3, 10);
        state.update(Action::Open("a2".into()), 0);
        state.update(Action::Skip, 0);
        let written = |state: &mut AppState, format: Format| {
            let effects = state.update(Action::Export(format), 0);
            let [Effect::WritePart(part)] = &effects[..] else { panic!("{effects:?}") };
            (part.project.articles.len(), part.places.len())
        };
        for format in Format::ALL {
            let expected = if format.holds_skipped() { (3, 3) } else { (2, 2) };
            assert_eq!(written(&mut state, format), expected, "{}", format.name());
        }
        state.update(Action::ToggleSplit, 0);
        for format in Format::ALL.into_iter().filter(|format| format.has_parts()) {
            assert_eq!(written(&mut state, format), (2, 2), "nobody trains on it: {}", format.name());
        }
        assert_eq!(written(&mut state, Format::Project), (3, 3), "a project file is all of the work");
    }

    #[test]
    fn labels_are_left_out_or_called_something_else() {
        let mut state = state(1, 2);
        for (label, becomes) in [("ORG", None), ("PERSON", Some("PER")), ("PERSON", Some("A B")), ("GPE", Some(""))] {
            state.update(Action::ExportLabel(label.into(), becomes.map(LabelId::from)), 0);
        }
        assert!(state.alert.as_ref().unwrap().starts_with("\"\" cannot be a label's id"), "{:?}", state.alert);
        state.update(Action::WithSuggestions, 0);
        let effects = state.update(Action::Export(Format::Spacy), 0);
        let [Effect::WritePart(part)] = &effects[..] else { panic!("{effects:?}") };
        let target = part.begin().unwrap();
        assert!(target.suggestions);
        let chosen = |label: &str| target.labels.chosen(&label.into()).map(ToString::to_string);
        assert_eq!([chosen("ORG"), chosen("PERSON"), chosen("GPE")], [None, Some("PER".into()), Some("GPE".into())]);
        let has = |label: &str| target.schema.label(&label.into()).is_some();
        assert_eq!([has("ORG"), has("PERSON"), has("PER"), has("GPE")], [false, false, true, true]);
        let [Effect::Download(_, config)] = &state.labelling_config()[..] else { panic!("no file") };
        assert!(config.contains("\"PER\"") && !config.contains("\"ORG\""), "{config}");
        let effects = state.update(Action::Export(Format::Project), 0);
        let [Effect::WritePart(part)] = &effects[..] else { panic!("{effects:?}") };
        assert!(part.project.schema.label(&"ORG".into()).is_some(), "a project file is all of the work");
    }

    #[test]
    fn a_project_without_articles_is_written_at_once() {
        let mut state = AppState { early: None, ..AppState::default() };
        let effects = state.update(Action::Export(Format::Project), 0);
        assert!(matches!(&effects[..], [Effect::WritePart(part)] if part.is_last()));
        let effects = state.update(Action::PartWritten(Report::default()), 0);
        assert_eq!(effects, [Effect::HandOver("project.postil.json".to_owned())]);
    }
}
