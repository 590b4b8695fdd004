//! The classifier: tokenizer, windows, network and tags together.

use super::config::Config;
use super::export::Export;
use super::network::Network;
use super::onnx::Onnx;
use super::spans::{Verdict, spans};
use super::tokenizer::{Piece, Pieces};
use super::windows::windows;
use super::{NeuralError, tags::TagSet};
use crate::core::schema::LabelId;
use crate::core::tagger::{Suggestion, Tagger, suggestion};
use crate::core::text::{Text, TextRange, tokens_in};
use std::cell::RefCell;

/// Suggests what a user's own network finds.
pub struct Classifier<N> {
    pieces: Pieces,
    network: N,
    tags: TagSet,
    /// The most pieces of a text that are read at once.
    room: usize,
    /// What went wrong first.
    failure: RefCell<Option<NeuralError>>,
}

/// What a network says about a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The pieces of the text, in order.
    pub pieces: Vec<Piece>,
    /// The scores (logits) of all tags for the first piece, then for the second, and so on.
    pub logits: Vec<f32>,
}

impl Classifier<Onnx> {
    /// The classifier of an export.
    ///
    /// # Errors
    /// If a file is not what its name says, something in it is not known here, or they do not fit each other.
    pub fn from_export(export: Export) -> Result<Self, NeuralError> {
        let config = Config::from_json(&export.config)?;
        let pieces = Pieces::from_json(&export.tokenizer)?;
        let network = Onnx::from_bytes(export.network, config.tags.len(), pieces.highest())?;
        Self::new(config, pieces, network)
    }
}

impl<N: Network> Classifier<N> {
    fn new(config: Config, pieces: Pieces, network: N) -> Result<Self, NeuralError> {
        let room = config.longest.saturating_sub(pieces.before.len() + pieces.after.len());
        if room == 0 {
            return Err(NeuralError::NoRoom(config.longest));
        }
        Ok(Self { pieces, network, tags: config.tags, room, failure: RefCell::new(None) })
    }

    /// What the network says about a text.
    ///
    /// # Errors
    /// If the tokenizer or the network fails.
    pub fn read(&self, text: &str) -> Result<Scored, NeuralError> {
        let pieces = self.pieces.of(text)?;
        let (before, after) = (&self.pieces.before, &self.pieces.after);
        let width = self.tags.len();
        let mut logits = Vec::with_capacity(pieces.len() * width);
        for window in windows(pieces.len(), self.room) {
            let inside = pieces[window.read.clone()].iter().map(|piece| piece.id);
            let ids: Vec<u32> = before.iter().copied().chain(inside).chain(after.iter().copied()).collect();
            let scores = self.network.logits(&ids)?;
            // One would make a confidence of what is none.
            if scores.iter().any(|score| score.is_nan() || *score == f32::INFINITY) {
                return Err(NeuralError::NoScore);
            }
            let row = |piece: usize| (before.len() + piece - window.read.start) * width;
            logits.extend(&scores[row(window.decided.start)..row(window.decided.end)]);
        }
        Ok(Scored { pieces, logits })
    }

    fn suggestions(&self, text: &Text, paragraph: TextRange) -> Result<Vec<Suggestion>, NeuralError> {
        let answer = self.read(text.slice(paragraph))?;
        let verdict = |(piece, scores): (&Piece, &[f32])| {
            let range = TextRange::from_usize(piece.range.clone()).shifted(paragraph.start());
            let (tag, probability) = self.tags.best(scores);
            Verdict { range, tag, probability }
        };
        let scores = answer.logits.chunks_exact(self.tags.len());
        let verdicts: Vec<Verdict> = answer.pieces.iter().zip(scores).map(verdict).collect();
        let tokens = tokens_in(text, paragraph);
        let spans = spans(&tokens, &verdicts, self.tags.labels());
        Ok(spans.into_iter().filter_map(|span| suggestion(text, &tokens, span)).collect())
    }
}

impl<N: Network> Tagger for Classifier<N> {
    fn tag_paragraph(&self, text: &Text, paragraph: TextRange) -> Vec<Suggestion> {
        self.suggestions(text, paragraph).unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            Vec::new()
        })
    }

    /// The network has read the context; what it says stands.
    fn settle(&self, _: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
        suggestions
    }

    fn labels(&self) -> Vec<LabelId> {
        self.tags.labels().to_vec()
    }

    fn failure(&self) -> Option<String> {
        self.failure.borrow_mut().take().map(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Answers with one score for everything.
    struct Constant {
        score: f32,
        tags: usize,
    }

    impl Network for Constant {
        fn logits(&self, ids: &[u32]) -> Result<Vec<f32>, NeuralError> {
            Ok(vec![self.score; ids.len() * self.tags])
        }
    }

    #[test]
    fn what_is_no_score_makes_no_confidence() {
        let file = |name| std::fs::read(Path::new("tests/fixtures/neural/wordpiece").join(name)).unwrap();
        let tags = || Config::from_json(&file("config.json")).unwrap();
        let read = |score| {
            let (network, pieces) = (Constant { score, tags: tags().tags.len() }, file("tokenizer.json"));
            Classifier::new(tags(), Pieces::from_json(&pieces).unwrap(), network).unwrap().read("Ann left.").map(drop)
        };
        assert_eq!([f32::NAN, f32::INFINITY].map(read), [Err(NeuralError::NoScore), Err(NeuralError::NoScore)]);
        assert_eq!([0.0, f32::NEG_INFINITY].map(read), [Ok(()), Ok(())]);
    }
}
