//! The messages between page and worker. All offsets are in bytes of the text that was sent, which must be
//! as [`Text`](crate::core::text::Text) keeps it.

use crate::core::article::Meta;
use crate::core::schema::Schema;
use crate::core::tagger::Suggestion;
use crate::core::text::TextRange;
use serde::{Deserialize, Serialize};

/// The version of these messages. The worker's files are not hashed, so after a deploy a page may meet a
/// worker of another version; the page then says that it must be reloaded.
pub const PROTOCOL: u32 = 1;

/// What a request is called in its answers.
pub type RequestId = u32;

/// From the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Request {
    /// Suggest labels for a text. Answered by [`Response::Tagged`] for each part, then
    /// [`Response::Finished`], or by [`Response::Failed`].
    Tag {
        /// What the answers will be called.
        id: RequestId,
        /// The text.
        text: String,
        /// The labels to use.
        schema: Schema,
    },
    /// Find the article in an HTML page. Answered by [`Response::Page`] or [`Response::Failed`].
    ReadHtml {
        /// What the answer will be called.
        id: RequestId,
        /// The page.
        html: String,
    },
    /// Forget a request. Nothing more is answered to it.
    Cancel {
        /// Which.
        id: RequestId,
    },
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Response {
    /// The model is on its way.
    Loading {
        /// Bytes that have come.
        received: u32,
        /// Bytes in all, if the server said.
        total: Option<u32>,
    },
    /// Requests can be sent now.
    Ready {
        /// The version of the worker's messages.
        protocol: u32,
    },
    /// Suggestions for a part of a text, which replace what was suggested there before.
    Tagged {
        /// The request.
        id: RequestId,
        /// The part, in bytes.
        within: TextRange,
        /// What was found there.
        suggestions: Vec<Suggestion>,
        /// Paragraphs done.
        done: u32,
        /// Paragraphs in all.
        total: u32,
    },
    /// A text is done.
    Finished {
        /// The request.
        id: RequestId,
    },
    /// The article that was found in a page.
    Page {
        /// The request.
        id: RequestId,
        /// Its text.
        text: String,
        /// What is known about it.
        meta: Meta,
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

impl Request {
    /// What the request is called.
    #[must_use]
    pub fn id(&self) -> RequestId {
        match self {
            Self::Tag { id, .. } | Self::ReadHtml { id, .. } | Self::Cancel { id } => *id,
        }
    }
}
