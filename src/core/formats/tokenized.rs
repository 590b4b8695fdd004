//! Articles as tokens, for formats that hold no text.
//!
//! The main decision: where a span begins or ends inside a token, the token is cut there, so that no span is
//! moved or lost; to widen spans to whole tokens was rejected. Tokens hold no white space, so neither do the
//! edges of spans, and a span of nothing else is left out. What lies between tokens is lost: a text is made
//! of tokens again with spaces between, and newlines between sentences.

use super::error::FormatError;
use super::record::numbered;
use super::source_text::SourceText;
use super::tags::TokenSpan;
use crate::core::annotation::{Annotation, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use crate::core::text::{Text, TextRange, paragraphs, sentences, tokens_in};
use std::ops::Range;

/// The tokens of an article, and its annotations on them.
pub(super) struct Tokenized<'a> {
    text: &'a Text,
    /// In order, in bytes.
    tokens: Vec<TextRange>,
    /// In the order of the annotations.
    pub(super) spans: Vec<TokenSpan>,
}

impl<'a> Tokenized<'a> {
    /// Cuts a text with these tokens (in order, without white space), finer where `annotations` want it.
    pub(super) fn new(
        text: &'a Text,
        tokens: impl IntoIterator<Item = TextRange>,
        annotations: &[&Annotation],
    ) -> Self {
        let mut edges: Vec<usize> = annotations
            .iter()
            .flat_map(|annotation| [annotation.range.start().as_usize(), annotation.range.end().as_usize()])
            .collect();
        edges.sort_unstable();
        let mut pieces = Vec::new();
        for token in tokens {
            let Range { mut start, end } = token.as_usize();
            let from = edges.partition_point(|&edge| edge <= start);
            for &edge in edges[from..].iter().take_while(|&&edge| edge < end) {
                if edge > start {
                    pieces.push(TextRange::from_usize(start..edge));
                    start = edge;
                }
            }
            pieces.push(TextRange::from_usize(start..end));
        }
        let span = |annotation: &&Annotation| {
            let first = pieces.partition_point(|token| token.start() < annotation.range.start());
            let end = pieces.partition_point(|token| token.start() < annotation.range.end());
            (first < end).then(|| (first..end, annotation.label.clone()))
        };
        let spans = annotations.iter().filter_map(span).collect();
        Self { text, tokens: pieces, spans }
    }

    /// All tokens.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        self.tokens.iter().map(move |&token| text.slice(token))
    }

    /// The sentences of an article, as ranges of indexes of its tokens, and its longest annotations that do not
    /// overlap. No sentence ends inside a span.
    pub(super) fn in_sentences(article: &'a Article) -> (Self, Vec<Range<usize>>) {
        let mut tokens = Vec::new();
        let mut starts = Vec::new();
        for paragraph in paragraphs(&article.text) {
            let found = tokens_in(&article.text, paragraph);
            starts.extend(sentences(&article.text, &found).into_iter().map(|sentence| found[sentence.start].range));
            tokens.extend(found.iter().map(|token| token.range));
        }
        let tokenized = Self::new(&article.text, tokens, &article.annotations.without_overlaps());
        let sentences = tokenized.sentences(&starts);
        (tokenized, sentences)
    }

    /// The sentences that begin at these tokens of the text.
    fn sentences(&self, starts: &[TextRange]) -> Vec<Range<usize>> {
        let index = |start: &TextRange| self.tokens.partition_point(|token| token.start() < start.start());
        let inside_span = |&at: &usize| {
            let next = self.spans.partition_point(|(span, _)| span.end <= at);
            self.spans.get(next).is_some_and(|(span, _)| span.start < at)
        };
        let mut edges: Vec<usize> = starts.iter().map(index).filter(|at| !inside_span(at)).collect();
        edges.push(self.tokens.len());
        edges.windows(2).map(|edge| edge[0]..edge[1]).collect()
    }
}

/// A text that is made of tokens.
#[derive(Default)]
pub(super) struct Joined {
    content: String,
    /// The length of `content`, in code points.
    length: u32,
    /// In code points.
    tokens: Vec<Range<u32>>,
}

impl Joined {
    /// Adds a token, and `separator` before it unless it is the first.
    pub(super) fn push(&mut self, token: &str, separator: char) {
        if !self.tokens.is_empty() {
            self.content.push(separator);
            self.length += 1;
        }
        let start = self.length;
        self.content.push_str(token);
        self.length += token.chars().count() as u32;
        self.tokens.push(start..self.length);
    }

    /// The number of tokens.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The article with confirmed annotations at these spans, which lie in it; `number` (from 1) names it if it
    /// has no id.
    ///
    /// # Errors
    /// If a span holds no text.
    pub(super) fn into_article(
        self,
        id: Option<ArticleId>,
        number: usize,
        spans: Vec<TokenSpan>,
    ) -> Result<Article, FormatError> {
        let source = SourceText::new(&self.content);
        let annotation = |(span, label): TokenSpan| {
            let range = source.range(self.tokens[span.start].start, self.tokens[span.end - 1].end)?;
            Ok(Annotation::confirmed(range, label, Origin::Import))
        };
        let annotations = spans.into_iter().map(annotation).collect::<Result<_, FormatError>>()?;
        let id = id.unwrap_or_else(|| numbered(number));
        Ok(Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })
    }
}
