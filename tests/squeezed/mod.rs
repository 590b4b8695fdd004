//! What must be the same of an article in a format that holds no white space.

use postil::core::annotation::Annotation;
use postil::core::article::Article;
use std::collections::BTreeSet;

/// What is not white space of an article, and where in that its annotations lie, in characters.
pub fn squeezed<'a>(
    article: &'a Article,
    annotations: impl IntoIterator<Item = &'a Annotation>,
) -> (String, BTreeSet<(usize, usize, String)>) {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let length = |end: u32| squeeze(&article.text.as_str()[..end as usize]).chars().count();
    let span = |annotation: &Annotation| {
        let (start, end) = (annotation.range.start().get(), annotation.range.end().get());
        (length(start), length(end), annotation.label.to_string())
    };
    let spans = annotations.into_iter().map(span).filter(|(start, end, _)| start < end).collect();
    (squeeze(article.text.as_str()), spans)
}
