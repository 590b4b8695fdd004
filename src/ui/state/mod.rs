//! What the page knows, and how an action changes it. Pure: no browser, no clock.
//!
//! [`AppState`] holds what lies on the [`desk`](super::desk) and what the reader has chosen. `update` sends each
//! [`Action`] to the file of what it is about; each of these adds methods to it:
//!
//! | file | what it is about |
//! |---|---|
//! | `articles`, `attention` | which article is open, and which is next |
//! | `decisions` | the cursor moves, and what it is on is decided |
//! | `tagging`, `learning` | suggestions come in; articles that are finished teach, and suggestions are renewed |
//! | `concordance`, `lexicon` | decisions over all articles |
//! | `export`, `tables`, `training`, `model` | files and models go out and come in |
//! | `history`, `labels` | steps are undone and redone; the labels of the project change |
//! | `progress`, `keys` | the chart, and keys of the reader's own |

mod articles;
mod attention;
mod concordance;
mod decisions;
mod export;
mod history;
mod keys;
mod labels;
mod learning;
mod lexicon;
mod model;
mod progress;
mod tables;
mod tagging;
mod training;
mod update;

use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::edit::Editor;
use crate::core::formats::Format;
use crate::core::project::{DOUBT, Project, QueueFilter, QueueOrder};
use crate::core::schema::{LabelChoices, Schema};
use crate::core::store::Leftovers;
use crate::core::text::{ByteOffset, TextRange, runs_leftwards};
use crate::ui::desk::{Action, Cursor, Dialog, Learning, OwnModel, SaveState, Splitting, Tagging, WorkerState};
use crate::ui::words::Language;
use std::sync::Arc;

/// The longest text that the paste box takes, in bytes: longer than any article, short enough for a tab.
pub const LONGEST_PASTE: usize = 4 * 1024 * 1024;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The project and its history.
    pub editor: Editor,
    /// The open article; `None` shows the paste box.
    pub current: Option<ArticleId>,
    /// The articles that were open before, the last at the end, to go back to.
    trail: Vec<ArticleId>,
    /// What the next key acts on.
    pub cursor: Cursor,
    /// Whether the menu of labels is open beside the cursor.
    pub menu: bool,
    /// Whether decisions are carried to identical mentions.
    pub propagate: bool,
    /// Suggestions at least this sure, from 0 to 1, are taken by "accept all".
    pub threshold: f32,
    /// Whether only finished articles go into a dataset, if the reader has said so.
    only_finished: Option<bool>,
    /// Whether only articles that the queue shows do.
    pub only_shown: bool,
    /// Whether suggestions go into datasets of whatever format.
    pub with_suggestions: bool,
    /// What labels are called in datasets.
    pub export_labels: LabelChoices,
    /// How datasets are split, if they are.
    pub splitting: Option<Splitting>,
    /// In what order the queue shows the articles.
    pub order: QueueOrder,
    /// Which articles the queue shows.
    pub filter: QueueFilter,
    /// Their places in the project, in that order.
    queue: Vec<usize>,
    /// How many articles there were when it was last sorted.
    queue_of: usize,
    /// What is being tagged.
    pub tagging: Tagging,
    /// How the worker is.
    pub worker: WorkerState,
    /// What the tagger has learned.
    pub learning: Learning,
    /// The user's own model; `None` for the built-in one.
    pub model: Option<OwnModel>,
    /// Whether everything is kept.
    pub save: SaveState,
    /// The number of the last journal entry that is safe.
    pub saved_seq: u64,
    /// What of the project could not be read, until the reader goes on without it.
    pub leftovers: Option<Leftovers>,
    /// What went wrong, in a sentence that stays until it is read.
    pub alert: Option<String>,
    /// What happened last, for the live region.
    pub announcement: String,
    /// What it was before the last action.
    heard: String,
    /// Keys that the reader has chosen: each the key as the page has it, and what is pressed instead.
    pub keys: Vec<(String, String)>,
    /// The language that the reader has chosen; `None` for that of the browser.
    pub language: Option<Language>,
    /// By how many minutes the clocks of the reader are ahead of UTC.
    pub ahead: i32,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Dialogs that nobody asked for, to be opened when that one is left.
    offered: Vec<Dialog>,
    /// What stands in the paste box.
    pub draft: String,
    /// Whether the note is being typed: what of it was taken is a step that goes on.
    noting: bool,
    /// What was done before the store gave the project back, to be done on it; `None` once it has.
    early: Option<Vec<Action>>,
}

#[cfg(test)]
impl AppState {
    /// A new project in which texts were pasted, the last of which is open.
    fn with_pasted(texts: &[&str]) -> Self {
        let mut state = Self::default();
        state.update(Action::Opened(Box::new(state.editor.clone()), crate::core::store::Place::default()), 0);
        for &text in texts {
            state.update(Action::ShowPaste, 0);
            state.update(Action::Draft(text.to_owned()), 0);
            state.update(Action::TagDraft, 0);
        }
        state
    }
}

impl Default for AppState {
    fn default() -> Self {
        Self {
            editor: Editor::new(Project::new(Schema::ontonotes())),
            current: None,
            trail: Vec::new(),
            cursor: Cursor::None,
            menu: false,
            propagate: true,
            threshold: DOUBT,
            only_finished: None,
            only_shown: false,
            with_suggestions: false,
            export_labels: LabelChoices::default(),
            splitting: None,
            order: QueueOrder::default(),
            filter: QueueFilter::default(),
            queue: Vec::new(),
            queue_of: 0,
            tagging: Tagging::default(),
            worker: WorkerState::Starting,
            learning: Learning::default(),
            model: None,
            save: SaveState::Saved,
            saved_seq: 0,
            leftovers: None,
            alert: None,
            announcement: String::new(),
            heard: String::new(),
            keys: Vec::new(),
            language: None,
            ahead: 0,
            dialog: None,
            offered: Vec::new(),
            draft: String::new(),
            noting: false,
            early: Some(Vec::new()),
        }
    }
}

impl AppState {
    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        self.editor.project()
    }

    /// What an export in a format writes: a project file is always all of the work.
    #[must_use]
    pub fn exported(&self, format: Format) -> Project {
        if format == Format::Project {
            return self.project().clone();
        }
        let mut dataset = self.dataset();
        let skipped = self.takes_skipped(format);
        dataset.articles.retain(|article| skipped || article.status != ArticleStatus::Skipped);
        dataset
    }

    /// Whether articles that were skipped go into a dataset: not where the format cannot say so, nor into its parts.
    #[must_use]
    pub fn takes_skipped(&self, format: Format) -> bool {
        self.splitting.is_none() && format.holds_skipped()
    }

    /// Whether only finished articles go into a dataset. Until the reader says, they do once there is one: in others, what
    /// nobody has decided yet would be taken for nothing.
    #[must_use]
    pub fn only_finished(&self) -> bool {
        let is_done = |article: &Arc<Article>| article.status == ArticleStatus::Done;
        self.only_finished.unwrap_or_else(|| self.project().articles.iter().any(is_done))
    }

    /// What can go into a dataset, with its labels in the schema; in the order of the queue if it is what that shows.
    #[must_use]
    pub fn dataset(&self) -> Project {
        let offered = self.offered();
        if self.only_finished() { offered.finished() } else { offered }
    }

    /// The same, whether it is finished or not.
    fn offered(&self) -> Project {
        let mut project = self.project().clone();
        if self.only_shown {
            project.articles = self.queue();
        }
        project.schema = project.schema.relabelled(&|label| self.export_labels.chosen(label).cloned());
        project
    }

    /// Whether the text runs from right to left where the next key acts.
    #[must_use]
    pub fn runs_leftwards(&self) -> bool {
        let at = self.cursor.range().map_or(ByteOffset::ZERO, TextRange::start);
        self.article().is_some_and(|article| runs_leftwards(&article.text, at))
    }

    /// The open article.
    #[must_use]
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.project().article(self.current.as_ref()?)
    }
}
