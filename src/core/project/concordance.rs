//! A concordance: every mention of some words in all articles of a project, each in its context.

use super::Project;
use crate::core::annotation::{Annotation, Status};
use crate::core::article::Article;
use crate::core::text::{TextRange, mentions_of};
use std::sync::Arc;

/// How much of the text is shown on either side of a mention, in characters.
const CONTEXT: usize = 40;

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

    /// The words themselves, on one line.
    #[must_use]
    pub fn words(&self) -> String {
        on_one_line(self.article.text.slice(self.range))
    }

    /// What stands before and after the words, on one line: whole words, some 40 characters at most.
    #[must_use]
    pub fn context(&self) -> (String, String) {
        let (before, rest) = self.article.text.as_str().split_at(self.range.start().as_usize());
        let after = &rest[self.range.len() as usize..];
        (on_one_line(end_of(before)), on_one_line(start_of(after)))
    }
}

/// The last words of a text.
fn end_of(text: &str) -> &str {
    let Some((cut, _)) = text.char_indices().rev().nth(CONTEXT) else { return text };
    let near = &text[cut..];
    near.find(char::is_whitespace).map_or(near, |space| &near[space..])
}

/// The first words of a text.
fn start_of(text: &str) -> &str {
    let Some((cut, last)) = text.char_indices().nth(CONTEXT) else { return text };
    let near = &text[..cut + last.len_utf8()];
    near.rfind(char::is_whitespace).map_or(near, |space| &near[..space])
}

/// Text with every stretch of white space as one space.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
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
                let (before, after) = line.context();
                format!("{}: {before}[{}]{after}", line.article.id, line.words())
            })
            .collect();
        assert_eq!(shown, ["a1: [Lee]’s aide met Lee.", "a1: Lee’s aide met [Lee].", "a3: Then came [Lee]"]);
        assert!(found.iter().all(|line| line.undecided && line.mark.is_none()));
    }

    #[test]
    fn contexts_are_cut_between_words() {
        let long = "one two three four five six seven eight nine ten";
        let project = project([Text::new(&format!("{long} Lee {long}")), Text::new(&"北".repeat(200))]);
        let (before, after) = concordance(&project, "Lee")[0].context();
        assert_eq!(
            (before.as_str(), after.as_str()),
            (" four five six seven eight nine ten ", " one two three four five six seven eight",)
        );
        let (before, after) = concordance(&project, "北")[100].context();
        assert_eq!((before.chars().count(), after.chars().count()), (CONTEXT + 1, CONTEXT + 1));
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
