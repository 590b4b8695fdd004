//! Articles as tokens, for formats that hold no text.
//!
//! The main decision: where a span begins or ends inside a token, the token is cut there, so that no span is
//! moved or lost; to widen spans to whole tokens was rejected. Tokens hold no white space, so neither do the
//! edges of spans, and a span of nothing else is left out. What lies between tokens is lost: a text is made
//! of tokens again with spaces between, and newlines between sentences.

use super::spacy_tokens::spacy_tokens;
use super::tags::TokenSpan;
use crate::core::annotation::{Annotation, Origin};
use crate::core::article::{Article, ArticleId, Meta};
use crate::core::formats::error::FormatError;
use crate::core::formats::fields::record::unnamed;
use crate::core::formats::fields::source_text::SourceText;
use crate::core::schema::LabelId;
use crate::core::text::{
    BYTE_ORDER_MARK, ByteOffset, Text, TextRange, paragraphs, sentences, tokens_in, trim_white_space,
};
use std::ops::Range;

/// The tokens of an article, and its annotations on them.
pub struct Tokenized<'a> {
    text: &'a Text,
    /// In order, in bytes.
    tokens: Vec<TextRange>,
    /// In the order of the annotations.
    pub spans: Vec<TokenSpan>,
}

impl<'a> Tokenized<'a> {
    /// Cuts a text with these tokens, which are in order, finer where `annotations` want it.
    pub fn new(text: &'a Text, tokens: impl IntoIterator<Item = TextRange>, annotations: &[&'a Annotation]) -> Self {
        let mut edges: Vec<usize> = trimmed(text, annotations)
            .flat_map(|(range, _)| [range.start().as_usize(), range.end().as_usize()])
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
        let mut tokenized = Self { text, tokens: pieces, spans: Vec::new() };
        tokenized.spans = tokenized.spans_of(annotations);
        tokenized
    }

    /// The annotations, some of those that the tokens were cut for, on the tokens.
    pub fn spans_of(&self, annotations: &[&Annotation]) -> Vec<TokenSpan> {
        let span = |(range, label): (TextRange, &LabelId)| {
            (self.index_at(range.start())..self.index_at(range.end()), label.clone())
        };
        trimmed(self.text, annotations).map(span).collect()
    }

    /// All tokens.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        self.tokens.iter().map(move |&token| text.slice(token))
    }

    /// The words of an article, its longest annotations that do not overlap, and its sentences as ranges of
    /// indexes of its tokens.
    pub fn in_sentences(article: &'a Article) -> (Self, Vec<Range<usize>>) {
        let (words, starts) = words_in_sentences(&article.text);
        let tokenized = Self::new(&article.text, words, &article.annotations.without_overlaps());
        let sentences = tokenized.sentences(&starts);
        (tokenized, sentences)
    }

    /// The same, with all white space: see [`Self::whole`].
    pub fn whole_in_sentences(article: &'a Article) -> (Self, Vec<Range<usize>>) {
        let (_, starts) = words_in_sentences(&article.text);
        let tokenized = Self::whole(&article.text, &article.annotations.without_overlaps());
        let sentences = tokenized.sentences(&starts);
        (tokenized, sentences)
    }

    /// The words of a text, with tokens of white space wherever more than a space lies between them, as spaCy has
    /// them.
    pub fn whole(text: &'a Text, annotations: &[&'a Annotation]) -> Self {
        let (words, _) = words_in_sentences(text);
        Self::new(text, with_white_space(text, &words), annotations)
    }

    /// The same with the words that spaCy makes of a text.
    pub fn as_spacy(text: &'a Text, annotations: &[&'a Annotation]) -> Self {
        Self::new(text, with_white_space(text, &spacy_tokens(text)), annotations)
    }

    /// The first token that does not begin before a place.
    pub fn index_at(&self, place: ByteOffset) -> usize {
        self.tokens.partition_point(|token| token.start() < place)
    }

    /// Where a token stands, in bytes.
    pub fn range(&self, index: usize) -> TextRange {
        self.tokens[index]
    }

    /// Whether a space follows a token that is no token itself.
    pub fn space_after(&self, index: usize) -> bool {
        let next = self.tokens.get(index + 1).map_or(self.text.end(), |token| token.start());
        self.tokens[index].end() < next
    }

    /// The sentences that begin at these words. None ends inside a span; the spans do not overlap.
    fn sentences(&self, starts: &[TextRange]) -> Vec<Range<usize>> {
        let index = |start: &TextRange| self.index_at(start.start());
        let inside_span = |&at: &usize| {
            let next = self.spans.partition_point(|(span, _)| span.end <= at);
            self.spans.get(next).is_some_and(|(span, _)| span.start < at)
        };
        let mut edges = vec![0];
        edges.extend(starts.iter().skip(1).map(index).filter(|at| !inside_span(at)));
        edges.push(self.tokens.len());
        edges.windows(2).map(|edge| edge[0]..edge[1]).filter(|sentence| !sentence.is_empty()).collect()
    }
}

/// The ranges of annotations without white space at their edges, and their labels; without those of white space only.
fn trimmed<'a>(text: &Text, annotations: &[&'a Annotation]) -> impl Iterator<Item = (TextRange, &'a LabelId)> {
    annotations.iter().filter_map(|annotation| Some((trim_white_space(text, annotation.range)?, &annotation.label)))
}

/// The words of a text, and the first word of each sentence.
pub fn words_in_sentences(text: &Text) -> (Vec<TextRange>, Vec<TextRange>) {
    let (mut words, mut starts) = (Vec::new(), Vec::new());
    for paragraph in paragraphs(text) {
        let found = tokens_in(text, paragraph);
        starts.extend(sentences(text, &found).into_iter().map(|sentence| found[sentence.start].range));
        words.extend(found.iter().map(|token| token.range));
    }
    (words, starts)
}

/// Words with tokens of white space between wherever there is more than a space.
fn with_white_space(text: &Text, words: &[TextRange]) -> Vec<TextRange> {
    let mut tokens = Vec::with_capacity(words.len());
    let mut end = ByteOffset::ZERO;
    for &word in words.iter().chain([&TextRange::new(text.end(), text.end())]) {
        let gap = TextRange::new(end, word.start());
        let follows_word = end > ByteOffset::ZERO && text.slice(gap).starts_with(' ');
        let start = gap.start().as_usize() + usize::from(follows_word);
        tokens
            .extend([TextRange::from_usize(start..gap.end().as_usize()), word].into_iter().filter(|it| !it.is_empty()));
        end = word.end();
    }
    tokens
}

/// A text that is made of tokens.
#[derive(Default)]
pub struct Joined {
    content: String,
    /// The length of `content`, in code points.
    length: u32,
    /// In code points.
    tokens: Vec<Range<u32>>,
}

impl Joined {
    /// Adds words with spaces between; they begin a new line.
    pub fn push_words(&mut self, words: &[String]) {
        for (index, word) in words.iter().enumerate() {
            self.push(if index == 0 { "\n" } else { " " }, word);
        }
    }

    /// Adds a token, and `separator` before it unless it is the first; before that, too, if it begins with a byte order
    /// mark, which would be none of the text at its start.
    pub fn push(&mut self, separator: &str, token: &str) {
        if !self.tokens.is_empty() || token.starts_with(BYTE_ORDER_MARK) {
            self.push_text(separator);
        }
        let start = self.length;
        self.push_text(token);
        self.tokens.push(start..self.length);
    }

    /// Adds what is no token.
    pub fn push_text(&mut self, text: &str) {
        self.content.push_str(text);
        self.length += text.chars().count() as u32;
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The article with confirmed annotations at these spans, which lie in it.
    ///
    /// # Errors
    /// If a span holds no text.
    pub fn into_article(self, id: Option<ArticleId>, spans: Vec<TokenSpan>) -> Result<Article, FormatError> {
        let source = SourceText::new("tokens", &self.content)?;
        let annotation = |(span, label): TokenSpan| {
            let range = source.range(self.tokens[span.start].start, self.tokens[span.end - 1].end)?;
            Ok(Annotation::confirmed(range, label, Origin::Import))
        };
        let annotations = spans.into_iter().map(annotation).collect::<Result<_, FormatError>>()?;
        let id = id.unwrap_or_else(unnamed);
        Ok(Article { annotations, ..Article::new(id, source.into_text(), Meta::default()) })
    }
}
