//! Ids of articles, which are unique in a file and in all that is read together.
//!
//! The main decision: of an id, a hash of 64 bits is kept, so that a file of a gigabyte takes some megabytes of memory
//! for its ids. That two of a million ids meet in one happens once in some ten million files; it was put up with.
//!
//! An article without an id gets one at once, for a stream is read once and the article may be written before the next
//! is known. So where a later one has that id of its own, the later gets a number behind it: that an article has no id
//! is never an error. Two articles that both say the same id are one.

use super::record::{numbered, unnamed};
use crate::core::article::{Article, ArticleId};
use crate::core::formats::error::{Fault, FormatError};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids so far.
#[derive(Default)]
pub struct UniqueIds {
    /// Whose each is.
    owners: FxHashMap<u64, Owner>,
    /// The last number that was put behind an id: where many are the same, each would otherwise be tried with all numbers
    /// before.
    numbers: FxHashMap<u64, usize>,
    /// The last number that an article without an id got in place of its own.
    last: usize,
}

/// Whose an id is.
#[derive(Clone, Copy)]
enum Owner {
    /// An article's that says so, at this place.
    Own(u32),
    /// An article's that did not ask for it.
    Given,
}

impl UniqueIds {
    /// Gives an article the id that it has in the end: its own, or without one, one that is free. It is the one with this
    /// `number` (from 1) at a place, which is numbered; `name` gives the place's name.
    ///
    /// # Errors
    /// If its own id is another's own.
    pub fn named(
        &mut self,
        article: Article,
        number: usize,
        place: usize,
        name: fn(u32) -> String,
    ) -> Result<Article, FormatError> {
        let id = if article.id == unnamed() {
            self.take_free(numbered(number), number)
        } else {
            self.take(article.id, place, name)?
        };
        Ok(Article { id, ..article })
    }

    /// An id that nobody asked for, or if it is used already, one that is not: "a" and a number from `number` on.
    pub fn take_free(&mut self, id: ArticleId, number: usize) -> ArticleId {
        let mut last = self.last;
        // Not those again that were tried for one before.
        let numbers = (number.max(last + 1)..=usize::MAX).inspect(|number| last = *number);
        let given = self.give(std::iter::once(id).chain(numbers.map(numbered)));
        self.last = last;
        given
    }

    /// An id that may be used already, then with a number behind it: "a1-2".
    pub fn take_like(&mut self, id: &ArticleId) -> ArticleId {
        let last = self.numbers.get(&hash(id)).copied().unwrap_or(1);
        let mut next = last;
        let numbered = std::iter::repeat_with(|| {
            next += 1;
            format!("{id}-{next}").into()
        });
        let given = self.give(std::iter::once(id.clone()).chain(numbered));
        if next > last {
            self.numbers.insert(hash(id), next);
        }
        given
    }

    fn take(&mut self, id: ArticleId, place: usize, name: fn(u32) -> String) -> Result<ArticleId, FormatError> {
        let own = Owner::Own(place as u32);
        match self.owners.entry(hash(&id)) {
            Entry::Vacant(entry) => {
                entry.insert(own);
                Ok(id)
            }
            Entry::Occupied(mut entry) => match *entry.get() {
                Owner::Own(earlier) => Err(Fault::DuplicateId { id, earlier: name(earlier) }.at("id")),
                Owner::Given => {
                    entry.insert(own);
                    Ok(self.take_like(&id))
                }
            },
        }
    }

    /// Gives away the first of some ids that is free.
    fn give(&mut self, mut ids: impl Iterator<Item = ArticleId>) -> ArticleId {
        let id = ids.find(|id| !self.owners.contains_key(&hash(id))).expect("there are more numbers than ids");
        self.owners.insert(hash(&id), Owner::Given);
        id
    }
}

fn hash(id: &ArticleId) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::article::Meta;
    use crate::core::text::Text;

    /// What articles with these ids are called, or the error of one.
    fn named(ids: &[&str]) -> Vec<String> {
        let mut unique = UniqueIds::default();
        let articles = ids.iter().map(|&id| Article::new(id, Text::new("Ann left."), Meta::default()));
        let named = articles.zip(1..).map(|(article, number)| {
            unique.named(article, number, number, |place| format!("line {place}")).map(|article| article.id)
        });
        named.map(|id| id.map_or_else(|error| error.to_string(), |id| id.to_string())).collect()
    }

    #[test]
    fn an_article_without_an_id_is_no_error_of_another() {
        assert_eq!(named(&["", "a1", "a2", ""]), ["a1", "a1-2", "a2", "a4"]);
        assert_eq!(named(&["a2", "", "a1-2", ""]), ["a2", "a3", "a1-2", "a4"]);
        assert_eq!(named(&["", "a1", "a1-2"]), ["a1", "a1-2", "a1-2-2"]);
    }

    /// Each tries the next number, not all that the first has tried.
    #[test]
    fn many_articles_whose_numbers_are_taken_get_the_next_ones() {
        const MANY: usize = 50_000;
        let taken: Vec<String> = (MANY + 1..=2 * MANY).map(|number| format!("a{number}")).collect();
        let ids: Vec<&str> = taken.iter().map(String::as_str).chain(std::iter::repeat_n("", MANY)).collect();
        let given = named(&ids).split_off(MANY);
        assert!((2 * MANY + 1..).map(|number| format!("a{number}")).zip(given).all(|(expected, id)| expected == id));
    }

    #[test]
    fn two_of_the_same_id_are_an_error_whatever_was_given() {
        let twice = "field id: the id \"a1\" belongs to line 2 already";
        assert_eq!(named(&["", "a1", "a1"]), ["a1", "a1-2", twice]);
    }
}
