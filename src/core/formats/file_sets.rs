//! Files that are given one by one, as a drop gives them: which of them are to be read together.
//!
//! The main decision: names alone tell, so that nothing is opened for it and every other file is read, and fails, by
//! itself. To take all that is dropped at once for one folder was rejected: a brat document would hide the texts beside it.

use super::{brat, hf};
use crate::core::dataset::Split;
use std::collections::HashMap;

/// The files that are to be read together, by their places in `names`: a text and the annotations that brat has of it
/// (with the first of them brat's configuration, which is no text), and the parts of a dataset with the card that tells of
/// them. Every other file is a set of its own.
#[must_use]
pub fn file_sets(names: &[String]) -> Vec<Vec<usize>> {
    let heads = Heads::of(names);
    // First the sets of the files that tell of others, by their places, then the other files.
    let mut sets = vec![Vec::new(); 2 * names.len()];
    for (place, name) in names.iter().enumerate() {
        sets[heads.of_file(name).unwrap_or(names.len() + place)].push(place);
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// The places of the files that tell of others; of those of the same name, that of the first.
struct Heads<'a> {
    /// Of files of annotations, by their names without the ending.
    by_stem: HashMap<&'a str, usize>,
    /// Of the first of them, with which brat's configuration goes.
    first: Option<usize>,
    card: Option<usize>,
}

impl<'a> Heads<'a> {
    fn of(names: &'a [String]) -> Self {
        let mut by_stem = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            if let Some(stem) = name.strip_suffix(brat::ENDING) {
                by_stem.entry(stem).or_insert(place);
            }
        }
        let first = by_stem.values().copied().min();
        Self { by_stem, first, card: names.iter().position(|name| name == hf::CARD) }
    }

    /// The place of the file that a file is read with, which may be its own.
    fn of_file(&self, name: &str) -> Option<usize> {
        let stem = name.strip_suffix(brat::ENDING).or(name.strip_suffix(brat::TEXT_ENDING));
        let document = stem.and_then(|stem| self.by_stem.get(stem).copied());
        let configuration = self.first.filter(|_| name.ends_with(brat::CONFIG_ENDING));
        let part = self.card.filter(|_| name == hf::CARD || Split::of_file(name).is_some());
        [document, configuration, part].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(names: &[&str]) -> Vec<Vec<String>> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let of_set = |set: Vec<usize>| set.into_iter().map(|place| names[place].clone()).collect();
        file_sets(&names).into_iter().map(of_set).collect()
    }

    #[test]
    fn a_text_goes_with_its_annotations() {
        let found = sets(&["a.txt", "b.ann", "b.txt", "c.txt", "a.ann", "a.html", "d.ann", "annotation.conf"]);
        let expected =
            [&["b.ann", "b.txt", "annotation.conf"][..], &["a.txt", "a.ann"], &["d.ann"], &["c.txt"], &["a.html"]];
        assert_eq!(found, expected);
    }

    #[test]
    fn parts_go_with_their_card() {
        let found = sets(&["test.jsonl", "README.md", "train-00000.jsonl", "notes.md", "trainer.txt"]);
        assert_eq!(found, [&["test.jsonl", "README.md", "train-00000.jsonl"][..], &["notes.md"], &["trainer.txt"]]);
        assert_eq!(sets(&["train.conll", "test.conll"]), [["train.conll"], ["test.conll"]]);
    }

    #[test]
    fn a_file_goes_with_the_first_that_tells_of_it() {
        let found = sets(&["train.ann", "README.md", "a.conf", "train.txt", "x.ann"]);
        assert_eq!(found, [&["train.ann", "a.conf", "train.txt"][..], &["README.md"], &["x.ann"]]);
        let found = sets(&["README.md", "train.ann", "train.txt", "a.conf"]);
        assert_eq!(found, [&["README.md", "train.ann", "train.txt"][..], &["a.conf"]]);
    }

    #[test]
    fn many_files_are_put_together_in_a_moment() {
        let names: Vec<String> = (0..100_000).flat_map(|n| [format!("{n}.txt"), format!("{n}.ann")]).collect();
        assert_eq!(file_sets(&names).len(), 100_000);
    }

    #[test]
    fn every_file_is_in_one_set() {
        assert_eq!(sets(&[]), [[""; 0]; 0]);
        let twice = sets(&["a.ann", "a.txt", "a.ann", "a.txt", "a.pdf", "a.pdf"]);
        assert_eq!(twice, [&["a.ann", "a.txt", "a.ann", "a.txt"][..], &["a.pdf"], &["a.pdf"]]);
    }
}
