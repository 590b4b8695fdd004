//! A concordance: every mention of some words in all articles of a project, each in its context.

use super::Project;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::text::{Context, TextRange, mentions_of};
use std::sync::Arc;

/// One mention.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcordanceLine {
    /// The article, as it was when the concordance was made.
    pub article: Arc<Article>,
    /// Where the words stand in it, in bytes.
    pub range: TextRange,
    /// What is marked there: on these very words if anything is, else on words that they share; else what a
    /// person has refused there.
    pub mark: Option<Annotation>,
    /// Whether nobody has decided about these words: nothing is marked there, or no more than they are, and
    /// that is only suggested.
    pub undecided: bool,
}

/// The mentions of some words in all articles: as whole words, in the same letters. By article in the order of
/// the project, then in reading order.
#[must_use]
pub fn concordance(project: &Project, words: &str) -> Vec<ConcordanceLine> {
    let words = words.strip_suffix("'s").or(words.strip_suffix("’s")).unwrap_or(words);
    let mut lines = Vec::new();
    for article in &project.articles {
        lines.extend(mentions_of(&article.text, words).into_iter().map(|range| ConcordanceLine::new(article, range)));
    }
    lines
}

impl ConcordanceLine {
    fn new(article: &Arc<Article>, range: TextRange) -> Self {
        let there = || article.annotations.overlapping(range);
        let visible = || there().filter(|annotation| annotation.is_visible());
        let mark = visible().find(|mark| mark.range == range).or(visible().next());
        let mark = mark.or(there().find(|refused| refused.range == range)).cloned();
        let gives_way = |mark: &Annotation| mark.status == Status::Suggested && range.contains(mark.range);
        let undecided = mark.as_ref().is_none_or(Annotation::is_visible) && visible().all(gives_way);
        Self { article: article.clone(), range, mark, undecided }
    }

    /// The words with what stands around them.
    #[must_use]
    pub fn context(&self) -> Context {
        Context::new(&self.article.text, self.range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::schema::Schema;
    use crate::core::text::Text;

    fn project(texts: impl IntoIterator<Item = Text>) -> Project {
        let articles = (1..).zip(texts).map(|(n, text)| Arc::new(Article::new(format!("a{n}"), text, Meta::default())));
        Project { articles: articles.collect(), ..Project::new(Schema::news()) }
    }

    #[test]
    fn mentions_of_all_articles_in_their_context() {
        let project = project(["Lee’s aide met\n  Lee.", "Leeds won.", "Then came Lee"].map(Text::new));
        let found = concordance(&project, "Lee's");
        let shown: Vec<_> = found
            .iter()
            .map(|line| {
                let Context { before, words, after } = line.context();
                format!("{}: {before}[{words}]{after}", line.article.id)
            })
            .collect();
        assert_eq!(shown, ["a1: [Lee]’s aide met Lee.", "a1: Lee’s aide met [Lee].", "a3: Then came [Lee]"]);
        assert!(found.iter().all(|line| line.undecided && line.mark.is_none()));
    }

    #[test]
    fn what_is_marked_and_whether_it_is_decided() {
        let mut project = project([Text::new("Lee, Lee, Lee, Ann Lee, Ann Lee, Lee")]);
        let suggested =
            |range| Annotation::suggested(TextRange::from_usize(range), "PERSON".into(), Origin::Model, 0.9);
        let confirmed = |range| Annotation::confirmed(TextRange::from_usize(range), "ORG".into(), Origin::Human);
        let marks = [
            suggested(5..8),
            confirmed(10..13),
            suggested(15..22),
            confirmed(24..31),
            Annotation { status: Status::Rejected, ..suggested(33..36) },
        ];
        Arc::make_mut(&mut project.articles[0]).annotations = marks.iter().cloned().collect();
        let found = concordance(&project, "Lee");
        let expected = [None].into_iter().chain(marks.map(Some));
        let expected: Vec<_> = expected.zip([true, true, false, false, false, false]).collect();
        let seen: Vec<_> = found.into_iter().map(|line| (line.mark, line.undecided)).collect();
        assert_eq!(seen, expected);
        // A suggestion for a part of the words gives way to them.
        let longer: Vec<bool> = concordance(&project, "Ann Lee").iter().map(|line| line.undecided).collect();
        assert_eq!(longer, [true, false]);
    }
}
