//! What must be the same of what was written and what is read: as many articles, and in a format that holds no white space,
//! the rest of them.

use postil::core::annotation::Annotation;
use postil::core::article::Article;
use postil::core::project::Project;
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

/// The articles that were read with those that were written: as many.
pub fn pairs<'a>(read: &'a Project, written: &'a Project) -> impl Iterator<Item = (&'a Article, &'a Article)> {
    assert_eq!(read.articles.len(), written.articles.len());
    read.articles.iter().zip(&written.articles).map(|(read, written)| (&**read, &**written))
}
