//! What can happen on the page.

use super::{AskedTable, Cursor, Move, Offer, Training, WorkerState};
use crate::core::annotation::Key;
use crate::core::article::{ArticleId, Meta};
use crate::core::edit::Editor;
use crate::core::formats::{Format, RemedyKind, Role};
use crate::core::import::Found;
use crate::core::project::{QueueFilter, QueueOrder};
use crate::core::schema::{Label, LabelChoices, LabelId, Schema};
use crate::core::store::{Leftovers, Place};
use crate::core::text::{Side, TextRange, Unit};
use crate::ui::words::Language;
use crate::worker::protocol::{Report, TaggedPart};
use std::rc::Rc;

/// What can happen on the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// The store gave a project back.
    Opened(Box<Editor>, Place),
    /// Some of it could not be read.
    Unread(Leftovers),
    /// Hand over what could not be read, and go on without it.
    GoOnWithout,
    /// The paste box changed.
    Draft(String),
    /// Make an article of the paste box and tag it.
    TagDraft,
    /// Show the paste box.
    ShowPaste,
    /// Articles were read from a file, or from clipboard HTML.
    Imported(Found),
    /// A file is a table of which it must be said what its columns hold.
    AskAboutTable(AskedTable),
    /// What a column of that table holds, by its place.
    SetRole(usize, Role),
    /// Import that table.
    ReadTable,
    /// Open an article, from the queue or a dialog.
    Open(ArticleId),
    /// Open the next article of the queue that is not done.
    NextArticle,
    /// Open the article before the open one.
    PreviousArticle,
    /// Show the queue in another order.
    Order(QueueOrder),
    /// Show only some articles in the queue.
    Filter(QueueFilter),
    /// The same from a dialog, which is left for the queue.
    ShowOnly(QueueFilter),
    /// Mark the open article done, or open again if it is.
    MarkDone,
    /// Mark the open article done and open the next.
    DoneAndNext,
    /// Pass the open article over and open the next, or take it up again if it was passed over.
    Skip,
    /// Take the open article out of the project.
    RemoveArticle,
    /// Tag the open article again.
    TagAgain,
    /// Ask for no more of what waits to be tagged until it is said again.
    PauseTagging,
    /// Stop tagging.
    CancelTagging,
    /// Put the cursor somewhere.
    Select(Cursor),
    /// Put the cursor where the pointer chose something to label, and open the menu of labels beside it.
    Point(Cursor),
    /// The same by touch.
    Tap(Cursor),
    /// Close that menu.
    CloseMenu,
    /// Move the cursor.
    Move(Move),
    /// Apply a label to what the cursor is on.
    Label(LabelId),
    /// Accept the suggestion that the cursor is on.
    Accept,
    /// Show which suggestions of the open article are sure enough to be accepted at once.
    AskAcceptAll,
    /// How sure they must be, from 0 to 1.
    SetThreshold(f32),
    /// Accept them.
    AcceptAll,
    /// List all mentions of the words that the cursor is on, in all articles.
    FindAll,
    /// List all mentions of some words.
    FindWords(String),
    /// Tick a line of that list, by its place, or no longer.
    Tick(usize),
    /// Tick all of its lines, or none.
    TickAll(bool),
    /// Show more of its lines.
    ShowMore,
    /// Give the ticked mentions a label, or without one refuse what stands on them.
    DecideTicked(Option<LabelId>),
    /// Open the article of a line, by its place, at the mention.
    OpenLine(usize),
    /// Accept some suggestions: a group of the inspector.
    AcceptKeys(Vec<Key>),
    /// Delete or refuse what the cursor is on.
    Reject,
    /// Move an edge of the mark that the cursor is on, or of the words.
    Resize(Side, Side, Unit),
    /// Give the mark that the cursor is on, or the words, another range.
    ResizeTo(TextRange),
    /// Say something else of the open article as a whole.
    SetMeta(Box<Meta>),
    /// Say something else in the note of the open article; whether its field was left.
    Note(String, bool),
    /// Say that the open article needs a second look, or no longer.
    Flag,
    /// Make two marks of the one that the cursor is on.
    Split,
    /// Make one mark of that and the next.
    Join,
    /// Look for a label by typing.
    FindLabel,
    /// Carry decisions to identical mentions, or not.
    TogglePropagate,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Add a label.
    AddLabel(Label),
    /// Change a label.
    EditLabel(LabelId, Label),
    /// Give the marks of a label another one, and put it away.
    MergeLabel(LabelId, LabelId),
    /// Take another schema.
    UseSchema(Schema),
    /// Take what a schema has besides its labels.
    SetRules(Schema),
    /// Show the keys; the line of their table that waits for another key.
    AskKeys(Option<usize>),
    /// Show the labels and their editing.
    AskLabels,
    /// Show what the labels of the user's own model become.
    AskModel,
    /// Leave the dialog that is open.
    CloseDialog,
    /// Do what the line of the table of keys that waits for it does by this key, as the help sheet names it.
    ChooseKey(String),
    /// Have all keys as the page has them.
    ResetKeys,
    /// Speak a language.
    Speak(Language),
    /// Another language is spoken from now on.
    Spoken,
    /// The browser asks the reader whether it may keep the project for good.
    BrowserAsks,
    /// Show what can be exported; what was chosen there before, where the reader comes back from it.
    AskExport(Option<Offer>),
    /// Show how far the project is.
    AskProgress,
    /// Show what was decided about each surface form.
    AskLexicon,
    /// Show only entries with these letters.
    FilterLexicon(String),
    /// Show only entries that were decided in more than one way, or all.
    OnlyDisputed,
    /// Close the alert.
    DismissAlert,
    /// Leave whatever is open or selected.
    Escape,
    /// Files are being read; what they are called.
    Reading(Vec<String>),
    /// Something failed; a sentence.
    Alert(String),
    /// Export only finished articles, or all.
    OnlyFinished,
    /// Export only articles that the queue shows, or all.
    OnlyShown,
    /// Have suggestions in datasets of whatever format, or no longer.
    WithSuggestions,
    /// What a label is called in datasets; without a name it is left out.
    ExportLabel(LabelId, Option<LabelId>),
    /// Split datasets into train, validation and test, or no longer.
    ToggleSplit,
    /// How much of them goes into one of these, by its place; a number as it was typed.
    SetShare(usize, String),
    /// By which seed they are split; a number as it was typed.
    SetSeed(String),
    /// Write the project in a format.
    Export(Format),
    /// A part of the file is written; what its format does to the articles in it.
    PartWritten(Report),
    /// The file cannot be written; why.
    ExportFailed(String),
    /// Download the file, whatever is lost.
    HandOver,
    /// Download the labelling configuration that goes with it.
    LabellingConfig,
    /// Put right all that one kind of remedy is for, and write the file again.
    Mend(RemedyKind),
    /// Open the article that a remark about the file is about, by its place.
    OpenRemark(usize),
    /// Train a model from the finished articles.
    Train,
    /// How far that is.
    Training(Training),
    /// No model can be trained; why.
    TrainingFailed(String),
    /// How the worker is.
    Worker(WorkerState),
    /// The worker has tagged a part of a request.
    Tagged {
        /// The articles of the request.
        articles: Rc<[ArticleId]>,
        /// What was found in parts of their texts.
        parts: Vec<TaggedPart>,
        /// Paragraphs done, and in all.
        progress: (u32, u32),
    },
    /// The worker has finished a request: its articles.
    TaggingDone(Rc<[ArticleId]>),
    /// The worker could not do a request: its articles, and why.
    TaggingFailed(Rc<[ArticleId]>, String),
    /// A worker was given up that was asked for these articles: they are left to others.
    TaggingReturned(Rc<[ArticleId]>),
    /// The worker has learned; from how many articles in all.
    Learned(u32),
    /// The worker could not learn; why.
    LearningFailed(String),
    /// A model of the user's was chosen or dropped; what it is called, and whether it is a network.
    ModelChosen(String, bool),
    /// The model that is kept was found; the same, and what its labels become.
    ModelFound(String, bool, LabelChoices),
    /// The worker is ready with a model; the labels that it may suggest.
    ModelReady(Vec<LabelId>),
    /// The user's model cannot be used; why.
    ModelRefused(String),
    /// Have a label of the user's model be another one, or nothing.
    ChooseLabel(LabelId, Option<LabelId>),
    /// Put the user's model away and use the built-in one again.
    UseBuiltIn,
    /// Forget the project and begin with an empty one.
    StartOver,
    /// Everything up to a journal entry is safe.
    Saved(u64),
    /// Writing failed; why.
    SaveFailed(String),
    /// Nothing can be written any more: another tab has.
    Overtaken,
}

impl Action {
    /// Where in the open article it decides about something: of several places the first, or else where the cursor is.
    pub(in crate::ui) fn decides(&self, cursor: Option<TextRange>) -> Option<TextRange> {
        match self {
            Self::AcceptKeys(keys) => keys.first().map(|(range, _)| *range),
            Self::Label(_)
            | Self::Accept
            | Self::Reject
            | Self::Resize(..)
            | Self::ResizeTo(_)
            | Self::Split
            | Self::Join => cursor,
            _ => None,
        }
    }

    /// Whether a key that is held asks for it again and again: what moves or changes an edge, and steps of undo, of which
    /// each is seen. What has done with an article is meant once.
    #[must_use]
    pub const fn may_repeat(&self) -> bool {
        matches!(self, Self::Move(_) | Self::Resize(..) | Self::Undo | Self::Redo)
    }

    /// Whether what a dialog counts may be another number after it, though the journal has no entry of it: of suggestions that
    /// are renewed there is none.
    pub(in crate::ui) const fn changes_counts(&self) -> bool {
        matches!(self, Self::Tagged { .. } | Self::OnlyFinished | Self::OnlyShown | Self::ExportLabel(..))
    }

    /// Whether it is done on the project, which must have been opened.
    pub(in crate::ui) fn needs_project(&self) -> bool {
        let free = matches!(self, Self::Draft(_) | Self::Alert(_) | Self::DismissAlert | Self::Worker(_));
        !free && !matches!(self, Self::Opened(..) | Self::SaveFailed(_))
    }
}
