//! What the page must do after an action.

use super::{AskedTable, Part};
use crate::core::article::{Article, ArticleId};
use crate::core::edit::JournalEntry;
use crate::core::learner::{DecidedWords, Lessons};
use crate::core::schema::LabelChoices;
use crate::core::store::Place;
use crate::core::text::ByteOffset;
use crate::worker::protocol::Labels;
use std::rc::Rc;
use std::sync::Arc;

/// What the page must do after an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write a journal entry.
    Save(JournalEntry),
    /// Remember where the reader is.
    SavePlace(Place),
    /// Write over what could not be read.
    GoOnWithout,
    /// If the reader is sure, forget all that is kept but this place, and open the page anew.
    StartOver(Place),
    /// Have articles tagged, in the light of what was decided elsewhere, with suggestions under these labels.
    Tag(Vec<Arc<Article>>, Vec<DecidedWords>, Labels),
    /// The same of an article from some byte on, before all others.
    TagNow(Arc<Article>, ByteOffset, Vec<DecidedWords>, Labels),
    /// Have the tagger learn, with suggestions under these labels.
    Learn(Lessons, Labels),
    /// Take a request back: its articles.
    CancelTag(Rc<[ArticleId]>),
    /// Tag with the user's model if there is one, or else with the built-in one.
    StartTagger,
    /// Keep the user's model for the next visit, and what its labels become.
    KeepModel(LabelChoices),
    /// Look for the model that is kept; one that was given since is put away.
    FindModel,
    /// Put the user's model away for good.
    ForgetModel,
    /// Read a table as it was said what its columns hold.
    ReadTable(AskedTable),
    /// Write a part of a file.
    WritePart(Part),
    /// Hand the file that was written to the reader, under a name.
    HandOver(String),
    /// Hand a file to the reader: its name and what is in it.
    Download(String, String),
    /// Forget the file, and what of it is being written.
    DropExport,
    /// Have a model trained from articles, under these labels, and handed over.
    Train(Vec<Arc<Article>>, Labels),
    /// Forget the model that is being trained.
    StopTraining,
    /// Show what is worked on from its start; with the focus, if nothing has it any more.
    ShowWork,
    /// Bring the cursor into view.
    ScrollToCursor,
    /// Put the menu of labels beside the cursor.
    PlaceMenu,
    /// Put the focus on the article.
    FocusArticle,
    /// Put the focus on the paste box.
    FocusPaste,
    /// Put the focus where a label is looked for.
    FocusLabels,
}
