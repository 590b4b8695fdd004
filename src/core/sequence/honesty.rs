//! Makes the confidences of a trained model honest, by sentences that it was not trained on.

use super::calibration::Calibration;
use super::math::ln;
use super::model::{Model, ProbableSpan};
use super::tags::Tag;
use super::training_sentence::TrainingSentence;

/// Sets the sharpness at which probabilities fit best with what is right (the least logarithmic loss), and
/// then the calibration of each label.
pub(super) fn make_honest(model: &mut Model, kept: &[TrainingSentence]) {
    let candidates = (1..=30).map(|step| step as f32 * 0.04);
    let losses = candidates.map(|sharpness| {
        model.set_sharpness(sharpness);
        (sharpness, judged(model, kept).iter().map(log_loss).sum::<f32>())
    });
    let best = losses.min_by(|a, b| a.1.total_cmp(&b.1));
    model.set_sharpness(best.map_or(1.0, |best| best.0));
    let judged = judged(model, kept);
    for (label, calibration) in model.confidences.calibrations.iter_mut().enumerate() {
        let of_label = judged.iter().filter(|(span, _)| span.label == label);
        *calibration = Calibration::fit(&of_label.map(|(span, right)| (span.probability, *right)).collect::<Vec<_>>());
    }
}

/// The spans that the model finds, and whether they are right, as far as that is known.
fn judged(model: &Model, kept: &[TrainingSentence]) -> Vec<(ProbableSpan, bool)> {
    let found = kept
        .iter()
        .flat_map(|sentence| model.probable_spans(&sentence.words).into_iter().map(move |span| (sentence, span)));
    found.filter_map(|(sentence, span)| is_right(model, sentence, &span).map(|right| (span, right))).collect()
}

/// Whether a span is right; `None` if its sentence leaves it open.
fn is_right(model: &Model, TrainingSentence { gold, .. }: &TrainingSentence, span: &ProbableSpan) -> Option<bool> {
    let tag = |token: usize| {
        let begins = token == span.tokens.start;
        model.tags.number(if begins { Tag::Begin(span.label) } else { Tag::Inside(span.label) })
    };
    let (end, inside) = (span.tokens.end, model.tags.number(Tag::Inside(span.label)));
    let is_last = end == gold.len();
    if !span.tokens.clone().all(|token| gold.fits(token, tag(token))) || !is_last && gold.only(end) == Some(inside) {
        return Some(false);
    }
    let is_sure = span.tokens.clone().all(|token| gold.only(token) == Some(tag(token)));
    (is_sure && (is_last || !gold.fits(end, inside))).then_some(true)
}

fn log_loss((span, right): &(ProbableSpan, bool)) -> f32 {
    let likelihood = if *right { span.probability } else { 1.0 - span.probability };
    -ln(likelihood.max(1e-4))
}
