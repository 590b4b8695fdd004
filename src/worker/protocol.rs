//! The messages between the page and its workers. All offsets are in bytes of the text that was sent, which
//! must be as [`Text`](crate::core::text::Text) keeps it.
//!
//! One pair of types serves every worker: a worker answers the requests that are its own, and refuses the
//! others with [`Response::Failed`]. A message is written value after value, without the names of fields (see `wire`):
//! enums are tagged from outside (serde's default), and what leaves fields out or keeps unknown ones crosses as JSON.

use super::json;
use crate::core::dataset::Shares;
use crate::core::formats::{Column, FilePiece, Format, Remark, Role};
use crate::core::import::{Found, GivenFile};
use crate::core::learner::{DecidedWords, Decisions};
use crate::core::schema::{LabelChoices, LabelId, Schema};
use crate::core::tagger::Suggestion;
use crate::core::text::{ByteOffset, TextRange};
use serde::{Deserialize, Serialize};

/// The version of these messages. The workers' files are not hashed, so after a deploy a page may meet a
/// worker of another version; the page then says that it must be reloaded.
pub const PROTOCOL: u32 = 15;

/// The end of the address of a worker that the page will send a model.
pub const OWN_MODEL: &str = "#own";

/// What a request is called in its answers.
pub type RequestId = u32;

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Suggest labels for texts. Answered by [`Response::Tagged`] for each slice of the work, then
    /// [`Response::Finished`], or by [`Response::Failed`] if one of them cannot be tagged.
    Tag {
        /// What the answers will be called.
        id: RequestId,
        /// Whether somebody waits for it, so that it goes before all others.
        urgent: bool,
        /// The texts.
        texts: Vec<Untagged>,
        /// What was decided in other articles that are not finished.
        elsewhere: Vec<DecidedWords>,
        /// The labels that suggestions get.
        #[serde(with = "json")]
        labels: Labels,
    },
    /// Learn from finished articles. Answered by [`Response::Learned`], or by [`Response::Failed`] if one of them cannot
    /// be tagged; the others are learned then, too.
    Learn {
        /// What the answer will be called.
        id: RequestId,
        /// Whether to forget all that was learned before.
        anew: bool,
        /// The articles, each a text and what was decided about it.
        articles: Vec<(String, Decisions)>,
        /// The labels that suggestions get.
        #[serde(with = "json")]
        labels: Labels,
    },
    /// Train a model that goes on from the worker's own. It trains one at a time: of one that another takes the place of,
    /// nothing is heard any more. Answered by [`Response::Training`] for each epoch, then
    /// [`Response::Trained`], or by [`Response::Failed`].
    Train {
        /// What the answers will be called.
        id: RequestId,
        /// The articles to learn from, each a text and what was decided about it.
        articles: Vec<(String, Decisions)>,
        /// The labels that they were labelled by.
        #[serde(with = "json")]
        labels: Labels,
    },
    /// Read the articles of a file, or of some that belong together. Answered by [`Response::Read`] for each part of what
    /// was in them, then [`Response::Finished`]; by [`Response::Columns`] if it is a table of which it must be said first
    /// what its columns hold; or by [`Response::Failed`].
    Read {
        /// What the answer will be called.
        id: RequestId,
        /// The files.
        files: Vec<GivenFile>,
        /// What the columns of a table hold; none to have it guessed.
        columns: Vec<Role>,
    },
    /// Write articles in another format. A file is written in parts, one request each, so that neither side is
    /// busy for long; where the articles are dealt first, all of them come twice, since only then it is known where
    /// each belongs. Answered by [`Response::Written`] or [`Response::Failed`].
    Write {
        /// What the answer will be called.
        id: RequestId,
        /// What is wanted, with the first part of a file.
        #[serde(with = "json")]
        begin: Option<Target>,
        /// The articles, as lines of our own dataset: the page can write that without a worker, and so they
        /// cross in one copy.
        #[serde(with = "serde_bytes")]
        articles: Vec<u8>,
        /// Whether these are the last of all articles.
        last: bool,
    },
    /// Forget a request. Nothing more is answered to it.
    Cancel {
        /// Which.
        id: RequestId,
    },
}

/// From a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The model is on its way.
    Loading {
        /// Bytes that have come.
        received: u32,
        /// Bytes in all, if the server said.
        total: Option<u32>,
    },
    /// The worker tags with the user's own model, and waits for its files: the next message must be an array of
    /// them.
    ModelWanted,
    /// The files that were sent are no model that can be used. The worker does nothing more.
    ModelRefused {
        /// Why, in a clause that can follow a colon.
        why: String,
    },
    /// Requests can be sent now.
    Ready {
        /// The version of the worker's messages.
        protocol: u32,
        /// The labels that it may suggest.
        labels: Vec<LabelId>,
    },
    /// Suggestions for parts of the texts, which replace what was suggested there before.
    Tagged {
        /// The request.
        id: RequestId,
        /// The parts, in order.
        parts: Vec<TaggedPart>,
        /// Paragraphs done.
        done: u32,
        /// Paragraphs of all texts.
        total: u32,
    },
    /// All texts are tagged, or all parts of what was in files have been sent.
    Finished {
        /// The request.
        id: RequestId,
    },
    /// The articles of a request were learned from.
    Learned {
        /// The request.
        id: RequestId,
        /// From how many articles was learned in all.
        finished: u32,
    },
    /// An epoch of a training is done.
    Training {
        /// The request.
        id: RequestId,
        /// Epochs done.
        done: u32,
        /// Epochs in all.
        total: u32,
    },
    /// A model was trained.
    Trained {
        /// The request.
        id: RequestId,
        /// The file of the model.
        #[serde(with = "serde_bytes")]
        model: Vec<u8>,
    },
    /// A part of what was in files, to be joined with those before it.
    Read {
        /// The request.
        id: RequestId,
        /// Its place, from 0. A worker that was started again begins anew.
        part: u32,
        /// What is in it.
        #[serde(with = "json")]
        found: Box<Found>,
    },
    /// A file is a table that leaves in doubt what its columns hold: to be read again once that is said.
    Columns {
        /// The request.
        id: RequestId,
        /// Its columns, with what they seem to hold.
        columns: Vec<Column>,
        /// What is in the file, given back.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A part of the articles is written.
    Written {
        /// The request.
        id: RequestId,
        /// What of the file is known with it.
        pieces: Vec<FilePiece>,
        /// What the format does to the articles.
        report: Report,
    },
    /// A request cannot be answered.
    Failed {
        /// The request.
        id: RequestId,
        /// Why, in a clause that can follow a colon.
        why: String,
    },
    /// The worker cannot go on at all.
    Fatal {
        /// Why, in a clause that can follow a colon.
        why: String,
    },
}

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The format. A folder comes as one ZIP file.
    pub format: Format,
    /// The rules of the project and the labels of the file, for the card that some formats have.
    pub schema: Schema,
    /// The seed and the shares by which the articles are dealt to the parts of a data set, if they are.
    pub dealt: Option<(u64, Shares)>,
    /// Whether what is only suggested goes in even where the format cannot tell it from what was decided.
    pub suggestions: bool,
    /// What the labels of the project are called in the file.
    pub labels: LabelChoices,
}

/// A text that is to be tagged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Untagged {
    /// The text.
    pub text: String,
    /// What was decided about it.
    pub decisions: Decisions,
    /// From where on suggestions are wanted, in bytes.
    pub from: ByteOffset,
}

/// Suggestions for a part of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaggedPart {
    /// The place of the text in the request, from 0.
    pub text: u32,
    /// The part, in bytes.
    pub within: TextRange,
    /// What was found there, under the labels that were asked for.
    pub suggestions: Vec<Suggestion>,
}

/// The labels that suggestions get.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Labels {
    /// The labels that there are.
    pub schema: Schema,
    /// What the user wants the labels of a model to be.
    pub choices: LabelChoices,
}

/// What a format does to articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The counts of all parts so far, in a few short lines.
    pub counts: String,
    /// Whether some article of a part so far does not come through.
    pub loss: bool,
    /// What was found in this part, each with the annotation that it is about.
    pub remarks: Vec<Remark>,
}

impl Request {
    /// What the request is called.
    #[must_use]
    pub fn id(&self) -> RequestId {
        match self {
            Self::Tag { id, .. }
            | Self::Learn { id, .. }
            | Self::Train { id, .. }
            | Self::Read { id, .. }
            | Self::Write { id, .. }
            | Self::Cancel { id } => *id,
        }
    }

    /// How many bytes of texts and files a worker may have to go through before it says anything.
    #[must_use]
    pub fn bytes_at_once(&self) -> usize {
        match self {
            Self::Tag { texts, .. } => texts.iter().map(|it| it.text.len()).max().unwrap_or_default(),
            Self::Learn { articles, .. } | Self::Train { articles, .. } => {
                articles.iter().map(|(text, _)| text.len()).sum()
            }
            Self::Read { files, .. } => files.iter().map(|file| file.bytes.len()).sum(),
            Self::Write { articles, .. } => articles.len(),
            Self::Cancel { .. } => 0,
        }
    }

    /// The one of those that wait that a worker is at: the newest for which somebody waits, or else the first from
    /// which it learns, or else the first.
    #[must_use]
    pub fn at_work(waiting: &[Self]) -> Option<&Self> {
        let urgent = waiting.iter().rfind(|request| matches!(request, Self::Tag { urgent: true, .. }));
        let lesson = || waiting.iter().find(|request| matches!(request, Self::Learn { .. }));
        urgent.or_else(lesson).or(waiting.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_is_at_what_is_urgent_then_learns_then_takes_the_queue() {
        let labels = Labels { schema: Schema::news(), choices: LabelChoices::default() };
        let tag =
            |id, urgent| Request::Tag { id, urgent, texts: Vec::new(), elsewhere: Vec::new(), labels: labels.clone() };
        let learn = |id| Request::Learn { id, anew: false, articles: Vec::new(), labels: labels.clone() };
        let mut waiting = vec![tag(1, false), learn(2), tag(3, true), learn(4), tag(5, true), tag(6, false)];
        let order = std::iter::from_fn(|| {
            let id = Request::at_work(&waiting)?.id();
            waiting.retain(|request| request.id() != id);
            Some(id)
        });
        assert_eq!(order.collect::<Vec<_>>(), [5, 3, 2, 4, 1, 6]);
    }
}
