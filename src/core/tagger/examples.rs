//! Annotated articles as examples to learn from.

use crate::core::annotation::{Annotation, Key, Status};
use crate::core::article::Article;
use crate::core::sequence::Example;
use crate::core::text::{Coverage, Reading, Text, TextRange, Token, spans_over};

/// The sentences of an article, tagged by its confirmed annotations. What is only suggested counts as not
/// known; of confirmed annotations that overlap, the longest count.
#[must_use]
pub fn article_examples(article: &Article) -> Vec<Example> {
    let confirmed = article.annotations.confirmed_without_overlaps();
    let right: Vec<Key> = confirmed.into_iter().map(Annotation::key).collect();
    let suggested = article.annotations.iter().filter(|annotation| annotation.status == Status::Suggested);
    let open: Vec<TextRange> = suggested.map(|annotation| annotation.range).collect();
    examples_of(&article.text, &right, &open)
}

/// The sentences of a text, tagged by what is `right` in it, in order and without overlaps; what is `open` counts as not
/// known.
#[must_use]
pub fn examples_of(text: &Text, right: &[Key], open: &[TextRange]) -> Vec<Example> {
    let open: Coverage = open.iter().copied().collect();
    let example = |tokens: &[Token]| Example {
        tokens: tokens.iter().map(|token| text.slice(token.range).to_owned()).collect(),
        tags: spans_over(tokens, right, |(range, _)| *range)
            .zip(tokens)
            .map(|(over, token)| tag(over, open.overlaps(token.range)))
            .collect(),
    };
    Reading::new(text).sentences().map(example).collect()
}

/// The tag of a token under what is right, which begins there or not, or under nothing.
fn tag(over: Option<(&Key, bool)>, is_open: bool) -> String {
    match over {
        Some(((_, label), begins)) => format!("{}-{label}", if begins { "B" } else { "I" }),
        None if is_open => "-".to_owned(),
        None => "O".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;

    #[test]
    fn an_article_as_tagged_sentences() {
        let mut article = Article::new("a1", Text::new("Ann Li met Bo. Rome and Oslo Pass won."), Meta::default());
        let range = |found: &str| {
            let start = article.text.as_str().find(found).unwrap();
            TextRange::from_usize(start..start + found.len())
        };
        let annotations = [
            Annotation::confirmed(range("Ann Li"), "PERSON".into(), Origin::Human),
            Annotation::suggested(range("Bo"), "PERSON".into(), Origin::Model, 0.5),
            Annotation::confirmed(range("Rome"), "GPE".into(), Origin::Human),
            Annotation::confirmed(range("Oslo Pass"), "FAC".into(), Origin::Human),
        ];
        article.annotations = annotations.into_iter().collect();
        let examples = article_examples(&article);
        let written = |example: &Example| {
            example.tokens.iter().zip(&example.tags).map(|(word, tag)| format!("{word}/{tag}")).collect::<Vec<_>>()
        };
        assert_eq!(written(&examples[0]), ["Ann/B-PERSON", "Li/I-PERSON", "met/O", "Bo/-", "./O"]);
        assert_eq!(written(&examples[1]), ["Rome/B-GPE", "and/O", "Oslo/B-FAC", "Pass/I-FAC", "won/O", "./O"]);
    }
}
