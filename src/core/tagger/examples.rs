//! Annotated articles as examples to learn from.

use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::sequence::Example;
use crate::core::text::{Token, paragraphs, sentences, tokens_in};

/// The sentences of an article, tagged by its confirmed annotations. What is only suggested counts as not
/// known; of annotations that overlap, the longest count.
#[must_use]
pub fn article_examples(article: &Article) -> Vec<Example> {
    let mut examples = Vec::new();
    let text = &article.text;
    let annotations = article.annotations.without_overlaps();
    for paragraph in paragraphs(text) {
        let tokens = tokens_in(text, paragraph);
        for sentence in sentences(text, &tokens) {
            let tokens = &tokens[sentence];
            examples.push(Example {
                tokens: tokens.iter().map(|token| text.slice(token.range).to_owned()).collect(),
                tags: tags(tokens, &annotations),
            });
        }
    }
    examples
}

/// The tags of one sentence. `annotations` are sorted and do not overlap.
fn tags(sentence: &[Token], annotations: &[&Annotation]) -> Vec<String> {
    let mut before: Option<&Annotation> = None;
    let mut tag = |token: &Token| {
        let next = annotations.partition_point(|annotation| annotation.range.end() <= token.range.start());
        let over = annotations.get(next).copied().filter(|annotation| annotation.range.overlaps(token.range));
        let begins = over.map(Annotation::key) != before.map(Annotation::key);
        before = over;
        match over {
            None => "O".to_owned(),
            Some(annotation) if annotation.status == Status::Suggested => "-".to_owned(),
            Some(annotation) => format!("{}-{}", if begins { "B" } else { "I" }, annotation.label),
        }
    };
    sentence.iter().map(&mut tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

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
