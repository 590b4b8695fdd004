//! What can be asked of a project.

use crate::core::annotation::{Annotation, Key};
use crate::core::article::{Article, ArticleId, ArticleStatus, Meta};
use crate::core::schema::{Label, LabelId, Schema, SchemaError};
use crate::core::text::TextRange;

/// What can be asked of a project. All ranges are in bytes of the article's text.
///
/// Where a command has `propagate`, the decision is carried to the identical mentions of the article that
/// nobody has decided or read yet, in the same step.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Put articles at the end of the queue.
    AddArticles(Vec<Article>),
    /// Put articles at the end of the queue, or in the place of that with the same id, and take the schema that goes with
    /// them, as by [`Command::UseSchema`].
    Import {
        /// The schema.
        schema: Schema,
        /// The articles.
        articles: Vec<Article>,
    },
    /// Take an article out of the project.
    RemoveArticle(ArticleId),
    /// Say how far the work on an article has come.
    SetStatus {
        /// Which article.
        article: ArticleId,
        /// How far.
        status: ArticleStatus,
    },
    /// Correct what is known about an article, or say something else of it.
    SetMeta {
        /// Which article.
        article: ArticleId,
        /// What is known.
        meta: Meta,
    },
    /// Label a range by hand. Unless the schema allows overlaps, what it overlaps makes way.
    Annotate {
        /// Which article.
        article: ArticleId,
        /// Where.
        range: TextRange,
        /// The label.
        label: LabelId,
        /// Also at identical mentions.
        propagate: bool,
    },
    /// Confirm suggestions.
    Accept {
        /// Which article.
        article: ArticleId,
        /// Which suggestions.
        keys: Vec<Key>,
        /// Also at identical mentions.
        propagate: bool,
    },
    /// Confirm every suggestion of an article that is at least this sure.
    AcceptAll {
        /// Which article.
        article: ArticleId,
        /// The least confidence, 0 to 1.
        threshold: f32,
    },
    /// Delete an annotation, or refuse a suggestion: it will not be suggested again.
    Reject {
        /// Which article.
        article: ArticleId,
        /// Which annotation.
        key: Key,
        /// Also at identical mentions that are suggested with the same label.
        propagate: bool,
    },
    /// Give an annotation another label.
    Relabel {
        /// Which article.
        article: ArticleId,
        /// Which annotation.
        key: Key,
        /// The new label.
        label: LabelId,
        /// Also at identical mentions.
        propagate: bool,
    },
    /// Move the edges of an annotation.
    Resize {
        /// Which article.
        article: ArticleId,
        /// Which annotation.
        key: Key,
        /// Its new range.
        range: TextRange,
        /// Also where the same words have the same wrong edges.
        propagate: bool,
    },
    /// Make two annotations of one: see [`in_two`](crate::core::text::in_two).
    Split {
        /// Which article.
        article: ArticleId,
        /// Which annotation.
        key: Key,
    },
    /// Make one annotation of two, with the label of the first, over both and the little that is between.
    Join {
        /// Which article.
        article: ArticleId,
        /// The first.
        key: Key,
        /// The other.
        next: Key,
    },
    /// Decide about mentions in any articles at once: give them a label, or without one refuse what stands on
    /// them. Other mentions are left alone; unless the schema allows overlaps, what a label overlaps makes way.
    Decide {
        /// Articles with the ranges of the mentions in them.
        mentions: Vec<(ArticleId, Vec<TextRange>)>,
        /// The label.
        label: Option<LabelId>,
    },
    /// Put annotations of any articles right at once. What is no longer there, or has no room where it should go, is
    /// passed over.
    Mend(Vec<Mending>),
    /// Replace undecided suggestions by those of a tagger. What a person has confirmed or rejected is left alone,
    /// and articles that are not there are passed over: a tagger may answer late. Not part of undo, unless it
    /// replaces what a file suggests: no tagger would say that again.
    Suggest(Vec<SuggestedPart>),
    /// Add a label of the user's own, or take one of that id up again that was put away.
    AddLabel(Label),
    /// Change a label's name, colour or key, archive it or bring it back; its id stays.
    EditLabel {
        /// Which label.
        id: LabelId,
        /// What it becomes.
        label: Label,
    },
    /// Give all marks of a label another one, and archive it.
    MergeLabel {
        /// Which label.
        id: LabelId,
        /// What its marks become.
        into: LabelId,
    },
    /// Take another schema, such as a preset. Labels that annotations use are kept, archived; where they may overlap, they
    /// still may.
    UseSchema(Schema),
    /// Take what a schema has besides its labels: whether annotations may overlap, the categories, the guidelines.
    SetRules(Schema),
}

/// What is to be put right in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Mending {
    /// Which article.
    pub article: ArticleId,
    /// Annotations and where each goes; without a range, it is taken out.
    pub marks: Vec<(Key, Option<TextRange>)>,
}

/// What a tagger suggests for a part of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestedPart {
    /// Which article.
    pub article: ArticleId,
    /// The part that was tagged.
    pub within: TextRange,
    /// What the tagger found there.
    pub suggestions: Vec<Annotation>,
}

/// Why a command was refused. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// No such article.
    #[error("there is no article \"{0}\"")]
    UnknownArticle(ArticleId),
    /// An article with that id exists.
    #[error("there is an article \"{0}\" already")]
    DuplicateArticle(ArticleId),
    /// No such label, or it is archived.
    #[error("there is no label \"{0}\" in use")]
    UnknownLabel(LabelId),
    /// No such annotation.
    #[error("that annotation is no longer there")]
    UnknownAnnotation,
    /// A range that is empty, only white space, out of bounds or cuts a character.
    #[error("there are no words at bytes {start} to {end}")]
    BadRange {
        /// Its start in bytes.
        start: u32,
        /// Its end in bytes.
        end: u32,
    },
    /// An annotation of one word cannot become two.
    #[error("a single word cannot be split")]
    SingleWord,
    /// Annotations with too much between them, or in another order, cannot become one: see [`super::is_beside`].
    #[error("only annotations that come right after each other can be joined")]
    FarApart,
    /// Overlaps cannot be forbidden where there are some.
    #[error("annotations overlap in article \"{0}\"")]
    Overlaps(ArticleId),
    /// A change that the rules of schemas forbid.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}
