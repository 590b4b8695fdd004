//! A project being edited: the one place where it changes.

use super::command::{Command, EditError, SuggestedPart};
use super::history::History;
use super::plan::{plan, suggest_anew};
use super::transaction::Transaction;
use crate::core::project::Project;
use serde::{Deserialize, Serialize};

/// How a transaction came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// By a command.
    Do,
    /// By a command that went on with the step before, which is taken back together with it.
    More,
    /// By a command that took back all of the step before, which is none any more.
    Back,
    /// By undoing an earlier one.
    Undo,
    /// By redoing an undone one.
    Redo,
}

/// A line of the journal: a transaction that was applied, with its number and time. Replaying the journal gives
/// the project again, but for what [`Editor::suggest_anew`] suggested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Counts from 1 without gaps.
    pub seq: u64,
    /// When, in milliseconds since 1970; nothing depends on it but who reads the journal.
    pub at: u64,
    /// How it came about.
    pub step: Step,
    /// What changed.
    pub transaction: Transaction,
}

/// A project, its history, and the number of the newest journal entry. A clone is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    project: Project,
    history: History,
    seq: u64,
}

impl Editor {
    /// Starts with a project that has no history.
    #[must_use]
    pub fn new(project: Project) -> Self {
        Self { project, history: History::default(), seq: 0 }
    }

    /// Goes on from a saved state; `seq` is the number of the last journal entry in it.
    #[must_use]
    pub fn resume(project: Project, history: History, seq: u64) -> Self {
        Self { project, history, seq }
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What can be undone and redone.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The number of the newest journal entry, 0 if there is none.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Does what a command asks; `None` if it changes nothing. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// What in the command does not fit the project; nothing has changed then.
    pub fn execute(&mut self, command: Command, now: u64) -> Result<Option<JournalEntry>, EditError> {
        let transaction = plan(&self.project, command, now)?.apply(&mut self.project);
        Ok((!transaction.changes.is_empty()).then(|| self.record(Step::Do, transaction, now)))
    }

    /// The same as a part of the newest step, if both change one and the same note and nothing else: what is taken while
    /// it is typed is undone at once, and what is typed and taken out again is no step.
    ///
    /// # Errors
    /// As [`Editor::execute`].
    pub fn go_on(&mut self, command: Command, now: u64) -> Result<Option<JournalEntry>, EditError> {
        let transaction = plan(&self.project, command, now)?.apply(&mut self.project);
        let step = match self.history.note().zip(transaction.note()) {
            Some((before, after)) if before == after => Step::Back,
            Some((before, after)) if before.0 == after.0 => Step::More,
            _ => Step::Do,
        };
        Ok((!transaction.changes.is_empty()).then(|| self.record(step, transaction, now)))
    }

    /// Replaces undecided suggestions as [`Command::Suggest`] does, by those that a tagger makes of what it has learned
    /// since; what it suggests about as surely as before stays as it is. There is no entry of the journal: in another
    /// visit the same is learned again, and all suggested anew, where each lesson would write most of the project.
    pub fn suggest_anew(&mut self, parts: Vec<SuggestedPart>) {
        let _ = suggest_anew(&self.project, parts).apply(&mut self.project);
    }

    /// Takes back the newest step; `None` if there is none.
    pub fn undo(&mut self, now: u64) -> Option<JournalEntry> {
        let transaction = self.history.pop_undo()?.put_back(&mut self.project);
        Some(self.record(Step::Undo, transaction, now))
    }

    /// Does again the step undone last; `None` if there is none.
    pub fn redo(&mut self, now: u64) -> Option<JournalEntry> {
        let transaction = self.history.pop_redo()?.put_back(&mut self.project);
        Some(self.record(Step::Redo, transaction, now))
    }

    /// Does again what a journal entry holds, as when a project is opened. Entries must come in order.
    pub fn replay(&mut self, entry: JournalEntry) {
        let transaction = match entry.step {
            Step::Do | Step::More | Step::Back => entry.transaction.apply(&mut self.project),
            Step::Undo => {
                self.history.pop_undo();
                entry.transaction.put_back(&mut self.project)
            }
            Step::Redo => {
                self.history.pop_redo();
                entry.transaction.put_back(&mut self.project)
            }
        };
        self.seq = entry.seq - 1;
        self.record(entry.step, transaction, entry.at);
    }

    /// The same where articles, or entries before it, could not be read: as far as it fits what is there.
    pub fn replay_after_loss(&mut self, mut entry: JournalEntry) {
        self.pass_over(entry.seq - 1);
        entry.transaction.fit(&self.project);
        self.replay(entry);
    }

    /// Goes on after entries that could not be read, the last of which has this number, if there are any. Nothing before
    /// them can be undone: a step is only taken back from where it led.
    pub fn pass_over(&mut self, seq: u64) {
        if seq > self.seq {
            self.seq = seq;
            self.history = History::default();
        }
    }

    fn record(&mut self, step: Step, transaction: Transaction, at: u64) -> JournalEntry {
        match step {
            Step::More => {}
            Step::Back => drop(self.history.pop_undo()),
            Step::Do if transaction.is_of_tagger() => {}
            Step::Do => self.history.did(&transaction),
            Step::Undo => self.history.push_redo(&transaction),
            Step::Redo => self.history.push_undo(&transaction),
        }
        self.seq += 1;
        JournalEntry { seq: self.seq, at, step, transaction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::{Article, Meta};
    use crate::core::schema::Schema;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn what_is_typed_and_taken_out_again_is_no_step() {
        let mut editor = Editor::new(Project::new(Schema::news()));
        let article = Article::new("a1", Text::new("Oslo"), Meta::default());
        let mut entries = vec![editor.execute(Command::AddArticles(vec![article]), 0).unwrap().unwrap()];
        let before = editor.history().clone();
        for note in [Some("A"), Some("As"), None] {
            let meta = Meta { note: note.map(str::to_owned), ..Meta::default() };
            entries.extend(editor.go_on(Command::SetMeta { article: "a1".into(), meta }, 0).unwrap());
        }
        assert_eq!(entries.iter().map(|it| it.step).collect::<Vec<_>>(), [Step::Do, Step::Do, Step::More, Step::Back]);
        assert_eq!(*editor.history(), before);

        let mut replayed = Editor::new(Project::new(Schema::news()));
        entries.into_iter().for_each(|entry| replayed.replay(entry));
        assert_eq!(replayed, editor);
    }

    /// "Bank of Korea", in which a file suggests the whole.
    fn bank() -> Editor {
        let mut article = Article::new("a1", Text::new("Bank of Korea"), Meta::default());
        article.annotations.insert(suggested(0..13, "ORG", Origin::Import));
        let mut editor = Editor::new(Project::new(Schema::ontonotes()));
        editor.execute(Command::AddArticles(vec![article]), 0).unwrap();
        editor
    }

    fn suggested(at: std::ops::Range<usize>, label: &str, origin: Origin) -> Annotation {
        Annotation::suggested(TextRange::from_usize(at), label.into(), origin, 0.9)
    }

    fn said(suggestion: Annotation) -> Vec<SuggestedPart> {
        let within = TextRange::from_usize(0..13);
        vec![SuggestedPart { article: "a1".into(), within, suggestions: vec![suggestion] }]
    }

    fn marks(editor: &Editor) -> Vec<(String, String)> {
        let article = &editor.project().articles[0];
        article.annotations.iter().map(|it| (article.text.slice(it.range).to_owned(), it.label.to_string())).collect()
    }

    #[test]
    fn what_a_file_suggested_comes_back_whatever_was_suggested_since() {
        let mut editor = bank();
        editor.execute(Command::Suggest(said(suggested(8..13, "GPE", Origin::Model))), 0).unwrap();
        editor.suggest_anew(said(suggested(0..4, "ORG", Origin::Learner)));
        assert_eq!(marks(&editor), [("Bank".to_owned(), "ORG".to_owned())]);
        editor.undo(0).unwrap();
        assert_eq!(marks(&editor), [("Bank of Korea".to_owned(), "ORG".to_owned())]);
    }

    #[test]
    fn where_overlaps_are_forbidden_again_what_was_suggested_since_makes_way() {
        let mut editor = bank();
        let (article, range) = ("a1".into(), TextRange::from_usize(0..4));
        editor.execute(Command::Annotate { article, range, label: "ORG".into(), propagate: false }, 0).unwrap();
        let mut entries = Vec::new();
        let mut opened = editor.clone();
        let rules = Command::SetRules(Schema { overlaps: true, ..Schema::ontonotes() });
        entries.extend(editor.execute(rules, 0).unwrap());
        entries.extend(editor.execute(Command::Suggest(said(suggested(0..13, "ORG", Origin::Model))), 0).unwrap());
        let overlapping = editor.clone();
        entries.extend(editor.undo(0));
        assert_eq!(marks(&editor), [("Bank".to_owned(), "ORG".to_owned())]);
        entries.into_iter().for_each(|entry| opened.replay(entry));
        assert_eq!(opened, editor);
        editor.redo(0).unwrap();
        assert_eq!(editor.project(), overlapping.project());
    }

    #[test]
    fn after_a_loss_the_later_decision_stands() {
        let mut editor = bank();
        let mut opened = editor.clone();
        let annotate = |at, label: &str| Command::Annotate {
            article: "a1".into(),
            range: TextRange::from_usize(at),
            label: label.into(),
            propagate: false,
        };
        let reject = |at: std::ops::Range<usize>, label: &str| Command::Reject {
            article: "a1".into(),
            key: (TextRange::from_usize(at), label.into()),
            propagate: false,
        };
        let steps = [annotate(0..13, "ORG"), reject(0..13, "ORG"), annotate(8..13, "GPE")];
        let mut entries = steps.map(|step| editor.execute(step, 0).unwrap().unwrap()).into_iter();
        opened.replay(entries.next().unwrap());
        opened.replay_after_loss(entries.nth(1).unwrap());
        assert_eq!(marks(&opened), [("Korea".to_owned(), "GPE".to_owned())]);
        opened.undo(0).unwrap();
        assert_eq!(marks(&opened), [("Bank of Korea".to_owned(), "ORG".to_owned())]);
    }
}
