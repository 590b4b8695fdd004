//! What a format, or the tool that reads it, would do to the annotations of an article, told before a file is
//! written.
//!
//! The main decision: each way to lose something is a [`Problem`] that is found from the article alone, so it
//! can be shown beside the text and mended there. To write, read and compare only was rejected: that tells that
//! something differs, not why, and not what the tool does with it afterwards. Both are done, and a property test
//! holds them together: what is not found here comes back the same (see [`super::read_back`]).

use super::remedy::{Remedy, on_tokens, without_white_space};
use crate::core::annotation::{Annotation, Key};
use crate::core::article::{Article, ArticleStatus};
use crate::core::formats::format::Format;
use crate::core::formats::gliner;
use crate::core::formats::tokens::spacy_tokens::{spacy_tokens, spacy_tokens_around};
use crate::core::formats::tokens::tokenized::words_in_sentences;
use crate::core::schema::LabelId;
use crate::core::text::{ByteOffset, CodePointOffset, TextRange, trim_white_space};
use serde::Serialize;

/// An annotation that would not come through as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Which.
    #[serde(flatten)]
    pub span: Span,
    /// Why.
    #[serde(flatten)]
    pub problem: Problem,
    /// Whether it would be left out, moved or refused; if not, something about it changes that a reader should
    /// know of.
    pub loss: bool,
    /// How it is put right without judgement, if it can be.
    #[serde(skip)]
    pub remedy: Option<Remedy>,
}

/// An annotation as a report shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// The first code point.
    pub start: CodePointOffset,
    /// The code point after the last.
    pub end: CodePointOffset,
    /// Its label.
    pub label: LabelId,
    /// What it covers.
    pub text: String,
}

impl Span {
    /// An annotation of an article.
    #[must_use]
    pub fn of(article: &Article, annotation: &Annotation) -> Self {
        let (start, end) = article.text.to_code_points(annotation.range);
        let text = article.text.slice(annotation.range).to_owned();
        Self { start, end, label: annotation.label.clone(), text }
    }

    /// What identifies the annotation in its article; `None` if that has no such range.
    #[must_use]
    pub fn key(&self, article: &Article) -> Option<Key> {
        Some((article.text.range_from_code_points(self.start, self.end)?, self.label.clone()))
    }
}

/// Why an annotation would not come through as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
pub enum Problem {
    /// It overlaps a longer one, or the first of two as long. A format of tags leaves it out; spaCy's holds it
    /// in `spans`, where a named entity recogniser does not look. For GLiNER, which takes the last label of a span, it is
    /// another label of the same span.
    Overlap {
        /// What is written in its place.
        with: Span,
    },
    /// It holds no text but white space, which no tokenizer makes an entity of.
    Blank,
    /// White space at its edge: cut off in a format of tokens, refused by spaCy.
    WhiteSpace,
    /// It begins or ends inside a token of the target's tokenizer. A format of tokens cuts the token there;
    /// spaCy's training, which makes its own tokens, passes the annotation over.
    CutsToken {
        /// The token.
        token: String,
    },
    /// It reaches over the end of a sentence: in a format of sentences, the two are written as one.
    CrossesSentence,
    /// Nobody has decided about it, and the format cannot say so.
    Undecided,
    /// It was decided, but Prodigy gives one answer for a whole article, which is not finished.
    OpenArticle,
    /// Its article is skipped: a tool that asks whether a task was skipped takes nothing of it.
    SkippedArticle,
    /// Its label cannot stand in the format: it is empty, or in a project file no id.
    Label,
    /// Its label has white space in it, and in the format it has another name.
    Renamed {
        /// The other name.
        becomes: LabelId,
    },
    /// It lies behind what the target reads of a text.
    TooFar {
        /// How much is read.
        limit: usize,
        /// Of what.
        unit: LimitUnit,
    },
    /// It has more tokens than the spans among which GLiNER's training looks for entities.
    TooLong {
        /// The most tokens of a span.
        limit: usize,
    },
}

impl Problem {
    /// Whether the annotation is in a file of `format` all the same, and only the training that reads the file leaves it out.
    #[must_use]
    pub fn is_of_training(&self, format: Format) -> bool {
        match self {
            Self::CutsToken { .. } | Self::TooFar { .. } | Self::TooLong { .. } => true,
            Self::WhiteSpace => format == Format::Spacy,
            _ => false,
        }
    }
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitUnit {
    /// Code points of a text.
    CodePoints,
    /// Tokens of a text.
    TokensOfText,
    /// Tokens of a sentence.
    TokensOfSentence,
}

/// spaCy refuses longer texts, in code points.
const SPACY_LIMIT: usize = 1_000_000;
/// The usual networks read no more pieces of a sentence, and a token is at least one.
const NETWORK_LIMIT: usize = 512;

/// The annotations of an article that `format` would not hold as they are, in order; what is rejected is in no
/// file and not looked at.
#[must_use]
pub fn check(article: &Article, format: Format) -> Vec<Finding> {
    let checker = Checker::new(article, format);
    let findings = |annotation| {
        let problems = checker.problems(annotation).into_iter();
        problems.map(|problem| Finding {
            span: Span::of(article, annotation),
            loss: is_loss(&problem, format),
            remedy: checker.remedy(annotation, &problem),
            problem,
        })
    };
    article.annotations.visible().flat_map(findings).collect()
}

/// How many annotations of an article a file in `format` would not hold as they are: of those that [`check`] finds to be
/// lost or to get another label, those that are known without all of the tokens, which take as long to find as the file does
/// to write.
#[must_use]
pub fn losses(article: &Article, format: Format) -> usize {
    let checker = Checker::of_edges(article, format);
    let is_told = |it: &Problem| is_loss(it, format) || matches!(it, Problem::Renamed { .. });
    article.annotations.visible().filter(|annotation| checker.problems(annotation).iter().any(is_told)).count()
}

/// Whether a problem means that the annotation is left out, moved or refused.
fn is_loss(problem: &Problem, format: Format) -> bool {
    match problem {
        Problem::Overlap { .. } => !format.holds_overlaps() || format == Format::Gliner,
        Problem::CutsToken { .. } => makes_spacy_tokens(format),
        Problem::CrossesSentence | Problem::Undecided | Problem::Renamed { .. } => false,
        _ => true,
    }
}

/// Whether the target makes tokens of the text by itself, as spaCy's training does.
const fn makes_spacy_tokens(format: Format) -> bool {
    matches!(format, Format::Spacy | Format::SpacyJson | Format::Docbin)
}

/// Whether sentences are written apart.
const fn writes_sentences(format: Format) -> bool {
    matches!(
        format,
        Format::Conll
            | Format::Bilou
            | Format::ConlluPlus
            | Format::Autotrain
            | Format::Hf
            | Format::SpacyJson
            | Format::Tsv3
    )
}

/// What there is to know about an article before its annotations are looked at.
struct Checker<'a> {
    article: &'a Article,
    format: Format,
    /// The longest annotations that do not overlap.
    flat: Vec<&'a Annotation>,
    /// The tokens of the target's tokenizer, in bytes; none if it has none.
    tokens: Vec<TextRange>,
    /// Where the sentences or texts begin that are written apart, in bytes.
    sentences: Vec<ByteOffset>,
}

impl<'a> Checker<'a> {
    fn new(article: &'a Article, format: Format) -> Self {
        let (words, starts) =
            if writes_sentences(format) { words_in_sentences(&article.text) } else { (Vec::new(), Vec::new()) };
        let tokens = match format {
            Format::Gliner => gliner::words(&article.text),
            Format::Spacy | Format::SpacyJson | Format::Docbin | Format::Prodigy => spacy_tokens(&article.text),
            _ => words,
        };
        let sentences = match format {
            Format::Gliner => gliner::text_starts(article),
            _ => starts.into_iter().map(TextRange::start).collect(),
        };
        Self { article, format, flat: article.annotations.without_overlaps(), tokens, sentences }
    }

    /// One that sees no sentences, and no tokens but spaCy's that an annotation may cut.
    fn of_edges(article: &'a Article, format: Format) -> Self {
        let tokens = if makes_spacy_tokens(format) {
            let ranges = article.annotations.visible().filter_map(|it| trim_white_space(&article.text, it.range));
            let mut edges: Vec<ByteOffset> = ranges.flat_map(|range| [range.start(), range.end()]).collect();
            edges.sort_unstable();
            spacy_tokens_around(&article.text, edges.into_iter())
        } else {
            Vec::new()
        };
        Self { article, format, flat: article.annotations.without_overlaps(), tokens, sentences: Vec::new() }
    }

    fn problems(&self, annotation: &Annotation) -> Vec<Problem> {
        let found = [
            self.overlap(annotation),
            self.white_space(annotation),
            self.cut_token(annotation),
            self.crossed_sentence(annotation),
            self.decision(annotation),
            self.label(annotation),
            self.limit(annotation),
            self.length(annotation),
        ];
        found.into_iter().flatten().collect()
    }

    fn remedy(&self, annotation: &Annotation, problem: &Problem) -> Option<Remedy> {
        match problem {
            Problem::Blank | Problem::WhiteSpace => Some(without_white_space(self.article, annotation)),
            Problem::CutsToken { .. } if is_loss(problem, self.format) => {
                on_tokens(self.article, &self.tokens, annotation)
            }
            _ => None,
        }
    }

    fn overlap(&self, annotation: &Annotation) -> Option<Problem> {
        if self.format == Format::Gliner {
            let same = |other: &&Annotation| other.is_visible() && other.range == annotation.range;
            let with = self.article.annotations.overlapping(annotation.range).filter(same).last()?;
            return (with.label != annotation.label).then(|| Problem::Overlap { with: Span::of(self.article, with) });
        }
        let flat_only = !self.format.holds_overlaps() || matches!(self.format, Format::Spacy | Format::Docbin);
        let next = self.flat.partition_point(|kept| kept.range.end() <= annotation.range.start());
        let with = self.flat.get(next).filter(|kept| flat_only && kept.range.overlaps(annotation.range))?;
        if with.range == annotation.range && with.label == annotation.label {
            return None;
        }
        Some(Problem::Overlap { with: Span::of(self.article, with) })
    }

    fn white_space(&self, annotation: &Annotation) -> Option<Problem> {
        if !self.is_of_words() {
            return None;
        }
        match trim_white_space(&self.article.text, annotation.range) {
            None => Some(Problem::Blank),
            Some(trimmed) => (trimmed != annotation.range).then_some(Problem::WhiteSpace),
        }
    }

    /// Whether white space may not be at an edge, in the file or for the tool that reads it.
    const fn is_of_words(&self) -> bool {
        let refuses = makes_spacy_tokens(self.format) || matches!(self.format, Format::Prodigy | Format::Brat);
        refuses || !self.format.holds_text()
    }

    fn cut_token(&self, annotation: &Annotation) -> Option<Problem> {
        let cut = |edge: ByteOffset| {
            let next = self.tokens.partition_point(|token| token.end() <= edge);
            self.tokens.get(next).filter(|token| token.start() < edge)
        };
        let range = trim_white_space(&self.article.text, annotation.range)?;
        let token = cut(range.start()).or_else(|| cut(range.end()))?;
        Some(Problem::CutsToken { token: self.article.text.slice(*token).to_owned() })
    }

    fn crossed_sentence(&self, annotation: &Annotation) -> Option<Problem> {
        let range = trim_white_space(&self.article.text, annotation.range)?;
        let next = self.sentences.partition_point(|&start| start <= range.start());
        self.sentences.get(next).filter(|&&start| start < range.end()).map(|_| Problem::CrossesSentence)
    }

    fn decision(&self, annotation: &Annotation) -> Option<Problem> {
        let skipped = self.article.status == ArticleStatus::Skipped;
        match self.format {
            Format::Project | Format::Jsonl => None,
            Format::LabelStudio => (skipped && annotation.is_decided()).then_some(Problem::SkippedArticle),
            Format::Prodigy if !annotation.is_decided() => None,
            Format::Prodigy if skipped => Some(Problem::SkippedArticle),
            Format::Prodigy => {
                let waits = || self.article.annotations.visible().any(|other| !other.is_decided());
                (self.article.status == ArticleStatus::Open || waits()).then_some(Problem::OpenArticle)
            }
            _ => (!annotation.is_decided()).then_some(Problem::Undecided),
        }
    }

    fn label(&self, annotation: &Annotation) -> Option<Problem> {
        let label = &annotation.label;
        let becomes = match self.format {
            Format::Project | Format::Conll | Format::Bilou | Format::ConlluPlus | Format::Brat => label.spaceless(),
            _ => label.clone(),
        };
        let is_bad = becomes.as_str().is_empty() || self.format == Format::Project && becomes.validate().is_err();
        if is_bad {
            return Some(Problem::Label);
        }
        (becomes != *label).then_some(Problem::Renamed { becomes })
    }

    fn limit(&self, annotation: &Annotation) -> Option<Problem> {
        let (count, limit, unit) = match self.format {
            Format::Spacy | Format::SpacyJson | Format::Docbin => {
                let (_, end) = self.article.text.to_code_points(self.article.text.range());
                (end.as_usize(), SPACY_LIMIT, LimitUnit::CodePoints)
            }
            Format::Gliner => (self.tokens_to_end_of(annotation), gliner::LIMIT, LimitUnit::TokensOfText),
            Format::Autotrain | Format::Hf => {
                (self.tokens_to_end_of(annotation), NETWORK_LIMIT, LimitUnit::TokensOfSentence)
            }
            _ => return None,
        };
        (count > limit).then_some(Problem::TooFar { limit, unit })
    }

    fn length(&self, annotation: &Annotation) -> Option<Problem> {
        let first = self.tokens.partition_point(|token| token.end() <= annotation.range.start());
        let end = self.tokens.partition_point(|token| token.start() < annotation.range.end());
        let is_too_long = self.format == Format::Gliner && end - first > gliner::WIDEST;
        is_too_long.then_some(Problem::TooLong { limit: gliner::WIDEST })
    }

    /// How many tokens there are from the start of its sentence or text to the end of an annotation.
    fn tokens_to_end_of(&self, annotation: &Annotation) -> usize {
        let next = self.sentences.partition_point(|&start| start <= annotation.range.start());
        let start = next.checked_sub(1).map_or(ByteOffset::ZERO, |index| self.sentences[index]);
        let before = |edge| self.tokens.partition_point(|token| token.start() < edge);
        before(annotation.range.end()) - before(start)
    }
}
